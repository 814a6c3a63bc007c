//! Face to face through the command list: the window belongs to one signer after the other, and to nobody else.

mod evidence;
mod keys;

use std::time::Duration;

use paraphe_app::schema::{COMMAND_NAMES, KIOSK_COMMANDS};
use paraphe_app::{App, PageAddress, call};
use paraphe_envelope::{EnvelopeId, Sha256Digest};
use paraphe_history::History;
use serde_json::{Value, json};

use self::keys::signers_of;
use crate::lifecycle::{mark, prepared};
use crate::support::{TestApp, sample};

pub(crate) const PIN: &str = "493817";

/// An envelope that was sent to be signed here, `r1` before `r2`, and a PIN.
pub(crate) async fn sent(test: &TestApp) -> Value {
    let draft = prepared(test, [Some(1), Some(2)]).await;
    test.ok("set_host_pin", json!({ "old_pin": null, "pin": PIN })).await;
    test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await
}

pub(crate) fn beginning(envelope: &Value, evidence: &str) -> Value {
    let checks = json!([{ "recipient": "r1", "kind": "document_seen", "last4": " 12AB " }]);
    json!({ "envelope": envelope["id"], "host_name": " Marc Petit ", "checks": checks, "evidence": evidence })
}

/// The window in the hands of the first signer.
pub(crate) async fn begun(test: &TestApp) -> Value {
    let envelope = sent(test).await;
    let view = test.ok("begin_kiosk", beginning(&envelope, "standard")).await;
    assert_eq!(view["phase"], "hand_over");
    envelope
}

pub(crate) fn at(envelope: &Value, recipient: &str) -> Value {
    json!({ "envelope": envelope["id"], "recipient": recipient })
}

/// The signer whose turn it is reads, accepts, draws, confirms.
pub(crate) async fn sign(test: &TestApp, envelope: &Value, recipient: &str, language: &str) -> Value {
    test.ok("kiosk_start", json!({ "language": language })).await;
    let session = test.ok("begin_signing", at(envelope, recipient)).await;
    let document = &session["documents"][0]["id"];
    for step in ["opened", "page_shown", "consented", "first_stroke", "last_stroke", "confirmed"] {
        test.clock.forward(Duration::from_secs(7));
        test.ok("note_signing", json!({ "step": step, "document": document, "page": 1 })).await;
    }
    let capture = json!({
        "strokes": 2, "undos": 1, "clears": 0, "duration_ms": 1400, "input": "pen", "pressure": true,
        "screen": [1920, 1080], "points": [[0.1, 0.2, 0.0, 0.5, 0.0]],
    });
    let request = json!({
        "envelope": envelope["id"], "recipient": recipient, "consent": session["consent"], "mark": mark(),
        "capture": capture,
    });
    test.ok("sign_locally", request).await
}

pub(crate) async fn refusal(test: &TestApp, command: &str, params: Value) -> String {
    match test.call(command, params).await {
        Ok(answer) => panic!("{command} must be refused: {answer}"),
        Err(error) => error.message,
    }
}

pub(crate) fn id_of(envelope: &Value) -> EnvelopeId {
    serde_json::from_value(envelope["id"].clone()).expect("an id")
}

