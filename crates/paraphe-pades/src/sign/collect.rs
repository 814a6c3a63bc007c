//! Validation data for B-LT: the chain of a certificate and, for each certificate below the anchor, an OCSP answer or a
//! revocation list, checked before it is kept.

use super::{EvidenceSource, LevelError, Unanswered};
use crate::asn1::oid;
use crate::certificate::Certificate;
use crate::revocation::{RevocationFault, Status, crl, ocsp};
use crate::trust::TrustAnchors;
use paraphe_envelope::Timestamp;
use std::collections::BTreeSet;

/// The longest chain that is followed.
const LENGTH_LIMIT: usize = 8;

/// A certificate for which validation data is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingEvidence {
    /// The name in the certificate.
    pub name: String,
    /// Its serial number, in hexadecimal digits.
    pub serial: String,
    /// What is missing.
    pub what: Missing,
}

/// What is missing for a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The certificate that issued it is neither in the document nor among the trusted ones, nor where it says.
    Issuer {
        /// The issuer's name.
        issuer: Option<String>,
    },
    /// It names nobody to ask about revocation.
    NoAddress,
    /// Nobody it names gave an answer that counts.
    Revocation {
        /// Each address with the reason, in the order of asking.
        tried: Vec<(String, EvidenceFault)>,
    },
}

/// Why an address gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceFault {
    /// No answer came.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// The answer does not count.
    #[error(transparent)]
    Unusable(#[from] RevocationFault),
}

/// What was collected, in DER, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    pub(super) certificates: Vec<Vec<u8>>,
    pub(super) ocsps: Vec<Vec<u8>>,
    pub(super) crls: Vec<Vec<u8>>,
}

/// Data of a document that need not be asked for again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Present<'a> {
    pub(super) ocsps: &'a [Vec<u8>],
    pub(super) crls: &'a [Vec<u8>],
}

/// One certificate to be asked about.
#[derive(Clone, Copy)]
struct Question<'a> {
    certificate: &'a Certificate,
    issuer: &'a Certificate,
    present: Option<Present<'a>>,
    proven: Option<Timestamp>,
}

/// Collects for one certificate after another.
pub(super) struct Collector<'a> {
    source: &'a dyn EvidenceSource,
    anchors: &'a TrustAnchors,
    now: Timestamp,
    /// Answered already in this round, by what was asked.
    answered: BTreeSet<[u8; 32]>,
    lists: Vec<(String, Result<Vec<u8>, Unanswered>)>,
    pub(super) missing: Vec<MissingEvidence>,
}

impl Evidence {
    fn add(list: &mut Vec<Vec<u8>>, der: &[u8]) {
        if !list.iter().any(|present| present == der) {
            list.push(der.to_vec());
        }
    }

    /// Takes in what another collected.
    pub(super) fn merge(&mut self, other: &Self) {
        for (own, new) in [
            (&mut self.certificates, &other.certificates),
            (&mut self.ocsps, &other.ocsps),
            (&mut self.crls, &other.crls),
        ] {
            new.iter().for_each(|der| Self::add(own, der));
        }
    }
}

impl<'a> Collector<'a> {
    pub(super) fn new(source: &'a dyn EvidenceSource, anchors: &'a TrustAnchors, now: Timestamp) -> Self {
        Self { source, anchors, now, answered: BTreeSet::new(), lists: Vec::new(), missing: Vec::new() }
    }

    /// The chain of `leaf` with its revocation data. `pool` are certificates at hand; `present`, where given, is data in the
    /// document that a timestamp protects: it is as good as a new answer. What was revoked only after `proven`, when a
    /// timestamp proves that the signature was there, was good when it signed.
    ///
    /// # Errors
    /// [`LevelError::Revoked`].
    pub(super) fn collect(
        &mut self,
        leaf: &Certificate,
        pool: &[Certificate],
        present: Option<Present<'_>>,
        proven: Option<Timestamp>,
    ) -> Result<Evidence, LevelError> {
        let mut evidence = Evidence::default();
        let mut current = leaf.clone();
        for _ in 0..LENGTH_LIMIT {
            Evidence::add(&mut evidence.certificates, current.der());
            // An anchor is trusted without being asked about; a certificate that signed itself has nobody to ask.
            if self.anchors.contains(&current) || current.is_signed_by(&current) {
                break;
            }
            let Some(issuer) = self.issuer_of(&current, pool) else {
                self.miss(&current, Missing::Issuer { issuer: current.issuer_name() });
                break;
            };
            self.ask_about(
                &Question { certificate: &current, issuer: &issuer, present, proven },
                &mut evidence,
            )?;
            current = issuer;
        }
        Ok(evidence)
    }

    fn issuer_of(&self, certificate: &Certificate, pool: &[Certificate]) -> Option<Certificate> {
        let anchors = self.anchors.issuers_of(certificate);
        let at_hand = anchors.chain(pool).find(|candidate| is_issuer(certificate, candidate));
        at_hand.cloned().or_else(|| self.fetch_issuer(certificate))
    }

