//! Docage against its stand-in.

mod afterwards;
mod interrupted;
mod lost;

use paraphe_envelope::{Authentication, Delivery, Role, ViewRect};
use paraphe_providers::{AccountSettings, MemorySteps, ProviderId, Refusal, plan};
use paraphe_sandbox::{Fault, FaultKind, RequestRecord, SandboxOptions, StandIn};
use serde_json::{Value, json};

use crate::support::{Stage, first_dispatch, recipient_id, send};

async fn stage() -> Stage {
    Stage::new(ProviderId::Docage).await
}

fn fault(method: &str, path: &str, kind: FaultKind) -> Fault {
    let (method, path_contains) = (Some(method.to_owned()), path.to_owned());
    Fault { provider: StandIn::Docage, path_contains, method, skip: 0, times: 1, kind }
}

fn status(status: u16) -> FaultKind {
    FaultKind::Status { status, retry_after_seconds: None, body: json!({ "error": "Non" }).to_string() }
}

fn json_of(request: &RequestRecord) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

/// The bodies of all requests on a route, in order.
fn bodies(stage: &Stage, route: &str) -> Vec<Value> {
    let requests = stage.requests().into_iter().zip(stage.routes());
    requests.filter(|(_, own)| own == route).map(|(request, _)| json_of(&request)).collect()
}

/// How often a route was asked.
fn times(stage: &Stage, route: &str) -> usize {
    stage.routes().iter().filter(|own| own.starts_with(route)).count()
}

const SENDING: [&str; 7] = [
    "GET /Contacts/byemail/alice%40exemple.fr",
    "POST /Contacts",
    "POST /Transactions",
    "POST /TransactionFiles",
    "POST /TransactionMembers",
    "POST /SignatureLocations",
    "POST /Transactions/LaunchTransaction/",
];

fn golden() -> impl FnOnce(&mut paraphe_envelope::EnvelopeContent) {
    |content| {
        content.options.test = true;
        content.options.reminder_days = Some(7);
        content.options.expires_at = "2030-01-31T23:59:00+01:00".parse().ok();
    }
}

#[tokio::test]
async fn each_request_is_the_one_documented() {
    let stage = stage().await;
    let rect = ViewRect { x: 100.0, y: 600.0, width: 150.0, height: 60.0 };
    let request = stage.request().person("Alice", Role::Signer).field("Alice", 1, 1, rect).changed(golden());
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let transaction = &sent.remote.0;

    let mut expect: Vec<String> = SENDING.iter().map(|route| (*route).to_owned()).collect();
    expect[6].push_str(transaction);
    assert_eq!(stage.routes(), expect);
    let requests = stage.requests();
    for request in &requests {
        let authorization = request.headers.iter().find(|(name, _)| name == "authorization");
        // demo@docage.example:sandbox-docage-key
        let basic = "Basic ZGVtb0Bkb2NhZ2UuZXhhbXBsZTpzYW5kYm94LWRvY2FnZS1rZXk=";
        assert_eq!(authorization.map(|(_, value)| value.as_str()), Some(basic));
    }
    let contact = json!({
        "Email": "alice@exemple.fr", "FirstName": "Alice", "LastName": "Dupont", "Mobile": "+33612345678",
    });
    assert_eq!(json_of(&requests[1]), contact);
    let expect = json!({
        "Name": "Contrat", "IsTest": true, "Reminder": 7, "MaximumReminders": 3, "EndDate": "2030-01-31T22:59:00.000Z",
        "FormEmailSubject": format!("Paraphe {}", sent.key),
    });
    assert_eq!(json_of(&requests[2]), expect);
    let member = json_of(&requests[4]);
    let contact_id = member["ContactId"].as_str().unwrap();
    let expect = json!({
        "TransactionId": transaction, "ContactId": contact_id, "FriendlyName": "Signer1", "MemberRole": 0,
        "SignMode": 1, "NotifyInvitation": true,
    });
    assert_eq!(member, expect);
    let location = json_of(&requests[5]);
    assert_eq!((&location["Pages"], &location["Coordinates"]), (&json!("1"), &json!("100,182,150,60")));
    assert_eq!(location.as_object().unwrap().len(), 4);
    assert!(requests[6].body.is_empty());
    check_file(&requests[3], transaction, &request.bytes(1));
}

fn check_file(request: &RequestRecord, transaction: &str, document: &[u8]) {
    let body = String::from_utf8_lossy(&request.body);
    for (name, value) in [
        ("TransactionId", transaction),
        ("FileName", "Contrat 1.pdf"),
        ("FriendlyName", "Doc1"),
        ("Type", "0"),
    ] {
        assert!(body.contains(&format!("name=\"{name}\"\r\n\r\n{value}\r\n")), "{name}: {body}");
    }
    let part = "name=\"FileToUpload\"; filename=\"Contrat 1.pdf\"\r\nContent-Type: application/pdf\r\n\r\n";
    assert!(body.contains(part), "{body}");
    assert!(request.body.windows(document.len()).any(|window| window == document));
}

