use paraphe_envelope::AuditEventKind;
use paraphe_history::{ChainBreakKind, History};

use crate::sample::{breaks, envelope, event, raw, recipient_id, signed};

/// Three envelopes of five events; somebody with the file at hand runs `sql` on it, past every trigger.
fn check(sql: &str, expect: Option<ChainBreakKind>) {
    let dir = tempfile::tempdir().unwrap();
    let mut history = History::open(dir.path()).unwrap();
    for n in 1..=3 {
        let viewed = AuditEventKind::Viewed { recipient: recipient_id("r1") };
        history.insert_envelope(&envelope(n)).unwrap();
        history.append_event(envelope(n).id(), &event(1000, viewed)).unwrap();
        history.append_event(envelope(n).id(), &event(2000, signed("r1", n))).unwrap();
    }
    drop(history);
    let file = raw(dir.path());
    let triggers: Vec<String> = file
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name NOT LIKE 'listing%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for trigger in triggers {
        file.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    file.execute_batch(&format!("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; {sql}"))
        .unwrap();
    drop(file);

    let history = History::open(dir.path()).unwrap();
    assert_eq!(history.verify(envelope(2).id()).unwrap().map(|found| found.kind), expect, "{sql}");
    let all = breaks(&history);
    let expected: Vec<_> = expect.into_iter().map(|kind| (envelope(2).id().clone(), kind)).collect();
    let found: Vec<_> = all.into_iter().map(|found| (found.envelope, found.kind)).collect();
    assert_eq!(found, expected, "only the envelope that was tampered with must be named: {sql}");
}

#[test]
fn an_untouched_history_verifies() {
    check("", None);
}

#[test]
fn a_changed_event_is_named() {
    let changed = |seq| Some(ChainBreakKind::EventChanged { seq });
    check("UPDATE audit_event SET at = at + 1 WHERE envelope = 2 AND seq = 4", changed(4));
    check(
        "UPDATE audit_event SET event = replace(event, 'r1', 'r2') WHERE envelope = 2 AND seq = 4",
        changed(4),
    );
    check("UPDATE audit_event SET digest = randomblob(32) WHERE envelope = 2 AND seq = 5", changed(5));
    check("UPDATE audit_event SET previous = randomblob(32) WHERE envelope = 2 AND seq = 3", changed(3));
}

#[test]
fn a_changed_end_is_named() {
    check("UPDATE envelope SET chain_head = zeroblob(32) WHERE row = 2", Some(ChainBreakKind::EndChanged));
    check("UPDATE envelope SET chain_head = x'00' WHERE row = 2", Some(ChainBreakKind::EndChanged));
    check("UPDATE envelope SET event_count = 4 WHERE row = 2", Some(ChainBreakKind::EventUnknown { seq: 5 }));
    check("UPDATE envelope SET event_count = 6 WHERE row = 2", Some(ChainBreakKind::EventMissing { seq: 6 }));
}

#[test]
fn an_event_taken_out_is_named() {
    let missing = |seq| Some(ChainBreakKind::EventMissing { seq });
    check("DELETE FROM audit_event WHERE envelope = 2 AND seq = 1", missing(1));
    check("DELETE FROM audit_event WHERE envelope = 2 AND seq = 3", missing(3));
    check("DELETE FROM audit_event WHERE envelope = 2 AND seq = 5", missing(5));
    check("DELETE FROM audit_event WHERE envelope = 2", missing(1));
}

#[test]
fn an_event_of_another_envelope_does_not_pass() {
    check(
        "DELETE FROM audit_event WHERE envelope = 2 AND seq = 5;
         INSERT INTO audit_event SELECT 2, seq, at, event, previous, digest FROM audit_event WHERE envelope = 3 AND seq = 5",
        Some(ChainBreakKind::EventChanged { seq: 5 }),
    );
}

#[test]
fn an_event_put_behind_the_end_is_named() {
    check(
        "INSERT INTO audit_event SELECT envelope, 6, at, event, previous, digest FROM audit_event
         WHERE envelope = 2 AND seq = 5",
        Some(ChainBreakKind::EventChanged { seq: 6 }),
    );
}

#[test]
fn changed_content_is_named() {
    for sql in [
        "UPDATE envelope SET title = 'Autre' WHERE row = 2",
        "UPDATE recipient SET email = 'eve@example.com' WHERE envelope = 2 AND position = 1",
        "UPDATE recipient SET mobile = NULL WHERE envelope = 2 AND position = 0",
        "UPDATE document SET sha256 = zeroblob(32) WHERE envelope = 2",
        "UPDATE field SET x = x + 0.000001 WHERE envelope = 2 AND position = 0",
        "DELETE FROM field WHERE envelope = 2 AND position = 1",
        "UPDATE field SET label = 'Autre question' WHERE envelope = 2 AND position = 0",
        "UPDATE field SET required = 0 WHERE envelope = 2 AND position = 0",
    ] {
        check(sql, Some(ChainBreakKind::ContentChanged));
    }
}

#[test]
fn nonsense_in_a_row_is_a_break_and_not_a_failure() {
    let changed = |seq| Some(ChainBreakKind::EventChanged { seq });
    check("UPDATE audit_event SET digest = x'00' WHERE envelope = 2 AND seq = 2", changed(2));
    check("UPDATE audit_event SET previous = x'' WHERE envelope = 2 AND seq = 4", changed(4));
}
