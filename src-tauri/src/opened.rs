//! Files handed over by the operating system: arguments, "open with", a second start of the program.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use paraphe_app::{App, AppEvent, EventSink as _};
use tauri::{AppHandle, Manager as _, RunEvent};

use crate::events::WindowEvents;

/// The files among the program's arguments, made absolute. Options (leading `-`) are left out.
pub(crate) fn from_arguments(arguments: impl Iterator<Item = OsString>, folder: &Path) -> Vec<PathBuf> {
    arguments.filter(|a| !a.to_string_lossy().starts_with('-')).map(|a| folder.join(a)).collect()
}

/// A second start: its files come to this window, which is brought to the front.
pub(crate) fn from_second_instance(handle: &AppHandle, arguments: &[String], folder: &Path) {
    let files = from_arguments(arguments.iter().skip(1).map(OsString::from), folder);
    announce(handle, files);
    if let Some(window) = handle.get_webview_window(crate::MAIN) {
        // A window manager may refuse to raise a window; the files are shown all the same.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// macOS hands files over as an event, possibly before the page is ready.
pub(crate) fn on_run_event(_handle: &AppHandle, _event: RunEvent) {
    #[cfg(target_os = "macos")]
    if let RunEvent::Opened { urls } = _event {
        announce(_handle, urls.iter().filter_map(|url| url.to_file_path().ok()).collect());
    }
}

/// Lets everything find the program, and gives it the files that came before.
pub(crate) fn hand_over(handle: &AppHandle, app: &App) {
    // As long as this is held, nobody who has not found the program can put another file there.
    let mut early = EARLY.lock().unwrap_or_else(PoisonError::into_inner);
    app.queue_opened_files(std::mem::take(&mut *early));
    handle.manage(app.clone());
}

static EARLY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn announce(handle: &AppHandle, files: Vec<PathBuf>) {
    if files.is_empty() {
        return;
    }
    let mut early = EARLY.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(app) = handle.try_state::<App>() else {
        // A second start, or macOS, may hand a file over before the program behind the window is open.
        early.extend(files);
        return;
    };
    drop(early);
    if app.page_takes_files() {
        let paths = files.iter().map(|path| path.display().to_string()).collect();
        WindowEvents::new(handle.clone()).emit(AppEvent::FilesDropped { paths });
    } else {
        app.queue_opened_files(files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_become_absolute_and_options_are_left_out() {
        let given = ["--flag", "contrat.pdf"].map(OsString::from);
        let folder = std::env::temp_dir();
        assert_eq!(from_arguments(given.into_iter(), &folder), [folder.join("contrat.pdf")]);
    }
}
