//! The trait.

use std::sync::Arc;

use async_trait::async_trait;
use paraphe_envelope::Document;

use super::client::Client;
use super::config::Config;
use super::download::{self, Pdf};
use super::lost::Sought;
use super::wire::{self, State};
use crate::account::AccountSettings;
use crate::capability::{Artifact, Capability};
use crate::error::{Error, ErrorKind, Result, Retry};
use crate::http::Answer;
use crate::opinion::{Judged, Opinion};
use crate::plan::Dispatch;
use crate::provider::{
    Account, AccountMode, Documents, Download, Found, IdempotencyKey, Notice, NoticeSubject, PersonAct,
    PersonProgress, Progress, Provider, ProviderId, RemoteId, RemoteState, Sent, SentDispatch,
};
use crate::registry::{OpenError, ProviderPorts};
use crate::steps::Steps;

/// Docage.
#[derive(Debug)]
pub struct Docage {
    capability: Capability,
    pub(super) config: Config,
    pub(super) client: Client,
}

impl Docage {
    /// The provider with these settings.
    ///
    /// # Errors
    /// What cannot be used of them.
    pub fn new(settings: &AccountSettings, ports: &ProviderPorts) -> std::result::Result<Self, OpenError> {
        let config = Config::try_from(settings)?;
        let client = Client::new(&config, Arc::clone(&ports.keys), &ports.network)?;
        Ok(Self { capability: super::capability(), config, client })
    }

    async fn state(&self, remote: &RemoteId) -> Result<Option<State>> {
        Ok(State::read(&self.client.status(id_of(remote)?).await?))
    }

    /// Refuses what makes no sense any more before it is asked for.
    async fn check_open(&self, remote: &RemoteId) -> Result<()> {
        match self.state(remote).await? {
            Some(State::Signed | State::Expired | State::Refused | State::Aborted) => Err(ended()),
            Some(
                State::Draft
                | State::Scheduled
                | State::WaitingInformations
                | State::Active
                | State::Validated,
            )
            | None => Ok(()),
        }
    }

    async fn signed_documents(&self, sent: &SentDispatch<'_>) -> Result<Vec<Download>> {
        match self.state(&sent.remote).await? {
            Some(State::Signed) => {}
            Some(State::Expired | State::Refused | State::Aborted) => return Err(ended()),
            Some(
                State::Draft
                | State::Scheduled
                | State::WaitingInformations
                | State::Active
                | State::Validated,
            )
            | None => return Err(not_ready()),
        }
        let answer = self.client.documents(id_of(&sent.remote)?).await.map_err(not_there_yet)?;
        let found = pdfs(&answer)?;
        Ok(assigned(found, &sent.dispatch.documents, sent.dispatch.envelope.title()))
    }

    async fn proof(&self, sent: &SentDispatch<'_>) -> Result<Vec<Download>> {
        let answer = self.client.proof(id_of(&sent.remote)?).await.map_err(not_there_yet)?;
        let found = pdfs(&answer)?.into_iter();
        Ok(found
            .map(|pdf| Download {
                name: pdf.name.unwrap_or_else(|| PROOF.to_owned()),
                document: None,
                bytes: pdf.bytes,
            })
            .collect())
    }
}

#[async_trait]
impl Provider for Docage {
    fn id(&self) -> ProviderId {
        ProviderId::Docage
    }

    fn capability(&self) -> &Capability {
        &self.capability
    }

    async fn check_account(&self) -> Result<Account> {
        let organization = self.client.organization().await?;
        let is_test = organization.is_demo || self.config.test;
        Ok(Account {
            holder: organization.name,
            credits: None,
            mode: if is_test { AccountMode::Test } else { AccountMode::Live },
            server_time: organization.server_time,
        })
    }

