//! What can be typed.

mod following;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use following::{AccountsCommand, AddAccount, Notice, Settle};

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

/// The words of an envelope's status, as they stand in every answer.
const STATUSES: [&str; 10] = [
    "draft",
    "sending",
    "uncertain",
    "sent",
    "in_progress",
    "completed",
    "declined",
    "expired",
    "voided",
    "failed",
];

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
    },
    /// The whole journey without a display and without a network: prepare, send, sign, fetch, verify, with each provider.
    Demo {
        /// Folder for the signed PDFs.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Fetch the signed documents, the audit trail and the certificate of an envelope.
    Download {
        /// The envelope.
        id: String,
        /// Folder to write them to; no file there is ever replaced.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
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
    },
    /// Search the history.
    List {
        /// Words to look for.
        #[arg(long, default_value = "")]
        query: String,
        /// Only this status.
        #[arg(long, value_name = "STATUS", value_parser = STATUSES)]
        status: Option<String>,
        /// At most this many.
        #[arg(long, default_value_t = 50)]
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
        /// A table of people: one envelope per row. A second run with the same two files goes on where the first stopped.
        #[arg(long, value_name = "PEOPLE.csv")]
        rows: Option<PathBuf>,
    },
    /// Send again what the provider refused: nobody was asked then.
    SendAgain {
        /// The envelope.
        id: String,
    },
    /// Say what became of a sending that is in doubt.
    Settle(Settle),
    /// Append a PAdES signature to a PDF.
    Sign(Sign),
    /// An envelope's status; without an id, all of them.
    Status {
        /// The envelope.
        id: Option<String>,
        /// Ask the provider first; without an id, for everything that is open.
        #[arg(long)]
        refresh: bool,
    },
    /// Validate a PDF; never needs a network, never sends the file anywhere.
    Verify(Verify),
    /// Take an envelope back.
    Void {
        /// The envelope.
        id: String,
        /// Why, for the people asked and for the audit trail.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum HistoryCommand {
    /// Check the chain of events and every stored document.
    Verify,
}

#[derive(Debug, Subcommand)]
pub(crate) enum IdentityCommand {
    /// Make an identity (ECDSA P-256, self-signed).
    Create {
        /// Its name on this computer.
        name: String,
        /// Common name in the certificate.
        #[arg(long)]
        common_name: String,
        /// Organisation in the certificate.
        #[arg(long)]
        organization: Option<String>,
    },
    /// Print an identity's certificate (PEM). Its key never leaves the store.
    Export {
        /// The identity.
        name: String,
    },
    /// List the identities.
    List,
}

#[derive(Debug, Args)]
pub(crate) struct Render {
    /// The PDF.
    pub(crate) file: PathBuf,
    /// Page, from 1.
    #[arg(long)]
    pub(crate) page: u32,
    /// Resolution in dots per inch.
    #[arg(long, default_value_t = 150.0)]
    pub(crate) dpi: f64,
    /// The PNG to write.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Read the PDF's password from standard input.
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("key").required(true).args(["p12", "identity"])))]
#[command(group(clap::ArgGroup::new("mark").args(["ink", "text"])))]
pub(crate) struct Sign {
    /// The PDF.
    pub(crate) file: PathBuf,
    /// The signed PDF to write.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Key file (PKCS#12).
    #[arg(long, value_name = "FILE")]
    pub(crate) p12: Option<PathBuf>,
    /// Read passwords from standard input, one per line: the key file's, then the PDF's if it has one.
    #[arg(long)]
    pub(crate) password_stdin: bool,
    /// Self-made identity.
    #[arg(long, value_name = "NAME")]
    pub(crate) identity: Option<String>,
    /// Page of the visible signature, from 1.
    #[arg(long, requires = "rect")]
    pub(crate) page: Option<u32>,
    /// Its box `x,y,w,h`: points from the top left of the page as seen. Without it the signature is invisible.
    #[arg(long, requires = "page", value_parser = parse_rect, allow_hyphen_values = true)]
    pub(crate) rect: Option<[f64; 4]>,
    /// Drawn strokes: JSON `{"strokes": [[[x, y] or [x, y, pressure], …], …]}`.
    #[arg(long, value_name = "STROKES.json", requires = "rect")]
    pub(crate) ink: Option<PathBuf>,
    /// Typed name.
    #[arg(long, value_name = "NAME", requires = "rect")]
    pub(crate) text: Option<String>,
    /// PAdES level.
    #[arg(long, value_enum, default_value_t = Level::BB)]
    pub(crate) level: Level,
    /// Why.
    #[arg(long)]
    pub(crate) reason: Option<String>,
    /// Where.
    #[arg(long)]
    pub(crate) location: Option<String>,
    /// Certify: what may still be changed afterwards.
    #[arg(long, value_enum)]
    pub(crate) certify: Option<Certify>,
}

/// PAdES levels this version makes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Level {
    #[value(name = "b-b")]
    BB,
}

/// DocMDP permissions.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Certify {
    NoChanges,
    FormFilling,
    Annotations,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The PDF.
    pub(crate) file: PathBuf,
    /// Certificates to trust: a PEM or DER file, or a folder of them. May be repeated.
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub(crate) trust: Vec<PathBuf>,
    /// Judge as of this time (RFC 3339) instead of now.
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<String>,
    /// Read the PDF's password from standard input.
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

fn parse_rect(text: &str) -> Result<[f64; 4], String> {
    let numbers: Vec<f64> = text
        .split(',')
        .map(|part| part.trim().parse::<f64>().map_err(|_| format!("{part:?} is not a number")))
        .collect::<Result<_, _>>()?;
    let rect: [f64; 4] = numbers.try_into().map_err(|_| "four numbers are needed: x,y,w,h".to_owned())?;
    let good = rect.iter().all(|number| number.is_finite()) && rect[2] > 0.0 && rect[3] > 0.0;
    if good { Ok(rect) } else { Err("width and height must be positive".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn rectangles_are_read_strictly() {
        assert_eq!(parse_rect("100,600, 150,60.5"), Ok([100.0, 600.0, 150.0, 60.5]));
        for bad in ["", "1,2,3", "1,2,3,4,5", "a,2,3,4", "1,2,0,4", "1,2,3,-4", "NaN,2,3,4", "1,2,inf,4"] {
            assert!(parse_rect(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_key_is_needed_and_only_one() {
        let sign = |extra: &[&str]| {
            let words = ["paraphe", "sign", "a.pdf", "--out", "b.pdf"].iter().chain(extra);
            Arguments::try_parse_from(words)
        };
        assert!(sign(&[]).is_err());
        assert!(sign(&["--p12", "k.p12", "--identity", "me"]).is_err());
        assert!(sign(&["--identity", "me"]).is_ok());
        assert!(sign(&["--identity", "me", "--page", "1"]).is_err(), "a page without a box means nothing");
    }
}
