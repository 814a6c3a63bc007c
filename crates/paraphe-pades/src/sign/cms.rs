//! CMS SignedData by hand: ContentInfo, SignedData, one SignerInfo with the three attributes PAdES B-B asks for
//! (contentType, messageDigest, signing-certificate-v2). No signing-time attribute: in PAdES the time stands in /M
//! (EN 319 142-1 §6.3).

use super::{SignError, SignatureValue};
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

    /// Assembles the signature from what was signed and the result.
    pub(super) fn assemble(
        chain: &[Vec<u8>],
        signed_attributes: &[u8],
        signature: &SignatureValue,
    ) -> Result<Self, SignError> {
        let (issuer, serial) = issuer_and_serial(chain.first().ok_or(SignError::NoCertificate)?)?;
        let attributes_content =
            Reader::new(signed_attributes).expect(tag::SET).map_err(|_| SignError::NotCms)?;
        let signer_info = sequence(&[
            &[tag::INTEGER, 1, 1],
            &sequence(&[&issuer, &serial]),
            &sha256_identifier(),
            &element(tag::CONTEXT_0, attributes_content.value),
            &signature_identifier(signature.scheme)?,
            &octet_string(&signature.bytes),
        ]);
        let signed_data = sequence(&[
            &[tag::INTEGER, 1, 1],
            &element(tag::SET, &sha256_identifier()),
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
pub(super) fn signed_attributes(message_digest: &[u8; 32], signer_certificate: &[u8]) -> Vec<u8> {
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

fn sha256_identifier() -> Vec<u8> {
    // Parameters absent, as RFC 5754 §2 asks.
    sequence(&[&object_identifier(oid::SHA_256)])
}

fn signature_identifier(scheme: SignatureScheme) -> Result<Vec<u8>, SignError> {
    match scheme {
        SignatureScheme::Ecdsa(crate::DigestAlgorithm::Sha256) => {
            Ok(sequence(&[&object_identifier(oid::ECDSA_SHA_256)]))
        }
        SignatureScheme::RsaPkcs1(crate::DigestAlgorithm::Sha256) => {
            Ok(sequence(&[&object_identifier(oid::RSA_SHA_256), &[0x05, 0x00]]))
        }
        SignatureScheme::Ecdsa(_)
        | SignatureScheme::Ed25519
        | SignatureScheme::RsaPkcs1(_)
        | SignatureScheme::RsaPss { .. } => Err(SignError::UnsupportedScheme),
    }
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
