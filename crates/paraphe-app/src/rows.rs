//! One envelope per row of a table of people.
//!
//! Invariants. Before anything of a row leaves, its envelope is written down, and its id under the digests of the two files
//! and the row's number, in one transaction: whatever stops the program, the next run with the same two files finds that envelope and
//! goes on with it, or proves that it never was. What concerns one row (an address, a refusal) is that row's; what concerns
//! the account or the network stops the run, and the rows behind wait for the next.

mod table;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use paraphe_envelope::{
    Document, DocumentId, Draft, DraftId, EnvelopeFile, EnvelopeId, EnvelopeStatus, Sha256Digest,
};
use paraphe_history::{DispatchState, HistoryError, OutboxRow};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use self::table::{Row, Table};
use crate::accounts::{self, Account};
use crate::commands::{refresh_envelope, send_again, send_envelope};
use crate::envelope_files::{self, FileCheck, FileFinding, Opened};
use crate::outbox::Written;
use crate::schema::EnvelopeRequest;
use crate::{App, Code, Error, blocking, documents, files, lease, translate};

/// How often one row is tried again after its provider asked to wait.
const WAITS: u32 = 5;
/// A provider that asks for a longer wait than this is not waited for: the next run goes on.
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// What concerns the account or the network, and so every row behind as well.
const CONCERNS_ALL: [&str; 7] = [
    "error-provider-credentials",
    "error-provider-credits",
    RATE,
    "error-provider-redirected",
    "error-provider-server",
    "error-provider-tls",
    "error-provider-unreachable",
];
const RATE: &str = "error-provider-rate";

/// What is to be sent.
#[derive(Clone, Debug)]
pub struct SendRows {
    /// The envelope file.
    pub envelope: PathBuf,
    /// The table of people.
    pub people: PathBuf,
    /// The account.
    pub account: String,
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
/// A file cannot be read, the account is not known, or another program is sending these two files.
pub async fn send_rows(
    app: &App,
    request: SendRows,
    mut stop: watch::Receiver<bool>,
    mut tell: impl FnMut(RowsStep<'_>),
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
        let report = if is_over || *stop.borrow() {
            batch.as_it_stands(app, row).await?
        } else {
            batch.send(app, row, &mut stop, &mut tell).await
        };
        is_over |= concerns_all(&report);
        tell(RowsStep::Row(&report));
        reports.push(report);
    }
    drop(lease);
    Ok(RowsAnswer::Rows(reports))
}

/// Whether the rows behind would fare the same. An envelope that is still waiting to leave found no network.
fn concerns_all(report: &RowReport) -> bool {
    let is_said = |error: &Error| {
        CONCERNS_ALL.contains(&error.message.as_str()) || matches!(error.code, Code::Storage | Code::Internal)
    };
    report.status == EnvelopeStatus::Sending.as_str() || report.error.as_ref().is_some_and(is_said)
}

/// The two files, read.
struct Batch {
    /// What they are known by: their digests.
    name: String,
    account: Account,
    file: EnvelopeFile,
    /// In the order of the file; each envelope gets them under ids of its own.
    documents: Vec<Document>,
    table: Table,
}

/// What is written down with the envelope of a row.
#[derive(Debug, Deserialize, Serialize)]
struct Begun {
    envelope: EnvelopeId,
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
        let name = format!("rows.{}.{}", Sha256Digest::of(&envelope), Sha256Digest::of(&people));
        let batch = Self { name, account, file, documents, table };
        if problems.is_empty() {
            problems.extend(batch.unknown_names(app)?);
        }
        let check = FileCheck { problems, refusals: Vec::new(), dispatches: 0 };
        Ok(if check.is_clean() { Ok(batch) } else { Err(check) })
    }

