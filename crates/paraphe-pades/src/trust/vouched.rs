//! Which service of the trusted lists stands behind a certificate, and how it stood.

use paraphe_envelope::Timestamp;

use super::listed::{ListSummary, ListedService, ServiceKind, ServiceUse, TrustSnapshot};
use super::qualified::{QualifiedFor, Standing};
use crate::certificate::Certificate;

/// No chain of certificates is longer.
const LENGTH_LIMIT: usize = 8;

/// A service, and how the certificate in question stands under it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vouched<'a> {
    pub(crate) service: &'a ListedService,
    /// `None` of a timestamping service: whether it was granted is all there is to know.
    pub(crate) standing: Option<Standing>,
}

impl ListedService {
    /// Whether it vouched at that moment for who signs: a service for web sites alone says nothing about documents.
    fn vouches_at(&self, moment: Timestamp) -> bool {
        let only_sites =
            |uses: &[ServiceUse]| !uses.is_empty() && uses.iter().all(|one| *one == ServiceUse::WebSites);
        self.is_granted_at(moment) && self.period_at(moment).is_some_and(|period| !only_sites(&period.uses))
    }
}

impl TrustSnapshot {
    /// The certificates of services, granted at that moment, that could have issued `certificate`, by name. Lists also name
    /// timestamping authorities by certificates that vouch for nobody else.
    pub(crate) fn granted_issuers(
        &self,
        kind: ServiceKind,
        certificate: &Certificate,
        moment: Timestamp,
    ) -> impl Iterator<Item = Certificate> {
        self.with_subject(kind, certificate.issuer())
            .filter(move |(service, own)| service.vouches_at(moment) && own.may_issue())
            .map(|(_, own)| own)
    }

    /// Whether a service that was granted at that moment has exactly this certificate.
    pub(crate) fn grants(&self, kind: ServiceKind, certificate: &Certificate, moment: Timestamp) -> bool {
        self.with_subject(kind, certificate.subject_der())
            .any(|(service, own)| own.der() == certificate.der() && service.vouches_at(moment))
    }

    /// Whether this authority is a listed service that was not granted at that moment. A granted service above it does not
    /// speak for it then: its own entry does.
    pub(crate) fn denies(&self, kind: ServiceKind, authority: &Certificate, moment: Timestamp) -> bool {
        let mut own = self
            .with_subject(kind, authority.subject_der())
            .filter(|(_, own)| own.public_key_bits() == authority.public_key_bits())
            .map(|(service, _)| service.vouches_at(moment))
            .peekable();
        own.peek().is_some() && own.all(|vouches| !vouches)
    }

    /// The service nearest to a signer's certificate, over issuers found in `pool`. That the chain holds otherwise is not said.
    pub(crate) fn vouching<'a>(
        &'a self,
        signer: &Certificate,
        pool: &[Certificate],
        signed_at: Timestamp,
    ) -> Option<Vouched<'a>> {
        let mut current = signer;
        for _ in 0..LENGTH_LIMIT {
            let services: Vec<&ListedService> = self
                .with_subject(ServiceKind::QualifiedCertificates, current.issuer())
                .filter(|(_, own)| current.is_signed_by(own))
                .map(|(service, _)| service)
                .collect();
            if !services.is_empty() {
                return weigh(&services, signer, signed_at);
            }
            let issuer = |other: &&Certificate| current.is_named_issuer(other) && current.is_signed_by(other);
            current = pool.iter().find(issuer).filter(|issuer| *issuer != current)?;
        }
        None
    }

    /// The timestamping service that has this certificate or issued it, a granted one before others.
    pub(crate) fn stamping(&self, authority: &Certificate, stamped_at: Timestamp) -> Option<Vouched<'_>> {
        let kind = ServiceKind::QualifiedTimestamps;
        let own = self.with_subject(kind, authority.subject_der());
        let own = own.filter(|(_, own)| own.der() == authority.der());
        let above = self.with_subject(kind, authority.issuer());
        let above = above.filter(|(_, issuer)| authority.is_signed_by(issuer));
        let services = own.chain(above).map(|(service, _)| service);
        let service = services.max_by_key(|service| service.is_granted_at(stamped_at))?;
        let standing = (!service.is_granted_at(stamped_at)).then_some(Standing::NotGranted);
        Some(Vouched { service, standing })
    }

    /// The list, of those that speak for this country, that should have been replaced first, if it should have been by `at`.
    pub(crate) fn overdue(&self, territory: &str, at: Timestamp) -> Option<(&ListSummary, Timestamp)> {
        let (top, national) = self.lists.split_first()?;
        let national = national.iter().filter(|list| list.territory == territory);
        let due = std::iter::once(top).chain(national).filter_map(|list| Some((list, list.next_update?)));
        due.filter(|(_, next_update)| *next_update < at).min_by_key(|(_, next_update)| *next_update)
    }
}

/// Several entries can be about one certificate (one for signatures, one for seals, former names): those that were granted
/// and are meant for what the certificate is for decide, and must agree.
fn weigh<'a>(
    services: &[&'a ListedService],
    signer: &Certificate,
    signed_at: Timestamp,
) -> Option<Vouched<'a>> {
    let standings = services.iter().map(|service| (*service, service.standing_of(signer.der(), signed_at)));
    let (denied, granted): (Vec<_>, Vec<_>) =
        standings.partition(|(_, standing)| *standing == Standing::NotGranted);
    let meant: Vec<_> =
        granted.iter().filter(|(service, standing)| is_meant(service, *standing, signed_at)).collect();
    let (service, standing) = match (meant.split_first(), granted.first()) {
        (Some(((service, first), others)), _) => {
            let agreed = others.iter().fold(*first, |agreed, (_, other)| agree(agreed, *other));
            (*service, agreed)
        }
        (None, Some((service, _))) => (*service, Standing::NotQualified),
        (None, None) => *denied.first()?,
    };
    Some(Vouched { service, standing: Some(standing) })
}

/// An entry for another purpose than the certificate's makes nothing qualified.
fn is_meant(service: &ListedService, standing: Standing, signed_at: Timestamp) -> bool {
    let Standing::Qualified { purpose, .. } = standing else { return true };
    let needed = match purpose {
        QualifiedFor::Seals => ServiceUse::Seals,
        QualifiedFor::Signatures => ServiceUse::Signatures,
        QualifiedFor::WebSites => ServiceUse::WebSites,
    };
    let uses = service.period_at(signed_at).map_or(&[][..], |period| period.uses.as_slice());
    uses.is_empty() || uses.contains(&needed)
}

/// What both say; of a device both must know.
fn agree(one: Standing, other: Standing) -> Standing {
    match (one, other) {
        (
            Standing::Qualified { purpose, on_device },
            Standing::Qualified { purpose: also, on_device: with_device },
        ) if purpose == also => Standing::Qualified { purpose, on_device: on_device && with_device },
        (one, other) if one == other => one,
        (
            Standing::NotGranted | Standing::NotQualified | Standing::Qualified { .. } | Standing::Unknown,
            Standing::NotGranted | Standing::NotQualified | Standing::Qualified { .. } | Standing::Unknown,
        ) => Standing::Unknown,
    }
}
