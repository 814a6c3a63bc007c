//! Puts a line of a batch right that has not left.

use paraphe_history::BatchLine;

use crate::batches::{check::Judge, find, line, running, view};
use crate::schema::{BatchView, CorrectLineRequest, LineFinding, LineWeight};
use crate::{App, Code, Error, accounts, blocking, rows, translate};

pub(crate) async fn run(app: &App, request: CorrectLineRequest) -> Result<BatchView, Error> {
    let batch = request.batch.clone();
    let for_write = app.clone();
    // A sending of this program reads each line when it leaves; a run of the command line has read its table before.
    let lease =
        if app.running_batches().has(&batch) { None } else { Some(running::take(app, &batch).await?) };
    blocking::run(move || write(&for_write, &request)).await?;
    drop(lease);
    view::read(app, batch).await
}

fn write(app: &App, request: &CorrectLineRequest) -> Result<(), Error> {
    let stored = find(app, &request.batch)?;
    let account = accounts::find(app, &stored.row.account)?;
    let lines = app.history().batch_lines(&request.batch).map_err(translate::history)?;
    // Judged among all the others: what it says now may have been sent already.
    let others = lines.iter().filter(|other| other.number != request.number);
    let others = others.map(|other| (&other.cells, other.number));
    let judge = Judge::new(app, &stored.pattern, &account)?;
    let mut checked = judge.all_numbered(others.chain([(&request.cells, request.number)]))?;
    let mut findings = checked.lines.pop().map(|line| line.findings).unwrap_or_default();
    for finding in judge.one(&request.cells)?.why_held() {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    let before = lines.iter().find(|other| other.number == request.number);
    still_held(app, before, &request.cells, &mut findings)?;
    let corrected = line(request.number, &request.cells, &findings);
    if app.history().write_line(&request.batch, &corrected, app.now()).map_err(translate::history)? {
        return Ok(());
    }
    Err(Error::new(Code::Refused, "error-batch-line-sent").with("row", request.number))
}

/// What kept the line from leaving still does where nothing was put right: a run of the command line holds what the dry run
/// here only points out.
fn still_held(
    app: &App,
    before: Option<&BatchLine>,
    cells: &[String],
    findings: &mut Vec<LineFinding>,
) -> Result<(), Error> {
    let text = before.and_then(|line| line.trouble.as_deref());
    let held: Vec<LineFinding> = text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    for finding in findings.iter_mut() {
        let is_same = |one: &LineFinding| one.column == finding.column && one.sentence == finding.sentence;
        if held.iter().any(|one| one.weight == LineWeight::Blocks && is_same(one)) {
            finding.weight = LineWeight::Blocks;
        }
    }
    if before.is_none_or(|before| before.cells != cells) {
        return Ok(());
    }
    for one in held {
        let says_so = |id: &str| findings.iter().any(|finding| finding.sentence.id == id);
        // Of two sentences that say that the line is there twice the one that names the other line is enough.
        let is_told = says_so(&one.sentence.id)
            || (one.sentence.id == "problem-line-repeats" && says_so("problem-line-same-row"));
        if !is_told && one.weight == LineWeight::Blocks && rows::still_holds(app, &one.sentence)? {
            findings.push(one);
        }
    }
    Ok(())
}
