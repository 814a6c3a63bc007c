//! `send --wait`: looks after what is due until the envelope has come to its end.
//!
//! Everything that happens is on the disk when it is seen here; stopping the program at any moment loses nothing, and
//! Ctrl+C lets a look that is under way come to its end.

use std::pin::pin;
use std::time::Duration;

use paraphe_app::{App, Code, Error, call};
use paraphe_envelope::EnvelopeStatus;
use serde_json::{Value, json};

use super::interruption::Interruption;
use super::text;

/// How often to look at this computer's own history; providers are asked when their time has come.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How the waiting ended, with the envelope as it then stood.
pub(super) enum Waited {
    /// It has come to its end.
    Ended(Value),
    /// The person has seen enough.
    Interrupted(Value),
}

/// Waits for the end of what was sent, or for `interruption`; `look_on` sees the envelope each time it was looked at.
///
/// # Errors
/// The sending was refused, or is in doubt: only a person can go on.
pub(super) async fn until_final(
    app: &App,
    sent: Result<Value, Error>,
    interruption: &mut Interruption,
    mut look_on: impl FnMut(&Value),
) -> Result<Waited, Error> {
    let (id, refusal) = match sent {
        Ok(envelope) => (envelope["id"].clone(), None),
        Err(error) => match error.params.get("envelope").cloned() {
            // Written down: it may be waiting for a provider that takes it later.
            Some(id) if error.code == Code::Provider => (json!(id), Some(error)),
            Some(_) | None => return Err(error),
        },
    };
    let look = async || call(app, "open_envelope", json!({ "envelope": id })).await;
    let mut envelope = look().await?;
    if let Some(refusal) = refusal.filter(|_| status(&envelope).is_none_or(EnvelopeStatus::is_final)) {
        return Err(refusal);
    }
    loop {
        look_on(&envelope);
        match status(&envelope) {
            Some(EnvelopeStatus::Uncertain) => return Err(in_doubt(&envelope)),
            Some(status) if !status.is_final() => {}
            Some(_) | None => return Ok(Waited::Ended(envelope)),
        }
        tokio::select! {
            () = interruption.heard() => return Ok(Waited::Interrupted(envelope)),
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        let mut looking_after = pin!(app.look_after_due());
        let is_interrupted = tokio::select! {
            _ = &mut looking_after => false,
            () = interruption.heard() => true,
        };
        if is_interrupted {
            let _ = interruption.unless_insisted(looking_after).await;
            return look().await.map(Waited::Interrupted);
        }
        envelope = look().await?;
    }
}

fn status(envelope: &Value) -> Option<EnvelopeStatus> {
    serde_json::from_value(envelope["status"].clone()).ok()
}

fn in_doubt(envelope: &Value) -> Error {
    Error::new(Code::Uncertain, "error-sending-uncertain")
        .with("account", text(&envelope["sent_with"]["account"]))
        .with("envelope", text(&envelope["id"]))
}
