//! Preparing signatures: what is appended, and what other software says of it.

use paraphe_envelope::PageRect;
use paraphe_pdf::{DocMdp, Extent, Finding, PdfError, Presence, SubFilter, XrefKind, prepare_signature};

use crate::support::{
    PdfBuilder, assert_qpdf_finds_nothing, filled, inherited, parse, plain, request, sign, with_page,
};

/// Documents in every layout we know, each with a name for messages.
fn documents() -> Vec<(&'static str, Vec<u8>)> {
    let cropped = with_page("/MediaBox [-100 -50 500 700] /CropBox [0 0 400 600] /Rotate 270 /UserUnit 2");
    let mut with_form = PdfBuilder::new(
        "/AcroForm <</Fields 5 0 R /DA (/Helv 0 Tf)>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
    );
    with_form.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Annots 6 0 R>>");
    with_form.add(4, "<</FT /Tx /T (Signature1) /Subtype /Widget /Type /Annot /Rect [0 0 9 9] /P 3 0 R>>");
    with_form.add(5, "[4 0 R]").add(6, "[4 0 R]");
    let mut junk = plain();
    junk.junk(b"some junk\n");
    vec![
        ("plain", plain().build()),
        ("compressed", plain().build_compressed()),
        ("hybrid", plain().build_hybrid()),
        ("inherited", inherited(3).build()),
        ("inherited, compressed", inherited(3).build_compressed()),
        ("cropped and turned", cropped.build()),
        ("form with indirect lists", with_form.build()),
        ("form in object stream", with_form.build_compressed()),
        ("junk before the header", junk.build()),
        ("no line end at the end", plain().build().trim_ascii_end().to_vec()),
    ]
}

#[test]
fn a_signature_is_appended_and_covers_everything() {
    for (name, original) in documents() {
        let prepared = prepare_signature(&parse(&original), &request()).expect(name);
        let signed = filled(&original, &prepared);
        assert!(signed.starts_with(&original), "{name}: no byte that was there is changed");
        let file = parse(&signed);
        assert!(!file.is_repaired(), "{name}");
        let [signature] = &file.signature_fields()[..] else { panic!("{name}: one signature") };
        assert_eq!(signature.presence, Presence::Present, "{name}");
        assert_eq!(signature.coverage.extent, Extent::WholeFile, "{name}");
        assert!(signature.coverage.gap_is_contents, "{name}");
        assert_eq!(signature.revision, 1, "{name}");
        assert_eq!(signature.name, prepared.field_name, "{name}");
        assert_eq!(signature.contents[..4], [0x30, 0x02, 0x05, 0x00], "{name}");
        assert_eq!(signature.contents.len(), 64, "{name}");
        assert_eq!(signature.sub_filter, "ETSI.CAdES.detached", "{name}");
        assert_eq!(signature.signer_name.as_deref(), Some("Zoé Çelik"), "{name}");
        assert_eq!(signature.claimed_time, Some(request().signing_time), "{name}");
        assert_eq!(signature.page, Some(1), "{name}");
        assert_eq!(signature.rect, request().page.map(|(_, rect)| rect), "{name}");
        assert_qpdf_finds_nothing(&signed, None, name);
    }
}

#[test]
fn the_digest_input_is_what_the_byte_range_says() {
    let original = plain().build();
    let prepared = prepare_signature(&parse(&original), &request()).unwrap();
    let signed = filled(&original, &prepared);
    let [start, length, second, rest] = prepared.byte_range.map(|number| usize::try_from(number).unwrap());
    let by_range = [&signed[start..length], &signed[second..second + rest]].concat();
    assert_eq!(prepared.digest_input(&original).concat(), by_range);
    assert_eq!(second + rest, signed.len(), "nothing follows the signed bytes");
    let written = parse(&signed).signature_fields()[0].byte_range;
    assert_eq!(written.map(|number| u64::try_from(number).unwrap()), prepared.byte_range);
}

#[test]
fn the_section_is_written_in_the_kind_of_the_last_one() {
    let kinds = [
        (plain().build(), XrefKind::Table),
        (plain().build_compressed(), XrefKind::Stream),
        (plain().build_hybrid(), XrefKind::Table),
    ];
    for (original, kind) in kinds {
        assert_eq!(parse(&sign(&original, &request())).xref_kind(), kind);
    }
}

