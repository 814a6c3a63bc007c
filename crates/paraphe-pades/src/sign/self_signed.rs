//! The X.509 v3 certificate of a self-made identity (RFC 5280): not a CA, for signing documents only.

use crate::asn1::{element, object_identifier, octet_string, oid, sequence, tag};
use const_oid::ObjectIdentifier;
use sha2::Digest as _;

const UTC_TIME: u8 = 0x17;
const BIT_STRING: u8 = 0x03;
const EXPLICIT_3: u8 = 0xA3;
/// KeyUsage bits digitalSignature (0) and contentCommitment (1), six bits unused.
const SIGN_AND_COMMIT: [u8; 4] = [BIT_STRING, 2, 6, 0b1100_0000];

/// What a certificate says.
pub(super) struct Contents<'a> {
    /// DER of the AlgorithmIdentifier it is signed with.
    pub(super) algorithm: &'a [u8],
    /// DER of the subject, which is also the issuer.
    pub(super) name: &'a [u8],
    /// DER of the SubjectPublicKeyInfo.
    pub(super) public_key_info: &'a [u8],
    /// The bits of the public key, for its identifier.
    pub(super) public_key_bits: &'a [u8],
    /// 16 random octets.
    pub(super) serial: [u8; 16],
    pub(super) not_before: der::DateTime,
    pub(super) not_after: der::DateTime,
}

/// DER of the TBSCertificate.
pub(super) fn to_be_signed(contents: &Contents<'_>) -> Vec<u8> {
    sequence(&[
        &element(tag::CONTEXT_0, &[tag::INTEGER, 1, 2]),
        &element(tag::INTEGER, &positive(contents.serial)),
        contents.algorithm,
        contents.name,
        &sequence(&[&time(contents.not_before), &time(contents.not_after)]),
        contents.name,
        contents.public_key_info,
        &element(EXPLICIT_3, &extensions(contents.public_key_bits)),
    ])
}

/// DER of the certificate.
pub(super) fn assemble(to_be_signed: &[u8], algorithm: &[u8], signature: &[u8]) -> Vec<u8> {
    let bits = [&[0u8], signature].concat();
    sequence(&[to_be_signed, algorithm, &element(BIT_STRING, &bits)])
}

fn extensions(public_key_bits: &[u8]) -> Vec<u8> {
    let key_identifier = sha1::Sha1::digest(public_key_bits);
    sequence(&[
        &critical(oid::BASIC_CONSTRAINTS, &sequence(&[])),
        &critical(oid::KEY_USAGE, &SIGN_AND_COMMIT),
        &extension(oid::EXTENDED_KEY_USAGE, &sequence(&[&object_identifier(oid::DOCUMENT_SIGNING)])),
        &extension(oid::SUBJECT_KEY_IDENTIFIER, &octet_string(&key_identifier)),
        &extension(
            oid::AUTHORITY_KEY_IDENTIFIER,
            &sequence(&[&element(tag::CONTEXT_0_PRIMITIVE, &key_identifier)]),
        ),
    ])
}

fn extension(kind: ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    sequence(&[&object_identifier(kind), &octet_string(value)])
}

fn critical(kind: ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    sequence(&[&object_identifier(kind), &[tag::BOOLEAN, 1, 0xFF], &octet_string(value)])
}

/// AlgorithmIdentifier of ECDSA with SHA-256: parameters absent (RFC 5758 §3.2).
pub(super) fn ecdsa_sha256() -> Vec<u8> {
    sequence(&[&object_identifier(oid::ECDSA_SHA_256)])
}

/// AlgorithmIdentifier of RSA PKCS#1 v1.5 with SHA-256: parameters NULL (RFC 4055 §5).
pub(super) fn rsa_sha256() -> Vec<u8> {
    sequence(&[&object_identifier(oid::RSA_SHA_256), &[0x05, 0x00]])
}

/// A positive INTEGER's content of fixed length: first bit clear, second set, so DER needs no padding.
fn positive(mut serial: [u8; 16]) -> [u8; 16] {
    serial[0] = (serial[0] & 0x7F) | 0x40;
    serial
}

/// UTCTime to 2049, GeneralizedTime after (RFC 5280 §4.1.2.5).
fn time(at: der::DateTime) -> Vec<u8> {
    let rest =
        format!("{:02}{:02}{:02}{:02}{:02}Z", at.month(), at.day(), at.hour(), at.minutes(), at.seconds());
    match at.year() {
        year @ 1950..=2049 => element(UTC_TIME, format!("{:02}{rest}", year % 100).as_bytes()),
        year => element(tag::GENERALIZED_TIME, format!("{year:04}{rest}").as_bytes()),
    }
}
