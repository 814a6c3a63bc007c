//! The requests, and the trait over them.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use paraphe_envelope::{Delivery, Recipient, RecipientId};

use super::config::Config;
use super::connection::Connection;
use super::launch::{are_asked_together, configuration, documents as uploads, file_name};
use super::wire::{Created, Transaction, User, object};
use crate::account::AccountSettings;
use crate::capability::{Artifact, Capability};
use crate::error::{Error, ErrorKind, Result, Retry};
use crate::http::{Http, Method, refusal};
use crate::opinion::{Judged, Opinion};
use crate::plan::Dispatch;
use crate::provider::{
    Account, Documents, Download, Found, IdempotencyKey, Notice, NoticeSubject, Progress, Provider,
    ProviderId, RemoteId, RemoteState, Sent, SentDispatch,
};
use crate::registry::{OpenError, ProviderPorts};
use crate::steps::{Outlives, Step, Steps, once, once_lasting, refuse_asked, value_of};

/// The upload; its value is a [`Created`]. Reaches nobody.
const TRANSACTION_STEP: &str = "transaction";
/// The configuration, which asks people; its value opens the first signing page, or is empty.
const LAUNCH_STEP: &str = "launch";

/// NGSign.
#[derive(Debug)]
pub struct NgSign {
    capability: Capability,
    config: Config,
    connection: Connection,
}

impl NgSign {
    /// The provider with these settings.
    ///
    /// # Errors
    /// What cannot be used of them.
    pub fn new(settings: &AccountSettings, ports: &ProviderPorts) -> std::result::Result<Self, OpenError> {
        let config = Config::try_from(settings)?;
        let connection = Connection::new(config.clone(), Arc::clone(&ports.keys), &ports.network)?;
        Ok(Self { capability: super::capability(), config, connection })
    }

    fn http(&self) -> &Http {
        self.connection.http()
    }

    /// The transaction as it is now.
    async fn transaction(&self, uuid: &str) -> Result<Transaction> {
        let path = format!("/any/transaction/{uuid}");
        let request = || self.http().read(Method::GET, &path).called("/any/transaction/{uuid}");
        Transaction::read(&self.connection.open(request, "application/json").await?)
    }

    async fn upload(&self, dispatch: &Dispatch<'_>, files: &[PathBuf]) -> Result<String> {
        let body = uploads(&dispatch.documents);
        let request =
            || self.http().change(Method::POST, "/protected/transaction/pdfs").json_with_files(&body, files);
        let answer = self.connection.protected(request).await?;
        let transaction = Transaction::read(&answer)?;
        let names: Vec<&str> = dispatch.documents.iter().map(|document| file_name(document)).collect();
        let created = transaction.created(&names).and_then(|created| serde_json::to_string(&created).ok());
        // A transaction that is not launched reaches nobody: it can be left, and made anew.
        created.ok_or_else(|| {
            answer.facts(Error::new(ErrorKind::Malformed, "the answer does not name the documents"))
        })
    }

    async fn launch(&self, dispatch: &Dispatch<'_>, created: &Created) -> Result<String> {
        let body = configuration(dispatch, &created.pdfs, &self.config)?;
        let path = format!("/protected/transaction/{}/launch", created.uuid);
        let request = || {
            let request =
                self.http().change(Method::POST, &path).called("/protected/transaction/{uuid}/launch");
            Ok(request.json(&body))
        };
        let transaction = Transaction::read(&self.connection.protected(request).await?)?;
        Ok(transaction.next_signer().unwrap_or_default().to_owned())
    }

