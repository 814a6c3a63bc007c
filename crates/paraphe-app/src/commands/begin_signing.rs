//! What a signer reads, accepts and signs.

use paraphe_envelope::{
    AuditEventKind, DocumentId, Envelope, FieldKind, Language, Recipient, RecipientStatus, Role,
};

use super::{record, signer};
use crate::evidence::consent;
use crate::kiosk::state::{self, KioskState};
use crate::schema::{ConsentTextView, EntryView, EvidenceLevel, RecipientView, SignerRequest, SigningView};
use crate::{App, Error, blocking, documents, entries, initials, translate, view};

pub(crate) async fn run(app: &App, request: SignerRequest) -> Result<SigningView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let mut envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
        let person = signer(&envelope, &request.recipient)?.clone();
        refuse_broken(&app, &envelope, &person)?;
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

/// Nobody reads and accepts what they could not sign then: a request may be older than the check before it is sent.
fn refuse_broken(app: &App, envelope: &Envelope, person: &Recipient) -> Result<(), Error> {
    let fields = [boxes(envelope, person), initials::places(envelope, person)].concat();
    let signs_all = envelope.content().signs_invisibly(person);
    for document in envelope.documents() {
        if !signs_all && !fields.iter().any(|field| field.document == document.id) {
            continue;
        }
        // A document that cannot be opened now says so where its pages are shown.
        if let Err(error) = documents::refuse_broken(app, &envelope.current_digest(document))
            && error.message == "error-signs-over-broken"
        {
            let told = Error { message: "error-signing-over-broken".to_owned(), ..error };
            return Err(told.with("document", &document.name));
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use paraphe_envelope::{Draft, DraftId, EnvelopeId, FieldId};
    use serde_json::json;

    use super::*;
    use crate::commands::send_envelope;
    use crate::outbox::Written;
    use crate::ports::SystemClock;
    use crate::schema::FileToImport;
    use crate::{AppOptions, ChainChoice, ChainOrFile, accounts};

    /// A request for one person here, sent without a look at whether the earlier signature holds.
    async fn sent(app: &App, file: &Path) -> SignerRequest {
        let file = FileToImport { path: file.display().to_string(), password: Some("sésame".to_owned()) };
        let document = documents::take(app, &file).unwrap();
        let person = json!({
            "id": "r1", "role": "signer", "first_name": "Ada", "last_name": "Dupont", "email": "", "mobile": "",
            "language": "fr", "authentication": "none", "routing_order": null, "delivery": "in_person",
        });
        let rect = json!({ "x": 10, "y": 10, "width": 100, "height": 50 });
        let field = json!({
            "id": FieldId::new([5; 16]), "recipient": "r1", "document": document.id, "kind": "signature",
            "placement": { "page": 1, "rect": rect },
        });
        let mut draft = Draft::new(DraftId::new([6; 16]), Language::Fr, app.now());
        draft.title = "Devis".to_owned();
        draft.documents = vec![document];
        draft.recipients = vec![serde_json::from_value(person).unwrap()];
        draft.fields = vec![serde_json::from_value(field).unwrap()];
        let (account, envelope) = (accounts::find(app, "local").unwrap(), EnvelopeId::new([7; 16]));
        let (ready, rows) = send_envelope::ready(app, draft, &account, envelope.clone()).unwrap();
        let write = |envelope: &Envelope, rows: &[paraphe_history::OutboxRow]| {
            app.history().send_new::<u32>(envelope, rows, &[]).map_err(translate::history)
        };
        Box::pin(Written::new(app, ready, rows, account, write).unwrap().send(app)).await.unwrap();
        SignerRequest { envelope, recipient: "r1".parse().unwrap() }
    }

    #[tokio::test]
    async fn nobody_reads_and_accepts_on_top_of_a_signature_that_does_not_hold() {
        let signed =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/encrypted/locked-signed.pdf");
        let whole = std::fs::read(signed).unwrap();
        let mut changed = whole.clone();
        // In the comment of the second line, which the signature covers.
        changed[11] ^= 1;
        for (bytes, refusal) in [(whole, None), (changed, Some("error-signing-over-broken"))] {
            let folder = tempfile::tempdir().unwrap();
            let secrets = ChainOrFile::open(folder.path(), ChainChoice::FileOnly);
            let options = AppOptions::headless(folder.path().join("data"));
            let app = App::open_with(options, Box::new(SystemClock), Box::new(secrets)).unwrap();
            let file = folder.path().join("devis.pdf");
            std::fs::write(&file, bytes).unwrap();
            let request = sent(&app, &file).await;
            let begun = run(&app, request.clone()).await;
            assert_eq!(begun.as_ref().err().map(|error| error.message.as_str()), refusal);
            let envelope = app.history().envelope(&request.envelope).unwrap();
            let expected = if refusal.is_some() { RecipientStatus::Invited } else { RecipientStatus::Viewed };
            assert_eq!(envelope.recipient_status(&request.recipient), expected);
            if let Err(error) = begun {
                assert_eq!(error.params["document"], "devis");
                assert!(error.params.contains_key("name"));
            }
        }
    }
}
