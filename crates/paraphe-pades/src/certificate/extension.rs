//! What the extensions of a certificate say (RFC 5280 §4.2): for what its key may be used, where its revocation is told,
//! what it claims to be.

use super::Certificate;
use crate::asn1::{Element, ReadError, Reader, oid, tag};
use const_oid::ObjectIdentifier;

const EXPLICIT_3: u8 = 0xA3;
/// The first octet of KeyUsage: cRLSign.
const CRL_SIGN: u8 = 0b0000_0010;
/// The first octet of KeyUsage: keyCertSign.
const KEY_CERT_SIGN: u8 = 0b0000_0100;
/// The first octet of KeyUsage: digitalSignature.
const DIGITAL_SIGNATURE: u8 = 0b1000_0000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extension {
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

    /// Whether the certificate is one of a timestamping authority (RFC 3161 §2.3: that purpose and no other), whose key may
    /// make signatures (RFC 5280 §4.2.1.12: both extensions must allow it).
    pub(crate) fn timestamping_usage(&self) -> Usage {
        match self.purposes().as_deref() {
            Some([oid::TIME_STAMPING]) => self.signing_usage(),
            Some(_) | None => Usage::NotAllowed,
        }
    }

    /// Whether ExtendedKeyUsage, where an authority has one, leaves room for certifying timestamping authorities: one for servers,
    /// programs or persons alone does not, one for documents (Adobe's authorities) does.
    pub(crate) fn certifies_timestamping(&self) -> Usage {
        let Some(purposes) = self.purposes() else { return Usage::Allowed };
        let other = |purpose: &ObjectIdentifier| {
            !matches!(
                *purpose,
                oid::SERVER_AUTHENTICATION
                    | oid::CLIENT_AUTHENTICATION
                    | oid::CODE_SIGNING
                    | oid::EMAIL_PROTECTION
                    | oid::OCSP_SIGNING
            )
        };
        if purposes.iter().any(other) { Usage::Allowed } else { Usage::NotAllowed }
    }

    /// Whether it may vouch for others: basicConstraints says so, and KeyUsage, where present, lets its key sign certificates
    /// (RFC 5280 §4.2.1.9, §4.2.1.3). One of version 1 says neither.
    pub(crate) fn may_issue(&self) -> bool {
        self.is_authority() && self.key_usage(KEY_CERT_SIGN) == Usage::Allowed
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

    /// Nothing where there is no such extension; one that cannot be read allows nothing.
    fn purposes(&self) -> Option<Vec<ObjectIdentifier>> {
        let value = self.extension(oid::EXTENDED_KEY_USAGE)?;
        let read = || -> Result<Vec<ObjectIdentifier>, ReadError> {
            let mut purposes = Vec::new();
            let mut list = Reader::new(value).expect(tag::SEQUENCE)?.reader();
            while !list.is_empty() {
                purposes.push(list.object_identifier()?);
            }
            Ok(purposes)
        };
        Some(read().unwrap_or_default())
    }
}

pub(super) fn extensions(mut fields: Reader<'_>) -> Result<Vec<Extension>, ReadError> {
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
