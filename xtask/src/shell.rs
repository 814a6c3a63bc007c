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
    /// The last `lines` lines of the output.
    pub(crate) fn end(&self, lines: usize) -> String {
        let all: Vec<&str> = self.output.lines().collect();
        all[all.len().saturating_sub(lines)..].join("\n")
    }
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
    fn the_end_of_an_output_is_its_last_lines() {
        let captured = Captured { success: false, output: "a\nb\nc\n".to_owned() };
        assert_eq!(captured.end(2), "b\nc");
        assert_eq!(captured.end(9), "a\nb\nc");
    }
}
