//! The report as a PDF, to keep beside the document.

use paraphe_envelope::Timestamp;
use paraphe_pades::Severity;
use paraphe_pdf::{SheetItem, SheetTone, write_sheet};

use super::content::{Content, Item};
use crate::schema::Verdict;
use crate::verification::text::clean;
use crate::{Error, translate};

/// The sheet.
///
/// # Errors
/// It cannot be set.
pub(super) fn write(content: &Content, made_at: Timestamp) -> Result<Vec<u8>, Error> {
    write_sheet(&clean(&content.title), &items(content), made_at).map_err(translate::pdf)
}

fn items(content: &Content) -> Vec<SheetItem> {
    let mut items = vec![
        SheetItem::Title(clean(&content.title)),
        SheetItem::Verdict(tone(content.verdict), clean(&content.headline)),
        SheetItem::Paragraph(clean(&content.sentence)),
    ];
    items.extend(content.unfinished.iter().map(|note| SheetItem::Paragraph(clean(note))));
    for part in &content.parts {
        items.push(SheetItem::Heading(clean(&part.heading)));
        items.extend(part.items.iter().map(item));
    }
    items
}

fn tone(verdict: Verdict) -> SheetTone {
    match verdict {
        Verdict::Broken => SheetTone::Bad,
        Verdict::IdentityToConfirm => SheetTone::Open,
        Verdict::NoSignature => SheetTone::Neutral,
        Verdict::Valid => SheetTone::Good,
    }
}

fn item(item: &Item) -> SheetItem {
    match item {
        Item::Answer { question, word, text, .. } => {
            SheetItem::Entry(clean(question), clean(&format!("{word} – {text}")))
        }
        Item::Entry(label, text) => SheetItem::Entry(clean(label), clean(text)),
        // Weight is told by the mark: a print may have no colours.
        Item::Finding(Severity::Error, text) => SheetItem::Paragraph(clean(&format!("× {text}"))),
        Item::Finding(Severity::Warning, text) => SheetItem::Paragraph(clean(&format!("! {text}"))),
        Item::Finding(Severity::Info, text) => SheetItem::Paragraph(clean(&format!("• {text}"))),
        Item::Paragraph(text) => SheetItem::Paragraph(clean(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{facts, report, signature};
    use super::*;
    use paraphe_envelope::Language;
    use paraphe_pdf::PdfFile;

    #[test]
    fn the_sheet_is_a_pdf_whatever_the_names_are() {
        for name in ["Amélie Bérard", "ليلى", "\u{1F3E0}\u{202E}\u{0}<b>"] {
            let report = report(vec![signature(name)]);
            let content = Content::of(&facts(&report, Language::Fr));
            let bytes = write(&content, Timestamp::from_millis(1_795_341_600_000)).unwrap();
            let pdf = PdfFile::parse(bytes, None).unwrap();
            assert!(!pdf.pages().unwrap().is_empty());
        }
    }

    #[test]
    fn a_copy_on_the_way_says_so_right_under_its_verdict() {
        let open = paraphe_pades::ValidationReport { unsigned_fields: 2, ..report(vec![signature("Alice")]) };
        let items = items(&Content::of(&facts(&open, Language::It)));
        let [_, SheetItem::Verdict(..), _, SheetItem::Paragraph(note), ..] = items.as_slice() else {
            panic!("{items:?}");
        };
        assert!(note.starts_with("2 campi di firma"), "{note}");
    }

    #[test]
    fn a_file_without_a_signature_is_told_what_a_picture_is() {
        for (language, word) in
            [(Language::Fr, "image"), (Language::En, "picture"), (Language::It, "immagine")]
        {
            let report = report(Vec::new());
            let items = items(&Content::of(&facts(&report, language)));
            let is_said =
                items.iter().any(|item| matches!(item, SheetItem::Paragraph(text) if text.contains(word)));
            assert!(is_said, "{items:?}");
        }
    }
}
