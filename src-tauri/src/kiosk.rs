//! While the window is handed to a signer: it fills the screen, stays in front, and is not closed. The taskbar stays
//! reachable on purpose, and so does the end of the session: this protects a conversation, not a computer.

use paraphe_app::App;
use tauri::{AppHandle, Manager as _, Window, WindowEvent};

use crate::{handed_page, signing_page};

/// Whether the window belongs to a signer now.
pub(crate) fn is_on(handle: &AppHandle) -> bool {
    handle.try_state::<App>().is_some_and(|app| app.kiosk_is_on())
}

/// The program may outlive its window for a moment; a key opened for a signing does not.
fn close_key(handle: &AppHandle) {
    if let Some(app) = handle.try_state::<App>() {
        app.close_signing_key();
    }
}

/// Makes the window what the mode wants it to be. A window manager may refuse; the page hides everything all the same.
pub(crate) fn apply(handle: &AppHandle, on: bool) {
    let page = handle.try_state::<App>().filter(|_| on).and_then(|app| app.handed_page());
    if page.is_none() {
        handed_page::take_away(handle);
    }
    if on && page.is_none() {
        signing_page::close_all(handle);
    }
    let Some(window) = handle.get_webview_window(crate::MAIN) else { return };
    let _ = window.set_fullscreen(on);
    let _ = window.set_always_on_top(on);
    if let Some(page) = page {
        handed_page::show(handle, &page);
    } else if on {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Refuses to close a window while it belongs to a signer: its button, Alt+F4, and what the page asks.
#[allow(clippy::wildcard_enum_match_arm, reason = "Tauri marks the enum as open")]
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let handle = window.app_handle();
    let is_main = window.label() == crate::MAIN;
    match event {
        WindowEvent::CloseRequested { api, .. } if is_on(handle) => api.prevent_close(),
        WindowEvent::Destroyed if is_main => close_key(handle),
        WindowEvent::Destroyed => handed_page::is_gone(handle, window.label()),
        WindowEvent::Focused(false) => handed_page::look_for_focus(handle),
        WindowEvent::Moved(_) | WindowEvent::Resized(_) if is_main => handed_page::follow(handle),
        _ => {}
    }
}