    async fn send(
        &self,
        dispatch: &Dispatch<'_>,
        documents: &dyn Documents,
        key: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Sent> {
        self.send_prepared(dispatch, key, documents, steps).await
    }

    async fn find(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, steps: &dyn Steps) -> Result<Found> {
        self.look_for(dispatch, key, steps).await
    }

    async fn discard(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, steps: &dyn Steps) -> Result<()> {
        self.give_up(&Sought::new(dispatch, key), steps).await
    }

    async fn progress(&self, sent: &SentDispatch<'_>) -> Result<Progress> {
        let word = self.client.status(id_of(&sent.remote)?).await?;
        Ok(progress_of(State::read(&word), word, &sent.dispatch))
    }

    fn notice_subject(&self, notice: &Notice) -> Result<NoticeSubject> {
        Ok(NoticeSubject::Remote(RemoteId(noticed(notice)?)))
    }

    async fn read_notice(&self, notice: &Notice, sent: &SentDispatch<'_>) -> Result<Progress> {
        if !noticed(notice)?.eq_ignore_ascii_case(&sent.remote.0) {
            return Err(no_notice().with_context("remote", &sent.remote));
        }
        // Nothing signs the notice: what it says is only a reason to ask.
        self.progress(sent).await
    }

    async fn download(&self, sent: &SentDispatch<'_>, artifact: Artifact) -> Result<Vec<Download>> {
        match artifact {
            Artifact::SignedDocuments => self.signed_documents(sent).await,
            Artifact::AuditTrail => self.proof(sent).await,
            Artifact::Certificate => Err(Error::new(ErrorKind::Unsupported, "Docage has no such file")),
        }
    }

    async fn remind(&self, sent: &SentDispatch<'_>) -> Result<()> {
        self.check_open(&sent.remote).await?;
        self.client.send_reminders(id_of(&sent.remote)?).await
    }

    async fn void(&self, sent: &SentDispatch<'_>, _reason: &str) -> Result<()> {
        self.check_open(&sent.remote).await?;
        self.client.abort(id_of(&sent.remote)?).await
    }

    async fn judge(&self, _: &Judged<'_>) -> Result<Opinion> {
        Err(Error::new(ErrorKind::Unsupported, "it is not asked what it thinks of a document"))
    }
}

/// What a state says of the people: everybody has signed when it is signed; who refused is known when only one could.
fn progress_of(state: Option<State>, word: String, dispatch: &Dispatch<'_>) -> Progress {
    let state = state.map(State::remote);
    let acting: Vec<_> = dispatch.groups.iter().flatten().collect();
    let all = |act: PersonAct| {
        let people = acting.iter();
        people
            .map(|person| PersonProgress { recipient: person.id.clone(), act: act.clone(), at: None })
            .collect()
    };
    let people = if state == Some(RemoteState::Completed) {
        all(PersonAct::Signed)
    } else if state == Some(RemoteState::Declined) && acting.len() == 1 {
        all(PersonAct::Declined { reason: String::new() })
    } else {
        Vec::new()
    };
    Progress { state, people, word: Some(word), ..Progress::default() }
}

/// Whose documents the PDFs are: by name where the download says names, in their order where there are as many; otherwise
/// what cannot be told stays untold.
fn assigned(found: Vec<Pdf>, documents: &[&Document], title: &str) -> Vec<Download> {
    let is_complete = found.len() == documents.len();
    let named = |pdf: &Pdf| {
        let name = pdf.name.as_deref()?;
        let mut same = documents.iter().filter(|document| is_same_name(&document.name, name));
        same.next().filter(|_| same.next().is_none()).copied()
    };
    let by_name: Vec<Option<&Document>> = found.iter().map(named).collect();
    let is_named = by_name.iter().all(Option::is_some);
    found
        .into_iter()
        .zip(by_name)
        .enumerate()
        .map(|(index, (pdf, named))| {
            let in_order = documents.get(index).copied().filter(|_| is_complete && !is_named);
            let document = if is_complete && !is_named { in_order } else { named };
            let name = document.map(|document| document.name.clone()).or(pdf.name);
            let name = name.unwrap_or_else(|| format!("{title}.pdf"));
            Download { name, document: document.map(|document| document.id.clone()), bytes: pdf.bytes }
        })
        .collect()
}

fn is_same_name(document: &str, file: &str) -> bool {
    let bare = |name: &str| {
        let name = name.to_lowercase();
        name.strip_suffix(".pdf").map_or(name.clone(), str::to_owned)
    };
    bare(document) == bare(file)
}

fn pdfs(answer: &Answer) -> Result<Vec<Pdf>> {
    let found = download::pdfs(&answer.body);
    if found.is_empty() {
        let error = Error::new(ErrorKind::Malformed, "the download is no PDF, or not all of it");
        return Err(answer.facts(error).with_retry(Retry::Later));
    }
    Ok(found)
}

/// The transaction a notice is about: `{Id, Status, Name}` (public client code).
fn noticed(notice: &Notice) -> Result<String> {
    let value: serde_json::Value =
        serde_json::from_slice(&notice.body).map_err(|error| no_notice().with_source(error))?;
    let id = wire::text(&value, "Id").filter(|id| wire::is_id(id)).ok_or_else(no_notice)?;
    match wire::member(&value, "Status") {
        Some(_) => Ok(id.to_owned()),
        None => Err(no_notice()),
    }
}

fn no_notice() -> Error {
    Error::new(ErrorKind::Malformed, "this is no notice of Docage about it")
}

/// The identifier as a part of an address.
fn id_of(remote: &RemoteId) -> Result<&str> {
    let unknown =
        || Error::new(ErrorKind::NotFound, "Docage has no such names").with_context("remote", remote);
    Some(remote.0.as_str()).filter(|id| wire::is_id(id)).ok_or_else(unknown)
}

fn not_there_yet(error: Error) -> Error {
    if error.kind() == ErrorKind::NotFound {
        return Error::new(ErrorKind::NotReady, "Docage hands out no such file").with_source(error);
    }
    error
}

fn not_ready() -> Error {
    Error::new(ErrorKind::NotReady, "not everybody has signed")
}

fn ended() -> Error {
    Error::new(ErrorKind::Ended, "the transaction has come to an end")
}

const PROOF: &str = "docage-proof.pdf";
