//! Lists of revoked certificates (RFC 5280 §5): read once, asked for serial numbers. Only complete lists of the issuer's
//! own count; delta, indirect and partial ones say too little to call anything good.

use super::{Answer, Source, State};
use crate::algorithm::{SignatureScheme, verify_message};
use crate::asn1::{Element, ReadError, Reader, oid, tag};
use crate::certificate::{self, Certificate, Usage};
use const_oid::ObjectIdentifier;
use paraphe_envelope::Timestamp;
use std::ops::Range;

/// A list as it was found; nothing about it is believed before [`Crl::answer`] has checked it.
#[derive(Debug, Clone)]
pub(crate) struct Crl {
    to_be_signed: Vec<u8>,
    issuer: Vec<u8>,
    scheme: Option<SignatureScheme>,
    signature: Vec<u8>,
    this_update: Timestamp,
    next_update: Option<Timestamp>,
    /// The entries, within `to_be_signed`.
    entries: Range<usize>,
    scope: Scope,
    /// Certificates that expired after this moment are still listed.
    lists_expired_since: Option<Timestamp>,
}

/// Which certificates a list speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scope {
    Everything,
    Part {
        users_only: bool,
        authorities_only: bool,
        points: Vec<Vec<u8>>,
    },
    /// Not one this program can rely on: delta, indirect, some reasons only, attribute certificates, unknown and critical.
    Unusable,
}

impl Crl {
    pub(crate) fn parse(der: &[u8]) -> Result<Self, ReadError> {
        let mut outer = Reader::new(der).expect(tag::SEQUENCE)?.reader();
        let list = outer.expect(tag::SEQUENCE)?;
        let scheme = SignatureScheme::from_identifier(outer.expect(tag::SEQUENCE)?, None).ok();
        let signature = outer.expect(tag::BIT_STRING)?.value.get(1..).ok_or(ReadError::Truncated)?.to_vec();
        let mut fields = list.reader();
        fields.optional(tag::INTEGER)?;
        fields.expect(tag::SEQUENCE)?;
        let issuer = fields.expect(tag::SEQUENCE)?.raw.to_vec();
        let this_update = certificate::time(fields.next()?)?;
        let mut next_update = None;
        let mut entries = 0..0;
        let mut scope = Scope::Everything;
        let mut is_understood = true;
        let mut lists_expired_since = None;
        while let Some(field) = fields.next()? {
            match field.tag {
                tag::UTC_TIME | tag::GENERALIZED_TIME => next_update = Some(certificate::time(Some(field))?),
                tag::SEQUENCE => entries = place(list.raw, field.value),
                tag::CONTEXT_0 => {
                    for extension in field.reader().expect(tag::SEQUENCE)?.reader().all()? {
                        let extension = Extension::read(extension)?;
                        match extension.kind {
                            oid::ISSUING_DISTRIBUTION_POINT => scope = issuing_point(extension.value),
                            oid::EXPIRED_CERTIFICATES_ON_CRL => {
                                lists_expired_since =
                                    certificate::time(Reader::new(extension.value).next()?).ok();
                            }
                            // Whatever else it says, it is not the whole list, also where the mark that it is critical is missing.
                            oid::DELTA_CRL_INDICATOR => is_understood = false,
                            _ if extension.is_critical => is_understood = false,
                            _ => {}
                        }
                    }
                }
                _ => return Err(ReadError::Unsupported),
            }
        }
        if !is_understood {
            scope = Scope::Unusable;
        }
        Ok(Self {
            issuer,
            scheme,
            signature,
            this_update,
            next_update,
            entries,
            scope,
            lists_expired_since,
            to_be_signed: list.raw.to_vec(),
        })
    }

