//! Was a certificate revoked, as far as the file itself can say? CRLs and OCSP responses are taken from wherever the file
//! carries them; who signed them, for whom, and whether they speak of the moment in question is checked here. An answer that
//! is missing is never "good".

mod crl;
mod ocsp;
#[cfg(test)]
mod tests;

use crate::algorithm::DigestAlgorithm;
use crate::certificate::Certificate;
pub(crate) use crl::Crl;
pub(crate) use ocsp::OcspResponse;
use paraphe_envelope::Timestamp;

/// Clocks of two servers may differ this much (milliseconds).
const CLOCK_TOLERANCE: i64 = 10 * 60 * 1000;
/// CRLReason `certificateHold`: may be lifted again.
const REASON_HOLD: u8 = 6;

/// What a list or response says of one certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Good,
    Held { since: Timestamp },
    Revoked { at: Timestamp },
}

impl State {
    /// Whoever is listed has been revoked by the time of the list (RFC 5280 §5.1.2.6, RFC 6960 §2.4: when it "occurred"), even where
    /// a later date is named.
    fn of(at: Timestamp, reason: Option<u8>, this_update: Timestamp) -> Self {
        let at = at.min(this_update);
        if reason == Some(REASON_HOLD) { Self::Held { since: at } } else { Self::Revoked { at } }
    }
}

/// Where an answer came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    Crl,
    Ocsp,
}

/// A checked answer about one certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Answer {
    state: State,
    this_update: Timestamp,
    next_update: Option<Timestamp>,
    /// The issuer still speaks of certificates that expired after this moment.
    speaks_of_expired_since: Option<Timestamp>,
    digest: Option<DigestAlgorithm>,
    source: Source,
}

impl Answer {
    /// Whether the answer speaks of the moment `at`: given later, or still the current one then. It must have been given while
    /// its issuer still kept record of the certificate.
    fn covers(&self, certificate: &Certificate, at: Timestamp) -> bool {
        let current = self.this_update.as_millis() >= at.as_millis() - CLOCK_TOLERANCE
            || self.next_update.is_some_and(|next| (self.this_update..=next).contains(&at));
        let expiry = certificate.not_after();
        let on_record =
            self.this_update <= expiry || self.speaks_of_expired_since.is_some_and(|since| since <= expiry);
        current && on_record
    }
}

/// Everything the file brings along about revocation. Nothing in it is trusted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    pub(crate) crls: Vec<Crl>,
    pub(crate) responses: Vec<OcspResponse>,
}

/// What is known about one certificate at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Not revoked at the moment asked for.
    Good { source: Source, this_update: Timestamp },
    /// Held: neither good nor revoked for good.
    Held,
    /// Nothing in the file speaks of it.
    Nothing,
    /// Revoked at that moment already.
    Revoked { at: Timestamp },
    /// What the file has is older than the moment asked for.
    TooOld,
}

impl Evidence {
    /// What is known about `certificate` at `at`, when it is now `now`.
    pub(crate) fn about(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        pool: &[Certificate],
        at: Timestamp,
        now: Timestamp,
    ) -> Known {
        weigh(certificate, at, &self.answers(certificate, issuer, pool, at, now))
    }

    /// Whether `certificate` is known to have been suspended at some time before `at`, though it may be good again.
    pub(crate) fn was_held(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        pool: &[Certificate],
        at: Timestamp,
        now: Timestamp,
    ) -> bool {
        let answers = self.answers(certificate, issuer, pool, at, now);
        answers.iter().any(|answer| matches!(answer.state, State::Held { since } if since <= at))
    }

    fn answers(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        pool: &[Certificate],
        at: Timestamp,
        now: Timestamp,
    ) -> Vec<Answer> {
        // Only good news has to be well founded: a weak or early word of a revocation is not passed over.
        let is_usable = |answer: &Answer| {
            !matches!(answer.state, State::Good)
                || answer.digest.is_none_or(|digest| digest.holds_at(at))
                    && answer.this_update.as_millis() <= now.as_millis() + CLOCK_TOLERANCE
        };
        let lists = self.crls.iter().filter_map(|crl| crl.answer(certificate, issuer));
        let listed = |responder: &Certificate, answered: Timestamp| self.listed(responder, issuer, answered);
        let responses =
            self.responses.iter().filter_map(|response| response.answer(certificate, issuer, pool, listed));
        lists.chain(responses).filter(is_usable).collect()
    }

    /// What lists of the issuer's, signed by the issuer itself, say of a responder that answered at this moment. The moment is its own
    /// word: once it is revoked, it may have answered at any time.
    fn listed(&self, responder: &Certificate, issuer: &Certificate, answered: Timestamp) -> Known {
        let answers: Vec<Answer> = self.crls.iter().filter_map(|crl| crl.answer(responder, issuer)).collect();
        let revoked = answers.iter().find_map(|answer| match answer.state {
            State::Revoked { at } => Some(Known::Revoked { at }),
            State::Good | State::Held { .. } => None,
        });
        revoked.unwrap_or_else(|| weigh(responder, answered, &answers))
    }
}

