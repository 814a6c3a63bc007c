//! What a file says of itself: whether it is meant for archives (PDF/A, ISO 19005) and whether it is tagged.
//!
//! Nothing here judges whether the claim is true. It decides what we write, so that a true claim stays true.

use crate::file::PdfFile;
use crate::object::Object;

/// XMP packets larger than this, in bytes, are not looked into.
const LARGEST_PACKET: usize = 4 << 20;

/// The part of ISO 19005 a file claims, with its conformance level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Archival {
    /// 1 to 4.
    pub part: u8,
    /// `A`, `B`, `U`, `E` or `F`; part 4 has files without a level.
    pub level: Option<char>,
}

impl PdfFile {
    /// The PDF/A claim in the document's XMP metadata.
    #[must_use]
    pub fn archival(&self) -> Option<Archival> {
        let view = self.current();
        let metadata = view.get(&view.catalog(), b"Metadata");
        let packet = view.decode(metadata.as_stream()?, LARGEST_PACKET)?;
        let value = |name: &str| value_of(&packet, name);
        let part = value("pdfaid:part")?.to_digit(10).filter(|part| (1..=9).contains(part))?;
        let level = value("pdfaid:conformance").map(|level| level.to_ascii_uppercase());
        Some(Archival { part: u8::try_from(part).ok()?, level })
    }

    /// Whether pictures may have soft edges: PDF/A-1 knows no transparency (ISO 19005-1, 6.4), later parts want to know
    /// the colours in which it is blended (ISO 19005-2, 6.2.10), which only an output intent of the file tells.
    pub(crate) fn allows_transparency(&self) -> bool {
        let view = self.current();
        let has_intent = || {
            let intents = view.get(&view.catalog(), b"OutputIntents");
            let is_archival = |intent: &Object| {
                let intent = view.resolve(intent);
                let kind = intent.as_dictionary().map(|intent| view.get(intent, b"S"));
                kind.is_some_and(|kind| kind.as_name() == Some(b"GTS_PDFA1"))
            };
            intents.as_array().unwrap_or_default().iter().any(is_archival)
        };
        self.archival().is_none_or(|archival| archival.part > 1 && has_intent())
    }
}

/// The first letter of a property, written as an element or as an attribute.
fn value_of(packet: &[u8], name: &str) -> Option<char> {
    let at = memchr::memmem::find(packet, name.as_bytes())? + name.len();
    let rest = packet.get(at..at + 16.min(packet.len() - at))?;
    let found = rest.iter().find(|byte| byte.is_ascii_alphanumeric())?;
    Some(char::from(*found))
}
