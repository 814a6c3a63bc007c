//! A message that is written and not sent: the person's own mail program shows it, with its files, and the person sends it or
//! does not. Nothing here knows a mail server.
//!
//! On Linux `xdg-email` (freedesktop.org, xdg-utils) hands words and files to the program the person chose. Elsewhere, and where
//! it is missing or fails, the message is a file (RFC 5322) that asks to be opened as a draft: `X-Unsent: 1`, a header of
//! Outlook's that others took over. A program that does not know it shows the message as one that came.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use lettre::message::header::{
    ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0,
    Subject, To,
};
use lettre::message::{Mailbox, Mailboxes, MultiPart, SinglePart};
use paraphe_envelope::EmailAddress;

use crate::scratch::Scratch;
use crate::{Code, Error, documents, files};

/// A message nobody has sent.
pub(crate) struct Letter {
    /// Whom it is for.
    pub(crate) to: EmailAddress,
    /// One line.
    pub(crate) subject: String,
    /// Plain text.
    pub(crate) text: String,
    /// PDFs, under the names the reader sees.
    pub(crate) files: Vec<PathBuf>,
}

/// More than this no common mailbox takes, and the file of the message holds it in memory several times.
const HEAVIEST: u64 = 50_000_000;

/// The program that composes a message, where there is one.
const COMPOSER: Option<&str> =
    if cfg!(all(unix, not(target_os = "macos"))) { Some("xdg-email") } else { None };

/// The program that opens a file with what the person chose for its kind.
const OPENER: &str = if cfg!(windows) {
    "powershell"
} else if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

/// Has the message shown. The folder may be read by the mail program from now on.
///
/// # Errors
/// `refused`: too heavy, nothing here writes messages, or the system refuses.
pub(crate) fn open(letter: &Letter, folder: &Scratch) -> Result<(), Error> {
    let composer = COMPOSER.map(OsStr::new);
    open_with(letter, folder.folder(), (composer, OsStr::new(OPENER)))
}

fn open_with(letter: &Letter, folder: &Path, with: (Option<&OsStr>, &OsStr)) -> Result<(), Error> {
    refuse_heavy(letter)?;
    let (composer, opener) = with;
    if composer.is_some_and(|program| start(composed(program, letter)).is_ok()) {
        return Ok(());
    }
    let file = folder.join("message.eml");
    files::write_private(&file, &written(letter)?).map_err(|error| files::storage(&file, &error))?;
    start(opened(opener, &file))
}

fn refuse_heavy(letter: &Letter) -> Result<(), Error> {
    let mut bytes = 0;
    for file in &letter.files {
        bytes += file.metadata().map_err(|error| files::unreadable(file, &error))?.len();
    }
    if bytes <= HEAVIEST {
        return Ok(());
    }
    let megabytes = |bytes: u64| bytes.div_ceil(1_000_000);
    Err(Error::new(Code::Refused, "error-mail-heavy")
        .with("size", megabytes(bytes))
        .with("most", megabytes(HEAVIEST)))
}

fn composed(program: &OsStr, letter: &Letter) -> Command {
    let mut command = Command::new(program);
    command.args(["--utf8", "--subject", &letter.subject, "--body", &letter.text]);
    for file in &letter.files {
        command.arg("--attach").arg(file);
    }
    // An address may begin like an option; as a URI it does not.
    command.arg(format!("mailto:{}", in_uri(letter.to.as_str())));
    command
}

/// An address as a part of a URI (RFC 6068, 2).
fn in_uri(address: &str) -> String {
    let byte = |byte: u8| match byte {
        b'.' | b'-' | b'_' | b'@' => char::from(byte).to_string(),
        other if other.is_ascii_alphanumeric() => char::from(other).to_string(),
        other => format!("%{other:02X}"),
    };
    address.bytes().map(byte).collect()
}

#[cfg(unix)]
fn opened(program: &OsStr, file: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg(file);
    command
}

