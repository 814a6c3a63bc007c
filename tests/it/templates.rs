//! The address book, people from elsewhere, a replaced document, and templates, through the command list.

use std::fs;

use paraphe_app::Code;
use paraphe_envelope::Sha256Digest;
use serde_json::{Value, json};

use crate::lifecycle::prepared;
use crate::support::{TestApp, sample, sign_file};

async fn apply(test: &TestApp, draft: &Value, operation: Value) -> Value {
    test.ok("apply_operation", json!({ "draft": draft["id"], "operation": operation, "merge_key": null }))
        .await
}

fn names(contacts: &Value) -> Vec<&str> {
    let list = contacts["contacts"].as_array().expect("contacts");
    list.iter().filter_map(|contact| contact["last_name"].as_str()).collect()
}

#[tokio::test]
async fn who_was_asked_to_sign_is_suggested_until_forgotten() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let nobody = test.ok("suggest_contacts", json!({ "text": "" })).await;
    assert_eq!(names(&nobody), [""; 0], "a draft is not sent yet");
    test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let found = test.ok("suggest_contacts", json!({ "text": "lucja" })).await;
    assert_eq!(names(&found), ["Đặng-Œuvray"]);
    test.ok("forget_contact", json!({ "contact": found["contacts"][0] })).await;
    let rest = test.ok("suggest_contacts", json!({ "text": "" })).await;
    assert_eq!(names(&rest), ["الطرابلسي"]);
}

#[tokio::test]
async fn a_file_that_is_out_already_is_said() {
    let test = TestApp::new();
    let first = prepared(&test, [None, None]).await;
    let second = prepared(&test, [None, None]).await;
    let asked = json!({ "draft": second["id"] });
    assert_eq!(test.ok("sent_documents", asked.clone()).await["documents"], json!([]));
    let sent = test.ok("send_envelope", json!({ "draft": first["id"], "account": "local" })).await;
    let told = test.ok("sent_documents", asked.clone()).await["documents"].clone();
    assert_eq!(told.as_array().map(Vec::len), Some(2));
    assert_eq!((&told[0]["envelope"], &told[0]["title"]), (&sent["id"], &sent["title"]));
    test.ok("void_envelope", json!({ "envelope": sent["id"], "reason": "erreur" })).await;
    assert_eq!(test.ok("sent_documents", asked).await["documents"], json!([]), "no longer out");
}

#[tokio::test]
async fn a_list_from_a_spreadsheet_is_read_and_adds_nobody() {
    let test = TestApp::new();
    let path = test.path("gens.csv");
    // As Excel writes it on a French Windows.
    fs::write(
        &path,
        b"Nom;Pr\xe9nom;E-mail;T\xe9l\xe9phone\r\nLef\xe8vre;Zo\xeb;zoe@ex.fr;06 12 34 56 78\r\n",
    )
    .expect("written");
    let read = test.ok("read_people", json!({ "source": { "from": "file", "path": path } })).await;
    let people = read["people"].as_array().expect("people");
    assert_eq!(people.len(), 1);
    let wanted = json!({
        "first_name": "Zoë", "last_name": "Lefèvre", "email": "zoe@ex.fr", "mobile": "+33612345678",
        "language": null,
    });
    assert_eq!(people[0]["contact"], wanted);
    let text = json!({ "source": { "from": "text", "text": "Alice Dupont <alice@ex.fr>; b@ex.fr" } });
    assert_eq!(test.ok("read_people", text).await["people"].as_array().expect("people").len(), 2);
}

#[tokio::test]
async fn a_replaced_document_keeps_its_boxes_and_comes_back_in_one_step() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let document = draft["documents"][0].clone();
    let replace = |file: &str| {
        json!({
            "draft": draft["id"], "document": document["id"],
            "file": { "path": sample(file), "password": null },
        })
    };
    let same = test.ok("replace_document", replace("contrat.pdf")).await;
    assert_eq!(same["draft"]["doubtful"], json!([]), "the same file changes nothing under a box");
    let other = test.ok("replace_document", replace("devis-tourne.pdf")).await["draft"].clone();
    assert_eq!(other["documents"][0]["id"], document["id"]);
    assert_eq!(other["documents"][0]["name"], document["name"]);
    assert_ne!(other["documents"][0]["sha256"], document["sha256"]);
    assert_eq!(other["fields"], draft["fields"], "the boxes stay");
    let doubtful: Vec<_> = other["doubtful"].as_array().expect("marks").clone();
    assert_eq!(doubtful.len(), 2, "both boxes of the document stand on something else");
    let told = other["problems"].as_array().expect("problems");
    assert_eq!(told.iter().filter(|one| one["problem"]["code"] == "field_doubtful").count(), 2);
    let refused = test.call("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    assert_eq!(refused.expect_err("not looked at yet").code, Code::DraftIncomplete);

    let confirmed = apply(&test, &draft, json!({ "type": "confirm_field", "field": doubtful[0] })).await;
    assert_eq!(confirmed["doubtful"], json!([doubtful[1]]));
    test.ok("undo_operation", json!({ "draft": draft["id"] })).await;
    let back = test.ok("undo_operation", json!({ "draft": draft["id"] })).await;
    assert_eq!((&back["documents"][0], &back["doubtful"]), (&document, &json!([])));

    fs::write(test.path("x.pdf"), "no PDF").expect("written");
    let broken = json!({
        "draft": draft["id"], "document": document["id"],
        "file": { "path": test.path("x.pdf"), "password": null },
    });
    let answer = test.ok("replace_document", broken).await;
    assert_eq!(answer["rejected"].as_array().map(Vec::len), Some(1));
    assert_eq!(answer["draft"]["documents"][0], document);
}

