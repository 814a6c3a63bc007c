//! Where things lie on this computer, and what is said when they cannot be used.

use std::path::PathBuf;

use paraphe_app::{Error, words};
use tauri::path::BaseDirectory;
use tauri::{AppHandle, Manager as _};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogKind};

/// pdfium as bundled with the window; absent in a development tree that has not fetched it.
pub(crate) fn pdfium_library(handle: &AppHandle) -> Option<PathBuf> {
    let name = format!("{}pdfium{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    handle
        .path()
        .resolve(format!("pdfium/{name}"), BaseDirectory::Resource)
        .ok()
        .filter(|path| path.is_file())
}

/// The program beside this one that draws pages and carries nothing of a window; where somebody moved the window's
/// program alone, there is none.
pub(crate) fn page_worker() -> Option<PathBuf> {
    let name = format!("paraphe-pages{}", std::env::consts::EXE_SUFFIX);
    std::env::current_exe().ok().map(|own| own.with_file_name(name)).filter(|path| path.is_file())
}

/// Says why the program cannot start (a data folder that cannot be used, a newer history), on standard error and in a
/// native message; the program ends when the message is closed.
pub(crate) fn report_start_failure(handle: &AppHandle, error: &Error) {
    let language = words::system_language();
    let what = words::sentence(language, &error.message, &error.params);
    let next = words::sentence(language, &format!("{}.next", error.message), &error.params);
    let text = paraphe_app::start_failure_sentence(&format!("{what}\n\n{next}"));
    eprintln!("{text}\n({})", error.detail);
    let ending = handle.clone();
    let message = handle.dialog().message(text).title("Paraphe").kind(MessageDialogKind::Error);
    message.show(move |_| ending.exit(1));
}
