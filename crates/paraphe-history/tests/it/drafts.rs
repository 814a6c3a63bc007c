use paraphe_envelope::{Draft, DraftId, DraftOperation, FieldId, Placement, ViewRect};
use paraphe_history::{History, HistoryError, UNDO_LIMIT, UndoDepth};

use crate::sample::{at, draft, draft_recipient, field, number, recipient_id};

fn title(text: &str) -> DraftOperation {
    DraftOperation::SetTitle { title: text.to_owned() }
}

fn place(x: f64) -> DraftOperation {
    let rect = ViewRect { x, y: 10.0, width: 150.0, height: 60.0 };
    DraftOperation::PlaceField { field: FieldId::new(number(1)), placement: Placement { page: 1, rect } }
}

fn with_draft() -> (History, DraftId) {
    let mut history = History::in_memory().unwrap();
    let draft = draft(1);
    history.insert_draft(&draft).unwrap();
    (history, draft.id)
}

fn x_of(draft: &Draft) -> f64 {
    draft.fields[0].placement.rect.x
}

#[test]
fn a_draft_comes_back_to_the_last_bit() {
    let (history, id) = with_draft();
    assert_eq!(history.draft(&id).unwrap(), draft(1));
    assert_eq!(history.drafts().unwrap(), [draft(1)]);
}

#[test]
fn an_id_is_used_once() {
    let (mut history, id) = with_draft();
    match history.insert_draft(&draft(1)) {
        Err(HistoryError::Duplicate(what)) => assert_eq!(what, id.to_string()),
        other => panic!("the second draft of the same id must be refused: {other:?}"),
    }
}

#[test]
fn undo_and_redo_lead_back_and_forth_and_survive_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let id = draft(1).id;
    let mut history = History::open(dir.path()).unwrap();
    history.insert_draft(&draft(1)).unwrap();
    let added = draft_recipient("r2", "Karim", "Ben Salah", "karim@example.tn");
    let operations = [
        title("Bail"),
        DraftOperation::AddRecipient { recipient: added, index: 0 },
        DraftOperation::AddField { field: field(2, "r2", 1) },
        DraftOperation::RemoveRecipient { recipient: recipient_id("r2") },
    ];
    let mut states = vec![draft(1)];
    for (operation, n) in operations.into_iter().zip(0..) {
        states.push(history.apply_operation(&id, operation, None, at(n * 1000)).unwrap().draft);
    }
    drop(history);

    let mut history = History::open(dir.path()).unwrap();
    for state in states[..4].iter().rev() {
        assert_eq!(history.undo(&id, at(9000)).unwrap().unwrap().draft, *state);
        assert_eq!(history.draft(&id).unwrap(), *state, "what undo says must be what is stored");
    }
    assert_eq!(history.undo(&id, at(9000)).unwrap(), None);
    assert_eq!(history.undo_depth(&id).unwrap(), UndoDepth { undo: 0, redo: 4 });
    for state in &states[1..] {
        assert_eq!(history.redo(&id, at(9000)).unwrap().unwrap().draft, *state);
    }
    assert_eq!(history.redo(&id, at(9000)).unwrap(), None);
}

#[test]
fn after_something_new_nothing_can_be_redone() {
    let (mut history, id) = with_draft();
    history.apply_operation(&id, title("Un"), None, at(0)).unwrap();
    history.undo(&id, at(1)).unwrap();
    let step = history.apply_operation(&id, title("Deux"), None, at(2)).unwrap();
    assert_eq!(step.depth, UndoDepth { undo: 1, redo: 0 });
    assert_eq!(history.redo(&id, at(3)).unwrap(), None);
}

#[test]
fn quick_moves_of_a_box_are_one_to_undo() {
    let (mut history, id) = with_draft();
    for step in 1..=40 {
        let x = f64::from(step);
        history.apply_operation(&id, place(x), Some("move-1"), at(i64::from(step) * 600)).unwrap();
    }
    let undone = history.undo(&id, at(99_000)).unwrap().unwrap();
    assert_eq!(x_of(&undone.draft), 100.0 / 3.0, "one undo must go back to before the first move");
    assert_eq!(undone.depth, UndoDepth { undo: 0, redo: 1 });
    let redone = history.redo(&id, at(99_001)).unwrap().unwrap();
    assert_eq!(x_of(&redone.draft), 40.0, "one redo must go to after the last");
}

