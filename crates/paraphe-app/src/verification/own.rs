//! Whether a certificate nobody has recognised yet is one of this computer's own: whoever it belongs to has no
//! fingerprint to compare with anybody.

use crate::schema::{IdentityView, SentenceView, SignatureView, Verdict};
use crate::{App, identities};

const OWN: &str = "advice-own-identity";
const COMPARE: [&str; 2] = ["advice-confirm-identity", "advice-own-request"];

/// Names the identity behind each signature that is one's own, and puts what to do with it in the place of a comparison.
/// Identities that cannot be read keep back nothing of what the file says itself.
pub(crate) fn note(app: &App, signatures: &mut [SignatureView], advice: &mut Vec<SentenceView>) {
    note_of(&identities::list(app).unwrap_or_default(), signatures, advice);
}

fn note_of(known: &[IdentityView], signatures: &mut [SignatureView], advice: &mut Vec<SentenceView>) {
    for signature in signatures.iter_mut() {
        let made_it = |one: &&IdentityView| Some(one.sha256) == signature.certificate_sha256;
        signature.own_identity = known.iter().find(made_it).map(|one| one.name.clone());
    }
    let open: Vec<_> = signatures.iter().filter(|one| one.verdict == Verdict::IdentityToConfirm).collect();
    let Some(name) = open.iter().find_map(|one| one.own_identity.clone()) else { return };
    let Some(at) = advice.iter().position(|one| COMPARE.contains(&one.id.as_str())) else { return };
    // Somebody else's certificate beside it is still to be compared.
    if open.iter().all(|one| one.own_identity.is_some()) {
        advice.remove(at);
    }
    let params = [("name".to_owned(), name)].into();
    advice.insert(at, SentenceView { id: OWN.to_owned(), params });
}
