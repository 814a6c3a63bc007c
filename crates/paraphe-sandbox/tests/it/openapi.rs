use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_pdf::PdfFile;
use paraphe_sandbox::{Habits, SandboxOptions, StandIn, StandInAccount};
use serde_json::{Value, json};

use crate::support::{Answer, CONTRACT, Started, basic, intact_signatures, start, start_with};

const JSON: (&str, &str) = ("Content-Type", "application/json");

fn account(started: &Started) -> StandInAccount {
    let accounts = started.sandbox().accounts();
    accounts.into_iter().find(|account| account.provider == StandIn::Openapi).unwrap()
}

fn owner(started: &Started) -> String {
    let account = account(started);
    assert_eq!(account.auth, "api-key");
    basic(account.user.as_deref().unwrap(), &account.secret)
}

/// A request to the token server, where the account says it is.
fn oauth(started: &Started, method: &str, path: &str, authorization: &str, body: &Value) -> Answer {
    let root = account(started).auth_url.unwrap();
    let root = root.split_once(started.host()).unwrap().1;
    let headers = [("Authorization", authorization), JSON];
    started.ask(method, &format!("{root}{path}"), &headers, body.to_string().as_bytes())
}

fn all_scopes(started: &Started) -> Vec<String> {
    let scopes = oauth(started, "GET", "/scopes", &owner(started), &Value::Null).json();
    let scopes = scopes["data"].as_array().unwrap();
    scopes.iter().map(|scope| scope["scope"].as_str().unwrap().to_owned()).collect()
}

