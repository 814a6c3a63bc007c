//! The commands of the repository: `cargo xtask run`, `cargo xtask test` and what they are made of.
//!
//! This program may only need a Rust compiler: it is what installs everything else. So its dependencies are few
//! (HTTPS, SHA-256, ZIP, JSON), and whatever is slow to build stays out of it.

#![allow(clippy::disallowed_methods, reason = "those rules guard the application, this program builds it")]

mod bench;
mod console;
mod digest;
mod download;
mod failure;
mod packages;
mod pdfium;
mod pdfium_pins;
mod places;
mod run;
mod samples;
mod shell;
mod test;
mod tools;
mod ui;
mod version;

use std::process::ExitCode;

use failure::Failure;

const USAGE: &str = "\
cargo xtask COMMAND

  run                          install what is missing, build, open the window (without a display: the demo)
  test [--only STEP]… [--ci]   install what is missing, run every check; ends with `N passed, N failed, N skipped`
  bench [NAME]… [--quick]      start, preview, sign, verify, history, send, poll: the figures of docs/benchmarks.md
  bench inputs                 only make the files that are measured (target/bench-data)
  setup                        only install and fetch what a build needs
  pdfium [--target T] [--to D] fetch the pinned pdfium (for another system, or into another folder)
  samples [--check]            make the sample documents again (or compare them with the committed ones)
  steps                        the names `test --only` knows";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<ExitCode, Failure> {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{USAGE}");
        return Ok(ExitCode::from(2));
    };
    match command.as_str() {
        "run" => run::run(rest),
        "test" => test::test(rest),
        "bench" => bench::bench(rest),
        "setup" => run::setup(rest),
        "pdfium" => pdfium::command(rest),
        "samples" => samples::samples(rest),
        "steps" => Ok(test::list()),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => Err(Failure::new(format!("There is no command `{unknown}`.\n\n{USAGE}"))),
    }
}