async fn template(test: &TestApp, draft: &Value) -> Value {
    test.ok(
        "save_template",
        json!({
            "source": { "from": "draft", "draft": draft["id"] }, "name": "Bail",
            "asked_people": { "r1": "Le locataire" }, "asked_documents": [draft["documents"][1]["id"]],
        }),
    )
    .await
}

#[tokio::test]
async fn a_template_asks_only_for_what_changes() {
    let test = TestApp::new();
    let draft = prepared(&test, [Some(1), Some(2)]).await;
    let template = template(&test, &draft).await;
    assert_eq!(template["people"][0]["asked"], "Le locataire");
    assert_eq!((&template["people"][0]["name"], &template["people"][1]["asked"]), (&json!(""), &Value::Null));
    assert_eq!((&template["boxes"], &template["documents"][1]["asked"]), (&json!(4), &json!(true)));

    let tenant = json!({
        "first_name": "Zoë", "last_name": "Martin", "email": "zoe@ex.fr", "mobile": "", "language": "it",
    });
    let made = test
        .ok(
            "use_template",
            json!({
                "template": template["id"], "title": "Bail de Zoë", "people": { "r1": tenant },
                "documents": { (draft["documents"][1]["id"].as_str().expect("an id")): {
                    "path": sample("contrat.pdf"), "password": null,
                } },
            }),
        )
        .await;
    assert_eq!(made["title"], "Bail de Zoë");
    assert_eq!(
        (&made["recipients"][0]["last_name"], &made["recipients"][0]["language"]),
        (&json!("Martin"), &json!("it"))
    );
    assert_eq!(made["recipients"][1], draft_recipient(&test, &draft, 1).await);
    assert_eq!(made["fields"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        (&made["documents"][0]["sha256"], &made["documents"][1]["name"]),
        (&draft["documents"][0]["sha256"], &json!("contrat"))
    );
    assert_eq!(made["doubtful"].as_array().map(Vec::len), Some(2), "another file lies under these boxes");
    assert_eq!(made["undo"], 0, "the request begins here");
    let listed = test.ok("list_templates", json!({})).await;
    assert_eq!(listed["templates"][0]["uses"], 1);
    test.ok("remove_template", json!({ "template": template["id"] })).await;
    assert_eq!(test.ok("list_templates", json!({})).await["templates"], json!([]));
    let gone = json!({ "template": template["id"], "title": "", "people": {}, "documents": {} });
    assert_eq!(test.call("use_template", gone).await.expect_err("it is gone").code, Code::NotFound);
}

async fn draft_recipient(test: &TestApp, draft: &Value, index: usize) -> Value {
    test.ok("open_draft", json!({ "draft": draft["id"] })).await["recipients"][index].clone()
}

#[tokio::test]
async fn what_was_sent_makes_a_template_too() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let request = |name: &str| {
        json!({
            "source": { "from": "envelope", "envelope": sent["id"] }, "name": name, "asked_people": {},
            "asked_documents": [],
        })
    };
    let saved = test.ok("save_template", request("Comme la dernière fois")).await;
    assert_eq!(saved["people"][0]["name"], "Łucja Đặng-Œuvray");
    assert_eq!(
        test.call("save_template", request(" ")).await.expect_err("no name").message,
        "error-template-nameless"
    );
    let again = json!({ "template": saved["id"], "title": "", "people": {}, "documents": {} });
    let made = test.ok("use_template", again).await;
    assert_eq!(
        (&made["title"], &made["problems"]),
        (&sent["title"], &json!([])),
        "ready to be sent as it is"
    );
}

