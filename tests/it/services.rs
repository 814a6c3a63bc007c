//! Sending through services, from the draft to the verified result: through the command list, against the stand-ins, with a
//! clock the test turns.

mod accounts;
mod batches;
mod choosing;
mod clocks;
mod correcting;
mod fetching;
mod gone;
mod handed_page;
mod interrupted;
mod left_behind;
mod merging;
mod refused;
mod told;

use std::time::Duration;

use paraphe_sandbox::{Control, Fault, FaultKind, Sandbox, SandboxOptions, StandIn};
use serde_json::{Value, json};

use crate::support::{TestApp, sample};

/// An office with an account at each stand-in.
struct Office {
    test: TestApp,
    sandbox: Sandbox,
}

impl Office {
    async fn open() -> Self {
        let sandbox = Sandbox::start(SandboxOptions::default()).await.expect("the stand-ins start");
        let test = TestApp::new();
        for account in sandbox.accounts() {
            let account = paraphe_demo::account(account);
            let request = json!({
                "name": account.settings.provider.as_str().to_owned() + "-1", "settings": account.settings,
                "secret": account.secret, "replaces": null,
            });
            test.ok("save_account", request).await;
        }
        Self { test, sandbox }
    }

    fn control(&self) -> Control {
        self.sandbox.control()
    }

    /// A contract for these people, adapted to what the account can do, as the window's button does it.
    async fn draft(&self, account: &str, people: &[(&str, Option<u16>)]) -> Value {
        let files = json!([{ "path": sample("contrat.pdf"), "password": null }]);
        let draft = self.test.ok("create_draft", json!({ "files": files })).await["draft"].clone();
        let document = draft["documents"][0]["id"].clone();
        for (number, (name, order)) in people.iter().enumerate() {
            let id = format!("r{}", number + 1);
            let recipient = json!({
                "id": id, "role": "signer", "first_name": name, "last_name": "Dupont",
                "email": format!("{}@example.fr", name.to_lowercase()), "mobile": "+33612345678",
                "language": "fr", "authentication": "email_code", "routing_order": order,
                "delivery": "provider_mails",
            });
            self.apply(&draft, json!({ "type": "add_recipient", "recipient": recipient, "index": number }))
                .await;
            let field = json!({
                "id": format!("fld_{:032x}", number + 1), "recipient": id, "document": document, "kind": "signature",
                "placement": { "page": 1, "rect": { "x": 80.0, "y": 100.0 + 120.0 * number as f64, "width": 180.0,
                "height": 60.0 } },
            });
            self.apply(&draft, json!({ "type": "add_field", "field": field })).await;
        }
        let offers = self.test.ok("compare_accounts", json!({ "draft": draft["id"] })).await;
        let offer = offer(&offers, account);
        if offer["repair"].is_object() {
            self.apply(&draft, offer["repair"].clone()).await;
        }
        self.test.ok("open_draft", json!({ "draft": draft["id"] })).await
    }

    async fn apply(&self, draft: &Value, operation: Value) -> Value {
        let request = json!({ "draft": draft["id"], "operation": operation, "merge_key": null });
        self.test.ok("apply_operation", request).await
    }

    async fn send(&self, draft: &Value, account: &str) -> Result<Value, paraphe_app::Error> {
        self.test.call("send_envelope", json!({ "draft": draft["id"], "account": account })).await
    }

    /// From now on a service's clock shows what ours shows at this moment.
    async fn agree(&self, stand_in: StandIn) {
        self.agree_but(stand_in, None).await;
    }

    /// The same, with something else that goes wrong.
    async fn agree_but(&self, stand_in: StandIn, fault: Option<Fault>) {
        self.control().clear_faults();
        let told = self.test.ok("test_account", json!({ "name": account_of(stand_in) })).await;
        let seconds = told["clock_off_seconds"].as_i64().unwrap_or_default();
        if let Some(fault) = fault {
            self.control().fault(fault);
        }
        self.fault(stand_in, "", FaultKind::ClockOff { seconds });
    }

    /// Something goes wrong as often as it is asked for, until the faults are cleared.
    fn fault(&self, provider: StandIn, path: &str, kind: FaultKind) {
        let (path_contains, times) = (path.to_owned(), 10_000);
        self.control().fault(Fault { provider, path_contains, method: None, skip: 0, times, kind });
    }

