//! Verifying, whole processes: ours against pyHanko's and pdfsig's, and against the least any program must do.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Plan;
use super::figure::Figure;
use super::inputs;
use super::measure::{memory, process, times};
use super::signatures::{fresh, key, our_signer, ours, pyhanko};
use crate::failure::Failure;
use crate::shell;

const MEMORY_MB: f64 = 60.0;
const LARGE: usize = 200;
/// What a contract that went round a whole board carries.
const MANY: usize = 20;

/// What the lines mean, for the page.
pub(crate) const MEANING: &str = "`verify`: whole processes over the same file, with the signer's certificate given \
to ours and to pyHanko. pdfsig runs with `-nocert`: it then judges the digests and signatures alone, and neither \
certificates nor what was changed after signing, which ours and pyHanko do.\n";

/// `cargo xtask bench verify`.
pub(crate) fn measure(plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for megabytes in [1, 10] {
        against_peers(plan, &format!("{megabytes} MB"), &signed(megabytes)?, &mut figures)?;
    }
    against_peers(plan, &format!("{MANY} signatures"), &signed_often()?, &mut figures)?;
    let file = signed(LARGE)?;
    let ours = times(plan.rounds(5), || process(&mut our_verifier(&file), ""))?;
    let poppler = times(plan.rounds(5), || process(&mut pdfsig(&file), ""))?;
    let bare = times(plan.rounds(5), || inputs::hash(&file))?;
    figures.push(Figure::share(
        "verify",
        format!("{LARGE} MB, whole process"),
        ours,
        (poppler, "pdfsig"),
        1.0,
    ));
    figures.push(Figure::share("verify", format!("{LARGE} MB"), ours, (bare, "SHA-256 over the file"), 1.25));
    if let Some(peak) = memory(&mut our_verifier(&file), "")? {
        figures.push(Figure::memory("verify", format!("{LARGE} MB, memory of its own"), peak, MEMORY_MB));
    }
    Ok(figures)
}

/// Ours on one file beside both peers'.
fn against_peers(plan: &Plan, what: &str, file: &Path, figures: &mut Vec<Figure>) -> Result<(), Failure> {
    let ours = times(plan.rounds(9), || process(&mut our_verifier(file), ""))?;
    let poppler = times(plan.rounds(9), || process(&mut pdfsig(file), ""))?;
    let theirs = times(plan.rounds(5), || process(&mut their_verifier(plan, file), ""))?;
    let what = format!("{what}, whole process");
    figures.push(Figure::share("verify", what.clone(), ours, (poppler, "pdfsig"), 1.0));
    figures.push(Figure::speed("verify", what, ours, (theirs, "pyHanko"), 20.0));
    Ok(())
}

/// Our own signature on the file of that size; made anew, so that verifying never measures an old format.
fn signed(megabytes: usize) -> Result<PathBuf, Failure> {
    let into = fresh(&format!("signed-{megabytes}"));
    process(&mut our_signer(&inputs::scans(megabytes)?, &into), "bench")?;
    Ok(into)
}

/// One page of text with [`MANY`] signatures, one after the other.
fn signed_often() -> Result<PathBuf, Failure> {
    let mut file = inputs::book(1)?;
    for number in 1..=MANY {
        // Two names in turns: a file is never its own source.
        let into = fresh(&format!("signed-often-{}", number % 2));
        process(&mut our_signer(&file, &into), "bench")?;
        file = into;
    }
    Ok(file)
}

fn our_verifier(file: &Path) -> Command {
    let mut paraphe = ours();
    paraphe.arg("verify").arg(file).arg("--trust").arg(key("certificate.pem"));
    paraphe
}

fn their_verifier(plan: &Plan, file: &Path) -> Command {
    let mut pyhanko = pyhanko(plan);
    pyhanko.args(["sign", "validate", "--trust-replace", "--trust"]).arg(key("certificate.pem")).arg(file);
    pyhanko
}

fn pdfsig(file: &Path) -> Command {
    let mut pdfsig = shell::command("pdfsig");
    pdfsig.arg("-nocert").arg(file);
    pdfsig
}
