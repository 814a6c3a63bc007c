//! One signature: facts gathered, conclusion drawn.

use super::conclusion::SignatureConclusion;
use super::diff::{Changes, History};
use super::evidence::Found;
use super::findings::{Finding, FindingCode};
use super::integrity::Computed;
use super::judgement::{
    self, Appearances, Facts, KindKnown, Listing, Modifications, RevocationPolicy, Standing,
};
use super::noticed;
use super::path::{self, PathOutcome, Sought};
use super::proofs::{Means, Proofs, Stamp};
use super::report::{Coverage, ModificationLevel, SignatureKind, SignatureReport};
use super::revocation::{ChainRevocation, Known};
use super::signer::Check;
use super::subject::{Container, Subject, TIMESTAMP};
use super::write;
use crate::certificate::{Certificate, Usage};
use crate::trust::{TrustAnchors, Vouched};
use paraphe_envelope::Timestamp;
use paraphe_pdf::{DocMdp, Extent, PdfFile, Presence};
use std::cell::OnceCell;

/// What all signatures of a file share.
pub(super) struct Context<'a> {
    pub(super) pdf: &'a PdfFile,
    pub(super) trust: &'a TrustAnchors,
    pub(super) at: Timestamp,
    pub(super) subjects: &'a [Subject],
    pub(super) computed: &'a [Computed],
    pub(super) found: &'a Found,
    means: Means<'a>,
    pub(super) proofs: Proofs,
    hidden_pages: OnceCell<Vec<usize>>,
    oddities: OnceCell<Vec<Finding>>,
    history: History<'a>,
    /// The earliest certification's permission, and the revision it stands in.
    certification: Option<(usize, DocMdp)>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        pdf: &'a PdfFile,
        means: Means<'a>,
        subjects: &'a [Subject],
        computed: &'a [Computed],
    ) -> Self {
        let fields = || subjects.iter().map(|subject| &subject.field);
        Self {
            pdf,
            trust: means.trust,
            at: means.at,
            subjects,
            computed,
            found: means.found,
            means,
            proofs: Proofs::gather(subjects, computed, means),
            hidden_pages: OnceCell::new(),
            oddities: OnceCell::new(),
            history: History::new(pdf, fields()),
            certification: fields().find_map(|field| Some((field.revision, field.doc_mdp?))),
        }
    }

    /// Where pages stand that nothing shows.
    pub(super) fn hidden_pages(&self) -> &[usize] {
        self.hidden_pages.get_or_init(|| self.pdf.hidden_pages())
    }

    /// Whether the file asked for more reading than any document needs, all being looked at that ever is.
    pub(super) fn asks_too_much(&self) -> bool {
        let (_, _) = (self.hidden_pages(), self.oddities());
        self.pdf.asks_too_much()
    }

    /// What a reader of the document should know although everybody signed it like that.
    pub(super) fn oddities(&self) -> &[Finding] {
        self.oddities.get_or_init(|| noticed::oddities(self.pdf, self.subjects))
    }
}

/// What is known about one signature.
pub(super) struct Assessed<'a> {
    pub(super) subject: &'a Subject,
    pub(super) computed: &'a Computed,
    pub(super) stamps: &'a [Stamp],
    pub(super) changes: Changes,
    pub(super) allowed: Modifications,
    pub(super) path: PathOutcome,
    pub(super) revocation: ChainRevocation,
    pub(super) policy: RevocationPolicy,
    pub(super) revoked_later: Option<Timestamp>,
    /// Whether the signer's certificate was suspended at some time before, though it is good again.
    pub(super) was_held: bool,
    /// The service of the trusted lists behind the certificate.
    pub(super) vouched: Option<Vouched<'a>>,
    pub(super) listing: Listing,
    pub(super) proven: Option<Timestamp>,
    /// The moment for which the certificate is judged: the proven one, else the present.
    pub(super) moment: Timestamp,
}

impl Assessed<'_> {
    pub(super) fn certificate(&self) -> Option<&Certificate> {
        self.computed.signer.certificate.as_ref()
    }
}

