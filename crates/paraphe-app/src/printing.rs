//! A PDF on the printer: handed to the system's own way of printing. The web view prints what it shows, which is not the
//! document.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
#[cfg(any(windows, test))]
use std::path::PathBuf;
use std::process::{Command, Stdio};
#[cfg(any(windows, test))]
use std::time::Duration;

use paraphe_pdf::{PdfError, PdfFile};

#[cfg(any(windows, test))]
use crate::blocking;
use crate::scratch::Scratch;
use crate::{App, Code, Error, files, translate};

/// Prints on the printer that is set as the system's own.
///
/// # Errors
/// `refused`: it wants a password, which no printer knows; nothing here prints, or the system refuses, in its words. It is no
/// PDF.
pub(crate) fn print(app: &App, pdf: &Path, title: &str) -> Result<(), Error> {
    PdfFile::open(pdf, None).map_err(|error| {
        if matches!(error, PdfError::PasswordNeeded | PdfError::PasswordWrong) {
            return Error::new(Code::Refused, "error-print-protected").with("name", title);
        }
        translate::pdf(error)
    })?;
    // The vault's files have no ending, by which some systems tell what a file is.
    let scratch = Scratch::new(app)?;
    let copy = scratch.file("paraphe.pdf");
    std::fs::copy(pdf, &copy).map_err(|error| files::storage(&copy, &error))?;
    let printed = run(spooler(OsStr::new(PROGRAM), &copy, title));
    keep(scratch);
    printed
}

/// CUPS has taken its own copy by now.
#[cfg(unix)]
fn keep(scratch: Scratch) {
    drop(scratch);
}

/// The program that prints reads the file when it is ready to, and nobody says when it has: the copy goes after a while, or at
/// the next start where this program ends before.
#[cfg(windows)]
fn keep(scratch: Scratch) {
    let folder = scratch.leave();
    // Blocking work runs on threads of the runtime; without one the next start has to do it.
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn(remove_later(folder, A_WHILE));
    }
}

/// Longer than a program takes to start and to hand a document to the printer.
#[cfg(windows)]
const A_WHILE: Duration = Duration::from_secs(10 * 60);
/// How often it is tried: whoever still reads a file keeps it from being removed.
#[cfg(any(windows, test))]
const TRIES: u32 = 6;

/// Removes a folder after a while; again after another while, where somebody still reads in it.
#[cfg(any(windows, test))]
async fn remove_later(folder: PathBuf, while_between: Duration) {
    for _ in 0..TRIES {
        tokio::time::sleep(while_between).await;
        let printed = folder.clone();
        let is_gone = blocking::run(move || Ok(std::fs::remove_dir_all(printed).is_ok()));
        if is_gone.await.unwrap_or(false) {
            return;
        }
    }
}

/// CUPS, on Linux and macOS. It has the whole file when it returns.
#[cfg(unix)]
const PROGRAM: &str = "lp";
/// What Windows calls « print » of a file's program, through its shell.
#[cfg(windows)]
const PROGRAM: &str = "powershell";

#[cfg(unix)]
fn spooler(program: &OsStr, pdf: &Path, title: &str) -> Command {
    let mut command = Command::new(program);
    // Everything behind « -- » is a file, whatever it begins with.
    command.arg("-t").arg(title.trim_start_matches('-')).arg("--").arg(pdf);
    command
}

#[cfg(windows)]
fn spooler(program: &OsStr, pdf: &Path, _title: &str) -> Command {
    let mut command = Command::new(program);
    // The path goes in as a variable: nothing in it is read as a command.
    command.env("PARAPHE_PRINT_FILE", pdf);
    command.args(["-NoProfile", "-NonInteractive", "-Command"]);
    command.arg(
        "Start-Process -FilePath $env:PARAPHE_PRINT_FILE -Verb Print -WindowStyle Hidden -ErrorAction Stop",
    );
    command
}

fn run(mut command: Command) -> Result<(), Error> {
    let ended = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output();
    let refused = |message| Error::new(Code::Refused, message);
    match ended {
        Ok(ended) if ended.status.success() => Ok(()),
        Ok(ended) => {
            Err(refused("error-print-refused")
                .detail(String::from_utf8_lossy(&ended.stderr).trim().to_owned()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(refused("error-print-nothing").detail(error))
        }
        Err(error) => Err(refused("error-print-refused").detail(error)),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// A spooler that notes what it is given, and ends as it is told.
    fn noting(folder: &Path, ends: u8) -> std::path::PathBuf {
        let program = folder.join("lp");
        let notes = folder.join("notes");
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\necho 'no default destination' >&2\nexit {ends}\n",
            notes.display()
        );
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        program
    }

    #[test]
    fn the_file_is_handed_over_with_its_title_and_nothing_in_it_is_an_option() {
        let folder = tempfile::tempdir().unwrap();
        let program = noting(folder.path(), 0);
        run(spooler(program.as_os_str(), Path::new("/a/-d other.pdf"), "-o Reçu; rm")).unwrap();
        let notes = fs::read_to_string(folder.path().join("notes")).unwrap();
        assert_eq!(notes.lines().collect::<Vec<_>>(), ["-t", "o Reçu; rm", "--", "/a/-d other.pdf"]);
    }

    #[tokio::test]
    async fn a_copy_goes_when_nobody_keeps_it_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy");
        fs::create_dir_all(&copy).unwrap();
        fs::write(copy.join("paraphe.pdf"), b"%PDF").unwrap();
        let instant = Duration::from_millis(1);
        // A file where a folder is expected cannot be removed as one: as often as it is tried, and no longer.
        remove_later(copy.join("paraphe.pdf"), instant).await;
        assert!(copy.join("paraphe.pdf").exists());
        remove_later(copy.clone(), instant).await;
        assert!(!copy.exists() && folder.path().exists());
        remove_later(copy, instant).await;
    }

    #[test]
    fn a_system_without_a_printer_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let program = noting(folder.path(), 1);
        let refused = run(spooler(program.as_os_str(), Path::new("/a.pdf"), "a")).unwrap_err();
        assert_eq!(
            (refused.message.as_str(), refused.detail.as_str()),
            ("error-print-refused", "no default destination")
        );
        let absent = folder.path().join("absent");
        let refused = run(spooler(absent.as_os_str(), Path::new("/a.pdf"), "a")).unwrap_err();
        assert_eq!(refused.message, "error-print-nothing");
    }
}
