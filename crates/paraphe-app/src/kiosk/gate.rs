//! What a page can reach while the window is handed to a signer: this envelope, this signer, this step, and nothing else.

use paraphe_envelope::{Envelope, EnvelopeId, RecipientId, Sha256Digest};
use serde_json::Value;

use super::state::{self, KioskState};
use crate::schema::{KIOSK_COMMANDS, KioskPhase};
use crate::{App, Code, Error, blocking, translate};

/// Lets a command through, or refuses it: everything is refused that is not named.
///
/// # Errors
/// `error-kiosk-on` for what the mode hides, `error-kiosk-locked` for what this step does not allow.
pub(crate) async fn admit(app: &App, command: &str, params: &Value) -> Result<(), Error> {
    let binding = app.clone();
    let Some(state) = blocking::run(move || state::binding(&binding)).await? else { return Ok(()) };
    if !KIOSK_COMMANDS.contains(&command) {
        return Err(refused());
    }
    let allowed = match command {
        "begin_signing" | "decline_signing" | "preview_entries" | "preview_signature" | "sign_locally" => {
            is_current_signer(&state, params)
        }
        "note_signing" => state.phase == KioskPhase::Signing,
        "kiosk_leave_page" => state.page.is_some() && state.phase == KioskPhase::Signing,
        "kiosk_receipt" => state.phase == KioskPhase::Return,
        "page_text" | "unlock_document" => {
            let digest = field::<Sha256Digest>(params, "sha256");
            digest.is_some_and(|digest| shows(app, &state, &digest))
        }
        "save_document" | "save_artifact" | "settle_receipt" | "print_document" => {
            state.phase == KioskPhase::Receipt && field(params, "envelope").as_ref() == Some(&state.envelope)
        }
        _ => true,
    };
    if allowed { Ok(()) } else { Err(Error::new(Code::Refused, "error-kiosk-locked")) }
}

/// Whether a page of this document may be drawn now.
pub(crate) fn may_show(app: &App, digest: &Sha256Digest) -> bool {
    match state::binding(app) {
        Ok(None) => true,
        Ok(Some(state)) => shows(app, &state, digest),
        // A state that cannot be read hides everything.
        Err(_) => false,
    }
}

fn refused() -> Error {
    Error::new(Code::Refused, "error-kiosk-on")
}

fn is_current_signer(state: &KioskState, params: &Value) -> bool {
    let named = (field::<EnvelopeId>(params, "envelope"), field::<RecipientId>(params, "recipient"));
    matches!(named, (Some(envelope), Some(recipient)) if state.is_signing(&envelope, &recipient))
}

fn field<T: serde::de::DeserializeOwned>(params: &Value, name: &str) -> Option<T> {
    serde_json::from_value(params.get(name)?.clone()).ok()
}

/// Documents are shown while somebody signs them here, and to the host at the end.
fn shows(app: &App, state: &KioskState, digest: &Sha256Digest) -> bool {
    if state.page.is_some() || !matches!(state.phase, KioskPhase::Signing | KioskPhase::Receipt) {
        return false;
    }
    let envelope: Result<Envelope, _> = app.history().envelope(&state.envelope).map_err(translate::history);
    envelope.is_ok_and(|envelope| {
        envelope.documents().iter().any(|document| envelope.current_digest(document) == *digest)
    })
}
