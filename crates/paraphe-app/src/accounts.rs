//! Accounts at providers: settings in the history, secrets in the key chain, and the provider behind each.
//!
//! `local` needs no account and is always there; no other account can have its name.

pub(crate) mod checks;
pub(crate) mod key;
pub(crate) mod tried;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use paraphe_envelope::EnvelopeId;
use paraphe_history::{AccountRow, OutboxRow};
use paraphe_providers::{
    AccountSettings, BEYOND, Error as ProviderError, ErrorKind, Keys, Network, OpenError, Patience, Provider,
    ProviderId, ProviderPorts, Reach, Secret as ProviderSecret, open,
};

use crate::journal::Journal;
use crate::ports::Secret;
use crate::{App, Code, Error, blocking, documents, files, proxy, translate};

/// The account that is always there.
pub(crate) const LOCAL: &str = "local";

/// An account as it is used.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) settings: AccountSettings,
    /// Under which name the key chain keeps its secret; none for `local`.
    pub(crate) secret: Option<String>,
}

impl Account {
    fn local() -> Self {
        Self { name: LOCAL.to_owned(), settings: AccountSettings::new(ProviderId::Local), secret: None }
    }

    fn of(row: AccountRow) -> Result<Self, Error> {
        let settings = serde_json::from_value(row.settings).map_err(Error::internal)?;
        Ok(Self { name: row.name, settings, secret: Some(row.secret) })
    }

    /// Its provider.
    pub(crate) fn provider(&self) -> ProviderId {
        self.settings.provider
    }
}

/// All accounts, `local` first.
pub(crate) fn all(app: &App) -> Result<Vec<Account>, Error> {
    let rows = app.history().accounts().map_err(translate::history)?;
    let mut accounts = vec![Account::local()];
    for row in rows {
        accounts.push(Account::of(row)?);
    }
    Ok(accounts)
}

/// The account of this name.
///
/// # Errors
/// `notFound` when there is none.
pub(crate) fn find(app: &App, name: &str) -> Result<Account, Error> {
    if name == LOCAL {
        return Ok(Account::local());
    }
    let row = app.history().account(name).map_err(translate::history)?;
    let row = row.ok_or_else(|| Error::new(Code::NotFound, "error-account-missing").with("account", name))?;
    Account::of(row)
}

/// The account a dispatch was written down for. It may be another provider's by now: that one knows nothing of it, and what
/// it would be sent nobody has checked for it.
///
/// # Errors
/// `notFound` when there is none, `refused` when it is another provider's.
pub(crate) fn of_dispatch(app: &App, row: &OutboxRow) -> Result<Account, Error> {
    let account = find(app, &row.account)?;
    if account.provider().as_str() == row.provider {
        return Ok(account);
    }
    Err(Error::new(Code::Refused, "error-account-moved")
        .with("account", &row.account)
        .with("envelope", &row.envelope)
        .detail(format!("{}, not {}", account.provider(), row.provider)))
}

/// The provider behind an account, for one envelope.
///
/// # Errors
/// `provider` when the settings of the account or of the network cannot be used.
pub(crate) fn provider(
    app: &App,
    account: &Account,
    envelope: &EnvelopeId,
) -> Result<Arc<dyn Provider>, Error> {
    let network = network(app)?;
    if let Some(open) = app.open_provider(account, &network) {
        return Ok(open);
    }
    let ports = ProviderPorts {
        journal: Arc::new(Journal::new(app, envelope.clone())),
        keys: Arc::new(AccountKeys::new(app, account.secret.clone())),
        network: network.clone(),
        patience: Patience::default(),
    };
    let provider = open(&account.settings, &ports).map_err(|error| unusable(&account.name, &error))?;
    // The local provider is over one envelope's journal; all others are over their account.
    if account.provider() != ProviderId::Local && account.secret.is_some() {
        app.keep_provider(
            account,
            OpenProvider { account: account.clone(), network, provider: Arc::clone(&provider) },
        );
    }
    Ok(provider)
}

/// A provider that is open: its connections and its session are worth keeping.
pub(crate) struct OpenProvider {
    account: Account,
    network: Network,
    provider: Arc<dyn Provider>,
}

