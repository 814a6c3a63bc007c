//! The requests, and the trait over them.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use paraphe_envelope::{EmailAddress, Timestamp};
use serde_json::Value;

use super::config::Config;
use super::notice::{AUDIT_STEP, CERTIFICATE_STEP, DOCUMENT_STEP, Told};
use super::tags::{Prepared, marks, prepared, signers};
use super::wire::{Created, Login, Meta, Signer, credits_left, logo_part, metadata};
use crate::account::{AccountSettings, AuthMethod};
use crate::capability::{Artifact, Capability};
use crate::error::{Error, ErrorKind, Result};
use crate::http::{Answer, Http, Limits, Method, Network, Part, Request, refusal};
use crate::opinion::{Judged, Opinion};
use crate::plan::Dispatch;
use crate::provider::{
    Account, AccountMode, Documents, Download, Found, IdempotencyKey, Notice, NoticeSubject, Progress,
    Provider, ProviderId, RemoteId, Sent, SentDispatch,
};
use crate::registry::{OpenError, ProviderPorts};
use crate::secret::{Keys, Secret};
use crate::steps::{Step, Steps, once, refuse_asked, value_of};

/// The one step that creates something; its value is a [`Created`].
const REQUEST_STEP: &str = "request";
/// What only the service is told.
const NONCE_STEP: &str = "nonce";
/// The service requires an end; without one in the envelope it is 30 days from now (our choice).
const USUAL_MILLIS: i64 = 30 * 24 * 60 * 60 * 1000;

/// GesDocs.
#[derive(Debug)]
pub struct GesDocs {
    capability: Capability,
    config: Config,
    http: Http,
    network: Network,
    keys: Arc<dyn Keys>,
    /// What the service said last; there is no route to ask it.
    credits: Mutex<Option<u32>>,
}

impl GesDocs {
    /// The provider with these settings.
    ///
    /// # Errors
    /// What cannot be used of them.
    pub fn new(settings: &AccountSettings, ports: &ProviderPorts) -> std::result::Result<Self, OpenError> {
        let config = Config::try_from(settings)?;
        let http = Http::new(&config.base_url, Limits::default(), &ports.network)?;
        let (network, keys) = (ports.network.clone(), Arc::clone(&ports.keys));
        Ok(Self { capability: super::capability(), config, http, network, keys, credits: Mutex::new(None) })
    }

    pub(super) fn http(&self) -> &Http {
        &self.http
    }

