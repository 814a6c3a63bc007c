//! A file that comes with a signature, for one signer and for three: nobody's file spoils what was signed before, and a
//! file that comes in any other way is a change.

use crate::made::{body, document, identity, last_position, now, parse, report, trusting, updated};
use paraphe_envelope::PageRect;
use paraphe_pades::{Conclusion, ModificationLevel, SelfMadeIdentity, SignatureRequest, sign_pdf};
use paraphe_pdf::AttachedFile;
use paraphe_pdf::appearance::{Appearance, Mark};

fn attached(number: usize) -> AttachedFile {
    AttachedFile {
        name: format!("preuve-{number}.json"),
        media_type: "application/json".to_owned(),
        description: "evidence".to_owned(),
        made_at: now(),
        // Longer than one string of PDF/A may be.
        content: format!("{{\"signer\":{number},\"rest\":\"{}\"}}", "é(\\)".repeat(20_000)).into_bytes(),
    }
}

/// Signed with the file of this number, in a box of its own or unseen.
fn signed(bytes: &[u8], signer: &SelfMadeIdentity, number: usize, is_drawn: bool) -> Vec<u8> {
    let mark = Mark::Typed { name: "AB".to_owned() };
    let drawing = Appearance::for_initials(&mark, 120.0, 40.0).unwrap();
    let rect = PageRect::from_xywh(50.0 + 150.0 * number as f64, 200.0, 120.0, 40.0).unwrap();
    let file = attached(number);
    let request = SignatureRequest {
        placement: is_drawn.then_some((1, rect)),
        appearance: is_drawn.then_some(&drawing),
        attachment: Some(&file),
        ..SignatureRequest::invisible(now())
    };
    sign_pdf(&parse(bytes), request, signer).unwrap().to_bytes()
}

/// The number of the object in which this text stands last.
fn object_with(bytes: &[u8], text: &str) -> u32 {
    let before = &bytes[..last_position(bytes, text.as_bytes())];
    let header = &before[..last_position(before, b" 0 obj")];
    let start = header.iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    std::str::from_utf8(&header[start..]).unwrap().parse().unwrap()
}

#[test]
fn three_signers_bring_three_files_and_all_stay_valid() {
    let signers = ["Alice", "Bob", "Carol"].map(identity);
    for is_drawn in [true, false] {
        let mut bytes = document();
        for (number, signer) in signers.iter().enumerate() {
            bytes = signed(&bytes, signer, number, is_drawn);
        }
        let report = report(&bytes, &trusting(&[&signers[0], &signers[1], &signers[2]])).unwrap();
        assert_eq!(report.conclusion, Conclusion::TotalPassed, "{report:#?}");
        let levels: Vec<_> = report.signatures.iter().map(|signature| signature.modifications).collect();
        let filled = ModificationLevel::FormFilling;
        assert_eq!(levels, [filled, filled, ModificationLevel::None]);
        let found: Vec<_> =
            parse(&bytes).signature_attachments().into_iter().map(|file| file.content).collect();
        assert_eq!(found, [0, 1, 2].map(|number| attached(number).content), "drawn: {is_drawn}");
    }
}

#[test]
fn a_file_in_any_other_place_is_a_change() {
    let (alice, bob) = (identity("Alice"), identity("Bob"));
    let once = signed(&document(), &alice, 0, true);
    let named = object_with(&once, "/Type /Filespec");
    let (widget, file) = (object_with(&once, "/Subtype /Widget"), object_with(&once, "/EmbeddedFile"));
    let catalog = object_with(&once, "/Type /Catalog");
    let specification = "<</Type/Filespec/F(x)/UF(x)/EF<</F 91 0 R>>>>".to_owned();
    let payload = "<</Type/EmbeddedFile/Length 1>>\nstream\nx\nendstream".to_owned();
    let open = |number: u32| body(&once, number).trim_end().strip_suffix(">>").unwrap().to_owned();
    let other = "<</Type/EmbeddedFile/Length 2>>\nstream\n{}\nendstream".to_owned();
    let forged = [
        ("exchanged", updated(&once, &[(file, other)])),
        (
            "renamed",
            updated(&once, &[(named, body(&once, named).replace("preuve-0.json", "facture-0.json"))]),
        ),
        (
            "on the former widget",
            updated(
                &once,
                &[
                    (widget, format!("{}/AF[90 0 R]>>", open(widget))),
                    (90, specification.clone()),
                    (91, payload.clone()),
                ],
            ),
        ),
        (
            "on the document",
            updated(
                &once,
                &[
                    (catalog, format!("{}/AF[90 0 R]>>", open(catalog))),
                    (90, specification.clone()),
                    (91, payload.clone()),
                ],
            ),
        ),
    ];
    for (name, bytes) in forged {
        assert_ne!(bytes, once, "{name}");
        let report = report(&bytes, &trusting(&[&alice, &bob])).unwrap();
        assert_eq!(report.conclusion, Conclusion::TotalFailed, "{name}: {report:#?}");
    }
    // A new field of the attacker's, with a file on its widget.
    let page = body(&once, 3).replace("/Annots [", "/Annots [92 0 R ");
    assert!(page.contains("92 0 R"));
    let form_of_fields = object_with(&once, "/Fields [");
    let fields = body(&once, form_of_fields).replace("/Fields [", "/Fields [92 0 R ");
    assert!(fields.contains("92 0 R"));
    let field = "<</Type/Annot/Subtype/Widget/FT/Sig/T(New)/Rect[0 0 0 0]/P 3 0 R/AF[90 0 R]>>".to_owned();
    let bytes = updated(
        &once,
        &[(3, page), (form_of_fields, fields), (92, field), (90, specification), (91, payload)],
    );
    let report = report(&bytes, &trusting(&[&alice])).unwrap();
    assert_eq!(report.conclusion, Conclusion::TotalFailed, "{report:#?}");
}
