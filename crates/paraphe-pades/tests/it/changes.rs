//! Later changes that are understood: each is excused as what it is, and the nearest thing to it is not.

use crate::made::{body, document, file, identity, report, signed, stream, trusting, updated};
use paraphe_pades::{
    ChangeKind, Conclusion, FindingCode, Indication, ModificationLevel, SelfMadeIdentity, SignatureReport,
};

fn first(bytes: &[u8], alice: &SelfMadeIdentity) -> SignatureReport {
    report(bytes, &trusting(&[alice])).unwrap().signatures.remove(0)
}

fn kinds(signature: &SignatureReport) -> Vec<ChangeKind> {
    signature.later_changes.iter().map(|change| change.what).collect()
}

#[test]
fn validation_data_may_be_added() {
    let alice = identity("Alice");
    let bytes = signed(&document(), &alice);
    let catalog = body(&bytes, 1);
    let with_store = format!("{}/DSS 50 0 R>>", catalog.strip_suffix(">>").unwrap());
    let store = "<</Certs[51 0 R]>>".to_owned();
    let changed = updated(&bytes, &[(1, with_store), (50, store), (51, stream("certificate"))]);
    let signature = first(&changed, &alice);
    assert_eq!(signature.modifications, ModificationLevel::LtaUpdates, "{signature:#?}");
    assert!(signature.modifications_allowed);
    assert!(kinds(&signature).contains(&ChangeKind::ValidationData));
}

#[test]
fn metadata_may_change_and_content_in_its_place_may_not() {
    let alice = identity("Alice");
    let bytes = signed(&document(), &alice);
    let catalog = body(&bytes, 1);
    let with_metadata =
        |number: u32| format!("{}/Metadata {number} 0 R>>", catalog.strip_suffix(">>").unwrap());
    let metadata = stream("<x:xmpmeta/>");
    let good = updated(&bytes, &[(1, with_metadata(50)), (50, metadata.clone())]);
    assert_eq!(first(&good, &alice).modifications, ModificationLevel::LtaUpdates);
    // The page's content called metadata is still the page's content.
    let bad = updated(&bytes, &[(1, with_metadata(5)), (5, metadata)]);
    let signature = first(&bad, &alice);
    assert_eq!(signature.modifications, ModificationLevel::Other);
    assert_eq!(signature.changed_pages, [1], "the person is told where to look");
}

#[test]
fn objects_nothing_leads_to_are_left_behind() {
    let alice = identity("Alice");
    let bytes = signed(&document(), &alice);
    let signature = first(&updated(&bytes, &[(50, "<</Left/Behind>>".to_owned())]), &alice);
    assert_eq!(signature.modifications, ModificationLevel::LtaUpdates);
    assert!(signature.modifications_allowed);
}

/// A form with a text field (5), its appearance (6) shown by nothing else, and a stamp (7) with its own (8).
fn form() -> Vec<u8> {
    form_saying("A")
}