pub(super) fn assess(index: usize, context: &Context<'_>) -> SignatureReport {
    let subject = &context.subjects[index];
    let computed = &context.computed[index];
    let changes = context.history.changes_after(&subject.field);
    let proven = context.proofs.best_time(index, subject);
    let moment = proven.unwrap_or(context.at);
    let certificate = computed.signer.certificate.as_ref();
    let path = certificate.map_or(PathOutcome::NoChain, |certificate| {
        path::find(certificate, &context.found.certificates, context.trust, sought(subject, moment))
    });
    let is_timestamp = kind(subject) == SignatureKind::DocumentTimestamp;
    let vouched = certificate.and_then(|certificate| vouched(subject, certificate, &path, moment, context));
    let assessed = Assessed {
        subject,
        computed,
        stamps: context.proofs.stamps(index),
        allowed: modifications(subject, &changes, context),
        changes,
        revocation: revocation_at(&path, moment, context),
        policy: if is_timestamp && proven.is_none() {
            RevocationPolicy::LastTimestamp
        } else {
            RevocationPolicy::MustBeSettled
        },
        revoked_later: revoked_later(&path, moment, context),
        was_held: was_held(&path, moment, context),
        listing: listing(&path, vouched.as_ref(), moment, context),
        vouched,
        path,
        proven,
        moment,
    };
    let conclusion = conclude(&assessed, context);
    let findings = noticed::all(&assessed, context);
    write::report(index, context, assessed, conclusion, findings)
}

fn conclude(assessed: &Assessed<'_>, context: &Context<'_>) -> SignatureConclusion {
    let Assessed { subject, computed, .. } = assessed;
    let signer = &computed.signer;
    let certificate = assessed.certificate();
    // EN 319 142-1 table 1: a PAdES signature binds itself to its certificate; so does a timestamp (RFC 5816).
    let must_bind = subject.field.sub_filter == "ETSI.CAdES.detached" || subject.field.is_document_timestamp;
    judgement::conclude(&Facts {
        kind: if matches!(subject.container, Container::Unknown) { KindKnown::No } else { KindKnown::Yes },
        byte_range: computed.byte_range,
        format: signer.format,
        digest: signer.digest,
        signature: signer.signature,
        binding: signer.binding,
        bound_as_needed: if must_bind && signer.binding != Check::Ok { Check::Failed } else { Check::Ok },
        certificate,
        modifications: assessed.allowed,
        appearances: appearances(assessed, context),
        standing: standing(subject),
        usage: certificate.map_or(Check::NotPossible, |certificate| usage(subject, certificate)),
        path: &assessed.path,
        strength: signer.strength,
        revocation: assessed.revocation,
        policy: assessed.policy,
        listing: assessed.listing,
        proven: assessed.proven,
        made_after: context.proofs.made_after(subject, context.subjects),
        moment: assessed.moment,
    })
}

/// A timestamp's authority is sought among others than a signer.
fn sought(subject: &Subject, moment: Timestamp) -> Sought {
    match &subject.container {
        Container::DocumentTimestamp(token) => Sought::authority(moment, token.time),
        Container::BareRsa { .. }
        | Container::Detached(_)
        | Container::Sha1InCms(_)
        | Container::Unknown
        | Container::Unreadable(_) => Sought::signer(moment),
    }
}

fn vouched<'a>(
    subject: &Subject,
    certificate: &Certificate,
    path: &PathOutcome,
    moment: Timestamp,
    context: &'a Context<'_>,
) -> Option<Vouched<'a>> {
    let lists = context.trust.lists()?;
    // Authorities that certify each other lead to several ends: the one that is relied on counts.
    let issuers = match path {
        PathOutcome::Trusted(chain) => chain,
        PathOutcome::Invalid(_)
        | PathOutcome::NoChain
        | PathOutcome::OutOfValidity(_)
        | PathOutcome::Weak => &context.found.certificates,
    };
    match &subject.container {
        Container::DocumentTimestamp(token) => lists.stamping(certificate, token.time),
        Container::BareRsa { .. }
        | Container::Detached(_)
        | Container::Sha1InCms(_)
        | Container::Unknown
        | Container::Unreadable(_) => lists.vouching(certificate, issuers, moment),
    }
}

/// Whether the chain ends in a service of a list that was overdue then, and not in a certificate the user chose.
fn listing(
    path: &PathOutcome,
    vouched: Option<&Vouched<'_>>,
    moment: Timestamp,
    context: &Context<'_>,
) -> Listing {
    let (PathOutcome::Trusted(chain), Some(lists), Some(vouched)) = (path, context.trust.lists(), vouched)
    else {
        return Listing::Sound;
    };
    let relies_on_list = chain.last().is_some_and(|anchor| !context.trust.contains(anchor));
    let is_overdue = lists.overdue(&vouched.service.territory, moment).is_some();
    if relies_on_list && is_overdue { Listing::Overdue } else { Listing::Sound }
}

/// What the file says about the revocation of the chain that was found.
fn revocation_at(path: &PathOutcome, moment: Timestamp, context: &Context<'_>) -> ChainRevocation {
    match path {
        PathOutcome::OutOfValidity(chain) | PathOutcome::Trusted(chain) => {
            context.means.revocation(chain, moment)
        }
        PathOutcome::Invalid(_) | PathOutcome::NoChain | PathOutcome::Weak => ChainRevocation::NothingToCheck,
    }
}

