//! Where pdfium is.

use crate::error::PreviewError;
use std::path::{Path, PathBuf};

/// The first pdfium library that exists: `PARAPHE_PDFIUM`, beside the executable, installed, given, or fetched for
/// development. The variable is not a suggestion: a path in it that does not exist is an error of its own.
pub(crate) fn find(executable: &Path, given: Option<&Path>) -> Result<PathBuf, PreviewError> {
    let named = std::env::var_os("PARAPHE_PDFIUM").filter(|value| !value.is_empty());
    let places = match named {
        Some(path) => vec![with_file_name(Path::new(&path))],
        None => places(executable, given),
    };
    match places.iter().find(|place| place.is_file()) {
        Some(found) => Ok(found.clone()),
        None => Err(PreviewError::LibraryMissing { looked_in: places }),
    }
}

fn places(executable: &Path, given: Option<&Path>) -> Vec<PathBuf> {
    let mut places = Vec::new();
    if let Some(folder) = executable.parent() {
        places.push(folder.join("pdfium").join(FILE_NAME));
        places.push(folder.join("../lib/Paraphe/pdfium").join(FILE_NAME));
    }
    if let Some(given) = given {
        places.push(with_file_name(given));
        places.push(given.join("pdfium").join(FILE_NAME));
    }
    if cfg!(debug_assertions) {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri/resources/pdfium");
        places.push(repository.join(FILE_NAME));
    }
    places
}

/// A folder means the library in it.
fn with_file_name(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(FILE_NAME) } else { path.to_owned() }
}

#[cfg(target_os = "windows")]
const FILE_NAME: &str = "pdfium.dll";
#[cfg(target_os = "macos")]
const FILE_NAME: &str = "libpdfium.dylib";
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
const FILE_NAME: &str = "libpdfium.so";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_beside_the_executable_comes_first_and_all_places_are_named_when_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let executable = folder.path().join("paraphe");
        let beside = folder.path().join("pdfium").join(FILE_NAME);
        let given = folder.path().join("given");
        std::fs::create_dir_all(beside.parent().unwrap()).unwrap();
        std::fs::create_dir_all(&given).unwrap();
        let looked_in = places(&executable, Some(&given));
        assert_eq!(looked_in[0], beside);
        assert!(looked_in.contains(&given.join(FILE_NAME)), "a folder given means the library in it");
        assert!(!looked_in.iter().take(4).any(|place| place.is_file()), "nothing was put there yet");

        std::fs::write(&beside, b"").unwrap();
        std::fs::write(given.join(FILE_NAME), b"").unwrap();
        assert_eq!(places(&executable, Some(&given)).iter().find(|place| place.is_file()), Some(&beside));
    }
}
