//! A service's signing page in a signer's hands: it fills the window but for a band of ours, and leads nowhere else.
//!
//! The band is the main window's own page (`PageBand.svelte`), never a part of the service's; it says whose page it is and
//! hands the device back. That the page is shown follows from where the mode stands: [`show`] and [`take_away`] only make it
//! so. Under Linux the page is put into the main window below the band, for Wayland lets no program place its windows;
//! elsewhere it is a window without a frame that stays above it.

#[cfg(not(target_os = "linux"))]
#[path = "handed_page/above.rs"]
mod place;
#[cfg(target_os = "linux")]
#[path = "handed_page/within.rs"]
mod place;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use paraphe_app::{App, AppEvent, EventSink as _, HandedPage};
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Manager as _, Url};

use crate::events::WindowEvents;
use crate::signing_page::{self, Service, host, is_allowed};

/// How high the band is, as `--kiosk-band` says to its page.
const BAND: u16 = 88;
/// Keys that leave a page, and menus, within it: a web view may have some of its own.
const SHUT: &str = include_str!("handed_page/shut.js");
/// Signs of life closer together than this are one.
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);
/// Between two windows of ours none has the focus for a moment.
const FOCUS_MOVES: Duration = Duration::from_millis(300);

/// The label of the page that is shown.
static SHOWN: Mutex<Option<String>> = Mutex::new(None);

fn shown() -> MutexGuard<'static, Option<String>> {
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Shows the page, unless it is shown. One that cannot be shown is at its end.
pub(crate) fn show(handle: &AppHandle, page: &HandedPage) {
    let label = signing_page::next_label();
    // Not held while the window is made: what makes it may ask for it.
    if shown().get_or_insert_with(|| label.clone()) != &label {
        return;
    }
    if let Err(error) = open(handle, &label, page) {
        eprintln!("{error}");
        ended(handle);
    }
    // It takes a while to make a window: the mode may have moved on meanwhile, before or after this one was noted.
    let is_noted = shown().as_deref() == Some(label.as_str());
    if !is_noted {
        remove(handle, &label);
    } else if handle.try_state::<App>().is_some_and(|app| app.handed_page().is_none()) {
        take_away(handle);
    }
}

/// Takes the page away, and with it whatever it has kept; the main window is whole again.
pub(crate) fn take_away(handle: &AppHandle) {
    let label = shown().take();
    if let Some(label) = label {
        remove(handle, &label);
    }
}

fn remove(handle: &AppHandle, label: &str) {
    if let Some(main) = handle.get_webview_window(crate::MAIN) {
        place::part(&main, label);
    }
    if let Some(page) = handle.get_webview_window(label) {
        // Gone already, or about to be.
        let _ = page.destroy();
    }
}

/// The main window has moved, or is of another size.
pub(crate) fn follow(handle: &AppHandle) {
    let label = shown().clone();
    let page = label.and_then(|label| handle.get_webview_window(&label));
    if let (Some(main), Some(page)) = (handle.get_webview_window(crate::MAIN), page) {
        place::follow(&main, &page);
    }
}

/// One of our windows has lost the focus: unless another one has it then, the page was left.
pub(crate) fn look_for_focus(handle: &AppHandle) {
    if shown().is_none() {
        return;
    }
    let handle = handle.clone();
    tauri::async_runtime::spawn_blocking(move || {
        std::thread::sleep(FOCUS_MOVES);
        let is_ours = handle.webview_windows().values().any(|window| window.is_focused().unwrap_or(true));
        if !is_ours && let Some(app) = handle.try_state::<App>() {
            app.handed_page_was_left();
        }
    });
}

/// A window of this label is gone.
pub(crate) fn is_gone(handle: &AppHandle, label: &str) {
    let was_shown = shown().as_deref() == Some(label);
    if was_shown {
        ended(handle);
    }
}

