//! A certificate as far as this crate looks into it itself: who, by whom, from when to when, for what. Whether a path
//! of certificates holds is `certval`'s business (see `validate::path`).

mod extension;
mod name;

pub(crate) use self::extension::{Critical, Usage, point_addresses};
use self::extension::{Extension, extensions};
use self::name::{comparable_name, name_part};
use crate::algorithm::{DigestAlgorithm, SignatureScheme, sha256, verify_message};
use crate::asn1::{Element, ReadError, Reader, oid, tag};
use der::Decode;
use paraphe_envelope::Timestamp;
use spki::SubjectPublicKeyInfoRef;

/// A parsed certificate that keeps its original bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Certificate {
    der: Vec<u8>,
    subject: Vec<u8>,
    issuer: Vec<u8>,
    subject_key: String,
    issuer_key: String,
    serial: Vec<u8>,
    not_before: Timestamp,
    not_after: Timestamp,
    public_key_info: Vec<u8>,
    public_key_bits: Vec<u8>,
    extensions: Vec<Extension>,
    signature_digest: Option<DigestAlgorithm>,
}

impl Certificate {
    /// Reads a DER certificate.
    pub(crate) fn from_der(der: &[u8]) -> Result<Self, ReadError> {
        let mut outer = Reader::new(der);
        let mut certificate = outer.expect(tag::SEQUENCE)?.reader();
        outer.finish()?;
        let mut fields = certificate.expect(tag::SEQUENCE)?.reader();
        let signature_algorithm = certificate.expect(tag::SEQUENCE)?;
        certificate.expect(tag::BIT_STRING)?;
        certificate.finish()?;
        fields.optional(tag::CONTEXT_0)?;
        let serial = fields.expect(tag::INTEGER)?;
        fields.expect(tag::SEQUENCE)?;
        let issuer = fields.expect(tag::SEQUENCE)?;
        let mut validity = fields.expect(tag::SEQUENCE)?.reader();
        let subject = fields.expect(tag::SEQUENCE)?;
        let public_key_info = fields.expect(tag::SEQUENCE)?;
        Ok(Self {
            der: der.to_vec(),
            subject_key: comparable_name(subject)?,
            issuer_key: comparable_name(issuer)?,
            subject: subject.raw.to_vec(),
            issuer: issuer.raw.to_vec(),
            serial: serial.value.to_vec(),
            not_before: time(validity.next()?)?,
            not_after: time(validity.next()?)?,
            public_key_bits: public_key_bits(public_key_info)?,
            public_key_info: public_key_info.raw.to_vec(),
            extensions: extensions(fields)?,
            signature_digest: SignatureScheme::from_identifier(signature_algorithm, None)
                .ok()
                .and_then(SignatureScheme::digest),
        })
    }

    pub(crate) fn der(&self) -> &[u8] {
        &self.der
    }

    /// SHA-256 of the DER: what identifies a certificate (issuer and serial number can be shared by two).
    pub(crate) fn digest(&self) -> [u8; 32] {
        sha256(&self.der)
    }

    /// Whether this encoded name is the issuer's.
    pub(crate) fn issuer_is(&self, name: &[u8]) -> bool {
        let comparable = Reader::new(name).expect(tag::SEQUENCE).and_then(comparable_name);
        self.issuer == name || comparable.as_deref() == Ok(self.issuer_key.as_str())
    }

    /// Whether `other` has the name this certificate gives as its issuer's (its key may still be another).
    pub(crate) fn is_named_issuer(&self, other: &Self) -> bool {
        self.issuer_key == other.subject_key
    }

    /// The content octets of the serial number.
    pub(crate) fn serial(&self) -> &[u8] {
        &self.serial
    }

    pub(crate) fn serial_hex(&self) -> String {
        self.serial.iter().map(|octet| format!("{octet:02x}")).collect()
    }

    pub(crate) fn not_before(&self) -> Timestamp {
        self.not_before
    }

    pub(crate) fn not_after(&self) -> Timestamp {
        self.not_after
    }

    /// The subject as it is encoded.
    pub(crate) fn subject_der(&self) -> &[u8] {
        &self.subject
    }

    /// Whether this encoded name is the subject's.
    pub(crate) fn subject_is(&self, name: &[u8]) -> bool {
        let comparable = Reader::new(name).expect(tag::SEQUENCE).and_then(comparable_name);
        self.subject == name || comparable.as_deref() == Ok(self.subject_key.as_str())
    }

