//! Verdicts about a PDF.

use std::collections::BTreeMap;

use paraphe_envelope::{EnvelopeId, Language, Sha256Digest};
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
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
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
    /// Why this is not the last state of the document, where it may be taken for it: somebody has still to sign.
    pub unfinished: Option<SentenceView>,
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
    /// What this history knows of the file, or of one that could be taken for it.
    pub origin: Option<OriginView>,
    /// What Adobe Acrobat will show for the same file, as far as it can be known from here.
    pub acrobat: AcrobatView,
}

/// What the history knows of a file.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OriginView {
    /// How they belong together.
    pub kind: OriginKind,
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The same in one sentence.
    pub sentence: SentenceView,
    /// Length in bytes of what the history knows of it, where it begins with that: this prefix *is* the version that was sent.
    #[ts(type = "number | null")]
    pub sent_bytes: Option<u64>,
    /// Why this is not the last state of the envelope's document, where it is one on the way; for `unfinished` of the answer.
    #[serde(skip)]
    #[ts(skip)]
    pub unfinished: Option<SentenceView>,
}

/// How a file and an envelope of the history belong together.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OriginKind {
    /// It begins with the very bytes of one of its documents, and nothing explains what was changed behind them.
    Changed,
    /// It begins with the very bytes of one of its documents; behind them are signatures, filled-in fields, notes, proofs.
    Continued,
    /// It has the name of one of its documents, and other bytes.
    NameOnly,
    /// It is the document as it was signed, or as it came back.
    Received,
    /// It is the document as it was sent.
    Sent,
}

/// What Acrobat will show.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AcrobatView {
    /// The mark over the document.
    pub mark: AcrobatMark,
    /// One sentence, with the reason.
    pub sentence: SentenceView,
}

/// The mark Acrobat puts over a document.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AcrobatMark {
    /// A blue ribbon: certified, and everything holds.
    Certified,
    /// A red cross.
    Invalid,
    /// No mark: there is no signature.
    None,
    /// A yellow triangle.
    Problems,
    /// It depends on what Acrobat knows and this program does not.
    Unknown,
    /// A green tick.
    Valid,
}

/// A language reports are written in. Whom a report is for may read another one than the person who makes it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReportLanguage {
    /// English.
    En,
    /// French.
    Fr,
    /// Italian.
    It,
}

impl From<ReportLanguage> for Language {
    fn from(language: ReportLanguage) -> Self {
        match language {
            ReportLanguage::En => Self::En,
            ReportLanguage::Fr => Self::Fr,
            ReportLanguage::It => Self::It,
        }
    }
}

/// Request of `save_verification_report`.
#[derive(Clone, Deserialize, TS)]
pub struct SaveReportRequest {
    /// What to report about.
    pub target: VerifyTarget,
    /// Absolute path the person chose; its ending decides: `.pdf` or `.html`.
    pub path: String,
    /// The language of the report; the program's where none is given.
    pub language: Option<ReportLanguage>,
}

/// Request of `list_pdfs`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ListPdfsRequest {
    /// Absolute paths of files and folders.
    pub paths: Vec<String>,
}

/// Answer of `list_pdfs`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PdfListView {
    /// The PDFs, in the order of their names.
    pub files: Vec<PdfPlaceView>,
    /// More were found than are listed.
    pub cut: bool,
    /// Folders that lie too deep within others to be looked into.
    pub too_deep: Vec<String>,
}

/// Where a PDF is.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PdfPlaceView {
    /// Absolute path.
    pub path: String,
    /// Its name, beginning in the folder that was given.
    pub name: String,
}

/// Request of `verify_row`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct VerifyRowRequest {
    /// Absolute path.
    pub path: String,
    /// The name to show.
    pub name: String,
}

/// One PDF of several, verified.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct VerifiedRow {
    /// Absolute path.
    pub path: String,
    /// The name to show.
    pub name: String,
    /// Digest of the file; none when it cannot be read.
    pub sha256: Option<Sha256Digest>,
    /// The verdict; none when it cannot be read.
    pub verdict: Option<Verdict>,
    /// Who signed, in the order of the signatures.
    pub signers: Vec<String>,
    /// When it was last signed, as people of this computer read it.
    pub local_time: Option<String>,
    /// The verdict's sentence, or why the file cannot be read.
    pub sentence: SentenceView,
    /// Somebody may still have to sign, though the file verifies.
    pub unfinished: Option<SentenceView>,
}

/// Request of `save_verification_table`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveTableRequest {
    /// Absolute path the person chose; its ending decides: `.csv` or `.html`.
    pub path: String,
    /// The rows as `verify_row` answered them.
    pub rows: Vec<VerifiedRow>,
}

/// Request of `open_signed_version`.
#[derive(Clone, Deserialize, TS)]
pub struct SignedVersionRequest {
    /// The document as it is.
    pub target: VerifyTarget,
    /// Length of the signed version in bytes, as the signature's report says.
    #[ts(type = "number")]
    pub signed_bytes: u64,
}

/// Answer of `open_signed_version`: both versions, their pages served by `page://` until the next is opened.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SignedVersionView {
    /// As it was signed.
    pub signed: DocumentView,
    /// As it is.
    pub present: DocumentView,
}

/// Request of `compare_pages`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ComparePagesRequest {
    /// Digest of the signed version.
    pub signed: Sha256Digest,
    /// Digest of the present one.
    pub present: Sha256Digest,
    /// Page, from 1.
    pub page: u32,
}

/// Answer of `compare_pages`.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PageComparison {
    /// The page was added after the signature.
    Added,
    /// It looks different.
    Changed {
        /// Where, in parts of the displayed page from its top left corner.
        regions: Vec<RegionView>,
    },
    /// It looks the same.
    Identical,
    /// The page was taken away after the signature.
    Removed,
}

/// A rectangle in parts (0…1) of the displayed page, from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct RegionView {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A sentence: Fluent id and facts.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
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
    /// What should be known of the name and the time as they are told.
    pub remarks: Vec<SentenceView>,
    /// The signer's certificate, DER in base64, to be trusted on request.
    pub certificate: Option<String>,
    /// SHA-256 of that certificate.
    pub certificate_sha256: Option<Sha256Digest>,
    /// Made by an identity of this kind of program, vouched for by nobody.
    pub self_made: bool,
    /// The identity of this computer whose certificate it is.
    pub own_identity: Option<String>,
    /// Where the signature is seen.
    pub page: Option<u32>,
    /// The file went on after this signature: the signed version can be shown beside the present one.
    pub went_on: bool,
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
