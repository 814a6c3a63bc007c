//! The creation of a draft whose answer was lost.

use paraphe_providers::{Dispatch, ErrorKind, Found, LEFT_BEHIND, MemorySteps, Retry, Steps as _, value_of};
use paraphe_sandbox::{FaultKind, StandIn};

use super::{fault, stage, status, times};
use crate::support::{Request, Stage, find, first_dispatch, key_of, send};

/// `/Transactions` alone would be the beginning of every route of a transaction.
const CREATION: &str = "/docage/Transactions";

/// A sending whose creation got no answer, whatever was done of it.
async fn cut(stage: &Stage, dispatch: &Dispatch<'_>, request: &Request, kind: FaultKind) -> MemorySteps {
    let steps = MemorySteps::default();
    stage.control.fault(fault("POST", CREATION, kind));
    send(&*stage.provider, dispatch, request.files(), &steps).await.unwrap_err();
    MemorySteps::new(steps.known())
}

fn states(stage: &Stage) -> Vec<String> {
    stage.control.envelopes(StandIn::Docage).into_iter().map(|one| one.state).collect()
}

#[tokio::test]
async fn the_draft_that_was_made_is_gone_on_with() {
    for kind in [FaultKind::DropAfter, FaultKind::TruncatedJson] {
        for is_asked_first in [true, false] {
            let stage = stage().await;
            let request = stage.request().signer("Alice");
            let envelope = request.envelope();
            let dispatch = first_dispatch(&envelope, &*stage.provider);
            let steps = cut(&stage, &dispatch, &request, kind.clone()).await;
            if is_asked_first {
                assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent);
            }
            send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
            assert_eq!(states(&stage), ["out"], "{kind:?}");
            assert_eq!(value_of(&steps.known(), LEFT_BEHIND), None);
        }
    }
}

#[tokio::test]
async fn the_draft_of_another_sending_is_nobodys_but_its_own() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let (theirs, ours) = (request.envelope(), stage.request().id(2).signer("Alice").envelope());
    assert_eq!(theirs.title(), ours.title());
    let theirs = first_dispatch(&theirs, &*stage.provider);
    // Theirs is in the making.
    stage.control.fault(fault("POST", "/TransactionFiles", status(429)));
    stage.control.fault(fault("POST", "/TransactionFiles", status(429)));
    stage.control.fault(fault("POST", "/TransactionFiles", status(429)));
    let their_steps = MemorySteps::default();
    send(&*stage.provider, &theirs, request.files(), &their_steps).await.unwrap_err();
    assert_eq!(states(&stage), ["draft"]);
    let ours = first_dispatch(&ours, &*stage.provider);
    let our_steps = cut(&stage, &ours, &request, FaultKind::DropBefore).await;
    assert_eq!(find(&*stage.provider, &ours, &our_steps).await.unwrap(), Found::Absent);
    assert!(value_of(&our_steps.known(), LEFT_BEHIND).is_some(), "one may still be on its way");
    assert_eq!(states(&stage), ["draft"]);
    send(&*stage.provider, &ours, request.files(), &our_steps).await.unwrap();
    send(&*stage.provider, &theirs, request.files(), &their_steps).await.unwrap();
    assert_eq!(states(&stage), ["out", "out"]);
    let all = stage.control.envelopes(StandIn::Docage);
    assert!(all.iter().all(|one| (one.documents, one.people.len()) == (1, 1)), "{all:?}");
}

#[tokio::test]
async fn a_list_that_cannot_be_read_is_waited_for_or_the_draft_is_told_of() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = cut(&stage, &dispatch, &request, FaultKind::DropAfter).await;
    for _ in 0..6 {
        stage.control.fault(fault("GET", CREATION, status(503)));
    }
    let error = find(&*stage.provider, &dispatch, &steps).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Server);
    assert_eq!(value_of(&steps.known(), LEFT_BEHIND), None, "it is asked again");
    // What is to leave now does not wait for it for ever.
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
    assert_eq!(states(&stage), ["draft", "out"]);
    assert!(value_of(&steps.known(), LEFT_BEHIND).is_some());
}

#[tokio::test]
async fn what_is_given_up_leaves_no_draft() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let key = key_of(&dispatch);
    let steps = cut(&stage, &dispatch, &request, FaultKind::DropAfter).await;
    stage.provider.discard(&dispatch, &key, &steps).await.unwrap();
    assert_eq!(states(&stage), ["deleted"]);
    assert_eq!(steps.known(), []);
    let sent = stage.send(&request, &envelope).await;
    let steps = MemorySteps::new(sent.steps.clone());
    let asked = stage.provider.discard(&dispatch, &key, &steps).await.unwrap_err();
    assert_eq!((asked.kind(), asked.retry()), (ErrorKind::Interrupted, Retry::AfterCheck));
    assert_eq!(states(&stage), ["deleted", "out"], "what people were asked for is no draft");
    assert_eq!(times(&stage, "DELETE"), 1);
}
