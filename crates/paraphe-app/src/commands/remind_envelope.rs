//! Has the provider remind those whose turn it is.

use paraphe_envelope::{AuditEvent, AuditEventKind, EnvelopeId};
use paraphe_history::DispatchState;
use paraphe_providers::{Error as ProviderError, ErrorKind};

use super::dispatches;
use crate::outbox::{Known, key_of};
use crate::schema::{EnvelopeAction, EnvelopeRequest, EnvelopeView};
use crate::{App, Code, Error, actions, blocking, translate, view};

pub(crate) async fn run(app: &App, request: EnvelopeRequest) -> Result<EnvelopeView, Error> {
    {
        let (app, id) = (app.clone(), request.envelope.clone());
        blocking::run(move || actions::refuse_what_is_over(&app, &id, EnvelopeAction::Remind)).await?;
    }
    let mut reminded = 0;
    for row in dispatches(app, &request.envelope).await? {
        if row.state != DispatchState::Accepted {
            continue;
        }
        let Some(known) = Known::read(app, key_of(&row)).await? else { continue };
        let Some(sent) = known.sent()? else { continue };
        // Never repeated by itself: each request is an e-mail to somebody.
        let answer = known.provider.remind(&sent).await;
        answer.map_err(|error| refusal(&request.envelope, &known.account.name, &error))?;
        let people: Vec<_> = sent.dispatch.groups.iter().flatten().map(|person| person.id.clone()).collect();
        let turn = known.envelope.whose_turn().into_iter().filter(|person| people.contains(&person.id));
        let at = app.now();
        let events: Vec<AuditEvent> = turn
            .map(|person| AuditEvent { at, kind: AuditEventKind::Reminded { recipient: person.id.clone() } })
            .collect();
        reminded += events.len();
        let (app, id) = (app.clone(), request.envelope.clone());
        blocking::run(move || match events.is_empty() {
            true => Ok(()),
            false => app.history().append_events(&id, &events).map(drop).map_err(translate::history),
        })
        .await?;
    }
    let app = app.clone();
    blocking::run(move || {
        if reminded == 0 {
            return Err(actions::refusal(&app, &request.envelope, EnvelopeAction::Remind)?);
        }
        view::envelope(&app, &request.envelope)
    })
    .await
}

/// Where the provider reminds nobody the person can: that is what they are told, whichever of them is at fault.
fn refusal(id: &EnvelopeId, account: &str, error: &ProviderError) -> Error {
    if error.kind() == ErrorKind::Unsupported {
        return Error::new(Code::Refused, "action-reason-no-remind")
            .with("account", account)
            .with("envelope", id)
            .detail(error);
    }
    translate::provider_of(account, error, (id, "error-remind-uncertain"))
}
