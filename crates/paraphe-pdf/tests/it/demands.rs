//! What a signature field demands of who signs in it, and the lock that a new one brings.

use paraphe_envelope::PageRect;
use paraphe_pdf::{DocMdp, FieldLock, PdfError, SeedDemand, SignatureDictionary, prepare_signature};

use crate::support::{PdfBuilder, parse, plain, request, sign};

/// A page with an empty signature field that demands `seed` of its signature.
pub(crate) fn with_seed(seed: &str) -> Vec<u8> {
    let mut builder =
        PdfBuilder::new("/AcroForm <</Fields [4 0 R]>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>");
    builder.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Annots [4 0 R]>>");
    builder.add(
        4,
        &format!(
            "<</T (Ici) /FT /Sig /SV {seed} /Subtype /Widget /Type /Annot /Rect [10 10 90 50] /P 3 0 R>>"
        ),
    );
    builder.build()
}

#[test]
fn what_a_field_demands_is_met_or_refused_in_words() {
    use SeedDemand::{Certificate, Certification, Digest, Format, NoCertification, NoReason, Other, Reason};
    let cases = [
        ("<</Type /SV /Ff 2 /SubFilter [/adbe.pkcs7.detached]>>", Some(Format)),
        ("<</Type /SV /Ff 2 /SubFilter [/adbe.pkcs7.detached /ETSI.CAdES.detached]>>", None),
        ("<</Type /SV /Ff 0 /SubFilter [/adbe.pkcs7.detached]>>", None),
        ("<</Type /SV /Ff 1 /Filter /Somebody.Else>>", Some(Format)),
        ("<</Type /SV /Ff 64 /DigestMethod [(SHA1)]>>", Some(Digest)),
        ("<</Type /SV /Ff 64 /DigestMethod [(SHA1) (SHA256)]>>", None),
        ("<</Type /SV /Ff 8 /Reasons [(Bon pour accord)]>>", Some(Reason)),
        (
            "<</Type /SV /Ff 8 /Reasons [(Lu) <FEFF004C007500200065007400200061007000700072006F0075007600E9>]>>",
            None,
        ),
        ("<</Type /SV /Ff 8 /Reasons [(.)]>>", Some(NoReason)),
        ("<</Type /SV /Cert <</Ff 1 /Subject []>>>>", Some(Certificate)),
        ("<</Type /SV /MDP <</P 2>>>>", Some(Certification(DocMdp::FillAndSign))),
        ("<</Type /SV /MDP <</P 0>>>>", None),
        ("<</Type /SV /Ff 16 /LegalAttestation []>>", Some(Other)),
    ];
    let wanted = SignatureDictionary { field_name: Some("Ici".to_owned()), ..request() };
    for (seed, expected) in cases {
        let file = parse(&with_seed(seed));
        let found = match prepare_signature(&file, &wanted) {
            Ok(_) => None,
            Err(PdfError::SeedUnmet { name, demand }) if name == "Ici" => Some(demand),
            Err(other) => panic!("{seed}: {other}"),
        };
        assert_eq!(found, expected, "{seed}");
    }
    let certify = SignatureDictionary { certify: Some(DocMdp::FillAndSign), ..wanted.clone() };
    let approval_only = parse(&with_seed("<</MDP <</P 0>>>>"));
    let refused = prepare_signature(&approval_only, &certify);
    assert!(matches!(refused, Err(PdfError::SeedUnmet { demand: NoCertification, .. })));
    let stamped = parse(&with_seed("<</TimeStamp <</URL (https://tsa.example) /Ff 1>>>>"));
    let field = &stamped.empty_signature_fields()[0];
    assert_eq!(field.seed.timestamp, Some(Some("https://tsa.example".to_owned())));
    assert_eq!((field.page, field.rect), (Some(1), PageRect::from_corners([10.0, 10.0, 90.0, 50.0])));
}

#[test]
fn a_new_field_brings_the_lock_that_was_asked_for() {
    let wanted = SignatureDictionary { lock: Some(FieldLock::Include(vec!["Prix".to_owned()])), ..request() };
    let file = parse(&sign(&plain().build(), &wanted));
    let signature = &file.signature_fields()[0];
    assert_eq!(signature.field_lock, wanted.lock, "signed along");
    let field = file.current().object(signature.field_id.unwrap());
    let lock = field.as_dictionary().unwrap().get(b"Lock").cloned().unwrap();
    assert!(lock.as_reference().is_some(), "an indirect object (table 235)");
}
