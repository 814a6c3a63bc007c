//! Signing, whole processes: ours against pyHanko's, and against the least any program must do.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Plan;
use super::figure::Figure;
use super::inputs;
use super::measure::{memory, process, times};
use crate::failure::Failure;
use crate::places;
use crate::shell;

/// Sizes in megabytes, and how much memory of its own a signature may take there.
const LARGE: [(usize, f64); 2] = [(200, 60.0), (500, 100.0)];

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
    for (megabytes, limit) in LARGE {
        figures.extend(large(plan, megabytes, limit)?);
    }
    Ok(figures)
}

/// Where the file is most of the work: against copying and hashing it, and the memory it takes.
fn large(plan: &Plan, megabytes: usize, limit: f64) -> Result<Vec<Figure>, Failure> {
    let file = inputs::scans(megabytes)?;
    let ours = times(plan.rounds(5), || process(&mut our_signer(&file, &fresh("ours")), "bench"))?;
    let bare = times(plan.rounds(5), || inputs::copy_and_hash(&file, &fresh("copy")))?;
    let mut figures =
        vec![Figure::share("sign", format!("{megabytes} MB"), ours, (bare, "copy, hash, sync"), 1.5)];
    if let Some(peak) = memory(&mut our_signer(&file, &fresh("ours")), "bench")? {
        figures.push(Figure::memory("sign", format!("{megabytes} MB, memory of its own"), peak, limit));
    }
    Ok(figures)
}

/// The key both sign with.
pub(crate) fn make_identity(plan: &Plan) -> Result<(), Failure> {
    let mut python = shell::command(&plan.python);
    python.args(["-c", include_str!("make_identity.py")]).arg(inputs::folder());
    shell::visible(&mut python, "Making the key for the measurements")
}

pub(super) fn key(name: &str) -> PathBuf {
    inputs::folder().join(name)
}

/// A place where nothing is yet: replacing a file of 200 MB takes the disk longer than making one.
pub(super) fn fresh(name: &str) -> PathBuf {
    let path = inputs::folder().join(format!("out-{name}.pdf"));
    let _not_there = std::fs::remove_file(&path);
    path
}

pub(super) fn ours() -> Command {
    let mut paraphe = shell::command(places::release_program("paraphe"));
    paraphe.env("PARAPHE_DATA", inputs::folder().join("data"));
    paraphe
}

pub(super) fn our_signer(file: &Path, into: &Path) -> Command {
    let mut paraphe = ours();
    paraphe.arg("sign").arg(file).arg("--out").arg(into);
    paraphe.arg("--p12").arg(key("key.p12")).arg("--password-stdin");
    paraphe
}

pub(super) fn pyhanko(plan: &Plan) -> Command {
    let program = plan.python.with_file_name(format!("pyhanko{}", std::env::consts::EXE_SUFFIX));
    shell::command(program)
}

fn their_signer(plan: &Plan, file: &Path, into: &Path) -> Command {
    let mut pyhanko = pyhanko(plan);
    pyhanko.args(["sign", "addsig", "--use-pades", "--field", "Signature1", "pkcs12", "--passfile"]);
    pyhanko.arg(key("password")).arg(file).arg(into).arg(key("key.p12"));
    pyhanko
}
