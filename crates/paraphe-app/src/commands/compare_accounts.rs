//! What each account would do with a draft, what would make it take it, and with which to begin.

use paraphe_envelope::{Draft, Role};
use paraphe_providers::account_capability;

use super::check_draft::{self, Checked};
use crate::accounts::{self, Account, LOCAL};
use crate::balances::{self, Balances};
use crate::schema::{DraftRequest, OfferView, OffersView};
use crate::{App, Error, blocking, merge, preferred, repair, template_accounts, translate, view};

pub(crate) async fn run(app: &App, request: DraftRequest) -> Result<OffersView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let draft = app.history().draft(&request.draft).map_err(translate::history)?;
        let accounts = accounts::all(&app)?;
        let balances = balances::all(&app)?;
        let offers = accounts
            .iter()
            .map(|account| offer(&app, &draft, account, &balances))
            .collect::<Result<Vec<_>, _>>()?;
        let last = template_accounts::last(&app, &draft.id, &accounts)?;
        let of_template = last.as_ref().map(|(_, account)| account.name.as_str());
        let last_used = app.history().last_service_account().map_err(translate::history)?;
        let chosen = preferred::preferred(&offers, of_template, last_used.as_deref());
        let chosen = chosen.map_or(LOCAL, |offer| offer.account.as_str()).to_owned();
        let preferred_for = last.filter(|(_, account)| account.name == chosen).map(|(template, _)| template);
        Ok(OffersView {
            problems: view::problems(&draft, app.now()),
            offers,
            preferred: chosen,
            preferred_for,
        })
    })
    .await
}

fn offer(app: &App, draft: &Draft, account: &Account, balances: &Balances) -> Result<OfferView, Error> {
    let provider = account.provider();
    let capability = account_capability(&account.settings);
    let Checked { refusals, dispatches, turns, .. } = check_draft::check(app, draft.clone(), account)?;
    let mend = repair::of(draft, &capability, refusals.iter().map(|(refusal, _)| refusal));
    let of_documents = check_draft::unsignable(app, draft);
    let repairable = of_documents.is_empty();
    let signers = draft.recipients.iter().filter(|person| person.role == Role::Signer).count();
    let balance = account.secret.as_ref().and_then(|key| balances.get(key));
    let signers = u32::try_from(signers).unwrap_or(u32::MAX);
    Ok(OfferView {
        account: account.name.clone(),
        provider,
        refusals: refusals.iter().map(|(refusal, _)| view::refusal(refusal)).chain(of_documents).collect(),
        dispatches: if repairable { dispatches } else { 0 },
        turns,
        test: account.settings.test,
        credits: balance.map(|balance| balances::view(*balance, dispatches, signers)),
        merge: merge::offer(app, draft, account, &capability)?,
        repair: mend.operation.filter(|_| repairable),
        repairs: if repairable { mend.words } else { Vec::new() },
        capability,
    })
}
