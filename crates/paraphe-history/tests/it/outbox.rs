use paraphe_envelope::{AuditEventKind, Envelope, EnvelopeStatus};
use paraphe_history::{DispatchState, History, HistoryError, OutboxRow};

use crate::sample::{at, content, envelope, event, person};

fn row(dispatch: u32, state: DispatchState) -> OutboxRow {
    OutboxRow {
        envelope: envelope(1).id().clone(),
        dispatch,
        turn: dispatch,
        provider: "local".to_owned(),
        account: "Bureau".to_owned(),
        idempotency_key: format!("key-{dispatch}"),
        state,
        remote: None,
        changed_at: at(0),
    }
}

#[test]
fn what_is_open_is_found_until_it_is_settled() {
    let mut history = History::in_memory().unwrap();
    history.insert_envelope(&envelope(1)).unwrap();
    let rows =
        [row(1, DispatchState::Pending), row(2, DispatchState::Uncertain), row(3, DispatchState::Refused)];
    history.insert_dispatches(&rows).unwrap();
    assert_eq!(history.unsettled_dispatches().unwrap(), rows[..2]);

    let id = envelope(1).id().clone();
    history.set_dispatch_state(&id, 1, DispatchState::Accepted, Some("remote-1"), at(5)).unwrap();
    history.set_dispatch_state(&id, 1, DispatchState::Accepted, None, at(6)).unwrap();
    let first = &history.dispatches(&id).unwrap()[0];
    assert_eq!(first.remote.as_deref(), Some("remote-1"), "a remote id once known must be kept");
    assert_eq!(first.changed_at, at(6));
    assert_eq!(history.unsettled_dispatches().unwrap(), rows[1..2]);
}

#[test]
fn a_key_is_used_once_and_a_refused_row_takes_the_others_with_it() {
    let mut history = History::in_memory().unwrap();
    history.insert_envelope(&envelope(1)).unwrap();
    history.insert_dispatches(&[row(1, DispatchState::Pending)]).unwrap();
    let again = OutboxRow { dispatch: 3, ..row(1, DispatchState::Pending) };
    match history.insert_dispatches(&[row(2, DispatchState::Pending), again]) {
        Err(HistoryError::Duplicate(key)) => assert_eq!(key, "key-1"),
        other => panic!("the same key must not be written twice: {other:?}"),
    }
    assert_eq!(history.dispatches(envelope(1).id()).unwrap().len(), 1);
}

#[test]
fn a_dispatch_that_is_not_there_is_told() {
    let mut history = History::in_memory().unwrap();
    let result = history.set_dispatch_state(envelope(1).id(), 1, DispatchState::Accepted, None, at(0));
    assert!(matches!(result, Err(HistoryError::EnvelopeMissing(_))), "{result:?}");
}

#[test]
fn a_dispatch_and_its_envelope_are_settled_together_or_not_at_all() {
    let mut history = History::in_memory().unwrap();
    let people = vec![person("r1", "Amélie", "Bérard", "amelie@example.fr", 1)];
    let mut sending = Envelope::new(content(1, "Contrat", people));
    sending.apply(event(0, AuditEventKind::Created)).unwrap();
    let started =
        AuditEventKind::SendingStarted { provider: "local".to_owned(), account: "Bureau".to_owned() };
    sending.apply(event(0, started)).unwrap();
    let pending = row(1, DispatchState::Pending);
    history.insert_envelope(&sending).unwrap();
    history.insert_dispatches(std::slice::from_ref(&pending)).unwrap();

    let impossible = event(1, AuditEventKind::Completed);
    let result = history.settle_dispatch(&pending, DispatchState::Accepted, Some("remote-1"), &impossible);
    assert!(matches!(result, Err(HistoryError::Transition(_))), "{result:?}");
    assert_eq!(history.dispatches(sending.id()).unwrap(), std::slice::from_ref(&pending));

    let accepted = event(2, AuditEventKind::Accepted);
    history.settle_dispatch(&pending, DispatchState::Accepted, Some("remote-1"), &accepted).unwrap();
    assert_eq!(history.unsettled_dispatches().unwrap(), []);
    assert_eq!(history.envelope(sending.id()).unwrap().status(), EnvelopeStatus::Sent);
}
