//! What this computer remembers: drafts with their operations, envelopes with their audit trails, settings, trust
//! anchors, the outbox, and the documents themselves in a vault.
//!
//! The only owner of SQLite. It is synchronous, reads no clock and draws no random number: times and ids come in as
//! arguments. Everything lies in one folder: `paraphe.sqlite` beside `vault/`. Several processes may have it open.
//!
//! Invariants, each kept by the database itself and not by good manners: an audit event is never changed or deleted;
//! the content of an envelope never changes; a draft's row, its operations and its line on the home screen change
//! together or not at all.

mod history;

mod batches;
mod corrections;
mod drafts;
mod envelopes;
mod misdated;
mod stopped;
mod to_do;

mod chain;
mod query;
mod unneeded;
mod vault;

mod migration;
mod people_text;
mod projection;
mod search_text;
mod table;

mod error;
pub mod private;

pub use batches::UnsentLines;
pub use chain::{ChainBreak, ChainBreakKind};
pub use drafts::{DraftStep, MERGE_WITHIN_MILLIS, UNDO_LIMIT};
pub use error::HistoryError;
pub use history::{FILE_NAME, History};
pub use query::{
    Cursor, CursorError, Folding, HistoryCounts, HistoryFilter, HistoryPage, HistoryPerson, HistoryQuery,
    HistoryRow, Subject,
};
pub use table::account::AccountRow;
pub use table::artifact::{AlreadyThere, ArtifactRow};
pub use table::batch::{BatchCounts, BatchEnvelope, BatchLine, BatchRow, BatchState};
pub use table::contact::ContactRow;
pub use table::draft_operation::UndoDepth;
pub use table::evidence::EvidenceRow;
pub use table::outbox::{DispatchChange, DispatchKey, DispatchState, Keeping, OutboxRow};
pub use table::template::TemplateRow;
pub use table::trust_anchor::{ChosenAs, TrustAnchorRow};
pub use to_do::Left;
pub use unneeded::{GRACE_MILLIS, collect_unneeded};
pub use vault::{Vault, VaultError};
