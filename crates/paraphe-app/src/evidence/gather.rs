//! What is known of a signature that is about to be made, put together.

use paraphe_envelope::{Document, Envelope, Recipient, Timestamp};

use super::file::{
    EvidenceBox, EvidenceClock, EvidenceConsent, EvidenceDevice, EvidenceDocument, EvidenceEnvelope,
    EvidenceFile, EvidenceHost, EvidenceOutlines, EvidencePage, EvidenceSignature, EvidenceSigner,
    EvidenceTimes, EvidenceWitness, LABEL, LABEL_ALONE, Moment, SCHEMA, SealedBiometrics, SignatureMethod,
    TimestampState,
};
use super::{public_key, seal};
use crate::commands::begin_signing::boxes;
use crate::kiosk::moments::Noted;
use crate::kiosk::state::KioskState;
use crate::local_zone::local_zone;
use crate::schema::{ConsentTextView, EvidenceLevel, IdentityCheckKind, SignLocallyRequest, SignatureMark};
use crate::{App, Error, documents, initials, translate};

const INSTALL_ID: &str = "install-id";
/// Nothing of the signing left the computer.
pub(super) const NO_NETWORK: &str = "local_session_without_network";
/// A digest went to the timestamping authority, and certificates were asked about; nothing else.
pub(super) const TIMESTAMP_NETWORK: &str = "local_session_timestamp_asked";
/// The timestamping authority was asked and did not answer.
pub(super) const UNANSWERED_NETWORK: &str = "local_session_timestamp_unanswered";

/// Who signs what, under which mode, and when.
pub(crate) struct Occasion<'a> {
    pub(crate) envelope: &'a Envelope,
    pub(crate) person: &'a Recipient,
    pub(crate) kiosk: Option<&'a KioskState>,
    /// The time the signature claims.
    pub(crate) time: Timestamp,
    /// What there is of a timestamp with this try to sign.
    pub(crate) timestamp: TimestampState,
}

/// The evidence file of this occasion.
///
/// # Errors
/// A document cannot be read; the organisation's key is none.
pub(crate) fn gather(
    app: &App,
    occasion: &Occasion<'_>,
    request: &SignLocallyRequest,
) -> Result<EvidenceFile, Error> {
    let noted = app.moments().of(occasion.envelope.id(), &occasion.person.id);
    let biometrics = biometrics(app, occasion, request)?;
    let biometric_consent = request.biometrics.as_ref().filter(|_| biometrics.is_some());
    Ok(EvidenceFile {
        schema: SCHEMA.to_owned(),
        label: if occasion.kiosk.is_some() { LABEL } else { LABEL_ALONE }.to_owned(),
        level: if biometrics.is_some() { EvidenceLevel::Reinforced } else { EvidenceLevel::Standard },
        envelope: EvidenceEnvelope {
            id: occasion.envelope.id().clone(),
            title: occasion.envelope.title().to_owned(),
        },
        documents: signed_documents(app, occasion)?,
        signer: signer(occasion.person),
        host: host(app, occasion)?,
        consent: consent(&request.consent, noted.consented),
        biometric_consent: biometric_consent.map(|text| consent(text, noted.consented)),
        times: times(&noted, occasion.time),
        clock: EvidenceClock { source: "operating_system".to_owned(), skew_seconds: None },
        timestamp: occasion.timestamp,
        signature: signature(request),
        biometrics,
        device: device(app, request)?,
        network: match occasion.timestamp {
            TimestampState::AddedLater => UNANSWERED_NETWORK,
            TimestampState::None => NO_NETWORK,
            TimestampState::WithSignature => TIMESTAMP_NETWORK,
        }
        .to_owned(),
    })
}

fn signed_documents(app: &App, occasion: &Occasion<'_>) -> Result<Vec<EvidenceDocument>, Error> {
    let (envelope, person) = (occasion.envelope, occasion.person);
    let fields = [boxes(envelope, person), initials::places(envelope, person)].concat();
    let is_invisible = envelope.content().signs_invisibly(person);
    let concerned =
        |document: &&Document| is_invisible || fields.iter().any(|field| field.document == document.id);
    let one = |document: &Document| {
        let sha256_before = occasion.envelope.current_digest(document);
        let facts = documents::facts(app, &sha256_before)?;
        let own = fields.iter().filter(|field| field.document == document.id).map(|field| {
            let rect = field.placement.rect;
            let (x, y, width, height) = (rect.x, rect.y, rect.width, rect.height);
            EvidenceBox { page: field.placement.page, x, y, width, height }
        });
        Ok(EvidenceDocument {
            id: document.id.clone(),
            name: document.name.clone(),
            sha256_before,
            page_count: u32::try_from(facts.pages.len()).unwrap_or(u32::MAX),
            boxes: own.collect(),
        })
    };
    occasion.envelope.documents().iter().filter(concerned).map(one).collect()
}

fn signer(person: &Recipient) -> EvidenceSigner {
    EvidenceSigner {
        recipient: person.id.clone(),
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        email: person.email.as_ref().map(ToString::to_string),
    }
}

