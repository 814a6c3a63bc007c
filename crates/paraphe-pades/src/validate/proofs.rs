//! Proofs of existence: which timestamps can be relied on, and what each proves to have existed (EN 319 102-1 §5.6). The
//! newest document timestamp is judged today, each earlier one at the time the later ones prove, and last the timestamps on
//! the signatures themselves.

use super::evidence::{self, Found};
use super::integrity::Computed;
use super::path::{self, PathOutcome, Sought};
use super::revocation::{self, ChainRevocation};
use super::signer::{Check, SignerCheck};
use super::subject::{Container, Subject};
use super::timestamp::Token;
use crate::certificate::{Certificate, Usage};
use crate::trust::TrustAnchors;
use paraphe_envelope::Timestamp;
use std::ops::Range;

/// Clocks of two servers may differ this much (milliseconds).
const CLOCK_TOLERANCE: i64 = 10 * 60 * 1000;

/// Why a timestamp is or is not relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reliance {
    /// Damaged, or over something else.
    Invalid,
    /// Intact, but its authority is not trusted, or was revoked, or its means are too weak.
    Untrusted,
    /// Intact and trusted, but a later proof stands behind it and the file does not say whether its authority was revoked.
    Unchecked,
    Trusted,
}

/// One timestamp, judged.
#[derive(Debug, Clone)]
pub(super) struct Stamp {
    pub(super) time: Timestamp,
    pub(super) authority: Option<Certificate>,
    pub(super) reliance: Reliance,
    pub(super) revocation: ChainRevocation,
}

/// A moment, and the bytes that existed then.
#[derive(Debug, Clone)]
struct Proof {
    covered: Range<usize>,
    hole: Range<usize>,
    time: Timestamp,
    subject: usize,
}

/// All timestamps of a file.
pub(super) struct Proofs {
    /// Document timestamps that can be relied on.
    documents: Vec<Proof>,
    /// For each signature, the timestamps on it; for a document timestamp, itself.
    stamps: Vec<Vec<Stamp>>,
}

/// What judging needs besides the timestamps.
#[derive(Clone, Copy)]
pub(super) struct Means<'a> {
    pub(super) found: &'a Found,
    pub(super) trust: &'a TrustAnchors,
    /// The moment for which the file is judged.
    pub(super) at: Timestamp,
}

impl Means<'_> {
    /// What the file says about the revocation of a chain. An authority that only a trusted list names has no anchor above it;
    /// its issuer, where the file has it, may still have revoked it.
    pub(super) fn revocation(&self, chain: &[Certificate], moment: Timestamp) -> ChainRevocation {
        let Some(last) = chain.last() else { return ChainRevocation::NothingToCheck };
        let above = self.with_issuer(chain, last).map(|chain| self.of_chain(&chain, moment));
        let own = self.of_chain(chain, moment);
        if chain.len() > 1 || self.trust.contains(last) || last.is_signed_by(last) {
            // Whoever is accepted as he is needs no word of his issuer; but what the file has of it counts.
            return above.filter(|above| above.is_bad_news() && !own.is_bad_news()).unwrap_or(own);
        }
        match above {
            Some(told) => told,
            None if last.names_revocation_source() => ChainRevocation::Missing,
            None => ChainRevocation::NothingToCheck,
        }
    }

    fn of_chain(&self, chain: &[Certificate], moment: Timestamp) -> ChainRevocation {
        let Found { evidence, certificates, .. } = self.found;
        revocation::of_chain(chain, evidence, certificates, moment, self.at)
    }

    /// The chain with the issuer of its last certificate, where the file has it.
    fn with_issuer(&self, chain: &[Certificate], last: &Certificate) -> Option<Vec<Certificate>> {
        let is_above = |other: &&Certificate| {
            last.is_named_issuer(other) && last.is_signed_by(other) && !last.is_signed_by(last)
        };
        let issuer = self.found.certificates.iter().find(is_above)?;
        Some(chain.iter().chain([issuer]).cloned().collect())
    }
}

impl Proofs {
    pub(super) fn gather(subjects: &[Subject], computed: &[Computed], means: Means<'_>) -> Self {
        let mut proofs = Self { documents: Vec::new(), stamps: vec![Vec::new(); subjects.len()] };
        let mut accepted: Vec<Certificate> = Vec::new();
        let mut documents: Vec<usize> = (0..subjects.len())
            .filter(|index| matches!(subjects[*index].container, Container::DocumentTimestamp(_)))
            .collect();
        documents.sort_by_key(|index| std::cmp::Reverse(subjects[*index].range.map_or(0, |range| range.end)));
        for index in documents {
            let subject = &subjects[index];
            let Container::DocumentTimestamp(token) = &subject.container else { continue };
            let own = &computed[index];
            let is_over = own.byte_range.and(own.signer.digest);
            let proven = proofs.proven(index, subject);
            let stamp = judge(token, &own.signer, is_over, proven, &mut accepted, means);
            if stamp.reliance == Reliance::Trusted
                && let Some(range) = subject.range
            {
                let (covered, hole) = (0..range.end, range.hole_start..range.hole_end);
                proofs.documents.push(Proof { covered, hole, time: stamp.time, subject: index });
            }
            proofs.stamps[index].push(stamp);
        }
        for (index, subject) in subjects.iter().enumerate() {
            let (Container::Detached(signed) | Container::Sha1InCms(signed)) = &subject.container else {
                continue;
            };
            let proven = proofs.proven(index, subject);
            for token in evidence::tokens(signed) {
                let is_over = token.is_over(&signed.signer.signature);
                let stamp = judge(&token, &token.check(), is_over, proven, &mut accepted, means);
                proofs.stamps[index].push(stamp);
            }
        }
        proofs
    }