    /// Sends a request with the account's token. A session that is no longer accepted is begun once more: the service
    /// said no before it did anything.
    pub(super) async fn authorised<'h, F>(&'h self, request: F) -> Result<Answer>
    where
        F: Fn() -> Result<Request<'h>> + Send + Sync,
    {
        let answer = bearing(request()?, &self.token().await?).send().await?;
        if answer.status != 401 || self.config.auth != AuthMethod::Password {
            return Ok(answer);
        }
        self.keys.keep_session(None).await?;
        bearing(request()?, &self.login().await?).send().await
    }

    async fn token(&self) -> Result<Secret> {
        match self.config.auth {
            AuthMethod::ApiKey | AuthMethod::Token => self.keys.secret().await,
            AuthMethod::Password => match self.keys.session().await? {
                Some(session) => Ok(session),
                None => self.login().await,
            },
        }
    }

    async fn login(&self) -> Result<Secret> {
        let email = self.config.user.as_deref().unwrap_or_default();
        let password = self.keys.secret().await?;
        let body = serde_json::json!({ "email": email, "password": password.expose() });
        // Another token is another token: asking again harms nobody.
        let request = self.http.read(Method::POST, "/api/login").header("accept", "application/json");
        let answer = request.json(&body).send().await?;
        if !answer.is_success() {
            return Err(refusal(&answer, None));
        }
        let Login { token } = answer.json()?;
        let token = Secret::new(token);
        self.keys.keep_session(Some(&token)).await?;
        Ok(token)
    }

    /// What the service offers, and what its clock shows. Whether this route wants the token is not documented; it is
    /// sent along.
    async fn meta(&self) -> Result<(Meta, Option<Timestamp>)> {
        let answer = self.authorised(|| Ok(self.http.read(Method::GET, "/api/meta"))).await?;
        if answer.is_success() {
            Ok((answer.json()?, answer.server_time()))
        } else {
            Err(refusal(&answer, None))
        }
    }

    /// The language of each signer, where the service has it; else the envelope's, else French. French and English are
    /// on the vendor's page; only for others it is asked.
    async fn languages(&self, dispatch: &Dispatch<'_>) -> Result<Vec<String>> {
        let wanted: Vec<&str> = signers(dispatch).iter().map(|signer| signer.language.as_str()).collect();
        let is_usual = |code: &str| matches!(code, "en" | "fr");
        if wanted.iter().all(|code| is_usual(code)) {
            return Ok(wanted.into_iter().map(str::to_owned).collect());
        }
        let (meta, _) = self.meta().await?;
        let has = |code: &&str| is_usual(code) || meta.has_language(code);
        let general = Some(dispatch.envelope.language().as_str()).filter(has).unwrap_or("fr");
        let spoken = wanted.into_iter().map(|code| Some(code).filter(has).unwrap_or(general));
        Ok(spoken.map(str::to_owned).collect())
    }

    /// Until when can be signed. "Now" is the service's, or the draft's where that is later: this crate has no clock.
    async fn expires_at(&self, dispatch: &Dispatch<'_>) -> Result<Timestamp> {
        if let Some(expires_at) = dispatch.envelope.options().expires_at {
            return Ok(expires_at);
        }
        let begun = dispatch.envelope.created_at();
        let now = self.meta().await?.1.map_or(begun, |now| now.max(begun));
        Ok(Timestamp::from_millis(now.as_millis().saturating_add(USUAL_MILLIS)))
    }

    /// The texts of the request; the document follows.
    async fn parts(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, nonce: &str) -> Result<Vec<Part>> {
        let options = dispatch.envelope.options();
        let requester = self.requester(dispatch)?;
        let people = signers(dispatch);
        let mut parts = Vec::new();
        for (index, (person, language)) in people.iter().zip(self.languages(dispatch).await?).enumerate() {
            parts.extend(Signer::new(person, language)?.parts(index, &self.config.region));
        }
        parts.push(Part::text("expires_at", self.config.local(self.expires_at(dispatch).await?)));
        parts.push(Part::text("demandeur_email", requester.as_str()));
        parts.push(Part::text("metadata", metadata(&options.metadata, &key.to_string(), nonce)?));
        parts.extend(options.brand_color.as_deref().map(|color| Part::text("color", color)));
        parts.extend(options.brand_logo.as_deref().map(logo_part).transpose()?);
        Ok(parts)
    }

    /// Who asks: as the sender says, else whose account it is.
    fn requester(&self, dispatch: &Dispatch<'_>) -> Result<EmailAddress> {
        let account = || self.config.user.as_deref().and_then(|user| user.parse().ok());
        dispatch.envelope.options().requester().or_else(account).ok_or_else(|| {
            Error::new(ErrorKind::Configuration, "GesDocs needs the e-mail address of who asks")
                .with_context("missing", "requester_email")
        })
    }

    async fn create(&self, parts: &[Part], document: &Prepared, name: &str) -> Result<String> {
        let answer = self
            .authorised(|| {
                let mut parts = parts.to_vec();
                parts.push(Part::pdf("pdf", file_name(name), document.path()));
                Ok(self.http.change(Method::POST, "/api/signature-requests").multipart(parts))
            })
            .await?;
        if !answer.is_success() {
            return Err(refusal(&answer, None));
        }
        let said: Value = answer.json()?;
        if said["status"] == "error" {
            return Err(refusal(&answer, None));
        }
        self.note_credits(credits_left(&said));
        let created = Created::read(&said).ok_or_else(|| {
            let error = Error::new(ErrorKind::Malformed, "the answer names no request");
            answer.facts(error).with_retry(answer.effect().lost())
        })?;
        serde_json::to_string(&created)
            .map_err(|error| Error::new(ErrorKind::Journal, "the answer cannot be kept").with_source(error))
    }

    fn note_credits(&self, credits: Option<u32>) {
        if credits.is_some() {
            *self.credits.lock().unwrap_or_else(PoisonError::into_inner) = credits;
        }
    }

    /// A file a notice named. Whether such addresses want the token is not documented: first without, then with it, and
    /// with it only where the account itself is.
    async fn fetch(&self, url: &str) -> Result<Answer> {
        let unusable = || Error::new(ErrorKind::Malformed, "the file has no address that can be used");
        let parsed = url::Url::parse(url).map_err(|error| unusable().with_source(error))?;
        let base = url::Url::parse(&self.config.base_url).map_err(|error| unusable().with_source(error))?;
        let is_ours = parsed.origin() == base.origin();
        if parsed.scheme() != "https" && !is_ours {
            return Err(unusable());
        }
        let http = Http::new(&parsed.origin().ascii_serialization(), Limits::default(), &self.network)?;
        let path = &parsed[url::Position::BeforePath..url::Position::AfterQuery];
        let request = || http.read(Method::GET, path).called("/a-file-of-a-notice").header("accept", "*/*");
        let answer = request().send().await?;
        if matches!(answer.status, 401 | 403) && is_ours {
            return request().bearer(&self.token().await?).send().await;
        }
        Ok(answer)
    }
}

