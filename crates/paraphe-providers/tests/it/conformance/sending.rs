//! Accounts, sending, sending again.

use paraphe_envelope::{Delivery, Role, ViewRect};
use paraphe_providers::{Arity, Boxless, ErrorKind, Found, MemorySteps, ProviderId, Steps as _, plan};

use super::{acting, over_all_providers, request};
use crate::support::{Paper, Stage, find, first_dispatch, recipient_id, send, stand_in_of};

over_all_providers!(
    an_account_is_checked_without_sending_anything,
    a_wrong_key_is_said_to_be_wrong,
    people_are_asked_once,
    sending_again_with_the_same_steps_sends_nothing,
    what_was_never_begun_is_absent,
    links_are_handed_out_where_we_tell_people,
    every_document_is_sent,
    who_has_no_box_is_asked_where_that_can_be_told,
    names_and_titles_of_any_script_arrive,
);

async fn who_has_no_box_is_asked_where_that_can_be_told(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    if stage.provider.capability().boxless == Boxless::Refused {
        // That it is refused, and before any request, stands with the other refusals.
        return;
    }
    let request = stage.request().person("Alice", Role::Signer);
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert_eq!(acting(&sent.dispatch).len(), 1);
    let Some(stand_in) = stand_in_of(provider) else { return };
    assert_eq!(stage.control.creations(stand_in), 1);
    assert_eq!(stage.newest().people.len(), 1);
}

async fn an_account_is_checked_without_sending_anything(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    stage.provider.check_account().await.unwrap();
    if let Some(stand_in) = stand_in_of(provider) {
        assert_eq!(stage.control.envelopes(stand_in), []);
    }
}

async fn a_wrong_key_is_said_to_be_wrong(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let Some(stand_in) = stand_in_of(provider) else { return };
    stage.keys.change_secret("wrong");
    assert_eq!(stage.provider.check_account().await.unwrap_err().kind(), ErrorKind::Credentials);
    let request = request(&stage);
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials, "{error:?}");
    assert!(!format!("{error:?}").contains("wrong"), "{error:?}");
    assert_eq!(stage.control.creations(stand_in), 0);
}

async fn people_are_asked_once(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let request = request(&stage);
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let Some(stand_in) = stand_in_of(provider) else { return };
    assert_eq!(stage.control.creations(stand_in), 1);
    let snapshot = stage.newest();
    assert_eq!((snapshot.state.as_str(), snapshot.documents), ("out", 1));
    let names: Vec<&str> = snapshot.people.iter().map(|person| person.name.as_str()).collect();
    let expect: Vec<String> = acting(&sent.dispatch).iter().map(|person| person.full_name()).collect();
    assert_eq!(names, expect);
    assert!((1..=names.len()).contains(&snapshot.invited), "{snapshot:?}");
}

async fn sending_again_with_the_same_steps_sends_nothing(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let request = request(&stage);
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    let first = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
    // As a new process would, after a crash between the answer and the record of it.
    let steps = MemorySteps::new(steps.known());
    let provider_again = stage.reopened();
    let again = send(&*provider_again, &dispatch, request.files(), &steps).await.unwrap();
    assert_eq!(again, first);
    assert_eq!(find(&*provider_again, &dispatch, &steps).await.unwrap(), Found::Accepted(first));
    if let Some(stand_in) = stand_in_of(provider) {
        assert_eq!(stage.control.creations(stand_in), 1);
        assert_eq!(stage.control.envelopes(stand_in).len(), 1);
    }
}

async fn what_was_never_begun_is_absent(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let request = request(&stage);
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let found = find(&*stage.provider, &dispatch, &MemorySteps::default()).await.unwrap();
    match stand_in_of(provider) {
        Some(_) => {
            assert_eq!(found, Found::Absent);
            assert_eq!(stage.routes(), Vec::<String>::new(), "there is nothing to ask");
        }
        None => assert!(matches!(found, Found::Accepted(_)), "sending here is only a name for it"),
    }
}

async fn links_are_handed_out_where_we_tell_people(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    if !stage.provider.capability().delivery.contains(&Delivery::Links) {
        return;
    }
    let request = request(&stage).changed(|content| {
        content.recipients.iter_mut().for_each(|person| person.delivery = Delivery::Links);
    });
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let sent = send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await.unwrap();
    let snapshot = stage.newest();
    assert!(!sent.links.is_empty());
    for (recipient, link) in &sent.links {
        let place = envelope.recipients().iter().position(|person| person.id == *recipient).unwrap();
        assert_eq!(Some(link), snapshot.people[place].link.as_ref(), "{recipient}");
    }
    assert_eq!(sent.links[0].0, recipient_id("Alice"), "the first whose turn it is");
}

async fn every_document_is_sent(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let rect = ViewRect { x: 50.0, y: 50.0, width: 150.0, height: 60.0 };
    let request = stage.request().signer("Alice").document(&[Paper::A4, Paper::LETTER_LANDSCAPE]);
    let request = request.field("Alice", 2, 2, rect);
    let envelope = request.envelope();
    let dispatches = plan(&envelope, stage.provider.capability()).unwrap();
    for dispatch in &dispatches {
        send(&*stage.provider, dispatch, request.files(), &MemorySteps::default()).await.unwrap();
    }
    let documents: usize = dispatches.iter().map(|dispatch| dispatch.documents.len()).sum();
    assert_eq!(documents, 2);
    match stage.provider.capability().documents {
        Arity::Many => assert_eq!(dispatches.len(), 1),
        Arity::One => assert_eq!(dispatches.len(), 2),
    }
    if let Some(stand_in) = stand_in_of(provider) {
        let there: usize = stage.control.envelopes(stand_in).iter().map(|envelope| envelope.documents).sum();
        assert_eq!(there, 2);
    }
}

async fn names_and_titles_of_any_script_arrive(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let mut request = stage.request().signer("Alice").changed(|content| {
        content.title = "Contrat « été » <b> & \"عقد\"".to_owned();
        content.documents[0].name = "Contrat n° 1 — عقد.pdf".to_owned();
    });
    let person = request.last_person();
    (person.first_name, person.last_name) = ("Łucja".to_owned(), "Đặng-Œuvray الطرابلسي".to_owned());
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    if stand_in_of(provider).is_some() {
        let snapshot = stage.newest();
        assert_eq!(snapshot.people[0].name, acting(&sent.dispatch)[0].full_name());
        if provider == ProviderId::Docage {
            assert_eq!(snapshot.title, envelope.title(), "the others know no title, or the file's name");
        }
    }
}
