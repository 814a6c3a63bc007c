//! Why a PDF could not be read or written: facts, never sentences.

use std::io;
use std::path::{Path, PathBuf};

use crate::seed::SeedDemand;

/// What stopped us from reading or extending a PDF.
///
/// The words a person sees are made elsewhere from the variant and its fields; `Display` is for logs.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The box is too small for the name of the signer.
    #[error("the box needs {needed_width} × {needed_height} points")]
    BoxTooSmall {
        /// Width in points of a box of the same shape that is large enough.
        needed_width: f64,
        /// Height in points of a box of the same shape that is large enough.
        needed_height: f64,
    },
    /// An earlier certification (`/DocMDP` with `/P 1`) forbids any further signature.
    #[error("the document is certified and allows no changes")]
    CertifiedLocked,
    /// Only the first signature of a document can certify it.
    #[error("the document is signed already and can no longer be certified")]
    CertifyNotFirst,
    /// The structure is broken beyond what repairing can mend.
    #[error("damaged PDF: {what}")]
    Damaged {
        /// The part that could not be read.
        what: &'static str,
    },
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file is encrypted in a way we can read but not extend.
    #[error("an encrypted file of this kind cannot be signed")]
    EncryptedNotSignable,
    /// The security handler or cipher is none of the standard ones.
    #[error("unsupported encryption: {handler}")]
    EncryptionUnsupported {
        /// The `/Filter` name or the version that is unknown.
        handler: String,
    },
    /// An earlier signature locked every field but some that it named, and the one to be signed is none of those.
    #[error("field {name} is locked with all others by an earlier signature")]
    AllFieldsLocked {
        /// The full name of the field.
        name: String,
    },
    /// The field to be signed is locked by an earlier signature (`/FieldMDP`, `/Lock`).
    #[error("field {name} is locked by an earlier signature")]
    FieldLocked {
        /// The full name of the field.
        name: String,
    },
    /// The named field holds a signature already, or is no signature field.
    #[error("field {name} cannot take a signature")]
    FieldTaken {
        /// The full name of the field.
        name: String,
    },
    /// The path is a folder.
    #[error("{} is a folder", path.display())]
    IsFolder {
        /// The path as given.
        path: PathBuf,
    },
    /// Initials on other pages need a field of their own; an existing field has its one place.
    #[error("field {name} exists already and cannot show initials on other pages")]
    InitialsOnExistingField {
        /// The full name of the field.
        name: String,
    },
    /// Nothing is at the path.
    #[error("{} does not exist", path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// No bundled font has this character; drawing a box instead would falsify the name.
    #[error("no font has a glyph for {character:?}")]
    MissingGlyph {
        /// The character.
        character: char,
    },
    /// The bytes are not a PDF.
    #[error("not a PDF")]
    NotAPdf,
    /// The operating system refused to hand the file over.
    #[error("{} cannot be read: {kind}", path.display())]
    NotReadable {
        /// The path as given.
        path: PathBuf,
        /// The kind of refusal.
        kind: io::ErrorKind,
    },
    /// The owner of the encrypted document forbids filling in and signing.
    #[error("the owner's restrictions forbid signing")]
    OwnerForbids,
    /// There is no such page.
    #[error("page {page} of {page_count}")]
    PageMissing {
        /// The page asked for, counted from 1.
        page: u32,
        /// How many pages there are.
        page_count: u32,
    },
    /// The file is encrypted and no password was given.
    #[error("a password is needed")]
    PasswordNeeded,
    /// The password given opens nothing.
    #[error("the password is wrong")]
    PasswordWrong,
    /// The signature is larger than the space reserved for it.
    #[error("the signature needs {needed} bytes, {reserved} are reserved")]
    PlaceholderTooSmall {
        /// Bytes of the DER-encoded signature.
        needed: usize,
        /// Bytes that were reserved.
        reserved: usize,
    },
    /// The file is signed *and* its cross-reference is broken: repairing it would put the signatures in doubt.
    #[error("the document is signed and its cross-reference is broken")]
    RepairedAndSigned,
    /// The field demands something of its signature that ours does not have (`/SV`, ISO 32000-2, 12.7.5.5).
    #[error("field {name} demands {demand:?} of its signature")]
    SeedUnmet {
        /// The full name of the field.
        name: String,
        /// What it demands.
        demand: SeedDemand,
    },
    /// The file is larger than what can be handled.
    #[error("{bytes} bytes, at most {limit}")]
    TooLarge {
        /// Size of the file, in bytes.
        bytes: u64,
        /// The largest size handled, in bytes.
        limit: u64,
    },
    /// The file begins like a PDF and stops in the middle.
    #[error("truncated PDF")]
    Truncated,
    /// The file was changed on disk by someone else while it was being signed or read.
    #[error("the file changed while it was open")]
    ChangedMeanwhile,
}

impl PdfError {
    /// Turns what the operating system said about `path` into the fact a person can act on.
    #[must_use]
    pub fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_path_buf();
        if error.kind() == io::ErrorKind::NotFound {
            return Self::Missing { path };
        }
        if error.kind() == io::ErrorKind::IsADirectory {
            return Self::IsFolder { path };
        }
        Self::NotReadable { path, kind: error.kind() }
    }
}
