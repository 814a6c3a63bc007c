//! Writing files so that nothing half-written is ever seen ([`Unfinished`]): written, synced, and only then given their name.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use paraphe_envelope::Sha256Digest;
use paraphe_history::private;
use sha2::{Digest as _, Sha256};

use crate::unfinished::{Readers, Unfinished};
use crate::{Code, Error};

/// Larger than any key, certificate, drawing or text that is read whole.
pub(crate) const LARGEST: u64 = 16 * 1024 * 1024;

/// The bytes of a file that is read whole, where it is not larger than that.
///
/// # Errors
/// `documentUnreadable`: it cannot be read, or is larger.
pub(crate) fn read_at_most(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let bytes = beginning(path, limit.saturating_add(1))?;
    if bytes.len() as u64 <= limit {
        return Ok(bytes);
    }
    Err(Error::new(Code::DocumentUnreadable, "error-file-too-large")
        .with("path", path.display())
        .with("name", crate::documents::name_of(path))
        .with("limit", limit >> 20)
        .detail(format!("more than {limit} bytes")))
}

/// The first bytes of a file, whatever it says of its length: a device says none and never ends.
///
/// # Errors
/// `documentUnreadable`: it cannot be read.
pub(crate) fn beginning(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

/// Writes a small private file (owner only) at once or not at all.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut unfinished = Unfinished::begin(path, Readers::Owner)?;
    unfinished.file().write_all(bytes)?;
    unfinished.file().sync_all()?;
    unfinished.replace(path)
}

/// Makes a folder of ours that its owner alone may look into. One that is there stays as whoever made it wanted it: what we
/// put there is closed by itself.
///
/// # Errors
/// `storage`: it cannot be made, or is no folder.
pub(crate) fn make_private_folder(folder: &Path) -> Result<(), Error> {
    private::make_folder(folder).map_err(|error| storage(folder, &error))
}

/// Keeps other processes that ask for the same lock waiting until the answer is dropped.
pub(crate) fn exclusive(lock: &Path) -> io::Result<File> {
    // Who may not read a secret must not be able to hold it up either.
    let file = private::file_options().create(true).truncate(false).open(lock)?;
    match file.lock() {
        // Some network disks know no locks; one program alone needs none.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
        locked => locked.map(|()| file),
    }
}

/// A rename would replace a file that its owner protected against writing: that is asked about, not done.
///
/// # Errors
/// `storage`: the target is there and may not be written, or is a folder.
pub(crate) fn replaceable(target: &Path) -> Result<(), Error> {
    let Ok(metadata) = fs::metadata(target) else { return Ok(()) };
    if !metadata.is_file() {
        // A folder, a device, a pipe: none of them can hold a document.
        let told = if metadata.is_dir() { "error-is-a-folder" } else { "error-no-plain-file" };
        return Err(Error::new(Code::Storage, told).with("path", target.display()));
    }
    if metadata.permissions().readonly() {
        return Err(Error::new(Code::Storage, "error-file-protected").with("path", target.display()));
    }
    Ok(())
}

/// Copies a file to a place a person chose, at once or not at all, and only when it is the one that was meant.
///
/// # Errors
/// `storage`, with the path and the operating system's reason.
pub(crate) fn copy_to(source: &Path, target: &Path, expected: &Sha256Digest) -> Result<(), Error> {
    replaceable(target)?;
    let copied = copied(source, target, expected).and_then(|mut copy| copy.replace(target));
    copied.map_err(|error| storage(target, &error))
}

/// A copy of a document that has no name yet.
fn copied(source: &Path, target: &Path, expected: &Sha256Digest) -> io::Result<Unfinished> {
    let copy = Unfinished::begin(target, Readers::Usual)?;
    let mut to = Hashed { file: copy.file(), hash: Sha256::new() };
    io::copy(&mut File::open(source)?, &mut to)?;
    if Sha256Digest(to.hash.finalize().into()) != *expected {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the copy is not the document"));
    }
    copy.file().sync_all()?;
    Ok(copy)
}

