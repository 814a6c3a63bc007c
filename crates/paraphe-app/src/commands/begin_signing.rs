//! What a signer reads, accepts and signs.

use paraphe_envelope::{
    AuditEventKind, DocumentId, Envelope, FieldKind, Language, Recipient, RecipientStatus, Role,
};

use super::{record, signer};
use crate::evidence::consent;
use crate::kiosk::state::{self, KioskState};
use crate::schema::{ConsentTextView, EntryView, EvidenceLevel, RecipientView, SignerRequest, SigningView};
use crate::{App, Error, blocking, entries, initials, translate, view};

pub(crate) async fn run(app: &App, request: SignerRequest) -> Result<SigningView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let mut envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
        let person = signer(&envelope, &request.recipient)?.clone();
        if envelope.recipient_status(&person.id) == RecipientStatus::Invited {
            record(&app, &mut envelope, AuditEventKind::Viewed { recipient: person.id.clone() })?;
        }
        let next = envelope
            .recipients()
            .iter()
            .filter(|other| other.id != person.id && other.role == Role::Signer)
            .filter(|other| !envelope.recipient_status(&other.id).is_done())
            .map(|other| view::recipient(&envelope, other))
            .collect();
        let kiosk = state::binding(&app)?;
        let language = spoken(kiosk.as_ref(), &person);
        let (places, place) = (entries::places(&envelope, &person), app.settings()?.signing_place);
        let known = |field: &paraphe_envelope::Field| EntryView {
            field: field.clone(),
            asked: field.kind.is_asked(),
            text: entries::known(field, &person, place.as_deref(), app.now()),
        };
        app.moments().continue_or_begin(envelope.id(), &person.id);
        Ok(SigningView {
            envelope: request.envelope,
            title: envelope.title().to_owned(),
            recipient: match kiosk {
                Some(_) => without_addresses(view::recipient(&envelope, &person)),
                None => view::recipient(&envelope, &person),
            },
            documents: view::current_documents(&app, &envelope),
            // The signatures first: that is where the person is led to.
            fields: [boxes(&envelope, &person), initials::places(&envelope, &person), places.clone()]
                .concat(),
            entries: places.iter().map(known).collect(),
            consent: consent(kiosk.as_ref(), language),
            biometric_consent: biometric_consent(kiosk.as_ref(), language),
            next: if kiosk.is_some() { Vec::new() } else { next },
        })
    })
    .await
}

/// The signature boxes of one person, in reading order.
pub(crate) fn boxes(envelope: &Envelope, person: &Recipient) -> Vec<paraphe_envelope::Field> {
    let mut fields: Vec<_> = envelope
        .fields()
        .iter()
        .filter(|field| field.recipient == person.id && field.kind == FieldKind::Signature)
        .cloned()
        .collect();
    let order = |id: &DocumentId| envelope.documents().iter().position(|document| document.id == *id);
    fields.sort_by(|a, b| {
        let key = |f: &paraphe_envelope::Field| (order(&f.document), f.placement.page);
        key(a).cmp(&key(b)).then(a.placement.rect.y.total_cmp(&b.placement.rect.y))
    });
    fields
}

/// The language this signer reads: the one chosen at hand-over, or the one they are addressed in.
pub(super) fn spoken(kiosk: Option<&KioskState>, person: &Recipient) -> Language {
    kiosk.and_then(|state| state.language).unwrap_or(person.language)
}

/// A signer at a window needs nobody's addresses, not even their own.
fn without_addresses(person: RecipientView) -> RecipientView {
    RecipientView { email: None, mobile: None, ..person }
}

/// The consent text this signer reads: with the host's name in it, where there is a host.
pub(super) fn consent(kiosk: Option<&KioskState>, language: Language) -> ConsentTextView {
    match kiosk {
        Some(state) => consent::text(language, &state.host_name),
        None => consent::text_alone(language),
    }
}

/// The second text, where reinforced evidence was chosen.
pub(super) fn biometric_consent(kiosk: Option<&KioskState>, language: Language) -> Option<ConsentTextView> {
    let reinforced = kiosk.is_some_and(|state| state.evidence == EvidenceLevel::Reinforced);
    reinforced.then(|| consent::biometric_text(language))
}
