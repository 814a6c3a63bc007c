//! `send --rows`: one envelope per row, a report per row.

use std::convert::Infallible;
use std::path::PathBuf;

use paraphe_app::rows::{ChangedRows, RowReport, RowsAnswer, RowsStep, SendRows, send_rows};
use paraphe_app::{App, Error};
use paraphe_envelope::EnvelopeStatus;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::envelope::tell;
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
    let sending = send_rows(app, request, stop, |step| said(output, &step));
    let interrupted = async {
        // Where no signal can be heard, nothing stops the run but its end.
        if tokio::signal::ctrl_c().await.is_ok() {
            stopping.send_replace(true);
        }
        // The row under way still comes to its end.
        std::future::pending::<Infallible>().await
    };
    let answer = tokio::select! {
        answer = sending => answer?,
        never = interrupted => match never {},
    };
    let reports = match answer {
        RowsAnswer::Problems(found) => return Ok(tell(&found, account, output)),
        RowsAnswer::Rows(reports) => reports,
    };
    let rows: Vec<Value> = reports.iter().map(|report| row(output, report)).collect();
    output.print(&json!({ "rows": rows }), |output| {
        let sent = reports.iter().filter(|report| answer_of(report) == Answer::Done).count();
        let facts = [("sent", sent.to_string()), ("n", reports.len().to_string())];
        vec![output.sentence("command-rows", &facts)]
    });
    Ok(reports.iter().map(answer_of).max().unwrap_or(Answer::Done))
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
        RowsStep::Row(report) => {
            let status = match report.status.as_str() {
                NOT_SENT => output.sentence("command-status-not-sent", &[]),
                status => output.word("status", &json!(status)),
            };
            let status = match report.earlier_run {
                true => output.sentence("command-row-earlier", &[("status", status)]),
                false => status,
            };
            let facts = [("row", report.row.to_string()), ("status", status)];
            output.progress(&output.sentence("command-row", &facts));
            for found in report.problems.iter().chain(&report.refusals) {
                output.progress(&format!("  {} — {}", found.path, found.message));
            }
            if let Some(error) = &report.error {
                output.progress(&format!("  {}", output.sentence_of(error)));
            }
        }
    }
}
