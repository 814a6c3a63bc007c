//! The EU trusted lists, fetched where they are published. Only when a person asks for it; what leaves are requests for public
//! files. A list that does not come, or is not believed, changes nothing about the one that is kept.

mod judging;
#[cfg(test)]
mod signed;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use paraphe_providers::{HttpPublicFiles, Unfetched};
use paraphe_trust::{ListError, ListKind, Renewed, TrustedList, UncheckedList, list_of_lists, renewed};
use serde::Serialize;
use tokio::task::JoinSet;
use ts_rs::TS;

use self::judging::{Failure, Judged, judged};
use super::seen::{Newest, ages, older, remember, seen, with};
use super::{TrustListsFacts, alone, facts, keep, load, official_signers};
use crate::{App, Code, Error, accounts, blocking};

/// Where the European Commission publishes the list of lists.
const LIST_OF_LISTS: &str = "https://ec.europa.eu/tools/lotl/eu-lotl.xml";
/// So many lists are fetched at once.
const AT_ONCE: usize = 4;
/// A list of lists that names more countries is asked for no more of them.
const MOST_COUNTRIES: usize = 64;
/// The same for its pivots.
const MOST_PIVOTS: usize = 32;

/// What to fetch.
#[derive(Clone, Debug, Default)]
pub struct RefreshTrustLists {
    /// Where the list of lists is; the European Commission's own address where there is none.
    pub address: Option<String>,
    /// The codes of countries; all the list of lists names where there are none.
    pub countries: Vec<String>,
}

/// What became of a refresh.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RefreshedTrustLists {
    /// What is kept now.
    #[serde(flatten)]
    pub kept: TrustListsFacts,
    /// The lists that were asked for, the list of lists first.
    pub asked: Vec<AskedList>,
    /// Countries whose list went: the list of lists no longer names them, or not the certificate that signed what was kept.
    pub dropped: Vec<String>,
}

/// A list that was asked for.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AskedList {
    /// Country code; `EU` for the list of lists.
    pub territory: String,
    /// Where it is published.
    pub address: String,
    /// What became of it.
    pub outcome: ListOutcome,
    /// Whether a list of this country is kept now: the new one, or the former one where the new one failed.
    pub is_kept: bool,
    /// Why it failed, a closed word: those of a rejected file, and `address`, `late`, `moved`, `older`, `settings`, `status`,
    /// `unreachable`, `untrusted`.
    pub reason: Option<&'static str>,
    /// The same as a sentence.
    pub message: Option<String>,
    /// What the network or the check said.
    pub detail: Option<String>,
}

/// What became of a list.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListOutcome {
    /// It did not come.
    Unfetched,
    /// It came and is not believed.
    Rejected,
    /// It is newer than what was kept, or nothing was.
    Refreshed,
    /// What was kept is the newest.
    Unchanged,
}

/// Fetches the list of lists and the lists of countries, and keeps those that can be believed in place of their former ones.
///
/// # Errors
/// When the list of lists does not come (`provider`) or cannot be believed, or is older than one that was kept (`refused`): what
/// was kept stays. `refused` as well in the demonstration, from which nothing leaves, and for a country that is not named.
pub async fn refresh_trust_lists(app: &App, wish: RefreshTrustLists) -> Result<RefreshedTrustLists, Error> {
    if app.demo().is_demo {
        return Err(Error::new(Code::Refused, "error-trust-refresh-demo"));
    }
    refresh(app, wish, official_signers()).await
}

async fn refresh(
    app: &App,
    wish: RefreshTrustLists,
    trusted: Vec<String>,
) -> Result<RefreshedTrustLists, Error> {
    let _alone = alone(app).await?;
    let binding = app.clone();
    let (network, seen) = blocking::run(move || Ok((accounts::network(&binding)?, seen(&binding)))).await?;
    let address = wish.address.unwrap_or_else(|| LIST_OF_LISTS.to_owned());
    let files = HttpPublicFiles::beginning_at(&address, &network);
    let top = fetch_top(&files, &address, trusted).await?;
    refuse_older_top(&top, &seen)?;
    let countries = countries(&top, &wish.countries)?;
    let judged = fetch_countries(&files, countries, &top, &seen).await?;
    let (app, top_address) = (app.clone(), address);
    blocking::run(move || settle(&app, (top, top_address), judged, seen)).await
}

/// The list of lists, when it can be followed to who is trusted: by itself, or through the pivots it names.
async fn fetch_top(
    files: &HttpPublicFiles,
    address: &str,
    trusted: Vec<String>,
) -> Result<TrustedList, Error> {
    let newest = fetch_unchecked(files, address).await?;
    if newest.claimed().kind != ListKind::Lists {
        return Err(unbelieved(address, &ListError::NotAList { detail: "no list of lists".to_owned() }));
    }
    let mut pivots = Vec::new();
    if let Err(ListError::PivotsMissing { missing }) = follow(&newest, &pivots, &trusted).await? {
        for pivot in missing.iter().take(MOST_PIVOTS) {
            pivots.push(fetch_unchecked(files, pivot).await?);
        }
    }
    follow(&newest, &pivots, &trusted).await?.map_err(|error| unbelieved(address, &error))
}

