//! `cargo xtask run`: from a checkout to an open window, in one command.

use std::process::{Command, ExitCode};

use crate::console::{Stages, detail};
use crate::failure::Failure;
use crate::packages::{self, Purpose};
use crate::pdfium;
use crate::places;
use crate::shell;
use crate::tools;
use crate::ui;

/// `cargo xtask run [-- arguments of the program]`.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let mut stages = Stages::new(7);
    prepare(&mut stages)?;
    stages.next("Building Paraphe (the first time takes some minutes)");
    let mut cargo = shell::cargo();
    cargo.args(["build", "--package", "paraphe-desktop", "--package", "paraphe-cli"]);
    shell::visible(&mut cargo, "The build")?;
    if has_display() {
        stages.next("Opening the window");
        return hand_over(
            shell::command(places::debug_program("paraphe-desktop")).args(program_arguments(arguments)),
        );
    }
    stages.next("This machine has no display (neither DISPLAY nor WAYLAND_DISPLAY is set): running the demonstration instead");
    detail("it signs a sample contract, verifies it, and says where the signed PDF lies");
    hand_over(shell::command(places::debug_program("paraphe")).arg("demo"))
}

/// `cargo xtask setup`: all that `cargo build` needs, and no build.
pub(crate) fn setup(_arguments: &[String]) -> Result<ExitCode, Failure> {
    prepare(&mut Stages::new(5))?;
    Ok(ExitCode::SUCCESS)
}

fn prepare(stages: &mut Stages) -> Result<(), Failure> {
    stages.next("Looking for Rust and Node");
    tools::check()?;
    stages.next("Looking for system packages");
    packages::ensure(Purpose::Run)?;
    stages.next("Installing the window's packages");
    ui::install(&places::ui())?;
    stages.next("Fetching the PDF renderer");
    pdfium::ensure()?;
    stages.next("Building the window's page");
    ui::build()
}

fn program_arguments(arguments: &[String]) -> &[String] {
    match arguments.split_first() {
        Some((first, rest)) if first == "--" => rest,
        _ => arguments,
    }
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Becomes the program, so that Ctrl+C and the exit code are its own.
#[cfg(unix)]
fn hand_over(command: &mut Command) -> Result<ExitCode, Failure> {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    Err(Failure::new(format!("`{}` could not be started: {error}.", command.get_program().to_string_lossy())))
}

/// Starts the program and waits for it.
#[cfg(not(unix))]
fn hand_over(command: &mut Command) -> Result<ExitCode, Failure> {
    let status = command.status().map_err(|error| {
        Failure::new(format!("`{}` could not be started: {error}.", command.get_program().to_string_lossy()))
    })?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_two_dashes_goes_to_the_program() {
        let given = ["--".to_owned(), "contrat.pdf".to_owned()];
        assert_eq!(program_arguments(&given), ["contrat.pdf"]);
        assert_eq!(program_arguments(&given[1..]), ["contrat.pdf"], "the dashes may be left out");
    }
}
