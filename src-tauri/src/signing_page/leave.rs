//! What becomes of an address that a signing page leads to, outside face to face.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use paraphe_app::{App, words};
use tauri::{AppHandle, Manager as _, Url};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons};
use tauri_plugin_opener::OpenerExt as _;

use super::service::{Service, host, is_allowed};

/// Where one page may go.
pub(super) struct Leave {
    handle: AppHandle,
    label: String,
    service: Service,
    /// Whether a person is being asked.
    asks: Arc<AtomicBool>,
}

impl Leave {
    pub(super) fn new(handle: &AppHandle, label: &str, service: Service) -> Self {
        Self { handle: handle.clone(), label: label.to_owned(), service, asks: Arc::default() }
    }

    /// Whether the window shows it. Another host's page may be opened in the person's browser, if the person wants that.
    pub(super) fn may_show(&self, target: &Url) -> bool {
        // A frame without an address: what it holds is its page's.
        if target.scheme() == "about" || self.service.owns(target) {
            let window = self.handle.get_webview_window(&self.label).filter(|_| target.has_host());
            if let Some(window) = window {
                // A page that leads elsewhere is seen to be elsewhere.
                let _ = window.set_title(&host(target));
            }
            return true;
        }
        if is_allowed(target) {
            self.ask(target);
        }
        false
    }

    pub(super) fn instead_of_new_window(&self, target: &Url) {
        if !self.service.owns(target) {
            self.may_show(target);
        } else if let Some(window) = self.handle.get_webview_window(&self.label) {
            // Gone already, or about to be.
            let _ = window.navigate(target.clone());
        }
    }

    fn ask(&self, target: &Url) {
        if self.asks.swap(true, Ordering::Relaxed) {
            return;
        }
        let language =
            self.handle.try_state::<App>().map_or_else(words::system_language, |app| app.language());
        let facts = [("own".to_owned(), self.service.name.clone()), ("host".to_owned(), host(target))].into();
        let said = |id: &str| words::sentence(language, id, &facts);
        let buttons =
            MessageDialogButtons::OkCancelCustom(said("signing-page-leave"), said("signing-page-stay"));
        let (handle, asks, target) = (self.handle.clone(), Arc::clone(&self.asks), target.to_string());
        let question = self.handle.dialog().message(said("signing-page-leaves")).title(&self.service.name);
        question.buttons(buttons).show(move |leaves| {
            asks.store(false, Ordering::Relaxed);
            if leaves && let Err(error) = handle.opener().open_url(target, None::<&str>) {
                eprintln!("{error}");
            }
        });
    }
}
