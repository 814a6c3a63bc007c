//! Every trouble at every request of a sending: nobody is ever asked twice, and what is called sent is sent.

use paraphe_providers::{Dispatch, Error, ErrorKind, Found, MemorySteps, ProviderId, Retry, Steps as _};
use paraphe_sandbox::FaultKind;

use super::{ELSEWHERE, dispatch, over_all_services, request, requests_of_a_sending, status};
use crate::support::{Request, Stage, find, send};

over_all_services!(
    no_trouble_at_any_request_sends_twice,
    a_lost_answer_to_the_last_request_leaves_doubt_and_one_sending,
    a_service_that_fails_at_the_last_request_leaves_doubt_and_is_asked_once,
    what_was_refused_can_be_sent_when_the_reason_is_gone,
);

/// What can happen to a request.
fn troubles() -> Vec<FaultKind> {
    let url = ELSEWHERE.to_owned();
    vec![
        FaultKind::DropBefore,
        FaultKind::DropAfter,
        FaultKind::Html,
        FaultKind::TruncatedJson,
        FaultKind::RedirectTo { url },
        status(401, None),
        status(422, None),
        status(429, Some(3600)),
        status(429, None),
        status(500, None),
        status(503, None),
    ]
}

/// No secret of any stand-in's account in an error.
pub(super) fn check_discretion(stage: &Stage, error: &Error) {
    let accounts = stage.sandbox.accounts();
    let secret = accounts.into_iter().find(|account| account.provider == stage.stand_in()).unwrap().secret;
    let shown = format!("{error:?} {error}");
    assert!(!shown.contains(&secret), "{shown}");
    if let Some(session) = stage.keys.kept() {
        assert!(!shown.contains(&session), "{shown}");
    }
}

/// Goes on as a new process would, first looking and then sending, until it is clear or a person has to look. Whether it
/// ended as sent.
pub(super) async fn go_on(
    stage: &Stage,
    request: &Request,
    dispatch: &Dispatch<'_>,
    steps: &MemorySteps,
    what: &str,
) -> bool {
    let provider = stage.reopened();
    let steps = MemorySteps::new(steps.known());
    for _ in 0..2 {
        match find(&*provider, dispatch, &steps).await {
            Ok(Found::Accepted(_)) => return true,
            Ok(Found::Absent | Found::Unknown) => {}
            Err(error) => panic!("{what}: looking fails: {error:?}"),
        }
        match send(&*provider, dispatch, request.files(), &steps).await {
            Ok(_) => return true,
            Err(error) => {
                check_discretion(stage, &error);
                assert_eq!(error.retry(), Retry::AfterCheck, "{what}: {error:?}");
            }
        }
    }
    false
}

/// Never two; one where it is called sent.
pub(super) fn check_count(stage: &Stage, is_sent: bool, what: &str) {
    let creations = stage.control.creations(stage.stand_in());
    assert!(creations <= 1, "{what}: sent {creations} times");
    assert!(!is_sent || creations == 1, "{what}: called sent, and nobody was asked");
    let invited: usize =
        stage.control.envelopes(stage.stand_in()).iter().map(|envelope| envelope.invited).sum();
    assert!(invited <= 1, "{what}: asked {invited} times");
}

async fn no_trouble_at_any_request_sends_twice(provider: ProviderId) {
    let count = requests_of_a_sending(provider).await;
    for kind in troubles() {
        for skip in 0..count {
            let what = format!("{kind:?} at request {skip} of {count}");
            let stage = Stage::new(provider).await;
            let request = request(&stage);
            let envelope = request.envelope();
            let dispatch = dispatch(&stage, &envelope);
            let steps = MemorySteps::default();
            stage.after(skip, kind.clone());
            let is_sent = match send(&*stage.provider, &dispatch, request.files(), &steps).await {
                Ok(_) => true,
                Err(error) => {
                    check_discretion(&stage, &error);
                    check_count(&stage, false, &what);
                    stage.control.clear_faults();
                    go_on(&stage, &request, &dispatch, &steps, &what).await
                }
            };
            check_count(&stage, is_sent, &what);
        }
    }
}

async fn a_lost_answer_to_the_last_request_leaves_doubt_and_one_sending(provider: ProviderId) {
    let last = requests_of_a_sending(provider).await - 1;
    let stage = Stage::new(provider).await;
    let request = request(&stage);
    let envelope = request.envelope();
    let dispatch = dispatch(&stage, &envelope);
    let steps = MemorySteps::default();
    stage.after(last, FaultKind::DropAfter);
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Interrupted, Retry::AfterCheck), "{error:?}");
    assert_eq!(stage.control.creations(stage.stand_in()), 1, "it had arrived");
    let found = find(&*stage.provider, &dispatch, &steps).await.unwrap();
    match provider {
        // They can be asked.
        ProviderId::Docage | ProviderId::NgSign | ProviderId::Openapi => {
            let Found::Accepted(sent) = found else { panic!("{found:?}") };
            let again = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
            assert_eq!(again.remote, sent.remote);
        }
        // They cannot: only a notice, or a person, can tell.
        ProviderId::GesDocs | ProviderId::SigTool => {
            assert_eq!(found, Found::Unknown);
            let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
            assert_eq!(error.retry(), Retry::AfterCheck, "{error:?}");
        }
        ProviderId::Local => panic!("nothing leaves this computer"),
    }
    assert_eq!(stage.control.creations(stage.stand_in()), 1);
}

/// A 5xx may come after the work was done: unlike here, where nothing was.
async fn a_service_that_fails_at_the_last_request_leaves_doubt_and_is_asked_once(provider: ProviderId) {
    let count = requests_of_a_sending(provider).await;
    for code in [500, 502, 503, 504] {
        let stage = Stage::new(provider).await;
        let request = request(&stage);
        let envelope = request.envelope();
        let dispatch = dispatch(&stage, &envelope);
        let steps = MemorySteps::default();
        stage.after(count - 1, status(code, None));
        let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.retry()),
            (ErrorKind::Server, Retry::AfterCheck),
            "{code}: {error:?}"
        );
        assert_eq!(stage.requests().len(), count, "{code}: it was not asked again");
        assert!(
            steps.known().iter().any(|step| step.value.is_none()),
            "{code}: the question is written down"
        );
    }
}

async fn what_was_refused_can_be_sent_when_the_reason_is_gone(provider: ProviderId) {
    let last = requests_of_a_sending(provider).await - 1;
    for (kind, expect) in [
        (status(402, None), ErrorKind::Credits),
        (status(422, None), ErrorKind::Refused),
        (status(429, Some(3600)), ErrorKind::RateLimited),
    ] {
        let stage = Stage::new(provider).await;
        let request = request(&stage);
        let envelope = request.envelope();
        let dispatch = dispatch(&stage, &envelope);
        let steps = MemorySteps::default();
        stage.after(last, kind);
        let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
        assert_eq!(error.kind(), expect, "{error:?}");
        assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent, "{expect:?}");
        send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
        assert_eq!(stage.control.creations(stage.stand_in()), 1);
    }
}
