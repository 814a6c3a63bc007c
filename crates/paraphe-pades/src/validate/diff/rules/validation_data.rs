//! Excuses the document security store (/DSS, /VRI) and the certificates, CRLs and OCSP responses in it: proofs for later
//! checks, which even a certification without permissions lets in (ISO 32000-2 §12.8.2.2).

use super::super::rule::Excuse;
use super::super::step::Step;
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{ObjectChange, ObjectRole};

pub(super) fn excuse(_: &Step<'_>, change: &ObjectChange, role: &ObjectRole) -> Option<Excuse> {
    (*role == ObjectRole::Dss && change.kind != paraphe_pdf::ChangeKind::Freed)
        .then(|| Excuse::new(ModificationLevel::LtaUpdates, ChangeKind::ValidationData))
}