/// One revocation outweighs everything; a hold outweighs what is older, and at the very moment asked for whatever was said later:
/// who is released afterwards was suspended all the same.
fn weigh(certificate: &Certificate, at: Timestamp, answers: &[Answer]) -> Known {
    let revoked = answers.iter().filter_map(|answer| match answer.state {
        State::Revoked { at: revoked } if revoked <= at => Some(revoked),
        State::Good | State::Held { .. } | State::Revoked { .. } => None,
    });
    if let Some(at) = revoked.min() {
        return Known::Revoked { at };
    }
    let holds = answers.iter().filter_map(|answer| match answer.state {
        State::Held { since } if since <= at => Some(answer.this_update),
        State::Good | State::Held { .. } | State::Revoked { .. } => None,
    });
    let held = holds.max();
    if held.is_some_and(|said| said >= at) {
        return Known::Held;
    }
    let is_good = |answer: &&Answer| match answer.state {
        State::Good | State::Revoked { .. } => true,
        // Suspended only after the moment asked for.
        State::Held { since } => since > at,
    };
    let good = answers
        .iter()
        .filter(is_good)
        .filter(|answer| answer.covers(certificate, at))
        .max_by_key(|answer| answer.this_update);
    match (held, good) {
        (Some(held), Some(good)) if good.this_update > held => {
            Known::Good { source: good.source, this_update: good.this_update }
        }
        (Some(_), _) => Known::Held,
        (None, Some(good)) => Known::Good { source: good.source, this_update: good.this_update },
        (None, None) if answers.is_empty() => Known::Nothing,
        (None, None) => Known::TooOld,
    }
}

/// What is known about a chain, signer first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChainRevocation {
    /// Each certificate below the anchor is known not to have been revoked.
    Good {
        source: Source,
        this_update: Timestamp,
    },
    /// A certificate is held.
    Held,
    /// A certificate names somebody to ask, and the file has no answer.
    Missing,
    /// No certificate names a place to ask, and the file has nothing to say.
    NothingToCheck,
    /// An authority of the chain was revoked.
    AuthorityRevoked {
        at: Timestamp,
    },
    SignerRevoked {
        at: Timestamp,
    },
    /// The file's answers are older than the moment asked for.
    TooOld,
}

impl ChainRevocation {
    /// Of several the one that says most against the chain.
    fn rank(self) -> u8 {
        match self {
            Self::NothingToCheck => 0,
            Self::Good { .. } => 1,
            Self::TooOld => 2,
            Self::Missing => 3,
            Self::Held => 4,
            Self::AuthorityRevoked { .. } => 5,
            Self::SignerRevoked { .. } => 6,
        }
    }

    /// Whether nothing is left open.
    pub(crate) fn is_settled(self) -> bool {
        matches!(self, Self::Good { .. } | Self::NothingToCheck)
    }

    /// Whether somebody who may say so has said that a certificate does not count.
    pub(crate) fn is_bad_news(self) -> bool {
        self.is_revoked() || matches!(self, Self::Held)
    }

    /// Whether a revocation is known.
    pub(crate) fn is_revoked(self) -> bool {
        matches!(self, Self::AuthorityRevoked { .. } | Self::SignerRevoked { .. })
    }
}

/// Asks for each certificate of a chain (signer first, anchor last) whether it was revoked at `at`.
pub(crate) fn of_chain(
    chain: &[Certificate],
    evidence: &Evidence,
    pool: &[Certificate],
    at: Timestamp,
    now: Timestamp,
) -> ChainRevocation {
    let mut worst = ChainRevocation::NothingToCheck;
    for (index, pair) in chain.windows(2).enumerate() {
        let [certificate, issuer] = pair else { continue };
        let known = match evidence.about(certificate, issuer, pool, at, now) {
            Known::Good { source, this_update } => ChainRevocation::Good { source, this_update },
            Known::Held => ChainRevocation::Held,
            Known::Revoked { at } if index == 0 => ChainRevocation::SignerRevoked { at },
            Known::Revoked { at } => ChainRevocation::AuthorityRevoked { at },
            Known::Nothing if certificate.names_revocation_source() => ChainRevocation::Missing,
            Known::Nothing => ChainRevocation::NothingToCheck,
            Known::TooOld => ChainRevocation::TooOld,
        };
        // Of two good answers the signer's own is the one to tell.
        if known.rank() > worst.rank() {
            worst = known;
        }
    }
    worst
}
