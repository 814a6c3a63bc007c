//! Paths for the command list, which takes text.

use std::fs;
use std::path::Path;

use paraphe_app::Error;
use paraphe_app::headless::path_text;
use tempfile::TempDir;

/// A path as the command list takes it. A name that is no text (Latin-1 on Unix) stays where it is: a copy is handed over,
/// called what can be said of the name, and removed with this.
pub(crate) struct TextPath {
    text: String,
    _copy: Option<TempDir>,
}

impl TextPath {
    /// A file that cannot be copied is handed over under the name that can be said: reading it tells what is wrong.
    ///
    /// # Errors
    /// There is no place for a copy.
    pub(crate) fn of(path: &Path) -> Result<Self, Error> {
        if let Some(text) = path.to_str() {
            return Ok(Self { text: text.to_owned(), _copy: None });
        }
        let folder = tempfile::tempdir().map_err(Error::internal)?;
        let copy = folder.path().join(&*path.file_name().unwrap_or_default().to_string_lossy());
        let text = match fs::copy(path, &copy) {
            Ok(_) => path_text(&copy),
            Err(_) => path_text(path),
        };
        Ok(Self { text, _copy: Some(folder) })
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}
