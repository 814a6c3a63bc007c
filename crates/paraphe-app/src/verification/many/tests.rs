//! Which PDFs are found, and what of the others is told.

use super::*;
#[cfg(unix)]
use crate::needs;

#[test]
fn the_pdfs_of_a_folder_are_found_at_any_depth_and_no_link_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("2026/bail");
    fs::create_dir_all(&inner).unwrap();
    for name in ["b.PDF", "notes.txt", "2026/a.pdf", "2026/bail/c.pdf"] {
        fs::write(folder.path().join(name), b"%PDF-").unwrap();
    }
    fs::create_dir(folder.path().join("folder.pdf")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), inner.join("round")).unwrap();
    let found = find(&[folder.path().to_owned(), folder.path().join("b.PDF")]).unwrap();
    let names: Vec<_> = found.files.iter().map(|file| file.name.replace('\\', "/")).collect();
    assert_eq!(names, ["2026/a.pdf", "2026/bail/c.pdf", "b.PDF"], "each once");
    assert!(!found.cut && found.too_deep.is_empty());
    assert!(find(&[folder.path().join("absent")]).is_err());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_hides_no_others() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(folder.path().join("a.pdf"), b"%PDF-").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let is_everybody = fs::read_dir(&closed).is_ok();
    let found = find(&[folder.path().to_owned()]).unwrap();
    let whole = find(std::slice::from_ref(&closed));
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    if is_everybody {
        return needs::circumstance("an account that may not read everything");
    }
    let names: Vec<_> = found.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["a.pdf", "closed"], "it is told, and the other one, too");
    assert!(whole.is_err(), "nothing was asked for but this");
}

#[test]
fn a_file_given_twice_is_one_row_and_what_lies_too_deep_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("r");
    let deepest: PathBuf = (0..DEEPEST).fold(root.clone(), |path, at| path.join(format!("d{at}")));
    fs::create_dir_all(deepest.join("beyond")).unwrap();
    for path in [root.join("d0/a.pdf"), deepest.join("b.pdf"), deepest.join("beyond/c.pdf")] {
        fs::write(path, b"%PDF-").unwrap();
    }
    let found = find(&[root.clone(), root.join("d0/a.pdf")]).unwrap();
    let paths: Vec<_> = found.files.iter().map(|file| file.path.clone()).collect();
    assert_eq!(paths, [root.join("d0/a.pdf"), deepest.join("b.pdf")]);
    assert_eq!(found.too_deep, [deepest.join("beyond")]);
}
