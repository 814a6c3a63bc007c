//! A draft becomes an envelope.
//!
//! Invariant: the envelope and its dispatches are committed, each with its idempotency key, before the provider is asked.

use paraphe_envelope::{AuditEvent, AuditEventKind, Draft, Envelope, EnvelopeId};
use paraphe_history::OutboxRow;
use paraphe_providers::Refusal;

use super::check_draft::{self, unsignable};
use crate::accounts::Account;
use crate::documents::{self, random};
use crate::outbox::Written;
use crate::schema::{EnvelopeView, SendEnvelopeRequest};
use crate::{App, Code, Error, accounts, blocking, outbox, template_accounts, translate, view};

pub(crate) async fn run(app: &App, request: SendEnvelopeRequest) -> Result<EnvelopeView, Error> {
    let id = EnvelopeId::new(random()?);
    send_as(app, request, id.clone()).await?;
    let app = app.clone();
    blocking::run(move || view::envelope(&app, &id)).await
}

/// The same under an id the caller has drawn, and may have written down before.
///
/// # Errors
/// As the command: before the envelope is written down, why it is not; afterwards, with its id, what became of the sending.
pub(crate) async fn send_as(app: &App, request: SendEnvelopeRequest, id: EnvelopeId) -> Result<(), Error> {
    let written = {
        let (app, id) = (app.clone(), id.clone());
        blocking::run(move || write_first(&app, &request, id)).await?
    };
    // From here on the envelope is there, whatever comes of the sending: an error names it.
    written.send(app).await.map_err(|error| error.with("envelope", &id))
}

/// In one transaction: the draft goes, the envelope and its dispatches come.
fn write_first(app: &App, request: &SendEnvelopeRequest, id: EnvelopeId) -> Result<Written, Error> {
    let account = accounts::find(app, &request.account)?;
    let draft = app.history().draft(&request.draft).map_err(translate::history)?;
    refuse_locked(app, &draft)?;
    let checked = check_draft::check(app, draft.clone(), &account)?;
    if checked.problems.is_empty() && !checked.refusals.is_empty() {
        let refusals: Vec<Refusal> = checked.refusals.into_iter().map(|(refusal, _)| refusal).collect();
        return Err(cannot(&request.account, &refusals));
    }
    let (envelope, rows) = ready(app, draft, &account, id)?;
    // Before the draft goes: afterwards nothing says any more which template it came from.
    template_accounts::sent(app, &request.draft, &account)?;
    Written::new(app, envelope, rows, account, |envelope, rows| {
        app.history().send_draft(&request.draft, envelope, rows).map_err(translate::history)
    })
}

/// A document that can take no signature is told before anybody is asked for one.
///
/// # Errors
/// `refused`, with the name of the document.
pub(crate) fn refuse_locked(app: &App, draft: &Draft) -> Result<(), Error> {
    match unsignable(app, draft).into_iter().next() {
        None => draft.documents.iter().try_for_each(|document| {
            documents::refuse_broken(app, &document.sha256)
                .map_err(|error| error.with("path", &document.name))
        }),
        Some(locked) => {
            let name = locked.params.get("name").cloned().unwrap_or_default();
            Err(Error::new(Code::Refused, "error-document-unsignable").with("name", name))
        }
    }
}

/// A draft that has been checked as the envelope it becomes, with its dispatches.
///
/// # Errors
/// It is not complete, or the account's provider cannot do all of it.
pub(crate) fn ready(
    app: &App,
    draft: Draft,
    account: &Account,
    id: EnvelopeId,
) -> Result<(Envelope, Vec<OutboxRow>), Error> {
    let mut envelope = draft.into_envelope(id, app.now()).map_err(|problems| {
        Error::new(Code::DraftIncomplete, "error-draft-incomplete").with("n", problems.len())
    })?;
    let rows = outbox::rows(app, &envelope, account).map_err(|refusals| cannot(&account.name, &refusals))?;
    let at = app.now();
    let (provider, account) = (account.provider().to_string(), account.name.clone());
    for kind in [AuditEventKind::Created, AuditEventKind::SendingStarted { provider, account }] {
        envelope.apply(AuditEvent { at, kind }).map_err(|refusal| translate::transition(&refusal))?;
    }
    Ok((envelope, rows))
}

fn cannot(account: &str, refusals: &[Refusal]) -> Error {
    let words: Vec<_> = refusals.iter().map(|refusal| view::refusal(refusal).code).collect();
    Error::new(Code::Refused, "error-provider-cannot").with("account", account).detail(words.join(", "))
}
