//! A provider's own signing page, in a window of its own: it has no capability and so no way into the program (the program's
//! commands are a permission, and `capabilities/main.json` gives it to the main window only), and its title says whose page it is.
//! Handed to a signer, it is `handed_page`'s.

mod leave;
mod service;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use paraphe_app::{App, Code, Error};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindowBuilder};

use leave::Leave;
pub(crate) use service::{Service, host, is_allowed};

/// Labels begin so; no capability names one.
const LABEL: &str = "signing-page";

/// Opens an address in a window of its own, which keeps nothing: whoever signs next does not meet the session of who signed before.
/// While the main window is handed to a signer, nothing is opened from it.
#[tauri::command]
pub(crate) async fn open_signing_page(handle: AppHandle, url: String) -> Result<(), Error> {
    let refused = || Error::new(Code::Refused, "error-signing-page");
    let url = Url::parse(&url).ok().filter(is_allowed).ok_or_else(refused)?;
    let app = handle.try_state::<App>();
    if app.as_ref().is_some_and(|app| app.kiosk_is_on()) {
        return Err(Error::new(Code::Refused, "error-kiosk-on"));
    }
    // Windows that are open together may share what they keep in memory.
    close_all(&handle);
    let label = next_label();
    let leaving = Arc::new(Leave::new(&handle, &label, service_of(&handle, &url)?));
    let staying = Arc::clone(&leaving);
    window(&handle, &label, &url)
        .inner_size(1100.0, 800.0)
        .maximized(true)
        .on_navigation(move |target| staying.may_show(target))
        .on_new_window(move |target, _| {
            leaving.instead_of_new_window(&target);
            NewWindowResponse::Deny
        })
        .build()
        .map(drop)
        .map_err(Error::internal)
}

/// A window's label, never used before.
pub(crate) fn next_label() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{LABEL}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A window that keeps nothing, called by the host of its page.
pub(crate) fn window<'a>(
    handle: &'a AppHandle,
    label: &str,
    url: &Url,
) -> WebviewWindowBuilder<'a, tauri::Wry, AppHandle> {
    WebviewWindowBuilder::new(handle, label, WebviewUrl::External(url.clone()))
        .title(host(url))
        .incognito(true)
}

/// Whose page this is.
pub(crate) fn service_of(handle: &AppHandle, url: &Url) -> Result<Service, Error> {
    let app = handle.try_state::<App>();
    let named = app.map(|app| app.service_addresses()).transpose()?.unwrap_or_default();
    Ok(Service::of(url, &named))
}

/// Closes them all: whoever gets the window next must not find somebody else's signing behind it.
pub(crate) fn close_all(handle: &AppHandle) {
    for (label, window) in handle.webview_windows() {
        if is_signing_page(&label) && window.destroy().is_err() {
            // Gone already, or about to be.
            let _ = window.hide();
        }
    }
}

fn is_signing_page(label: &str) -> bool {
    label.strip_prefix(LABEL).is_some_and(|rest| rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use tauri::ipc::Origin;

    use super::*;

    #[test]
    fn signing_pages_are_known_by_their_label_and_no_capability_names_one() {
        assert!(is_signing_page("signing-page-1") && is_signing_page("signing-page-27"));
        assert!(!is_signing_page("main") && !is_signing_page("signing-pages"));
        let capability = include_str!("../capabilities/main.json");
        // What would let a page close the window that is held shut, or leave the full screen.
        for right in ["destroy", "allow-close", "set-fullscreen", "always-on-top"] {
            assert!(!capability.contains(right), "{right}");
        }
    }

    /// Asked of what the framework itself asks, whatever it takes for a page of ours.
    #[test]
    fn the_programs_commands_are_for_its_own_window() {
        let mut context = crate::context();
        let authority = context.runtime_authority_mut();
        let elsewhere = || Origin::Remote { url: Url::parse("https://sign.example/").unwrap() };
        for command in ["rpc", "open_signing_page"] {
            let may =
                |window: &str, origin| authority.resolve_access(command, window, window, &origin).is_some();
            assert!(may("main", Origin::Local), "{command}");
            assert!(!may("main", elsewhere()), "{command}");
            assert!(
                !may("signing-page-1", Origin::Local) && !may("signing-page-1", elsewhere()),
                "{command}"
            );
        }
    }
}
