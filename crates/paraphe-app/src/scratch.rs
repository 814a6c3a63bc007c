//! A folder for unfinished files; it goes when this goes, and leftovers of a crash go at the next start.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use paraphe_envelope::Timestamp;

use crate::data_folder::Part;
use crate::{App, Error, documents, files};

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes what a crash left of unfinished signatures. Another program may be signing right now: only what is a day old
/// goes, and what cannot be removed is tried again the next time.
pub(crate) fn sweep(app: &App) {
    for entry in a_day_old(&app.part(Part::Scratch), app.now()) {
        let _ = fs::remove_dir_all(entry.path());
    }
}

/// What lies in a folder and was not changed for a day.
pub(crate) fn a_day_old(folder: &Path, now: Timestamp) -> impl Iterator<Item = fs::DirEntry> + use<> {
    let now = SystemTime::UNIX_EPOCH + Duration::from_millis(now.as_millis().try_into().unwrap_or_default());
    let is_old = move |entry: &fs::DirEntry| {
        let modified = entry.metadata().and_then(|found| found.modified()).ok();
        modified.and_then(|then| now.duration_since(then).ok()).is_some_and(|age| age > A_DAY)
    };
    fs::read_dir(folder).into_iter().flatten().flatten().filter(is_old)
}

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
