//! Memory a worker draws into and this process reads from, so that pixels do not go through a pipe.
//!
//! A page at 150 dpi is 6.5 MB, and a pipe copies it twice in small pieces: more time than pdfium takes for a simple page.
//! On Linux each worker therefore gets an anonymous file of fixed size. It is handed over as the worker's standard error
//! output, which it has no other use for: the one way to pass a file that needs neither a name anybody could open nor a
//! moment in which every child inherits it. The size is sealed, and it is read, not mapped, in this process: whatever a
//! worker does to it, this process gets bytes or an error. Elsewhere there is none and pixels take the pipe.

use std::io;
use std::process::Stdio;

/// The memory of one worker.
#[derive(Debug)]
pub(crate) struct Surface {
    #[cfg(target_os = "linux")]
    file: std::fs::File,
}

#[cfg(target_os = "linux")]
impl Surface {
    /// A surface that holds no memory until it is drawn on; none when the system gives none.
    pub(crate) fn create() -> Option<Self> {
        use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create};
        let file = memfd_create("paraphe-preview", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING).ok()?;
        ftruncate(&file, SURFACE_BYTES).ok()?;
        fcntl_add_seals(&file, SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL).ok()?;
        Some(Self { file: file.into() })
    }

    /// The surface as a stream of a process to start.
    pub(crate) fn to_stdio(&self) -> io::Result<Stdio> {
        self.file.try_clone().map(Stdio::from)
    }

    /// The first bytes. What a very large image took is given back to the system.
    pub(crate) fn read(&self, count: usize) -> io::Result<Vec<u8>> {
        use rustix::fs::{FallocateFlags, fallocate};
        let mut bytes = Vec::with_capacity(count);
        while bytes.len() < count {
            let at = bytes.len() as u64;
            // Into memory that was not written to before: zeroing it first would cost as much as reading.
            if rustix::io::pread(&self.file, rustix::buffer::spare_capacity(&mut bytes), at)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        bytes.truncate(count);
        if count > KEPT_BYTES {
            // Only memory is at stake.
            let _ = fallocate(
                &self.file,
                FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE,
                0,
                SURFACE_BYTES,
            );
        }
        Ok(bytes)
    }
}

#[cfg(not(target_os = "linux"))]
impl Surface {
    /// None: pixels take the pipe.
    pub(crate) fn create() -> Option<Self> {
        None
    }

    pub(crate) fn to_stdio(&self) -> io::Result<Stdio> {
        Ok(Stdio::null())
    }

    pub(crate) fn read(&self, _count: usize) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Room for the largest bitmap.
pub(crate) const SURFACE_BYTES: u64 = crate::request::MAX_PIXELS * 4 + (1 << 20);
#[cfg(target_os = "linux")]
const KEPT_BYTES: usize = 64 << 20;
