//! `send --rows` and `check --rows`: one envelope per row, a report per row.

use std::path::PathBuf;

use paraphe_app::rows::{ChangedRows, RowReport, RowsAnswer, RowsStep, SendRows, check_rows, send_rows};
use paraphe_app::{App, Error};
use paraphe_envelope::EnvelopeStatus;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::envelope::{found_line, tell};
use super::interruption::Interruption;
use crate::output::{self, Answer, Output};

/// The word for a row of which nothing has left.
const NOT_SENT: &str = "not_sent";

pub(super) async fn send(
    app: &App,
    envelope: PathBuf,
    people: PathBuf,
    (account, changed): (String, ChangedRows),
    output: &Output,
) -> Result<Answer, Error> {
    let (stopping, stop) = watch::channel(false);
    let request = SendRows { envelope, people, account: account.clone(), changed };
    let mut interruption = Interruption::listen();
    let sending = send_rows(app, request, stop, |step| said(output, &step));
    let interrupted = async {
        interruption.heard().await;
        stopping.send_replace(true);
        // The row under way still comes to its end.
        output.progress(&output.sentence("command-interrupted", &[]));
        interruption.insisted().await
    };
    let answer = tokio::select! {
        answer = sending => answer?,
        never = interrupted => match never {},
    };
    let (reports, warnings) = match answer {
        RowsAnswer::Problems(found) => return Ok(tell(&found, account, output)),
        RowsAnswer::Rows { reports, warnings } => (reports, warnings),
    };
    let answer = reports.iter().map(answer_of).max().unwrap_or(Answer::Done);
    let next = next(answer, &reports).map(|id| output.sentence(id, &[]));
    let rows: Vec<Value> = reports.iter().map(|report| row(output, report)).collect();
    let mut value = json!({ "rows": rows });
    if !warnings.is_empty() {
        value["warnings"] = json!(warnings);
    }
    if let Some(next) = &next {
        value["next"] = json!(next);
    }
    output.print(&value, |output| {
        let sent = reports.iter().filter(|report| answer_of(report) == Answer::Done).count();
        let earlier = reports.iter().filter(|report| report.earlier_run).count();
        let facts =
            [("sent", sent.to_string()), ("n", reports.len().to_string()), ("earlier", earlier.to_string())];
        // A run that found everything sent has sent nothing.
        let is_new = sent > reports.iter().filter(|report| report.earlier_run).count();
        let id = if is_new || answer != Answer::Done { "command-rows" } else { "command-rows-nothing-new" };
        [Some(output.sentence(id, &facts)), next].into_iter().flatten().collect()
    });
    Ok(answer)
}

/// What sending the table would come to. Nothing is sent.
pub(super) async fn check(
    app: &App,
    envelope: PathBuf,
    people: PathBuf,
    account: String,
    output: &Output,
) -> Result<Answer, Error> {
    let changed = ChangedRows::Asked;
    let request = SendRows { envelope, people, account: account.clone(), changed };
    let (reports, warnings) = match check_rows(app, request).await? {
        RowsAnswer::Problems(found) => return Ok(tell(&found, account, output)),
        RowsAnswer::Rows { reports, warnings } => (reports, warnings),
    };
    warnings.iter().for_each(|warning| output.progress(&warning.message));
    let ready = reports.iter().filter(|report| report.status == RowReport::READY).count();
    // What an earlier run tried in vain, or left in doubt, was not sent by it.
    let is_sent = |report: &&RowReport| report.earlier_run && answer_of(report) == Answer::Done;
    let earlier = reports.iter().filter(is_sent).count();
    let rows: Vec<Value> = reports.iter().map(|report| row(output, report)).collect();
    let mut value = json!({ "rows": rows });
    if !warnings.is_empty() {
        value["warnings"] = json!(warnings);
    }
    output.print(&value, |output| {
        let facts = [
            ("ready", ready.to_string()),
            ("n", reports.len().to_string()),
            ("earlier", earlier.to_string()),
        ];
        let mut lines: Vec<String> = reports.iter().flat_map(|report| lines_of(output, report)).collect();
        lines.push(output.sentence("command-rows-checked", &facts));
        lines
    });
    Ok(reports.iter().map(answer_of).max().unwrap_or(Answer::Done))
}

/// What to do about rows that did not leave, or of which nobody knows.
fn next(answer: Answer, reports: &[RowReport]) -> Option<&'static str> {
    let is_sound = |report: &RowReport| {
        report.status == NOT_SENT && report.problems.is_empty() && report.refusals.is_empty()
    };
    let mut unsent = reports.iter().filter(|report| answer_of(report) == Answer::No);
    match answer {
        Answer::Done => None,
        // Somebody stopped the run: nothing is wrong with what did not leave.
        Answer::No if unsent.all(|report| is_sound(report) && report.error.is_none()) => {
            Some("command-rows-next-again")
        }
        Answer::No => Some("command-rows-next-correct"),
        Answer::Refused => Some("command-rows-next-again"),
        Answer::Uncertain => Some("command-rows-next-settle"),
    }
}

fn row(output: &Output, report: &RowReport) -> Value {
    let mut value = json!(report);
    if let Some(error) = &report.error {
        value["error"] = output.told(error);
    }
    value
}

/// What a row means for the exit code; the worst of all rows is that of the run.
fn answer_of(report: &RowReport) -> Answer {
    let is = |status: EnvelopeStatus| report.status == status.as_str();
    if is(EnvelopeStatus::Uncertain) {
        return Answer::Uncertain;
    }
    match report.error.as_ref().map(output::exit_code) {
        Some(4) => Answer::Uncertain,
        Some(3) => Answer::Refused,
        Some(_) => Answer::No,
        None if is(EnvelopeStatus::Sending) => Answer::Refused,
        None if is(EnvelopeStatus::Failed) || report.status == NOT_SENT => Answer::No,
        None => Answer::Done,
    }
}

fn said(output: &Output, step: &RowsStep<'_>) {
    match step {
        RowsStep::Wait { seconds } => {
            output.progress(&output.sentence("command-rows-wait", &[("seconds", seconds.to_string())]));
        }
        RowsStep::Warning(found) => output.progress(&found.message),
        RowsStep::Row(report) => output.announce(&lines_of(output, report)),
    }
}

/// What became of a row: who, how it stands, under which id, the links to hand over, and what has to be put right.
fn lines_of(output: &Output, report: &RowReport) -> Vec<String> {
    let status = match report.status.as_str() {
        NOT_SENT => output.sentence("command-status-not-sent", &[]),
        RowReport::READY => output.sentence("command-status-ready", &[]),
        status => output.status(&json!(status), &json!(report.status_word)),
    };
    let status = match (&report.account, report.earlier_run) {
        (Some(account), _) => {
            output.sentence("command-row-elsewhere", &[("status", status), ("account", account.clone())])
        }
        (None, true) => output.sentence("command-row-earlier", &[("status", status)]),
        (None, false) => status,
    };
    let id = report.envelope.as_ref().map(ToString::to_string);
    let facts = [report.person.clone(), Some(status), id].into_iter().flatten().collect::<Vec<_>>();
    let facts = [("row", report.row.to_string()), ("facts", facts.join(" · "))];
    let mut lines = vec![output.sentence("command-row", &facts)];
    lines.extend(report.links.iter().map(|link| format!("  {}", link.url)));
    lines.extend(report.problems.iter().chain(&report.refusals).map(found_line));
    if let Some(error) = &report.error {
        lines.push(format!("  {}", output.sentence_of(error)));
        lines.extend(output.advice_on(error).map(|next| format!("  {next}")));
    }
    lines
}
