//! The requests and the trait.

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::json;

use super::config::Config;
use super::notice::{Parameters, no_notice};
use super::request::{NewSignature, end_of_keeping, signatory};
use super::wire::{self, Created, Known};
use crate::account::AccountSettings;
use crate::capability::{Artifact, Capability};
use crate::error::{Error, ErrorKind, Result, Retry};
use crate::http::{Answer, Http, Limits, Method, Request, is_pdf, refusal};
use crate::opinion::{Judged, Opinion};
use crate::plan::Dispatch;
use crate::provider::{
    Account, AccountMode, Documents, Download, Found, IdempotencyKey, Notice, NoticeSubject, PersonAct,
    PersonProgress, Progress, Provider, ProviderId, RemoteId, RemoteState, Sent, SentDispatch,
};
use crate::registry::{OpenError, ProviderPorts};
use crate::secret::Keys;
use crate::steps::{Steps, once, refuse_asked, value_of};

/// SigTool.
#[derive(Debug)]
pub struct SigTool {
    capability: Capability,
    config: Config,
    http: Http,
    keys: Arc<dyn Keys>,
}

impl SigTool {
    /// The provider with these settings.
    ///
    /// # Errors
    /// What cannot be used of them.
    pub fn new(settings: &AccountSettings, ports: &ProviderPorts) -> std::result::Result<Self, OpenError> {
        let config = Config::try_from(settings)?;
        let http = Http::new(&config.base_url, Limits::default(), &ports.network)?;
        Ok(Self { capability: super::capability(), config, http, keys: Arc::clone(&ports.keys) })
    }

    /// The key in both headers: the vendor's page writes `Authentication`, which no standard knows.
    async fn ask(&self, request: Request<'_>) -> Result<Answer> {
        let key = self.keys.secret().await?;
        let request = request.bearer(&key);
        request.secret_header("authentication", &format!("Bearer {}", key.expose())).send().await
    }

    async fn create(
        &self,
        body: &NewSignature,
        dispatch: &Dispatch<'_>,
        documents: &dyn Documents,
        key: &IdempotencyKey,
    ) -> Result<String> {
        let mut files = Vec::new();
        for document in &dispatch.documents {
            files.push(documents.file(&document.id).await?);
        }
        let request =
            self.http.change(Method::POST, SIGNATURES_WITH_LINKS).json_with_files(&json!(body), &files)?;
        let answer = self.ask(request).await?;
        let signature =
            wire::signature(&answer).map_err(|error| error.with_context("unique_identifier", key))?;
        let created = Created::read(&signature, &self.config).ok_or_else(|| answer.malformed())?;
        Ok(created.to_keep())
    }

    /// The signature's own address, as `resourceUrl` has it, and when SigTool's clock says it was asked.
    async fn read(&self, token: &str) -> Result<Answer> {
        if !wire::is_token(token) {
            let unknown = Error::new(ErrorKind::NotFound, "SigTool has no such names");
            return Err(unknown.with_context("remote", token));
        }
        let path = format!("{SIGNATURES}/{token}");
        self.ask(self.http.read(Method::GET, &path).query(&[("details", "links")])).await
    }

    async fn known(&self, sent: &SentDispatch<'_>) -> Result<Known> {
        let answer = self.read(&token_of(sent)).await?;
        Ok(Known { signature: wire::signature(&answer)? })
    }

    /// What an answer says that has no such signature (any more): after its end that is the end; before, nothing is
    /// known, because what this route answers is not published. Only where it has answered before is it gone.
    fn gone(&self, answer: &Answer, sent: &SentDispatch<'_>) -> Result<Progress> {
        let end = sent.dispatch.envelope.options().expires_at.map(end_of_keeping);
        let has_ended = end.zip(answer.server_time()).is_some_and(|(end, now)| now >= end);
        let has_answered = value_of(&sent.steps, READABLE).is_some();
        let word = Some(answer.status.to_string());
        if has_ended {
            Ok(Progress { state: Some(RemoteState::Expired), at: end, word, ..Progress::default() })
        } else if has_answered {
            Err(refusal(answer, None))
        } else {
            Ok(Progress { word, ..Progress::default() })
        }
    }

    fn sent(&self, kept: &str, dispatch: &Dispatch<'_>) -> Result<Sent> {
        let created = Created::kept(kept)
            .ok_or_else(|| Error::new(ErrorKind::Journal, "what was kept of the signature cannot be read"))?;
        let person = signatory(dispatch)?;
        let links = created.sign.into_iter().map(|link| (person.id.clone(), link)).collect();
        Ok(Sent { remote: RemoteId(created.token), links })
    }
}

#[async_trait]
impl Provider for SigTool {
    fn id(&self) -> ProviderId {
        ProviderId::SigTool
    }