/// The service answers in JSON, also when it refuses, to whoever says so.
fn bearing<'h>(request: Request<'h>, token: &Secret) -> Request<'h> {
    request.header("accept", "application/json").bearer(token)
}

fn file_name(name: &str) -> String {
    let has_ending = name.to_lowercase().ends_with(".pdf");
    if has_ending { name.to_owned() } else { format!("{name}.pdf") }
}

/// 16 random bytes as text.
fn new_nonce() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Error::new(ErrorKind::Journal, "this computer gives no random numbers").with_context("cause", error)
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What the step of the request says, as an answer.
fn sent(value: &str, dispatch: &Dispatch<'_>) -> Result<Sent> {
    let unreadable = || Error::new(ErrorKind::Journal, "what was kept of the request cannot be read");
    let created: Created = serde_json::from_str(value).map_err(|error| unreadable().with_source(error))?;
    let id = created.ids.first().cloned().ok_or_else(unreadable)?;
    Ok(Sent { remote: RemoteId(id), links: created.links(&signers(dispatch)) })
}

#[async_trait]
impl Provider for GesDocs {
    fn id(&self) -> ProviderId {
        ProviderId::GesDocs
    }

    fn capability(&self) -> &Capability {
        &self.capability
    }

    async fn check_account(&self) -> Result<Account> {
        let (meta, _) = self.meta().await?;
        if !meta.regions.is_empty() && !meta.regions.contains(&self.config.region) {
            let error = Error::new(ErrorKind::Configuration, "GesDocs does not know the region");
            return Err(error.with_context("region", &self.config.region));
        }
        // No documented route reads anything of the account. One that only compares, asked without the files it needs,
        // tells a key that is accepted (it names what is missing) from one that is not.
        let request = || {
            let nothing = vec![Part::text("certificate", "")];
            Ok(self.http.read(Method::POST, "/api/verify-document").multipart(nothing))
        };
        let answer = self.authorised(request).await?;
        if matches!(answer.status, 401 | 403 | 407 | 429 | 500..=599) {
            return Err(refusal(&answer, None));
        }
        let credits = *self.credits.lock().unwrap_or_else(PoisonError::into_inner);
        let (holder, server_time) = (self.config.user.clone(), answer.server_time());
        Ok(Account { holder, credits, mode: AccountMode::Live, server_time })
    }

