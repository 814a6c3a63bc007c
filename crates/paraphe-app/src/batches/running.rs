//! The lines of a batch leave one after the other, in the background, until a person or something that concerns all of them
//! says otherwise.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use paraphe_envelope::{BatchId, EnvelopeStatus};
use paraphe_history::{BatchCounts, BatchState, DispatchState};
use tokio::sync::watch;

use super::attempt;
use super::line::Line;
use super::{Stored, find};
use crate::lease::Lease;
use crate::rows::RowReport;
use crate::schema::{AppEvent, LineFinding, LineWeight, SentenceView};
use crate::{App, Code, Error, accounts, blocking, lease, translate};

/// The window is told of progress no more often than this: each time it asks for all lines.
const BETWEEN_TOLD: Duration = Duration::from_millis(300);

/// How often the lock of a batch is tried, and how long apart: whoever only looks at how it stands holds it for an instant, and
/// so does a sending that has just come to its end.
const TRIES: u32 = 5;
const BETWEEN_TRIES: Duration = Duration::from_millis(40);

/// The batches whose lines leave now, each with the switch that ends it; and the ends that were told of.
#[derive(Default)]
pub(crate) struct RunningBatches {
    running: Mutex<HashMap<BatchId, Running>>,
    told: Mutex<HashMap<BatchId, BatchCounts>>,
}

/// A batch whose lines leave.
struct Running {
    which: Which,
    stop: watch::Sender<bool>,
}

/// Takes a batch off the list when its sending ends in whatever way.
struct Listed {
    app: App,
    id: BatchId,
}

impl Drop for Listed {
    fn drop(&mut self) {
        self.app.running_batches().lock().remove(&self.id);
    }
}

impl RunningBatches {
    fn lock(&self) -> MutexGuard<'_, HashMap<BatchId, Running>> {
        // Each change replaces one entry, so what a panic elsewhere left is sound.
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this end of a batch is told of for the first time. Its last requests may end at once, each of them the last.
    pub(crate) fn is_news(&self, id: &BatchId, counts: BatchCounts) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.insert(id.clone(), counts) != Some(counts)
    }

    pub(crate) fn has(&self, id: &BatchId) -> bool {
        self.lock().contains_key(id)
    }

    /// Takes a batch off the list, unless somebody has said meanwhile that it shall go on.
    fn leave(&self, id: &BatchId, stop: &watch::Receiver<bool>) -> bool {
        let mut running = self.lock();
        if !*stop.borrow() {
            return false;
        }
        running.remove(id);
        true
    }
}

/// Which lines leave.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Which {
    /// Those whose requests the provider refused: nobody was asked then.
    Refused,
    /// Those that have not left and can.
    Unsent,
}

/// Begins to send, or takes a pause back that has not begun.
///
/// # Errors
/// `notFound`; `refused` when it was stopped for good, or when another program is sending it.
pub(crate) async fn start(app: &App, id: &BatchId, which: Which) -> Result<(), Error> {
    let stored = read(app, id).await?;
    if stored.row.state == BatchState::Stopped {
        return Err(Error::new(Code::Refused, "error-batch-stopped"));
    }
    let is_same = app.running_batches().lock().get(id).map(|running| running.which == which);
    match is_same {
        // Other lines are on their way, or the last one of a pause is: they come to their end first.
        Some(false) if !has_ended(app, id).await => {
            return Err(Error::new(Code::Refused, "error-batch-busy"));
        }
        Some(true) => {
            // Written down before the switch is turned back: whoever sees it turned writes the end down after.
            set(app, id, BatchState::Running, None).await?;
            if app.running_batches().lock().get(id).map(|running| running.stop.send_replace(false)).is_some()
            {
                return Ok(());
            }
        }
        Some(false) | None => {}
    }
    let lease = take(app, id).await?;
    let (stopping, stop) = watch::channel(false);
    app.running_batches().lock().insert(id.clone(), Running { which, stop: stopping });
    let listed = Listed { app: app.clone(), id: id.clone() };
    set(app, id, BatchState::Running, None).await?;
    let stored = Arc::new(stored);
    let work = Work { app: app.clone(), stored, which, stop, told_at: None, _listed: listed, _lease: lease };
    tokio::spawn(work.run());
    Ok(())
}

