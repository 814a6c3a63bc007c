//! What was made of a state of a file that somebody knows: by the rules for what may follow a signature, whether or not anybody had
//! signed by then. That a file begins with the bytes of a document says nothing of what it shows.

use super::diff::History;
use super::judgement::Appearances;
use super::report::{ChangeKind, LaterChange, ModificationLevel};
use paraphe_pdf::{PdfFile, SignatureField};

/// What follows a known state of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The strictest level at which all of it is explained; [`ModificationLevel::Other`] where something is not, or may hide or
    /// replace what was there.
    pub modifications: ModificationLevel,
    /// One entry per group of changes.
    pub changes: Vec<LaterChange>,
}

impl Since {
    /// The names of the fields that were filled in.
    #[must_use]
    pub fn filled(&self) -> Vec<&str> {
        let filled = self.changes.iter().filter(|change| change.what == ChangeKind::FormField);
        filled.filter_map(|change| change.field.as_deref()).collect()
    }

    /// Whether there are changes of this kind.
    #[must_use]
    pub fn has(&self, kind: ChangeKind) -> bool {
        self.changes.iter().any(|change| change.what == kind)
    }
}

/// What was made of the first `length` bytes of a file, which are a state it had.
#[must_use]
pub fn since(pdf: &PdfFile, length: usize) -> Since {
    let ends_there =
        |revision: &paraphe_pdf::Revision| [revision.end, revision.end_of_marker].contains(&length);
    let Some(revision) = pdf.revisions().iter().position(ends_there) else {
        return Since { modifications: ModificationLevel::Other, changes: Vec::new() };
    };
    let fields: Vec<SignatureField> = pdf.signature_fields();
    let changes = History::new(pdf, fields.iter()).from(revision).changes_since(revision);
    let modifications = match changes.appearances() {
        Appearances::Plain => changes.level,
        Appearances::Doubtful => ModificationLevel::Other,
    };
    Since { modifications, changes: changes.groups }
}
