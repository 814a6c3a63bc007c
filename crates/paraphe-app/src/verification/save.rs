//! Writing a report or a table: at once or not at all, never over what was verified.

use std::path::Path;

use paraphe_envelope::Sha256Digest;

use crate::headless::Existing;
use crate::headless::target::Target;
use crate::schema::SavedFileView;
use crate::{App, Code, Error, files};

/// Writes bytes beside the target and gives them its name when they are all there.
///
/// # Errors
/// The target is one of `inputs`, is there and was to be kept, or cannot be written.
pub(crate) fn save(
    app: &App,
    bytes: &[u8],
    target: &Path,
    inputs: &[&Path],
    existing: Existing,
) -> Result<SavedFileView, Error> {
    if inputs.iter().any(|input| files::is_same(input, target)) {
        return Err(Error::new(Code::Refused, "error-same-file").with("path", target.display()));
    }
    let looked = Target::look(target)?;
    let is_there = target.metadata().is_ok_and(|found| found.len() > 0);
    if is_there && existing == Existing::Kept {
        return Err(Error::new(Code::Refused, "error-target-exists").with("path", target.display()));
    }
    let written = files::written(target, bytes).map_err(|error| files::storage(target, &error))?;
    looked.put(app, written)?;
    Ok(SavedFileView { path: target.display().to_string(), sha256: Sha256Digest::of(bytes) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AppOptions;
    use std::fs;

    #[test]
    fn neither_the_input_nor_another_file_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(AppOptions::headless(folder.path().join("data"))).unwrap();
        let (input, out) = (folder.path().join("a.pdf"), folder.path().join("r.html"));
        fs::write(&input, b"input").unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        let roundabout = folder.path().join("sub/../a.pdf");
        for existing in [Existing::Kept, Existing::Replaced] {
            let error = save(&app, b"report", &roundabout, &[&input], existing).unwrap_err();
            assert_eq!(error.message, "error-same-file");
        }
        save(&app, b"report", &out, &[&input], Existing::Kept).unwrap();
        let error = save(&app, b"again", &out, &[&input], Existing::Kept).unwrap_err();
        assert_eq!(error.message, "error-target-exists");
        assert_eq!(fs::read(&out).unwrap(), b"report");
        save(&app, b"again", &out, &[&input], Existing::Replaced).unwrap();
        assert_eq!(fs::read(&out).unwrap(), b"again");
        assert_eq!(fs::read(&input).unwrap(), b"input");
        let names = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(names, 4, "data, sub, the input, the report: nothing half-written");
    }
}
