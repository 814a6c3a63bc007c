//! SigTool against its stand-in.

mod afterwards;

use paraphe_envelope::{Authentication, Delivery, Language, Role, SignatureMode, ViewRect};
use paraphe_providers::{
    AccountSettings, Error, ErrorKind, Found, MemorySteps, ProviderId, Refusal, Result, Retry, Sent,
    Steps as _, plan,
};
use paraphe_sandbox::{Fault, FaultKind, RequestRecord, SandboxOptions, StandIn};
use serde_json::{Value, json};

use crate::support::{Paper, Stage, find, first_dispatch, key_of, recipient_id, send, sent_dispatch};

async fn stage() -> Stage {
    Stage::new(ProviderId::SigTool).await
}

fn fault(method: &str, kind: FaultKind) -> Fault {
    let (method, path_contains) = (Some(method.to_owned()), String::new());
    Fault { provider: StandIn::SigTool, path_contains, method, skip: 0, times: 1, kind }
}

fn answers(status: u16, body: &Value) -> FaultKind {
    FaultKind::Status { status, retry_after_seconds: None, body: body.to_string() }
}

fn json_of(request: &RequestRecord) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn header<'r>(request: &'r RequestRecord, name: &str) -> Option<&'r str> {
    request.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
}

#[tokio::test]
async fn the_request_is_the_one_documented() {
    let stage = stage().await;
    let rect = ViewRect { x: 100.0, y: 600.0, width: 150.0, height: 60.0 };
    let mut request = stage.request().person("Alice", Role::Signer).field("Alice", 1, 1, rect);
    request.last_person().authentication = Authentication::EmailCode;
    let request = request.person("David", Role::CarbonCopy).options(|options| {
        options.expires_at = "2030-02-22T00:00:00+01:00".parse().ok();
        options.requester_email = "me@ex.fr".to_owned();
        options.metadata = [("customerId".to_owned(), "123456".to_owned())].into();
        options.notification_urls =
            vec!["https://erp.ex.fr/done?a=1,2".to_owned(), "sms:+33612345678".to_owned()];
        options.redirect_url = Some("https://ex.fr/merci".to_owned());
        let french = vec!["J'ai lu".to_owned(), "J'accepte".to_owned()];
        options.conditions = [(Language::Fr, french), (Language::En, vec!["I have read".to_owned()])].into();
    });
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;

    let requests = stage.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(
        (requests[0].method.as_str(), requests[0].path.as_str()),
        ("POST", "/sigtool/api/signatures?details=links")
    );
    for name in ["authorization", "authentication"] {
        assert_eq!(header(&requests[0], name), Some("Bearer sandbox-sigtool"));
    }
    assert_eq!(header(&requests[0], "content-type"), Some("application/json"));
    let key = key_of(&first_dispatch(&envelope, &*stage.provider)).to_string();
    let expect = json!({
        "description": "Contrat",
        "expirationDate": "2030-02-28T23:00:00+00:00",
        "allowedMethods": "email",
        "signatoryName": "Alice Dupont",
        "signatoryEmail": "alice@exemple.fr",
        "signatoryMobile": "+33612345678",
        "clientData": { "customerId": "123456", "app_request_id": key },
        "notificationUrl": "https://erp.ex.fr/done?a=1%2C2,sms:+33612345678,mailto:me@ex.fr?attach=yes,\
                            mailto:david@exemple.fr?attach=yes",
        "redirectionUrl": "https://ex.fr/merci",
        "documents": [{
            "description": "Contrat",
            "fileName": "Contrat 1.pdf",
            "data": base64(&request.bytes(1)),
            "positions": [
                { "page": 1, "offsetX": 35, "offsetY": 212, "sizeX": 52, "sizeY": 21, "orientation": "right" },
            ],
        }],
        "attributes": {
            "signatory.must-agree": { "fr": "J'ai lu\rJ'accepte", "en": "I have read" },
            "signature.unique-identifier": key,
        },
    });
    assert_eq!(json_of(&requests[0]), expect);
}