#[test]
fn further_signatures_leave_the_former_ones_as_they_are() {
    for (name, original) in documents() {
        let mut bytes = original.clone();
        let mut ends = vec![];
        for _ in 0..4 {
            bytes = sign(&bytes, &request());
            ends.push(bytes.len());
        }
        let file = parse(&bytes);
        let signatures = file.signature_fields();
        assert_eq!(signatures.len(), 4, "{name}");
        assert_eq!(file.revisions().len(), 5, "{name}");
        for (index, signature) in signatures.iter().enumerate() {
            assert_eq!(signature.coverage.end, ends[index], "{name}");
            assert_eq!(signature.presence, Presence::Present, "{name}");
            let expected =
                if index == 3 { Extent::WholeFile } else { Extent::WholeRevision { revision: index + 1 } };
            assert_eq!(signature.coverage.extent, expected, "{name}");
        }
        let names: std::collections::BTreeSet<_> = signatures.iter().map(|found| &found.name).collect();
        assert_eq!(names.len(), 4, "{name}: every field has a name of its own");
        assert!(file.findings().contains(&Finding::AlreadySigned { signatures: 4 }), "{name}");
        assert_qpdf_finds_nothing(&bytes, None, name);
    }
}

#[test]
fn an_invisible_signature_has_no_area() {
    let signed = sign(&plain().build(), &paraphe_pdf::SignatureDictionary { page: None, ..request() });
    let signature = &parse(&signed).signature_fields()[0];
    assert_eq!((signature.rect, signature.page), (None, Some(1)));
    assert_qpdf_finds_nothing(&signed, None, "an invisible signature");
}

#[test]
fn the_first_id_element_stays_and_the_second_is_renewed() {
    let ids = |bytes: &[u8]| {
        let file = parse(bytes);
        let view = file.current();
        let id = view.get(view.trailer(), b"ID");
        id.as_array().unwrap().iter().map(|part| part.as_string().unwrap().to_vec()).collect::<Vec<_>>()
    };
    let once = sign(&plain().build(), &request());
    let twice = sign(&once, &request());
    assert_eq!(ids(&once)[0], [0x01, 0x23]);
    assert_eq!(ids(&twice)[0], [0x01, 0x23]);
    assert_ne!(ids(&once)[1], ids(&twice)[1]);
    let mut without = plain();
    assert_eq!(ids(&sign(&without.trailer("").build(), &request())).len(), 2, "a missing /ID is added");
}

#[test]
fn a_signature_that_does_not_fit_is_refused_with_both_numbers() {
    let prepared = prepare_signature(&parse(&plain().build()), &request()).unwrap();
    assert!(prepared.fill_contents(&[0; 64]).is_ok());
    assert!(matches!(
        prepared.fill_contents(&[0; 65]),
        Err(PdfError::PlaceholderTooSmall { needed: 65, reserved: 64 })
    ));
}

fn with_empty_field(entries: &str) -> Vec<u8> {
    let mut builder =
        PdfBuilder::new("/AcroForm <</Fields [4 0 R]>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>");
    builder.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Rotate 90 /Annots [5 0 R]>>");
    builder.add(4, &format!("<</T (Contrat) /FT /Sig /Kids [6 0 R] {entries}>>"));
    builder.add(
        6,
        "<</T (Bailleur) /Parent 4 0 R /Kids [5 0 R] /Lock <</Action /Include /Fields [(Contrat.Prix)]>>>>",
    );
    builder.add(5, "<</Parent 6 0 R /Subtype /Widget /Type /Annot /Rect [10 10 90 50] /F 2 /P 3 0 R>>");
    builder.build()
}