    /// A draft with a last moment to sign, so many hours from now.
    async fn draft_until(&self, account: &str, people: &[(&str, Option<u16>)], hours: i64) -> Value {
        let draft = self.draft(account, people).await;
        let mut options = draft["options"].clone();
        options["expires_at"] = json!(self.test.clock.millis() + hours * 3_600_000);
        self.apply(&draft, json!({ "type": "set_options", "options": options })).await;
        draft
    }

    async fn refresh(&self, id: &Value) -> Result<Value, paraphe_app::Error> {
        self.test.call("refresh_envelope", json!({ "envelope": id })).await
    }

    /// Lets time pass and everything that is due happen.
    async fn later(&self, minutes: u64) {
        self.test.clock.forward(Duration::from_secs(minutes * 60));
        self.test.app.look_after_due().await;
    }

    async fn envelope(&self, id: &Value) -> Value {
        self.test.ok("open_envelope", json!({ "envelope": id })).await
    }

    /// What happened at the stand-in comes to be known: by asking where that is possible, by a notice where it is not.
    async fn hear(&self, stand_in: StandIn, account: &str) {
        if stand_in == StandIn::GesDocs {
            let newest = self.control().envelopes(stand_in).last().expect("an envelope").id.clone();
            let notice = self.control().notice(stand_in, &newest).expect("a notice");
            let text = String::from_utf8(notice.body).expect("a text");
            let request = json!({
                "account": account, "source": { "type": "text", "text": text }, "headers": notice.headers,
            });
            self.test.ok("import_notice", request).await;
        } else {
            self.later(60).await;
        }
    }
}

fn offer(offers: &Value, account: &str) -> Value {
    let all = offers["offers"].as_array().expect("offers");
    all.iter().find(|offer| offer["account"] == account).expect("an offer").clone()
}

fn account_of(stand_in: StandIn) -> String {
    format!("{}-1", stand_in.as_str())
}

#[tokio::test]
async fn each_service_takes_a_contract_to_a_result_that_verifies() {
    for stand_in in StandIn::ALL {
        let (office, account) = (Office::open().await, account_of(stand_in));
        let draft = office.draft(&account, &[("Alice", None)]).await;
        let offers = office.test.ok("compare_accounts", json!({ "draft": draft["id"] })).await;
        assert_eq!(offer(&offers, &account)["refusals"], json!([]), "{account}: nothing is left to mend");
        let sent = office.send(&draft, &account).await.unwrap_or_else(|error| panic!("{account}: {error}"));
        assert_eq!(sent["status"], "sent", "{account}");
        assert_eq!(office.control().creations(stand_in), 1, "{account}");
        assert!(office.control().sign_next(stand_in), "{account}: somebody signs");
        office.hear(stand_in, &account).await;
        let done = office.envelope(&sent["id"]).await;
        assert_eq!(done["status"], "completed", "{account}: {done:#}");
        assert_eq!(done["chain_intact"], true);
        let signed = done["documents"][0]["sha256"].clone();
        assert_ne!(signed, draft["documents"][0]["sha256"], "{account}: the result is another file");
        let target = json!({ "type": "stored", "sha256": signed, "name": "contrat" });
        let verified = office.test.ok("verify_document", json!({ "target": target })).await;
        let integrity = &verified["report"]["signatures"][0]["integrity"];
        assert_eq!(integrity["digest_ok"], true, "{account}: {verified:#}");
        assert!(office.test.heard.titles().contains(&"Tout le monde a signé".to_owned()), "{account}");
    }
}

#[tokio::test]
async fn a_final_state_is_final_and_asking_again_changes_nothing() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "docage-1").await.expect("sent");
    assert!(office.control().sign_next(StandIn::Docage));
    office.later(60).await;
    let events = office.envelope(&sent["id"]).await["events"].clone();
    office.later(600).await;
    office.test.ok("refresh_envelope", json!({ "envelope": sent["id"] })).await;
    assert_eq!(office.envelope(&sent["id"]).await["events"], events);
}

