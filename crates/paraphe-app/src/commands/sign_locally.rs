//! One signer signs every document that holds a box of theirs, here on this computer; without a box every document.
//!
//! Invariants: each signature is an incremental update; each result is validated before it counts; the history learns of
//! all documents of this signer at once or of none, so that a crash leaves nothing half-signed.

mod places;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use paraphe_envelope::{
    AuditEvent, AuditEventKind, DocumentId, Envelope, EnvelopeStatus, Recipient, Sha256Digest, Timestamp,
};
use paraphe_history::EvidenceRow;
use paraphe_pades::{Fallback, LevelRequest, PadesLevel};
use paraphe_pdf::appearance::{LineKind, Mark, TextLine};
use paraphe_pdf::picture::Picture;

use super::begin_signing::{biometric_consent, boxes, consent, spoken};
use super::signer;
use crate::entries::{self, Entry};
use crate::evidence::file::TimestampState;
use crate::evidence::gather::{self, Occasion};
use crate::evidence::{Proof, sheet};
use crate::headless::keys::OpenKey;
use crate::initials::{self, Part};
use crate::kiosk::state::KioskState;
use crate::kiosk::{self, state};
use crate::levels::{self, LevelWish, Network};
use crate::look::{Approval, TextBlock};
use crate::schema::{EnvelopeView, SignLocallyRequest, SignatureMark, WithoutTimestamp};
use crate::signing::{self, Made};
use crate::{
    App, Code, Error, blocking, identities, look, notification, signing_keys, translate, view, words,
};

/// Held while a signature is made and recorded. It guards no value, so a panic elsewhere leaves nothing to mend.
static SIGNING: Mutex<()> = Mutex::new(());

/// Waits until no signature is being made in this program, and keeps others waiting.
pub(super) fn alone() -> MutexGuard<'static, ()> {
    SIGNING.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) async fn run(app: &App, request: SignLocallyRequest) -> Result<EnvelopeView, Error> {
    let app = app.clone();
    blocking::run(move || {
        // Each signature is made over the one before: of two at once, the second waits for the first. Another process
        // does not wait; the history refuses the slower of the two.
        let alone = alone();
        let envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
        let person = signer(&envelope, &request.recipient)?.clone();
        refuse_empty(&request.mark)?;
        let kiosk = state::binding(&app)?;
        refuse_other_consent(kiosk.as_ref(), &person, &request)?;
        refuse_other_name(kiosk.as_ref(), &person, &request.mark)?;
        let time = app.now();
        let entries = entries::entries(&envelope, &person, &request.answers, time)?;
        let strange = |entry| entries::refuse_strange_letters(&app, &envelope, &person, entry);
        entries.iter().try_for_each(strange)?;
        let key = signing_keys::ready(&app)?;
        let session = Session {
            app: &app,
            envelope: &envelope,
            person: &person,
            kiosk: kiosk.as_ref(),
            key: key.key(),
            time,
            request: &request,
            entries: &entries,
        };
        let (proof, signed) = session.sign()?;
        // Locked while the signature was being made: it is destroyed with its files.
        refuse_locked(&app, kiosk.as_ref(), &person)?;
        record_all(&app, &envelope, &person, &request, (signed, &proof.row))?;
        // Signed is signed: a sheet that cannot be written now is written with the export.
        if let Err(error) = sheet::keep_missing(&app, envelope.id()) {
            tracing::warn!(%error, "an evidence sheet could not be written");
        }
        app.moments().forget();
        kiosk::finish_signing(&app)?;
        if kiosk.is_none() {
            // Opened for this signing; whoever holds a kiosk opened it for all of them.
            app.close_signing_key();
        }
        drop(alone);
        view::envelope(&app, &request.envelope)
    })
    .await
}

