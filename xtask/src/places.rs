//! Where things lie in the repository.

use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    // `cargo run` says where xtask's manifest is; a binary called directly falls back on where it was built.
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map_or_else(|| manifest.clone(), Path::to_path_buf)
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// What this program keeps between two runs: stamps, downloads, logs.
pub(crate) fn state() -> PathBuf {
    target().join("xtask")
}

/// A program of ours as cargo's debug build leaves it.
pub(crate) fn debug_program(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A program of ours as cargo's release build leaves it.
pub(crate) fn release_program(name: &str) -> PathBuf {
    target().join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The window's sources.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// Where the shell's build expects pdfium.
pub(crate) fn pdfium() -> PathBuf {
    root().join("src-tauri").join("resources").join("pdfium")
}
