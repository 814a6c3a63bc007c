//! What each account would do with a draft, and what would make it take it.

use paraphe_envelope::Draft;
use paraphe_providers::capability;

use super::check_draft::{self, Checked};
use crate::accounts::{self, Account};
use crate::schema::{DraftRequest, OfferView, OffersView};
use crate::{App, Error, blocking, merge, repair, translate, view};

pub(crate) async fn run(app: &App, request: DraftRequest) -> Result<OffersView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let draft = app.history().draft(&request.draft).map_err(translate::history)?;
        let accounts = accounts::all(&app)?;
        let offers = accounts.iter().map(|account| offer(&app, &draft, account)).collect::<Result<_, _>>()?;
        Ok(OffersView { problems: view::problems(&draft, app.now()), offers })
    })
    .await
}

fn offer(app: &App, draft: &Draft, account: &Account) -> Result<OfferView, Error> {
    let provider = account.provider();
    let capability = capability(provider);
    let Checked { refusals, dispatches, turns, .. } = check_draft::check(app, draft.clone(), account)?;
    let mend = repair::of(draft, &capability, refusals.iter().map(|(refusal, _)| refusal));
    let of_documents = check_draft::unsignable(app, draft);
    let repairable = of_documents.is_empty();
    Ok(OfferView {
        account: account.name.clone(),
        provider,
        refusals: refusals.iter().map(|(refusal, _)| view::refusal(refusal)).chain(of_documents).collect(),
        dispatches: if repairable { dispatches } else { 0 },
        turns,
        test: account.settings.test,
        merge: merge::offer(app, draft, account, &capability)?,
        repair: mend.operation.filter(|_| repairable),
        repairs: if repairable { mend.words } else { Vec::new() },
        capability,
    })
}
