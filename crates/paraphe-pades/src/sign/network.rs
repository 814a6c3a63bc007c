//! What signing needs of the network, as ports: this crate never opens a socket. Bytes go out, bytes come back; every
//! answer is checked here.

/// A timestamping authority (RFC 3161), however it is reached.
pub trait TimestampAuthority: Send + Sync {
    /// The authority's answer (DER TimeStampResp) to this question (DER TimeStampReq).
    ///
    /// # Errors
    /// [`Unanswered`]. An answer that says no is an answer.
    fn ask(&self, question: &[u8]) -> Result<Vec<u8>, Unanswered>;
}

/// Where revocation data comes from: OCSP responders and the places named in certificates.
pub trait EvidenceSource: Send + Sync {
    /// The responder's answer (DER OCSPResponse) to this question (DER OCSPRequest), posted to `address`.
    ///
    /// # Errors
    /// [`Unanswered`].
    fn ask(&self, address: &str, question: &[u8]) -> Result<Vec<u8>, Unanswered>;

    /// What stands at `address`: a revocation list or a certificate.
    ///
    /// # Errors
    /// [`Unanswered`].
    fn fetch(&self, address: &str) -> Result<Vec<u8>, Unanswered>;
}

/// Why no answer came.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unanswered {
    /// Not within the time that was waited.
    #[error("no answer within {seconds} s")]
    Late {
        /// How long was waited, in seconds.
        seconds: u64,
    },
    /// An answer that is none: another HTTP status than 200.
    #[error("HTTP status {status}")]
    Status {
        /// The status.
        status: u16,
    },
    /// The answer is larger than what is read.
    #[error("an answer of more than {limit} bytes")]
    TooBig {
        /// The limit, in bytes.
        limit: usize,
    },
    /// Nobody is there, or the connection broke.
    #[error("cannot be reached: {detail}")]
    Unreachable {
        /// What the network said; for details, not for a title.
        detail: String,
    },
}
