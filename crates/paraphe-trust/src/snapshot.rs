//! Checked lists, put together and kept in a file of their own.

use std::collections::BTreeMap;

use paraphe_pades::TrustSnapshot;
use thiserror::Error;

use crate::error::{ListError, Rejected};
use crate::follow::list_of_lists;
use crate::list::{ListKind, TrustedList, UncheckedList};

/// What the file of a snapshot begins with; the number changes when its form does.
const HEADER: &[u8] = b"paraphe-trust-2\n";

/// A snapshot and what was given but is not in it.
#[derive(Debug)]
pub struct Compiled {
    /// What was checked.
    pub snapshot: TrustSnapshot,
    /// Files that could not be believed.
    pub rejected: Vec<Rejected>,
    /// Country codes and addresses of lists the list of lists names and nobody gave.
    pub missing: Vec<(String, String)>,
}

/// A snapshot from files: the list of lists, its pivots and national lists, in any order, each with a name for people.
///
/// `trusted` are the digests the list of lists is followed back to, see
/// [`OFFICIAL_JOURNAL_SIGNERS`](crate::OFFICIAL_JOURNAL_SIGNERS).
///
/// # Errors
/// [`ListError`] when there is no list of lists that can be believed; a national list that cannot is only left out.
pub fn compile(files: &[(String, Vec<u8>)], trusted: &[String]) -> Result<Compiled, ListError> {
    let mut rejected = Vec::new();
    let mut lists = Vec::new();
    let mut national = Vec::new();
    for (name, bytes) in files {
        match UncheckedList::read(bytes) {
            Ok(list) if list.claimed().kind == ListKind::Lists => lists.push(list),
            Ok(list) => national.push((name, list)),
            Err(reason) => rejected.push(Rejected { name: name.clone(), reason }),
        }
    }
    lists.sort_by_key(|list| list.claimed().sequence_number);
    let top = newest_believable(lists, trusted)?;
    let checked = check_national(&top, national, &mut rejected);
    let missing = top
        .pointers
        .iter()
        .filter(|pointer| pointer.kind == ListKind::Services && !checked.contains_key(&pointer.territory))
        .map(|pointer| (pointer.territory.clone(), pointer.location.clone()))
        .collect();
    let summaries =
        std::iter::once(top.summary()).chain(checked.values().map(TrustedList::summary)).collect();
    let services = checked.into_values().flat_map(|list| list.services).collect();
    Ok(Compiled { snapshot: TrustSnapshot::new(summaries, services), rejected, missing })
}

/// The newest list of lists that holds. One that only claims a high number stands in nobody's way.
fn newest_believable(mut lists: Vec<UncheckedList>, trusted: &[String]) -> Result<TrustedList, ListError> {
    let mut first_reason = None;
    while let Some(newest) = lists.pop() {
        match list_of_lists(&newest, &lists, trusted) {
            Ok(list) => return Ok(list),
            Err(reason) => first_reason = first_reason.or(Some(reason)),
        }
    }
    Err(first_reason
        .unwrap_or_else(|| ListError::NotAList { detail: "no list of lists was given".to_owned() }))
}

/// The newest believable list of each country.
fn check_national(
    top: &TrustedList,
    national: Vec<(&String, UncheckedList)>,
    rejected: &mut Vec<Rejected>,
) -> BTreeMap<String, TrustedList> {
    let mut checked: BTreeMap<String, TrustedList> = BTreeMap::new();
    for (name, list) in national {
        match list.check(&top.signers_of(&list.claimed().territory)) {
            Ok(list) => {
                let newer = checked
                    .get(&list.territory)
                    .is_none_or(|known| known.sequence_number < list.sequence_number);
                if newer {
                    checked.insert(list.territory.clone(), list);
                }
            }
            Err(reason) => rejected.push(Rejected { name: name.clone(), reason }),
        }
    }
    checked
}

/// Why a snapshot cannot be read back.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SnapshotError {
    /// The bytes are no snapshot, or one of another version of this program.
    #[error("not a snapshot of the trusted lists")]
    NotASnapshot,
}

/// The bytes a snapshot is kept as.
///
/// # Errors
/// [`SnapshotError`] when it cannot be written as bytes; nothing that was compiled here is so.
pub fn write_snapshot(snapshot: &TrustSnapshot) -> Result<Vec<u8>, SnapshotError> {
    postcard::to_extend(snapshot, HEADER.to_vec()).map_err(|_| SnapshotError::NotASnapshot)
}

/// A snapshot from its bytes.
///
/// # Errors
/// [`SnapshotError::NotASnapshot`].
pub fn read_snapshot(bytes: &[u8]) -> Result<TrustSnapshot, SnapshotError> {
    let content = bytes.strip_prefix(HEADER).ok_or(SnapshotError::NotASnapshot)?;
    postcard::from_bytes(content).map_err(|_| SnapshotError::NotASnapshot)
}
