//! The program over the person's data, or without them.

use std::path::Path;

use paraphe_app::headless::path_text;
use paraphe_app::{App, AppOptions, Code, Error, default_data_folder};
use tempfile::TempDir;

use crate::output::Output;

/// The program over the person's data.
pub(super) fn open(data: Option<&Path>, output: &Output) -> Result<App, Error> {
    let data = data.map_or_else(default_data_folder, |folder| Ok(folder.to_owned()))?;
    let app = App::open(AppOptions::headless(data))?;
    if let Some(doubt) = app.data_doubt() {
        let path = path_text(app.data());
        output.progress(&output.sentence(doubt.sentence(), &[("path", path)]));
    }
    Ok(app)
}

/// The program, and what it was opened over.
pub(super) struct Opened {
    pub(super) app: App,
    /// Why that are not the person's own data.
    pub(super) unread: Option<Error>,
    /// The empty folder instead of them; it goes with this.
    _folder: Option<TempDir>,
}

/// The same for what a file alone can answer: a history that cannot be read, or a disk that cannot be written, keeps nobody
/// from looking at a PDF.
pub(super) fn open_or_without(data: Option<&Path>, output: &Output) -> Result<Opened, Error> {
    let unread = match open(data, output) {
        Ok(app) => return Ok(Opened { app, unread: None, _folder: None }),
        Err(error) if error.code == Code::Storage => error,
        Err(error) => return Err(error),
    };
    // Where nothing can be written at all, the first reason is the one to tell.
    let Ok(folder) = tempfile::tempdir() else { return Err(unread) };
    let app = App::open(AppOptions::headless(folder.path().to_owned()))?;
    Ok(Opened { app, unread: Some(unread), _folder: Some(folder) })
}
