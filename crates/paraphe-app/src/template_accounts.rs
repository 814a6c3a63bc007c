//! With which account the requests made from a template were last sent: where the next one begins.

use std::collections::{BTreeMap, BTreeSet};

use paraphe_envelope::{DraftId, TemplateId};
use paraphe_history::History;
use serde::{Deserialize, Serialize};

use crate::accounts::{self, Account, LOCAL};
use crate::{App, Error, remembered, translate};

const KEY: &str = "template_accounts";

#[derive(Default, Deserialize, PartialEq, Serialize)]
struct Known {
    /// The template a draft was made from, or of which it was the pattern.
    drafts: BTreeMap<DraftId, TemplateId>,
    /// By what the key chain knows the account as: its name may change.
    accounts: BTreeMap<TemplateId, String>,
}

/// A draft and a template belong together.
pub(crate) fn belongs(app: &App, draft: &DraftId, template: &TemplateId) -> Result<(), Error> {
    let mut history = app.history();
    change(&mut history, |known| {
        known.drafts.insert(draft.clone(), template.clone());
    })
}

/// A template was made of what was sent with this account.
pub(crate) fn sent_before(app: &App, template: &TemplateId, account: &str) -> Result<(), Error> {
    let Ok(account) = accounts::find(app, account) else { return Ok(()) };
    change(&mut app.history(), |known| {
        known.accounts.insert(template.clone(), key_of(&account).to_owned());
    })
}

/// A draft has been sent with this account. Most were made from no template: nothing is written for them.
pub(crate) fn sent(app: &App, draft: &DraftId, account: &Account) -> Result<(), Error> {
    let mut history = app.history();
    let known: Known = remembered::read(&history, KEY)?;
    let Some(template) = known.drafts.get(draft) else { return Ok(()) };
    let template = template.clone();
    change(&mut history, |known| {
        known.accounts.insert(template, key_of(account).to_owned());
    })
}

/// The name of the template a draft belongs to, and which of these accounts it was last sent with.
pub(crate) fn last<'a>(
    app: &App,
    draft: &DraftId,
    accounts: &'a [Account],
) -> Result<Option<(String, &'a Account)>, Error> {
    let history = app.history();
    let known: Known = remembered::read(&history, KEY)?;
    let Some(id) = known.drafts.get(draft) else { return Ok(None) };
    let Some(row) = history.template(id).map_err(translate::history)? else { return Ok(None) };
    let last = known.accounts.get(id);
    let account = accounts.iter().find(|account| last.is_some_and(|key| key_of(account) == key));
    Ok(account.map(|account| (row.template.name, account)))
}

fn key_of(account: &Account) -> &str {
    account.secret.as_deref().unwrap_or(LOCAL)
}

/// Changes what is known, and forgets drafts and templates that are gone.
fn change(history: &mut History, change: impl FnOnce(&mut Known)) -> Result<(), Error> {
    let mut known: Known = remembered::read(history, KEY)?;
    change(&mut known);
    let drafts: BTreeSet<DraftId> = history.draft_ids().map_err(translate::history)?.into_iter().collect();
    let templates = history.templates().map_err(translate::history)?;
    let templates: BTreeSet<TemplateId> = templates.into_iter().map(|row| row.template.id).collect();
    known.drafts.retain(|draft, template| drafts.contains(draft) && templates.contains(template));
    known.accounts.retain(|template, _| templates.contains(template));
    remembered::keep(history, KEY, &known)
}
