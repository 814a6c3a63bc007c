//! Wrong usage, in the person's language.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Error};
use paraphe_envelope::Language;
use serde_json::json;

use crate::arguments::Arguments;
use crate::output::{Output, aside, keep, say_data};

/// Tells what clap objected to, or prints the help that was asked for.
pub(crate) fn refused(error: &Error, language: Language) -> ExitCode {
    let is_json = std::env::args_os().any(|argument| argument == "--json");
    if !error.use_stderr() {
        asked(error, is_json);
        return ExitCode::SUCCESS;
    }
    let output = Output::new(is_json, language);
    let Some(objection) = objection(error, &output) else {
        let text = error.render().to_string();
        let told = Told { id: "usage-other", message: text.trim().to_owned(), next: Vec::new() };
        return told.tell(is_json, error);
    };
    let (id, message) = objection;
    let mut lines = Vec::new();
    let values = texts(error, ContextKind::ValidValue);
    if !values.is_empty() {
        lines.push(output.sentence("command-usage-possible", &[("values", values.join(", "))]));
    }
    lines.extend(suggestion(error, &output));
    lines.extend(usage(error, &output));
    Told { id, message, next: lines }.tell(is_json, error)
}

/// The help or the version somebody asked for.
fn asked(error: &Error, is_json: bool) {
    let is_version = error.kind() == ErrorKind::DisplayVersion;
    match (is_json, is_version) {
        (false, _) => keep(error.print()),
        (true, true) => say_data(&json!({ "version": env!("CARGO_PKG_VERSION") })),
        (true, false) => say_data(&json!({ "help": error.render().to_string() })),
    }
}

/// What is said about it.
struct Told {
    /// The name of the sentence: the same in every language.
    id: &'static str,
    message: String,
    /// What would do, and how the command is used.
    next: Vec<String>,
}

impl Told {
    fn tell(self, is_json: bool, error: &Error) -> ExitCode {
        if is_json {
            let params = params(error);
            say_data(&json!({ "error": {
                "code": "usage", "id": self.id, "message": self.message, "next": self.next.join("\n"), "detail": "",
                "params": params,
            } }));
        } else {
            aside(&self.message);
            self.next.iter().for_each(|line| aside(line));
        }
        ExitCode::from(2)
    }
}

/// What was typed and what it was meant for.
fn params(error: &Error) -> BTreeMap<&'static str, String> {
    let facts = [
        ("argument", ContextKind::InvalidArg),
        ("command", ContextKind::InvalidSubcommand),
        ("value", ContextKind::InvalidValue),
    ];
    let told = facts.map(|(name, kind)| (name, texts(error, kind).join(", ")));
    told.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// The one sentence with its name; none for what clap may object to in other versions.
#[allow(clippy::wildcard_enum_match_arm, reason = "clap's list is open; the rest is told in its own words")]
fn objection(error: &Error, output: &Output) -> Option<(&'static str, String)> {
    let one = |kind| texts(error, kind).first().cloned().unwrap_or_default();
    let all = |kind| texts(error, kind).join(", ");
    let say = |id: &'static str, facts: &[(&str, String)]| Some((id, output.sentence(id, facts)));
    let argument = || ("argument", one(ContextKind::InvalidArg));
    match error.kind() {
        ErrorKind::ArgumentConflict if one(ContextKind::PriorArg) == one(ContextKind::InvalidArg) => {
            say("command-usage-twice", &[argument()])
        }
        ErrorKind::ArgumentConflict => {
            say("command-usage-conflict", &[argument(), ("other", all(ContextKind::PriorArg))])
        }
        ErrorKind::InvalidSubcommand => {
            say("command-usage-unknown-command", &[("command", one(ContextKind::InvalidSubcommand))])
        }
        ErrorKind::InvalidUtf8 => say("command-usage-utf8", &[]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Some(invalid(error, output)),
        ErrorKind::MissingRequiredArgument => {
            say("command-usage-missing", &[("arguments", all(ContextKind::InvalidArg))])
        }
        ErrorKind::MissingSubcommand => {
            say("command-usage-no-command", &[("commands", all(ContextKind::ValidSubcommand))])
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            say("command-usage-invalid-empty", &[argument()])
        }
        ErrorKind::TooManyValues => Some(invalid(error, output)),
        // `verify` takes one place; what a shell made of `*.pdf` is no unknown option.
        ErrorKind::UnknownArgument
            if named() == ["verify"] && !one(ContextKind::InvalidArg).starts_with('-') =>
        {
            say("command-usage-one-place", &[argument()])
        }
        ErrorKind::UnknownArgument => say("command-usage-unknown", &[argument()]),
        _ => None,
    }
}

/// A value that does not suit, with our own reason where there is one.
fn invalid(error: &Error, output: &Output) -> (&'static str, String) {
    let one = |kind| texts(error, kind).first().cloned().unwrap_or_default();
    let argument = ("argument", one(ContextKind::InvalidArg));
    let value = one(ContextKind::InvalidValue);
    if value.is_empty() {
        return ("command-usage-invalid-empty", output.sentence("command-usage-invalid-empty", &[argument]));
    }
    let said = output.sentence("command-usage-invalid", &[("value", value), argument]);
    // Our parsers answer the id of a sentence.
    let reason = error.source().map(ToString::to_string).filter(|id| id.starts_with("command-usage-"));
    let said = match reason {
        Some(id) => format!("{said} ({})", output.sentence(&id, &[])),
        None => said,
    };
    ("command-usage-invalid", said)
}

fn suggestion(error: &Error, output: &Output) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let found: Vec<String> = kinds.into_iter().flat_map(|kind| texts(error, kind)).collect();
    (!found.is_empty()).then(|| output.sentence("command-usage-suggest", &[("suggestion", found.join(", "))]))
}

/// How the command is used, and where more is said.
fn usage(error: &Error, output: &Output) -> Vec<String> {
    let more = |command: &str| {
        output.sentence("command-usage-help", &[("command", command.to_owned())]).replace("  ", " ")
    };
    let names = named();
    if texts(error, ContextKind::Usage).is_empty() {
        return vec![more(&names.join(" "))];
    }
    vec![output.sentence("command-usage-usage", &[("usage", usage_of(&names))]), more(&names.join(" "))]
}

/// How a command is used in general. What clap tells with an objection names what was typed as if it had to be.
fn usage_of(names: &[String]) -> String {
    let mut command = Arguments::command();
    command.build();
    for name in names {
        if let Some(found) = command.find_subcommand(name).cloned() {
            command = found;
        }
    }
    let usage = command.render_usage().to_string();
    usage.trim().trim_start_matches("Usage:").trim().to_owned()
}

/// The command that was typed, as far as there is one: clap does not name it with every objection.
fn named() -> Vec<String> {
    let mut names = Vec::new();
    let mut command = Arguments::command();
    for word in std::env::args_os().skip(1) {
        if let Some(found) = command.find_subcommand(&word).cloned() {
            names.push(word.to_string_lossy().into_owned());
            command = found;
        }
    }
    names
}

#[allow(clippy::wildcard_enum_match_arm, reason = "clap's list is open; only texts can be told")]
fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}
