//! Boxes of the form: made with the first signature, filled with the later ones, drawn where a document takes no more fields.

use paraphe_envelope::PageRect;
use paraphe_pdf::appearance::{Appearance, CheckState, Mark};
use paraphe_pdf::{
    BoxContent, Dictionary, FieldLock, FormBox, Object, PdfError, PdfFile, SignatureDictionary, TextEntry,
    prepare_signature,
};

use crate::kinds::kinds;
use crate::support::{PdfBuilder, assert_qpdf_finds_nothing, filled, parse, plain, request};

fn rect(left: f64, bottom: f64, width: f64, height: f64) -> PageRect {
    PageRect::from_xywh(left, bottom, width, height).unwrap()
}

/// The boxes of two signers; what each of them wrote, if it is their turn.
fn boxes<'a>(texts: [Option<TextEntry<'a>>; 2], checks: [Option<CheckState>; 2]) -> Vec<FormBox<'a>> {
    let one = |name, left, bottom, width, content| FormBox {
        name,
        tooltip: name,
        page: 1,
        rect: rect(left, bottom, width, 20.0),
        content,
    };
    vec![
        one("Date-a", 50.0, 300.0, 140.0, BoxContent::Text(texts[0])),
        one("Case-a", 50.0, 340.0, 20.0, BoxContent::Check(checks[0])),
        one("Date-b", 250.0, 300.0, 140.0, BoxContent::Text(texts[1])),
        one("Case-b", 250.0, 340.0, 20.0, BoxContent::Check(checks[1])),
    ]
}

fn drawn(text: &str) -> Appearance {
    Appearance::for_text(text, 140.0, 20.0).unwrap()
}