    /// After a launch that was refused for good. Nothing is left behind where it can be taken back; where it cannot, the
    /// upload is used again. Refused because an earlier launch had arrived after all is no refusal.
    async fn refused(
        &self,
        dispatch: &Dispatch<'_>,
        created: &Created,
        steps: &dyn Steps,
        error: Error,
    ) -> Result<Sent> {
        let Ok(transaction) = self.transaction(&created.uuid).await else { return Err(error) };
        match transaction.state() {
            Some(RemoteState::NotLaunched) if self.cancel(&created.uuid).await.is_ok() => {
                steps.forget(TRANSACTION_STEP).await?;
                Err(error)
            }
            Some(RemoteState::InProgress | RemoteState::Sent) => {
                let next_signer = transaction.next_signer().unwrap_or_default();
                steps.finish(LAUNCH_STEP, next_signer).await?;
                let links = self.links(&transaction, dispatch);
                Ok(Sent { remote: RemoteId(created.uuid.clone()), links })
            }
            Some(
                RemoteState::Completed
                | RemoteState::Declined
                | RemoteState::Expired
                | RemoteState::Failed
                | RemoteState::NotLaunched
                | RemoteState::Voided,
            )
            | None => Err(error),
        }
    }

    async fn cancel(&self, uuid: &str) -> Result<()> {
        let path = format!("/protected/transaction/{uuid}/cancel");
        let name = "/protected/transaction/{uuid}/cancel";
        let answer =
            self.connection.protected(|| Ok(self.http().change(Method::POST, &path).called(name))).await?;
        if matches!(answer.status, 404 | 405) {
            let error = Error::new(ErrorKind::Unsupported, "this NGSign server cannot take anything back");
            return Err(answer.facts(error));
        }
        // Some servers answer nothing at all.
        if answer.is_success() && answer.body.is_empty() {
            return Ok(());
        }
        object(&answer).map(|_| ())
    }

    /// What the steps, and where they leave it open the service, say about an earlier try. A transaction that was never
    /// launched has reached nobody, whether or not its upload arrived.
    async fn settled(&self, dispatch: &Dispatch<'_>, steps: &dyn Steps) -> Result<Found> {
        let known = steps.known();
        let Some(step) = known.iter().find(|step| step.name == LAUNCH_STEP) else {
            if known.iter().any(|step| step.name == TRANSACTION_STEP && step.value.is_none()) {
                steps.forget(TRANSACTION_STEP).await?;
            }
            return Ok(Found::Absent);
        };
        let Some(created) = created(steps)? else { return Ok(Found::Unknown) };
        if let Some(next_signer) = &step.value {
            return Ok(Found::Accepted(self.sent(dispatch, &created, next_signer)));
        }
        let transaction = self.transaction(&created.uuid).await?;
        match transaction.state() {
            None => Ok(Found::Unknown),
            Some(RemoteState::NotLaunched) => {
                steps.forget(LAUNCH_STEP).await?;
                Ok(Found::Absent)
            }
            Some(_) => {
                let next_signer = transaction.next_signer().unwrap_or_default();
                steps.finish(LAUNCH_STEP, next_signer).await?;
                let links = self.links(&transaction, dispatch);
                Ok(Found::Accepted(Sent { remote: RemoteId(created.uuid), links }))
            }
        }
    }

    /// What is known right after the launch: the first person's link, where we hand it over.
    fn sent(&self, dispatch: &Dispatch<'_>, created: &Created, next_signer: &str) -> Sent {
        let first = dispatch.groups.iter().flatten().next().filter(|_| !next_signer.is_empty());
        let first = first.filter(|person| hands_over(person));
        let link =
            first.map(|person| (person.id.clone(), self.config.signing_page(next_signer, &created.uuid)));
        Sent { remote: RemoteId(created.uuid.clone()), links: link.into_iter().collect() }
    }

    /// The link of the person whose turn it is, where we hand it over: the others have none yet.
    fn links(&self, transaction: &Transaction, dispatch: &Dispatch<'_>) -> Vec<(RecipientId, String)> {
        let people = people(dispatch);
        let turn = transaction.whose_turn(&people).zip(transaction.next_signer());
        let turn =
            turn.filter(|(turn, _)| people.iter().any(|person| person.id == *turn && hands_over(person)));
        turn.map(|(turn, next)| (turn, self.config.signing_page(next, &transaction.uuid)))
            .into_iter()
            .collect()
    }

