//! What a signer reads, accepts and signs.

use std::collections::BTreeMap;

use paraphe_envelope::{
    AuditEventKind, DocumentId, Envelope, FieldKind, Language, Recipient, RecipientStatus, Role, Sha256Digest,
};

use super::{record, signer};
use crate::schema::{ConsentTextView, SignerRequest, SigningView};
use crate::{App, Error, blocking, translate, view, words};

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
        Ok(SigningView {
            envelope: request.envelope,
            title: envelope.title().to_owned(),
            recipient: view::recipient(&envelope, &person),
            documents: view::current_documents(&app, &envelope),
            fields: boxes(&envelope, &person),
            consent: consent(&app, person.language)?,
            next,
        })
    })
    .await
}

/// The signature boxes of one person, in reading order.
pub(super) fn boxes(envelope: &Envelope, person: &Recipient) -> Vec<paraphe_envelope::Field> {
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

/// The consent text this signer reads, with the host's name in it.
pub(super) fn consent(app: &App, language: Language) -> Result<ConsentTextView, Error> {
    let host = app.settings()?.host_name;
    let host = if host.is_empty() { words::plain(language, "consent-host-unnamed") } else { host };
    let text = words::sentence(language, "consent-text", &BTreeMap::from([("host".to_owned(), host)]));
    let sha256 = Sha256Digest::of(text.as_bytes());
    Ok(ConsentTextView { language, version: words::plain(language, "consent-version"), text, sha256 })
}
