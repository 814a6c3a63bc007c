//! Services of the EU trusted lists (ETSI TS 119 612), as the validator needs them: whose certificates they are, since
//! when they had which status, and what the list says of the certificates they issue.
//!
//! Reading and checking the lists themselves is another crate's; this one only looks up.

use std::collections::BTreeMap;

use paraphe_envelope::Timestamp;
use serde::{Deserialize, Serialize};

use crate::algorithm::sha256;
use crate::certificate::Certificate;

/// What a service does. Services of other kinds vouch for no signature and are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ServiceKind {
    /// `Svctype/CA/QC`: issues qualified certificates.
    QualifiedCertificates,
    /// `Svctype/TSA/QTST`: issues qualified timestamps.
    QualifiedTimestamps,
}

/// Whether the supervisory body vouches for the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ServiceStatus {
    /// `granted`, and what was called `undersupervision`, `supervisionincessation` or `accredited` before eIDAS.
    Granted,
    /// `withdrawn` and every other word.
    Withdrawn,
}

/// What the service's certificates are for (additionalServiceInformation, TS 119 612 §5.5.9.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ServiceUse {
    /// `ForeSeals`
    Seals,
    /// `ForeSignatures`
    Signatures,
    /// `ForWebSiteAuthentication`
    WebSites,
}

/// What a list says of some of a service's certificates, whatever they say of themselves (TS 119 612 §5.5.9.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Qualifier {
    /// `NotQualified`
    NotQualified,
    /// `QCForESeal`, and before eIDAS `QCForLegalPerson`.
    ForSeal,
    /// `QCForESig`
    ForSignature,
    /// `QCForWSA`
    ForWebSite,
    /// `QCNoQSCD`, and before eIDAS `QCNoSSCD`.
    NoDevice,
    /// `QCStatement`
    Statement,
    /// `QCWithQSCD`, `QCQSCDManagedOnBehalf`, and before eIDAS `QCWithSSCD`.
    WithDevice,
}

/// Which certificates a rule is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Criterion {
    /// All of these.
    All(Vec<Criterion>),
    /// At least one of these.
    AtLeastOne(Vec<Criterion>),
    /// None of these.
    None(Vec<Criterion>),
    /// The key usage extension has exactly these bits as said: number as in RFC 5280 §4.2.1.3, set or not.
    KeyUsage(Vec<(u8, bool)>),
    /// The certificate policies name all of these object identifiers, in dotted form.
    Policies(Vec<String>),
    /// A criterion this program does not know: whether it holds cannot be said.
    Unknown,
}

/// Qualifiers for the certificates that meet a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualifierRule {
    /// What is said of them.
    pub qualifiers: Vec<Qualifier>,
    /// Which ones.
    pub criterion: Criterion,
}

/// A service from one moment on, until the next period begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicePeriod {
    /// When it began.
    pub since: Timestamp,
    /// The status then.
    pub status: ServiceStatus,
    /// What it is for; nothing where the list does not say.
    pub uses: Vec<ServiceUse>,
    /// What the list adds to what certificates say.
    pub rules: Vec<QualifierRule>,
}

/// One service of one list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedService {
    /// What it does.
    pub kind: ServiceKind,
    /// Country code of the list, such as `FR`.
    pub territory: String,
    /// The provider's name.
    pub provider: String,
    /// The service's name.
    pub name: String,
    /// Its certificates, DER.
    pub certificates: Vec<Vec<u8>>,
    /// Newest first; never empty.
    pub periods: Vec<ServicePeriod>,
}

impl ListedService {
    /// The period a moment falls into; `None` before the first one.
    #[must_use]
    pub fn period_at(&self, moment: Timestamp) -> Option<&ServicePeriod> {
        self.periods.iter().find(|period| period.since <= moment)
    }

    /// Whether the service was vouched for at that moment.
    #[must_use]
    pub fn is_granted_at(&self, moment: Timestamp) -> bool {
        self.period_at(moment).is_some_and(|period| period.status == ServiceStatus::Granted)
    }
}

/// One list a snapshot was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSummary {
    /// Country code; `EU` for the list of lists.
    pub territory: String,
    /// The number the operator counts its lists with.
    pub sequence_number: u32,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// By when the next one was promised; none for a list that is closed.
    pub next_update: Option<Timestamp>,
    /// SHA-256 of the certificate that signed it, in lower-case hexadecimal; none where nobody wrote it down.
    pub signed_by: Option<String>,
}

/// The EU trusted lists as they were checked on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrustSnapshot {
    /// The lists, the list of lists first.
    pub lists: Vec<ListSummary>,
    services: Vec<ListedService>,
    /// SHA-256 of a certificate's encoded subject → the services that have one with that subject.
    by_subject: BTreeMap<[u8; 32], Vec<u32>>,
}

impl TrustSnapshot {
    /// A snapshot of these services. Certificates that cannot be read are left out: nothing could be checked with them.
    #[must_use]
    pub fn new(lists: Vec<ListSummary>, services: Vec<ListedService>) -> Self {
        let mut by_subject: BTreeMap<[u8; 32], Vec<u32>> = BTreeMap::new();
        for (index, service) in (0_u32..).zip(&services) {
            for der in &service.certificates {
                let Ok(certificate) = Certificate::from_der(der) else { continue };
                let known = by_subject.entry(sha256(certificate.subject_der())).or_default();
                if !known.contains(&index) {
                    known.push(index);
                }
            }
        }
        Self { lists, services, by_subject }
    }

    /// All services.
    #[must_use]
    pub fn services(&self) -> &[ListedService] {
        &self.services
    }

    /// When the list of lists was issued: the age of the snapshot.
    #[must_use]
    pub fn issued_at(&self) -> Option<Timestamp> {
        self.lists.first().map(|list| list.issued_at)
    }

    /// The services whose certificate is exactly this one.
    pub fn services_with<'a>(&'a self, certificate: &'a [u8]) -> impl Iterator<Item = &'a ListedService> {
        let subject = Certificate::from_der(certificate).map(|read| sha256(read.subject_der())).ok();
        self.named(subject).filter(move |service| service.certificates.iter().any(|own| own == certificate))
    }

    /// The certificates of services that could have issued `certificate`, by name.
    pub fn issuers_of<'a>(&'a self, certificate: &[u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let issuer = Certificate::from_der(certificate).map(|read| sha256(read.issuer())).ok();
        self.named(issuer).flat_map(move |service| {
            service.certificates.iter().map(Vec::as_slice).filter(move |der| {
                Certificate::from_der(der).ok().map(|read| sha256(read.subject_der())) == issuer
            })
        })
    }

    /// The services of one kind that have a certificate with this encoded subject, each with that certificate read.
    pub(crate) fn with_subject(
        &self,
        kind: ServiceKind,
        subject: &[u8],
    ) -> impl Iterator<Item = (&ListedService, Certificate)> {
        let subject = sha256(subject);
        self.named(Some(subject)).filter(move |service| service.kind == kind).flat_map(move |service| {
            let read = service.certificates.iter().filter_map(|der| Certificate::from_der(der).ok());
            read.filter(move |own| sha256(own.subject_der()) == subject).map(move |own| (service, own))
        })
    }

    fn named(&self, subject: Option<[u8; 32]>) -> impl Iterator<Item = &ListedService> {
        let indices =
            subject.and_then(|subject| self.by_subject.get(&subject)).map_or(&[][..], Vec::as_slice);
        indices.iter().filter_map(|index| self.services.get(usize::try_from(*index).ok()?))
    }
}
