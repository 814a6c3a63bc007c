use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_sandbox::{Habits, SandboxOptions, StandIn};
use serde_json::{Value, json};

use crate::support::{Answer, CONTRACT, Started, intact_signatures, start, start_with};

const AUTHORIZATION: (&str, &str) = ("Authorization", "Bearer sandbox-ngsign-secret");
const JSON: (&str, &str) = ("Content-Type", "application/json");
const ACCEPT: (&str, &str) = ("Accept", "application/json");

fn post(started: &Started, path: &str, body: &Value) -> Answer {
    let headers = [AUTHORIZATION, JSON, ACCEPT];
    started.ask("POST", &format!("/ngsign/server{path}"), &headers, body.to_string().as_bytes())
}

fn get(started: &Started, path: &str) -> Answer {
    started.ask("GET", &format!("/ngsign/server{path}"), &[("Accept", "*/*")], b"")
}

fn created(started: &Started) -> (String, String) {
    let upload =
        json!([{ "fileName": "contrat", "fileExtension": "pdf", "fileBase64": STANDARD.encode(CONTRACT) }]);
    let answer = post(started, "/protected/transaction/pdfs", &upload).json();
    let object = if answer["object"].is_object() { &answer["object"] } else { &answer };
    assert_eq!(object["status"], "CREATED");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&object["uuid"]), text(&object["pdfs"][0]["identifier"]))
}

fn signer(first_name: &str, document: &str) -> Value {
    json!({
        "signer": {
            "firstName": first_name, "lastName": "Dupont", "email": format!("{first_name}@ex.tn"), "phoneNumber": "",
        },
        "sigType": "CERTIFIED_TIMESTAMP", "mode": "BY_MAIL", "otp": "NONE", "choosePosition": false,
        "docsConfigs": [{
            "identifier": document, "documentName": "contrat", "documentExtension": "pdf", "page": 1, "xAxis": 147.5,
            "yAxis": 175,
        }],
    })
}

fn launch(started: &Started, uuid: &str, signers: &[Value]) -> Value {
    let configuration = json!({ "sigConf": signers, "observers": [], "lang": "fr" });
    post(started, &format!("/protected/transaction/{uuid}/launch"), &configuration).json()
}

