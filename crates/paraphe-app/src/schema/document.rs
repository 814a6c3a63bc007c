//! Documents, their pages and text.

use paraphe_envelope::{DocumentId, EnvelopeId, Sha256Digest, ViewRect};
use paraphe_pdf::Finding;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A document as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DocumentView {
    /// Its id within the draft or envelope.
    pub id: DocumentId,
    /// Name shown to people.
    pub name: String,
    /// Digest of the bytes as they stand now; pages are asked for by this digest.
    pub sha256: Sha256Digest,
    /// Size in bytes.
    #[ts(type = "number")]
    pub byte_size: u64,
    /// Displayed size of each page, in points.
    pub pages: Vec<PageSizeView>,
    /// Pre-flight findings.
    pub findings: Vec<Finding>,
    /// Where the signatures it brings are seen.
    pub signed_places: Vec<SignedPlaceView>,
    /// True while a protected document's password has not been given in this session.
    pub locked: bool,
}

/// Where a signature of a document is seen.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct SignedPlaceView {
    /// Page, from 1.
    pub page: u32,
    /// Its box, points from the top left of the page as seen.
    pub rect: ViewRect,
}

/// Displayed size of a page: after rotation, within the crop box, in points.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct PageSizeView {
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
}

/// Request of `unlock_document`.
#[derive(Clone, Deserialize, TS)]
pub struct UnlockDocumentRequest {
    /// Digest of the protected document.
    pub sha256: Sha256Digest,
    /// Its id and name, to answer with.
    pub document: DocumentId,
    /// Name shown to people.
    pub name: String,
    /// Password; kept in memory only.
    pub password: String,
}

/// Request of `page_text`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PageTextRequest {
    /// The document's digest.
    pub sha256: Sha256Digest,
    /// Page, from 1.
    pub page: u32,
}

/// Answer of `page_text`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PageTextView {
    /// Lines in reading order.
    pub runs: Vec<TextRunView>,
}

/// A piece of text and where it stands on the page as seen.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TextRunView {
    /// The text.
    pub text: String,
    /// Its box, points from the top left.
    pub rect: ViewRect,
}

/// Request of `detect_places`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct DetectPlacesRequest {
    /// The document's digest.
    pub sha256: Sha256Digest,
}

/// Request of `print_document`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PrintDocumentRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// Which of its files.
    pub file: PrintedFile,
}

/// A file that can be printed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PrintedFile {
    /// A result that was fetched, or an evidence sheet.
    Artifact {
        /// Its digest.
        sha256: Sha256Digest,
    },
    /// A document as it stands now.
    Document {
        /// The document.
        document: DocumentId,
    },
}

/// Request of `save_document`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveDocumentRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The document.
    pub document: DocumentId,
    /// Where to, absolute path of the new file.
    pub path: String,
}

/// A file that was written.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SavedFileView {
    /// Absolute path.
    pub path: String,
    /// Digest of what was written.
    pub sha256: Sha256Digest,
}
