//! What the home screen asks, and what it gets.

use std::fmt;
use std::str::FromStr;

use paraphe_envelope::{BatchId, DraftId, EnvelopeId, EnvelopeStatus, RecipientStatus, Timestamp};

use crate::table::batch::{BatchCounts, BatchState};

/// A question to the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryQuery {
    /// What to look for in titles, people, e-mail addresses and file names; blank for everything. Every word must
    /// occur, each may be the beginning of a longer one; case and accents do not matter.
    pub text: String,
    /// Which rows.
    pub filter: HistoryFilter,
    /// Whether the requests of a batch are one row; a search always finds the single requests.
    pub folding: Folding,
    /// Where the page before ended; none for the first page.
    pub cursor: Option<Cursor>,
    /// How many rows at most.
    pub limit: u32,
    /// The present, for what becomes due by the passing of time.
    pub now: Timestamp,
}

/// How the requests of a batch are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folding {
    /// The batch is one row, and its requests are none.
    Batches,
    /// Each request is a row, and the batch is none.
    Requests,
}

/// Which rows a page holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryFilter {
    /// All of them.
    All,
    /// Everybody has signed.
    Completed,
    /// Declined, expired, voided or failed.
    DeclinedOrExpired,
    /// Not sent yet.
    Drafts,
    /// Sent, and not at an end.
    InProgress,
    /// Envelopes of exactly this status.
    Status(EnvelopeStatus),
    /// What waits for the person at this computer.
    Todo,
}

/// A page of the history, newest first: by the last change, or when looking for a text by the time of creation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryPage {
    /// The rows.
    pub rows: Vec<HistoryRow>,
    /// Where the next page begins; none when this one is the last.
    pub next_cursor: Option<Cursor>,
    /// How many rows each filter has in the whole history, whatever the text.
    pub counts: HistoryCounts,
}

/// One draft or envelope, as the home screen shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// What it is.
    pub subject: Subject,
    /// Its title.
    pub title: String,
    /// Its people, in order.
    pub people: Vec<HistoryPerson>,
    /// How many documents it has.
    pub document_count: u32,
    /// The provider it was sent with.
    pub provider: Option<String>,
    /// How a batch stands; none for anything else.
    pub standing: Option<(BatchState, BatchCounts)>,
    /// The batch a request belongs to.
    pub batch: Option<BatchId>,
    /// Whether it waits for the person at this computer.
    pub is_todo: bool,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When something last happened to it.
    pub changed_at: Timestamp,
}

/// What a row of the history is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A batch: many requests made from one table.
    Batch(BatchId),
    /// A draft.
    Draft(DraftId),
    /// An envelope and how far it has come.
    Envelope(EnvelopeId, EnvelopeStatus),
}

/// A person in a row of the history: no more of them than the row shows, for a page holds two hundred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryPerson {
    /// First and last name as entered; may be empty in a draft.
    pub name: String,
    /// How far they have come.
    pub status: RecipientStatus,
}

/// How many rows each filter has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HistoryCounts {
    /// All rows.
    pub all: u64,
    /// See [`HistoryFilter::Completed`].
    pub completed: u64,
    /// See [`HistoryFilter::DeclinedOrExpired`].
    pub declined_or_expired: u64,
    /// See [`HistoryFilter::Drafts`].
    pub drafts: u64,
    /// See [`HistoryFilter::InProgress`].
    pub in_progress: u64,
    /// See [`HistoryFilter::Todo`].
    pub todo: u64,
}

/// A place between two rows. Its text is opaque: it only ever comes back from where it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) changed_at: i64,
    pub(crate) row: i64,
}

impl Cursor {
    /// Before every row.
    pub(crate) const START: Self = Self { changed_at: i64::MAX, row: i64::MAX };
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.changed_at, self.row)
    }
}

/// The text is not one a [`Cursor`] was written as.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a place in the history")]
pub struct CursorError(String);

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let parse = || {
            let (changed_at, row) = text.split_once('.')?;
            Some(Self { changed_at: changed_at.parse().ok()?, row: row.parse().ok()? })
        };
        parse().ok_or_else(|| CursorError(text.to_owned()))
    }
}
