//! With which account to begin, what an account can still pay for, and what is offered where one cannot take a request.

use serde_json::{Value, json};

use super::{Office, offer};
use crate::support::TestApp;

async fn offers(office: &Office, draft: &Value) -> Value {
    office.test.ok("compare_accounts", json!({ "draft": draft["id"] })).await
}

async fn template_of(office: &Office, source: Value, name: &str) -> Value {
    let asked = json!({ "source": source, "name": name, "asked_people": {}, "asked_documents": [] });
    office.test.ok("save_template", asked).await
}

async fn again(office: &Office, template: &Value) -> Value {
    let asked = json!({ "template": template["id"], "title": "", "people": {}, "documents": {} });
    office.test.ok("use_template", asked).await
}

#[tokio::test]
async fn the_next_request_from_a_template_begins_with_the_account_used_last() {
    let office = Office::open().await;
    let draft = office.draft("ngsign-1", &[("Ada", None)]).await;
    let template = template_of(&office, json!({ "from": "draft", "draft": draft["id"] }), "Bail").await;
    let before = offers(&office, &again(&office, &template).await).await;
    assert_eq!(before["preferred_for"], Value::Null, "it was never sent");
    let sent = office.send(&draft, "ngsign-1").await.expect("sent");
    let next = offers(&office, &again(&office, &template).await).await;
    assert_eq!((&next["preferred"], &next["preferred_for"]), (&json!("ngsign-1"), &json!("Bail")));

    let of_sent = template_of(&office, json!({ "from": "envelope", "envelope": sent["id"] }), "Autre").await;
    let next = offers(&office, &again(&office, &of_sent).await).await;
    assert_eq!((&next["preferred"], &next["preferred_for"]), (&json!("ngsign-1"), &json!("Autre")));

    office.test.ok("remove_template", json!({ "template": of_sent["id"] })).await;
    let other = office.draft("ngsign-1", &[("Bea", None)]).await;
    assert_eq!(offers(&office, &other).await["preferred_for"], Value::Null, "no template, no memory of one");
}

#[tokio::test]
async fn what_is_left_is_known_once_the_provider_has_said_so() {
    let office = Office::open().await;
    let draft = office.draft("ngsign-1", &[("Ada", None)]).await;
    let before = offers(&office, &draft).await;
    assert_eq!(offer(&before, "ngsign-1")["credits"], Value::Null, "nobody was asked");
    let told = office.test.ok("test_account", json!({ "name": "ngsign-1" })).await;
    office.test.ok("test_account", json!({ "name": "docage-1" })).await;
    let after = offers(&office, &draft).await;
    let credits = offer(&after, "ngsign-1")["credits"].clone();
    assert_eq!((&credits["left"], &credits["standing"]), (&told["credits"], &json!("enough")));
    assert!(credits["at"].is_number());
    assert_eq!(offer(&after, "docage-1")["credits"], Value::Null, "it does not count");
    assert_eq!(offer(&after, "docage-1")["capability"]["counts_credits"], json!(false));
}

#[tokio::test]
async fn boxes_a_service_does_not_know_are_taken_away_with_the_rest_in_one_step() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Ada", None)]).await;
    for (number, kind) in [(7, "date"), (8, "place"), (9, "date")] {
        let field = json!({
            "id": format!("fld_{number:032x}"), "recipient": "r1", "document": draft["documents"][0]["id"],
            "kind": kind, "placement": { "page": 1, "rect":
                { "x": 80.0, "y": 300.0 + 30.0 * f64::from(number), "width": 90.0, "height": 20.0 } },
        });
        office.apply(&draft, json!({ "type": "add_field", "field": field })).await;
    }
    let unfit = offer(&offers(&office, &draft).await, "docage-1");
    let told = json!([
        { "code": "drop_boxes", "params": { "kind": "date", "count": "2" } },
        { "code": "drop_boxes", "params": { "kind": "place", "count": "1" } },
    ]);
    assert_eq!(unfit["repairs"], told);
    let mended = office.apply(&draft, unfit["repair"].clone()).await;
    assert_eq!(mended["fields"].as_array().map(Vec::len), Some(1));
    assert_eq!(offer(&offers(&office, &draft).await, "docage-1")["refusals"], json!([]));
    let back = office.test.ok("undo_operation", json!({ "draft": draft["id"] })).await;
    assert_eq!(back["fields"].as_array().map(Vec::len), Some(4), "one step");
}

#[tokio::test]
async fn the_words_that_go_out_are_those_of_the_draft() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Ada", None)]).await;
    let asked = json!({ "draft": draft["id"], "account": "docage-1" });
    assert_eq!(office.test.ok("preview_texts", asked.clone()).await["texts"], json!([]));
    office.apply(&draft, json!({ "type": "set_message", "message": "Bonjour" })).await;
    let told = office.test.ok("preview_texts", asked).await["texts"].clone();
    let pieces = json!([{ "type": "words", "text": "Bonjour" }, { "type": "link" }]);
    assert_eq!((&told[0]["carrier"], &told[0]["pieces"]), (&json!("invitation"), &pieces));
}

