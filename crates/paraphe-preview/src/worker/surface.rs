//! The worker's end of the memory its parent reads (see `crate::surface`).

use memmap2::MmapMut;

/// Maps the surface that was given as standard error output, and puts nothing in its place, so that no message can be
/// written over a page. Without it, pixels go through the pipe.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
pub(super) fn take(bytes: u64) -> Option<MmapMut> {
    use std::os::fd::AsFd;
    if bytes == 0 {
        return None;
    }
    let surface = std::io::stderr().as_fd().try_clone_to_owned().ok()?;
    let nothing = std::fs::File::options().write(true).open("/dev/null").ok()?;
    rustix::stdio::dup2_stderr(nothing).ok()?;
    rustix::stdio::dup2_stdout(std::io::stderr()).ok()?;
    let surface = std::fs::File::from(surface);
    if surface.metadata().ok()?.len() != bytes {
        return None;
    }
    // SAFETY: its size is sealed by the parent and was checked; the parent only reads, after this process has written.
    unsafe { MmapMut::map_mut(&surface) }.ok()
}

#[cfg(not(target_os = "linux"))]
pub(super) fn take(_bytes: u64) -> Option<MmapMut> {
    None
}
