//! The PAdES baseline level a signature has reached (EN 319 142-1 §6), from what really stands in the file.

use super::assess::{Assessed, Context};
use super::cms::SignerInfo;
use super::path::PathOutcome;
use super::report::PadesLevel;
use super::revocation::Known;
use super::signer::Check;
use super::subject::{Container, Subject};
use crate::asn1::oid;
use crate::certificate::Certificate;

/// The longest chain that is followed.
const LENGTH_LIMIT: usize = 8;

/// `None` for what is no PAdES signature, or not one that holds.
pub(super) fn of(index: usize, assessed: &Assessed<'_>, context: &Context<'_>) -> Option<PadesLevel> {
    let Assessed { subject, computed, .. } = assessed;
    let is_pades = subject.field.sub_filter == "ETSI.CAdES.detached"
        && matches!(subject.container, Container::Detached(_))
        && computed.signer.format == Check::Ok
        && computed.signer.binding == Check::Ok;
    if !is_pades {
        return None;
    }
    // A timestamp that is not accepted proves no time.
    if context.proofs.best_time(index, subject).is_none() {
        return Some(PadesLevel::BB);
    }
    let Some(store) = context.found.store_since.filter(|_| is_checkable(assessed, context)) else {
        return Some(PadesLevel::BT);
    };
    let archived = context.proofs.is_archived(subject, context.subjects, store);
    Some(if archived { PadesLevel::BLTA } else { PadesLevel::BLT })
}

/// Whether the file holds a whole chain for the signer and an answer about each certificate of it that can be asked about.
fn is_checkable(assessed: &Assessed<'_>, context: &Context<'_>) -> bool {
    let chain = match &assessed.path {
        PathOutcome::OutOfValidity(chain) | PathOutcome::Trusted(chain) => chain.clone(),
        PathOutcome::Invalid(_) | PathOutcome::NoChain | PathOutcome::Weak => {
            let Some(certificate) = assessed.certificate() else { return false };
            chain_in_file(certificate, &context.found.certificates)
        }
    };
    let is_whole = |last: &Certificate| last.is_self_issued() || context.trust.contains(last);
    chain.last().is_some_and(is_whole)
        && chain.windows(2).all(|pair| {
            let [certificate, issuer] = pair else { return false };
            let found = context.found;
            let known =
                found.evidence.about(certificate, issuer, &found.certificates, assessed.moment, context.at);
            match known {
                Known::Good { .. } | Known::Held | Known::Revoked { .. } => true,
                Known::Nothing => !certificate.names_revocation_source(),
                Known::TooOld => false,
            }
        })
}

/// The chain as far as the file has it, by names and signatures.
fn chain_in_file(signer: &Certificate, pool: &[Certificate]) -> Vec<Certificate> {
    let mut chain = vec![signer.clone()];
    while chain.len() < LENGTH_LIMIT
        && let Some(last) = chain.last()
        && !last.is_self_issued()
        && let Some(issuer) = pool.iter().find(|one| last.is_named_issuer(one) && last.is_signed_by(one))
    {
        chain.push(issuer.clone());
    }
    chain
}

/// Whether the signature carries a timestamp attribute that cannot be read.
pub(super) fn has_unreadable_timestamp(subject: &Subject) -> bool {
    let signer = signer_info(subject);
    signer.is_some_and(|signer| {
        signer.unsigned_attributes.iter().any(|one| one.kind == oid::SIGNATURE_TIMESTAMP)
    })
}

/// Whether it carries a timestamp over the content, from before it was made (EN 319 122-1 §5.2.8).
pub(super) fn has_content_timestamp(subject: &Subject) -> bool {
    let signer = signer_info(subject);
    signer.is_some_and(|signer| signer.attributes.iter().any(|one| one.kind == oid::CONTENT_TIMESTAMP))
}

fn signer_info(subject: &Subject) -> Option<&SignerInfo> {
    match &subject.container {
        Container::Detached(signed) | Container::Sha1InCms(signed) => Some(&signed.signer),
        Container::BareRsa { .. }
        | Container::DocumentTimestamp(_)
        | Container::Unknown
        | Container::Unreadable(_) => None,
    }
}
