//! Reading CMS SignedData (RFC 5652) with the original bytes of what was signed.

use crate::algorithm::{AlgorithmError, DigestAlgorithm, SignatureScheme, digest_algorithm};
use crate::asn1::{Element, NormaliseError, ReadError, Reader, oid, tag, to_der};
use crate::certificate::Certificate;
use const_oid::ObjectIdentifier;

/// More certificates than any chain needs; a bomb stops here.
const CERTIFICATES_LIMIT: usize = 256;

/// Why bytes are no CMS signature we can look into.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CmsError {
    #[error(transparent)]
    Normalise(#[from] NormaliseError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("content type {0} is not SignedData")]
    NotSignedData(ObjectIdentifier),
    #[error("{0} signers, PAdES allows one")]
    SignerCount(usize),
    #[error("attribute {0} is missing, repeated or malformed")]
    Attribute(ObjectIdentifier),
    #[error("too many certificates")]
    TooManyCertificates,
}

/// A SignedData with exactly one signer.
#[derive(Debug, Clone)]
pub(crate) struct SignedData {
    pub(crate) content_type: ObjectIdentifier,
    /// The encapsulated content, where there is one.
    pub(crate) content: Option<Vec<u8>>,
    pub(crate) certificates: Vec<Certificate>,
    /// The members of `crls`, encoded: lists of revoked certificates, and other kinds in `[1]`.
    pub(crate) revocation: Vec<Vec<u8>>,
    pub(crate) signer: SignerInfo,
    /// Whether only zeros follow the signature in its reserved space.
    pub(crate) padding: Padding,
}

/// What stands behind the CMS in /Contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Padding {
    NotZero,
    Zero,
}

/// How the signer names its certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SignerIdentifier {
    IssuerAndSerial { issuer: Vec<u8>, serial: Vec<u8> },
    KeyIdentifier(Vec<u8>),
}

#[derive(Debug, Clone)]
pub(crate) struct SignerInfo {
    pub(crate) identifier: SignerIdentifier,
    pub(crate) digest_algorithm: Result<DigestAlgorithm, AlgorithmError>,
    pub(crate) digest_identifier: Vec<u8>,
    pub(crate) signature_scheme: Result<SignatureScheme, AlgorithmError>,
    pub(crate) signature_identifier: Vec<u8>,
    /// The signed attributes as they stand, with their implicit `[0]` tag; `None`: the content itself is signed.
    pub(crate) signed_attributes: Option<Vec<u8>>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) unsigned_attributes: Vec<Attribute>,
    pub(crate) signature: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) kind: ObjectIdentifier,
    /// Encoded values.
    pub(crate) values: Vec<Vec<u8>>,
}

impl SignedData {
    /// Reads a ContentInfo at the start of `bytes`; what follows it is padding.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, CmsError> {
        let normalised = to_der(bytes)?;
        let padding = if bytes[normalised.consumed..].iter().all(|octet| *octet == 0) {
            Padding::Zero
        } else {
            Padding::NotZero
        };
        let mut content_info = Reader::new(&normalised.der).expect(tag::SEQUENCE)?.reader();
        let kind = content_info.object_identifier()?;
        if kind != oid::SIGNED_DATA {
            return Err(CmsError::NotSignedData(kind));
        }
        let signed_data = content_info.expect(tag::CONTEXT_0)?.reader().expect(tag::SEQUENCE)?;
        Self::from_fields(signed_data.reader(), padding)
    }

    fn from_fields(mut fields: Reader<'_>, padding: Padding) -> Result<Self, CmsError> {
        fields.expect(tag::INTEGER)?;
        fields.expect(tag::SET)?;
        let mut encapsulated = fields.expect(tag::SEQUENCE)?.reader();
        let content_type = encapsulated.object_identifier()?;
        let content = match encapsulated.optional(tag::CONTEXT_0)? {
            Some(content) => Some(content.reader().expect(tag::OCTET_STRING)?.value.to_vec()),
            None => None,
        };
        let certificates = match fields.optional(tag::CONTEXT_0)? {
            Some(set) => certificates(set)?,
            None => Vec::new(),
        };
        let revocation = match fields.optional(tag::CONTEXT_1)? {
            Some(set) => set.reader().all()?.iter().map(|member| member.raw.to_vec()).collect(),
            None => Vec::new(),
        };
        let signers = fields.expect(tag::SET)?.reader().all()?;
        let [signer] = signers.as_slice() else { return Err(CmsError::SignerCount(signers.len())) };
        let signer = SignerInfo::from_element(*signer)?;
        Ok(Self { content_type, content, certificates, revocation, signer, padding })
    }
}

