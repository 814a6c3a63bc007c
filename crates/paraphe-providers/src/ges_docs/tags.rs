//! Boxes as tags: `<@signatureN@>` in the text of the document means "signer N signs here", N counted from 1 in the order
//! of `signers[]`.

use std::io::Write as _;
use std::path::PathBuf;

use paraphe_envelope::{DocumentId, Recipient};
use paraphe_pdf::{PdfError, PdfFile, TextMark, stamp_text};
use tempfile::{NamedTempFile, TempPath};

use crate::error::{Error, ErrorKind, Result};
use crate::plan::Dispatch;

/// The signers in the order in which they are numbered.
pub(super) fn signers<'e>(dispatch: &Dispatch<'e>) -> Vec<&'e Recipient> {
    dispatch.groups.iter().flatten().copied().collect()
}

/// A tag at each box of a signer.
pub(super) fn marks(dispatch: &Dispatch<'_>) -> Vec<TextMark> {
    let signers = signers(dispatch);
    let numbered = dispatch.fields().filter_map(|field| {
        let number = signers.iter().position(|signer| signer.id == field.recipient)? + 1;
        let (page, rect) = (field.placement.page, field.placement.rect);
        Some(TextMark { page, rect, text: format!("<@signature{number}@>") })
    });
    numbered.collect()
}

/// What is sent: the document as it is, or a copy with tags that is gone when this is dropped.
#[derive(Debug)]
pub(super) enum Prepared {
    AsItIs(PathBuf),
    Stamped(TempPath),
}

impl Prepared {
    pub(super) fn path(&self) -> &std::path::Path {
        match self {
            Self::AsItIs(path) => path,
            Self::Stamped(path) => path,
        }
    }
}

/// Writes the marks into a copy of the document.
///
/// # Errors
/// [`ErrorKind::Unsupported`] for a document that is signed already and would lose its signatures, or takes no text;
/// [`ErrorKind::Journal`] when it cannot be read or copied.
pub(super) async fn prepared(document: &DocumentId, path: PathBuf, marks: Vec<TextMark>) -> Result<Prepared> {
    if marks.is_empty() {
        return Ok(Prepared::AsItIs(path));
    }
    let stamped = tokio::task::spawn_blocking(move || stamped(&path, &marks)).await;
    let stamped = stamped.map_err(|error| {
        Error::new(ErrorKind::Journal, "the document could not be prepared").with_source(error)
    })?;
    stamped.map(Prepared::Stamped).map_err(|error| error.with_context("document", document))
}

fn stamped(path: &std::path::Path, marks: &[TextMark]) -> Result<TempPath> {
    let file = PdfFile::open(path, None).map_err(unsuitable)?;
    if !file.signature_fields().is_empty() {
        return Err(Error::new(
            ErrorKind::Unsupported,
            "the document is signed and would lose its signatures",
        ));
    }
    let tail = stamp_text(&file, marks).map_err(unsuitable)?;
    let mut copy = NamedTempFile::with_suffix(".pdf").map_err(not_copied)?;
    copy.write_all(file.bytes()).and_then(|()| copy.write_all(&tail)).map_err(not_copied)?;
    copy.flush().map_err(not_copied)?;
    Ok(copy.into_temp_path())
}

fn unsuitable(error: PdfError) -> Error {
    let kind = match &error {
        PdfError::ChangedMeanwhile
        | PdfError::IsFolder { .. }
        | PdfError::Missing { .. }
        | PdfError::NotReadable { .. } => ErrorKind::Journal,
        PdfError::AllFieldsLocked { .. }
        | PdfError::BoxTooSmall { .. }
        | PdfError::CertifiedLocked
        | PdfError::CertifyNotFirst
        | PdfError::Damaged { .. }
        | PdfError::Empty
        | PdfError::EncryptedNotSignable
        | PdfError::EncryptionUnsupported { .. }
        | PdfError::FieldLocked { .. }
        | PdfError::FieldTaken { .. }
        | PdfError::InitialsOnExistingField { .. }
        | PdfError::MissingGlyph { .. }
        | PdfError::NotAPdf
        | PdfError::OwnerForbids
        | PdfError::PageMissing { .. }
        | PdfError::PasswordNeeded
        | PdfError::PasswordWrong
        | PdfError::PlaceholderTooSmall { .. }
        | PdfError::RepairedAndSigned
        | PdfError::SeedUnmet { .. }
        | PdfError::TooLarge { .. }
        | PdfError::Truncated => ErrorKind::Unsupported,
    };
    Error::new(kind, "no tags can be written into the document").with_source(error)
}

fn not_copied(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Journal, "the copy with tags could not be written").with_source(error)
}
