//! PDF structure: revisions, byte ranges, signature fields, incremental updates, appearances.
//!
//! This crate reads a PDF as *bytes with a history* and adds to it without touching a byte that is there. It is the
//! only owner of lopdf. It never does cryptography over a document, never opens a socket, never reads the clock and
//! never renders a page.

pub mod appearance;
mod appearance_writer;
pub mod byte_range;
pub mod certification;
pub mod change;
pub mod date;
pub mod error;
mod field_tree;
pub mod file;
mod filter;
mod form_update;
mod incremental;
mod lexer;
pub mod object;
mod orphan;
mod page;
pub mod preflight;
pub mod prepare;
mod repair;
pub mod revision;
mod role;
mod security;
pub mod signature_field;
mod source;
mod store;
pub mod text;
mod text_mark;
mod writer;
mod xref;

pub use byte_range::{Coverage, Extent};
pub use certification::{DocMdp, FieldLock};
pub use change::{ChangeKind, ObjectChange, RevisionDiff, TrailerChange};
pub use error::PdfError;
pub use file::PdfFile;
pub use object::{Dictionary, Object, ObjectId, Stream};
pub use preflight::Finding;
pub use prepare::{PreparedUpdate, SignatureDictionary, SubFilter, prepare_signature};
pub use revision::{Revision, RevisionView};
pub use role::ObjectRole;
pub use signature_field::{EmptySignatureField, Presence, SignatureField};
pub use text_mark::{TextMark, stamp_text};
pub use xref::XrefKind;
