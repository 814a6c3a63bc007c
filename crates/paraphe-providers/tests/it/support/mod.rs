//! What the tests share: a stand-in and a provider opened against it, as the application would open it.

mod paper;
mod request;
mod world;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use paraphe_envelope::{AuditEvent, Envelope, EnvelopeId};
use paraphe_providers::local::{LocalJournal, SignedDocument};
use paraphe_providers::{
    AccountSettings, AuthMethod, Dispatch, Error, ErrorKind, Found, IdempotencyKey, Keys, MemorySteps,
    Network, Patience, Provider, ProviderId, ProviderPorts, Result, Secret, Sent, SentDispatch, Steps, open,
    plan,
};
use paraphe_sandbox::{
    Control, EnvelopeSnapshot, Fault, FaultKind, RequestRecord, Sandbox, SandboxOptions, StandIn,
};

pub(crate) use self::paper::Paper;
pub(crate) use self::request::{Files, Request, document_id, email_of, recipient_id};
pub(crate) use self::world::{SERVICES, intact_signatures};

/// The stand-ins, and one provider opened against its own.
pub(crate) struct Stage {
    pub(crate) sandbox: Sandbox,
    pub(crate) control: Control,
    pub(crate) settings: AccountSettings,
    pub(crate) keys: Arc<MemoryKeys>,
    pub(crate) journal: Arc<MemoryJournal>,
    pub(crate) provider: Arc<dyn Provider>,
}

impl Stage {
    /// The provider with the account that is ready at its stand-in.
    pub(crate) async fn new(provider: ProviderId) -> Self {
        Self::with(provider, SandboxOptions::default(), |_, _| {}).await
    }

    /// The same with other habits of the stand-in, and settings or network changed before the provider is opened.
    pub(crate) async fn with(
        provider: ProviderId,
        options: SandboxOptions,
        change: impl FnOnce(&mut AccountSettings, &mut Network),
    ) -> Self {
        let sandbox = Sandbox::start(options).await.unwrap();
        let (mut settings, secret) = account(&sandbox, provider);
        let mut network = Network::default();
        change(&mut settings, &mut network);
        let keys = Arc::new(MemoryKeys::new(&secret));
        let journal = Arc::new(MemoryJournal::default());
        let opened = open(&settings, &ports(&keys, &journal, network)).unwrap();
        let control = sandbox.control();
        Self { sandbox, control, settings, keys, journal, provider: opened }
    }

    /// The same provider as a new process opens it, with the same keys.
    pub(crate) fn reopened(&self) -> Arc<dyn Provider> {
        open(&self.settings, &ports(&self.keys, &self.journal, Network::default())).unwrap()
    }

    /// The stand-in of the provider; the local one has none.
    pub(crate) fn stand_in(&self) -> StandIn {
        stand_in_of(self.settings.provider).expect("the local provider has no stand-in")
    }

    /// The request as its capability allows it; see [`Request::of`].
    pub(crate) fn request(&self) -> Request {
        Request::of(self.provider.capability())
    }

    /// All that came to the stand-in.
    pub(crate) fn requests(&self) -> Vec<RequestRecord> {
        self.control.requests(self.stand_in())
    }

    /// `METHOD /path` of all that came to the stand-in, without its prefix and without queries.
    pub(crate) fn routes(&self) -> Vec<String> {
        let prefix = format!("/{}", self.stand_in().as_str());
        let route = |request: &RequestRecord| {
            let path = request.path.split('?').next().unwrap_or_default();
            format!("{} {}", request.method, path.strip_prefix(&prefix).unwrap_or(path))
        };
        self.requests().iter().map(route).collect()
    }

    /// The newest envelope at the stand-in.
    pub(crate) fn newest(&self) -> EnvelopeSnapshot {
        self.control.envelopes(self.stand_in()).pop().expect("something was sent")
    }

    /// Sends the first dispatch of the request; panics where that fails.
    pub(crate) async fn send<'e>(&self, request: &Request, envelope: &'e Envelope) -> SentDispatch<'e> {
        self.record(envelope);
        let dispatch = first_dispatch(envelope, &*self.provider);
        let steps = MemorySteps::default();
        let sent = send(&*self.provider, &dispatch, request.files(), &steps).await;
        let sent = sent.unwrap_or_else(|error| panic!("{error:?}"));
        sent_dispatch(dispatch, &sent, &steps)
    }
}

/// The settings and the secret of the account that is ready at a stand-in.
pub(crate) fn account(sandbox: &Sandbox, provider: ProviderId) -> (AccountSettings, String) {
    let mut settings = AccountSettings::new(provider);
    let Some(stand_in) = stand_in_of(provider) else { return (settings, String::new()) };
    let accounts = sandbox.accounts();
    let account = accounts.into_iter().find(|account| account.provider == stand_in).unwrap();
    settings.base_url = Some(account.base_url);
    settings.auth_url = account.auth_url;
    settings.user = account.user;
    let methods = [AuthMethod::ApiKey, AuthMethod::Password, AuthMethod::Token];
    settings.auth = methods.into_iter().find(|method| method.as_str() == account.auth);
    settings.options = BTreeMap::new();
    (settings, account.secret)
}