/// Copies a file into a folder under a name nothing there has: `name.pdf`, `name (2).pdf`… A file there that is the same
/// already is the answer.
///
/// # Errors
/// As [`copy_to`].
pub(crate) fn copy_beside_others(
    source: &Path,
    folder: &Path,
    name: &str,
    expected: &Sha256Digest,
) -> Result<PathBuf, Error> {
    let mut written = None;
    for number in 1.. {
        let target = folder.join(numbered(name, number));
        // Some name that is taken by a link to nothing is taken.
        if fs::symlink_metadata(&target).is_ok() {
            if is_the_same(&target, expected) {
                return Ok(target);
            }
            continue;
        }
        let failed = |error: io::Error| storage(&target, &error);
        let mut copy = match written.take() {
            Some(copy) => copy,
            None => copied(source, &target, expected).map_err(failed)?,
        };
        match copy.place_new(&target) {
            Ok(()) => return Ok(target),
            // Whoever asked for the same name meanwhile has it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => written = Some(copy),
            Err(error) => return Err(failed(error)),
        }
    }
    Err(Error::internal("every number is taken"))
}

fn numbered(name: &str, number: u32) -> String {
    if number == 1 {
        return name.to_owned();
    }
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{stem} ({number}).{ending}"),
        Some(_) | None => format!("{name} ({number})"),
    }
}

fn is_the_same(path: &Path, expected: &Sha256Digest) -> bool {
    let hash = || -> io::Result<Sha256Digest> {
        let mut to = Hashed { file: io::sink(), hash: Sha256::new() };
        io::copy(&mut File::open(path)?, &mut to)?;
        Ok(Sha256Digest(to.hash.finalize().into()))
    };
    // A name taken by a folder, or by what nobody may read, is taken.
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
        && hash().is_ok_and(|found| found == *expected)
}

/// A file that is hashed as it is written.
struct Hashed<W> {
    file: W,
    hash: Sha256,
}

impl<W: io::Write> io::Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a file a person asked for, at once or not at all.
///
/// # Errors
/// `storage`, with the path and the operating system's reason.
pub(crate) fn write_new(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    replaceable(target)?;
    let written = written(target, bytes).and_then(|mut file| file.replace(target));
    written.map_err(|error| storage(target, &error))
}

/// Bytes on the disk that have no name yet.
///
/// # Errors
/// Nothing can be written where the target is to lie.
pub(crate) fn written(target: &Path, bytes: &[u8]) -> io::Result<Unfinished> {
    let unfinished = Unfinished::begin(target, Readers::Usual)?;
    unfinished.file().write_all(bytes)?;
    unfinished.file().sync_all()?;
    Ok(unfinished)
}

/// Whether two paths lead to the same file.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// The folder that is missing where a file was to be: the file itself is not what somebody has to make.
fn missing_folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.filter(|folder| !folder.is_dir()).unwrap_or(path)
}

/// The sentence for a disk that refuses: full, read-only, not there.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the standard library's list is open; the rest is told in its own words"
)]
pub(crate) fn storage(path: &Path, error: &io::Error) -> Error {
    let message = match error.kind() {
        _ if is_in_use(path) => "error-file-in-use",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "error-disk-full",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "error-target-read-only",
        io::ErrorKind::NotADirectory => "error-not-a-folder",
        // A folder was to be made where a file lies.
        io::ErrorKind::AlreadyExists if path.is_file() => "error-not-a-folder",
        io::ErrorKind::NotFound => "error-folder-missing",
        io::ErrorKind::IsADirectory => "error-is-a-folder",
        _ => "error-storage",
    };
    let path = match message {
        "error-folder-missing" => missing_folder(path),
        "error-not-a-folder" => path.ancestors().find(|above| above.is_file()).unwrap_or(path),
        _ => path,
    };
    Error::new(Code::Storage, message).with("path", path.display()).detail(error)
}

/// The sentence for a file that cannot be read.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the standard library's list is open; the rest is told in its own words"
)]
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Error {
    let message = match error.kind() {
        _ if is_in_use(path) => "error-file-in-use",
        io::ErrorKind::IsADirectory => "error-is-a-folder",
        io::ErrorKind::NotFound => "error-file-missing",
        io::ErrorKind::PermissionDenied => "error-file-forbidden",
        _ => "error-file-unreadable",
    };
    Error::new(Code::DocumentUnreadable, message)
        .with("path", path.display())
        .with("name", crate::documents::name_of(path))
        .detail(error)
}

/// Whether another program keeps a file to itself, as Windows lets it. Whoever replaces such a file is told of missing
/// rights; opening it says what it is.
#[cfg(windows)]
pub(crate) fn is_in_use(path: &Path) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    let is_kept =
        |opened: io::Result<File>| opened.is_err_and(|error| error.raw_os_error() == Some(SHARING_VIOLATION));
    is_kept(File::open(path)) || is_kept(fs::OpenOptions::new().write(true).open(path))
}

