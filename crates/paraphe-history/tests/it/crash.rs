//! What a sudden end leaves behind. The test binary starts itself again as the process that is killed: the "tests" named
//! `the_process_that…` do nothing unless a folder is given to them.

use std::io::{self, BufRead, BufReader, Lines, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use paraphe_envelope::DraftOperation;
use paraphe_history::{History, UndoDepth, Vault};

use crate::sample::{at, breaks, draft, envelope, event, raw, signed};

const FOLDER: &str = "PARAPHE_TEST_CRASH_FOLDER";

/// A process at work; it goes on until it is killed.
struct Victim {
    child: Child,
    /// Open as long as the process lives, so that it is ended by the killing and not by a closed pipe.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Victim {
    /// Starts one test of this binary as a process of its own and waits until it has said so many words.
    fn start(test: &str, folder: &Path, words: usize) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([test, "--exact", "--nocapture"])
            .env(FOLDER, folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        let said =
            output.by_ref().map(Result::unwrap).filter(|line| line.starts_with("said:")).take(words).count();
        assert_eq!(said, words, "{test} must live until it is killed");
        Self { child, _output: output }
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn say(word: impl std::fmt::Display) {
    println!("\nsaid:{word}");
    io::stdout().flush().unwrap();
}

fn folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

fn sound(dir: &Path) {
    let check: String = raw(dir).query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
}

#[test]
fn the_process_that_works_on_a_draft() {
    let Some(dir) = folder() else { return };
    let mut history = History::open(&dir).unwrap();
    history.insert_draft(&draft(1)).unwrap();
    for n in 1.. {
        let title = DraftOperation::SetTitle { title: n.to_string() };
        history.apply_operation(&draft(1).id, title, None, at(n)).unwrap();
        say(n);
    }
}

#[test]
fn a_draft_killed_in_the_middle_has_every_operation_that_was_confirmed() {
    let dir = tempfile::tempdir().unwrap();
    let victim = Victim::start("crash::the_process_that_works_on_a_draft", dir.path(), 50);
    victim.kill();
    sound(dir.path());
    let mut history = History::open(dir.path()).unwrap();
    let stored = history.draft(&draft(1).id).unwrap();
    let done: u32 = stored.title.parse().unwrap();
    assert!(done >= 50, "operation 50 was confirmed, and {done} is what was found");
    let depth = history.undo_depth(&draft(1).id).unwrap();
    assert_eq!(
        depth,
        UndoDepth { undo: done.min(200), redo: 0 },
        "draft and operations must be of the same moment"
    );
    let undone = history.undo(&draft(1).id, at(0)).unwrap().unwrap();
    assert_eq!(undone.draft.title, (done - 1).to_string());
}

#[test]
fn the_process_that_records_events() {
    let Some(dir) = folder() else { return };
    let mut history = History::open(&dir).unwrap();
    for n in 1.. {
        history.insert_envelope(&envelope(n)).unwrap();
        history.append_event(envelope(n).id(), &event(1000, signed("r1", n))).unwrap();
        say(n);
    }
}

#[test]
fn events_killed_in_the_middle_leave_a_whole_chain() {
    let dir = tempfile::tempdir().unwrap();
    let victim = Victim::start("crash::the_process_that_records_events", dir.path(), 20);
    victim.kill();
    sound(dir.path());
    let history = History::open(dir.path()).unwrap();
    assert_eq!(breaks(&history), []);
    assert!(history.envelope_ids().unwrap().len() >= 20);
    assert_eq!(
        history.envelope(envelope(20).id()).unwrap().events().len(),
        4,
        "what was confirmed must be there"
    );
}

#[test]
fn the_process_that_never_commits() {
    let Some(dir) = folder() else { return };
    let file = raw(&dir);
    // A cache of nearly nothing: the pages of the open transaction go to the write-ahead log at once.
    file.execute_batch("PRAGMA cache_size = 1; BEGIN IMMEDIATE").unwrap();
    let title = "x".repeat(10_000);
    for n in 0..200 {
        let sql = "INSERT INTO envelope VALUES (NULL, ?1, ?2, '', 'fr', 0, 0, zeroblob(32), NULL)";
        file.execute(sql, (format!("env_{:032x}", 1000 + n), &title)).unwrap();
    }
    say("written");
    io::stdin().read_exact(&mut [0]).unwrap();
}

#[test]
fn work_that_was_never_committed_is_gone_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let mut history = History::open(dir.path()).unwrap();
    history.insert_envelope(&envelope(1)).unwrap();
    let log = dir.path().join("paraphe.sqlite-wal");
    let before = log.metadata().unwrap().len();
    let victim = Victim::start("crash::the_process_that_never_commits", dir.path(), 1);
    let left = log.metadata().unwrap().len();
    assert!(left > before + 1_000_000, "the log must hold the uncommitted pages, or this shows nothing");
    victim.kill();
    drop(history);
    let mut history = History::open(dir.path()).unwrap();
    assert_eq!(history.envelope_ids().unwrap(), [envelope(1).id().clone()]);
    history.insert_envelope(&envelope(2)).unwrap();
    assert_eq!(breaks(&history), []);
    sound(dir.path());
}

/// Yields a block, says so, and then never anything again.
struct Stuck(bool);

impl Read for Stuck {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0 {
            say("half");
            io::stdin().read_exact(&mut [0])?;
        }
        self.0 = true;
        buffer.fill(b'x');
        Ok(buffer.len())
    }
}

#[test]
fn the_process_that_stores_half_a_document() {
    let Some(dir) = folder() else { return };
    Vault::open(&dir).unwrap().put_reader(&mut Stuck(false)).unwrap();
}

#[test]
fn half_a_document_is_swept_once_its_writer_is_dead() {
    let dir = tempfile::tempdir().unwrap();
    let arrivals = dir.path().join("arrivals");
    let count = || arrivals.read_dir().unwrap().count();
    let victim = Victim::start("crash::the_process_that_stores_half_a_document", dir.path(), 1);
    Vault::open(dir.path()).unwrap();
    assert_eq!(count(), 1, "while its writer lives it must be left alone");
    victim.kill();
    Vault::open(dir.path()).unwrap();
    assert_eq!(count(), 0);
}
