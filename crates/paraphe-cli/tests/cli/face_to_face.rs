//! What the command says of envelopes signed at this computer: their evidence, written and checked again, their
//! timestamp, and the PIN nobody knows any more.

use std::collections::HashMap;
use std::fs;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use paraphe_app::ports::{Clock, Secret, SecretError, SecretStore};
use paraphe_app::schema::SecretStoreKind;
use paraphe_app::{App, AppOptions, call};
use paraphe_envelope::Timestamp;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::levels::{Mood, Office};
use crate::support::{Scene, sample};

struct RealClock;

impl Clock for RealClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_millis();
        Timestamp::from_millis(i64::try_from(since).expect("before the year 292 million"))
    }
}

#[derive(Default)]
struct MemorySecrets(Mutex<HashMap<String, Secret>>);

impl SecretStore for MemorySecrets {
    fn kind(&self) -> SecretStoreKind {
        SecretStoreKind::SealedFile
    }

    fn secret(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }

    fn keep(&self, name: &str, secret: &Secret) -> Result<(), SecretError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), secret.clone());
        Ok(())
    }

    fn forget(&self, name: &str) -> Result<(), SecretError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
}

/// The window of the same person: another program over the same data folder.
struct Window {
    app: App,
    runtime: Runtime,
}

impl Window {
    fn open(scene: &Scene) -> Self {
        let options = AppOptions::headless(scene.path("data"));
        let app = App::open_with(options, Box::new(RealClock), Box::new(MemorySecrets::default()));
        Self { app: app.expect("the program opens"), runtime: Runtime::new().expect("a runtime") }
    }

    fn call(&self, command: &str, params: Value) -> Result<Value, paraphe_app::Error> {
        self.runtime.block_on(call(&self.app, command, params))
    }

