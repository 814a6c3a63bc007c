//! Signing at levels against authorities made for it.

mod levels;
mod stamps;

use super::{EvidenceSource, Fallback, LevelRequest, TimestampAuthority};
use crate::testing::authority::{CountedKey, SIGNER, now, signer_certificate};
use crate::trust::TrustAnchors;
use crate::validate::PadesLevel;
use paraphe_pdf::PdfFile;
use std::path::Path;

/// A one-page document.
fn document() -> PdfFile {
    // The cross-reference is repaired on reading; the first update writes a whole one.
    const PLAIN: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]\
        /Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>\nendobj\ntrailer\n<</Root 1 0 R\
        /Size 4>>\nstartxref\n0\n%%EOF\n";
    PdfFile::parse(PLAIN.to_vec(), None).unwrap()
}

fn key() -> CountedKey {
    CountedKey::of(&signer_certificate(), SIGNER)
}

fn request<'a>(
    wished: PadesLevel,
    authority: &'a dyn TimestampAuthority,
    revocation: &'a dyn EvidenceSource,
    anchors: &'a TrustAnchors,
) -> LevelRequest<'a> {
    LevelRequest {
        wished,
        authority: Some(authority),
        policy: None,
        revocation: Some(revocation),
        anchors,
        now: now(),
        fallback: Fallback::Accept,
        scratch: Path::new("/nonexistent"),
    }
}
