//! What becomes of a correction whose former request may still be out in part, or came to an end in between.

use paraphe_envelope::{AuditEvent, AuditEventKind, EnvelopeStatus};
use paraphe_history::{DispatchChange, DispatchState};

use super::*;
use crate::commands::refresh_envelope;
use crate::follow;
use crate::outbox::tests::Scene;
use crate::schema::EnvelopeRequest;

/// A correction that is intended with the scene's request, whose service nobody reaches.
fn intended(scene: &Scene, recipient: &str) -> Correction {
    let correction = Correction {
        recipient: recipient.parse().unwrap(),
        details: PersonDetails {
            first_name: "Ada".to_owned(),
            last_name: "Dupont".to_owned(),
            email: "ada@exemple.fr".to_owned(),
            mobile: String::new(),
        },
        reason: "address".to_owned(),
        replacement: EnvelopeId::new([9; 16]),
    };
    scene.app.history().intend_correction(&scene.key.envelope, &correction).unwrap();
    correction
}

/// What another dispatch, or the service, has told of the envelope.
fn happens(scene: &Scene, kinds: Vec<AuditEventKind>) {
    let at = scene.app.now();
    let events = kinds.into_iter().map(|kind| AuditEvent { at, kind }).collect();
    let decide = |_: &Envelope, _: &[OutboxRow]| Ok::<_, ()>(DispatchChange { rows: Vec::new(), events });
    scene.app.history().change_dispatches(&scene.key.envelope, decide).unwrap().unwrap();
}

fn voided() -> AuditEventKind {
    AuditEventKind::Voided { reason: String::new() }
}

fn signed() -> AuditEventKind {
    AuditEventKind::Signed { recipient: "r1".parse().unwrap(), documents: Vec::new() }
}

fn is_taken_back(scene: &Scene) -> bool {
    shown(&scene.app, &scene.key.envelope).unwrap().unwrap().taken_back
}

fn is_replaced(scene: &Scene) -> bool {
    scene.app.history().replacement(&scene.key.envelope).unwrap().is_some()
}

async fn go_on(scene: &Scene) -> Result<EnvelopeView, Error> {
    settle(&scene.app, &scene.key.envelope, CorrectionAnswer::GoOn).await
}

#[tokio::test]
async fn a_part_that_may_still_be_out_keeps_the_corrected_one_from_leaving() {
    for has_signed in [false, true] {
        let mut scene = Scene::new();
        scene.they_accept();
        intended(&scene, "r1");
        let signed = has_signed.then(signed);
        happens(&scene, [AuditEventKind::Accepted].into_iter().chain(signed).chain([voided()]).collect());
        follow::look_after(&scene.app, scene.key.clone()).await.unwrap_err();
        assert_eq!(scene.now().state, DispatchState::Accepted, "signed: {has_signed}");
        assert!(scene.now().next_check_at.is_some_and(|at| at > scene.app.now()));
        assert!(!is_taken_back(&scene));
        resume(&scene.app).await.unwrap();
        go_on(&scene).await.unwrap_err();
        assert!(!is_replaced(&scene), "signed: {has_signed}");
    }
}

#[tokio::test]
async fn what_could_not_be_ended_at_the_service_is_taken_back_again_first() {
    let mut scene = Scene::new();
    scene.they_accept();
    happens(&scene, vec![AuditEventKind::Accepted, voided()]);
    let (state, trouble) = (DispatchState::Done, Some("unreachable".to_owned()));
    scene.they_write(|row| OutboxRow { state, trouble, ..row });
    intended(&scene, "r1");
    assert!(!is_taken_back(&scene));
    go_on(&scene).await.unwrap_err();
    assert!(!is_replaced(&scene), "the service was not reached");
    let sent = settle(&scene.app, &scene.key.envelope, CorrectionAnswer::TakenBack).await;
    assert!(is_replaced(&scene), "a person has looked: {sent:?}");
}

/// The program ended between the answer of a service that forgets what it has taken back, and the new request.
#[tokio::test]
async fn what_the_service_has_confirmed_goes_on_by_itself() {
    let mut scene = Scene::new();
    scene.they_accept();
    happens(&scene, vec![AuditEventKind::Accepted]);
    intended(&scene, "r1");
    assert!(!is_taken_back(&scene));
    taking_back::confirm(&scene.app, scene.key.clone()).await.unwrap();
    assert!(is_taken_back(&scene));
    resume(&scene.app).await.unwrap();
    assert!(is_replaced(&scene));
    assert_eq!(scene.theirs.envelope(&scene.key.envelope).unwrap().status(), EnvelopeStatus::Voided);
}