    /// The timestamps on this signature; of a document timestamp, itself.
    pub(super) fn stamps(&self, index: usize) -> &[Stamp] {
        &self.stamps[index]
    }

    /// The earliest moment at which document timestamps over it prove this signature to have existed.
    fn proven(&self, index: usize, subject: &Subject) -> Option<Timestamp> {
        let over = |proof: &&Proof| proof.subject != index && proof.is_over(&subject.field.contents_span);
        self.documents.iter().filter(over).map(|proof| proof.time).min()
    }

    /// The earliest moment at which anything proves this signature to have existed: its best-signature-time.
    pub(super) fn best_time(&self, index: usize, subject: &Subject) -> Option<Timestamp> {
        let own = match subject.container {
            Container::DocumentTimestamp(_) => None,
            Container::BareRsa { .. }
            | Container::Detached(_)
            | Container::Sha1InCms(_)
            | Container::Unknown
            | Container::Unreadable(_) => self.own_time(index),
        };
        own.into_iter().chain(self.proven(index, subject)).min()
    }

    fn own_time(&self, index: usize) -> Option<Timestamp> {
        let trusted = self.stamps[index].iter().filter(|stamp| stamp.reliance == Reliance::Trusted);
        trusted.map(|stamp| stamp.time).min()
    }

    /// The latest moment that lies, provably, before this signature was made: it covers a timestamp of that time.
    pub(super) fn made_after(&self, subject: &Subject, subjects: &[Subject]) -> Option<Timestamp> {
        let range = subject.range?;
        let covered = |other: &Subject| {
            let span = &other.field.contents_span;
            span.end <= range.end && (span.end <= range.hole_start || span.start >= range.hole_end)
        };
        let earlier = subjects.iter().enumerate().filter(|(_, other)| covered(other));
        earlier.filter_map(|(index, _)| self.own_time(index)).max()
    }

    /// Whether a document timestamp stands over this signature, in a revision that has or follows a security store.
    pub(super) fn is_archived(&self, subject: &Subject, subjects: &[Subject], store_since: usize) -> bool {
        self.documents.iter().any(|proof| {
            proof.is_over(&subject.field.contents_span)
                && subjects[proof.subject].field.revision >= store_since
        })
    }
}

impl Proof {
    fn is_over(&self, span: &Range<usize>) -> bool {
        !span.is_empty()
            && span.end <= self.covered.end
            && (span.end <= self.hole.start || span.start >= self.hole.end)
    }
}

/// Judges a token that `proven` (else the present moment) shows to have existed.
fn judge(
    token: &Token,
    check: &SignerCheck,
    is_over: Check,
    proven: Option<Timestamp>,
    accepted: &mut Vec<Certificate>,
    means: Means<'_>,
) -> Stamp {
    let moment = proven.unwrap_or(means.at);
    let mut stamp = Stamp {
        time: token.time,
        authority: check.certificate.clone(),
        reliance: Reliance::Untrusted,
        revocation: ChainRevocation::NothingToCheck,
    };
    let intact = check.format.and(check.digest).and(check.signature).and(is_over);
    if intact == Check::Failed || check.binding == Check::Failed {
        stamp.reliance = Reliance::Invalid;
        return stamp;
    }
    let is_strong = check.strength.holds_at(moment)
        && token.imprint_algorithm.as_ref().is_ok_and(|algorithm| algorithm.holds_at(moment));
    let is_past = token.time.as_millis() <= means.at.as_millis() + CLOCK_TOLERANCE;
    // RFC 3161 §2.4.2: the authority binds itself to its certificate (ESS).
    let is_bound = check.binding == Check::Ok;
    let Some(authority) = check.certificate.as_ref() else { return stamp };
    let fits = intact == Check::Ok
        && is_strong
        && is_past
        && is_bound
        && authority.timestamping_usage() == Usage::Allowed
        && path::is_valid_at(authority, token.time);
    let sought = Sought::authority(moment, token.time);
    let found = path::find(authority, &means.found.certificates, means.trust, sought);
    if let (true, PathOutcome::Trusted(chain)) = (fits, found) {
        stamp.revocation = means.revocation(&chain, moment);
        stamp.reliance = reliance(stamp.revocation, proven, accepted.contains(authority));
        if stamp.reliance == Reliance::Trusted {
            accepted.push(authority.clone());
        }
    }
    stamp
}

/// The offline policy: the last timestamp needs no word on its authority's revocation (nothing later could bring it along),
/// one that a later timestamp protects does, unless the same authority's certificate was accepted for the later one.
fn reliance(revocation: ChainRevocation, proven: Option<Timestamp>, is_accepted: bool) -> Reliance {
    match revocation {
        ChainRevocation::Good { .. } | ChainRevocation::NothingToCheck => Reliance::Trusted,
        ChainRevocation::Missing | ChainRevocation::TooOld if proven.is_none() || is_accepted => {
            Reliance::Trusted
        }
        ChainRevocation::Missing | ChainRevocation::TooOld => Reliance::Unchecked,
        ChainRevocation::AuthorityRevoked { .. }
        | ChainRevocation::Held
        | ChainRevocation::SignerRevoked { .. } => Reliance::Untrusted,
    }
}
