//! Why a trusted list is not believed.

use thiserror::Error;

/// Why a file is not a trusted list that can be believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ListError {
    /// The bytes are not XML of the kind a trusted list is.
    #[error("not a trusted list: {detail}")]
    NotAList {
        /// What the parser objected to, or what is missing.
        detail: String,
    },
    /// The file is larger than any trusted list.
    #[error("{size} bytes are more than any trusted list has")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
    },
    /// It is a list, and not the one that was asked for.
    #[error("it is the list of {territory}")]
    OtherList {
        /// Whose it says it is.
        territory: String,
    },
    /// Nobody signed the list.
    #[error("the list is not signed")]
    Unsigned,
    /// The signature covers something else, or in a way that lets content hide from it.
    #[error("the list's signature is not of the kind the standard asks for: {detail}")]
    UnsuitableSignature {
        /// Which rule it breaks.
        detail: String,
    },
    /// Whoever signed the list is not among those who may.
    #[error("the list is signed by a certificate nobody vouches for")]
    UnknownSigner,
    /// The content was changed after it was signed.
    #[error("the list was changed after it was signed: {detail}")]
    Broken {
        /// What the check said.
        detail: String,
    },
    /// From the signers of the Official Journal no chain of pivots leads to this list of lists.
    #[error("the list of lists cannot be followed back to the Official Journal; its pivots: {}", missing.join(", "))]
    PivotsMissing {
        /// Addresses of the pivots it names that were not given.
        missing: Vec<String>,
    },
}

/// A file that was given and is not part of the snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The name it was given under.
    pub name: String,
    /// Why.
    pub reason: ListError,
}
