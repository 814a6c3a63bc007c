//! Text for programs: that it is in the file, that other software finds it, and where.

use std::process::Command;

use paraphe_envelope::{PageRect, ViewRect};
use paraphe_pdf::{Dictionary, Object, PdfError, PdfFile, TextMark, stamp_text};

use crate::encryption::encrypted;
use crate::support::{
    PdfBuilder, assert_qpdf_finds_nothing, inherited, parse, plain, request, sign, with_page,
};

const TAG: &str = "<@signature1@>";

/// Documents in every layout we know, each with a name for messages.
fn documents() -> Vec<(&'static str, Vec<u8>)> {
    let turned = |degrees: i32| {
        let boxes = "/MediaBox [-100 -50 500 700] /CropBox [0 0 400 600]";
        with_page(&format!("{boxes} /Rotate {degrees}"))
    };
    let mut listed = PdfBuilder::new("", "<</Type /Pages /Kids [3 0 R] /Count 1 /Resources 7 0 R>>");
    listed.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 6 0 R>>");
    // A transformation nobody takes back: what follows is moved, what came before is not.
    listed.stream(4, "", b"q 2 0 0 2 50 60 cm BT /Mark1 12 Tf 10 10 Td (seen) Tj ET");
    listed.stream(5, "", b"0 0 10 10 re f").add(6, "[4 0 R 5 0 R]");
    listed.add(7, "<</Font <</Mark1 8 0 R>>>>");
    listed.add(8, "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>");
    let mut empty = PdfBuilder::new("", "<</Type /Pages /Kids [3 0 R] /Count 1>>");
    empty.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>");
    let mut junk = plain();
    junk.junk(b"some junk\n");
    vec![
        ("plain", plain().build()),
        ("compressed", plain().build_compressed()),
        ("hybrid", plain().build_hybrid()),
        ("inherited, turned", inherited(3).build()),
        ("inherited, compressed", inherited(3).build_compressed()),
        ("cropped", turned(0).build()),
        ("cropped, a quarter turn", turned(90).build()),
        ("cropped, upside down", turned(180).build()),
        ("cropped, three quarters", turned(270).build()),
        ("with a list of contents and inherited fonts", listed.build()),
        ("empty page", empty.build()),
        ("junk before the header", junk.build()),
        ("no line end at the end", plain().build().trim_ascii_end().to_vec()),
    ]
}

fn mark(page: u32, x: f64, y: f64) -> TextMark {
    TextMark { page, rect: ViewRect { x, y, width: 150.0, height: 60.0 }, text: TAG.to_owned() }
}

fn stamped(original: &[u8], marks: &[TextMark]) -> Vec<u8> {
    let mut bytes = original.to_vec();
    bytes.extend(stamp_text(&parse(original), marks).expect("the document can be stamped"));
    bytes
}

/// The content streams of a page, decoded, in order.
fn contents(file: &PdfFile, page: u32) -> Vec<String> {
    let view = file.current();
    let page = view.object(file.page_id(page).unwrap());
    let contents = view.get(page.as_dictionary().unwrap(), b"Contents");
    let items = contents.as_array().map_or_else(|| vec![contents.clone()], <[Object]>::to_vec);
    let streams = items.iter().map(|item| view.resolve(item));
    streams
        .map(|stream| String::from_utf8(view.decode(stream.as_stream().unwrap(), 1 << 20).unwrap()).unwrap())
        .collect()
}

fn fonts(file: &PdfFile, page: u32) -> Dictionary {
    let view = file.current();
    let page = view.object(file.page_id(page).unwrap());
    let resources = view.dictionary(page.as_dictionary().unwrap(), b"Resources").unwrap();
    view.dictionary(&resources, b"Font").unwrap()
}

#[test]
fn a_tag_is_one_run_at_its_place_and_nothing_else_changes() {
    for (name, original) in documents() {
        let bytes = stamped(&original, &[mark(1, 100.0, 120.0)]);
        assert!(bytes.starts_with(&original), "{name}: what is there is not touched");
        let (before, file) = (parse(&original), parse(&bytes));
        assert!(!file.is_repaired(), "{name}");
        assert_eq!(file.pages().unwrap(), before.pages().unwrap(), "{name}");
        let streams = contents(&file, 1);
        let (first, rest) = streams.split_first().unwrap();
        assert_eq!(first.matches(&format!("({TAG}) Tj")).count(), 1, "{name}: {first}");
        assert!(rest.iter().all(|stream| !stream.contains(TAG)), "{name}");
        let font = first.split('/').nth(1).and_then(|rest| rest.split(' ').next()).unwrap();
        let font = file.current().dictionary(&fonts(&file, 1), font.as_bytes()).unwrap();
        assert_eq!(font.get(b"BaseFont").unwrap().as_name(), Some(&b"Courier"[..]), "{name}");

        let numbers: Vec<f64> = first.split(' ').filter_map(|word| word.parse().ok()).collect();
        // Size, white, matrix.
        let [.., x, y] = numbers[..] else { panic!("{name}: {first}") };
        let start = file.page_geometry(1).unwrap();
        let start = start.to_view(PageRect::from_corners([x, y, x + 0.001, y + 0.001]).unwrap());
        let asked = (100.0, 180.0);
        assert!((start.x - asked.0).abs() < 0.01, "{name}: {start:?}");
        assert!((asked.1 - start.y - 1.5).abs() < 0.01, "{name}: {start:?}");
        assert_qpdf_finds_nothing(&bytes, None, name);
    }
}

