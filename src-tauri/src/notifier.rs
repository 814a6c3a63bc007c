//! Desktop notifications. Best effort: a computer without a notification service loses nothing.

use paraphe_app::{Notification, Notifier};
use tauri::AppHandle;

/// Shows notifications through the operating system; where it tells of a click (Linux), the click opens what it is about.
pub(crate) struct DesktopNotifier(AppHandle);

impl DesktopNotifier {
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self(handle)
    }
}

impl Notifier for DesktopNotifier {
    fn notify(&self, notification: Notification) {
        let handle = self.0.clone();
        // Waiting for a click blocks, and the first call may start the notification service: a thread of its own.
        std::thread::spawn(move || show(&notification, handle));
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn show(notification: &Notification, handle: AppHandle) {
    use paraphe_app::{AppEvent, EventSink as _, NotificationTarget};

    let speaks_markup =
        notify_rust::get_capabilities().is_ok_and(|all| all.iter().any(|one| one == "body-markup"));
    let body = if speaks_markup { notification.body_in_markup() } else { notification.body.clone() };
    let shown = plain(notification).body(&body).action("default", "default").show();
    if let Ok(shown) = shown {
        let events = crate::events::WindowEvents::new(handle);
        shown.wait_for_action(|action| {
            if action == "default" {
                events.emit(match notification.opens.clone() {
                    NotificationTarget::Batch(batch) => AppEvent::OpenBatch { batch },
                    NotificationTarget::Envelope(envelope) => AppEvent::OpenEnvelope { envelope },
                });
            }
        });
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn show(notification: &Notification, _handle: AppHandle) {
    // Nobody is there to be told that there is no notification service.
    let _ = plain(notification).show();
}

fn plain(notification: &Notification) -> notify_rust::Notification {
    let mut plain = notify_rust::Notification::new();
    plain.appname("Paraphe").summary(&notification.title).body(&notification.body);
    plain
}
