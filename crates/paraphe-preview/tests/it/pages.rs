//! What is drawn, said and refused when everything works.

use crate::support::{Folder, PageSpec, pdf, pixel, pool, request};
use paraphe_envelope::ViewRect;
use paraphe_preview::{
    BitmapFormat, MAX_PIXELS, Password, PreviewDocument, PreviewError, RenderRequest, UnreadableReason,
    Urgency,
};
use std::io::ErrorKind;

const RED: [u8; 3] = [255, 0, 0];
const WHITE: [u8; 3] = [255, 255, 255];

#[test]
fn a_page_becomes_a_png_of_the_width_asked_for() {
    let folder = Folder::new();
    let path = folder.pdf("red.pdf", &[PageSpec::a4("1 0 0 rg 0 421 297.5 421 re f")]);
    let page = pool().render(request(&path, 1, 595)).wait().unwrap();
    assert_eq!((page.width, page.height), (595, 842));
    assert_eq!(pixel(&page.png, 10, 10), RED, "upper left quarter");
    assert_eq!(pixel(&page.png, 590, 10), WHITE);
    assert_eq!(pixel(&page.png, 10, 830), WHITE);
}

#[test]
fn a_black_and_white_page_becomes_a_grey_png() {
    let folder = Folder::new();
    let path = folder.pdf("grey.pdf", &[PageSpec::a4("0 0 297 842 re f")]);
    let page = pool().render(request(&path, 1, 595)).wait().unwrap();
    assert_eq!(page.png[25], 0, "colour type of the header");
    assert_eq!(pixel(&page.png, 10, 10), [0, 0, 0]);
    assert_eq!(pixel(&page.png, 590, 10), WHITE);
}

#[test]
fn pixels_come_in_the_order_asked_for() {
    let folder = Folder::new();
    let path = folder.pdf("orange.pdf", &[PageSpec::a4("1 0.5 0 rg 0 0 595 842 re f")]);
    let pool = pool();
    for (format, expected) in [
        (BitmapFormat::Bgr, &[0, 128, 255][..]),
        (BitmapFormat::Bgra, &[0, 128, 255, 255][..]),
        (BitmapFormat::Rgb, &[255, 128, 0][..]),
    ] {
        let bitmap = pool.render_bitmap(request(&path, 1, 101), format).wait().unwrap();
        assert_eq!((bitmap.width, bitmap.height, bitmap.format), (101, 143, format));
        assert_eq!(bitmap.pixels.len(), bitmap.stride as usize * bitmap.height as usize);
        let at = 70 * bitmap.stride as usize + 50 * expected.len();
        let found = &bitmap.pixels[at..at + expected.len()];
        let near = found.iter().zip(expected).all(|(a, b)| a.abs_diff(*b) <= 1);
        assert!(near, "{format:?}: {found:?} instead of {expected:?}");
    }
}

/// A page of nothing but a signature field whose drawing fills the upper left quarter; pdfium finds the objects itself.
const SIGNED: &str = "%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /SigFlags 3 >> >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R] >> endobj
4 0 obj << /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /F 132 /P 3 0 R /Rect [0 421 297 842]
/AP << /N 5 0 R >> >> endobj
5 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 297 421] /Length 28 >> stream
1 0 0 rg 0 0 297 421 re f  \u{20}
endstream endobj
trailer << /Root 1 0 R >>
%%EOF
";

#[test]
fn a_signature_field_is_part_of_the_picture() {
    let folder = Folder::new();
    let path = folder.write("signed.pdf", SIGNED.as_bytes());
    let pool = pool();
    // Twice, and another document between: the form goes with its page.
    let other = folder.pdf("other.pdf", &[PageSpec::a4("")]);
    for _ in 0..2 {
        let page = pool.render(request(&path, 1, 595)).wait().unwrap();
        assert_eq!(pixel(&page.png, 10, 10), RED);
        assert_eq!(pixel(&page.png, 590, 830), WHITE);
        assert_eq!(pixel(&pool.render(request(&other, 1, 595)).wait().unwrap().png, 10, 10), WHITE);
    }
}