    fn unknown_names(&self, app: &App) -> Result<Vec<FileFinding>, Error> {
        let unknown = self.table.unknown_names(&self.draft(app)?);
        let told = |(place, name): (String, String)| {
            let facts = BTreeMap::from([("name".to_owned(), name)]);
            envelope_files::finding(app, "problem-rows", "no_column".to_owned(), place, &facts)
        };
        Ok(unknown.into_iter().map(told).collect())
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
        if !self.table.fits(row) {
            return Ok(Err(wrong("length", "", "")));
        }
        let mut draft = self.draft(app)?;
        if let Err(word) = self.table.write_into(row, &mut draft) {
            return Ok(Err(wrong("language", "recipients[0].language", &word)));
        }
        let judged = envelope_files::judge(app, &draft, &self.account, |_| false)?;
        Ok(if judged.is_clean() { Ok(draft) } else { Err(judged) })
    }

    fn key(&self, row: &Row) -> String {
        format!("{}.{}", self.name, row.number)
    }

    /// Sends a row, or goes on with what an earlier run began; waits where the provider asks to.
    async fn send(
        self: &Arc<Self>,
        app: &App,
        row: &Row,
        stop: &mut watch::Receiver<bool>,
        tell: &mut impl FnMut(RowsStep<'_>),
    ) -> RowReport {
        let mut report = self.attempt(app, row).await;
        for _ in 0..WAITS {
            let Some(wait) = asked_to_wait(&report).filter(|wait| *wait <= LONGEST_WAIT) else { break };
            tell(RowsStep::Wait { seconds: wait.as_secs() });
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                _ = stop.wait_for(|stop| *stop) => break,
            }
            report = self.attempt(app, row).await;
        }
        report
    }

