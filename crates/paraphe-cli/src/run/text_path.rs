//! Paths for the command list, which takes text.

use std::fs;
use std::path::Path;

use paraphe_app::Error;
use paraphe_app::headless::{path_text, unreadable};
use tempfile::TempDir;

/// A path as the command list takes it. A name that is no text (Latin-1 on Unix) stays where it is: a copy is handed over,
/// called what can be said of the name, and removed with this.
pub(crate) struct TextPath {
    text: String,
    _copy: Option<TempDir>,
}

impl TextPath {
    /// Of a path.
    ///
    /// # Errors
    /// There is no place for a copy, or the file cannot be read: what lies under the name that can be said is another file.
    pub(crate) async fn of(path: &Path) -> Result<Self, Error> {
        if let Some(text) = path.to_str() {
            return Ok(Self { text: text.to_owned(), _copy: None });
        }
        let path = path.to_owned();
        tokio::task::spawn_blocking(move || Self::copied(&path)).await.map_err(Error::internal)?
    }

    fn copied(path: &Path) -> Result<Self, Error> {
        let folder = tempfile::tempdir().map_err(Error::internal)?;
        let copy = folder.path().join(&*path.file_name().unwrap_or_default().to_string_lossy());
        fs::copy(path, &copy).map_err(|error| unreadable(path, &error))?;
        Ok(Self { text: path_text(&copy), _copy: Some(folder) })
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}
