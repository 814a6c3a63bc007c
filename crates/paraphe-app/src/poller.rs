//! The clockwork: looks after what is due, as long as the program runs.

use std::pin::pin;
use std::time::Duration;

use paraphe_history::{DispatchState, OutboxRow, collect_unneeded};
use tokio::task::{self, JoinSet};

use crate::schema::AppEvent;
use crate::{App, blocking, corrections, follow, notification, translate};

/// How often to see whether anything is due: one indexed question.
const TICK: Duration = Duration::from_secs(5);
/// The same in the demonstration, where people sign within seconds.
const DEMO_TICK: Duration = Duration::from_secs(1);
/// When the vault is cleared of what nothing names any more: not while the window is coming up, then now and again.
const BEFORE_CLEARING: Duration = Duration::from_secs(60);
const BETWEEN_CLEARINGS: Duration = Duration::from_secs(6 * 60 * 60);
/// How many dispatches are looked after at once. An account of which none is has a place besides: services that take
/// connections and never answer keep the others from nothing.
const AT_ONCE: usize = 8;
/// How many of them of one account.
const AT_ONCE_OF_AN_ACCOUNT: usize = 4;
/// At most so many are read per tick: the rest is due at the next.
const PER_TICK: u32 = 512;

impl App {
    /// Sends what waits, asks providers for progress, fetches results, keeps deadlines. Runs as long as the program; a host
    /// that stays open starts it once.
    pub async fn follow_up(self) {
        self.resume_once().await;
        tokio::join!(self.clone().clear_vault(), self.look_on());
    }

    /// As long as the program runs.
    async fn clear_vault(self) {
        let mut pause = BEFORE_CLEARING;
        loop {
            tokio::time::sleep(pause).await;
            self.remove_unneeded().await;
            pause = BETWEEN_CLEARINGS;
        }
    }

    /// Removes documents nothing has named for a day. What fails is tried again the next time.
    pub(crate) async fn remove_unneeded(&self) {
        let app = self.clone();
        let collect = move || collect_unneeded(app.data(), app.now()).map_err(translate::history);
        if let Err(error) = blocking::run(collect).await {
            tracing::warn!(code = ?error.code, message = error.message, "the vault could not be cleared");
        }
    }

    async fn look_on(self) {
        let mut looks = Looks::default();
        loop {
            let tick = if self.demo().is_demo { DEMO_TICK } else { TICK };
            let mut end = pin!(tokio::time::sleep(tick));
            let mut waiting = self.due().await;
            let mut changed = 0;
            loop {
                waiting = looks.begin(&self, waiting);
                tokio::select! {
                    Some(is_changed) = looks.ended() => changed += usize::from(is_changed),
                    // The slow ones go on beside the next tick.
                    () = &mut end => break,
                }
                if looks.running.is_empty() && waiting.is_empty() {
                    self.tell(std::mem::take(&mut changed)).await;
                }
            }
            self.tell(changed).await;
        }
    }

    /// After looks: goes on with what they have cleared up, and says that something changed.
    async fn tell(&self, changed: usize) {
        // What was to be taken back may be known to be by now.
        if let Err(error) = corrections::resume(self).await {
            tracing::debug!(code = ?error.code, message = error.message, "a correction could not go on");
        }
        if changed > 0 {
            let tags = ["history", "envelope"].map(str::to_owned).into();
            self.emit(AppEvent::Changed { tags });
        }
    }

    /// The dispatches to look after now, the longest due first.
    async fn due(&self) -> Vec<OutboxRow> {
        let app = self.clone();
        let read = move || {
            let mut due = app.history().due_dispatches(app.now(), PER_TICK).map_err(translate::history)?;
            due.extend(follow::misdated(&app, PER_TICK)?);
            Ok(due)
        };
        // A history that is busy is asked again at the next tick.
        blocking::brief(read).await.unwrap_or_default()
    }

    /// Looks after everything that is due now, and waits until that is done; gives how many dispatches that were, and for how
    /// many something changed. What fails is written down with its dispatch and tried again in its time.
    pub async fn look_after_due(&self) -> LookedAfter {
        let (mut looks, mut waiting) = (Looks::default(), self.due().await);
        let (looked, mut changed) = (waiting.len(), 0);
        loop {
            waiting = looks.begin(self, waiting);
            let Some(is_changed) = looks.ended().await else { break };
            changed += usize::from(is_changed);
        }
        self.tell(0).await;
        LookedAfter { looked, changed }
    }
}

/// Looks that are under way.
#[derive(Default)]
struct Looks {
    running: JoinSet<bool>,
    under_way: Vec<(task::Id, OutboxRow)>,
}

impl Looks {
    /// Begins as many as there are places for, and gives back those there are none for.
    fn begin(&mut self, app: &App, due: Vec<OutboxRow>) -> Vec<OutboxRow> {
        let mut waiting = Vec::new();
        for row in due {
            if self.under_way.iter().any(|(_, one)| one.key() == row.key()) {
                continue;
            }
            let of_account = self.under_way.iter().filter(|(_, one)| one.account == row.account).count();
            let is_full = self.running.len() >= AT_ONCE || of_account >= AT_ONCE_OF_AN_ACCOUNT;
            if is_full && of_account > 0 {
                waiting.push(row);
                continue;
            }
            let task = self.running.spawn(look_after(app.clone(), row.clone()));
            self.under_way.push((task.id(), row));
        }
        waiting
    }

