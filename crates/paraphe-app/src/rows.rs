//! One envelope per row of a table of people.
//!
//! Invariants. Before anything of a row leaves, its envelope is written down, and its id under the digest of the envelope file and
//! what the row says, in one transaction: whatever stops the program, the next run finds that envelope and goes on with it,
//! or proves that it never was; also with a table that was put right in the meantime. What concerns one row (an address, a refusal) is that row's; what concerns
//! the account or the network stops the run, and the rows behind wait for the next.

mod identity;
mod memory;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use paraphe_envelope::{
    Document, DocumentId, Draft, DraftId, EnvelopeFile, EnvelopeId, RowRefusal, Sha256Digest,
};
use serde::Serialize;
use tokio::sync::watch;

use self::identity::Identities;
use self::table::{Row, Table};
use crate::accounts::{self, Account};
use crate::batches::attempt::{self, Sendable};
use crate::commands::send_envelope;
use crate::envelope_files::{self, FileCheck, FileFinding, Opened};
use crate::outbox::Written;
use crate::{App, Code, Error, blocking, documents, files, lease, translate};

/// What is to be sent.
#[derive(Clone, Debug)]
pub struct SendRows {
    /// The envelope file.
    pub envelope: PathBuf,
    /// The table of people.
    pub people: PathBuf,
    /// The account.
    pub account: String,
    /// What becomes of rows that were changed after they were sent.
    pub changed: ChangedRows,
}

/// What becomes of a row about somebody who was sent something else with the same envelope file, by a row that is not in
/// the table any more.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ChangedRows {
    /// It is told and not sent: most often it is the same request, put right too late.
    #[default]
    Asked,
    /// The person has been asked: it is sent.
    Sent,
}

