//! One list that was asked for: taken, or refused with the reason.

use paraphe_envelope::Language;
use paraphe_providers::Unfetched;
use paraphe_trust::{ListError, TrustSnapshot, TrustedList, country};

use super::super as trust_lists;
use super::super::seen::{Newest, ages, older};
use super::{AskedList, ListOutcome};

/// A list that was asked for, and what came.
pub(super) struct Judged {
    pub(super) territory: String,
    pub(super) address: String,
    pub(super) list: Result<TrustedList, Failure>,
}

/// Why a list is not taken.
pub(super) enum Failure {
    Unfetched(Unfetched),
    Unbelieved(ListError),
    /// It knows less than one that was kept: the numbers of both.
    Older {
        given: u32,
        kept: u32,
    },
}

/// The list of a country, when it can be believed and is not older than one that was kept at any time.
pub(super) fn judged(
    top: &TrustedList,
    territory: &str,
    bytes: &[u8],
    seen: &Newest,
) -> Result<TrustedList, Failure> {
    let list = country(top, territory, bytes).map_err(Failure::Unbelieved)?;
    match older(seen, &[list.summary()]) {
        None => Ok(list),
        Some((_, given, kept)) => Err(Failure::Older { given: given.number, kept: kept.number }),
    }
}

impl Judged {
    /// What became of it, now that `kept` has taken the place of `former`.
    pub(super) fn told(self, former: &TrustSnapshot, kept: &TrustSnapshot, language: Language) -> AskedList {
        let (territory, address) = (self.territory, self.address);
        let is_in = |snapshot: &TrustSnapshot| snapshot.lists.iter().any(|list| list.territory == territory);
        let told = |outcome, failure: Option<&Failure>| {
            let reason = failure.map(Failure::word);
            AskedList {
                outcome,
                is_kept: is_in(kept),
                reason,
                message: reason.map(|reason| trust_lists::sentence(reason, language)),
                detail: failure.map(Failure::detail),
                territory: territory.clone(),
                address,
            }
        };
        let is_as_new = |list: &TrustedList| {
            let own = [list.summary()];
            ages(&former.lists).any(|known| ages(&own).any(|own| own == known))
        };
        match &self.list {
            Ok(list) if is_as_new(list) => told(ListOutcome::Unchanged, None),
            Ok(_) => told(ListOutcome::Refreshed, None),
            Err(failure @ Failure::Unfetched(_)) => told(ListOutcome::Unfetched, Some(failure)),
            Err(failure) => told(ListOutcome::Rejected, Some(failure)),
        }
    }
}

impl Failure {
    fn word(&self) -> &'static str {
        match self {
            Self::Older { .. } => "older",
            Self::Unbelieved(reason) => trust_lists::word(reason),
            Self::Unfetched(reason) => word(reason),
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Older { given, kept } => format!("{given} < {kept}"),
            Self::Unbelieved(reason) => reason.to_string(),
            Self::Unfetched(reason) => reason.to_string(),
        }
    }
}

/// The closed word for why a file did not come.
pub(super) fn word(reason: &Unfetched) -> &'static str {
    match reason {
        Unfetched::Address => "address",
        Unfetched::Late { .. } => "late",
        Unfetched::Moved { .. } => "moved",
        Unfetched::Settings { .. } => "settings",
        Unfetched::Status { .. } => "status",
        Unfetched::TooLarge { .. } => "too_large",
        Unfetched::Unreachable { .. } => "unreachable",
        Unfetched::Untrusted { .. } => "untrusted",
    }
}
