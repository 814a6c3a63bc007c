//! A service's own page in a signer's hands: handed over and given back as the window itself, and nothing else can be reached.

use paraphe_app::HandedPage;
use paraphe_sandbox::StandIn;
use serde_json::{Value, json};

use super::Office;

const PIN: &str = "493817";
const ACCOUNT: &str = "ngsign-1";
const THANKS: &str = "https://office.example/merci";

impl Office {
    /// Two people who sign on NGSign's page at this desk; the page leads to the office's own afterwards.
    async fn at_the_desk(&self) -> Value {
        let draft = self.draft(ACCOUNT, &[("Ada", None), ("Bruno", None)]).await;
        for recipient in draft["recipients"].as_array().expect("people") {
            let mut recipient = recipient.clone();
            recipient["delivery"] = json!("in_person");
            self.apply(&draft, json!({ "type": "update_recipient", "recipient": recipient })).await;
        }
        let mut options = draft["options"].clone();
        options["redirect_url"] = json!(THANKS);
        self.apply(&draft, json!({ "type": "set_options", "options": options })).await;
        self.test.ok("set_host_pin", json!({ "old_pin": null, "pin": PIN })).await;
        self.send(&draft, ACCOUNT).await.expect("sent")
    }
}

/// Whose link it is, and the link.
fn link(envelope: &Value) -> (String, String) {
    let dispatches = envelope["dispatches"].as_array().expect("dispatches");
    let link = dispatches.iter().find_map(|one| one["links"].get(0)).expect("a link");
    let text = |name: &str| link[name].as_str().expect("a text").to_owned();
    (text("recipient"), text("url"))
}

fn beginning(envelope: &Value, url: &str) -> Value {
    json!({
        "envelope": envelope["id"], "host_name": "Marc Petit", "checks": [], "evidence": "standard", "link": url,
    })
}

async fn refusal(office: &Office, command: &str, params: Value) -> String {
    office.test.call(command, params).await.expect_err(command).message
}

#[tokio::test]
async fn the_page_is_shown_while_its_signer_signs_and_the_code_leads_back_to_the_request() {
    let office = Office::open().await;
    let envelope = office.at_the_desk().await;
    let (first, url) = link(&envelope);
    let app = &office.test.app;
    let view = office.test.ok("begin_kiosk", beginning(&envelope, &url)).await;
    assert_eq!((&view["phase"], &view["signer"]["recipient"]), (&json!("hand_over"), &json!(first)));
    assert_eq!((&view["page"]["provider"], &view["page"]["host"]), (&json!("ngsign"), &json!("127.0.0.1")));
    assert_eq!((app.handed_page(), &view["waiting"]), (None, &json!(0)), "not before the signer begins");
    assert_eq!(refusal(&office, "kiosk_leave_page", json!({})).await, "error-kiosk-locked");

    office.test.ok("kiosk_start", json!({ "language": "ar" })).await;
    assert_eq!(app.handed_page(), Some(HandedPage { url: url.clone(), end: Some(THANKS.to_owned()) }));
    app.handed_page_is_at("otp.ng-sign.example");
    app.handed_page_was_kept_from("elsewhere.example");
    let page = office.test.ok("kiosk_state", json!({})).await["page"].clone();
    assert_eq!(
        (&page["host"], &page["kept_from"]),
        (&json!("otp.ng-sign.example"), &json!("elsewhere.example"))
    );
    // Neither what a signer can ask of a document signed here, nor the request itself.
    let document = json!({ "sha256": envelope["documents"][0]["sha256"], "page": 1 });
    assert_eq!(refusal(&office, "page_text", document).await, "error-kiosk-locked");
    let signing = json!({ "envelope": envelope["id"], "recipient": first });
    assert_eq!(refusal(&office, "begin_signing", signing).await, "error-kiosk-locked");
    assert_eq!(
        refusal(&office, "refresh_envelope", json!({ "envelope": envelope["id"] })).await,
        "error-kiosk-on"
    );

    let id = office.control().envelopes(StandIn::NgSign).last().expect("an envelope").id.clone();
    assert!(office.control().sign(StandIn::NgSign, &id, "ada@example.fr"));
    app.handed_page_ended();
    let view = office.test.ok("kiosk_state", json!({})).await;
    assert_eq!((&view["phase"], &view["receipt_question"]), (&json!("return"), &Value::Null));
    assert_eq!(app.handed_page(), None);
    app.handed_page_was_left();
    assert_eq!(
        office.test.ok("kiosk_state", json!({})).await["phase"],
        "return",
        "there is no page to leave"
    );
    assert_eq!(refusal(&office, "kiosk_next", json!({ "pin": "111111" })).await, "error-kiosk-wrong-pin");
    assert_eq!(office.test.ok("kiosk_next", json!({ "pin": PIN })).await["phase"], "off");
    let after = office.refresh(&envelope["id"]).await.expect("asked");
    let (second, other) = link(&after);
    assert!(second != first && other != url, "now it is the other one's turn");
    assert_eq!(refusal(&office, "begin_kiosk", beginning(&envelope, &url)).await, "error-kiosk-link");
    office.test.ok("begin_kiosk", beginning(&envelope, &other)).await;
    let page = office.test.ok("kiosk_start", json!({ "language": "fr" })).await["page"].clone();
    assert_eq!(
        (&page["host"], &page["kept_from"]),
        (&json!("127.0.0.1"), &Value::Null),
        "nothing of the first"
    );
}

