//! Writes a small PDF 1.7 file: pages, subset fonts, metadata. The same input gives the same bytes.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use paraphe_pdf::appearance::form::EmbeddedFont;
use sha2::{Digest, Sha256};

/// One page; `content` draws in a space of `width` × `height` points, as the page is seen.
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) content: Vec<u8>,
}

/// How the pages are stored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    Upright,
    /// Stored lying on its side, with `/Rotate 90` to set it upright again: what many scanners and spreadsheets write.
    Quarter,
}

/// How the places of the objects are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Index {
    /// A cross-reference table.
    Table,
    /// A cross-reference stream.
    Stream,
}

/// A whole document.
pub(crate) struct Document {
    pub(crate) title: &'static str,
    pub(crate) author: &'static str,
    /// BCP 47, for `/Lang`.
    pub(crate) language: &'static str,
    pub(crate) pages: Vec<Page>,
    pub(crate) fonts: Vec<EmbeddedFont>,
    pub(crate) turn: Turn,
    pub(crate) index: Index,
}

/// The date the samples bear, in a PDF's and in XMP's way.
const DATE: (&str, &str) = ("D:20261102090000+01'00'", "2026-11-02T09:00:00+01:00");

/// Objects with the place of each; numbers are given out before the objects are written.
struct Objects {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl Objects {
    fn new() -> Self {
        // The comment marks the file as binary (ISO 32000-1, 7.5.2).
        Self { bytes: b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(), offsets: vec![0] }
    }

    fn reserve(&mut self) -> usize {
        self.offsets.push(0);
        self.offsets.len() - 1
    }

    fn put(&mut self, number: usize, body: &[u8]) {
        self.offsets[number] = self.bytes.len();
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.bytes.extend_from_slice(body);
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    fn add(&mut self, body: &str) -> usize {
        let number = self.reserve();
        self.put(number, body.as_bytes());
        number
    }

    fn add_stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let number = self.reserve();
        self.put(number, &stream(entries, data));
        number
    }
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let packed = deflate(data);
    let mut body =
        format!("<< {entries} /Filter /FlateDecode /Length {} >>\nstream\n", packed.len()).into_bytes();
    body.extend_from_slice(&packed);
    body.extend_from_slice(b"\nendstream");
    body
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).and_then(|()| encoder.finish()).expect("writing to memory cannot fail")
}

/// A text string: UTF-16BE with its mark, in hexadecimal (ISO 32000-1, 7.9.2).
fn text_string(text: &str) -> String {
    let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{units}>")
}

