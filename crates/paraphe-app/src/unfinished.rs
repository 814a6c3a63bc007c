//! A file on its way to its name: whoever looks finds the former one or the whole new one, never a part of it.
//!
//! Where the system knows files without a name (Linux, on most disks) it has none until it is whole, so that a program that is
//! killed leaves nothing. Elsewhere, and for the moment in which one file takes the place of another, it lies beside its target as
//! `.NAME.PID.NUMBER.part`; what a killed program left there goes with the next file that is written under that name, a day later.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A file that has no name yet, or only a passing one; it is gone when this is dropped before it was placed.
#[derive(Debug)]
pub(crate) struct Unfinished {
    /// None once it is placed: Windows renames nothing that is open.
    file: Option<File>,
    place: Place,
    readers: Readers,
}

#[derive(Debug)]
enum Place {
    /// Without a name: the system's own path to it, as long as it is open.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "no other system knows such files"))]
    Nameless(PathBuf),
    /// Under a name that is given up again.
    Named(PathBuf),
    /// Where it belongs.
    Placed,
}

/// Who may read the file once it is there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Readers {
    /// Its owner alone.
    Owner,
    /// Whoever may read what this person writes; of a file that is replaced, whoever could read that.
    Usual,
}

impl Unfinished {
    /// Begins a file that is to lie at `target`, or elsewhere in its folder.
    ///
    /// # Errors
    /// Nothing can be written in the target's folder.
    pub(crate) fn begin(target: &Path, readers: Readers) -> io::Result<Self> {
        let mut options = match readers {
            Readers::Owner => paraphe_history::private::file_options(),
            Readers::Usual => OpenOptions::new(),
        };
        options.write(true);
        let (file, place) = match nameless(target, &options) {
            Some((file, path)) => (file, Place::Nameless(path)),
            None => named(target, &options).map(|(file, path)| (file, Place::Named(path)))?,
        };
        sweep(target, &file);
        Ok(Self { file: Some(file), place, readers })
    }

    /// Begins a file under a name that was made up for it; [`Unfinished::keep`] leaves it there.
    ///
    /// # Errors
    /// It cannot be made, or is there.
    pub(crate) fn at(path: &Path) -> io::Result<Self> {
        let (file, place) = (File::create_new(path)?, Place::Named(path.to_owned()));
        Ok(Self { file: Some(file), place, readers: Readers::Usual })
    }

    /// The file, to be written.
    pub(crate) fn file(&self) -> &File {
        self.file.as_ref().expect("it is open until it is placed, and whoever places it writes no more")
    }

    /// Where it can be read meanwhile.
    pub(crate) fn path(&self) -> &Path {
        match &self.place {
            Place::Nameless(path) | Place::Named(path) => path,
            Place::Placed => Path::new(""),
        }
    }

    /// Leaves it under the name it was begun with.
    pub(crate) fn keep(mut self) {
        self.place = Place::Placed;
    }

    /// Gives the file its name where there is none of that name yet, and makes that last. The bytes are to be synced before.
    /// Once it has its name nothing fails any more.
    ///
    /// # Errors
    /// `AlreadyExists`: the name is taken, and another one may be tried; or the system refuses.
    pub(crate) fn place_new(&mut self, target: &Path) -> io::Result<()> {
        match &self.place {
            Place::Nameless(_) => self.link(target)?,
            Place::Named(path) => match fs::hard_link(path, target) {
                // A second name of it harms nobody; the first goes when this is dropped.
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
                // Some disks know no second names: the name is taken with an empty file, then replaced.
                Err(_) => {
                    File::create_new(target)?;
                    self.rename(target).inspect_err(|_| {
                        // Our own empty file.
                        let _ = fs::remove_file(target);
                    })?;
                }
            },
            Place::Placed => return Err(io::ErrorKind::NotFound.into()),
        }
        make_lasting(target);
        Ok(())
    }