/// Whether a sending that has said how it ended leaves the list soon: between the two somebody may ask for another.
async fn has_ended(app: &App, id: &BatchId) -> bool {
    for _ in 0..TRIES {
        let is_ending = app.running_batches().lock().get(id).map(|running| *running.stop.borrow());
        match is_ending {
            None => return true,
            Some(false) => return false,
            Some(true) => tokio::time::sleep(BETWEEN_TRIES).await,
        }
    }
    !app.running_batches().has(id)
}

/// Takes the lock of a batch.
///
/// # Errors
/// `refused` while another program sends it.
pub(crate) async fn take(app: &App, id: &BatchId) -> Result<Lease, Error> {
    for _ in 1..TRIES {
        if let Some(lease) = lease::take_named(app, &lease_name(id)).await? {
            return Ok(lease);
        }
        tokio::time::sleep(BETWEEN_TRIES).await;
    }
    let last = lease::take_named(app, &lease_name(id)).await?;
    last.ok_or_else(|| Error::new(Code::Refused, "error-batch-running"))
}

/// No further line is begun; the one under way comes to its end.
///
/// # Errors
/// `notFound`, or the history cannot be written.
pub(crate) async fn end(app: &App, id: &BatchId, state: BatchState) -> Result<(), Error> {
    let known = read(app, id).await?.row.state;
    // What has come to its end is not paused.
    let is_over = match known {
        BatchState::Done | BatchState::Stopped => state == BatchState::Paused,
        BatchState::Paused | BatchState::Running => false,
    };
    if !is_over {
        // Before the sending is told, which writes its own end down only where nobody has.
        set(app, id, state, None).await?;
    }
    if let Some(running) = app.running_batches().lock().get(id) {
        running.stop.send_replace(true);
    }
    Ok(())
}

/// The name of the lock that whoever sends a batch holds.
pub(crate) fn lease_name(id: &BatchId) -> String {
    format!("batch.{id}")
}

async fn read(app: &App, id: &BatchId) -> Result<Stored, Error> {
    let (app, id) = (app.clone(), id.clone());
    blocking::run(move || find(&app, &id)).await
}

async fn set(app: &App, id: &BatchId, state: BatchState, trouble: Option<SentenceView>) -> Result<(), Error> {
    let (app, id) = (app.clone(), id.clone());
    blocking::run(move || {
        let trouble = trouble.and_then(|trouble| serde_json::to_string(&trouble).ok());
        let now = app.now();
        app.history().set_batch_state(&id, state, trouble.as_deref(), now).map_err(translate::history)
    })
    .await
}

/// Writes down how the sending ended, unless a person has said meanwhile what becomes of the batch.
async fn conclude(
    app: &App,
    id: &BatchId,
    state: BatchState,
    trouble: Option<SentenceView>,
) -> Result<(), Error> {
    let (app, id) = (app.clone(), id.clone());
    blocking::run(move || {
        let trouble = trouble.and_then(|trouble| serde_json::to_string(&trouble).ok());
        let now = app.now();
        let mut history = app.history();
        if history.batch(&id).map_err(translate::history)?.state != BatchState::Running {
            return Ok(());
        }
        history.set_batch_state(&id, state, trouble.as_deref(), now).map_err(translate::history)
    })
    .await
}

struct Work {
    app: App,
    stored: Arc<Stored>,
    which: Which,
    stop: watch::Receiver<bool>,
    told_at: Option<Instant>,
    // Before the lock: nobody else is on the list as long as it is held.
    _listed: Listed,
    _lease: Lease,
}

/// Why no further line is begun.
enum End {
    /// There is none.
    AllTried,
    /// A person said so.
    Stopped,
    /// Something concerns every line.
    Trouble(SentenceView),
}

impl Work {
    async fn run(mut self) {
        let id = self.stored.row.id.clone();
        loop {
            let end = self.lines().await.unwrap_or_else(|error| End::Trouble(attempt::said(&error)));
            let after = match end {
                End::Stopped => None,
                End::AllTried => Some((self.rest(), None)),
                End::Trouble(trouble) => Some((BatchState::Paused, Some(trouble))),
            };
            if let Some((state, trouble)) = after {
                if let Some(running) = self.app.running_batches().lock().get(&id) {
                    running.stop.send_replace(true);
                }
                if let Err(error) = conclude(&self.app, &id, state, trouble).await {
                    tracing::warn!(code = ?error.code, "the end of a batch could not be written down");
                }
            }
            if self.app.running_batches().leave(&id, &self.stop) {
                break;
            }
            // Somebody has said meanwhile that it shall go on.
            if let Err(error) = set(&self.app, &id, BatchState::Running, None).await {
                tracing::warn!(code = ?error.code, "that a batch goes on could not be written down");
            }
        }
        self.tell();
    }

