//! The one error of this program: a sentence that says what happened and what to do.

use std::fmt;
use std::io;
use std::path::Path;

/// One clear sentence for the person at the terminal, remedy included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure told by `sentence`.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// The last `lines` lines of it.
    pub(crate) fn end(&self, lines: usize) -> String {
        let all: Vec<&str> = self.0.lines().collect();
        all[all.len().saturating_sub(lines)..].join("\n")
    }

    /// A file operation that did not succeed. A full disk and a missing right get their own remedy.
    pub(crate) fn file(doing: &str, path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        let full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
        Self(if full {
            format!("There is no space left {doing} {path}: free some disk space and run the command again.")
        } else if error.kind() == io::ErrorKind::PermissionDenied {
            format!(
                "This account is not allowed to ({doing} {path}): give yourself the right to, or move the folder, and run the command again."
            )
        } else {
            format!("It did not work ({doing} {path}): {error}.")
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_with_its_remedy() {
        let told = Failure::file("writing", Path::new("a.so"), &io::Error::from(io::ErrorKind::StorageFull));
        assert!(told.to_string().contains("no space left"), "{told}");
        assert!(told.to_string().contains("free some disk space"), "{told}");
    }
}
