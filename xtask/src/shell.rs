//! Calling other programs.

use std::ffi::OsStr;
use std::fs;
use std::io::{IsTerminal, Read, Seek, SeekFrom};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::console::{Progress, duration};
use crate::failure::Failure;
use crate::places;

/// A command in the repository's root, without the variables `cargo run` set for this program alone.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(places::root());
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
            .iter()
            .any(|start| name.starts_with(start))
        {
            command.env_remove(name.as_ref());
        }
    }
    command
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// npm, under the name it has on this system, in `folder`.
pub(crate) fn npm(folder: &Path) -> Command {
    // On Windows npm is a script, and CreateProcess only finds scripts by their whole name.
    let mut npm = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(folder);
    npm
}

/// What a short command prints, or `None` where it is missing or says no.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a command whose own output the person should see. `what` completes "… did not succeed".
pub(crate) fn visible(command: &mut Command, what: &str) -> Result<(), Failure> {
    visible_or(command, what, "")
}

/// The same, with a sentence that says what to do when it does not succeed.
pub(crate) fn visible_or(command: &mut Command, what: &str, remedy: &str) -> Result<(), Failure> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    let told = format!("{what} did not succeed ({status}); what it said is above. {remedy}");
    Err(Failure::new(told.trim_end()))
}

/// The end of a captured command.
pub(crate) struct Captured {
    pub(crate) success: bool,
    pub(crate) output: String,
}

impl Captured {
    /// What went wrong: the last `lines` lines of what test programs say of their failed tests, else of everything.
    ///
    /// After a failed program cargo goes on with the next ones, so the failure is seldom at the end.
    pub(crate) fn trouble(&self, lines: usize) -> String {
        let failed = failed_tests(&self.output);
        let all: Vec<&str> = if failed.is_empty() { self.output.lines().collect() } else { failed };
        all[all.len().saturating_sub(lines)..].join("\n")
    }
}

/// What is said of failed tests: libtest's parts from `failures:` to `test result: FAILED` (each test's output, then
/// their names), what comes before and after cargo's word that a program ended without one (it was killed, or its stack
/// was full), and the journeys' `FAIL name` with the indented lines below it.
fn failed_tests(output: &str) -> Vec<&str> {
    const AROUND: usize = 6;
    let all: Vec<&str> = output.lines().collect();
    let (mut failures, mut journey) = (false, false);
    let mut lines = Vec::new();
    for (number, line) in all.iter().enumerate() {
        let said_last = || all[..number].iter().rev().find(|line| !line.is_empty());
        if line.starts_with("error: test failed") && !said_last().is_some_and(|said| is_result(said)) {
            lines.extend(&all[number.saturating_sub(AROUND)..(number + AROUND).min(all.len())]);
        }
        failures = failures || *line == "failures:";
        journey = line.starts_with("FAIL ") || (journey && line.starts_with("     "));
        if failures || journey {
            lines.push(*line);
        }
        failures = failures && !is_result(line);
    }
    lines
}

fn is_result(line: &str) -> bool {
    line.starts_with("test result:")
}

/// Runs a command with everything it prints going to `log`, showing meanwhile that it goes on.
pub(crate) fn captured(command: &mut Command, what: &str, log: &Path) -> Result<Captured, Failure> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::file("making the folder", folder, &error))?;
    }
    let file = fs::File::create(log).map_err(|error| Failure::file("writing", log, &error))?;
    let again = file.try_clone().map_err(|error| Failure::file("writing", log, &error))?;
    let mut child = command
        .env("TERM", "dumb") // a log has no colours
        .env("NO_COLOR", "1")
        .env("CARGO_TERM_COLOR", "never")
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(again)
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let started = Instant::now();
    let mut next = Duration::from_secs(1);
    let mut progress = Progress::new(what);
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| not_started(command, &error))? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(50));
        if started.elapsed() >= next {
            next += heartbeat(&mut progress, what, log, started.elapsed());
        }
    };
    progress.done();
    let output = fs::read(log).map_err(|error| Failure::file("reading", log, &error))?;
    Ok(Captured { success: status.success(), output: String::from_utf8_lossy(&output).into_owned() })
}

