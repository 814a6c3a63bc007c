//! PDFs written by hand, and a pool whose workers are this crate's own small program.

use paraphe_preview::{PreviewDocument, PreviewHandle, PreviewOptions, RenderRequest, Urgency};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// Options for tests: this crate's worker, 10 seconds.
pub(crate) fn options() -> PreviewOptions {
    PreviewOptions {
        timeout: Duration::from_secs(10),
        ..PreviewOptions::new(env!("CARGO_BIN_EXE_paraphe-preview-worker"))
    }
}

pub(crate) fn pool() -> PreviewHandle {
    PreviewHandle::start(options())
}

pub(crate) fn request(path: &Path, page: u32, width_px: u32) -> RenderRequest {
    RenderRequest { document: PreviewDocument::new(path), page, width_px, urgency: Urgency::Visible }
}

/// A page of a PDF for tests.
#[derive(Clone, Debug)]
pub(crate) struct PageSpec {
    pub(crate) media: [f64; 4],
    pub(crate) crop: Option<[f64; 4]>,
    pub(crate) rotate: i32,
    pub(crate) content: String,
}

impl PageSpec {
    /// A4, upright.
    pub(crate) fn a4(content: impl Into<String>) -> Self {
        Self { media: [0.0, 0.0, 595.0, 842.0], crop: None, rotate: 0, content: content.into() }
    }
}

/// A folder of PDFs that goes away with the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn pdf(&self, name: &str, pages: &[PageSpec]) -> PathBuf {
        self.write(name, &pdf(pages, &[]))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

/// A PDF with these pages; `forms` are form XObjects `/F0`, `/F1`, … that contents can draw.
pub(crate) fn pdf(pages: &[PageSpec], forms: &[String]) -> Vec<u8> {
    let first_page = 4 + forms.len();
    let names: String = (0..forms.len()).map(|n| format!("/F{n} {} 0 R ", 4 + n)).collect();
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", first_page + 2 * n)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        format!(
            "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> \
             /XObject << {names}>> >>"
        ),
    ];
    for content in forms {
        objects.push(format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources 3 0 R /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    for (n, page) in pages.iter().enumerate() {
        let crop = page.crop.map(|b| format!("/CropBox {}", array(b))).unwrap_or_default();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /Resources 3 0 R /MediaBox {} {crop} /Rotate {} /Contents {} 0 R >>",
            array(page.media),
            page.rotate,
            first_page + 2 * n + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{}\nendstream", page.content.len(), page.content));
    }
    assemble(&objects)
}

fn array([a, b, c, d]: [f64; 4]) -> String {
    format!("[{a} {b} {c} {d}]")
}

fn assemble(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.7\n");
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        writeln!(file, "{} 0 obj\n{object}\nendobj", n + 1).unwrap();
    }
    let start = file.len();
    writeln!(file, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1).unwrap();
    offsets.iter().for_each(|offset| writeln!(file, "{offset:010} 00000 n ").unwrap());
    writeln!(file, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF", objects.len() + 1)
        .unwrap();
    file.into_bytes()
}

/// A page nobody waits for the end of: ten forms that draw each other ten times, 10¹⁰ rectangles.
pub(crate) fn endless() -> Vec<u8> {
    let mut forms: Vec<String> = (0..10).map(|n| format!("/F{} Do ", n + 1).repeat(10)).collect();
    forms.push("1 0 0 rg 10 10 100 100 re f".to_owned());
    pdf(&[PageSpec::a4("/F0 Do"), PageSpec::a4("0 0 1 rg 0 0 595 842 re f")], &forms)
}

/// The colour of a pixel of a PNG, as red, green, blue.
pub(crate) fn pixel(file: &[u8], x: usize, y: usize) -> [u8; 3] {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let found = reader.next_frame(&mut bytes).unwrap();
    let samples = found.color_type.samples();
    let at = y * found.line_size + x * samples;
    match samples {
        1 => [bytes[at]; 3],
        _ => [bytes[at], bytes[at + 1], bytes[at + 2]],
    }
}

/// A red page that opens with « secret »: `qpdf --encrypt secret owner 256 -- open.pdf locked.pdf`.
pub(crate) fn locked() -> Vec<u8> {
    include_bytes!("locked.pdf").to_vec()
}
