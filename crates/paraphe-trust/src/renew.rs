//! A list at a time: one country's list against the list of lists, and new lists in the place of former ones.

use std::collections::BTreeMap;

use paraphe_pades::{ListSummary, ListedService, TrustSnapshot};

use crate::error::ListError;
use crate::list::{ListKind, TrustedList, UncheckedList};

/// The list of a country, when it is the one asked for and signed by whom the list of lists names for it.
///
/// # Errors
/// [`ListError`]: [`OtherList`](ListError::OtherList) for a list of another country, however well it is signed.
pub fn country(top: &TrustedList, territory: &str, bytes: &[u8]) -> Result<TrustedList, ListError> {
    let list = UncheckedList::read(bytes)?;
    let claimed = list.claimed();
    if claimed.kind != ListKind::Services || claimed.territory != territory {
        return Err(ListError::OtherList { territory: claimed.territory.clone() });
    }
    list.check(&top.signers_of(territory))
}

/// A snapshot in which new lists have taken the place of former ones.
#[derive(Debug)]
pub struct Renewed {
    /// The new lists, and the former ones of other countries.
    pub snapshot: TrustSnapshot,
    /// Countries whose former list went: the list of lists no longer names them, or not the certificate that signed it.
    pub dropped: Vec<String>,
}

/// The snapshot of a list of lists and of these lists of countries, all of them checked. Countries without a new list keep their
/// former one, as long as the list of lists vouches for whoever signed it.
#[must_use]
pub fn renewed(top: &TrustedList, lists: Vec<TrustedList>, former: &TrustSnapshot) -> Renewed {
    let mut kept: BTreeMap<String, (ListSummary, Vec<ListedService>)> = BTreeMap::new();
    for list in lists {
        kept.insert(list.territory.clone(), (list.summary(), list.services));
    }
    let mut dropped = Vec::new();
    for list in former.lists.iter().filter(|list| list.territory != top.territory) {
        if kept.contains_key(&list.territory) {
            continue;
        }
        if is_vouched_for(top, list) {
            let services = former.services().iter().filter(|service| service.territory == list.territory);
            kept.insert(list.territory.clone(), (list.clone(), services.cloned().collect()));
        } else {
            dropped.push(list.territory.clone());
        }
    }
    let (summaries, services): (Vec<_>, Vec<_>) = kept.into_values().unzip();
    let summaries = std::iter::once(top.summary()).chain(summaries).collect();
    Renewed { snapshot: TrustSnapshot::new(summaries, services.concat()), dropped }
}

fn is_vouched_for(top: &TrustedList, list: &ListSummary) -> bool {
    list.signed_by.as_ref().is_some_and(|signer| top.signers_of(&list.territory).contains(signer))
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::Timestamp;
    use paraphe_pades::ServiceKind;

    use super::*;
    use crate::list::ListPointer;

    fn list(territory: &str, number: u32, signer: &str) -> TrustedList {
        let service = ListedService {
            kind: ServiceKind::QualifiedCertificates,
            territory: territory.to_owned(),
            provider: "Certi de test".to_owned(),
            name: format!("{territory} {number}"),
            certificates: Vec::new(),
            periods: Vec::new(),
        };
        TrustedList {
            kind: ListKind::Services,
            territory: territory.to_owned(),
            sequence_number: number,
            issued_at: Timestamp::from_millis(1),
            next_update: None,
            pointers: Vec::new(),
            pivots: Vec::new(),
            services: vec![service],
            signed_by: Some(signer.to_owned()),
        }
    }

    /// A list of lists that names these countries and signers.
    fn top(named: &[(&str, &str)]) -> TrustedList {
        let pointer = |(territory, signer): &(&str, &str)| ListPointer {
            location: format!("https://listes.example/{territory}.xml"),
            territory: (*territory).to_owned(),
            kind: ListKind::Services,
            signers: vec![(*signer).to_owned()],
        };
        TrustedList {
            kind: ListKind::Lists,
            pointers: named.iter().map(pointer).collect(),
            services: Vec::new(),
            ..list("EU", 7, "eu")
        }
    }

    fn names(renewed: &Renewed) -> Vec<&str> {
        renewed.snapshot.services().iter().map(|service| service.name.as_str()).collect()
    }

    #[test]
    fn a_new_list_takes_the_place_of_its_former_one_and_of_no_other() {
        let named = top(&[("BE", "b"), ("FR", "f")]);
        let first = renewed(&named, vec![list("FR", 1, "f"), list("BE", 1, "b")], &TrustSnapshot::default());
        assert_eq!(names(&first), ["BE 1", "FR 1"]);
        let second = renewed(&named, vec![list("FR", 2, "f")], &first.snapshot);
        assert_eq!((names(&second), second.dropped.len()), (vec!["BE 1", "FR 2"], 0));
        let territories: Vec<_> = second
            .snapshot
            .lists
            .iter()
            .map(|list| (list.territory.as_str(), list.sequence_number))
            .collect();
        assert_eq!(territories, [("EU", 7), ("BE", 1), ("FR", 2)], "the list of lists first, and once");
    }

    #[test]
    fn what_the_list_of_lists_no_longer_vouches_for_does_not_stay() {
        let named = top(&[("BE", "b"), ("FR", "f"), ("UK", "u")]);
        let lists = vec![list("BE", 1, "b"), list("FR", 1, "f"), list("UK", 1, "u")];
        let former = renewed(&named, lists, &TrustSnapshot::default()).snapshot;
        let changed = renewed(&top(&[("BE", "another"), ("FR", "f")]), Vec::new(), &former);
        assert_eq!(
            (names(&changed), changed.dropped.clone()),
            (vec!["FR 1"], vec!["BE".to_owned(), "UK".to_owned()])
        );
    }
}