fn host(app: &App, occasion: &Occasion<'_>) -> Result<EvidenceHost, Error> {
    let check = occasion.kiosk.and_then(|state| state.check(&occasion.person.id));
    Ok(EvidenceHost {
        name: match occasion.kiosk {
            Some(state) => state.host_name.clone(),
            None => app.settings()?.host_name,
        },
        identity_check: check.map_or(IdentityCheckKind::NotChecked, |check| check.kind),
        identity_check_label: check.and_then(|check| check.label.clone()),
        identity_document_last4: check.and_then(|check| check.last4.clone()),
        exclusive_window: occasion.kiosk.is_some(),
    })
}

fn consent(text: &ConsentTextView, accepted_at: Option<Timestamp>) -> EvidenceConsent {
    EvidenceConsent {
        text: text.text.clone(),
        language: text.language,
        version: text.version.clone(),
        sha256: text.sha256,
        accepted_at: accepted_at.map(moment),
    }
}

fn times(noted: &Noted, signed: Timestamp) -> EvidenceTimes {
    let pages = noted.pages.iter().map(|shown| EvidencePage {
        document: shown.document.clone(),
        page: shown.page,
        at: moment(shown.at),
    });
    EvidenceTimes {
        opened: noted.opened.map(moment),
        pages_shown: pages.collect(),
        first_stroke: noted.first_stroke.map(moment),
        last_stroke: noted.last_stroke.map(moment),
        confirmed: noted.confirmed.map(moment),
        signed: moment(signed),
    }
}

/// A time in UTC and in the zone of this computer, both RFC 3339.
fn moment(at: Timestamp) -> Moment {
    let utc = at.to_rfc3339();
    let Ok(known) = jiff::Timestamp::from_millisecond(at.as_millis()) else {
        return Moment { local: utc.clone(), utc };
    };
    let local = known.to_zoned(local_zone()).strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string();
    Moment { utc, local }
}

fn signature(request: &SignLocallyRequest) -> EvidenceSignature {
    let outlines =
        |polygons: &[Vec<[f64; 2]>], aspect: f64| EvidenceOutlines { aspect, polygons: polygons.to_vec() };
    let (method, input, typed_name, drawn, witness) = match &request.mark {
        SignatureMark::Drawn { outlines: polygons, aspect, input } => {
            (SignatureMethod::Drawn, input.as_str(), None, Some(outlines(polygons, *aspect)), None)
        }
        SignatureMark::Typed { name } => {
            (SignatureMethod::Typed, "typed", Some(name.trim().to_owned()), None, None)
        }
        SignatureMark::Cross { outlines: polygons, aspect, input, witness_name, witness } => {
            let witness = witness.as_ref().map(|stroke| EvidenceWitness {
                name: witness_name.trim().to_owned(),
                input: stroke.input.clone(),
                outlines: outlines(&stroke.outlines, stroke.aspect),
            });
            let drawn = Some(outlines(polygons, *aspect));
            (SignatureMethod::CrossWithWitness, input.as_str(), None, drawn, witness)
        }
    };
    let capture = request.capture.as_ref();
    EvidenceSignature {
        method,
        input: known_input(input).to_owned(),
        pressure_available: capture.is_some_and(|capture| capture.pressure),
        stroke_count: capture.map(|capture| capture.strokes),
        duration_ms: capture.map(|capture| capture.duration_ms),
        undo_count: capture.map(|capture| capture.undos),
        clear_count: capture.map(|capture| capture.clears),
        typed_name,
        outlines: drawn,
        witness,
    }
}

fn known_input(input: &str) -> &str {
    if matches!(input, "mouse" | "pen" | "touch" | "typed") { input } else { "unknown" }
}

/// Raw points are kept only where the host chose it, the signer agreed to the very text, and there is a key to seal to.
fn biometrics(
    app: &App,
    occasion: &Occasion<'_>,
    request: &SignLocallyRequest,
) -> Result<Option<SealedBiometrics>, Error> {
    let reinforced = occasion.kiosk.is_some_and(|state| state.evidence == EvidenceLevel::Reinforced);
    let points = request.capture.as_ref().and_then(|capture| capture.points.as_deref());
    let (true, Some(_), Some(points)) = (reinforced, &request.biometrics, points) else { return Ok(None) };
    let Some(key) = public_key(app)? else { return Ok(None) };
    let bound_to = format!("{} {}", occasion.envelope.id(), occasion.person.id);
    seal::seal(&key, points, &bound_to).map(Some)
}

fn device(app: &App, request: &SignLocallyRequest) -> Result<EvidenceDevice, Error> {
    Ok(EvidenceDevice {
        os: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        screen: request.capture.as_ref().and_then(|capture| capture.screen),
        install_id: install_id(app)?,
    })
}

fn install_id(app: &App) -> Result<String, Error> {
    let mut history = app.history();
    if let Some(known) = history.setting(INSTALL_ID).map_err(translate::history)? {
        return Ok(known);
    }
    let made: String = documents::random()?.iter().map(|byte| format!("{byte:02x}")).collect();
    history.set_setting(INSTALL_ID, &made).map_err(translate::history)?;
    Ok(made)
}
