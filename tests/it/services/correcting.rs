//! One person's details put right in a request that is out: taken back and sent again as one deed, however the program or the
//! network ends in the middle of it.

mod in_parts;

use std::time::Duration;

use paraphe_app::{App, Code, Error, call};
use paraphe_sandbox::{EnvelopeSnapshot, Fault, FaultKind, StandIn};
use serde_json::{Value, json};

use super::Office;
use crate::lifecycle::prepared;
use crate::support::TestApp;

const WRONG: &str = "alice@example.fr";
const RIGHT: &str = "alice@exemple.fr";
/// Those that take a request back.
const TAKING_BACK: [(StandIn, &str, &str); 3] = [
    (StandIn::Docage, "docage-1", "Abort"),
    (StandIn::NgSign, "ngsign-1", "cancel"),
    (StandIn::Openapi, "openapi-1", "/signatures/"),
];

/// A request for Alice that is out.
struct Scene {
    office: Office,
    stand_in: StandIn,
    envelope: Value,
}

impl Scene {
    async fn new(stand_in: StandIn, account: &str) -> Self {
        let office = Office::open().await;
        let draft = office.draft(account, &[("Alice", None)]).await;
        let envelope = office.send(&draft, account).await.expect("sent")["id"].clone();
        Self { office, stand_in, envelope }
    }

    fn request(&self, email: &str) -> Value {
        json!({
            "envelope": self.envelope, "recipient": "r1", "reason": "adresse inexacte",
            "details": { "first_name": "Alice", "last_name": "Dupont", "email": email, "mobile": "+33612345678" },
        })
    }

    async fn correct(&self, email: &str) -> Result<Value, Error> {
        self.office.test.call("correct_person", self.request(email)).await
    }

    async fn settle(&self, answer: &str) -> Result<Value, Error> {
        let request = json!({ "envelope": self.envelope, "answer": answer });
        self.office.test.call("settle_correction", request).await
    }

    async fn former(&self) -> Value {
        self.office.envelope(&self.envelope).await
    }

    async fn requests(&self) -> Vec<Value> {
        let request = json!({ "query": "", "filter": "all", "cursor": null, "limit": 9 });
        let found = self.office.test.ok("list_history", request).await;
        found["rows"].as_array().expect("rows").clone()
    }

    /// The address of everybody who is asked at the service right now, request by request.
    fn asked(&self) -> Vec<String> {
        let out = |one: &EnvelopeSnapshot| one.state == "out";
        let all = self.office.control().envelopes(self.stand_in);
        all.into_iter().filter(out).flat_map(|one| one.people).map(|person| person.email).collect()
    }

    fn fault(&self, path: &str, kind: FaultKind) {
        self.office.control().fault(fault(self.stand_in, path, kind));
    }
}

fn fault(provider: StandIn, path: &str, kind: FaultKind) -> Fault {
    Fault { provider, path_contains: path.to_owned(), method: None, skip: 0, times: 1, kind }
}

#[tokio::test]
async fn it_is_taken_back_and_leaves_again_with_the_right_address() {
    for (stand_in, account, _) in TAKING_BACK {
        let scene = Scene::new(stand_in, account).await;
        let corrected = scene.correct(&format!(" {RIGHT} ")).await.expect("corrected");
        assert_eq!(corrected["type"], "replaced", "{account}: {corrected:#}");
        let new = &corrected["envelope"];
        assert_eq!((&new["status"], &new["recipients"][0]["email"]), (&json!("sent"), &json!(RIGHT)));
        assert_eq!(scene.asked(), [RIGHT], "{account}: one request");
        let former = scene.former().await;
        assert_eq!((&former["status"], &former["replaced_by"]), (&json!("voided"), &new["id"]));
        assert_eq!((&former["correction"], &former["chain_intact"]), (&Value::Null, &json!(true)));
        let reason = &former["events"].as_array().expect("events").last().expect("an event")["facts"];
        assert_eq!(reason["reason"], "adresse inexacte");
        assert_eq!(scene.requests().await.len(), 2, "no draft is left");
    }
}

