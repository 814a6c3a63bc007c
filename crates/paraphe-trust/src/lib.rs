//! The EU trusted lists (ETSI TS 119 612): from XML files to a [`TrustSnapshot`] the validator looks things up in.
//!
//! A list becomes a [`TrustedList`] only by a check of its signature against the certificates somebody else vouches
//! for: the list of lists by those published in the Official Journal of the European Union, followed through its
//! pivots; a national list by those the list of lists names for it. Nothing here opens a socket: whoever has files
//! brings them.

mod error;
mod follow;
mod list;
mod read;
mod renew;
mod signature;
mod snapshot;
mod xml;

pub use error::{ListError, Rejected};
pub use follow::{OFFICIAL_JOURNAL_SIGNERS, list_of_lists};
pub use list::{ListKind, ListPointer, TrustedList, UncheckedList};
pub use paraphe_pades::TrustSnapshot;
pub use renew::{Renewed, country, renewed};
pub use snapshot::{Compiled, SnapshotError, compile, read_snapshot, write_snapshot};
