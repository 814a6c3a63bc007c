//! What the program tells the window, as one Tauri event named `app-event`.

use paraphe_app::{AppEvent, EventSink};
use tauri::{AppHandle, Emitter as _};

/// Sends application events to the window.
pub(crate) struct WindowEvents(AppHandle);

impl WindowEvents {
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self(handle)
    }
}

impl EventSink for WindowEvents {
    fn emit(&self, event: AppEvent) {
        // A window that is closing hears nothing: every event only says that something may be read again.
        let _ = self.0.emit("app-event", event);
    }
}
