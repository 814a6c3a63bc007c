//! A provider's own signing page, in a window of its own: it has no capability and so no way into the program (the program's
//! commands are a permission, and `capabilities/main.json` gives it to the main window only), and its title says whose page it is.

use std::sync::atomic::{AtomicU32, Ordering};

use paraphe_app::{App, Code, Error};
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindowBuilder};

/// Labels begin so; no capability names one.
const LABEL: &str = "signing-page";

/// Opens an address in a window of its own. While the main window is handed to a signer, nothing is opened from it.
#[tauri::command]
pub(crate) async fn open_signing_page(handle: AppHandle, url: String) -> Result<(), Error> {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let refused = || Error::new(Code::Refused, "error-signing-page");
    let url = Url::parse(&url).ok().filter(is_allowed).ok_or_else(refused)?;
    if handle.try_state::<App>().is_some_and(|app| app.kiosk_is_on()) {
        return Err(Error::new(Code::Refused, "error-kiosk-on"));
    }
    let label = format!("{LABEL}-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let (title, navigating, shown) = (host(&url), handle.clone(), label.clone());
    WebviewWindowBuilder::new(&handle, label, WebviewUrl::External(url))
        .title(title)
        .inner_size(1100.0, 800.0)
        .on_navigation(move |target| {
            let allowed = is_allowed(target);
            if let Some(window) = navigating.get_webview_window(&shown).filter(|_| allowed) {
                // A page that leads elsewhere is seen to be elsewhere.
                let _ = window.set_title(&host(target));
            }
            allowed
        })
        .build()
        .map(drop)
        .map_err(Error::internal)
}

/// Encrypted, or on this computer (the demonstration).
fn is_allowed(url: &Url) -> bool {
    let loopback = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    url.scheme() == "https" || (url.scheme() == "http" && loopback)
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
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

    #[test]
    fn only_encrypted_pages_or_those_of_this_computer_are_opened() {
        let allowed = |text: &str| Url::parse(text).is_ok_and(|url| is_allowed(&url));
        assert!(allowed("https://sign.example/a?b"));
        assert!(allowed("http://127.0.0.1:4711/x"));
        for bad in [
            "http://sign.example/",
            "file:///etc/passwd",
            "data:text/html,x",
            "http://127.0.0.1.evil.example/",
        ] {
            assert!(!allowed(bad), "{bad}");
        }
    }
}
