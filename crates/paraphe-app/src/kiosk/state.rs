//! Where the mode stands, as the database keeps it.
//!
//! Written at each step, so that whatever ends the program leaves the mode on: the next window finds a state of another
//! session and is locked.

use paraphe_envelope::{
    Delivery, Envelope, EnvelopeId, Language, Recipient, RecipientId, RecipientStatus, Role,
};
use paraphe_history::History;
use serde::{Deserialize, Serialize};

use super::page::PageState;
use crate::schema::{EvidenceLevel, IdentityCheck, KioskPhase, SignatureLevel};
use crate::{App, Error, translate};

const SETTING: &str = "kiosk";

/// The mode while it is on.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct KioskState {
    /// The run of the program it was last written by.
    pub(crate) session: String,
    pub(crate) envelope: EnvelopeId,
    pub(crate) host_name: String,
    pub(crate) checks: Vec<IdentityCheck>,
    pub(crate) evidence: EvidenceLevel,
    /// The level of the signatures; the settings' own where there is none.
    #[serde(default)]
    pub(crate) level: Option<SignatureLevel>,
    /// As the program of `session` sees it; for any other it is locked.
    pub(crate) phase: KioskPhase,
    pub(crate) signer: Option<RecipientId>,
    /// What this signer chose at hand-over.
    pub(crate) language: Option<Language>,
    /// Signers who cannot sign now.
    pub(crate) set_aside: Vec<RecipientId>,
    /// Whether this signer has said how they wish to be handed their copy.
    #[serde(default)]
    pub(crate) answered: bool,
    /// The service's page that is signed on; none where signatures are made on this computer.
    #[serde(default)]
    pub(crate) page: Option<PageState>,
}

impl KioskState {
    /// What the host checked of this signer.
    pub(crate) fn check(&self, recipient: &RecipientId) -> Option<&IdentityCheck> {
        self.checks.iter().find(|check| check.recipient == *recipient)
    }

    /// Whether this is the signer whose signature is made here now.
    pub(crate) fn is_signing(&self, envelope: &EnvelopeId, recipient: &RecipientId) -> bool {
        self.page.is_none()
            && self.phase == KioskPhase::Signing
            && self.envelope == *envelope
            && self.signer.as_ref() == Some(recipient)
    }

    /// Who is asked how they wish to be handed their copy: whoever has just signed here. A service sees to it by itself.
    pub(crate) fn asked<'e>(&self, envelope: &'e Envelope) -> Option<&'e Recipient> {
        let is_time = self.page.is_none() && self.phase == KioskPhase::Return && !self.answered;
        let id = self.signer.as_ref().filter(|_| is_time)?;
        envelope.recipient(id).filter(|_| envelope.recipient_status(id) == RecipientStatus::Signed)
    }

    /// Turns to whoever is next; to the receipt when nobody is.
    pub(crate) fn turn_to_next(&mut self, envelope: &Envelope) {
        let next = in_person(envelope).into_iter().find(|person| !self.set_aside.contains(&person.id));
        self.signer = next.map(|person| person.id.clone());
        self.language = None;
        self.answered = false;
        self.phase = if self.signer.is_some() { KioskPhase::HandOver } else { KioskPhase::Receipt };
    }
}

/// Who signs in person, and whose turn it is.
pub(crate) fn in_person(envelope: &Envelope) -> Vec<&Recipient> {
    let here = |person: &&Recipient| person.role == Role::Signer && person.delivery == Delivery::InPerson;
    envelope.whose_turn().into_iter().filter(here).collect()
}

/// The state as it binds this program: none while the mode is off, or where another program's window is handed over and
/// this one has no window.
pub(crate) fn binding(app: &App) -> Result<Option<KioskState>, Error> {
    let Some(mut state) = read(&app.history())? else { return Ok(None) };
    if state.session == app.session() {
        return Ok(Some(state));
    }
    if !app.has_window() {
        return Ok(None);
    }
    state.phase = KioskPhase::Locked;
    Ok(Some(state))
}

/// Reads the state.
pub(crate) fn read(history: &History) -> Result<Option<KioskState>, Error> {
    // The mode that is off is kept as `null`.
    Ok(history.setting::<Option<KioskState>>(SETTING).map_err(translate::history)?.flatten())
}

/// Writes the state: from now on this program's.
pub(crate) fn write(app: &App, mut state: KioskState) -> Result<KioskState, Error> {
    app.session().clone_into(&mut state.session);
    app.history().set_setting(SETTING, &state).map_err(translate::history)?;
    Ok(state)
}