#[tokio::test]
async fn a_page_that_was_left_or_cut_off_locks_and_the_request_is_as_it_was() {
    let office = Office::open().await;
    let envelope = office.at_the_desk().await;
    let (first, url) = link(&envelope);
    office.test.ok("begin_kiosk", beginning(&envelope, &url)).await;
    office.test.ok("kiosk_start", json!({ "language": "fr" })).await;
    office.test.app.handed_page_was_left();
    assert_eq!(office.test.ok("kiosk_state", json!({})).await["phase"], "locked");
    assert_eq!(office.test.app.handed_page(), None);
    let again = office.test.ok("kiosk_unlock", json!({ "pin": PIN })).await;
    assert_eq!((&again["phase"], &again["signer"]["recipient"]), (&json!("hand_over"), &json!(first)));
    office.test.ok("kiosk_start", json!({ "language": "fr" })).await;

    let restarted = office.test.restarted();
    assert_eq!(restarted.handed_page(), None, "what was cut off is not shown by itself");
    let state = paraphe_app::call(&restarted, "kiosk_state", json!({})).await.expect("a state");
    assert_eq!(state["phase"], "locked");
    paraphe_app::call(&restarted, "end_kiosk", json!({ "pin": PIN })).await.expect("ended");
    let after = paraphe_app::call(&restarted, "open_envelope", json!({ "envelope": envelope["id"] })).await;
    let after = after.expect("the request");
    assert_eq!((&after["events"], &after["status"]), (&envelope["events"], &envelope["status"]));
    assert_eq!(link(&after), (first, url));
}

#[tokio::test]
async fn a_lock_opens_on_the_request_once_the_link_is_of_no_use() {
    let office = Office::open().await;
    let envelope = office.at_the_desk().await;
    let (_, url) = link(&envelope);
    let nobody = beginning(&envelope, "https://sign.example/not-of-this-request");
    assert_eq!(refusal(&office, "begin_kiosk", nobody).await, "error-kiosk-link");
    office.test.ok("begin_kiosk", beginning(&envelope, &url)).await;
    office.test.ok("kiosk_start", json!({ "language": "fr" })).await;
    let id = office.control().envelopes(StandIn::NgSign).last().expect("an envelope").id.clone();
    for email in ["ada@example.fr", "bruno@example.fr"] {
        assert!(office.control().sign(StandIn::NgSign, &id, email));
    }
    office.test.ok("kiosk_lock", json!({})).await;
    // The follow-up goes on behind the lock.
    office.later(30).await;
    assert_eq!(office.test.ok("kiosk_unlock", json!({ "pin": PIN })).await["phase"], "off");
    assert_eq!(office.envelope(&envelope["id"]).await["status"], "completed");
}