#[tokio::test]
async fn what_is_not_asked_for_is_not_sent() {
    let stage = stage().await;
    let mut request = stage.request().document(&[Paper::A4]).signer("Alice");
    request.last_person().email = None;
    request.last_person().mobile = None;
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    let body = json_of(&stage.requests()[0]);
    let mut names: Vec<_> = body.as_object().unwrap().keys().cloned().collect();
    names.sort();
    let expect = ["allowedMethods", "attributes", "clientData", "description", "documents", "signatoryName"];
    assert_eq!(names, expect);
    assert_eq!(body["allowedMethods"], "touch,mouse");
    let documents = body["documents"].as_array().unwrap();
    assert_eq!(documents[0]["description"], "Contrat 1.pdf", "of several, each has its own name");
    assert_eq!(documents[1].get("positions"), None);
    assert_eq!(documents[1]["data"], json!(base64(&request.bytes(2))));
    assert_eq!(body["attributes"].as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn methods_follow_what_was_asked_for_and_never_less() {
    let stage = stage().await;
    let drawn = vec![SignatureMode::Drawn];
    let cases = [
        (Authentication::None, vec![], Some("touch,mouse")),
        (Authentication::None, drawn.clone(), Some("touch,mouse")),
        (Authentication::EmailCode, vec![], Some("email")),
        (Authentication::SmsCode, vec![], Some("sms")),
        (Authentication::EmailCode, drawn.clone(), None),
        (Authentication::SmsCode, drawn, None),
    ];
    for (byte, (authentication, modes, expect)) in (1..).zip(cases) {
        let mut request =
            stage.request().id(byte).signer("Alice").options(|options| options.signature_modes = modes);
        request.last_person().authentication = authentication;
        let envelope = request.envelope();
        let dispatch = first_dispatch(&envelope, &*stage.provider);
        let before = stage.requests().len();
        let sent = send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await;
        match expect {
            Some(methods) => {
                sent.unwrap();
                assert_eq!(json_of(&stage.requests()[before])["allowedMethods"], methods);
            }
            None => {
                assert_eq!(sent.unwrap_err().kind(), ErrorKind::Unsupported);
                assert_eq!(stage.requests().len(), before, "nothing was asked");
            }
        }
    }
}

#[tokio::test]
async fn what_sigtool_cannot_hold_is_refused_before_it_is_asked() {
    let stage = stage().await;
    let alice = || stage.request().signer("Alice");
    let mut copy = alice().person("David", Role::CarbonCopy);
    copy.last_person().email = None;
    let requests = [
        alice()
            .options(|options| options.metadata = [("app_request_id".to_owned(), "mine".to_owned())].into()),
        copy,
    ];
    for request in requests {
        let envelope = request.envelope();
        let dispatch = first_dispatch(&envelope, &*stage.provider);
        let error =
            send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.retry()), (ErrorKind::Unsupported, Retry::No), "{error}");
    }
    assert_eq!(stage.requests().len(), 0);
    let address = "ftp://ex.fr".to_owned();
    let unknown = alice().options(|options| options.notification_urls = vec![address.clone()]);
    let refusals = plan(&unknown.envelope(), stage.provider.capability()).unwrap_err();
    assert_eq!(refusals, [Refusal::NoticeAddress { address }]);
}

#[tokio::test]
async fn the_link_is_handed_to_whoever_signs_one_after_the_other() {
    let stage = stage().await;
    let mut request = stage.request().signer("Alice").signer("Bob");
    request.last_person().delivery = Delivery::InPerson;
    let envelope = request.envelope();
    let dispatches = plan(&envelope, stage.provider.capability()).unwrap();
    assert_eq!(dispatches.len(), 2);
    let mut keys = Vec::new();
    for (dispatch, name) in dispatches.iter().zip(["alice", "bob"]) {
        let sent = send(&*stage.provider, dispatch, request.files(), &MemorySteps::default()).await.unwrap();
        assert_eq!(sent.links, [(recipient_id(name), stage.newest().people[0].link.clone().unwrap())]);
        keys.push(
            json_of(stage.requests().last().unwrap())["attributes"]["signature.unique-identifier"].clone(),
        );
    }
    assert_ne!(keys[0], keys[1]);
}

