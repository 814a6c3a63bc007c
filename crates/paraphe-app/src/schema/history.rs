//! The list of everything, and its own integrity.

use paraphe_envelope::{BatchId, DraftId, EnvelopeId, EnvelopeStatus, RecipientStatus, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BatchCountsView, BatchProgress};

/// Groups of the home screen.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HistoryFilter {
    /// Everything.
    All,
    /// Finished.
    Completed,
    /// Refused, expired, voided or failed.
    Closed,
    /// Not yet sent.
    Drafts,
    /// Sent and not finished.
    InProgress,
    /// What needs the person: drafts with a problem, signatures waiting here.
    ToDo,
}

/// How the requests of a batch are listed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HistoryFolding {
    /// The batch is one row, and its requests are none; a search finds the single requests.
    Batches,
    /// Each request is a row, and the batch is none.
    #[default]
    Requests,
}

/// Request of `list_history`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ListHistoryRequest {
    /// Words to look for in title, people and file names; accents and case do not matter.
    pub query: String,
    /// Group.
    pub filter: HistoryFilter,
    /// Whether the requests of a batch are one row; each is one when absent.
    #[serde(default)]
    #[ts(optional, as = "Option<HistoryFolding>")]
    pub folding: HistoryFolding,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most this many rows (1 to 200).
    pub limit: u32,
}

/// Answer of `list_history`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HistoryView {
    /// Rows, newest first.
    pub rows: Vec<HistoryRowView>,
    /// Where the next page starts; absent on the last.
    pub next_cursor: Option<String>,
    /// How many there are in each group, the query not applied.
    pub counts: Vec<HistoryCountView>,
}

/// Size of one group.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct HistoryCountView {
    /// Group.
    pub filter: HistoryFilter,
    /// Rows in it.
    pub count: u32,
}

/// A draft or an envelope in the list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HistoryRowView {
    /// The batch this row is, or is part of.
    pub batch: Option<BatchId>,
    /// How a batch stands; absent for anything else.
    pub standing: Option<BatchStandingView>,
    /// The envelope; absent for a draft.
    pub envelope: Option<EnvelopeId>,
    /// The draft; absent for an envelope.
    pub draft: Option<DraftId>,
    /// Title, possibly empty for a draft.
    pub title: String,
    /// Status; absent for a draft.
    pub status: Option<EnvelopeStatus>,
    /// The sentence for the status, where it is another one than that of its word.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub status_word: Option<String>,
    /// People with a state each.
    pub people: Vec<PersonView>,
    /// Account it was sent with.
    pub account: Option<String>,
    /// Number of documents.
    pub documents: u32,
    /// Whether it waits for the person at this computer.
    pub to_do: bool,
    /// Last change.
    pub changed_at: Timestamp,
}

/// How a batch stands, in short.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct BatchStandingView {
    /// How far its sending has come.
    pub progress: BatchProgress,
    /// How its lines stand.
    pub counts: BatchCountsView,
}

/// A person in a row.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PersonView {
    /// First and last name, or the e-mail.
    pub name: String,
    /// State; absent in a draft.
    pub status: Option<RecipientStatus>,
}

/// Answer of `verify_history`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HistoryCheckView {
    /// Envelopes looked at.
    pub envelopes: u32,
    /// Events looked at.
    pub events: u32,
    /// Each place where a chain or a document does not hold.
    pub breaks: Vec<HistoryBreakView>,
}

/// One place where the history does not hold.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HistoryBreakView {
    /// The envelope.
    pub envelope: String,
    /// Number of the event, from 1; 0 for a document.
    pub event: u32,
    /// Closed word: `content_changed`, `document_changed`, `document_missing`, `end_changed`, `event_changed`,
    /// `event_missing`, `event_unknown`, `unreadable`.
    pub code: String,
    /// What is wrong, for the details.
    pub detail: String,
}
