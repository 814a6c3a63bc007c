//! A certificate as a person chooses it and as it is judged before it signs: whose, until when, for what.

use crate::algorithm::{KeyStrength, key_strength};
use crate::asn1::{Reader, oid, tag};
use crate::certificate::{Certificate, Usage};
use paraphe_envelope::{Sha256Digest, Timestamp};

/// The bytes are no certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the certificate cannot be read")]
pub struct UnreadableCertificate;

/// What a certificate says of being qualified under eIDAS. It is a claim: only a trusted list confirms it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Qualification {
    /// It does not call itself qualified.
    None,
    /// It calls itself qualified (id-etsi-qcs-QcCompliance).
    Claimed,
    /// It calls itself qualified, with the key in a signature creation device (id-etsi-qcs-QcSSCD as well).
    ClaimedOnDevice,
}

/// Why a certificate shall not sign a document now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnfitCertificate {
    /// It was valid and is no longer.
    #[error("the certificate has expired")]
    Expired,
    /// Its validity begins later; or the clock is wrong.
    #[error("the certificate is not valid yet")]
    NotYetValid,
    /// Neither digitalSignature nor contentCommitment, or only for other purposes.
    #[error("the certificate is not made for signing documents")]
    Usage,
    /// RSA with fewer bits than still count (ETSI TS 119 312).
    #[error("the key has only {bits} bits")]
    WeakKey {
        /// Bits of the modulus.
        bits: u32,
    },
}

/// A certificate, to look at before it signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignerCertificate(Certificate);

impl SignerCertificate {
    /// Reads a DER certificate.
    ///
    /// # Errors
    /// [`UnreadableCertificate`].
    pub fn from_der(der: &[u8]) -> Result<Self, UnreadableCertificate> {
        Certificate::from_der(der).map(Self).map_err(|_| UnreadableCertificate)
    }

    /// The DER bytes.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        self.0.der()
    }

    /// The person or the thing it names.
    #[must_use]
    pub fn common_name(&self) -> Option<String> {
        self.0.common_name()
    }

    /// The organisation it names.
    #[must_use]
    pub fn organization(&self) -> Option<String> {
        self.0.organization()
    }

    /// Who issued it.
    #[must_use]
    pub fn issuer(&self) -> Option<String> {
        self.0.issuer_name()
    }

    /// Serial number in hexadecimal.
    #[must_use]
    pub fn serial(&self) -> String {
        self.0.serial_hex()
    }

    /// Beginning of its validity.
    #[must_use]
    pub fn not_before(&self) -> Timestamp {
        self.0.not_before()
    }

    /// End of its validity.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        self.0.not_after()
    }

    /// SHA-256 of its bytes.
    #[must_use]
    pub fn fingerprint(&self) -> Sha256Digest {
        Sha256Digest(self.0.digest())
    }

    /// Whether it was made by this program for itself, as far as its label says.
    #[must_use]
    pub fn is_self_made(&self) -> bool {
        self.0.is_labelled_self_made()
    }

    /// Whether it is one of an authority (basicConstraints): such a key signs certificates.
    #[must_use]
    pub fn is_authority(&self) -> bool {
        self.0.is_authority()
    }

    /// The content of its public key, to compare with a private one's.
    pub(super) fn public_key_bits(&self) -> &[u8] {
        self.0.public_key_bits()
    }

    /// The kind of its key, as people who know such things name it: `RSA 2048`, `P-256`, `Ed25519`.
    #[must_use]
    pub fn key_kind(&self) -> KeyKind {
        key_kind(&self.0).unwrap_or(KeyKind::Other)
    }

    /// What it says of being qualified.
    #[must_use]
    pub fn qualification(&self) -> Qualification {
        match (self.0.claims_qualified(), has_statement(&self.0, oid::QC_SSCD)) {
            (false, _) => Qualification::None,
            (true, false) => Qualification::Claimed,
            (true, true) => Qualification::ClaimedOnDevice,
        }
    }

    /// Whether it may sign a document at `now`.
    ///
    /// # Errors
    /// [`UnfitCertificate`]: the first reason against it.
    pub fn may_sign(&self, now: Timestamp) -> Result<(), UnfitCertificate> {
        if now < self.not_before() {
            return Err(UnfitCertificate::NotYetValid);
        }
        if now > self.not_after() {
            return Err(UnfitCertificate::Expired);
        }
        if self.0.signing_usage() == Usage::NotAllowed || self.0.document_usage() == Usage::NotAllowed {
            return Err(UnfitCertificate::Usage);
        }
        match self.0.public_key_info().map(key_strength) {
            Ok(KeyStrength::Weak { bits }) => Err(UnfitCertificate::WeakKey { bits }),
            Ok(KeyStrength::Enough | KeyStrength::Unknown) | Err(_) => Ok(()),
        }
    }
}

/// The kind of a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Ed25519.
    Ed25519,
    /// None of those that sign here.
    Other,
    /// NIST P-256.
    P256,
    /// NIST P-384.
    P384,
    /// NIST P-521.
    P521,
    /// RSA.
    Rsa {
        /// Bits of the modulus.
        bits: u32,
    },
    /// RSA that is marked for PSS alone.
    RsaPss {
        /// Bits of the modulus.
        bits: u32,
    },
}

impl std::fmt::Display for KeyKind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ed25519 => formatter.write_str("Ed25519"),
            Self::Other => formatter.write_str("?"),
            Self::P256 => formatter.write_str("P-256"),
            Self::P384 => formatter.write_str("P-384"),
            Self::P521 => formatter.write_str("P-521"),
            Self::Rsa { bits } => write!(formatter, "RSA {bits}"),
            Self::RsaPss { bits } => write!(formatter, "RSA-PSS {bits}"),
        }
    }
}

