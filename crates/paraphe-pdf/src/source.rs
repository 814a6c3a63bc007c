//! Where a file's bytes live: in memory if small, mapped if large.

use std::fs::File;
use std::io::{Read, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use memmap2::Mmap;

use crate::error::PdfError;

/// Files up to this size are read whole; a mapping would gain nothing and depends on nobody truncating the file.
const MAP_FROM: u64 = 8 << 20;
/// Larger files do not fit the offsets of a classic cross-reference table (ten digits) nor our memory promises.
const MAX_BYTES: u64 = 4 << 30;

/// The bytes of a file.
pub(crate) enum Source {
    Mapped(Mmap),
    Owned(Vec<u8>),
    /// A nameless file of our own, to which more may be appended.
    Scratch(Mmap, File),
}

impl std::fmt::Debug for Source {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Source({} bytes)", self.bytes().len())
    }
}

impl Source {
    /// Opens the file at `path`.
    ///
    /// # Errors
    /// [`PdfError::Missing`], [`PdfError::IsFolder`], [`PdfError::NotReadable`], [`PdfError::TooLarge`].
    pub(crate) fn open(path: &Path) -> Result<Self, PdfError> {
        let failed = |error| PdfError::from_io(path, &error);
        let metadata = std::fs::metadata(path).map_err(failed)?;
        if metadata.is_dir() {
            return Err(PdfError::IsFolder { path: path.to_path_buf() });
        }
        if !metadata.is_file() {
            // A pipe or device could answer for ever.
            return Err(PdfError::NotReadable {
                path: path.to_path_buf(),
                kind: std::io::ErrorKind::InvalidInput,
            });
        }
        let bytes = metadata.len();
        if bytes > MAX_BYTES {
            return Err(PdfError::TooLarge { bytes, limit: MAX_BYTES });
        }
        let mut file = File::open(path).map_err(failed)?;
        if bytes >= MAP_FROM {
            return map(&file).map(Self::Mapped).map_err(failed);
        }
        let mut content = Vec::with_capacity(usize::try_from(bytes).unwrap_or_default());
        Read::by_ref(&mut file).take(MAX_BYTES).read_to_end(&mut content).map_err(failed)?;
        Ok(Self::Owned(content))
    }

    /// This and `tail` as one; where they are large, in a file in `folder` that has no name and goes with the mapping.
    ///
    /// # Errors
    /// [`PdfError::NotReadable`] when the file cannot be written or mapped.
    pub(crate) fn joined(&self, tail: &[u8], folder: &Path) -> Result<Self, PdfError> {
        let head = self.bytes();
        if (head.len() + tail.len()) as u64 <= MAP_FROM {
            return Ok(Self::Owned([head, tail].concat()));
        }
        let write = || -> std::io::Result<Self> {
            let mut file = match self {
                // Nothing was appended yet: what the mapping shows is a beginning of the longer file too.
                Self::Scratch(map, file) if file.metadata()?.len() == map.len() as u64 => file.try_clone()?,
                Self::Mapped(_) | Self::Owned(_) | Self::Scratch(..) => {
                    let mut file = tempfile::tempfile_in(folder)?;
                    file.write_all(head)?;
                    file
                }
            };
            file.seek(SeekFrom::End(0))?;
            file.write_all(tail)?;
            Ok(Self::Scratch(map(&file)?, file))
        };
        write().map_err(|error| PdfError::from_io(folder, &error))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Mapped(map) | Self::Scratch(map, _) => map,
            Self::Owned(bytes) => bytes,
        }
    }
}

#[allow(unsafe_code)]
fn map(file: &File) -> std::io::Result<Mmap> {
    // SAFETY: the mapping is read-only and private to this process. Another process that rewrites the file while it
    // is open could change the bytes under us; every parser here treats them as hostile anyway and never indexes
    // unchecked, so that can cost a wrong answer about a file that was being changed, not memory safety. Truncation
    // by another process is the remaining risk (SIGBUS on Unix); documents being worked on are our own copies in the
    // vault, written once and never truncated.
    unsafe { Mmap::map(file) }
}