    async fn pdf(&self, uuid: &str, identifier: &str) -> Result<Vec<u8>> {
        let path = format!("/any/transaction/{uuid}/pdfs/{identifier}");
        let name = "/any/transaction/{uuid}/pdfs/{identifier}";
        let request = || self.http().read(Method::GET, &path).called(name);
        let answer = self.connection.open(request, "*/*").await?;
        // Whatever its media type says: it may be JSON by mistake, and an error may be JSON with HTTP 200.
        if answer.is_success() && answer.is_pdf() {
            return Ok(answer.body);
        }
        object(&answer)?;
        let error = Error::new(ErrorKind::Malformed, "the file is not what was expected");
        Err(answer.facts(error).with_retry(answer.effect().lost()))
    }
}

fn people<'e>(dispatch: &Dispatch<'e>) -> Vec<&'e Recipient> {
    dispatch.groups.iter().flatten().copied().collect()
}

/// Those who can sign now.
fn asked(transaction: &Transaction, dispatch: &Dispatch<'_>) -> Vec<RecipientId> {
    let people = people(dispatch);
    let is_open = matches!(transaction.state(), Some(RemoteState::InProgress | RemoteState::Sent));
    if is_open && are_asked_together(dispatch) {
        return people.iter().map(|person| person.id.clone()).collect();
    }
    transaction.whose_turn(&people).into_iter().collect()
}

/// Whether the link is ours to hand over; with `BY_MAIL` the service does it.
fn hands_over(person: &Recipient) -> bool {
    match person.delivery {
        Delivery::InPerson | Delivery::Links => true,
        Delivery::ProviderMails => false,
    }
}

fn created(steps: &dyn Steps) -> Result<Option<Created>> {
    value_of(&steps.known(), TRANSACTION_STEP).as_deref().map(read_created).transpose()
}

fn read_created(value: &str) -> Result<Created> {
    serde_json::from_str(value).map_err(|error| {
        Error::new(ErrorKind::Journal, "what was kept of the transaction cannot be read").with_source(error)
    })
}

#[async_trait]
impl Provider for NgSign {
    fn id(&self) -> ProviderId {
        ProviderId::NgSign
    }

    fn capability(&self) -> &Capability {
        &self.capability
    }

    async fn check_account(&self) -> Result<Account> {
        let verify = || Ok(self.http().read(Method::GET, "/protected/user/verify"));
        let verified = self.connection.protected(verify).await?;
        // Older servers do not have this route.
        if !verified.is_success() && verified.status != 404 {
            return Err(refusal(&verified, None));
        }
        let own = || Ok(self.http().read(Method::GET, "/protected/user/"));
        let answer = self.connection.protected(own).await?;
        let user: User = serde_json::from_value(object(&answer)?).map_err(|error| {
            answer.facts(Error::new(ErrorKind::Malformed, "the answer is no user")).with_source(error)
        })?;
        let (holder, credits) = (user.holder(), user.credits());
        Ok(Account { holder, credits, mode: self.config.mode(), server_time: answer.server_time() })
    }

