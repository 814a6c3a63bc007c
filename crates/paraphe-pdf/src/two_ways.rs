//! Where the same bytes are two documents: programs that count, or decrypt, in another way than this one read another.

use std::collections::HashSet;

use crate::file::{self, PdfFile};
use crate::object::{Dictionary, Object};
use crate::xref::Xref;

/// A stream that draws something is never larger, once decoded.
const MAX_DRAWN: usize = 64 << 20;
/// What a page leads to and what draws nothing: the tree above it, and what is attached.
const NOT_DRAWN: [&[u8]; 3] = [b"EmbeddedFile", b"Metadata", b"XRef"];

impl PdfFile {
    /// Whether other programs may read another document in these bytes: cross-references stand where offsets lead that count from
    /// the first byte, and others where they lead from `%PDF-`; the key at hand need not be everybody's; or something that is drawn
    /// cannot be decrypted, or not to anything that draws, so that another password's key may be meant for it.
    #[must_use]
    pub fn is_read_in_two_ways(&self) -> bool {
        self.is_counted_in_two_ways()
            || self.store().security.as_ref().is_some_and(|security| security.is_key_in_doubt())
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
        let (mut drawn, mut contents) = (Vec::new(), HashSet::new());
        for page in self.page_list().iter().filter_map(|page| page.id).map(|id| view.object(id)) {
            let Some(page) = page.as_dictionary() else { continue };
            contents.extend(page.get(b"Contents").and_then(Object::as_reference));
            let parts = view.get(page, b"Contents");
            contents.extend(parts.as_array().unwrap_or_default().iter().filter_map(Object::as_reference));
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
            let is_a = |kind: &[u8]| view.get(&stream.dictionary, b"Subtype").as_name() == Some(kind);
            // Pictures have filters of their own, and are large.
            let is_picture = is_a(b"Image") && !contents.contains(&id);
            match is_picture {
                true => security.decrypt_stream(id, &stream.dictionary, raw).is_none(),
                false => view
                    .decode(&stream, MAX_DRAWN)
                    .is_none_or(|decoded| (is_a(b"Form") || contents.contains(&id)) && is_garbage(&decoded)),
            }
        })
    }
}

/// Whether content that was decrypted is none: what another key was meant for turns into octets of all kinds, of which three in five
/// are no signs of any text. Operators and numbers are letters and digits; strings and small pictures among them need not be.
fn is_garbage(content: &[u8]) -> bool {
    const LOOKED_AT: usize = 4096;
    const SHARE: usize = 2;
    let content = &content[..content.len().min(LOOKED_AT)];
    let is_odd = |octet: &&u8| !(octet.is_ascii_graphic() || octet.is_ascii_whitespace() || **octet == 0);
    content.iter().filter(is_odd).count() * SHARE > content.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_key_was_meant_for_is_no_content() {
        let scattered: Vec<u8> =
            (0..2_000u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(is_garbage(&scattered));
        assert!(!is_garbage(b"") && !is_garbage(b"q BT /F1 12 Tf (H\xe9l\xe8ne) Tj ET Q"));
        let drawn = [b"q 20 0 0 20 0 0 cm BI /W 8 /H 8 /CS /G /BPC 8 ID ".as_slice(), &[0xFF; 64], b" EI Q"];
        assert!(!is_garbage(&[drawn.concat(), b" 0 0 m 10 10 l S".to_vec()].concat()));
    }
}