#[tokio::test]
async fn turns_follow_each_other_and_hand_on_what_was_signed() {
    let office = Office::open().await;
    let draft = office.draft("sigtool-1", &[("Alice", Some(1)), ("Basile", Some(2))]).await;
    let sent = office.send(&draft, "sigtool-1").await.expect("sent");
    assert_eq!(office.control().creations(StandIn::SigTool), 1, "the second waits for the first");
    assert!(office.control().sign_next(StandIn::SigTool));
    office.later(60).await;
    let between = office.envelope(&sent["id"]).await;
    assert_eq!(between["status"], "in_progress", "{between:#}");
    assert_eq!(office.control().creations(StandIn::SigTool), 2);
    assert!(office.control().sign_next(StandIn::SigTool));
    office.later(60).await;
    let done = office.envelope(&sent["id"]).await;
    assert_eq!(done["status"], "completed", "{done:#}");
    assert_eq!(done["artifacts"].as_array().map(Vec::len), Some(1), "only the file that both signed");
    let target = json!({ "type": "stored", "sha256": done["documents"][0]["sha256"], "name": "contrat" });
    let verified = office.test.ok("verify_document", json!({ "target": target })).await;
    assert_eq!(
        verified["report"]["signatures"].as_array().map(Vec::len),
        Some(2),
        "both signed the same file"
    );
}

#[tokio::test]
async fn a_deadline_the_service_does_not_know_is_kept_here() {
    let office = Office::open().await;
    let draft = office.draft_until("openapi-1", &[("Alice", None)], 48).await;
    let sent = office.send(&draft, "openapi-1").await.expect("sent");
    assert_eq!(sent["dispatches"][0]["links"].as_array().map(Vec::len), Some(1), "we hand the link over");
    office.later(25 * 60).await;
    assert!(office.test.heard.titles().contains(&"Le délai se termine".to_owned()));
    office.test.clock.forward(Duration::from_secs(24 * 60 * 60));
    office.agree(StandIn::Openapi).await;
    office.later(1).await;
    let over = office.envelope(&sent["id"]).await;
    assert_eq!(over["status"], "expired");
    assert_eq!(over["dispatches"][0]["links"], json!([]), "a link nobody may use is not shown");
}

#[tokio::test]
async fn who_refuses_ends_it_and_what_can_be_taken_back_is() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "docage-1").await.expect("sent");
    let remote = sent["dispatches"][0]["remote"].as_str().expect("a remote id").to_owned();
    assert!(office.control().decline(StandIn::Docage, &remote, "alice@example.fr", "trop cher"));
    office.later(60).await;
    assert_eq!(office.envelope(&sent["id"]).await["status"], "declined");

    let draft = office.draft("docage-1", &[("Basile", None)]).await;
    let sent = office.send(&draft, "docage-1").await.expect("sent");
    office.test.ok("remind_envelope", json!({ "envelope": sent["id"] })).await;
    let voided = office.test.ok("void_envelope", json!({ "envelope": sent["id"], "reason": "erreur" })).await;
    assert_eq!(voided["status"], "voided");
    let there = office.control().envelopes(StandIn::Docage);
    let last = there.last().expect("an envelope");
    assert_eq!((last.state.as_str(), last.reminders), ("cancelled", 1));
}

#[tokio::test]
async fn nobody_is_said_not_to_have_signed_where_the_service_does_not_tell() {
    for (stand_in, told) in [(StandIn::Docage, "unknown"), (StandIn::NgSign, "signed")] {
        let (office, account) = (Office::open().await, account_of(stand_in));
        let draft = office.draft(&account, &[("Alice", None), ("Basile", None)]).await;
        let sent = office.send(&draft, &account).await.expect("sent");
        let remote = sent["dispatches"][0]["remote"].as_str().expect("a remote id").to_owned();
        assert!(office.control().sign_next(stand_in), "Alice signs");
        assert!(office.control().decline(stand_in, &remote, "basile@example.fr", "trop cher"));
        office.later(60).await;
        let over = office.envelope(&sent["id"]).await;
        assert_eq!((&over["status"], &over["recipients"][0]["status"]), (&json!("declined"), &json!(told)));
    }
}