impl OpenProvider {
    /// The provider, if it was opened with just these settings.
    pub(crate) fn with(&self, account: &Account, network: &Network) -> Option<Arc<dyn Provider>> {
        (self.account == *account && self.network == *network).then(|| Arc::clone(&self.provider))
    }
}

/// Whether settings can be used at all: said when they are saved and not when a sending fails.
pub(crate) fn check(app: &App, name: &str, settings: &AccountSettings) -> Result<(), Error> {
    settings.check_user().map_err(|problem| unusable(name, &OpenError::Settings(problem)))?;
    let account = Account { name: name.to_owned(), settings: settings.clone(), secret: None };
    provider(app, &account, &EnvelopeId::new(documents::random()?)).map(drop)
}

fn unusable(account: &str, error: &OpenError) -> Error {
    if matches!(error, OpenError::Network(error) if error.fact(BEYOND).is_some()) {
        return Error::new(Code::Refused, "error-account-demo").with("account", account).detail(error);
    }
    let problem = match error {
        OpenError::Network(_) => "network".to_owned(),
        OpenError::Settings(problem) => crate::view::code_and_facts(problem).0,
    };
    Error::new(Code::Refused, "error-account-settings")
        .with("account", account)
        .with("problem", problem)
        .detail(error)
}

/// The proxy and the private authorities of this computer's settings; from the demonstration nothing leaves it.
pub(crate) fn network(app: &App) -> Result<Network, Error> {
    let settings = app.settings()?;
    let mut extra_roots = Vec::new();
    if let Some(path) = settings.extra_roots.filter(|path| !path.is_empty()) {
        extra_roots.push(files::read_at_most(path.as_ref(), files::LARGEST)?);
    }
    let reach = if app.demo().is_demo { Reach::ThisComputer } else { Reach::Anywhere };
    Ok(Network { proxy: proxy::whole(app)?, extra_roots, reach })
}

/// An account's secrets in the key chain.
struct AccountKeys {
    app: App,
    name: Option<String>,
    secret: Believed,
    session: Believed,
}

/// What was read a moment ago, for the requests of one sending: a key chain is asked by a message to another process, a sealed
/// file is unsealed. Another program may have kept a new one, so it is not believed for long.
#[derive(Default)]
struct Believed(Mutex<Option<(Instant, ProviderSecret)>>);

impl Believed {
    fn get(&self) -> Option<ProviderSecret> {
        let read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        read.as_ref().filter(|(at, _)| at.elapsed() < BELIEVED).map(|(_, secret)| secret.clone())
    }

    fn set(&self, secret: Option<&ProviderSecret>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
            secret.map(|secret| (Instant::now(), secret.clone()));
    }
}

/// How long a secret that was read is believed.
const BELIEVED: Duration = Duration::from_secs(10);

impl fmt::Debug for AccountKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("AccountKeys").field("name", &self.name).finish_non_exhaustive()
    }
}

impl AccountKeys {
    fn new(app: &App, name: Option<String>) -> Self {
        Self { app: app.clone(), name, secret: Believed::default(), session: Believed::default() }
    }

    async fn read(&self, suffix: &str) -> Result<Option<ProviderSecret>, ProviderError> {
        let Some(name) = self.name.clone() else { return Ok(None) };
        let (app, name) = (self.app.clone(), format!("{name}{suffix}"));
        let read =
            blocking::run(move || app.secrets().secret(&name).map_err(|error| translate::secret(&error)));
        let found = read.await.map_err(translate::through_provider)?;
        Ok(found.map(|secret| ProviderSecret::new(String::from_utf8_lossy(secret.expose()).into_owned())))
    }
}

#[async_trait]
impl Keys for AccountKeys {
    async fn secret(&self) -> Result<ProviderSecret, ProviderError> {
        if let Some(secret) = self.secret.get() {
            return Ok(secret);
        }
        let found = self.read("").await?;
        let found =
            found.ok_or_else(|| ProviderError::new(ErrorKind::Credentials, "the account has no secret"))?;
        self.secret.set(Some(&found));
        Ok(found)
    }

