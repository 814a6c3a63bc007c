//! What was cut off, refused, or answered with what nobody can read.

use super::*;

#[tokio::test]
async fn an_answer_that_never_came_is_unknown_until_a_notice_tells() {
    let stage = stage().await;
    let request = request(&stage).signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent);
    stage.control.fault(fault("/signature-requests", FaultKind::DropAfter));
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Interrupted, Retry::AfterCheck));
    for provider in [&stage.provider, &stage.reopened()] {
        assert_eq!(find(&**provider, &dispatch, &steps).await.unwrap(), Found::Unknown);
        let again = send(&**provider, &dispatch, request.files(), &steps).await.unwrap_err();
        assert_eq!(again.retry(), Retry::AfterCheck);
    }
    assert_eq!(stage.control.creations(StandIn::GesDocs), 1);

    sign(&stage, "alice@exemple.fr");
    let key = key_of(&dispatch);
    let remote = paraphe_providers::RemoteId(String::new());
    let uncertain = SentDispatch { dispatch: dispatch.clone(), remote, steps: steps.known(), key };
    let progress = stage.provider.read_notice(&notice(&stage), &uncertain).await.unwrap();
    assert_eq!(progress.state, Some(RemoteState::Completed));
    for (name, value) in progress.remember {
        steps.finish(&name, &value).await.unwrap();
    }
    let Found::Accepted(sent) = find(&*stage.provider, &dispatch, &steps).await.unwrap() else {
        panic!("the notice has settled it")
    };
    assert_eq!(sent.remote.0, stage.newest().id);
}

#[tokio::test]
async fn what_the_service_refuses_is_told_field_by_field_and_can_be_sent_again() {
    let stage = stage().await;
    let request = request(&stage)
        .signer("Alice")
        .options(|options| options.expires_at = "2001-01-01T00:00:00Z".parse().ok());
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Refused, Retry::No));
    assert!(error.fact("said").unwrap().contains("expires_at: "), "{error}");
    assert_eq!(value_of(&steps.known(), "request"), None);
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent);

    let said = r#"{"status":"error","message":"No credits left."}"#;
    for (kind, expected) in [
        (status(402, said), ErrorKind::Credits),
        (status(200, said), ErrorKind::Refused),
        (status(413, "<html>too large</html>"), ErrorKind::Refused),
    ] {
        stage.control.fault(fault("/signature-requests", kind));
        let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
        assert_eq!((error.kind(), error.retry()), (expected, Retry::No));
    }
    assert_eq!(stage.control.creations(StandIn::GesDocs), 0);
}

#[tokio::test]
async fn a_success_that_cannot_be_read_is_not_repeated() {
    let stage = stage().await;
    for (kind, number) in
        [(FaultKind::TruncatedJson, 1), (status(200, r#"{"status":"success","data":{}}"#), 2)]
    {
        let request = request(&stage).id(number).signer("Alice");
        let envelope = request.envelope();
        let dispatch = first_dispatch(&envelope, &*stage.provider);
        let steps = MemorySteps::default();
        stage.control.fault(fault("/signature-requests", kind));
        let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
        assert_eq!(error.retry(), Retry::AfterCheck, "{error}");
        assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Unknown);
    }
}
