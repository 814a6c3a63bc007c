//! The files that are measured: books of many pages, files of many megabytes. Made once into `target/bench-data`.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::console::detail;
use crate::digest;
use crate::failure::Failure;
use crate::places;

/// Raised when what is made changes, so that older files are made again.
const EDITION: &str = "1";

/// Where the files are.
pub(crate) fn folder() -> PathBuf {
    places::target().join("bench-data")
}

/// A file of text pages: `pages-1.pdf`, `pages-350.pdf`, `pages-1000.pdf`.
pub(crate) fn book(pages: usize) -> Result<PathBuf, Failure> {
    made(&format!("pages-{pages}.pdf"), |out| write_book(out, pages))
}

/// A file of that many megabytes, made of scanned pages: `size-1.pdf`, `size-10.pdf`, `size-200.pdf`.
pub(crate) fn scans(megabytes: usize) -> Result<PathBuf, Failure> {
    made(&format!("size-{megabytes}.pdf"), |out| write_scans(out, megabytes))
}

/// All of them.
pub(crate) fn all() -> Result<(), Failure> {
    for pages in [1, 350, 1000] {
        book(pages)?;
    }
    for megabytes in [1, 10, 200] {
        scans(megabytes)?;
    }
    detail(&format!("they are in {}", folder().display()));
    Ok(())
}

fn made(
    name: &str,
    write: impl FnOnce(&mut Writer<BufWriter<fs::File>>) -> std::io::Result<()>,
) -> Result<PathBuf, Failure> {
    let path = folder().join(name);
    let stamp = folder().join(format!("{name}.edition"));
    if path.is_file() && digest::stamped(&stamp, EDITION) {
        return Ok(path);
    }
    detail(&format!("making {name}"));
    let failed = |error: &std::io::Error| Failure::file("writing", &path, error);
    fs::create_dir_all(folder()).map_err(|error| failed(&error))?;
    let file = fs::File::create(&path).map_err(|error| failed(&error))?;
    let mut out = Writer { out: BufWriter::new(file), offset: 0, offsets: Vec::new() };
    write(&mut out).and_then(|()| out.out.flush()).map_err(|error| failed(&error))?;
    digest::stamp(&stamp, EDITION)?;
    Ok(path)
}

/// Writes objects one after another, remembering where they start.
struct Writer<W> {
    out: W,
    offset: usize,
    /// Object number and place.
    offsets: Vec<(usize, usize)>,
}

impl<W: Write> Writer<W> {
    fn put(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.offset += bytes.len();
        self.out.write_all(bytes)
    }

    fn object(&mut self, number: usize, body: &str) -> std::io::Result<()> {
        self.offsets.push((number, self.offset));
        self.put(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes())
    }

    fn stream(&mut self, number: usize, entries: &str, data: &[u8]) -> std::io::Result<()> {
        self.offsets.push((number, self.offset));
        self.put(format!("{number} 0 obj\n<< {entries} /Length {} >>\nstream\n", data.len()).as_bytes())?;
        self.put(data)?;
        self.put(b"\nendstream\nendobj\n")
    }

    /// Header, catalogue (1) and page tree (2) over the objects `kids`.
    fn open(&mut self, kids: impl ExactSizeIterator<Item = usize>, resources: &str) -> std::io::Result<()> {
        self.put(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        self.object(1, "<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>")?;
        let count = kids.len();
        let kids: Vec<String> = kids.map(|kid| format!("{kid} 0 R")).collect();
        let tree = format!(
            "<< /Type /Pages /Count {count} /Kids [{}] /MediaBox [0 0 595 842] /Resources << {resources} >> >>",
            kids.join(" ")
        );
        self.object(2, &tree)
    }

    fn close(&mut self) -> std::io::Result<()> {
        let start = self.offset;
        self.offsets.sort_unstable();
        let size = self.offsets.len() + 1;
        let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n");
        for (_, offset) in &self.offsets {
            table.push_str(&format!("{offset:010} 00000 n \n"));
        }
        table.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
        self.put(table.as_bytes())
    }
}

/// A small generator of numbers that look random and are the same every time (xorshift64*).
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap_or(0)
    }
}

const WORDS: &[&str] = &[
    "acte",
    "ainsi",
    "article",
    "atelier",
    "avant",
    "chaque",
    "client",
    "clause",
    "comme",
    "contrat",
    "dans",
    "date",
    "devis",
    "document",
    "droit",
    "est",
    "et",
    "facture",
    "garde",
    "la",
    "le",
    "les",
    "lettre",
    "lieu",
    "livre",
    "marge",
    "mois",
    "montant",
    "notre",
    "objet",
    "ordre",
    "page",
    "partie",
    "pour",
    "prix",
    "projet",
    "service",
    "signataire",
    "signature",
    "sous",
    "sur",
    "terme",
    "texte",
    "titre",
    "travail",
    "un",
    "une",
    "vente",
    "verso",
    "vise",
];

