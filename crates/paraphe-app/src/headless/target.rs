//! The file a signature is written to. Nobody's signature is lost: whoever writes the same file meanwhile keeps it.

use std::io;
use std::path::Path;

use crate::documents::FileStamp;
use crate::unfinished::{Readers, Unfinished};
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
    /// It is a folder, a device, a link to nothing, or protected against writing.
    pub(crate) fn look(path: &'a Path) -> Result<Self, Error> {
        files::replaceable(path)?;
        if path.is_symlink() && !path.exists() {
            // Its name is taken, and where it leads somebody may have meant nothing to be.
            return Err(Error::new(Code::Storage, "error-link-to-nothing").with("path", path.display()));
        }
        Ok(Self { path, then: FileStamp::of(path) })
    }

    /// The file to write until it is whole.
    ///
    /// # Errors
    /// `storage`: nothing can be written there.
    pub(crate) fn begin(&self) -> Result<Unfinished, Error> {
        Unfinished::begin(self.path, Readers::Usual).map_err(|error| files::storage(self.path, &error))
    }

    /// Gives the finished file its name, unless somebody has written one of that name meanwhile.
    ///
    /// # Errors
    /// `refused` then; `storage`. The finished file is gone, the target is what it is.
    pub(crate) fn put(self, app: &App, mut finished: Unfinished) -> Result<(), Error> {
        let placed = match self.then {
            // Where nothing was, nothing is replaced.
            None => finished.place_new(self.path),
            Some(_) => return self.replace(app, finished),
        };
        placed.map_err(|error| match error.kind() == io::ErrorKind::AlreadyExists {
            true => self.taken(),
            false => files::storage(self.path, &error),
        })
    }

    /// One Paraphe after another looks and replaces.
    fn replace(&self, app: &App, mut finished: Unfinished) -> Result<(), Error> {
        let lock = app.data().join("targets.lock");
        let alone = files::exclusive(&lock).map_err(|error| files::storage(&lock, &error))?;
        if FileStamp::of(self.path) != self.then {
            return Err(self.taken());
        }
        let placed = finished.replace(self.path).map_err(|error| files::storage(self.path, &error));
        drop(alone);
        placed
    }

    fn taken(&self) -> Error {
        Error::new(Code::Refused, "error-target-changed").with("path", self.path.display())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::AppOptions;

    #[cfg(unix)]
    #[test]
    fn a_link_to_nothing_is_told_as_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let (link, there) = (folder.path().join("link.pdf"), folder.path().join("there.pdf"));
        std::os::unix::fs::symlink(&there, &link).unwrap();
        let error = Target::look(&link).map(drop).unwrap_err();
        assert_eq!(error.message, "error-link-to-nothing");
        fs::write(&there, b"").unwrap();
        Target::look(&link).unwrap();
    }

    #[test]
    fn what_somebody_else_wrote_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(AppOptions::headless(folder.path().join("data"))).unwrap();
        let target = folder.path().join("signed.pdf");
        let ours = || files::written(&target, b"ours").unwrap();
        for existing in [None, Some(b"an older one")] {
            let _ = fs::remove_file(&target);
            if let Some(bytes) = existing {
                fs::write(&target, bytes).unwrap();
            }
            let looked = Target::look(&target).unwrap();
            let ours = ours();
            fs::write(&target, b"signed by somebody else").unwrap();
            let error = looked.put(&app, ours).unwrap_err();
            assert_eq!(error.message, "error-target-changed");
            assert_eq!(fs::read(&target).unwrap(), b"signed by somebody else");
        }
        Target::look(&target).unwrap().put(&app, ours()).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"ours", "an existing target is replaced whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "the data and the target");
    }
}
