//! Many requests from one table.

use paraphe_envelope::{
    BatchId, ColumnUse, DocumentId, DraftId, Each, EnvelopeId, EnvelopeStatus, RecipientId, Timestamp,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PeopleSource, SentenceView};

/// Request of `read_table`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReadTableRequest {
    /// What was pasted, or a file: CSV or a workbook.
    pub source: PeopleSource,
    /// The sheet of a workbook; its first with something in it when absent.
    pub sheet: Option<String>,
}

/// A table as it stands in its source.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TableView {
    /// Its rows, all of one length; a header among them if there is one.
    pub rows: Vec<Vec<String>>,
    /// Whether the first row seems to be a header.
    pub has_header: bool,
    /// What each column seems to be.
    pub columns: Vec<ColumnUse>,
    /// The sheets of a workbook that hold something; empty for other sources.
    pub sheets: Vec<String>,
    /// The sheet these rows stand in.
    pub sheet: Option<String>,
}

/// A batch in preparation: request of `check_batch` and of `send_batch`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct BatchRequest {
    /// The draft every request is made from.
    pub draft: DraftId,
    /// The account.
    pub account: String,
    /// The recipient who is another in each row.
    pub recipient: RecipientId,
    /// The names of the columns.
    pub headers: Vec<String>,
    /// What each column is.
    pub columns: Vec<ColumnUse>,
    /// The rows, without a header.
    pub rows: Vec<Vec<String>>,
}

/// Answer of `check_batch`: what would be sent.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BatchCheckView {
    /// What keeps every row from being sent.
    pub general: Vec<SentenceView>,
    /// One per row, in order.
    pub lines: Vec<LineCheckView>,
    /// How many rows can be sent.
    pub ready: u32,
    /// How many have to be put right first.
    pub to_correct: u32,
}

/// What would be sent for a row.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LineCheckView {
    /// The title of its request.
    pub title: String,
    /// The person.
    pub name: String,
    /// What is wrong with it, or seems to be.
    pub findings: Vec<LineFinding>,
}

/// Something to look at in a row.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct LineFinding {
    /// The column it is about, from 0; none for the whole row.
    pub column: Option<u32>,
    /// What it is.
    pub sentence: SentenceView,
    /// What was probably meant.
    pub suggestion: Option<String>,
    /// Whether it keeps the row from being sent.
    pub weight: LineWeight,
}

/// What a finding means for its row.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineWeight {
    /// The row is not sent.
    Blocks,
    /// The row is sent; a person may want to look again.
    Warns,
}

/// A command about one batch.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct OneBatchRequest {
    /// The batch.
    pub batch: BatchId,
}

/// Request of `correct_line`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CorrectLineRequest {
    /// The batch.
    pub batch: BatchId,
    /// The number of the line.
    pub number: u32,
    /// What stands in it now.
    pub cells: Vec<String>,
}

/// Request of `save_batch_report`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveBatchReportRequest {
    /// The batch.
    pub batch: BatchId,
    /// The file, ending in `.csv`.
    pub path: String,
}

/// Answer of `check_separate`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SeparateView {
    /// One per document, in their order.
    pub requests: Vec<SeparateRequestView>,
}

/// The request there would be for one document.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SeparateRequestView {
    /// Its title.
    pub title: String,
    /// Those who are part of it, in their order.
    pub people: Vec<RecipientId>,
    /// Those who are not, because they have no box in the document.
    pub left_out: Vec<RecipientId>,
    /// What keeps it from being sent.
    pub problems: Vec<SentenceView>,
}

/// How far the sending of a batch has come.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BatchProgress {
    /// Every line has been tried.
    Done,
    /// The program ended while it was sending.
    Interrupted,
    /// A person, or something that concerns every line, keeps the next line from leaving.
    Paused,
    /// Line after line leaves now.
    Running,
    /// The lines that have not left never will.
    Stopped,
}

/// How the lines of a batch stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
pub struct BatchCountsView {
    /// All lines.
    pub lines: u32,
    /// Lines that have not left and can.
    pub waiting: u32,
    /// Lines that have not left because something has to be put right.
    pub to_correct: u32,
    /// Requests that are with their people, or wait for the network.
    pub open: u32,
    /// Requests everybody has signed.
    pub completed: u32,
    /// Requests that failed, or of which nobody knows whether they left.
    pub failed: u32,
    /// Requests that were refused, taken back, or have expired.
    pub closed: u32,
}

/// A batch as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BatchView {
    /// Its id.
    pub id: BatchId,
    /// Its title.
    pub title: String,
    /// The account it is sent with.
    pub account: String,
    /// How far its sending has come.
    pub progress: BatchProgress,
    /// What stopped it, where something did.
    pub trouble: Option<SentenceView>,
    /// How its lines stand.
    pub counts: BatchCountsView,
    /// How many of its requests were refused by the provider and can be sent again.
    pub can_go_again: u32,
    /// The names of the columns.
    pub headers: Vec<String>,
    /// What each column is.
    pub columns: Vec<ColumnUse>,
    /// What is another in each of its requests: only what stands in a table can be put right line by line.
    pub each: Each,
    /// The lines, in order.
    pub lines: Vec<BatchLineView>,
    /// What its requests have in common, for a template of it.
    pub request: BatchRequestView,
    /// Whether it can be deleted: nothing of it has left, and nobody sends it.
    pub can_delete: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What the requests of a batch have in common.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BatchRequestView {
    /// The title, with `{{column}}` where the rows differ.
    pub title: String,
    /// The people; who is another in each row without a name.
    pub recipients: Vec<BatchPersonView>,
    /// The documents.
    pub documents: Vec<BatchDocumentView>,
}

/// A person of a batch's requests.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BatchPersonView {
    /// Their id within the requests.
    pub id: RecipientId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address; empty when none.
    pub email: String,
}

/// A document of a batch's requests.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BatchDocumentView {
    /// Its id within the pattern.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
}

/// A line of a batch.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BatchLineView {
    /// Its number, from 1.
    pub number: u32,
    /// What stands in it.
    pub cells: Vec<String>,
    /// The person.
    pub name: String,
    /// The title of its request.
    pub title: String,
    /// The request it became.
    pub envelope: Option<EnvelopeId>,
    /// How far that has come.
    pub status: Option<EnvelopeStatus>,
    /// The sentence for the status, where it is another one than that of its word.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub status_word: Option<String>,
    /// What has to be put right before it is sent.
    pub findings: Vec<LineFinding>,
}
