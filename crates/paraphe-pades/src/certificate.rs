//! A certificate as far as this crate looks into it itself: who, by whom, from when to when, for what. Whether a path
//! of certificates holds is `certval`'s business (see `validate::path`).

use crate::algorithm::{DigestAlgorithm, SignatureScheme, sha256, verify_message};
use crate::asn1::{Element, ReadError, Reader, oid, tag};
use const_oid::ObjectIdentifier;
use der::Decode;
use paraphe_envelope::Timestamp;
use spki::SubjectPublicKeyInfoRef;

const EXPLICIT_3: u8 = 0xA3;
/// The first octet of KeyUsage: cRLSign.
const CRL_SIGN: u8 = 0b0000_0010;
/// The first octet of KeyUsage: digitalSignature.
const DIGITAL_SIGNATURE: u8 = 0b1000_0000;

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

#[derive(Debug, Clone, PartialEq, Eq)]
struct Extension {
    kind: ObjectIdentifier,
    critical: Critical,
    value: Vec<u8>,
}

/// Whether who does not know an extension must reject the certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Critical {
    No,
    Yes,
}

/// What the key may be used for, as far as the extension says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    Allowed,
    NotAllowed,
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

    /// Whether the key may sign documents: no KeyUsage, or digitalSignature or contentCommitment (nonRepudiation).
    pub(crate) fn signing_usage(&self) -> Usage {
        const DIGITAL_SIGNATURE_OR_CONTENT_COMMITMENT: u8 = 0b1100_0000;
        self.key_usage(DIGITAL_SIGNATURE_OR_CONTENT_COMMITMENT)
    }

    /// Whether ExtendedKeyUsage, where present, leaves room for signing documents. Certificates meant only for
    /// timestamps, OCSP answers, servers or programs sign no documents; those for mail and clients are persons'.
    pub(crate) fn document_usage(&self) -> Usage {
        let Some(purposes) = self.purposes() else { return Usage::Allowed };
        let other = |purpose: &ObjectIdentifier| {
            !matches!(
                *purpose,
                oid::TIME_STAMPING | oid::OCSP_SIGNING | oid::SERVER_AUTHENTICATION | oid::CODE_SIGNING
            )
        };
        if purposes.iter().any(other) { Usage::Allowed } else { Usage::NotAllowed }
    }

    /// Whether the certificate is one of a timestamping authority (RFC 3161 §2.3: that purpose and no other).
    pub(crate) fn timestamping_usage(&self) -> Usage {
        match self.purposes().as_deref() {
            Some([oid::TIME_STAMPING]) => Usage::Allowed,
            Some(_) | None => Usage::NotAllowed,
        }
    }

    /// Whether the key may sign lists of revoked certificates.
    pub(crate) fn crl_usage(&self) -> Usage {
        self.key_usage(CRL_SIGN)
    }

    /// Whether the certificate is one of a delegated OCSP responder (RFC 6960 §4.2.2.2).
    pub(crate) fn ocsp_usage(&self) -> Usage {
        let delegated = self.purposes().is_some_and(|purposes| purposes.contains(&oid::OCSP_SIGNING));
        if delegated { self.key_usage(DIGITAL_SIGNATURE) } else { Usage::NotAllowed }
    }

    /// Whether the issuer asks nobody to look up this responder's revocation (id-pkix-ocsp-nocheck).
    pub(crate) fn asks_for_no_check(&self) -> bool {
        self.extension(oid::OCSP_NO_CHECK).is_some()
    }

    /// Whether basicConstraints calls it an authority.
    pub(crate) fn is_authority(&self) -> bool {
        let Some(value) = self.extension(oid::BASIC_CONSTRAINTS) else { return false };
        let says = Reader::new(value).expect(tag::SEQUENCE).and_then(|fields| {
            fields.reader().optional(tag::BOOLEAN).map(|found| found.is_some_and(|found| found.value != [0]))
        });
        says.unwrap_or(false)
    }

    fn key_usage(&self, bit: u8) -> Usage {
        match self.extension(oid::KEY_USAGE) {
            None => Usage::Allowed,
            Some(value) => match Reader::new(value).expect(tag::BIT_STRING).map(|bits| bits.value) {
                Ok([_, first, ..]) if first & bit != 0 => Usage::Allowed,
                Ok(_) | Err(_) => Usage::NotAllowed,
            },
        }
    }

    /// Whether the extension is there and marked critical.
    pub(crate) fn is_critical(&self, kind: ObjectIdentifier) -> Critical {
        let found = self.extensions.iter().find(|extension| extension.kind == kind);
        found.map_or(Critical::No, |extension| extension.critical)
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

    /// Addresses (http, https) in authority information access, for this way of access.
    pub(crate) fn access_addresses(&self, method: ObjectIdentifier) -> Vec<String> {
        let Some(access) = self.extension(oid::AUTHORITY_INFORMATION_ACCESS) else { return Vec::new() };
        let methods = Reader::new(access).expect(tag::SEQUENCE).and_then(|list| list.reader().all());
        let mut addresses = Vec::new();
        for description in methods.unwrap_or_default() {
            let mut parts = description.reader();
            if parts.object_identifier() == Ok(method)
                && let Ok(Some(location)) = parts.next()
            {
                addresses.extend(web_address(location));
            }
        }
        addresses
    }

    /// Addresses (http, https) of revocation lists.
    pub(crate) fn list_addresses(&self) -> Vec<String> {
        let Some(points) = self.extension(oid::CRL_DISTRIBUTION_POINTS) else { return Vec::new() };
        let points = Reader::new(points).expect(tag::SEQUENCE).and_then(|list| list.reader().all());
        points.unwrap_or_default().iter().flat_map(|point| point_addresses(point.reader())).collect()
    }

    /// Whether the certificate names a place where its revocation could be looked up.
    pub(crate) fn names_revocation_source(&self) -> bool {
        if self.extension(oid::CRL_DISTRIBUTION_POINTS).is_some() {
            return true;
        }
        let Some(access) = self.extension(oid::AUTHORITY_INFORMATION_ACCESS) else { return false };
        let methods = Reader::new(access).expect(tag::SEQUENCE).and_then(|list| list.reader().all());
        methods
            .unwrap_or_default()
            .iter()
            .any(|method| method.reader().object_identifier() == Ok(oid::ACCESS_OCSP))
    }

    /// Whether the certificate *claims* to be qualified under eIDAS (QcCompliance); only a trusted list confirms it.
    pub(crate) fn claims_qualified(&self) -> bool {
        let Some(statements) = self.extension(oid::QC_STATEMENTS) else { return false };
        let statements = Reader::new(statements).expect(tag::SEQUENCE).and_then(|list| list.reader().all());
        statements
            .unwrap_or_default()
            .iter()
            .any(|statement| statement.reader().object_identifier() == Ok(oid::QC_COMPLIANCE))
    }

    /// The content of an extension's OCTET STRING.
    pub(crate) fn extension(&self, kind: ObjectIdentifier) -> Option<&[u8]> {
        self.extensions
            .iter()
            .find(|extension| extension.kind == kind)
            .map(|extension| extension.value.as_slice())
    }

    fn purposes(&self) -> Option<Vec<ObjectIdentifier>> {
        let value = self.extension(oid::EXTENDED_KEY_USAGE)?;
        let mut purposes = Vec::new();
        let mut list = Reader::new(value).expect(tag::SEQUENCE).ok()?.reader();
        while !list.is_empty() {
            purposes.push(list.object_identifier().ok()?);
        }
        Some(purposes)
    }
}