#[cfg(windows)]
fn opened(program: &OsStr, file: &Path) -> Command {
    let mut command = Command::new(program);
    // The path goes in as a variable: nothing in it is read as a command.
    command.env("PARAPHE_MESSAGE_FILE", file);
    command.args(["-NoProfile", "-NonInteractive", "-Command"]);
    command.arg("Start-Process -FilePath $env:PARAPHE_MESSAGE_FILE -ErrorAction Stop");
    command
}

/// The message as a file.
fn written(letter: &Letter) -> Result<Vec<u8>, Error> {
    let no_address = |error: lettre::address::AddressError| {
        Error::new(Code::Refused, "error-receipt-address").detail(error)
    };
    let to = Mailbox::new(None, letter.to.as_str().parse().map_err(no_address)?);
    let mut message = MultiPart::mixed().singlepart(SinglePart::plain(letter.text.clone()));
    for file in &letter.files {
        message = message.singlepart(attached(file)?);
    }
    let headers = message.headers_mut();
    headers.set(To::from(Mailboxes::from(to)));
    headers.set(Subject::from(letter.subject.clone()));
    headers.set(MIME_VERSION_1_0);
    headers.insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str("X-Unsent"), "1".to_owned()));
    Ok(message.formatted())
}

fn attached(file: &Path) -> Result<SinglePart, Error> {
    let bytes = std::fs::read(file).map_err(|error| files::unreadable(file, &error))?;
    let kind = ContentType::parse("application/pdf").map_err(Error::internal)?;
    let part = SinglePart::builder()
        .header(kind)
        .header(ContentDisposition::attachment(&documents::name_of(file)))
        // Whatever the bytes look like: a signed file is no text, and no line of it may be ended another way.
        .header(ContentTransferEncoding::Base64);
    Ok(part.body(bytes))
}

/// How long a program is watched: what has not failed by then has begun.
const LOOKS: u32 = 20;
const A_LOOK: Duration = Duration::from_millis(100);

fn start(mut command: Command) -> Result<(), Error> {
    let refused = |message: &str, detail: String| Err(Error::new(Code::Refused, message).detail(detail));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return refused("error-mail-nothing", error.to_string());
        }
        Err(error) => return refused("error-mail-refused", error.to_string()),
    };
    for _ in 0..LOOKS {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return refused("error-mail-refused", status.to_string()),
            Ok(None) => std::thread::sleep(A_LOOK),
            Err(error) => return refused("error-mail-refused", error.to_string()),
        }
    }
    see_off(child);
    Ok(())
}

