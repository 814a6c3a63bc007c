//! Opening, pages and revisions.

use paraphe_envelope::Rotation;
use paraphe_pdf::{Finding, PdfError, PdfFile, XrefKind};

use crate::support::{PdfBuilder, inherited, parse, plain, with_page};

fn refusal(bytes: &[u8]) -> PdfError {
    PdfFile::parse(bytes.to_vec(), None).expect_err("this is no readable PDF")
}

#[test]
fn what_is_no_pdf_is_refused_with_the_fact() {
    assert!(matches!(refusal(b""), PdfError::Empty));
    assert!(matches!(refusal(b"PK\x03\x04 a word processor's file"), PdfError::NotAPdf));
    let whole = plain().build();
    assert!(matches!(refusal(&whole[..80]), PdfError::Truncated), "cut off after the first object");
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(PdfFile::open(folder.path(), None), Err(PdfError::IsFolder { .. })));
    assert!(matches!(PdfFile::open(&folder.path().join("gone.pdf"), None), Err(PdfError::Missing { .. })));
}

#[test]
fn a_file_that_is_only_huge_on_paper_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sparse.pdf");
    std::fs::File::create(&path).unwrap().set_len(5 << 30).unwrap();
    assert!(matches!(PdfFile::open(&path, None), Err(PdfError::TooLarge { bytes, .. }) if bytes == 5 << 30));
}

#[test]
fn every_layout_shows_the_same_document() {
    let builder = with_page("/MediaBox [0 0 200 100] /Rotate 90");
    for (bytes, kind) in [
        (builder.build(), XrefKind::Table),
        (builder.build_compressed(), XrefKind::Stream),
        (builder.build_hybrid(), XrefKind::Hybrid),
    ] {
        let file = parse(&bytes);
        assert_eq!(file.xref_kind(), kind);
        assert_eq!(file.page_count(), 1, "{kind:?}");
        assert_eq!(file.page_geometry(1).unwrap().displayed_size(), (100.0, 200.0), "{kind:?}");
        assert_eq!(file.revisions().len(), 1, "{kind:?}");
        assert_eq!(file.revisions()[0].end, bytes.len(), "{kind:?}");
        assert!(file.revisions()[0].is_complete, "{kind:?}");
    }
}

#[test]
fn pages_take_box_and_rotation_from_their_ancestors() {
    let file = parse(&inherited(1500).build());
    assert_eq!(file.page_count(), 1500);
    let geometry = file.page_geometry(1500).unwrap();
    assert_eq!(geometry.crop_box(), [10.0, 20.0, 390.0, 280.0]);
    assert_eq!(geometry.rotation(), Rotation::Clockwise90);
    assert_eq!(geometry.displayed_size(), (260.0, 380.0));
    assert!(matches!(file.page_geometry(1501), Err(PdfError::PageMissing { page: 1501, page_count: 1500 })));
    assert!(matches!(file.page_geometry(0), Err(PdfError::PageMissing { page: 0, .. })));
}

#[test]
fn boxes_with_an_offset_and_swapped_corners_are_put_in_order() {
    let file = parse(&with_page("/MediaBox [300 500 -100 -200] /CropBox [-50 -50 1000 100]").build());
    assert_eq!(file.page_geometry(1).unwrap().crop_box(), [-50.0, -50.0, 300.0, 100.0]);
}

#[test]
fn a_page_without_a_usable_box_is_shown_as_letter_and_said_so() {
    let file = parse(&with_page("/MediaBox [0 0 0 0]").build());
    assert_eq!(file.page_geometry(1).unwrap().displayed_size(), (612.0, 792.0));
    assert!(file.findings().contains(&Finding::OddBoxes { pages: vec![1] }));
}

#[test]
fn junk_before_the_header_shifts_every_offset() {
    let mut builder = plain();
    let file = parse(&builder.junk(b"Received: by mail\r\n\r\n").build());
    assert!(!file.is_repaired(), "offsets count from the header here");
    assert_eq!(file.page_count(), 1);
    assert_eq!(file.header_offset(), 21);
}

#[test]
fn a_broken_cross_reference_is_repaired_and_said_so() {
    for bytes in [plain().build(), plain().build_compressed()] {
        let start = bytes.windows(9).rposition(|window| window == b"startxref").unwrap();
        let mut broken = bytes[..start].to_vec();
        broken.extend_from_slice(b"startxref\n7\n%%EOF\n");
        let file = parse(&broken);
        assert!(file.is_repaired());
        assert_eq!(file.page_count(), 1);
        assert!(file.findings().contains(&Finding::Repaired));
        assert_eq!(file.xref_kind(), XrefKind::Repaired);
    }
}

#[test]
fn a_page_tree_that_bites_its_tail_ends() {
    let mut builder = PdfBuilder::new("", "<</Type /Pages /Kids [3 0 R 2 0 R 3 0 R] /Count 9>>");
    builder.add(3, "<</Type /Pages /Kids [2 0 R 4 0 R]>>").add(4, "<</Type /Page /MediaBox [0 0 9 9]>>");
    assert_eq!(parse(&builder.build()).page_count(), 1);
}

#[test]
fn a_cross_reference_chain_that_bites_its_tail_ends() {
    let mut builder = plain();
    let first = builder.build();
    let at = first.windows(5).rposition(|window| window == b"xref\n").unwrap();
    let at = first[..at].windows(5).rposition(|window| window == b"xref\n").unwrap_or(at);
    let bytes = builder.trailer(&format!("/Prev {at}")).build();
    let file = parse(&bytes);
    assert!(file.is_history_broken());
    assert_eq!(file.page_count(), 1);
}

#[test]
fn deep_nesting_costs_no_stack() {
    let deep = "[".repeat(100_000);
    let mut builder = plain();
    builder.add(5, &deep);
    assert_eq!(parse(&builder.build()).page_count(), 1);
}

/// A node without a number whose list of kids holds that very node: neither time nor memory may grow with it.
#[test]
fn a_page_tree_that_runs_in_a_circle_through_a_nameless_node_ends() {
    let mut builder = PdfBuilder::new("", "<</Type /Pages /Kids 4 0 R /Count 1>>");
    builder.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>");
    builder.add(4, "[<</Type /Pages /Kids 4 0 R>> 3 0 R <</Type /Pages /Kids 4 0 R>>]");
    assert!((1..=3).contains(&parse(&builder.build()).page_count()));
}

#[test]
fn findings_name_what_a_person_should_know() {
    let mut builder = PdfBuilder::new(
        "/OpenAction <</S /GoTo /Next [<</S /JavaScript /JS (app.alert\\(1\\))>>]>> /AcroForm <</Fields [] /XFA []>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
    );
    builder.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Rotate 180>>");
    let mut bytes = builder.build();
    bytes.extend_from_slice(b"-- a footer some gateway added");
    let findings = parse(&bytes).findings();
    for expected in [
        Finding::JavaScript,
        Finding::Rotated { pages: vec![1] },
        Finding::TrailingBytes { bytes: 30 },
        Finding::Xfa,
    ] {
        assert!(findings.contains(&expected), "{expected:?} in {findings:?}");
    }
}

#[test]
fn a_plain_document_has_no_findings() {
    assert_eq!(parse(&plain().build()).findings(), []);
}
