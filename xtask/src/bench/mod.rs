//! `cargo xtask bench`: what the program costs, as ratios measured in one run on one machine.
//!
//! To add one: write a module with `fn(&Plan) -> Result<Vec<Figure>, Failure>` and name it in [`BENCHES`]. What has to
//! be measured inside a process is an example of its own crate that prints JSON.

mod figure;
mod history;
mod inputs;
mod measure;
mod page;
mod preview;
mod signatures;

use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;

use crate::console::Stages;
use crate::failure::Failure;
use crate::packages::{self, Purpose};
use crate::pdfium;
use crate::shell;
use crate::test::oracle_python;
use crate::tools;
use figure::Figure;

type Bench = fn(&Plan) -> Result<Vec<Figure>, Failure>;

const BENCHES: &[(&str, Bench)] = &[
    ("preview", preview::measure),
    ("sign", signatures::sign),
    ("verify", signatures::verify),
    ("history", history::measure),
];

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
    if let Some(unknown) = names.iter().find(|name| !BENCHES.iter().any(|(known, _)| known == *name)) {
        let known: Vec<&str> = BENCHES.iter().map(|(name, _)| *name).collect();
        return Err(Failure::new(format!("There is no bench `{unknown}`; there are {}.", known.join(", "))));
    }
    let chosen: Vec<_> =
        BENCHES.iter().filter(|(name, _)| names.is_empty() || names.contains(name)).collect();
    let mut stages = Stages::new(chosen.len() + 2);
    stages.next("Preparing");
    let plan = prepare(quick)?;
    stages.next("Building the programs that are measured (release)");
    build()?;
    signatures::make_identity(&plan)?;
    let mut figures = Vec::new();
    for (name, measure) in chosen {
        stages.next(&format!("Measuring: {name}"));
        let measured = measure(&plan)?;
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
    std::fs::create_dir_all(inputs::folder())
        .map_err(|error| Failure::file("making the folder", &inputs::folder(), &error))?;
    Ok(Plan { quick, python: oracle_python()? })
}

fn build() -> Result<(), Failure> {
    shell::visible(shell::cargo().args(["build", "--release", "--package", "paraphe-cli"]), "The build")?;
    for (package, name) in [("paraphe-preview", "bench_preview"), ("paraphe-history", "bench_history")] {
        let mut cargo = shell::cargo();
        cargo.args(["build", "--release", "--package", package, "--example", name]);
        shell::visible(&mut cargo, "The build")?;
    }
    Ok(())
}

/// An example of `package` in release build.
fn example(package: &str, name: &str) -> Command {
    let mut cargo = shell::cargo();
    cargo.args(["run", "--quiet", "--release", "--package", package, "--example", name, "--"]);
    cargo
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
