//! Initials on every page belong to one signature, and nobody's initials spoil what was signed before.

use crate::made::{document, identity, now, parse, report, trusting};
use paraphe_envelope::PageRect;
use paraphe_pades::{Conclusion, ModificationLevel, SelfMadeIdentity, SignatureRequest, Verdict, sign_pdf};
use paraphe_pdf::appearance::{Appearance, Mark};
use paraphe_pdf::{DocMdp, FieldLock, Initials};

/// Signed on page 1 with initials on each of the two pages; `place` keeps signers apart.
fn initialled(bytes: &[u8], signer: &SelfMadeIdentity, place: f64, more: SignatureRequest<'_>) -> Vec<u8> {
    let mark = Mark::Typed { name: "AB".to_owned() };
    let (large, small) = (
        Appearance::for_initials(&mark, 120.0, 40.0).unwrap(),
        Appearance::for_initials(&mark, 40.0, 20.0).unwrap(),
    );
    let rect = |bottom, width, height| PageRect::from_xywh(50.0 + place, bottom, width, height).unwrap();
    let initials = [1, 2].map(|page| Initials { page, rect: rect(20.0, 40.0, 20.0), appearance: &small });
    let request = SignatureRequest {
        placement: Some((1, rect(200.0, 120.0, 40.0))),
        appearance: Some(&large),
        initials: &initials,
        ..more
    };
    sign_pdf(&parse(bytes), request, signer).unwrap().to_bytes()
}

/// Kept for other validators where PARAPHE_GALLERY names a folder.
fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("PARAPHE_GALLERY") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}

#[test]
fn each_signer_initials_every_page_and_all_stay_valid() {
    let signers = ["Alice", "Bob", "Carol"].map(identity);
    let mut bytes = document();
    for (number, signer) in signers.iter().enumerate() {
        bytes = initialled(&bytes, signer, 150.0 * number as f64, SignatureRequest::invisible(now()));
    }
    keep("initials.pdf", &bytes);
    let report = report(&bytes, &trusting(&[&signers[0], &signers[1], &signers[2]])).unwrap();
    assert_eq!((report.conclusion, report.verdict), (Conclusion::TotalPassed, Verdict::Valid), "{report:#?}");
    let levels: Vec<_> = report.signatures.iter().map(|signature| signature.modifications).collect();
    assert_eq!(
        levels,
        [ModificationLevel::FormFilling, ModificationLevel::FormFilling, ModificationLevel::None],
        "three signatures, not nine"
    );
}

#[test]
fn initials_may_follow_a_certification_that_permits_signing() {
    let (alice, bob) = (identity("Alice"), identity("Bob"));
    let certified =
        SignatureRequest { certify: Some(DocMdp::FillAndSign), ..SignatureRequest::invisible(now()) };
    let bytes = initialled(&document(), &alice, 0.0, certified);
    let bytes = initialled(&bytes, &bob, 150.0, SignatureRequest::invisible(now()));
    keep("initials-certified.pdf", &bytes);
    let report = report(&bytes, &trusting(&[&alice, &bob])).unwrap();
    assert_eq!(report.conclusion, Conclusion::TotalPassed, "{report:#?}");
}

#[test]
fn a_lock_asked_for_is_kept_by_later_signers() {
    let (alice, bob) = (identity("Alice"), identity("Bob"));
    let locking = SignatureRequest {
        lock: Some(FieldLock::Include(vec!["Prix".to_owned()])),
        ..SignatureRequest::invisible(now())
    };
    let bytes = initialled(&document(), &alice, 0.0, locking);
    let bytes = initialled(&bytes, &bob, 150.0, SignatureRequest::invisible(now()));
    keep("initials-locked.pdf", &bytes);
    let report = report(&bytes, &trusting(&[&alice, &bob])).unwrap();
    assert_eq!(report.conclusion, Conclusion::TotalPassed, "{report:#?}");
}
