//! Sendings that were cut, refused half-way or meddled with.

use paraphe_providers::{ErrorKind, Found, MemorySteps, Retry, Step, Steps as _};
use paraphe_sandbox::{FaultKind, StandIn};

use super::{SENDING, fault, stage, status, times};
use crate::support::{Request, Stage, find, first_dispatch, send};

/// Sends with one fault at a route; answers the error, what `find` says then, and what sending again comes to.
async fn cut_at(
    stage: &Stage,
    request: &Request,
    fault: paraphe_sandbox::Fault,
) -> (ErrorKind, Retry, Found, MemorySteps) {
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    stage.control.fault(fault);
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    // Another process, with what was written down.
    let steps = MemorySteps::new(steps.known());
    let provider = stage.reopened();
    let found = find(&*provider, &dispatch, &steps).await.unwrap();
    send(&*provider, &dispatch, request.files(), &steps).await.unwrap();
    (error.kind(), error.retry(), found, steps)
}

fn creating_routes() -> [(&'static str, &'static str); 6] {
    SENDING[1..].iter().map(|route| route.split_once(' ').unwrap()).collect::<Vec<_>>().try_into().unwrap()
}

#[tokio::test]
async fn whatever_answer_is_lost_people_are_asked_once() {
    for (method, path) in creating_routes() {
        for kind in [
            FaultKind::DropBefore,
            FaultKind::DropAfter,
            FaultKind::Html,
            FaultKind::TruncatedJson,
            status(500),
        ] {
            let stage = stage().await;
            let has_launched = path.contains("Launch") && kind == FaultKind::DropAfter;
            // A launch answers nothing that could be cut.
            if path.contains("Launch") && kind == FaultKind::TruncatedJson {
                continue;
            }
            // `/Transactions` alone would be the beginning of every route of a transaction.
            let path = if path == "/Transactions" { "/docage/Transactions" } else { path };
            let request = stage.request().signer("Alice");
            let what = format!("{path} {kind:?}");
            let (_, retry, found, steps) = cut_at(&stage, &request, fault(method, path, kind)).await;
            assert_eq!(retry, Retry::AfterCheck, "{what}");
            match found {
                Found::Absent => assert!(!has_launched, "{what}"),
                Found::Accepted(_) => assert!(has_launched, "{what}"),
                Found::Unknown => panic!("{what}: nothing was found out"),
            }
            assert_eq!(stage.control.creations(StandIn::Docage), 1, "{what}");
            let out: Vec<_> = stage
                .control
                .envelopes(StandIn::Docage)
                .into_iter()
                .filter(|one| one.state == "out")
                .collect();
            assert_eq!(out.len(), 1, "{what}");
            assert_eq!((out[0].people.len(), out[0].documents, out[0].invited), (1, 1, 1), "{what}");
            assert!(steps.known().iter().all(|step| step.value.is_some()), "{what}");
        }
    }
}

#[tokio::test]
async fn a_refusal_half_way_leaves_no_draft() {
    for (method, path) in creating_routes() {
        let path = if path == "/Transactions" { "/docage/Transactions" } else { path };
        let stage = stage().await;
        let request = stage.request().signer("Alice");
        let envelope = request.envelope();
        let dispatch = first_dispatch(&envelope, &*stage.provider);
        let steps = MemorySteps::default();
        stage.control.fault(fault(method, path, status(400)));
        let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
        assert_eq!((error.kind(), error.retry()), (ErrorKind::Refused, Retry::No), "{path}");
        assert_eq!(error.fact("said"), Some("Non"));
        let left = stage.control.envelopes(StandIn::Docage);
        assert!(left.iter().all(|envelope| envelope.state == "deleted"), "{path}: {left:?}");
        assert_eq!(steps.known(), [], "{path}");
        assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent);
        send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
        assert_eq!(stage.control.creations(StandIn::Docage), 1, "{path}");
    }
}

#[tokio::test]
async fn a_draft_that_cannot_be_deleted_is_named_and_finished_by_the_next_try() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    stage.control.fault(fault("POST", "/SignatureLocations", status(400)));
    stage.control.fault(fault("DELETE", "/Transactions/", status(500)));
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!(error.fact("left_behind"), Some(stage.newest().id.as_str()));
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
    let all = stage.control.envelopes(StandIn::Docage);
    assert_eq!((all.len(), all[0].state.as_str()), (1, "out"));
}

#[tokio::test]
async fn a_contact_that_is_gone_is_looked_up_again() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let gone = Step { name: "contact.1".to_owned(), value: Some("deleted-since".to_owned()) };
    let steps = MemorySteps::new(vec![gone]);
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::NotFound, Retry::No));
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
    assert_eq!(stage.control.creations(StandIn::Docage), 1);
}

#[tokio::test]
async fn too_many_requests_are_waited_for_in_the_middle() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let kind = FaultKind::Status { status: 429, retry_after_seconds: Some(0), body: String::new() };
    stage.control.fault(fault("POST", "/TransactionMembers", kind));
    stage.send(&request, &envelope).await;
    assert_eq!((times(&stage, "POST /TransactionFiles"), times(&stage, "POST /TransactionMembers")), (1, 2));
    assert_eq!(stage.newest().people.len(), 1);
}

#[tokio::test]
async fn a_draft_somebody_launched_by_hand_is_not_thrown_away() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let mut known: Vec<Step> = sent.steps.iter().filter(|step| step.name != "launch").cloned().collect();
    known.iter_mut().filter(|step| step.name == "location.1").for_each(|step| step.value = None);
    let steps = MemorySteps::new(known);
    let error = send(&*stage.provider, &sent.dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Interrupted, Retry::AfterCheck));
    assert_eq!(stage.newest().state, "out");
    assert_eq!(times(&stage, "DELETE"), 0);
}

#[tokio::test]
async fn a_launch_nobody_can_tell_of_stays_uncertain() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    stage.control.fault(fault("POST", "LaunchTransaction", FaultKind::DropAfter));
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    stage.control.fault(fault("GET", "/Transactions/Status/", FaultKind::UnknownState));
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Unknown);
    stage.control.fault(fault("GET", "/Transactions/Status/", status(404)));
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Interrupted, Retry::AfterCheck));
    assert_eq!(times(&stage, "POST /Transactions/LaunchTransaction/"), 1);
}
