//! Documents on disk, named by the SHA-256 of their bytes.
//!
//! A document goes in once and never changes: it is streamed into a temporary file beside its place, synced, made
//! read-only and renamed. Reading hashes it again, so that a damaged disk is noticed before a damaged contract is
//! shown. Several processes (the window, the command line) may use one vault at the same time: a temporary file is
//! locked by the process that writes it, and only unlocked ones, left by a crash, are swept.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use paraphe_envelope::Sha256Digest;
use sha2::{Digest, Sha256};

use crate::private;

/// Why a document could not be put into the vault or taken from it.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The stored bytes are not the ones that were put in.
    #[error("the stored document {digest} is damaged (its bytes now hash to {found})")]
    Damaged {
        /// The digest asked for.
        digest: Sha256Digest,
        /// The digest of what is on disk.
        found: Sha256Digest,
    },
    /// The disk is full; nothing was kept of the document.
    #[error("no space left on the disk while storing {path}")]
    DiskFull {
        /// Where it was to be written.
        path: PathBuf,
    },
    /// The system refused for another reason.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The vault holds no such document.
    #[error("the vault holds no document {digest}")]
    Missing {
        /// The digest asked for.
        digest: Sha256Digest,
    },
    /// The system does not let this account read or write there.
    #[error("{path} may not be read or written")]
    PermissionDenied {
        /// The file or folder.
        path: PathBuf,
    },
    /// The path to copy from is a folder.
    #[error("{path} is a folder")]
    SourceIsFolder {
        /// The path given.
        path: PathBuf,
    },
    /// The file to copy from is not there.
    #[error("{path} is not there")]
    SourceMissing {
        /// The path given.
        path: PathBuf,
    },
    /// Reading the bytes to store failed on the way.
    #[error("the bytes to store could not be read: {source}")]
    SourceUnreadable {
        /// What the system said.
        source: io::Error,
    },
}

impl VaultError {
    pub(crate) fn from_io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        // The other kinds mean nothing particular for a document; they are told in the system's own words.
        if matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            Self::DiskFull { path }
        } else if matches!(source.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
        {
            Self::PermissionDenied { path }
        } else {
            Self::Io { path, source }
        }
    }
}

/// A folder of documents, each named by its SHA-256. Cheap to clone; clones share the folder.
#[derive(Clone, Debug)]
pub struct Vault {
    root: PathBuf,
}

impl Vault {
    /// Makes the folder if it is not there and removes what an interrupted copy left behind.
    ///
    /// # Errors
    /// The folder cannot be made or listed.
    pub fn open(root: &Path) -> Result<Self, VaultError> {
        let vault = Self::at(root);
        let arrivals = vault.arrivals();
        private::make_folder(&arrivals).map_err(|error| VaultError::from_io(&arrivals, error))?;
        private::close(root);
        vault.sweep()?;
        Ok(vault)
    }

    /// The vault in this folder, nothing made and nothing swept.
    pub(crate) fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Copies the file at `source` in, without holding it in memory. Putting the same bytes twice stores them once.
    ///
    /// # Errors
    /// The source cannot be read, or the vault cannot be written.
    pub fn put_file(&self, source: &Path) -> Result<Sha256Digest, VaultError> {
        let metadata = fs::metadata(source).map_err(|error| source_error(source, error))?;
        if metadata.is_dir() {
            return Err(VaultError::SourceIsFolder { path: source.to_owned() });
        }
        let mut file = File::open(source).map_err(|error| source_error(source, error))?;
        self.put_reader(&mut file)
    }

    /// Puts these bytes in.
    ///
    /// # Errors
    /// The vault cannot be written.
    pub fn put_bytes(&self, mut bytes: &[u8]) -> Result<Sha256Digest, VaultError> {
        self.put_reader(&mut bytes)
    }

    /// Puts everything `source` yields in, a block at a time.
    ///
    /// # Errors
    /// The source cannot be read, or the vault cannot be written; then nothing is kept.
    pub fn put_reader(&self, source: &mut dyn Read) -> Result<Sha256Digest, VaultError> {
        let mut arrival = Arrival::begin(&self.arrivals())?;
        let digest = arrival.receive(source)?;
        let place = self.path(&digest);
        let kept = self.keep_all()?;
        if !hash_file(&place).is_ok_and(|found| found == digest) {
            arrival.settle(&place)?;
        }
        self.unmark(&digest)?;
        drop(kept);
        Ok(digest)
    }

    /// Where the document with this digest lies, or would lie; nothing is checked.
    #[must_use]
    pub fn path(&self, digest: &Sha256Digest) -> PathBuf {
        let name = digest.to_string();
        let (first, rest) = name.split_at(2);
        self.root.join(first).join(&rest[..2]).join(&name)
    }

    /// Whether a document with this digest is stored; its bytes are not checked.
    #[must_use]
    pub fn contains(&self, digest: &Sha256Digest) -> bool {
        self.path(digest).is_file()
    }

    /// Hashes the stored document again and gives its path if it is still the one that was put in.
    ///
    /// # Errors
    /// [`VaultError::Missing`], [`VaultError::Damaged`], or the file cannot be read.
    pub fn open_verified(&self, digest: &Sha256Digest) -> Result<PathBuf, VaultError> {
        let path = self.path(digest);
        match hash_file(&path) {
            Ok(found) if found == *digest => Ok(path),
            Ok(found) => Err(VaultError::Damaged { digest: *digest, found }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(VaultError::Missing { digest: *digest })
            }
            Err(error) => Err(VaultError::from_io(&path, error)),
        }
    }