#[tokio::test]
async fn a_template_goes_to_another_computer_in_one_file() {
    let (here, there) = (TestApp::new(), TestApp::new());
    let draft = prepared(&here, [None, None]).await;
    let template = template(&here, &draft).await;
    let path = here.path("bail.paraphe-template");
    here.ok("export_template", json!({ "template": template["id"], "path": path })).await;
    let text = fs::read_to_string(&path).expect("a text");
    assert!(!text.contains("Łucja"), "who is asked for each time does not travel");
    assert!(!text.contains(here.folder.path().to_str().expect("a path")), "no path travels");
    let taken = there.ok("import_template", json!({ "path": path })).await;
    assert_ne!(taken["id"], template["id"], "a template of its own");
    assert_eq!((&taken["people"], &taken["documents"]), (&template["people"], &template["documents"]));
    let made = there
        .ok("use_template", json!({ "template": taken["id"], "title": "", "people": {}, "documents": {} }))
        .await;
    assert_eq!(made["documents"][0]["pages"].as_array().map(Vec::len), Some(6));
}

/// A file made of a good one.
async fn spoilt(test: &TestApp, spoil: impl FnOnce(&mut Value)) -> (Code, String) {
    let draft = prepared(test, [None, None]).await;
    let template = template(test, &draft).await;
    let path = test.path("spoilt.paraphe-template");
    test.ok("export_template", json!({ "template": template["id"], "path": path })).await;
    let mut file: Value = serde_json::from_slice(&fs::read(&path).expect("read")).expect("JSON");
    spoil(&mut file);
    fs::write(&path, file.to_string()).expect("written");
    let error = test.call("import_template", json!({ "path": path })).await.expect_err("it is refused");
    assert_eq!(test.ok("list_templates", json!({})).await["templates"].as_array().map(Vec::len), Some(1));
    (error.code, error.message)
}

#[tokio::test]
async fn a_file_that_is_no_good_template_is_refused_in_words() {
    let refused = |message: &str| (Code::DocumentUnreadable, message.to_owned());
    let newer = spoilt(&TestApp::new(), |file| file["version"] = json!(2)).await;
    assert_eq!(newer, refused("error-template-newer"));
    let other = spoilt(&TestApp::new(), |file| file["format"] = json!("recipe")).await;
    assert_eq!(other, refused("error-not-a-template"));
    let broken = refused("error-template-broken");
    let cut = spoilt(&TestApp::new(), |file| drop(file["documents"].take())).await;
    assert_eq!(cut, broken);
    let stranger =
        spoilt(&TestApp::new(), |file| file["template"]["fields"][0]["recipient"] = json!("r9")).await;
    assert_eq!(stranger, broken);
    let exchanged = spoilt(&TestApp::new(), |file| {
        let documents = file["documents"].as_object_mut().expect("documents");
        for text in documents.values_mut() {
            *text = json!("JVBERi0xLjcK");
        }
    })
    .await;
    assert_eq!(exchanged, broken, "the bytes are not those of the digest");
    let no_pdf = spoilt(&TestApp::new(), |file| {
        let digest = Sha256Digest::of(b"no PDF at all");
        file["template"]["documents"] = json!([{
            "id": file["template"]["documents"][0]["id"], "name": "x", "sha256": digest, "byte_size": 13, "pages": [],
        }]);
        file["template"]["fields"] = json!([]);
        file["template"]["asked_documents"] = json!([]);
        file["documents"] = json!({ (digest.to_string()): "bm8gUERGIGF0IGFsbA==" });
    })
    .await;
    assert_eq!(no_pdf, broken);
}

#[tokio::test]
async fn what_a_template_is_made_of_is_nobodys_word() {
    let (here, there) = (TestApp::new(), TestApp::new());
    let draft = prepared(&here, [None, None]).await;
    let saved = template(&here, &draft).await;
    let path = here.path("b.paraphe-template");
    here.ok("export_template", json!({ "template": saved["id"], "path": path })).await;
    let mut file: Value = serde_json::from_slice(&fs::read(&path).expect("read")).expect("JSON");
    file["template"]["documents"][0]["pages"] = json!([]);
    file["template"]["documents"][0]["byte_size"] = json!(1);
    fs::write(&path, file.to_string()).expect("written");
    let taken = there.ok("import_template", json!({ "path": path })).await;
    assert_eq!(taken["documents"][0]["page_count"], 6, "pages are counted, not believed");
    // A PDF is no template, signed or not.
    let signed = here.path("signed.pdf");
    sign_file(&sample("contrat.pdf"), &signed);
    let error = there.call("import_template", json!({ "path": signed })).await.expect_err("no template");
    assert_eq!(error.message, "error-not-a-template");
}
