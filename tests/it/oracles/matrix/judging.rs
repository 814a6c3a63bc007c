//! What others say of the matrix, in one process for all files (`tests/pki/judge.py`), and what they are known to refuse.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use paraphe_envelope::Timestamp;
use paraphe_pades::PadesLevel;
use serde::Deserialize;
use serde_json::{Value, json};

use super::signing::Signed;
use crate::support::root;

/// What others say of one file.
#[derive(Debug, Deserialize)]
pub(super) struct Judged {
    pub(super) pyhanko: Value,
    pub(super) pdfsig: Value,
    /// What `qpdf --check` found.
    pub(super) qpdf: Option<String>,
    /// Renderer → what changed on the page, in pixels: left, top, right, bottom.
    pub(super) marks: BTreeMap<String, Value>,
}

pub(super) fn judged(
    python: &Path,
    roots: &[PathBuf],
    moment: Timestamp,
    signed: &[Signed],
) -> BTreeMap<PathBuf, Judged> {
    let job = |one: &Signed| json!({ "file": one.file, "password": one.password, "level": one.level, "before": one.before });
    let asked = json!({ "roots": roots, "moment": moment.as_millis(), "jobs": signed.iter().map(job).collect::<Vec<_>>() });
    let mut judge = Command::new(python)
        .arg(root().join("tests/pki/judge.py"))
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python starts");
    let mut input = judge.stdin.take().expect("piped");
    input.write_all(asked.to_string().as_bytes()).expect("judge.py reads");
    drop(input);
    let output = judge.wait_with_output().expect("judge.py ends");
    assert!(output.status.success(), "judge.py failed");
    serde_json::from_slice(&output.stdout).expect("judge.py prints JSON")
}

/// Whether a refusal is known: then it must happen, so that this list does not outlive its reasons.
fn known(refused: bool, reason: Option<&str>, said: &Value) -> Option<String> {
    match (refused, reason) {
        (false, None) | (true, Some(_)) => None,
        (true, None) => Some(said.to_string()),
        (false, Some(reason)) => Some(format!("no longer refused ({reason}): {said}")),
    }
}

pub(super) fn pyhanko_fault(signed: &Signed, said: &Value) -> Option<String> {
    // pyHanko's author holds that a hybrid file may show two documents to two readers, and refuses all of them.
    let reason = (signed.kind == "hybrid").then_some("hybrid references");
    let whole = signed.level < PadesLevel::BLT;
    let is_good = ["intact", "valid", "trusted", "changes_allowed"].iter().all(|fact| said[fact] == true)
        && said["coverage"] == if whole { "ENTIRE_FILE" } else { "ENTIRE_REVISION" }
        && said["stamped"] == (signed.level > PadesLevel::BB)
        && (signed.level < PadesLevel::BLTA || said["lasting"] == "AdESPassed.OK");
    known(!is_good, reason, said)
}

pub(super) fn pdfsig_fault(signed: &Signed, said: &Value) -> Option<String> {
    // NSS, with which poppler of Debian 12 checks, knows no Ed25519.
    let reason = (signed.key == "ed25519").then_some("Ed25519 in NSS");
    let count = if signed.kind == "certified" { 2 } else { 1 };
    known(said["valid"] != true || said["count"] != count, reason, said)
}

/// How far a renderer's edges may lie from the box, in pixels: antialiasing and rounding to whole pixels.
const SLACK: f64 = 2.0;

pub(super) fn mark_fault(signed: &Signed, marks: &BTreeMap<String, Value>) -> Option<String> {
    let told = || Some(format!("{marks:?}, the box is {:?}", signed.place));
    let places: Vec<[f64; 4]> =
        marks.values().filter_map(|place| serde_json::from_value(place.clone()).ok()).collect();
    if places.len() != 3 {
        return told();
    }
    let place = signed.place;
    let edges = [place.x, place.y, place.x + place.width, place.y + place.height];
    let is_inside = |mark: &[f64; 4]| {
        mark[0] >= edges[0] - SLACK
            && mark[1] >= edges[1] - SLACK
            && mark[2] <= edges[2] + SLACK
            && mark[3] <= edges[3] + SLACK
    };
    let is_same =
        |mark: &[f64; 4]| mark.iter().zip(&places[0]).all(|(one, other)| (one - other).abs() <= SLACK);
    // A speck in the right place is no signature.
    let is_seen =
        |mark: &[f64; 4]| mark[2] - mark[0] > place.width / 3.0 && mark[3] - mark[1] > place.height / 3.0;
    let is_good = places.iter().all(|mark| is_inside(mark) && is_same(mark) && is_seen(mark));
    if is_good { None } else { told() }
}