/// What became of a row.
#[derive(Clone, Debug, Serialize)]
pub struct RowReport {
    /// Its number as a spreadsheet counts: the header is row 1.
    pub row: u64,
    /// The status of its envelope, or `not_sent`.
    pub status: String,
    /// Its envelope, once there is one.
    pub envelope: Option<EnvelopeId>,
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

/// What came of sending a table.
#[derive(Clone, Debug)]
pub enum RowsAnswer {
    /// Something is wrong with the files as a whole: nothing was sent.
    Problems(FileCheck),
    /// Row by row.
    Rows(Vec<RowReport>),
}

/// What happens while rows are being sent.
#[derive(Clone, Debug)]
pub enum RowsStep<'r> {
    /// A row is through.
    Row(&'r RowReport),
    /// The provider asks to wait.
    Wait {
        /// How long.
        seconds: u64,
    },
}

/// Sends one envelope per row, or goes on where an earlier run with the same two files stopped. After `stop` turns true, no
/// other row is begun.
///
/// # Errors
/// A file cannot be read, the account is not known, or another program is sending rows with this envelope file.
pub async fn send_rows(
    app: &App,
    request: SendRows,
    mut stop: watch::Receiver<bool>,
    mut tell: impl FnMut(RowsStep<'_>) + Send,
) -> Result<RowsAnswer, Error> {
    let read = {
        let app = app.clone();
        blocking::run(move || Batch::read(&app, &request)).await?
    };
    let batch = match read {
        Ok(batch) => Arc::new(batch),
        Err(problems) => return Ok(RowsAnswer::Problems(problems)),
    };
    let Some(lease) = lease::take_named(app, &batch.name).await? else {
        return Err(Error::new(Code::Refused, "error-rows-running"));
    };
    let mut reports = Vec::new();
    let mut is_over = false;
    for row in &batch.table.rows {
        let row = TableRow { batch: Arc::clone(&batch), row: row.clone() };
        let report = if is_over || *stop.borrow() {
            let report = row.as_it_stands(app).await?;
            RowReport { earlier_run: report.envelope.is_some(), ..report }
        } else {
            let earlier_run = matches!(row.known(app).await, Ok(Some(_)));
            let report =
                attempt::send(app, &row, &mut stop, |seconds| tell(RowsStep::Wait { seconds })).await;
            RowReport { earlier_run, ..report }
        };
        is_over |= attempt::concerns_all(&report);
        tell(RowsStep::Row(&report));
        reports.push(report);
    }
    drop(lease);
    Ok(RowsAnswer::Rows(reports))
}

/// The two files, read.
struct Batch {
    /// What the envelope file is known by: its digest.
    name: String,
    /// What both are known by: how earlier versions knew a row, with its number.
    both: String,
    account: Account,
    changed: ChangedRows,
    file: EnvelopeFile,
    /// In the order of the file; each envelope gets them under ids of its own.
    documents: Vec<Document>,
    table: Table,
    identities: Identities,
}

impl Batch {
    fn read(app: &App, request: &SendRows) -> Result<Result<Self, FileCheck>, Error> {
        let account = accounts::find(app, &request.account)?;
        let people = read_whole(&request.people)?;
        let envelope = read_whole(&request.envelope)?;
        let table = Table::read(&request.people, &people)?;
        let Opened { file, mut problems, folder, .. } = envelope_files::open(app, &request.envelope)?;
        let mut documents = Vec::new();
        // A document without a path is told already.
        let named = file.documents().iter().zip(0..).filter(|(document, _)| !document.path.is_empty());
        for (document, index) in named {
            match envelope_files::take(app, &folder, document) {
                Ok(taken) => documents.push(taken),
                Err(refusal) => problems.push(envelope_files::unreadable(app, index, &refusal)),
            }
        }
        let name = format!("rows.{}", Sha256Digest::of(&envelope));
        let both = format!("{name}.{}", Sha256Digest::of(&people));
        let identities = Identities::of(&table, &BTreeSet::new());
        let changed = request.changed;
        let mut batch = Self { name, both, account, changed, file, documents, table, identities };
        if problems.is_empty() {
            let draft = batch.draft(app)?;
            problems.extend(batch.unknown_names(app, &draft));
            batch.identities = Identities::of(&batch.table, &Table::used(&draft));
        }
        let check = FileCheck { problems, refusals: Vec::new(), dispatches: 0 };
        Ok(if check.is_clean() { Ok(batch) } else { Err(check) })
    }

    fn unknown_names(&self, app: &App, draft: &Draft) -> Vec<FileFinding> {
        let unknown = self.table.unknown_names(draft);
        let told = |(place, name): (String, String)| {
            let facts = BTreeMap::from([("name".to_owned(), name)]);
            envelope_files::finding(app, "problem-rows", "no_column".to_owned(), place, &facts)
        };
        unknown.into_iter().map(told).collect()
    }

    /// The envelope file as a draft of its own.
    fn draft(&self, app: &App) -> Result<Draft, Error> {
        let random_or_zero = || documents::random().unwrap_or_default();
        let mut taken = self.documents.iter();
        self.file.clone().into_draft(DraftId::new(documents::random()?), app.now(), random_or_zero, |_| {
            let document = taken.next().ok_or_else(|| Error::internal("a document was not taken"))?;
            Ok(Document { id: DocumentId::new(documents::random()?), ..document.clone() })
        })
    }

    /// The row's draft, or what is wrong with it.
    fn prepare(&self, app: &App, row: &Row) -> Result<Result<Draft, FileCheck>, Error> {
        let wrong = |code: &str, place: &str, found: &str| {
            let facts = BTreeMap::from([("found".to_owned(), found.to_owned())]);
            let problem =
                envelope_files::finding(app, "problem-rows", code.to_owned(), place.to_owned(), &facts);
            FileCheck { problems: vec![problem], refusals: Vec::new(), dispatches: 0 }
        };
        let draft = match self.table.written_into(row, self.draft(app)?) {
            Ok(draft) => draft,
            Err(RowRefusal::Length) => return Ok(Err(wrong("length", "", ""))),
            Err(RowRefusal::Language(word)) => {
                return Ok(Err(wrong("language", "recipients[0].language", &word)));
            }
        };
        if self.changed == ChangedRows::Asked
            && let Some(before) = self.sent_before(app, row)?
        {
            return Ok(Err(wrong("sent_before", "", before.id().as_str())));
        }
        let judged = envelope_files::judge(app, &draft, &self.account, |_| false)?;
        Ok(if judged.is_clean() { Ok(draft) } else { Err(judged) })
    }

    /// In one transaction: the row's envelope, its dispatches, and which envelope it is. It never is a draft.
    fn write_first(&self, app: &App, row: &Row) -> Result<Result<Written, FileCheck>, Error> {
        let draft = match self.prepare(app, row)? {
            Ok(draft) => draft,
            Err(problems) => return Ok(Err(problems)),
        };
        send_envelope::refuse_locked(app, &draft)?;
        let id = EnvelopeId::new(documents::random()?);
        let (envelope, rows) = send_envelope::ready(app, draft, &self.account, id.clone())?;
        let notes = self.to_note(app, row, &id)?;
        let written = Written::new(app, envelope, rows, self.account.clone(), |envelope, rows| {
            app.history().send_new(envelope, rows, &notes).map_err(translate::history)
        });
        written.map(Ok)
    }
}

/// A row of the table, to be sent.
struct TableRow {
    batch: Arc<Batch>,
    row: Row,
}

#[async_trait]
impl Sendable for TableRow {
    fn number(&self) -> u64 {
        self.row.number
    }

    async fn known(&self, app: &App) -> Result<Option<EnvelopeId>, Error> {
        let (batch, app, row) = (Arc::clone(&self.batch), app.clone(), self.row.clone());
        blocking::run(move || Ok(batch.envelope_of(&app, &row)?.map(|envelope| envelope.id().clone()))).await
    }

    async fn begin(&self, app: &App) -> Result<Result<(), FileCheck>, Error> {
        let written = {
            let (batch, app, row) = (Arc::clone(&self.batch), app.clone(), self.row.clone());
            blocking::run(move || batch.write_first(&app, &row)).await?
        };
        match written {
            Ok(written) => written.send(app).await.map(Ok),
            Err(problems) => Ok(Err(problems)),
        }
    }

    async fn as_it_stands(&self, app: &App) -> Result<RowReport, Error> {
        let (batch, app, row) = (Arc::clone(&self.batch), app.clone(), self.row.clone());
        blocking::run(move || {
            let Some(envelope) = batch.envelope_of(&app, &row)? else {
                return Ok(RowReport::empty(row.number));
            };
            let status = envelope.status().as_str().to_owned();
            let envelope = Some(envelope.id().clone());
            Ok(RowReport { status, envelope, ..RowReport::empty(row.number) })
        })
        .await
    }
}

impl RowReport {
    pub(crate) fn empty(row: u64) -> Self {
        let (problems, refusals) = (Vec::new(), Vec::new());
        let status = "not_sent".to_owned();
        Self { row, status, envelope: None, earlier_run: false, problems, refusals, error: None }
    }
}

fn read_whole(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| files::unreadable(path, &error))
}

#[cfg(test)]
mod tests;