    /// Whether the issuer's key made the signature on this certificate. Nothing else is looked at.
    pub(crate) fn is_signed_by(&self, issuer: &Self) -> bool {
        let parts = || -> Option<bool> {
            let mut fields = Reader::new(&self.der).expect(tag::SEQUENCE).ok()?.reader();
            let to_be_signed = fields.expect(tag::SEQUENCE).ok()?;
            let scheme = SignatureScheme::from_identifier(fields.expect(tag::SEQUENCE).ok()?, None).ok()?;
            let (_, signature) = fields.expect(tag::BIT_STRING).ok()?.value.split_first()?;
            Some(verify_message(scheme, issuer.public_key_info().ok()?, to_be_signed.raw, signature).is_ok())
        };
        parts().unwrap_or(false)
    }

    /// The digest its issuer signed, if known.
    pub(crate) fn signature_digest(&self) -> Option<DigestAlgorithm> {
        self.signature_digest
    }

    pub(crate) fn is_self_issued(&self) -> bool {
        self.subject_key == self.issuer_key
    }

    pub(crate) fn common_name(&self) -> Option<String> {
        name_part(&self.subject, oid::COMMON_NAME)
    }

    pub(crate) fn organization(&self) -> Option<String> {
        name_part(&self.subject, oid::ORGANIZATION)
    }

    /// What to call the issuer: its common name, else its organization.
    pub(crate) fn issuer_name(&self) -> Option<String> {
        name_part(&self.issuer, oid::COMMON_NAME).or_else(|| name_part(&self.issuer, oid::ORGANIZATION))
    }

    /// Whether it carries the label of an identity made by this program.
    pub(crate) fn is_labelled_self_made(&self) -> bool {
        self.is_self_issued()
            && name_part(&self.subject, oid::ORGANIZATIONAL_UNIT).as_deref()
                == Some(crate::sign::SELF_MADE_UNIT)
    }

    pub(crate) fn public_key_info(&self) -> Result<SubjectPublicKeyInfoRef<'_>, der::Error> {
        SubjectPublicKeyInfoRef::from_der(&self.public_key_info)
    }

    /// The content of subjectPublicKey without the octet that counts unused bits.
    pub(crate) fn public_key_bits(&self) -> &[u8] {
        &self.public_key_bits
    }

    /// The encoded issuer.
    pub(crate) fn issuer(&self) -> &[u8] {
        &self.issuer
    }

    /// What to call its owner: common name, else organization, else the serial number.
    pub(crate) fn display_name(&self) -> String {
        self.common_name().or_else(|| self.organization()).unwrap_or_else(|| self.serial_hex())
    }

    /// Whether this certificate's key made `signature` over `message` with the algorithm of this identifier.
    pub(crate) fn has_signed(&self, message: &[u8], algorithm: Element<'_>, signature: &[u8]) -> bool {
        let Ok(scheme) = SignatureScheme::from_identifier(algorithm, None) else { return false };
        let Ok(key) = self.public_key_info() else { return false };
        verify_message(scheme, key, message, signature).is_ok()
    }
}

fn public_key_bits(public_key_info: Element<'_>) -> Result<Vec<u8>, ReadError> {
    let mut fields = public_key_info.reader();
    fields.expect(tag::SEQUENCE)?;
    let bits = fields.expect(tag::BIT_STRING)?.value;
    bits.split_first().map(|(_, bits)| bits.to_vec()).ok_or(ReadError::Truncated)
}

/// UTCTime or GeneralizedTime as RFC 5280 wants them: seconds, UTC, no fractions.
pub(crate) fn time(element: Option<Element<'_>>) -> Result<Timestamp, ReadError> {
    let element = element.ok_or(ReadError::Missing)?;
    let since_epoch = match element.tag {
        tag::UTC_TIME => der::asn1::UtcTime::from_der(element.raw).map(|time| time.to_unix_duration()),
        tag::GENERALIZED_TIME => {
            der::asn1::GeneralizedTime::from_der(element.raw).map(|time| time.to_unix_duration())
        }
        _ => return Err(ReadError::UnexpectedTag { expected: tag::UTC_TIME, found: element.tag }),
    };
    let millis = since_epoch.map_err(|_| ReadError::Unsupported)?.as_millis();
    i64::try_from(millis).map(Timestamp::from_millis).map_err(|_| ReadError::Unsupported)
}