/// With this value in its field.
fn form_saying(value: &str) -> Vec<u8> {
    let appearance = "<</Type/XObject/Subtype/Form/BBox[0 0 90 20]/Length 3>>\nstream\nq Q\nendstream";
    file(&[
        (1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>".to_owned()),
        (2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned()),
        (3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[5 0 R 7 0 R]>>".to_owned()),
        (
            5,
            format!(
                "<</Type/Annot/Subtype/Widget/FT/Tx/T(Name)/V({value})/Rect[9 9 99 29]/P 3 0 R/AP<</N 6 0 R>>>>"
            ),
        ),
        (6, appearance.to_owned()),
        (7, "<</Type/Annot/Subtype/Stamp/Rect[9 90 99 110]/P 3 0 R/AP<</N 8 0 R>>>>".to_owned()),
        (8, appearance.to_owned()),
    ])
}

#[test]
fn a_field_may_be_filled_in_but_not_moved_or_armed() {
    let alice = identity("Alice");
    let bytes = signed(&form(), &alice);
    let field = body(&bytes, 5);
    let appearance = body(&bytes, 6).replace("q Q", "q q");
    let filled = updated(&bytes, &[(5, field.replace("(A)", "(B)")), (6, appearance.clone())]);
    let signature = first(&filled, &alice);
    assert_eq!(signature.modifications, ModificationLevel::FormFilling, "{signature:#?}");
    assert!(kinds(&signature).contains(&ChangeKind::FormField));
    for (name, forged) in [
        ("moved", vec![(5, field.replace("[9 9 99 29]", "[9 90 99 110]"))]),
        ("armed", vec![(5, field.replace("/FT/Tx", "/FT/Tx/AA<</E<</S/JavaScript/JS(1)>>>>"))]),
        ("made another kind", vec![(5, field.replace("/FT/Tx", "/FT/Btn"))]),
        ("the stamp redrawn", vec![(8, appearance)]),
    ] {
        let signature = first(&updated(&bytes, &forged), &alice);
        assert_eq!(signature.modifications, ModificationLevel::Other, "{name}");
        assert!(!signature.modifications_allowed, "{name}");
    }
}

#[test]
fn a_change_taken_back_is_still_a_change() {
    let alice = identity("Alice");
    let bytes = signed(&document(), &alice);
    let content = body(&bytes, 5);
    let changed = updated(&bytes, &[(5, stream("BT (9000) Tj ET"))]);
    let taken_back = updated(&changed, &[(5, content)]);
    let report = report(&taken_back, &trusting(&[&alice])).unwrap();
    assert_eq!(report.conclusion, Conclusion::TotalFailed);
}

/// An annotation on the first page (3), beside the widget of the signature, with an appearance that says something.
fn annotated(bytes: &[u8], annotation: &str) -> Vec<u8> {
    let page = body(bytes, 3).replace("/Annots [", "/Annots [50 0 R ");
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 300 40]/Resources<</Font<</F1 7 0 R>>>>/Length 32>>\nstream\n\
                BT /F1 12 Tf 2 2 Td (9000) Tj ET\nendstream";
    updated(bytes, &[(3, page), (50, format!("<</Type/Annot{annotation}>>")), (51, form.to_owned())])
}

#[test]
fn a_note_beside_the_text_is_a_note_and_one_over_it_is_a_change() {
    let alice = identity("Alice");
    let bytes = signed(&document(), &alice);
    // "Rent: 1000 EUR" stands at (72, 700).
    for (name, annotation, level) in [
        ("note", "/Subtype/Text/Rect[500 100 520 120]/Contents(Read)", ModificationLevel::Annotations),
        (
            "text beside",
            "/Subtype/FreeText/Rect[70 100 370 140]/DA(/F1 12 Tf)/AP<</N 51 0 R>>",
            ModificationLevel::Annotations,
        ),
        (
            "text over",
            "/Subtype/FreeText/Rect[70 690 370 730]/DA(/F1 12 Tf)/AP<</N 51 0 R>>",
            ModificationLevel::Other,
        ),
        ("stamp over", "/Subtype/Stamp/Rect[70 690 370 730]/AP<</N 51 0 R>>", ModificationLevel::Other),
        ("armed", "/Subtype/Text/Rect[500 100 520 120]/A<</S/JavaScript/JS(1)>>", ModificationLevel::Other),
        ("in a layer", "/Subtype/Text/Rect[500 100 520 120]/OC<</Type/OCG>>", ModificationLevel::Other),
        ("redaction", "/Subtype/Redact/Rect[500 100 520 120]", ModificationLevel::Other),
        ("link", "/Subtype/Link/Rect[500 100 520 120]", ModificationLevel::Other),
    ] {
        assert_eq!(first(&annotated(&bytes, annotation), &alice).modifications, level, "{name}");
    }
}

#[test]
fn a_mark_that_hides_text_is_named() {
    let alice = identity("Alice");
    let bytes = signed(&document(), &alice);
    let quads = "/QuadPoints[70 720 300 720 70 695 300 695]/Rect[70 695 300 720]";
    let plain = first(&annotated(&bytes, &format!("/Subtype/Highlight/C[1 1 0]{quads}")), &alice);
    let named = |signature: &SignatureReport| {
        signature.findings.iter().any(|finding| finding.code == FindingCode::AppearanceCoversContent)
    };
    assert!(!named(&plain) && plain.modifications_allowed, "{plain:#?}");
    let hiding = first(&annotated(&bytes, &format!("/Subtype/Highlight{quads}/AP<</N 51 0 R>>")), &alice);
    assert!(named(&hiding), "{hiding:#?}");
    assert_ne!(hiding.indication, Indication::TotalPassed);
}

#[test]
fn a_field_that_shows_something_else_than_it_says_is_named() {
    let alice = identity("Alice");
    let bytes = signed(&form_saying(""), &alice);
    let filled = body(&bytes, 5).replace("()", "(Claire)");
    let look = |text: &str| {
        let content = format!("BT /F1 9 Tf 1 5 Td ({text}) Tj ET");
        let length = content.len();
        format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 90 20]/Resources<</Font<</F1<</Type/Font/Subtype/Type1\
             /BaseFont/Helvetica>>>>>>/Length {length}>>\nstream\n{content}\nendstream"
        )
    };
    let honest = first(&updated(&bytes, &[(5, filled.clone()), (6, look("Claire"))]), &alice);
    assert_eq!(honest.indication, Indication::TotalPassed, "{honest:#?}");
    let lying = first(&updated(&bytes, &[(5, filled), (6, look("Karim"))]), &alice);
    assert_eq!(lying.indication, Indication::Indeterminate);
    assert!(lying.findings.iter().any(|finding| finding.code == FindingCode::AppearanceDiffersFromValue));
    let repainted = first(&updated(&bytes, &[(6, look("Karim"))]), &alice);
    assert_eq!(repainted.modifications, ModificationLevel::Other, "the value is the same");
}