    fn capability(&self) -> &Capability {
        &self.capability
    }

    /// No route is published that only reads. A creation without the mandatory `Content-Type` is: it "will return an
    /// error". So that error is what a good key gets, and 401 or 403 a bad one.
    async fn check_account(&self) -> Result<Account> {
        let request = self.http.read(Method::POST, SIGNATURES).header("content-type", "text/plain");
        let answer = self.ask(request).await?;
        let is_refused_as_documented = match answer.status {
            200..=299 => {
                wire::signature(&answer).err().is_some_and(|error| error.kind() == ErrorKind::Refused)
            }
            400 | 415 | 422 => true,
            _ => return Err(refusal(&answer, None)),
        };
        if !is_refused_as_documented {
            return Err(answer.malformed());
        }
        Ok(Account {
            holder: self.config.client.clone(),
            credits: None,
            mode: AccountMode::Live,
            server_time: answer.server_time(),
        })
    }

    async fn send(
        &self,
        dispatch: &Dispatch<'_>,
        documents: &dyn Documents,
        key: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Sent> {
        let body = NewSignature::new(dispatch, key)?;
        let create = self.create(&body, dispatch, documents, key);
        let is_open = steps.known().iter().any(|step| step.name == SIGNATURE && step.value.is_none());
        let kept = if is_open {
            // The unique identifier makes asking again safe: SigTool makes it now, or refuses a second one. Whatever it
            // refuses now says nothing about the first time, so the question stays open.
            let kept = create.await.map_err(|error| match error.retry() {
                Retry::Later => error,
                Retry::AfterCheck | Retry::No => error.with_retry(Retry::AfterCheck),
            })?;
            steps.finish(SIGNATURE, &kept).await?;
            kept
        } else {
            once(steps, SIGNATURE, create).await?
        };
        self.sent(&kept, dispatch)
    }

    /// The route to search by the unique identifier is mentioned and not published: without the token nothing can be asked.
    async fn find(&self, dispatch: &Dispatch<'_>, _key: &IdempotencyKey, steps: &dyn Steps) -> Result<Found> {
        match steps.known().iter().find(|step| step.name == SIGNATURE) {
            None => Ok(Found::Absent),
            Some(step) => match &step.value {
                None => Ok(Found::Unknown),
                Some(kept) => Ok(Found::Accepted(self.sent(kept, dispatch)?)),
            },
        }
    }

    async fn discard(&self, _: &Dispatch<'_>, _: &IdempotencyKey, steps: &dyn Steps) -> Result<()> {
        // One request makes all of it.
        refuse_asked(&steps.known(), SIGNATURE)
    }

    async fn progress(&self, sent: &SentDispatch<'_>) -> Result<Progress> {
        let answer = self.read(&token_of(sent)).await?;
        if matches!(answer.status, 404 | 405 | 410 | 501) {
            return self.gone(&answer, sent);
        }
        let known = Known { signature: wire::signature(&answer)? };
        let mut progress = progress_of(&known, &sent.dispatch)?;
        if value_of(&sent.steps, READABLE).is_none() {
            progress.remember.push((READABLE.to_owned(), "yes".to_owned()));
        }
        let has_link = value_of(&sent.steps, SIGNATURE)
            .and_then(|kept| Created::kept(&kept))
            .is_some_and(|created| created.sign.is_some());
        let link = Created::read(&known.signature, &self.config).and_then(|created| created.sign);
        if let Some(link) = link.filter(|_| !has_link) {
            progress.links.push((signatory(&sent.dispatch)?.id.clone(), link));
        }
        Ok(progress)
    }

    fn notice_subject(&self, notice: &Notice) -> Result<NoticeSubject> {
        let parameters = Parameters::read(notice)?;
        let key = parameters.value("sgt_uniqueid").and_then(|key| key.parse().ok());
        let token = || RemoteId(parameters.value("sgt_token").unwrap_or_default().to_owned());
        Ok(key.map_or_else(|| NoticeSubject::Remote(token()), NoticeSubject::Key))
    }

    async fn read_notice(&self, notice: &Notice, sent: &SentDispatch<'_>) -> Result<Progress> {
        let parameters = Parameters::read(notice)?;
        parameters.check(&self.keys.secret().await?)?;
        let token = parameters.value("sgt_token").filter(|token| wire::is_token(token));
        let token = token.ok_or_else(|| no_notice("the notice names no signature"))?;
        let kept = value_of(&sent.steps, SIGNATURE).and_then(|kept| Created::kept(&kept));
        let is_about_it = match (parameters.value("sgt_uniqueid"), &kept) {
            (Some(key), None) => key == sent.key.to_string(),
            (Some(key), Some(created)) => key == sent.key.to_string() && token == created.token,
            (None, _) => token == sent.remote.0,
        };
        let is_own = match (&self.config.client, parameters.value("sgt_client")) {
            (Some(own), Some(named)) => own == named,
            (None, _) | (_, None) => true,
        };
        if !is_about_it || !is_own {
            return Err(no_notice("the notice is about something else"));
        }
        let mut progress = signed(parameters.signed_at(), &sent.dispatch)?;
        let method = parameters.value("sgt_signmethod");
        progress.remember.extend(method.map(|method| (SIGN_METHOD.to_owned(), method.to_owned())));
        if kept.is_none() {
            // The answer to the creation was lost; this is how its token comes to be known.
            let created = Created { token: token.to_owned(), sign: None };
            progress.remember.push((SIGNATURE.to_owned(), created.to_keep()));
            progress.remote = Some(RemoteId(token.to_owned()));
        }
        Ok(progress)
    }

    async fn download(&self, sent: &SentDispatch<'_>, artifact: Artifact) -> Result<Vec<Download>> {
        match artifact {
            Artifact::SignedDocuments => signed_documents(&self.known(sent).await?, &sent.dispatch),
            Artifact::AuditTrail | Artifact::Certificate => {
                Err(Error::new(ErrorKind::Unsupported, "SigTool has no such file"))
            }
        }
    }

    async fn remind(&self, _sent: &SentDispatch<'_>) -> Result<()> {
        Err(Error::new(ErrorKind::Unsupported, "SigTool writes to nobody on request"))
    }

    async fn void(&self, _sent: &SentDispatch<'_>, _reason: &str) -> Result<()> {
        Err(Error::new(ErrorKind::Unsupported, "SigTool's route for it is not published"))
    }

    async fn judge(&self, _: &Judged<'_>) -> Result<Opinion> {
        Err(Error::new(ErrorKind::Unsupported, "it is not asked what it thinks of a document"))
    }
}

/// The token: as kept when it was made or noticed, or as the application calls it.
fn token_of(sent: &SentDispatch<'_>) -> String {
    let kept = value_of(&sent.steps, SIGNATURE).and_then(|kept| Created::kept(&kept));
    kept.map_or_else(|| sent.remote.0.clone(), |created| created.token)
}

/// Signed and cancelled can be seen; a word for a state would be news, and changes nothing.
fn progress_of(known: &Known, dispatch: &Dispatch<'_>) -> Result<Progress> {
    let word = known.word().map(str::to_owned);
    if known.is_signed() {
        let at = known.signed_at().and_then(|date| date.0);
        return Ok(Progress { word, ..signed(at, dispatch)? });
    }
    let state = match (known.is_cancelled(), &word) {
        (true, _) => Some(RemoteState::Voided),
        (false, None) => Some(RemoteState::Sent),
        (false, Some(_)) => None,
    };
    Ok(Progress { state, word, ..Progress::default() })
}

fn signed(at: Option<paraphe_envelope::Timestamp>, dispatch: &Dispatch<'_>) -> Result<Progress> {
    let recipient = signatory(dispatch)?.id.clone();
    let people = vec![PersonProgress { recipient, act: PersonAct::Signed, at }];
    Ok(Progress { state: Some(RemoteState::Completed), at, people, ..Progress::default() })
}

fn signed_documents(known: &Known, dispatch: &Dispatch<'_>) -> Result<Vec<Download>> {
    if !known.is_signed() {
        let kind = if known.is_cancelled() { ErrorKind::Ended } else { ErrorKind::NotReady };
        return Err(Error::new(kind, "nobody has signed"));
    }
    let files = known.files();
    if files.len() != dispatch.documents.len() {
        // Not published, so perhaps never there: the files also come by e-mail to whoever asks.
        let error = Error::new(ErrorKind::Unsupported, "SigTool's answer does not hold the signed documents");
        return Err(error.with_context("files", files.len()));
    }
    let pairs = files.into_iter().zip(&dispatch.documents);
    pairs
        .map(|(file, document)| {
            let broken =
                || Error::new(ErrorKind::Malformed, "the download is no PDF").with_retry(Retry::Later);
            let bytes = file.filter(|bytes| is_pdf(bytes)).ok_or_else(broken)?;
            Ok(Download { name: document.name.clone(), document: Some(document.id.clone()), bytes })
        })
        .collect()
}

const SIGNATURES: &str = "/api/signatures";
const SIGNATURES_WITH_LINKS: &str = "/api/signatures?details=links";
/// The step of the creation; its value is a [`Created`].
const SIGNATURE: &str = "signature";
/// How the person signed: `email`, `sms`, `touch` or `mouse`.
const SIGN_METHOD: &str = "sign_method";
/// Remembered once the signature's own address has answered.
const READABLE: &str = "readable";