#[tokio::test]
async fn what_never_left_is_not_out_whatever_went_wrong_with_it() {
    let mut scene = Scene::new();
    scene.they_write(|row| OutboxRow { trouble: Some("unreachable".to_owned()), ..row });
    happens(&scene, vec![voided()]);
    follow::look_after(&scene.app, scene.key.clone()).await.unwrap();
    assert_eq!(scene.now().state, DispatchState::Done);
    intended(&scene, "r1");
    assert!(is_taken_back(&scene));
}

#[tokio::test]
async fn what_may_be_on_its_way_is_settled_first() {
    let doubt: [fn(OutboxRow) -> OutboxRow; 2] = [
        |row| OutboxRow { state: DispatchState::Uncertain, ..row },
        // Cut in the middle of a step.
        |row| OutboxRow { steps: vec![("launch".to_owned(), None)], ..row },
    ];
    for doubt in doubt {
        let mut scene = Scene::new();
        scene.they_write(doubt);
        let id = scene.key.envelope.clone();
        assert_eq!(taking_back::refuse(&scene.app, &id).await.unwrap_err().code, Code::Uncertain);
        intended(&scene, "r1");
        for answer in [CorrectionAnswer::GoOn, CorrectionAnswer::TakenBack] {
            let refused = settle(&scene.app, &id, answer).await.unwrap_err();
            assert_eq!(refused.message, "error-sending-uncertain");
        }
        assert!(!is_replaced(&scene));
    }
}

#[tokio::test]
async fn nothing_leaves_of_a_request_that_is_to_be_taken_back() {
    let mut scene = Scene::new();
    let before = scene.now();
    intended(&scene, "r1");
    follow::look_after(&scene.app, scene.key.clone()).await.unwrap();
    let now = scene.now();
    assert_eq!((now.state, now.steps, now.trouble), (before.state, before.steps, None), "nothing was tried");
    assert!(now.next_check_at > before.next_check_at, "it does not come up at every tick");
    scene.they_write(|row| OutboxRow { state: DispatchState::Refused, ..row });
    let request = EnvelopeRequest { envelope: scene.key.envelope.clone() };
    let refused = crate::commands::send_again::run(&scene.app, request).await.unwrap_err();
    assert_eq!(refused.message, "error-correction-open");
}

/// Between reading how it stands and the transaction somebody signs at this computer, or the time is over.
#[tokio::test]
async fn one_that_ended_in_between_is_neither_replaced_nor_said_to_be_taken_back() {
    let mut scene = Scene::new();
    scene.they_accept();
    let correction = intended(&scene, "r1");
    happens(&scene, vec![AuditEventKind::Accepted, AuditEventKind::Expired]);
    let id = scene.key.envelope.clone();
    let refused = replace(&scene.app, &id, &correction).await.map(drop).unwrap_err();
    assert_eq!(refused.message, "action-reason-final");
    assert!(!is_replaced(&scene));
    assert!(!is_intended(&scene.app, &id).await.unwrap(), "there is nothing to correct any more");
    assert_eq!(taking_back::record(&scene.app, &id, "").unwrap_err().message, "action-reason-final");
    assert_eq!(scene.theirs.envelope(&id).unwrap().status(), EnvelopeStatus::Expired);
}

#[tokio::test]
async fn a_look_that_failed_before_leaves_no_doubt_once_it_is_taken_back() {
    let mut scene = Scene::new();
    scene.they_accept();
    scene.they_write(|row| OutboxRow { trouble: Some("unreachable".to_owned()), ..row });
    // Somebody this request does not know: the new one cannot be made.
    let correction = intended(&scene, "r9");
    happens(&scene, vec![AuditEventKind::Accepted]);
    replace(&scene.app, &scene.key.envelope, &correction).await.map(drop).unwrap_err();
    assert_eq!(scene.now().trouble, None);
    assert!(is_taken_back(&scene));
}

#[tokio::test]
async fn a_correction_that_cannot_go_on_keeps_nobody_from_refreshing() {
    let scene = Scene::new();
    intended(&scene, "r9");
    happens(&scene, vec![voided()]);
    resume(&scene.app).await.unwrap_err();
    let request = EnvelopeRequest { envelope: scene.key.envelope.clone() };
    let view = refresh_envelope::run(&scene.app, request).await.unwrap();
    assert!(view.correction.is_some_and(|correction| correction.taken_back));
}