#[tokio::test]
async fn people_get_the_code_the_letter_and_the_link_that_were_asked_for() {
    let stage = stage().await;
    let mut request = stage.request().signer("Alice").signer("Bob");
    request.last_person().authentication = Authentication::SmsCode;
    request.last_person().delivery = Delivery::Links;
    let mut request = request.signer("Chloe");
    request.last_person().delivery = Delivery::InPerson;
    let request = request.person("David", Role::CarbonCopy);
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    let sent = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();

    let members = bodies(&stage, "POST /TransactionMembers");
    let seen: Vec<Value> = members
        .iter()
        .map(|member| {
            json!([
                member["FriendlyName"],
                member["MemberRole"],
                member["SignMode"],
                member["NotifyInvitation"]
            ])
        })
        .collect();
    let expect = [
        json!(["Signer1", 0, 1, true]),
        json!(["Signer2", 0, 0, false]),
        json!(["Signer3", 0, 1, false]),
        json!(["Observer1", 2, 1, false]),
    ];
    assert_eq!(seen, expect);
    assert_eq!(members[3]["NotifyCompletion"], json!(true));
    let people = stage.newest().people;
    let expect =
        [("bob", 1), ("chloe", 2)].map(|(id, index)| (recipient_id(id), people[index].link.clone().unwrap()));
    assert_eq!(sent.links, expect);
    assert_eq!(stage.newest().invited, 1, "only Alice is written to");
}

#[tokio::test]
async fn an_observer_is_what_the_account_calls_one() {
    let change = |settings: &mut AccountSettings, _: &mut _| {
        settings.options.insert("observer_role".to_owned(), "1".to_owned());
        settings.options.insert("origin".to_owned(), "top-left".to_owned());
    };
    let stage = Stage::with(ProviderId::Docage, SandboxOptions::default(), change).await;
    let request = stage.request().signer("Alice").person("David", Role::CarbonCopy);
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    assert_eq!(bodies(&stage, "POST /TransactionMembers")[1]["MemberRole"], json!(1));
    assert_eq!(bodies(&stage, "POST /SignatureLocations")[0]["Coordinates"], json!("100,400,150,60"));
}

#[tokio::test]
async fn a_message_goes_into_the_invitation_and_notices_to_one_address() {
    let stage = stage().await;
    let request = stage.request().signer("Alice").changed(|content| content.message = "À <vous>".to_owned());
    let request =
        request.options(|options| options.notification_urls = vec!["https://ex.fr/hook".to_owned()]);
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    let transaction = &bodies(&stage, "POST /Transactions")[0];
    assert_eq!(transaction["InvitationEmailBody"], json!("<p>À &lt;vous&gt;</p>\n<p>{accessLink}</p>"));
    assert_eq!(transaction["Webhook"], json!("https://ex.fr/hook"));
    assert_eq!((&transaction["Reminder"], transaction.get("MaximumReminders")), (&json!(0), None));
}

#[tokio::test]
async fn what_docage_cannot_hold_is_refused_before_anything_is_created() {
    let stage = stage().await;
    let alice = || stage.request().signer("Alice");
    let two = vec!["https://a.ex".to_owned(), "https://b.ex".to_owned()];
    let address = "mailto:a@ex.fr".to_owned();
    let mail = vec![address.clone()];
    let requests = [
        (alice().options(|options| options.notification_urls = two), Refusal::NoticeAddresses { count: 2 }),
        (alice().options(|options| options.notification_urls = mail), Refusal::NoticeAddress { address }),
    ];
    for (request, refusal) in requests {
        assert_eq!(plan(&request.envelope(), stage.provider.capability()).unwrap_err(), [refusal]);
    }
}

#[tokio::test]
async fn what_docage_must_know_is_asked_for_by_the_plan() {
    let stage = stage().await;
    let mut nameless = stage.request().signer("Alice").options(|options| options.reminder_days = Some(3));
    nameless.last_person().email = None;
    let envelope = nameless.envelope();
    let refusals = plan(&envelope, stage.provider.capability()).unwrap_err();
    let recipient = envelope.recipients()[0].id.clone();
    assert_eq!(refusals, [Refusal::ReminderDays { days: 3 }, Refusal::EmailMissing { recipient }]);
}

#[tokio::test]
async fn somebody_known_is_not_entered_twice_and_gets_the_code_on_the_right_phone() {
    let stage = stage().await;
    for (byte, mobile) in [(1, "+33612345678"), (2, "+33687654321")] {
        let mut request = stage.request().id(byte).signer("Alice");
        request.last_person().mobile = mobile.parse().ok();
        request.last_person().authentication = Authentication::SmsCode;
        let envelope = request.envelope();
        stage.send(&request, &envelope).await;
    }
    assert_eq!((times(&stage, "POST /Contacts"), times(&stage, "PUT /Contacts/")), (1, 1));
    let requests = stage.requests();
    let update = requests.iter().find(|request| request.method == "PUT").unwrap();
    let expect = json!({
        "Email": "alice@exemple.fr", "FirstName": "Alice", "LastName": "Dupont", "Mobile": "+33687654321",
    });
    assert_eq!(json_of(update), expect);
    let contacts: Vec<Value> =
        bodies(&stage, "POST /TransactionMembers").iter().map(|member| member["ContactId"].clone()).collect();
    assert_eq!(contacts[0], contacts[1]);
}

#[tokio::test]
async fn two_people_with_one_mailbox_stay_two() {
    let stage = stage().await;
    for (byte, name) in [(1, "Alice"), (2, "Bruno"), (3, "Bruno")] {
        let mut request = stage.request().id(byte).signer(name);
        request.last_person().email = "famille@exemple.fr".parse().ok();
        let envelope = request.envelope();
        stage.send(&request, &envelope).await;
    }
    let created: Vec<Value> =
        bodies(&stage, "POST /Contacts").iter().map(|contact| contact["FirstName"].clone()).collect();
    assert_eq!(created, [json!("Alice"), json!("Bruno")]);
    assert_eq!(times(&stage, "PUT /Contacts/"), 0);
}
