//! The trait, and the requests behind it.

use std::time::Duration;

use async_trait::async_trait;
use paraphe_envelope::RecipientId;
use serde_json::Value;

use super::clock::ServerClock;
use super::config::{Access, Config};
use super::lookup::ASKED_AT;
use super::oauth::Tokens;
use super::wire::{self, Signature};
use super::{notice, request};
use crate::account::AccountSettings;
use crate::capability::{Artifact, Capability};
use crate::error::{Error, ErrorKind, Result, Retry};
use crate::http::{Answer, Http, Limits, Method, Request, refusal};
use crate::opinion::{Judged, Opinion};
use crate::plan::Dispatch;
use crate::provider::{
    Account, Documents, Download, Found, IdempotencyKey, Notice, NoticeSubject, PersonAct, PersonProgress,
    Progress, Provider, ProviderId, RemoteId, RemoteState, Sent, SentDispatch,
};
use crate::registry::{OpenError, ProviderPorts};
use crate::steps::{Step, Steps, once, open_step, refuse_asked, value_of};

/// The step that asks for signatures; its value is the id.
pub(super) const SIGNATURE: &str = "signature";

/// How old an answer may be for its time to be that of a sending that begins now.
const FRESH: Duration = Duration::from_secs(10);

/// Openapi EU-SES.
#[derive(Debug)]
pub struct Openapi {
    capability: Capability,
    pub(super) config: Config,
    http: Http,
    pub(super) tokens: Tokens,
    pub(super) clock: ServerClock,
}

impl Openapi {
    /// The provider with these settings.
    ///
    /// # Errors
    /// What cannot be used of them.
    pub fn new(settings: &AccountSettings, ports: &ProviderPorts) -> std::result::Result<Self, OpenError> {
        let config = Config::try_from(settings)?;
        let http = Http::new(&config.base_url, Limits::default(), &ports.network)?;
        let auth = match &config.access {
            Access::ApiKey { auth_url, .. } => Some(Http::new(auth_url, Limits::default(), &ports.network)?),
            Access::Token => None,
        };
        let domain = host_of(&config.base_url);
        let tokens = Tokens::new(&config.access, auth, domain, ports.keys.clone());
        Ok(Self { capability: super::capability(), config, http, tokens, clock: ServerClock::default() })
    }

    /// A request that changes nothing.
    pub(super) fn read(&self, method: Method, path: &str) -> Request<'_> {
        self.http.read(method, path)
    }

    /// Sends a request with the account's token; where that is refused, once more with another. The answer is a success.
    pub(super) async fn ask<'h>(
        &'h self,
        request: impl Fn() -> Result<Request<'h>> + Send + Sync,
    ) -> Result<Answer> {
        let answer = self.answer(request).await?;
        if answer.is_success() { Ok(answer) } else { Err(refused(&answer)) }
    }

    /// The same with every answer but 401 and 403.
    pub(super) async fn answer<'h>(
        &'h self,
        request: impl Fn() -> Result<Request<'h>> + Send + Sync,
    ) -> Result<Answer> {
        let token = self.tokens.current(&self.clock).await?;
        let mut answer = request()?.bearer(&token).send().await?;
        self.clock.note(&answer);
        if answer.status == 401
            && let Some(other) = self.tokens.instead_of(&token, &self.clock).await?
        {
            answer = request()?.bearer(&other).send().await?;
            self.clock.note(&answer);
        }
        if matches!(answer.status, 401 | 403) { Err(refused(&answer)) } else { Ok(answer) }
    }

    /// A signature as it stands.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none; what the way there brings.
    pub(super) async fn detail(&self, id: &str) -> Result<Signature> {
        let path = format!("/signatures/{}/detail", wire::segment(id));
        let answer = self.ask(|| Ok(self.read(Method::GET, &path))).await?;
        signature_of(&answer)
    }

    /// Asks for signatures, which asks nobody yet: the links come back.
    async fn create(&self, body: &Value, document: std::path::PathBuf) -> Result<Signature> {
        let files = [document];
        let answer =
            self.ask(|| self.http.change(Method::POST, "/EU-SES").json_with_files(body, &files)).await?;
        signature_of(&answer)
    }

    /// Notes by the provider's clock when a sending begins, so that a lost one can be told from older ones.
    async fn note_time(&self, steps: &dyn Steps) -> Result<()> {
        if self.clock.fresh(FRESH).is_none() {
            let path = "/signatures?limit=1";
            let answer = self.answer(|| Ok(self.read(Method::GET, path))).await?;
            if !answer.is_success() && answer.status != 404 {
                return Err(refused(&answer));
            }
        }
        if let Some(now) = self.clock.now() {
            steps.note(ASKED_AT, &now.as_millis().to_string());
        }
        Ok(())
    }

    /// What was already found out or sent; none where it is certain that nothing was.
    async fn earlier(
        &self,
        dispatch: &Dispatch<'_>,
        key: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Option<Sent>> {
        let known = steps.known();
        if value_of(&known, SIGNATURE).is_none() && !is_open(&known) {
            return Ok(None);
        }
        match self.find(dispatch, key, steps).await? {
            Found::Accepted(sent) => Ok(Some(sent)),
            Found::Absent => Ok(None),
            Found::Unknown => Err(Error::new(ErrorKind::Interrupted, "an earlier answer never came")
                .with_retry(Retry::AfterCheck)
                .with_context("step", SIGNATURE)),
        }
    }

    async fn artifact(&self, sent: &SentDispatch<'_>, action: &str, accept: &str) -> Result<Vec<u8>> {
        let path = format!("/signatures/{}/{action}", wire::segment(&sent.remote.0));
        let answer = self.answer(|| Ok(self.read(Method::GET, &path).header("accept", accept))).await?;
        if answer.is_success() {
            return if answer.is_pdf() {
                Ok(answer.body)
            } else {
                Err(answer.malformed().with_retry(Retry::No))
            };
        }
        let error = refused(&answer);
        // Before everybody has signed there is none; what is answered then is not published.
        if matches!(answer.status, 400 | 404 | 422) {
            let signature = self.detail(&sent.remote.0).await?;
            if signature.remote_state() != Some(RemoteState::Completed) {
                return Err(Error::new(ErrorKind::NotReady, "not everybody has signed")
                    .with_context("state", signature.state));
            }
        }
        Err(error)
    }
}

