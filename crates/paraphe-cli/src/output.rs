//! What goes to standard output, what to standard error, and the exit code.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::OnceLock;

use paraphe_app::schema::SentenceView;
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
    pub(crate) fn new(json: bool, language: Language) -> Self {
        Self { json, language }
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
            say_data(value);
        } else {
            lines(self).iter().for_each(|line| say(line));
        }
    }

    /// Lines for a person at once, while the answer is still to come: beside it where it is data.
    pub(crate) fn announce(&self, lines: &[String]) {
        let print = if self.json { aside } else { say };
        lines.iter().for_each(|line| print(line));
    }

    /// Progress, for a person who watches.
    pub(crate) fn progress(&self, line: &str) {
        aside(line);
    }

    /// A sentence with facts.
    pub(crate) fn sentence(&self, id: &str, facts: &[(&str, String)]) -> String {
        self.found(id, &gathered(facts)).unwrap_or_else(|| id.to_owned())
    }

    /// What is known in no language of people: the words of a system, of a provider, of a format.
    pub(crate) fn detail(&self, detail: &str) -> String {
        self.sentence("command-detail", &[("detail", detail.to_owned())])
    }

    /// A sentence the program chose. What the window advises has its own words here.
    pub(crate) fn tell(&self, told: &SentenceView) -> String {
        let here = SentenceView { id: format!("cli-{}", told.id), params: told.params.clone() };
        let said = words::tell(self.language, &here);
        if said == here.id { words::tell(self.language, told) } else { said }
    }

    /// The word for an envelope's status, or a recipient's (`person`).
    pub(crate) fn word(&self, family: &str, word: &Value) -> String {
        let word = word.as_str().unwrap_or_default();
        let id = format!("{family}-{}", word.replace('_', "-"));
        self.found(&id, &BTreeMap::new()).unwrap_or_else(|| word.to_owned())
    }

    /// How far a request is, in words, by what is told of it: `word`, where there is one, says it better than its status.
    pub(crate) fn status(&self, status: &Value, word: &Value) -> String {
        let status = status.as_str().unwrap_or_default();
        let id = words::status_id(status, word.as_str());
        self.found(&id, &BTreeMap::new()).unwrap_or_else(|| status.to_owned())
    }

    /// A sentence, where there is one of this name.
    pub(crate) fn found(&self, id: &str, facts: &BTreeMap<String, String>) -> Option<String> {
        let said = words::sentence(self.language, id, facts);
        (said != id).then(|| plain(&said))
    }

    /// What went wrong, for a person; it names the file it is about.
    pub(crate) fn sentence_of(&self, error: &Error) -> String {
        let facts = &error.params;
        // A sentence that would name what this error does not know leaves a brace behind.
        let here = self.found(&format!("cli-{}", error.message), facts);
        if let Some(here) = here.filter(|said| !said.contains('{')) {
            return here;
        }
        let said = self.found(&error.message, facts).unwrap_or_else(|| error.message.clone());
        let is_named =
            ["path", "name"].iter().filter_map(|fact| facts.get(*fact)).any(|one| said.contains(one));
        match facts.get("path").or_else(|| facts.get("name")).filter(|_| !is_named) {
            Some(subject) => {
                self.sentence("command-about", &[("subject", subject.clone()), ("sentence", said)])
            }
            None => said,
        }
    }

    /// What to do about an error: on the command line, where that differs from the window.
    pub(crate) fn advice_on(&self, error: &Error) -> Option<String> {
        let own = [format!("cli-{}.next", error.message), format!("{}.next", error.message)]
            .iter()
            .find_map(|id| self.found(id, &error.params));
        let again = error.params.get("again");
        let again = again.map(|id| self.sentence("command-next-send-again", &[("id", id.clone())]));
        match (own, again) {
            (Some(own), Some(again)) => Some(format!("{own} {again}")),
            (own, again) => own.or(again),
        }
    }

    /// An error as data.
    pub(crate) fn told(&self, error: &Error) -> Value {
        json!({
            "code": error.code, "message": self.sentence_of(error), "id": error.message,
            "next": self.advice_on(error), "detail": error.detail, "params": error.params,
        })
    }

    /// Prints an error and gives its exit code.
    pub(crate) fn failure(&self, error: &Error) -> ExitCode {
        if self.json {
            say_data(&json!({ "error": self.told(error) }));
        } else {
            aside(&self.sentence_of(error));
            self.advice_on(error).iter().for_each(|next| aside(next));
            if !error.detail.is_empty() && !explains_itself(error) {
                aside(&format!("  {}", self.detail(&error.detail)));
            }
        }
        ExitCode::from(exit_code(error))
    }
}

fn gathered(facts: &[(&str, String)]) -> BTreeMap<String, String> {
    facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

/// Why an answer could not be written: the first reason is the one to tell.
static UNWRITTEN: OnceLock<io::Error> = OnceLock::new();

/// Keeps why something could not be written to standard output. Who closes the pipe early (`paraphe list | head -1`) has
/// read enough: no reason to complain.
pub(crate) fn keep(written: io::Result<()>) {
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        let _ = UNWRITTEN.set(error);
    }
}

/// A line of the answer.
pub(crate) fn say(line: &str) {
    keep(writeln!(io::stdout(), "{}", harmless(line)));
}

/// The answer as data. Nothing is lost: what could harm a terminal is written as JSON's own escapes.
pub(crate) fn say_data(value: &Value) {
    keep(writeln!(io::stdout(), "{}", escaped(&format!("{value:#}"))));
}

