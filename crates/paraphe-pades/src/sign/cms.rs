//! CMS SignedData by hand: ContentInfo, SignedData, one SignerInfo with the three attributes PAdES B-B asks for
//! (contentType, messageDigest, signing-certificate-v2), and for B-T a timestamp beside the signature. No signing-time attribute: in PAdES the time stands in /M
//! (EN 319 142-1 §6.3).

use super::key::unsigned_integer;
use super::{SignError, SignatureValue};
use crate::DigestAlgorithm;
use crate::algorithm::{SignatureScheme, sha256};
use crate::asn1::{self, Reader, element, object_identifier, octet_string, oid, sequence, set_of, tag};

/// A DER encoded CMS signature, ready for /Contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CmsSignature(Vec<u8>);

impl CmsSignature {
    /// Wraps DER that was made elsewhere (a smart-card host, a signing service).
    ///
    /// # Errors
    /// [`SignError::NotCms`] when the bytes are not one DER element.
    pub fn from_der(der: Vec<u8>) -> Result<Self, SignError> {
        let mut reader = Reader::new(&der);
        let whole = reader.expect(tag::SEQUENCE).and_then(|_| reader.finish());
        if whole.is_err() {
            return Err(SignError::NotCms);
        }
        Ok(Self(der))
    }

    /// The DER bytes.
    #[must_use]
    pub fn as_der(&self) -> &[u8] {
        &self.0
    }

    /// Assembles the signature from what was signed and the result. A timestamp token over the signature value goes into
    /// the unsigned attributes (EN 319 122-1 §5.3).
    pub(super) fn assemble(
        chain: &[Vec<u8>],
        digest: DigestAlgorithm,
        signed_attributes: &[u8],
        signature: &SignatureValue,
        timestamp_token: Option<&[u8]>,
    ) -> Result<Self, SignError> {
        // Ed25519 has its digest inside; RFC 8419 §3.1 asks for SHA-512 beside it.
        let used = signature.scheme.digest().unwrap_or(DigestAlgorithm::Sha512);
        if used != digest {
            return Err(SignError::OtherDigest { announced: digest, used });
        }
        let (issuer, serial) = issuer_and_serial(chain.first().ok_or(SignError::NoCertificate)?)?;
        let attributes_content =
            Reader::new(signed_attributes).expect(tag::SET).map_err(|_| SignError::NotCms)?;
        let unsigned_attributes = timestamp_token.map_or_else(Vec::new, |token| {
            element(tag::CONTEXT_1, &attribute(oid::SIGNATURE_TIMESTAMP, token))
        });
        let digest_identifier = digest_identifier(digest)?;
        let signer_info = sequence(&[
            &[tag::INTEGER, 1, 1],
            &sequence(&[&issuer, &serial]),
            &digest_identifier,
            &element(tag::CONTEXT_0, attributes_content.value),
            &signature_identifier(signature.scheme)?,
            &octet_string(&signature.bytes),
            &unsigned_attributes,
        ]);
        let signed_data = sequence(&[
            &[tag::INTEGER, 1, 1],
            &element(tag::SET, &digest_identifier),
            &sequence(&[&object_identifier(oid::DATA)]),
            &set_of(tag::CONTEXT_0, chain.to_vec()),
            &element(tag::SET, &signer_info),
        ]);
        let content_info =
            sequence(&[&object_identifier(oid::SIGNED_DATA), &element(tag::CONTEXT_0, &signed_data)]);
        Ok(Self(content_info))
    }
}

/// The DER SET of signed attributes over this message digest, for this signer certificate.
pub(super) fn signed_attributes(message_digest: &[u8], signer_certificate: &[u8]) -> Vec<u8> {
    // ESSCertIDv2: SHA-256 is the default and so is left out (DER); issuerSerial adds nothing the digest does not say.
    let certificate_id = sequence(&[&octet_string(&sha256(signer_certificate))]);
    let signing_certificate = sequence(&[&sequence(&[&certificate_id])]);
    set_of(
        tag::SET,
        vec![
            attribute(oid::CONTENT_TYPE, &object_identifier(oid::DATA)),
            attribute(oid::MESSAGE_DIGEST, &octet_string(message_digest)),
            attribute(oid::SIGNING_CERTIFICATE_V2, &signing_certificate),
        ],
    )
}

