//! The signature tags of a document: `<@signature@>` for everybody, `<@signatureN@>` for signer N.

use paraphe_pdf::PdfFile;

use super::text::{TextRun, text_runs};

const OPENING: &str = "<@signature";
const CLOSING: &str = "@>";

/// A tag found as extractable text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tag {
    /// The signer it names, counted from 1; `None` for every signer.
    pub(crate) signer: Option<usize>,
    /// The run it stands in: page and place.
    pub(crate) run: TextRun,
}

/// The tags of `pdf`, in drawing order. A tag must stand whole in one run of text; what only looks like one
/// (`<@signatureX@>`, `<@signature0@>`) is ordinary text, as the documentation names no such tag.
pub(crate) fn tags(pdf: &PdfFile) -> Vec<Tag> {
    text_runs(pdf).into_iter().flat_map(tags_of_run).collect()
}

fn tags_of_run(run: TextRun) -> Vec<Tag> {
    let text = run.text.clone();
    text.match_indices(OPENING)
        .filter_map(|(at, _)| {
            let rest = &text[at + OPENING.len()..];
            let (number, _) = rest.split_once(CLOSING)?;
            let signer = match number {
                "" => None,
                _ => Some(number.parse().ok().filter(|&number| number > 0 && is_digits(rest, number))?),
            };
            Some(Tag { signer, run: run.clone() })
        })
        .collect()
}

/// Whether `rest` begins with `number` as it is usually written: `+1` and `01` are no numbers of a tag.
fn is_digits(rest: &str, number: usize) -> bool {
    rest.strip_prefix(&number.to_string()).is_some_and(|rest| rest.starts_with(CLOSING))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One page with this content, whose fonts are Helvetica `F1` and a composite one `F2` whose code 0x0001… are the
    /// characters of `<@signature2@>`, and with a form `X1` that shows `<@signature3@>`, drawn where `cm` says.
    fn page(content: &str) -> PdfFile {
        let letters = "<@signature2@>".chars().zip(1..);
        let map: String =
            letters.map(|(letter, code)| format!("<{code:04X}> <{:04X}> ", u32::from(letter))).collect();
        let map = format!("14 beginbfchar {map} endbfchar");
        let form = "BT /F1 1 Tf 1 0 0 1 3 4 Tm (<@signature3@>) Tj ET";
        let stream = |number: u32, entries: &str, data: &str| {
            format!("{number} 0 obj <<{entries} /Length {}>> stream\n{data}\nendstream endobj\n", data.len())
        };
        let file = format!(
            "%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n\
             2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources 5 0 R>> endobj\n\
             3 0 obj <</Type /Page /Parent 2 0 R /Contents [4 0 R 4 0 R]>> endobj\n\
             5 0 obj <</Font <</F1 6 0 R /F2 7 0 R>> /XObject <</X1 9 0 R>> >> endobj\n\
             6 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj\n\
             7 0 obj <</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 8 0 R>> endobj\n\
             {}{}{}%%EOF",
            stream(4, "", content),
            stream(8, "", &map),
            stream(9, "/Subtype /Form /BBox [0 0 9 9] /Matrix [1 0 0 1 10 20] /Resources 5 0 R", form),
        );
        PdfFile::parse(file.into_bytes(), None).unwrap()
    }

    /// Number and place of each tag found once (the page shows its content twice).
    fn found(content: &str) -> Vec<(Option<usize>, f64, f64)> {
        let all = tags(&page(content));
        let half = all.len() / 2;
        assert_eq!(all[..half], all[half..]);
        all[..half].iter().map(|tag| (tag.signer, tag.run.x, tag.run.y)).collect()
    }

    #[test]
    fn tags_are_found_where_their_text_begins() {
        assert_eq!(found("BT /F1 1 Tf 70 600 Td (<@signature@>) Tj ET"), [(None, 70.0, 600.0)]);
        let moved = "q 1 0 0 1 5 6 cm BT /F1 1 Tf 12 TL 1 0 0 1 70 600 Tm [(<@signa) 20 (ture1@>)] TJ T* (a <@signature12@>) Tj ET Q";
        assert_eq!(found(moved), [(Some(1), 75.0, 606.0), (Some(12), 75.0, 594.0)]);
    }

    #[test]
    fn composite_fonts_and_forms_are_read() {
        let codes: String = (1..=14).map(|code| format!("{code:04X}")).collect();
        assert_eq!(found(&format!("BT /F2 1 Tf 1 2 Td <{codes}> Tj ET")), [(Some(2), 1.0, 2.0)]);
        assert_eq!(found("q 2 0 0 2 100 200 cm /X1 Do Q"), [(Some(3), 126.0, 248.0)]);
    }

    #[test]
    fn what_is_no_whole_tag_in_one_run_is_none() {
        for content in [
            "BT /F1 1 Tf (<@signa) Tj (ture1@>) Tj ET",
            "BT /F1 1 Tf (<@signature0@> <@signature01@> <@signature+1@> <@signatureX@> <@signature1>) Tj ET",
            "0 0 m 10 10 l S",
        ] {
            assert_eq!(found(content), [], "{content}");
        }
    }
}