#[tokio::test]
async fn what_can_be_refused_is_refused_before_anything_is_taken_back() {
    let scene = Scene::new(StandIn::Docage, "docage-1").await;
    let kept = scene.correct("alice").await.expect("an answer");
    assert_eq!(kept["problems"][0]["problem"]["code"], "email_invalid", "{kept:#}");
    let unchanged = scene.correct(WRONG).await.expect_err("nothing to correct");
    assert_eq!(unchanged.message, "error-correct-unchanged");
    let mut request = scene.request(RIGHT);
    request["recipient"] = json!("r9");
    let unknown = scene.office.test.call("correct_person", request).await.expect_err("nobody");
    assert_eq!(unknown.code, Code::NotFound);
    assert_eq!(
        scene.settle("go_on").await.expect_err("nothing is intended").message,
        "error-correction-none"
    );
    assert_eq!(
        (scene.asked(), scene.former().await["status"].clone()),
        (vec![WRONG.to_owned()], json!("sent"))
    );
    assert_eq!(scene.requests().await.len(), 1);

    assert!(scene.office.control().sign_next(StandIn::Docage));
    scene.office.hear(StandIn::Docage, "docage-1").await;
    let over = scene.correct(RIGHT).await.expect_err("everybody has signed");
    assert_eq!(over.message, "action-reason-final");
    assert_eq!(scene.office.control().creations(StandIn::Docage), 1);

    let bound = Scene::new(StandIn::GesDocs, "gesdocs-1").await;
    let refused = bound.correct(RIGHT).await.expect_err("it takes nothing back");
    assert_eq!(refused.message, "action-reason-no-void");
}

#[tokio::test]
async fn where_the_service_refuses_to_take_it_back_it_stays_the_only_one() {
    for (stand_in, account, path) in TAKING_BACK {
        let scene = Scene::new(stand_in, account).await;
        let body = String::new();
        scene.fault(path, FaultKind::Status { status: 403, retry_after_seconds: None, body });
        let refused = scene.correct(RIGHT).await.expect_err("refused");
        assert_eq!(refused.code, Code::Provider, "{account}: {refused}");
        let former = scene.former().await;
        assert_eq!((&former["status"], &former["correction"]), (&json!("sent"), &Value::Null), "{account}");
        scene.office.later(60).await;
        assert_eq!((scene.asked(), scene.requests().await.len()), (vec![WRONG.to_owned()], 1), "{account}");
    }
}

#[tokio::test]
async fn a_service_that_knows_clears_up_a_lost_answer_at_once() {
    for (stand_in, account, path) in &TAKING_BACK[..2] {
        let scene = Scene::new(*stand_in, account).await;
        scene.fault(path, FaultKind::DropAfter);
        let corrected = scene.correct(RIGHT).await.unwrap_or_else(|error| panic!("{account}: {error}"));
        assert_eq!(corrected["type"], "replaced", "{account}");
        assert_eq!(scene.asked(), [RIGHT], "{account}");
    }
}

/// NGSign without a network for the two questions that would tell: nothing is sent until one of them was answered.
#[tokio::test]
async fn while_nobody_knows_nothing_is_sent_and_the_request_says_so() {
    let scene = Scene::new(StandIn::NgSign, "ngsign-1").await;
    scene.fault("cancel", FaultKind::DropAfter);
    for _ in 0..6 {
        scene.fault("", FaultKind::DropBefore);
    }
    let doubt = scene.correct(RIGHT).await.expect_err("nobody knows");
    assert_eq!((doubt.code, doubt.message.as_str()), (Code::Uncertain, "error-correction-uncertain"));
    let former = scene.former().await;
    assert_eq!(former["correction"]["details"]["email"], RIGHT, "{former:#}");
    assert_eq!(scene.requests().await[0]["to_do"], true, "it waits for somebody");
    assert_eq!(scene.correct(RIGHT).await.expect_err("one at a time").message, "error-correction-open");
    assert_eq!(scene.office.control().creations(StandIn::NgSign), 1);

    scene.office.control().clear_faults();
    for _ in 0..3 {
        scene.office.later(60).await;
    }
    assert_eq!(scene.asked(), [RIGHT], "the service has told, and the new one has left");
    let former = scene.former().await;
    assert_eq!((&former["status"], &former["correction"]), (&json!("voided"), &Value::Null));
    assert_eq!(scene.office.control().creations(StandIn::NgSign), 2);
}

