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
    /// Renderer → what it shows of the mark (`Shown`), or why it shows nothing.
    pub(super) marks: BTreeMap<String, Value>,
}

/// What a renderer shows that was not on the page before.
#[derive(Debug, Deserialize)]
pub(super) struct Shown {
    /// What changed, in pixels: left, top, right, bottom.
    place: [f64; 4],
    /// How much darker each small square of the box became, row by row.
    ink: Vec<f64>,
}

pub(super) fn judged(
    python: &Path,
    roots: &[PathBuf],
    moment: Timestamp,
    signed: &[Signed],
) -> BTreeMap<PathBuf, Judged> {
    let job = |one: &Signed| {
        let place = one.place;
        let edges = [place.x, place.y, place.x + place.width, place.y + place.height];
        json!({ "file": one.file, "password": one.password, "level": one.level, "before": one.before, "box": edges })
    };
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
/// How different two renderers draw one mark (`difference`): 0.14 at most were measured, and 0.46 where it stands three points
/// lower.
const SMOOTHING: f64 = 0.2;

/// What the renderers show, by their names; those that show nothing are missing.
pub(super) fn shown(marks: &BTreeMap<String, Value>) -> BTreeMap<&str, Shown> {
    let read = |(name, told): (_, &Value)| Some((name, serde_json::from_value(told.clone()).ok()?));
    marks.iter().map(|(name, told)| (name.as_str(), told)).filter_map(read).collect()
}

/// From 0, where the same squares are as dark, to 1, where what is dark in one is light in the other.
fn difference(one: &Shown, other: &Shown) -> f64 {
    let pairs = one.ink.iter().zip(&other.ink);
    let apart: f64 = pairs.map(|(one, other)| (one - other).abs()).sum();
    apart / one.ink.iter().chain(&other.ink).sum::<f64>()
}

/// Whether one look is the other's, drawn by another renderer.
pub(super) fn looks_the_same(one: &Shown, other: &Shown) -> bool {
    difference(one, other) < SMOOTHING
}

pub(super) fn mark_fault(signed: &Signed, marks: &BTreeMap<String, Value>) -> Option<String> {
    let shown: Vec<Shown> = shown(marks).into_values().collect();
    if shown.len() != 3 {
        return Some(format!("{marks:?}"));
    }
    let places: Vec<[f64; 4]> = shown.iter().map(|one| one.place).collect();
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
    let differences = [(0, 1), (0, 2), (1, 2)].map(|(one, other)| difference(&shown[one], &shown[other]));
    let looks_alike = differences.iter().all(|difference| *difference < SMOOTHING);
    (!is_good || !looks_alike)
        .then(|| format!("{places:?}, the box is {edges:?}; they differ by {differences:?}"))
}