/// The ports of an application in memory. What is safe to try again is tried three times, without a wait.
pub(crate) fn ports(keys: &Arc<MemoryKeys>, journal: &Arc<MemoryJournal>, network: Network) -> ProviderPorts {
    let patience = Patience { tries: 3, first_wait: Duration::ZERO, longest_wait: Duration::from_millis(10) };
    ProviderPorts {
        journal: Arc::clone(journal) as Arc<dyn LocalJournal>,
        keys: Arc::clone(keys) as Arc<dyn Keys>,
        network,
        patience,
    }
}

/// The stand-in of a provider; the local one has none.
pub(crate) fn stand_in_of(provider: ProviderId) -> Option<StandIn> {
    match provider {
        ProviderId::Docage => Some(StandIn::Docage),
        ProviderId::GesDocs => Some(StandIn::GesDocs),
        ProviderId::Local => None,
        ProviderId::NgSign => Some(StandIn::NgSign),
        ProviderId::Openapi => Some(StandIn::Openapi),
        ProviderId::SigTool => Some(StandIn::SigTool),
    }
}

/// The first dispatch of an envelope; panics with the refusals where there is none.
pub(crate) fn first_dispatch<'e>(envelope: &'e Envelope, provider: &dyn Provider) -> Dispatch<'e> {
    plan(envelope, provider.capability()).unwrap_or_else(|refusals| panic!("{refusals:?}")).remove(0)
}

/// The key of a dispatch.
pub(crate) fn key_of(dispatch: &Dispatch<'_>) -> IdempotencyKey {
    IdempotencyKey { envelope: dispatch.envelope.id().clone(), dispatch: dispatch.number }
}

/// Sends a dispatch.
pub(crate) async fn send(
    provider: &dyn Provider,
    dispatch: &Dispatch<'_>,
    files: &Files,
    steps: &dyn Steps,
) -> Result<Sent> {
    provider.send(dispatch, files, &key_of(dispatch), steps).await
}

/// Looks for a dispatch.
pub(crate) async fn find(
    provider: &dyn Provider,
    dispatch: &Dispatch<'_>,
    steps: &dyn Steps,
) -> Result<Found> {
    provider.find(dispatch, &key_of(dispatch), steps).await
}

/// What the application remembers of a dispatch that was accepted.
pub(crate) fn sent_dispatch<'e>(dispatch: Dispatch<'e>, sent: &Sent, steps: &dyn Steps) -> SentDispatch<'e> {
    let key = key_of(&dispatch);
    SentDispatch { dispatch, remote: sent.remote.clone(), steps: steps.known(), key }
}

/// The account's secret, and what was handed out in exchange, in memory.
#[derive(Debug)]
pub(crate) struct MemoryKeys {
    secret: Mutex<Option<Secret>>,
    session: Mutex<Option<Secret>>,
}

impl MemoryKeys {
    /// With this secret and no session.
    pub(crate) fn new(secret: &str) -> Self {
        Self { secret: Mutex::new(Some(Secret::new(secret))), session: Mutex::new(None) }
    }

    /// Puts another secret in its place.
    pub(crate) fn change_secret(&self, secret: &str) {
        *self.secret.lock().unwrap() = Some(Secret::new(secret));
    }

    /// What was kept last, in clear.
    pub(crate) fn kept(&self) -> Option<String> {
        self.session.lock().unwrap().as_ref().map(|session| session.expose().to_owned())
    }

    /// Puts a session in its place.
    pub(crate) fn change_session(&self, session: &str) {
        *self.session.lock().unwrap() = Some(Secret::new(session));
    }
}

#[async_trait]
impl Keys for MemoryKeys {
    async fn secret(&self) -> Result<Secret> {
        let none = || Error::new(ErrorKind::Credentials, "there is no key");
        self.secret.lock().unwrap().clone().ok_or_else(none)
    }

    async fn session(&self) -> Result<Option<Secret>> {
        Ok(self.session.lock().unwrap().clone())
    }

    async fn session_anew(&self) -> Result<Option<Secret>> {
        self.session().await
    }

    async fn keep_session(&self, session: Option<&Secret>) -> Result<()> {
        *self.session.lock().unwrap() = session.cloned();
        Ok(())
    }
}

/// What the application has recorded of one envelope signed here.
#[derive(Debug, Default)]
pub(crate) struct MemoryJournal(pub(crate) Mutex<Option<(Envelope, Vec<SignedDocument>)>>);

#[async_trait]
impl LocalJournal for MemoryJournal {
    async fn events(&self, envelope: &EnvelopeId) -> Result<Option<Vec<AuditEvent>>> {
        let known = self.0.lock().unwrap();
        let known = known.as_ref().filter(|(known, _)| known.id() == envelope);
        Ok(known.map(|(envelope, _)| envelope.events().to_vec()))
    }

    async fn signed_documents(&self, _envelope: &EnvelopeId) -> Result<Vec<SignedDocument>> {
        let known = self.0.lock().unwrap();
        Ok(known.as_ref().map(|(_, signed)| signed.clone()).unwrap_or_default())
    }
}

/// Something that goes wrong once, at the first request whose path holds this.
pub(crate) fn fault_at(provider: StandIn, path: &str, kind: FaultKind) -> Fault {
    Fault { provider, path_contains: path.to_owned(), method: None, skip: 0, times: 1, kind }
}

/// An answer of this status with this body.
pub(crate) fn status(status: u16, body: &str) -> FaultKind {
    FaultKind::Status { status, retry_after_seconds: None, body: body.to_owned() }
}

/// A header of a recorded request, by its name in lower case.
pub(crate) fn header<'r>(request: &'r RequestRecord, name: &str) -> Option<&'r str> {
    request.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
