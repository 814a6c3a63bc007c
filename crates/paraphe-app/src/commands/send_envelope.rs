//! A draft becomes an envelope.
//!
//! Invariant: the envelope and its dispatches are committed, each with its idempotency key, before the provider is asked.

use paraphe_envelope::{AuditEvent, AuditEventKind, EnvelopeId};

use super::check_draft::{provider_of, unsignable};
use crate::documents::random;
use crate::schema::{EnvelopeView, SendEnvelopeRequest};
use crate::{App, Code, Error, blocking, outbox, translate, view};

pub(crate) async fn run(app: &App, request: SendEnvelopeRequest) -> Result<EnvelopeView, Error> {
    let id = {
        let (app, request) = (app.clone(), request);
        blocking::run(move || write_first(&app, &request)).await?
    };
    outbox::dispatch(app, &id).await?;
    let app = app.clone();
    blocking::run(move || view::envelope(&app, &id)).await
}

/// In one transaction: the draft goes, the envelope and its dispatches come.
fn write_first(app: &App, request: &SendEnvelopeRequest) -> Result<EnvelopeId, Error> {
    let provider = provider_of(&request.account)?;
    let draft = app.history().draft(&request.draft).map_err(translate::history)?;
    if let Some(locked) = unsignable(app, &draft).into_iter().next() {
        let name = locked.params.get("name").cloned().unwrap_or_default();
        return Err(Error::new(Code::Refused, "error-document-unsignable").with("name", name));
    }
    let mut envelope = draft.into_envelope(EnvelopeId::new(random()?)).map_err(|problems| {
        Error::new(Code::DraftIncomplete, "error-draft-incomplete").with("n", problems.len())
    })?;
    let rows = outbox::rows(app, &envelope, provider, &request.account).map_err(|refusals| {
        let words: Vec<_> = refusals.iter().map(|refusal| view::refusal(refusal).code).collect();
        Error::new(Code::Refused, "error-provider-cannot")
            .with("account", &request.account)
            .detail(words.join(", "))
    })?;
    let at = app.now();
    let started =
        AuditEventKind::SendingStarted { provider: provider.to_string(), account: request.account.clone() };
    for kind in [AuditEventKind::Created, started] {
        envelope.apply(AuditEvent { at, kind }).map_err(|refusal| translate::transition(&refusal))?;
    }
    app.history().send_draft(&request.draft, &envelope, &rows).map_err(translate::history)?;
    Ok(envelope.id().clone())
}
