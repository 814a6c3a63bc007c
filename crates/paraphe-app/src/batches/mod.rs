//! Many requests from one table, as the window sends them.
//!
//! Invariants. A line's envelope is written down with the line, in one transaction, before anything of it leaves; a line that
//! has an envelope is never sent by this again. What the program was doing when it ended is a person's to go on with; a line
//! that failed is tried again only when a person says so.

pub(crate) mod attempt;
pub(crate) mod check;
mod line;
pub(crate) mod report;
pub(crate) mod running;
pub(crate) mod separate;
pub(crate) mod sheet;
pub(crate) mod view;

use paraphe_envelope::{BatchId, BatchPattern, DraftId, Each};
use paraphe_history::{BatchLine, BatchRow, BatchState};

use crate::accounts::{self, Account};
use crate::batches::check::Judge;
use crate::documents::random;
use crate::schema::{BatchRequest, LineFinding, LineWeight};
use crate::{App, Code, Error, template_accounts, translate};

/// More rows than this are a mailing: they are refused with a reason.
pub(crate) const MOST_ROWS: usize = 1_000;

/// A batch as it is stored, its pattern read.
pub(crate) struct Stored {
    pub(crate) row: BatchRow,
    pub(crate) pattern: BatchPattern,
}

/// The batch of this identifier.
///
/// # Errors
/// `notFound` when there is none.
pub(crate) fn find(app: &App, id: &BatchId) -> Result<Stored, Error> {
    let row = app.history().batch(id).map_err(translate::history)?;
    let pattern = serde_json::from_str(&row.pattern).map_err(Error::internal)?;
    Ok(Stored { row, pattern })
}

/// What a request describes.
///
/// # Errors
/// The draft or the recipient is not there, the columns do not fit, or there are too many rows.
pub(crate) fn pattern(app: &App, request: &BatchRequest) -> Result<(BatchPattern, Account), Error> {
    let account = accounts::find(app, &request.account)?;
    let mut draft = app.history().draft(&request.draft).map_err(translate::history)?;
    if request.rows.len() > MOST_ROWS {
        let error = Error::new(Code::Refused, "error-batch-too-many");
        return Err(error.with("n", request.rows.len()).with("most", MOST_ROWS));
    }
    if request.columns.len() != request.headers.len() {
        return Err(Error::internal("as many columns as headers"));
    }
    let Some(person) = draft.recipients.iter_mut().find(|person| person.id == request.recipient) else {
        return Err(Error::new(Code::NotFound, "error-recipient-missing").detail(&request.recipient));
    };
    // What no column says of the person must not be that of whoever stood there: forty people would share one address.
    for text in [&mut person.first_name, &mut person.last_name, &mut person.email, &mut person.mobile] {
        text.clear();
    }
    let (headers, columns) = (request.headers.clone(), request.columns.clone());
    let recipient = request.recipient.clone();
    Ok((BatchPattern { draft, recipient, headers, columns, each: Each::Person }, account))
}

/// Writes a batch down in the place of its draft; nothing has left yet.
///
/// # Errors
/// As [`pattern`]; `refused` when not one row can be sent.
pub(crate) fn store(app: &App, request: &BatchRequest) -> Result<BatchId, Error> {
    let (pattern, account) = pattern(app, request)?;
    let checked = Judge::new(app, &pattern, &account)?.all(&request.rows)?;
    if !checked.general.is_empty() || checked.ready == 0 {
        return Err(Error::new(Code::Refused, "error-batch-nothing-ready"));
    }
    let lines = (1..).zip(&request.rows).zip(checked.lines);
    let lines: Vec<BatchLine> =
        lines.map(|((number, cells), checked)| line(number, cells, &checked.findings)).collect();
    let from: &DraftId = &request.draft;
    template_accounts::sent(app, from, &account)?;
    let row = row(app, &pattern, account.name)?;
    app.history().insert_batch(from, &row, &lines).map_err(translate::history)?;
    Ok(row.id)
}

/// A new batch of this pattern, to be sent with an account.
///
/// # Errors
/// The system gives no random numbers.
pub(crate) fn row(app: &App, pattern: &BatchPattern, account: String) -> Result<BatchRow, Error> {
    let now = app.now();
    Ok(BatchRow {
        id: BatchId::new(random()?),
        title: title(pattern),
        account,
        document_count: u32::try_from(pattern.draft.documents.len()).unwrap_or(u32::MAX),
        pattern: serde_json::to_string(pattern).map_err(Error::internal)?,
        state: BatchState::Running,
        trouble: None,
        created_at: now,
        changed_at: now,
    })
}

/// A line as it is stored: what keeps it from leaving stands with it.
pub(crate) fn line(number: u32, cells: &[String], findings: &[LineFinding]) -> BatchLine {
    let is_held = findings.iter().any(|finding| finding.weight == LineWeight::Blocks);
    let trouble = is_held.then(|| serde_json::to_string(findings).unwrap_or_default());
    BatchLine { number, cells: cells.to_vec(), trouble, envelope: None }
}

/// The draft's title with the names of the columns in place of what stands in them: « Bail {{lot}} » is « Bail … ».
fn title(pattern: &BatchPattern) -> String {
    let blanks = BatchPattern {
        columns: vec![paraphe_envelope::ColumnUse::Other; pattern.headers.len()],
        ..pattern.clone()
    };
    let dots = vec!["…".to_owned(); pattern.headers.len()];
    blanks.fill(&dots).map_or_else(|_| pattern.draft.title.clone(), |draft| draft.title)
}

#[cfg(test)]
mod tests;
