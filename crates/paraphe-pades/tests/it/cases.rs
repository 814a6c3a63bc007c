//! Files whose verdict follows from how they were made (`tests/pki/make.py`): each gets it. Needs the folder
//! `PARAPHE_CASES` names, which `cargo xtask test --only oracles` fills; without it they count as skipped.
//!
//! Where how a file is made leaves open what may be said, `cases_open.csv` has what is said, so that a change is noticed;
//! `UPDATE_CASES=1` writes it anew.

use paraphe_envelope::Timestamp;
use paraphe_pades::{TrustAnchors, ValidationTime, validate};
use paraphe_pdf::PdfFile;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

/// One line of `cases.json`.
#[derive(Debug, Deserialize)]
struct Case {
    file: String,
    why: String,
    /// What may be said of the file.
    conclusion: BTreeSet<String>,
    /// For when it is judged, in milliseconds since 1970.
    at: i64,
    /// PEM of who is trusted.
    trust: Vec<String>,
    password: Option<String>,
    expected: Expected,
}

/// What else follows, of the first signature; each absent where nothing follows.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Expected {
    sub: Option<Vec<String>>,
    modifications: Option<Vec<String>>,
    level: Option<Vec<String>>,
    certificate: Option<Vec<String>>,
    /// Each is among the findings.
    findings: Option<Vec<String>>,
    allowed: Option<bool>,
    timestamp: Option<bool>,
    intact: Option<bool>,
    signatures: Option<usize>,
}

impl Case {
    /// Whether how it is made leaves open what is said.
    fn is_open(&self) -> bool {
        self.conclusion.len() > 1
    }
}

/// Conclusion and verdict, as one word each.
fn word(judged: Result<&Value, &String>) -> String {
    let text = |report: &Value, key: &str| report[key].as_str().unwrap_or_default().to_owned();
    judged.map_or("UNREADABLE".to_owned(), |report| {
        format!("{} {}", text(report, "conclusion"), text(report, "verdict"))
    })
}

/// What was said of the open cases so far, by name.
fn known_words() -> BTreeMap<String, String> {
    let mut known = csv::Reader::from_reader(include_str!("cases_open.csv").as_bytes());
    known.deserialize().map(Result::unwrap).collect()
}

fn write_words(words: &BTreeMap<String, String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cases_open.csv");
    let mut file = csv::Writer::from_path(path).unwrap();
    file.write_record(["file", "said"]).unwrap();
    for (name, word) in words {
        file.write_record([name, word]).unwrap();
    }
    file.flush().unwrap();
}

fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("PARAPHE_CASES").map(PathBuf::from);
    if named.is_none() {
        crate::needs::circumstance("PARAPHE_CASES names no folder, no generated case was judged");
    }
    named
}

/// The report as JSON, or the reader's refusal.
fn judged(folder: &Path, case: &Case) -> Result<Value, String> {
    let pdf = PdfFile::open(&folder.join(&case.file), case.password.as_deref())
        .map_err(|refusal| refusal.to_string())?;
    let mut trust = TrustAnchors::empty();
    for pem in &case.trust {
        trust.add(pem.as_bytes()).map_err(|refusal| refusal.to_string())?;
    }
    let report = validate(&pdf, &trust, ValidationTime(Timestamp::from_millis(case.at)));
    serde_json::to_value(&report).map_err(|refusal| refusal.to_string())
}

/// Whether what was said is among what may be said.
fn among(said: &Value, may: Option<&Vec<String>>) -> bool {
    may.is_none_or(|may| may.iter().any(|one| said.as_str().unwrap_or("null") == one))
}

