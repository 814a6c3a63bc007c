//! The address book as a screen of its own, through the command list.

use std::fs;

use paraphe_app::Code;
use paraphe_envelope::{Contact, read_people};
use serde_json::{Value, json};

use crate::lifecycle::prepared;
use crate::support::TestApp;

fn person(first: &str, last: &str, email: &str, mobile: &str) -> Value {
    json!({ "first_name": first, "last_name": last, "email": email, "mobile": mobile, "language": null })
}

fn names(book: &Value) -> Vec<String> {
    let shown = |known: &Value| {
        let contact = &known["contact"];
        [&contact["first_name"], &contact["last_name"]].map(|part| part.as_str().expect("a name")).join(" ")
    };
    book["contacts"].as_array().expect("contacts").iter().map(shown).collect()
}

async fn list(test: &TestApp, text: &str) -> Value {
    test.ok("list_contacts", json!({ "text": text })).await
}

#[tokio::test]
async fn the_book_is_filled_corrected_searched_and_emptied() {
    let test = TestApp::new();
    let empty = list(&test, "").await;
    assert_eq!((&empty["total"], &empty["contacts"]), (&json!(0), &json!([])));
    let people = json!([
        person("Élodie", "Roy", "elodie@ex.fr", "06 12 34 56 78"),
        person("Paul", "Bérard", "paul@ex", "12"),
        person("", "", "", ""),
        person("elodie", "ROY", "Elodie@ex.fr", "+33700000000"),
    ]);
    let added = test.ok("add_contacts", json!({ "contacts": people })).await;
    assert_eq!(added, json!({ "added": 2, "known": 1 }), "one is nobody, one was there");
    let book = list(&test, "").await;
    assert_eq!(names(&book), ["Paul Bérard", "Élodie Roy"], "by last name");
    assert_eq!(book["contacts"][0]["contact"]["mobile"], "", "what is no number is not kept");
    assert_eq!(book["contacts"][1]["contact"]["mobile"], "+33700000000");
    assert_eq!(book["contacts"][1]["used_at"], Value::Null);
    for text in ["ELOD", "07 00 00", "elodie@ex"] {
        let found = list(&test, text).await;
        assert_eq!(
            (names(&found).as_slice(), &found["total"]),
            (["Élodie Roy".to_owned()].as_slice(), &json!(2))
        );
    }

    let former = &book["contacts"][0]["contact"];
    let wrong = json!({ "former": former, "contact": person("Paul", "Bérard", "paul(at)ex.fr", "12") });
    let told = test.ok("save_contact", wrong).await;
    let codes: Vec<_> =
        told["problems"].as_array().expect("problems").iter().map(|one| &one["code"]).collect();
    assert_eq!(codes, ["email_invalid", "phone_invalid"]);
    assert_eq!(list(&test, "").await["contacts"], book["contacts"], "nothing was stored");
    let right =
        json!({ "former": former, "contact": person("Paul", "Bérard", "paul@ex.fr", "06 00 00 00 01") });
    assert_eq!(test.ok("save_contact", right).await["problems"], json!([]));
    let corrected = list(&test, "paul").await["contacts"][0]["contact"].clone();
    assert_eq!((&corrected["email"], &corrected["mobile"]), (&json!("paul@ex.fr"), &json!("+33600000001")));

    test.ok("forget_contact", json!({ "contact": corrected })).await;
    assert_eq!(names(&list(&test, "").await), ["Élodie Roy"]);
}

#[tokio::test]
async fn the_book_is_written_in_two_forms_that_are_read_again() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let book = list(&test, "").await;
    assert_eq!(book["contacts"][0]["uses"], 1);
    let known: Vec<Contact> = book["contacts"]
        .as_array()
        .expect("contacts")
        .iter()
        .map(|one| serde_json::from_value(one["contact"].clone()).expect("a contact"))
        .collect();
    for name in ["carnet.csv", "carnet.vcf"] {
        let path = test.path(name);
        test.ok("export_contacts", json!({ "contact": null, "path": path })).await;
        let text = fs::read_to_string(path).expect("a text");
        let read: Vec<Contact> = read_people(&text).into_iter().map(|line| line.contact).collect();
        assert_eq!(read, known, "{name}");
    }
    let path = test.path("fiche.vcf");
    test.ok("export_contacts", json!({ "contact": known[1], "path": path })).await;
    let card = fs::read_to_string(path).expect("a text");
    assert_eq!(read_people(&card).len(), 1, "what is known of one person and of nobody else");
    let refused =
        test.call("export_contacts", json!({ "contact": null, "path": test.path("carnet.xlsx") })).await;
    assert_eq!(refused.expect_err("no such form").code, Code::Refused);
    assert!(!test.path("carnet.xlsx").exists());
}
