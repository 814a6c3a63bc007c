//! Everything that keeps a draft from being sent with an account.

use paraphe_envelope::{
    Document, Draft, DraftRecipient, Envelope, EnvelopeContent, EnvelopeId, Recipient, RoutingOrder,
};
use paraphe_providers::{ProviderId, Refusal, capability, plan};

use crate::documents::{self, random};
use crate::schema::{CheckDraftRequest, CheckView, ProblemView, RefusalView};
use crate::{App, Code, Error, blocking, translate, view};

pub(crate) async fn run(app: &App, request: CheckDraftRequest) -> Result<CheckView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let draft = app.history().draft(&request.draft).map_err(translate::history)?;
        let locked = unsignable(&app, &draft);
        let Checked { problems, refusals, dispatches } = check(draft, provider_of(&request.account)?)?;
        let refusals: Vec<_> =
            refusals.iter().map(|(refusal, _)| view::refusal(refusal)).chain(locked).collect();
        let dispatches = if refusals.is_empty() { dispatches } else { 0 };
        Ok(CheckView { problems, refusals, dispatches })
    })
    .await
}

/// Documents of a draft that can take no signature: certified against changes, or broken after a signature.
pub(crate) fn unsignable(app: &App, draft: &Draft) -> Vec<RefusalView> {
    let locked = |document: &&Document| {
        documents::facts(app, &document.sha256)
            .is_ok_and(|facts| documents::refuse_unsignable(&facts).is_err())
    };
    let told = |document: &Document| RefusalView {
        code: "document_locked".to_owned(),
        params: [
            ("document".to_owned(), document.id.to_string()),
            ("name".to_owned(), document.name.clone()),
        ]
        .into(),
    };
    draft.documents.iter().filter(locked).map(told).collect()
}

/// The account's provider. `local` needs no account and is always there.
pub(crate) fn provider_of(account: &str) -> Result<ProviderId, Error> {
    account.parse().map_err(|_| Error::new(Code::NotFound, "error-account-missing").with("account", account))
}

/// What a check found.
pub(crate) struct Checked {
    pub(crate) problems: Vec<ProblemView>,
    /// With the place of each in the envelope.
    pub(crate) refusals: Vec<(Refusal, String)>,
    pub(crate) dispatches: u32,
}

/// Problems of the draft and refusals of the provider, all at once.
pub(crate) fn check(draft: Draft, provider: ProviderId) -> Result<Checked, Error> {
    let problems = view::problems(&draft);
    let id = EnvelopeId::new(random()?);
    let (envelope, complete) = match draft.clone().into_envelope(id.clone()) {
        Ok(envelope) => (envelope, true),
        Err(_) => (as_if_mended(draft, id), false),
    };
    let (refusals, dispatches) = match plan(&envelope, &capability(provider)) {
        Ok(dispatches) if complete => (Vec::new(), u32::try_from(dispatches.len()).unwrap_or(u32::MAX)),
        Ok(_) => (Vec::new(), 0),
        Err(refusals) => (refusals, 0),
    };
    let refusals = refusals
        .into_iter()
        // Who acts on a document is not settled while something is missing.
        .filter(|refusal| complete || !matches!(refusal, Refusal::DocumentWithoutSigner { .. }))
        .map(|refusal| {
            let place = refusal.path(&envelope);
            (refusal, place)
        })
        .collect();
    Ok(Checked { problems, refusals, dispatches })
}

/// The envelope this draft would be, values that do not parse left out: what a provider refuses about roles, delivery
/// or sizes does not wait until an e-mail address is mended.
fn as_if_mended(draft: Draft, id: EnvelopeId) -> Envelope {
    let recipient = |typed: DraftRecipient| Recipient {
        id: typed.id,
        role: typed.role,
        first_name: typed.first_name,
        last_name: typed.last_name,
        email: typed.email.parse().ok(),
        mobile: typed.mobile.parse().ok(),
        language: typed.language,
        authentication: typed.authentication,
        routing_order: typed.routing_order.and_then(RoutingOrder::new),
        delivery: typed.delivery,
    };
    Envelope::new(EnvelopeContent {
        id,
        title: draft.title,
        message: draft.message,
        language: draft.language,
        documents: draft.documents,
        recipients: draft.recipients.into_iter().map(recipient).collect(),
        fields: draft.fields,
        created_at: draft.created_at,
    })
}
