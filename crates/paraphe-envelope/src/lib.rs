//! The domain: what a draft is, what an envelope is, how one becomes the other, whose turn it is, and where a box
//! stands on a page.
//!
//! Nothing here reads a file, a clock or a network, and nothing here knows PDF. Time and randomness come in as
//! arguments. An envelope changes only by [`Envelope::apply`], and its status is what its events add up to.

mod digest;
mod ids;
mod text_type;
mod timestamp;

mod contact;
mod document;
mod field;
mod geometry;
mod options;
mod recipient;
mod routing;

mod batch;
mod draft;
mod hint;
mod operation;
mod people;
mod problem;
mod template;

mod envelope;
mod envelope_file;
mod event;
mod state;
mod status;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod typescript;

pub use batch::{
    BatchPattern, ColumnUse, Each, RowRefusal, Separated, column_named, header_columns, header_columns_for,
    is_of_the_manual, placeholders,
};
pub use contact::{EmailAddress, EmailRefusal, PhoneNumber, PhoneRefusal};
pub use digest::{DigestError, Sha256Digest};
pub use document::Document;
pub use draft::Draft;
pub use envelope::{Envelope, EnvelopeContent, Message};
pub use envelope_file::{EnvelopeFile, EnvelopeFileProblem, FileDocument};
pub use event::{AuditEvent, AuditEventKind};
pub use field::{Field, FieldKind, Placement};
pub use geometry::{PageGeometry, PageRect, Rotation, ViewRect};
pub use hint::{DraftHint, email_suggestion, phone_suggestion};
pub use ids::{
    BatchId, DocumentId, DraftId, EnvelopeId, FieldId, GroupId, IdError, PlaceId, RecipientId, TemplateId,
};
pub use operation::{DraftOperation, OperationError};
pub use options::{EnvelopeOption, EnvelopeOptions, SignatureMode};
pub use people::{
    Contact, PEOPLE_LIMIT, PersonLine, PersonProblem, TextTable, plain, read_people, read_table,
    table_columns, vcards,
};
pub use problem::DraftProblem;
pub use recipient::{
    Authentication, Delivery, DraftRecipient, Language, Recipient, Role, SignatureVisibility,
};
pub use routing::{RoutingOrder, is_sequential, turns};
pub use state::{InvalidTransition, TransitionRefusal};
pub use status::{EnvelopeStatus, RecipientStatus};
pub use template::{Template, TemplateChoice};
pub use timestamp::{Timestamp, TimestampError};
