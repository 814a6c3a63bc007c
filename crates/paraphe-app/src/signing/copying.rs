//! The old bytes of a file that is signed, on their way into the new one while a key is opened and what follows them is made.

use std::fs::File;
use std::io::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};

use paraphe_pdf::PdfFile;

use crate::unfinished::Unfinished;
use crate::{Error, files};

/// How much is copied before it is asked whether anybody still wants it, in bytes.
const PIECE: usize = 4 * 1024 * 1024;
/// Up to how many bytes are hashed before anybody needs it: a refusal waits for it, no longer than a person notices.
const HASHED_AHEAD: usize = 64 * 1024 * 1024;

/// A copy under way.
pub(crate) struct Copying<'scope, 'env> {
    pub(super) target: &'env Unfinished,
    pub(super) pdf: &'env PdfFile,
    thread: ScopedJoinHandle<'scope, io::Result<()>>,
}

impl Copying<'_, '_> {
    /// Waits until all of it is handed to the operating system.
    ///
    /// # Errors
    /// `storage`.
    pub(super) fn wait(self) -> Result<(), Error> {
        let copied = self.thread.join().map_err(|_| Error::internal("the copying thread died"))?;
        copied.map_err(|error| files::storage(self.target.path(), &error))
    }
}

/// Begins to copy `pdf` into `target`, and to hash it unless it is large, and has `work` done meanwhile. A copy that `work` does not wait for is
/// given up: what the target holds then is worth nothing.
///
/// # Errors
/// What `work` answers.
pub(crate) fn copying<T>(
    target: &Unfinished,
    pdf: &PdfFile,
    work: impl FnOnce(Copying<'_, '_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let given_up = AtomicBool::new(false);
    thread::scope(|scope| {
        let thread = scope.spawn(|| copy(target.file(), pdf.bytes(), &given_up));
        if pdf.bytes().len() <= HASHED_AHEAD {
            scope.spawn(|| pdf.running_sha256());
        }
        let done = work(Copying { target, pdf, thread });
        given_up.store(true, Ordering::Relaxed);
        done
    })
}

fn copy(mut file: &File, bytes: &[u8], given_up: &AtomicBool) -> io::Result<()> {
    for piece in bytes.chunks(PIECE) {
        if given_up.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        file.write_all(piece)?;
    }
    Ok(())
}
