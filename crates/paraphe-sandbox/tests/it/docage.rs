use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_sandbox::{Habits, SandboxOptions, StandIn};
use serde_json::{Value, json};

use crate::support::{Answer, CONTRACT, Started, basic, intact_signatures, multipart, start, start_with};

const JSON: (&str, &str) = ("Content-Type", "application/json");

fn authorization(started: &Started) -> String {
    let accounts = started.sandbox().accounts();
    let account = accounts.iter().find(|account| account.provider == StandIn::Docage).unwrap();
    basic(account.user.as_deref().unwrap(), &account.secret)
}

fn send(started: &Started, method: &str, path: &str, body: Value) -> Answer {
    let headers = [("Authorization", authorization(started)), (JSON.0, JSON.1.to_owned())];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    started.ask(method, &format!("/docage{path}"), &headers, body.to_string().as_bytes())
}

fn get(started: &Started, path: &str) -> Answer {
    started.ask("GET", &format!("/docage{path}"), &[("Authorization", &authorization(started))], b"")
}

fn created(started: &Started, path: &str, body: Value) -> String {
    let answer = send(started, "POST", path, body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json().as_str().expect("an id alone, as a JSON string").to_owned()
}

fn upload(started: &Started, fields: &[(&str, &str)], file: &str) -> Answer {
    let (kind, body) = multipart(fields, &[(file, "contrat.pdf", CONTRACT)]);
    let headers = [("Authorization", &*authorization(started)), ("Content-Type", &*kind)];
    started.ask("POST", "/docage/TransactionFiles", &headers, &body)
}

fn contact(started: &Started, email: &str) -> String {
    let contact =
        json!({ "Email": email, "FirstName": "Alice", "LastName": "Dupont", "Mobile": "+33612345678" });
    created(started, "/Contacts", contact)
}

fn draft(started: &Started) -> String {
    let transaction = json!({
        "Name": "Contrat", "IsTest": true, "Reminder": 7, "MaximumReminders": 3, "EndDate": "2099-01-31T22:59:00.000Z",
    });
    created(started, "/Transactions", transaction)
}

/// The documented flow; answers the ids of transaction and members.
fn launched(started: &Started, emails: &[&str]) -> (String, Vec<String>) {
    let transaction = draft(started);
    let fields = [
        ("TransactionId", &*transaction),
        ("FileName", "contrat.pdf"),
        ("FriendlyName", "Doc1"),
        ("Type", "0"),
    ];
    let file = upload(started, &fields, "FileToUpload").json().as_str().unwrap().to_owned();
    let member = |(number, email): (usize, &&str)| {
        let member = json!({
            "TransactionId": transaction, "ContactId": contact(started, email), "FriendlyName": format!("Signer{number}"),
            "MemberRole": 0, "SignMode": 1, "NotifyInvitation": true,
        });
        let member = created(started, "/TransactionMembers", member);
        let location = json!({
            "TransactionMemberId": member, "TransactionFileId": file, "Pages": "1", "Coordinates": "100,120,150,60",
        });
        created(started, "/SignatureLocations", location);
        member
    };
    let members = emails.iter().enumerate().map(member).collect();
    let launch = format!("/docage/Transactions/LaunchTransaction/{transaction}");
    assert_eq!(started.ask("POST", &launch, &[("Authorization", &authorization(started))], b"").status, 200);
    (transaction, members)
}

fn status(started: &Started, transaction: &str) -> Value {
    get(started, &format!("/Transactions/Status/{transaction}")).json()
}

#[test]
fn the_documented_flow_ends_in_a_signed_document_and_a_proof() {
    let started = start();
    let (transaction, _) = launched(&started, &["a@ex.fr", "b@ex.fr"]);
    let control = started.control();
    assert_eq!((status(&started, &transaction), control.creations(StandIn::Docage)), (json!("Active"), 1));
    let proof = format!("/Transactions/DownloadProofFile/{transaction}");
    assert_eq!(get(&started, &proof).status, 404, "there is no proof of what has not happened");
    // Nothing orders the members: the second may be first.
    assert!(control.sign(StandIn::Docage, &transaction, "b@ex.fr"));
    assert!(!control.sign(StandIn::Docage, &transaction, "b@ex.fr"), "nobody signs twice");
    assert!(control.sign_next(StandIn::Docage));
    assert_eq!(status(&started, &transaction), json!("Signed"));

    let answer = get(&started, &format!("/Transactions/DownloadDocument/{transaction}"));
    let pdf = STANDARD.decode(answer.text()).expect("base64 text");
    assert!(pdf.starts_with(CONTRACT), "a signature appends");
    let signatures = intact_signatures(&pdf);
    assert_eq!(signatures.len(), 2);
    assert_eq!(signatures[0].page, Some(1));
    let name = signatures[0].signer.as_ref().and_then(|signer| signer.common_name.clone());
    assert_eq!(name.as_deref(), Some("Bac à sable – Alice Dupont"));
    let proof = STANDARD.decode(get(&started, &proof).text()).unwrap();
    assert!(proof.starts_with(b"%PDF-"));
    let files = get(&started, &format!("/Transactions/GetTransactionFiles/{transaction}")).json();
    assert_eq!((&files[0]["IsSignedVersion"], &files[0]["FileName"]), (&json!(true), &json!("contrat.pdf")));
}

#[test]
fn a_box_stands_where_the_coordinates_say_from_the_bottom_left() {
    let started = start();
    let (transaction, _) = launched(&started, &["a@ex.fr"]);
    assert!(started.control().sign_next(StandIn::Docage));
    let pdf = STANDARD
        .decode(get(&started, &format!("/Transactions/DownloadDocument/{transaction}")).text())
        .unwrap();
    let pdf = paraphe_pdf::PdfFile::parse(pdf, None).unwrap();
    let fields = pdf.signature_fields();
    let corners = fields[0].rect.expect("a visible signature").to_array();
    for (found, wanted) in corners.iter().zip([100.0, 120.0, 250.0, 180.0]) {
        assert!((found - wanted).abs() < 0.01, "{corners:?}");
    }
}

#[test]
fn downloads_can_be_raw() {
    let habits = Habits { docage_raw_downloads: true, ..Habits::default() };
    let started = start_with(SandboxOptions { habits, ..SandboxOptions::default() });
    let (transaction, _) = launched(&started, &["a@ex.fr"]);
    let answer = get(&started, &format!("/Transactions/DownloadDocument/{transaction}"));
    assert_eq!((answer.body.as_slice(), answer.header("content-type")), (CONTRACT, Some("application/pdf")));
}

#[test]
fn without_the_right_account_nothing_is_answered() {
    let started = start();
    let wrong = basic("demo@docage.example", "autre");
    for headers in
        [vec![], vec![("Authorization", &*wrong)], vec![("Authorization", "Bearer sandbox-docage-key")]]
    {
        let answer = started.ask("GET", "/docage/Organizations", &headers, b"");
        assert_eq!((answer.status, answer.json()["error"].is_string()), (401, true), "{headers:?}");
    }
    assert_eq!(get(&started, "/Organizations").json()["IsDemo"], true);
}

#[test]
fn what_is_documented_as_required_is_required() {
    let started = start();
    let refused = |path: &str, body: Value| {
        let answer = send(&started, "POST", path, body.clone());
        assert_eq!(answer.status, 400, "{path} {body}");
        assert!(answer.json()["errors"][0]["error"].is_string(), "{path} {body}");
    };
    refused("/Contacts", json!({ "Email": "a@ex.fr", "FirstName": "Alice" }));
    refused("/Contacts", json!({ "LastName": "Dupont" }));
    refused("/Contacts", json!({ "LastName": "Dupont", "Email": "a@ex.fr", "Mobile": "06 12 34 56 78" }));
    refused("/Transactions", json!({ "Name": "Contrat", "Reminder": 0 }));
    refused("/Transactions", json!({ "Name": "Contrat", "IsTest": "true", "Reminder": 0 }));
    refused("/Transactions", json!({ "Name": "Contrat", "IsTest": true, "Reminder": 3 }));
    refused("/Transactions", json!({ "name": "Contrat", "isTest": true, "reminder": 7 }));
    refused("/Transactions", json!({ "Name": "C", "IsTest": true, "Reminder": 7, "EndDate": "31/01/2099" }));
    let transaction = draft(&started);
    let fields = [("TransactionId", &*transaction), ("FileName", "contrat.pdf"), ("Type", "0")];
    assert_eq!(upload(&started, &fields, "Document").status, 400, "the part is called FileToUpload");
    assert_eq!(upload(&started, &fields[..2], "FileToUpload").status, 400, "no Type");
    let file = upload(&started, &fields, "FileToUpload").json();
    let member =
        json!({ "TransactionId": transaction, "ContactId": contact(&started, "a@ex.fr"), "SignMode": 1 });
    let member = created(&started, "/TransactionMembers", member);
    for (pages, coordinates) in
        [(json!(1), json!("1,2,3,4")), (json!("1"), json!("1,2,3")), (json!("1"), json!("1.5,2,3,4"))]
    {
        refused(
            "/SignatureLocations",
            json!({
                "TransactionMemberId": member, "TransactionFileId": file, "Pages": pages, "Coordinates": coordinates,
            }),
        );
    }
}

#[test]
fn another_content_type_or_route_is_refused() {
    let started = start();
    let authorization = authorization(&started);
    let headers = [("Authorization", &*authorization), ("Content-Type", "text/plain")];
    let answer = started.ask("POST", "/docage/Contacts", &headers, b"{}");
    assert_eq!((answer.status, answer.json()["title"].as_str()), (415, Some("Unsupported Media Type")));
    assert_eq!(started.ask("POST", "/docage/TransactionFiles", &headers, b"{}").status, 415);
    assert_eq!(get(&started, "/Abort/some-id").status, 404, "the old form without /Transactions");
    assert_eq!(get(&started, "/Transactions/Status/unknown").status, 404);
}

#[test]
fn a_code_by_sms_needs_a_mobile_number() {
    let started = start();
    let transaction = draft(&started);
    let fields = [("TransactionId", &*transaction), ("FileName", "contrat.pdf"), ("Type", "0")];
    upload(&started, &fields, "FileToUpload");
    let alice = created(&started, "/Contacts", json!({ "LastName": "Dupont", "Email": "a@ex.fr" }));
    // No SignMode: SMS.
    created(&started, "/TransactionMembers", json!({ "TransactionId": transaction, "ContactId": alice }));
    let answer = send(&started, "POST", &format!("/Transactions/LaunchTransaction/{transaction}"), json!({}));
    assert_eq!((answer.status, started.control().creations(StandIn::Docage)), (400, 0));
}

#[test]
fn abort_and_reminders_are_gets_that_change_something() {
    let started = start();
    let (transaction, _) = launched(&started, &["a@ex.fr"]);
    assert_eq!(get(&started, &format!("/Transactions/SendReminders/{transaction}")).status, 200);
    assert_eq!(get(&started, &format!("/Transactions/SendReminders/{transaction}")).status, 200);
    let snapshot = &started.control().envelopes(StandIn::Docage)[0];
    assert_eq!((snapshot.reminders, snapshot.invited, snapshot.test), (2, 1, true));
    assert_eq!(get(&started, &format!("/Transactions/Abort/{transaction}")).status, 200);
    assert_eq!(status(&started, &transaction), json!("Aborted"));
    assert_eq!(get(&started, &format!("/Transactions/Abort/{transaction}")).status, 400);
    assert!(!started.control().sign_next(StandIn::Docage));
    let deleted = send(&started, "DELETE", &format!("/Transactions/{transaction}"), json!({}));
    assert_eq!(
        (deleted.status, get(&started, &format!("/Transactions/ById/{transaction}")).status),
        (200, 404)
    );
}

#[test]
fn nothing_changes_after_the_launch_and_a_second_launch_is_refused() {
    let started = start();
    let (transaction, _) = launched(&started, &["a@ex.fr"]);
    let fields = [("TransactionId", &*transaction), ("FileName", "autre.pdf"), ("Type", "0")];
    assert_eq!(upload(&started, &fields, "FileToUpload").status, 400);
    let again = send(&started, "POST", &format!("/Transactions/LaunchTransaction/{transaction}"), json!({}));
    assert_eq!((again.status, started.control().creations(StandIn::Docage)), (400, 1));
}

#[test]
fn contacts_are_found_by_address_and_the_notice_carries_the_number_of_the_state() {
    let started = start();
    let id = contact(&started, "alice@ex.fr");
    assert_eq!(get(&started, "/Contacts/byemail/Alice%40ex.fr").json()["Id"], id.as_str());
    assert_eq!(get(&started, "/Contacts/byemail/bob%40ex.fr").status, 404);
    let (transaction, _) = launched(&started, &["a@ex.fr"]);
    let control = started.control();
    assert!(control.decline(StandIn::Docage, &transaction, "a@ex.fr", "Prix"));
    let notice = control.notice(StandIn::Docage, &transaction).unwrap();
    let body: Value = serde_json::from_slice(&notice.body).unwrap();
    assert_eq!(body, json!({ "Id": transaction, "Status": 7, "Name": "Contrat" }));
}

#[test]
fn one_request_creates_and_sends() {
    let started = start();
    let transaction = json!({
        "Name": "Contrat", "IsTest": true, "TransactionFiles": [{ "FileName": "contrat.pdf", "FriendlyName": "Doc1" }],
        "TransactionMembers": [{ "FriendlyName": "Signer1", "SignMode": 1, "NotifyInvitation": false }],
    });
    let fields = [
        ("Transaction", &*transaction.to_string()),
        ("Signer1", r#"{"LastName":"Dupont","FirstName":"Alice","Email":"a@ex.fr"}"#),
        ("Signer1, Doc1", r#"{"Pages":"1","Coordinates":"0, 0, 150, 220"}"#),
    ];
    let (kind, body) = multipart(&fields, &[("Doc1", "contrat.pdf", CONTRACT)]);
    let headers = [("Authorization", &*authorization(&started)), ("Content-Type", &*kind)];
    let answer = started.ask("POST", "/docage/Transactions/CreateFullTransaction", &headers, &body).json();
    let snapshot = &started.control().envelopes(StandIn::Docage)[0];
    assert_eq!(
        (answer["Id"].as_str(), snapshot.state.as_str(), snapshot.invited),
        (Some(&*snapshot.id), "out", 0)
    );
    let link = snapshot.people[0].link.as_deref().unwrap();
    let member = answer["MemberSummaries"][0]["Id"].as_str().unwrap();
    assert!(link.ends_with(&format!("/transactions/Sign?transactionMemberId={member}")), "{link}");
}