#[tokio::test]
async fn one_signs_in_arabic_one_refuses_and_nothing_else_can_be_reached() {
    let test = TestApp::new();
    let envelope = begun(&test).await;
    let view = test.ok("kiosk_state", json!({})).await;
    assert_eq!(
        (&view["host_name"], &view["waiting"], &view["done"]),
        (&json!("Marc Petit"), &json!(1), &json!(0))
    );
    // Not before the signer has begun, and only this signer.
    assert_eq!(refusal(&test, "begin_signing", at(&envelope, "r1")).await, "error-kiosk-locked");
    sign(&test, &envelope, "r1", "ar").await;
    assert_eq!(refusal(&test, "begin_signing", at(&envelope, "r1")).await, "error-kiosk-locked");
    let view = test.ok("kiosk_state", json!({})).await;
    assert_eq!((&view["phase"], &view["done"]), (&json!("return"), &json!(1)));
    assert_eq!(test.heard.titles(), Vec::<String>::new(), "nobody is told anything at this window");

    let view = test.ok("kiosk_next", json!({ "pin": PIN })).await;
    assert_eq!((&view["phase"], &view["signer"]["recipient"]), (&json!("hand_over"), &json!("r2")));
    test.ok("kiosk_start", json!({ "language": "it" })).await;
    assert_eq!(refusal(&test, "begin_signing", at(&envelope, "r1")).await, "error-kiosk-locked");
    let session = test.ok("begin_signing", at(&envelope, "r2")).await;
    assert_eq!(session["consent"]["language"], "it");
    assert_eq!((&session["recipient"]["email"], &session["next"]), (&Value::Null, &json!([])));
    let reason = json!({ "envelope": envelope["id"], "recipient": "r2", "reason": "Trop cher" });
    test.ok("decline_signing", reason).await;
    let view = test.ok("kiosk_next", json!({ "pin": PIN })).await;
    assert_eq!((&view["phase"], &view["signer"]), (&json!("receipt"), &Value::Null));
    assert_eq!(view["receipt"]["documents"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        view["receipt"]["sheets"].as_array().map(Vec::len),
        Some(1),
        "one evidence sheet: one has signed"
    );
    let sheet = json!({
        "envelope": envelope["id"], "sha256": view["receipt"]["sheets"][0]["sha256"], "path": test.path("preuve.pdf"),
    });
    test.ok("save_artifact", sheet).await;
    assert_eq!(
        view["receipt"]["refusal"],
        json!({ "name": "محمد الطرابلسي", "reason": "Trop cher" }),
        "{view:#}"
    );
    let view = test.ok("end_kiosk", json!({ "pin": null })).await;
    assert_eq!(view["phase"], "off", "the code that led to the end has given the device back");
    let after = test.ok("open_envelope", json!({ "envelope": envelope["id"] })).await;
    assert_eq!(after["status"], "declined");
}

#[tokio::test]
async fn the_router_lets_through_only_what_is_named() {
    let test = TestApp::new();
    let envelope = begun(&test).await;
    for command in KIOSK_COMMANDS {
        assert!(COMMAND_NAMES.contains(command), "{command} is no command");
    }
    for command in COMMAND_NAMES.iter().filter(|name| !KIOSK_COMMANDS.contains(name)) {
        // Asked with another envelope's name as with none: refused before anything is read.
        for params in [json!({}), json!({ "envelope": envelope["id"] }), Value::Null] {
            assert_eq!(refusal(&test, command, params).await, "error-kiosk-on", "{command}");
        }
    }
    let state = test.ok("app_state", json!({})).await;
    assert_eq!((&state["data_folder"], &state["settings"]["host_name"]), (&json!(""), &json!("")));
    test.app.queue_opened_files(vec![sample("contrat.pdf")]);
    assert_eq!(test.ok("take_opened_files", json!({})).await["paths"], json!([]), "kept for later");
    assert_eq!(
        refusal(&test, "end_kiosk", json!({ "pin": null })).await,
        "error-kiosk-locked",
        "the device is away"
    );
    test.ok("end_kiosk", json!({ "pin": PIN })).await;
    assert_eq!(test.ok("take_opened_files", json!({})).await["paths"].as_array().map(Vec::len), Some(1));
    test.ok("list_history", json!({ "query": "", "filter": "all", "cursor": null, "limit": 10 })).await;
}

#[tokio::test]
async fn pages_are_those_of_this_envelope_while_somebody_signs() {
    let test = TestApp::new();
    let file = json!([{ "path": sample("recu-ar-fr.pdf"), "password": null }]);
    let other = test.ok("create_draft", json!({ "files": file })).await["draft"].clone();
    let envelope = begun(&test).await;
    let text = |document: &Value| json!({ "sha256": document["sha256"], "page": 1 });
    let own = &envelope["documents"][0];
    assert_eq!(
        refusal(&test, "page_text", text(own)).await,
        "error-kiosk-locked",
        "not before the signer begins"
    );
    test.ok("kiosk_start", json!({ "language": "fr" })).await;
    // Let through; whether it can be drawn is up to the preview worker, which this program is not.
    if let Err(error) = test.call("page_text", text(own)).await {
        assert!(!error.message.starts_with("error-kiosk"), "{error}");
    }
    assert_eq!(refusal(&test, "page_text", text(&other["documents"][0])).await, "error-kiosk-locked");
    let picture = |document: &Value| {
        let digest: Sha256Digest = serde_json::from_value(document["sha256"].clone()).expect("a digest");
        test.app.render_page(PageAddress::parse(&format!("/{digest}/1/50")).expect("an address"))
    };
    let refused = picture(&other["documents"][0]).await.expect_err("another envelope's page");
    assert_eq!(refused.message, "error-kiosk-on");
}

#[tokio::test]
async fn a_wrong_pin_costs_more_time_each_time_and_a_restart_changes_nothing() {
    let test = TestApp::new();
    begun(&test).await;
    let tried = |pin: &'static str| async move { json!({ "pin": pin }) };
    let wait = |error: paraphe_app::Error| {
        assert_eq!(error.message, "error-kiosk-wrong-pin");
        error.params["wait_seconds"].clone()
    };
    for expected in ["0", "0", "0", "5"] {
        let refused = test.call("end_kiosk", tried("111111").await).await.expect_err("wrong");
        assert_eq!(wait(refused), expected);
    }
    let again = test.restarted();
    let early = call(&again, "kiosk_unlock", tried(PIN).await).await.expect_err("too soon, though right");
    assert_eq!(wait(early), "5");
    test.clock.forward(Duration::from_secs(5));
    let refused = test.call("kiosk_next", tried("222222").await).await.expect_err("wrong");
    assert_eq!(wait(refused), "15");
    assert_eq!(test.ok("kiosk_state", json!({})).await["pin_wait_seconds"], 15);
    test.clock.forward(Duration::from_secs(15));
    test.ok("end_kiosk", tried(PIN).await).await;
    let old = json!({ "old_pin": "111111", "pin": "222222" });
    let refused = test.call("set_host_pin", old).await.expect_err("wrong, but the count began anew");
    assert_eq!(wait(refused), "0");
    test.ok("set_host_pin", json!({ "old_pin": PIN, "pin": "222222" })).await;
    assert_eq!(
        refusal(&test, "set_host_pin", json!({ "old_pin": null, "pin": "333333" })).await,
        "error-kiosk-pin-exists"
    );
    assert_eq!(
        refusal(&test, "set_host_pin", json!({ "old_pin": "222222", "pin": "12345x" })).await,
        "error-kiosk-pin-form"
    );
}

async fn phase(app: &App) -> Value {
    call(app, "kiosk_state", json!({})).await.expect("a state")["phase"].clone()
}

#[tokio::test]
async fn a_crash_reopens_locked_with_the_document_as_it_was() {
    let test = TestApp::new();
    let envelope = begun(&test).await;
    test.ok("kiosk_start", json!({ "language": "en" })).await;
    let session = test.ok("begin_signing", at(&envelope, "r1")).await;
    let again = test.restarted();
    assert_eq!(phase(&again).await, "locked");
    assert!(again.kiosk_is_on());
    let refused = call(&again, "begin_signing", at(&envelope, "r1")).await.expect_err("locked");
    assert_eq!(refused.message, "error-kiosk-locked");
    let refused = call(&again, "list_accounts", json!({})).await.expect_err("hidden");
    assert_eq!(refused.message, "error-kiosk-on");
    let unlocked = call(&again, "kiosk_unlock", json!({ "pin": PIN })).await.expect("unlocked");
    assert_eq!((&unlocked["phase"], &unlocked["signer"]["recipient"]), (&json!("hand_over"), &json!("r1")));
    assert_eq!(session["consent"]["language"], "en");
    call(&again, "end_kiosk", json!({ "pin": PIN })).await.expect("ended");
    let after = test.ok("open_envelope", json!({ "envelope": envelope["id"] })).await;
    assert_eq!(after["documents"][0]["sha256"], envelope["documents"][0]["sha256"]);
}

#[tokio::test]
async fn the_command_line_goes_on_beside_a_window_that_is_handed_over() {
    let test = TestApp::new();
    begun(&test).await;
    let other = test.second();
    call(&other, "list_accounts", json!({})).await.expect("a program without a window is not bound");
}

#[tokio::test]
async fn whoever_cannot_sign_now_is_left_out_and_the_pin_leads_on() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    test.ok("set_host_pin", json!({ "old_pin": null, "pin": PIN })).await;
    let envelope = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    test.ok("begin_kiosk", beginning(&envelope, "standard")).await;
    test.ok("kiosk_start", json!({ "language": "fr" })).await;
    assert_eq!(test.ok("kiosk_lock", json!({})).await["phase"], "locked");
    let back = test.ok("kiosk_unlock", json!({ "pin": PIN })).await;
    assert_eq!(back["signer"]["recipient"], "r1", "unlocking goes back to the same person");
    test.ok("kiosk_lock", json!({})).await;
    let next = test.ok("kiosk_next", json!({ "pin": PIN })).await;
    assert_eq!((&next["signer"]["recipient"], &next["waiting"]), (&json!("r2"), &json!(0)));
    sign(&test, &envelope, "r2", "fr").await;
    assert_eq!(test.ok("kiosk_next", json!({ "pin": PIN })).await["phase"], "receipt");
    test.ok("kiosk_lock", json!({})).await;
    assert_eq!(test.ok("kiosk_unlock", json!({ "pin": PIN })).await["phase"], "receipt");
}

