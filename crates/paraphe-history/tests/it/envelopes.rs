use paraphe_envelope::{AuditEventKind, Envelope, EnvelopeId, EnvelopeStatus, GroupId, RecipientStatus};
use paraphe_history::{DispatchKey, History, HistoryError, OutboxRow};

use crate::sample::{
    at, content, document, draft, envelope, event, number, person, raw, recipient_id, sent, signed,
};

#[test]
fn an_envelope_comes_back_to_the_last_bit() {
    let mut history = History::in_memory().unwrap();
    let stored = envelope(7);
    history.insert_envelope(&stored).unwrap();
    let read = history.envelope(stored.id()).unwrap();
    assert_eq!(read.content(), stored.content());
    assert_eq!(read.events(), stored.events());
}

#[test]
fn what_a_field_asks_comes_back_and_is_chained() {
    let mut history = History::in_memory().unwrap();
    let mut asking = envelope(7).content().clone();
    asking.fields[0].label = "Votre IBAN".to_owned();
    asking.fields[0].required = false;
    asking.fields[1].group = Some(GroupId::new(number(3)));
    let stored = sent(Envelope::new(asking));
    history.insert_envelope(&stored).unwrap();
    assert_eq!(history.envelope(stored.id()).unwrap().content().fields, stored.content().fields);
    assert_eq!(history.verify(stored.id()).unwrap(), None);
    let mut plain = History::in_memory().unwrap();
    plain.insert_envelope(&envelope(7)).unwrap();
    let heads = [&history, &plain].map(|history| history.chain_head(stored.id()).unwrap());
    assert_ne!(heads[0], heads[1], "the words are part of what was sent");
}

#[test]
fn events_move_it_on() {
    let mut history = History::in_memory().unwrap();
    let id = envelope(1).id().clone();
    history.insert_envelope(&envelope(1)).unwrap();
    history.append_event(&id, &event(1000, signed("r1", 1))).unwrap();
    let read = history.envelope(&id).unwrap();
    assert_eq!(read.status(), EnvelopeStatus::InProgress);
    assert_eq!(read.recipient_status(&recipient_id("r1")), RecipientStatus::Signed);
    history
        .append_events(&id, &[event(2000, signed("r2", 1)), event(2000, AuditEventKind::Completed)])
        .unwrap();
    assert_eq!(history.envelope(&id).unwrap().status(), EnvelopeStatus::Completed);
}

#[test]
fn what_cannot_happen_is_not_recorded() {
    let mut history = History::in_memory().unwrap();
    let id = envelope(1).id().clone();
    history.insert_envelope(&envelope(1)).unwrap();
    let before = history.chain_head(&id).unwrap();
    // The first event is fine on its own and must go with the second, which is not.
    let result = history.append_events(
        &id,
        &[
            event(0, AuditEventKind::Viewed { recipient: recipient_id("r1") }),
            event(0, AuditEventKind::Created),
        ],
    );
    assert!(matches!(result, Err(HistoryError::Transition(_))), "{result:?}");
    assert_eq!(history.chain_head(&id).unwrap(), before);
    assert_eq!(history.envelope(&id).unwrap().events().len(), 3);
}

#[test]
fn unknown_and_known_ids_are_told() {
    let mut history = History::in_memory().unwrap();
    let id = EnvelopeId::new(number(9));
    assert!(matches!(history.envelope(&id), Err(HistoryError::EnvelopeMissing(missing)) if missing == id));
    let result = history.append_event(&id, &event(0, AuditEventKind::Completed));
    assert!(matches!(result, Err(HistoryError::EnvelopeMissing(_))));
    history.insert_envelope(&envelope(1)).unwrap();
    assert!(matches!(history.insert_envelope(&envelope(1)), Err(HistoryError::Duplicate(_))));
}

fn dispatch(key: &str) -> OutboxRow {
    let first = DispatchKey { envelope: envelope(1).id().clone(), dispatch: 1 };
    OutboxRow { idempotency_key: key.to_owned(), ..OutboxRow::pending(first, 1, "local", "local", at(0)) }
}

