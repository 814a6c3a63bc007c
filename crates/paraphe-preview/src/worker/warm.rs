//! What the first page would otherwise wait for.

use crate::message::RenderFormat;
use crate::worker::Worker;
use crate::worker::pdfium::{Interrupt, OpenDocument};
use memmap2::{Mmap, MmapMut};
use std::io;
use std::sync::atomic::AtomicU64;

impl Worker {
    /// Draws a page with fonts that are not in the file: pdfium then reads the list of the system's fonts, which takes
    /// longer than most pages. If this fails, the first page does it.
    pub(super) fn warm_up(&mut self) {
        let Ok(bytes) = page_with_text() else { return };
        let Ok(mut document) = OpenDocument::load(self.documents.library(), bytes, None) else { return };
        let Ok(page) = document.page(1) else { return };
        let nobody = AtomicU64::new(0);
        let interrupt = Interrupt { current: 1, cancelled: &nobody };
        let _ = self.canvas.draw(page, 1240, RenderFormat::Png, &interrupt);
        // Megabytes for a page that may be drawn at half the width, or never: having them again takes no time.
        self.canvas.forget();
    }
}

fn page_with_text() -> io::Result<Mmap> {
    let mut bytes = MmapMut::map_anon(PAGE_WITH_TEXT.len())?;
    bytes.copy_from_slice(PAGE_WITH_TEXT);
    bytes.make_read_only()
}

/// Without a cross-reference table, which pdfium makes itself for so short a file.
const PAGE_WITH_TEXT: &[u8] = b"%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font <<
/A << /Type /Font /Subtype /TrueType /BaseFont /Arial /Encoding /WinAnsiEncoding >>
/H << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>
/T << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >> >> >> >> endobj
4 0 obj << /Length 81 >> stream
BT /A 12 Tf 50 700 Td (Paraphe) Tj /H 12 Tf (Paraphe) Tj /T 12 Tf (Paraphe) Tj ET
endstream endobj
trailer << /Root 1 0 R >>
%%EOF
";
