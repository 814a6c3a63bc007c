//! Sendings whose answer never came.

use super::*;

/// A sending whose request for signatures was begun and never answered.
async fn cut(
    stage: &Stage,
    request: &Request,
    envelope: &paraphe_envelope::Envelope,
    kind: FaultKind,
) -> MemorySteps {
    let dispatch = first_dispatch(envelope, &*stage.provider);
    let steps = MemorySteps::default();
    stage.control.fault(fault("/EU-SES", kind));
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!(error.retry(), Retry::AfterCheck, "{error:?}");
    steps
}

#[tokio::test]
async fn a_lost_answer_is_found_by_its_mark_among_twins() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let twin = stage.request().id(5).signer("Alice");
    let (envelope, other) = (request.envelope(), twin.envelope());
    let steps = cut(&stage, &request, &envelope, FaultKind::DropAfter).await;
    let ours = stage.newest().id;
    stage.send(&twin, &other).await;
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let Found::Accepted(sent) = find(&*stage.provider, &dispatch, &steps).await.unwrap() else {
        panic!("it is there")
    };
    assert_eq!(sent.remote.0, ours, "not the twin with the same document and the same signer");
    assert_eq!(sent.links.len(), 1);
    let again = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
    assert_eq!((again.remote, stage.control.creations(StandIn::Openapi)), (sent.remote, 2));
}

#[tokio::test]
async fn what_never_arrived_is_absent_only_when_nothing_can_be_under_way_any_more() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let steps = cut(&stage, &request, &envelope, FaultKind::DropBefore).await;
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Unknown, "too early to tell");
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!(error.retry(), Retry::AfterCheck);
    assert_eq!(stage.control.creations(StandIn::Openapi), 0);

    // Five minutes later by the provider's clock.
    stage.control.fault(fault("/signatures", FaultKind::ClockOff { seconds: 300 }));
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent);
    assert!(steps.known().iter().all(|step| step.name != "signature"));
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
    assert_eq!(stage.control.creations(StandIn::Openapi), 1);
}

#[tokio::test]
async fn a_sending_that_was_never_begun_is_absent_without_asking() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::new(vec![Step { name: "asked_at".to_owned(), value: Some("1".to_owned()) }]);
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent);
    assert_eq!(stage.routes(), Vec::<String>::new());
}

#[tokio::test]
async fn a_signature_that_was_deleted_since_was_sent_all_the_same() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    let sent = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
    let known: SentDispatch<'_> = sent_dispatch(dispatch.clone(), &sent, &steps);
    stage.provider.void(&known, "erreur").await.unwrap();
    let Found::Accepted(found) = find(&*stage.provider, &dispatch, &steps).await.unwrap() else {
        panic!("it was accepted")
    };
    assert_eq!((found.remote, found.links), (sent.remote, Vec::new()));
    assert_eq!(stage.provider.progress(&known).await.unwrap_err().kind(), ErrorKind::NotFound);
}