/// The program is ended at this request to the service, before or after the service has done it.
async fn cut(scene: &Scene, method: Option<&str>, path: &str, works: bool) -> App {
    scene.office.control().fault(Fault {
        method: method.map(str::to_owned),
        ..fault(scene.stand_in, path, FaultKind::Silence { works })
    });
    let before = scene.office.control().silences(scene.stand_in);
    let (app, request) = (scene.office.test.app.clone(), scene.request(RIGHT));
    let running = tokio::spawn(async move { call(&app, "correct_person", request).await });
    while scene.office.control().silences(scene.stand_in) == before {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    running.abort();
    let _ = running.await;
    scene.office.test.restarted()
}

#[tokio::test]
async fn a_program_that_ends_before_anything_is_taken_back_leaves_the_former_one_and_says_so() {
    for (stand_in, account, path) in TAKING_BACK {
        let scene = Scene::new(stand_in, account).await;
        let again = cut(&scene, None, path, false).await;
        for _ in 0..3 {
            scene.office.test.clock.forward(Duration::from_secs(3600));
            again.look_after_due().await;
        }
        assert_eq!((scene.asked(), scene.office.control().creations(stand_in)), (vec![WRONG.to_owned()], 1));
        let former = scene.former().await;
        assert_eq!(former["correction"]["recipient"], "r1", "{account}: {former:#}");
        let request = json!({ "envelope": scene.envelope, "answer": "go_on" });
        let new = call(&again, "settle_correction", request).await.expect("one press");
        assert_eq!(
            (new["status"].clone(), scene.asked()),
            (json!("sent"), vec![RIGHT.to_owned()]),
            "{account}"
        );
        assert_eq!(scene.former().await["replaced_by"], new["id"], "{account}");
    }
}

#[tokio::test]
async fn a_program_that_ends_after_it_was_taken_back_sends_the_new_one_once_that_is_known() {
    for (stand_in, account, path) in &TAKING_BACK {
        let scene = Scene::new(*stand_in, account).await;
        // What Openapi has deleted it does not know any more: gone after it was asked to be.
        let method = (*stand_in == StandIn::Openapi).then_some("DELETE");
        let again = cut(&scene, method, path, true).await;
        assert_eq!(scene.asked(), Vec::<String>::new(), "{account}: taken back");
        for _ in 0..3 {
            scene.office.test.clock.forward(Duration::from_secs(3600));
            again.look_after_due().await;
        }
        assert_eq!(scene.asked(), [RIGHT], "{account}: nobody had to do anything");
        assert_eq!(scene.office.control().creations(*stand_in), 2, "{account}");
        assert_eq!(scene.former().await["correction"], Value::Null, "{account}");
    }
}

#[tokio::test]
async fn where_the_service_cannot_tell_a_person_does() {
    let scene = Scene::new(StandIn::Openapi, "openapi-1").await;
    drop(cut(&scene, Some("DELETE"), "/signatures/", true).await);
    let silent = FaultKind::Status { status: 503, retry_after_seconds: None, body: String::new() };
    scene.office.fault(StandIn::Openapi, "/detail", silent);
    scene.office.later(60).await;
    assert_eq!(scene.asked(), Vec::<String>::new(), "nobody is asked, and nothing was sent");
    scene.settle("go_on").await.expect_err("the service answers nothing");
    assert_eq!(
        scene.former().await["correction"]["recipient"],
        "r1",
        "what a second try is refused ends nothing"
    );
    let new = scene.settle("taken_back").await.expect("a person has looked");
    assert_eq!((new["status"].clone(), scene.asked()), (json!("sent"), vec![RIGHT.to_owned()]));
    assert_eq!(scene.former().await["status"], "voided");
}

#[tokio::test]
async fn a_program_that_ends_while_the_new_one_leaves_never_asks_twice() {
    for (stand_in, account, launch) in
        [(StandIn::Docage, "docage-1", "LaunchTransaction"), (StandIn::NgSign, "ngsign-1", "launch")]
    {
        for works in [false, true] {
            let scene = Scene::new(stand_in, account).await;
            let again = cut(&scene, None, launch, works).await;
            for _ in 0..4 {
                scene.office.test.clock.forward(Duration::from_secs(3600));
                again.look_after_due().await;
            }
            assert_eq!(scene.asked(), [RIGHT], "{account}, {works}");
            assert_eq!(scene.office.control().creations(stand_in), 2, "{account}, {works}");
            assert_eq!(scene.requests().await.len(), 2, "{account}, {works}");
        }
    }
}

#[tokio::test]
async fn what_is_given_up_or_taken_back_for_good_sends_nothing() {
    for is_void in [false, true] {
        let scene = Scene::new(StandIn::Docage, "docage-1").await;
        drop(cut(&scene, None, "Abort", false).await);
        if is_void {
            let request = json!({ "envelope": scene.envelope, "reason": "" });
            scene.office.test.ok("void_envelope", request).await;
        } else {
            scene.settle("give_up").await.expect("given up");
        }
        scene.office.later(60).await;
        scene.office.later(60).await;
        let asked = if is_void { Vec::new() } else { vec![WRONG.to_owned()] };
        assert_eq!((scene.asked(), scene.requests().await.len()), (asked, 1));
        assert_eq!(scene.former().await["correction"], Value::Null);
    }
}

#[tokio::test]
async fn a_request_that_came_to_its_end_meanwhile_is_not_sent_again() {
    let scene = Scene::new(StandIn::Docage, "docage-1").await;
    drop(cut(&scene, None, "Abort", false).await);
    assert!(scene.office.control().sign_next(StandIn::Docage));
    scene.office.later(60).await;
    let former = scene.former().await;
    assert_eq!((&former["status"], &former["correction"]), (&json!("completed"), &Value::Null));
    assert_eq!((scene.office.control().creations(StandIn::Docage), scene.requests().await.len()), (1, 1));
}

#[tokio::test]
async fn one_that_the_service_refuses_is_there_to_be_sent_again() {
    let scene = Scene::new(StandIn::Docage, "docage-1").await;
    let body = String::new();
    scene.office.control().fault(Fault {
        method: Some("POST".to_owned()),
        ..fault(StandIn::Docage, "", FaultKind::Status { status: 402, retry_after_seconds: None, body })
    });
    let refused = scene.correct(RIGHT).await.expect_err("it cannot pay");
    let new = scene.office.envelope(&json!(refused.params["envelope"])).await;
    assert_eq!((&new["status"], &new["recipients"][0]["email"]), (&json!("failed"), &json!(RIGHT)));
}

#[tokio::test]
async fn one_that_came_to_its_end_is_replaced_by_nobodys_word() {
    let scene = Scene::new(StandIn::Docage, "docage-1").await;
    drop(cut(&scene, None, "Abort", false).await);
    assert!(scene.office.control().sign_next(StandIn::Docage));
    let refused = scene.settle("go_on").await.expect_err("everybody has signed meanwhile");
    assert_eq!(refused.message, "action-reason-final");
    assert_eq!((scene.office.control().creations(StandIn::Docage), scene.requests().await.len()), (1, 1));
    assert_eq!(scene.settle("taken_back").await.expect_err("over").message, "error-correction-none");
}

#[tokio::test]
async fn a_request_signed_here_is_corrected_the_same_way() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let details = json!({ "first_name": "Mohamed", "last_name": "Trabelsi", "email": "", "mobile": "" });
    let request =
        json!({ "envelope": sent["id"], "recipient": "r2", "reason": "nom inexact", "details": details });
    let new = test.ok("correct_person", request).await["envelope"].clone();
    assert_eq!((&new["status"], &new["recipients"][1]["last_name"]), (&json!("sent"), &json!("Trabelsi")));
    assert_eq!(new["fields"].as_array().map(Vec::len), draft["fields"].as_array().map(Vec::len));
    let former = test.ok("open_envelope", json!({ "envelope": sent["id"] })).await;
    assert_eq!((&former["status"], &former["replaced_by"]), (&json!("voided"), &new["id"]));
}
