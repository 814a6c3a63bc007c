//! What a service says of a signed PDF when it is asked: its words beside our own verdict, never instead of it.

use std::path::Path;

use paraphe_envelope::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A signed PDF a service is asked about. All of it leaves this computer.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'f> {
    /// The signed PDF.
    pub document: &'f Path,
    /// The PDF certificate the service made for it.
    pub certificate: Option<&'f Path>,
    /// The moment to judge it for, where the service can; now when none is said.
    pub on: Option<Timestamp>,
}

/// What a service says of a signed PDF; what it does not say is none, or empty.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct Opinion {
    /// Whether all of it holds, in its view.
    pub holds: Option<bool>,
    /// Its own sentence, in the language it chose.
    pub message: Option<String>,
    /// The kind of signature, in its words: `PAdES`.
    pub format: Option<String>,
    /// For which moment it looked.
    pub at: Option<Timestamp>,
    /// Each signature it found.
    pub signatures: Vec<SignatureOpinion>,
    /// Its remarks.
    pub notes: Vec<String>,
    /// What it compared, by its own names.
    pub compared: Vec<(String, String)>,
}

/// One signature as a service sees it; what it does not say is none.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct SignatureOpinion {
    /// Whether the signed bytes are as they were.
    pub integrity: Option<bool>,
    /// Who signed.
    pub signer: Option<String>,
    /// Who vouches for the signer.
    pub issuer: Option<String>,
    /// Whether whoever vouches is on a trusted list.
    pub is_issuer_trusted: Option<bool>,
    /// How the signer's certificate stands, in its words: `VALID`.
    pub certificate: Option<String>,
    /// When it was signed.
    pub signed_at: Option<Timestamp>,
    /// Whether an authority vouches for that time.
    pub is_time_trusted: Option<bool>,
}