#[test]
fn a_place_somebody_may_still_sign_is_one_that_is_seen_and_empty() {
    let hidden = with_empty_field("");
    assert_eq!(parse(&hidden).count_unsigned_places(), 0, "nobody is shown it");
    let written = |bytes: &[u8], from: &str, to: &str| {
        let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
        [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
    };
    let seen = written(&hidden, "/F 2", "/F 4");
    assert_eq!(parse(&seen).count_unsigned_places(), 1);
    let flat = written(&seen, "[10 10 90 50]", "[10 10 10 10]");
    assert_eq!(parse(&flat).count_unsigned_places(), 0, "it has no extent");
    let elsewhere = sign(&seen, &request());
    assert_eq!(parse(&elsewhere).count_unsigned_places(), 1, "another signature fills another field");
    let wanted = paraphe_pdf::SignatureDictionary {
        field_name: Some("Contrat.Bailleur".to_owned()),
        page: None,
        ..request()
    };
    assert_eq!(parse(&sign(&seen, &wanted)).count_unsigned_places(), 0);
}

#[test]
fn an_empty_field_of_the_document_is_filled_where_it_stands() {
    let original = with_empty_field("");
    let file = parse(&original);
    assert_eq!(file.empty_signature_fields().len(), 1);
    assert!(file.findings().contains(&Finding::UnsignedFields { fields: 1 }));
    let wanted = paraphe_pdf::SignatureDictionary {
        field_name: Some("Contrat.Bailleur".to_owned()),
        page: None,
        ..request()
    };
    let signed = sign(&original, &wanted);
    let file = parse(&signed);
    assert_eq!(file.empty_signature_fields(), []);
    let signature = &file.signature_fields()[0];
    assert_eq!(signature.name, "Contrat.Bailleur");
    assert_eq!(signature.rect, PageRect::from_corners([10.0, 10.0, 90.0, 50.0]));
    assert!(
        signature.field_lock.as_ref().unwrap().locks("Contrat.Prix"),
        "the field's /Lock is signed along"
    );
    let widget = file.current().object((5, 0));
    assert_eq!(widget.as_dictionary().unwrap().get(b"V"), None, "/V belongs on the field, not on its widget");
    assert_eq!(
        widget.as_dictionary().unwrap().get(b"F").and_then(paraphe_pdf::Object::as_integer),
        Some(132),
        "a hidden widget is shown when it is signed"
    );
    assert_qpdf_finds_nothing(&signed, None, "a filled field");
    let again = prepare_signature(&file, &wanted);
    assert!(matches!(again, Err(PdfError::FieldTaken { name }) if name == "Contrat.Bailleur"));
}

#[test]
fn a_certification_decides_what_may_follow() {
    let certify = |permission| paraphe_pdf::SignatureDictionary { certify: Some(permission), ..request() };
    let locked = sign(&plain().build(), &certify(DocMdp::NoChanges));
    let file = parse(&locked);
    assert!(file.findings().contains(&Finding::Certified { permission: DocMdp::NoChanges }));
    assert!(file.signature_fields()[0].is_certification);
    assert!(matches!(prepare_signature(&file, &request()), Err(PdfError::CertifiedLocked)));
    let timestamp = paraphe_pdf::SignatureDictionary { sub_filter: SubFilter::EtsiRfc3161, ..request() };
    assert!(prepare_signature(&file, &timestamp).is_ok(), "validation data is always permitted");
    let open = sign(&plain().build_compressed(), &certify(DocMdp::FillAndSign));
    let twice = sign(&open, &request());
    assert_eq!(parse(&twice).signature_fields().len(), 2);
    assert!(matches!(
        prepare_signature(&parse(&open), &certify(DocMdp::FillAndSign)),
        Err(PdfError::CertifyNotFirst)
    ));
    assert_qpdf_finds_nothing(&twice, None, "a certified document with an approval");
}

#[test]
fn a_lock_on_all_fields_forbids_another_one_and_is_told_from_a_lock_on_one() {
    let refused = |lock: &str| {
        let mut builder =
            PdfBuilder::new("/AcroForm <</Fields [4 0 R]>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>");
        builder.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>");
        let field = "/T (Last) /FT /Sig /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R";
        builder.add(4, &format!("<<{field} /Lock <<{lock}>>>>"));
        let wanted = paraphe_pdf::SignatureDictionary { field_name: Some("Last".to_owned()), ..request() };
        prepare_signature(&parse(&sign(&builder.build(), &wanted)), &request()).map(drop)
    };
    for lock in ["/Action /All", "/Action /Exclude /Fields [(Last)]"] {
        assert!(
            matches!(refused(lock), Err(PdfError::AllFieldsLocked { name }) if name == "Signature1"),
            "{lock}"
        );
    }
    let one = refused("/Action /Include /Fields [(Signature1)]");
    assert!(matches!(one, Err(PdfError::FieldLocked { name }) if name == "Signature1"));
    assert!(refused("/Action /Include /Fields [(Other)]").is_ok());
}

#[test]
fn a_repaired_file_gets_a_whole_new_cross_reference() {
    for bytes in [plain().build(), plain().build_compressed()] {
        let start = bytes.windows(9).rposition(|window| window == b"startxref").unwrap();
        let mut broken = bytes[..start].to_vec();
        broken.extend_from_slice(b"startxref\n7\n%%EOF\n");
        let signed = sign(&broken, &request());
        let file = parse(&signed);
        assert!(!file.is_repaired(), "the appended section makes the file whole");
        assert_eq!(file.signature_fields()[0].coverage.extent, Extent::WholeFile);
        assert_qpdf_finds_nothing(&signed, None, "a repaired file");
        let start = signed.windows(9).rposition(|window| window == b"startxref").unwrap();
        let mut broken = signed[..start].to_vec();
        broken.extend_from_slice(b"startxref\n7\n%%EOF\n");
        let refused = prepare_signature(&parse(&broken), &request());
        assert!(matches!(refused, Err(PdfError::RepairedAndSigned)));
    }
}

#[test]
fn a_page_that_is_not_there_is_refused() {
    let rect = PageRect::from_xywh(0.0, 0.0, 9.0, 9.0).unwrap();
    let wanted = paraphe_pdf::SignatureDictionary { page: Some((7, rect)), ..request() };
    let refused = prepare_signature(&parse(&plain().build()), &wanted);
    assert!(matches!(refused, Err(PdfError::PageMissing { page: 7, page_count: 1 })));
}