    fn ok(&self, command: &str, params: Value) -> Value {
        self.call(command, params).unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    fn sign(&self, envelope: &str, recipient: &str) -> Value {
        self.try_to_sign(envelope, recipient).unwrap_or_else(|error| panic!("sign_locally: {error}"))
    }

    fn try_to_sign(&self, envelope: &str, recipient: &str) -> Result<Value, paraphe_app::Error> {
        let session = self.ok("begin_signing", json!({ "envelope": envelope, "recipient": recipient }));
        let mark = json!({ "type": "typed", "name": session["recipient"]["first_name"] });
        let request = json!({
            "envelope": envelope, "recipient": recipient, "consent": session["consent"], "mark": mark,
        });
        self.call("sign_locally", request)
    }

    fn set(&self, changed: &[(&str, Value)]) {
        let mut settings = self.ok("app_state", json!({}))["settings"].clone();
        for (name, value) in changed {
            settings[*name] = value.clone();
        }
        self.ok("save_settings", settings);
    }

    /// The one document, as it stands now, beside the data folder.
    fn save(&self, scene: &Scene, envelope: &Value, name: &str) -> String {
        let path = scene.path(name).display().to_string();
        let document = &envelope["documents"][0]["id"];
        self.ok("save_document", json!({ "envelope": envelope["id"], "document": document, "path": path }));
        path
    }
}

/// An envelope of two people who sign here; its title is more than any font draws.
fn sent(scene: &Scene) -> String {
    let person = |id: &str, first: &str, order: u16| {
        json!({
            "id": id, "role": "signer", "first_name": first, "last_name": "Dupont", "email": format!("{id}@example.fr"),
            "language": "it", "authentication": "none", "routing_order": order, "delivery": "in_person",
        })
    };
    let field = |id: &str, page: u32| {
        let rect = json!({ "x": 100, "y": 600, "width": 150, "height": 60 });
        json!({ "recipient": id, "document": 0, "page": page, "kind": "signature", "rect": rect })
    };
    let envelope = json!({
        "title": "Bail \u{1F3E0} \u{13000}", "message": "", "language": "it",
        "documents": [{ "path": "contrat.pdf" }],
        "recipients": [person("r1", "Zoë", 1), person("r2", "Björn", 2)],
        "fields": [field("r1", 6), field("r2", 5)],
    });
    scene.write("contrat.pdf", fs::read(sample("contrat.pdf")).expect("the sample"));
    scene.write("demande.json", envelope.to_string());
    let sent = scene.ok(&["send", "demande.json", "--account", "local"]);
    sent["envelope"].as_str().expect("an id").to_owned()
}

#[test]
fn evidence_is_written_and_checked_and_nothing_in_it_can_be_changed() {
    let scene = Scene::new();
    let id = sent(&scene);
    assert_eq!(scene.refused(&["evidence", &id, "--out", "preuve"], "", 1)["id"], "error-no-evidence");
    let window = Window::open(&scene);
    window.sign(&id, "r1");
    let done = window.sign(&id, "r2");
    assert_eq!(done["status"], "completed", "a title that no font draws keeps nobody from signing");
    let kinds: Vec<_> =
        done["artifacts"].as_array().expect("results").iter().map(|one| &one["kind"]).collect();
    assert_eq!(kinds, ["evidence_sheet", "evidence_sheet"]);
    assert_eq!(done["timestamp"], Value::Null, "nobody wished for one");

    let written = scene.ok(&["evidence", &id, "--out", "preuve"]);
    assert_eq!(written["files"].as_array().map(Vec::len), Some(6), "{written:#}");
    assert_eq!(scene.ok(&["evidence", "--verify", "preuve/preuve-2.json"])["ok"], true);
    let signed = window.save(&scene, &done, "signe.pdf");
    let checked = scene.ok(&["evidence", "--verify", &signed]);
    assert_eq!(checked["evidence"].as_array().map(Vec::len), Some(2));
    assert_eq!(checked["evidence"][0]["vouched_by"], "history");

    let text = String::from_utf8(scene.read("preuve/preuve.json")).expect("UTF-8");
    let evidence: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(evidence["label"], "simple_electronic_signature_made_alone");
    let consent = evidence["consent"]["text"].as_str().expect("a text");
    assert!(!consent.contains("in presenza di"), "there was no host: {consent}");
    scene.write("faux.json", text.replace("Zoë", "Zoé"));
    let (code, told) = scene.json(&["evidence", "--verify", "faux.json"]);
    assert_eq!((code, &told["ok"]), (1, &json!(false)));
    assert_eq!(told["evidence"][0]["faults"], json!(["differs_from_history"]));
    // Elsewhere nobody vouches for a file that is not inside a signed document.
    let elsewhere = Scene::new();
    let copy = elsewhere.write("preuve.json", &text);
    let (code, told) = elsewhere.json(&["evidence", "--verify", &copy.display().to_string()]);
    assert_eq!((code, &told["evidence"][0]["faults"]), (1, &json!(["nobody_vouches"])));

    // So is a signed document whose key nobody knows: intact, and no more than that.
    let (code, told) = elsewhere.json(&["evidence", "--verify", &signed]);
    assert_eq!((code, &told["ok"]), (1, &json!(false)));
    assert_eq!(told["evidence"][0]["vouched_by"], "nobody");
    assert_eq!(told["evidence"][0]["faults"], json!([]));
    let said = elsewhere.run(&["evidence", "--verify", &signed]);
    assert!(said.code == 1 && said.out.contains("--trust"), "what would help: {}", said.out);
    // With the certificate from whoever signed, the key is known.
    let identities = scene.ok(&["identity", "list"])["identities"].clone();
    let name = identities[0]["name"].as_str().expect("the identity of that computer");
    elsewhere.write("signataire.pem", scene.run(&["identity", "export", name]).out);
    let told = elsewhere.ok(&["evidence", "--verify", &signed, "--trust", "signataire.pem"]);
    assert_eq!((&told["ok"], &told["evidence"][0]["vouched_by"]), (&json!(true), &json!("trusted_key")));

    let mut bytes = fs::read(&signed).expect("readable");
    let at = bytes.windows(7).position(|window| window == b"stream\n").expect("a stream") + 20;
    bytes[at] ^= 1;
    scene.write("touche.pdf", bytes);
    let (code, told) = scene.json(&["evidence", "--verify", "touche.pdf"]);
    assert_eq!(code, 1, "{told:#}");
    let faults = told["evidence"][0]["faults"].as_array().expect("faults").clone();
    assert!(faults.contains(&json!("signature_broken")), "{told:#}");
}

#[test]
fn a_timestamp_comes_with_the_signature_or_later() {
    let Some(office) = Office::open(&[]) else { return };
    let scene = Scene::new();
    let id = sent(&scene);
    let window = Window::open(&scene);
    // Ports below 10 belong to nobody on a machine of today.
    let nobody = json!("http://127.0.0.1:9/");
    window.set(&[("signing_level", json!("b-t")), ("timestamp_authority", nobody)]);
    let first = window.sign(&id, "r1");
    assert_eq!(first["timestamp"], "after_last_signature");
    scene.ok(&["evidence", &id, "--out", "sans"]);
    let evidence: Value = serde_json::from_slice(&scene.read("sans/preuve.json")).expect("JSON");
    assert_eq!(evidence["network"], "local_session_timestamp_unanswered", "it was asked");
    let add = || window.call("add_timestamp", json!({ "envelope": id }));
    assert_eq!(add().expect_err("one is missing").message, "error-timestamp-too-early");
    let done = window.sign(&id, "r2");
    assert_eq!((&done["status"], &done["timestamp"]), (&json!("completed"), &json!("missing")));
    assert_eq!(add().expect_err("still nobody there").message, "error-timestamp-unreachable");
    assert_eq!(window.ok("open_envelope", json!({ "envelope": id }))["timestamp"], "missing");

    window.set(&[("timestamp_authority", json!(office.tsa()))]);
    let root = office.path("root.pem");
    let pem = fs::read_to_string(&root).expect("PEM");
    let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let chosen = |choice| window.ok("add_trust", choice)["anchors"][0]["authority"].clone();
    assert_eq!(
        chosen(json!({ "type": "certificate", "der": der })),
        false,
        "a signer, whatever it calls itself"
    );
    assert_eq!(chosen(json!({ "type": "file", "path": root })), true, "what it says it is");
    let stamped = add().expect("a timestamp");
    assert_eq!(stamped["timestamp"], "present");
    assert_eq!(
        stamped["events"].as_array().and_then(|events| events.last()).map(|event| &event["kind"]),
        Some(&json!("timestamped"))
    );
    assert_ne!(stamped["documents"][0]["sha256"], done["documents"][0]["sha256"]);
    assert_eq!(add().expect_err("there is one").message, "error-timestamp-not-missing");
    let file = window.save(&scene, &stamped, "horodate.pdf");
    let told = scene.json(&["evidence", "--verify", &file]).1;
    assert_eq!(told["ok"], true, "{told:#}");

    // Whoever answers wrongly has answered: it is told, and nobody signs without knowing.
    let refused = sent(&scene);
    for (mood, message) in [(Mood::Page, "error-timestamp-malformed"), (Mood::Stale, "error-timestamp-wrong")]
    {
        office.set(mood);
        if mood == Mood::Stale {
            // The first answer is to its own question, and is taken.
            let other = sent(&scene);
            window.sign(&other, "r1");
        }
        assert_eq!(window.try_to_sign(&refused, "r1").expect_err("told").message, message, "{mood:?}");
        let view = window.ok("open_envelope", json!({ "envelope": refused }));
        assert_eq!(view["recipients"][0]["status"], "viewed", "nothing is signed");
    }
    office.set(Mood::Good);
    // Who prefers to wait is told that nobody answers.
    window
        .set(&[("without_timestamp", json!("wait")), ("timestamp_authority", json!("http://127.0.0.1:9/"))]);
    let told = window.try_to_sign(&refused, "r1").expect_err("told").message;
    assert_eq!(told, "error-timestamp-unreachable");
    window.set(&[("timestamp_authority", json!(office.tsa()))]);

    // The next ones get theirs at once.
    let other = sent(&scene);
    window.sign(&other, "r1");
    let done = window.sign(&other, "r2");
    assert_eq!(done["timestamp"], "present", "{:#}", done["events"]);
    scene.ok(&["evidence", &other, "--out", "avec"]);
    let evidence: Value = serde_json::from_slice(&scene.read("avec/preuve.json")).expect("JSON");
    assert_eq!(evidence["timestamp"], "with_signature");
}

#[test]
fn a_forgotten_pin_is_taken_away_and_the_window_comes_back() {
    let scene = Scene::new();
    let id = sent(&scene);
    let none = json!({ "pin_removed": false, "kiosk_ended": false });
    assert_eq!(scene.ok(&["kiosk", "reset-pin"]), none);
    let window = Window::open(&scene);
    window.ok("set_host_pin", json!({ "old_pin": null, "pin": "493817" }));
    let beginning =
        json!({ "envelope": id, "host_name": "Marc Petit", "checks": [], "evidence": "standard" });
    assert_eq!(window.ok("begin_kiosk", beginning)["phase"], "hand_over");
    let both = json!({ "pin_removed": true, "kiosk_ended": true });
    assert_eq!(scene.ok(&["kiosk", "reset-pin"]), both);
    let state = window.ok("kiosk_state", json!({}));
    assert_eq!((&state["phase"], &state["pin_set"]), (&json!("off"), &json!(false)));
    window.ok("set_host_pin", json!({ "old_pin": null, "pin": "111222" }));
}

/// Who signs without a box, beside somebody who has one.
fn unseen(scene: &Scene) -> String {
    let person = |id: &str, first: &str, signature: &str| json!({ "id": id, "first_name": first, "last_name": "Dupont", "delivery": "in_person", "signature": signature });
    let rect = json!({ "x": 100, "y": 600, "width": 150, "height": 60 });
    let field = json!({ "recipient": "r1", "document": 0, "page": 6, "kind": "signature", "rect": rect });
    let envelope = json!({
        "title": "Bail", "documents": [{ "path": "contrat.pdf" }], "fields": [field],
        "recipients": [person("r1", "Zoë", "visible"), person("r2", "Björn", "invisible")],
    });
    scene.write("contrat.pdf", fs::read(sample("contrat.pdf")).expect("the sample"));
    scene.write("demande.json", envelope.to_string());
    let checked = scene.ok(&["check", "demande.json"]);
    let note = &checked["notes"][0];
    assert_eq!((&note["code"], &note["path"]), (&json!("boxless"), &json!("recipients[1].signature")));
    assert!(note["message"].as_str().is_some_and(|told| told.contains("aucune page")), "{note}");
    assert_eq!(checked["notes"].as_array().map(Vec::len), Some(1), "{checked:#}");
    let sent = scene.ok(&["send", "demande.json", "--account", "local"]);
    sent["envelope"].as_str().expect("an id").to_owned()
}

#[test]
fn a_signature_without_a_box_is_in_the_file_and_its_evidence_says_so() {
    let scene = Scene::new();
    let id = unseen(&scene);
    let window = Window::open(&scene);
    window.sign(&id, "r2");
    let done = window.sign(&id, "r1");
    assert_eq!(done["status"], "completed");
    let signed = window.save(&scene, &done, "signe.pdf");
    let (_, report) = scene.json(&["verify", &signed]);
    let told = scene.run(&["verify", &signed]).out;
    assert!(told.contains("celui de votre identité") && !told.contains("prestataire"), "{told}");
    let pages: Vec<&Value> =
        report["signatures"].as_array().expect("signatures").iter().map(|one| &one["page"]).collect();
    assert_eq!(pages, [&Value::Null, &json!(6)], "{report:#}");
    for one in report["signatures"].as_array().expect("signatures") {
        assert_eq!(one["integrity"]["signature_ok"], true, "{one:#}");
    }
    scene.ok(&["evidence", &id, "--out", "preuve"]);
    let boxes = |name: &str| {
        let evidence: Value = serde_json::from_slice(&scene.read(name)).expect("JSON");
        evidence["documents"][0]["boxes"].as_array().map(Vec::len)
    };
    assert_eq!((boxes("preuve/preuve.json"), boxes("preuve/preuve-2.json")), (Some(0), Some(1)));
}
