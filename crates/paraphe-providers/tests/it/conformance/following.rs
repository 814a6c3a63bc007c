//! From sent to completed, or to another end; results; notices.

use paraphe_envelope::DocumentId;
use paraphe_providers::{
    Artifact, ErrorKind, Expiry, Notice, NoticeSubject, PersonAct, Progress, ProgressSource, ProviderId,
    RemoteState,
};

use super::{acting, over_all_providers, people, request};
use crate::support::{Stage, intact_signatures, recipient_id};

over_all_providers!(
    progress_goes_from_sent_to_completed_and_never_back,
    a_refusal_is_told_and_never_called_completed,
    the_end_of_time_is_told_and_never_called_completed,
    results_are_intact_and_complete,
    a_notice_leads_to_the_dispatch_it_is_about,
);

fn is_under_way(progress: &Progress) -> bool {
    matches!(progress.state, Some(RemoteState::Sent | RemoteState::InProgress))
}

fn has_signed(progress: &Progress, first_name: &str) -> bool {
    let id = recipient_id(first_name);
    progress.people.iter().any(|person| person.recipient == id && person.act == PersonAct::Signed)
}

async fn progress_goes_from_sent_to_completed_and_never_back(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let (people, request) = (people(&*stage.provider), request(&stage));
    let envelope = request.envelope();
    let mut sent = stage.send(&request, &envelope).await;
    if let Some(progress) = stage.learn(&mut sent).await {
        assert!(is_under_way(&progress), "{progress:?}");
        assert!(people.iter().all(|name| !has_signed(&progress, name)), "{progress:?}");
    }
    assert!(stage.view("Alice"));
    if let Some(progress) = stage.learn(&mut sent).await {
        assert!(is_under_way(&progress), "{progress:?}");
        assert!(!has_signed(&progress, "Alice"), "{progress:?}");
    }
    let mut has_begun = false;
    for (name, at) in people.iter().zip(1..) {
        assert!(stage.sign(&request, name), "{name}");
        let Some(progress) = stage.learn(&mut sent).await else { continue };
        if at < people.len() {
            assert!(is_under_way(&progress), "{progress:?}");
            assert!(!has_begun || progress.state == Some(RemoteState::InProgress), "{progress:?}");
            has_begun |= progress.state == Some(RemoteState::InProgress);
            assert!(!has_signed(&progress, people[at]), "{} has not signed: {progress:?}", people[at]);
        }
    }
    let progress = stage.learn(&mut sent).await.expect("the end is told");
    assert_eq!(progress.state, Some(RemoteState::Completed), "{progress:?}");
    assert!(people.iter().all(|name| has_signed(&progress, name)), "{progress:?}");
    assert_eq!(stage.learn(&mut sent).await.and_then(|progress| progress.state), progress.state);
}

async fn a_refusal_is_told_and_never_called_completed(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let request = request(&stage);
    let envelope = request.envelope();
    let mut sent = stage.send(&request, &envelope).await;
    stage.learn(&mut sent).await;
    assert!(stage.decline("Alice", "le montant est faux"));
    let progress = stage.learn(&mut sent).await;
    match provider {
        ProviderId::Docage | ProviderId::Local | ProviderId::NgSign => {
            let progress = progress.expect("it can be asked");
            assert_eq!(progress.state, Some(RemoteState::Declined), "{progress:?}");
            assert!(!has_signed(&progress, "Alice"));
        }
        // No vendor's page has a word for it: what is known does not change.
        ProviderId::GesDocs | ProviderId::Openapi | ProviderId::SigTool => {
            assert!(progress.is_none_or(|progress| progress.state != Some(RemoteState::Completed)));
        }
    }
    let results = stage.provider.download(&sent, Artifact::SignedDocuments).await;
    assert!(results.is_err() || results.unwrap().is_empty(), "nobody has signed");
}

