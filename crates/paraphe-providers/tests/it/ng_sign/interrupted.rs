//! What refusals and lost answers leave behind, and how the account is checked.

use super::*;

#[tokio::test]
async fn a_launch_that_is_refused_leaves_nothing_and_can_be_sent_again() {
    let stage = stage().await;
    let request = in_order(&stage);
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    // With HTTP 200 too.
    let said = r#"{"object":null,"message":"INVALID_CONFIGURATION","errorCode":113}"#;
    for kind in [status(200, said), status(400, "")] {
        stage.control.fault(fault("/launch", kind));
        let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
        assert_eq!((error.kind(), error.retry()), (ErrorKind::Refused, Retry::No));
        assert_eq!(steps.known(), [], "nothing to go on from");
        assert_eq!(stage.newest().state, "cancelled");
    }
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent);
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
    assert_eq!(creations(&stage), 1);
}

#[tokio::test]
async fn an_upload_that_cannot_be_taken_back_is_used_again() {
    let stage = stage().await;
    let request = in_order(&stage);
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    stage.control.fault(fault("/launch", status(400, "")));
    stage.control.fault(fault("/cancel", status(405, "")));
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert!(value_of(&steps.known(), "transaction").is_some());
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent);
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
    assert_eq!((uploads(&stage), creations(&stage)), (1, 1));
}

#[tokio::test]
async fn a_launch_refused_because_it_had_arrived_is_accepted() {
    let stage = stage().await;
    let request = in_order(&stage);
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    stage.control.fault(fault("/launch", FaultKind::DropAfter));
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    // As if the check had come before the service had finished the launch.
    steps.forget("launch").await.unwrap();
    let sent = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
    assert_eq!(sent.links.len(), 1);
    assert_eq!((stage.newest().state.as_str(), creations(&stage)), ("out", 1));
}

/// What is left after an answer got lost at `path`, and what comes of sending again.
async fn interrupted(path: &str, kind: FaultKind) -> (Stage, Found, Sent) {
    let stage = stage().await;
    let request = in_order(&stage);
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent);
    stage.control.fault(fault(path, kind));
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!(error.retry(), Retry::AfterCheck, "{error}");
    let provider = stage.reopened();
    let found = find(&*provider, &dispatch, &steps).await.unwrap();
    let sent = send(&*provider, &dispatch, request.files(), &steps).await.unwrap();
    assert_eq!(creations(&stage), 1, "asked once and only once");
    (stage, found, sent)
}

#[tokio::test]
async fn a_lost_answer_to_a_launch_is_found_out() {
    for kind in [FaultKind::DropAfter, FaultKind::TruncatedJson] {
        let (stage, found, sent) = interrupted("/launch", kind).await;
        assert_eq!(found, Found::Accepted(sent.clone()));
        assert_eq!(sent.links, [(recipient_id("Alice"), stage.newest().people[0].link.clone().unwrap())]);
    }
    let (stage, found, _) = interrupted("/launch", FaultKind::DropBefore).await;
    assert_eq!((found, uploads(&stage)), (Found::Absent, 1));
}

#[tokio::test]
async fn an_upload_without_an_answer_has_reached_nobody() {
    for kind in [FaultKind::DropBefore, FaultKind::DropAfter, status(500, "")] {
        let (stage, found, _) = interrupted("/transaction/pdfs", kind).await;
        assert_eq!((found, uploads(&stage)), (Found::Absent, 2));
    }
}

#[tokio::test]
async fn where_the_service_does_not_tell_it_stays_unknown() {
    let stage = stage().await;
    let request = in_order(&stage);
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    stage.control.fault(fault("/launch", FaultKind::DropAfter));
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    for _ in 0..2 {
        stage.control.fault(fault("/any/transaction/", FaultKind::UnknownState));
    }
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Unknown);
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!(error.retry(), Retry::AfterCheck);
    assert_eq!(creations(&stage), 1);
}

#[tokio::test]
async fn an_account_is_checked_without_changing_anything() {
    let stage = stage().await;
    let account = stage.provider.check_account().await.unwrap();
    assert_eq!((account.holder.as_deref(), account.credits), (Some("Camille Démo"), Some(5_000)));
    assert_eq!((account.mode, account.server_time.is_some()), (AccountMode::Live, true));
    assert_eq!(stage.routes(), ["GET /server/protected/user/verify", "GET /server/protected/user/"]);
    // An older server without that route.
    stage.control.fault(fault("/verify", status(404, "")));
    stage.provider.check_account().await.unwrap();
    // The service leads to its login page; nothing follows.
    stage.keys.change_secret("another");
    let error = stage.provider.check_account().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(stage.routes().iter().all(|route| !route.contains("login")), "{:?}", stage.routes());
    stage
        .control
        .fault(fault("/verify", FaultKind::RedirectTo { url: "https://evil.example/login".to_owned() }));
    let error = stage.provider.check_account().await.unwrap_err();
    assert_eq!((error.kind(), error.fact("to")), (ErrorKind::Redirected, Some("evil.example")));
}

#[tokio::test]
async fn a_password_gives_a_session_that_is_begun_again_when_it_is_over() {
    let stage = stage_with(|settings| settings.auth = Some(AuthMethod::Password)).await;
    stage.provider.check_account().await.unwrap();
    let session = stage.keys.kept().expect("the session is kept");
    let login = last(&stage, "/authenticate");
    assert_eq!(header(&login, "content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(login.body, b"email=demo%40ngsign.example&password=sandbox-ngsign-secret");
    assert_eq!(header(&last(&stage, "/user/"), "cookie"), Some(format!("JSESSIONID={session}").as_str()));
    assert_eq!(header(&last(&stage, "/user/"), "authorization"), None);

    // `verify` leads to the login page, the other routes answer 401.
    for path in ["/verify", "/transaction/pdfs"] {
        stage.keys.change_session("over");
        if path == "/verify" {
            stage.provider.check_account().await.unwrap();
        } else {
            let request = stage.request().signer("Alice");
            let envelope = request.envelope();
            stage.send(&request, &envelope).await;
        }
        assert_ne!(stage.keys.kept().unwrap(), "over", "{path}");
    }
    assert_eq!(
        (uploads(&stage), creations(&stage)),
        (2, 1),
        "the first upload was refused before anything was made"
    );

    stage.keys.change_session("over");
    stage.keys.change_secret("wrong");
    assert_eq!(stage.provider.check_account().await.unwrap_err().kind(), ErrorKind::Credentials);
    assert_eq!(stage.keys.kept(), None);
}

#[tokio::test]
async fn the_address_may_hold_the_prefix() {
    let stage = stage_with(|settings| {
        settings.base_url = settings.base_url.as_ref().map(|url| format!("{url}/server/"));
    });
    stage.await.provider.check_account().await.unwrap();
}
