//! Batches: one row in the list, each line sent once.

use paraphe_envelope::{AuditEvent, AuditEventKind, BatchId, EnvelopeStatus, RecipientStatus};
use paraphe_history::{
    BatchCounts, BatchLine, BatchRow, BatchState, Folding, History, HistoryError, HistoryFilter,
    HistoryQuery, Subject, UnsentLines,
};

use crate::sample::{at, draft, envelope, recipient_id};

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
    assert_eq!(history.batch_envelopes(&batch().id).unwrap().len(), 2);
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
    let mut after = |time, kind| {
        history.append_event(envelope.id(), &AuditEvent { at: at(time), kind }).unwrap();
        let [told] = history.batch_envelopes(&batch().id).unwrap().try_into().unwrap();
        (told.status, told.people)
    };
    let seen = [RecipientStatus::Viewed, RecipientStatus::Waiting];
    let viewed = AuditEventKind::Viewed { recipient: recipient_id("r1") };
    assert_eq!(after(40, viewed), (EnvelopeStatus::InProgress, seen.to_vec()));
    let voided = AuditEventKind::Voided { reason: String::new() };
    assert_eq!(after(50, voided), (EnvelopeStatus::Voided, seen.to_vec()));
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

#[test]
fn a_row_that_was_only_moved_says_what_counting_anew_would_say() {
    let mut history = scene();
    let id = batch().id;
    let shown = |history: &History| {
        let filters = [
            HistoryFilter::All,
            HistoryFilter::InProgress,
            HistoryFilter::Completed,
            HistoryFilter::DeclinedOrExpired,
            HistoryFilter::Todo,
        ];
        filters.map(|filter| {
            let (text, folding) = (String::new(), Folding::Batches);
            history
                .list(&HistoryQuery { text, filter, folding, cursor: None, limit: 5, now: at(100) })
                .unwrap()
        })
    };
    let (one, two, three) = (envelope(1), envelope(2), envelope(3));
    let mut check = |step: &str, change: &dyn Fn(&mut History)| {
        change(&mut history);
        let moved = shown(&history);
        // Counts all lines; the time is one before everything else.
        history.set_batch_state(&id, BatchState::Running, None, at(5)).unwrap();
        assert_eq!(moved, shown(&history), "{step}");
        moved[0].rows[0].changed_at
    };
    let happens = |history: &mut History, time, kind| {
        history.append_event(one.id(), &AuditEvent { at: at(time), kind }).unwrap();
    };
    check("a line that waited leaves", &|history| history.send_line((&id, 1), &one, &[]).unwrap());
    let viewed = AuditEventKind::Viewed { recipient: recipient_id("r1") };
    assert_eq!(check("it is looked at", &|history| happens(history, 40, viewed.clone())), at(40));
    check("another leaves", &|history| history.send_line((&id, 2), &two, &[]).unwrap());
    check("one that had to be put right leaves", &|history| {
        history.send_line((&id, 3), &three, &[]).unwrap();
    });
    let voided = AuditEventKind::Voided { reason: String::new() };
    check("the first is taken back", &|history| happens(history, 50, voided.clone()));
}

#[test]
fn lines_that_have_not_left_can_be_others_and_those_that_have_stay() {
    let mut history = scene();
    let id = batch().id;
    history.send_noted_line((&id, 1), &envelope(1), &[], &[("rows.x".to_owned(), 7)]).unwrap();
    history.append_to_setting("rows.x", &8).unwrap();
    assert_eq!(history.setting::<Vec<u32>>("rows.x").unwrap(), Some(vec![7, 8]), "each is added to the list");
    let other = |number| BatchLine { number, ..lines(&[None])[0].clone() };
    let unsent = |lines, state| UnsentLines { batch: id.clone(), lines, state };
    let note = ("rows.z", &"noted");
    let taken = history.replace_unsent_lines(&[unsent(vec![other(1)], None)], note, at(9));
    assert!(
        taken.is_err() && history.batch_lines(&id).unwrap().len() == 3,
        "the number of one that has left"
    );
    assert_eq!(history.setting::<String>("rows.z").unwrap(), None, "all of it or nothing");
    history.replace_unsent_lines(&[unsent(vec![other(2)], None)], note, at(9)).unwrap();
    assert_eq!(history.batch(&id).unwrap().state, BatchState::Running);
    let numbers: Vec<_> = history.batch_lines(&id).unwrap().into_iter().map(|line| line.number).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(counts(&history), BatchCounts { lines: 2, waiting: 1, open: 1, ..Default::default() });
    history.replace_unsent_lines(&[unsent(vec![other(2)], Some(BatchState::Stopped))], note, at(10)).unwrap();
    assert_eq!(history.batch(&id).unwrap().state, BatchState::Stopped);
    assert_eq!(history.batch_line_of(envelope(1).id()).unwrap(), Some((id, 1)));
}

#[test]
fn a_batch_that_takes_lines_over_comes_with_that_or_not_at_all() {
    let mut history = scene();
    let new = BatchRow { id: BatchId::new([2; 16]), ..batch() };
    let left =
        |id: BatchId| UnsentLines { batch: id, lines: lines(&[None]), state: Some(BatchState::Stopped) };
    let others = [left(batch().id), left(BatchId::new([3; 16]))];
    let refused = history.insert_new_batch(&new, &lines(&[None]), &others, ("rows.y", &"noted"));
    assert!(matches!(refused, Err(HistoryError::BatchMissing(_))), "{refused:?}");
    assert!(matches!(history.batch(&new.id), Err(HistoryError::BatchMissing(_))));
    assert_eq!(history.batch(&batch().id).unwrap().state, BatchState::Running);
    history.insert_new_batch(&new, &lines(&[None]), &others[..1], ("rows.y", &"noted")).unwrap();
    assert_eq!(history.batch(&batch().id).unwrap().state, BatchState::Stopped);
    assert_eq!(history.batch_lines(&batch().id).unwrap().len(), 1);
}

#[test]
fn a_batch_comes_without_a_draft_and_goes_while_nothing_has_left() {
    let mut history = History::in_memory().unwrap();
    let id = batch().id;
    history.insert_new_batch(&batch(), &lines(&[None, None]), &[], ("rows.y", &"noted")).unwrap();
    assert_eq!(list(&history, Folding::Batches, ""), [Subject::Batch(id.clone())]);
    let again = history.insert_new_batch(&batch(), &[], &[], ("rows.y", &"again"));
    assert!(matches!(again, Err(HistoryError::Duplicate(_))), "{again:?}");
    assert_eq!(history.setting::<String>("rows.y").unwrap().as_deref(), Some("noted"));

    assert!(history.purge_batch(&id).unwrap());
    assert_eq!(list(&history, Folding::Batches, ""), []);
    assert!(matches!(history.purge_batch(&id), Err(HistoryError::BatchMissing(_))));
    assert_eq!(history.batch_lines(&id).unwrap(), []);

    history.insert_new_batch(&batch(), &lines(&[None, None]), &[], ("rows.y", &"noted")).unwrap();
    history.send_line((&id, 2), &envelope(1), &[]).unwrap();
    assert!(!history.purge_batch(&id).unwrap(), "something has left");
    assert_eq!(history.batch_lines(&id).unwrap().len(), 2);
}
