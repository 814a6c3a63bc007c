//! Where the same bytes are two documents: programs that count, or decrypt, in another way than this one read another.

use crate::file::{self, PdfFile};
use crate::object::{Dictionary, Object};
use crate::xref::Xref;

/// A stream that draws something is never larger, once decoded.
const MAX_DRAWN: usize = 64 << 20;
/// What a page leads to and what draws nothing: the tree above it, and what is attached.
const NOT_DRAWN: [&[u8]; 3] = [b"EmbeddedFile", b"Metadata", b"XRef"];

impl PdfFile {
    /// Whether other programs may read another document in these bytes: cross-references stand where offsets lead that count from
    /// the first byte, and others where they lead from `%PDF-`; owner and user have one password and two keys; or something that
    /// is drawn cannot be decrypted, so that another password's key may be meant for it.
    #[must_use]
    pub fn is_read_in_two_ways(&self) -> bool {
        self.is_counted_in_two_ways()
            || self.store().security.as_ref().is_some_and(|security| security.has_two_keys())
            || self.hides_streams()
    }

    fn is_counted_in_two_ways(&self) -> bool {
        let (bytes, header) = (self.bytes(), self.header_offset());
        let leads = |base: usize, offset: usize| {
            offset.checked_add(base).is_some_and(|start| Xref::load(bytes, start, base).is_ok())
        };
        header > 0
            && file::named_section(bytes).is_some_and(|offset| leads(0, offset) && leads(header, offset))
    }

    /// Whether the key at hand opens less than all that an encrypted file draws.
    fn hides_streams(&self) -> bool {
        let Some(security) = &self.store().security else { return false };
        let view = self.current();
        let mut drawn = Vec::new();
        for page in self.page_list().iter().filter_map(|page| page.id).map(|id| view.object(id)) {
            let Some(page) = page.as_dictionary() else { continue };
            drawn.extend(
                [&b"Annots"[..], b"Contents", b"Resources"].iter().filter_map(|key| page.get(key).cloned()),
            );
        }
        let mut start = Dictionary::default();
        start.set(b"Drawn", Object::Array(drawn));
        let Ok(reached) = view.reachable_from(&start) else { return true };
        reached.into_iter().any(|id| {
            let Object::Stream(stream) = view.object(id) else { return false };
            let raw = view.raw(&stream);
            if raw.is_empty() || NOT_DRAWN.iter().any(|kind| stream.dictionary.is_type(kind)) {
                return false;
            }
            // Pictures have filters of their own, and are large.
            let is_picture = stream.dictionary.get(b"Width").is_some();
            match is_picture {
                true => security.decrypt_stream(id, &stream.dictionary, raw).is_none(),
                false => view.decode(&stream, MAX_DRAWN).is_none(),
            }
        })
    }
}
