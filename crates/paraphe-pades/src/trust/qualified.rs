//! Whether a certificate was qualified: what it says of itself, corrected by what the trusted list says of the
//! service that issued it (ETSI TS 119 615 §4.4, in short: the service was granted both when the certificate was
//! issued and when it signed).

use paraphe_envelope::Timestamp;

use super::listed::{Criterion, ListedService, Qualifier, ServicePeriod, ServiceUse};
use crate::asn1::{Reader, oid, tag};
use crate::certificate::Certificate;

/// What a qualified certificate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QualifiedFor {
    /// Seals of organisations.
    Seals,
    /// Signatures of people.
    Signatures,
    /// Web sites: a document signed with it has no qualified signature.
    WebSites,
}

/// How a certificate stands under a service of the trusted lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The service was not granted at one of the two moments.
    NotGranted,
    /// Granted, and the certificate is not a qualified one.
    NotQualified,
    /// Qualified.
    Qualified {
        /// What for.
        purpose: QualifiedFor,
        /// The private key is in a qualified device (QSCD).
        on_device: bool,
    },
    /// The list uses a criterion this program does not know.
    Unknown,
}

impl ListedService {
    /// How a certificate (DER) issued by this service stood when it signed.
    ///
    /// Before 1 July 2016 certificates for signatures of people were the only qualified ones.
    #[must_use]
    pub fn standing_of(&self, certificate: &[u8], signed_at: Timestamp) -> Standing {
        let Ok(certificate) = Certificate::from_der(certificate) else { return Standing::Unknown };
        let periods = (self.period_at(certificate.not_before()), self.period_at(signed_at));
        let (Some(at_issue), Some(at_signing)) = periods else { return Standing::NotGranted };
        let both = [at_issue, at_signing];
        if both.iter().any(|period| period.status != super::listed::ServiceStatus::Granted) {
            return Standing::NotGranted;
        }
        let own = OwnWords::of(&certificate);
        let standings = both.map(|period| standing(&own, &certificate, period));
        // It must have been qualified all along; what it is for, the later period says.
        match standings {
            [Standing::Qualified { .. }, now] => now,
            [before, _] => before,
        }
    }
}

/// What the certificate says itself (QCStatements, ETSI EN 319 412-5).
struct OwnWords {
    qualified: bool,
    purpose: Option<QualifiedFor>,
    on_device: bool,
}

impl OwnWords {
    fn of(certificate: &Certificate) -> Self {
        let statements = certificate
            .extension(oid::QC_STATEMENTS)
            .and_then(|value| Reader::new(value).expect(tag::SEQUENCE).ok()?.reader().all().ok())
            .unwrap_or_default();
        let mut own = Self { qualified: false, purpose: None, on_device: false };
        for statement in &statements {
            let mut parts = statement.reader();
            match parts.object_identifier() {
                Ok(oid::QC_COMPLIANCE) => own.qualified = true,
                Ok(oid::QC_SSCD) => own.on_device = true,
                Ok(oid::QC_TYPE) => {
                    let kinds = parts.expect(tag::SEQUENCE).map(|kinds| kinds.reader());
                    own.purpose = kinds.ok().and_then(|mut kinds| match kinds.object_identifier() {
                        Ok(oid::QC_TYPE_ESEAL) => Some(QualifiedFor::Seals),
                        Ok(oid::QC_TYPE_ESIGN) => Some(QualifiedFor::Signatures),
                        Ok(oid::QC_TYPE_WEB) => Some(QualifiedFor::WebSites),
                        Ok(_) | Err(_) => None,
                    });
                }
                Ok(_) | Err(_) => {}
            }
        }
        own
    }
}

fn standing(own: &OwnWords, certificate: &Certificate, period: &ServicePeriod) -> Standing {
    let mut qualifiers: Vec<Qualifier> = Vec::new();
    for rule in &period.rules {
        match meets(certificate, &rule.criterion) {
            Some(true) => qualifiers.extend(&rule.qualifiers),
            Some(false) => {}
            None => return Standing::Unknown,
        }
    }
    let said = |qualifier| qualifiers.contains(&qualifier);
    if said(Qualifier::NotQualified) || !(own.qualified || said(Qualifier::Statement)) {
        return Standing::NotQualified;
    }
    let purpose = if said(Qualifier::ForSignature) {
        QualifiedFor::Signatures
    } else if said(Qualifier::ForSeal) {
        QualifiedFor::Seals
    } else if said(Qualifier::ForWebSite) {
        QualifiedFor::WebSites
    } else {
        own.purpose.unwrap_or_else(|| only_use(period))
    };
    let on_device = (own.on_device || said(Qualifier::WithDevice)) && !said(Qualifier::NoDevice);
    Standing::Qualified { purpose, on_device }
}

fn only_use(period: &ServicePeriod) -> QualifiedFor {
    match period.uses.as_slice() {
        [ServiceUse::Seals] => QualifiedFor::Seals,
        [ServiceUse::WebSites] => QualifiedFor::WebSites,
        _ => QualifiedFor::Signatures,
    }
}

/// Whether a certificate meets a criterion; `None` when that depends on one that is not known.
fn meets(certificate: &Certificate, criterion: &Criterion) -> Option<bool> {
    let each =
        |all: &[Criterion]| -> Vec<Option<bool>> { all.iter().map(|one| meets(certificate, one)).collect() };
    match criterion {
        Criterion::All(all) => fold(&each(all), false),
        Criterion::AtLeastOne(all) => fold(&each(all), true),
        Criterion::None(all) => fold(&each(all), true).map(|any| !any),
        Criterion::KeyUsage(bits) => Some(bits.iter().all(|(bit, set)| has_usage(certificate, *bit) == *set)),
        Criterion::Policies(wanted) => {
            let named = policies(certificate);
            Some(wanted.iter().all(|policy| named.contains(policy)))
        }
        Criterion::Unknown => None,
    }
}

/// Of several: `decides` as soon as one is that, `None` when an unknown one could have been.
fn fold(all: &[Option<bool>], decides: bool) -> Option<bool> {
    if all.contains(&Some(decides)) {
        return Some(decides);
    }
    if all.contains(&None) { None } else { Some(!decides) }
}

fn has_usage(certificate: &Certificate, bit: u8) -> bool {
    let Some(value) = certificate.extension(oid::KEY_USAGE) else { return false };
    let Ok(bits) = Reader::new(value).expect(tag::BIT_STRING) else { return false };
    // The first octet counts the unused bits of the last one.
    let octet = bits.value.get(1 + usize::from(bit / 8)).copied().unwrap_or_default();
    octet & (0x80 >> (bit % 8)) != 0
}

fn policies(certificate: &Certificate) -> Vec<String> {
    let all = certificate
        .extension(oid::CERTIFICATE_POLICIES)
        .and_then(|value| Reader::new(value).expect(tag::SEQUENCE).ok()?.reader().all().ok())
        .unwrap_or_default();
    all.iter().filter_map(|policy| Some(policy.reader().object_identifier().ok()?.to_string())).collect()
}
