//! A stored line on its way.

use std::sync::Arc;

use async_trait::async_trait;
use paraphe_envelope::{BatchId, BatchPattern, EnvelopeId};
use paraphe_history::BatchLine;

use super::attempt::Sendable;
use super::check::Judge;
use crate::accounts::Account;
use crate::commands::send_envelope;
use crate::documents::random;
use crate::envelope_files::FileCheck;
use crate::outbox::Written;
use crate::rows::{self, RowReport};
use crate::{App, Error, blocking, translate};

/// A line of a batch, to be sent.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) batch: BatchId,
    pub(super) number: u32,
    pub(super) pattern: Arc<BatchPattern>,
    pub(super) account: Account,
}

impl Line {
    /// The line as it stands now: a person may have put it right since the sending began.
    pub(super) fn stored(&self, app: &App) -> Result<Option<BatchLine>, Error> {
        app.history().batch_line(&self.batch, self.number).map_err(translate::history)
    }

    fn envelope(&self, app: &App) -> Result<Option<EnvelopeId>, Error> {
        Ok(self.stored(app)?.and_then(|line| line.envelope))
    }

    /// In one transaction: the line's envelope, its dispatches, and that it is this line's. What is wrong with the line is
    /// written down with it; a line that is gone, or that somebody holds by now, does not leave.
    pub(super) fn write_first(&self, app: &App) -> Result<Option<Written>, Error> {
        let Some(line) = self.stored(app)?.filter(|line| line.trouble.is_none()) else { return Ok(None) };
        let judged = Judge::new(app, &self.pattern, &self.account)?.one(&line.cells)?;
        let is_ready = judged.is_ready();
        let findings = judged.why_held();
        let Some(draft) = judged.draft.filter(|_| is_ready) else {
            let held = super::line(self.number, &line.cells, &findings);
            app.history().write_line(&self.batch, &held, app.now()).map_err(translate::history)?;
            return Ok(None);
        };
        send_envelope::refuse_locked(app, &draft)?;
        let id = EnvelopeId::new(random()?);
        let notes = rows::notes_of_line(&self.pattern, &line, &id);
        let (envelope, dispatches) = send_envelope::ready(app, draft, &self.account, id)?;
        let written =
            Written::new(app, envelope, dispatches, self.account.clone(), |envelope, dispatches| {
                let line = (&self.batch, self.number);
                app.history().send_noted_line(line, envelope, dispatches, &notes).map_err(translate::history)
            });
        written.map(Some)
    }
}

#[async_trait]
impl Sendable for Line {
    fn number(&self) -> u64 {
        u64::from(self.number)
    }

    async fn known(&self, app: &App) -> Result<Option<EnvelopeId>, Error> {
        let (line, app) = (self.clone(), app.clone());
        blocking::brief(move || line.envelope(&app)).await
    }

    async fn begin(&self, app: &App) -> Result<Result<(), FileCheck>, Error> {
        let (line, for_write) = (self.clone(), app.clone());
        match blocking::run(move || line.write_first(&for_write)).await? {
            Some(written) => written.send(app).await.map(Ok),
            None => Ok(Err(FileCheck::default())),
        }
    }

    async fn as_it_stands(&self, app: &App) -> Result<RowReport, Error> {
        let (line, app) = (self.clone(), app.clone());
        blocking::brief(move || {
            let empty = RowReport::empty(u64::from(line.number));
            let Some(id) = line.envelope(&app)? else { return Ok(empty) };
            let status =
                app.history().envelope(&id).map_err(translate::history)?.status().as_str().to_owned();
            Ok(RowReport { status, envelope: Some(id), ..empty })
        })
        .await
    }
}
