//! One envelope per row of a table of people.
//!
//! Invariants. Before anything of a row leaves, its envelope is written down, and its id under the digest of the envelope file and
//! what the row says, in one transaction: whatever stops the program, the next run finds that envelope and goes on with it,
//! or proves that it never was; also with a table that was put right in the meantime. What concerns one row (an address, a refusal) is that row's; what concerns
//! the account or the network stops the run, and the rows behind wait for the next.

mod check;
mod findings;
mod identity;
mod memory;
mod record;
mod report;
mod table;
mod unsent;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use paraphe_envelope::{
    BatchPattern, Document, DocumentId, Draft, DraftId, EnvelopeFile, EnvelopeId, RowRefusal, Sha256Digest,
};
use tokio::sync::watch;

pub use self::check::check_rows;
use self::findings::rows_finding;
use self::identity::{Begun, Identities};
pub(crate) use self::memory::{notes_of_line, still_holds};
use self::record::Record;
pub use self::report::RowReport;
use self::table::{Row, Table};
use crate::accounts::{self, Account};
use crate::actions::Standing;
use crate::batches::attempt::{self, Sendable};
use crate::commands::send_envelope;
use crate::envelope_files::{self, FileCheck, FileFinding, Opened};
use crate::outbox::Written;
use crate::schema::SentenceView;
use crate::{App, Code, Error, blocking, documents, files, lease, translate, view};

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

/// What becomes of a row about somebody who was sent something else before: with the same envelope file, by a row that is not
/// in the table any more, or with another file about the same documents.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ChangedRows {
    /// It is told and not sent: most often it is the same request, put right too late.
    #[default]
    Asked,
    /// The person has been asked: it is sent.
    Sent,
}

/// What came of sending a table.
#[derive(Clone, Debug)]
pub enum RowsAnswer {
    /// Something is wrong with the files as a whole: nothing was sent.
    Problems(FileCheck),
    /// Row by row.
    Rows {
        /// What became of each.
        reports: Vec<RowReport>,
        /// What keeps nothing from being sent, and may surprise all the same.
        warnings: Vec<FileFinding>,
    },
}

/// What happens while rows are being sent.
#[derive(Clone, Debug)]
pub enum RowsStep<'r> {
    /// Something that may surprise.
    Warning(&'r FileFinding),
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
    // Always after the first: what another envelope file asks about these documents is known before anybody is asked here.
    let Some(of_documents) = lease::take_named(app, &memory::documents_name(&batch.documents)).await? else {
        return Err(Error::new(Code::Refused, "error-rows-running"));
    };
    let mut warnings = batch.unused_columns(app);
    warnings.extend(batch.read_columns(app));
    warnings.iter().for_each(|warning| tell(RowsStep::Warning(warning)));
    let record = {
        let (app, batch) = (app.clone(), Arc::clone(&batch));
        Arc::new(blocking::run(move || Record::begin(&app, &batch)).await?)
    };
    let (reports, end) = send_each(app, &batch, &record, &mut stop, &mut tell).await;
    let elsewhere = batch.other_accounts(app, &reports);
    elsewhere.iter().for_each(|warning| tell(RowsStep::Warning(warning)));
    warnings.extend(elsewhere);
    {
        let app = app.clone();
        // What has left is told whatever can be written down of the end.
        let end = move || {
            record.end(&app, end.as_ref())?;
            // The last row's answer too: after the others' came the next row.
            app.history().flush().map_err(translate::history)
        };
        if let Err(error) = blocking::run(end).await {
            tracing::warn!(code = ?error.code, "the end of a run could not be written down");
        }
    }
    drop((of_documents, lease));
    Ok(RowsAnswer::Rows { reports, warnings })
}

