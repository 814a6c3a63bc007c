//! What pyHanko says of the same real files (`signed/index.csv` of the collection `PARAPHE_CORPUS` names), signature by
//! signature: intact or not, and what was changed later. Every difference stands in `agreement.csv` with its reason; a new
//! one fails, and so does one that is gone, or whose file is. Without the collection it counts as skipped.

use crate::made::now;
use paraphe_pades::{
    FindingCode, ModificationLevel, SignatureReport, TrustAnchors, ValidationTime, validate,
};
use paraphe_pdf::PdfFile;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is compared of a signature.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    sub_filter: String,
    intact: String,
    modifications: String,
}

impl Said {
    fn by_us(signature: &SignatureReport) -> Self {
        let integrity = signature.integrity;
        let checks = [Some(integrity.byte_range_ok), integrity.digest_ok, integrity.signature_ok];
        let intact = if checks.contains(&Some(false)) {
            "broken"
        } else if checks.contains(&None) {
            "unchecked"
        } else {
            "intact"
        };
        let modifications = match signature.modifications {
            ModificationLevel::None => "NONE",
            ModificationLevel::LtaUpdates => "LTA_UPDATES",
            ModificationLevel::FormFilling => "FORM_FILLING",
            ModificationLevel::Annotations => "ANNOTATIONS",
            ModificationLevel::Other => "OTHER",
        };
        Self {
            sub_filter: signature.sub_filter.clone(),
            intact: intact.to_owned(),
            modifications: modifications.to_owned(),
        }
    }

    /// `ETSI.CAdES.detached|intact|ENTIRE_FILE|NONE|docmdp_ok=True`
    fn by_pyhanko(told: &str) -> Self {
        let parts: Vec<&str> = told.split('|').collect();
        let part = |index: usize| parts.get(index).copied().unwrap_or_default().to_owned();
        if told.starts_with("ERR:") {
            return Self {
                sub_filter: String::new(),
                intact: "error".to_owned(),
                modifications: String::new(),
            };
        }
        // A range that ends within a revision covers nothing whose changes could be named.
        let covers = !part(2).starts_with("CONTIGUOUS") && !part(2).starts_with("UNCLEAR");
        let modifications = if covers { part(3) } else { "OTHER".to_owned() };
        Self { sub_filter: part(0), intact: part(1).to_lowercase(), modifications }
    }

    fn told(all: &[Self]) -> String {
        let one = |said: &Self| format!("{} {} {}", said.sub_filter, said.intact, said.modifications);
        all.iter().map(one).collect::<Vec<_>>().join(" ; ")
    }
}

fn by_us(path: &Path) -> Vec<Said> {
    let Ok(pdf) = PdfFile::open(path, None) else { return Vec::new() };
    let report = validate(&pdf, &TrustAnchors::empty(), ValidationTime(now()));
    let is_present = |signature: &&SignatureReport| {
        signature.findings.iter().all(|finding| finding.code != FindingCode::SignatureRemoved)
    };
    let mut said: Vec<Said> = report.signatures.iter().filter(is_present).map(Said::by_us).collect();
    said.sort();
    said
}

/// pyHanko's word, with its lenient reader where the strict one refuses.
fn by_pyhanko(row: &BTreeMap<String, String>) -> Option<Vec<Said>> {
    if row["pyhanko_file_error"].is_empty() {
        let told = row["pyhanko_sigs"].split(" ; ").filter(|told| !told.is_empty());
        let mut said: Vec<Said> = told.map(Said::by_pyhanko).collect();
        said.sort();
        if said.iter().all(|one| one.intact != "error") {
            return Some(said);
        }
    }
    let lenient: serde_json::Value = serde_json::from_str(&row["pyhanko_nonstrict"]).ok()?;
    if !lenient["error"].is_null() {
        return None;
    }
    let mut said = Vec::new();
    for one in lenient["sigs"].as_array()? {
        let text = |key: &str| one[key].as_str().unwrap_or_default().trim_start_matches('/').to_owned();
        let intact = match one["intact"].as_bool() {
            Some(true) => "intact",
            Some(false) => "broken",
            None => return None,
        };
        let told = format!("{}|{intact}|{}|{}", text("subfilter"), text("coverage"), text("mod"));
        said.push(Said::by_pyhanko(&told));
    }
    said.sort();
    Some(said)
}

#[test]
fn differences_from_pyhanko_have_a_reason() {
    let Some(root) = std::env::var_os("PARAPHE_CORPUS").map(PathBuf::from) else {
        crate::needs::circumstance("PARAPHE_CORPUS names no corpus, nothing was compared with pyHanko");
        return;
    };
    let mut index = csv::Reader::from_path(root.join("signed/index.csv")).unwrap();
    let (mut compared, mut agreed, mut refused) = (0, 0, 0);
    let mut differences = BTreeMap::new();
    for row in index.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let Some(theirs) = by_pyhanko(&row) else {
            refused += 1;
            continue;
        };
        compared += 1;
        let ours = by_us(&root.join("signed").join(&row["file"]));
        if ours == theirs {
            agreed += 1;
        } else {
            differences
                .insert(row["file"].clone(), format!("{} <> {}", Said::told(&ours), Said::told(&theirs)));
        }
    }
    println!(
        "{compared} files compared, {agreed} agree, {} differ, {refused} refused by pyHanko",
        differences.len()
    );
    let mut known = csv::Reader::from_reader(include_str!("agreement.csv").as_bytes());
    let known: BTreeSet<String> =
        known.records().map(|record| record.unwrap().get(0).unwrap_or_default().to_owned()).collect();
    let mut told = String::new();
    for (file, difference) in &differences {
        if !known.contains(file) {
            told.push_str(&format!("{file}: {difference}\n"));
        }
    }
    let gone: Vec<&String> = known.iter().filter(|file| !differences.contains_key(*file)).collect();
    assert!(told.is_empty() && gone.is_empty(), "without a reason:\n{told}no longer different: {gone:?}");
}