async fn fetch_unchecked(files: &HttpPublicFiles, address: &str) -> Result<UncheckedList, Error> {
    let bytes = files.fetch(address).await.map_err(|error| unfetched(address, &error))?;
    let read = blocking::run(move || Ok(UncheckedList::read(&bytes))).await?;
    read.map_err(|error| unbelieved(address, &error))
}

async fn follow(
    newest: &UncheckedList,
    pivots: &[UncheckedList],
    trusted: &[String],
) -> Result<Result<TrustedList, ListError>, Error> {
    let (newest, pivots, trusted) = (newest.clone(), pivots.to_vec(), trusted.to_vec());
    blocking::run(move || Ok(list_of_lists(&newest, &pivots, &trusted))).await
}

fn refuse_older_top(top: &TrustedList, seen: &Newest) -> Result<(), Error> {
    match older(seen, &[top.summary()]) {
        None => Ok(()),
        Some((territory, given, kept)) => Err(Error::new(Code::Refused, "error-trust-refresh-older")
            .with("territory", territory)
            .with("given", given.number)
            .with("kept", kept.number)),
    }
}

/// The countries to ask and where their lists are.
fn countries(top: &TrustedList, wished: &[String]) -> Result<BTreeMap<String, String>, Error> {
    let named = top.countries();
    if let Some(unknown) = wished.iter().find(|one| !named.contains_key(one.as_str())) {
        let known: Vec<&str> = named.keys().copied().collect();
        return Err(Error::new(Code::Refused, "error-trust-refresh-country")
            .with("country", unknown)
            .with("countries", known.join(", ")));
    }
    let is_wished = |territory: &str| wished.is_empty() || wished.iter().any(|one| one == territory);
    let asked = named.into_iter().filter(|(territory, _)| is_wished(territory)).take(MOST_COUNTRIES);
    Ok(asked.map(|(territory, address)| (territory.to_owned(), address.to_owned())).collect())
}

/// Some at once on the way; judged one after the other, for a large list takes memory.
async fn fetch_countries(
    files: &HttpPublicFiles,
    countries: BTreeMap<String, String>,
    top: &TrustedList,
    seen: &Newest,
) -> Result<Vec<Judged>, Error> {
    let (mut waiting, mut on_the_way, mut all) = (countries.into_iter(), JoinSet::new(), Vec::new());
    loop {
        while on_the_way.len() < AT_ONCE
            && let Some((territory, address)) = waiting.next()
        {
            let files = files.clone();
            on_the_way.spawn(async move {
                let fetched = files.fetch(&address).await;
                (territory, address, fetched)
            });
        }
        let Some(arrived) = on_the_way.join_next().await else { break };
        let (territory, address, fetched) = arrived.map_err(Error::internal)?;
        let (top, seen) = (top.clone(), seen.clone());
        let judge = move || {
            let list = fetched.map_err(Failure::Unfetched);
            let list = list.and_then(|bytes| judged(&top, &territory, &bytes, &seen));
            Ok(Judged { territory, address, list })
        };
        all.push(blocking::run(judge).await?);
    }
    all.sort_by(|one, other| one.territory.cmp(&other.territory));
    Ok(all)
}

/// Puts what is believed in the place of what was kept, at once.
fn settle(
    app: &App,
    (top, address): (TrustedList, String),
    judged: Vec<Judged>,
    seen: Newest,
) -> Result<RefreshedTrustLists, Error> {
    let former = load(app).unwrap_or_default();
    let lists = judged.iter().filter_map(|one| one.list.as_ref().ok().cloned()).collect::<Vec<_>>();
    let fresh: Vec<_> = std::iter::once(&top).chain(&lists).map(TrustedList::summary).collect();
    let Renewed { snapshot, dropped } = renewed(&top, lists, &former);
    if snapshot != former {
        // First what was seen, as an import does.
        remember(app, with(seen, ages(&fresh)))?;
        keep(app, &snapshot)?;
    }
    let language = app.language();
    let top = Judged { territory: top.territory.clone(), address, list: Ok(top) };
    let asked = std::iter::once(top).chain(judged);
    let asked = asked.map(|one| one.told(&former, &snapshot, language)).collect();
    Ok(RefreshedTrustLists { kept: facts(&snapshot, app.now()), asked, dropped })
}

/// Without the list of lists nothing is refreshed.
fn unfetched(address: &str, error: &Unfetched) -> Error {
    if *error == Unfetched::Address {
        return Error::new(Code::Refused, "error-trust-refresh-address").with("address", address);
    }
    Error::new(Code::Provider, "error-trust-refresh")
        .with("address", address)
        .with("reason", judging::word(error))
        .detail(error)
}

fn unbelieved(address: &str, error: &ListError) -> Error {
    Error::new(Code::Refused, "error-trust-refresh-unbelieved")
        .with("address", address)
        .with("reason", super::word(error))
        .detail(error)
}