    /// Puts the file in the place of whatever has its name, and makes that last. The bytes are to be synced before. Who could
    /// not read the former file cannot read this one.
    ///
    /// # Errors
    /// The system refuses; the target is what it was.
    pub(crate) fn replace(&mut self, target: &Path) -> io::Result<()> {
        if matches!(self.place, Place::Nameless(_)) {
            match self.place_new(target) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                placed => return placed,
            }
            self.take_rights_of(target);
            // Nothing is replaced by what has no name: it gets one for a moment.
            let path = beside(target);
            self.link(&path)?;
            self.place = Place::Named(path);
        } else {
            self.take_rights_of(target);
        }
        self.rename(target)?;
        make_lasting(target);
        Ok(())
    }

    /// Who could read the former file can read this one, and nobody else. Disks that know no rights keep none.
    #[cfg(unix)]
    fn take_rights_of(&self, former: &Path) {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
        const OF_GROUP: u32 = 0o070;
        let (Ok(was), Ok(is)) = (fs::metadata(former), self.file().metadata()) else { return };
        if self.readers == Readers::Owner {
            return;
        }
        if was.uid() != is.uid() {
            // The system's administrator alone gives files away: whoever had the file has it still.
            let _ = fchown(self.file(), Some(was.uid()), None);
        }
        let is_its_group = was.gid() == is.gid() || fchown(self.file(), None, Some(was.gid())).is_ok();
        // What one group could do is not for another.
        let mode = if is_its_group { was.mode() } else { was.mode() & !OF_GROUP };
        let _ = self.file().set_permissions(fs::Permissions::from_mode(mode & 0o777));
    }

    /// Rights are inherited there.
    #[cfg(not(unix))]
    fn take_rights_of(&self, _former: &Path) {
        let _ = self.readers;
    }

    fn rename(&mut self, target: &Path) -> io::Result<()> {
        self.file = None;
        fs::rename(self.path(), target)?;
        self.place = Place::Placed;
        Ok(())
    }

    #[cfg(target_os = "linux")]
    fn link(&self, target: &Path) -> io::Result<()> {
        use rustix::fs::{AtFlags, CWD, linkat};
        Ok(linkat(CWD, self.path(), CWD, target, AtFlags::SYMLINK_FOLLOW)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn link(&self, _target: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        self.file = None;
        if let Place::Named(path) = &self.place {
            // Whatever has become of the target: a leftover neighbour would only confuse.
            let _ = fs::remove_file(path);
        }
    }
}

/// A file without a name in the target's folder; none where the system or the disk knows no such files. What else is wrong
/// with the folder is told by making one with a name.
#[cfg(target_os = "linux")]
fn nameless(target: &Path, options: &OpenOptions) -> Option<(File, PathBuf)> {
    use std::os::fd::AsRawFd as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = i32::try_from(rustix::fs::OFlags::TMPFILE.bits()).ok()?;
    let file = options.clone().custom_flags(flags).open(folder_of(target)).ok()?;
    let path = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
    // Without the list of open files there is no way from this file to a name.
    path.exists().then_some((file, path))
}

#[cfg(not(target_os = "linux"))]
fn nameless(_target: &Path, _options: &OpenOptions) -> Option<(File, PathBuf)> {
    None
}

/// A file beside the target.
fn named(target: &Path, options: &OpenOptions) -> io::Result<(File, PathBuf)> {
    loop {
        let path = beside(target);
        match options.clone().create_new(true).open(&path) {
            // Left by an earlier process of the same number.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (file, path)),
        }
    }
}

/// The neighbour of a file, in the same folder, so that a renaming stays on one disk.
fn beside(target: &Path) -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    target.with_file_name(format!("{}{}.{number}{ENDING}", beginning(target), std::process::id()))
}

/// What the names of a target's neighbours begin with: of a long name its beginning, for disks take 255 bytes of a name,
/// some 143.
fn beginning(target: &Path) -> String {
    const LONGEST: usize = 100;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let short = name.char_indices().take_while(|(at, character)| at + character.len_utf8() <= LONGEST);
    format!(".{}.", short.map(|(_, character)| character).collect::<String>())
}

const ENDING: &str = ".part";

/// Longer than anybody writes at a file.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes the neighbours killed programs left of this target. What cannot be looked at or removed is tried again the next time.
/// How old they are is told by the file that was made there now: by the disk, whoever's clock it goes by.
fn sweep(target: &Path, made: &File) {
    let beginning = beginning(target);
    let Ok(now) = made.metadata().and_then(|found| found.modified()) else { return };
    for entry in fs::read_dir(folder_of(target)).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with(&beginning) || !name.ends_with(ENDING) {
            continue;
        }
        let modified = entry.metadata().and_then(|found| found.modified()).ok();
        if modified.and_then(|then| now.duration_since(then).ok()).is_some_and(|age| age > A_DAY) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a name in the target's folder lasting; only Unix lets a folder be opened for that. The file is there and whole: where
/// that cannot be done (into some folders one may only put things), it would be wrong to say that it is not.
fn make_lasting(target: &Path) {
    if !cfg!(unix) {
        return;
    }
    if let Err(error) = File::open(folder_of(target)).and_then(|folder| folder.sync_all()) {
        tracing::warn!(%error, "a file's name may not outlive a power cut");
    }
}

#[cfg(test)]
mod tests;
