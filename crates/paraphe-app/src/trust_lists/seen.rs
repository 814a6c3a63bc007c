//! How new a list has to be: the newest one of each territory that was ever kept is written down, whatever is kept now.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use paraphe_pades::ListSummary;
use serde::{Deserialize, Serialize};

use super::load;
use crate::data_folder::Part;
use crate::{App, Error, files};

/// Where the newest list of each territory that was ever kept is written down.
pub(super) fn memory(app: &App) -> PathBuf {
    app.part(Part::Trust).join("eu-lists-seen.json")
}

/// How new a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Age {
    pub(super) number: u32,
    /// In milliseconds since 1970.
    pub(super) issued_at: i64,
}

/// The newest list of each territory.
pub(super) type Newest = BTreeMap<String, Age>;

/// Whose each list is, and how new.
pub(super) fn ages(lists: &[ListSummary]) -> impl Iterator<Item = (&str, Age)> {
    let age =
        |list: &ListSummary| Age { number: list.sequence_number, issued_at: list.issued_at.as_millis() };
    lists.iter().map(move |list| (list.territory.as_str(), age(list)))
}

pub(super) fn with<'a>(mut newest: Newest, lists: impl Iterator<Item = (&'a str, Age)>) -> Newest {
    for (territory, age) in lists {
        let known = newest.entry(territory.to_owned()).or_insert(age);
        *known = age.max(*known);
    }
    newest
}

/// What was ever kept. Lists that an import leaves out are forgotten and their age is not.
pub(super) fn seen(app: &App) -> Newest {
    let read = fs::read(memory(app)).ok().map(|bytes| serde_json::from_slice(&bytes));
    let remembered = read.and_then(|read| {
        read.inspect_err(|error| tracing::warn!(%error, "the ages of trusted lists cannot be read")).ok()
    });
    let kept = load(app).unwrap_or_default();
    with(remembered.unwrap_or_default(), ages(&kept.lists))
}

pub(super) fn remember(app: &App, newest: Newest) -> Result<(), Error> {
    let path = memory(app);
    let bytes = serde_json::to_vec(&newest).map_err(Error::internal)?;
    let folder = app.part(Part::Trust);
    files::make_private_folder(&folder)?;
    files::write_private(&path, &bytes).map_err(|error| files::storage(&path, &error))
}

/// The first list that is older than the newest one seen of the same territory, and the ages of both. An older list knows less
/// of what was withdrawn: somebody who hands over old lists must not be able to undo a withdrawal, in one import or in two.
pub(super) fn older<'a>(seen: &Newest, given: &'a [ListSummary]) -> Option<(&'a str, Age, Age)> {
    ages(given).find_map(|(territory, age)| {
        let newest = *seen.get(territory)?;
        (age < newest).then_some((territory, age, newest))
    })
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::Timestamp;

    use super::*;

    fn lists(numbers: &[(&str, u32, i64)]) -> Vec<ListSummary> {
        let list = |(territory, number, issued): &(&str, u32, i64)| ListSummary {
            territory: (*territory).to_owned(),
            sequence_number: *number,
            issued_at: Timestamp::from_millis(*issued),
            next_update: None,
            signed_by: None,
        };
        numbers.iter().map(list).collect()
    }

    #[test]
    fn an_older_list_is_found_and_a_newer_or_another_is_not() {
        let kept = lists(&[("EU", 300, 3_000), ("FR", 90, 2_000)]);
        let seen = with(Newest::new(), ages(&kept));
        let found = |given: &[ListSummary]| older(&seen, given).map(|(territory, _, _)| territory.to_owned());
        assert_eq!(found(&kept), None, "the same again");
        assert_eq!(found(&lists(&[("EU", 301, 4_000), ("FR", 91, 4_000), ("BE", 1, 1)])), None);
        assert_eq!(found(&lists(&[("EU", 301, 4_000), ("FR", 89, 1_000)])).as_deref(), Some("FR"));
        assert_eq!(found(&lists(&[("EU", 299, 4_000)])).as_deref(), Some("EU"), "its number counts first");
        assert_eq!(found(&lists(&[("FR", 90, 1_999)])).as_deref(), Some("FR"));
        assert_eq!(found(&lists(&[("EU", 301, 4_000)])), None, "fewer countries are no older ones");
    }

    #[test]
    fn a_list_that_was_left_out_once_may_not_come_back_older() {
        let first = with(Newest::new(), ages(&lists(&[("EU", 300, 3_000), ("FR", 90, 2_000)])));
        let without_france = lists(&[("EU", 301, 4_000)]);
        assert!(older(&first, &without_france).is_none());
        let second = with(first, ages(&without_france));
        let back = lists(&[("EU", 301, 4_000), ("FR", 89, 1_000)]);
        assert_eq!(
            older(&second, &back).map(|(territory, _, newest)| (territory, newest.number)),
            Some(("FR", 90))
        );
        let written = serde_json::to_vec(&second).unwrap();
        assert_eq!(serde_json::from_slice::<Newest>(&written).unwrap(), second);
    }
}
