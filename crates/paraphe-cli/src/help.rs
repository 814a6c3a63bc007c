//! The help in the person's language. What can be typed stands in `arguments.rs`; the words for it in `help.ftl`:
//! `help-<command>` for a command, `help-<command>--<argument>` for an argument of it, words of both joined by hyphens.
//! Where there is none, the comment in `arguments.rs` is shown; a test names what is missing.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction, Command, CommandFactory as _};
use paraphe_app::words;
use paraphe_envelope::Language;

use crate::arguments::Arguments;
use crate::output::plain;

/// Everything that can be typed, with its words.
pub(crate) fn command(language: Language) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let root = Arguments::command().disable_version_flag(true);
    let about = said(language, "command-help-version", &[]).unwrap_or_default();
    translated(root, "help", language).arg(version.help(about))
}

fn translated(command: Command, id: &str, language: Language) -> Command {
    let here = |id: &str| said(language, id, &[]);
    let heading = |id: &str| here(id).unwrap_or_default();
    let begin = format!("{{about-with-newline}}\n{} {{usage}}\n\n", heading("command-help-usage"));
    let template = if command.has_subcommands() {
        let (commands, options) = (heading("command-help-commands"), heading("command-help-options"));
        format!("{begin}{commands}\n{{subcommands}}\n\n{options}\n{{options}}")
    } else {
        let (arguments, options) = (heading("command-help-arguments"), heading("command-help-options"));
        let has_positionals = command.get_positionals().next().is_some();
        let positionals =
            if has_positionals { format!("{arguments}\n{{positionals}}\n\n") } else { String::new() };
        format!("{begin}{positionals}{options}\n{{options}}")
    };
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let command = match here(id) {
        Some(about) => command.about(about),
        None => command,
    };
    command
        .help_template(template)
        .disable_help_flag(true)
        .mut_args(|arg| translated_argument(arg, id, language))
        .mut_subcommands(|one| {
            let id = format!("{id}-{}", one.get_name());
            translated(one, &id, language)
        })
        .arg(help.help(here("command-help-help").unwrap_or_default()))
}

fn translated_argument(arg: Arg, command: &str, language: Language) -> Arg {
    let own = said(language, &argument_id(command, &arg), &[]);
    let mut parts: Vec<String> =
        own.or_else(|| arg.get_help().map(ToString::to_string)).into_iter().collect();
    let mut note = |id: &str, value: String| parts.extend(said(language, id, &[("value", value)]));
    if arg.get_action().takes_values() {
        let words: Vec<String> =
            arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        if !words.is_empty() {
            note("command-help-possible", words.join(", "));
        }
        if let Some(usual) = arg.get_default_values().first() {
            note("command-help-default", usual.to_string_lossy().into_owned());
        }
    }
    if let Some(variable) = arg.get_env() {
        note("command-help-variable", variable.to_string_lossy().into_owned());
    }
    let takes_values = arg.get_action().takes_values();
    let arg = arg.help(parts.join(" "));
    if takes_values { arg.hide_possible_values(true).hide_default_value(true).hide_env(true) } else { arg }
}

fn argument_id(command: &str, arg: &Arg) -> String {
    format!("{command}--{}", arg.get_id().as_str().replace('_', "-"))
}

fn said(language: Language, id: &str, facts: &[(&str, String)]) -> Option<String> {
    let facts: BTreeMap<_, _> =
        facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let said = words::sentence(language, id, &facts);
    (said != id).then(|| plain(&said))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every id the command line wants, with the comment that stands in for it.
    fn ids(command: &Command, id: &str) -> Vec<(String, String)> {
        let text =
            |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string).unwrap_or_default();
        let mut all = vec![(id.to_owned(), text(command.get_about()))];
        all.extend(command.get_arguments().map(|arg| (argument_id(id, arg), text(arg.get_help()))));
        all.extend(command.get_subcommands().flat_map(|one| ids(one, &format!("{id}-{}", one.get_name()))));
        all
    }

    #[test]
    fn every_command_and_argument_has_its_words_and_nothing_else_has() {
        let wanted = ids(&Arguments::command(), "help");
        for (language, file) in [
            ("en", include_str!("../../../locales/en/help.ftl")),
            ("fr", include_str!("../../../locales/fr/help.ftl")),
        ] {
            let there: Vec<&str> = file.lines().filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
            let missing: Vec<String> = wanted
                .iter()
                .filter(|(id, _)| !there.contains(&id.as_str()))
                .map(|(id, comment)| format!("{id} = {comment}"))
                .collect();
            assert!(missing.is_empty(), "{language}/help.ftl lacks:\n{}", missing.join("\n"));
            let spare: Vec<_> =
                there.iter().filter(|id| !wanted.iter().any(|(wanted, _)| wanted == **id)).collect();
            assert!(spare.is_empty(), "{language}/help.ftl has words for nothing: {spare:?}");
        }
    }

    #[test]
    fn the_words_change_nothing_that_can_be_typed() {
        for language in [Language::En, Language::Fr] {
            command(language).debug_assert();
            let typed =
                ["paraphe", "sign", "a.pdf", "--out", "b.pdf", "--identity", "moi", "--level", "B-LT"];
            assert!(command(language).try_get_matches_from(typed).is_ok());
        }
        let help = command(Language::Fr).try_get_matches_from(["paraphe", "verify", "--help"]).unwrap_err();
        let text = help.render().to_string();
        assert!(text.contains("Utilisation") && !text.contains("Print help"), "{text}");
    }
}
