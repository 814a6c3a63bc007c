//! The documents a worker keeps open.

use crate::error::UnreadableReason;
use crate::message::{Failure, WireDocument};
use crate::worker::pdfium::{Library, OpenDocument};
use memmap2::Mmap;
use std::fs::File;

/// A few open documents, the latest used first.
pub(super) struct Documents {
    library: Library,
    open: Vec<(WireDocument, OpenDocument)>,
}

impl Documents {
    pub(super) fn new(library: Library) -> Self {
        Self { library, open: Vec::new() }
    }

    pub(super) fn library(&self) -> Library {
        self.library
    }

    /// The document, opened if it is not open. pdfium reads objects when it needs them: this costs the cross-reference
    /// table, not the file.
    pub(super) fn open(&mut self, wanted: &WireDocument) -> Result<&mut OpenDocument, Failure> {
        let known = self.open.iter().position(|(known, _)| known == wanted);
        let entry = match known {
            Some(index) => self.open.remove(index),
            None => {
                // An older state of the same file is of no use to anyone.
                self.open.retain(|(known, _)| known.path != wanted.path || known.version == wanted.version);
                self.open.truncate(DOCUMENTS_OPEN - 1);
                (wanted.clone(), self.load(wanted)?)
            }
        };
        self.open.insert(0, entry);
        // Only the document in use keeps a page loaded.
        self.open.iter_mut().skip(1).for_each(|(_, document)| document.close_page());
        Ok(&mut self.open[0].1)
    }

    fn load(&self, wanted: &WireDocument) -> Result<OpenDocument, Failure> {
        let bytes = map(wanted).map_err(|e| Failure::Unreadable(UnreadableReason::Io(e.kind())))?;
        if bytes.is_empty() {
            return Err(Failure::Unreadable(UnreadableReason::Empty));
        }
        OpenDocument::load(self.library, bytes, wanted.password.as_ref())
    }
}

#[allow(unsafe_code)]
fn map(wanted: &WireDocument) -> std::io::Result<Mmap> {
    let file = File::open(&wanted.path)?;
    // SAFETY: the map is private to this process and only read, by pdfium, which takes every byte for hostile. Another
    // program that shortens the file ends this process with a bus error, which the pool treats as any crash.
    unsafe { Mmap::map(&file) }
}

const DOCUMENTS_OPEN: usize = 4;