#[test]
fn a_pause_another_key_or_an_undo_ends_the_merging() {
    let check = |key: Option<&str>, later: i64, depth: u32| {
        let (mut history, id) = with_draft();
        history.apply_operation(&id, place(1.0), Some("a"), at(0)).unwrap();
        let step = history.apply_operation(&id, place(2.0), key, at(later)).unwrap();
        assert_eq!(step.depth.undo, depth, "key {key:?} after {later} ms");
    };
    check(Some("a"), 600, 1);
    check(Some("a"), 601, 2);
    check(Some("a"), -1, 2);
    check(Some("b"), 10, 2);
    check(None, 10, 2);

    let (mut history, id) = with_draft();
    history.apply_operation(&id, place(1.0), Some("a"), at(0)).unwrap();
    history.apply_operation(&id, title("x"), Some("b"), at(1)).unwrap();
    history.undo(&id, at(2)).unwrap();
    let step = history.apply_operation(&id, place(2.0), Some("a"), at(3)).unwrap();
    assert_eq!(step.depth.undo, 2, "after an undo the same key must begin anew");
}

#[test]
fn different_operations_merge_into_a_batch_that_undoes_exactly() {
    let (mut history, id) = with_draft();
    for (operation, n) in [place(1.0), title("Un"), place(2.0), title("Deux")].into_iter().zip(0..) {
        history.apply_operation(&id, operation, Some("both"), at(n)).unwrap();
    }
    let after = history.draft(&id).unwrap();
    let undone = history.undo(&id, at(9)).unwrap().unwrap();
    assert_eq!(undone.draft, draft(1));
    assert_eq!(undone.depth, UndoDepth { undo: 0, redo: 1 });
    assert_eq!(history.redo(&id, at(10)).unwrap().unwrap().draft, after);
}

#[test]
fn the_oldest_operations_are_forgotten() {
    let (mut history, id) = with_draft();
    for n in 0..=UNDO_LIMIT {
        history.apply_operation(&id, title(&n.to_string()), None, at(i64::from(n))).unwrap();
    }
    assert_eq!(history.undo_depth(&id).unwrap(), UndoDepth { undo: UNDO_LIMIT, redo: 0 });
    while history.undo(&id, at(0)).unwrap().is_some() {}
    assert_eq!(history.draft(&id).unwrap().title, "0", "the first operation must be beyond undoing");
}

#[test]
fn an_operation_that_does_not_fit_changes_nothing() {
    let (mut history, id) = with_draft();
    history.apply_operation(&id, title("Un"), None, at(0)).unwrap();
    history.undo(&id, at(1)).unwrap();
    let misfit = DraftOperation::RemoveField { field: FieldId::new(number(99)) };
    let result = history.apply_operation(&id, misfit, None, at(2));
    assert!(matches!(result, Err(HistoryError::Operation(_))), "{result:?}");
    assert_eq!(history.draft(&id).unwrap(), draft(1));
    assert_eq!(
        history.undo_depth(&id).unwrap(),
        UndoDepth { undo: 0, redo: 1 },
        "what was undone must stay redoable"
    );
}

#[test]
fn documents_of_a_draft_can_come_and_go() {
    let (mut history, id) = with_draft();
    let added = crate::sample::document(2);
    let operation = DraftOperation::AddDocument { document: added.clone(), index: 0 };
    history.apply_operation(&id, operation, None, at(0)).unwrap();
    assert_eq!(history.draft(&id).unwrap().documents, [added, crate::sample::document(1)]);
    history.undo(&id, at(1)).unwrap();
    assert_eq!(history.draft(&id).unwrap(), draft(1));
}

#[test]
fn a_purged_draft_is_gone() {
    let mut history = History::in_memory().unwrap();
    history.insert_draft(&draft(1)).unwrap();
    history.insert_draft(&draft(2)).unwrap();
    history.purge_draft(&draft(1).id).unwrap();
    assert_eq!(history.draft_ids().unwrap(), [draft(2).id]);
    assert!(matches!(history.draft(&draft(1).id), Err(HistoryError::DraftMissing(_))));
    assert!(matches!(history.purge_draft(&draft(1).id), Err(HistoryError::DraftMissing(_))));
}
