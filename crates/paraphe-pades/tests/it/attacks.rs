//! The families of attacks on signed PDFs (incremental saving, signature wrapping, universal forgery, shadow
//! documents), each made from a good file. None may pass, though the signer is trusted.

use crate::made::{
    body, document, identity, last_position, replaced_last, report, signed, signed_with, stream, trusting,
    updated,
};
use paraphe_pades::{Conclusion, SelfMadeIdentity, ValidationReport};
use paraphe_pdf::DocMdp;

struct Victim {
    alice: SelfMadeIdentity,
    bytes: Vec<u8>,
}

fn victim() -> Victim {
    let alice = identity("Alice");
    let bytes = signed(&document(), &alice);
    Victim { alice, bytes }
}

impl Victim {
    /// The report on a forgery; it must not pass.
    fn must_not_pass(&self, name: &str, forged: &[u8]) -> Option<ValidationReport> {
        let report = report(forged, &trusting(&[&self.alice]));
        let passed = report.as_ref().is_some_and(|report| report.conclusion == Conclusion::TotalPassed);
        assert!(!passed, "{name}: {report:#?}");
        report
    }

    fn must_fail(&self, name: &str, forged: &[u8]) {
        let report = self.must_not_pass(name, forged).unwrap_or_else(|| panic!("{name}: readable"));
        assert_eq!(report.conclusion, Conclusion::TotalFailed, "{name}: {report:#?}");
    }
}

