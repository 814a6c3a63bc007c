//! Reminders, taking back, and people who sign one after the other.

use paraphe_providers::{Artifact, ErrorKind, MemorySteps, Placing, ProviderId, Refusal, RemoteState, plan};

use super::{over_all_providers, request};
use crate::support::{Stage, intact_signatures, send, sent_dispatch, stand_in_of};

over_all_providers!(what_is_taken_back_is_over, a_reminder_goes_out_once, people_sign_one_after_the_other,);

async fn what_is_taken_back_is_over(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let request = request(&stage);
    let envelope = request.envelope();
    let mut sent = stage.send(&request, &envelope).await;
    let before = stand_in_of(provider).map(|_| stage.requests().len());
    let voided = stage.provider.void(&sent, "erreur de montant").await;
    if !stage.provider.capability().void {
        assert_eq!(voided.unwrap_err().kind(), ErrorKind::Unsupported);
        assert_eq!(stand_in_of(provider).map(|_| stage.requests().len()), before, "nothing was asked");
        return;
    }
    voided.unwrap();
    if stand_in_of(provider).is_some() {
        assert!(matches!(stage.newest().state.as_str(), "cancelled" | "deleted"), "{:?}", stage.newest());
        assert!(!stage.sign(&request, "Alice"), "nobody can sign any more");
    }
    match provider {
        ProviderId::Docage | ProviderId::NgSign => {
            let progress = stage.learn(&mut sent).await.unwrap();
            assert_eq!(progress.state, Some(RemoteState::Voided), "{progress:?}");
        }
        // Taking back is deleting.
        ProviderId::Openapi => {
            assert_eq!(stage.provider.progress(&sent).await.unwrap_err().kind(), ErrorKind::NotFound);
        }
        // The application records it itself.
        ProviderId::Local => {}
        ProviderId::GesDocs | ProviderId::SigTool => panic!("these take nothing back"),
    }
}

async fn a_reminder_goes_out_once(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let request = request(&stage);
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let before = stand_in_of(provider).map(|_| stage.requests().len());
    let reminded = stage.provider.remind(&sent).await;
    if stage.provider.capability().remind {
        reminded.unwrap();
        assert_eq!(stage.newest().reminders, 1);
    } else {
        assert_eq!(reminded.unwrap_err().kind(), ErrorKind::Unsupported);
        assert_eq!(stand_in_of(provider).map(|_| stage.requests().len()), before, "nothing was asked");
    }
}

async fn people_sign_one_after_the_other(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let request = stage.request().signer_in_turn("Alice", 1).signer_in_turn("Bruno", 2);
    let envelope = request.envelope();
    let planned = plan(&envelope, stage.provider.capability());
    if stage.provider.capability().placement == Placing::TextTags {
        assert_eq!(planned.unwrap_err(), [Refusal::Order], "the tags of a later turn would break signatures");
        return;
    }
    let mut waiting = vec!["Alice", "Bruno"].into_iter();
    let mut last = Vec::new();
    stage.record(&envelope);
    for dispatch in planned.unwrap() {
        let steps = MemorySteps::default();
        let sent = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
        for _ in 0..dispatch.groups.len() {
            let name = waiting.next().unwrap();
            let later = waiting.clone().next();
            if let (Some(later), Some(_)) = (later, stand_in_of(provider)) {
                assert!(!stage.sign(&request, later), "{later} is asked after {name}");
            }
            assert!(stage.sign(&request, name), "{name}");
        }
        let sent = sent_dispatch(dispatch, &sent, &steps);
        let results = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap();
        // The next turn gets the document as signed until then.
        for result in &results {
            request.put(result.document.as_ref().unwrap(), &result.bytes);
        }
        last = results;
    }
    assert_eq!(waiting.next(), None, "everybody was asked");
    assert_eq!(intact_signatures(&last[0].bytes), 2);
}
