//! SHA-256 of files and trees, and the stamps that let a second run skip what has not changed.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// 64 lower-case hexadecimal digits.
pub(crate) fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of a file, or `None` where there is no such file.
pub(crate) fn of_file(path: &Path) -> Result<Option<String>, Failure> {
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::file("reading", path, &error)),
    };
    let mut hasher = Sha256::new();
    let mut buffer = vec![0u8; 1 << 20];
    loop {
        let read = file.read(&mut buffer).map_err(|error| Failure::file("reading", path, &error))?;
        if read == 0 {
            return Ok(Some(hex(&hasher.finalize())));
        }
        hasher.update(&buffer[..read]);
    }
}

/// One SHA-256 over the names and contents of everything below `roots`, except what `skip` names.
pub(crate) fn of_trees(roots: &[PathBuf], skip: &[&str]) -> Result<String, Failure> {
    let mut files = Vec::new();
    for root in roots {
        collect(root, skip, &mut files)?;
    }
    files.sort();
    let mut hasher = Sha256::new();
    for file in files {
        let digest = of_file(&file)?.unwrap_or_default();
        hasher.update(file.to_string_lossy().as_bytes());
        hasher.update([0]);
        hasher.update(digest.as_bytes());
    }
    Ok(hex(&hasher.finalize()))
}

fn collect(path: &Path, skip: &[&str], into: &mut Vec<PathBuf>) -> Result<(), Failure> {
    if path.file_name().is_some_and(|name| skip.iter().any(|skipped| name == *skipped)) {
        return Ok(());
    }
    if path.is_dir() {
        let entries = fs::read_dir(path).map_err(|error| Failure::file("listing", path, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| Failure::file("listing", path, &error))?;
            collect(&entry.path(), skip, into)?;
        }
    } else if path.is_file() {
        into.push(path.to_path_buf());
    }
    Ok(())
}

/// Whether the stamp at `path` says `value`.
pub(crate) fn stamped(path: &Path, value: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|content| content.trim() == value)
}

/// Writes `value` as the stamp at `path`, making its folder where needed.
pub(crate) fn stamp(path: &Path, value: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::file("making the folder", folder, &error))?;
    }
    fs::write(path, value).map_err(|error| Failure::file("writing", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("paraphe-xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_file_is_hashed_as_the_standard_says() {
        let folder = scratch("digest");
        let path = folder.join("abc");
        fs::write(&path, "abc").unwrap();
        assert_eq!(
            of_file(&path).unwrap().as_deref(),
            Some("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            "FIPS 180-4's example"
        );
        assert_eq!(of_file(&folder.join("missing")).unwrap(), None, "a missing file is no failure");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_tree_changes_with_names_and_contents_but_not_with_what_is_skipped() {
        let folder = scratch("tree");
        fs::write(folder.join("a"), "1").unwrap();
        let first = of_trees(std::slice::from_ref(&folder), &["dist"]).unwrap();
        fs::create_dir_all(folder.join("dist")).unwrap();
        fs::write(folder.join("dist").join("b"), "2").unwrap();
        assert_eq!(of_trees(std::slice::from_ref(&folder), &["dist"]).unwrap(), first, "dist is no input");
        fs::rename(folder.join("a"), folder.join("c")).unwrap();
        assert_ne!(of_trees(std::slice::from_ref(&folder), &["dist"]).unwrap(), first, "a name is an input");
        fs::remove_dir_all(folder).unwrap();
    }
}
