use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use paraphe_pdf::PdfFile;
use paraphe_sandbox::StandIn;
use serde_json::{Value, json};
use sha1::Sha1;

use crate::support::{Answer, CONTRACT, Started, intact_signatures, start};

fn key(started: &Started) -> String {
    let accounts = started.sandbox().accounts();
    accounts.iter().find(|account| account.provider == StandIn::SigTool).unwrap().secret.clone()
}

fn body() -> Value {
    json!({
        "description": "Contrat", "expirationDate": "2099-03-01T00:00:00+01:00", "allowedMethods": "email,touch",
        "signatoryName": "Alice Dupont", "signatoryEmail": "a@ex.fr",
        "clientData": { "app_request_id": "r1" }, "notificationUrl": "mailto:me@ex.fr?attach=yes",
        "documents": [{ "description": "Contrat", "fileName": "contrat.pdf", "data": STANDARD.encode(CONTRACT),
            "positions": [{ "page": 1, "offsetX": 10, "offsetY": 250, "sizeX": 80, "sizeY": 40, "orientation": "right" }] }],
        "attributes": { "signatory.must-agree": { "fr": "J'ai lu\rJ'accepte" }, "signature.unique-identifier": "u1" },
    })
}

fn send(started: &Started, query: &str, body: &Value) -> Answer {
    let bearer = format!("Bearer {}", key(started));
    let headers =
        [("Authentication", &*bearer), ("Authorization", &*bearer), ("Content-Type", "application/json")];
    let path = format!("/sigtool/api/signatures{query}");
    started.ask("POST", &path, &headers, body.to_string().as_bytes())
}

fn read(started: &Started, token: &str) -> Answer {
    let bearer = format!("Bearer {}", key(started));
    let path = format!("/sigtool/api/signatures/{token}?details=links");
    started.ask("GET", &path, &[("Authentication", &bearer)], b"")
}

fn refused(started: &Started, body: &Value) -> String {
    let answer = send(started, "", body);
    assert_eq!(answer.status, 400, "{}", answer.text());
    let answer = answer.json();
    assert_eq!(answer["success"], false);
    answer["error"].as_str().unwrap().to_owned()
}

/// Left, bottom, right, top of the first signature's box, in whole points.
fn first_box(pdf: &[u8]) -> [f64; 4] {
    let pdf = PdfFile::parse(pdf.to_vec(), None).unwrap();
    pdf.signature_fields()[0].rect.expect("a visible signature").to_array().map(f64::round)
}

#[test]
fn the_documented_request_gives_a_signature_with_its_addresses() {
    let started = start();
    let answer = send(&started, "?details=links", &body());
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.json()["success"], true);
    let signature = &answer.json()["signature"];
    let token = signature["token"].as_str().unwrap();
    assert_eq!(token.len(), 32);
    assert_eq!(signature["cancelled"], false);
    assert_eq!(signature["signatoryName"], "Alice Dupont");
    assert_eq!(signature["signatoryCompany"], Value::Null);
    let base = started.sandbox().base_url(StandIn::SigTool);
    assert_eq!(signature["resourceUrl"], format!("{base}/api/signatures/{token}"));
    assert_eq!(signature["signUrl"], format!("{base}/sign/bacasable/{token}"));
    assert!(signature.get("signDate").is_none());
    let mut second = body();
    second["attributes"]["signature.unique-identifier"] = json!("u2");
    assert!(send(&started, "", &second).json()["signature"].get("signUrl").is_none());
}

