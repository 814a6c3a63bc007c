//! Small PDFs, written object by object so that a test decides every byte.

use std::io::Write;
use std::process::Command;

use paraphe_envelope::{PageRect, Timestamp};
use paraphe_pdf::{PdfFile, PreparedUpdate, SignatureDictionary, SubFilter, prepare_signature};

/// Objects by number, and how they are laid out.
#[derive(Clone, Default)]
pub(crate) struct PdfBuilder {
    objects: Vec<(u32, Vec<u8>)>,
    trailer: String,
    junk: Vec<u8>,
}

impl PdfBuilder {
    /// Objects 1 (catalog), 2 (page tree); add the pages from 3.
    pub(crate) fn new(catalog: &str, page_tree: &str) -> Self {
        let mut builder = Self { trailer: "/ID [<0123> <4567>]".to_owned(), ..Self::default() };
        builder.add(1, &format!("<</Type /Catalog /Pages 2 0 R {catalog}>>"));
        builder.add(2, page_tree);
        builder
    }

    pub(crate) fn add(&mut self, number: u32, body: &str) -> &mut Self {
        self.objects.push((number, body.as_bytes().to_vec()));
        self
    }

    pub(crate) fn stream(&mut self, number: u32, entries: &str, data: &[u8]) -> &mut Self {
        let mut body = format!("<<{entries}/Length {}>>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.objects.push((number, body));
        self
    }

    pub(crate) fn trailer(&mut self, entries: &str) -> &mut Self {
        self.trailer = entries.to_owned();
        self
    }

    /// Bytes before the header, as some mail gateways leave them.
    pub(crate) fn junk(&mut self, junk: &[u8]) -> &mut Self {
        self.junk = junk.to_vec();
        self
    }

    fn size(&self) -> u32 {
        self.objects.iter().map(|(number, _)| number + 1).max().unwrap_or(1)
    }

    fn header(&self) -> Vec<u8> {
        let mut bytes = self.junk.clone();
        bytes.extend_from_slice(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        bytes
    }

    fn write_objects(&self, bytes: &mut Vec<u8>, wanted: impl Fn(&[u8]) -> bool) -> Vec<(u32, usize)> {
        let mut offsets = Vec::new();
        for (number, body) in self.objects.iter().filter(|(_, body)| wanted(body)) {
            offsets.push((*number, bytes.len() - self.junk.len()));
            writeln!(bytes, "{number} 0 obj").unwrap();
            bytes.extend_from_slice(body);
            bytes.extend_from_slice(b"\nendobj\n");
        }
        offsets
    }

    /// With a classic table.
    pub(crate) fn build(&self) -> Vec<u8> {
        let mut bytes = self.header();
        let offsets = self.write_objects(&mut bytes, |_| true);
        self.write_table(&mut bytes, &offsets, "");
        bytes
    }

    fn write_table(&self, bytes: &mut Vec<u8>, offsets: &[(u32, usize)], more: &str) {
        let start = bytes.len() - self.junk.len();
        writeln!(bytes, "xref\n0 {}\n0000000000 65535 f ", self.size()).unwrap();
        for number in 1..self.size() {
            match offsets.iter().find(|(listed, _)| *listed == number) {
                Some((_, offset)) => writeln!(bytes, "{offset:010} 00000 n ").unwrap(),
                None => bytes.extend_from_slice(b"0000000000 00001 f \n"),
            }
        }
        let size = self.size();
        writeln!(bytes, "trailer\n<</Size {size} /Root 1 0 R {} {more}>>", self.trailer).unwrap();
        writeln!(bytes, "startxref\n{start}\n%%EOF").unwrap();
    }

    /// With all non-stream objects in one object stream and a cross-reference stream.
    pub(crate) fn build_compressed(&self) -> Vec<u8> {
        let mut bytes = self.header();
        let offsets = self.write_objects(&mut bytes, |body| body.ends_with(b"endstream"));
        let (inside, container) = self.write_object_stream(&mut bytes);
        let start = bytes.len() - self.junk.len();
        let mut rows = Vec::new();
        let size = self.size() + 2;
        for number in 0..size {
            let plain = offsets.iter().find(|(listed, _)| *listed == number).map(|(_, offset)| *offset);
            let index = inside.iter().position(|listed| *listed == number);
            let (kind, second, third) = match (plain, index) {
                (Some(offset), _) => (1u8, offset, 0u8),
                (None, Some(index)) => (2, self.size() as usize, u8::try_from(index).unwrap()),
                (None, None) if number == self.size() => (1, container, 0),
                (None, None) if number + 1 == size => (1, start, 0),
                (None, None) => (0, 0, 0),
            };
            rows.push(kind);
            rows.extend_from_slice(&u32::try_from(second).unwrap().to_be_bytes());
            rows.push(third);
        }
        write!(bytes, "{} 0 obj\n<</Type /XRef /Size {size} /W [1 4 1] ", size - 1).unwrap();
        writeln!(bytes, "/Root 1 0 R {} /Length {}>>\nstream", self.trailer, rows.len()).unwrap();
        bytes.extend_from_slice(&rows);
        writeln!(bytes, "\nendstream\nendobj\nstartxref\n{start}\n%%EOF").unwrap();
        bytes
    }

    /// Writes the object stream as the object after the last; returns what it holds and where it stands.
    fn write_object_stream(&self, bytes: &mut Vec<u8>) -> (Vec<u32>, usize) {
        let mut pairs = String::new();
        let mut content = Vec::new();
        let mut inside = Vec::new();
        for (number, body) in self.objects.iter().filter(|(_, body)| !body.ends_with(b"endstream")) {
            pairs.push_str(&format!("{number} {} ", content.len()));
            content.extend_from_slice(body);
            content.push(b'\n');
            inside.push(*number);
        }
        let first = pairs.len();
        let mut data = pairs.into_bytes();
        data.extend_from_slice(&content);
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(&data).unwrap();
        let data = encoder.finish().unwrap();
        let at = bytes.len() - self.junk.len();
        let number = self.size();
        write!(bytes, "{number} 0 obj\n<</Type /ObjStm /N {} /First {first} ", inside.len()).unwrap();
        writeln!(bytes, "/Filter /FlateDecode /Length {}>>\nstream", data.len()).unwrap();
        bytes.extend_from_slice(&data);
        bytes.extend_from_slice(b"\nendstream\nendobj\n");
        (inside, at)
    }

    /// A table that hides every non-stream object but the catalog in a stream (`/XRefStm`).
    pub(crate) fn build_hybrid(&self) -> Vec<u8> {
        let mut bytes = self.header();
        let visible = |body: &[u8]| body.ends_with(b"endstream") || body.starts_with(b"<</Type /Catalog");
        let offsets = self.write_objects(&mut bytes, visible);
        let hidden = Self {
            objects: self.objects.iter().filter(|(_, body)| !visible(body)).cloned().collect(),
            ..self.clone()
        };
        let (inside, container) = hidden.write_object_stream_as(&mut bytes, self.size());
        let stream_at = bytes.len();
        let mut rows = Vec::new();
        let mut index = String::new();
        for (position, number) in inside.iter().enumerate() {
            index.push_str(&format!("{number} 1 "));
            rows.push(2u8);
            rows.extend_from_slice(&self.size().to_be_bytes());
            rows.push(u8::try_from(position).unwrap());
        }
        index.push_str(&format!("{} 1", self.size()));
        rows.push(1);
        rows.extend_from_slice(&u32::try_from(container).unwrap().to_be_bytes());
        rows.push(0);
        let size = self.size() + 2;
        write!(bytes, "{} 0 obj\n<</Type /XRef /Size {size} /W [1 4 1] /Index [{index}] ", size - 1).unwrap();
        writeln!(bytes, "/Root 1 0 R /Length {}>>\nstream", rows.len()).unwrap();
        bytes.extend_from_slice(&rows);
        bytes.extend_from_slice(b"\nendstream\nendobj\n");
        let mut padded = self.clone();
        // The table reserves the numbers of the two streams as free ones.
        padded.objects.push((size - 1, Vec::new()));
        padded.write_table(&mut bytes, &offsets, &format!("/XRefStm {stream_at}"));
        bytes
    }

    fn write_object_stream_as(&self, bytes: &mut Vec<u8>, number: u32) -> (Vec<u32>, usize) {
        let mut numbered = self.clone();
        // `size` decides the number of the container.
        numbered.objects.push((number - 1, b"endstream".to_vec()));
        numbered.write_object_stream(bytes)
    }
}

/// A plain one-page document with a content stream.
pub(crate) fn plain() -> PdfBuilder {
    with_page("/MediaBox [0 0 595.276 841.89]")
}

/// A one-page document whose page has these entries.
pub(crate) fn with_page(entries: &str) -> PdfBuilder {
    let mut builder = PdfBuilder::new("", "<</Type /Pages /Kids [3 0 R] /Count 1>>");
    builder.add(3, &format!("<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <<>> {entries}>>"));
    builder.stream(4, "", b"0 0 1 rg 100 100 50 50 re f");
    builder
}

/// `count` pages that take box and rotation from their ancestors.
pub(crate) fn inherited(count: u32) -> PdfBuilder {
    let kids: String = (0..count).map(|index| format!("{} 0 R ", index + 5)).collect();
    let mut builder = PdfBuilder::new(
        "",
        &format!("<</Type /Pages /Kids [3 0 R] /Count {count} /MediaBox [0 0 400 300] /Rotate 90>>"),
    );
    builder.add(
        3,
        &format!("<</Type /Pages /Parent 2 0 R /Kids 4 0 R /Count {count} /CropBox [10 20 390 280]>>"),
    );
    builder.add(4, &format!("[{kids}]"));
    for index in 0..count {
        builder.add(index + 5, "<</Type /Page /Parent 3 0 R /Resources <<>>>>");
    }
    builder
}

pub(crate) fn parse(bytes: &[u8]) -> PdfFile {
    PdfFile::parse(bytes.to_vec(), None).expect("the document can be read")
}

/// What a test signs when it has no special wishes: a box on page 1, drawn by nobody.
pub(crate) fn request() -> SignatureDictionary<'static> {
    SignatureDictionary {
        field_name: None,
        page: PageRect::from_xywh(50.0, 60.0, 120.0, 40.0).map(|rect| (1, rect)),
        appearance: None,
        signer_name: Some("Zoé Çelik".to_owned()),
        reason: Some("Lu et approuvé".to_owned()),
        location: None,
        signing_time: Timestamp::from_millis(1_795_337_417_000),
        contents_capacity: 64,
        sub_filter: SubFilter::EtsiCadesDetached,
        certify: None,
        tooltip: Some("Signature de Zoé".to_owned()),
        initials: &[],
        boxes: &[],
        lock: None,
        attachment: None,
    }
}

/// The whole file with four bytes in place of a signature.
pub(crate) fn filled(original: &[u8], prepared: &PreparedUpdate) -> Vec<u8> {
    let mut bytes = original.to_vec();
    bytes.extend(prepared.fill_contents(&[0x30, 0x02, 0x05, 0x00]).expect("four bytes fit"));
    bytes
}

/// Signs with `request` and gives the whole file back.
pub(crate) fn sign(original: &[u8], request: &SignatureDictionary<'_>) -> Vec<u8> {
    let prepared = prepare_signature(&parse(original), request).expect("the document can be signed");
    filled(original, &prepared)
}

/// Asks qpdf; prints that it is missing where it is.
pub(crate) fn assert_qpdf_finds_nothing(bytes: &[u8], password: Option<&str>, what: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.pdf");
    std::fs::write(&path, bytes).unwrap();
    let mut command = Command::new("qpdf");
    command.arg("--check").args(password.map(|password| format!("--password={password}"))).arg(&path);
    match command.output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout).into_owned()
                + &String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "qpdf finds fault with {what}: {said}");
        }
        Err(_) => crate::needs::tool(&format!("qpdf not found, {what} was not checked by it")),
    }
}

