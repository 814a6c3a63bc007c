//! Who sends an envelope: one program at a time, one dispatch after the other, so that what becomes of one is known before
//! the next leaves. A lease is a lock on a file, so that it ends with the program, however
//! suddenly. The file goes with the lease where the system tells whether an open file is still the one of that name: whoever
//! opened it just before would hold a lock nobody else sees, and looks again.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use paraphe_envelope::EnvelopeId;
use paraphe_history::private;

use crate::data_folder::Part;
use crate::scratch::a_day_old;
use crate::{App, Error, blocking, files};

/// As long as it lives, nobody else sends anything of this envelope.
#[derive(Debug)]
pub(crate) struct Lease {
    _file: File,
    path: PathBuf,
}

impl Drop for Lease {
    /// The lock ends after this, with the file.
    fn drop(&mut self) {
        if KNOWS_FILES {
            // What cannot be removed now is when it is held the next time.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// How often a file that is gone by the time it is locked is opened anew.
const TRIES: u32 = 64;

/// Takes the lease of an envelope; none when another program (or another task of this one) has it.
///
/// # Errors
/// `storage` when the folder of locks cannot be used.
pub(crate) async fn take(app: &App, envelope: &EnvelopeId) -> Result<Option<Lease>, Error> {
    take_named(app, envelope.as_str()).await
}

/// The same for anything else only one program at a time may do.
///
/// # Errors
/// As [`take`].
pub(crate) async fn take_named(app: &App, name: &str) -> Result<Option<Lease>, Error> {
    let (app, name) = (app.clone(), name.to_owned());
    blocking::run(move || hold(&app, &name)).await
}

/// The same where blocking is no harm.
///
/// # Errors
/// As [`take`].
pub(crate) fn hold(app: &App, name: &str) -> Result<Option<Lease>, Error> {
    let folder = app.part(Part::Locks);
    let path = folder.join(name);
    let storage = |error: io::Error| files::storage(&path, &error);
    for _ in 0..TRIES {
        let file = opened(&folder, &path).map_err(storage)?;
        match file.try_lock() {
            Ok(()) if !is_at(&file, &path) => {}
            Ok(()) => return Ok(Some(Lease { _file: file, path })),
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Some network disks know no locks; one program alone needs none.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(Some(Lease { _file: file, path }));
            }
            Err(TryLockError::Error(error)) => return Err(storage(error)),
        }
    }
    // So many others had it meanwhile that one has it now.
    Ok(None)
}

fn opened(folder: &Path, path: &Path) -> io::Result<File> {
    let mut options = private::file_options();
    options.create(true).truncate(false);
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            private::make_folder(folder)?;
            options.open(path)
        }
        opened => opened,
    }
}

#[cfg(unix)]
const KNOWS_FILES: bool = true;
#[cfg(not(unix))]
const KNOWS_FILES: bool = false;

/// Whether an open file is the one that has this name now.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let which = |found: io::Result<fs::Metadata>| found.map(|found| (found.dev(), found.ino())).ok();
    let open = which(file.metadata());
    open.is_some() && open == which(fs::metadata(path))
}

/// Nothing is ever removed.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// Removes what programs that were killed, and versions before, have left: what is a day old, for nobody shall find something
/// held that nobody uses.
pub(crate) fn sweep(app: &App) {
    if !KNOWS_FILES {
        return;
    }
    let files = a_day_old(&app.part(Part::Locks), app.now());
    for name in files.filter_map(|entry| entry.file_name().into_string().ok()) {
        // Whoever holds one removes it.
        drop(hold(app, &name));
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::ports::SystemClock;
    use crate::{AppOptions, ChainChoice, ChainOrFile};

    const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

    fn app(data: &Path) -> App {
        let secrets = ChainOrFile::open(data, ChainChoice::FileOnly);
        let options = AppOptions::headless(data.to_owned());
        App::open_with(options, Box::new(SystemClock), Box::new(secrets)).unwrap()
    }

    fn left(app: &App) -> Vec<String> {
        let files = fs::read_dir(app.part(Part::Locks)).into_iter().flatten().flatten();
        let mut names: Vec<_> = files.map(|file| file.file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn leave(app: &App, name: &str, age: Duration) {
        let file = private::file_options()
            .create(true)
            .truncate(false)
            .open(app.part(Part::Locks).join(name))
            .unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
    }

    #[test]
    fn a_lease_leaves_no_file_and_what_was_left_is_swept_but_not_what_is_held() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        let held = hold(&app, "a").unwrap().unwrap();
        for (name, age) in [("a", 2 * A_DAY), ("b", 2 * A_DAY), ("c", A_DAY / 2)] {
            leave(&app, name, age);
        }
        sweep(&app);
        assert_eq!(left(&app), ["a", "c"], "what is held stays, and what is young");
        assert!(hold(&app, "a").unwrap().is_none(), "one at a time");
        drop(held);
        assert_eq!(left(&app), ["c"]);
        assert!(hold(&app, "a").unwrap().is_some());
    }

    #[test]
    fn of_many_who_take_and_leave_it_never_do_two_have_it() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        let (inside, taken) = (AtomicU32::new(0), AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    while taken.load(Ordering::SeqCst) < 500 {
                        let Some(lease) = hold(&app, "a").unwrap() else { continue };
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "two have it");
                        taken.fetch_add(1, Ordering::SeqCst);
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(lease);
                    }
                });
            }
        });
    }
}
