//! What goes to standard output, what to standard error, and the exit code.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::process::ExitCode;

use paraphe_app::{Code, Error, words};
use paraphe_envelope::Language;
use serde_json::{Value, json};

/// How it ended, where there is an answer to print.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Answer {
    Done,
    No,
    /// The provider or the network refused a part of it.
    Refused,
    /// Of a part of it, nobody knows whether it was sent.
    Uncertain,
}

impl Answer {
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::No => ExitCode::from(1),
            Self::Refused => ExitCode::from(3),
            Self::Uncertain => ExitCode::from(4),
        }
    }
}

/// How answers are printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    json: bool,
    language: Language,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json, language: words::system_language() }
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// A number as it is written in the person's language.
    pub(crate) fn decimal(&self, number: &str) -> String {
        match self.language {
            Language::En | Language::Ar => number.to_owned(),
            Language::Fr | Language::It => number.replace('.', ","),
        }
    }

    /// The answer: one JSON value, or lines for a person.
    pub(crate) fn print(&self, value: &Value, lines: impl FnOnce(&Self) -> Vec<String>) {
        if self.json {
            say(&format!("{value:#}"));
        } else {
            lines(self).iter().for_each(|line| say(line));
        }
    }

    /// Progress, for a person who watches.
    pub(crate) fn progress(&self, line: &str) {
        aside(line);
    }

    /// A sentence with facts.
    pub(crate) fn sentence(&self, id: &str, facts: &[(&str, String)]) -> String {
        let facts: BTreeMap<_, _> =
            facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        plain(&words::sentence(self.language, id, &facts))
    }

    /// What went wrong, for a person.
    pub(crate) fn sentence_of(&self, error: &Error) -> String {
        plain(&words::sentence(self.language, &error.message, &error.params))
    }

    /// An error as data.
    pub(crate) fn told(&self, error: &Error) -> Value {
        json!({
            "code": error.code, "message": self.sentence_of(error), "id": error.message,
            "detail": error.detail, "params": error.params,
        })
    }

    /// Prints an error and gives its exit code.
    pub(crate) fn failure(&self, error: &Error) -> ExitCode {
        if self.json {
            say(&format!("{:#}", json!({ "error": self.told(error) })));
        } else {
            aside(&self.sentence_of(error));
            let next = words::sentence(self.language, &format!("{}.next", error.message), &error.params);
            if !next.starts_with(&error.message) {
                aside(&plain(&next));
            }
            if !error.detail.is_empty() {
                aside(&format!("  ({})", error.detail));
            }
        }
        ExitCode::from(exit_code(error))
    }
}

/// A line of the answer. Who closes the pipe early (`paraphe list | head -1`) has read enough: no reason to panic.
fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// A line beside the answer.
fn aside(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Refusals of what was typed or given: nothing is wrong with the document.
const WRONG_USAGE: &[&str] = &[
    "error-account-exists",
    "error-account-name",
    "error-account-secret",
    "error-account-settings",
    "error-box-outside-page",
    "error-box-too-small",
    "error-clock-wrong",
    "error-field-missing",
    "error-identity-name",
    "error-identity-name-control",
    "error-identity-name-empty",
    "error-identity-name-long",
    "error-not-a-certificate",
    "error-not-a-picture",
    "error-page-missing",
    "error-resolution",
    "error-same-file",
    "error-signature-empty",
    "error-timestamp-address",
    "error-timestamp-no-authority",
    "error-trust-list-too-large",
];

/// The same for keys, tokens and pictures, whatever is wrong with them.
const WRONG_GIVEN: &[&str] =
    &["error-certificate-", "error-key-file", "error-not-a-picture", "error-picture-", "error-token-"];

fn is_wrong_usage(message: &str) -> bool {
    WRONG_USAGE.contains(&message) || WRONG_GIVEN.iter().any(|begin| message.starts_with(begin))
}

/// 1: the answer is "no", with a reason. 2: wrong usage, or input or a machine that does not allow to look. 3: the provider
/// or the network refused. 4: whether it was sent is not known.
pub(crate) fn exit_code(error: &Error) -> u8 {
    match error.code {
        Code::Refused if is_wrong_usage(&error.message) => 2,
        Code::DraftIncomplete | Code::Refused => 1,
        Code::Cancelled
        | Code::DocumentUnreadable
        | Code::Internal
        | Code::NotFound
        | Code::PasswordNeeded
        | Code::Storage => 2,
        Code::Provider => 3,
        Code::Uncertain => 4,
    }
}

/// Fluent isolates inserted text with invisible marks; a terminal and a script want none.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

/// Wrong usage: clap's own words, as JSON where JSON was asked for.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    let asked_for_help = !error.use_stderr();
    if !asked_for_help && std::env::args().any(|argument| argument == "--json") {
        let text = error.render().to_string();
        let value =
            json!({ "error": { "code": "usage", "message": text.trim(), "detail": "", "params": {} } });
        say(&format!("{value:#}"));
    } else {
        // Nobody can be told that standard output is closed.
        let _ = error.print();
    }
    if asked_for_help { ExitCode::SUCCESS } else { ExitCode::from(2) }
}
