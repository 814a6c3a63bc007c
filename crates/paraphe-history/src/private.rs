//! What is written down here is its owner's alone, whatever folder it lies in: a folder that a whole office writes to is a
//! place for it like any other. The folder itself is whoever's it is, and stays as they made it.
//!
//! On Windows a folder below the person's profile inherits rights for nobody but them, the system and administrators;
//! there is nothing to add.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder, with those above it that are missing, into which its owner alone may look. One that is there stays as it is.
///
/// # Errors
/// It cannot be made, or something else has its name.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Options to write a file with that is made for its owner alone. What is to become of a file that is there is the caller's to add.
#[must_use]
pub fn file_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Takes the rights of others from something this program made: older versions left them as they came. What somebody else owns is
/// theirs to close.
#[cfg_attr(not(unix), allow(unused_variables, reason = "rights are inherited there"))]
pub fn close(ours: &Path) {
    #[cfg(unix)]
    close_mode(ours);
}

#[cfg(unix)]
fn close_mode(ours: &Path) {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    const OF_OTHERS: u32 = 0o077;
    // A link leads to something we did not make.
    let Ok(metadata) = fs::symlink_metadata(ours) else { return };
    let mode = metadata.permissions().mode();
    if !metadata.is_symlink() && mode & OF_OTHERS != 0 {
        let _ = fs::set_permissions(ours, fs::Permissions::from_mode(mode & 0o7700));
    }
}
