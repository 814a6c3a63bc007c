//! The end of a dispatch: its results are here, the next turn is due, or the envelope is completed.

use std::convert::Infallible;

use paraphe_envelope::{AuditEvent, AuditEventKind, DocumentId, Envelope, RecipientId, Role, Timestamp};
use paraphe_history::{ArtifactRow, DispatchChange, DispatchKey, DispatchState, HistoryError, OutboxRow};
use paraphe_providers::Error as ProviderError;

use super::accompany;
use crate::{App, Error, blocking, notification, outbox, results, translate};

/// A dispatch whose results are here is done. When all of its turn are, the next turn is due; after the last one the
/// envelope is completed. What is missing of all that accompanies the results is asked for again.
///
/// # Errors
/// The history cannot be read or written, or the next turn is refused.
pub(super) async fn close(app: &App, key: DispatchKey, missing: Option<ProviderError>) -> Result<(), Error> {
    let ended = {
        let app = app.clone();
        blocking::brief(move || {
            let mut due = Vec::new();
            let now = app.now();
            let answer = app.history().change_dispatches(&key.envelope, |envelope, rows| {
                let (mut change, next) = done(envelope, rows, &key, now);
                due = next;
                if let Some(missing) = &missing {
                    for row in change.rows.iter_mut().filter(|row| row.dispatch == key.dispatch) {
                        *row = accompany::waits(&app, OutboxRow { quiet_checks: 0, ..row.clone() }, missing);
                    }
                }
                Ok::<_, Infallible>(change)
            });
            written(answer, due)
        })
        .await?
    };
    go_on(app, ended).await
}

/// A signed file of a dispatch that somebody has brought.
pub(crate) struct Brought {
    /// Whom the dispatch asks: they have signed, says who brings it.
    pub(crate) people: Vec<RecipientId>,
    /// What it asks them to sign.
    pub(crate) documents: Vec<DocumentId>,
    /// The file, which is in the vault.
    pub(crate) result: ArtifactRow,
}

/// Takes such a file: that its people have signed, the file, and the end of the dispatch where it was the last one missing,
/// in one transaction. A program that is stopped before that has taken nothing.
///
/// # Errors
/// As [`close`].
pub(crate) async fn close_with(app: &App, key: DispatchKey, brought: Brought) -> Result<(), Error> {
    let ended = {
        let app = app.clone();
        blocking::run(move || {
            let mut due = Vec::new();
            let now = app.now();
            let result = brought.result.clone();
            let answer = app.history().change_with_result(&key.envelope, &result, |envelope, rows, here| {
                let (change, next) = taken(envelope, (rows, here), &key, &brought, now);
                due = next;
                Ok::<_, Infallible>(change)
            });
            written(answer, due)
        })
        .await?
    };
    go_on(app, ended).await
}

/// An envelope as it stands after a change, and the dispatches that are due then.
type Ended = (Envelope, Vec<DispatchKey>);

fn written(
    answer: Result<Result<Envelope, Infallible>, HistoryError>,
    due: Vec<DispatchKey>,
) -> Result<Ended, Error> {
    let Ok(envelope) = answer.map_err(translate::history)?;
    Ok((envelope, due))
}

async fn go_on(app: &App, (envelope, due): Ended) -> Result<(), Error> {
    if envelope.status().is_final() {
        notification::ended(app, &envelope);
    }
    for key in due {
        outbox::deliver(app, key).await?;
    }
    Ok(())
}

/// What follows from a file that was brought, over the envelope and the results as they stand.
fn taken(
    envelope: &Envelope,
    (rows, here): (&[OutboxRow], &[ArtifactRow]),
    key: &DispatchKey,
    brought: &Brought,
    now: Timestamp,
) -> (DispatchChange, Vec<DispatchKey>) {
    let Brought { people, documents, result } = brought;
    let mut after = envelope.clone();
    let signed = people.iter().map(|id| AuditEvent { at: now, kind: has_signed(envelope, id) });
    let is_known = here
        .iter()
        .any(|row| (row.dispatch, &row.kind, row.sha256) == (result.dispatch, &result.kind, result.sha256));
    let came = (!is_known).then(|| results::came(result));
    // Those who are known to have signed are left out.
    let mut events: Vec<AuditEvent> =
        signed.chain(came).filter(|event| after.apply(event.clone()).is_ok()).collect();
    let has = |id: &DocumentId| {
        let mut own = here.iter().chain([result]).filter(|row| row.dispatch == key.dispatch);
        own.any(|row| row.document.as_ref() == Some(id))
    };
    if !documents.iter().all(has) {
        return (DispatchChange { rows: Vec::new(), events }, Vec::new());
    }
    let (end, due) = done(&after, rows, key, now);
    events.extend(end.events);
    (DispatchChange { rows: end.rows, events }, due)
}

fn has_signed(envelope: &Envelope, id: &RecipientId) -> AuditEventKind {
    let is_signer = envelope.recipient(id).is_some_and(|person| person.role == Role::Signer);
    let recipient = id.clone();
    match is_signer {
        true => AuditEventKind::Signed { recipient, documents: Vec::new() },
        false => AuditEventKind::Approved { recipient },
    }
}

/// What follows from a dispatch being done, and the dispatches that are due then.
fn done(
    envelope: &Envelope,
    rows: &[OutboxRow],
    key: &DispatchKey,
    now: Timestamp,
) -> (DispatchChange, Vec<DispatchKey>) {
    let mut rows = rows.to_vec();
    let mut changed = Vec::new();
    for row in rows.iter_mut().filter(|row| row.dispatch == key.dispatch) {
        (row.state, row.next_check_at) = (DispatchState::Done, None);
        (row.changed_at, row.trouble) = (now, None);
        changed.push(row.clone());
    }
    let turn = rows.iter().filter(|row| row.state != DispatchState::Done).map(|row| row.turn).min();
    let mut due = Vec::new();
    for row in rows.iter().filter(|row| Some(row.turn) == turn && row.state == DispatchState::Pending) {
        changed.push(OutboxRow { next_check_at: Some(now), ..row.clone() });
        due.push(outbox::key_of(row));
    }
    let completed = AuditEvent { at: now, kind: AuditEventKind::Completed };
    let is_over = turn.is_none() && envelope.clone().apply(completed.clone()).is_ok();
    (DispatchChange { rows: changed, events: if is_over { vec![completed] } else { Vec::new() } }, due)
}
