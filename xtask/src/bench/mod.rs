//! `cargo xtask bench`: what the program costs, as ratios measured in one run on one machine.
//!
//! To add one: write a module with `fn(&Plan) -> Result<Vec<Figure>, Failure>` and name it in [`BENCHES`] with what it
//! measures. What has to be measured inside a process is an example of its own crate that prints JSON.

mod display;
mod editor;
mod figure;
mod history;
mod ink;
mod inputs;
mod measure;
mod page;
mod poll;
mod preview;
mod send;
mod signatures;
mod start;
mod verify;
mod weight;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;

use crate::console::Stages;
use crate::failure::Failure;
use crate::packages::{self, Purpose};
use crate::pdfium;
use crate::places;
use crate::shell;
use crate::test::oracle_python;
use crate::tools;
use crate::ui;
use figure::Figure;

struct Bench {
    name: &'static str,
    /// What `cargo build --release` has to make for it: packages, and what of them.
    programs: &'static [&'static str],
    measure: fn(&Plan) -> Result<Vec<Figure>, Failure>,
}

const BENCHES: &[Bench] = &[
    Bench { name: "start", programs: WINDOW, measure: start::measure },
    Bench { name: "start", programs: WINDOW, measure: weight::measure },
    Bench { name: "ui", programs: WINDOW, measure: editor::measure },
    Bench {
        name: "preview",
        programs: &["--package=paraphe-preview", "--example=bench_preview"],
        measure: preview::measure,
    },
    Bench { name: "sign", programs: COMMAND, measure: signatures::sign },
    Bench { name: "sign", programs: WINDOW, measure: ink::measure },
    Bench { name: "verify", programs: COMMAND, measure: verify::measure },
    Bench {
        name: "history",
        programs: &["--package=paraphe-history", "--example=bench_history"],
        measure: history::measure,
    },
    Bench { name: "send", programs: FOLLOW, measure: send::measure },
    Bench { name: "poll", programs: FOLLOW, measure: poll::measure },
];

const COMMAND: &[&str] = &["--package=paraphe-cli", "--bin=paraphe"];

/// What both open: ours, and the empty one it is measured against.
const WINDOW: &[&str] =
    &["--package=paraphe-desktop", "--bin=paraphe-desktop", "--bin=paraphe-pages", "--example=empty_window"];

/// What both measure with.
const FOLLOW: &[&str] = &["--package=paraphe-demo", "--example=bench_follow"];

/// How to measure.
pub(crate) struct Plan {
    /// One round of each: shows that everything runs, not how fast.
    quick: bool,
    /// A Python that has pyHanko and pypdfium2.
    python: PathBuf,
}

impl Plan {
    /// `full` rounds, or one when it has to be quick.
    fn rounds(&self, full: u32) -> u32 {
        if self.quick { 1 } else { full }
    }
}

/// `cargo xtask bench [NAME]… [--quick]`. The page docs/benchmarks.md is written only by a whole, unhurried run.
/// `bench inputs` only makes the files that are measured.
pub(crate) fn bench(arguments: &[String]) -> Result<ExitCode, Failure> {
    if arguments == ["inputs"] {
        return inputs::all().map(|()| ExitCode::SUCCESS);
    }
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let names: Vec<&str> = arguments.iter().map(String::as_str).filter(|name| *name != "--quick").collect();
    if let Some(unknown) = names.iter().find(|name| !BENCHES.iter().any(|bench| bench.name == **name)) {
        let known: Vec<&str> = BENCHES.iter().map(|bench| bench.name).collect();
        return Err(Failure::new(format!("There is no bench `{unknown}`; there are {}.", known.join(", "))));
    }
    let chosen: Vec<&Bench> =
        BENCHES.iter().filter(|bench| names.is_empty() || names.contains(&bench.name)).collect();
    let mut stages = Stages::new(chosen.len() + 2);
    stages.next("Preparing");
    let plan = prepare(quick)?;
    stages.next("Building the programs that are measured (release)");
    build(&chosen)?;
    signatures::make_identity(&plan)?;
    let mut figures = Vec::new();
    for bench in chosen {
        stages.next(&format!("Measuring: {}", bench.name));
        let measured = (bench.measure)(&plan)?;
        for figure in &measured {
            println!("      {}", figure.line());
        }
        figures.extend(measured);
    }
    println!("\n{}", figure::table(&figures));
    if names.is_empty() && !quick {
        page::write(&figures)?;
    }
    let missed = figures.iter().filter(|figure| !figure.is_met()).count();
    println!("{} figures, {missed} missed", figures.len());
    Ok(if missed == 0 || quick { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn prepare(quick: bool) -> Result<Plan, Failure> {
    tools::check()?;
    packages::ensure(Purpose::Test)?;
    pdfium::ensure()?;
    // The window that is measured carries its page.
    ui::install(&places::ui())?;
    ui::build()?;
    std::fs::create_dir_all(inputs::folder())
        .map_err(|error| Failure::file("making the folder", &inputs::folder(), &error))?;
    Ok(Plan { quick, python: oracle_python()? })
}

/// Builds all of them in one step: what they have in common is then compiled once, with the same features.
fn build(chosen: &[&Bench]) -> Result<(), Failure> {
    let programs: BTreeSet<&str> = chosen.iter().flat_map(|bench| bench.programs).copied().collect();
    shell::visible(shell::cargo().args(["build", "--release"]).args(programs), "The build")
}

/// An example in release build, as [`build`] made it.
fn example(name: &str) -> Command {
    shell::command(places::release_program(&format!("examples/{name}")))
}

/// What a program prints, read as JSON. Its progress goes to the terminal.
fn json(command: &mut Command, name: &str) -> Result<Value, Failure> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Failure::new(format!("`{name}` could not be started: {error}.")))?;
    if !output.status.success() {
        return Err(Failure::new(format!(
            "`{name}` did not succeed ({}); what it said is above.",
            output.status
        )));
    }
    serde_json::from_slice(&output.stdout)
        .map_err(|error| Failure::new(format!("What `{name}` printed is not JSON: {error}.")))
}

/// The number at a JSON pointer.
fn number(value: &Value, pointer: &str) -> Result<f64, Failure> {
    value
        .pointer(pointer)
        .and_then(Value::as_f64)
        .ok_or_else(|| Failure::new(format!("A measurement has no number at {pointer}.")))
}
