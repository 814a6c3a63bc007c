//! What the tests of EU DSS assert of its own files (`dss_test_asserts` of the collection's index), statement by statement:
//! indication, sub-indication, whether a signature is intact, whether a page was changed, the level. Every difference stands in
//! `agreement_dss.csv` with its reason; a new one fails, and so does one that is gone. Without the collection it counts as skipped.

use crate::made::now;
use paraphe_pades::{TrustAnchors, ValidationTime, validate};
use paraphe_pdf::PdfFile;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What DSS asserts of the first signature.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Indication(String),
    NotIndication(String),
    SubIndication(String),
    Intact(bool),
    PagesChanged(bool),
    Level(String),
}

impl Fact {
    /// `assertEquals(Indication.X, …)`; `None` for statements about something else, such as one timestamp of several.
    fn of(statement: &str) -> Option<Self> {
        let (verb, rest) = statement.trim().split_once('(')?;
        let value = |kind: &str| {
            let word = rest.strip_prefix(kind)?.split(',').next()?;
            Some(word.trim().to_owned())
        };
        let is_about_a_clock = rest.starts_with("timestamp");
        match verb {
            "assertEquals" => value("Indication.")
                .map(Self::Indication)
                .or_else(|| value("SubIndication.").map(Self::SubIndication))
                .or_else(|| value("SignatureLevel.").map(Self::Level)),
            "assertNotEquals" => value("Indication.").map(Self::NotIndication),
            "assertTrue" | "assertFalse" if !is_about_a_clock => {
                let is = verb == "assertTrue";
                let asks = |question: &str| rest.contains(question) && !rest.contains("||");
                if asks(".isSignatureIntact()") || asks(".isSignatureValid()") {
                    Some(Self::Intact(is))
                } else if asks(".arePdfModificationsDetected()") {
                    Some(Self::PagesChanged(is))
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// What is said here instead, where that differs.
    fn differs(&self, report: &Value) -> Option<String> {
        let first = &report["signatures"][0];
        let text = |value: &Value| value.as_str().unwrap_or("none").to_owned();
        let indication =
            if first.is_null() { "NO_SIGNATURE_FOUND".to_owned() } else { text(&first["indication"]) };
        let (holds, said) = match self {
            Self::Indication(word) => (*word == indication, indication),
            Self::NotIndication(word) => (*word != indication, indication),
            Self::SubIndication(word) => {
                let said = text(&first["sub_indication"]);
                (*word == said, said)
            }
            Self::Intact(is) => {
                let integrity = &first["integrity"];
                let keys = ["byte_range_ok", "digest_ok", "signature_ok"];
                let said = keys.iter().all(|key| integrity[key] == true);
                (*is == said, format!("intact {said}"))
            }
            Self::PagesChanged(is) => {
                let said = first["modifications_allowed"] == false;
                (*is == said, format!("changed {said}"))
            }
            Self::Level(word) => {
                let said = text(&first["level"]);
                // Formats older than the baseline profile have no level of it.
                let level = word
                    .strip_prefix("PAdES_BASELINE_")
                    .map_or("none".to_owned(), |level| format!("B-{level}"));
                (level == said, said)
            }
        };
        (!holds).then_some(said)
    }

    fn told(&self) -> String {
        match self {
            Self::Indication(word) | Self::SubIndication(word) | Self::Level(word) => word.clone(),
            Self::NotIndication(word) => format!("not {word}"),
            Self::Intact(is) => format!("intact {is}"),
            Self::PagesChanged(is) => format!("changed {is}"),
        }
    }
}

fn report(path: &Path) -> Option<Value> {
    let pdf = PdfFile::open(path, None).ok()?;
    serde_json::to_value(validate(&pdf, &TrustAnchors::empty(), ValidationTime(now()))).ok()
}

/// A file, and what DSS asserts of it differently from what is said here.
type Difference = (String, String);

#[test]
fn differences_from_dss_have_a_reason() {
    let Some(root) = std::env::var_os("PARAPHE_CORPUS").map(PathBuf::from) else {
        return crate::needs::circumstance("PARAPHE_CORPUS names no corpus, nothing was compared with DSS");
    };
    let mut index = csv::Reader::from_path(root.join("signed/index.csv")).unwrap();
    let (mut compared, mut differences) = (0, BTreeMap::new());
    for row in index.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let statements = row["dss_test_asserts"].split([';', '/']).flat_map(|part| part.rsplit(": ").next());
        let facts: BTreeSet<Fact> = statements.filter_map(Fact::of).collect();
        if facts.is_empty() {
            continue;
        }
        let file = &row["file"];
        let report = report(&root.join("signed").join(file)).expect("DSS's files can be read");
        for fact in facts {
            compared += 1;
            if let Some(said) = fact.differs(&report) {
                differences.insert((file.clone(), fact.told()), said);
            }
        }
    }
    println!("{compared} facts compared, {} differ", differences.len());
    assert!(compared > 30, "only {compared} facts are asserted: the index is another one");
    let mut known = csv::Reader::from_reader(include_str!("agreement_dss.csv").as_bytes());
    let known: BTreeSet<Difference> = known
        .deserialize::<(String, String, String)>()
        .map(|record| record.unwrap())
        .map(|(file, fact, _)| (file, fact))
        .collect();
    let new: Vec<String> = differences
        .iter()
        .filter(|(difference, _)| !known.contains(*difference))
        .map(|((file, fact), said)| format!("{file},{fact}: {said} here"))
        .collect();
    let gone: Vec<&Difference> = known.iter().filter(|one| !differences.contains_key(*one)).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "without a reason:\n{}\nno longer different: {gone:?}",
        new.join("\n")
    );
}
