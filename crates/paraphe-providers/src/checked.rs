//! The checker that stands before every provider and makes its capability true.
//!
//! It is always on, and for safety rather than for manners: without it a fault in the window or in a plan could ask
//! everybody at once where somebody was to wait.

use async_trait::async_trait;

use crate::capability::{Arity, Artifact, Capability, Judging, ProgressSource, Routing};
use crate::error::{Error, ErrorKind, Result};
use crate::opinion::{Judged, Opinion};
use crate::plan::{Dispatch, boxless_refusals, option_refusals, recipient_refusals};
use crate::provider::{
    Account, Documents, Download, Found, IdempotencyKey, Notice, NoticeSubject, Progress, Provider,
    ProviderId, Sent, SentDispatch,
};
use crate::steps::Steps;

/// A provider that is never asked for what its capability denies.
#[derive(Debug)]
pub struct Checked<P>(pub P);

#[async_trait]
impl<P: Provider> Provider for Checked<P> {
    fn id(&self) -> ProviderId {
        self.0.id()
    }

    fn capability(&self) -> &Capability {
        self.0.capability()
    }

    async fn check_account(&self) -> Result<Account> {
        self.0.check_account().await
    }

    async fn send(
        &self,
        dispatch: &Dispatch<'_>,
        documents: &dyn Documents,
        key: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Sent> {
        check_dispatch(dispatch, self.capability(), key).map_err(|error| self.refused("send", error))?;
        self.0.send(dispatch, documents, key, steps).await
    }

    async fn find(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, steps: &dyn Steps) -> Result<Found> {
        self.0.find(dispatch, key, steps).await
    }

    async fn discard(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, steps: &dyn Steps) -> Result<()> {
        self.0.discard(dispatch, key, steps).await
    }

    async fn progress(&self, sent: &SentDispatch<'_>) -> Result<Progress> {
        if self.capability().progress == ProgressSource::Notified {
            return Err(self.refused("progress", unsupported("it cannot be asked")));
        }
        self.0.progress(sent).await
    }

    fn notice_subject(&self, notice: &Notice) -> Result<NoticeSubject> {
        if self.capability().progress == ProgressSource::Immediate {
            return Err(self.refused("notice_subject", unsupported("it sends no notices")));
        }
        self.0.notice_subject(notice)
    }

    async fn read_notice(&self, notice: &Notice, sent: &SentDispatch<'_>) -> Result<Progress> {
        if self.capability().progress == ProgressSource::Immediate {
            return Err(self.refused("read_notice", unsupported("it sends no notices")));
        }
        self.0.read_notice(notice, sent).await
    }

    async fn download(&self, sent: &SentDispatch<'_>, artifact: Artifact) -> Result<Vec<Download>> {
        if !self.capability().artifacts.contains(&artifact) {
            let error =
                unsupported("it has no such artifact").with_context("artifact", format!("{artifact:?}"));
            return Err(self.refused("download", error));
        }
        self.0.download(sent, artifact).await
    }

    async fn remind(&self, sent: &SentDispatch<'_>) -> Result<()> {
        if !self.capability().remind {
            return Err(self.refused("remind", unsupported("it reminds nobody on request")));
        }
        self.0.remind(sent).await
    }

    async fn void(&self, sent: &SentDispatch<'_>, reason: &str) -> Result<()> {
        if !self.capability().void {
            return Err(self.refused("void", unsupported("it takes nothing back")));
        }
        self.0.void(sent, reason).await
    }

    async fn judge(&self, judged: &Judged<'_>) -> Result<Opinion> {
        let missing = match self.capability().judging {
            Judging::Document => None,
            Judging::DocumentAndCertificate if judged.certificate.is_some() => None,
            Judging::DocumentAndCertificate => Some("it compares with its certificate"),
            Judging::Never => Some("it is not asked what it thinks of a document"),
        };
        if let Some(missing) = missing {
            return Err(self.refused("judge", unsupported(missing)));
        }
        self.0.judge(judged).await
    }
}

impl<P: Provider> Checked<P> {
    fn refused(&self, operation: &'static str, error: Error) -> Error {
        error.with_context("provider", self.id()).with_context("operation", operation)
    }
}

/// Whether a dispatch is one the provider can take as it is, without looking at how it was planned.
fn check_dispatch(dispatch: &Dispatch<'_>, capability: &Capability, key: &IdempotencyKey) -> Result<()> {
    check_key(dispatch, key)?;
    check_documents(dispatch, capability)?;
    check_people(dispatch, capability)?;
    check_order(dispatch, capability)?;
    if let Some(refusal) = option_refusals(dispatch.envelope, capability).first() {
        return Err(
            unsupported("it cannot do all that is asked").with_context("refusal", format!("{refusal:?}"))
        );
    }
    if let Some(refusal) = boxless_refusals(dispatch.envelope, capability).first() {
        return Err(
            unsupported("nobody knows where they would sign").with_context("refusal", format!("{refusal:?}"))
        );
    }
    match dispatch.fields().find(|field| !capability.field_kinds.contains(&field.kind)) {
        Some(field) => {
            Err(unsupported("it does not know this kind of field").with_context("field", &field.id))
        }
        None => Ok(()),
    }
}

/// A key of another dispatch would make the provider take this one for that.
fn check_key(dispatch: &Dispatch<'_>, key: &IdempotencyKey) -> Result<()> {
    if key.envelope == *dispatch.envelope.id() && key.dispatch == dispatch.number {
        return Ok(());
    }
    Err(unsupported("the key is that of another dispatch").with_context("key", key))
}

fn check_documents(dispatch: &Dispatch<'_>, capability: &Capability) -> Result<()> {
    if dispatch.documents.is_empty() {
        return Err(unsupported("there is no document"));
    }
    if capability.documents == Arity::One && dispatch.documents.len() > 1 {
        return Err(unsupported("it takes one document").with_context("documents", dispatch.documents.len()));
    }
    let limit = capability.max_document_bytes.map_or(u64::MAX, u64::from);
    match dispatch.documents.iter().find(|document| document.byte_size > limit) {
        Some(document) => {
            Err(unsupported("the document is too large").with_context("document", &document.id))
        }
        None => Ok(()),
    }
}

fn check_people(dispatch: &Dispatch<'_>, capability: &Capability) -> Result<()> {
    let acting = dispatch.groups.iter().map(Vec::len).sum::<usize>();
    if acting == 0 || dispatch.groups.iter().any(Vec::is_empty) {
        return Err(unsupported("there is nobody to ask"));
    }
    if capability.signers == Arity::One && acting > 1 {
        return Err(unsupported("it asks one person").with_context("people", acting));
    }
    if let Some(person) = dispatch.groups.iter().flatten().find(|person| !person.role.acts()) {
        return Err(unsupported("who does not act is not asked").with_context("recipient", &person.id));
    }
    match dispatch.recipients().find(|person| !recipient_refusals(person, capability).is_empty()) {
        Some(person) => {
            Err(unsupported("it cannot ask this recipient so").with_context("recipient", &person.id))
        }
        None => Ok(()),
    }
}

/// Groups must be in the envelope's order and in one the provider keeps.
fn check_order(dispatch: &Dispatch<'_>, capability: &Capability) -> Result<()> {
    let order = paraphe_envelope::turns(dispatch.envelope.recipients());
    let place = |id| order.iter().position(|group| group.iter().any(|person| person.id == id));
    let places = dispatch.groups.iter().map(|group| {
        let mut places = group.iter().map(|person| place(person.id.clone()));
        let first = places.next().flatten();
        first.filter(|first| places.all(|place| place == Some(*first)))
    });
    let places: Option<Vec<usize>> = places.collect();
    if places.is_none_or(|places| !places.is_sorted_by(|before, after| before < after)) {
        return Err(unsupported("the groups are not those of the envelope"));
    }
    let is_kept = match capability.routing {
        Routing::Groups => true,
        Routing::Parallel => dispatch.groups.len() == 1,
        Routing::Sequential => {
            dispatch.groups.len() == 1 || dispatch.groups.iter().all(|group| group.len() == 1)
        }
    };
    if is_kept { Ok(()) } else { Err(unsupported("it does not keep this order")) }
}

fn unsupported(message: &'static str) -> Error {
    Error::new(ErrorKind::Unsupported, message)
}