#[test]
fn a_signer_signs_and_the_notice_carries_a_checksum() {
    let started = start();
    let token = send(&started, "", &body()).json()["signature"]["token"].as_str().unwrap().to_owned();
    assert_eq!(started.ask("GET", &format!("/sigtool/sign/bacasable/{token}"), &[], b"").status, 200);
    assert_eq!(started.ask("GET", &format!("/sigtool/sign/elsewhere/{token}"), &[], b"").status, 404);
    assert_eq!(started.control().envelopes(StandIn::SigTool)[0].people[0].state, "viewed");
    assert_eq!(started.control().notice(StandIn::SigTool, &token), None);
    assert!(started.control().sign(StandIn::SigTool, &token, "a@ex.fr"));

    let signature = read(&started, &token).json()["signature"].clone();
    assert!(signature["signDate"].is_string());
    let signed = STANDARD.decode(signature["documents"][0]["data"].as_str().unwrap()).unwrap();
    assert_eq!(intact_signatures(&signed)[0].page, Some(1));
    // 10 and 250 mm from the top left of A4, 80 by 40 mm.
    assert_eq!(first_box(&signed), [28.0, 20.0, 255.0, 133.0]);

    let notice = started.control().notice(StandIn::SigTool, &token).unwrap();
    assert_eq!(notice.content_type, "application/x-www-form-urlencoded");
    let text = String::from_utf8(notice.body).unwrap();
    let mut fields: Vec<(String, String)> = text.split('&').map(decoded).collect();
    fields.sort();
    let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
    let expected = ["client", "curdate", "data", "hmac", "signdate", "signmethod", "token", "uniqueid"];
    assert_eq!(names, expected.map(|name| format!("sgt_{name}")));
    let checksum = fields.remove(3).1;
    assert_eq!(fields[2].1, r#"{"app_request_id":"r1"}"#);
    let plain: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(key(&started).as_bytes()).unwrap();
    mac.update(plain.join("&").as_bytes());
    let own: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(checksum, own);
}

fn decoded(pair: &str) -> (String, String) {
    let (name, value) = pair.split_once('=').unwrap();
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    (name.to_owned(), String::from_utf8(bytes).unwrap())
}

#[test]
fn the_same_identifier_twice_is_an_error_that_tells_nothing_of_the_first() {
    let started = start();
    let token = send(&started, "", &body()).json()["signature"]["token"].as_str().unwrap().to_owned();
    let again = send(&started, "", &body());
    assert_eq!(again.status, 409);
    assert_eq!(again.json()["success"], false);
    assert!(again.json().get("signature").is_none());
    assert!(!again.text().contains(&token) && !again.text().contains("Alice"));
    assert_eq!(started.control().creations(StandIn::SigTool), 1);
}

#[test]
fn beyond_its_date_a_signature_is_out_of_reach() {
    let started = start();
    let token = send(&started, "", &body()).json()["signature"]["token"].as_str().unwrap().to_owned();
    assert_eq!(read(&started, &token).status, 200);
    assert!(started.control().expire(StandIn::SigTool, &token));
    assert_eq!(read(&started, &token).status, 404);
    assert_eq!(started.ask("GET", &format!("/sigtool/sign/bacasable/{token}"), &[], b"").status, 404);
    assert_eq!(read(&started, "rKQ9qljTcXdynOzxBCnzfi3cWuqNDQl0").status, 404);
}

#[test]
fn the_documented_header_and_content_type_are_required() {
    let started = start();
    let good = format!("Bearer {}", key(&started));
    let json = ("Content-Type", "application/json");
    let status = |headers: &[(&str, &str)]| {
        let answer = started.ask("POST", "/sigtool/api/signatures", headers, body().to_string().as_bytes());
        assert_eq!(answer.json()["success"], false);
        answer.status
    };
    assert_eq!(status(&[json]), 401);
    assert_eq!(status(&[("Authorization", &good), json]), 401, "the documented name is Authentication");
    assert_eq!(status(&[("Authentication", "Bearer wrong"), json]), 401);
    assert_eq!(status(&[("Authentication", &good), ("Authorization", "Bearer wrong"), json]), 401);
    assert_eq!(status(&[("Authentication", &good)]), 415);
    assert_eq!(status(&[("Authentication", &good), ("Content-Type", "text/json")]), 415);
    let search =
        started.ask("GET", "/sigtool/api/signatures?clientData=r1", &[("Authentication", &good)], b"");
    assert_eq!(search.status, 404, "the route to search is not published");
}

#[test]
fn what_is_not_as_documented_is_refused() {
    let started = start();
    let with = |pointer: &str, value: Value| {
        let mut body = body();
        *body.pointer_mut(pointer).unwrap() = value;
        refused(&started, &body)
    };
    assert!(with("/description", json!("")).contains("description"));
    assert!(with("/signatoryName", json!(null)).contains("string"));
    assert!(with("/allowedMethods", json!("email,fax")).contains("fax"));
    assert!(with("/expirationDate", json!("2099-03-01T00:00:00")).contains("offset"));
    assert!(with("/expirationDate", json!("2000-03-01T00:00:00Z")).contains("passed"));
    assert!(with("/notificationUrl", json!("ftp://ex.fr")).contains("ftp"));
    assert!(with("/documents", json!([])).contains("documents"));
    assert!(with("/documents/0/data", json!("%%%")).contains("base64"));
    assert!(with("/documents/0/data", json!(STANDARD.encode("no PDF"))).contains("PDF"));
    assert!(with("/documents/0/positions/0/page", json!(9)).contains("page 9"));
    assert!(with("/documents/0/positions/0/page", json!("last")).contains("last"));
    assert!(with("/documents/0/positions/0/orientation", json!("up")).contains("up"));
    // Millimetres are whole numbers.
    with("/documents/0/positions/0/offsetX", json!(10.5));
    with("/documents/0/positions/0/sizeY", json!(0));
    assert!(with("/attributes/signatory.must-agree", json!({ "fra": "x" })).contains("must-agree"));
    let mut misspelt = body();
    misspelt["signatoryMail"] = json!("a@ex.fr");
    assert!(refused(&started, &misspelt).contains("signatoryMail"));
    assert_eq!(started.control().creations(StandIn::SigTool), 0);
    for page in [json!("new"), json!("all")] {
        let mut good = body();
        good["documents"][0]["positions"][0]["page"] = page.clone();
        good["attributes"]["signature.unique-identifier"] = page;
        assert_eq!(send(&started, "", &good).status, 200);
    }
}
