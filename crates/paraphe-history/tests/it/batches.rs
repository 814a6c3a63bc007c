//! Batches: one row in the list, each line sent once.

use paraphe_envelope::{AuditEvent, AuditEventKind, BatchId, EnvelopeStatus};
use paraphe_history::{
    BatchCounts, BatchLine, BatchRow, BatchState, Folding, History, HistoryError, HistoryFilter,
    HistoryQuery, Subject,
};

use crate::sample::{at, draft, envelope};

fn batch() -> BatchRow {
    BatchRow {
        id: BatchId::new([1; 16]),
        title: "Bail".to_owned(),
        account: "ngsign".to_owned(),
        pattern: "{}".to_owned(),
        document_count: 1,
        state: BatchState::Running,
        trouble: None,
        created_at: at(5),
        changed_at: at(5),
    }
}

fn lines(troubles: &[Option<&str>]) -> Vec<BatchLine> {
    let line = |(number, trouble): (u32, &Option<&str>)| BatchLine {
        number,
        cells: vec![format!("{number}@ex.fr")],
        trouble: trouble.map(str::to_owned),
        envelope: None,
    };
    (1..).zip(troubles).map(line).collect()
}

fn list(history: &History, folding: Folding, text: &str) -> Vec<Subject> {
    let query = HistoryQuery {
        text: text.to_owned(),
        filter: HistoryFilter::All,
        folding,
        cursor: None,
        limit: 50,
        now: at(100),
    };
    history.list(&query).unwrap().rows.into_iter().map(|row| row.subject).collect()
}

fn counts(history: &History) -> BatchCounts {
    history.batch_counts(&batch().id).unwrap()
}

/// A draft that became a batch of three, the last of which has to be put right.
fn scene() -> History {
    let mut history = History::in_memory().unwrap();
    let from = draft(1);
    history.insert_draft(&from).unwrap();
    history.insert_batch(&from.id, &batch(), &lines(&[None, None, Some("?")])).unwrap();
    history
}

#[test]
fn a_draft_becomes_a_batch_once() {
    let mut history = scene();
    assert_eq!(list(&history, Folding::Batches, ""), [Subject::Batch(batch().id)]);
    assert_eq!(list(&history, Folding::Requests, ""), []);
    let again = BatchRow { id: BatchId::new([2; 16]), ..batch() };
    let refused = history.insert_batch(&draft(1).id, &again, &lines(&[None]));
    assert!(matches!(refused, Err(HistoryError::DraftMissing(_))), "{refused:?}");
    assert!(matches!(history.batch(&again.id), Err(HistoryError::BatchMissing(_))));
    assert_eq!(counts(&history), BatchCounts { lines: 3, waiting: 2, to_correct: 1, ..Default::default() });
}

#[test]
fn a_batch_is_one_row_and_one_in_the_counts_and_its_requests_are_found() {
    let mut history = scene();
    let sent = [envelope(1), envelope(2)];
    for (number, one) in (1..).zip(&sent) {
        history.send_line((&batch().id, number), one, &[]).unwrap();
    }
    assert_eq!(list(&history, Folding::Batches, ""), [Subject::Batch(batch().id)]);
    assert_eq!(list(&history, Folding::Requests, "").len(), 2);
    let title = sent[0].title();
    let found = list(&history, Folding::Batches, title);
    assert!(
        found.iter().any(|one| matches!(one, Subject::Envelope(id, _) if id == sent[0].id())),
        "{found:?}"
    );
    let page = |filter| {
        let folding = Folding::Batches;
        let query =
            HistoryQuery { text: String::new(), filter, folding, cursor: None, limit: 50, now: at(100) };
        history.list(&query).unwrap()
    };
    let all = page(HistoryFilter::All);
    assert_eq!((all.counts.all, all.counts.in_progress, all.counts.todo), (1, 1, 1));
    assert_eq!(
        all.rows[0].standing.map(|(state, counts)| (state, counts.lines)),
        Some((BatchState::Running, 3))
    );
    assert_eq!(page(HistoryFilter::Todo).rows.len(), 1, "a line has to be put right");
    assert_eq!(history.batch_of(sent[1].id()).unwrap(), Some(batch().id));
    assert_eq!(history.batch_statuses(&batch().id).unwrap().len(), 2);
}

#[test]
fn a_line_is_sent_once() {
    let mut history = scene();
    history.send_line((&batch().id, 1), &envelope(1), &[]).unwrap();
    let again = history.send_line((&batch().id, 1), &envelope(2), &[]);
    assert!(matches!(again, Err(HistoryError::Duplicate(_))), "{again:?}");
    assert_eq!(history.envelope_ids().unwrap().len(), 1);
    let changed = BatchLine { cells: vec!["x".to_owned()], ..lines(&[None])[0].clone() };
    assert!(!history.write_line(&batch().id, &changed, at(9)).unwrap(), "what has left is not rewritten");
    assert_eq!(history.batch_lines(&batch().id).unwrap()[0].cells, ["1@ex.fr"]);
}

#[test]
fn what_was_stopped_stays_so_and_nothing_of_it_leaves() {
    let mut history = scene();
    let id = batch().id;
    history.set_batch_state(&id, BatchState::Paused, None, at(2)).unwrap();
    let held = history.send_line((&id, 1), &envelope(1), &[]);
    assert!(matches!(held, Err(HistoryError::BatchHeld(_))), "{held:?}");
    history.set_batch_state(&id, BatchState::Stopped, None, at(3)).unwrap();
    for later in [BatchState::Running, BatchState::Paused, BatchState::Done] {
        history.set_batch_state(&id, later, None, at(4)).unwrap();
        assert_eq!(history.batch(&id).unwrap().state, BatchState::Stopped);
    }
    let held = history.send_line((&id, 1), &envelope(1), &[]);
    assert!(matches!(held, Err(HistoryError::BatchHeld(_))), "{held:?}");
    assert_eq!(history.envelope_ids().unwrap().len(), 0);
}

#[test]
fn the_row_follows_its_requests_and_its_corrections() {
    let mut history = scene();
    let envelope = envelope(1);
    history.send_line((&batch().id, 1), &envelope, &[]).unwrap();
    history
        .append_event(
            envelope.id(),
            &AuditEvent { at: at(50), kind: AuditEventKind::Voided { reason: String::new() } },
        )
        .unwrap();
    assert_eq!(history.batch_statuses(&batch().id).unwrap()[0].1, EnvelopeStatus::Voided);
    assert_eq!((counts(&history).closed, counts(&history).open), (1, 0));
    let mended = BatchLine { trouble: None, ..lines(&[None, None, None])[2].clone() };
    assert!(history.write_line(&batch().id, &mended, at(60)).unwrap());
    assert_eq!((counts(&history).waiting, counts(&history).to_correct), (2, 0));
    history.set_batch_state(&batch().id, BatchState::Stopped, None, at(70)).unwrap();
    let query = |filter| HistoryQuery {
        text: String::new(),
        filter,
        folding: Folding::Batches,
        cursor: None,
        limit: 5,
        now: at(100),
    };
    assert_eq!(history.list(&query(HistoryFilter::DeclinedOrExpired)).unwrap().rows.len(), 1);
    let row = &history.list(&query(HistoryFilter::All)).unwrap().rows[0];
    assert_eq!((row.changed_at, row.is_todo), (at(70), false));
}
