//! One row on its way: sent for the first time, or gone on with where something stopped it. The command line and the window
//! send rows by this and nothing else.

use std::time::Duration;

use async_trait::async_trait;
use paraphe_envelope::{EnvelopeId, EnvelopeStatus};
use paraphe_history::{DispatchState, OutboxRow};
use tokio::sync::watch;

use crate::commands::{refresh_envelope, send_again};
use crate::envelope_files::FileCheck;
use crate::rows::RowReport;
use crate::schema::{EnvelopeRequest, SentenceView};
use crate::{App, Code, Error, blocking, translate};

/// How often one row is tried again after its provider asked to wait.
const WAITS: u32 = 5;
/// A provider that asks for a longer wait than this is not waited for: the next run goes on.
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// What concerns the account or the network, and so every row behind as well.
const CONCERNS_ALL: [&str; 9] = [
    "error-batch-stopped",
    "error-provider-credentials",
    "error-provider-credits",
    RATE,
    "error-provider-redirected",
    "error-provider-server",
    "error-provider-tls",
    "error-provider-unreachable",
    "error-signs-over-broken",
];
const RATE: &str = "error-provider-rate";

/// A row that can become an envelope.
#[async_trait]
pub(crate) trait Sendable: Sync {
    /// Its number, for the report.
    fn number(&self) -> u64;

    /// The envelope an earlier run, or an earlier try, made of it.
    async fn known(&self, app: &App) -> Result<Option<EnvelopeId>, Error>;

    /// Sends it for the first time, its envelope written down before; what is wrong with it, where something is.
    async fn begin(&self, app: &App) -> Result<Result<(), FileCheck>, Error>;

    /// What is known of it, asking nobody.
    async fn as_it_stands(&self, app: &App) -> Result<RowReport, Error>;
}

/// Sends a row, or goes on with what an earlier run began; waits where the provider asks to, and tells for how many seconds.
pub(crate) async fn send(
    app: &App,
    row: &impl Sendable,
    stop: &mut watch::Receiver<bool>,
    mut tell: impl FnMut(u64) + Send,
) -> RowReport {
    let mut report = attempt(app, row).await;
    for _ in 0..WAITS {
        let Some(wait) = asked_to_wait(&report).filter(|wait| *wait <= LONGEST_WAIT) else { break };
        tell(wait.as_secs());
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.wait_for(|stop| *stop) => break,
        }
        // Known from its first try on; what an earlier run left is what was known before that.
        let earlier_run = report.earlier_run;
        report = RowReport { earlier_run, ..attempt(app, row).await };
    }
    report
}

/// One try. What fails is told in the report: the rows behind are no worse for it.
async fn attempt(app: &App, row: &impl Sendable) -> RowReport {
    let known = row.known(app).await;
    let earlier_run = matches!(known, Ok(Some(_)));
    let nothing = FileCheck::default;
    let (found, outcome) = match known {
        Ok(Some(envelope)) => (nothing(), go_on(app, &envelope).await),
        Ok(None) => match row.begin(app).await {
            Ok(Ok(())) => (nothing(), Ok(())),
            Ok(Err(found)) => (found, Ok(())),
            Err(error) => (nothing(), Err(error)),
        },
        Err(error) => (nothing(), Err(error)),
    };
    let FileCheck { problems, refusals, .. } = found;
    match row.as_it_stands(app).await {
        Ok(report) => RowReport { earlier_run, problems, refusals, error: outcome.err(), ..report },
        Err(error) => {
            let error = Some(outcome.err().unwrap_or(error));
            RowReport { earlier_run, problems, refusals, error, ..RowReport::empty(row.number()) }
        }
    }
}

/// Why the rows behind do not leave either, as a sentence.
pub(crate) fn why(report: &RowReport) -> SentenceView {
    let offline = || SentenceView { id: "error-batch-offline".to_owned(), params: Default::default() };
    report.error.as_ref().map_or_else(offline, said)
}

/// What went wrong, as a sentence.
pub(crate) fn said(error: &Error) -> SentenceView {
    SentenceView { id: error.message.clone(), params: error.params.clone() }
}

/// Whether the rows behind would fare the same. An envelope that is still waiting to leave found no network.
pub(crate) fn concerns_all(report: &RowReport) -> bool {
    let is_said = |error: &Error| {
        CONCERNS_ALL.contains(&error.message.as_str()) || matches!(error.code, Code::Storage | Code::Internal)
    };
    report.status == EnvelopeStatus::Sending.as_str() || report.error.as_ref().is_some_and(is_said)
}

fn asked_to_wait(report: &RowReport) -> Option<Duration> {
    let error = report.error.as_ref().filter(|error| error.message == RATE)?;
    error.params.get("seconds")?.parse().ok().map(Duration::from_secs)
}

/// Goes on with an envelope: what waits leaves, what is in doubt is asked about, what was certainly refused is tried again.
pub(crate) async fn go_on(app: &App, id: &EnvelopeId) -> Result<(), Error> {
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