#[test]
fn rotation_and_crop_are_those_of_the_page_as_displayed() {
    let folder = Folder::new();
    // A red square in the lower left corner of the crop box.
    let content = "1 0 0 rg 100 200 50 50 re f".to_owned();
    let page = |rotate| PageSpec {
        media: [0.0, 0.0, 595.0, 842.0],
        crop: Some([100.0, 200.0, 300.0, 300.0]),
        rotate,
        content: content.clone(),
    };
    let path = folder.pdf("turned.pdf", &[page(0), page(90), page(180), page(270)]);
    let pool = pool();
    for (number, size, corner) in [
        (1, (200, 100), (5, 95)),
        (2, (100, 200), (5, 5)),
        (3, (200, 100), (195, 5)),
        (4, (100, 200), (95, 195)),
    ] {
        let page = pool.render(request(&path, number, size.0)).wait().unwrap();
        assert_eq!((page.width, page.height), size, "page {number}");
        assert_eq!(pixel(&page.png, corner.0, corner.1), RED, "page {number}");
        let opposite = (size.0 as usize - 1 - corner.0, size.1 as usize - 1 - corner.1);
        assert_eq!(pixel(&page.png, opposite.0, opposite.1), WHITE, "page {number}");
    }
    let probe = pool.probe(&PreviewDocument::new(&path)).wait().unwrap();
    let sizes: Vec<_> = probe.sizes.iter().map(|size| (size.width, size.height)).collect();
    assert_eq!(sizes, [(200.0, 100.0), (100.0, 200.0), (200.0, 100.0), (100.0, 200.0)]);
}

#[test]
fn text_stands_where_it_is_seen() {
    let folder = Folder::new();
    let line = "BT /F 12 Tf 110 280 Td (Lu et approuv\\351) Tj ET";
    let page = |rotate| PageSpec {
        media: [0.0, 0.0, 595.0, 842.0],
        crop: Some([100.0, 200.0, 400.0, 300.0]),
        rotate,
        content: line.to_owned(),
    };
    let path = folder.pdf("text.pdf", &[page(0), page(90)]);
    let (pool, document) = (pool(), PreviewDocument::new(&path));

    let text = pool.text(&document, 1).wait().unwrap();
    assert_eq!(text.runs.len(), 1);
    assert_eq!(text.runs[0].text, "Lu et approuvé");
    let words: Vec<_> = text.runs[0].words.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(words, ["Lu", "et", "approuvé"]);
    let ViewRect { x, y, width, height } = text.runs[0].rect;
    // The baseline is 20 points below the top of the crop box and 10 to the right of its left.
    assert!((9.0..12.0).contains(&x) && y < 20.0 && y + height > 20.0, "{:?}", text.runs[0].rect);
    assert!((70.0..85.0).contains(&width) && (10.0..18.0).contains(&height), "{:?}", text.runs[0].rect);

    let turned = pool.text(&document, 2).wait().unwrap();
    let rect = turned.runs[0].rect;
    // A quarter turn clockwise: it runs downwards, near the right edge of a page 100 wide.
    assert!(rect.height > 70.0 && rect.width < 18.0, "{rect:?}");
    assert!((rect.y - x).abs() < 0.01 && (rect.x + rect.width - (100.0 - y)).abs() < 0.01, "{rect:?}");

    let doubled = turned.with_user_unit(2.0).runs[0].words[0].rect;
    assert!((doubled.x - 2.0 * rect.x).abs() < 4.0, "{doubled:?}");
}

#[test]
fn a_thousand_pages_are_counted_and_the_last_is_drawn() {
    let folder = Folder::new();
    let mut pages = vec![PageSpec::a4("0 0 1 rg 0 0 595 842 re f"); 999];
    pages.push(PageSpec::a4("1 0 0 rg 0 0 595 842 re f"));
    let path = folder.pdf("long.pdf", &pages);
    let pool = pool();
    let probe = pool.probe(&PreviewDocument::new(&path)).wait().unwrap();
    assert_eq!(probe.page_count, 1000);
    assert_eq!(probe.sizes.len(), paraphe_preview::PROBED_PAGES as usize);
    let last = pool.render(request(&path, 1000, 50)).wait().unwrap();
    assert_eq!(pixel(&last.png, 25, 25), RED);
}

