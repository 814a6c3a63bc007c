//! Writing files so that nothing half-written is ever seen: beside, fsync, rename.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use paraphe_envelope::Sha256Digest;

use crate::{Code, Error};

/// Writes a small private file (owner only) at once or not at all.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    let outcome = (|| {
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    if outcome.is_err() {
        // The target is untouched; a leftover neighbour would only confuse.
        let _ = fs::remove_file(&beside);
    }
    outcome
}

/// Copies a file to a place a person chose, at once or not at all; never overwrites silently a file that cannot be replaced.
///
/// # Errors
/// `storage`, with the path and the operating system's reason.
pub(crate) fn copy_to(source: &Path, target: &Path) -> Result<Sha256Digest, Error> {
    replaceable(target)?;
    let beside = beside(target);
    let outcome = (|| {
        let mut from = File::open(source)?;
        let mut to = fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
        io::copy(&mut from, &mut to)?;
        to.sync_all()?;
        fs::rename(&beside, target)?;
        fs::read(target).map(|bytes| Sha256Digest::of(&bytes))
    })();
    outcome.map_err(|error: io::Error| {
        let _ = fs::remove_file(&beside);
        storage(target, &error)
    })
}

/// Whether a file may be put in this place: nothing is there, or a plain file. A device or a pipe would be replaced by
/// the renaming, not written to.
///
/// # Errors
/// `storage`.
pub(crate) fn replaceable(target: &Path) -> Result<(), Error> {
    match fs::metadata(target) {
        Ok(found) if found.is_dir() => Err(storage(target, &io::ErrorKind::IsADirectory.into())),
        Ok(found) if !found.is_file() => Err(storage(target, &io::ErrorKind::Unsupported.into())),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Writes a file a person asked for, at once or not at all.
///
/// # Errors
/// `storage`, with the path and the operating system's reason.
pub(crate) fn write_new(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    replaceable(target)?;
    let beside = beside(target);
    let outcome = (|| {
        let mut file = File::create_new(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, target)
    })();
    outcome.map_err(|error: io::Error| {
        // The target is untouched; a leftover neighbour would only confuse.
        let _ = fs::remove_file(&beside);
        storage(target, &error)
    })
}

/// The unfinished neighbour of a file: same folder, so that the rename stays on one disk.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

/// The sentence for a disk that refuses: full, read-only, not there.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the standard library's list is open; the rest is told in its own words"
)]
pub(crate) fn storage(path: &Path, error: &io::Error) -> Error {
    let message = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "error-disk-full",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "error-target-read-only",
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "error-folder-missing",
        io::ErrorKind::IsADirectory => "error-is-a-folder",
        _ => "error-storage",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_only_or_missing_folder_is_a_sentence_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("a.pdf");
        fs::write(&source, b"%PDF-").unwrap();
        let error = copy_to(&source, &folder.path().join("absent/b.pdf")).unwrap_err();
        assert_eq!(error.message, "error-folder-missing");
        let error = copy_to(&source, folder.path()).unwrap_err();
        assert_eq!(error.code, Code::Storage);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "only the source may be there");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_never_replaced() {
        let error = write_new(Path::new("/dev/null"), b"%PDF-").unwrap_err();
        assert_eq!(error.code, Code::Storage);
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[test]
    fn a_copy_answers_the_digest_of_what_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("a.pdf");
        fs::write(&source, b"abc").unwrap();
        let digest = copy_to(&source, &folder.path().join("b.pdf")).unwrap();
        assert_eq!(digest, Sha256Digest::of(b"abc"));
    }
}