impl Document {
    /// The file's bytes.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut objects = Objects::new();
        let catalog = objects.reserve();
        let tree = objects.reserve();
        let resources = self.write_fonts(&mut objects);
        let pages: Vec<usize> =
            self.pages.iter().map(|page| self.write_page(&mut objects, page, tree)).collect();
        let kids: Vec<String> = pages.iter().map(|page| format!("{page} 0 R")).collect();
        let tree_body = format!(
            "<< /Type /Pages /Count {} /Kids [{}] /Resources {resources} 0 R >>",
            pages.len(),
            kids.join(" ")
        );
        objects.put(tree, tree_body.as_bytes());
        let metadata = self.write_metadata(&mut objects);
        let catalog_body = format!(
            "<< /Type /Catalog /Pages {tree} 0 R /Lang ({}) /Metadata {metadata} 0 R /ViewerPreferences << /DisplayDocTitle true >> >>",
            self.language
        );
        objects.put(catalog, catalog_body.as_bytes());
        let info = objects.add(&format!(
            "<< /Title {} /Author {} /CreationDate ({date}) /ModDate ({date}) >>",
            text_string(self.title),
            text_string(self.author),
            date = DATE.0
        ));
        self.finish(objects, catalog, info)
    }

    fn write_page(&self, objects: &mut Objects, page: &Page, tree: usize) -> usize {
        let (width, height) = (page.width, page.height);
        let (boxes, drawing) = match self.turn {
            Turn::Upright => (format!("/MediaBox [0 0 {width} {height}]"), page.content.clone()),
            Turn::Quarter => {
                // What is drawn upright is turned counter-clockwise; /Rotate turns it back.
                let mut drawing = format!("q 0 1 -1 0 {height} 0 cm\n").into_bytes();
                drawing.extend_from_slice(&page.content);
                drawing.extend_from_slice(b"Q\n");
                (format!("/MediaBox [0 0 {height} {width}] /Rotate 90"), drawing)
            }
        };
        let content = objects.add_stream("", &drawing);
        objects.add(&format!("<< /Type /Page /Parent {tree} 0 R {boxes} /Contents {content} 0 R >>"))
    }

    fn write_fonts(&self, objects: &mut Objects) -> usize {
        let named: Vec<String> = self
            .fonts
            .iter()
            .map(|font| format!("/{} {} 0 R", font.resource_name, write_font(objects, font)))
            .collect();
        objects.add(&format!("<< /Font << {} >> >>", named.join(" ")))
    }

    fn write_metadata(&self, objects: &mut Objects) -> usize {
        let xmp = format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
             <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n\
             <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\n\
             <dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n\
             <dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n\
             <xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\n\
             </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
            self.title,
            self.author,
            self.language,
            date = DATE.1
        );
        // Never compressed, so that programs that do not read PDF can find it (ISO 32000-1, 14.3.2).
        let number = objects.reserve();
        let body =
            format!("<< /Type /Metadata /Subtype /XML /Length {} >>\nstream\n{xmp}\nendstream", xmp.len());
        objects.put(number, body.as_bytes());
        number
    }

    fn finish(&self, mut objects: Objects, catalog: usize, info: usize) -> Vec<u8> {
        let id =
            Sha256::digest(&objects.bytes)[..16].iter().map(|byte| format!("{byte:02X}")).collect::<String>();
        let common = format!("/Root {catalog} 0 R /Info {info} 0 R /ID [<{id}> <{id}>]");
        let start = objects.bytes.len();
        match self.index {
            Index::Table => {
                let count = objects.offsets.len();
                let mut table = format!("xref\n0 {count}\n0000000000 65535 f \n");
                for offset in &objects.offsets[1..] {
                    table.push_str(&format!("{offset:010} 00000 n \n"));
                }
                table.push_str(&format!("trailer\n<< /Size {count} {common} >>\n"));
                objects.bytes.extend_from_slice(table.as_bytes());
            }
            Index::Stream => {
                let own = objects.reserve();
                objects.offsets[own] = start;
                let count = objects.offsets.len();
                let mut rows = vec![0u8, 0, 0, 0, 0, 255];
                for offset in &objects.offsets[1..] {
                    rows.push(1);
                    let offset = u32::try_from(*offset).expect("a sample is far below 4 GB");
                    rows.extend_from_slice(&offset.to_be_bytes());
                    rows.push(0);
                }
                objects.put(own, &stream(&format!("/Type /XRef /Size {count} /W [1 4 1] {common}"), &rows));
            }
        }
        objects.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        objects.bytes
    }
}

/// A Type 0 font over a CIDFontType2 whose codes are glyph numbers.
fn write_font(objects: &mut Objects, font: &EmbeddedFont) -> usize {
    let name = &font.base_font;
    let program = objects.add_stream(&format!("/Length1 {}", font.program.len()), &font.program);
    let to_unicode = objects.add_stream("", &font.to_unicode);
    let numbers = &font.descriptor;
    let [left, bottom, right, top] = numbers.bbox;
    let descriptor = objects.add(&format!(
        "<< /Type /FontDescriptor /FontName /{name} /Flags {} /FontBBox [{left:.0} {bottom:.0} {right:.0} {top:.0}] \
         /ItalicAngle {} /Ascent {:.0} /Descent {:.0} /CapHeight {:.0} /StemV {:.0} /FontFile2 {program} 0 R >>",
        numbers.flags, numbers.italic_angle, numbers.ascent, numbers.descent, numbers.cap_height, numbers.stem_v
    ));
    let widths: Vec<String> =
        font.widths.iter().map(|(glyph, width)| format!("{glyph} [{width:.0}]")).collect();
    let descendant = objects.add(&format!(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> \
         /FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 0 /W [{}] >>",
        widths.join(" ")
    ));
    objects.add(&format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>"
    ))
}
