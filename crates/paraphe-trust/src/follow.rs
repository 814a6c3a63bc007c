//! From the Official Journal to the list of lists (TS 119 612 §5.3.7; Commission notice on the location of the list).

use crate::error::ListError;
use crate::list::{TrustedList, UncheckedList};

/// SHA-256 of the certificates that may sign the list of lists by the notice OJ C 276, 16.8.2019, p. 1, and of those
/// the pivot of 31 May 2024 named after them (followed there from the notice, pivot by pivot).
pub const OFFICIAL_JOURNAL_SIGNERS: &[&str] = &[
    "5400ab712c41aaf0c40b505e264d5494d8af4180f8f62955d16223b3290f97c3",
    "9c1a3b646eaf132398ef319e41c8e7ed725b64d5772580ae125d59c0f6845630",
    "59a1bf290b818b177ad61ac4b3e6dcddd46da6d5be9579f8564adea6f2cf073e",
    "8e508f03b132500c3403db66e9dd39cd78f4657c840958a77d34e7bd621468e7",
    "c1a37db48cd5e0479b97f4de32e3a7470c52aafb94c1656ef56f97503992c8a7",
    "d2064fdd70f6982dcc516b86d9d5c56aea939417c624b2e478c0b29de54f8474",
    "435504bfd802edf4db08cbd7c7729a0d45b227797b727e4e6ea1d31684166342",
    "ccd879b36bb553685becbd12901c7f41f7bd3e07f898fcbbe1eec456b03d7589",
    "e0a620fbb6747362bb933ac44169d676a553444716cf5f31605f12a22b8396b1",
    "87905c2c9051ce2d45ddbe3822838fa705bf3a3a607364933b8d1f7a701553de",
    "d3238ed284dc478f862c285b005f72e9be61e076d077aec513dac9a2bfb69341",
    "9c012783969247ad302f0584797e1743ed2305ef76bdb7a8311c5fef6387a0ed",
    "df7e29360c34b2b8d6d5f40325c1d4d12c9922cecd33b7407674a74b2b3ca1e5",
    "b63d416744e7098bf9ec2caa596a93bc2468e37f8284ba65ecc061711bcbaa18",
];

/// The newest list of lists, followed back through its pivots to signers that are trusted: SHA-256 digests of
/// certificates in lower-case hexadecimal, as in [`OFFICIAL_JOURNAL_SIGNERS`].
///
/// A pivot signed by a trusted certificate may name new ones; those may sign the next pivot, and so on. Files may be
/// given in any order, and files that are not needed do no harm.
///
/// # Errors
/// [`ListError::PivotsMissing`] when the chain has a hole; what is wrong with the list itself otherwise.
pub fn list_of_lists(
    newest: &UncheckedList,
    pivots: &[UncheckedList],
    trusted: &[String],
) -> Result<TrustedList, ListError> {
    let mut signers = trusted.to_vec();
    let mut oldest_first: Vec<&UncheckedList> = pivots.iter().collect();
    oldest_first.sort_by_key(|pivot| pivot.claimed().sequence_number);
    for pivot in oldest_first {
        // A pivot newer than the list belongs to a later one.
        if pivot.claimed().sequence_number > newest.claimed().sequence_number {
            continue;
        }
        if let Ok(checked) = pivot.check(&signers) {
            // Its signers take the place of the former ones.
            signers = checked.own_signers();
        }
    }
    match newest.check(&signers) {
        Err(ListError::UnknownSigner) => {
            let given: Vec<u32> = pivots.iter().map(|pivot| pivot.claimed().sequence_number).collect();
            let missing =
                newest.claimed().pivots.iter().filter(|address| {
                    !given.iter().any(|number| address.ends_with(&format!("-{number}.xml")))
                });
            Err(ListError::PivotsMissing { missing: missing.cloned().collect() })
        }
        checked => checked,
    }
}
