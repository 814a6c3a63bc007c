//! What a worker may not do to the machine.

use std::fs::File;

/// Bounds memory, leaves no core file (it would hold pages of the document, or a password), and widens the pipe.
///
/// The limit is on data (`RLIMIT_DATA`: heap and private mappings), not on address space: a document is mapped, and a
/// document of 2 GB is not more work than another. A limit that cannot be set is not a reason to show nothing.
#[cfg(unix)]
pub(super) fn apply(memory_limit_bytes: u64, answers: &File) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _ = setrlimit(
        Resource::Data,
        Rlimit { current: Some(memory_limit_bytes), maximum: Some(memory_limit_bytes) },
    );
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    widen(answers);
}

#[cfg(windows)]
pub(super) fn apply(_memory_limit_bytes: u64, _answers: &File) {}

/// A page is megabytes: with the 64 KiB a pipe has, both sides would wait for each other a hundred times.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn widen(answers: &File) {
    const MOST_WITHOUT_PRIVILEGE: usize = 1 << 20;
    let _ = rustix::pipe::fcntl_setpipe_size(answers, MOST_WITHOUT_PRIVILEGE);
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn widen(_answers: &File) {}
