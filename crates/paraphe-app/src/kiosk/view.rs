//! The state as the window sees it.

use paraphe_envelope::{AuditEventKind, Envelope, RecipientStatus, Role};

use super::{page, pin, state};
use crate::evidence::{self, SHEET};
use crate::schema::{
    EvidenceLevel, KioskPhase, KioskRefusalView, KioskSignerView, KioskView, ReceiptDocumentView,
    ReceiptQuestionView, ReceiptSheetView, ReceiptView,
};
use crate::{App, Error, receipts, translate};

/// Seconds without a sign of life until the question, and from there to the lock (ux.md, 3.6).
const IDLE: (u32, u32) = (60, 30);

/// How the mode stands.
pub(crate) fn view(app: &App) -> Result<KioskView, Error> {
    let off = off(app)?;
    let Some(state) = state::binding(app)? else { return Ok(off) };
    let envelope = app.history().envelope(&state.envelope).map_err(translate::history)?;
    let person = state.signer.as_ref().and_then(|id| envelope.recipient(id));
    let signers: Vec<_> = envelope.recipients().iter().filter(|other| other.role == Role::Signer).collect();
    let is_signed = |id| envelope.recipient_status(id) == RecipientStatus::Signed;
    let is_following = |id: &paraphe_envelope::RecipientId| {
        !envelope.recipient_status(id).is_done()
            && state.signer.as_ref() != Some(id)
            && !state.set_aside.contains(id)
    };
    // Who refused, or the sender who took it back, has ended it for all.
    let open = !envelope.status().is_final();
    Ok(KioskView {
        phase: state.phase,
        title: envelope.title().to_owned(),
        host_name: state.host_name.clone(),
        signer: person.map(|person| KioskSignerView {
            recipient: person.id.clone(),
            name: person.full_name(),
            language: state.language.unwrap_or(person.language),
        }),
        waiting: if state.page.is_some() {
            0
        } else {
            count(signers.iter().filter(|other| open && is_following(&other.id)).count())
        },
        done: count(signers.iter().filter(|other| is_signed(&other.id)).count()),
        evidence: state.evidence,
        receipt_question: state
            .asked(&envelope)
            .map(|signer| ReceiptQuestionView { address: signer.email.as_ref().map(ToString::to_string) }),
        receipt: match state.phase {
            KioskPhase::Receipt => Some(receipt(app, &envelope)?),
            KioskPhase::HandOver
            | KioskPhase::Locked
            | KioskPhase::Off
            | KioskPhase::Return
            | KioskPhase::Signing => None,
        },
        page: state.page.as_ref().map(|page| page::view(app, page)),
        envelope: Some(state.envelope),
        ..off
    })
}

fn off(app: &App) -> Result<KioskView, Error> {
    let (pin_set, pin_wait_seconds) = {
        let history = app.history();
        (pin::is_set(&history)?, pin::wait(&history, app.now())?)
    };
    Ok(KioskView {
        phase: KioskPhase::Off,
        envelope: None,
        title: String::new(),
        host_name: String::new(),
        signer: None,
        waiting: 0,
        done: 0,
        idle_seconds: IDLE.0,
        warning_seconds: IDLE.1,
        pin_wait_seconds,
        pin_set,
        reinforced_available: evidence::public_key(app)?.is_some(),
        evidence: EvidenceLevel::Standard,
        receipt_question: None,
        receipt: None,
        page: None,
    })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn receipt(app: &App, envelope: &Envelope) -> Result<ReceiptView, Error> {
    let documents = envelope.documents().iter().map(|document| ReceiptDocumentView {
        id: document.id.clone(),
        name: document.name.clone(),
        sha256: envelope.current_digest(document),
    });
    let artifacts = app.history().artifacts(envelope.id()).map_err(translate::history)?;
    let sheets = artifacts.into_iter().filter(|artifact| artifact.kind == SHEET);
    Ok(ReceiptView {
        envelope: envelope.id().clone(),
        documents: documents.collect(),
        sheets: sheets.map(|row| ReceiptSheetView { name: row.name, sha256: row.sha256 }).collect(),
        wishes: receipts::of(app, envelope)?,
        refusal: refusal(envelope),
    })
}

/// Who refused, and why: it has ended the request for all.
fn refusal(envelope: &Envelope) -> Option<KioskRefusalView> {
    envelope.events().iter().rev().find_map(|event| {
        let AuditEventKind::Declined { recipient, reason } = &event.kind else { return None };
        let name = envelope.recipient(recipient)?.full_name();
        Some(KioskRefusalView { name, reason: reason.clone() })
    })
}
