//! A one-page PDF of plain lines: what a service gives out as a proof, a certificate or an audit trail.

use std::fmt::Write as _;

/// Lines that fit on the page.
const LINES: usize = 60;

/// An A4 page with `lines` in Helvetica, 9 points. Characters outside Latin-1 become `?`; lines beyond the page are
/// left out.
pub(crate) fn sheet(lines: &[String]) -> Vec<u8> {
    let mut content = Vec::from(*b"BT /F1 9 Tf 12 TL 50 790 Td\n");
    for line in lines.iter().take(LINES) {
        content.push(b'(');
        for character in line.chars() {
            let byte = u8::try_from(u32::from(character)).unwrap_or(b'?');
            if matches!(byte, b'(' | b')' | b'\\') {
                content.push(b'\\');
            }
            content.push(if byte < b' ' { b' ' } else { byte });
        }
        content.extend_from_slice(b") Tj T*\n");
    }
    content.extend_from_slice(b"ET");
    let mut stream = format!("<< /Length {} >>\nstream\n", content.len()).into_bytes();
    stream.extend(content);
    stream.extend_from_slice(b"\nendstream");
    assembled(&[
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R >> >> >>",
        &stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ])
}

/// The objects, numbered from 1, as a file whose catalog is the first.
fn assembled(objects: &[&[u8]]) -> Vec<u8> {
    let mut file = Vec::from(*b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("writing to a string cannot fail");
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let size = objects.len() + 1;
    let start = file.len();
    let end = format!(
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.into_bytes());
    file
}

#[cfg(test)]
mod tests {
    use super::sheet;

    #[test]
    fn the_sheet_is_a_pdf_as_it_should_be() {
        let bytes = sheet(&["Été (1) \\ 2".to_owned(), "→".to_owned()]);
        let pdf = paraphe_pdf::PdfFile::parse(bytes, None).unwrap();
        assert_eq!(pdf.page_count(), 1);
        assert!(!pdf.is_repaired());
        assert_eq!(pdf.findings(), []);
    }
}