fn new_token(started: &Started, scopes: &[String]) -> Value {
    let body = json!({ "scopes": scopes, "name": "Paraphe", "ttl": 3600 });
    let answer = oauth(started, "POST", "/tokens", &owner(started), &body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn bearer(started: &Started) -> String {
    format!("Bearer {}", new_token(started, &all_scopes(started))["token"].as_str().unwrap())
}

fn body() -> Value {
    json!({
        "signers": [
            { "name": "Mario", "surname": "Rossi", "email": "m@ex.it", "authentication": ["email"], "message": "Code {OTP}",
              "signatures": [{ "page": 1, "x": "331", "y": "45" }] },
            { "name": "Anna", "surname": "Bianchi", "mobile": "+39333123456", "email": "a@ex.it", "authentication": ["sms"],
              "signatures": [{ "page": 2, "x": "100", "y": "600" }] },
        ],
        "inputDocuments": [{ "sourceType": "base64", "payload": STANDARD.encode(CONTRACT) }],
        "callback": { "url": "https://ex.it/cb", "custom": { "nonce": "n1" }, "headers": { "X-Own": "s" } },
        "options": { "signatureMode": ["typed", "drawn"],
            "userEditableData": { "name": false, "mobile": false, "email": false },
            "timezone": "Europe/Paris", "signerMustRead": true, "ui": { "buttonBackgroundColor": "#0a5aa6" } },
    })
}

fn ask(started: &Started, method: &str, path: &str, bearer: &str, body: &Value) -> Answer {
    let headers = [("Authorization", bearer), JSON];
    started.ask(method, &format!("/openapi{path}"), &headers, body.to_string().as_bytes())
}

fn get(started: &Started, path: &str, bearer: &str, accept: &str) -> Answer {
    started.ask("GET", &format!("/openapi{path}"), &[("Authorization", bearer), ("Accept", accept)], b"")
}

fn created(started: &Started, bearer: &str) -> Value {
    let answer = ask(started, "POST", "/EU-SES", bearer, &body());
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer = answer.json();
    assert_eq!((&answer["message"], &answer["success"]), (&json!("Created"), &json!(true)));
    answer["data"].clone()
}

/// Left, bottom, right, top of the first signature's box, in whole points.
fn first_box(pdf: &[u8]) -> [f64; 4] {
    let pdf = PdfFile::parse(pdf.to_vec(), None).unwrap();
    pdf.signature_fields()[0].rect.expect("a visible signature").to_array().map(f64::round)
}

#[test]
fn a_signature_goes_from_validation_to_done_with_its_files() {
    let started = start();
    let bearer = bearer(&started);
    assert_eq!(get(&started, "/signatures", &bearer, "*/*").status, 404, "an empty list is a 404");
    let signature = created(&started, &bearer);
    assert_eq!(signature["state"], "WAIT_VALIDATION");
    assert_eq!(signature["certificateType"], "EU-SES");
    assert_eq!(signature["signers"][0]["state"], "NEW");
    assert_eq!(signature["signers"][0]["signatures"][0]["x"], 331);
    assert_eq!(signature["createdAt"].as_str().unwrap().as_bytes()[10], b' ');
    let id = signature["id"].as_str().unwrap();
    assert_eq!(id.len(), 24);
    let url = signature["signers"][1]["url"].as_str().unwrap();
    assert_eq!(started.ask("GET", url.split_once(started.host()).unwrap().1, &[], b"").status, 200);

    let state = || get(&started, &format!("/signatures/{id}/detail"), &bearer, "*/*").json()["state"].clone();
    assert_eq!(state(), "WAIT_SIGNERS");
    let signed = format!("/signatures/{id}/signedDocument");
    assert_eq!(get(&started, &signed, &bearer, "*/*").status, 404);
    assert!(started.control().sign(StandIn::Openapi, id, "a@ex.it"));
    assert_eq!(state(), "WAIT_SIGNER");
    assert!(started.control().sign(StandIn::Openapi, id, "m@ex.it"));
    assert_eq!(state(), "DONE");

    let detail = get(&started, &format!("/signatures/{id}"), &bearer, "*/*").json();
    let document = get(&started, &signed, &bearer, "*/*");
    assert_eq!(document.header("content-type"), Some("application/pdf"));
    assert_eq!(detail["document"]["signedDocument"]["size"], document.body.len());
    let pages: Vec<_> = intact_signatures(&document.body).iter().map(|signature| signature.page).collect();
    assert_eq!(pages, [Some(2), Some(1)]);
    // 100 and 600 points from the top left of A4.
    assert_eq!(first_box(&document.body), [100.0, 197.0, 264.0, 242.0]);
    let list = get(&started, "/signatures?state=DONE&limit=1", &bearer, "*/*").json();
    assert_eq!(list["data"][0]["id"], id);
    assert_eq!(get(&started, "/signatures?state=WAIT_SIGN", &bearer, "*/*").status, 404);
}

#[test]
fn the_audit_comes_as_asked_for_and_goes_with_the_signature() {
    let started = start();
    let bearer = bearer(&started);
    let id = created(&started, &bearer)["id"].as_str().unwrap().to_owned();
    let audit = |accept: &str| get(&started, &format!("/signatures/{id}/audit"), &bearer, accept);
    assert_eq!(audit("application/json").json()["data"]["SignatureData"]["id"], id);
    assert!(audit("application/pdf").body.starts_with(b"%PDF-"));
    assert!(audit("text/html").text().starts_with("<!DOCTYPE html>"));
    assert!(audit("text/plain").text().contains(&id));
    assert_eq!(audit("image/png").status, 400);
    assert_eq!(get(&started, &format!("/signatures/{id}/thumbnail"), &bearer, "*/*").status, 400);
    let deleted = ask(&started, "DELETE", &format!("/signatures/{id}"), &bearer, &Value::Null);
    assert_eq!((deleted.status, &deleted.json()["message"]), (200, &json!("Deleted")));
    assert_eq!(audit("application/json").status, 404);
    assert_eq!(ask(&started, "DELETE", &format!("/signatures/{id}"), &bearer, &Value::Null).status, 404);
    assert_eq!(started.control().creations(StandIn::Openapi), 1);
}

#[test]
fn tokens_are_made_with_the_key_and_open_what_their_scopes_name() {
    let started = start();
    let scopes = all_scopes(&started);
    assert!(scopes.contains(&"POST:test.esignature.openapi.com/EU-SES".to_owned()), "{scopes:?}");
    let read_only = new_token(&started, &["GET:test.esignature.openapi.com/signatures".to_owned()]);
    let bearer = format!("Bearer {}", read_only["token"].as_str().unwrap());
    assert_eq!(get(&started, "/signatures", &bearer, "*/*").status, 404);
    let refused = ask(&started, "POST", "/EU-SES", &bearer, &body());
    assert_eq!((refused.status, &refused.json()["error"]), (401, &json!(140)));
    assert_eq!(ask(&started, "POST", "/EU-SES", &owner(&started), &body()).status, 401);

    let make = |body: Value| oauth(&started, "POST", "/tokens", &owner(&started), &body);
    for (body, error) in [
        (json!({}), 70),
        (json!({ "scopes": ["everything"] }), 80),
        (json!({ "scopes": ["GET:company.openapi.com/x"] }), 90),
    ] {
        let answer = make(body);
        assert_eq!((answer.status, &answer.json()["error"]), (422, &json!(error)));
    }
    let strange = oauth(&started, "POST", "/tokens", &basic("me", "wrong"), &json!({ "scopes": scopes }));
    assert_eq!(strange.status, 401);
    let credit = || {
        oauth(&started, "GET", "/wallet", &owner(&started), &Value::Null).json()["data"]["credit"]
            .as_f64()
            .unwrap()
    };
    let before = credit();
    created(&started, &format!("Bearer {}", new_token(&started, &scopes)["token"].as_str().unwrap()));
    assert!((before - credit() - 0.6).abs() < 0.001, "two signers at 0.30");
}

#[test]
fn a_refresh_token_gives_a_new_pair_and_ends_the_old_one() {
    let habits = Habits { openapi_expired_tokens: true, ..Habits::default() };
    let started = start_with(SandboxOptions { habits, ..SandboxOptions::default() });
    let old = new_token(&started, &all_scopes(&started));
    let (token, refresh) = (old["token"].as_str().unwrap(), old["refreshToken"].as_str().unwrap());
    let list = |token: &str| get(&started, "/signatures", &format!("Bearer {token}"), "*/*").status;
    assert_eq!(list(token), 401, "expired");
    let renew = |refresh: &str| {
        oauth(&started, "PATCH", &format!("/tokens/{token}"), &format!("Bearer {refresh}"), &json!({}))
    };
    assert_eq!((renew("wrong").status, renew("wrong").json()["error"].clone()), (401, json!(130)));
    let new = renew(refresh).json();
    assert_eq!(new["scopes"], old["scopes"]);
    assert_ne!(new["refreshToken"], old["refreshToken"]);
    assert_eq!(list(new["token"].as_str().unwrap()), 404, "an empty list");
    assert_eq!(list(token), 401);
    assert_eq!(renew(refresh).status, 401, "the old pair is gone");
    let gone = oauth(&started, "DELETE", &format!("/tokens/{token}"), &owner(&started), &Value::Null);
    assert_eq!((gone.status, &gone.json()["error"]), (404, &json!(180)));
}

#[test]
fn what_the_schema_does_not_allow_is_refused_with_the_vendors_number() {
    let started = start();
    let bearer = bearer(&started);
    let refused = |body: &Value| {
        let answer = ask(&started, "POST", "/EU-SES", &bearer, body);
        assert_eq!(answer.status, 422, "{}", answer.text());
        assert_eq!(answer.json()["success"], false);
        answer.json()["error"].as_u64().unwrap()
    };
    let without = |name: &str| {
        let mut body = body();
        body.as_object_mut().unwrap().remove(name);
        refused(&body)
    };
    let with = |pointer: &str, value: Value| {
        let mut body = body();
        *body.pointer_mut(pointer).unwrap() = value;
        refused(&body)
    };
    assert_eq!(without("options"), 625);
    assert_eq!(without("signers"), 685);
    assert_eq!(without("inputDocuments"), 610);
    assert_eq!(with("/signers", json!([])), 610);
    assert_eq!(with("/callback/url", json!("nowhere")), 704);
    assert_eq!(with("/options/userEditableData/name", json!("true")), 625);
    assert_eq!(with("/options/ui/buttonBackgroundColor", json!("blue")), 625);
    assert_eq!(with("/options/timezone", json!("Mars/Olympus")), 625);
    with("/signers/0/signatures/0/x", json!(331));
    with("/signers/0/signatures/0/page", json!(0));
    with("/signers/0/signatures/0/page", json!(99));
    with("/signers/0/email", json!(null));
    with("/signers/1/mobile", json!("0612345678"));
    with("/signers/0/surname", json!(" "));
    with("/inputDocuments/0/payload", json!(STANDARD.encode("no PDF")));
    with("/inputDocuments", json!([{ "sourceType": "remote", "url": "https://ex.it/a.pdf" }]));
    let mut misplaced = body();
    misplaced["redirectUrl"] = json!("https://ex.it");
    refused(&misplaced);
    let answer =
        started.ask("POST", "/openapi/EU-SES", &[("Authorization", &bearer)], body().to_string().as_bytes());
    assert_eq!(answer.status, 415);
    assert_eq!(started.control().creations(StandIn::Openapi), 0);
    assert_eq!(get(&started, "/signature/1/detail", &bearer, "*/*").status, 404, "the real path is plural");
}

#[test]
fn a_document_is_verified() {
    let started = start();
    let bearer = bearer(&started);
    let id = created(&started, &bearer)["id"].as_str().unwrap().to_owned();
    while started.control().sign_next(StandIn::Openapi) {}
    let signed = get(&started, &format!("/signatures/{id}/signedDocument"), &bearer, "*/*").body;
    let verify = |document: &[u8]| {
        let body = json!({ "inputDocument": STANDARD.encode(document) });
        ask(&started, "POST", "/verify", &bearer, &body).json()["data"].clone()
    };
    let good = verify(&signed);
    assert_eq!((&good["nrOfSignatures"], &good["overallVerified"]), (&json!(2), &json!(true)));
    assert_eq!(good["signatureReportList"][0]["subjectCN"], "Bac à sable – Mario Rossi");
    assert_eq!(verify(CONTRACT)["overallVerified"], false);
    let mut forged = signed;
    // Inside the first page's bytes, which both signatures cover.
    forged[200] ^= 1;
    assert_eq!(verify(&forged)["overallVerified"], false);
    assert_eq!(ask(&started, "POST", "/verify", &bearer, &json!({})).status, 422);
}

#[test]
fn the_callback_carries_the_signature_and_what_the_caller_gave() {
    let started = start();
    let bearer = bearer(&started);
    let id = created(&started, &bearer)["id"].as_str().unwrap().to_owned();
    let notice = started.control().notice(StandIn::Openapi, &id).unwrap();
    assert_eq!(notice.content_type, "application/json");
    assert_eq!(notice.headers, [("x-own".to_owned(), "s".to_owned())]);
    let message: Value = serde_json::from_slice(&notice.body).unwrap();
    assert_eq!((&message["data"]["id"], &message["custom"]["nonce"]), (&json!(id), &json!("n1")));
    let log = oauth(&started, "GET", &format!("/callbacks/{id}"), &owner(&started), &Value::Null).json();
    assert_eq!(log["data"]["data"]["id"], id);
    let list = oauth(&started, "GET", "/callbacks", &owner(&started), &Value::Null).json();
    assert_eq!(list["data"][0]["url"], "https://ex.it/cb");
}