fn key_kind(certificate: &Certificate) -> Option<KeyKind> {
    use rsa::pkcs1::DecodeRsaPublicKey;
    use rsa::traits::PublicKeyParts;
    let info = certificate.public_key_info().ok()?;
    let bits = || Some(rsa::RsaPublicKey::from_pkcs1_der(certificate.public_key_bits()).ok()?.n().bits());
    Some(match info.algorithm.oid {
        oid::ED25519 => KeyKind::Ed25519,
        oid::RSA_ENCRYPTION => KeyKind::Rsa { bits: bits()? },
        oid::RSA_PSS => KeyKind::RsaPss { bits: bits()? },
        oid::EC_PUBLIC_KEY => match info.algorithm.parameters?.decode_as().ok()? {
            oid::CURVE_P256 => KeyKind::P256,
            oid::CURVE_P384 => KeyKind::P384,
            oid::CURVE_P521 => KeyKind::P521,
            _ => KeyKind::Other,
        },
        _ => KeyKind::Other,
    })
}

fn has_statement(certificate: &Certificate, wanted: const_oid::ObjectIdentifier) -> bool {
    let Some(statements) = certificate.extension(oid::QC_STATEMENTS) else { return false };
    let statements = Reader::new(statements).expect(tag::SEQUENCE).and_then(|list| list.reader().all());
    statements
        .unwrap_or_default()
        .iter()
        .any(|statement| statement.reader().object_identifier() == Ok(wanted))
}

/// The chain from `own` upwards, as far as `others` go: each certificate followed by one that its issuer's name fits.
/// A certificate stands in it once, however the names run in circles.
#[must_use]
pub fn chain_from(own: &[u8], others: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut chain = vec![own.to_vec()];
    while let Some(last) = chain.last().and_then(|last| Certificate::from_der(last).ok()) {
        if last.is_self_issued() {
            break;
        }
        let next = others.iter().find(|other| {
            !chain.contains(other)
                && Certificate::from_der(other).is_ok_and(|certificate| last.is_named_issuer(&certificate))
        });
        match next {
            Some(next) => chain.push(next.clone()),
            None => break,
        }
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{object_identifier, sequence};
    use crate::testing::{Issue, extension};

    fn at(text: &str) -> Timestamp {
        let seconds: i64 = text.parse().unwrap();
        Timestamp::from_millis(seconds * 1000)
    }

    fn of(issue: Issue<'_>) -> SignerCertificate {
        SignerCertificate::from_der(issue.issue().der()).unwrap()
    }

    const IN_2026: &str = "1780000000";

    #[test]
    fn a_certificate_signs_in_its_time_and_for_what_it_is_made() {
        let signer = || Issue::signer("Alice", 2, "Root", 1);
        assert_eq!(of(signer()).may_sign(at(IN_2026)), Ok(()));
        assert_eq!(of(signer()).may_sign(at("1500000000")), Err(UnfitCertificate::NotYetValid));
        assert_eq!(of(signer()).may_sign(at("2300000000")), Err(UnfitCertificate::Expired));
        let encipher = Issue { usage: Some(0b0010_0000), ..signer() };
        assert_eq!(of(encipher).may_sign(at(IN_2026)), Err(UnfitCertificate::Usage));
        let stamps = extension(oid::EXTENDED_KEY_USAGE, &sequence(&[&object_identifier(oid::TIME_STAMPING)]));
        let stamps = Issue { more: vec![stamps], ..signer() };
        assert_eq!(of(stamps).may_sign(at(IN_2026)), Err(UnfitCertificate::Usage));
        let silent = Issue { usage: None, ..signer() };
        assert_eq!(of(silent).may_sign(at(IN_2026)), Ok(()), "no KeyUsage forbids nothing");
    }

    #[test]
    fn being_qualified_is_read_off_the_statements() {
        let with = |statements: &[&[u8]]| {
            let more = vec![extension(oid::QC_STATEMENTS, &sequence(statements))];
            of(Issue { more, ..Issue::signer("Alice", 2, "Root", 1) }).qualification()
        };
        let compliance = sequence(&[&object_identifier(oid::QC_COMPLIANCE)]);
        let device = sequence(&[&object_identifier(oid::QC_SSCD)]);
        assert_eq!(with(&[&compliance]), Qualification::Claimed);
        assert_eq!(with(&[&compliance, &device]), Qualification::ClaimedOnDevice);
        assert_eq!(with(&[&device]), Qualification::None, "a device alone makes nobody qualified");
        assert_eq!(of(Issue::signer("Alice", 2, "Root", 1)).qualification(), Qualification::None);
    }

    #[test]
    fn chains_end_however_the_names_run_in_circles() {
        let der = |issue: Issue<'_>| issue.issue().der().to_vec();
        let own = der(Issue::signer("Alice", 2, "B", 3));
        let b = der(Issue::signer("B", 3, "C", 4));
        let c = der(Issue::signer("C", 4, "B", 3));
        assert_eq!(chain_from(&own, &[c.clone(), b.clone()]), [own.clone(), b, c]);
        assert_eq!(chain_from(&own, &[]), [own]);
    }

    #[test]
    fn an_authority_is_told_from_a_signer() {
        assert!(of(Issue::authority("Root", 1)).is_authority());
        assert!(!of(Issue::signer("Alice", 2, "Root", 1)).is_authority());
        assert_eq!(of(Issue::signer("Alice", 2, "Root", 1)).key_kind(), KeyKind::P256);
    }
}
