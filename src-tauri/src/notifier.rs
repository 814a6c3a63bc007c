//! Desktop notifications. Best effort: a computer without a notification service loses nothing.

use paraphe_app::{AppEvent, EventSink as _, Notification, Notifier};
use tauri::AppHandle;

use crate::events::WindowEvents;

/// Shows notifications through the operating system; a click opens the envelope.
pub(crate) struct DesktopNotifier(AppHandle);

impl DesktopNotifier {
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self(handle)
    }
}

impl Notifier for DesktopNotifier {
    fn notify(&self, notification: Notification) {
        let events = WindowEvents::new(self.0.clone());
        // Waiting for a click blocks, and the first call may start the notification service: a thread of its own.
        std::thread::spawn(move || {
            let shown = notify_rust::Notification::new()
                .appname("Paraphe")
                .summary(&notification.title)
                .body(&notification.body)
                .action("default", "default")
                .show();
            #[cfg(all(unix, not(target_os = "macos")))]
            if let Ok(handle) = shown {
                handle.wait_for_action(|action| {
                    if action == "default" {
                        events.emit(AppEvent::OpenEnvelope { envelope: notification.envelope.clone() });
                    }
                });
            }
            #[cfg(not(all(unix, not(target_os = "macos"))))]
            drop((shown, events));
        });
    }
}
