//! What can be typed about accounts, and about what has been sent.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// The providers there are; `local` needs no account.
const PROVIDERS: [&str; 6] = ["docage", "gesdocs", "ngsign", "openapi", "sigtool", "local"];

#[derive(Debug, Subcommand)]
pub(crate) enum AccountsCommand {
    /// Add an account.
    Add(AddAccount),
    /// List the accounts.
    List,
    /// Forget an account and its secret.
    Remove {
        /// The account.
        name: String,
    },
    /// Ask the provider, without changing anything, whether an account can be used.
    Test {
        /// The account.
        name: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct AddAccount {
    /// The provider.
    #[arg(value_parser = PROVIDERS, ignore_case = true)]
    pub(crate) provider: String,
    /// The account's name on this computer.
    #[arg(long)]
    pub(crate) name: String,
    /// Where the provider answers, if not at its usual address.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Where tokens are handed out, if that is another host.
    #[arg(long, value_name = "URL")]
    pub(crate) auth_url: Option<String>,
    /// The e-mail address of the account.
    #[arg(long, value_name = "EMAIL")]
    pub(crate) user: Option<String>,
    /// What the secret is, where a provider has several ways.
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) auth: Option<Auth>,
    /// Read the secret (API key, token or password) from standard input, one line.
    #[arg(long)]
    pub(crate) secret_stdin: bool,
    /// Change the account of this name: its settings become these, its secret stays unless a new one is given.
    /// It is tried first, and nothing is changed where it cannot be used.
    #[arg(long)]
    pub(crate) replace: bool,
    /// With `--replace`: do not try it first.
    #[arg(long, requires = "replace")]
    pub(crate) untried: bool,
    /// The largest document it is given, in megabytes, as the provider told you; 0: no limit is known. With `--replace` it
    /// stays as it was unless it is said.
    #[arg(long, value_name = "N")]
    pub(crate) largest: Option<u16>,
    /// Everything sent with it is only a trial.
    #[arg(long)]
    pub(crate) test: bool,
    /// What few people need; `paraphe capabilities` does not name them, the provider's page of the manual does. May be
    /// repeated.
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_option)]
    pub(crate) option: Vec<(String, String)>,
}

/// What a secret is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Auth {
    Password,
    Token,
    ApiKey,
}

impl Auth {
    /// The word of the settings.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Token => "token",
            Self::ApiKey => "api-key",
        }
    }
}

/// A header of a message: name and value.
pub(crate) type Header = (String, String);

#[derive(Debug, Args)]
pub(crate) struct Notice {
    /// The message, as it came; `-` for standard input.
    pub(crate) file: PathBuf,
    /// The account it was sent to.
    #[arg(long)]
    pub(crate) account: String,
    /// A header it came with. May be repeated.
    #[arg(long, value_name = "K:V", value_parser = parse_header)]
    pub(crate) header: Vec<Header>,
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("answer").required(true).args(["sent", "not_sent", "ask"])))]
pub(crate) struct Settle {
    /// The envelope.
    pub(crate) id: String,
    /// The number of the sending in doubt, as `status` tells it.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) dispatch: u32,
    /// You have looked: it arrived, and the provider calls it so.
    #[arg(long, value_name = "REMOTE")]
    pub(crate) sent: Option<String>,
    /// You have looked: it did not arrive. It can be sent again then (`send-again`).
    #[arg(long)]
    pub(crate) not_sent: bool,
    /// Ask the provider once more.
    #[arg(long)]
    pub(crate) ask: bool,
}

