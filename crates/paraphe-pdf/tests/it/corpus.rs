//! Every file of the corpus: nothing may panic or hang, whatever the bytes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use paraphe_envelope::Timestamp;
use paraphe_pdf::{PdfError, PdfFile, Presence, prepare_signature};

use crate::support::request;

/// No file needs a hundredth of this; a loop needs all of it.
const HANG: Duration = Duration::from_secs(120);

fn pdf_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            pdf_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "pdf") {
            found.push(path);
        }
    }
}

/// The files of one part of the corpus; empty, and said so, where there is no corpus.
pub(crate) fn corpus(part: &str) -> Vec<PathBuf> {
    let Some(root) = std::env::var_os("PARAPHE_CORPUS") else {
        crate::needs::circumstance(&format!("PARAPHE_CORPUS names no corpus, no file of {part} was read"));
        return Vec::new();
    };
    let mut files = Vec::new();
    pdf_files(&Path::new(&root).join(part), &mut files);
    files.sort();
    files
}

/// Everything a caller can ask of a file.
fn ask_everything(path: &Path) -> Result<String, PdfError> {
    let file = PdfFile::open(path, None)?;
    let pages = file.pages()?;
    assert_eq!(pages.len(), file.page_count() as usize);
    let signatures = file.signature_fields();
    let findings = file.findings();
    let last = file.revisions().len() - 1;
    let mut changes = 0;
    for newer in 1..=last {
        changes += file.diff(newer - 1, newer)?.changes.len();
    }
    let prepared = prepare_signature(&file, &request());
    if let Ok(prepared) = &prepared {
        let mut bytes = file.bytes().to_vec();
        bytes.extend(prepared.fill_contents(&[0x30, 0]).unwrap());
        let again = PdfFile::parse(bytes, None).expect("what we append to can be read again");
        let name = &prepared.field_name;
        let present = again.signature_fields().into_iter().find(|found| {
            found.presence == Presence::Present && found.name == *name && found.claimed_time == Some(now())
        });
        assert!(
            present.is_some_and(|found| found.coverage.gap_is_contents),
            "{} lost {name}",
            path.display()
        );
        assert_eq!(again.page_count(), file.page_count(), "{}", path.display());
    }
    let kind = if file.is_repaired() { "repaired" } else { "read" };
    drop((signatures, findings, changes));
    Ok(format!(
        "{kind}, {}",
        prepared.map_or_else(|error| format!("not signable: {error:?}"), |_| "signable".into())
    ))
}

fn now() -> Timestamp {
    request().signing_time
}

fn run(part: &str) {
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for path in corpus(part) {
        let (sender, receiver) = mpsc::channel();
        let thread_path = path.clone();
        let thread = std::thread::spawn(move || {
            let outcome = ask_everything(&thread_path);
            drop(sender.send(outcome));
        });
        let outcome = match receiver.recv_timeout(HANG) {
            Ok(outcome) => outcome,
            Err(mpsc::RecvTimeoutError::Timeout) => panic!("{} hangs", path.display()),
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                panic!("{} panics: {:?}", path.display(), thread.join())
            }
        };
        let label = match outcome {
            Ok(label) => label,
            Err(error) => format!("refused: {error:?}"),
        };
        println!("{}: {label}", path.display());
        *outcomes.entry(label).or_default() += 1;
    }
    println!("{part}: {outcomes:#?}");
}

#[test]
fn odd_and_broken_files_neither_panic_nor_hang() {
    run("pages");
}

#[test]
fn signed_files_neither_panic_nor_hang() {
    run("signed");
}

#[test]
fn no_unsigned_file_is_taken_for_a_signed_one_that_is_damaged() {
    let mut unsigned = 0;
    let mut taken = Vec::new();
    for path in corpus("pages").into_iter().chain(corpus("signed")) {
        let Ok(file) = PdfFile::open(&path, None) else { continue };
        if file.signature_fields().is_empty() {
            unsigned += 1;
            taken.extend((file.count_lost_signatures() > 0).then_some(path));
        }
    }
    println!("{unsigned} unsigned files");
    assert!(taken.is_empty(), "{taken:?} of {unsigned} unsigned files");
}