/// The mode is off.
pub(crate) fn remove(app: &App) -> Result<(), Error> {
    app.history().set_setting(SETTING, &None::<KioskState>).map_err(translate::history)
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::{AuditEvent, AuditEventKind, EnvelopeContent, Timestamp};
    use serde_json::json;

    use super::*;

    fn at(kind: AuditEventKind) -> AuditEvent {
        AuditEvent { at: Timestamp::from_millis(0), kind }
    }

    /// Sent, to people who sign in this order; one of them by e-mail.
    fn envelope(people: &[(&str, u16, &str)]) -> Envelope {
        let person = |(id, order, delivery): &(&str, u16, &str)| {
            json!({
                "id": id, "role": "signer", "first_name": id, "last_name": "", "email": null, "mobile": null,
                "language": "fr", "authentication": "none", "routing_order": order, "delivery": delivery,
            })
        };
        let content: EnvelopeContent = serde_json::from_value(json!({
            "id": EnvelopeId::new([7; 16]), "title": "Bail", "message": "", "language": "fr", "documents": [],
            "recipients": people.iter().map(person).collect::<Vec<_>>(), "fields": [], "created_at": 0,
        }))
        .unwrap();
        let mut envelope = Envelope::new(content);
        let sending =
            AuditEventKind::SendingStarted { provider: "local".to_owned(), account: "local".to_owned() };
        for kind in [AuditEventKind::Created, sending, AuditEventKind::Accepted] {
            envelope.apply(at(kind)).unwrap();
        }
        envelope
    }

    fn state() -> KioskState {
        KioskState {
            session: String::new(),
            envelope: EnvelopeId::new([7; 16]),
            host_name: "Marc".to_owned(),
            checks: Vec::new(),
            evidence: EvidenceLevel::Standard,
            level: None,
            phase: KioskPhase::Return,
            signer: None,
            language: Some(Language::Ar),
            set_aside: Vec::new(),
            answered: true,
            page: None,
        }
    }

    fn turn(state: &mut KioskState, envelope: &Envelope) -> (KioskPhase, Option<String>) {
        state.turn_to_next(envelope);
        assert_eq!((state.language, state.answered), (None, false), "nobody chooses for the next");
        (state.phase, state.signer.as_ref().map(ToString::to_string))
    }

    #[test]
    fn the_window_goes_to_whoever_signs_here_and_whose_turn_it_is() {
        let mut envelope =
            envelope(&[("r1", 1, "in_person"), ("r2", 1, "provider_mails"), ("r3", 2, "in_person")]);
        let mut state = state();
        assert_eq!(turn(&mut state, &envelope), (KioskPhase::HandOver, Some("r1".to_owned())));
        let signed =
            |id: &str| at(AuditEventKind::Signed { recipient: id.parse().unwrap(), documents: Vec::new() });
        envelope.apply(signed("r1")).unwrap();
        assert_eq!(turn(&mut state, &envelope), (KioskPhase::Receipt, None), "the second signs elsewhere");
        envelope.apply(signed("r2")).unwrap();
        assert_eq!(turn(&mut state, &envelope), (KioskPhase::HandOver, Some("r3".to_owned())));
    }

    #[test]
    fn whoever_was_set_aside_is_not_asked_again_this_time() {
        let envelope = envelope(&[("r1", 1, "in_person"), ("r2", 1, "in_person")]);
        let mut state = KioskState { set_aside: vec!["r1".parse().unwrap()], ..state() };
        assert_eq!(turn(&mut state, &envelope), (KioskPhase::HandOver, Some("r2".to_owned())));
        state.set_aside.push("r2".parse().unwrap());
        assert_eq!(turn(&mut state, &envelope), (KioskPhase::Receipt, None));
    }

    #[test]
    fn a_signer_reaches_their_own_signing_and_only_while_it_lasts() {
        let (r1, r2): (RecipientId, RecipientId) = ("r1".parse().unwrap(), "r2".parse().unwrap());
        let (own, other) = (EnvelopeId::new([7; 16]), EnvelopeId::new([8; 16]));
        for phase in [
            KioskPhase::HandOver,
            KioskPhase::Locked,
            KioskPhase::Off,
            KioskPhase::Receipt,
            KioskPhase::Return,
            KioskPhase::Signing,
        ] {
            let state = KioskState { phase, signer: Some(r1.clone()), ..state() };
            assert_eq!(state.is_signing(&own, &r1), phase == KioskPhase::Signing, "{phase:?}");
            assert!(!state.is_signing(&own, &r2) && !state.is_signing(&other, &r1), "{phase:?}");
        }
    }
}
