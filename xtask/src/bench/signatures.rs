//! Signing and verifying, whole processes: ours against pyHanko's, and against the least any program must do.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Plan;
use super::figure::Figure;
use super::inputs;
use super::measure::{memory, process, times};
use crate::failure::Failure;
use crate::places;
use crate::shell;

const MEMORY_MB: f64 = 60.0;
const LARGE: usize = 200;

/// `cargo xtask bench sign`.
pub(crate) fn sign(plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for megabytes in [1, 10] {
        let file = inputs::scans(megabytes)?;
        let ours = times(plan.rounds(9), || process(&mut our_signer(&file, &fresh("ours")), "bench"))?;
        let theirs = times(plan.rounds(5), || process(&mut their_signer(plan, &file, &fresh("theirs")), ""))?;
        figures.push(Figure::speed(
            "sign",
            format!("{megabytes} MB, whole process"),
            ours,
            (theirs, "pyHanko"),
            20.0,
        ));
    }
    let file = inputs::scans(LARGE)?;
    let ours = times(plan.rounds(5), || process(&mut our_signer(&file, &fresh("ours")), "bench"))?;
    let bare = times(plan.rounds(5), || inputs::copy_and_hash(&file, &fresh("copy")))?;
    figures.push(Figure::share("sign", format!("{LARGE} MB"), ours, (bare, "copy, hash, sync"), 1.5));
    if let Some(peak) = memory(&mut our_signer(&file, &fresh("ours")), "bench")? {
        figures.push(Figure::memory("sign", format!("{LARGE} MB, memory of its own"), peak, MEMORY_MB));
    }
    Ok(figures)
}

/// `cargo xtask bench verify`.
pub(crate) fn verify(plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for megabytes in [1, 10] {
        let file = signed(megabytes)?;
        let ours = times(plan.rounds(9), || process(&mut our_verifier(&file), ""))?;
        let theirs = times(plan.rounds(5), || process(&mut their_verifier(plan, &file), ""))?;
        figures.push(Figure::speed(
            "verify",
            format!("{megabytes} MB, whole process"),
            ours,
            (theirs, "pyHanko"),
            20.0,
        ));
    }
    let file = signed(LARGE)?;
    let ours = times(plan.rounds(5), || process(&mut our_verifier(&file), ""))?;
    let bare = times(plan.rounds(5), || inputs::hash(&file))?;
    figures.push(Figure::share("verify", format!("{LARGE} MB"), ours, (bare, "SHA-256 over the file"), 1.3));
    if let Some(peak) = memory(&mut our_verifier(&file), "")? {
        figures.push(Figure::memory("verify", format!("{LARGE} MB, memory of its own"), peak, MEMORY_MB));
    }
    Ok(figures)
}

/// The key both sign with.
pub(crate) fn make_identity(plan: &Plan) -> Result<(), Failure> {
    let mut python = shell::command(&plan.python);
    python.args(["-c", include_str!("make_identity.py")]).arg(inputs::folder());
    shell::visible(&mut python, "Making the key for the measurements")
}

fn key(name: &str) -> PathBuf {
    inputs::folder().join(name)
}

/// A place where nothing is yet: replacing a file of 200 MB takes the disk longer than making one.
fn fresh(name: &str) -> PathBuf {
    let path = inputs::folder().join(format!("out-{name}.pdf"));
    let _not_there = std::fs::remove_file(&path);
    path
}

/// Our own signature on the file of that size; made anew, so that verifying never measures an old format.
fn signed(megabytes: usize) -> Result<PathBuf, Failure> {
    let into = inputs::folder().join(format!("signed-{megabytes}.pdf"));
    process(&mut our_signer(&inputs::scans(megabytes)?, &into), "bench")?;
    Ok(into)
}

fn ours() -> Command {
    let mut paraphe = shell::command(places::release_program("paraphe"));
    paraphe.env("PARAPHE_DATA", inputs::folder().join("data"));
    paraphe
}

fn our_signer(file: &Path, into: &Path) -> Command {
    let mut paraphe = ours();
    paraphe.arg("sign").arg(file).arg("--out").arg(into);
    paraphe.arg("--p12").arg(key("key.p12")).arg("--password-stdin");
    paraphe
}

fn our_verifier(file: &Path) -> Command {
    let mut paraphe = ours();
    paraphe.arg("verify").arg(file).arg("--trust").arg(key("certificate.pem"));
    paraphe
}

fn pyhanko(plan: &Plan) -> Command {
    let program = plan.python.with_file_name(format!("pyhanko{}", std::env::consts::EXE_SUFFIX));
    shell::command(program)
}

fn their_signer(plan: &Plan, file: &Path, into: &Path) -> Command {
    let mut pyhanko = pyhanko(plan);
    pyhanko.args(["sign", "addsig", "--use-pades", "--field", "Signature1", "pkcs12", "--passfile"]);
    pyhanko.arg(key("password")).arg(file).arg(into).arg(key("key.p12"));
    pyhanko
}

fn their_verifier(plan: &Plan, file: &Path) -> Command {
    let mut pyhanko = pyhanko(plan);
    pyhanko.args(["sign", "validate", "--trust-replace", "--trust"]).arg(key("certificate.pem")).arg(file);
    pyhanko
}