#[test]
fn sending_a_draft_is_one_step() {
    let mut history = History::in_memory().unwrap();
    history.insert_draft(&draft(1)).unwrap();
    history.send_draft(&draft(1).id, &envelope(1), &[dispatch("k1")]).unwrap();
    assert!(history.drafts().unwrap().is_empty());
    assert_eq!(history.dispatches(envelope(1).id()).unwrap(), [dispatch("k1")]);

    history.insert_draft(&draft(2)).unwrap();
    let result = history.send_draft(&draft(2).id, &envelope(2), &[dispatch("k1")]);
    assert!(matches!(result, Err(HistoryError::Duplicate(_))), "{result:?}");
    assert_eq!(history.drafts().unwrap(), [draft(2)], "the draft must still be there");
    assert!(matches!(history.envelope(envelope(2).id()), Err(HistoryError::EnvelopeMissing(_))));
}

#[test]
fn a_draft_is_sent_once() {
    let mut history = History::in_memory().unwrap();
    history.insert_draft(&draft(1)).unwrap();
    history.send_draft(&draft(1).id, &envelope(1), &[]).unwrap();
    let again = history.send_draft(&draft(1).id, &envelope(2), &[]);
    assert!(matches!(again, Err(HistoryError::DraftMissing(_))), "{again:?}");
}

#[test]
fn the_database_itself_keeps_content_and_events_as_they_are() {
    let dir = tempfile::tempdir().unwrap();
    History::open(dir.path()).unwrap().insert_envelope(&envelope(1)).unwrap();
    let file = raw(dir.path());
    for sql in [
        "UPDATE audit_event SET at = 0",
        "UPDATE audit_event SET event = '{}' WHERE seq = 2",
        "DELETE FROM audit_event WHERE seq = 3",
        "INSERT INTO audit_event VALUES (1, 9, 0, '{}', zeroblob(32), zeroblob(32))",
        "INSERT OR REPLACE INTO audit_event VALUES (1, 1, 0, '{}', zeroblob(32), zeroblob(32))",
        "UPDATE envelope SET title = 'Autre'",
        "UPDATE recipient SET email = 'eve@example.com'",
        "UPDATE document SET sha256 = zeroblob(32)",
        "UPDATE field SET x = 0",
        "DELETE FROM envelope",
    ] {
        file.execute_batch(&format!("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = OFF; {sql};"))
            .expect_err(&format!("must be refused: {sql}"));
    }
}

/// Two people who may sign at the same time.
fn parallel() -> Envelope {
    let people = vec![
        person("r1", "Amélie", "Bérard", "amelie@example.fr", 1),
        person("r2", "Karim", "Ben Salah", "karim@example.tn", 1),
    ];
    sent(Envelope::new(content(1, "Contrat", people)))
}

#[test]
fn of_two_who_signed_the_same_bytes_the_second_is_refused_and_then_completes() {
    let mut history = History::in_memory().unwrap();
    let id = parallel().id().clone();
    history.insert_envelope(&parallel()).unwrap();
    let original = [(document(1).id, document(1).sha256)];
    let first = history.record_signed(&id, &[event(1, signed("r1", 1))], &original, None, at(1)).unwrap();
    assert_eq!(first.status(), EnvelopeStatus::InProgress);

    let before = history.chain_head(&id).unwrap();
    let result = history.record_signed(&id, &[event(2, signed("r2", 1))], &original, None, at(2));
    assert!(
        matches!(&result, Err(HistoryError::DocumentMoved(moved)) if *moved == document(1).id),
        "{result:?}"
    );
    assert_eq!(history.chain_head(&id).unwrap(), before, "nothing must be recorded");

    let newest = [(document(1).id, first.current_digest(&document(1)))];
    let done = history.record_signed(&id, &[event(3, signed("r2", 1))], &newest, None, at(3)).unwrap();
    assert_eq!(done.status(), EnvelopeStatus::Completed);
    assert_eq!(history.envelope(&id).unwrap(), done);
    assert_eq!(history.verify(&id).unwrap(), None);
    assert_eq!(history.document_versions().unwrap().len(), 3, "the original and two signed versions");
}
