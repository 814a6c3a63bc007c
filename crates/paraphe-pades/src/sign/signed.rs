//! A signed document: the untouched original and the bytes that follow it.

use super::session::into_32;
use crate::algorithm::RunningDigest;
use paraphe_envelope::Sha256Digest;
use paraphe_pdf::PdfFile;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a signed document was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The operating system refused; nothing is at the target that was not there before.
    #[error("{} cannot be written: {source}", path.display())]
    Io {
        /// The target.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The path names no file.
    #[error("{} names no file", path.display())]
    NoFileName {
        /// The path.
        path: PathBuf,
    },
}

/// A signed PDF that is not written yet.
#[must_use = "a signed document exists only once it is written"]
pub struct SignedPdf<'a> {
    original: &'a PdfFile,
    tail: Vec<u8>,
    /// Over original and tail: what is appended later goes on from here.
    running: RunningDigest,
}

impl<'a> SignedPdf<'a> {
    pub(super) fn new(original: &'a PdfFile, tail: Vec<u8>, running: RunningDigest) -> Self {
        Self { original, tail, running }
    }

    /// The original, what follows it, and the digest over both.
    pub(super) fn into_parts(self) -> (&'a PdfFile, Vec<u8>, RunningDigest) {
        (self.original, self.tail, self.running)
    }

    /// SHA-256 of the whole signed file.
    #[must_use]
    pub fn digest(&self) -> Sha256Digest {
        Sha256Digest(into_32(self.running.clone().finish()))
    }

    /// Size of the whole signed file, in bytes.
    #[must_use]
    pub fn byte_size(&self) -> u64 {
        (self.original.bytes().len() + self.tail.len()) as u64
    }

    /// What stands behind the bytes of the original. For hosts that write those themselves, while signing goes on.
    #[must_use]
    pub fn appended(&self) -> &[u8] {
        &self.tail
    }

    /// The whole signed file in memory. For large files use [`write_to`](Self::write_to).
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.original.bytes(), &self.tail].concat()
    }

    /// Writes the file beside `path`, makes sure it is on disk, and renames it into place: `path` holds the old state or
    /// the new one, never half of either.
    ///
    /// # Errors
    /// [`WriteError`]; the file beside is removed.
    pub fn write_to(&self, path: &Path) -> Result<(), WriteError> {
        let failed = |source| WriteError::Io { path: path.to_owned(), source };
        let Some(name) = path.file_name() else {
            return Err(WriteError::NoFileName { path: path.to_owned() });
        };
        let mut suffix = [0; 8];
        getrandom::fill(&mut suffix).map_err(|error| failed(io::Error::other(error.to_string())))?;
        let mut beside_name = std::ffi::OsString::from(".");
        beside_name.push(name);
        beside_name.push(format!(".{:016x}.part", u64::from_be_bytes(suffix)));
        let beside = path.with_file_name(beside_name);
        let written = self.write_beside(&beside).and_then(|()| fs::rename(&beside, path));
        if let Err(source) = written {
            // The first error is the one to report.
            let _: io::Result<()> = fs::remove_file(&beside);
            return Err(failed(source));
        }
        sync_folder(path).map_err(failed)
    }

    fn write_beside(&self, beside: &Path) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(beside)?;
        file.write_all(self.original.bytes())?;
        file.write_all(&self.tail)?;
        file.sync_all()
    }
}

/// Makes the rename itself lasting. Only Unix lets a folder be opened for that.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}