#[async_trait]
impl Provider for Openapi {
    fn id(&self) -> ProviderId {
        ProviderId::Openapi
    }

    fn capability(&self) -> &Capability {
        &self.capability
    }

    async fn check_account(&self) -> Result<Account> {
        match self.tokens.desk() {
            Some(desk) => self.desk_account(desk).await,
            None => self.token_account().await,
        }
    }

    async fn send(
        &self,
        dispatch: &Dispatch<'_>,
        documents: &dyn Documents,
        key: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Sent> {
        let body = request::body(dispatch, key, &self.config)?;
        if let Some(sent) = self.earlier(dispatch, key, steps).await? {
            return Ok(sent);
        }
        let document = dispatch.documents.first();
        let document = document.ok_or_else(|| Error::new(ErrorKind::Unsupported, "there is no document"))?;
        let document = documents.file(&document.id).await?;
        self.note_time(steps).await?;
        let mut created = None;
        let id = once(steps, SIGNATURE, async {
            let signature = created.insert(self.create(&body, document).await?);
            Ok(signature.id.clone())
        })
        .await?;
        let signature = match created {
            Some(signature) => signature,
            None => self.detail(&id).await?,
        };
        Ok(sent(dispatch, &signature))
    }

    async fn find(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, steps: &dyn Steps) -> Result<Found> {
        let known = steps.known();
        if let Some(id) = value_of(&known, SIGNATURE) {
            return match self.detail(&id).await {
                Ok(signature) => Ok(Found::Accepted(sent(dispatch, &signature))),
                // It was there, and somebody has deleted it since.
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    Ok(Found::Accepted(Sent { remote: RemoteId(id), links: Vec::new() }))
                }
                Err(error) => Err(error),
            };
        }
        if !is_open(&known) {
            return Ok(Found::Absent);
        }
        self.look_up(dispatch, key, steps).await
    }

    async fn discard(&self, _: &Dispatch<'_>, _: &IdempotencyKey, steps: &dyn Steps) -> Result<()> {
        // One request makes all of it.
        refuse_asked(&steps.known(), SIGNATURE)
    }

    async fn progress(&self, sent: &SentDispatch<'_>) -> Result<Progress> {
        let signature = self.detail(&sent.remote.0).await?;
        Ok(Progress { server_time: self.clock.now(), ..progress(&sent.dispatch, &signature) })
    }

    fn notice_subject(&self, notice: &Notice) -> Result<NoticeSubject> {
        notice::subject(notice)
    }

    async fn read_notice(&self, notice: &Notice, sent: &SentDispatch<'_>) -> Result<Progress> {
        // Nothing in a notice is signed: it only says that there is something to ask about.
        let is_about_this = match notice::subject(notice)? {
            NoticeSubject::Key(key) => key == sent.key,
            NoticeSubject::Remote(remote) => remote == sent.remote,
        };
        if !is_about_this {
            return Err(Error::new(ErrorKind::Malformed, "the notice is about another dispatch"));
        }
        self.progress(sent).await
    }