/// Elsewhere no program can.
#[cfg(not(windows))]
pub(crate) fn is_in_use(_path: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_file_without_an_end_no_more_is_read_than_it_may_hold() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, b"1234").unwrap();
        assert_eq!(read_at_most(&file, 4).unwrap(), b"1234");
        let error = read_at_most(&file, 3).unwrap_err();
        assert_eq!(
            (error.message.as_str(), error.params["name"].as_str()),
            ("error-file-too-large", "a.json")
        );
        #[cfg(unix)]
        assert_eq!(
            read_at_most(Path::new("/dev/zero"), LARGEST).unwrap_err().message,
            "error-file-too-large"
        );
    }

    #[test]
    fn a_file_where_a_folder_should_be_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.pdf");
        fs::write(&file, b"%PDF-").unwrap();
        let below = write_new(&file.join("b/c.png"), b"x").unwrap_err();
        let made = storage(&file, &fs::create_dir_all(&file).unwrap_err());
        for error in [below, made] {
            let named = error.params["path"].clone();
            assert_eq!((error.message.as_str(), named), ("error-not-a-folder", file.display().to_string()));
        }
    }

    #[test]
    fn a_read_only_or_missing_folder_is_a_sentence_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("a.pdf");
        fs::write(&source, b"%PDF-").unwrap();
        let error =
            copy_to(&source, &folder.path().join("absent/b.pdf"), &Sha256Digest::of(b"%PDF-")).unwrap_err();
        assert_eq!(error.message, "error-folder-missing");
        let error = copy_to(&source, folder.path(), &Sha256Digest::of(b"%PDF-")).unwrap_err();
        assert_eq!(error.code, Code::Storage);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "only the source may be there");
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_we_make_is_its_owners_and_one_that_is_there_stays_as_it_is() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        let new = folder.path().join("share/paraphe");
        make_private_folder(&new).unwrap();
        assert_eq!((mode(&new), mode(new.parent().unwrap())), (0o700, 0o700));
        for given in [0o755, 0o777, 0o1777] {
            fs::set_permissions(&new, fs::Permissions::from_mode(given)).unwrap();
            make_private_folder(&new).unwrap();
            assert_eq!(mode(&new), given);
        }

        let file = folder.path().join("file");
        fs::write(&file, b"").unwrap();
        assert_eq!(make_private_folder(&file).unwrap_err().code, Code::Storage);
    }

    #[test]
    fn a_file_that_is_protected_is_no_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.pdf");
        fs::write(&file, b"%PDF-").unwrap();
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        let error = write_new(&file, b"other").unwrap_err();
        assert_eq!((error.code, error.message.as_str()), (Code::Storage, "error-file-protected"));
        assert_eq!(fs::read(&file).unwrap(), b"%PDF-");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        // Through a link: should the guard fail, the link is replaced and not the machine's own device.
        let link = folder.path().join("device.pdf");
        std::os::unix::fs::symlink("/dev/null", &link).unwrap();
        let error = write_new(&link, b"%PDF-").unwrap_err();
        assert_eq!((error.code, error.message.as_str()), (Code::Storage, "error-no-plain-file"));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn no_file_is_replaced_and_none_is_written_twice() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("source");
        fs::write(&source, b"abc").unwrap();
        let out = folder.path().join("out");
        fs::create_dir_all(out.join("a (2).pdf")).unwrap();
        fs::write(out.join("a.pdf"), b"other").unwrap();
        let copy = || copy_beside_others(&source, &out, "a.pdf", &Sha256Digest::of(b"abc")).unwrap();
        assert_eq!(copy(), out.join("a (3).pdf"));
        assert_eq!(copy(), out.join("a (3).pdf"), "it lies there already");
        assert_eq!(fs::read(out.join("a.pdf")).unwrap(), b"other");
        assert!(copy_beside_others(&source, &out, "b.pdf", &Sha256Digest::of(b"other")).is_err());
        assert_eq!(fs::read_dir(&out).unwrap().count(), 3, "nothing half-written");
    }

    #[test]
    fn a_copy_that_is_not_the_document_is_not_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("a.pdf");
        fs::write(&source, b"abc").unwrap();
        let target = folder.path().join("b.pdf");
        copy_to(&source, &target, &Sha256Digest::of(b"abc")).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"abc");
        fs::remove_file(&target).unwrap();
        assert!(copy_to(&source, &target, &Sha256Digest::of(b"other")).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "only the source may be there");
    }
}
