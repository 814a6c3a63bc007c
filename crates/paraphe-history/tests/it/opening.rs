use std::fs;
use std::thread;

use paraphe_history::{History, HistoryError};

use crate::sample::{draft, envelope, raw};

#[test]
fn what_was_written_is_there_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let mut history = History::open(dir.path()).unwrap();
    history.insert_envelope(&envelope(1)).unwrap();
    drop(history);
    let history = History::open(dir.path()).unwrap();
    assert_eq!(history.envelope_ids().unwrap().len(), 1);
}

#[test]
fn the_file_keeps_its_promises_to_sqlite() {
    let dir = tempfile::tempdir().unwrap();
    let mut history = History::open(dir.path()).unwrap();
    history.insert_envelope(&envelope(1)).unwrap();
    let file = raw(dir.path());
    let mode: String = file.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    let check: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!((mode.as_str(), check.as_str()), ("wal", "ok"));
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    drop(History::open(dir.path()).unwrap());
    raw(dir.path()).execute_batch("PRAGMA user_version = 4711; CREATE TABLE future (x);").unwrap();
    let before = fs::read(dir.path().join("paraphe.sqlite")).unwrap();
    match History::open(dir.path()) {
        Err(HistoryError::NewerVersion { found: 4711, known }) => assert!(known < 4711),
        other => panic!("a file of schema 4711 must be refused, not {other:?}"),
    }
    assert_eq!(
        fs::read(dir.path().join("paraphe.sqlite")).unwrap(),
        before,
        "a refused file must not be touched"
    );
}

#[test]
fn somebody_elses_database_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    raw(dir.path()).execute_batch("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1);").unwrap();
    let before = fs::read(dir.path().join("paraphe.sqlite")).unwrap();
    assert!(matches!(History::open(dir.path()), Err(HistoryError::NotAHistory { .. })));
    assert_eq!(fs::read(dir.path().join("paraphe.sqlite")).unwrap(), before);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let text = "This is a letter to my aunt, and not a database at all. ".repeat(100);
    fs::write(dir.path().join("paraphe.sqlite"), &text).unwrap();
    assert!(matches!(History::open(dir.path()), Err(HistoryError::NotAHistory { .. })));
    assert_eq!(fs::read_to_string(dir.path().join("paraphe.sqlite")).unwrap(), text);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "x").unwrap();
    match History::open(&file.join("below")) {
        Err(HistoryError::Folder { path, .. }) => assert_eq!(path, file.join("below")),
        other => panic!("a folder below a file cannot be made: {other:?}"),
    }
}

#[test]
fn several_may_open_a_new_folder_at_once() {
    let dir = tempfile::tempdir().unwrap();
    thread::scope(|scope| {
        let open = |n| {
            let path = dir.path();
            move || History::open(path).and_then(|mut history| history.insert_draft(&draft(n)))
        };
        let threads: Vec<_> = (1..=8).map(|n| scope.spawn(open(n))).collect();
        for thread in threads {
            thread.join().unwrap().unwrap();
        }
    });
    assert_eq!(History::open(dir.path()).unwrap().drafts().unwrap().len(), 8);
}

#[cfg(unix)]
#[test]
fn what_is_written_is_its_owners_alone_and_the_folder_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let mode = |name: &str| fs::metadata(dir.path().join(name)).unwrap().permissions().mode() & 0o7777;
    let open_to_all = |name: &str, mode| {
        fs::set_permissions(dir.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    open_to_all("", 0o1777);
    let history = History::open(dir.path()).unwrap();
    let digest = history.vault().put_bytes(b"%PDF-1.7").unwrap();
    let document = history.vault().path(&digest);
    assert_eq!(fs::metadata(document).unwrap().permissions().mode() & 0o777, 0o400);
    let files = ["paraphe.sqlite", "paraphe.sqlite-wal", "paraphe.sqlite-shm"];
    for name in files {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    assert_eq!((mode("vault"), mode("vault/arrivals"), mode("")), (0o700, 0o700, 0o1777));
    drop(history);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "the database and the vault");

    // As versions before left them.
    open_to_all("paraphe.sqlite", 0o644);
    open_to_all("vault", 0o755);
    let history = History::open(dir.path()).unwrap();
    assert_eq!((mode("paraphe.sqlite"), mode("vault"), mode("")), (0o600, 0o700, 0o1777));
    drop(history);
}

#[test]
fn another_connections_writing_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let window = History::open(dir.path()).unwrap();
    let mut command_line = History::open(dir.path()).unwrap();
    let before = window.foreign_changes().unwrap();
    command_line.insert_draft(&draft(1)).unwrap();
    assert_ne!(window.foreign_changes().unwrap(), before);
}

#[test]
fn the_vault_of_a_history_in_memory_goes_with_it() {
    let history = History::in_memory().unwrap();
    let digest = history.vault().put_bytes(b"%PDF-1.7").unwrap();
    let path = history.vault().open_verified(&digest).unwrap();
    assert!(path.exists());
    drop(history);
    assert!(!path.exists());
}
