//! The old bytes of a file that is signed, on their way into the new one while a key is opened.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, ScopedJoinHandle};

use paraphe_pdf::PdfFile;
use sha2::{Digest as _, Sha256};

use crate::unfinished::Unfinished;
use crate::{Error, files};

/// How much is copied before it is hashed, and asked whether anybody still wants it, in bytes.
const PIECE: usize = 1024 * 1024;
/// How much is read back at a time, in bytes: it stays in the processor's cache.
const READ: usize = 128 * 1024;

/// A copy under way.
pub(crate) struct Copying<'scope, 'env> {
    pub(super) target: &'env Unfinished,
    pub(super) pdf: &'env PdfFile,
    writer: ScopedJoinHandle<'scope, io::Result<()>>,
    reader: ScopedJoinHandle<'scope, io::Result<Sha256>>,
}

impl Copying<'_, '_> {
    /// Waits until all of it is handed to the operating system, and answers the SHA-256, not finished yet, of what the new
    /// file then holds.
    ///
    /// # Errors
    /// `storage`.
    pub(super) fn wait(self) -> Result<Sha256, Error> {
        let died = |_| Error::internal("a copying thread died");
        let copied = self.writer.join().map_err(died)?;
        let hashed = self.reader.join().map_err(died)?;
        copied.and(hashed).map_err(|error| files::storage(self.target.path(), &error))
    }
}

/// Begins to copy `pdf` into `target`, and to hash what stands there, and has `work` done meanwhile. A copy that `work` does
/// not wait for is given up: what the target holds then is worth nothing.
///
/// # Errors
/// What `work` answers.
pub(crate) fn copying<T>(
    target: &Unfinished,
    pdf: &PdfFile,
    work: impl FnOnce(Copying<'_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let given_up = AtomicBool::new(false);
    let (written, to_read) = mpsc::channel();
    thread::scope(|scope| {
        let writer = scope.spawn(|| write(target.file(), pdf.bytes(), &given_up, written));
        let reader = scope.spawn(|| read_back(target, to_read));
        let done = work(Copying { target, pdf, writer, reader });
        given_up.store(true, Ordering::Relaxed);
        done
    })
}

/// Tells `written` the length of each piece once it is there.
fn write(mut file: &File, bytes: &[u8], given_up: &AtomicBool, written: Sender<usize>) -> io::Result<()> {
    for piece in bytes.chunks(PIECE) {
        if given_up.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        file.write_all(piece)?;
        // Whoever reads has met an error of its own, and will say so.
        let _ = written.send(piece.len());
    }
    Ok(())
}

/// Hashes what has been written, piece by piece, and has each put on the disk at once: little is left to wait for at the end.
fn read_back(target: &Unfinished, to_read: Receiver<usize>) -> io::Result<Sha256> {
    let mut file = File::open(target.path())?;
    let (mut hash, mut buffer, mut at) = (Sha256::new(), vec![0; READ], 0);
    for piece in to_read {
        for start in (0..piece).step_by(READ) {
            let part = &mut buffer[..READ.min(piece - start)];
            file.read_exact(part)?;
            hash.update(part);
        }
        begin_flushing(&file, at, piece);
        at += piece;
    }
    Ok(hash)
}

/// Asks the system to write this part of a file to the disk soon. Linux does where it is told that nobody needs the part in
/// memory; what is on its way it keeps there.
#[cfg(target_os = "linux")]
fn begin_flushing(file: &File, at: usize, length: usize) {
    use std::num::NonZeroU64;
    let length = u64::try_from(length).ok().and_then(NonZeroU64::new);
    if let Ok(at) = u64::try_from(at) {
        // Only advice: without it the flush at the end takes longer.
        let _ = rustix::fs::fadvise(file, at, length, rustix::fs::Advice::DontNeed);
    }
}

/// Other systems are not asked.
#[cfg(not(target_os = "linux"))]
fn begin_flushing(_file: &File, _at: usize, _length: usize) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unfinished::Readers;

    /// A document of more than two pieces.
    fn large() -> PdfFile {
        let mut bytes = include_bytes!("../../../../tests/fixtures/samples/contrat.pdf").to_vec();
        bytes.resize(bytes.len() + 2 * PIECE + 3, b' ');
        PdfFile::parse(bytes, None).unwrap()
    }

    #[test]
    fn the_copy_is_hashed_as_it_stands_in_the_new_file() {
        let folder = tempfile::tempdir().unwrap();
        let (target, pdf) = (folder.path().join("signed.pdf"), large());
        let mut file = Unfinished::begin(&target, Readers::Usual).unwrap();
        let hash = copying(&file, &pdf, |copying| copying.wait()).unwrap();
        file.place_new(&target).unwrap();
        assert_eq!(hash.finalize(), Sha256::digest(pdf.bytes()));
        assert!(std::fs::read(&target).unwrap() == pdf.bytes());
    }

    #[test]
    fn a_copy_that_nobody_waits_for_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let file = Unfinished::begin(&folder.path().join("signed.pdf"), Readers::Usual).unwrap();
        let bytes = vec![0; 2 * PIECE];
        let (written, told) = mpsc::channel();
        let given_up = write(file.file(), &bytes, &AtomicBool::new(true), written);
        assert_eq!(given_up.unwrap_err().kind(), io::ErrorKind::Interrupted);
        assert_eq!(told.iter().count(), 0);
    }
}