/// When the signer's certificate was revoked, if after the moment it is judged for.
fn revoked_later(path: &PathOutcome, moment: Timestamp, context: &Context<'_>) -> Option<Timestamp> {
    let PathOutcome::Trusted(chain) = path else { return None };
    let [certificate, issuer, ..] = chain.as_slice() else { return None };
    let Found { evidence, certificates, .. } = context.found;
    match evidence.about(certificate, issuer, certificates, context.at, context.at) {
        Known::Revoked { at } => Some(at).filter(|at| *at > moment),
        Known::Good { .. } | Known::Held | Known::Nothing | Known::TooOld => None,
    }
}

/// Whether the signer's certificate was suspended at some time before the moment it is judged for.
fn was_held(path: &PathOutcome, moment: Timestamp, context: &Context<'_>) -> bool {
    let PathOutcome::Trusted(chain) = path else { return false };
    let [certificate, issuer, ..] = chain.as_slice() else { return false };
    let Found { evidence, certificates, .. } = context.found;
    evidence.was_held(certificate, issuer, certificates, moment, context.at)
}

pub(super) fn kind(subject: &Subject) -> SignatureKind {
    if subject.field.sub_filter == TIMESTAMP {
        SignatureKind::DocumentTimestamp
    } else if subject.field.doc_mdp.is_some() {
        SignatureKind::Certification
    } else {
        SignatureKind::Approval
    }
}

pub(super) fn coverage(subject: &Subject) -> Coverage {
    match (subject.range, subject.field.coverage.extent) {
        (Some(_), Extent::WholeFile) => Coverage::WholeFile,
        (Some(_), Extent::WholeRevision { .. }) => Coverage::WholeRevision,
        (Some(_), Extent::Malformed | Extent::Partial) | (None, _) => Coverage::Partial,
    }
}

pub(super) fn standing(subject: &Subject) -> Standing {
    match subject.field.presence {
        Presence::Present => Standing::Present,
        Presence::Orphaned | Presence::Removed => Standing::Unreachable,
    }
}

/// Explained, and within what this signature and the document's certification before it permit.
fn modifications(subject: &Subject, changes: &Changes, context: &Context<'_>) -> Modifications {
    let earlier = context.certification.filter(|(revision, _)| *revision <= subject.field.revision);
    let permitted = [subject.field.doc_mdp, earlier.map(|(_, permission)| permission)]
        .into_iter()
        .flatten()
        .map(|permission| match permission {
            DocMdp::Annotate => ModificationLevel::Annotations,
            DocMdp::FillAndSign => ModificationLevel::FormFilling,
            DocMdp::NoChanges => ModificationLevel::LtaUpdates,
        })
        .min()
        .unwrap_or(ModificationLevel::Annotations);
    let is_locked = |name: &String| subject.field.field_lock.as_ref().is_some_and(|lock| lock.locks(name));
    if changes.level <= permitted && !changes.fields.iter().any(is_locked) {
        Modifications::Allowed
    } else {
        Modifications::NotAllowed
    }
}

/// The fields filled in or signed later that only the signature's own field asks to be locked. A signature forbids by what it signs
/// for (FieldMDP, 12.8.2.4); that it did not take the lock over may be its program's fault, and is nothing to pass over.
pub(super) fn filled_though_locked(subject: &Subject, changes: &Changes) -> Vec<String> {
    let lock = subject.field.asked_lock.as_ref();
    let is_locked = |name: &&String| lock.is_some_and(|lock| lock.locks(name));
    changes.fields.iter().filter(is_locked).cloned().collect()
}

/// Whether what is shown may mislead: what came later, or what the document does by itself.
fn appearances(assessed: &Assessed<'_>, context: &Context<'_>) -> Appearances {
    const ODD: [FindingCode; 3] =
        [FindingCode::ActsUnasked, FindingCode::LayersDisputed, FindingCode::ShownOtherwise];
    let is_odd = context.oddities().iter().any(|finding| ODD.contains(&finding.code));
    if !filled_though_locked(assessed.subject, &assessed.changes).is_empty()
        || is_odd
        || context.asks_too_much()
    {
        return Appearances::Doubtful;
    }
    assessed.changes.appearances()
}

pub(super) fn usage(subject: &Subject, certificate: &Certificate) -> Check {
    let usages = match &subject.container {
        Container::DocumentTimestamp(_) => [certificate.timestamping_usage(), Usage::Allowed],
        Container::BareRsa { .. }
        | Container::Detached(_)
        | Container::Sha1InCms(_)
        | Container::Unknown
        | Container::Unreadable(_) => [certificate.signing_usage(), certificate.document_usage()],
    };
    if usages.contains(&Usage::NotAllowed) { Check::Failed } else { Check::Ok }
}