    async fn send(
        &self,
        dispatch: &Dispatch<'_>,
        documents: &dyn Documents,
        key: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Sent> {
        if let Some(value) = value_of(&steps.known(), REQUEST_STEP) {
            return sent(&value, dispatch);
        }
        let [document] = dispatch.documents[..] else {
            return Err(Error::new(ErrorKind::Unsupported, "GesDocs takes one document"));
        };
        let nonce = match value_of(&steps.known(), NONCE_STEP) {
            Some(nonce) => nonce,
            None => {
                let nonce = new_nonce()?;
                steps.note(NONCE_STEP, &nonce);
                nonce
            }
        };
        let parts = self.parts(dispatch, key, &nonce).await?;
        let original = documents.file(&document.id).await?;
        let prepared = prepared(&document.id, original, marks(dispatch)).await?;
        let value = once(steps, REQUEST_STEP, self.create(&parts, &prepared, &document.name)).await?;
        sent(&value, dispatch)
    }

    async fn find(&self, dispatch: &Dispatch<'_>, _: &IdempotencyKey, steps: &dyn Steps) -> Result<Found> {
        let known = steps.known();
        match known.iter().find(|step| step.name == REQUEST_STEP) {
            None => Ok(Found::Absent),
            Some(Step { value: Some(value), .. }) => sent(value, dispatch).map(Found::Accepted),
            // There is no list and no lookup: only the service's own pages, or a notice, can tell.
            Some(Step { value: None, .. }) => Ok(Found::Unknown),
        }
    }

    async fn discard(&self, _: &Dispatch<'_>, _: &IdempotencyKey, steps: &dyn Steps) -> Result<()> {
        // One request makes all of it.
        refuse_asked(&steps.known(), REQUEST_STEP)
    }

    async fn progress(&self, _: &SentDispatch<'_>) -> Result<Progress> {
        Err(Error::new(ErrorKind::Unsupported, "GesDocs cannot be asked"))
    }

    fn notice_subject(&self, notice: &Notice) -> Result<NoticeSubject> {
        Told::read(notice)?.subject()
    }

    async fn read_notice(&self, notice: &Notice, sent: &SentDispatch<'_>) -> Result<Progress> {
        let told = Told::read(notice)?;
        let nonce = value_of(&sent.steps, NONCE_STEP);
        if !nonce.is_some_and(|nonce| told.carries(&nonce)) {
            return Err(Error::new(
                ErrorKind::Malformed,
                "the notice does not carry what only GesDocs was told",
            ));
        }
        let mut progress = told.progress(&sent.dispatch, &sent.steps, &self.config);
        self.note_credits(progress.credits);
        // A notice is also the only thing that can settle a sending whose answer never came.
        if value_of(&sent.steps, REQUEST_STEP).is_none()
            && let Some(id) = told.id()
            && let Ok(value) = serde_json::to_string(&Created { ids: vec![id.clone()], urls: Vec::new() })
        {
            progress.remote = Some(RemoteId(id));
            progress.remember.push((REQUEST_STEP.to_owned(), value));
        }
        Ok(progress)
    }

    async fn download(&self, sent: &SentDispatch<'_>, artifact: Artifact) -> Result<Vec<Download>> {
        let document = sent.dispatch.documents.first();
        let name_of = |ending: &str| {
            let title = document.map_or("document", |document| document.name.trim_end_matches(".pdf"));
            format!("{title}{ending}")
        };
        let (step, name) = match artifact {
            Artifact::AuditTrail => (AUDIT_STEP, name_of(" - certificat.json")),
            Artifact::Certificate => (CERTIFICATE_STEP, name_of(" - certificat.pdf")),
            Artifact::SignedDocuments => (DOCUMENT_STEP, name_of(".pdf")),
        };
        let url = value_of(&sent.steps, step).ok_or_else(|| {
            Error::new(ErrorKind::NotReady, "no notice has named the file").with_context("step", step)
        })?;
        let answer = self.fetch(&url).await?;
        if !answer.is_success() {
            return Err(refusal(&answer, None));
        }
        let is_sound = match artifact {
            Artifact::AuditTrail => serde_json::from_slice::<Value>(&answer.body).is_ok(),
            Artifact::Certificate | Artifact::SignedDocuments => answer.is_pdf(),
        };
        if !is_sound {
            let error = Error::new(ErrorKind::Malformed, "the file is not what was expected");
            return Err(answer.facts(error).with_retry(answer.effect().lost()));
        }
        let is_document = artifact == Artifact::SignedDocuments;
        let document = document.filter(|_| is_document).map(|document| document.id.clone());
        Ok(vec![Download { name, document, bytes: answer.body }])
    }

    async fn remind(&self, _: &SentDispatch<'_>) -> Result<()> {
        Err(Error::new(ErrorKind::Unsupported, "GesDocs reminds nobody on request"))
    }

    async fn void(&self, _: &SentDispatch<'_>, _: &str) -> Result<()> {
        Err(Error::new(ErrorKind::Unsupported, "GesDocs takes nothing back"))
    }

    async fn judge(&self, judged: &Judged<'_>) -> Result<Opinion> {
        self.opinion(judged).await
    }
}