/// The addresses of a DistributionPoint, or of the same field of an issuing distribution point.
pub(crate) fn point_addresses(mut point: Reader<'_>) -> Vec<String> {
    let Ok(Some(name)) = point.optional(tag::CONTEXT_0) else { return Vec::new() };
    let Ok(Some(full)) = name.reader().optional(tag::CONTEXT_0) else { return Vec::new() };
    full.reader().all().unwrap_or_default().into_iter().filter_map(web_address).collect()
}

/// A GeneralName that is an http or https address.
fn web_address(name: Element<'_>) -> Option<String> {
    const UNIFORM_RESOURCE_IDENTIFIER: u8 = 0x86;
    let text = str::from_utf8(name.value).ok().filter(|_| name.tag == UNIFORM_RESOURCE_IDENTIFIER)?;
    let is_web = ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    is_web.then(|| text.to_owned())
}

fn public_key_bits(public_key_info: Element<'_>) -> Result<Vec<u8>, ReadError> {
    let mut fields = public_key_info.reader();
    fields.expect(tag::SEQUENCE)?;
    let bits = fields.expect(tag::BIT_STRING)?.value;
    bits.split_first().map(|(_, bits)| bits.to_vec()).ok_or(ReadError::Truncated)
}

fn extensions(mut fields: Reader<'_>) -> Result<Vec<Extension>, ReadError> {
    let mut extensions = Vec::new();
    while let Some(field) = fields.next()? {
        if field.tag != EXPLICIT_3 {
            continue; // issuerUniqueID, subjectUniqueID
        }
        for extension in field.reader().expect(tag::SEQUENCE)?.reader().all()? {
            let mut parts = extension.reader();
            let kind = parts.object_identifier()?;
            let critical = match parts.optional(tag::BOOLEAN)?.map(|flag| flag.value) {
                None | Some([0]) => Critical::No,
                Some(_) => Critical::Yes,
            };
            extensions.push(Extension {
                kind,
                critical,
                value: parts.expect(tag::OCTET_STRING)?.value.to_vec(),
            });
        }
    }
    Ok(extensions)
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

/// A name in a form that two encodings of it share (RFC 5280 §7.1: string type, case and spacing do not matter).
fn comparable_name(name: Element<'_>) -> Result<String, ReadError> {
    let mut key = String::new();
    for relative_name in name.reader().all()? {
        for attribute in relative_name.reader().all()? {
            let mut parts = attribute.reader();
            let kind = parts.object_identifier()?;
            let text = directory_string(parts.next()?.ok_or(ReadError::Missing)?).to_lowercase();
            let words: Vec<&str> = text.split_whitespace().collect();
            key.push_str(&format!("{kind}={}\u{0}", words.join(" ")));
        }
        key.push('\u{1}');
    }
    Ok(key)
}

/// The last attribute of this kind in an encoded name (the last is the most specific).
fn name_part(name: &[u8], kind: ObjectIdentifier) -> Option<String> {
    let relative_names = Reader::new(name).expect(tag::SEQUENCE).ok()?.reader().all().ok()?;
    let mut found = None;
    for attribute in relative_names.iter().filter_map(|set| set.reader().all().ok()).flatten() {
        let mut parts = attribute.reader();
        if parts.object_identifier() == Ok(kind)
            && let Ok(Some(value)) = parts.next()
        {
            found = Some(directory_string(value));
        }
    }
    found
}

/// Text of a DirectoryString. TeletexString is read as Latin-1, which is what issuers meant by it.
fn directory_string(value: Element<'_>) -> String {
    const TELETEX: u8 = 0x14;
    const UNIVERSAL: u8 = 0x1C;
    const BMP: u8 = 0x1E;
    match value.tag {
        TELETEX => value.value.iter().map(|octet| char::from(*octet)).collect(),
        BMP => {
            let units: Vec<u16> =
                value.value.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        UNIVERSAL => value
            .value
            .chunks_exact(4)
            .map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
            .map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
        _ => String::from_utf8_lossy(value.value).into_owned(),
    }
}
