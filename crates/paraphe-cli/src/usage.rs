//! Wrong usage, in the person's language.

use std::error::Error as _;
use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use paraphe_envelope::Language;
use serde_json::json;

use crate::output::{Output, aside, say};

/// Tells what clap objected to, or prints the help that was asked for.
pub(crate) fn refused(error: &Error, language: Language) -> ExitCode {
    if !error.use_stderr() {
        // Nobody can be told that standard output is closed.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let is_json = std::env::args().any(|argument| argument == "--json");
    let output = Output::new(is_json, language);
    let Some(objection) = objection(error, &output) else {
        let text = error.render().to_string();
        return told(is_json, &[text.trim().to_owned()]);
    };
    let mut lines = vec![objection];
    let values = texts(error, ContextKind::ValidValue);
    if !values.is_empty() {
        lines.push(output.sentence("command-usage-possible", &[("values", values.join(", "))]));
    }
    lines.extend(suggestion(error, &output));
    lines.extend(usage(error, &output));
    told(is_json, &lines)
}

fn told(is_json: bool, lines: &[String]) -> ExitCode {
    if is_json {
        let message = lines.join("\n");
        let value = json!({ "error": { "code": "usage", "message": message, "detail": "", "params": {} } });
        say(&format!("{value:#}"));
    } else {
        lines.iter().for_each(|line| aside(line));
    }
    ExitCode::from(2)
}

/// The one sentence; none for what clap may object to in other versions.
#[allow(clippy::wildcard_enum_match_arm, reason = "clap's list is open; the rest is told in its own words")]
fn objection(error: &Error, output: &Output) -> Option<String> {
    let one = |kind| texts(error, kind).first().cloned().unwrap_or_default();
    let all = |kind| texts(error, kind).join(", ");
    let say = |id: &str, facts: &[(&str, String)]| Some(output.sentence(id, facts));
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
        ErrorKind::UnknownArgument => say("command-usage-unknown", &[argument()]),
        _ => None,
    }
}

/// A value that does not suit, with our own reason where there is one.
fn invalid(error: &Error, output: &Output) -> String {
    let one = |kind| texts(error, kind).first().cloned().unwrap_or_default();
    let argument = ("argument", one(ContextKind::InvalidArg));
    let value = one(ContextKind::InvalidValue);
    if value.is_empty() {
        return output.sentence("command-usage-invalid-empty", &[argument]);
    }
    let said = output.sentence("command-usage-invalid", &[("value", value), argument]);
    // Our parsers answer the id of a sentence.
    let reason = error.source().map(ToString::to_string).filter(|id| id.starts_with("command-usage-"));
    match reason {
        Some(id) => format!("{said} ({})", output.sentence(&id, &[])),
        None => said,
    }
}

fn suggestion(error: &Error, output: &Output) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let found: Vec<String> = kinds.into_iter().flat_map(|kind| texts(error, kind)).collect();
    (!found.is_empty()).then(|| output.sentence("command-usage-suggest", &[("suggestion", found.join(", "))]))
}

/// How the command is used, and where more is said.
fn usage(error: &Error, output: &Output) -> Vec<String> {
    let found = texts(error, ContextKind::Usage);
    let Some(usage) = found.first().map(|text| text.trim().trim_start_matches("Usage:").trim()) else {
        return Vec::new();
    };
    let is_name = |word: &&str| !word.starts_with(['-', '<', '[']);
    let command: Vec<&str> = usage.split_whitespace().skip(1).take_while(is_name).collect();
    vec![
        output.sentence("command-usage-usage", &[("usage", usage.to_owned())]),
        output.sentence("command-usage-help", &[("command", command.join(" "))]).replace("  ", " "),
    ]
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
