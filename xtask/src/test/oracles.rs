//! Oracles: pyHanko in an environment of its own; poppler, mupdf and qpdf from the system. And the generated cases: files
//! whose verdict follows from how they were made.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::count::Tests;
use super::steps::captured;
use super::{Context, Verdict};
use crate::console::detail;
use crate::digest;
use crate::failure::Failure;
use crate::places;
use crate::shell;

/// What the tests look for on the machine.
const TOOLS: [&str; 4] = ["pdfsig", "pdftoppm", "qpdf", "mutool"];

/// The tests this step runs, and no other does: our validator over the generated cases, and the judges.
pub(crate) const MODULES: [&str; 2] = [CASES, JUDGES];
const CASES: &str = "cases::";
const JUDGES: &str = "oracles::";

/// Runs them. They find in their environment: PARAPHE_ORACLE_PYTHON (a Python that has pyHanko), PARAPHE_CASES (the folder of
/// the cases), and what [`Context::require_tools`] puts there.
pub(crate) fn judge(context: &Context) -> Verdict {
    if let Some(missing) = TOOLS.iter().find(|tool| !shell::exists(tool)) {
        return context.cannot(format!("`{missing}` is not on this machine ({}).", remedy()));
    }
    let python = match python() {
        Ok(python) => python,
        Err(failure) => return context.cannot(failure.to_string()),
    };
    let judged = samples_are_sound().and_then(|()| {
        let mut tests = cases(&python)?;
        tests.add(oracles(context, &python)?);
        Ok(tests)
    });
    match judged {
        Ok(tests) => Verdict::Passed(Some(tests)),
        Err(failure) => Verdict::Failed(failure),
    }
}

/// Files are made, and our validator says of each what follows from how it was made.
fn cases(python: &Path) -> Result<Tests, Failure> {
    let folder = places::target().join("cases");
    detail("making the cases in target/cases");
    let script = places::root().join("tests").join("pki").join("make.py");
    captured("oracles-cases", shell::command(python).arg(script).arg(&folder))?;
    let mut cargo = as_built(CASES);
    some(&captured("oracles-cases", cargo.env("PARAPHE_CASES", folder))?.output, "cases")
}

fn oracles(context: &Context, python: &Path) -> Result<Tests, Failure> {
    let mut cargo = as_built(JUDGES);
    cargo.env("PARAPHE_ORACLE_PYTHON", python);
    context.require_tools(&mut cargo);
    some(&captured("oracles", &mut cargo)?.output, "oracles")
}

/// The tests of this module of any package, from what the step `test` built: for one package alone cargo would choose
/// other features of its dependencies, and compile them and everything above them anew.
fn as_built(module: &str) -> Command {
    let mut cargo = shell::cargo();
    cargo.args(["test", "--workspace", "--test", "it", "--", module]);
    cargo
}

/// A name that fits no test any more would pass for ever.
fn some(output: &str, name: &str) -> Result<Tests, Failure> {
    let tests = Tests::of_cargo(output);
    if tests.passed > 0 {
        return Ok(tests);
    }
    Err(Failure::new(format!("No test is named `{name}…`: nothing was judged.")))
}

fn remedy() -> &'static str {
    if cfg!(target_os = "macos") {
        "`brew install poppler qpdf mupdf-tools`"
    } else if cfg!(windows) {
        "`winget install --exact --id QPDF.QPDF`; poppler for Windows is at https://github.com/oschwartz10612/poppler-windows, mutool at https://mupdf.com"
    } else {
        "packages poppler-utils, qpdf and mupdf-tools"
    }
}

/// qpdf must find nothing in the documents we ship.
fn samples_are_sound() -> Result<(), Failure> {
    let folder = places::root().join("tests").join("fixtures").join("samples");
    let entries = std::fs::read_dir(&folder).map_err(|error| Failure::file("listing", &folder, &error))?;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.extension().is_some_and(|extension| extension == "pdf") {
            captured("oracles-samples", shell::command("qpdf").arg("--check").arg(&path))?;
        }
    }
    Ok(())
}

/// A Python with the packages of `tests/oracles/requirements.txt`, made once and kept until that list changes.
pub(crate) fn python() -> Result<PathBuf, Failure> {
    let folder = places::target().join("oracles");
    let python = if cfg!(windows) {
        folder.join("Scripts").join("python.exe")
    } else {
        folder.join("bin").join("python")
    };
    let requirements = places::root().join("tests").join("oracles").join("requirements.txt");
    let Some(digest) = digest::of_file(&requirements)? else {
        return Err(Failure::new(format!(
            "{} is missing: restore it from the repository.",
            requirements.display()
        )));
    };
    let stamp = folder.join(".paraphe-stamp");
    if python.exists() && digest::stamped(&stamp, &digest) {
        return Ok(python);
    }
    detail("installing pyHanko and certomancer into target/oracles");
    install(&folder, &python, &requirements)?;
    digest::stamp(&stamp, &digest)?;
    Ok(python)
}

fn install(folder: &Path, python: &Path, requirements: &Path) -> Result<(), Failure> {
    let base = ["python3", "python"]
        .into_iter()
        .find(|name| shell::answer(shell::command(name).args(["-c", "import venv"])).is_some());
    let Some(base) = base else {
        return Err(Failure::new(
            "Python 3 was not found, and pyHanko needs it: install Python 3.9 or newer.",
        ));
    };
    let mut make = shell::command(base);
    captured("oracles-venv", make.args(["-m", "venv", "--clear"]).arg(folder))?;
    let mut pip = shell::command(python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
        .arg(requirements);
    captured("oracles-pip", &mut pip)?;
    Ok(())
}