#[test]
fn signers_come_one_after_the_other_and_the_document_is_signed_at_the_end() {
    let started = start();
    let (uuid, document) = created(&started);
    let control = started.control();
    assert_eq!(control.creations(StandIn::NgSign), 0, "nobody has been asked yet");
    let object = launch(&started, &uuid, &[signer("alice", &document), signer("bob", &document)]);
    assert_eq!(
        (&object["errorCode"], &object["object"]["status"]),
        (&json!(0), &json!("SIGNATURE_LAUNCHED"))
    );
    let first = object["object"]["nextSigner"].as_str().unwrap().to_owned();
    assert_eq!(control.envelopes(StandIn::NgSign)[0].invited, 1);
    assert!(!control.sign(StandIn::NgSign, &uuid, "bob@ex.tn"), "it is not his turn");
    assert!(control.sign(StandIn::NgSign, &uuid, "alice@ex.tn"));

    let between = get(&started, &format!("/any/transaction/{uuid}")).json();
    assert_ne!(between["object"]["nextSigner"], first.as_str());
    let states: Vec<_> = between["object"]["signers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|signer| signer["status"].clone())
        .collect();
    assert_eq!(states, ["SIGNED", "PENDING"]);
    let path = format!("/any/transaction/{uuid}/pdfs/{document}");
    assert_eq!(get(&started, &path).body, CONTRACT, "unsigned until everybody has signed");

    assert!(control.sign_next(StandIn::NgSign));
    let after = get(&started, &format!("/any/transaction/{uuid}")).json();
    assert_eq!(
        (&after["object"]["status"], &after["object"]["nextSigner"]),
        (&json!("SIGNED"), &Value::Null)
    );
    let pdf = get(&started, &path).body;
    assert_eq!(intact_signatures(&pdf).len(), 2);
    assert!(pdf.starts_with(CONTRACT));
}

#[test]
fn a_session_opens_with_a_form_and_closes_with_logout() {
    let started = start();
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let login = |body: &str| started.ask("POST", "/ngsign/server/authenticate", &[form], body.as_bytes());
    assert_eq!(login("email=demo%40ngsign.example&password=faux").status, 401);
    let answer = login("email=demo%40ngsign.example&password=sandbox-ngsign-secret");
    assert_eq!(answer.json()["email"], "demo@ngsign.example");
    let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    assert!(cookie.starts_with("JSESSIONID="), "{cookie}");
    let verify =
        || started.ask("GET", "/ngsign/server/protected/user/verify", &[("Cookie", &*cookie)], b"").status;
    assert_eq!(verify(), 204);
    assert_eq!(started.ask("GET", "/ngsign/server/logout", &[("Cookie", &*cookie)], b"").status, 200);
    assert_eq!(verify(), 302);
}

#[test]
fn protected_routes_want_the_account_and_the_others_do_not() {
    let started = start();
    let wrong = [("Authorization", "Bearer autre")];
    assert_eq!(started.ask("GET", "/ngsign/server/protected/user/", &wrong, b"").status, 401);
    assert_eq!(started.ask("GET", "/ngsign/server/protected/user/verify", &wrong, b"").status, 302);
    assert_eq!(started.ask("GET", "/ngsign/server/protected/user/verify", &[AUTHORIZATION], b"").status, 204);
    let user = started.ask("GET", "/ngsign/server/protected/user/", &[AUTHORIZATION], b"").json();
    assert!(user["object"]["tokensNumber"].is_u64());
    let (uuid, _) = created(&started);
    assert_eq!(get(&started, &format!("/any/transaction/{uuid}")).json()["object"]["uuid"], uuid.as_str());
    assert_eq!(
        started.ask("GET", "/ngsign/protected/user/", &[AUTHORIZATION], b"").status,
        404,
        "without /server"
    );
    assert_eq!(started.ask("GET", "/ngsign/server/server/logout", &[AUTHORIZATION], b"").status, 404);
}

#[test]
fn errors_of_the_application_come_with_status_200() {
    let started = start();
    let (uuid, document) = created(&started);
    let code = |answer: Answer| (answer.status, answer.json()["errorCode"].as_u64().unwrap());
    let pdfs = |body: Value| code(post(&started, "/protected/transaction/pdfs", &body));
    assert_eq!(pdfs(json!([])), (200, 101));
    assert_eq!(pdfs(json!([{ "fileName": "a", "fileExtension": "pdf", "fileBase64": "%%" }])), (200, 255));
    assert_eq!(
        pdfs(json!([{ "fileName": "a", "fileExtension": "pdf", "fileBase64": "aGFsbG8=" }])),
        (200, 255)
    );
    assert_eq!(code(get(&started, "/any/transaction/unknown")), (200, 102));
    assert_eq!(code(get(&started, &format!("/any/transaction/{uuid}/pdfs/unknown"))), (200, 262));
    let changed = |path: &str, value: Value| {
        let mut signer = signer("alice", &document);
        *signer.pointer_mut(path).unwrap() = value;
        launch(&started, &uuid, &[signer])["errorCode"].as_u64().unwrap()
    };
    assert_eq!(changed("/mode", json!("PAR_MAIL")), 113);
    assert_eq!(changed("/otp", json!("OTP")), 113, "a code by SMS needs a number");
    assert_eq!(changed("/signer/email", json!("")), 113);
    assert_eq!(changed("/docsConfigs/0/page", json!("1")), 113);
    assert_eq!(changed("/docsConfigs/0/identifier", json!("unknown")), 262);
    assert_eq!(launch(&started, &uuid, &[])["errorCode"], 113);
    assert_eq!(started.control().creations(StandIn::NgSign), 0);
    assert_eq!(launch(&started, &uuid, &[signer("alice", &document)])["errorCode"], 0);
    assert_eq!(launch(&started, &uuid, &[signer("alice", &document)])["errorCode"], 113, "launched already");
    assert_eq!(started.control().creations(StandIn::NgSign), 1);
}

#[test]
fn requests_that_are_none_get_the_documented_status() {
    let started = start();
    let path = "/ngsign/server/protected/transaction/pdfs";
    assert_eq!(
        started.ask("POST", path, &[AUTHORIZATION, ("Content-Type", "text/plain")], b"[]").status,
        400
    );
    assert_eq!(started.ask("POST", path, &[AUTHORIZATION, JSON], b"[{").status, 400);
    assert_eq!(started.ask("GET", path, &[AUTHORIZATION], b"").status, 405);
    let (uuid, _) = created(&started);
    let html = [("Accept", "text/html")];
    assert_eq!(started.ask("GET", &format!("/ngsign/server/any/transaction/{uuid}"), &html, b"").status, 406);
}

#[test]
fn the_old_documentation_shows_bare_objects() {
    let habits = Habits { ngsign_bare_answers: true, ..Habits::default() };
    let started = start_with(SandboxOptions { habits, ..SandboxOptions::default() });
    let (uuid, document) = created(&started);
    let launched = launch(&started, &uuid, &[signer("alice", &document)]);
    assert_eq!((&launched["uuid"], &launched["object"]), (&json!(uuid), &Value::Null));
    assert_eq!(get(&started, "/any/transaction/unknown").status, 404);
}

#[test]
fn a_transaction_can_be_cancelled_until_it_is_signed() {
    let started = start();
    let (uuid, document) = created(&started);
    launch(&started, &uuid, &[signer("alice", &document)]);
    let cancel = |uuid: &str| {
        let path = format!("/ngsign/server/protected/transaction/{uuid}/cancel");
        started.ask("POST", &path, &[AUTHORIZATION, ACCEPT], b"").json()
    };
    assert_eq!(cancel(&uuid)["object"]["status"], "CANCELLED");
    let (other, document) = created(&started);
    launch(&started, &other, &[signer("alice", &document)]);
    assert!(started.control().sign_next(StandIn::NgSign));
    assert_eq!(cancel(&other)["errorCode"], 105);
}

#[test]
fn the_link_leads_through_a_script_to_the_page() {
    let started = start();
    let (uuid, document) = created(&started);
    launch(&started, &uuid, &[signer("alice", &document)]);
    let link = started.control().envelopes(StandIn::NgSign)[0].people[0].link.clone().unwrap();
    let (address, hash) = link.split_once('#').unwrap();
    assert!(hash.ends_with(&format!("?uuid={uuid}")), "{hash}");
    let path = address.strip_prefix(&format!("http://{}", started.host())).unwrap();
    let page = started.ask("GET", path, &[], b"");
    assert_eq!(page.status, 200);
    let next = hash.strip_prefix("/transaction/sign/").unwrap().split('?').next().unwrap();
    let opened = started.ask("GET", &format!("/page/{next}"), &[], b"").text();
    assert!(opened.contains("alice Dupont") && opened.contains("Signer</button>"), "{opened}");
}