    async fn session(&self) -> Result<Option<ProviderSecret>, ProviderError> {
        match self.session.get() {
            Some(session) => Ok(Some(session)),
            None => self.session_anew().await,
        }
    }

    async fn session_anew(&self) -> Result<Option<ProviderSecret>, ProviderError> {
        let session = self.read(SESSION).await?.filter(|session| !session.expose().is_empty());
        self.session.set(session.as_ref());
        Ok(session)
    }

    async fn keep_session(&self, session: Option<&ProviderSecret>) -> Result<(), ProviderError> {
        let Some(name) = self.name.clone() else { return Ok(()) };
        let (app, name) = (self.app.clone(), format!("{name}{SESSION}"));
        let bytes = session.map(|secret| secret.expose().as_bytes().to_vec());
        let keep = blocking::run(move || match bytes {
            Some(bytes) => app.secrets().keep(&name, &Secret::new(bytes)).map_err(|e| translate::secret(&e)),
            None => app.secrets().forget(&name).map_err(|e| translate::secret(&e)),
        });
        // What cannot be kept is believed no more than what it was to replace.
        self.session.set(None);
        keep.await.map_err(translate::through_provider)?;
        self.session.set(session);
        Ok(())
    }
}

/// Keeps an account's secret; what was handed out in exchange for the former one is forgotten with it.
pub(crate) fn keep_secret(app: &App, name: &str, secret: &str) -> Result<(), Error> {
    let secret = Secret::new(secret.as_bytes().to_vec());
    app.secrets().keep(name, &secret).map_err(|error| translate::secret(&error))?;
    app.close_providers();
    app.secrets().forget(&format!("{name}{SESSION}")).map_err(|error| translate::secret(&error))
}

/// Forgets an account's secrets.
pub(crate) fn forget_secret(app: &App, name: &str) -> Result<(), Error> {
    for suffix in ["", SESSION] {
        app.secrets().forget(&format!("{name}{suffix}")).map_err(|error| translate::secret(&error))?;
    }
    Ok(())
}

/// The end of a secret, for recognizing it; nothing of a short one.
pub(crate) fn masked(secret: &Secret) -> String {
    let text = String::from_utf8_lossy(secret.expose());
    let count = text.chars().count();
    if count < 12 {
        String::new()
    } else {
        format!("••••{}", text.chars().skip(count - 4).collect::<String>())
    }
}

const SESSION: &str = ".session";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SystemClock;
    use crate::{AppOptions, ChainChoice, ChainOrFile};

    #[tokio::test]
    async fn a_session_is_read_once_and_anew_when_it_was_refused_or_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let secrets = ChainOrFile::open(&data, ChainChoice::FileOnly);
        let options = AppOptions::headless(data);
        let app = App::open_with(options, Box::new(SystemClock), Box::new(secrets)).unwrap();
        let (ours, theirs) =
            (AccountKeys::new(&app, Some("a".into())), AccountKeys::new(&app, Some("a".into())));
        let told = |secret: Option<ProviderSecret>| secret.map(|secret| secret.expose().to_owned());
        assert_eq!(told(ours.session().await.unwrap()), None);
        theirs.keep_session(Some(&ProviderSecret::new("one"))).await.unwrap();
        assert_eq!(
            told(ours.session().await.unwrap()).as_deref(),
            Some("one"),
            "that there is none is not believed"
        );
        theirs.keep_session(Some(&ProviderSecret::new("two"))).await.unwrap();
        assert_eq!(told(ours.session().await.unwrap()).as_deref(), Some("one"), "read a moment ago");
        assert_eq!(told(ours.session_anew().await.unwrap()).as_deref(), Some("two"));
        assert_eq!(told(ours.session().await.unwrap()).as_deref(), Some("two"));
        ours.keep_session(None).await.unwrap();
        assert_eq!(told(ours.session().await.unwrap()), None);
    }

    #[test]
    fn of_a_secret_only_the_end_is_shown_and_of_a_short_one_nothing() {
        assert_eq!(masked(&Secret::new(b"abcdefgh1234".to_vec())), "••••1234");
        assert_eq!(masked(&Secret::new(b"password".to_vec())), "");
    }
}
