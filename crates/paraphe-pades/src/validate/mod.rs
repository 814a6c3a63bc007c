//! Validation: what can be said of every signature in a file, offline (EN 319 102-1).
//!
//! The order is that of the data: containers are read ([`subject`]), every byte range is hashed in one pass
//! ([`digests`]), what the file brings along to be judged by is collected ([`evidence`]), each signature is computed
//! ([`integrity`]), timestamps say what existed when ([`proofs`]), later changes are explained ([`diff`]), a path to the
//! user's anchors is sought ([`path`]), its certificates are looked up ([`revocation`]), and only then is anything judged
//! ([`judgement`]).

mod assess;
pub(crate) mod cms;
mod conclusion;
mod diff;
mod digests;
mod evidence;
mod findings;
mod integrity;
mod judgement;
mod levels;
#[cfg(test)]
mod listed_tests;
mod names;
mod noticed;
pub(crate) mod path;
#[cfg(test)]
mod path_tests;
mod proofs;
mod report;
pub(crate) mod revocation;
pub(crate) mod signer;
mod since;
mod subject;
mod subtrees;
pub(crate) mod timestamp;
mod verdict;
mod write;

pub use conclusion::{Conclusion, Indication, SubIndication};
pub use findings::{Finding, FindingCode, Severity};
pub use report::{
    CertificateStatus, ChangeKind, Coverage, Integrity, LaterChange, ListedStanding, Listing,
    ModificationLevel, PadesLevel, Permission, RevocationReport, RevocationSource, RevocationStatus,
    SignatureKind, SignatureReport, Signer, TimestampReport, ValidationReport, ValidationTime,
};
pub use since::{Since, since};
pub use verdict::Verdict;

use crate::trust::TrustAnchors;
use assess::Context;
use digests::Digests;
use evidence::Found;
use integrity::Computed;
use paraphe_envelope::Sha256Digest;
use paraphe_pdf::PdfFile;
use proofs::Means;
use std::collections::BTreeSet;
use subject::Subject;

/// Files with more states than this are none that people sent each other.
const STATES: usize = 64;

/// Where the states end that the file had before, rising: with or without what stands behind their last word.
fn ends(pdf: &PdfFile) -> Vec<usize> {
    let ends = pdf.revisions().iter().flat_map(|revision| [revision.end_of_marker, revision.end]);
    let ends: BTreeSet<usize> = ends.filter(|end| *end < pdf.bytes().len()).collect();
    ends.into_iter().take(STATES).collect()
}

/// Says what can be said of every signature in `pdf`, for the moment `at`, trusting `trust` and nobody else.
///
/// Total: every file that could be opened gets a report. A forged or damaged signature is a finding, not an error. The
/// report's `file` and the findings' `message` are left for the host to fill in.
#[must_use]
pub fn validate(pdf: &PdfFile, trust: &TrustAnchors, at: ValidationTime) -> ValidationReport {
    let _counted = pdf.count_reading();
    let subjects: Vec<Subject> =
        pdf.signature_fields().into_iter().map(|field| Subject::read(pdf, field)).collect();
    let wanted = subjects.iter().filter_map(Subject::wanted_digest).collect();
    let digests = Digests::compute(pdf.bytes(), pdf.beginning(), &wanted, &ends(pdf));
    let found = Found::collect(pdf, &subjects);
    let computed: Vec<Computed> =
        subjects.iter().map(|subject| integrity::compute(subject, &digests, &found.certificates)).collect();
    let means = Means { found: &found, trust, at: at.0 };
    let context = Context::new(pdf, means, &subjects, &computed);
    let signatures: Vec<SignatureReport> =
        (0..subjects.len()).map(|index| assess::assess(index, &context)).collect();
    let read = Verdict::of_file(&signatures);
    // What was signed and is damaged is nothing that nobody signed.
    let lost = if read == Verdict::None { pdf.count_lost_signatures() } else { 0 };
    let verdict = if lost > 0 { Verdict::Unchecked } else { read };
    let weightiest = signatures.iter().map(|signature| signature.indication).max();
    let weightiest = if lost > 0 { Some(Indication::Indeterminate) } else { weightiest };
    let weightiest = weightiest.filter(|_| verdict != Verdict::None);
    let conclusion = weightiest.map_or(Conclusion::NoSignature, Conclusion::from);
    let unchecked = signatures.iter().filter(|signature| signature.is_unchecked()).count() + lost;
    ValidationReport {
        file: String::new(),
        sha256: Sha256Digest(digests.whole_file()),
        earlier: digests.beginnings().map(|(end, digest)| (end, Sha256Digest(digest))).collect(),
        checked_at: at.0,
        conclusion,
        verdict,
        unchecked_signatures: told(unchecked),
        unsigned_fields: told(pdf.count_unsigned_places()),
        signatures,
    }
}

fn told(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