#[tokio::test]
async fn a_signed_file_that_came_by_mail_completes_what_it_belongs_to() {
    let office = Office::open().await;
    let draft = office.draft("gesdocs-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "gesdocs-1").await.expect("sent");
    let import = |path: std::path::PathBuf| json!({ "envelope": sent["id"], "document": sent["documents"][0]["id"], "path": path });
    let original =
        office.test.call("import_signed", import(sample("contrat.pdf"))).await.expect_err("not signed");
    assert_eq!(original.message, "error-signed-differs");
    // Any file with a signature will do here: what the service would mail.
    let signed = office.test.path("signed.pdf");
    crate::support::sign_file(&sample("contrat.pdf"), &signed);
    let done = office.test.ok("import_signed", import(signed)).await;
    assert_eq!(done["envelope"]["status"], "completed");
    assert_eq!(done["verdict"], "identity_to_confirm");
    assert!(done["signers"].as_array().is_some_and(|signers| signers.len() == 1), "{done:#}");
}

#[tokio::test]
async fn documents_that_go_apart_are_followed_apart_and_end_together() {
    let office = Office::open().await;
    let draft = office.draft("openapi-1", &[("Alice", None)]).await;
    let files = json!([{ "path": sample("recu-ar-fr.pdf"), "password": null }]);
    let more = office.test.ok("import_documents", json!({ "draft": draft["id"], "files": files })).await;
    let field = json!({
        "id": format!("fld_{:032x}", 99), "recipient": "r1", "document": more["draft"]["documents"][1]["id"],
        "kind": "signature", "placement": { "page": 1, "rect": { "x": 80.0, "y": 100.0, "width": 180.0, "height": 60.0 } },
    });
    office.apply(&draft, json!({ "type": "add_field", "field": field })).await;
    // The first is refused; the second must not leave as if it were the whole.
    office.control().fault(Fault {
        provider: StandIn::Openapi,
        path_contains: "EU-SES".to_owned(),
        method: Some("POST".to_owned()),
        skip: 0,
        times: 1,
        kind: FaultKind::Status { status: 422, retry_after_seconds: None, body: String::new() },
    });
    let refused = office.send(&draft, "openapi-1").await.expect_err("refused");
    let id = json!(refused.params["envelope"]);
    assert_eq!(office.envelope(&id).await["status"], "failed");
    office.later(60).await;
    assert_eq!(office.control().creations(StandIn::Openapi), 0);
    office.test.ok("send_again", json!({ "envelope": id })).await;
    assert_eq!(office.control().creations(StandIn::Openapi), 2, "both leave");
    assert!(office.control().sign_next(StandIn::Openapi));
    office.later(60).await;
    let between = office.envelope(&id).await;
    assert_eq!(between["status"], "in_progress", "one of two is not all");
    assert!(office.control().sign_next(StandIn::Openapi));
    office.later(60).await;
    let done = office.envelope(&id).await;
    assert_eq!(done["status"], "completed", "{done:#}");
    for (document, original) in done["documents"].as_array().expect("documents").iter().zip([0, 1]) {
        assert_ne!(
            document["sha256"], more["draft"]["documents"][original]["sha256"],
            "each came back signed"
        );
    }
}

/// In the demonstration people look and sign by themselves, and even a service that cannot be asked is heard of.
#[tokio::test]
async fn in_the_demonstration_each_request_comes_back_signed() {
    let test = TestApp::with_demo();
    let state = test.ok("enter_demo", json!({})).await;
    assert_eq!(state["demo"]["active"], true);
    let mut sent = Vec::new();
    for account in ["Docage", "GesDocs", "NGSign", "Openapi", "SigTool"] {
        let draft = test.ok("create_sample_draft", json!({})).await;
        let boxes: Vec<Value> = draft["recipients"].as_array().expect("people").iter().enumerate().map(|(n, person)| {
            json!({ "type": "add_field", "field": {
                "id": format!("fld_{:032x}", n + 1), "recipient": person["id"], "document": draft["documents"][0]["id"],
                "kind": "signature",
                "placement": { "page": 6, "rect": { "x": 79 + 233 * n, "y": 530, "width": 190, "height": 70 } },
            } })
        }).collect();
        let apply =
            |operation: Value| json!({ "draft": draft["id"], "operation": operation, "merge_key": null });
        test.ok("apply_operation", apply(json!({ "type": "batch", "operations": boxes }))).await;
        let offers = test.ok("compare_accounts", json!({ "draft": draft["id"] })).await;
        let repair = offer(&offers, account)["repair"].clone();
        if repair.is_object() {
            test.ok("apply_operation", apply(repair)).await;
        }
        let envelope = test.ok("send_envelope", json!({ "draft": draft["id"], "account": account })).await;
        sent.push((account, envelope["id"].clone()));
    }
    for (account, id) in sent {
        let mut last = Value::Null;
        for _ in 0..240 {
            last = test.ok("open_envelope", json!({ "envelope": id })).await;
            if last["status"] == "completed" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        assert_eq!(last["status"], "completed", "{account}: {last:#}");
    }
    let back = test.ok("leave_demo", json!({})).await;
    assert_eq!(back["demo"]["active"], false);
    let own =
        test.ok("list_history", json!({ "query": "", "filter": "all", "cursor": null, "limit": 9 })).await;
    assert_eq!(own["rows"], json!([]), "the own data is untouched");
}