    async fn download(&self, sent: &SentDispatch<'_>, artifact: Artifact) -> Result<Vec<Download>> {
        match artifact {
            Artifact::SignedDocuments => {
                let bytes = self.artifact(sent, "signedDocument", "application/pdf, */*;q=0.5").await?;
                let document = sent.dispatch.documents.first();
                let name = document.map_or_else(|| "signed.pdf".to_owned(), |document| document.name.clone());
                let document = document.map(|document| document.id.clone());
                Ok(vec![Download { name, document, bytes }])
            }
            Artifact::AuditTrail => {
                let bytes = self.artifact(sent, "audit", "application/pdf").await?;
                Ok(vec![Download { name: "audit.pdf".to_owned(), document: None, bytes }])
            }
            Artifact::Certificate => Err(Error::new(ErrorKind::Unsupported, "it has no certificate")),
        }
    }

    async fn remind(&self, _: &SentDispatch<'_>) -> Result<()> {
        Err(Error::new(ErrorKind::Unsupported, "it tells nobody, so it reminds nobody"))
    }

    async fn void(&self, sent: &SentDispatch<'_>, _reason: &str) -> Result<()> {
        // Taking back is deleting, and deleting destroys what was signed and its audit trail.
        let signature = self.detail(&sent.remote.0).await?;
        let state = signature.remote_state();
        match state {
            Some(RemoteState::Sent | RemoteState::InProgress | RemoteState::Failed) => {}
            Some(
                RemoteState::Completed
                | RemoteState::Declined
                | RemoteState::Expired
                | RemoteState::NotLaunched
                | RemoteState::Voided,
            ) => {
                let ended = Error::new(ErrorKind::Ended, "everybody has signed");
                return Err(ended.with_context("state", signature.state));
            }
            None => {
                let unknown = Error::new(ErrorKind::Malformed, "a state nobody knows is nothing to delete");
                return Err(unknown.with_context("state", signature.state));
            }
        }
        let path = format!("/signatures/{}", wire::segment(&sent.remote.0));
        let answer = self.answer(|| Ok(self.http.change(Method::DELETE, &path))).await?;
        // It was there a moment ago: gone is gone.
        if answer.is_success() || answer.status == 404 { Ok(()) } else { Err(refused(&answer)) }
    }

    async fn judge(&self, judged: &Judged<'_>) -> Result<Opinion> {
        self.opinion(judged).await
    }
}

/// Whether the request for signatures was begun and never answered.
fn is_open(known: &[Step]) -> bool {
    open_step(known).is_some_and(|step| step.name == SIGNATURE)
}

/// A signature as a dispatch that was accepted.
pub(super) fn sent(dispatch: &Dispatch<'_>, signature: &Signature) -> Sent {
    Sent { remote: RemoteId(signature.id.clone()), links: links(dispatch, signature) }
}

fn links(dispatch: &Dispatch<'_>, signature: &Signature) -> Vec<(RecipientId, String)> {
    let people = dispatch.groups.iter().flatten().enumerate();
    let link = people.filter_map(|(place, person)| {
        Some((person.id.clone(), signature.signer_of(person, place)?.url.clone()?))
    });
    link.collect()
}

fn progress(dispatch: &Dispatch<'_>, signature: &Signature) -> Progress {
    let state = signature.remote_state();
    let people = dispatch.groups.iter().flatten().enumerate().filter_map(|(place, person)| {
        let has_signed = signature.signer_of(person, place).is_some_and(wire::Signer::has_signed);
        // When it is done everybody has signed, whatever word their own state has.
        (has_signed || state == Some(RemoteState::Completed)).then(|| PersonProgress {
            recipient: person.id.clone(),
            act: PersonAct::Signed,
            at: None,
        })
    });
    Progress {
        state,
        at: signature.updated_at,
        people: people.collect(),
        reason: signature.error_message.clone(),
        links: links(dispatch, signature),
        word: Some(signature.state.clone()),
        ..Progress::default()
    }
}

/// The signature in an answer.
fn signature_of(answer: &Answer) -> Result<Signature> {
    Signature::read(&wire::unwrapped(answer.json()?)).ok_or_else(|| answer.malformed())
}

/// What a refusal means. The vendor's numbers do not tell an empty wallet from others: its words do.
pub(super) fn refused(answer: &Answer) -> Error {
    let error = refusal(answer, None);
    let said = error.fact("said").map(str::to_owned);
    let code = answer.json::<Value>().ok().and_then(|body| body.get("error").map(Value::to_string));
    let is_about_money = said.as_deref().is_some_and(|said| said.to_lowercase().contains("credit"));
    let error = match (error.kind(), said) {
        (ErrorKind::Refused, Some(said)) if is_about_money => answer
            .facts(Error::new(ErrorKind::Credits, "the account cannot pay for it"))
            .with_context("said", said),
        _ => error,
    };
    match code {
        Some(code) => error.with_context("code", code),
        None => error,
    }
}

fn host_of(base_url: &str) -> String {
    let url = url::Url::parse(base_url).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}