    /// Reads the whole document into memory and checks it.
    ///
    /// # Errors
    /// As [`Vault::open_verified`].
    pub fn read_verified(&self, digest: &Sha256Digest) -> Result<Vec<u8>, VaultError> {
        let path = self.path(digest);
        let bytes = fs::read(&path).map_err(|error| match error.kind() == io::ErrorKind::NotFound {
            true => VaultError::Missing { digest: *digest },
            false => VaultError::from_io(&path, error),
        })?;
        let found = Sha256Digest::of(&bytes);
        if found == *digest { Ok(bytes) } else { Err(VaultError::Damaged { digest: *digest, found }) }
    }

    fn arrivals(&self) -> PathBuf {
        self.root.join("arrivals")
    }

    fn sweep(&self) -> Result<(), VaultError> {
        let arrivals = self.arrivals();
        let entries = fs::read_dir(&arrivals).map_err(|error| VaultError::from_io(&arrivals, error))?;
        for entry in entries.flatten() {
            // Removing is best effort: a file that cannot be removed now does no harm and is tried again next time.
            let path = entry.path();
            let Ok(file) = OpenOptions::new().write(true).open(&path) else { continue };
            if file.try_lock().is_ok() {
                drop(file);
                let _ = fs::remove_file(&path);
            }
        }
        Ok(())
    }
}

/// A document on its way in: a locked temporary file, removed again unless it settles.
struct Arrival {
    path: PathBuf,
    file: Option<File>,
}

impl Arrival {
    fn begin(folder: &Path) -> Result<Self, VaultError> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{}-{number}.part", std::process::id()));
            match private::file_options().create_new(true).open(&path) {
                Ok(file) => {
                    // Not every file system knows locks; without them only the sweep is less careful.
                    let _ = file.try_lock();
                    return Ok(Self { path, file: Some(file) });
                }
                // Left by an earlier process of the same number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(VaultError::from_io(&path, error)),
            }
        }
    }

    fn receive(&mut self, source: &mut dyn Read) -> Result<Sha256Digest, VaultError> {
        let fail = |error| VaultError::from_io(&self.path, error);
        let mut file = self.file.as_ref().expect("the file is open until it settles");
        let mut hasher = Sha256::new();
        let mut block = vec![0; BLOCK];
        loop {
            let length =
                read_block(source, &mut block).map_err(|source| VaultError::SourceUnreadable { source })?;
            if length == 0 {
                break;
            }
            hasher.update(&block[..length]);
            file.write_all(&block[..length]).map_err(fail)?;
        }
        file.sync_all().map_err(fail)?;
        Ok(Sha256Digest(hasher.finalize().into()))
    }

    fn settle(mut self, place: &Path) -> Result<(), VaultError> {
        let folder = place.parent().expect("a document's place has a folder");
        let fail = |error| VaultError::from_io(place, error);
        private::make_folder(folder).map_err(fail)?;
        // Windows renames neither an open file nor onto a read-only one.
        self.file = None;
        make_writable(place);
        fs::rename(&self.path, place).map_err(fail)?;
        make_read_only(place).map_err(fail)?;
        sync_folder(folder).map_err(fail)
    }
}

impl Drop for Arrival {
    fn drop(&mut self) {
        self.file = None;
        let _ = fs::remove_file(&self.path);
    }
}

fn source_error(path: &Path, error: io::Error) -> VaultError {
    match error.kind() == io::ErrorKind::NotFound {
        true => VaultError::SourceMissing { path: path.to_owned() },
        false => VaultError::from_io(path, error),
    }
}

fn hash_file(path: &Path) -> io::Result<Sha256Digest> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut block = vec![0; BLOCK];
    loop {
        let length = read_block(&mut file, &mut block)?;
        if length == 0 {
            return Ok(Sha256Digest(hasher.finalize().into()));
        }
        hasher.update(&block[..length]);
    }
}

fn read_block(source: &mut dyn Read, block: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(block) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

fn make_read_only(path: &Path) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions)
}

#[cfg(windows)]
#[allow(clippy::permissions_set_readonly_false, reason = "it opens a file to everybody on Unix only")]
pub(crate) fn make_writable(path: &Path) {
    // If this fails, the renaming or removing after it says why.
    if let Ok(metadata) = fs::metadata(path) {
        let mut permissions = metadata.permissions();
        permissions.set_readonly(false);
        let _ = fs::set_permissions(path, permissions);
    }
}

#[cfg(not(windows))]
pub(crate) fn make_writable(_path: &Path) {}

/// A renamed file survives a power cut only when its folder is synced too; Windows has no such call.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

const BLOCK: usize = 256 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_refusals_are_told_apart() {
        let check = |kind: io::ErrorKind| VaultError::from_io(Path::new("x"), io::Error::from(kind));
        assert!(matches!(check(io::ErrorKind::StorageFull), VaultError::DiskFull { .. }));
        assert!(matches!(check(io::ErrorKind::QuotaExceeded), VaultError::DiskFull { .. }));
        assert!(matches!(check(io::ErrorKind::PermissionDenied), VaultError::PermissionDenied { .. }));
        assert!(matches!(check(io::ErrorKind::ReadOnlyFilesystem), VaultError::PermissionDenied { .. }));
        assert!(matches!(check(io::ErrorKind::Other), VaultError::Io { .. }));
    }

    /// Linux has a device on which every write finds the disk full.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_fills_up_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::open(dir.path()).unwrap();
        let mut arrival = Arrival::begin(&vault.arrivals()).unwrap();
        arrival.file = Some(OpenOptions::new().write(true).open("/dev/full").unwrap());
        let result = arrival.receive(&mut &b"contrat"[..]);
        assert!(matches!(result, Err(VaultError::DiskFull { .. })), "{result:?}");
        drop(arrival);
        assert_eq!(fs::read_dir(vault.arrivals()).unwrap().count(), 0);
    }
}
