//! A file on its way to its name: whoever looks finds the former one or the whole new one, never a part of it.
//!
//! Where the system knows files without a name (Linux, on most disks) it has none until it is whole, so that a program that is
//! killed leaves nothing. Elsewhere it lies beside its target as `.NAME.PID.NUMBER.part`; what a killed program left there goes
//! with the next file that is written under that name, a day later.

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
    /// Whoever may read what this person writes.
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
        if let Some(nameless) = nameless(target, &options) {
            return Ok(nameless);
        }
        sweep(target);
        loop {
            let path = beside(target);
            match options.clone().create_new(true).open(&path) {
                Ok(file) => return Ok(Self { file: Some(file), place: Place::Named(path) }),
                // Left by an earlier process of the same number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Begins a file under a name that was made up for it; [`Unfinished::keep`] leaves it there.
    ///
    /// # Errors
    /// It cannot be made, or is there.
    pub(crate) fn at(path: &Path) -> io::Result<Self> {
        Ok(Self { file: Some(File::create_new(path)?), place: Place::Named(path.to_owned()) })
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
        sync_folder(target)
    }

    /// Puts the file in the place of whatever has its name, and makes that last. The bytes are to be synced before.
    ///
    /// # Errors
    /// The system refuses; the target is what it was.
    pub(crate) fn replace(&mut self, target: &Path) -> io::Result<()> {
        if matches!(self.place, Place::Nameless(_)) {
            // Nothing is replaced by what has no name: it gets one for a moment.
            let path = beside(target);
            self.link(&path)?;
            self.place = Place::Named(path);
        }
        self.rename(target)?;
        sync_folder(target)
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
fn nameless(target: &Path, options: &OpenOptions) -> Option<Unfinished> {
    use std::os::fd::AsRawFd as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = i32::try_from(rustix::fs::OFlags::TMPFILE.bits()).ok()?;
    let file = options.clone().custom_flags(flags).open(folder_of(target)).ok()?;
    let path = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
    // Without the list of open files there is no way from this file to a name.
    path.exists().then_some(Unfinished { file: Some(file), place: Place::Nameless(path) })
}

#[cfg(not(target_os = "linux"))]
fn nameless(_target: &Path, _options: &OpenOptions) -> Option<Unfinished> {
    None
}

/// The neighbour of a file, in the same folder, so that a renaming stays on one disk.
fn beside(target: &Path) -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    target.with_file_name(format!("{}{}.{number}{ENDING}", beginning(target), std::process::id()))
}

fn beginning(target: &Path) -> String {
    format!(".{}.", target.file_name().unwrap_or_default().to_string_lossy())
}

const ENDING: &str = ".part";

/// Longer than anybody writes at a file.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes the neighbours killed programs left of this target. What cannot be looked at or removed is tried again the next time.
fn sweep(target: &Path) {
    let beginning = beginning(target);
    for entry in fs::read_dir(folder_of(target)).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with(&beginning) || !name.ends_with(ENDING) {
            continue;
        }
        let age =
            entry.metadata().and_then(|found| found.modified()).ok().and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age > A_DAY) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a renaming in the target's folder lasting. Only Unix lets a folder be opened for that.
fn sync_folder(target: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder_of(target))?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::time::SystemTime;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// As it is begun on this computer, and as on disks that know no nameless files.
    const BOTH_WAYS: [fn(&Path) -> Unfinished; 2] = [
        |target| Unfinished::begin(target, Readers::Usual).unwrap(),
        |target| Unfinished::at(&beside(target)).unwrap(),
    ];

    #[test]
    fn nothing_is_seen_of_a_file_until_it_is_placed_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.pdf");
        for begin in BOTH_WAYS {
            let mut unfinished = begin(&target);
            let _ = fs::remove_file(&target);
            unfinished.file().write_all(b"new").unwrap();
            assert_eq!(fs::read(unfinished.path()).unwrap(), b"new", "it can be read before it has its name");
            assert!(!target.exists());
            unfinished.place_new(&target).unwrap();
            drop(unfinished);
            assert_eq!(
                (names(folder.path()), fs::read(&target).unwrap()),
                (vec!["a.pdf".to_owned()], b"new".to_vec())
            );
        }
        for begin in BOTH_WAYS {
            let mut unfinished = begin(&target);
            fs::write(&target, b"former").unwrap();
            unfinished.file().write_all(b"newer").unwrap();
            unfinished.replace(&target).unwrap();
            drop(unfinished);
            assert_eq!(
                (names(folder.path()), fs::read(&target).unwrap()),
                (vec!["a.pdf".to_owned()], b"newer".to_vec())
            );
        }
    }

    #[test]
    fn a_name_that_is_taken_is_told_and_another_one_can_be_tried() {
        let folder = tempfile::tempdir().unwrap();
        let (target, other) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
        fs::write(&target, b"former").unwrap();
        for begin in BOTH_WAYS {
            let mut unfinished = begin(&target);
            let _ = fs::remove_file(&other);
            unfinished.file().write_all(b"new").unwrap();
            assert_eq!(unfinished.place_new(&target).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
            unfinished.place_new(&other).unwrap();
            drop(unfinished);
            assert_eq!(
                (fs::read(&target).unwrap(), fs::read(&other).unwrap()),
                (b"former".to_vec(), b"new".to_vec())
            );
            assert_eq!(names(folder.path()), ["a.pdf", "b.pdf"]);
        }
    }

    #[test]
    fn what_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        BOTH_WAYS.iter().for_each(|begin| drop(begin(&folder.path().join("a.pdf"))));
        assert_eq!(names(folder.path()), [""; 0]);
    }

    /// Whoever kills the program runs nothing of it any more: not even what tidies up.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_that_is_killed_leaves_nothing_where_the_disk_knows_nameless_files() {
        let folder = tempfile::tempdir().unwrap();
        let unfinished = Unfinished::begin(&folder.path().join("a.pdf"), Readers::Usual).unwrap();
        if matches!(unfinished.place, Place::Named(_)) {
            eprintln!("skipped: this disk knows no nameless files");
            return;
        }
        unfinished.file().write_all(b"part").unwrap();
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn old_leftovers_of_this_name_go_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.pdf");
        for (name, is_old) in [
            (".a.pdf.4711.part", true),
            (".a.pdf.4711.7.part", true),
            (".a.pdf.4712.part", false),
            (".b.pdf.4711.part", true),
            ("a.pdf.part", true),
        ] {
            let file = File::create(folder.path().join(name)).unwrap();
            if is_old {
                file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
            }
        }
        sweep(&target);
        assert_eq!(names(folder.path()), [".a.pdf.4712.part", ".b.pdf.4711.part", "a.pdf.part"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_its_owners_alone_is_so_from_the_beginning() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("secret");
        let mut unfinished = Unfinished::begin(&target, Readers::Owner).unwrap();
        unfinished.place_new(&target).unwrap();
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
