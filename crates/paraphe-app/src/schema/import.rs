//! Files on their way in.

use paraphe_envelope::{DocumentId, DraftId, Sha256Digest};
use paraphe_pdf::Finding;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DraftView, PageSizeView};
use crate::Error;

/// Request of `inspect_files`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct InspectFilesRequest {
    /// Absolute paths.
    pub paths: Vec<String>,
}

/// Answer of `inspect_files`, in the order asked.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InspectFilesView {
    /// One per path.
    pub files: Vec<FileInspectionView>,
}

/// What the pre-flight found in one file.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FileInspectionView {
    /// The path as asked.
    pub path: String,
    /// Last part of the path.
    pub name: String,
    /// Size in bytes; 0 when the file could not be read.
    #[ts(type = "number")]
    pub byte_size: u64,
    /// Number of pages; absent when unreadable or locked.
    pub page_count: Option<u32>,
    /// How many signatures the file already holds.
    pub signatures: u32,
    /// One line each.
    pub findings: Vec<Finding>,
    /// Its first page, where that can be drawn before anybody has said what becomes of the file.
    pub first_page: Option<InspectedPageView>,
    /// Why the file cannot be used as it is: `passwordNeeded` asks for the password.
    pub problem: Option<Error>,
}

/// A page of a file that was only looked at.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InspectedPageView {
    /// Digest of the bytes it is a page of.
    pub sha256: Sha256Digest,
    /// Its size as displayed, in points.
    pub size: PageSizeView,
}

/// A file to take, with its password if it has one.
#[derive(Clone, Deserialize, TS)]
pub struct FileToImport {
    /// Absolute path.
    pub path: String,
    /// Password; kept in memory only.
    pub password: Option<String>,
}

/// Request of `create_draft`.
#[derive(Clone, Deserialize, TS)]
pub struct CreateDraftRequest {
    /// Files to start with; may be empty.
    pub files: Vec<FileToImport>,
}

/// Request of `import_documents`.
#[derive(Clone, Deserialize, TS)]
pub struct ImportDocumentsRequest {
    /// The draft.
    pub draft: DraftId,
    /// Files to add at the end.
    pub files: Vec<FileToImport>,
}

/// Request of `replace_document`.
#[derive(Clone, Deserialize, TS)]
pub struct ReplaceDocumentRequest {
    /// The draft.
    pub draft: DraftId,
    /// The document in whose place the file comes.
    pub document: DocumentId,
    /// The file.
    pub file: FileToImport,
}

/// Request of `clean_document`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CleanDocumentRequest {
    /// The draft.
    pub draft: DraftId,
    /// The damaged document.
    pub document: DocumentId,
}

/// A draft after an import, and what could not be taken.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportView {
    /// The draft; absent when nothing at all could be taken for a new one.
    pub draft: Option<DraftView>,
    /// Files left out.
    pub rejected: Vec<RejectedFileView>,
}

/// One file that was not taken.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RejectedFileView {
    /// The path as asked.
    pub path: String,
    /// Last part of the path.
    pub name: String,
    /// Why.
    pub error: Error,
}