#[test]
fn a_page_that_is_not_there_is_refused_with_the_number_that_is() {
    let folder = Folder::new();
    let path = folder.pdf("one.pdf", &[PageSpec::a4("")]);
    let pool = pool();
    for page in [0, 2, u32::MAX] {
        let found = pool.render(request(&path, page, 100)).wait();
        assert_eq!(found, Err(PreviewError::PageMissing { page, page_count: 1 }));
        assert_eq!(
            pool.text(&PreviewDocument::new(&path), page).wait(),
            Err(PreviewError::PageMissing { page, page_count: 1 })
        );
    }
}

#[test]
fn an_image_is_never_larger_than_the_limits() {
    let folder = Folder::new();
    let path = folder.pdf("large.pdf", &[PageSpec::a4("1 0 0 rg 0 0 595 842 re f")]);
    let page = pool().render_bitmap(request(&path, 1, u32::MAX), BitmapFormat::Rgb).wait().unwrap();
    assert!(u64::from(page.width) * u64::from(page.height) <= MAX_PIXELS + u64::from(page.width));
    assert!(page.width > 6000, "as large as allowed: {}", page.width);
}

#[test]
fn what_is_no_pdf_says_what_it_is() {
    let folder = Folder::new();
    let pool = pool();
    let fail = |path: &std::path::Path| match pool.render(request(path, 1, 100)).wait() {
        Err(PreviewError::Unreadable { reason }) => reason,
        other => panic!("{path:?}: {other:?}"),
    };
    assert_eq!(fail(&folder.path().join("absent.pdf")), UnreadableReason::Io(ErrorKind::NotFound));
    assert_eq!(fail(folder.path()), UnreadableReason::NotAFile);
    assert_eq!(fail(&folder.write("empty.pdf", b"")), UnreadableReason::Empty);
    assert_eq!(fail(&folder.write("text.pdf", b"Ceci n'est pas un PDF.")), UnreadableReason::NotAPdf);
    let whole = pdf(&[PageSpec::a4("")], &[]);
    assert_eq!(fail(&folder.write("cut.pdf", &whole[..40])), UnreadableReason::NotAPdf);
}

#[test]
fn a_file_that_changed_is_drawn_anew() {
    let folder = Folder::new();
    let pool = pool();
    let path = folder.pdf("same.pdf", &[PageSpec::a4("1 0 0 rg 0 0 595 842 re f")]);
    let first = pool.render(request(&path, 1, 60)).wait().unwrap();
    assert_eq!(first, pool.render(request(&path, 1, 60)).wait().unwrap());
    folder.pdf("same.pdf", &[PageSpec::a4("0 1 0 rg 0 0 595 842 re f"), PageSpec::a4("")]);
    let second = pool.render(request(&path, 1, 60)).wait().unwrap();
    assert_eq!(pixel(&second.png, 30, 30), [0, 255, 0]);
}

#[test]
fn a_page_asked_for_again_comes_from_memory() {
    let folder = Folder::new();
    let pool = pool();
    let path = folder.pdf("kept.pdf", &[PageSpec::a4("1 0 0 rg 0 0 595 842 re f")]);
    let page = pool.render(request(&path, 1, 60)).wait().unwrap();
    // The file shrinks to nothing readable but keeps its length and date: only memory can answer now.
    let date = std::fs::metadata(&path).unwrap().modified().unwrap();
    let length = std::fs::metadata(&path).unwrap().len();
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, vec![b' '; length as usize]).unwrap();
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(date).unwrap();
    assert_eq!(pool.render(request(&path, 1, 60)).wait().unwrap(), page);
}

#[test]
fn an_encrypted_document_asks_for_its_password_and_refuses_a_wrong_one() {
    let folder = Folder::new();
    let path = folder.write("locked.pdf", &crate::support::locked());
    let pool = pool();
    let ask = |password: Option<&str>| {
        let document = PreviewDocument { path: path.clone(), password: password.map(Password::from) };
        pool.render(RenderRequest { document, page: 1, width_px: 100, urgency: Urgency::Visible }).wait()
    };
    assert_eq!(ask(None), Err(PreviewError::PasswordNeeded));
    assert_eq!(ask(Some("faux")), Err(PreviewError::PasswordWrong));
    assert_eq!(ask(Some("secret\0")), Err(PreviewError::PasswordWrong));
    let page = ask(Some("secret")).unwrap();
    assert_eq!(pixel(&page.png, 50, 50), RED);
    assert_eq!(ask(None), Err(PreviewError::PasswordNeeded), "what is remembered belongs to the password");
}