/// Appends an incremental update with a table, as any editor would.
pub(crate) fn update(original: &[u8], objects: &[(u32, &str)], freed: &[u32], trailer: &str) -> Vec<u8> {
    let start = parse(original).revisions().last().unwrap().xref_offset;
    let mut bytes = original.to_vec();
    let mut rows: Vec<(u32, String)> =
        freed.iter().map(|number| (*number, "0000000000 00001 f \n".to_owned())).collect();
    for (number, body) in objects {
        rows.push((*number, format!("{:010} 00000 n \n", bytes.len())));
        writeln!(bytes, "{number} 0 obj\n{body}\nendobj").unwrap();
    }
    let at = bytes.len();
    bytes.extend_from_slice(b"xref\n");
    for (number, row) in &rows {
        write!(bytes, "{number} 1\n{row}").unwrap();
    }
    let size = rows.iter().map(|(number, _)| number + 1).max().unwrap_or(1).max(100);
    let trailer =
        if trailer.contains("/Root") { trailer.to_owned() } else { format!("/Root 1 0 R {trailer}") };
    writeln!(
        bytes,
        "trailer\n<</Size {size} /Prev {start} /ID [<0123> <4567>] {trailer}>>\nstartxref\n{at}\n%%EOF"
    )
    .unwrap();
    bytes
}