    async fn send(
        &self,
        dispatch: &Dispatch<'_>,
        documents: &dyn Documents,
        _: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Sent> {
        if let Found::Accepted(sent) = self.settled(dispatch, steps).await? {
            return Ok(sent);
        }
        // Before anything is made: what cannot be launched is not uploaded.
        configuration(dispatch, &vec![String::new(); dispatch.documents.len()], &self.config)?;
        let mut files = Vec::new();
        for document in &dispatch.documents {
            files.push(documents.file(&document.id).await?);
        }
        // Found or lost, an upload without an answer is made anew; the launch keeps the uuid.
        let upload = self.upload(dispatch, &files);
        let value = once_lasting(steps, TRANSACTION_STEP, Outlives::Program, upload).await?;
        let created = read_created(&value)?;
        match once(steps, LAUNCH_STEP, self.launch(dispatch, &created)).await {
            Ok(next_signer) => Ok(self.sent(dispatch, &created, &next_signer)),
            Err(error) if error.retry() == Retry::No => self.refused(dispatch, &created, steps, error).await,
            Err(error) => Err(error),
        }
    }

    async fn find(&self, dispatch: &Dispatch<'_>, _: &IdempotencyKey, steps: &dyn Steps) -> Result<Found> {
        self.settled(dispatch, steps).await
    }

    async fn discard(&self, _: &Dispatch<'_>, _: &IdempotencyKey, steps: &dyn Steps) -> Result<()> {
        refuse_asked(&steps.known(), LAUNCH_STEP)?;
        let is_open = |step: &Step| step.name == TRANSACTION_STEP && step.value.is_none();
        if steps.known().iter().any(is_open) {
            // It publishes no list, and what has no name cannot be taken back.
            let lost = Error::new(ErrorKind::Interrupted, "a transaction may have stayed there");
            return Err(lost.with_retry(Retry::No));
        }
        let Some(created) = created(steps)? else { return Ok(()) };
        self.cancel(&created.uuid).await?;
        steps.forget(TRANSACTION_STEP).await
    }

    async fn progress(&self, sent: &SentDispatch<'_>) -> Result<Progress> {
        let transaction = self.transaction(&sent.remote.0).await?;
        let state = transaction.state();
        Ok(Progress {
            state,
            at: transaction.signed_at().filter(|_| state == Some(RemoteState::Completed)),
            people: transaction.people(&people(&sent.dispatch), &asked(&transaction, &sent.dispatch)),
            links: self.links(&transaction, &sent.dispatch),
            credits: transaction.credits(),
            word: transaction.word().map(str::to_owned),
            ..Progress::default()
        })
    }

    fn notice_subject(&self, _: &Notice) -> Result<NoticeSubject> {
        Err(Error::new(ErrorKind::Unsupported, "what NGSign posts is not published"))
    }

    async fn read_notice(&self, _: &Notice, _: &SentDispatch<'_>) -> Result<Progress> {
        Err(Error::new(ErrorKind::Unsupported, "what NGSign posts is not published"))
    }

    async fn download(&self, sent: &SentDispatch<'_>, artifact: Artifact) -> Result<Vec<Download>> {
        match artifact {
            Artifact::SignedDocuments => {}
            Artifact::AuditTrail | Artifact::Certificate => {
                return Err(Error::new(ErrorKind::Unsupported, "NGSign publishes no such file"));
            }
        }
        // Before the end the same address answers the document without signatures.
        let transaction = self.transaction(&sent.remote.0).await?;
        if transaction.state() != Some(RemoteState::Completed) {
            let error = Error::new(ErrorKind::NotReady, "not everybody has signed");
            return Err(error.with_context("word", transaction.word().unwrap_or_default()));
        }
        let value = value_of(&sent.steps, TRANSACTION_STEP);
        let kept = value.as_deref().map(read_created).transpose()?;
        let names: Vec<&str> = sent.dispatch.documents.iter().map(|document| file_name(document)).collect();
        let created = kept
            .or_else(|| transaction.created(&names))
            .ok_or_else(|| Error::new(ErrorKind::Malformed, "the transaction does not name the documents"))?;
        let mut downloads = Vec::new();
        for (document, identifier) in sent.dispatch.documents.iter().zip(&created.pdfs) {
            let bytes = self.pdf(&created.uuid, identifier).await?;
            downloads.push(Download {
                name: document.name.clone(),
                document: Some(document.id.clone()),
                bytes,
            });
        }
        Ok(downloads)
    }

    async fn remind(&self, _: &SentDispatch<'_>) -> Result<()> {
        Err(Error::new(ErrorKind::Unsupported, "NGSign reminds nobody on request"))
    }

    async fn void(&self, sent: &SentDispatch<'_>, _: &str) -> Result<()> {
        self.cancel(&sent.remote.0).await
    }

    async fn judge(&self, _: &Judged<'_>) -> Result<Opinion> {
        Err(Error::new(ErrorKind::Unsupported, "it is not asked what it thinks of a document"))
    }
}
