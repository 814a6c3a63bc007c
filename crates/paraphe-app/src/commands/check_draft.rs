//! Everything that keeps a draft from being sent with an account.

use paraphe_envelope::{Draft, EnvelopeId};
use paraphe_providers::{ProviderId, capability, plan};

use crate::documents::random;
use crate::schema::{CheckDraftRequest, CheckView};
use crate::{App, Code, Error, blocking, translate, view};

pub(crate) async fn run(app: &App, request: CheckDraftRequest) -> Result<CheckView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let draft = app.history().draft(&request.draft).map_err(translate::history)?;
        check(draft, &request.account)
    })
    .await
}

/// The account's provider. `local` needs no account and is always there.
pub(crate) fn provider_of(account: &str) -> Result<ProviderId, Error> {
    account.parse().map_err(|_| Error::new(Code::NotFound, "error-account-missing").with("account", account))
}

/// Problems of the draft and refusals of the provider, all at once.
pub(crate) fn check(draft: Draft, account: &str) -> Result<CheckView, Error> {
    let provider = provider_of(account)?;
    let problems = view::problems(&draft);
    let (refusals, dispatches) = match draft.into_envelope(EnvelopeId::new(random()?)) {
        // A draft with problems has no envelope to plan yet.
        Err(_) => (Vec::new(), 0),
        Ok(envelope) => match plan(&envelope, &capability(provider)) {
            Ok(dispatches) => (Vec::new(), u32::try_from(dispatches.len()).unwrap_or(u32::MAX)),
            Err(refusals) => (refusals.iter().map(view::refusal).collect(), 0),
        },
    };
    Ok(CheckView { problems, refusals, dispatches })
}