async fn the_end_of_time_is_told_and_never_called_completed(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let request = request(&stage);
    let envelope = request.envelope();
    let mut sent = stage.send(&request, &envelope).await;
    stage.learn(&mut sent).await;
    assert!(stage.expire());
    if stage.provider.capability().expiry == Expiry::Destroys {
        assert_eq!(stage.provider.progress(&sent).await.unwrap_err().kind(), ErrorKind::NotFound);
        return;
    }
    let progress = stage.learn(&mut sent).await;
    match provider {
        ProviderId::Docage | ProviderId::Local | ProviderId::NgSign => {
            assert_eq!(progress.expect("it can be asked").state, Some(RemoteState::Expired));
        }
        ProviderId::GesDocs | ProviderId::Openapi | ProviderId::SigTool => {
            assert!(progress.is_none_or(|progress| progress.state != Some(RemoteState::Completed)));
        }
    }
}

async fn results_are_intact_and_complete(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let (people, request) = (people(&*stage.provider), request(&stage));
    let envelope = request.envelope();
    let mut sent = stage.send(&request, &envelope).await;
    stage.learn(&mut sent).await;
    match stage.provider.download(&sent, Artifact::SignedDocuments).await {
        Ok(early) => assert_eq!(early, [], "there is nothing to fetch yet"),
        Err(error) => assert_eq!(error.kind(), ErrorKind::NotReady, "{error:?}"),
    }
    for name in &people {
        assert!(stage.sign(&request, name));
    }
    stage.learn(&mut sent).await;
    let results = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap();
    let documents: Vec<_> = results.iter().map(|result| result.document.clone()).collect();
    let expect: Vec<Option<DocumentId>> =
        sent.dispatch.documents.iter().map(|document| Some(document.id.clone())).collect();
    assert_eq!(documents, expect);
    for result in &results {
        assert!(!result.name.is_empty());
        assert_eq!(intact_signatures(&result.bytes), acting(&sent.dispatch).len());
    }
    for artifact in [Artifact::AuditTrail, Artifact::Certificate] {
        let fetched = stage.provider.download(&sent, artifact).await;
        if stage.provider.capability().artifacts.contains(&artifact) {
            let fetched = fetched.unwrap();
            assert!(
                fetched.iter().all(|file| !file.bytes.is_empty() && file.document.is_none()),
                "{artifact:?}"
            );
            assert!(!fetched.is_empty(), "{artifact:?}");
        } else {
            assert_eq!(fetched.unwrap_err().kind(), ErrorKind::Unsupported, "{artifact:?}");
        }
    }
}

async fn a_notice_leads_to_the_dispatch_it_is_about(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let garbage = Notice { headers: Vec::new(), body: b"\xff<html>".to_vec() };
    let error = stage.provider.notice_subject(&garbage).unwrap_err();
    if stage.provider.capability().progress == ProgressSource::Immediate {
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        return;
    }
    assert!(matches!(error.kind(), ErrorKind::Malformed | ErrorKind::Unsupported), "{error:?}");

    let urls = vec!["https://exemple.fr/avis".to_owned()];
    let takes_urls = {
        let options = &stage.provider.capability().options;
        options.contains(&paraphe_envelope::EnvelopeOption::NotificationUrls)
    };
    let mut request = request(&stage);
    if takes_urls {
        request = request.options(|options| options.notification_urls = urls);
    }
    let envelope = request.envelope();
    let mut sent = stage.send(&request, &envelope).await;
    for name in people(&*stage.provider) {
        assert!(stage.sign(&request, name));
    }
    let Some(notice) = stage.notice() else {
        assert_eq!(provider, ProviderId::NgSign, "the others send notices");
        return;
    };
    match stage.provider.notice_subject(&notice).unwrap() {
        NoticeSubject::Key(key) => assert_eq!(key, sent.key),
        NoticeSubject::Remote(remote) => assert_eq!(remote, sent.remote),
    }
    let progress = stage.provider.read_notice(&notice, &sent).await.unwrap();
    assert_eq!(progress.state, Some(RemoteState::Completed), "{progress:?}");
    for (name, value) in &progress.remember {
        paraphe_providers::finish(&mut sent.steps, name, value);
    }
    assert_eq!(stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap().len(), 1);

    // The same notice is nothing to another dispatch.
    let other = crate::support::Request::of(stage.provider.capability()).id(5).signer("Alice");
    let other_envelope = other.envelope();
    let other_sent = stage.send(&other, &other_envelope).await;
    let error = stage.provider.read_notice(&notice, &other_sent).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed, "{error:?}");
}
