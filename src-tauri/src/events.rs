//! What the program tells the window, as one Tauri event named `app-event`.

use paraphe_app::{AppEvent, EventSink};
use tauri::{AppHandle, Emitter as _};

use crate::kiosk;

/// Sends application events to the window.
pub(crate) struct WindowEvents(AppHandle);

impl WindowEvents {
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self(handle)
    }
}

impl EventSink for WindowEvents {
    fn emit(&self, event: AppEvent) {
        if let AppEvent::KioskChanged { on } = event {
            kiosk::apply(&self.0, on);
        }
        // What the desktop brings (files, a click on a notification) is none of a signer's business.
        let hidden = matches!(
            event,
            AppEvent::FilesDropped { .. }
                | AppEvent::FilesHovering { .. }
                | AppEvent::OpenBatch { .. }
                | AppEvent::OpenEnvelope { .. }
        );
        if hidden && kiosk::is_on(&self.0) {
            return;
        }
        // A window that is closing hears nothing: every event only says that something may be read again.
        let _ = self.0.emit("app-event", event);
    }
}
