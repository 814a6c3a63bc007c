//! What can be typed.

mod following;
mod signing;
mod status;
mod trust;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use following::parse_reason;
pub(crate) use following::{AccountsCommand, AddAccount, Correct, Notice, Settle};
pub(crate) use signing::{Certify, IdentityCommand, Inspect, Level, Padding, Sign, Spot, TokenArguments};
use status::StatusWord;
pub(crate) use trust::TrustCommand;

/// Prepare, sign and verify PDF documents on this computer.
#[derive(Debug, Parser)]
#[command(name = "paraphe", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// Data folder; by default the one the window uses.
    #[arg(long, global = true, value_name = "DIR", env = "PARAPHE_DATA")]
    pub(crate) data: Option<PathBuf>,
    /// Print exactly one JSON value on standard output.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Accounts at providers.
    #[command(subcommand)]
    Accounts(AccountsCommand),
    /// What each provider can do, as data.
    Capabilities {
        /// One provider only.
        provider: Option<String>,
    },
    /// Every problem of an envelope file at once, and everything the provider cannot express.
    Check {
        /// The envelope file.
        envelope: PathBuf,
        /// Account to check against.
        #[arg(long, default_value = "local")]
        account: String,
        /// A table of people: each row is checked as `send --rows` would, and nothing is sent.
        #[arg(long, value_name = "PEOPLE.csv")]
        rows: Option<PathBuf>,
        /// Read the password of those PDFs that have one from standard input.
        #[arg(long, conflicts_with = "rows")]
        password_stdin: bool,
    },
    /// Put a person's details right in a request that is out: it is taken back, and the same one leaves again.
    Correct(Correct),
    /// The whole journey without a display and without a network: prepare, send, sign, fetch, verify, with each provider.
    Demo {
        /// Folder for the signed PDFs; by default `paraphe-demo` where you are.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Replace the files of an earlier demonstration.
        #[arg(long)]
        overwrite: bool,
    },
    /// Fetch the signed documents, the audit trail and the certificate of an envelope.
    Download {
        /// The envelope.
        id: String,
        /// Folder to write them to; no file there is ever replaced.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// The evidence of an envelope signed at this computer: written into a folder, or checked again.
    Evidence(Evidence),
    /// The history's own integrity.
    #[command(subcommand)]
    History(HistoryCommand),
    /// Self-made signing identities.
    #[command(subcommand)]
    Identity(IdentityCommand),
    /// Give the signed file of a document that came another way: by e-mail, from the provider's own pages.
    Import {
        /// The envelope.
        id: String,
        /// The signed PDF.
        file: PathBuf,
        /// Which document of the envelope it is, from 1.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        document: u32,
        /// Everybody signed, though the file holds fewer signatures than people were asked.
        #[arg(long)]
        everybody: bool,
        /// It is this document, though its pages show something else than what was sent.
        #[arg(long)]
        differing: bool,
    },
    /// Face to face.
    #[command(subcommand)]
    Kiosk(KioskCommand),
    /// Search the history.
    List {
        /// Words to look for.
        #[arg(long, default_value = "")]
        query: String,
        /// Only this status.
        #[arg(long, value_name = "STATUS", value_parser = StatusWord)]
        status: Option<String>,
        /// At most this many.
        #[arg(long, default_value_t = 50, value_parser = parse_count, allow_hyphen_values = true)]
        limit: u32,
    },
    /// Read a provider's message (webhook) from a file, or from standard input.
    Notice(Notice),
    /// Page sizes, boxes and rotation.
    Pages {
        /// The PDF.
        file: PathBuf,
        /// Read the PDF's password from standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Have the provider remind those whose turn it is.
    Remind {
        /// The envelope.
        id: String,
    },
    /// A page as PNG, as the window shows it.
    Render(Render),
    /// Stand-ins for the five providers on this computer, until stopped (Ctrl+C).
    Sandbox {
        /// Port on 127.0.0.1; 0: any that is free.
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
    /// Send an envelope file.
    Send {
        /// The envelope file.
        envelope: PathBuf,
        /// Account to send with.
        #[arg(long)]
        account: String,
        /// Wait until everybody has signed or it ends otherwise.
        #[arg(long, conflicts_with = "rows")]
        wait: bool,
        /// A table of people: one envelope per row. A second run goes on where the first stopped, even when the table was put
        /// right in the meantime.
        #[arg(long, value_name = "PEOPLE.csv")]
        rows: Option<PathBuf>,
        /// Send changed rows, too, to people who were sent the row as it was before.
        #[arg(long, requires = "rows")]
        send_changed: bool,
        /// Read the password of those PDFs that have one from standard input.
        #[arg(long, conflicts_with = "rows")]
        password_stdin: bool,
    },
    /// Send again what the provider refused: nobody was asked then.
    SendAgain {
        /// The envelope.
        id: String,
    },
    /// Say what became of a sending that is in doubt.
    Settle(Settle),
    /// Append a PAdES signature to a PDF, or give one that is there more: a timestamp, a renewal.
    Sign(Box<Sign>),
    /// An envelope's status; without an id, all of them.
    Status {
        /// The envelope.
        id: Option<String>,
        /// Ask the provider first; without an id, for everything that is open.
        #[arg(long)]
        refresh: bool,
    },
    /// Places to sign in a PDF: text tags, signature fields, signature lines, as proposed boxes.
    Tags {
        /// The PDF.
        file: PathBuf,
        /// Read the PDF's password from standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// The EU trusted lists `verify` relies on.
    #[command(subcommand)]
    Trust(TrustCommand),
    /// Validate a PDF; without --account it uses no network and sends the file nowhere.
    Verify(Verify),
    /// Take an envelope back.
    Void {
        /// The envelope.
        id: String,
        /// Why, for the people asked and for the audit trail.
        #[arg(long, value_parser = parse_reason)]
        reason: String,
        /// You have looked: the provider no longer has it, or nobody can sign it there any more. It is closed here.
        #[arg(long)]
        gone: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum KioskCommand {
    /// Forget the host's PIN, for a host who does not know it any more; a window that is handed over comes back.
    ResetPin,
}

#[derive(Debug, Subcommand)]
pub(crate) enum HistoryCommand {
    /// Check the chain of events and every stored document.
    Verify,
}

#[derive(Debug, Args)]
pub(crate) struct Evidence {
    /// The envelope.
    #[arg(required_unless_present = "verify", conflicts_with = "verify", requires = "out")]
    pub(crate) id: Option<String>,
    /// The folder to write preuve.json, the readable sheet, the events and the digests into.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Check this preuve.json, or the evidence inside this signed PDF.
    #[arg(long, value_name = "FILE", conflicts_with = "out")]
    pub(crate) verify: Option<PathBuf>,
    /// Certificates to trust for the signatures inside the PDF: a PEM or DER file, or a folder of them. May be repeated.
    #[arg(long, value_name = "FILE_OR_DIR", requires = "verify")]
    pub(crate) trust: Vec<PathBuf>,
    /// Read the PDF's password from standard input.
    #[arg(long, requires = "verify")]
    pub(crate) password_stdin: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Render {
    /// The PDF.
    pub(crate) file: PathBuf,
    /// Page, from 1.
    #[arg(long)]
    pub(crate) page: u32,
    /// Resolution in dots per inch.
    #[arg(long, default_value_t = 150.0, value_parser = parse_resolution, allow_hyphen_values = true)]
    pub(crate) dpi: f64,
    /// The PNG to write; a file that is there is replaced only with --overwrite.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Replace a file that --out names and that is there.
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Read the PDF's password from standard input.
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

/// Languages of reports.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum WrittenIn {
    Fr,
    En,
    It,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The PDF, or a folder: then each PDF in it.
    #[arg(value_name = "FILE_OR_DIR")]
    pub(crate) file: PathBuf,
    /// Certificates to trust: a PEM or DER file, or a folder of them. May be repeated.
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub(crate) trust: Vec<PathBuf>,
    /// Judge as of this time (RFC 3339) instead of now.
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<String>,
    /// Write a report for people: .pdf or .html; for a folder .csv or .html.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Replace the report that is there.
    #[arg(long, requires = "report")]
    pub(crate) overwrite: bool,
    /// Language of the report; by default the program's.
    #[arg(long, value_enum, ignore_case = true, requires = "report")]
    pub(crate) language: Option<WrittenIn>,
    /// Ask this account's provider too, GesDocs or Openapi: the file is sent to it.
    #[arg(long, value_name = "NAME")]
    pub(crate) account: Option<String>,
    /// The PDF certificate GesDocs made for the document; it is sent along.
    #[arg(long, value_name = "FILE", requires = "account")]
    pub(crate) certificate: Option<PathBuf>,
    /// Read the PDF's password from standard input; for a folder, that of those PDFs that have one.
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

/// The error is the id of a sentence.
fn parse_count(text: &str) -> Result<u32, String> {
    text.trim().parse().ok().filter(|count| *count > 0).ok_or_else(|| "command-usage-count".to_owned())
}

/// The error is the id of a sentence.
fn parse_resolution(text: &str) -> Result<f64, String> {
    let is_one = |dpi: &f64| dpi.is_finite() && *dpi > 0.0;
    text.trim().parse().ok().filter(is_one).ok_or_else(|| "command-usage-resolution".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
