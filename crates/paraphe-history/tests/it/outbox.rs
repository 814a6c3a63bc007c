use paraphe_envelope::{AuditEventKind, Envelope, EnvelopeStatus, Sha256Digest};
use paraphe_history::{
    AccountRow, AlreadyThere, ArtifactRow, DispatchChange, DispatchKey, DispatchState, History, HistoryError,
    Keeping, OutboxRow,
};

use crate::sample::{at, content, draft, envelope, event, person, raw, recipient_id, sent};

fn row(dispatch: u32, state: DispatchState) -> OutboxRow {
    OutboxRow {
        idempotency_key: format!("key-{dispatch}"),
        state,
        ..OutboxRow::pending(
            DispatchKey { envelope: envelope(1).id().clone(), dispatch },
            dispatch,
            "local",
            "Bureau",
            at(0),
        )
    }
}

fn history_with(rows: &[OutboxRow]) -> History {
    let mut history = History::in_memory().unwrap();
    let mut draft = draft(1);
    draft.id = paraphe_envelope::DraftId::new([9; 16]);
    history.insert_draft(&draft).unwrap();
    history.send_draft(&draft.id, &envelope(1), rows).unwrap();
    history
}

#[test]
fn what_needs_only_outlive_the_program_reaches_the_file_when_it_is_flushed() {
    let dir = tempfile::tempdir().unwrap();
    let mut history = History::open(dir.path()).unwrap();
    history.insert_draft(&draft(1)).unwrap();
    history.flush().unwrap();
    history.send_draft(&draft(1).id, &envelope(1), &[]).unwrap();
    // The file alone, without the log beside it.
    let in_the_file = || -> u32 {
        let alone = tempfile::tempdir().unwrap();
        std::fs::copy(dir.path().join("paraphe.sqlite"), alone.path().join("paraphe.sqlite")).unwrap();
        raw(alone.path()).query_row("SELECT count(*) FROM envelope", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(in_the_file(), 0);
    history.flush().unwrap();
    assert_eq!(in_the_file(), 1);
}

/// Whoever reads an older state of the file keeps what came since from being moved into it.
#[test]
fn what_is_flushed_while_somebody_reads_is_written_in_a_way_that_outlives_a_power_cut() {
    let dir = tempfile::tempdir().unwrap();
    let mut history = History::open(dir.path()).unwrap();
    history.insert_draft(&draft(1)).unwrap();
    let reader = raw(dir.path());
    let watcher = History::open(dir.path()).unwrap();
    let before = watcher.foreign_changes().unwrap();
    history.flush().unwrap();
    assert_eq!(watcher.foreign_changes().unwrap(), before, "with nobody in the way it is moved");

    reader.execute_batch("BEGIN").unwrap();
    let read: u32 = reader.query_row("SELECT count(*) FROM envelope", [], |row| row.get(0)).unwrap();
    history.send_draft(&draft(1).id, &envelope(1), &[]).unwrap();
    let before = watcher.foreign_changes().unwrap();
    history.flush().unwrap();
    assert_ne!(watcher.foreign_changes().unwrap(), before, "otherwise the log goes on, to the disk");
    assert_eq!((read, watcher.envelope_ids().unwrap().len()), (0, 1));
}

#[test]
fn what_is_open_is_found_until_it_is_settled() {
    let rows =
        [row(1, DispatchState::Pending), row(2, DispatchState::Uncertain), row(3, DispatchState::Refused)];
    let mut history = history_with(&rows);
    assert_eq!(history.unsettled_dispatches().unwrap(), rows[..2]);

    let accepted = OutboxRow {
        state: DispatchState::Accepted,
        remote: Some("remote-1".to_owned()),
        steps: vec![("transaction".to_owned(), Some("tx".to_owned())), ("launch".to_owned(), None)],
        links: vec![(recipient_id("r1"), "https://sign.example/1".to_owned())],
        next_check_at: Some(at(7)),
        changed_at: at(5),
        ..rows[0].clone()
    };
    history.update_dispatch(&rows[0], &accepted, Keeping::Step).unwrap();
    assert_eq!(history.dispatches(&accepted.envelope).unwrap()[0], accepted, "all of it is kept");
    let forgetful = OutboxRow { remote: None, changed_at: at(6), ..accepted.clone() };
    history.update_dispatch(&accepted, &forgetful, Keeping::Check).unwrap();
    let first = &history.dispatches(&accepted.envelope).unwrap()[0];
    assert_eq!(first.remote.as_deref(), Some("remote-1"), "a remote id once known must be kept");
    assert_eq!(first.changed_at, at(6));
    assert_eq!(history.unsettled_dispatches().unwrap(), rows[1..2]);
}

#[test]
fn a_step_changes_nothing_but_the_steps_of_its_dispatch() {
    let begun = OutboxRow { next_check_at: Some(at(3)), ..row(1, DispatchState::Pending) };
    let other = row(2, DispatchState::Accepted);
    let mut history = history_with(&[begun.clone(), other.clone()]);
    let mut known = begun;
    for value in [None, Some("id 1".to_owned())] {
        let step = OutboxRow { steps: vec![("file.1".to_owned(), value)], ..known.clone() };
        history.update_dispatch(&known, &step, Keeping::Step).unwrap();
        known = step;
        assert_eq!(history.dispatches(&other.envelope).unwrap(), [known.clone(), other.clone()]);
        assert_eq!(history.due_dispatches(at(3), 9).unwrap(), std::slice::from_ref(&known));
    }
    let stale = OutboxRow { steps: Vec::new(), ..known.clone() };
    let late =
        history.update_dispatch(&stale, &OutboxRow { steps: Vec::new(), ..stale.clone() }, Keeping::Step);
    assert!(matches!(late, Err(HistoryError::DispatchMoved(_))), "{late:?}");
    assert_eq!(history.dispatch(&known.key()).unwrap(), Some(known));
}

#[test]
fn what_is_due_comes_when_it_is_due_and_the_longest_waiting_first() {
    let due = |dispatch, when| OutboxRow {
        next_check_at: Some(at(when)),
        ..row(dispatch, DispatchState::Accepted)
    };
    let history = history_with(&[due(1, 30), due(2, 10), due(3, 20), row(4, DispatchState::Done)]);
    let numbers = |now, limit| -> Vec<u32> {
        history.due_dispatches(at(now), limit).unwrap().iter().map(|row| row.dispatch).collect()
    };
    assert_eq!(numbers(9, 9), [] as [u32; 0]);
    assert_eq!(numbers(20, 9), [2, 3]);
    assert_eq!(numbers(99, 2), [2, 3]);
}

#[test]
fn a_dispatch_is_found_by_what_its_provider_calls_it() {
    let named = OutboxRow { remote: Some("abc".to_owned()), ..row(1, DispatchState::Accepted) };
    let history = history_with(std::slice::from_ref(&named));
    assert_eq!(history.dispatch_of_remote("Bureau", "abc").unwrap(), Some(named));
    assert_eq!(
        history.dispatch_of_remote("Autre", "abc").unwrap(),
        None,
        "another account's is none of ours"
    );
    assert_eq!(history.open_dispatches("Bureau").unwrap(), 1);
}

#[test]
fn a_dispatch_that_is_not_there_is_told() {
    let mut history = History::in_memory().unwrap();
    let missing = row(1, DispatchState::Accepted);
    let result = history.update_dispatch(&missing, &missing, Keeping::Step);
    assert!(matches!(result, Err(HistoryError::EnvelopeMissing(_))), "{result:?}");
}

#[test]
fn a_dispatch_and_its_envelope_are_recorded_together_or_not_at_all() {
    let pending = row(1, DispatchState::Pending);
    let people = vec![person("r1", "Amélie", "Bérard", "amelie@example.fr", 1)];
    let mut sending = Envelope::new(content(1, "Contrat", people));
    sending.apply(event(0, AuditEventKind::Created)).unwrap();
    let started =
        AuditEventKind::SendingStarted { provider: "local".to_owned(), account: "Bureau".to_owned() };
    sending.apply(event(0, started)).unwrap();
    let mut history = History::in_memory().unwrap();
    let from = draft(1);
    history.insert_draft(&from).unwrap();
    history.send_draft(&from.id, &sending, std::slice::from_ref(&pending)).unwrap();

    let accepted =
        OutboxRow { state: DispatchState::Accepted, remote: Some("remote-1".to_owned()), ..pending.clone() };
    let mut record = |events: Vec<_>| {
        history.change_dispatches(sending.id(), |_, rows| -> Result<_, ()> {
            assert_eq!(rows, std::slice::from_ref(&pending));
            Ok(DispatchChange { rows: vec![accepted.clone()], events })
        })
    };
    let result = record(vec![event(1, AuditEventKind::Completed)]);
    assert!(matches!(result, Err(HistoryError::Transition(_))), "{result:?}");
    let after = record(vec![event(2, AuditEventKind::Accepted)]).unwrap().unwrap();
    assert_eq!(history.unsettled_dispatches().unwrap(), []);
    assert_eq!(after.status(), EnvelopeStatus::Sent);
}

#[test]
fn what_another_program_has_written_meanwhile_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let pending = row(1, DispatchState::Pending);
    let mut ours = History::open(folder.path()).unwrap();
    let mut theirs = History::open(folder.path()).unwrap();
    ours.insert_draft(&draft(1)).unwrap();
    ours.send_draft(&draft(1).id, &envelope(1), std::slice::from_ref(&pending)).unwrap();

    let read = ours.dispatch(&pending.key()).unwrap().unwrap();
    let accepted =
        OutboxRow { state: DispatchState::Accepted, remote: Some("remote-1".to_owned()), ..pending.clone() };
    theirs.update_dispatch(&pending, &accepted, Keeping::Step).unwrap();
    let late =
        OutboxRow { next_check_at: Some(at(9)), trouble: Some("no answer".to_owned()), ..read.clone() };
    for how in [Keeping::Check, Keeping::Step] {
        let result = ours.update_dispatch(&read, &late, how);
        assert!(matches!(&result, Err(HistoryError::DispatchMoved(key)) if *key == read.key()), "{result:?}");
    }
    assert_eq!(ours.dispatch(&pending.key()).unwrap(), Some(accepted.clone()));

    // What is decided is decided over what there is.
    let decided = ours.change_dispatches(envelope(1).id(), |_, rows| {
        assert_eq!(rows, std::slice::from_ref(&accepted));
        Err::<DispatchChange, _>("there is nothing to do")
    });
    assert_eq!(decided.unwrap(), Err("there is nothing to do"));
    assert_eq!(ours.dispatch(&pending.key()).unwrap(), Some(accepted));
}

#[test]
fn an_envelope_that_never_was_a_draft_comes_with_its_dispatches_and_its_setting_or_not_at_all() {
    let mut history = History::in_memory().unwrap();
    let rows = [row(1, DispatchState::Pending)];
    history.send_new(&envelope(1), &rows, &[("row.2".to_owned(), "first")]).unwrap();
    assert_eq!(history.dispatches(envelope(1).id()).unwrap(), rows);
    let again = history.send_new(&envelope(1), &rows, &[("row.2".to_owned(), "second")]);
    assert!(matches!(again, Err(HistoryError::Duplicate(_))), "{again:?}");
    assert_eq!(history.setting::<String>("row.2").unwrap().as_deref(), Some("first"));
}

#[test]
fn options_are_content_and_are_chained_with_it() {
    let mut history = History::in_memory().unwrap();
    let mut asked = content(1, "Contrat", vec![person("r1", "Amélie", "Bérard", "amelie@example.fr", 1)]);
    asked.options.test = true;
    let envelope = sent(Envelope::new(asked));
    history.insert_envelope(&envelope).unwrap();
    assert_eq!(history.envelope(envelope.id()).unwrap(), envelope);
    assert_eq!(history.verify(envelope.id()).unwrap(), None);
}

#[test]
fn accounts_keep_their_dispatches_when_they_get_another_name() {
    let mut history = history_with(&[row(1, DispatchState::Accepted)]);
    let account = |name: &str| AccountRow {
        name: name.to_owned(),
        secret: format!("account.{name}"),
        settings: serde_json::json!({ "provider": "docage" }),
        created_at: at(1),
    };
    history.insert_account(&account("Bureau")).unwrap();
    assert!(matches!(history.insert_account(&account("Bureau")), Err(HistoryError::Duplicate(_))));
    let renamed = AccountRow { name: "Étude".to_owned(), ..account("Bureau") };
    history.change_account("Bureau", &renamed).unwrap();
    assert_eq!(history.accounts().unwrap(), std::slice::from_ref(&renamed));
    assert_eq!(history.open_dispatches("Étude").unwrap(), 1);
    assert!(history.remove_account("Étude").unwrap());
    assert_eq!(history.account("Étude").unwrap(), None);
}

#[test]
fn results_are_noted_once() {
    let mut history = history_with(&[row(1, DispatchState::Done)]);
    let result = ArtifactRow {
        dispatch: 1,
        kind: "signed_documents".to_owned(),
        sha256: Sha256Digest::of(b"signed"),
        name: "contrat-signe.pdf".to_owned(),
        document: None,
        fetched_at: at(3),
    };
    let id = envelope(1).id().clone();
    history.add_artifacts(&id, std::slice::from_ref(&result)).unwrap();
    history.add_artifacts(&id, &[ArtifactRow { fetched_at: at(9), ..result.clone() }]).unwrap();
    assert_eq!(history.artifacts(&id).unwrap(), [result]);
}

#[test]
fn a_result_is_in_the_audit_trail_and_in_the_list_or_in_neither() {
    let dir = tempfile::tempdir().unwrap();
    let mut history = History::open(dir.path()).unwrap();
    history.insert_envelope(&envelope(1)).unwrap();
    let id = envelope(1).id().clone();
    let (name, sha256) = ("contrat-signe.pdf".to_owned(), Sha256Digest::of(b"signed"));
    let kind = "signed_documents".to_owned();
    let came = event(3, AuditEventKind::Downloaded { name: name.clone(), sha256, document: None });
    let row = ArtifactRow { dispatch: 1, kind, sha256, name, document: None, fetched_at: at(3) };
    let result = (came.clone(), row.clone());
    let mut record = || history.record_results(&id, std::slice::from_ref(&result), &AlreadyThere::File);

    let refused = "CREATE TRIGGER full BEFORE INSERT ON artifact BEGIN SELECT RAISE(ABORT, 'full'); END";
    raw(dir.path()).execute_batch(refused).unwrap();
    record().unwrap_err();
    raw(dir.path()).execute_batch("DROP TRIGGER full").unwrap();
    let known = History::open(dir.path()).unwrap();
    assert_eq!(known.envelope(&id).unwrap().events(), envelope(1).events());

    record().unwrap();
    assert_eq!(known.envelope(&id).unwrap().events().last(), Some(&came));
    assert_eq!((known.artifacts(&id).unwrap(), known.verify(&id).unwrap()), (vec![row], None));
}

#[test]
fn what_two_programs_have_fetched_is_recorded_once() {
    let dir = tempfile::tempdir().unwrap();
    let (mut ours, mut theirs) = (History::open(dir.path()).unwrap(), History::open(dir.path()).unwrap());
    ours.insert_envelope(&envelope(1)).unwrap();
    let id = envelope(1).id().clone();
    let result = |kind: &str, bytes: &[u8], at_time| {
        let (kind, name, sha256) = (kind.to_owned(), format!("{kind}.pdf"), Sha256Digest::of(bytes));
        let came = event(at_time, AuditEventKind::Downloaded { name: name.clone(), sha256, document: None });
        (came, ArtifactRow { dispatch: 1, kind, sha256, name, document: None, fetched_at: at(at_time) })
    };
    let signed = |at| result("signed_documents", b"signed", at);
    ours.record_results(&id, &[signed(3)], &AlreadyThere::File).unwrap();
    theirs.record_results(&id, &[signed(4)], &AlreadyThere::File).unwrap();
    let newer = result("signed_documents", b"signed by both", 5);
    theirs.record_results(&id, std::slice::from_ref(&newer), &AlreadyThere::File).unwrap();
    // Made anew each time it is fetched; what comes with it at once belongs to it.
    let trail = [result("audit_trail", b"made at 6", 6), result("audit_trail", b"a second sheet", 6)];
    ours.record_results(&id, &trail, &AlreadyThere::KindBut(Vec::new())).unwrap();
    theirs
        .record_results(&id, &[result("audit_trail", b"made at 7", 7)], &AlreadyThere::KindBut(Vec::new()))
        .unwrap();

    let known: Vec<_> = [signed(3), newer].into_iter().chain(trail).collect();
    let events: Vec<_> = known.iter().map(|(event, _)| event.clone()).collect();
    let stored = ours.envelope(&id).unwrap();
    assert_eq!(stored.events()[envelope(1).events().len()..], events);
    let kept = ours.artifacts(&id).unwrap();
    assert_eq!(kept.len(), known.len());
    assert!(known.iter().all(|(_, row)| kept.contains(row)), "{kept:#?}");
    assert_eq!(ours.verify(&id).unwrap(), None);
}

#[test]
fn a_result_and_what_follows_from_it_are_written_together_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let mut history = History::open(dir.path()).unwrap();
    history.insert_draft(&draft(1)).unwrap();
    history.send_draft(&draft(1).id, &envelope(1), &[row(1, DispatchState::Accepted)]).unwrap();
    let id = envelope(1).id().clone();
    let result = ArtifactRow {
        dispatch: 1,
        kind: "signed_documents".to_owned(),
        sha256: Sha256Digest::of(b"signed"),
        name: "contrat.pdf".to_owned(),
        document: None,
        fetched_at: at(3),
    };
    let refused = history.change_with_result(&id, &result, |_, _, _| Err("not so")).unwrap();
    assert_eq!(refused, Err("not so"));
    assert_eq!(history.artifacts(&id).unwrap(), []);

    let refusing = "CREATE TRIGGER full BEFORE INSERT ON artifact BEGIN SELECT RAISE(ABORT, 'full'); END";
    raw(dir.path()).execute_batch(refusing).unwrap();
    let done = |_: &Envelope, rows: &[OutboxRow], here: &[ArtifactRow]| {
        assert_eq!(here, []);
        let rows = vec![OutboxRow { state: DispatchState::Done, ..rows[0].clone() }];
        Ok::<_, HistoryError>(DispatchChange { rows, events: Vec::new() })
    };
    history.change_with_result(&id, &result, done).unwrap_err();
    assert_eq!(history.dispatches(&id).unwrap()[0].state, DispatchState::Accepted);
    raw(dir.path()).execute_batch("DROP TRIGGER full").unwrap();
    history.change_with_result(&id, &result, done).unwrap().unwrap();
    assert_eq!(history.dispatches(&id).unwrap()[0].state, DispatchState::Done);
    assert_eq!(history.artifacts(&id).unwrap(), [result]);
}

#[test]
fn the_account_used_last_is_that_of_the_newest_request_through_a_service() {
    let named = |dispatch, provider: &str, account: &str| OutboxRow {
        provider: provider.to_owned(),
        account: account.to_owned(),
        ..row(dispatch, DispatchState::Pending)
    };
    assert_eq!(History::in_memory().unwrap().last_service_account().unwrap(), None);
    let history = history_with(&[
        named(1, "docage", "Bureau"),
        named(2, "ngsign", "Tunis"),
        named(3, "local", "local"),
    ]);
    assert_eq!(history.last_service_account().unwrap().as_deref(), Some("Tunis"));
    assert_eq!(history_with(&[named(1, "local", "local")]).last_service_account().unwrap(), None);
}
