//! The corpus of real signed PDFs: known verdicts hold, nothing panics, nothing takes long, and how far pyHanko and
//! pdfsig say the same is printed. They are fallible, too: only what is known otherwise is asserted.

use std::fmt::Write as _;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use paraphe_envelope::Timestamp;
use paraphe_pades::{Conclusion, SignatureReport, TrustAnchors, ValidationReport, ValidationTime, validate};
use paraphe_pdf::PdfFile;

use super::index::{self, Entry};

/// No file of the corpus is larger than half a megabyte; a debug build judges most of them in milliseconds. What
/// is still at work after this hangs.
const LIMIT: Duration = Duration::from_secs(10);

/// What became of one file.
enum Outcome {
    Judged(Box<Answers>),
    Panicked,
    TooSlow,
    Unreadable(String),
}

struct Answers {
    /// Nobody trusted, judged for today.
    plain: ValidationReport,
    /// Every signer of the file trusted, judged for the time it claims: the most that can be had.
    trusting: ValidationReport,
}

fn judge(path: &Path) -> Outcome {
    let (sender, receiver) = mpsc::channel();
    let path = path.to_owned();
    // A thread that hangs is left behind; the test fails and the process ends.
    thread::spawn(move || {
        let outcome = catch_unwind(AssertUnwindSafe(|| answers(&path)));
        let _ = sender.send(match outcome {
            Err(_) => Outcome::Panicked,
            Ok(Err(refusal)) => Outcome::Unreadable(refusal),
            Ok(Ok(answers)) => Outcome::Judged(Box::new(answers)),
        });
    });
    receiver.recv_timeout(LIMIT).unwrap_or(Outcome::TooSlow)
}

fn answers(path: &Path) -> Result<Answers, String> {
    let pdf = PdfFile::open(path, None).map_err(|refusal| refusal.to_string())?;
    let today = Timestamp::from_millis(1_795_341_600_000);
    let plain = validate(&pdf, &TrustAnchors::empty(), ValidationTime(today));
    let mut anchors = TrustAnchors::empty();
    for signer in plain.signatures.iter().filter_map(|signature| signature.signer.as_ref()) {
        anchors.add(&signer.certificate).map_err(|refusal| refusal.to_string())?;
    }
    let claimed = plain.signatures.iter().filter_map(|signature| signature.claimed_time).max();
    let trusting = validate(&pdf, &anchors, ValidationTime(claimed.unwrap_or(today)));
    Ok(Answers { plain, trusting })
}

/// `None` where an algorithm is not known to us: neither intact nor broken.
fn is_intact(signature: &SignatureReport) -> Option<bool> {
    let integrity = signature.integrity;
    match (integrity.byte_range_ok, integrity.digest_ok, integrity.signature_ok) {
        (false, _, _) | (_, Some(false), _) | (_, _, Some(false)) => Some(false),
        (true, Some(true), Some(true)) => Some(true),
        (true, _, _) => None,
    }
}

/// How often somebody else says the same of the integrity of a signature.
#[derive(Default)]
struct Agreement {
    same: usize,
    other: Vec<String>,
    /// Signatures with an algorithm we do not know.
    unknown: usize,
    /// Files that are not comparable: they or we say nothing, or see another number of signatures.
    apart: usize,
}

impl Agreement {
    fn compare(&mut self, file: &Path, theirs: Option<&[bool]>, report: &ValidationReport) {
        let ours: Vec<_> = report.signatures.iter().map(is_intact).collect();
        let Some(theirs) = theirs.filter(|theirs| theirs.len() == ours.len()) else {
            self.apart += 1;
            return;
        };
        for (number, (theirs, ours)) in theirs.iter().zip(&ours).enumerate() {
            if Some(*theirs) == *ours {
                self.same += 1;
            } else if let Some(ours) = ours {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                self.other.push(format!("{name} #{}: they say {theirs}, we say {ours}", number + 1));
            } else {
                self.unknown += 1;
            }
        }
    }

    fn told(&self, name: &str) -> String {
        let mut told = format!(
            "{name}: the same of {} signatures, otherwise of {}, unknown to us {}, {} files not comparable\n",
            self.same,
            self.other.len(),
            self.unknown,
            self.apart
        );
        for line in &self.other {
            let _ = writeln!(told, "    {line}");
        }
        told
    }
}

/// What the whole corpus came to.
#[derive(Default)]
struct Tally {
    judged: usize,
    unreadable: Vec<String>,
    wrong: Vec<String>,
    pyhanko: Agreement,
    pdfsig: Agreement,
}

impl Tally {
    fn add(&mut self, entry: &Entry) {
        let name = entry.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match judge(&entry.file) {
            Outcome::Panicked => self.wrong.push(format!("{name}: panic")),
            Outcome::TooSlow => self.wrong.push(format!("{name}: no answer within {LIMIT:?}")),
            Outcome::Unreadable(refusal) => self.unreadable.push(format!("{name}: {refusal}")),
            Outcome::Judged(answers) => {
                self.judged += 1;
                self.known(entry, &name, &answers);
                self.pyhanko.compare(&entry.file, entry.pyhanko.as_deref(), &answers.plain);
                self.pdfsig.compare(&entry.file, entry.pdfsig.as_deref(), &answers.plain);
            }
        }
    }

    fn known(&mut self, entry: &Entry, name: &str, answers: &Answers) {
        let Answers { plain, trusting } = answers;
        if plain.conclusion == Conclusion::TotalPassed {
            self.wrong.push(format!("{name}: passed although nobody is trusted"));
        }
        if entry.attack && trusting.conclusion == Conclusion::TotalPassed {
            self.wrong.push(format!("{name}: an attack, and it passed"));
        }
        if entry.known_intact
            && !trusting.signatures.iter().all(|signature| is_intact(signature) == Some(true))
        {
            self.wrong.push(format!("{name}: intact, and we say it is not"));
        }
    }

    fn told(&self) -> String {
        let mut told =
            format!("corpus: {} files judged, {} unreadable\n", self.judged, self.unreadable.len());
        for line in &self.unreadable {
            let _ = writeln!(told, "    {line}");
        }
        told + &self.pyhanko.told("pyHanko") + &self.pdfsig.told("pdfsig")
    }
}

#[test]
fn the_corpus_gets_its_known_verdicts_without_panic_or_delay() {
    let Some(corpus) = std::env::var_os("PARAPHE_CORPUS").map(PathBuf::from) else {
        // Not an oracle: nobody can be expected to have it.
        crate::needs::circumstance("PARAPHE_CORPUS names no corpus");
        return;
    };
    let entries = index::read(&corpus);
    assert!(entries.iter().filter(|entry| entry.attack).count() >= 10, "the index names attacks");
    assert!(entries.iter().any(|entry| entry.known_intact), "the index names intact files");
    let mut tally = Tally::default();
    for entry in &entries {
        tally.add(entry);
    }
    let _ = write!(std::io::stderr(), "{}", tally.told());
    assert!(tally.wrong.is_empty(), "{:#?}", tally.wrong);
    // Refusing to read would be an easy way out: only encryption is a reason.
    let locked =
        |told: &&String| told.contains("password is needed") || told.contains("unsupported encryption");
    let refused: Vec<_> = tally.unreadable.iter().filter(|told| !locked(told)).collect();
    assert!(refused.is_empty(), "{refused:#?}");
}
