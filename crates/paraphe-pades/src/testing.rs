//! Certificates for tests, made as needed: authorities, signers, and the ways in which they can be wrong.

pub(crate) mod authority;

use crate::asn1::{element, object_identifier, octet_string, oid, sequence, tag};
use crate::certificate::Certificate;
use p256::ecdsa::signature::Signer;
use spki::EncodePublicKey;

/// A key whose scalar is this small number: fixed, so that tests repeat exactly.
pub(crate) fn key(number: u8) -> p256::ecdsa::SigningKey {
    let mut scalar = [0; 32];
    scalar[31] = number;
    p256::ecdsa::SigningKey::from_slice(&scalar).unwrap()
}

/// A certificate to be issued; change what the test is about.
pub(crate) struct Issue<'a> {
    pub(crate) subject: &'a str,
    pub(crate) subject_key: u8,
    pub(crate) issuer: &'a str,
    pub(crate) issuer_key: u8,
    pub(crate) serial: u8,
    /// UTCTime texts.
    pub(crate) validity: (&'a str, &'a str),
    /// basicConstraints: `None` leaves it out.
    pub(crate) authority: Option<bool>,
    /// First octet of KeyUsage: `None` leaves it out.
    pub(crate) usage: Option<u8>,
    /// Further extensions, encoded.
    pub(crate) more: Vec<Vec<u8>>,
}

impl<'a> Issue<'a> {
    pub(crate) fn authority(subject: &'a str, subject_key: u8) -> Self {
        Self {
            subject,
            subject_key,
            issuer: subject,
            issuer_key: subject_key,
            serial: 1,
            validity: ("200101000000Z", "400101000000Z"),
            authority: Some(true),
            usage: Some(0b0000_0110),
            more: Vec::new(),
        }
    }

    pub(crate) fn signer(subject: &'a str, subject_key: u8, issuer: &'a str, issuer_key: u8) -> Self {
        Self {
            authority: Some(false),
            usage: Some(0b1100_0000),
            issuer,
            issuer_key,
            serial: 2,
            ..Self::authority(subject, subject_key)
        }
    }

    pub(crate) fn issue(self) -> Certificate {
        let algorithm = sequence(&[&object_identifier(oid::ECDSA_SHA_256)]);
        let public_key = key(self.subject_key).verifying_key().to_public_key_der().unwrap();
        let time = |text: &str| element(0x17, text.as_bytes());
        let mut extensions = self.more.concat();
        if let Some(authority) = self.authority {
            let value = if authority { sequence(&[&[tag::BOOLEAN, 1, 0xFF]]) } else { sequence(&[]) };
            extensions.extend(extension(oid::BASIC_CONSTRAINTS, &value));
        }
        if let Some(bits) = self.usage {
            extensions.extend(extension(oid::KEY_USAGE, &[0x03, 2, 0, bits]));
        }
        let to_be_signed = sequence(&[
            &element(tag::CONTEXT_0, &[tag::INTEGER, 1, 2]),
            &[tag::INTEGER, 1, self.serial],
            &algorithm,
            &name(self.issuer),
            &sequence(&[&time(self.validity.0), &time(self.validity.1)]),
            &name(self.subject),
            public_key.as_bytes(),
            &element(0xA3, &sequence(&[&extensions])),
        ]);
        let signature: p256::ecdsa::DerSignature = key(self.issuer_key).sign(&to_be_signed);
        let bits = [&[0u8], signature.as_bytes()].concat();
        let der = sequence(&[&to_be_signed, &algorithm, &element(0x03, &bits)]);
        Certificate::from_der(&der).unwrap()
    }
}

pub(crate) fn extension(kind: const_oid::ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    sequence(&[&object_identifier(kind), &octet_string(value)])
}

pub(crate) fn critical(kind: const_oid::ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    sequence(&[&object_identifier(kind), &[tag::BOOLEAN, 1, 0xFF], &octet_string(value)])
}

/// A name of one common name.
pub(crate) fn name(common_name: &str) -> Vec<u8> {
    let part = sequence(&[&object_identifier(oid::COMMON_NAME), &element(0x0C, common_name.as_bytes())]);
    sequence(&[&element(tag::SET, &part)])
}