/// Row after row, and why the rest did not leave, where something concerns all of them. What fails is told with its row: the
/// rows before it have left.
async fn send_each(
    app: &App,
    batch: &Arc<Batch>,
    record: &Arc<Record>,
    stop: &mut watch::Receiver<bool>,
    tell: &mut (impl FnMut(RowsStep<'_>) + Send),
) -> (Vec<RowReport>, Option<SentenceView>) {
    let mut reports = Vec::new();
    let mut end = None;
    for row in &batch.table.rows {
        let row = TableRow { batch: Arc::clone(batch), record: Arc::clone(record), row: row.clone() };
        let mut report = if end.is_some() || *stop.borrow() {
            match row.as_it_stands(app).await {
                Ok(report) => RowReport { earlier_run: report.envelope.is_some(), ..report },
                Err(error) => RowReport { error: Some(error), ..RowReport::empty(row.number()) },
            }
        } else {
            attempt::send(app, &row, stop, |seconds| tell(RowsStep::Wait { seconds })).await
        };
        if attempt::concerns_all(&report) {
            end.get_or_insert_with(|| attempt::why(&report));
        } else if report.envelope.is_none()
            && let Err(error) = row.hold(app, &report).await
        {
            end.get_or_insert_with(|| attempt::said(&error));
            report.error.get_or_insert(error);
        }
        tell(RowsStep::Row(&report));
        reports.push(report);
    }
    (reports, end)
}

/// The two files, read.
struct Batch {
    /// What the envelope file is known by: its digest.
    name: String,
    /// What both are known by: how earlier versions knew a row, with its number.
    both: String,
    /// What such a version began, by the numbers of the rows.
    numbered: BTreeMap<u64, Begun>,
    account: Account,
    changed: ChangedRows,
    file: EnvelopeFile,
    /// In the order of the file; each envelope gets them under ids of its own.
    documents: Vec<Document>,
    table: Table,
    /// What the rows have in common; none of a file without people, which is refused.
    pattern: Option<BatchPattern>,
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
        let numbered = Self::noted_by_number(app, &both)?;
        let identities = Identities::of(&table, &BTreeSet::new());
        let changed = request.changed;
        let pattern = None;
        let mut batch =
            Self { name, both, numbered, account, changed, file, documents, table, pattern, identities };
        if problems.is_empty() {
            let draft = batch.draft(app)?;
            batch.table.mean(&draft);
            batch.identities = Identities::of(&batch.table, &Table::used(&draft));
            batch.pattern = batch.table.pattern(draft);
            problems.extend(batch.unknown_names(app));
        }
        let check = FileCheck { problems, ..FileCheck::default() };
        Ok(if check.is_clean() { Ok(batch) } else { Err(check) })
    }

    /// Whom a row asks, as far as it can be read.
    fn person(&self, row: &Row) -> Option<String> {
        let Ok(filled) = self.pattern.as_ref()?.fill(&row.cells) else { return self.table.person(row) };
        let person = filled.recipients.into_iter().next()?;
        let known = [person.full_name(), person.email.trim().to_owned(), person.mobile.trim().to_owned()];
        known.into_iter().find(|text| !text.is_empty())
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

    /// What is on record of a row.
    fn as_it_stands(&self, app: &App, row: &Row) -> Result<RowReport, Error> {
        let known = RowReport { person: self.person(row), ..RowReport::empty(row.number) };
        let Some(envelope) = self.envelope_of(app, row)? else { return Ok(known) };
        let standing = Standing::read(app, &envelope)?;
        let account = standing.sent_with().map(|sent| sent.account);
        Ok(RowReport {
            status: envelope.status().as_str().to_owned(),
            status_word: view::status_word(&envelope, account.as_deref()),
            envelope: Some(envelope.id().clone()),
            links: standing.dispatches().into_iter().flat_map(|dispatch| dispatch.links).collect(),
            account: account.filter(|account| *account != self.account.name),
            ..known
        })
    }

    /// The row's draft, or what is wrong with it.
    fn prepare(&self, app: &App, row: &Row) -> Result<Result<Draft, FileCheck>, Error> {
        let wrong = |code: &str, place: String, fact: (&str, String)| {
            let problems = vec![rows_finding(app, code, place, fact)];
            FileCheck { problems, ..FileCheck::default() }
        };
        let draft = match self.table.written_into(row, self.draft(app)?) {
            Ok(draft) => draft,
            Err(RowRefusal::Length) => {
                return Ok(Err(wrong("length", String::new(), ("found", String::new()))));
            }
            Err(RowRefusal::Language(word)) => {
                let place = "recipients[0].language".to_owned();
                return Ok(Err(wrong("language", place, ("found", word))));
            }
        };
        if let Some(before) = self.asked_before(app, row)? {
            return Ok(Err(FileCheck { problems: vec![before], ..FileCheck::default() }));
        }
        let mut holes = self.holes(app, row);
        let mut judged = envelope_files::judge(app, &draft, &self.account, |_| false)?;
        holes.append(&mut judged.problems);
        judged.problems = holes;
        Ok(if judged.is_clean() { Ok(draft) } else { Err(judged) })
    }

    /// In one transaction: the row's envelope, its dispatches, and which envelope it is. It never is a draft.
    fn write_first(
        &self,
        app: &App,
        row: &Row,
        record: &Record,
    ) -> Result<Result<Written, FileCheck>, Error> {
        if record.is_put_right(row) {
            let place = format!("rows[{}]", row.number);
            let problems = vec![rows_finding(app, "put_right", place, ("row", row.number.to_string()))];
            return Ok(Err(FileCheck { problems, ..FileCheck::default() }));
        }
        let draft = match self.prepare(app, row)? {
            Ok(draft) => draft,
            Err(problems) => return Ok(Err(problems)),
        };
        send_envelope::refuse_locked(app, &draft)?;
        let id = EnvelopeId::new(documents::random()?);
        let (envelope, rows) = send_envelope::ready(app, draft, &self.account, id.clone())?;
        let notes = self.to_note(row, &id)?;
        let line = record.line(row).ok_or_else(|| Error::internal("a row without a line"))?;
        let written = Written::new(app, envelope, rows, self.account.clone(), |envelope, rows| {
            app.history().send_noted_line(line, envelope, rows, &notes).map_err(translate::history)
        });
        written.map(Ok)
    }
}

/// A row of the table, to be sent.
struct TableRow {
    batch: Arc<Batch>,
    record: Arc<Record>,
    row: Row,
}

impl TableRow {
    /// A row of which nothing was written down keeps the reason, in the history as well.
    async fn hold(&self, app: &App, report: &RowReport) -> Result<(), Error> {
        let (record, app, row) = (Arc::clone(&self.record), app.clone(), self.row.clone());
        let report = report.clone();
        blocking::run(move || record.hold(&app, &row, &report)).await
    }
}

#[async_trait]
impl Sendable for TableRow {
    fn number(&self) -> u64 {
        self.row.number
    }

    async fn known(&self, app: &App) -> Result<Option<EnvelopeId>, Error> {
        let (batch, app, row) = (Arc::clone(&self.batch), app.clone(), self.row.clone());
        blocking::brief(move || Ok(batch.envelope_of(&app, &row)?.map(|envelope| envelope.id().clone())))
            .await
    }

    async fn begin(&self, app: &App) -> Result<Result<(), FileCheck>, Error> {
        let written = {
            let (batch, app, row) = (Arc::clone(&self.batch), app.clone(), self.row.clone());
            let record = Arc::clone(&self.record);
            blocking::run(move || batch.write_first(&app, &row, &record)).await?
        };
        match written {
            Ok(written) => written.send_among_many(app).await.map(Ok),
            Err(problems) => Ok(Err(problems)),
        }
    }

    async fn as_it_stands(&self, app: &App) -> Result<RowReport, Error> {
        let (batch, app, row) = (Arc::clone(&self.batch), app.clone(), self.row.clone());
        blocking::brief(move || batch.as_it_stands(&app, &row)).await
    }
}

fn read_whole(path: &Path) -> Result<Vec<u8>, Error> {
    files::read_at_most(path, files::LARGEST)
}

#[cfg(test)]
mod tests;
