//! A request of which one part is gone and another not: the corrected one waits until nothing of it is left.

use paraphe_envelope::{AuditEvent, AuditEventKind, Timestamp};
use paraphe_history::{DispatchChange, History};

use super::*;

/// Two documents at Openapi, which takes one each.
async fn in_two(office: &Office) -> Value {
    let draft = office.draft("openapi-1", &[("Alice", None)]).await;
    let files = json!([{ "path": crate::support::sample("recu-ar-fr.pdf"), "password": null }]);
    let more = office.test.ok("import_documents", json!({ "draft": draft["id"], "files": files })).await;
    let field = json!({
        "id": format!("fld_{:032x}", 99), "recipient": "r1", "document": more["draft"]["documents"][1]["id"],
        "kind": "signature", "placement": { "page": 1, "rect": { "x": 80.0, "y": 100.0, "width": 180.0, "height": 60.0 } },
    });
    office.apply(&draft, json!({ "type": "add_field", "field": field })).await;
    draft
}

/// The first of two is out, and the second waits for the service.
async fn half_sent() -> Scene {
    let office = Office::open().await;
    let draft = in_two(&office).await;
    let busy = FaultKind::Status { status: 503, retry_after_seconds: Some(600), body: String::new() };
    let method = Some("POST".to_owned());
    office.control().fault(Fault { method, skip: 1, times: 9, ..fault(StandIn::Openapi, "EU-SES", busy) });
    let refused = office.send(&draft, "openapi-1").await.expect_err("not the second");
    office.control().clear_faults();
    Scene { office, stand_in: StandIn::Openapi, envelope: json!(refused.params["envelope"]) }
}

#[tokio::test]
async fn what_had_not_left_does_not_leave_while_the_rest_is_being_taken_back() {
    let scene = half_sent().await;
    assert_eq!((scene.asked(), scene.requests().await.len()), (vec![WRONG.to_owned()], 1));
    let method = Some("DELETE".to_owned());
    let lost = fault(StandIn::Openapi, "/signatures/", FaultKind::DropAfter);
    scene.office.control().fault(Fault { method, ..lost });
    // It is asked how it stands before it is deleted; after that it answers nothing for a while.
    let busy = FaultKind::Status { status: 503, retry_after_seconds: None, body: String::new() };
    let silent = fault(StandIn::Openapi, "/detail", busy);
    scene.office.control().fault(Fault { skip: 1, times: 10_000, ..silent });
    let doubt = scene.correct(RIGHT).await.expect_err("nobody knows");
    assert_eq!(doubt.message, "error-correction-uncertain");
    for _ in 0..3 {
        scene.office.later(60).await;
    }
    assert_eq!((scene.asked(), scene.office.control().creations(StandIn::Openapi)), (Vec::new(), 1));
    assert_eq!(scene.former().await["correction"]["taken_back"], false);
    scene.settle("taken_back").await.expect("a person has looked");
    scene.office.later(60).await;
    assert_eq!(scene.asked(), [RIGHT, RIGHT], "both documents of the new one, and nothing of the former");
    assert_eq!(scene.office.control().creations(StandIn::Openapi), 3);
}

#[tokio::test]
async fn what_waited_leaves_once_the_correction_is_given_up() {
    let scene = half_sent().await;
    drop(cut(&scene, None, "/signatures/", false).await);
    scene.office.later(60).await;
    assert_eq!(scene.asked(), [WRONG], "the correction is open");
    scene.settle("give_up").await.expect("given up");
    scene.office.later(60).await;
    assert_eq!(scene.asked(), [WRONG, WRONG], "the former request is whole");
}

/// Another part was heard of as taken back, and somebody has signed: what is still out is not ended by the clock.
#[tokio::test]
async fn one_that_counts_as_taken_back_is_replaced_once_nothing_of_it_is_out() {
    let scene = Scene::new(StandIn::Docage, "docage-1").await;
    let again = cut(&scene, None, "Abort", false).await;
    let at = Timestamp::from_millis(scene.office.test.clock.millis());
    let recipient = "r1".parse().expect("an id");
    let kinds = [
        AuditEventKind::Signed { recipient, documents: Vec::new() },
        AuditEventKind::Voided { reason: String::new() },
    ];
    let events = kinds.map(|kind| AuditEvent { at, kind }).into();
    let id = scene.envelope.as_str().expect("an id").parse().expect("an id");
    let mut history = History::open(&scene.office.test.path("data")).expect("it opens");
    let told =
        history.change_dispatches(&id, |_, _| Ok::<_, ()>(DispatchChange { rows: Vec::new(), events }));
    told.expect("written").expect("told");
    for _ in 0..3 {
        scene.office.test.clock.forward(Duration::from_secs(3600));
        again.look_after_due().await;
    }
    assert_eq!(
        (scene.asked(), scene.office.control().creations(StandIn::Docage)),
        (vec![WRONG.to_owned()], 1)
    );
    let former = scene.former().await;
    assert_eq!(
        (&former["status"], &former["correction"]["taken_back"]),
        (&json!("voided"), &json!(false)),
        "{former:#}"
    );
    scene.settle("go_on").await.expect("it is taken back, and the new one leaves");
    assert_eq!(scene.asked(), [RIGHT]);
}

/// Openapi does not know what it has deleted: what it has confirmed is not asked for again.
#[tokio::test]
async fn of_two_parts_the_one_that_is_gone_keeps_nobody_from_taking_back_the_other() {
    let office = Office::open().await;
    let draft = in_two(&office).await;
    let envelope = office.send(&draft, "openapi-1").await.expect("sent")["id"].clone();
    let scene = Scene { office, stand_in: StandIn::Openapi, envelope };
    let method = Some("DELETE".to_owned());
    let lost = fault(StandIn::Openapi, "/signatures/", FaultKind::DropBefore);
    scene.office.control().fault(Fault { method, skip: 1, times: 3, ..lost });
    let doubt = scene.correct(RIGHT).await.expect_err("nobody knows");
    assert_eq!(doubt.message, "error-correction-uncertain");
    scene.office.control().clear_faults();
    assert_eq!(
        (scene.asked(), scene.requests().await.len()),
        (vec![WRONG.to_owned()], 1),
        "one part is gone"
    );
    scene.settle("go_on").await.expect("the other one goes as well");
    assert_eq!(scene.asked(), [RIGHT, RIGHT]);
}

#[tokio::test]
async fn a_time_to_sign_that_is_over_is_told_and_not_dropped() {
    let office = Office::open().await;
    let draft = office.draft("openapi-1", &[("Alice", None)]).await;
    let mut options = draft["options"].clone();
    options["expires_at"] = json!(office.test.clock.millis() + 48 * 3_600_000);
    office.apply(&draft, json!({ "type": "set_options", "options": options })).await;
    let envelope = office.send(&draft, "openapi-1").await.expect("sent")["id"].clone();
    let scene = Scene { office, stand_in: StandIn::Openapi, envelope };
    scene.office.test.clock.forward(Duration::from_secs(49 * 3600));
    let kept = scene.correct(RIGHT).await.expect("an answer");
    assert_eq!(kept["problems"][0]["problem"]["code"], "deadline_passed", "{kept:#}");
    assert_eq!(scene.asked(), [WRONG], "nothing is taken back");
}
