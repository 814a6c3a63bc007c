//! The oracles themselves: where they are, and what they say.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde::Deserialize;

use crate::needs;
use crate::support::root;

/// What pyHanko says of one signature.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Judged {
    pub(super) field: String,
    pub(super) intact: bool,
    pub(super) valid: bool,
    pub(super) trusted: bool,
    pub(super) coverage: String,
    pub(super) changes_allowed: bool,
    pub(super) error: Option<String>,
}

/// What pyHanko says of one file.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum JudgedFile {
    Signatures(Vec<Judged>),
    Refused { error: String },
}

/// A Python that has pyHanko.
pub(super) fn python() -> Option<PathBuf> {
    let named = std::env::var_os("PARAPHE_ORACLE_PYTHON").map(PathBuf::from);
    if named.is_none() {
        needs::tool("PARAPHE_ORACLE_PYTHON names no Python with pyHanko");
    }
    named
}

/// A program by its name, if it is on this machine.
pub(super) fn program(name: &'static str) -> Option<&'static str> {
    // Whatever it answers: it started.
    let found = Command::new(name).arg("--version").output().is_ok();
    if !found {
        needs::tool(&format!("{name} is not on this machine"));
    }
    found.then_some(name)
}

fn run<A: AsRef<OsStr>>(program: &Path, arguments: impl IntoIterator<Item = A>) -> Output {
    Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()))
}

fn script(name: &str) -> PathBuf {
    root().join("tests/oracles").join(name)
}

/// pyHanko's judgement of each file, with these roots trusted; `password` opens all of them.
pub(super) fn pyhanko(
    python: &Path,
    roots: &[PathBuf],
    password: Option<&str>,
    files: &[PathBuf],
) -> BTreeMap<PathBuf, JudgedFile> {
    let mut arguments = vec![script("judge.py")];
    arguments.extend(roots.iter().flat_map(|root| [PathBuf::from("--trust"), root.clone()]));
    arguments.extend(password.iter().flat_map(|word| [PathBuf::from("--password"), PathBuf::from(word)]));
    arguments.extend(files.iter().cloned());
    let output = run(python, &arguments);
    assert!(output.status.success(), "judge.py: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("judge.py prints JSON")
}

/// Files signed by pyHanko, in `folder`.
pub(super) fn signed_by_pyhanko(python: &Path, folder: &Path) -> Vec<PathBuf> {
    let fixtures = root().join("tests/fixtures");
    let arguments = [script("sign.py"), fixtures.join("samples"), fixtures.join("keys"), folder.to_owned()];
    let output = run(python, arguments);
    assert!(output.status.success(), "sign.py: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(|name| folder.join(name)).collect()
}

/// What pdfsig says: for each signature whether it is valid and whether it covers the whole file.
pub(super) fn pdfsig(program: &str, file: &Path) -> Vec<(bool, bool)> {
    let output = run(Path::new(program), [OsStr::new("-nocert"), file.as_os_str()]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let parts = text.split("Signature #").skip(1);
    parts
        .map(|part| (part.contains("Signature is Valid."), part.contains("- Total document signed")))
        .collect()
}

/// What `qpdf --check` finds; nothing when all is well.
pub(super) fn qpdf_findings(program: &str, file: &Path, password: Option<&str>) -> Option<String> {
    let password = format!("--password={}", password.unwrap_or_default());
    let output = run(Path::new(program), [OsStr::new("--check"), OsStr::new(&password), file.as_os_str()]);
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let sound = output.status.success() && text.contains("No syntax or stream encoding errors found");
    (!sound).then_some(text)
}
