//! A folder for unfinished files; it goes when this goes, and leftovers of a crash go at the next start.

use std::fs;
use std::path::{Path, PathBuf};

use crate::data_folder::Part;
use crate::{App, Error, documents, files};

pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Makes the folder, with a name of its own.
    ///
    /// # Errors
    /// It cannot be made.
    pub(crate) fn new(app: &App) -> Result<Self, Error> {
        let name: String = documents::random()?.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = app.part(Part::Scratch).join(name);
        files::make_private_folder(&path)?;
        Ok(Self(path))
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    /// The path of a file in it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Leaves the folder where it is, because another program still reads in it; a start removes it once it is a day old.
    pub(crate) fn leave(mut self) -> PathBuf {
        // An empty path is no folder: nothing goes with this.
        std::mem::take(&mut self.0)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing refers to it; the next start tries again.
        let _ = fs::remove_dir_all(&self.0);
    }
}