/// What is wrong with a report, a line each.
fn differences(case: &Case, report: &Value) -> Vec<String> {
    let (expected, signatures) = (&case.expected, &report["signatures"]);
    let first = &signatures[0];
    let mut wrong = Vec::new();
    let mut look = |name: &str, said: &Value, holds: bool, may: String| {
        if !holds {
            wrong.push(format!("{name} is {said}, expected {may}"));
        }
    };
    let conclusion = &report["conclusion"];
    let may = case.conclusion.contains(conclusion.as_str().unwrap_or_default());
    look("conclusion", conclusion, may, format!("{:?}", case.conclusion));
    let words = [
        ("sub_indication", &expected.sub),
        ("modifications", &expected.modifications),
        ("level", &expected.level),
        ("certificate_status", &expected.certificate),
    ];
    for (name, may) in words {
        look(name, &first[name], among(&first[name], may.as_ref()), format!("{may:?}"));
    }
    let integrity = &first["integrity"];
    let intact = ["byte_range_ok", "digest_ok", "signature_ok"].iter().all(|name| integrity[name] == true);
    let facts = [
        ("modifications_allowed", &first["modifications_allowed"], expected.allowed),
        ("timestamp", &first["timestamp"]["valid"], expected.timestamp),
        ("intact", &Value::Bool(intact), expected.intact),
    ];
    for (name, said, may) in facts {
        look(name, said, may.is_none_or(|may| *said == may), format!("{may:?}"));
    }
    let found = &first["findings"];
    for may in expected.findings.iter().flatten() {
        let code = may.trim_start_matches('!');
        let is_there = found.as_array().is_some_and(|all| all.iter().any(|one| one["code"] == code));
        look("findings", found, is_there != may.starts_with('!'), may.clone());
    }
    let count = Value::from(signatures.as_array().map_or(0, Vec::len));
    let may = expected.signatures;
    look("signatures", &count, may.is_none_or(|may| count == may), format!("{may:?}"));
    wrong
}

fn cases(folder: &Path) -> Vec<Case> {
    let index = std::fs::read(folder.join("cases.json")).expect("make.py writes cases.json");
    serde_json::from_slice(&index).expect("cases.json is as make.py writes it")
}

/// Whether only some of the cases were made.
fn is_few() -> bool {
    std::env::var_os("PARAPHE_CASES_FEW").is_some()
}

#[test]
fn every_generated_case_gets_the_verdict_that_follows_from_how_it_was_made() {
    let Some(folder) = folder() else { return };
    let cases = cases(&folder);
    assert!(cases.len() >= 120 || is_few(), "only {}", cases.len());
    let (mut told, mut wrong) = (String::new(), 0);
    for case in &cases {
        let found = match catch_unwind(|| judged(&folder, case)) {
            Err(_) => vec!["panic".to_owned()],
            Ok(Ok(report)) => differences(case, &report),
            Ok(Err(_)) if case.conclusion.contains("UNREADABLE") => Vec::new(),
            Ok(Err(refusal)) => vec![format!("unreadable: {refusal}")],
        };
        if !found.is_empty() {
            wrong += 1;
            let _ = writeln!(told, "{} ({})", case.file, case.why);
            for line in found {
                let _ = writeln!(told, "    {line}");
            }
        }
    }
    assert!(wrong == 0, "{wrong} of {} cases differ:\n{told}", cases.len());
}

#[test]
fn what_is_said_where_more_may_be_said_changes_only_on_purpose() {
    let Some(folder) = folder() else { return };
    let open = cases(&folder).into_iter().filter(Case::is_open);
    let said: BTreeMap<String, String> =
        open.map(|case| (case.file.clone(), word(judged(&folder, &case).as_ref()))).collect();
    if std::env::var_os("UPDATE_CASES").is_some() {
        return write_words(&said);
    }
    let known = known_words();
    let missing = |name: &&String| !is_few() && !said.contains_key(*name);
    let gone: Vec<&String> = known.keys().filter(missing).collect();
    let changed: Vec<String> = said
        .iter()
        .filter(|(name, word)| known.get(*name) != Some(word))
        .map(|(name, word)| format!("{name}: {word}, before {:?}", known.get(name)))
        .collect();
    assert!(gone.is_empty() && changed.is_empty(), "no such case any more: {gone:?}\n{}", changed.join("\n"));
}
