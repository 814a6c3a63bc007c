//! What is said where a timestamp over the document decides, and of its time.

use std::collections::BTreeMap;

use paraphe_pades::{FindingCode, SignatureReport, Verdict as ReportVerdict};

use super::{declared_name, found, holds};
use crate::view::local_time;

/// The sentence where a timestamp decides: its authority signed for nobody.
pub(super) fn sentence(verdict: ReportVerdict) -> Option<&'static str> {
    match verdict {
        ReportVerdict::Broken => Some("verdict-sentence-stamp-broken"),
        ReportVerdict::ContentDoubtful => Some("verdict-sentence-stamp-doubtful"),
        ReportVerdict::IntactIdentityUnknown => Some("verdict-sentence-stamp-unconfirmed"),
        ReportVerdict::None | ReportVerdict::Unchecked | ReportVerdict::Valid => None,
    }
}

/// Of a timestamp that nobody's signature comes with.
pub(super) fn facts(stamp: &SignatureReport) -> BTreeMap<String, String> {
    let time = stamp.proven_time.or(stamp.timestamp.time).map(local_time);
    BTreeMap::from([
        ("name".to_owned(), declared_name(stamp)),
        ("time".to_owned(), time.unwrap_or_else(|| "?".to_owned())),
    ])
}

/// What a timestamp over the document that proves nothing says of the time.
pub(super) fn when(signature: &SignatureReport) -> &'static str {
    if !holds(signature) {
        "answer-when-stamped-broken"
    } else if found(signature, FindingCode::IssuerUnknown) {
        "answer-when-stamped-unknown"
    } else {
        "answer-when-stamped"
    }
}
