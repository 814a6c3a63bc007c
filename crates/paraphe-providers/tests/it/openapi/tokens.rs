//! Getting in: pasted tokens, and pairs of tokens for a key.

use super::*;

#[tokio::test]
async fn a_token_is_handed_out_once_with_the_scopes_it_needs() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    stage.reopened().progress(&sent).await.unwrap();
    let requests = stage.requests();
    let [handed_out] = of_route(&requests, "POST /openapi/oauth/tokens")[..] else { panic!("{requests:?}") };
    let basic = format!("Basic {}", STANDARD.encode("bac-a-sable@example.org:sandbox-openapi-key"));
    assert_eq!(header(handed_out, "authorization"), Some(basic.as_str()));
    let host = "test.esignature.openapi.com";
    let expect = json!({
        "name": "Paraphe",
        "ttl": 2_592_000,
        "scopes": [
            format!("POST:{host}/EU-SES"), format!("GET:{host}/signatures"),
            format!("DELETE:{host}/signatures"), format!("POST:{host}/verify")
        ]
    });
    assert_eq!(json_of(handed_out), expect);
    let kept: Value = serde_json::from_str(&stage.keys.kept().unwrap()).unwrap();
    assert!(kept["refreshToken"].is_string() && kept["expireAt"].is_string(), "{kept}");
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_and_kept_before_it_is_used() {
    let habits = Habits { openapi_expired_tokens: true, ..Habits::default() };
    let options = SandboxOptions { habits, ..SandboxOptions::default() };
    let stage = Stage::with(ProviderId::Openapi, options, |_, _| {}).await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert_eq!(stage.control.creations(StandIn::Openapi), 1);
    let renewed: Vec<_> = stage.routes().into_iter().filter(|route| route.starts_with("PATCH ")).collect();
    assert_eq!(renewed.len(), 1, "once for all requests: {renewed:?}");
    let kept: Value = serde_json::from_str(&stage.keys.kept().unwrap()).unwrap();
    let bearer = format!("Bearer {}", kept["token"].as_str().unwrap());
    let requests = stage.requests();
    let [.., used] = of_route(&requests, "POST /openapi/EU-SES")[..] else { panic!("{requests:?}") };
    assert_eq!(header(used, "authorization"), Some(bearer.as_str()), "the pair that was kept");
    stage.reopened().progress(&sent).await.unwrap();
}

#[tokio::test]
async fn a_token_that_ends_soon_is_renewed_before_it_does() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let mut kept: Value = serde_json::from_str(&stage.keys.kept().unwrap()).unwrap();
    let before = kept["token"].clone();
    kept["expireAt"] = json!("2020-01-01T00:00:00Z");
    stage.keys.change_session(&kept.to_string());
    stage.provider.progress(&sent).await.unwrap();
    assert!(stage.routes().iter().any(|route| route.starts_with("PATCH /oauth/tokens/")));
    let after: Value = serde_json::from_str(&stage.keys.kept().unwrap()).unwrap();
    assert_ne!(after["token"], before);
    let asked = stage.routes().into_iter().filter(|route| route.ends_with("/detail")).count();
    assert_eq!(asked, 1, "nothing had to be refused first");
}

#[tokio::test]
async fn a_session_nobody_knows_any_more_is_replaced_from_the_key() {
    let stage = stage().await;
    stage.keys.change_session(r#"{"token":"gone","refreshToken":"gone too"}"#);
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    let routes = stage.routes();
    let order: Vec<&str> =
        routes.iter().map(String::as_str).filter(|route| route.contains("/oauth/")).collect();
    assert_eq!(order, ["PATCH /oauth/tokens/gone", "GET /oauth/scopes", "POST /oauth/tokens"]);
    assert_eq!(stage.control.creations(StandIn::Openapi), 1);
}

#[tokio::test]
async fn no_token_shows_in_an_error() {
    let stage = stage().await;
    stage.keys.change_session(r#"{"token":"very-secret-token","refreshToken":"very-secret-refresh"}"#);
    stage.control.fault(Fault { times: 9, ..fault("/tokens", FaultKind::Html) });
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let error =
        send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await.unwrap_err();
    assert!(error.to_string().contains("PATCH /tokens/…"), "{error}");
    assert!(!format!("{error:?}").contains("very-secret"), "{error:?}");
    assert!(!format!("{:?}", stage.provider).contains("sandbox-openapi-key"));
}

#[tokio::test]
async fn an_account_with_a_key_says_whose_it_is_and_what_it_can_pay() {
    let stage = stage().await;
    let account = stage.provider.check_account().await.unwrap();
    assert_eq!(account.holder.as_deref(), Some("bac-a-sable@example.org"));
    // 100,000 € at 0.30 € each.
    assert_eq!(account.credits, Some(333_333));
    assert_eq!(account.mode, AccountMode::Live);
    assert!(account.server_time.is_some());
    assert!(stage.routes().iter().all(|route| route.starts_with("GET ")), "nothing is changed");
}

#[tokio::test]
async fn a_pasted_token_is_checked_by_a_list() {
    let stage = stage_with_token().await;
    let account = stage.provider.check_account().await.unwrap();
    assert_eq!((account.holder, account.credits), (None, None));
    assert_eq!(stage.routes(), ["GET /signatures"]);
    stage.keys.change_secret("another");
    assert_eq!(stage.provider.check_account().await.unwrap_err().kind(), ErrorKind::Credentials);
}

#[tokio::test]
async fn a_key_that_is_not_known_is_said_to_be_the_reason() {
    let stage = stage().await;
    stage.keys.change_secret("wrong");
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Credentials, Retry::No));
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent);
}
