//! Files in bodies. Large ones are read while they are sent, so that memory does not grow with their size. Small ones are
//! read in one go, and the last of them are kept as they stood in the body: often the same document goes to many people.

use std::fmt;
use std::fs::{File, Metadata};
use std::io::{Read as _, Result};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use bytes::Bytes;

/// Read at once of a large file: a multiple of three, so that base64 needs no carry.
pub(super) const CHUNK: usize = 3 * 128 * 1024;

/// How many bytes of small files are kept, in all, as they stand in bodies. What is longer is read while it is sent.
pub(super) const KEPT: u64 = 8 * 1024 * 1024;

/// How a file's bytes stand in a body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Coding {
    Base64,
    None,
}

impl Coding {
    /// How long that many bytes are in a body.
    fn length(self, bytes: u64) -> u64 {
        match self {
            Self::Base64 => bytes.div_ceil(3) * 4,
            Self::None => bytes,
        }
    }
}

/// A file of a body.
pub(super) enum Content {
    /// Read while it is sent.
    Large(Source),
    Small(Bytes),
}

/// The small files that were sent last.
#[derive(Default)]
pub(super) struct Recent(Mutex<Vec<Kept>>);

struct Kept {
    path: PathBuf,
    coding: Coding,
    stamp: Stamp,
    bytes: Bytes,
}

/// Another file at the same place has another stamp.
#[derive(Clone, Copy, Eq, PartialEq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// Nothing of what people sign.
impl fmt::Debug for Recent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Recent")
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok() }
    }
}

impl Recent {
    /// A file for a body: whole where it takes at most `room` bytes there. With its length in the body. Blocks.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn open(&self, path: &Path, coding: Coding, room: u64) -> Result<(Content, u64)> {
        let stamp = Stamp::of(&path.metadata()?);
        let length = coding.length(stamp.length);
        if length > room {
            let source = Source::open(path, coding)?;
            let length = coding.length(source.left);
            return Ok((Content::Large(source), length));
        }
        let bytes = match self.kept(path, coding, stamp) {
            Some(bytes) => bytes,
            None => self.read(path, coding)?,
        };
        let length = bytes.len() as u64;
        Ok((Content::Small(bytes), length))
    }

    fn kept(&self, path: &Path, coding: Coding, stamp: Stamp) -> Option<Bytes> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |kept: &&Kept| kept.path == path && kept.coding == coding && kept.stamp == stamp;
        all.iter().find(is_it).map(|kept| kept.bytes.clone())
    }

    fn read(&self, path: &Path, coding: Coding) -> Result<Bytes> {
        let mut file = File::open(path)?;
        let stamp = Stamp::of(&file.metadata()?);
        let bytes = read(&mut file, stamp.length, coding)?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|kept| kept.path != path || kept.coding != coding);
        all.push(Kept { path: path.to_owned(), coding, stamp, bytes: bytes.clone() });
        while all.iter().map(|kept| kept.bytes.len() as u64).sum::<u64>() > KEPT {
            all.remove(0);
        }
        Ok(bytes)
    }
}

/// A file that is being sent.
pub(super) struct Source {
    file: File,
    coding: Coding,
    /// How many of its bytes are still to come.
    left: u64,
}

impl Source {
    fn open(path: &Path, coding: Coding) -> Result<Self> {
        let file = File::open(path)?;
        let left = file.metadata()?.len();
        Ok(Self { file, coding, left })
    }

    /// The next chunk, with the source where more is to come. Reading and coding block together: one hop for a chunk.
    pub(super) fn read(mut self) -> Result<(Bytes, Option<Self>)> {
        let size = self.left.min(CHUNK as u64);
        let bytes = read(&mut self.file, size, self.coding)?;
        self.left -= size;
        Ok((bytes, (self.left > 0).then_some(self)))
    }
}

/// As much as was announced, or an error: a file that has become shorter is none to send.
fn read(file: &mut File, size: u64, coding: Coding) -> Result<Bytes> {
    let mut buffer = vec![0; usize::try_from(size).map_err(std::io::Error::other)?];
    file.read_exact(&mut buffer)?;
    Ok(match coding {
        Coding::Base64 => base64_simd::STANDARD.encode_type::<Vec<u8>>(&buffer).into(),
        Coding::None => buffer.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Recent {
        /// Whether a file is kept as it is now.
        fn keeps(&self, path: &Path, coding: Coding) -> bool {
            let stamp = path.metadata().map(|metadata| Stamp::of(&metadata));
            stamp.is_ok_and(|stamp| self.kept(path, coding, stamp).is_some())
        }
    }

    fn small(recent: &Recent, path: &Path, coding: Coding) -> Bytes {
        match recent.open(path, coding, KEPT).unwrap() {
            (Content::Small(bytes), length) => {
                assert_eq!(bytes.len() as u64, length);
                bytes
            }
            (Content::Large(_), length) => panic!("{length} bytes are small"),
        }
    }

    #[test]
    fn a_file_is_read_once_until_it_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        let recent = Recent::default();
        std::fs::write(&path, b"%PDF-1").unwrap();
        let (first, again) = (small(&recent, &path, Coding::None), small(&recent, &path, Coding::None));
        assert_eq!((first.as_ptr(), &first[..]), (again.as_ptr(), &b"%PDF-1"[..]));
        assert!(!recent.keeps(&path, Coding::Base64), "coded otherwise it is not there yet");
        assert_eq!(&small(&recent, &path, Coding::Base64)[..], b"JVBERi0x");
        assert!(recent.keeps(&path, Coding::None) && recent.keeps(&path, Coding::Base64));

        std::fs::write(&path, b"%PDF-1.7").unwrap();
        assert!(!recent.keeps(&path, Coding::None), "another file is read again");
        assert_eq!(&small(&recent, &path, Coding::None)[..], b"%PDF-1.7");
        assert_eq!(recent.0.lock().unwrap().len(), 2, "what it was before is not kept");
        std::fs::remove_file(&path).unwrap();
        assert!(recent.open(&path, Coding::None, KEPT).is_err());
    }

    #[test]
    fn only_so_much_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let recent = Recent::default();
        let path = |number: u64| folder.path().join(number.to_string());
        for number in 0..4 {
            std::fs::write(path(number), vec![b'a'; 3 << 20]).unwrap();
            small(&recent, &path(number), Coding::None);
        }
        let kept: Vec<_> = recent.0.lock().unwrap().iter().map(|kept| kept.path.clone()).collect();
        assert_eq!(kept, [path(2), path(3)]);
        let (large, length) = recent.open(&path(3), Coding::Base64, 3 << 20).unwrap();
        assert!(matches!(large, Content::Large(_)), "base64 is longer than the file");
        assert_eq!(length, 4 << 20);
    }
}
