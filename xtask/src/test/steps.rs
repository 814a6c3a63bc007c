//! The steps of `cargo xtask test`, cheapest first.

use std::path::PathBuf;
use std::process::Command;

use super::count::Tests;
use super::{Context, Verdict, journeys, oracles};
use crate::failure::Failure;
use crate::packages::{self, Purpose};
use crate::places;
use crate::shell::{self, Captured};
use crate::{pdfium, tools, ui};

/// One check.
pub(crate) struct Step {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    /// Earlier steps without which this one cannot run.
    pub(crate) needs: &'static [&'static str],
    pub(crate) action: fn(&Context) -> Verdict,
}

const fn step(
    id: &'static str,
    title: &'static str,
    needs: &'static [&'static str],
    action: fn(&Context) -> Verdict,
) -> Step {
    Step { id, title, needs, action }
}

/// All steps in running order.
pub(crate) const STEPS: &[Step] = &[
    step("tools", "Looking for Rust, Node, rustfmt and clippy", &[], |_| tools_are_there().into()),
    step("packages", "Looking for system packages", &[], |_| packages::ensure(Purpose::Test).into()),
    step("ui-install", "Installing the window's packages", &["tools"], |_| ui::install(&places::ui()).into()),
    step("pdfium", "Fetching the PDF renderer", &[], |_| pdfium::ensure().into()),
    step("fmt", "Rust: formatting", &["tools"], |_| cargo("fmt", &["fmt", "--all", "--check"])),
    step("deny", "Rust: licences and sources of dependencies", &["tools"], |_| deny()),
    step("ui-lint", "Window: lint and formatting", &["ui-install"], |_| npm("ui-lint", &["run", "lint"])),
    step("ui-check", "Window: types", &["ui-install"], |_| npm("ui-check", &["run", "check"])),
    step("ui-unit", "Window: unit tests", &["ui-install"], |_| unit_tests()),
    step("ui-build", "Window: build", &["ui-install"], |_| window()),
    step("clippy", "Rust: clippy", &["tools", "packages", "pdfium", "ui-build"], |_| {
        cargo("clippy", &["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])
    }),
    step("build", "Rust: build", &["tools", "packages", "pdfium", "ui-build"], |_| cargo("build", &BUILD)),
    step("test", "Rust: tests", &["build"], rust_tests),
    step("doc", "Rust: documentation", &["build"], |_| documentation()),
    step("oracles", "Other people's software judges our signatures", &["build"], oracles::judge),
    step("journeys", "Journeys through the real window", &["build"], journeys::travel),
];

/// What the steps after it run. The tests are built with the programs: alone, the programs would get dependencies without
/// the features that only tests ask for, and everything above those would be compiled twice. Of the programs, xtask is
/// left out: Windows does not let a running one be replaced.
const BUILD: [&str; 15] = [
    "build",
    "--workspace",
    "--lib",
    "--tests",
    "--examples",
    "--bin",
    "paraphe",
    "--bin",
    "paraphe-desktop",
    "--bin",
    "paraphe-devserver",
    "--bin",
    "paraphe-pages",
    "--bin",
    "paraphe-preview-worker",
];

fn tools_are_there() -> Result<(), Failure> {
    tools::check()?;
    tools::check_components()
}

/// Where a step's output goes.
pub(crate) fn log(id: &str) -> PathBuf {
    places::state().join("logs").join(format!("{id}.log"))
}

/// Runs a command of step `id`; on failure, the end of what it said stands in the failure.
pub(crate) fn captured(id: &str, command: &mut Command) -> Result<Captured, Failure> {
    let captured = shell::captured(command, id, &log(id))?;
    if captured.success {
        return Ok(captured);
    }
    Err(Failure::new(format!("{}\n      … the whole output: {}", captured.trouble(120), log(id).display())))
}

fn verdict(result: Result<Captured, Failure>, count: impl FnOnce(&str) -> Option<Tests>) -> Verdict {
    match result {
        Ok(captured) => Verdict::Passed(count(&captured.output)),
        Err(failure) => Verdict::Failed(failure),
    }
}

fn cargo(id: &str, arguments: &[&str]) -> Verdict {
    verdict(captured(id, shell::cargo().args(arguments)), |_| None)
}

fn npm(id: &str, arguments: &[&str]) -> Verdict {
    verdict(captured(id, shell::npm(&places::ui()).args(arguments)), |_| None)
}

fn unit_tests() -> Verdict {
    // CI keeps Vitest from watching.
    let mut npm = shell::npm(&places::ui());
    verdict(captured("ui-unit", npm.arg("test").env("CI", "1")), |output| Some(Tests::of_vitest(output)))
}

fn window() -> Verdict {
    match ui::is_built() {
        Ok(true) => Verdict::Passed(None),
        Ok(false) => {
            let built = captured("ui-build", shell::npm(&places::ui()).args(["run", "build"]));
            verdict(built.and_then(|captured| ui::mark_built().map(|()| captured)), |_| None)
        }
        Err(failure) => Verdict::Failed(failure),
    }
}

fn deny() -> Verdict {
    if shell::answer(shell::cargo().args(["deny", "--version"])).is_none() {
        return Verdict::Skipped(
            "cargo-deny is not installed (`cargo install cargo-deny --locked`)".to_owned(),
        );
    }
    cargo("deny", &["deny", "check", "bans", "licenses", "sources"])
}

fn rust_tests(context: &Context) -> Verdict {
    let untouchable = places::state().join("no-test-writes-here");
    let mut cargo = shell::cargo();
    cargo.args(["test", "--workspace", "--no-fail-fast", "--"]);
    cargo.args(oracles::MODULES.iter().flat_map(|module| ["--skip", module]));
    context.require_tools(&mut cargo);
    if cfg!(target_os = "linux") {
        // Where the application keeps a person's documents: a test that writes there has escaped its own folder.
        cargo.env("XDG_DATA_HOME", &untouchable);
    }
    let result = captured("test", &mut cargo);
    if untouchable.exists() {
        let told = format!(
            "A test wrote into the user's data folder ({}): it must use its own.",
            untouchable.display()
        );
        let _leftover = std::fs::remove_dir_all(&untouchable);
        return Verdict::Failed(Failure::new(told));
    }
    verdict(result, |output| Some(Tests::of_cargo(output)))
}

fn documentation() -> Verdict {
    let mut cargo = shell::cargo();
    cargo.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny warnings");
    verdict(captured("doc", &mut cargo), |_| None)
}