/// Some of these programs stay for as long as the message is written; the system keeps an ended one listed until somebody looks.
fn see_off(mut child: Child) {
    std::thread::spawn(move || child.wait());
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    /// A program that notes what it is given, and ends as it is told.
    fn noting(folder: &Path, name: &str, ends: &str) -> PathBuf {
        let program = folder.join(name);
        let notes = folder.join(format!("{name}.notes"));
        let script = format!("#!/bin/sh\nprintf '%s\\0' \"$@\" > '{}'\n{ends}\n", notes.display());
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        program
    }

    /// What it was given; none where it was not started.
    fn noted(program: &Path) -> Option<Vec<String>> {
        let notes = fs::read_to_string(program.with_extension("notes")).ok()?;
        Some(notes.split_terminator('\0').map(str::to_owned).collect())
    }

    fn letter(folder: &Path) -> Letter {
        let files = ["Bail d’été.pdf", "عقد.pdf"].map(|name| folder.join(name)).to_vec();
        for file in &files {
            fs::write(file, b"%PDF-1.7\n\x00\xff plain lines\nand plain lines").unwrap();
        }
        Letter {
            to: "-o=%zoë@exemple.fr".parse().unwrap(),
            subject: "Votre exemplaire signé : « Bail »".to_owned(),
            text: "Bonjour,\n\nci-joint « Bail ».".to_owned(),
            files,
        }
    }

    #[test]
    fn words_and_files_are_handed_to_the_program_that_composes_and_nothing_in_them_is_an_option() {
        let folder = tempfile::tempdir().unwrap();
        let (letter, composer) = (letter(folder.path()), noting(folder.path(), "composer", "exit 0"));
        let opener = noting(folder.path(), "opener", "exit 0");
        open_with(&letter, folder.path(), (Some(composer.as_os_str()), opener.as_os_str())).unwrap();
        let files: Vec<_> = letter.files.iter().map(|file| file.display().to_string()).collect();
        let (subject, text) = (letter.subject.as_str(), letter.text.as_str());
        let address = "mailto:-o%3D%25zo%C3%AB@exemple.fr";
        let all = [
            "--utf8",
            "--subject",
            subject,
            "--body",
            text,
            "--attach",
            &files[0],
            "--attach",
            &files[1],
            address,
        ];
        assert_eq!(noted(&composer).unwrap(), all);
        assert_eq!((noted(&opener), folder.path().join("message.eml").exists()), (None, false));
    }

    #[test]
    fn where_none_composes_a_draft_is_opened_that_holds_every_byte() {
        let folder = tempfile::tempdir().unwrap();
        let letter = letter(folder.path());
        let failing = noting(folder.path(), "failing", "exit 4");
        let absent = folder.path().join("absent");
        for composer in [None, Some(absent.as_os_str()), Some(failing.as_os_str())] {
            let opener = noting(folder.path(), "opener", "exit 0");
            open_with(&letter, folder.path(), (composer, opener.as_os_str())).unwrap();
            let file = folder.path().join("message.eml");
            assert_eq!(noted(&opener).unwrap(), [file.display().to_string()]);
            let mode = file.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "nobody else reads it: {mode:o}");
            fs::remove_file(file).unwrap();
        }
        let message = String::from_utf8(written(&letter).unwrap()).unwrap();
        let (head, body) = message.split_once("\r\n\r\n").unwrap();
        assert!(head.contains("\r\nX-Unsent: 1") && head.contains("\r\nMIME-Version: 1.0"), "{head}");
        // Whom it is from, when, and under which number is for the program that sends it.
        for absent in ["From:", "Date:", "Message-ID:", "Bcc:"] {
            assert!(!head.contains(absent), "{head}");
        }
        assert!(body.contains("filename*") && body.contains("%D8%B9"), "{body}");
        let parts = body.split("Content-Transfer-Encoding: base64\r\n\r\n").skip(1);
        let attached: Vec<_> = parts
            .map(|part| STANDARD.decode(part.split("\r\n--").next().unwrap().replace("\r\n", "")).unwrap())
            .collect();
        let bytes = fs::read(&letter.files[0]).unwrap();
        assert_eq!(attached, [bytes.clone(), bytes]);
    }

    #[test]
    fn a_program_that_stays_while_the_message_is_written_has_begun() {
        let folder = tempfile::tempdir().unwrap();
        let (letter, composer) = (letter(folder.path()), noting(folder.path(), "composer", "exec sleep 4"));
        let opener = noting(folder.path(), "opener", "exit 1");
        open_with(&letter, folder.path(), (Some(composer.as_os_str()), opener.as_os_str())).unwrap();
        assert_eq!(noted(&opener), None);
    }

    #[test]
    fn a_system_that_shows_no_message_says_so_and_one_too_heavy_is_not_tried() {
        let folder = tempfile::tempdir().unwrap();
        let letter = letter(folder.path());
        let (absent, opener) = (folder.path().join("absent"), noting(folder.path(), "opener", "exit 3"));
        let refusal =
            |opener: &Path| open_with(&letter, folder.path(), (None, opener.as_os_str())).unwrap_err();
        assert_eq!(refusal(&absent).message, "error-mail-nothing");
        assert_eq!(refusal(&opener).message, "error-mail-refused");
        fs::remove_file(opener.with_extension("notes")).unwrap();
        fs::File::create(&letter.files[0]).unwrap().set_len(HEAVIEST).unwrap();
        let heavy = refusal(&opener);
        assert_eq!((heavy.message.as_str(), heavy.params["most"].as_str()), ("error-mail-heavy", "50"));
        assert_eq!(noted(&opener), None);
    }
}
