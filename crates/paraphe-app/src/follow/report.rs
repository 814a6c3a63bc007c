//! From what a provider reports to events: each checked against the envelope, in the order of its turns.

use std::collections::BTreeSet;

use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope, RecipientId, RecipientStatus, Role, Timestamp};
use paraphe_providers::{PersonAct, Progress, RemoteState};

use crate::outbox::Known;
use crate::{App, Error};

/// The events a report adds to what is recorded, each checked against the envelope: what cannot have happened is left out,
/// and a final state is never left.
pub(super) fn new_events(app: &App, known: &Known, progress: &Progress) -> Result<Vec<AuditEvent>, Error> {
    let mut envelope = known.envelope.clone();
    let mut events = Vec::new();
    let dispatch = known.dispatch()?;
    let acting: Vec<RecipientId> = dispatch.groups.iter().flatten().map(|person| person.id.clone()).collect();
    let now = app.now();
    let mut take = |envelope: &mut Envelope, kind: AuditEventKind, at: Option<Timestamp>| {
        // A provider's clock may be off, but nothing happens in the future.
        let event = AuditEvent { at: at.map_or(now, |at| at.min(now)), kind };
        if envelope.apply(event.clone()).is_ok() {
            events.push(event);
        }
    };
    if envelope.status().is_final() {
        return Ok(events);
    }
    for id in people_in_order(&acting, progress) {
        for person in progress.people.iter().filter(|person| person.recipient == *id) {
            if let Some(kind) = act(&envelope, id, &person.act) {
                take(&mut envelope, kind, person.at);
            }
        }
    }
    match progress.state {
        Some(RemoteState::Completed) => {
            for id in &acting {
                if let Some(kind) = act(&envelope, id, &PersonAct::Signed) {
                    take(&mut envelope, kind, progress.at);
                }
            }
        }
        Some(RemoteState::Declined) => {
            let reason = progress.reason.clone().unwrap_or_default();
            let is_named = progress.people.iter().any(|told| matches!(told.act, PersonAct::Declined { .. }));
            // Only where nobody else can be meant.
            let kind = match acting.as_slice() {
                [only] if !is_named && !envelope.recipient_status(only).is_done() => {
                    AuditEventKind::Declined { recipient: only.clone(), reason }
                }
                _ => AuditEventKind::DeclinedBySomeone { reason },
            };
            take(&mut envelope, kind, progress.at);
        }
        Some(RemoteState::Expired) => take(&mut envelope, AuditEventKind::Expired, progress.at),
        Some(RemoteState::Failed) => {
            let reason = progress.reason.clone().or_else(|| progress.word.clone()).unwrap_or_default();
            take(&mut envelope, AuditEventKind::Failed { reason }, progress.at);
        }
        Some(RemoteState::Voided) => {
            let reason = progress.reason.clone().unwrap_or_default();
            take(&mut envelope, AuditEventKind::Voided { reason }, progress.at);
        }
        Some(RemoteState::InProgress | RemoteState::NotLaunched | RemoteState::Sent) | None => {}
    }
    Ok(events)
}

/// Those who act in their order, then everybody else the report speaks of.
fn people_in_order<'a>(acting: &'a [RecipientId], progress: &'a Progress) -> Vec<&'a RecipientId> {
    let mut seen = BTreeSet::new();
    let others = progress.people.iter().map(|person| &person.recipient);
    acting.iter().chain(others).filter(|id| seen.insert((*id).clone())).collect()
}

/// What an act is in the words of the audit trail; none when it is recorded already, or the person did more since.
fn act(envelope: &Envelope, id: &RecipientId, act: &PersonAct) -> Option<AuditEventKind> {
    let person = envelope.recipient(id)?;
    let recipient = id.clone();
    let status = envelope.recipient_status(id);
    if status.is_done() {
        return None;
    }
    match act {
        PersonAct::Declined { reason } => {
            Some(AuditEventKind::Declined { recipient, reason: reason.clone() })
        }
        PersonAct::Invited => {
            (status == RecipientStatus::Waiting).then_some(AuditEventKind::Invited { recipient })
        }
        PersonAct::Signed if person.role == Role::Approver => Some(AuditEventKind::Approved { recipient }),
        PersonAct::Signed if person.role == Role::Signer => {
            Some(AuditEventKind::Signed { recipient, documents: Vec::new() })
        }
        PersonAct::Signed => None,
        PersonAct::Viewed => {
            (status != RecipientStatus::Viewed).then_some(AuditEventKind::Viewed { recipient })
        }
    }
}