/// What becomes of a correction that was cut short: nothing else is said then.
const SETTLED: [&str; 3] = ["go_on", "taken_back", "give_up"];

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["recipient", "go_on", "taken_back", "give_up"])))]
pub(crate) struct Correct {
    /// The envelope.
    pub(crate) id: String,
    /// Whose details are wrong: their id, as `status` tells it.
    #[arg(long, value_name = "ID", requires = "reason")]
    pub(crate) recipient: Option<String>,
    /// The right first name.
    #[arg(long, value_name = "NAME", requires = "recipient", conflicts_with_all = SETTLED)]
    pub(crate) first_name: Option<String>,
    /// The right last name.
    #[arg(long, value_name = "NAME", requires = "recipient", conflicts_with_all = SETTLED)]
    pub(crate) last_name: Option<String>,
    /// The right e-mail address.
    #[arg(long, requires = "recipient", conflicts_with_all = SETTLED)]
    pub(crate) email: Option<String>,
    /// The right mobile number.
    #[arg(long, value_name = "NUMBER", requires = "recipient", conflicts_with_all = SETTLED)]
    pub(crate) mobile: Option<String>,
    /// Why it is taken back, for its people and for the audit trail.
    #[arg(long, value_name = "TEXT", value_parser = parse_reason, requires = "recipient", conflicts_with_all = SETTLED)]
    pub(crate) reason: Option<String>,
    /// Go on with a correction that was cut short.
    #[arg(long)]
    pub(crate) go_on: bool,
    /// You have looked at the provider: it is taken back there. The corrected one leaves.
    #[arg(long)]
    pub(crate) taken_back: bool,
    /// Give a correction up that was cut short: nothing more is taken back or sent.
    #[arg(long)]
    pub(crate) give_up: bool,
}

impl Correct {
    /// What becomes of a correction that was cut short, where that is said.
    pub(crate) fn answer(&self) -> Option<&'static str> {
        let answers = [(self.go_on, "go_on"), (self.taken_back, "taken_back"), (self.give_up, "give_up")];
        answers.into_iter().find_map(|(is_said, word)| is_said.then_some(word))
    }
}

/// The error is the id of a sentence.
fn parse_option(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or_else(|| "command-usage-option".to_owned())?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// Why a request is taken back: people and the audit trail read it. The error is the id of a sentence.
pub(crate) fn parse_reason(text: &str) -> Result<String, String> {
    let reason = text.trim();
    if reason.is_empty() { Err("command-usage-reason".to_owned()) } else { Ok(reason.to_owned()) }
}

/// The error is the id of a sentence.
fn parse_header(text: &str) -> Result<Header, String> {
    let (name, value) = text.split_once(':').ok_or_else(|| "command-usage-header".to_owned())?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Arguments;
    use clap::Parser as _;

    #[test]
    fn options_and_headers_are_pairs() {
        assert_eq!(parse_option(" origin = top-left"), Ok(("origin".to_owned(), "top-left".to_owned())));
        assert_eq!(parse_header("X-Signature: a:b="), Ok(("X-Signature".to_owned(), "a:b=".to_owned())));
        assert!(parse_option("origin").is_err() && parse_header("X-Signature").is_err());
    }

    #[test]
    fn a_doubt_has_exactly_one_answer() {
        let settle = |answer: &[&str]| {
            Arguments::try_parse_from(["paraphe", "settle", "env_1"].iter().chain(answer)).is_ok()
        };
        assert!(settle(&["--ask"]) && settle(&["--not-sent"]) && settle(&["--sent", "x", "--dispatch", "2"]));
        assert!(!settle(&[]) && !settle(&["--ask", "--not-sent"]) && !settle(&["--sent"]));
    }

    #[test]
    fn a_correction_is_begun_or_settled() {
        let correct = |more: &[&str]| {
            Arguments::try_parse_from(["paraphe", "correct", "env_1"].iter().chain(more)).is_ok()
        };
        let begun = ["--recipient", "r1", "--email", "a@b.fr", "--reason", "adresse"];
        assert!(
            correct(&begun) && correct(&["--go-on"]) && correct(&["--taken-back"]) && correct(&["--give-up"])
        );
        assert!(!correct(&[]) && !correct(&begun[..4]) && !correct(&["--go-on", "--give-up"]));
        assert!(!correct(&["--go-on", "--reason", "adresse"]));
    }

    #[test]
    fn a_secret_is_no_argument() {
        let add = |more: &[&str]| {
            let words = ["paraphe", "accounts", "add", "docage", "--name", "D"];
            Arguments::try_parse_from(words.iter().chain(more)).is_ok()
        };
        assert!(add(&["--secret-stdin", "--auth", "api-key", "--option", "origin=top-left", "--test"]));
        assert!(!add(&["--secret", "x"]) && !add(&["--auth", "fax"]));
    }
}