    /// Whether the next that ends changed something; none when none is under way.
    async fn ended(&mut self) -> Option<bool> {
        let (ended, is_changed) = match self.running.join_next_with_id().await? {
            Ok(ended) => ended,
            Err(error) => (error.id(), true),
        };
        self.under_way.retain(|(task, _)| *task != ended);
        Some(is_changed)
    }
}

/// Looks after one; gives whether something changed that a person would see.
async fn look_after(app: App, row: OutboxRow) -> bool {
    if let Err(error) = follow::look_after_row(&app, row.clone()).await {
        tracing::warn!(code = ?error.code, message = error.message, "a dispatch needs another look");
        follow::postpone(&app, &row).await;
        if row.state == DispatchState::Pending {
            tell_refusal(&app, &row).await;
        }
    }
    follow::is_changed(&app, &row).await
}

/// What waited to be sent and was refused when it left: nobody sat before it.
async fn tell_refusal(app: &App, sent: &OutboxRow) {
    let (app, sent) = (app.clone(), sent.clone());
    let told = blocking::run(move || {
        let (row, envelope) = {
            let history = app.history();
            let row = history.dispatch(&sent.key()).map_err(translate::history)?;
            (row, history.envelope(&sent.envelope).map_err(translate::history)?)
        };
        if row.is_some_and(|row| row.state == DispatchState::Refused) {
            notification::ended(&app, &envelope);
        }
        Ok(())
    });
    if let Err(error) = told.await {
        tracing::warn!(code = ?error.code, "a refusal could not be told");
    }
}

/// What came of a look at everything that was due.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LookedAfter {
    /// How many dispatches were looked after.
    pub looked: usize,
    /// For how many of them something changed that a person would see.
    pub changed: usize,
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use paraphe_envelope::{DraftId, EnvelopeId, Timestamp};
    use paraphe_history::{DispatchKey, GRACE_MILLIS};

    use super::*;
    use crate::commands::{create_draft, delete_draft};
    use crate::ports::Clock;
    use crate::schema::{CreateDraftRequest, DraftRequest, FileToImport};
    use crate::{AppOptions, ChainChoice, ChainOrFile};

    struct Turned(Arc<AtomicI64>);

    impl Clock for Turned {
        fn now(&self) -> Timestamp {
            Timestamp::from_millis(self.0.load(Ordering::Relaxed))
        }
    }

    #[tokio::test]
    async fn accounts_that_never_answer_hold_up_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = ChainOrFile::open(folder.path(), ChainChoice::FileOnly);
        let options = AppOptions::headless(folder.path().join("data"));
        let app = App::open_with(options, Box::new(Turned(Arc::default())), Box::new(secrets)).unwrap();
        let row = |account: &str, dispatch: u32| {
            let key = DispatchKey { envelope: EnvelopeId::new([7; 16]), dispatch };
            OutboxRow::pending(key, 1, "docage", account, app.now())
        };
        let mut due: Vec<_> = (0..20).map(|n| row("first", n)).collect();
        due.extend((20..40).map(|n| row("second", n)));
        due.extend([row("third", 40), row("fourth", 41), row("fourth", 42)]);
        // Nothing ends before the test waits for it.
        let mut looks = Looks::default();
        let waiting = looks.begin(&app, due);
        let begun = |account: &str| looks.under_way.iter().filter(|(_, row)| row.account == account).count();
        assert_eq!(["first", "second", "third", "fourth"].map(begun), [4, 4, 1, 1]);
        assert_eq!(waiting.len(), 33);
    }

    async fn draft_of_the_contract(app: &App) -> DraftId {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/samples/contrat.pdf");
        let files = vec![FileToImport { path: path.to_owned(), password: None }];
        let view = create_draft::run(app, CreateDraftRequest { files }).await.unwrap();
        view.draft.unwrap().id
    }

    #[tokio::test]
    async fn the_document_of_a_deleted_draft_goes_a_day_later_unless_another_program_has_taken_it_in() {
        let folder = tempfile::tempdir().unwrap();
        let time = Arc::new(AtomicI64::new(1_795_337_417_000));
        let open = || {
            let secrets = ChainOrFile::open(folder.path(), ChainChoice::FileOnly);
            let options = AppOptions::headless(folder.path().join("data"));
            App::open_with(options, Box::new(Turned(Arc::clone(&time))), Box::new(secrets)).unwrap()
        };
        let (ours, theirs) = (open(), open());
        let both = || async { tokio::join!(ours.remove_unneeded(), theirs.remove_unneeded()) };

        let draft = draft_of_the_contract(&ours).await;
        let digest = ours.history().draft(&draft).unwrap().documents[0].sha256;
        let lies_there = || ours.history().vault().contains(&digest);
        delete_draft::run(&ours, DraftRequest { draft }).await.unwrap();
        both().await;
        let again = draft_of_the_contract(&theirs).await;
        time.fetch_add(GRACE_MILLIS, Ordering::Relaxed);
        both().await;
        assert!(lies_there(), "their draft names it");

        delete_draft::run(&ours, DraftRequest { draft: again }).await.unwrap();
        both().await;
        assert!(lies_there(), "its day begins with the deletion");
        time.fetch_add(GRACE_MILLIS, Ordering::Relaxed);
        both().await;
        assert!(!lies_there());
    }
}
