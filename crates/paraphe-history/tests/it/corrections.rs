//! What is intended with a request that is out, and the one transaction in which another takes its place.

use std::convert::Infallible;

use paraphe_envelope::{AuditEventKind, EnvelopeStatus};
use paraphe_history::{
    DispatchChange, DispatchKey, Folding, History, HistoryError, HistoryFilter, HistoryQuery, OutboxRow,
    Subject,
};

use crate::sample::{at, envelope, event, signed};

fn row(n: u32) -> OutboxRow {
    let key = DispatchKey { envelope: envelope(n).id().clone(), dispatch: 1 };
    OutboxRow { next_check_at: Some(at(0)), ..OutboxRow::pending(key, 1, "ngsign", "Étude", at(0)) }
}

fn voided() -> Result<DispatchChange, Infallible> {
    let event = event(2_000, AuditEventKind::Voided { reason: "adresse inexacte".to_owned() });
    Ok(DispatchChange { rows: Vec::new(), events: vec![event] })
}

/// Request 1 is out; who it is for is wrong.
fn scene() -> History {
    let mut history = History::in_memory().unwrap();
    history.insert_envelope(&envelope(1)).unwrap();
    history.intend_correction(envelope(1).id(), &"noted").unwrap();
    history
}

fn to_do(history: &History) -> Vec<Subject> {
    let query = HistoryQuery {
        text: String::new(),
        filter: HistoryFilter::Todo,
        folding: Folding::Requests,
        cursor: None,
        limit: 9,
        now: at(0),
    };
    history.list(&query).unwrap().rows.into_iter().map(|row| row.subject).collect()
}

#[test]
fn what_is_intended_is_noted_until_it_is_forgotten() {
    let mut history = scene();
    let former = envelope(1).id().clone();
    assert_eq!(history.correction(&former).unwrap(), Some("noted".to_owned()));
    assert_eq!(history.corrections::<String>().unwrap(), [(former.clone(), "noted".to_owned())]);
    history.forget_correction(&former).unwrap();
    assert_eq!(history.correction::<String>(&former).unwrap(), None);
    assert_eq!(history.corrections::<String>().unwrap(), []);
    let missing = history.intend_correction(envelope(9).id(), &"noted");
    assert!(matches!(missing, Err(HistoryError::EnvelopeMissing(_))), "{missing:?}");
    assert_eq!(history.corrections::<String>().unwrap(), [], "and nothing is noted of it");
}

#[test]
fn a_request_waits_for_somebody_as_long_as_something_is_intended_with_it() {
    let mut history = scene();
    // Whoever signs here is waited for anyhow: after the last one nobody is.
    for person in ["r1", "r2"] {
        history.append_event(envelope(1).id(), &event(1_000, signed(person, 1))).unwrap();
    }
    assert_eq!(to_do(&history).len(), 1, "also after something has happened to it");
    history.forget_correction(envelope(1).id()).unwrap();
    assert_eq!(to_do(&history), []);
}

#[test]
fn the_former_one_ends_and_the_new_one_comes_at_once() {
    let mut history = scene();
    let (former, new) = (envelope(1), envelope(2));
    let replaced = history.replace_envelope(former.id(), (&new, &[row(2)]), |_, _| voided());
    assert_eq!(replaced.unwrap(), Ok(true));
    assert_eq!(history.envelope(former.id()).unwrap().status(), EnvelopeStatus::Voided);
    assert_eq!(history.due_dispatches(at(0), 9).unwrap(), [row(2)]);
    assert_eq!(history.replacement(former.id()).unwrap(), Some(new.id().clone()));
    assert_eq!(history.correction::<String>(former.id()).unwrap(), None);
    assert_eq!(history.verify(former.id()).unwrap(), None);

    let again = history.replace_envelope(former.id(), (&envelope(3), &[row(3)]), |_, _| voided());
    assert_eq!(again.unwrap(), Ok(false), "nothing is intended any more");
    assert!(history.envelope(envelope(3).id()).is_err());
}

#[test]
fn where_one_half_is_not_possible_neither_is_written() {
    let mut history = scene();
    let former = envelope(1).id().clone();
    let is_as_it_was = |history: &History| {
        assert_eq!(history.envelope(&former).unwrap().status(), envelope(1).status());
        assert_eq!(history.correction(&former).unwrap(), Some("noted".to_owned()));
        assert_eq!(history.replacement(&former).unwrap(), None);
    };
    let same = history.replace_envelope(&former, (&envelope(1), &[row(1)]), |_, _| voided());
    assert!(matches!(same, Err(HistoryError::Duplicate(_))), "{same:?}");
    is_as_it_was(&history);

    let another = history.replace_envelope(&former, (&envelope(2), &[row(2)]), |_, _| Err("not now"));
    assert_eq!(another.unwrap(), Err("not now"));
    assert!(history.envelope(envelope(2).id()).is_err());
    is_as_it_was(&history);

    let impossible = history.replace_envelope(&former, (&envelope(2), &[row(2)]), |_, _| {
        let events = vec![event(2_000, AuditEventKind::Created)];
        Ok::<_, Infallible>(DispatchChange { rows: Vec::new(), events })
    });
    assert!(matches!(impossible, Err(HistoryError::Transition(_))), "{impossible:?}");
    assert!(history.envelope(envelope(2).id()).is_err());
    is_as_it_was(&history);
    assert_eq!(history.due_dispatches(at(0), 9).unwrap(), []);
}
