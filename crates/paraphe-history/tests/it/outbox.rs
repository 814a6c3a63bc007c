use paraphe_history::{DispatchState, History, HistoryError, OutboxRow};

use crate::sample::{at, envelope};

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
