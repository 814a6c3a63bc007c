//! What readers other than ourselves see of an appearance.

use std::path::Path;
use std::process::Command;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::*;

#[path = "../../../../../tests/needs.rs"]
mod needs;

/// One page with every appearance of the gallery, each in its box, for readers other than ourselves.
fn sheet(appearances: &[Appearance], path: &Path) {
    let mut document = Document::with_version("1.7");
    let mut content = String::new();
    let mut forms = Dictionary::new();
    let (mut x, mut y) = (20.0, 820.0);
    let mut row = 0.0_f64;
    for (number, appearance) in appearances.iter().enumerate() {
        let (width, height) = appearance.size();
        if x + width > 580.0 {
            (x, y, row) = (20.0, y - row - 10.0, 0.0);
        }
        row = row.max(height);
        content.push_str(&format!(
            "q 1 0 0 1 {x} {} cm 0.8 0.9 1 RG 0.3 w 0 0 {width} {height} re S /X{number} Do Q\n",
            y - height
        ));
        x += width + 10.0;
        let id = add_form(&mut document, &appearance.to_form());
        forms.set(format!("X{number}"), id);
    }
    let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "XObject" => forms },
    });
    document.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document.save(path).unwrap();
}

fn add_form(document: &mut Document, form: &form::AppearanceForm) -> Object {
    let mut fonts = Dictionary::new();
    for font in &form.fonts {
        let program =
            Stream::new(dictionary! { "Length1" => font.program.len() as i64 }, font.program.clone());
        let program = document.add_object(program);
        let to_unicode = document.add_object(Stream::new(Dictionary::new(), font.to_unicode.clone()));
        let numbers = &font.descriptor;
        let descriptor = document.add_object(dictionary! {
            "Type" => "FontDescriptor", "FontName" => Object::Name(font.base_font.clone().into()),
            "Flags" => i64::from(numbers.flags), "ItalicAngle" => numbers.italic_angle as f32,
            "Ascent" => numbers.ascent as f32, "Descent" => numbers.descent as f32,
            "CapHeight" => numbers.cap_height as f32, "StemV" => numbers.stem_v as f32,
            "FontBBox" => numbers.bbox.iter().map(|edge| Object::Real(*edge as f32)).collect::<Vec<_>>(),
            "FontFile2" => program,
        });
        let widths: Vec<Object> = font
            .widths
            .iter()
            .flat_map(|(code, width)| [i64::from(*code).into(), vec![Object::Real(*width as f32)].into()])
            .collect();
        let descendant = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => Object::Name(font.base_font.clone().into()),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"), "Supplement" => 0,
            },
            "CIDToGIDMap" => "Identity", "FontDescriptor" => descriptor, "W" => widths,
        });
        let whole = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => Object::Name(font.base_font.clone().into()),
            "Encoding" => "Identity-H", "DescendantFonts" => vec![descendant.into()], "ToUnicode" => to_unicode,
        });
        fonts.set(font.resource_name.clone(), whole);
    }
    let dictionary = dictionary! {
        "Type" => "XObject", "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), Object::Real(form.bbox.0 as f32), Object::Real(form.bbox.1 as f32)],
        "Resources" => dictionary! { "Font" => fonts },
    };
    document.add_object(Stream::new(dictionary, form.content.clone())).into()
}

#[test]
fn other_readers_get_the_text_back_in_logical_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.pdf");
    let texts = [
        "Łucja Đặng-Œuvray",
        "Efficace — 22/11/2026 à 09:50",
        "محمد الطرابلسي",
        "علاء صلاح بن يوسف",
        "السَّاحِل, ٢٢ نوفمبر",
    ];
    let block = lines(&texts.map(|text| (LineKind::Note, text)));
    let mixed = lines(&[(LineKind::Note, "Signé par محمد الطرابلسي à Tunis")]);
    sheet(&[&block, &mixed].map(|lines| signature(&Mark::None, lines, 250.0, 80.0)), &path);
    let Ok(output) = Command::new("pdftotext").arg(&path).arg("-").output() else {
        needs::tool("pdftotext (poppler-utils) is not installed");
        return;
    };
    // Poppler wraps words of the other direction in embedding marks.
    let marks = ['\u{202a}', '\u{202b}', '\u{202c}'];
    let text: String =
        String::from_utf8_lossy(&output.stdout).chars().filter(|c| !marks.contains(c)).collect();
    for expected in &texts[..4] {
        assert!(text.contains(expected), "{expected:?} not in {text:?}");
    }
    for part in ["الساحل", "٢٢", "نوفمبر", "Signé par", "à Tunis"] {
        assert!(text.contains(part), "{part:?} not in {text:?}");
    }
    assert_eq!(text.matches("محمد الطرابلسي").count(), 2, "{text:?}");
}

#[test]
fn the_gallery_can_be_looked_at() {
    // With PARAPHE_GALLERY=<folder> the sheet and the SVG images stay there for human eyes.
    let kept = std::env::var_os("PARAPHE_GALLERY").map(std::path::PathBuf::from);
    let folder = tempfile::tempdir().unwrap();
    let folder = kept.as_deref().unwrap_or(folder.path());
    let gallery = gallery();
    sheet(&gallery, &folder.join("gallery.pdf"));
    for (number, appearance) in gallery.iter().enumerate() {
        std::fs::write(folder.join(format!("{number:02}.svg")), appearance.to_svg()).unwrap();
    }
    let read = Document::load(folder.join("gallery.pdf")).unwrap();
    assert_eq!(read.get_pages().len(), 1);
}