/// Says that `what` still runs; returns when to say so again.
fn heartbeat(progress: &mut Progress, what: &str, log: &Path, elapsed: Duration) -> Duration {
    let line = last_line(log);
    if std::io::stdout().is_terminal() {
        progress.text(&format!("{}, {line}", duration(elapsed)));
        return Duration::from_secs(1);
    }
    if elapsed >= Duration::from_secs(30) {
        crate::console::detail(&format!("{what}: still running after {}, {line}", duration(elapsed)));
    }
    Duration::from_secs(30)
}

fn last_line(log: &Path) -> String {
    let Ok(mut file) = fs::File::open(log) else { return String::new() };
    let length = file.metadata().map_or(0, |data| data.len());
    let mut end = Vec::new();
    let read =
        file.seek(SeekFrom::Start(length.saturating_sub(400))).and_then(|_| file.read_to_end(&mut end));
    if read.is_err() {
        return String::new();
    }
    let text = String::from_utf8_lossy(&end);
    text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    if error.kind() == std::io::ErrorKind::NotFound {
        Failure::new(format!(
            "`{program}` was not found on this machine: install it and run the command again."
        ))
    } else {
        Failure::new(format!("`{program}` could not be started: {error}."))
    }
}

/// Whether a program of that name is on the PATH.
pub(crate) fn exists(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    let names = if cfg!(windows) {
        vec![format!("{program}.exe"), format!("{program}.cmd")]
    } else {
        vec![program.to_owned()]
    };
    std::env::split_paths(&path).any(|folder| names.iter().any(|name| folder.join(name).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_one_sentence_with_the_remedy() {
        let told = visible(&mut command("paraphe-no-such-program"), "It").unwrap_err().to_string();
        assert!(told.contains("`paraphe-no-such-program` was not found"), "{told}");
        assert!(told.contains("install it"), "{told}");
    }

    #[test]
    fn failed_tests_are_told_wherever_they_stand() {
        let output = "running 2 tests\ntest a ... ok\ntest b ... FAILED\n\nfailures:\n\n---- b stdout ----\nassertion\n\n\
                      failures:\n    b\n\ntest result: FAILED. 1 passed; 1 failed\n\nrunning 0 tests\n\
                      test result: ok. 0 passed; 0 failed\nFAIL sending\n     no button\nok   signing\n";
        let captured = Captured { success: false, output: output.to_owned() };
        let told = captured.trouble(40);
        assert!(told.starts_with("failures:\n\n---- b stdout ----\nassertion"), "{told}");
        assert!(
            told.ends_with("test result: FAILED. 1 passed; 1 failed\nFAIL sending\n     no button"),
            "{told}"
        );
    }

    #[test]
    fn a_program_that_was_killed_is_told_with_what_it_said_last() {
        let output = "test a ... ok\nthread 'b' has overflowed its stack\nerror: test failed, to rerun pass `x`\n\n\
                      Caused by:\n  signal: 6\n     Running c\nrunning 1 test\ntest c ... ok\n\n\
                      test result: ok. 1 passed; 0 failed\n";
        let told = Captured { success: false, output: output.to_owned() }.trouble(40);
        assert!(told.contains("thread 'b' has overflowed") && told.contains("signal: 6"), "{told}");
        assert!(!told.contains("test result"), "{told}");
    }

    #[test]
    fn the_end_of_an_output_is_its_last_lines() {
        let captured = Captured { success: false, output: "a\nb\nc\n".to_owned() };
        assert_eq!(captured.trouble(2), "b\nc");
        assert_eq!(captured.trouble(9), "a\nb\nc");
    }
}
