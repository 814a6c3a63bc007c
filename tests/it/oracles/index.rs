//! The index of the corpus: what is known of each file. The corpus itself stands outside the repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What the index says of a file.
pub(super) struct Entry {
    pub(super) file: PathBuf,
    /// Changed after signing, as its makers say: never valid.
    pub(super) attack: bool,
    /// Intact, whatever else is odd about it, as its makers say.
    pub(super) known_intact: bool,
    /// pyHanko: for each signature, whether it is intact; `None` where it could not read the file or a signature.
    pub(super) pyhanko: Option<Vec<bool>>,
    /// pdfsig: the same.
    pub(super) pdfsig: Option<Vec<bool>>,
}

/// Names of files whose makers describe an attack or a broken signature (tests of EU DSS). `dss-2236__replace` is not
/// among them: it only fills in a form field; nor `(HASH_FAILURE)`, which was a false alarm of DSS.
const ATTACKS: [&str; 7] = [
    "dss-2236__hide",
    "pades-spoofing-replaced-reason",
    "pdf-eof.pdf",
    "pdf-removed-pages",
    "pdf-signed-added-page",
    "pdf-spoofing-attack",
    "modified_after_signature",
];

/// Reads `signed/index.csv`.
pub(super) fn read(corpus: &Path) -> Vec<Entry> {
    let folder = corpus.join("signed");
    let text = fs::read_to_string(folder.join("index.csv")).expect("the corpus has an index");
    let mut rows = rows(&text).into_iter();
    let header = rows.next().expect("a header");
    rows.map(|row| {
        let row: BTreeMap<&str, String> = header.iter().map(String::as_str).zip(row).collect();
        entry(&folder, &row)
    })
    .collect()
}

fn entry(folder: &Path, row: &BTreeMap<&str, String>) -> Entry {
    let known = &row["known_verdict"];
    let failed = row["dss_test_asserts"].contains("assertEquals(Indication.TOTAL_FAILED");
    let named = ATTACKS.iter().any(|name| row["file"].contains(name));
    Entry {
        file: folder.join(&row["file"]),
        attack: known.contains("after signing the shown content was changed") || failed || named,
        known_intact: known.contains("unchanged since signing: intact"),
        pyhanko: integrity(&row["pyhanko_sigs"], &[("intact", true), ("BROKEN", false)]),
        pdfsig: integrity(
            &row["pdfsig_sigs"],
            &[("Signature is Valid.", true), ("Digest Mismatch.", false), ("Signature is Invalid.", false)],
        ),
    }
}

/// `kind|word|…; kind|word|…` → what each word means; `None` when one of them says neither yes nor no.
fn integrity(cell: &str, words: &[(&str, bool)]) -> Option<Vec<bool>> {
    let meaning = |signature: &str| {
        let word = signature.split('|').nth(1)?;
        words.iter().find(|(known, _)| *known == word).map(|&(_, meaning)| meaning)
    };
    cell.split(" ; ").map(meaning).collect()
}

/// The rows of a CSV text with quoted cells.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    rows
}
