//! The clockwork: looks after what is due, as long as the program runs.

use std::time::Duration;

use tokio::task::{JoinError, JoinSet};

use crate::schema::AppEvent;
use crate::{App, blocking, follow, outbox, translate};

/// How often to see whether anything is due: one indexed question.
const TICK: Duration = Duration::from_secs(5);
/// The same in the demonstration, where people sign within seconds.
const DEMO_TICK: Duration = Duration::from_secs(1);
/// How many dispatches are looked after at once.
const AT_ONCE: usize = 4;
/// At most so many per tick: the rest is due at the next.
const PER_TICK: u32 = 64;

impl App {
    /// Sends what waits, asks providers for progress, fetches results, keeps deadlines. Runs as long as the program; a host
    /// that stays open starts it once.
    pub async fn follow_up(self) {
        self.resume_once().await;
        loop {
            if self.look_after_due().await.changed > 0 {
                let tags = ["history", "envelope"].map(str::to_owned).into();
                self.emit(AppEvent::Changed { tags });
            }
            tokio::time::sleep(if self.demo().is_demo { DEMO_TICK } else { TICK }).await;
        }
    }

    /// Looks after everything that is due now; gives how many dispatches that were, and for how many something
    /// changed. What fails is written down with its dispatch and tried again in its time.
    pub async fn look_after_due(&self) -> LookedAfter {
        let due = {
            let app = self.clone();
            let read = move || app.history().due_dispatches(app.now(), PER_TICK).map_err(translate::history);
            // A history that is busy is asked again at the next tick.
            blocking::run(read).await.unwrap_or_default()
        };
        let (looked, mut changed) = (due.len(), 0);
        let mut running = JoinSet::new();
        for row in due {
            if running.len() >= AT_ONCE {
                changed += count(running.join_next().await);
            }
            let app = self.clone();
            running.spawn(async move {
                if let Err(error) = follow::look_after(&app, outbox::key_of(&row)).await {
                    tracing::warn!(code = ?error.code, message = error.message, "a dispatch needs another look");
                    follow::postpone(&app, &row).await;
                }
                follow::is_changed(&app, &row).await
            });
        }
        while let Some(ended) = running.join_next().await {
            changed += count(Some(ended));
        }
        LookedAfter { looked, changed }
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

fn count(ended: Option<Result<bool, JoinError>>) -> usize {
    usize::from(ended.is_some_and(|ended| ended.unwrap_or(true)))
}