#[tokio::test]
async fn texts_are_kept_renamed_and_forgotten() {
    let test = TestApp::new();
    let save = |name: &str, language: &str, text: &str, replaces: Value| json!({ "text": { "name": name, "language": language, "text": text }, "replaces": replaces });
    test.ok("save_text", save("Relance", "fr", "Bonjour", Value::Null)).await;
    test.ok("save_text", save(" Relance ", "en", "Hello", Value::Null)).await;
    let taken = test.call("save_text", save("relance", "fr", "Encore", Value::Null)).await;
    assert_eq!(taken.expect_err("the name is taken").message, "error-text-exists");
    for (name, text) in [(" ", "Bonjour"), ("Vide", " \n")] {
        test.call("save_text", save(name, "fr", text, Value::Null)).await.expect_err("refused");
    }
    let former = json!({ "name": "Relance", "language": "fr" });
    let all = test.ok("save_text", save("Bail", "fr", "Cher locataire", former)).await;
    let wanted = json!([
        { "name": "Bail", "language": "fr", "text": "Cher locataire" },
        { "name": "Relance", "language": "en", "text": "Hello" },
    ]);
    assert_eq!(all["texts"], wanted);
    test.ok("remove_saved_text", json!({ "name": "Bail", "language": "fr" })).await;
    assert_eq!(test.ok("list_saved_texts", json!({})).await["texts"], json!([wanted[1]]));
}

/// A sample with a comment so long that the file has more than so many megabytes.
fn weighing(folder: &std::path::Path, megabytes: usize) -> std::path::PathBuf {
    let mut bytes = std::fs::read(crate::support::sample("contrat.pdf")).expect("a sample");
    let at = bytes.windows(9).rposition(|part| part == b"startxref").expect("an end");
    let comment = [b"%".to_vec(), vec![b'x'; megabytes * 1_000_000], b"\n".to_vec()].concat();
    bytes.splice(at..at, comment);
    let path = folder.join("plans.pdf");
    std::fs::write(&path, bytes).expect("written");
    path
}

#[tokio::test]
async fn a_document_beyond_the_limit_of_an_account_stays_here_and_what_is_out_goes_on() {
    let office = Office::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let draft = office.draft("ngsign-1", &[("Ada", None)]).await;
    let file = json!({ "path": weighing(folder.path(), 2), "password": null });
    let document = draft["documents"][0]["id"].clone();
    let replaced = json!({ "draft": draft["id"], "document": document, "file": file });
    office.test.ok("replace_document", replaced).await;
    let field = draft["fields"][0]["id"].clone();
    office.apply(&draft, json!({ "type": "confirm_field", "field": field })).await;
    let limit = |megabytes: Value| {
        let office = &office;
        async move {
            let all = office.test.ok("list_accounts", json!({})).await;
            let all = all["accounts"].as_array().expect("accounts").clone();
            let account = all.into_iter().find(|one| one["name"] == "ngsign-1").expect("the account");
            let mut settings = account["settings"].clone();
            settings["max_document_megabytes"] = megabytes;
            let saving =
                json!({ "name": "ngsign-1", "settings": settings, "secret": null, "replaces": "ngsign-1" });
            office.test.call("save_account", saving).await
        }
    };
    assert_eq!(offer(&offers(&office, &draft).await, "ngsign-1")["refusals"], json!([]), "no limit is known");
    limit(json!(0)).await.expect_err("none at all is no limit");
    limit(json!(2)).await.expect("set");
    let refused = &offer(&offers(&office, &draft).await, "ngsign-1")["refusals"][0];
    assert_eq!(refused["code"], "document_too_large");
    let facts = ["document", "most"].map(|name| refused["params"][name].clone());
    assert_eq!(facts, [document, json!("2")]);
    let asked = json!({ "draft": draft["id"], "account": "ngsign-1" });
    let check = office.test.ok("check_draft", asked).await;
    assert_eq!((&check["refusals"][0]["code"], &check["dispatches"]), (&refused["code"], &json!(0)));
    let error = office.send(&draft, "ngsign-1").await.expect_err("it stays here");
    assert_eq!(
        (error.message.as_str(), error.detail.as_str()),
        ("error-provider-cannot", "document_too_large")
    );
    assert_eq!(office.control().envelopes(paraphe_sandbox::StandIn::NgSign).len(), 0);
    assert_eq!(offer(&offers(&office, &draft).await, "docage-1")["refusals"], json!([]), "each has its own");

    limit(json!(3)).await.expect("set");
    let sent = office.send(&draft, "ngsign-1").await.expect("sent");
    limit(json!(1)).await.expect("set");
    let followed =
        office.refresh(&sent["id"]).await.expect("what is out is followed under the limit of its day");
    assert_eq!(followed["status"], "sent");
}
