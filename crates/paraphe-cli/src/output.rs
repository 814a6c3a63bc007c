//! What goes to standard output, what to standard error, and the exit code.

use std::collections::BTreeMap;
use std::process::ExitCode;

use paraphe_app::{Code, Error, words};
use paraphe_envelope::Language;
use serde_json::{Value, json};

/// Done, or "no".
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Answer {
    Done,
    No,
}

impl Answer {
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::No => ExitCode::from(1),
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

    /// The answer: one JSON value, or lines for a person.
    pub(crate) fn print(&self, value: &Value, lines: impl FnOnce(&Self) -> Vec<String>) {
        if self.json {
            println!("{value:#}");
        } else {
            lines(self).iter().for_each(|line| println!("{line}"));
        }
    }

    /// Progress, for a person who watches.
    pub(crate) fn progress(&self, line: &str) {
        eprintln!("{line}");
    }

    /// A sentence with facts.
    pub(crate) fn sentence(&self, id: &str, facts: &[(&str, String)]) -> String {
        let facts: BTreeMap<_, _> =
            facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        plain(&words::sentence(self.language, id, &facts))
    }

    /// Prints an error and gives its exit code.
    pub(crate) fn failure(&self, error: &Error) -> ExitCode {
        let message = plain(&words::sentence(self.language, &error.message, &error.params));
        let next = words::sentence(self.language, &format!("{}.next", error.message), &error.params);
        if self.json {
            let value = json!({ "error": {
                "code": error.code, "message": message, "id": error.message,
                "detail": error.detail, "params": error.params,
            } });
            println!("{value:#}");
        } else {
            eprintln!("{message}");
            if !next.starts_with(&error.message) {
                eprintln!("{}", plain(&next));
            }
            if !error.detail.is_empty() {
                eprintln!("  ({})", error.detail);
            }
        }
        ExitCode::from(exit_code(error.code))
    }
}

/// 1: the program refuses what was asked, with a reason. 2: the input or the machine does not allow to look.
fn exit_code(code: Code) -> u8 {
    match code {
        Code::DraftIncomplete | Code::Refused => 1,
        Code::Cancelled
        | Code::DocumentUnreadable
        | Code::Internal
        | Code::NotFound
        | Code::PasswordNeeded
        | Code::Storage => 2,
    }
}

/// Fluent isolates inserted text with invisible marks; a terminal and a script want none.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

/// Wrong usage: clap's own words, as JSON where JSON was asked for.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    let asked_for_help = !error.use_stderr();
    if !asked_for_help && std::env::args().any(|argument| argument == "--json") {
        let text = error.render().to_string();
        let value =
            json!({ "error": { "code": "usage", "message": text.trim(), "detail": "", "params": {} } });
        println!("{value:#}");
    } else {
        // Nobody can be told that standard output is closed.
        let _ = error.print();
    }
    if asked_for_help { ExitCode::SUCCESS } else { ExitCode::from(2) }
}
