//! One signer signs every document that holds a box of theirs, here on this computer.
//!
//! Invariants: each signature is an incremental update; each result is validated before it counts; the history learns of
//! all documents of this signer at once or of none, so that a crash leaves nothing half-signed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use paraphe_envelope::{
    AuditEvent, AuditEventKind, Document, DocumentId, Envelope, EnvelopeStatus, Field, Recipient,
    Sha256Digest, Timestamp,
};
use paraphe_pades::SelfMadeIdentity;
use paraphe_pdf::PdfFile;
use paraphe_pdf::appearance::{LineKind, Mark, TextLine};

use super::begin_signing::{boxes, consent};
use super::signer;
use crate::schema::{EnvelopeView, SignLocallyRequest, SignatureMark};
use crate::signing::{self, Signature};
use crate::{App, Code, Error, blocking, documents, files, identities, notification, translate, view, words};

/// Held while a signature is made and recorded. It guards no value, so a panic elsewhere leaves nothing to mend.
static SIGNING: Mutex<()> = Mutex::new(());

pub(crate) async fn run(app: &App, request: SignLocallyRequest) -> Result<EnvelopeView, Error> {
    let app = app.clone();
    blocking::run(move || {
        // Each signature is made over the one before: of two at once, the second waits for the first. Another process
        // does not wait; the history refuses the slower of the two.
        let alone = SIGNING.lock().unwrap_or_else(PoisonError::into_inner);
        let envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
        let person = signer(&envelope, &request.recipient)?.clone();
        refuse_empty(&request.mark)?;
        if consent(&app, person.language)?.sha256 != request.consent.sha256 {
            return Err(Error::new(Code::Refused, "error-consent-changed"));
        }
        let key = identities::default(&app)?;
        let session = Session { app: &app, envelope: &envelope, person: &person, key: &key, time: app.now() };
        let signed = session.sign_all(&signing::mark(&request.mark))?;
        record_all(&app, &envelope, &person, &request, signed)?;
        drop(alone);
        view::envelope(&app, &request.envelope)
    })
    .await
}

fn refuse_empty(mark: &SignatureMark) -> Result<(), Error> {
    let empty = match mark {
        SignatureMark::Drawn { outlines, .. } => outlines.iter().all(|outline| outline.len() < 3),
        SignatureMark::Typed { name } => name.trim().is_empty(),
    };
    if empty { Err(Error::new(Code::Refused, "error-signature-empty")) } else { Ok(()) }
}

/// The small lines under a signature, in the signer's language.
pub(super) fn lines(person: &Recipient, time: Timestamp) -> Vec<TextLine> {
    let line = |kind, id: &str, name: &str, value: String| {
        let text = words::sentence(person.language, id, &BTreeMap::from([(name.to_owned(), value)]));
        TextLine { kind, text: identities::without_isolates(&text) }
    };
    vec![
        TextLine { kind: LineKind::Name, text: person.full_name() },
        line(LineKind::Date, "appearance-date", "date", view::local_time(time)),
    ]
}

struct Session<'a> {
    app: &'a App,
    envelope: &'a Envelope,
    person: &'a Recipient,
    key: &'a SelfMadeIdentity,
    time: Timestamp,
}

impl Session<'_> {
    /// Signs each document with a box of this person; answers the digests now in the vault.
    fn sign_all(&self, mark: &Mark) -> Result<Vec<(DocumentId, Sha256Digest)>, Error> {
        let fields = boxes(self.envelope, self.person);
        let mut signed = Vec::new();
        for document in self.envelope.documents() {
            let own: Vec<_> = fields.iter().filter(|field| field.document == document.id).collect();
            if !own.is_empty() {
                signed.push((document.id.clone(), self.sign_document(document, &own, mark)?));
            }
        }
        Ok(signed)
    }

    /// One signature per box: a signature field has one place on one page (ISO 32000-2, 12.7.5.5).
    fn sign_document(
        &self,
        document: &Document,
        fields: &[&Field],
        mark: &Mark,
    ) -> Result<Sha256Digest, Error> {
        let current = self.envelope.current_digest(document);
        let password = self.app.passwords().get(&current).cloned();
        let vault = self.app.history().vault().clone();
        let mut source = vault.open_verified(&current).map_err(translate::vault)?;
        let folder = Scratch::new(self.app)?;
        for (number, field) in fields.iter().enumerate() {
            let target = folder.0.join(format!("{number}.pdf"));
            self.sign_once(&source, &target, password.as_deref(), field, mark)?;
            source = target;
        }
        let digest = vault.put_file(&source).map_err(translate::vault)?;
        if let Some(password) = password {
            self.app.passwords().insert(digest, password);
        }
        Ok(digest)
    }

    fn sign_once(
        &self,
        source: &Path,
        target: &Path,
        password: Option<&str>,
        field: &Field,
        mark: &Mark,
    ) -> Result<(), Error> {
        let pdf = PdfFile::open(source, password).map_err(translate::pdf)?;
        let name = self.person.full_name();
        let tooltip = words::sentence(
            self.person.language,
            "signature-tooltip",
            &BTreeMap::from([("name".to_owned(), name.clone())]),
        );
        let signature = Signature {
            placement: Some((field.placement.page, field.placement.rect)),
            mark,
            lines: &lines(self.person, self.time),
            signer_name: name,
            tooltip: identities::without_isolates(&tooltip),
            reason: None,
            location: None,
            certify: None,
            time: self.time,
        };
        signing::sign_into(target, &pdf, password, &signature, self.key).map(drop)
    }
}

/// A folder for unfinished files; it goes when this goes, and leftovers of a crash go at the next start.
struct Scratch(PathBuf);

impl Scratch {
    fn new(app: &App) -> Result<Self, Error> {
        let name: String = documents::random()?.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = app.data().join("scratch").join(name);
        fs::create_dir_all(&path).map_err(|e| files::storage(&path, &e))?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing refers to it; the next start tries again.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Records consent, signature and, for the last signer, completion: one transaction.
fn record_all(
    app: &App,
    envelope: &Envelope,
    person: &Recipient,
    request: &SignLocallyRequest,
    documents: Vec<(DocumentId, Sha256Digest)>,
) -> Result<(), Error> {
    let recipient = person.id.clone();
    let at = app.now();
    let signed_over: Vec<_> = documents
        .iter()
        .filter_map(|(id, _)| envelope.document(id))
        .map(|document| (document.id.clone(), envelope.current_digest(document)))
        .collect();
    let consented = AuditEventKind::Consented {
        recipient: recipient.clone(),
        text_sha256: request.consent.sha256,
        language: request.consent.language,
        version: request.consent.version.parse().unwrap_or(0),
    };
    let signed = AuditEventKind::Signed { recipient, documents };
    let events = [consented, signed].map(|kind| AuditEvent { at, kind });
    let after =
        app.history().record_signed(envelope.id(), &events, &signed_over, at).map_err(translate::history)?;
    let complete = after.status() == EnvelopeStatus::Completed;
    notification::signed(app, &after, person, complete);
    Ok(())
}
