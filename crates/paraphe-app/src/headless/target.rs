//! The file a signature is written to. Nobody's signature is lost: whoever writes the same file meanwhile keeps it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::documents::FileStamp;
use crate::{App, Code, Error, files};

/// A target as it was when the work began.
pub(crate) struct Target<'a> {
    path: &'a Path,
    then: Option<FileStamp>,
}

impl<'a> Target<'a> {
    /// Looks at the target before anything is done.
    ///
    /// # Errors
    /// It is a folder, a device, or protected against writing.
    pub(crate) fn look(path: &'a Path) -> Result<Self, Error> {
        files::replaceable(path)?;
        Ok(Self { path, then: FileStamp::of(path) })
    }

    /// The name to write under until the file is whole.
    pub(crate) fn beside(&self) -> PathBuf {
        files::beside(self.path)
    }

    /// Gives the finished file its name, unless somebody has written one of that name meanwhile.
    ///
    /// # Errors
    /// `refused` then; `storage`. The finished file is removed, the target is what it is.
    pub(crate) fn put(self, app: &App, beside: &Path) -> Result<(), Error> {
        let placed = match self.then {
            None => self.put_new(beside),
            Some(_) => self.replace(app, beside),
        };
        placed.inspect_err(|_| {
            // The target is untouched; a leftover neighbour would only confuse.
            let _ = fs::remove_file(beside);
        })
    }

    /// Where nothing was, nothing is replaced: a second name is given only where there is none.
    fn put_new(&self, beside: &Path) -> Result<(), Error> {
        match fs::hard_link(beside, self.path) {
            Ok(()) => {
                // The file is there; a second name of it harms nobody.
                let _ = fs::remove_file(beside);
                return files::sync_folder(self.path).map_err(|error| files::storage(self.path, &error));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(self.taken()),
            // Some disks know no second names: the name is taken with an empty file, then replaced.
            Err(_) => {}
        }
        match File::create_new(self.path).map(drop) {
            Ok(()) => files::put_in_place(beside, self.path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(self.taken()),
            Err(error) => Err(files::storage(self.path, &error)),
        }
    }

    /// One Paraphe after another looks and replaces.
    fn replace(&self, app: &App, beside: &Path) -> Result<(), Error> {
        let lock = app.data().join("targets.lock");
        let alone = files::exclusive(&lock).map_err(|error| files::storage(&lock, &error))?;
        if FileStamp::of(self.path) != self.then {
            return Err(self.taken());
        }
        let placed = files::put_in_place(beside, self.path);
        drop(alone);
        placed
    }

    fn taken(&self) -> Error {
        Error::new(Code::Refused, "error-target-changed").with("path", self.path.display())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AppOptions;

    #[test]
    fn what_somebody_else_wrote_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(AppOptions::headless(folder.path().join("data"))).unwrap();
        let (target, ours) = (folder.path().join("signed.pdf"), folder.path().join("ours"));
        for existing in [None, Some(b"an older one")] {
            let _ = fs::remove_file(&target);
            if let Some(bytes) = existing {
                fs::write(&target, bytes).unwrap();
            }
            let looked = Target::look(&target).unwrap();
            fs::write(&ours, b"ours").unwrap();
            fs::write(&target, b"signed by somebody else").unwrap();
            let error = looked.put(&app, &ours).unwrap_err();
            assert_eq!(error.message, "error-target-changed");
            assert_eq!(fs::read(&target).unwrap(), b"signed by somebody else");
            assert!(!ours.exists());
        }
        let looked = Target::look(&target).unwrap();
        fs::write(&ours, b"ours").unwrap();
        looked.put(&app, &ours).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"ours", "an existing target is replaced whole");
        assert!(!ours.exists());
    }
}
