//! Puts a line of a batch right that has not left.

use crate::batches::{check::Judge, find, line, view};
use crate::schema::{BatchView, CorrectLineRequest};
use crate::{App, Code, Error, accounts, blocking, translate};

pub(crate) async fn run(app: &App, request: CorrectLineRequest) -> Result<BatchView, Error> {
    let batch = request.batch.clone();
    let for_write = app.clone();
    blocking::run(move || write(&for_write, &request)).await?;
    view::read(app, batch).await
}

fn write(app: &App, request: &CorrectLineRequest) -> Result<(), Error> {
    let stored = find(app, &request.batch)?;
    let account = accounts::find(app, &stored.row.account)?;
    let lines = app.history().batch_lines(&request.batch).map_err(translate::history)?;
    // Judged among all the others: what it says now may have been sent already.
    let others = lines.iter().filter(|other| other.number != request.number);
    let rows = others.map(|other| (&other.cells, other.number));
    let judge = Judge::new(app, &stored.pattern, &account)?;
    let mut checked = judge.all_numbered(rows.chain([(&request.cells, request.number)]))?;
    let mut findings = checked.lines.pop().map(|line| line.findings).unwrap_or_default();
    for finding in judge.one(&request.cells)?.why_held() {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    let corrected = line(request.number, &request.cells, &findings);
    if app.history().write_line(&request.batch, &corrected, app.now()).map_err(translate::history)? {
        return Ok(());
    }
    Err(Error::new(Code::Refused, "error-batch-line-sent").with("row", request.number))
}
