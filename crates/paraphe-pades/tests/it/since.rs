//! What was made of a document somebody knows, before anybody signed it and after: that a file begins with its bytes is not enough.

use crate::made::{body, document, file, identity, now, parse, signed, stream, updated};
use paraphe_envelope::PageRect;
use paraphe_pades::{ChangeKind, ModificationLevel, SignatureRequest, Since, sign_pdf, since};
use paraphe_pdf::appearance::{Appearance, Mark};

fn made_of(sent: &[u8], returned: &[u8]) -> Since {
    since(&parse(returned), sent.len())
}

fn visibly_signed(bytes: &[u8]) -> Vec<u8> {
    let drawing = Appearance::for_initials(&Mark::Typed { name: "Alice".to_owned() }, 120.0, 40.0).unwrap();
    let request = SignatureRequest {
        placement: Some((1, PageRect::from_xywh(72.0, 300.0, 120.0, 40.0).unwrap())),
        appearance: Some(&drawing),
        ..SignatureRequest::invisible(now())
    };
    sign_pdf(&parse(bytes), request, &identity("Alice")).unwrap().to_bytes()
}

#[test]
fn a_signature_is_explained_and_content_written_anew_before_it_is_not() {
    let sent = document();
    for returned in [signed(&sent, &identity("Alice")), visibly_signed(&sent)] {
        let made = made_of(&sent, &returned);
        assert_eq!(made.modifications, ModificationLevel::FormFilling, "{made:#?}");
        assert!(made.has(ChangeKind::Signature));
    }
    let rewritten = updated(&sent, &[(5, stream("BT /F1 24 Tf 72 700 Td (Rent: 9000 EUR) Tj ET"))]);
    let returned = signed(&rewritten, &identity("Alice"));
    assert_eq!(made_of(&sent, &returned).modifications, ModificationLevel::Other);
    assert_eq!(made_of(&rewritten, &returned).modifications, ModificationLevel::FormFilling);
    // Nor with bytes that are no state of the file.
    assert_eq!(since(&parse(&returned), sent.len() - 20).modifications, ModificationLevel::Other);
}

#[test]
fn what_an_unsigned_update_brings_is_not_believed_by_the_next() {
    let alice = identity("Alice");
    let sent = document();
    let page = body(&sent, 3).replace("/Resources", "/Annots[50 0 R]/Resources");
    let drawn = "0 0 1 rg 0 0 300 40 re f";
    let look = format!(
        "<</Type/XObject/Subtype/Form/BBox[0 0 300 40]/Length {}>>\nstream\n{drawn}\nendstream",
        drawn.len()
    );
    let mark = |rect: &str| {
        let mark = format!("<</Type/Annot/Subtype/Square/Rect{rect}/AP<</N 51 0 R>>>>");
        updated(&sent, &[(3, page.clone()), (50, mark), (51, look.clone())])
    };
    let beside = made_of(&sent, &signed(&mark("[70 100 370 140]"), &alice));
    assert_eq!(
        (beside.modifications, beside.has(ChangeKind::Annotation)),
        (ModificationLevel::Annotations, true)
    );
    let over = made_of(&sent, &signed(&mark("[70 690 370 730]"), &alice));
    assert_eq!(over.modifications, ModificationLevel::Other, "{over:#?}");
}

/// A document of one page with a tree of its own: a heading (6) in a document element (5), led to by a parent tree (7).
fn tagged(parents: &str) -> Vec<u8> {
    file(&[
        (1, "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 4 0 R>>".to_owned()),
        (2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned()),
        (3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/StructParents 0>>".to_owned()),
        (4, format!("<</Type/StructTreeRoot/K[5 0 R]/ParentTree {parents}/ParentTreeNextKey 1>>")),
        (5, "<</Type/StructElem/S/Document/P 4 0 R/K[6 0 R]>>".to_owned()),
        (6, "<</Type/StructElem/S/H1/P 5 0 R/Pg 3 0 R/K 0>>".to_owned()),
        (7, "<</Nums[0[6 0 R]]>>".to_owned()),
    ])
}

#[test]
fn the_first_signature_of_a_tagged_document_joins_its_tree() {
    for parents in ["7 0 R", "<</Nums[0[6 0 R]]>>", "<</Kids[7 0 R]>>"] {
        let sent = tagged(parents);
        let returned = visibly_signed(&sent);
        assert!(body(&returned, 3).contains("/Tabs"), "the writer does what is to be explained");
        let made = made_of(&sent, &returned);
        assert_eq!(made.modifications, ModificationLevel::FormFilling, "{parents}: {made:#?}");
    }
    let sent = tagged("7 0 R");
    let element = body(&sent, 6);
    for (name, number, forged) in [
        ("other words to be read", 6, element.replace("/K 0", "/K 0/ActualText(9000)")),
        ("taken out", 5, body(&sent, 5).replace("[6 0 R]", "[]")),
        ("leads elsewhere", 7, "<</Nums[0[5 0 R]]>>".to_owned()),
    ] {
        let returned = signed(&updated(&sent, &[(number, forged)]), &identity("Alice"));
        assert_eq!(made_of(&sent, &returned).modifications, ModificationLevel::Other, "{name}");
    }
    let speaking = "<</Type/StructElem/S/P/P 5 0 R/Pg 3 0 R/ActualText(9000)>>".to_owned();
    let joined = body(&sent, 5).replace("[6 0 R]", "[6 0 R 50 0 R]");
    let returned = signed(&updated(&sent, &[(5, joined), (50, speaking)]), &identity("Alice"));
    assert_eq!(made_of(&sent, &returned).modifications, ModificationLevel::Other, "an element that speaks");
}
