//! Files whose verdict follows from how they were made (`tests/pki/make.py`): each gets it. Needs the folder
//! `PARAPHE_CASES` names, which `cargo xtask test --only oracles` fills; without it, says so and passes.

use paraphe_envelope::Timestamp;
use paraphe_pades::{TrustAnchors, ValidationTime, validate};
use paraphe_pdf::PdfFile;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;
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

fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("PARAPHE_CASES").map(PathBuf::from);
    if named.is_none() {
        println!("skipped: PARAPHE_CASES is not set");
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

#[test]
fn every_generated_case_gets_the_verdict_that_follows_from_how_it_was_made() {
    let Some(folder) = folder() else { return };
    let index = std::fs::read(folder.join("cases.json")).expect("make.py writes cases.json");
    let cases: Vec<Case> = serde_json::from_slice(&index).expect("cases.json is as make.py writes it");
    assert!(cases.len() >= 120 || std::env::var_os("PARAPHE_CASES_FEW").is_some(), "only {}", cases.len());
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
