//! Where things lie on this computer. Nothing else in the shell knows a folder.

use std::path::PathBuf;

use tauri::path::BaseDirectory;
use tauri::{AppHandle, Manager as _};

/// The data folder: `PARAPHE_DATA`, or the one every host of this program shares.
///
/// # Errors
/// The platform names no data folder (no home directory).
pub(crate) fn data_folder(_handle: &AppHandle) -> Result<PathBuf, paraphe_app::Error> {
    paraphe_app::default_data_folder()
}

/// pdfium as bundled with the window; absent in a development tree that has not fetched it.
pub(crate) fn pdfium_library(handle: &AppHandle) -> Option<PathBuf> {
    let name = format!("{}pdfium{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    handle
        .path()
        .resolve(format!("pdfium/{name}"), BaseDirectory::Resource)
        .ok()
        .filter(|path| path.is_file())
}

/// Says why the window did not open, on standard error and in a native message where there is one.
pub(crate) fn report_start_failure(reason: &str) {
    eprintln!("{}", paraphe_app::start_failure_sentence(reason));
    std::process::exit(1);
}