/// The exit code once everything is said. An answer that did not reach standard output (a full disk) is no success: what
/// was done stays done, and that nobody has read it is told beside it.
pub(crate) fn ended(code: ExitCode, language: Language) -> ExitCode {
    keep(io::stdout().flush());
    let Some(error) = UNWRITTEN.get() else { return code };
    let output = Output::new(false, language);
    aside(&output.sentence("command-output-lost", &[]));
    aside(&format!("  {}", output.detail(&error.to_string())));
    if code == ExitCode::SUCCESS { ExitCode::from(2) } else { code }
}

/// A line beside the answer.
pub(crate) fn aside(line: &str) {
    let _ = writeln!(io::stderr(), "{}", harmless(line));
}

/// What a provider, a certificate or a file calls itself may hold what moves a terminal's cursor, recolours it or sets its
/// title (C0 and C1 controls), or what turns the reading direction round, so that a name reads as another.
fn is_harmful(character: char) -> bool {
    let is_layout = matches!(character, '\n' | '\t');
    (character.is_control() && !is_layout)
        || matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The text without such characters.
fn harmless(text: &str) -> String {
    text.chars().filter(|character| !is_harmful(*character)).collect()
}

/// JSON with such characters as `\u001b`. They are in its strings only, and below U+10000.
fn escaped(data: &str) -> String {
    let mut escaped = String::with_capacity(data.len());
    for character in data.chars() {
        if is_harmful(character) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// What is said fully by its sentence: the detail is for programs, in `--json`.
const SAY_ALL: &[&str] = &[
    "error-account-missing",
    "error-box-too-small",
    "error-disk-full",
    "error-empty-file",
    "error-envelope-missing",
    "error-envelope-text",
    "error-file-forbidden",
    "error-file-missing",
    "error-folder-missing",
    "error-identity-missing",
    "error-is-a-folder",
    "error-key-file-asks",
    "error-not-a-folder",
    "error-not-a-pdf",
    "error-not-an-envelope",
    "error-not-json",
    "error-page-missing",
    "error-rows-text",
    "error-too-large",
    "error-truncated",
];

fn explains_itself(error: &Error) -> bool {
    let is_no = exit_code(error) == 1 && error.message != "error-signing-failed";
    is_no || error.code == Code::PasswordNeeded || SAY_ALL.contains(&error.message.as_str())
}

/// Refusals of what was typed or given: nothing is wrong with the document.
const WRONG_USAGE: &[&str] = &[
    "error-account-exists",
    "error-account-local",
    "error-account-name",
    "error-account-secret",
    "error-account-secret-unseen",
    "error-account-settings",
    "error-answer-too-long",
    "error-box-outside-page",
    "error-box-too-small",
    "error-clock-ahead",
    "error-clock-wrong",
    "error-demo-unavailable",
    "error-extend-no-authority",
    "error-field-missing",
    "error-identity-exists",
    "error-identity-name",
    "error-identity-name-control",
    "error-identity-name-empty",
    "error-identity-name-long",
    "error-missing-glyph",
    "error-not-a-certificate",
    "error-not-a-picture",
    "error-opinion-folder",
    "error-page-missing",
    "error-report-format",
    "error-resolution",
    "error-same-file",
    "error-sandbox-port",
    "error-signature-empty",
    "error-signature-long",
    "error-target-exists",
    "error-table-format",
    "error-timestamp-address",
    "error-timestamp-no-authority",
    "error-trust-list-too-large",
    "error-trust-refresh-address",
    "error-trust-refresh-country",
    "error-write-empty",
];

/// The same for keys, tokens and pictures, whatever is wrong with them.
const WRONG_GIVEN: &[&str] =
    &["error-certificate-", "error-key-file", "error-not-a-picture", "error-picture-", "error-token-"];

/// A provider's answer that is one: nothing failed on the way, and asking was in order.
const PLAIN_NO: &[&str] = &["error-provider-not-ready", "error-provider-unsupported"];

fn is_wrong_usage(message: &str) -> bool {
    WRONG_USAGE.contains(&message) || WRONG_GIVEN.iter().any(|begin| message.starts_with(begin))
}

/// 1: the answer is "no", with a reason. 2: wrong usage, or input or a machine that does not allow to look. 3: the provider
/// or the network refused. 4: whether it was sent is not known.
pub(crate) fn exit_code(error: &Error) -> u8 {
    match error.code {
        Code::Refused if is_wrong_usage(&error.message) => 2,
        Code::DraftIncomplete | Code::Refused => 1,
        Code::Provider if PLAIN_NO.contains(&error.message.as_str()) => 1,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_stranger_wrote_moves_the_cursor_or_turns_the_words_round() {
        let name = "Zo\u{1b}]0;x\u{7}\u{9b}31mé\r\u{202E}fdp.exe\u{2066}\u{7f}";
        assert_eq!(harmless(name), "Zo]0;x31méfdp.exe");
        assert_eq!(harmless("a\tb\nc\u{202F}: é ليلى"), "a\tb\nc\u{202F}: é ليلى");
    }

    #[test]
    fn data_keeps_every_character_and_shows_none_that_harms() {
        let value = json!({ "name": "Zo\u{1b}\u{9b}31m\u{202E}é" });
        let written = escaped(&format!("{value:#}"));
        assert!(!written.chars().any(is_harmful), "{written:?}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
    }
}
