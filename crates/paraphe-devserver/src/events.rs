//! Application events, for every page that listens.

use paraphe_app::{AppEvent, EventSink};
use tokio::sync::broadcast;

/// Events nobody reads in time are dropped: each only says that something may be read again.
const BACKLOG: usize = 64;

/// Carries events to browser pages.
pub(crate) struct BrowserEvents(broadcast::Sender<String>);

impl BrowserEvents {
    pub(crate) fn new() -> Self {
        Self(broadcast::channel(BACKLOG).0)
    }

    pub(crate) fn subscribe(&self) -> broadcast::Receiver<String> {
        self.0.subscribe()
    }
}

impl EventSink for BrowserEvents {
    fn emit(&self, event: AppEvent) {
        if let Ok(text) = serde_json::to_string(&event) {
            // Nobody listening is no failure.
            let _ = self.0.send(text);
        }
    }
}