    /// One try. What fails is told in the report: the rows behind are no worse for it.
    async fn attempt(self: &Arc<Self>, app: &App, row: &Row) -> RowReport {
        let outcome = match self.known(app, row).await {
            Ok(Some(envelope)) => go_on(app, &envelope).await,
            Ok(None) => match self.begin(app, row).await {
                Ok(Ok(())) => Ok(()),
                Ok(Err(problems)) => return not_sent(row, problems, None),
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        };
        match self.as_it_stands(app, row).await {
            Ok(report) => RowReport { error: outcome.err(), ..report },
            Err(error) => not_sent(row, FileCheck::default(), Some(outcome.err().unwrap_or(error))),
        }
    }

    /// The envelope an earlier run, or an earlier try, made of this row.
    async fn known(&self, app: &App, row: &Row) -> Result<Option<EnvelopeId>, Error> {
        let (app, key) = (app.clone(), self.key(row));
        blocking::run(move || {
            let history = app.history();
            let Some(begun) = history.setting::<Begun>(&key).map_err(translate::history)? else {
                return Ok(None);
            };
            match history.envelope(&begun.envelope) {
                Ok(_) => Ok(Some(begun.envelope)),
                // An earlier version wrote this down first and stopped there: nothing of the row has left.
                Err(HistoryError::EnvelopeMissing(_)) => Ok(None),
                Err(error) => Err(translate::history(error)),
            }
        })
        .await
    }

    /// Sends a row for the first time; what is wrong with it, where something is.
    async fn begin(self: &Arc<Self>, app: &App, row: &Row) -> Result<Result<(), FileCheck>, Error> {
        let written = {
            let (batch, app, row) = (Arc::clone(self), app.clone(), row.clone());
            blocking::run(move || batch.write_first(&app, &row)).await?
        };
        match written {
            Ok(written) => written.send(app).await.map(Ok),
            Err(problems) => Ok(Err(problems)),
        }
    }

    /// In one transaction: the row's envelope, its dispatches, and which envelope it is. It never is a draft.
    fn write_first(&self, app: &App, row: &Row) -> Result<Result<Written, FileCheck>, Error> {
        let draft = match self.prepare(app, row)? {
            Ok(draft) => draft,
            Err(problems) => return Ok(Err(problems)),
        };
        send_envelope::refuse_locked(app, &draft)?;
        let id = EnvelopeId::new(documents::random()?);
        let (envelope, rows) = send_envelope::ready(app, draft, &self.account, id)?;
        let key = self.key(row);
        let written = Written::new(app, envelope, rows, self.account.clone(), |envelope, rows| {
            let begun = Begun { envelope: envelope.id().clone() };
            app.history().send_new(envelope, rows, (&key, &begun)).map_err(translate::history)
        });
        written.map(Ok)
    }

    /// What is known of a row, asking nobody.
    async fn as_it_stands(&self, app: &App, row: &Row) -> Result<RowReport, Error> {
        let (app, key, number) = (app.clone(), self.key(row), row.number);
        blocking::run(move || {
            let history = app.history();
            let begun = history.setting::<Begun>(&key).map_err(translate::history)?;
            let found = begun.map(|begun| history.envelope(&begun.envelope));
            let envelope = match found {
                Some(Ok(envelope)) => envelope,
                None | Some(Err(HistoryError::EnvelopeMissing(_))) => return Ok(RowReport::empty(number)),
                Some(Err(error)) => return Err(translate::history(error)),
            };
            let status = envelope.status().as_str().to_owned();
            Ok(RowReport { status, envelope: Some(envelope.id().clone()), ..RowReport::empty(number) })
        })
        .await
    }
}

impl RowReport {
    fn empty(row: u64) -> Self {
        let (problems, refusals) = (Vec::new(), Vec::new());
        Self { row, status: "not_sent".to_owned(), envelope: None, problems, refusals, error: None }
    }
}

fn not_sent(row: &Row, found: FileCheck, error: Option<Error>) -> RowReport {
    let FileCheck { problems, refusals, .. } = found;
    RowReport { problems, refusals, error, ..RowReport::empty(row.number) }
}

fn asked_to_wait(report: &RowReport) -> Option<Duration> {
    let error = report.error.as_ref().filter(|error| error.message == RATE)?;
    error.params.get("seconds")?.parse().ok().map(Duration::from_secs)
}

/// Goes on with an envelope: what waits leaves, what is in doubt is asked about, what was certainly refused is tried again.
async fn go_on(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    let (status, states, is_due) = {
        let (app, id) = (app.clone(), id.clone());
        blocking::run(move || {
            let history = app.history();
            let status = history.envelope(&id).map_err(translate::history)?.status();
            let rows = history.dispatches(&id).map_err(translate::history)?;
            let waits = |row: &OutboxRow| match row.state {
                DispatchState::Pending => row.next_check_at.is_some(),
                DispatchState::Uncertain => true,
                DispatchState::Accepted | DispatchState::Done | DispatchState::Refused => false,
            };
            let is_due = rows.iter().any(waits);
            Ok((status, rows.into_iter().map(|row| row.state).collect::<Vec<_>>(), is_due))
        })
        .await?
    };
    match status {
        EnvelopeStatus::Failed if states.contains(&DispatchState::Refused) => {
            let request = EnvelopeRequest { envelope: id.clone() };
            send_again::run(app, request).await.map(drop)
        }
        // A later request of the same envelope may have been refused, or wait.
        EnvelopeStatus::InProgress | EnvelopeStatus::Sent if states.contains(&DispatchState::Refused) => {
            let request = EnvelopeRequest { envelope: id.clone() };
            send_again::run(app, request).await.map(drop)
        }
        EnvelopeStatus::InProgress | EnvelopeStatus::Sent if is_due => {
            refresh_envelope::refresh(app, id).await
        }
        EnvelopeStatus::Sending => refresh_envelope::refresh(app, id).await,
        EnvelopeStatus::Uncertain => {
            refresh_envelope::refresh(app, id).await?;
            // What the provider proves to be absent is due from then on.
            refresh_envelope::refresh(app, id).await
        }
        EnvelopeStatus::Completed
        | EnvelopeStatus::Declined
        | EnvelopeStatus::Expired
        | EnvelopeStatus::Failed
        | EnvelopeStatus::InProgress
        | EnvelopeStatus::Sent
        | EnvelopeStatus::Voided => Ok(()),
    }
}

fn read_whole(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| files::unreadable(path, &error))
}

#[cfg(test)]
mod tests;
