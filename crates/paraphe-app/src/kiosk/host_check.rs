//! What must be in order before the window is handed over.

use paraphe_envelope::{Envelope, EnvelopeStatus};
use paraphe_providers::{ProgressSource, capability};

use super::{identity_checks, pin, state};
use crate::levels::{LevelWish, Network};
use crate::schema::{BeginKioskRequest, EvidenceLevel, IdentityCheck, IdentityCheckKind};
use crate::{App, Code, Error, evidence, signing_keys, translate};

/// Room for the database, the evidence and the pages as they are drawn.
const SPARE_BYTES: u64 = 50_000_000;

/// The host's name as signers read it.
///
/// # Errors
/// The first thing that is missing.
pub(crate) fn check(app: &App, envelope: &Envelope, request: &BeginKioskRequest) -> Result<String, Error> {
    let refused = |message: &str| Err(Error::new(Code::Refused, message));
    if !pin::is_set(&app.history())? {
        return refused("error-kiosk-no-pin");
    }
    let host = request.host_name.trim();
    if host.is_empty() {
        return refused("error-kiosk-no-host");
    }
    if request.link.is_some() {
        // The evidence is the service's: nothing is asked here that would be kept nowhere.
        return Ok(host.to_owned());
    }
    if !is_signed_here(app, envelope)? || state::in_person(envelope).is_empty() {
        return refused("error-kiosk-nobody");
    }
    identity_checks::refuse_unlisted(app, envelope, &request.checks)?;
    if request.evidence == EvidenceLevel::Reinforced && evidence::public_key(app)?.is_none() {
        return refused("error-evidence-no-key");
    }
    let last4 = request.checks.iter().filter_map(|check| check.last4.as_deref());
    if last4.into_iter().any(|text| text.trim().chars().count() > 4) {
        return refused("error-kiosk-last4");
    }
    // Before anybody is asked for their signature: the key is there, and whom to ask for the level.
    signing_keys::ready(app)?;
    Network::for_signing(app, &LevelWish { level: request.level, ..LevelWish::default() })?;
    room(app, envelope)?;
    Ok(host.to_owned())
}

/// Blanks are nothing.
pub(crate) fn tidy(mut checks: Vec<IdentityCheck>) -> Vec<IdentityCheck> {
    for check in &mut checks {
        check.label = check.label.take().filter(|_| check.kind == IdentityCheckKind::Other);
        check.last4 = check.last4.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    }
    checks
}

/// Whether signatures of this envelope are made on this computer rather than by a service.
fn is_signed_here(app: &App, envelope: &Envelope) -> Result<bool, Error> {
    let rows = app.history().dispatches(envelope.id()).map_err(translate::history)?;
    let provider = rows.first().and_then(|row| row.provider.parse().ok());
    let here = provider.is_none_or(|id| capability(id).progress == ProgressSource::Immediate);
    Ok(here && matches!(envelope.status(), EnvelopeStatus::Sent | EnvelopeStatus::InProgress))
}

/// Each signer leaves a whole copy of each document.
fn room(app: &App, envelope: &Envelope) -> Result<(), Error> {
    let copies = envelope.recipients().len() as u64 + 1;
    let vault = app.history().vault().clone();
    let documents = envelope.documents().iter().map(|document| envelope.current_digest(document));
    let bytes: u64 = documents
        .filter_map(|digest| std::fs::metadata(vault.path(&digest)).ok())
        .map(|known| known.len())
        .sum();
    let needed = bytes.saturating_mul(copies).saturating_add(SPARE_BYTES);
    let free = fs4::available_space(app.data()).map_err(|e| crate::files::storage(app.data(), &e))?;
    if free >= needed {
        return Ok(());
    }
    let megabytes = |bytes: u64| bytes.div_ceil(1_000_000);
    Err(Error::new(Code::Storage, "error-kiosk-disk")
        .with("free", megabytes(free))
        .with("needed", megabytes(needed)))
}