#[tokio::test]
async fn a_link_sigtool_does_not_say_is_built_or_comes_later() {
    let body = json!({ "success": true, "signature": { "token": "abc", "cancelled": false } });
    let named = |settings: &mut AccountSettings, _: &mut _| {
        settings.options.insert("client".to_owned(), "bacasable".to_owned());
    };
    for is_named in [true, false] {
        let options = SandboxOptions::default();
        let stage = match is_named {
            true => Stage::with(ProviderId::SigTool, options, named).await,
            false => stage().await,
        };
        let request = stage.request().signer("Alice");
        let envelope = request.envelope();
        stage.control.fault(fault("POST", answers(200, &body)));
        let dispatch = first_dispatch(&envelope, &*stage.provider);
        let steps = MemorySteps::default();
        let sent = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
        let built = format!("{}/sign/bacasable/abc", stage.sandbox.base_url(StandIn::SigTool));
        let expect = if is_named { vec![(recipient_id("alice"), built)] } else { Vec::new() };
        assert_eq!((sent.remote.0.as_str(), &sent.links), ("abc", &expect));
        let later = json!({ "success": true, "signature": { "token": "abc", "signUrl": "https://ex.fr/sign/x/abc" } });
        stage.control.fault(fault("GET", answers(200, &later)));
        let progress = stage.provider.progress(&sent_dispatch(dispatch, &sent, &steps)).await.unwrap();
        let expect = if is_named {
            vec![]
        } else {
            vec![(recipient_id("alice"), "https://ex.fr/sign/x/abc".to_owned())]
        };
        assert_eq!(progress.links, expect);
    }
}

/// Sends with one fault; answers what was said, what looking shows, and what sending again comes to.
async fn cut(stage: &Stage, kind: FaultKind) -> (Error, Found, Result<Sent>) {
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    stage.control.fault(fault("POST", kind));
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    let steps = MemorySteps::new(steps.known());
    let provider = stage.reopened();
    let found = find(&*provider, &dispatch, &steps).await.unwrap();
    let again = send(&*provider, &dispatch, request.files(), &steps).await;
    (error, found, again)
}

#[tokio::test]
async fn the_identifier_makes_asking_again_safe() {
    for kind in [FaultKind::DropBefore, FaultKind::Html, answers(500, &json!({}))] {
        let stage = stage().await;
        let (error, found, again) = cut(&stage, kind).await;
        assert_eq!((error.retry(), found), (Retry::AfterCheck, Found::Unknown));
        assert_eq!(again.unwrap().links.len(), 1, "the first one had not arrived");
        assert_eq!(stage.control.creations(StandIn::SigTool), 1);
    }
    for kind in [FaultKind::DropAfter, FaultKind::TruncatedJson] {
        let stage = stage().await;
        let (error, found, again) = cut(&stage, kind).await;
        assert_eq!((error.retry(), found), (Retry::AfterCheck, Found::Unknown));
        let again = again.unwrap_err();
        assert_eq!((again.kind(), again.retry()), (ErrorKind::Interrupted, Retry::AfterCheck));
        let identifier = again.fact("unique_identifier").unwrap();
        assert!(
            identifier.starts_with("env_0909") && identifier.ends_with(".1"),
            "what to look for: {identifier}"
        );
        assert_eq!(stage.control.creations(StandIn::SigTool), 1);
    }
}

#[tokio::test]
async fn a_refusal_is_certain_and_leaves_nothing_open() {
    for kind in [
        answers(400, &json!({ "success": false, "error": "Non" })),
        answers(200, &json!({ "success": false, "message": "Non" })),
    ] {
        let stage = stage().await;
        let (error, found, again) = cut(&stage, kind).await;
        assert_eq!(
            (error.kind(), error.retry(), error.fact("said")),
            (ErrorKind::Refused, Retry::No, Some("Non"))
        );
        assert_eq!(found, Found::Absent);
        again.unwrap();
    }
}

#[tokio::test]
async fn a_refusal_after_a_lost_answer_says_nothing_about_the_first_time() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    stage.control.fault(fault("POST", FaultKind::DropAfter));
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    stage.keys.change_secret("withdrawn");
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Credentials, Retry::AfterCheck));
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Unknown);
}