    /// What the list says of `certificate`, if it is one by its issuer, speaks of it and is signed.
    pub(super) fn answer(&self, certificate: &Certificate, issuer: &Certificate) -> Option<Answer> {
        if !certificate.issuer_is(&self.issuer)
            || !self.speaks_of(certificate)
            || issuer.crl_usage() == Usage::NotAllowed
        {
            return None;
        }
        let scheme = self.scheme?;
        verify_message(scheme, issuer.public_key_info().ok()?, &self.to_be_signed, &self.signature).ok()?;
        Some(Answer {
            state: self.state(certificate.serial())?,
            this_update: self.this_update,
            next_update: self.next_update,
            speaks_of_expired_since: self.lists_expired_since,
            digest: scheme.digest(),
            source: Source::Crl,
        })
    }

    fn speaks_of(&self, certificate: &Certificate) -> bool {
        match &self.scope {
            Scope::Everything => true,
            Scope::Unusable => false,
            Scope::Part { users_only, authorities_only, points } => {
                let is_authority = certificate.is_authority();
                let kind_fits = !(*users_only && is_authority || *authorities_only && !is_authority);
                let named = certificate.extension(oid::CRL_DISTRIBUTION_POINTS).unwrap_or_default();
                kind_fits && (points.is_empty() || points.iter().any(|point| contains(named, point)))
            }
        }
    }

    /// `None` if an entry cannot be understood: then it might be the one.
    fn state(&self, serial: &[u8]) -> Option<State> {
        let mut entries = Reader::new(self.to_be_signed.get(self.entries.clone())?);
        let mut state = State::Good;
        while let Some(entry) = entries.next().ok()? {
            let mut fields = entry.reader();
            let listed = fields.expect(tag::INTEGER).ok()?.value;
            if listed != serial {
                continue;
            }
            let at = certificate::time(fields.next().ok()?).ok()?;
            let mut reason = None;
            if let Some(extensions) = fields.optional(tag::SEQUENCE).ok()? {
                for extension in extensions.reader().all().ok()? {
                    let extension = Extension::read(extension).ok()?;
                    if extension.kind == oid::CRL_REASON {
                        reason =
                            Reader::new(extension.value).expect(tag::ENUMERATED).ok()?.value.first().copied();
                    } else if extension.is_critical {
                        return None; // certificateIssuer: an indirect list
                    }
                }
            }
            state = State::of(at, reason, self.this_update);
        }
        Some(state)
    }
}

/// One extension of a list or of an entry.
pub(super) struct Extension<'a> {
    pub(super) kind: ObjectIdentifier,
    pub(super) is_critical: bool,
    pub(super) value: &'a [u8],
}

impl<'a> Extension<'a> {
    pub(super) fn read(element: Element<'a>) -> Result<Self, ReadError> {
        let mut parts = element.reader();
        let kind = parts.object_identifier()?;
        let is_critical = parts.optional(tag::BOOLEAN)?.is_some_and(|flag| flag.value != [0]);
        Ok(Self { kind, is_critical, value: parts.expect(tag::OCTET_STRING)?.value })
    }
}

/// IssuingDistributionPoint (RFC 5280 §5.2.5).
fn issuing_point(value: &[u8]) -> Scope {
    let read = || -> Result<Scope, ReadError> {
        let (mut users_only, mut authorities_only, mut points) = (false, false, Vec::new());
        for field in Reader::new(value).expect(tag::SEQUENCE)?.reader().all()? {
            match field.tag {
                0xA0 => {
                    let names = field.reader().next()?.ok_or(ReadError::Missing)?;
                    if names.tag != 0xA0 {
                        return Ok(Scope::Unusable); // a name relative to the issuer's
                    }
                    points = names.reader().all()?.iter().map(|name| name.raw.to_vec()).collect();
                }
                0x81 => users_only = field.value != [0],
                0x82 => authorities_only = field.value != [0],
                // onlySomeReasons, indirectCRL, onlyContainsAttributeCerts
                _ if field.tag == 0x83 || field.value != [0] => return Ok(Scope::Unusable),
                _ => {}
            }
        }
        Ok(Scope::Part { users_only, authorities_only, points })
    };
    read().unwrap_or(Scope::Unusable)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    !needle.is_empty() && haystack.windows(needle.len()).any(|window| window == needle)
}

/// Where `part` stands in `whole`, of which it is a slice.
fn place(whole: &[u8], part: &[u8]) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    start..start.saturating_add(part.len())
}
