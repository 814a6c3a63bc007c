//! A provider's own signing page, in a window of its own: it has no capability and so no way into the program (the program's
//! commands are a permission, and `capabilities/main.json` gives it to the main window only), and its title says whose page it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use paraphe_app::{App, Code, Error, words};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindowBuilder};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons};
use tauri_plugin_opener::OpenerExt as _;

/// Labels begin so; no capability names one.
const LABEL: &str = "signing-page";

/// Opens an address in a window of its own, which keeps nothing: whoever signs next does not meet the session of who signed before.
/// While the main window is handed to a signer, nothing is opened from it.
#[tauri::command]
pub(crate) async fn open_signing_page(handle: AppHandle, url: String) -> Result<(), Error> {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let refused = || Error::new(Code::Refused, "error-signing-page");
    let url = Url::parse(&url).ok().filter(is_allowed).ok_or_else(refused)?;
    let app = handle.try_state::<App>();
    if app.as_ref().is_some_and(|app| app.kiosk_is_on()) {
        return Err(Error::new(Code::Refused, "error-kiosk-on"));
    }
    let named = app.map(|app| app.service_addresses()).transpose()?.unwrap_or_default();
    // Windows that are open together may share what they keep in memory.
    close_all(&handle);
    let label = format!("{LABEL}-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let leaving = Arc::new(Leave::new(&handle, &label, Service::of(&url, &named)));
    let staying = Arc::clone(&leaving);
    WebviewWindowBuilder::new(&handle, label, WebviewUrl::External(url.clone()))
        .title(host(&url))
        .inner_size(1100.0, 800.0)
        .maximized(true)
        .incognito(true)
        .on_navigation(move |target| staying.may_show(target))
        .on_new_window(move |target, _| {
            leaving.instead_of_new_window(&target);
            NewWindowResponse::Deny
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

/// The hosts of a service, each with its port.
struct Service {
    /// As people are told.
    name: String,
    hosts: Vec<(String, u16)>,
}

impl Service {
    /// That of the first page, and those the accounts name.
    fn of(first: &Url, named: &[String]) -> Self {
        let named = named.iter().filter_map(|address| Url::parse(address).ok());
        let sites = std::iter::once(first.clone()).chain(named).filter_map(|url| site(&url));
        let plain = |(host, port): (String, u16)| (host.trim_start_matches("www.").to_owned(), port);
        Self { name: host(first), hosts: sites.map(plain).collect() }
    }

    /// Whether a page is the service's own: on one of its hosts, or below one.
    fn owns(&self, url: &Url) -> bool {
        let Some((host, port)) = site(url) else { return false };
        self.hosts.iter().any(|(own, at)| {
            let is_below = || host.strip_suffix(own.as_str()).is_some_and(|rest| rest.ends_with('.'));
            *at == port && (host == *own || is_below())
        })
    }
}

/// Whose page an address is; that of a page made by another one (`blob:`) is the other one's.
fn site(url: &Url) -> Option<(String, u16)> {
    let site = Url::parse(&url.origin().ascii_serialization()).ok().filter(is_allowed)?;
    Some((site.host_str()?.to_owned(), site.port_or_known_default()?))
}

/// What becomes of an address that a signing page leads to.
struct Leave {
    handle: AppHandle,
    label: String,
    service: Service,
    /// Whether a person is being asked.
    asks: Arc<AtomicBool>,
}

impl Leave {
    fn new(handle: &AppHandle, label: &str, service: Service) -> Self {
        Self { handle: handle.clone(), label: label.to_owned(), service, asks: Arc::default() }
    }

    /// Whether the window shows it. Another host's page may be opened in the person's browser, if the person wants that.
    fn may_show(&self, target: &Url) -> bool {
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

    fn instead_of_new_window(&self, target: &Url) {
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
    fn a_page_stays_with_its_service_and_with_those_the_accounts_name() {
        let url = |text: &str| Url::parse(text).unwrap();
        let named = ["https://api.service.example/v1".to_owned(), String::new()];
        let service = Service::of(&url("https://www.sign.example/t/1"), &named);
        for own in [
            "https://www.sign.example/t/2",
            "https://sign.example/",
            "https://a.b.sign.example/",
            "https://api.service.example/",
            "blob:https://sign.example/0b6c",
        ] {
            assert!(service.owns(&url(own)), "{own}");
        }
        for other in [
            "https://service.example/",
            "https://sign.example.evil.example/",
            "https://notsign.example/",
            "https://sign.example:8443/",
            "http://sign.example/",
            "blob:https://evil.example/0b6c",
            "data:text/html,x",
            "file:///etc/passwd",
        ] {
            assert!(!service.owns(&url(other)), "{other}");
        }
        let here = Service::of(&url("http://127.0.0.1:4711/x"), &[]);
        assert!(here.owns(&url("http://127.0.0.1:4711/y")) && !here.owns(&url("http://127.0.0.1:4712/y")));
        assert!(!here.owns(&url("http://localhost:4711/y")));
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