fn refuse_empty(mark: &SignatureMark) -> Result<(), Error> {
    let is_blank = |outlines: &[Vec<[f64; 2]>]| outlines.iter().all(|outline| outline.len() < 3);
    let empty = match mark {
        SignatureMark::Drawn { outlines, .. } => is_blank(outlines),
        SignatureMark::Typed { name } => return look::refuse_unfit_name(name),
        SignatureMark::Cross { outlines, witness_name, witness, .. } => {
            let unwitnessed = witness.as_ref().is_none_or(|stroke| is_blank(&stroke.outlines));
            if unwitnessed || witness_name.trim().is_empty() {
                return Err(Error::new(Code::Refused, "error-witness-missing"));
            }
            is_blank(outlines)
        }
    };
    if empty { Err(Error::new(Code::Refused, "error-signature-empty")) } else { Ok(()) }
}

/// Consent, and the second one where points of the pen are kept, must be to the very texts that were shown.
fn refuse_other_consent(
    kiosk: Option<&KioskState>,
    person: &Recipient,
    request: &SignLocallyRequest,
) -> Result<(), Error> {
    let language = spoken(kiosk, person);
    let is_other = consent(kiosk, language) != request.consent
        || (request.biometrics.is_some() && biometric_consent(kiosk, language) != request.biometrics);
    if is_other { Err(Error::new(Code::Refused, "error-consent-changed")) } else { Ok(()) }
}

/// Face to face, a typed name is the signer's full name.
fn refuse_other_name(
    kiosk: Option<&KioskState>,
    person: &Recipient,
    mark: &SignatureMark,
) -> Result<(), Error> {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if let (Some(_), SignatureMark::Typed { name }) = (kiosk, mark)
        && plain(name) != plain(&person.full_name())
    {
        return Err(Error::new(Code::Refused, "error-typed-name-differs").with("name", person.full_name()));
    }
    Ok(())
}

fn refuse_locked(app: &App, before: Option<&KioskState>, person: &Recipient) -> Result<(), Error> {
    let Some(before) = before else { return Ok(()) };
    let now = state::binding(app)?;
    match now.is_some_and(|state| state.is_signing(&before.envelope, &person.id)) {
        true => Ok(()),
        false => Err(Error::new(Code::Refused, "error-kiosk-locked")),
    }
}

/// Who witnessed a cross.
pub(super) fn witness(mark: &SignatureMark) -> Option<&str> {
    match mark {
        SignatureMark::Cross { witness_name, .. } => {
            Some(witness_name.trim()).filter(|name| !name.is_empty())
        }
        SignatureMark::Drawn { .. } | SignatureMark::Typed { .. } => None,
    }
}

/// The small lines under a signature, in the signer's language.
pub(super) fn lines(person: &Recipient, witness: Option<&str>, time: Timestamp) -> Vec<TextLine> {
    let block = TextBlock {
        name: &person.full_name(),
        on_behalf_of: None,
        approval: Approval::Unsaid,
        time: Some(time),
        reason: None,
        place: None,
    };
    let mut lines = block.lines(person.language);
    if let Some(name) = witness {
        let facts = BTreeMap::from([("name".to_owned(), name.to_owned())]);
        let text = words::sentence(person.language, "appearance-witness", &facts);
        lines.insert(1, TextLine { kind: LineKind::OnBehalf, text: identities::without_isolates(&text) });
    }
    lines
}

struct Session<'a> {
    app: &'a App,
    envelope: &'a Envelope,
    person: &'a Recipient,
    kiosk: Option<&'a KioskState>,
    key: &'a OpenKey,
    time: Timestamp,
    request: &'a SignLocallyRequest,
    /// What goes into this person's boxes beside the signature.
    entries: &'a [Entry],
}

/// The documents as signed: their digests, now in the vault.
type SignedDocuments = Vec<(DocumentId, Sha256Digest)>;

/// One try to sign, which its evidence describes.
struct Attempt<'a> {
    proof: Proof,
    mark: Mark,
    initials: Mark,
    logo: Option<Arc<Picture>>,
    level: Option<&'a LevelRequest<'a>>,
}

/// Why a try to sign came to nothing.
enum Failed {
    /// Whatever it is, it is told.
    Told(Error),
    /// Nobody answered who should put a timestamp on it.
    Unanswered(Error),
}

impl Failed {
    fn error(self) -> Error {
        match self {
            Self::Told(error) | Self::Unanswered(error) => error,
        }
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Told(error)
    }
}

