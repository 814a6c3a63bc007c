//! Everything that keeps a draft from being sent with an account.

use paraphe_envelope::{
    Document, Draft, DraftRecipient, Envelope, EnvelopeContent, EnvelopeId, Recipient, RoutingOrder,
};
use paraphe_providers::{Placing, ProviderId, Refusal, account_capability, plan};

use crate::accounts::Account;
use crate::documents::{self, random};
use crate::schema::{CheckDraftRequest, CheckView, ProblemView, RefusalView};
use crate::{App, Error, accounts, blocking, translate, view};

pub(crate) async fn run(app: &App, request: CheckDraftRequest) -> Result<CheckView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let draft = app.history().draft(&request.draft).map_err(translate::history)?;
        let locked = unsignable(&app, &draft);
        let account = accounts::find(&app, &request.account)?;
        let Checked { problems, refusals, dispatches, .. } = check(&app, draft, &account)?;
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

/// What a check found.
pub(crate) struct Checked {
    pub(crate) problems: Vec<ProblemView>,
    /// With the place of each in the envelope.
    pub(crate) refusals: Vec<(Refusal, String)>,
    pub(crate) dispatches: u32,
    pub(crate) turns: u32,
}

/// Problems of the draft and refusals of the account's provider, all at once.
pub(crate) fn check(app: &App, draft: Draft, account: &Account) -> Result<Checked, Error> {
    let problems = view::problems(&draft, app.now());
    let (envelope, complete) = envelope_of(app, draft)?;
    let capability = account_capability(&account.settings);
    let (refusals, dispatches, turns) = match plan(&envelope, &capability) {
        Ok(dispatches) if complete => {
            let turns = dispatches.iter().map(|dispatch| dispatch.turn).max().unwrap_or(0);
            (Vec::new(), u32::try_from(dispatches.len()).unwrap_or(u32::MAX), turns)
        }
        Ok(_) => (Vec::new(), 0, 0),
        Err(refusals) => (refusals, 0, 0),
    };
    let mut more = of_documents(app, &envelope, account, capability.placement);
    let nobody_asks = envelope.options().requester_email.trim().is_empty() && account.settings.user.is_none();
    if capability.requester && nobody_asks {
        more.push(Refusal::RequesterMissing);
    }
    let dispatches = if more.is_empty() { dispatches } else { 0 };
    // An address that is none has been told, and is missing only because of that; a name likewise.
    let is_told = |(refusal, place): &(Refusal, String)| {
        matches!(refusal, Refusal::EmailMissing { .. } | Refusal::NameIncomplete { .. })
            && problems.iter().any(|problem| problem.path == *place)
    };
    let refusals = refusals
        .into_iter()
        .chain(more)
        // Who acts on a document is not settled while something is missing.
        .filter(|refusal| complete || !matches!(refusal, Refusal::DocumentWithoutSigner { .. }))
        .map(|refusal| {
            let place = refusal.path(&envelope);
            (refusal, place)
        })
        .filter(|found| !is_told(found))
        .collect();
    Ok(Checked { problems, refusals, dispatches, turns })
}

/// What the documents themselves do not allow: a signature would break where the provider learns a box's place from a tag
/// written into the document; a service is never told the password of a protected one.
fn of_documents(app: &App, envelope: &Envelope, account: &Account, placement: Placing) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for document in envelope.documents() {
        let Ok(facts) = documents::facts(app, &document.sha256) else { continue };
        if facts.encrypted && account.provider() != ProviderId::Local {
            refusals.push(Refusal::DocumentProtected { document: document.id.clone() });
        }
        if facts.is_signed() && placement == Placing::TextTags {
            refusals.push(Refusal::DocumentSigned { document: document.id.clone() });
        }
    }
    refusals
}

/// The envelope this draft would be, and whether nothing is missing in it.
pub(crate) fn envelope_of(app: &App, draft: Draft) -> Result<(Envelope, bool), Error> {
    let id = EnvelopeId::new(random()?);
    Ok(match draft.clone().into_envelope(id.clone(), app.now()) {
        Ok(envelope) => (envelope, true),
        Err(_) => (as_if_mended(draft, id), false),
    })
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
        options: draft.options,
        created_at: draft.created_at,
    })
}
