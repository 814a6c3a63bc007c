//! `cargo xtask test`: every check of the repository, one after another, and a count at the end.

mod count;
mod journeys;
mod oracles;
mod steps;

use std::io::IsTerminal;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::console::{Stages, detail, duration};
use crate::failure::Failure;
use count::Tests;
pub(crate) use oracles::python as oracle_python;
use steps::{STEPS, Step};

/// What one step came to.
pub(crate) enum Verdict {
    /// All is well; with the number of tests, where the step counts them.
    Passed(Option<Tests>),
    Failed(Failure),
    /// Not run, and why.
    Skipped(String),
}

impl From<Result<(), Failure>> for Verdict {
    fn from(result: Result<(), Failure>) -> Self {
        match result {
            Ok(()) => Self::Passed(None),
            Err(failure) => Self::Failed(failure),
        }
    }
}

/// What every step may want to know.
pub(crate) struct Context {
    /// Nobody watches: what may be skipped on a person's machine counts as failed here.
    pub(crate) ci: bool,
}

impl Context {
    /// A check that cannot run here: a skip for a person, a failure in CI, where it must not vanish unnoticed.
    pub(crate) fn cannot(&self, why: impl Into<String>) -> Verdict {
        let why = why.into();
        if self.ci {
            Verdict::Failed(Failure::new(format!("In CI this check must run. {why}")))
        } else {
            Verdict::Skipped(why)
        }
    }

    /// In CI a test that finds a tool missing fails (`tests/needs.rs`) instead of being skipped.
    pub(crate) fn require_tools(&self, tests: &mut Command) {
        if self.ci {
            tests.env("PARAPHE_ORACLES_REQUIRED", "1");
        }
    }
}

/// `cargo xtask test [--only STEP]… [--ci]`.
pub(crate) fn test(arguments: &[String]) -> Result<ExitCode, Failure> {
    let mut only = Vec::new();
    let mut ci = false;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--ci" => ci = true,
            "--only" => only.extend(rest.next().map(|names| names.split(',')).into_iter().flatten()),
            unknown => return Err(Failure::new(format!("`test` knows --only and --ci, not `{unknown}`."))),
        }
    }
    let steps = chosen(&only)?;
    Ok(summary(&run(&steps, &Context { ci })))
}

/// `cargo xtask steps`.
pub(crate) fn list() -> ExitCode {
    for step in STEPS {
        println!("{:<12} {}", step.id, step.title);
    }
    ExitCode::SUCCESS
}

/// The steps asked for with all they need, in running order.
fn chosen(only: &[&str]) -> Result<Vec<&'static Step>, Failure> {
    if let Some(unknown) = only.iter().find(|name| !STEPS.iter().any(|step| step.id == **name)) {
        let known: Vec<&str> = STEPS.iter().map(|step| step.id).collect();
        return Err(Failure::new(format!("There is no step `{unknown}`; there are {}.", known.join(", "))));
    }
    if only.is_empty() {
        return Ok(STEPS.iter().collect());
    }
    let mut wanted: Vec<&str> = only.to_vec();
    // A step only needs earlier ones, so one pass from the end finds them all.
    for step in STEPS.iter().rev() {
        if wanted.contains(&step.id) {
            wanted.extend(step.needs);
        }
    }
    Ok(STEPS.iter().filter(|step| wanted.contains(&step.id)).collect())
}

struct Outcome {
    id: &'static str,
    verdict: Verdict,
    seconds: String,
}

fn run(steps: &[&'static Step], context: &Context) -> Vec<Outcome> {
    let mut stages = Stages::new(steps.len());
    let mut outcomes: Vec<Outcome> = Vec::new();
    for step in steps {
        stages.next(step.title);
        let started = Instant::now();
        let unmet = step.needs.iter().find(|need| {
            outcomes
                .iter()
                .any(|outcome| outcome.id == **need && !matches!(outcome.verdict, Verdict::Passed(_)))
        });
        let verdict = match unmet {
            Some(need) => Verdict::Skipped(format!("it needs `{need}`, which did not pass")),
            None => (step.action)(context),
        };
        let seconds = duration(started.elapsed());
        tell(&verdict, &seconds);
        outcomes.push(Outcome { id: step.id, verdict, seconds });
    }
    outcomes
}

fn tell(verdict: &Verdict, seconds: &str) {
    match verdict {
        Verdict::Passed(None) => detail(&format!("passed, {seconds}")),
        Verdict::Passed(Some(tests)) => detail(&format!("passed, {tests}, {seconds}")),
        Verdict::Skipped(why) => detail(&format!("skipped: {why}")),
        Verdict::Failed(failure) => println!("{failure}\n      FAILED, {seconds}"),
    }
}

/// How many lines of each failure are said again at the end, where a reader of a long log looks first.
const LINES_AGAIN: usize = 30;

/// Prints the table, the failures again and the line of figures; the exit code says whether all is well.
fn summary(outcomes: &[Outcome]) -> ExitCode {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    let mut tests = Tests::default();
    println!();
    for Outcome { id, verdict, seconds } in outcomes {
        match verdict {
            Verdict::Passed(counted) => {
                passed += 1;
                tests.add(counted.unwrap_or_default());
                println!("  {}  {id:<12} {seconds}", paint("passed ", "32"));
            }
            Verdict::Failed(_) => {
                failed += 1;
                println!("  {}  {id:<12} {seconds}", paint("FAILED ", "31"));
            }
            Verdict::Skipped(why) => {
                skipped += 1;
                println!("  {}  {id:<12} {why}", paint("skipped", "33"));
            }
        }
    }
    for Outcome { id, verdict, .. } in outcomes {
        if let Verdict::Failed(failure) = verdict {
            println!("\n{id}:\n{}", failure.end(LINES_AGAIN));
        }
    }
    println!(
        "\nTests in the steps that passed: {tests}\n{passed} passed, {failed} failed, {skipped} skipped"
    );
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn paint(word: &str, colour: &str) -> String {
    if std::io::stdout().is_terminal() { format!("\x1b[{colour}m{word}\x1b[0m") } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_only_needs_steps_that_run_before_it() {
        for (index, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(
                    STEPS[..index].iter().any(|before| before.id == *need),
                    "{} needs {need} too late",
                    step.id
                );
            }
        }
    }

    #[test]
    fn choosing_a_step_brings_what_it_needs() {
        let ids: Vec<&str> = chosen(&["journeys"]).unwrap().iter().map(|step| step.id).collect();
        for needed in ["tools", "packages", "ui-install", "pdfium", "ui-build", "build", "journeys"] {
            assert!(ids.contains(&needed), "{needed} is missing from {ids:?}");
        }
        assert!(!ids.contains(&"clippy"), "clippy is not needed by the journeys: {ids:?}");
    }

    #[test]
    fn an_unknown_step_is_told_with_the_known_ones() {
        let told = chosen(&["lint"]).err().map(|failure| failure.to_string()).unwrap_or_default();
        assert!(told.contains("`lint`") && told.contains("clippy"), "{told}");
    }

    #[test]
    fn in_ci_nothing_is_skipped_for_a_missing_tool() {
        assert!(matches!(Context { ci: false }.cannot("no qpdf"), Verdict::Skipped(_)));
        assert!(matches!(Context { ci: true }.cannot("no qpdf"), Verdict::Failed(_)));
    }
}