impl SignerInfo {
    fn from_element(element: Element<'_>) -> Result<Self, CmsError> {
        if element.tag != tag::SEQUENCE {
            return Err(ReadError::UnexpectedTag { expected: tag::SEQUENCE, found: element.tag }.into());
        }
        let mut fields = element.reader();
        fields.expect(tag::INTEGER)?;
        let identifier = signer_identifier(&mut fields)?;
        let digest_identifier = fields.expect(tag::SEQUENCE)?;
        let digest_algorithm = digest_algorithm(digest_identifier);
        let signed = fields.optional(tag::CONTEXT_0)?;
        let signature_identifier = fields.expect(tag::SEQUENCE)?;
        let signature = fields.expect(tag::OCTET_STRING)?;
        let unsigned = fields.optional(tag::CONTEXT_1)?;
        Ok(Self {
            identifier,
            signature_scheme: SignatureScheme::from_identifier(
                signature_identifier,
                digest_algorithm.clone().ok(),
            ),
            digest_algorithm,
            digest_identifier: digest_identifier.raw.to_vec(),
            signature_identifier: signature_identifier.raw.to_vec(),
            signed_attributes: signed.map(|element| element.raw.to_vec()),
            attributes: attributes(signed)?,
            unsigned_attributes: attributes(unsigned)?,
            signature: signature.value.to_vec(),
        })
    }

    /// The single value of a signed attribute that must occur at most once.
    pub(crate) fn single(&self, kind: ObjectIdentifier) -> Result<Option<&[u8]>, CmsError> {
        let mut found = self.attributes.iter().filter(|attribute| attribute.kind == kind);
        match (found.next(), found.next()) {
            (None, _) => Ok(None),
            (Some(attribute), None) => match attribute.values.as_slice() {
                [value] => Ok(Some(value)),
                _ => Err(CmsError::Attribute(kind)),
            },
            (Some(_), Some(_)) => Err(CmsError::Attribute(kind)),
        }
    }

    /// The byte strings the signature may have been made over, the most likely first: the attributes as they stand,
    /// tagged as SET; then in DER's order, for signers that sorted only what they signed.
    pub(crate) fn signed_bytes(&self) -> Option<Vec<Vec<u8>>> {
        let raw = self.signed_attributes.as_ref()?;
        let mut as_is = raw.clone();
        as_is[0] = tag::SET;
        let sorted = Reader::new(raw)
            .expect(tag::CONTEXT_0)
            .and_then(|set| set.reader().all())
            .map(|members| members.iter().map(|member| member.raw.to_vec()).collect())
            .map(|members| crate::asn1::set_of(tag::SET, members));
        let mut candidates = vec![as_is];
        candidates.extend(sorted.ok().filter(|sorted| *sorted != candidates[0]));
        Some(candidates)
    }
}

fn signer_identifier(fields: &mut Reader<'_>) -> Result<SignerIdentifier, ReadError> {
    if let Some(identifier) = fields.optional(tag::CONTEXT_0_PRIMITIVE)? {
        return Ok(SignerIdentifier::KeyIdentifier(identifier.value.to_vec()));
    }
    let mut names = fields.expect(tag::SEQUENCE)?.reader();
    let issuer = names.expect(tag::SEQUENCE)?.raw.to_vec();
    let serial = names.expect(tag::INTEGER)?.value.to_vec();
    Ok(SignerIdentifier::IssuerAndSerial { issuer, serial })
}

fn attributes(set: Option<Element<'_>>) -> Result<Vec<Attribute>, CmsError> {
    let Some(set) = set else { return Ok(Vec::new()) };
    let mut attributes = Vec::new();
    for attribute in set.reader().all()? {
        let mut parts = attribute.reader();
        let kind = parts.object_identifier()?;
        let values = parts.expect(tag::SET)?.reader().all()?;
        attributes.push(Attribute { kind, values: values.iter().map(|value| value.raw.to_vec()).collect() });
    }
    Ok(attributes)
}

/// The X.509 certificates of the set; one that cannot be read is left out, it cannot be the signer's.
fn certificates(set: Element<'_>) -> Result<Vec<Certificate>, CmsError> {
    let members = set.reader().all()?;
    if members.len() > CERTIFICATES_LIMIT {
        return Err(CmsError::TooManyCertificates);
    }
    let mut certificates: Vec<Certificate> = Vec::new();
    for member in members.iter().filter(|member| member.tag == tag::SEQUENCE) {
        if let Ok(certificate) = Certificate::from_der(member.raw)
            && !certificates.contains(&certificate)
        {
            certificates.push(certificate);
        }
    }
    Ok(certificates)
}