#[test]
fn fonts_of_that_name_and_other_pages_keep_what_they_have() {
    let documents = documents();
    let (_, original) = documents.iter().find(|(name, _)| name.starts_with("with a list")).unwrap();
    let file = parse(&stamped(original, &[mark(1, 10.0, 10.0), mark(1, 10.0, 100.0)]));
    let fonts = fonts(&file, 1);
    let helvetica = file.current().dictionary(&fonts, b"Mark1").unwrap();
    assert_eq!(helvetica.get(b"BaseFont").unwrap().as_name(), Some(&b"Helvetica"[..]));
    let streams = contents(&file, 1);
    assert_eq!(streams.len(), 3, "the two that were there and ours");
    assert_eq!(streams[0].matches(TAG).count(), 2);
    assert!(streams[0].contains("/Mark2 ") && streams[1].contains("/Mark1 "));

    let original = inherited(3).build();
    let file = parse(&stamped(&original, &[mark(2, 10.0, 10.0)]));
    let (before, view) = (parse(&original), file.current());
    for page in [1, 3] {
        let id = file.page_id(page).unwrap();
        assert_eq!(view.object(id), before.current().object(id), "page {page}");
    }
}

#[test]
fn what_cannot_be_stamped_is_said_and_no_marks_are_no_change() {
    let file = parse(&plain().build());
    assert!(stamp_text(&file, &[]).unwrap().is_empty());
    assert!(matches!(
        stamp_text(&file, &[mark(2, 0.0, 0.0)]),
        Err(PdfError::PageMissing { page: 2, page_count: 1 })
    ));
}

/// The tag must reach programs even where a signature will no longer hold: the caller decides, and can tell.
#[test]
fn a_signed_document_says_so_before_and_is_no_longer_whole_after() {
    let original = sign(&plain().build(), &request());
    assert_eq!(parse(&original).signature_fields().len(), 1);
    let file = parse(&stamped(&original, &[mark(1, 10.0, 10.0)]));
    assert!(contents(&file, 1)[0].contains(TAG));
    assert_eq!(file.revisions().len(), 3);
}

#[test]
fn a_file_that_opens_for_everybody_is_stamped_in_its_own_cipher() {
    for kind in ["AES-256", "AES-128", "RC4"] {
        let bytes = stamped(&encrypted(kind, ""), &[mark(1, 10.0, 10.0)]);
        assert!(contents(&parse(&bytes), 1)[0].contains(TAG), "{kind}");
        assert_qpdf_finds_nothing(&bytes, None, kind);
        if place_by_poppler(&bytes).is_none() {
            crate::needs::tool("pdftotext not found");
        }
    }
}

/// Left, top, right, bottom of the tag on the displayed page, in points, as poppler finds it.
fn place_by_poppler(bytes: &[u8]) -> Option<[f64; 4]> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.pdf");
    std::fs::write(&path, bytes).unwrap();
    let output = Command::new("pdftotext").args(["-bbox", "-cropbox"]).arg(&path).arg("-").output().ok()?;
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find(|line| line.contains("&lt;@signature1@&gt;"));
    let line = line.unwrap_or_else(|| panic!("poppler does not find the tag: {text}"));
    let value = |key: &str| -> f64 {
        line.split(&format!("{key}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    Some([value("xMin"), value("yMin"), value("xMax"), value("yMax")])
}

#[test]
fn other_software_finds_the_tag_where_the_box_is() {
    // Poppler does not read our small hybrid file at all, stamped or not.
    for (name, original) in documents().into_iter().filter(|(name, _)| *name != "hybrid") {
        let Some([left, top, right, bottom]) =
            place_by_poppler(&stamped(&original, &[mark(1, 100.0, 120.0)]))
        else {
            return crate::needs::tool("pdftotext not found");
        };
        assert!((left - 100.0).abs() < 0.1, "{name}: begins at {left}");
        assert!((right - (100.0 + 14.0 * 3.6)).abs() < 0.2, "{name}: ends at {right}, so it is upright");
        // Poppler takes ascent and descent of a font of its own.
        assert!(top > 170.0 && bottom < 182.0 && top < bottom, "{name}: from {top} to {bottom}");
    }
}