/// An upper bound of the CMS for this chain, in bytes: what to reserve in /Contents.
pub(super) fn capacity_for(chain: &[Vec<u8>]) -> usize {
    const ATTRIBUTES_AND_HEADERS: usize = 1024;
    const LONGEST_SIGNATURE: usize = 1024; // RSA with 8192 bits
    let certificates: usize = chain.iter().map(Vec::len).sum();
    let issuer = chain.first().map_or(0, Vec::len);
    certificates + issuer + ATTRIBUTES_AND_HEADERS + LONGEST_SIGNATURE
}

fn attribute(kind: const_oid::ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    sequence(&[&object_identifier(kind), &element(tag::SET, value)])
}

/// AlgorithmIdentifier of a digest we sign with; parameters absent, as RFC 5754 §2 asks.
pub(super) fn digest_identifier(digest: DigestAlgorithm) -> Result<Vec<u8>, SignError> {
    let algorithm = match digest {
        DigestAlgorithm::Sha256 => oid::SHA_256,
        DigestAlgorithm::Sha384 => oid::SHA_384,
        DigestAlgorithm::Sha512 => oid::SHA_512,
        DigestAlgorithm::Sha1 | DigestAlgorithm::Sha224 => return Err(SignError::UnsupportedScheme),
    };
    Ok(sequence(&[&object_identifier(algorithm)]))
}

fn signature_identifier(scheme: SignatureScheme) -> Result<Vec<u8>, SignError> {
    use DigestAlgorithm::{Sha1, Sha224, Sha256, Sha384, Sha512};
    const NULL: [u8; 2] = [0x05, 0x00];
    let ecdsa = |algorithm| Ok(sequence(&[&object_identifier(algorithm)]));
    let rsa = |algorithm| Ok(sequence(&[&object_identifier(algorithm), &NULL]));
    match scheme {
        SignatureScheme::Ecdsa(Sha256) => ecdsa(oid::ECDSA_SHA_256),
        SignatureScheme::Ecdsa(Sha384) => ecdsa(oid::ECDSA_SHA_384),
        SignatureScheme::Ecdsa(Sha512) => ecdsa(oid::ECDSA_SHA_512),
        SignatureScheme::Ed25519 => Ok(sequence(&[&object_identifier(oid::ED25519)])),
        SignatureScheme::RsaPkcs1(Sha256) => rsa(oid::RSA_SHA_256),
        SignatureScheme::RsaPkcs1(Sha384) => rsa(oid::RSA_SHA_384),
        SignatureScheme::RsaPkcs1(Sha512) => rsa(oid::RSA_SHA_512),
        SignatureScheme::RsaPss { digest, mask_digest: _, salt_length } => {
            pss_identifier(digest, salt_length)
        }
        SignatureScheme::Ecdsa(Sha1 | Sha224) | SignatureScheme::RsaPkcs1(Sha1 | Sha224) => {
            Err(SignError::UnsupportedScheme)
        }
    }
}

/// RSASSA-PSS with all its parameters said (RFC 4055 §3.1); the trailer field keeps its default.
fn pss_identifier(digest: DigestAlgorithm, salt_length: usize) -> Result<Vec<u8>, SignError> {
    const CONTEXT_2: u8 = 0xA2;
    let digest = digest_identifier(digest)?;
    let mask = sequence(&[&object_identifier(oid::MGF_1), &digest]);
    let salt = u16::try_from(salt_length).map_err(|_| SignError::UnsupportedScheme)?.to_be_bytes();
    let parameters = sequence(&[
        &element(tag::CONTEXT_0, &digest),
        &element(tag::CONTEXT_1, &mask),
        &element(CONTEXT_2, &unsigned_integer(&salt)),
    ]);
    Ok(sequence(&[&object_identifier(oid::RSA_PSS), &parameters]))
}

/// The encoded issuer and serial number of a certificate, byte for byte as they stand in it.
fn issuer_and_serial(certificate: &[u8]) -> Result<(Vec<u8>, Vec<u8>), SignError> {
    let read = || -> Result<(Vec<u8>, Vec<u8>), asn1::ReadError> {
        let certificate = Reader::new(certificate).expect(tag::SEQUENCE)?;
        let mut to_be_signed = certificate.reader().expect(tag::SEQUENCE)?.reader();
        to_be_signed.optional(tag::CONTEXT_0)?;
        let serial = to_be_signed.expect(tag::INTEGER)?;
        to_be_signed.expect(tag::SEQUENCE)?;
        let issuer = to_be_signed.expect(tag::SEQUENCE)?;
        Ok((issuer.raw.to_vec(), serial.raw.to_vec()))
    };
    read().map_err(|_| SignError::BadCertificate)
}
