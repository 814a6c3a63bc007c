//! PDF structure: revisions, byte ranges, signature fields, incremental updates, appearances.
//!
//! This crate reads a PDF as *bytes with a history* and adds to it without touching a byte that is there. It is the
//! only owner of lopdf. It never does cryptography over a document, never opens a socket, never reads the clock and
//! never renders a page.

pub mod appearance;
mod appearance_writer;
mod archival;
mod attachment;
pub mod byte_range;
pub mod certification;
pub mod change;
mod clean_copy;
mod colour_space;
mod content;
pub mod date;
pub mod detect;
pub mod dss;
pub mod error;
mod field_tree;
mod field_writer;
pub mod file;
mod filter;
pub mod form_boxes;
mod form_update;
mod hidden_pages;
mod image_writer;
mod incremental;
mod join;
mod lexer;
pub mod object;
mod orphan;
mod page;
pub mod picture;
pub mod preflight;
pub mod prepare;
mod raster;
mod reach;
mod repair;
pub mod revision;
mod role;
mod samples;
mod security;
mod seed;
pub mod sheet;
pub mod signature_field;
mod source;
mod store;
mod struct_tree;
pub mod text;
mod text_mark;
mod update;
mod writer;
mod xref;

pub use archival::Archival;
pub use attachment::{AttachedFile, SignatureAttachment};
pub use byte_range::{Coverage, Extent};
pub use certification::{DocMdp, FieldLock};
pub use change::{ChangeKind, ObjectChange, RevisionDiff, TrailerChange};
pub use colour_space::ColourSpace;
pub use detect::{Clue, Detection, Place, PrintedRule};
pub use dss::{SecurityStore, SignatureEvidence};
pub use error::PdfError;
pub use file::PdfFile;
pub use form_boxes::{BoxContent, FormBox, TextEntry};
pub use join::{JoinError, JoinPart, join};
pub use object::{Dictionary, Object, ObjectId, Stream};
pub use preflight::Finding;
pub use prepare::{Initials, PreparedUpdate, SignatureDictionary, SubFilter, prepare_signature};
pub use revision::{Revision, RevisionView};
pub use role::ObjectRole;
pub use samples::{Samples, Shown};
pub use seed::{SeedDemand, SeedValues};
pub use sheet::{SheetItem, SheetTone, write_sheet};
pub use signature_field::{EmptySignatureField, Presence, SignatureField};
pub use text_mark::{TextMark, stamp_text};
pub use xref::XrefKind;