fn sign(bytes: &[u8], boxes: &[FormBox<'_>], left: f64) -> Result<Vec<u8>, PdfError> {
    sign_opened(&parse(bytes), boxes, left)
}

fn sign_opened(file: &PdfFile, boxes: &[FormBox<'_>], left: f64) -> Result<Vec<u8>, PdfError> {
    let mark = Appearance::for_initials(&Mark::Typed { name: "AB".to_owned() }, 120.0, 40.0).unwrap();
    let wanted = SignatureDictionary {
        page: Some((1, rect(left, 60.0, 120.0, 40.0))),
        appearance: Some(&mark),
        boxes,
        ..request()
    };
    Ok(filled(file.bytes(), &prepare_signature(file, &wanted)?))
}

fn fields(file: &PdfFile) -> Vec<Dictionary> {
    let view = file.current();
    let form = view.dictionary(&view.catalog(), b"AcroForm").unwrap();
    let fields = view.get(&form, b"Fields");
    let all = fields.as_array().unwrap().iter();
    all.map(|field| view.resolve(field).as_dictionary().unwrap().clone()).collect()
}

fn field(file: &PdfFile, name: &str) -> Dictionary {
    let named = |field: &Dictionary| file.current().get(field, b"T").as_text().as_deref() == Some(name);
    fields(file).into_iter().find(named).unwrap_or_else(|| panic!("no field {name}"))
}

fn text_of(field: &Dictionary) -> Option<String> {
    field.get(b"V").and_then(Object::as_text)
}

/// How many font programs a file has.
fn fonts(bytes: &[u8]) -> usize {
    bytes.windows(b"/FontFile2".len()).filter(|part| part == b"/FontFile2").count()
}

#[test]
fn the_first_signature_makes_everybodys_fields_and_the_second_fills_its_own() {
    let original = plain().build();
    let (one, other) = (drawn("Fait à Évry, le 22/11/2026"), drawn("Łódź, le 23/11/2026"));
    let first = [Some(TextEntry { value: "Fait à Évry, le 22/11/2026", appearance: &one }), None];
    let signed = sign(&original, &boxes(first, [Some(CheckState::On), None]), 50.0).unwrap();
    assert!(signed.starts_with(&original));
    assert_qpdf_finds_nothing(&signed, None, "the first");
    let file = parse(&signed);
    assert_eq!(fields(&file).len(), 5, "two texts, two check boxes, one signature");
    assert_eq!(text_of(&field(&file, "Date-a")).as_deref(), Some("Fait à Évry, le 22/11/2026"));
    assert_eq!(text_of(&field(&file, "Date-b")), None);
    for name in ["Date-a", "Date-b", "Case-a", "Case-b"] {
        let field = field(&file, name);
        assert_eq!(field.get(b"Ff").and_then(Object::as_integer).unwrap() & 1, 1, "{name} is read-only");
        assert!(field.get(b"TU").is_some() && field.get(b"AP").is_some(), "{name}");
    }
    let state =
        |file: &PdfFile, name| field(file, name).get(b"AS").and_then(Object::as_name).unwrap().to_vec();
    assert_eq!((state(&file, "Case-a"), state(&file, "Case-b")), (b"Yes".to_vec(), b"Off".to_vec()));

    let second = [None, Some(TextEntry { value: "Łódź, le 23/11/2026", appearance: &other })];
    let twice = sign(&signed, &boxes(second, [None, Some(CheckState::On)]), 250.0).unwrap();
    assert!(twice.starts_with(&signed));
    assert_qpdf_finds_nothing(&twice, None, "the second");
    let file = parse(&twice);
    assert_eq!(fields(&file).len(), 6, "one more signature and no more fields");
    assert_eq!(text_of(&field(&file, "Date-b")).as_deref(), Some("Łódź, le 23/11/2026"));
    assert_eq!(text_of(&field(&file, "Date-a")).as_deref(), Some("Fait à Évry, le 22/11/2026"));
    assert_eq!(state(&file, "Case-b"), b"Yes".to_vec());
    let brought = fonts(&twice[signed.len()..]);
    assert_eq!(brought, 1, "the font of the typed signature, and none for what was filled in");
}

#[test]
fn every_kind_of_file_takes_boxes_and_has_them_filled() {
    let (one, other) = (drawn("Évry"), drawn("Łódź"));
    for (what, bytes, password) in kinds() {
        let opened = |bytes: &[u8]| PdfFile::parse(bytes.to_vec(), password).unwrap();
        let first = [Some(TextEntry { value: "Évry", appearance: &one }), None];
        let signed =
            sign_opened(&opened(&bytes), &boxes(first, [Some(CheckState::On), None]), 50.0).expect(what);
        let second = [None, Some(TextEntry { value: "Łódź", appearance: &other })];
        let twice =
            sign_opened(&opened(&signed), &boxes(second, [None, Some(CheckState::On)]), 250.0).expect(what);
        assert!(signed.starts_with(&bytes) && twice.starts_with(&signed), "{what}");
        assert_qpdf_finds_nothing(&twice, password, what);
        let file = opened(&twice);
        if opened(&bytes).draws_boxes(&["Date-a"]) {
            continue;
        }
        for (name, value) in [("Date-a", "Évry"), ("Date-b", "Łódź")] {
            let field = field(&file, name);
            assert_eq!(text_of(&field).as_deref(), Some(value), "{what}");
            let is_tagged = file.current().catalog().get(b"StructTreeRoot").is_some();
            assert_eq!(field.get(b"StructParent").is_some(), is_tagged, "{what}: part of the structure");
        }
    }
}

#[test]
fn a_letter_the_fonts_lack_brings_its_own() {
    let other = drawn("محمد");
    let nobody = boxes([None, None], [None, None]);
    let signed = sign(&plain().build(), &nobody, 50.0).unwrap();
    let second = [None, Some(TextEntry { value: "محمد", appearance: &other })];
    let file = parse(&signed);
    assert!(!file.has_letters_for("Date-b", &other), "said before anybody signs");
    assert!(file.has_letters_for("Date-b", &drawn("Łódź")) && file.has_letters_for("Date-c", &other));
    let twice = sign(&signed, &boxes(second, [None, None]), 250.0).unwrap();
    assert_eq!(fonts(&twice[signed.len()..]), 2, "the signature's and the one for Arabic");
    assert_qpdf_finds_nothing(&twice, None, "another script");
}

#[test]
fn where_anything_may_be_written_later_the_letters_for_it_are_there() {
    let mut open = boxes([None, None], [None, None]);
    open[2].content = BoxContent::Open;
    let original = plain().build();
    let signed = sign(&original, &open, 50.0).unwrap();
    let without = sign(&original, &boxes([None, None], [None, None]), 50.0).unwrap();
    assert_eq!((fonts(&signed), fonts(&without)), (3, 2), "Latin, Arabic, and the signature's");
    let other = drawn("مُحَمَّد الطرابلسي");
    assert!(parse(&signed).has_letters_for("Date-b", &other));
    assert!(!parse(&signed).has_letters_for("Date-b", &drawn("Ἀλέξανδρος")), "ancient Greek");
    let mut second =
        boxes([None, Some(TextEntry { value: "مُحَمَّد الطرابلسي", appearance: &other })], [None, None]);
    second[0].content = BoxContent::Open;
    let twice = sign(&signed, &second, 250.0).unwrap();
    assert_eq!(fonts(&twice[signed.len()..]), 1, "the signature's");
    assert_eq!(text_of(&field(&parse(&twice), "Date-b")).as_deref(), Some("مُحَمَّد الطرابلسي"));
    assert_qpdf_finds_nothing(&twice, None, "Arabic with its vowels");
}

#[test]
fn a_document_that_takes_no_fields_shows_them_as_places_of_the_signature() {
    let entry = drawn("le 22/11/2026");
    let text = [Some(TextEntry { value: "le 22/11/2026", appearance: &entry }), None];
    let signed_before = sign(&plain().build(), &[], 50.0).unwrap();
    let mut drawn_anew = PdfBuilder::new(
        "/AcroForm <</Fields [] /NeedAppearances true>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources <<>>>>",
    );
    drawn_anew.add(3, "<</Type /Page /Parent 2 0 R>>");
    for (what, bytes) in [("signed before", signed_before), ("drawn anew", drawn_anew.build())] {
        let file = parse(&bytes);
        assert!(file.draws_boxes(&["Date-a"]), "{what}");
        let before = file.signature_fields().len();
        let signed = sign(&bytes, &boxes(text, [Some(CheckState::On), None]), 250.0).unwrap();
        assert_qpdf_finds_nothing(&signed, None, what);
        let file = parse(&signed);
        let signature = fields(&file).pop().unwrap();
        let kids = signature.get(b"Kids").and_then(Object::as_array).unwrap().len();
        assert_eq!(kids, 3, "{what}: the signature, a date and a tick, and nothing for the other signer");
        assert_eq!(file.signature_fields().len(), before + 1, "{what}");
    }
    assert!(!parse(&plain().build()).draws_boxes(&["Date-a"]));
}

#[test]
fn what_an_earlier_signature_locked_is_not_filled() {
    let entry = drawn("le 22/11/2026");
    let mark = Appearance::for_initials(&Mark::Typed { name: "AB".to_owned() }, 120.0, 40.0).unwrap();
    let nobody = boxes([None, None], [None, None]);
    let locking = SignatureDictionary {
        page: Some((1, rect(50.0, 60.0, 120.0, 40.0))),
        appearance: Some(&mark),
        boxes: &nobody,
        lock: Some(FieldLock::Include(vec!["Date-b".to_owned()])),
        ..request()
    };
    let original = plain().build();
    let locked = filled(&original, &prepare_signature(&parse(&original), &locking).unwrap());
    let text = [None, Some(TextEntry { value: "le 22/11/2026", appearance: &entry })];
    let refused = sign(&locked, &boxes(text, [None, None]), 250.0);
    assert!(matches!(refused, Err(PdfError::FieldLocked { name }) if name == "Date-b"));
    let again = sign(&original, &boxes(text, [None, None]), 50.0).unwrap();
    let refused = sign(&again, &boxes(text, [None, None]), 250.0);
    assert!(matches!(refused, Err(PdfError::FieldTaken { name }) if name == "Date-b"), "nobody writes twice");
}
