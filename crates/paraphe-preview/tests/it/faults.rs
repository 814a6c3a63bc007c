//! Crashes, hangs and workers that are none: each costs one request and has one clear error.

use crate::support::{Folder, PageSpec, endless, options, pixel, request};
use paraphe_preview::{PreviewError, PreviewHandle, PreviewOptions};
use std::time::Duration;

#[test]
fn a_page_that_never_ends_costs_only_itself() {
    let folder = Folder::new();
    let path = folder.write("endless.pdf", &endless());
    let options = PreviewOptions { workers: 1, timeout: Duration::from_millis(700), ..options() };
    let pool = PreviewHandle::start(options);
    for _ in 0..3 {
        // The third time it is known and no longer tried.
        let found = pool.render(request(&path, 1, 800)).wait();
        assert_eq!(found, Err(PreviewError::TimedOut { page: 1 }));
    }
    let page = pool.render(request(&path, 2, 100)).wait().unwrap();
    assert_eq!(pixel(&page.png, 50, 50), [0, 0, 255]);
}

/// The worker may not have the memory for a large image; pdfium and Rust end the process then.
#[cfg(target_os = "linux")]
#[test]
fn a_worker_that_needs_too_much_memory_is_replaced() {
    let folder = Folder::new();
    let path = folder.pdf("large.pdf", &[PageSpec::a4("1 0 0 rg 0 0 595 842 re f")]);
    let options = PreviewOptions { workers: 1, memory_limit_bytes: 60 << 20, ..options() };
    let pool = PreviewHandle::start(options);
    for _ in 0..3 {
        let found = pool.render(request(&path, 1, 6000)).wait();
        assert_eq!(found.err(), Some(PreviewError::WorkerCrashed { page: 1 }));
        assert!(pool.render(request(&path, 1, 100)).wait().is_ok(), "the worker is replaced");
    }
}

/// The place of the library is given by a variable, and this process must not change its own: it starts itself again.
#[test]
fn a_missing_library_names_where_it_was_looked_for() {
    const ABSENT: &str = "absent/libpdfium.so";
    if std::env::var_os("PARAPHE_PDFIUM").is_none_or(|place| place != ABSENT) {
        let again = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "faults::a_missing_library_names_where_it_was_looked_for"])
            .env("PARAPHE_PDFIUM", ABSENT)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&again.stdout);
        assert!(again.status.success() && said.contains("1 passed"), "{said}");
        return;
    }
    let folder = Folder::new();
    let path = folder.pdf("page.pdf", &[PageSpec::a4("")]);
    let pool = PreviewHandle::start(options());
    for _ in 0..2 {
        let found = pool.render(request(&path, 1, 100)).wait();
        assert_eq!(found, Err(PreviewError::LibraryMissing { looked_in: vec![ABSENT.into()] }));
    }
}

#[test]
fn a_library_that_is_none_is_said_with_the_reason() {
    if std::env::var_os("PARAPHE_PDFIUM").is_some() {
        println!("skipped: PARAPHE_PDFIUM is set and decides which library is used");
        return;
    }
    let folder = Folder::new();
    let path = folder.pdf("page.pdf", &[PageSpec::a4("")]);
    let wrong = folder.write("not-pdfium.so", b"no library");
    // A copy elsewhere, so that no library stands beside it.
    let executable = folder.path().join(if cfg!(windows) { "worker.exe" } else { "worker" });
    std::fs::copy(options().executable, &executable).unwrap();
    let pool = PreviewHandle::start(PreviewOptions { executable, library: Some(wrong.clone()), ..options() });
    let error = pool.render(request(&path, 1, 100)).wait().unwrap_err();
    assert!(
        matches!(&error, PreviewError::LibraryUnusable { path, detail } if *path == wrong && !detail.is_empty()),
        "{error:?}"
    );
}

#[test]
fn an_executable_that_is_not_there_is_said() {
    let folder = Folder::new();
    let path = folder.pdf("page.pdf", &[PageSpec::a4("")]);
    let pool = PreviewHandle::start(PreviewOptions { executable: folder.path().join("absent"), ..options() });
    let found = pool.render(request(&path, 1, 100)).wait();
    assert!(matches!(found, Err(PreviewError::WorkerUnavailable { .. })), "{found:?}");
}