    /// How the batch stands when every line has been tried: what a person had paused stays so.
    fn rest(&self) -> BatchState {
        match (self.which, self.stored.row.state) {
            (Which::Refused, BatchState::Paused | BatchState::Running) => BatchState::Paused,
            (Which::Refused, BatchState::Done | BatchState::Stopped) | (Which::Unsent, _) => BatchState::Done,
        }
    }

    /// Line after line; those that were put right meanwhile come at the end.
    async fn lines(&mut self) -> Result<End, Error> {
        let mut tried = BTreeSet::new();
        loop {
            let mut due = self.due().await?;
            due.retain(|number| !tried.contains(number));
            if due.is_empty() {
                return Ok(if *self.stop.borrow() { End::Stopped } else { End::AllTried });
            }
            for number in due {
                if *self.stop.borrow() {
                    return Ok(End::Stopped);
                }
                tried.insert(number);
                if let Some(trouble) = self.send(number).await? {
                    return Ok(End::Trouble(trouble));
                }
            }
        }
    }

    /// The numbers of the lines that can leave; what stands in them is read when they do.
    async fn due(&self) -> Result<Vec<u32>, Error> {
        let (app, id, which) = (self.app.clone(), self.stored.row.id.clone(), self.which);
        blocking::run(move || {
            let mut lines = app.history().batch_lines(&id).map_err(translate::history)?;
            match which {
                Which::Unsent => lines.retain(|line| line.envelope.is_none() && line.trouble.is_none()),
                Which::Refused => {
                    let refused = refused(&app, &id)?;
                    lines.retain(|line| line.envelope.as_ref().is_some_and(|id| refused.contains(id)));
                }
            }
            Ok(lines.into_iter().map(|line| line.number).collect())
        })
        .await
    }

    /// Sends one; what concerns the lines behind as well is the answer.
    async fn send(&mut self, number: u32) -> Result<Option<SentenceView>, Error> {
        let stored = &self.stored;
        let account = accounts::find(&self.app, &stored.row.account)?;
        let (batch, pattern) = (stored.row.id.clone(), Arc::new(stored.pattern.clone()));
        let line = Line { batch, number, pattern, account };
        let report = attempt::send(&self.app, &line, &mut self.stop, |_| {}).await;
        let trouble = attempt::concerns_all(&report).then(|| attempt::why(&report));
        if trouble.is_none() {
            hold(&self.app, &line, &report).await?;
        }
        if self.told_at.is_none_or(|at| at.elapsed() >= BETWEEN_TOLD) {
            self.tell();
        }
        Ok(trouble)
    }

    fn tell(&mut self) {
        self.told_at = Some(Instant::now());
        let tags = ["batch", "history", "envelope"].map(str::to_owned).into();
        self.app.emit(AppEvent::Changed { tags });
    }
}

/// The requests of a batch that the provider refused.
pub(super) fn refused(app: &App, id: &BatchId) -> Result<BTreeSet<paraphe_envelope::EnvelopeId>, Error> {
    let envelopes = app.history().batch_envelopes(id).map_err(translate::history)?;
    let mut found = BTreeSet::new();
    for failed in envelopes.into_iter().filter(|one| one.status == EnvelopeStatus::Failed) {
        let rows = app.history().dispatches(&failed.id).map_err(translate::history)?;
        if rows.iter().any(|row| row.state == DispatchState::Refused) {
            found.insert(failed.id);
        }
    }
    Ok(found)
}

/// A line of which nothing was written down keeps the reason.
async fn hold(app: &App, line: &Line, report: &RowReport) -> Result<(), Error> {
    let Some(error) = report.error.as_ref().filter(|_| report.envelope.is_none()) else { return Ok(()) };
    let finding = LineFinding {
        column: None,
        sentence: attempt::said(error),
        suggestion: None,
        weight: LineWeight::Blocks,
    };
    let (app, line) = (app.clone(), line.clone());
    blocking::run(move || {
        let Some(stored) = line.stored(&app)? else { return Ok(()) };
        let held = super::line(line.number, &stored.cells, &[finding]);
        let now = app.now();
        app.history().write_line(&line.batch, &held, now).map_err(translate::history).map(drop)
    })
    .await
}
