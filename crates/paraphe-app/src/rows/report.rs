//! What is said of each row.

use paraphe_envelope::EnvelopeId;
use serde::Serialize;

use crate::Error;
use crate::envelope_files::FileFinding;
use crate::schema::RecipientLinkView;

/// What became of a row.
#[derive(Clone, Debug, Serialize)]
pub struct RowReport {
    /// Its number as a spreadsheet counts: the header is row 1.
    pub row: u64,
    /// The status of its envelope, or `not_sent`; of a row that was only checked and can be sent, `ready`.
    pub status: String,
    /// The sentence for that status, where it is another one than that of its word.
    #[serde(skip)]
    pub status_word: Option<String>,
    /// Its envelope, once there is one.
    pub envelope: Option<EnvelopeId>,
    /// Whom it asks: their name, or their address where they have none; none where the row cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The links to hand over, as long as they are needed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<RecipientLinkView>,
    /// The account it left with, where that is another one than this run's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Whether an earlier run had sent it: this one found it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub earlier_run: bool,
    /// What has to be put right in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<FileFinding>,
    /// What the account's provider cannot do for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<FileFinding>,
    /// What went wrong in this run.
    #[serde(skip)]
    pub error: Option<Error>,
}

impl RowReport {
    /// The word for a row that was checked and can be sent.
    pub const READY: &'static str = "ready";

    pub(crate) fn empty(row: u64) -> Self {
        Self {
            row,
            status: "not_sent".to_owned(),
            status_word: None,
            envelope: None,
            person: None,
            links: Vec::new(),
            account: None,
            earlier_run: false,
            problems: Vec::new(),
            refusals: Vec::new(),
            error: None,
        }
    }
}
