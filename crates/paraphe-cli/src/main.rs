//! `paraphe`: the same use cases as the window, for scripts, scheduled tasks and tests.
//!
//! Standard output holds the answer (with `--json` exactly one JSON value), standard error everything else. Exit codes:
//! 0 done, 1 the answer is "no", 2 wrong usage or unreadable input, 3 the provider or the network refused, 4 whether it was
//! sent is not known. It is its own preview worker, too.

mod arguments;
mod demo_journey;
mod help;
mod log;
mod output;
mod run;
mod usage;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};
use paraphe_app::words;
use paraphe_envelope::Language;

use crate::arguments::Arguments;
use crate::output::Output;

fn main() -> ExitCode {
    if let Some(code) = paraphe_preview::run_worker_if_asked() {
        return ExitCode::from(u8::try_from(code).unwrap_or(1));
    }
    let language = words::system_language();
    output::ended(answered(language), language)
}

/// Does what was typed, and tells it.
fn answered(language: Language) -> ExitCode {
    // The words of the help are only looked up for who is shown them: that takes longer than most commands.
    let parsed =
        Arguments::command().try_get_matches().or_else(|_| help::command(language).try_get_matches());
    let arguments = match parsed.and_then(|found| Arguments::from_arg_matches(&found)) {
        Ok(arguments) => arguments,
        Err(error) => return usage::refused(&error, language),
    };
    log::start();
    let output = Output::new(arguments.json, language);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return output.failure(&paraphe_app::Error::internal(error)),
    };
    match runtime.block_on(run::run(arguments, &output)) {
        Ok(answer) => answer.exit_code(),
        Err(error) => output.failure(&error),
    }
}
