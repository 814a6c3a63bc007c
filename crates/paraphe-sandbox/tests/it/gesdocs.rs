use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use paraphe_pdf::PdfFile;
use paraphe_sandbox::StandIn;
use serde_json::{Value, json};

use crate::support::{Answer, CONTRACT, Started, intact_signatures, multipart, start};

const FIELDS: [(&str, &str); 12] = [
    ("signers[0][email]", "alice@ex.fr"),
    ("signers[0][first_name]", "Alice"),
    ("signers[0][last_name]", "Dupont"),
    ("signers[0][language]", "fr"),
    ("signers[1][email]", "bob@ex.fr"),
    ("signers[1][first_name]", "Bob"),
    ("signers[1][last_name]", "Martin"),
    ("signers[1][language]", "en"),
    ("expires_at", "2099-01-31T23:59:00"),
    ("demandeur_email", "me@ex.fr"),
    ("metadata", r#"{"app_request_id":"r1","nonce":"n1"}"#),
    ("color", "#4f46e5"),
];

fn bearer(started: &Started) -> String {
    let accounts = started.sandbox().accounts();
    let account = accounts.iter().find(|account| account.provider == StandIn::GesDocs).unwrap();
    assert_eq!(account.auth, "token");
    format!("Bearer {}", account.secret)
}

fn form(started: &Started, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
    let (kind, body) = multipart(fields, files);
    let headers = [("Authorization", &*bearer(started)), ("Content-Type", &*kind)];
    started.ask("POST", &format!("/gesdocs{path}"), &headers, &body)
}

fn post(started: &Started, path: &str, authorization: &str, body: &Value) -> Answer {
    let headers = [("Authorization", authorization), ("Content-Type", "application/json")];
    started.ask("POST", &format!("/gesdocs{path}"), &headers, body.to_string().as_bytes())
}

fn send(started: &Started, pdf: &[u8]) -> Answer {
    form(started, "/api/signature-requests", &FIELDS, &[("pdf", "contrat.pdf", pdf)])
}

fn notice(started: &Started, id: &str) -> Value {
    let sample = started.control().notice(StandIn::GesDocs, id).unwrap();
    assert_eq!(sample.content_type, "application/json");
    serde_json::from_slice(&sample.body).unwrap()
}

fn download(started: &Started, url: &Value) -> Answer {
    let path = url.as_str().unwrap().split_once(started.host()).unwrap().1;
    started.ask("GET", path, &[], b"")
}

/// A page that says `text` in Helvetica, well formed.
fn page_saying(text: &str) -> Vec<u8> {
    let content = format!("BT /F1 8 Tf 1 0 0 1 100 600 Tm ({text}) Tj ET");
    let objects = [
        "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
        "<</Type /Pages /Kids [3 0 R] /Count 1>>".to_owned(),
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> >> >>"
            .to_owned(),
        format!("<</Length {}>> stream\n{content}\nendstream", content.len()),
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.7\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in (1..).zip(&objects) {
        table += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{number} 0 obj {object} endobj\n");
    }
    let start = file.len();
    file += &format!("xref\n0 6\n{table}trailer <</Size 6 /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

/// A server of this computer that gives these bytes to the first who asks, and its address.
fn host(bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/contrat.pdf", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = [0; 1024];
        let _ = stream.read(&mut head).unwrap();
        stream.write_all(b"HTTP/1.0 200 OK\r\nContent-Type: application/pdf\r\n\r\n").unwrap();
        stream.write_all(bytes).unwrap();
    });
    url
}

/// Left, bottom, right, top of the first signature's box, in whole points.
fn first_box(pdf: &[u8]) -> [f64; 4] {
    let pdf = PdfFile::parse(pdf.to_vec(), None).unwrap();
    pdf.signature_fields()[0].rect.expect("a visible signature").to_array().map(f64::round)
}

#[test]
fn a_request_answers_as_documented_and_costs_a_credit() {
    let started = start();
    let answer = send(&started, CONTRACT);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer = answer.json();
    assert_eq!(answer["status"], "success");
    let request = &answer["data"]["signature_request"];
    assert!(request["id"].is_u64());
    assert_eq!(request["email"], "alice@ex.fr");
    assert_eq!(request["signer_first_name"], "Alice");
    assert_eq!(request["statut"], "en_attente");
    assert_eq!(request["expires_at"], "2099-01-31T23:59:00");
    assert_eq!(request["requester_email"], "me@ex.fr");
    assert_eq!(request["metadata"], json!({ "app_request_id": "r1", "nonce": "n1" }));
    assert_eq!(request["region"], "Europe/Paris");
    let link = answer["data"]["signature_url"].as_str().unwrap();
    assert!(link.contains("/fr/sign/") && link.contains("?email=alice%40ex.fr&check="), "{link}");
    let left = answer["data"]["credits_left"].as_i64().unwrap();
    assert_eq!(send(&started, CONTRACT).json()["data"]["credits_left"], left - 1);
    assert_eq!(started.control().creations(StandIn::GesDocs), 2);
}

#[test]
fn signers_sign_through_their_links_and_the_notice_tells_who_is_missing() {
    let started = start();
    let answer = send(&started, CONTRACT).json();
    let id = answer["data"]["signature_request"]["id"].to_string();
    assert_eq!(started.control().notice(StandIn::GesDocs, &id), None);
    let page = download(&started, &answer["data"]["signature_url"]);
    assert_eq!(page.status, 200);
    assert_eq!(started.control().envelopes(StandIn::GesDocs)[0].people[0].state, "viewed");

    assert!(started.control().sign(StandIn::GesDocs, &id, "alice@ex.fr"));
    let first = notice(&started, &id);
    assert_eq!(first["event"], "document_signed");
    // As in the documented sample: `signe` although somebody is still to sign.
    assert_eq!(first["data"]["statut"], "signe");
    assert_eq!(first["data"]["signataires"][0]["statut"], "signed");
    assert_eq!(first["data"]["signataires"][1]["statut"], "pending");
    assert_eq!(first["data"]["signataires"][1]["date_signature"], Value::Null);
    assert_eq!(first["data"]["metadata"]["nonce"], "n1");
    assert!(first["credits_left"].is_i64());

    assert!(started.control().sign(StandIn::GesDocs, &id, "bob@ex.fr"));
    let second = notice(&started, &id);
    assert_eq!(second["data"]["signataire"]["email"], "bob@ex.fr");
    assert_eq!(second["data"]["signataires"][1]["statut"], "signed");
    let signed = download(&started, &second["data"]["document_signe"]["url"]);
    assert_eq!(intact_signatures(&signed.body).len(), 2);
    let certificate = download(&started, &second["data"]["certificat_json"]["url"]).json();
    assert_eq!(certificate["document_hash"], second["data"]["document_hash"]);
}

#[test]
fn a_document_is_checked_against_its_certificate() {
    let started = start();
    let id = send(&started, CONTRACT).json()["data"]["signature_request"]["id"].to_string();
    assert!(started.control().sign_next(StandIn::GesDocs) && started.control().sign_next(StandIn::GesDocs));
    let notice = notice(&started, &id);
    let signed = download(&started, &notice["data"]["document_signe"]["url"]).body;
    let certificate = download(&started, &notice["data"]["certificat_pdf"]["url"]).body;
    let verify = |document: &[u8], certificate: &[u8]| {
        let files = [("document", "signe.pdf", document), ("certificate", "certificat.pdf", certificate)];
        form(&started, "/api/verify-document", &[], &files).json()
    };
    let good = verify(&signed, &certificate);
    assert_eq!(good["valid"], true, "{good}");
    assert_eq!(good["debug"]["hash_from_cert"], good["debug"]["hash_of_doc"]);
    assert_eq!(good["debug"]["date_from_cert"], good["debug"]["date_in_db"]);
    assert_eq!(verify(CONTRACT, &certificate)["valid"], false);
    assert_eq!(verify(&signed, CONTRACT)["valid"], false);
    let alone = form(&started, "/api/verify-document", &[], &[("document", "signe.pdf", &signed)]);
    assert_eq!(alone.status, 422);
    assert!(alone.json()["errors"]["certificate"].is_array());
}

#[test]
fn tags_decide_where_each_signs_and_must_name_somebody() {
    let started = start();
    let tagged = page_saying("<@signature2@> <@signature1@>");
    let id = send(&started, &tagged).json()["data"]["signature_request"]["id"].to_string();
    assert!(started.control().sign(StandIn::GesDocs, &id, "bob@ex.fr"));
    let signed = download(&started, &notice(&started, &id)["data"]["document_signe"]["url"]);
    assert_eq!(intact_signatures(&signed.body)[0].page, Some(1));
    assert_eq!(first_box(&signed.body), [100.0, 600.0, 260.0, 650.0], "the box stands on the tag");

    let refused = send(&started, &page_saying("<@signature3@>"));
    assert_eq!(refused.status, 422);
    assert_eq!(refused.json()["status"], "error");
    assert!(refused.json()["errors"]["pdf"][0].as_str().unwrap().contains("names signer 3, there are 2"));
    assert_eq!(started.control().creations(StandIn::GesDocs), 1);
}

#[test]
fn every_missing_or_malformed_field_is_named() {
    let started = start();
    let errors = |fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]| {
        let answer = form(&started, "/api/signature-requests", fields, files);
        assert_eq!(answer.status, 422, "{}", answer.text());
        let answer = answer.json();
        assert_eq!(answer["message"], "Validation error");
        answer["errors"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(errors(&[], &[]), ["demandeur_email", "expires_at", "pdf", "signers"]);
    let mut fields = FIELDS.to_vec();
    fields[0].1 = "alice";
    fields[2].1 = "";
    fields[3].1 = "tlh";
    fields[8].1 = "2000-01-01T00:00:00";
    fields[10].1 = "no JSON";
    fields[11].1 = "blue";
    let expected = [
        "color",
        "expires_at",
        "metadata",
        "pdf",
        "signers.0.email",
        "signers.0.language",
        "signers.0.last_name",
    ];
    assert_eq!(errors(&fields, &[("pdf", "a.pdf", b"no PDF")]), expected);
    fields = FIELDS.to_vec();
    fields[8].1 = "31/12/2099";
    assert_eq!(errors(&fields, &[("pdf", "a.pdf", CONTRACT)]), ["expires_at"]);
    assert_eq!(started.control().creations(StandIn::GesDocs), 0);
}

#[test]
fn nothing_protected_opens_without_a_token() {
    let started = start();
    let (kind, body) = multipart(&FIELDS, &[("pdf", "contrat.pdf", CONTRACT)]);
    for authorization in ["", "Bearer wrong", "sandbox-gesdocs"] {
        let headers = [("Authorization", authorization), ("Content-Type", &*kind)];
        for path in ["signature-requests", "verify-document", "secure-downloads"] {
            let answer = started.ask("POST", &format!("/gesdocs/api/{path}"), &headers, &body);
            assert_eq!(answer.status, 401, "{path}");
            assert_eq!(answer.json()["status"], "error");
        }
    }
    let unknown = started.ask("GET", "/gesdocs/api/signature-requests/101", &[], b"");
    assert_eq!(unknown.status, 404);
    let meta = started.ask("GET", "/gesdocs/api/meta", &[], b"").json();
    assert_eq!(meta["languages"][0], json!({ "code": "fr", "label": "Français" }));
    assert_eq!(meta["regions"][0], "Europe/Paris");
}

#[test]
fn a_user_registers_once_and_logs_in() {
    let started = start();
    let user = json!({
        "name": "John Doe", "email": "john@ex.fr", "password": "password123", "password_confirmation": "password123",
    });
    let registered = post(&started, "/api/register", "", &user);
    assert_eq!(registered.json()["status"], "success");
    let again = post(&started, "/api/register", "", &user);
    assert_eq!(again.status, 422);
    assert_eq!(again.json()["errors"]["email"], json!(["The email address is already used."]));
    let login = |password: &str| {
        post(&started, "/api/login", "", &json!({ "email": "john@ex.fr", "password": password }))
    };
    assert_eq!(login("wrong").status, 401);
    let token = login("password123").json()["token"].as_str().unwrap().to_owned();
    let (kind, body) = multipart(&FIELDS, &[("pdf", "contrat.pdf", CONTRACT)]);
    let authorization = format!("Bearer {token}");
    let headers = [("Authorization", &*authorization), ("Content-Type", &*kind)];
    assert_eq!(started.ask("POST", "/gesdocs/api/signature-requests", &headers, &body).status, 200);
}

#[test]
fn documents_come_by_address_from_this_computer_only() {
    let started = start();
    let request = |url: &str| {
        json!({
            "signers": [{ "email": "a@ex.fr", "first_name": "A", "last_name": "B", "language": "fr" }],
            "expires_at": "2099-12-31T23:59", "demandeur_email": "me@ex.fr", "pdf_url": url,
        })
    };
    let path = "/api/signature-requests";
    let fetched = post(&started, path, &bearer(&started), &request(&host(CONTRACT)));
    assert_eq!(fetched.status, 200, "{}", fetched.text());
    assert_eq!(fetched.json()["data"]["signature_request"]["expires_at"], "2099-12-31T23:59:00");
    let elsewhere = post(&started, path, &bearer(&started), &request("https://exemple.com/monfichier.pdf"));
    assert_eq!(elsewhere.status, 422);
    assert_eq!(elsewhere.json()["field"], "pdf_url");
    let headers = [("Authorization", &*bearer(&started)), ("Content-Type", "text/plain")];
    assert_eq!(started.ask("POST", "/gesdocs/api/signature-requests", &headers, b"x").status, 415);
}

#[test]
fn files_are_shared_by_address() {
    let started = start();
    let share = |url: &str, key: &str| {
        let body = json!({
            "files": [{ "name": "Document.pdf", key: url }],
            "signers": [{ "email": "j@ex.fr", "first_name": "J", "last_name": "D", "language": "en" }],
            "demandeur_email": "a@ex.fr", "expires_at": "2099-06-01T12:00:00",
        });
        post(&started, "/api/secure-downloads", &bearer(&started), &body)
    };
    let shared = share(&host(CONTRACT), "url").json();
    assert_eq!(shared["status"], "success");
    let page = download(&started, &shared["data"]["link"]);
    assert!(page.text().contains("Document.pdf"));
    let wrong = [
        (share(&host(b"no PDF"), "url"), "files.0.url"),
        (share("http://exemple.com/a.pdf", "url"), "files.0.url"),
        (share("secure_downloads/abc123_Autre.pdf", "path"), "files.0.path"),
    ];
    for (answer, field) in wrong {
        assert_eq!(answer.status, 422);
        assert_eq!(answer.json()["field"], field);
    }
}