/// Pages 3, 5, 7 … and their contents 4, 6, 8 …: running text in two of the standard fonts, a drawing on every fifth.
fn write_book(out: &mut Writer<impl Write>, pages: usize) -> std::io::Result<()> {
    let font = |name: &str| {
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
    };
    let resources = format!("/Font << /R {} /B {} >>", font("Times-Roman"), font("Helvetica-Bold"));
    out.open((0..pages).map(|page| 3 + 2 * page), &resources)?;
    let mut noise = Noise(0x9E37_79B9_7F4A_7C15);
    for page in 0..pages {
        let number = 3 + 2 * page;
        out.object(number, &format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", number + 1))?;
        out.stream(number + 1, "", text_page(&mut noise, page).as_bytes())?;
    }
    out.close()
}

fn text_page(noise: &mut Noise, page: usize) -> String {
    let mut content =
        format!("BT /B 15 Tf 72 772 Td (Chapitre {}) Tj ET\nBT /R 11 Tf 14 TL 72 744 Td\n", page / 12 + 1);
    let lines = if page % 5 == 4 { 30 } else { 46 };
    for _ in 0..lines {
        let mut line = String::new();
        while line.len() < 78 {
            line.push_str(WORDS[noise.below(WORDS.len())]);
            line.push(' ');
        }
        content.push_str(&format!("({}) Tj T*\n", line.trim_end()));
    }
    content.push_str(&format!("ET\nBT /R 9 Tf 290 40 Td ({}) Tj ET\n", page + 1));
    if page % 5 == 4 {
        content.push_str("q 0.12 0.31 0.85 RG 1.2 w 72 200 m\n");
        for step in 1..40 {
            content.push_str(&format!("{} {} l\n", 72 + step * 11, 120 + noise.below(160)));
        }
        content.push_str("S Q\n");
    }
    content
}

/// About a megabyte for each page: an image that does not compress, as a scan is.
fn write_scans(out: &mut Writer<impl Write>, megabytes: usize) -> std::io::Result<()> {
    out.open((0..megabytes).map(|page| 3 + 3 * page), "")?;
    let mut noise = Noise(0xD1B5_4A32_D192_ED03);
    let mut image = vec![0u8; 1000 * 1048];
    for page in 0..megabytes {
        let number = 3 + 3 * page;
        let body = format!(
            "<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources << /XObject << /I {} 0 R >> >> >>",
            number + 1,
            number + 2
        );
        out.object(number, &body)?;
        out.stream(number + 1, "", b"q 595 0 0 842 0 0 cm /I Do Q")?;
        for chunk in image.chunks_exact_mut(8) {
            chunk.copy_from_slice(&noise.next().to_le_bytes());
        }
        let entries = "/Type /XObject /Subtype /Image /Width 1000 /Height 1048 /BitsPerComponent 8 /ColorSpace /DeviceGray";
        out.stream(number + 2, entries, &image)?;
    }
    out.close()
}

/// A copy of `path` that is hashed on the way and synced to disk: the least a signer must do. Milliseconds.
pub(crate) fn copy_and_hash(path: &Path, into: &Path) -> Result<f64, Failure> {
    let started = std::time::Instant::now();
    digest_through(path, Some(into))?;
    Ok(started.elapsed().as_secs_f64() * 1000.0)
}

/// The bare SHA-256 over `path`: the least a verifier must do. Milliseconds.
pub(crate) fn hash(path: &Path) -> Result<f64, Failure> {
    let started = std::time::Instant::now();
    digest_through(path, None)?;
    Ok(started.elapsed().as_secs_f64() * 1000.0)
}

fn digest_through(path: &Path, into: Option<&Path>) -> Result<String, Failure> {
    use sha2::Digest as _;
    use std::io::Read as _;
    let mut source = fs::File::open(path).map_err(|error| Failure::file("reading", path, &error))?;
    let mut copy = match into {
        Some(into) => Some(fs::File::create(into).map_err(|error| Failure::file("writing", into, &error))?),
        None => None,
    };
    let mut hasher = sha2::Sha256::new();
    let mut buffer = vec![0u8; 1 << 20];
    loop {
        let read = source.read(&mut buffer).map_err(|error| Failure::file("reading", path, &error))?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
        if let Some(copy) = &mut copy {
            copy.write_all(&buffer[..read]).map_err(|error| Failure::file("writing", path, &error))?;
        }
    }
    if let Some(copy) = copy {
        copy.sync_all().map_err(|error| Failure::file("writing", path, &error))?;
    }
    Ok(digest::hex(&hasher.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_has_its_pages_and_every_object_is_where_the_table_says() {
        let mut out = Writer { out: Vec::new(), offset: 0, offsets: Vec::new() };
        write_book(&mut out, 7).unwrap();
        assert_eq!(out.offset, out.out.len(), "the counted place is the real one");
        let text = String::from_utf8_lossy(&out.out);
        assert_eq!(text.matches("/Type /Page ").count(), 7);
        for (number, offset) in &out.offsets {
            assert!(out.out[*offset..].starts_with(format!("{number} 0 obj").as_bytes()), "object {number}");
        }
    }

    #[test]
    fn a_file_of_one_megabyte_has_one() {
        let mut out = Writer { out: Vec::new(), offset: 0, offsets: Vec::new() };
        write_scans(&mut out, 1).unwrap();
        assert!((1_000_000..1_100_000).contains(&out.out.len()), "{} bytes", out.out.len());
    }
}