impl Session<'_> {
    /// Signs at the wished level. Where nobody answers, and the settings agree, it is signed without a timestamp: whoever
    /// sits at the table is not sent away because the network is. An answer that is wrong is told, and nobody signs. The
    /// evidence is inside what is signed, so each try has its own.
    fn sign(&self) -> Result<(Proof, SignedDocuments), Error> {
        let wish = LevelWish { level: self.kiosk.and_then(|state| state.level), ..LevelWish::default() };
        let Some(network) = Network::for_signing(self.app, &wish)? else {
            return self.attempt(TimestampState::None, None).map_err(Failed::error);
        };
        // What was missing comes with what was signed, and is judged here.
        let level = LevelRequest { fallback: Fallback::Accept, ..network.request(self.time) };
        match self.attempt(TimestampState::WithSignature, Some(&level)) {
            Err(Failed::Unanswered(error)) if self.signs_without_timestamp()? => {
                tracing::info!(%error, "signed without a timestamp");
                self.attempt(TimestampState::AddedLater, None).map_err(Failed::error)
            }
            tried => tried.map_err(Failed::error),
        }
    }

    fn signs_without_timestamp(&self) -> Result<bool, Error> {
        let agreed = self.app.settings()?.without_timestamp.unwrap_or_default();
        Ok(agreed == WithoutTimestamp::SignNow)
    }

    /// What kept a signature from its level, where that matters now.
    fn refuse_lower(&self, made: Made, wished: PadesLevel) -> Result<(), Failed> {
        let Some(first) = made.shortfalls.first() else { return Ok(()) };
        let is_silence = made.shortfalls.iter().all(levels::is_unanswered);
        let is_stamped = made.reached >= PadesLevel::BT;
        let shortfall = translate::shortfall(first.clone());
        if !is_silence {
            return Err(Failed::Told(shortfall));
        }
        // The timestamp is there; what is missing beyond it can be added as long as the certificates live.
        if is_stamped && self.signs_without_timestamp()? {
            tracing::info!(?wished, reached = ?made.reached, "signed at a lower level");
            return Ok(());
        }
        Err(Failed::Unanswered(shortfall))
    }

    fn attempt(
        &self,
        timestamp: TimestampState,
        level: Option<&LevelRequest<'_>>,
    ) -> Result<(Proof, SignedDocuments), Failed> {
        let (envelope, person, kiosk, time) = (self.envelope, self.person, self.kiosk, self.time);
        let occasion = Occasion { envelope, person, kiosk, time, timestamp };
        let proof =
            Proof::of(&gather::gather(self.app, &occasion, self.request)?, &self.person.id, self.time)?;
        let logo = look::logo_of(envelope.options());
        let mark = signing::mark(&self.request.mark);
        let initials = initials::mark(&self.request.mark);
        let attempt = Attempt { proof, mark, initials, logo, level };
        let signed = self.sign_all(&attempt)?;
        Ok((attempt.proof, signed))
    }

    /// Signs each document with a box of this person; every document where they chose to sign without one.
    fn sign_all(&self, attempt: &Attempt<'_>) -> Result<SignedDocuments, Failed> {
        let fields = boxes(self.envelope, self.person);
        let initials = initials::places(self.envelope, self.person);
        let is_invisible = self.envelope.content().signs_invisibly(self.person);
        let mut signed = Vec::new();
        for document in self.envelope.documents() {
            let unseen = || is_invisible.then(Part::invisible);
            if let Some(part) = Part::of(document, &fields, &initials).or_else(unseen) {
                signed.push((document.id.clone(), self.sign_document(document, &part, attempt)?));
            }
        }
        Ok(signed)
    }
}

/// Records consent, signature and, for the last signer, completion: one transaction.
fn record_all(
    app: &App,
    envelope: &Envelope,
    person: &Recipient,
    request: &SignLocallyRequest,
    (documents, evidence): (Vec<(DocumentId, Sha256Digest)>, &EvidenceRow),
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
    let after = app
        .history()
        .record_signed(envelope.id(), &events, &signed_over, Some(evidence), at)
        .map_err(translate::history)?;
    let complete = after.status() == EnvelopeStatus::Completed;
    notification::signed(app, &after, person, complete);
    Ok(())
}