    fn fetch_issuer(&self, certificate: &Certificate) -> Option<Certificate> {
        let addresses = certificate.access_addresses(oid::ACCESS_ISSUERS);
        addresses.iter().find_map(|address| {
            let bytes = self.source.fetch(address).ok()?;
            let mut found = TrustAnchors::empty(); // reads DER and PEM
            found.add(&bytes).ok()?;
            found.iter().find_map(|(der, _)| {
                let candidate = Certificate::from_der(der).ok()?;
                is_issuer(certificate, &candidate).then_some(candidate)
            })
        })
    }

    /// OCSP first, then lists; the first that counts is enough.
    fn ask_about(&mut self, question: &Question<'_>, evidence: &mut Evidence) -> Result<(), LevelError> {
        let Question { certificate, issuer, present, proven } = *question;
        if present.is_some_and(|present| is_answered(certificate, issuer, present)) {
            return Ok(());
        }
        let mut tried = Vec::new();
        for address in certificate.access_addresses(oid::ACCESS_OCSP) {
            match self.ask_responder(&address, certificate, issuer) {
                Ok((der, answer)) => {
                    refuse_revoked(certificate, answer.status, proven)?;
                    Evidence::add(&mut evidence.ocsps, &der);
                    return self.ask_about_delegate(answer.delegate, issuer, evidence);
                }
                Err(fault) => tried.push((address, fault)),
            }
        }
        for address in certificate.list_addresses() {
            match self.ask_list(&address, certificate, issuer) {
                Ok((der, status)) => {
                    refuse_revoked(certificate, status, proven)?;
                    Evidence::add(&mut evidence.crls, &der);
                    return Ok(());
                }
                Err(fault) => tried.push((address, fault)),
            }
        }
        let what = if tried.is_empty() { Missing::NoAddress } else { Missing::Revocation { tried } };
        self.miss(certificate, what);
        Ok(())
    }

    /// A responder with a certificate of its own: kept too, and asked about unless its issuer says that is not needed.
    fn ask_about_delegate(
        &mut self,
        delegate: Option<Certificate>,
        issuer: &Certificate,
        evidence: &mut Evidence,
    ) -> Result<(), LevelError> {
        let Some(delegate) = delegate else { return Ok(()) };
        Evidence::add(&mut evidence.certificates, delegate.der());
        let is_known = !self.answered.insert(delegate.digest());
        if is_known || delegate.asks_for_no_check() {
            return Ok(());
        }
        let question = Question { certificate: &delegate, issuer, present: None, proven: None };
        self.ask_about(&question, evidence)
    }

    fn ask_responder(
        &self,
        address: &str,
        certificate: &Certificate,
        issuer: &Certificate,
    ) -> Result<(Vec<u8>, ocsp::Answer), EvidenceFault> {
        let der = self.source.ask(address, &ocsp::request(certificate, issuer))?;
        let answer = ocsp::Response::parse(&der)?.answer(certificate, issuer, self.now)?;
        Ok((der, answer))
    }

    fn ask_list(
        &mut self,
        address: &str,
        certificate: &Certificate,
        issuer: &Certificate,
    ) -> Result<(Vec<u8>, Status), EvidenceFault> {
        let der = match self.lists.iter().find(|(known, _)| known == address) {
            Some((_, former)) => former.clone()?,
            None => {
                let fetched = self.source.fetch(address);
                self.lists.push((address.to_owned(), fetched.clone()));
                fetched?
            }
        };
        let answer = crl::List::parse(&der)?.answer(certificate, issuer, self.now)?;
        Ok((der, answer.status))
    }

    fn miss(&mut self, certificate: &Certificate, what: Missing) {
        let (name, serial) = (certificate.display_name(), certificate.serial_hex());
        let missing = MissingEvidence { name, serial, what };
        if !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
    }
}

/// Whether `candidate` has the name and the key.
fn is_issuer(certificate: &Certificate, candidate: &Certificate) -> bool {
    certificate.is_named_issuer(candidate) && certificate.is_signed_by(candidate)
}

fn refuse_revoked(
    certificate: &Certificate,
    status: Status,
    proven: Option<Timestamp>,
) -> Result<(), LevelError> {
    match status {
        Status::Good => Ok(()),
        Status::Revoked { since, .. } if proven.is_some_and(|proven| proven < since) => Ok(()),
        Status::Revoked { since, reason } => {
            Err(LevelError::Revoked { name: certificate.display_name(), since, reason })
        }
    }
}

/// Whether data in the document says that the certificate was good. It is judged for its own time: a timestamp proves
/// that it was there while it counted.
fn is_answered(certificate: &Certificate, issuer: &Certificate, present: Present<'_>) -> bool {
    // Without a moment to check against, the answer's own beginning is the moment.
    let by_ocsp = present.ocsps.iter().any(|der| {
        let Ok(response) = ocsp::Response::parse(der) else { return false };
        let answer = response.answer_for_its_time(certificate, issuer);
        answer.is_ok_and(|answer| answer.status == Status::Good)
    });
    by_ocsp
        || present.crls.iter().any(|der| {
            let Ok(list) = crl::List::parse(der) else { return false };
            let answer = list.answer(certificate, issuer, list.this_update());
            answer.is_ok_and(|answer| answer.status == Status::Good)
        })
}