#[tokio::test]
async fn the_host_check_says_what_is_missing() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let envelope = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let with = |name: &str, value: Value| {
        let mut request = beginning(&envelope, "standard");
        request[name] = value;
        request
    };
    assert_eq!(refusal(&test, "begin_kiosk", beginning(&envelope, "standard")).await, "error-kiosk-no-pin");
    test.ok("set_host_pin", json!({ "old_pin": null, "pin": PIN })).await;
    assert_eq!(refusal(&test, "begin_kiosk", with("host_name", json!(" "))).await, "error-kiosk-no-host");
    assert_eq!(
        refusal(&test, "begin_kiosk", with("evidence", json!("reinforced"))).await,
        "error-evidence-no-key"
    );
    let checks = json!([{ "recipient": "r1", "kind": "document_seen", "last4": "12345" }]);
    assert_eq!(refusal(&test, "begin_kiosk", with("checks", checks)).await, "error-kiosk-last4");
    test.ok("void_envelope", json!({ "envelope": envelope["id"], "reason": "" })).await;
    assert_eq!(refusal(&test, "begin_kiosk", beginning(&envelope, "standard")).await, "error-kiosk-nobody");
    assert_eq!(phase(&test.app).await, "off");
}

#[tokio::test]
async fn initials_stand_on_the_pages_with_the_same_signature() {
    let test = TestApp::new();
    let draft = prepared(&test, [Some(1), Some(2)]).await;
    for page in 2..=4_u32 {
        let field = json!({
            "id": format!("fld_{:032x}", 0x100 + page), "recipient": "r1", "document": draft["documents"][0]["id"],
            "kind": "initials",
            "placement": { "page": page, "rect": { "x": 540.0, "y": 800.0, "width": 42.0, "height": 28.0 } },
        });
        let operation = json!({ "type": "add_field", "field": field });
        test.ok(
            "apply_operation",
            json!({ "draft": draft["id"], "operation": operation, "merge_key": null }),
        )
        .await;
    }
    let envelope = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let session = test.ok("begin_signing", at(&envelope, "r1")).await;
    assert_eq!(session["fields"].as_array().map(Vec::len), Some(5));
    assert_eq!(session["fields"][0]["kind"], "signature", "the signature is what a person is led to");
    let mut preview = at(&envelope, "r1");
    preview["mark"] = mark();
    let shown = test.ok("preview_signature", preview).await;
    assert_eq!(shown["boxes"].as_array().map(Vec::len), Some(5));
    let request = json!({
        "envelope": envelope["id"], "recipient": "r1", "consent": session["consent"], "mark": mark(),
    });
    let signed = test.ok("sign_locally", request).await;
    assert_eq!(
        signers_of(&test, &signed["documents"][0]).await.len(),
        1,
        "one signature, whatever the places"
    );
    let digest: Sha256Digest =
        serde_json::from_value(signed["documents"][0]["sha256"].clone()).expect("a digest");
    let history = History::open(&test.path("data")).expect("the history");
    let bytes = std::fs::read(history.vault().path(&digest)).expect("readable");
    let widgets = bytes.windows(15).filter(|window| window == b"/Subtype/Widget").count();
    let spaced = bytes.windows(16).filter(|window| window == b"/Subtype /Widget").count();
    assert!(widgets + spaced >= 4, "a box and three initials: {widgets} {spaced}");
    let rows = history.evidence(&id_of(&envelope)).expect("the evidence");
    let evidence: Value = serde_json::from_str(&rows[0].file).expect("JSON");
    assert_eq!(evidence["documents"][0]["boxes"].as_array().map(Vec::len), Some(4));
}