#[test]
fn incremental_saving_attacks() {
    let victim = victim();
    let original = &victim.bytes;
    let content = stream("BT /F1 24 Tf 72 700 Td (Rent: 9000 EUR) Tj ET");
    let page = body(original, 4).replace("6 0 R", "50 0 R");
    victim.must_fail("other content", &updated(original, &[(5, content.clone())]));
    victim.must_fail("other page contents", &updated(original, &[(4, page), (50, content.clone())]));
    victim.must_fail(
        "a page less",
        &updated(original, &[(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned())]),
    );
    victim.must_fail(
        "another font",
        &updated(original, &[(7, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>".to_owned())]),
    );
    victim.must_fail(
        "an action when opening",
        &updated(
            original,
            &[(
                1,
                body(original, 1).replace("/Pages 2 0 R", "/Pages 2 0 R/OpenAction<</S/JavaScript/JS(1)>>"),
            )],
        ),
    );
    let note =
        "<</Type/Annot/Subtype/FreeText/Rect[70 690 300 720]/Contents(9000 EUR)/DA(/F1 24 Tf)>>".to_owned();
    let annotated = body(original, 4).replace("/Parent", "/Annots[50 0 R]/Parent");
    victim.must_fail("a note over the amount", &updated(original, &[(4, annotated), (50, note)]));
}

#[test]
fn bytes_behind_the_end() {
    let victim = victim();
    let with = |tail: &[u8]| [&victim.bytes, tail].concat();
    victim.must_fail("bare object", &with(b"5 0 obj\n<</Length 3>>\nstream\nq Q\nendstream\nendobj\n"));
    victim.must_fail("mail footer", &with(b"-- \nThis mail was scanned\n"));
    victim.must_not_pass("second %%EOF", &with(b"junk\nstartxref\n9\n%%EOF\n"));
    let alone = report(&with(b"\n"), &trusting(&[&victim.alice])).unwrap();
    assert_eq!(alone.conclusion, Conclusion::TotalPassed, "one more line end is harmless");
}

#[test]
fn signature_wrapping() {
    let victim = victim();
    let original = &victim.bytes;
    let range_at = last_position(original, b"/ByteRange");
    let numbers_end = range_at + original[range_at..].iter().position(|byte| *byte == b']').unwrap();
    let numbers: Vec<usize> = String::from_utf8_lossy(&original[range_at + 12..numbers_end])
        .split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect();
    // The second signed part moves to the end; what comes between is not covered.
    let between = format!("\n5 0 obj\n{}\nendobj\n", stream("BT (9000) Tj ET")).into_bytes();
    let tail = &original[numbers[2]..];
    let moved = [&original[..numbers[2]], tail, &between, tail].concat();
    let start = moved.len() - tail.len();
    let forged_range = format!("/ByteRange [0 {} {} {}]", numbers[1], start, tail.len());
    let old = original[range_at..=numbers_end].to_vec();
    let padded = format!("{forged_range:<width$}", width = old.len());
    let forged = replaced_last(&moved, &old, padded.as_bytes());
    victim.must_not_pass("moved second part", &forged);

    for (name, range) in [
        ("starts later", format!("/ByteRange [9 {} {} {}]", numbers[1] - 9, numbers[2], numbers[3])),
        ("ends early", format!("/ByteRange [0 {} {} {}]", numbers[1], numbers[2], numbers[3] - 20)),
        ("wider gap", format!("/ByteRange [0 {} {} {}]", numbers[1] - 8, numbers[2], numbers[3])),
        ("negative", format!("/ByteRange [0 {} {} -1]", numbers[1], numbers[2])),
        ("three numbers", format!("/ByteRange [0 {} {}]", numbers[1], numbers[2])),
        ("beyond the end", format!("/ByteRange [0 {} {} {}]", numbers[1], numbers[2], numbers[3] + 1)),
        ("overlapping", format!("/ByteRange [0 {} {} {}]", numbers[2] + 4, numbers[2], numbers[3])),
        ("huge", "/ByteRange [0 9223372036854775807 9223372036854775807 1]".to_owned()),
        ("not numbers", "/ByteRange [(a)(b)(c)(d)]".to_owned()),
    ] {
        let padded = format!("{range:<width$}", width = old.len());
        victim.must_not_pass(name, &replaced_last(original, &old, padded.as_bytes()));
    }
}

#[test]
fn universal_forgery() {
    let victim = victim();
    let original = &victim.bytes;
    let contents_at = last_position(original, b"/Contents <") + b"/Contents ".len();
    let contents_end =
        contents_at + original[contents_at..].iter().position(|byte| *byte == b'>').unwrap() + 1;
    let token = original[contents_at..contents_end].to_vec();
    let blank = |text: &str| format!("{text:<width$}", width = token.len()).into_bytes();
    for (name, contents) in
        [("empty", "<>"), ("null", "null"), ("zero", "<00>"), ("text", "(sig)"), ("missing end", "<30")]
    {
        victim.must_not_pass(name, &replaced_last(original, &token, &blank(contents)));
    }
    for key in ["/ByteRange", "/Contents", "/SubFilter", "/Type /Sig"] {
        let from = key.as_bytes();
        if original.windows(from.len()).any(|window| window == from) {
            let to = vec![b'/'; 1].into_iter().chain(vec![b'x'; from.len() - 1]).collect::<Vec<u8>>();
            victim.must_not_pass(key, &replaced_last(original, from, &to));
        }
    }
    let hidden = [&token[..1], b"5 0 obj [(9000)] endobj ".as_slice(), &token[25..]].concat();
    victim.must_not_pass("an object inside the hole", &replaced_last(original, &token, &hidden));
}

#[test]
fn signatures_are_not_borrowed_or_hidden() {
    let victim = victim();
    let original = &victim.bytes;
    let catalog = body(original, 1);
    // A new field that shows the old signature as its own.
    let field = "<</Type/Annot/Subtype/Widget/FT/Sig/T(Boss)/V 8 0 R/Rect[0 0 0 0]/P 3 0 R>>".to_owned();
    let form = "/AcroForm<</SigFlags 3/Fields[9 0 R 50 0 R]>>";
    let start = catalog.find("/AcroForm").unwrap();
    let forged_catalog = format!("{}{form}>>", &catalog[..start]);
    victim.must_fail("borrowed signature", &updated(original, &[(1, forged_catalog), (50, field)]));
    let without_form = format!("{}>>", &catalog[..start]);
    victim.must_fail("form removed", &updated(original, &[(1, without_form)]));
}

#[test]
fn a_reference_left_open_cannot_be_filled_later() {
    // The signer sees an empty page; the attacker supplies the missing object afterwards (shadow document, "hide").
    let alice = identity("Alice");
    let open = String::from_utf8(document()[15..].to_vec()).unwrap();
    assert!(open.contains("/Contents 6 0 R"));
    let prepared = crate::made::file(&[
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned()),
        (3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 60 0 R/Annots[5 0 R]>>".to_owned()),
        (5, "<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N 61 0 R>>>>".to_owned()),
    ]);
    let bytes = signed(&prepared, &alice);
    let victim = Victim { alice, bytes };
    victim.must_fail("contents appear", &updated(&victim.bytes, &[(60, stream("BT (9000) Tj ET"))]));
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 3>>\nstream\nq Q\nendstream".to_owned();
    victim.must_fail("an appearance appears", &updated(&victim.bytes, &[(61, form)]));
}

#[test]
fn a_certification_without_permissions_keeps_signers_out() {
    let alice = identity("Alice");
    let bytes = signed_with(&document(), &alice, |request| request.certify = Some(DocMdp::NoChanges));
    let victim = Victim { alice, bytes };
    let catalog = body(&victim.bytes, 1);
    let start = catalog.find("/AcroForm").unwrap();
    let forged = format!(
        "{}/Perms{}/AcroForm<</SigFlags 3/Fields[9 0 R 50 0 R]>>>>",
        &catalog[..start.min(catalog.find("/Perms").unwrap_or(start))],
        catalog.split("/Perms").nth(1).map_or("<<>>", |rest| &rest[..=rest.find(">>").unwrap() + 1]),
    );
    let field = "<</Type/Annot/Subtype/Widget/FT/Sig/T(Boss)/Rect[0 0 0 0]/P 3 0 R>>".to_owned();
    victim.must_fail("a new field", &updated(&victim.bytes, &[(1, forged), (50, field)]));
}