fn open(handle: &AppHandle, label: &str, page: &HandedPage) -> Result<(), Box<dyn std::error::Error>> {
    let url = Url::parse(&page.url)?;
    if !is_allowed(&url) {
        return Err(format!("not opened: {url}").into());
    }
    let main = handle.get_webview_window(crate::MAIN).ok_or("there is no window")?;
    let end = page.end.as_deref().and_then(|end| Url::parse(end).ok());
    let way = Arc::new(Way { handle: handle.clone(), service: signing_page::service_of(handle, &url)?, end });
    let (going, loading) = (Arc::clone(&way), Arc::clone(&way));
    let opened = label.to_owned();
    let builder = signing_page::window(handle, label, &url)
        .initialization_script_for_all_frames(SHUT)
        .on_navigation(move |target| going.may_go(target))
        .on_page_load(move |_, load| {
            if load.event() == PageLoadEvent::Started {
                loading.is_at(load.url());
            }
        })
        .on_new_window(move |target, _| {
            // An empty window that is filled in later must not take the place of the page people sign on.
            if target.scheme() != "about"
                && way.may_go(&target)
                && let Some(page) = way.handle.get_webview_window(&opened)
            {
                let _ = page.navigate(target);
            }
            NewWindowResponse::Deny
        })
        // Whoever signs gets a copy from the host; here it would lie in the host's folder.
        .on_download(|_, _| false);
    let page = place::prepare(builder, &main)?.build()?;
    place::show(&main, &page, &Signs::new(handle))?;
    Ok(())
}

/// Asks for the device back. Elsewhere, for the answer is a change of windows.
fn ended(handle: &AppHandle) {
    told(handle, |app| app.handed_page_ended());
}

fn told(handle: &AppHandle, what: impl FnOnce(&App) + Send + 'static) {
    if let Some(app) = handle.try_state::<App>().map(|state| state.inner().clone()) {
        tauri::async_runtime::spawn_blocking(move || what(&app));
    }
}

/// Where the page may go.
struct Way {
    handle: AppHandle,
    service: Service,
    end: Option<Url>,
}

impl Way {
    /// Other hosts are not asked about: the answer would open the host's browser to a signer.
    fn may_go(&self, target: &Url) -> bool {
        if self.end.as_ref().is_some_and(|end| is_same_page(end, target)) {
            ended(&self.handle);
            return false;
        }
        let may = target.scheme() == "about" || self.service.owns(target);
        if !may && is_allowed(target) {
            let host = host(target);
            told(&self.handle, move |app| app.handed_page_was_kept_from(&host));
        }
        may
    }

    fn is_at(&self, url: &Url) {
        if url.has_host() {
            let host = host(url);
            told(&self.handle, move |app| app.handed_page_is_at(&host));
        }
    }
}

/// Services add what they know to the address they were given.
fn is_same_page(end: &Url, target: &Url) -> bool {
    let path = |url: &Url| url.path().trim_end_matches('/').to_owned();
    end.origin() == target.origin() && path(end) == path(target)
}

/// Tells the band's page that somebody is there.
#[derive(Clone)]
struct Signs {
    handle: AppHandle,
    last: Arc<Mutex<Option<Instant>>>,
}

impl Signs {
    fn new(handle: &AppHandle) -> Self {
        Self { handle: handle.clone(), last: Arc::default() }
    }

    fn tell(&self) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(|last| last.elapsed() < SIGN_OF_LIFE) {
            return;
        }
        *last = Some(Instant::now());
        drop(last);
        WindowEvents::new(self.handle.clone()).emit(AppEvent::SignerIsThere);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_known_whatever_the_service_adds_to_its_address() {
        let url = |text: &str| Url::parse(text).unwrap();
        let end = url("https://office.example/thanks");
        for reached in ["https://office.example/thanks", "https://office.example/thanks/?id=4&state=signed"] {
            assert!(is_same_page(&end, &url(reached)), "{reached}");
        }
        for other in [
            "https://office.example/",
            "http://office.example/thanks",
            "https://sign.example/thanks",
            "https://sign.example/?back=https://office.example/thanks",
        ] {
            assert!(!is_same_page(&end, &url(other)), "{other}");
        }
    }

    #[test]
    fn the_band_is_as_high_as_its_page_believes() {
        let tokens = include_str!("../../ui/src/styles/tokens.css");
        assert!(tokens.contains(&format!("--kiosk-band: {BAND}px;")));
    }
}