#[cfg(unix)]
mod pretenders {
    use super::*;
    use std::path::PathBuf;

    /// Says it is ready.
    const READY: &str = r"printf 'PV\001\201\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'";
    /// The header of an answer to the first request, with a head of no bytes and a blob of 16.
    const FAILED_OF_16: &str = r"printf 'PV\001\206\001\0\0\0\0\0\0\0\0\0\0\0\020\0\0\0'";

    fn ask(script: &str) -> PreviewError {
        let folder = Folder::new();
        let path = folder.pdf("page.pdf", &[PageSpec::a4("")]);
        let executable = pretender(&folder, script);
        let pool = PreviewHandle::start(PreviewOptions {
            executable,
            timeout: Duration::from_secs(2),
            workers: 1,
            ..options()
        });
        pool.render(request(&path, 1, 100)).wait().unwrap_err()
    }

    fn pretender(folder: &Folder, script: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.write("worker", format!("#!/bin/sh\n{script}\n").as_bytes());
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    fn unavailable(error: PreviewError) -> String {
        assert!(matches!(error, PreviewError::WorkerUnavailable { .. }), "{error:?}");
        error.to_string()
    }

    #[test]
    fn one_that_ends_at_once() {
        assert!(unavailable(ask("exit 3")).contains("closed"));
    }

    #[test]
    fn one_that_says_something_else() {
        assert!(unavailable(ask("echo Paraphe 0.1.0: usage: paraphe COMMAND")).contains("not a frame"));
    }

    #[test]
    fn one_of_another_version() {
        let other = READY.replace(r"\001", r"\011");
        assert!(unavailable(ask(&format!("{other}; exec sleep 30"))).contains("version 9"));
    }

    #[test]
    fn one_that_announces_more_than_is_allowed() {
        let flood = READY.replace(r"\0\0\0\0'", r"\377\377\377\377'");
        assert!(unavailable(ask(&format!("{flood}; exec sleep 30"))).contains("at most"));
    }

    #[test]
    fn one_that_crashes_at_the_first_request() {
        let script = format!("{READY}; head -c 100 > /dev/null; kill -9 $$");
        assert_eq!(ask(&script), PreviewError::WorkerCrashed { page: 1 });
    }

    #[test]
    fn one_that_never_answers() {
        assert_eq!(ask(&format!("{READY}; exec sleep 30")), PreviewError::TimedOut { page: 1 });
    }

    #[test]
    fn one_that_stops_in_the_middle_of_an_answer() {
        let script = format!("{READY}; {FAILED_OF_16}; printf 'half'");
        assert_eq!(ask(&script), PreviewError::WorkerCrashed { page: 1 });
        let script = format!("{READY}; {FAILED_OF_16}; printf 'half'; exec sleep 30");
        assert_eq!(ask(&script), PreviewError::TimedOut { page: 1 });
    }

    #[test]
    fn one_that_answers_another_question() {
        let wrong_number = FAILED_OF_16.replace(r"\206\001", r"\206\007").replace(r"\020", r"\0");
        let script = format!("{READY}; {wrong_number}; exec sleep 30");
        assert!(unavailable(ask(&script)).contains("not a frame"));
        let empty_failure = FAILED_OF_16.replace(r"\020", r"\0");
        let script = format!("{READY}; {empty_failure}; exec sleep 30");
        assert!(unavailable(ask(&script)).contains("cannot be understood"));
    }
}

/// A worker whose parent is gone has nobody to answer and ends.
#[cfg(unix)]
#[test]
fn a_worker_ends_when_its_pipe_does() {
    use std::process::{Command, Stdio};
    let mut worker = Command::new(env!("CARGO_BIN_EXE_paraphe-preview-worker"))
        .arg("--paraphe-preview-worker")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    drop(worker.stdin.take());
    assert!(worker.wait().unwrap().success());
}

#[test]
fn the_worker_program_does_nothing_else() {
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_paraphe-preview-worker")).status().unwrap();
    assert_eq!(status.code(), Some(2));
}
