//! The evidence file of a signature made at this computer: gathered before the signature, embedded in its own update of
//! the document, kept in the history, readable as a sheet, and checked again by anybody.

pub(crate) mod consent;
pub(crate) mod export;
pub(crate) mod file;
pub(crate) mod gather;
pub(crate) mod seal;
pub(crate) mod sheet;
pub(crate) mod timestamp;
pub(crate) mod verify;

use paraphe_envelope::{RecipientId, Sha256Digest, Timestamp};
use paraphe_history::EvidenceRow;
use paraphe_pdf::AttachedFile;

use self::file::EvidenceFile;
use crate::{App, Code, Error};

/// The kind of artifact a readable evidence sheet is.
pub(crate) const SHEET: &str = "evidence_sheet";

/// The organisation's public key for reinforced evidence.
pub(crate) fn public_key(app: &App) -> Result<Option<[u8; 32]>, Error> {
    match app.settings()?.evidence_key {
        Some(text) if !text.trim().is_empty() => parse_key(&text).map(Some),
        Some(_) | None => Ok(None),
    }
}

/// A public key as settings hold it.
///
/// # Errors
/// `error-evidence-key`.
pub(crate) fn parse_key(text: &str) -> Result<[u8; 32], Error> {
    let bytes = text.trim().parse::<Sha256Digest>().ok().map(|bytes| bytes.0);
    bytes.filter(seal::is_key).ok_or_else(|| Error::new(Code::Refused, "error-evidence-key"))
}

/// The evidence of one signature, fixed before it is made.
pub(crate) struct Proof {
    /// As the history keeps it.
    pub(crate) row: EvidenceRow,
}

impl Proof {
    /// Fixes the bytes of the file.
    ///
    /// # Errors
    /// A number in it is none (not finite).
    pub(crate) fn of(
        file: &EvidenceFile,
        recipient: &RecipientId,
        made_at: Timestamp,
    ) -> Result<Self, Error> {
        let bytes = file.to_canonical().map_err(Error::internal)?;
        let sha256 = Sha256Digest::of(&bytes);
        let file = String::from_utf8(bytes).map_err(Error::internal)?;
        Ok(Self { row: EvidenceRow { recipient: recipient.clone(), sha256, file, made_at } })
    }

    /// The file as it goes into a document that holds so many signatures already.
    pub(crate) fn attached(&self, signatures: u32) -> AttachedFile {
        AttachedFile {
            name: match signatures {
                0 => "preuve.json".to_owned(),
                before => format!("preuve-{}.json", before + 1),
            },
            media_type: "application/json".to_owned(),
            description: "Paraphe: evidence of the signature".to_owned(),
            made_at: self.row.made_at,
            content: self.row.file.clone().into_bytes(),
        }
    }
}
