//! Signing with a pause: the document is prepared, somebody else signs the attributes, the signature is put in.

use crate::made::{document, identity, now, parse};
use paraphe_pades::{CmsSignature, SignError, SignatureRequest, SigningSession};
use paraphe_pdf::PdfError;

#[test]
fn the_digest_is_over_everything_but_the_signature() {
    let pdf = parse(&document());
    let request = || SignatureRequest::invisible(now());
    let one = SigningSession::open(&pdf, request()).prepare().unwrap().digest();
    let again = SigningSession::open(&pdf, request()).prepare().unwrap().digest();
    assert_eq!(one, again, "nothing in the prepared bytes depends on chance");
    let named = SignatureRequest { reason: Some("Accord".to_owned()), ..request() };
    assert_ne!(one, SigningSession::open(&pdf, named).prepare().unwrap().digest());
}

#[test]
fn a_signature_larger_than_its_place_is_refused() {
    let pdf = parse(&document());
    let alice = identity("Alice");
    let chain = [alice.certificate_der().to_vec()];
    let prepared =
        SigningSession::open(&pdf, SignatureRequest::invisible(now())).reserve_for(&chain).prepare().unwrap();
    let mut huge = vec![0x30, 0x83, 0x01, 0x00, 0x00];
    huge.resize(5 + 0x1_0000, 0);
    let error = prepared.complete(&CmsSignature::from_der(huge).unwrap()).err();
    assert!(
        matches!(error, Some(SignError::Pdf(PdfError::PlaceholderTooSmall { needed: 65_541, .. }))),
        "{error:?}"
    );
}

#[test]
fn what_is_no_cms_is_not_put_in() {
    assert!(matches!(CmsSignature::from_der(b"signature".to_vec()), Err(SignError::NotCms)));
}
