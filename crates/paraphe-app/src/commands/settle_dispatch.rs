//! Says what became of a sending that is in doubt: by asking the provider once more, or by what a person has seen there.

use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope};
use paraphe_history::{DispatchChange, DispatchKey, DispatchState, OutboxRow};
use paraphe_providers::{ErrorKind, ProgressSource, RemoteId, Sent, SentDispatch};

use crate::outbox::{self, Known};
use crate::schema::{EnvelopeView, SettleAnswer, SettleDispatchRequest};
use crate::{App, Code, Error, blocking, follow, lease, translate, view};

pub(crate) async fn run(app: &App, request: SettleDispatchRequest) -> Result<EnvelopeView, Error> {
    let key = DispatchKey { envelope: request.envelope.clone(), dispatch: request.dispatch };
    // While the provider is being asked, nobody else says what became of it.
    let lease = match request.answer {
        SettleAnswer::Ask => None,
        SettleAnswer::NotSent | SettleAnswer::Sent { .. } => {
            let taken = lease::take(app, &request.envelope).await?;
            Some(taken.ok_or_else(|| Error::new(Code::Refused, "error-envelope-busy"))?)
        }
    };
    let known = Known::read(app, key.clone()).await?;
    let known = known.filter(|known| known.row.state == DispatchState::Uncertain);
    let known = known.ok_or_else(nothing)?;
    match request.answer {
        SettleAnswer::Ask => outbox::ask(app, key.clone()).await?,
        SettleAnswer::NotSent => release(app, key).await?,
        SettleAnswer::Sent { remote } => {
            let remote = remote.trim().to_owned();
            if remote.is_empty() {
                return Err(nothing());
            }
            refuse_unknown(&known, &remote).await?;
            let sent = Sent { remote: RemoteId(remote), links: known.row.links.clone() };
            outbox::accept(app, &known, known.row.clone(), sent).await?;
            drop(lease);
            // What the person has seen there is seen by us as well, or told.
            follow::look_after(app, key).await?;
        }
    }
    let app = app.clone();
    blocking::run(move || view::envelope(&app, &request.envelope)).await
}

/// A name with a typing error would end the doubt, and follow nothing: where the provider can be asked it has to know it.
async fn refuse_unknown(known: &Known, remote: &str) -> Result<(), Error> {
    let is_asked = known.provider.capability().progress == ProgressSource::Polled;
    let Some(sent) = known.sent_or_in_doubt()?.filter(|_| is_asked) else { return Ok(()) };
    let sent = SentDispatch { remote: RemoteId(remote.to_owned()), ..sent };
    match known.provider.progress(&sent).await {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(Error::new(Code::Refused, "error-settle-unknown")
                .with("account", &known.account.name)
                .with("remote", remote)
                .with("envelope", known.envelope.id())
                .detail(error))
        }
        Ok(_) | Err(_) => Ok(()),
    }
}

/// The person has looked: nobody was asked. It is refused from now on, and can be sent again.
async fn release(app: &App, key: DispatchKey) -> Result<(), Error> {
    let app = app.clone();
    blocking::run(move || {
        let now = app.now();
        let decide = |envelope: &Envelope, rows: &[OutboxRow]| {
            let row = rows.iter().find(|row| row.dispatch == key.dispatch);
            let row = row.filter(|row| row.state == DispatchState::Uncertain).ok_or_else(nothing)?;
            let state = DispatchState::Refused;
            let row =
                OutboxRow { state, steps: Vec::new(), changed_at: now, next_check_at: None, ..row.clone() };
            let kind = AuditEventKind::Failed { reason: "not sent".to_owned() };
            let is_first = !envelope.events().iter().any(|event| event.kind == AuditEventKind::Accepted);
            let events = if is_first { vec![AuditEvent { at: now, kind }] } else { Vec::new() };
            Ok(DispatchChange { rows: vec![row], events })
        };
        app.history().change_dispatches(&key.envelope, decide).map_err(translate::history)?.map(drop)
    })
    .await
}

fn nothing() -> Error {
    Error::new(Code::Refused, "error-nothing-to-settle")
}
