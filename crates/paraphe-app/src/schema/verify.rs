//! Verdicts about a PDF.

use std::collections::BTreeMap;

use paraphe_envelope::{EnvelopeId, Sha256Digest};
use paraphe_pades::ValidationReport;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::DocumentView;

/// What to verify.
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum VerifyTarget {
    /// A file on disk.
    File {
        /// Absolute path.
        path: String,
        /// Password; not stored.
        password: Option<String>,
    },
    /// A document of the vault.
    Stored {
        /// Digest.
        sha256: Sha256Digest,
        /// Name shown to people.
        name: String,
    },
}

/// Request of `verify_document`.
#[derive(Clone, Deserialize, TS)]
pub struct VerifyDocumentRequest {
    /// What.
    pub target: VerifyTarget,
}

/// The four verdicts.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Changed after signing, or a signature that does not hold.
    Broken,
    /// Intact, but who signed is not established.
    IdentityToConfirm,
    /// No electronic signature at all.
    NoSignature,
    /// Intact, and vouched for by an anchor the person trusts.
    Valid,
}

/// Answer of `verify_document`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct VerificationView {
    /// Name shown to people.
    pub name: String,
    /// Verdict over all signatures: the worst.
    pub verdict: Verdict,
    /// Fluent id of the one sentence, and its facts.
    pub sentence: SentenceView,
    /// What a person can do next, in order.
    pub advice: Vec<SentenceView>,
    /// One per signature, in the order they were made.
    pub signatures: Vec<SignatureView>,
    /// The whole report, as `paraphe verify --json` prints it.
    pub report: ValidationReport,
    /// Pages, to show the document beside the verdict; the digest is served by `page://` until the program ends.
    pub document: Option<DocumentView>,
    /// The envelope of this history this very file belongs to.
    pub envelope: Option<EnvelopeId>,
}

/// A sentence: Fluent id and facts.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SentenceView {
    /// Fluent id.
    pub id: String,
    /// Facts.
    pub params: BTreeMap<String, String>,
}

/// One signature in plain words.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SignatureView {
    /// Verdict on this signature.
    pub verdict: Verdict,
    /// Who signed, as the certificate says.
    pub signer: String,
    /// Who vouches for the certificate.
    pub issuer: String,
    /// Time the signer claims, as people of this computer read it, with its offset.
    pub local_time: Option<String>,
    /// The five questions, each answered.
    pub answers: Vec<AnswerView>,
    /// The signer's certificate, DER in base64, to be trusted on request.
    pub certificate: Option<String>,
    /// SHA-256 of that certificate.
    pub certificate_sha256: Option<Sha256Digest>,
    /// Made by an identity of this kind of program, vouched for by nobody.
    pub self_made: bool,
    /// Where the signature is seen.
    pub page: Option<u32>,
}

/// Yes, no, or unknown.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// No.
    No,
    /// Could not be established.
    Unknown,
    /// Yes.
    Yes,
}

/// One question and its answer.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnswerView {
    /// `unchanged`, `later_changes`, `who`, `when`, `certificate`.
    pub question: String,
    /// The answer.
    pub answer: Answer,
    /// One sentence.
    pub sentence: SentenceView,
}
