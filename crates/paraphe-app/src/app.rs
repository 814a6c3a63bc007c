//! The program's handles and ports, cheap to clone.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use paraphe_envelope::{Language, Sha256Digest, Timestamp};
use paraphe_history::{History, private};
use tokio::sync::OnceCell;

use paraphe_preview::{PreviewHandle, PreviewOptions};
use paraphe_providers::{Network, Provider};

use crate::accounts::{Account, OpenProvider};
use crate::batches::running::RunningBatches;
use crate::data_folder::Part;
use crate::demo::{Demo, DemoStage};
use crate::documents::{self, DocumentFacts, FileStamp, Visited};
use crate::kiosk::moments::Moments;
use crate::kiosk::page::Whereabouts;
use crate::ports::{Clock, EventSink, NoEvents, NoNotifier, Notifier, SecretStore, SystemClock};
use crate::schema::{AppEvent, SettingsView};
use crate::signing_keys::OpenedKey;
use crate::verification::changes::SignedVersion;
use crate::{ChainChoice, ChainOrFile, Code, Error, files, proxy, translate};

/// How often the window looks whether another process changed the history: one cheap pragma.
const LOOK_FOR_CHANGES: Duration = Duration::from_secs(2);

/// How a host opens the program.
pub struct AppOptions {
    /// The data folder; made when it is missing.
    pub data: PathBuf,
    /// pdfium, where the host knows better than the preview crate's own search.
    pub pdfium: Option<PathBuf>,
    /// The program that draws pages; none where the running one does it itself.
    pub page_worker: Option<PathBuf>,
    /// Shows notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Carries events to the window.
    pub events: Arc<dyn EventSink>,
    /// What plays the providers in the demonstration; none where the host cannot show it.
    pub demo: Option<Arc<dyn DemoStage>>,
    /// Whether this is the demonstration itself.
    pub is_demo: bool,
    /// Whether people see a window of this program: then a face-to-face mode that a crash left on binds it, too.
    pub has_window: bool,
}

impl AppOptions {
    /// A host without a desktop and without a window.
    pub fn headless(data: PathBuf) -> Self {
        let (notifier, events) = (Arc::new(NoNotifier), Arc::new(NoEvents));
        Self {
            data,
            pdfium: None,
            page_worker: None,
            notifier,
            events,
            demo: None,
            is_demo: false,
            has_window: false,
        }
    }
}

/// The program.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    data: PathBuf,
    history: Mutex<History>,
    preview: PreviewHandle,
    clock: Box<dyn Clock>,
    notifier: Arc<dyn Notifier>,
    secrets: Box<dyn SecretStore>,
    events: Arc<dyn EventSink>,
    /// Passwords of protected documents, for as long as the program runs. Never stored, never logged.
    passwords: Mutex<HashMap<Sha256Digest, String>>,
    /// What is known of a document by its bytes: read once.
    facts: Mutex<HashMap<Sha256Digest, Arc<DocumentFacts>>>,
    /// Files shown without being in the vault (verification), by digest.
    visiting: Mutex<HashMap<Sha256Digest, Visited>>,
    /// The signed version somebody looks at, if any: at most one copy is kept.
    signed_version: Mutex<Option<SignedVersion>>,
    /// Documents of the vault whose bytes were hashed in this session, as they were then.
    verified: Mutex<HashMap<Sha256Digest, FileStamp>>,
    opened: Mutex<Vec<PathBuf>>,
    page_ready: AtomicBool,
    resumed: OnceCell<()>,
    pdfium: Option<PathBuf>,
    page_worker: Option<PathBuf>,
    demo: Demo,
    /// Providers that are open, by account.
    providers: Mutex<HashMap<String, OpenProvider>>,
    /// Names this run of the program.
    session: String,
    has_window: bool,
    /// The times of the signing in progress.
    moments: Moments,
    /// Where a service's page stands that a signer holds.
    whereabouts: Whereabouts,
    /// The batches whose lines leave now.
    running_batches: RunningBatches,
    /// A key somebody opened for the signing in progress.
    signing_key: Mutex<Option<Arc<OpenedKey>>>,
}

impl App {
    /// Opens the data folder, the history and the preview workers.
    ///
    /// # Errors
    /// `storage` when the folder cannot be used; `refused` when the history was written by a newer version.
    pub fn open(options: AppOptions) -> Result<Self, Error> {
        let choice = match std::env::var_os("PARAPHE_KEYCHAIN").is_some_and(|value| value == "off") {
            true => ChainChoice::FileOnly,
            false => ChainChoice::ChainFirst,
        };
        let secrets = ChainOrFile::open(&options.data, choice);
        Self::open_with(options, Box::new(SystemClock), Box::new(secrets))
    }

    /// The same with the clock and the secrets a test gives.
    ///
    /// # Errors
    /// As [`App::open`].
    pub fn open_with(
        options: AppOptions,
        clock: Box<dyn Clock>,
        secrets: Box<dyn SecretStore>,
    ) -> Result<Self, Error> {
        files::make_private_folder(&options.data)?;
        let history = History::open(&options.data).map_err(translate::history)?;
        // Versions before made them as readable as any.
        Part::ALL.iter().for_each(|part| private::close(&part.below(&options.data)));
        let preview = PreviewHandle::start(preview_options(&options)?);
        let session = documents::random()?.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self(Arc::new(Inner {
            data: options.data,
            history: Mutex::new(history),
            preview,
            clock,
            notifier: options.notifier,
            secrets,
            events: options.events,
            passwords: Mutex::default(),
            facts: Mutex::default(),
            visiting: Mutex::default(),
            signed_version: Mutex::default(),
            verified: Mutex::default(),
            opened: Mutex::default(),
            page_ready: AtomicBool::new(false),
            resumed: OnceCell::new(),
            pdfium: options.pdfium,
            page_worker: options.page_worker,
            demo: Demo::new(options.demo, options.is_demo),
            providers: Mutex::default(),
            session,
            has_window: options.has_window,
            moments: Moments::default(),
            whereabouts: Whereabouts::default(),
            running_batches: RunningBatches::default(),
            signing_key: Mutex::default(),
        })))
    }

    /// Files the operating system asked us to open before the page could hear of them.
    pub fn queue_opened_files(&self, files: Vec<PathBuf>) {
        lock(&self.0.opened).extend(files);
    }

    /// While the window is handed to a signer they wait.
    pub(crate) fn take_opened_files(&self) -> Vec<PathBuf> {
        self.0.page_ready.store(true, Ordering::Release);
        if self.kiosk_is_on() {
            return Vec::new();
        }
        std::mem::take(&mut *lock(&self.0.opened))
    }

    /// Whether the page has asked for opened files: from then on it hears events.
    pub fn page_is_ready(&self) -> bool {
        self.0.page_ready.load(Ordering::Acquire)
    }

    /// Whether the page takes files that are opened now: it has asked for those of the start, and the window is not
    /// handed to a signer. Otherwise they are kept until it asks.
    pub fn page_takes_files(&self) -> bool {
        self.page_is_ready() && !self.kiosk_is_on()
    }

    /// Before the first command: what a crash interrupted is picked up, unfinished files of the last run go.
    pub(crate) async fn resume_once(&self) {
        // On the heap: every command would hold what this one time needs.
        self.0.resumed.get_or_init(|| Box::pin(self.resume())).await;
    }

    async fn resume(&self) {
        crate::scratch::sweep(self);
        crate::lease::sweep(self);
        proxy::heal(self).await;
        // A history that cannot be read says so in the command that follows.
        let _ = crate::outbox::resume(self).await;
        let _ = crate::corrections::resume(self).await;
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.0.data
    }

    pub(crate) fn history(&self) -> MutexGuard<'_, History> {
        lock(&self.0.history)
    }

    pub(crate) fn preview(&self) -> &PreviewHandle {
        &self.0.preview
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    pub(crate) fn secrets(&self) -> &dyn SecretStore {
        self.0.secrets.as_ref()
    }

    pub(crate) fn notifier(&self) -> &dyn Notifier {
        self.0.notifier.as_ref()
    }

    /// Tells the window when another process (the command line, a second window) changed the history. Runs as long as
    /// the program; a host with a window starts it once.
    pub async fn watch_history(self) {
        let mut known = self.foreign_changes();
        loop {
            tokio::time::sleep(LOOK_FOR_CHANGES).await;
            let now = self.foreign_changes();
            if now != known {
                known = now;
                let tags =
                    ["history", "draft", "envelope", "batch", "settings", "trust"].map(str::to_owned).into();
                self.0.events.emit(AppEvent::Changed { tags });
            }
        }
    }

    /// A busy history is asked again at the next turn.
    fn foreign_changes(&self) -> Option<i64> {
        self.history().foreign_changes().ok()
    }

    pub(crate) fn emit(&self, event: AppEvent) {
        self.0.events.emit(event);
    }

    pub(crate) fn open_provider(&self, account: &Account, network: &Network) -> Option<Arc<dyn Provider>> {
        lock(&self.0.providers).get(&account.name)?.with(account, network)
    }

    pub(crate) fn keep_provider(&self, account: &Account, open: OpenProvider) {
        lock(&self.0.providers).insert(account.name.clone(), open);
    }

    /// After a secret has changed: whatever was handed out for the former one is worth nothing.
    pub(crate) fn close_providers(&self) {
        lock(&self.0.providers).clear();
    }

    pub(crate) fn demo(&self) -> &Demo {
        &self.0.demo
    }

    /// The same host: the same notifications, the same window.
    pub(crate) fn options_for_demo(&self) -> AppOptions {
        AppOptions {
            data: self.0.data.clone(),
            pdfium: self.0.pdfium.clone(),
            page_worker: self.0.page_worker.clone(),
            notifier: Arc::clone(&self.0.notifier),
            events: Arc::clone(&self.0.events),
            demo: None,
            is_demo: false,
            has_window: self.0.has_window,
        }
    }

    pub(crate) fn session(&self) -> &str {
        &self.0.session
    }

    pub(crate) fn has_window(&self) -> bool {
        self.0.has_window
    }

    pub(crate) fn moments(&self) -> &Moments {
        &self.0.moments
    }

    pub(crate) fn whereabouts(&self) -> &Whereabouts {
        &self.0.whereabouts
    }

    /// Closes the key that was opened for a signing: whoever it belongs to may be gone.
    pub fn close_signing_key(&self) {
        self.signing_key().take();
    }

    pub(crate) fn running_batches(&self) -> &RunningBatches {
        &self.0.running_batches
    }

    pub(crate) fn signing_key(&self) -> MutexGuard<'_, Option<Arc<OpenedKey>>> {
        lock(&self.0.signing_key)
    }

    pub(crate) fn passwords(&self) -> MutexGuard<'_, HashMap<Sha256Digest, String>> {
        lock(&self.0.passwords)
    }

    pub(crate) fn facts_cache(&self) -> MutexGuard<'_, HashMap<Sha256Digest, Arc<DocumentFacts>>> {
        lock(&self.0.facts)
    }

    pub(crate) fn visiting(&self) -> MutexGuard<'_, HashMap<Sha256Digest, Visited>> {
        lock(&self.0.visiting)
    }

    pub(crate) fn signed_version(&self) -> MutexGuard<'_, Option<SignedVersion>> {
        lock(&self.0.signed_version)
    }

    pub(crate) fn verified(&self) -> MutexGuard<'_, HashMap<Sha256Digest, FileStamp>> {
        lock(&self.0.verified)
    }

    pub(crate) fn settings(&self) -> Result<SettingsView, Error> {
        crate::commands::app_state::stored_settings(&self.history())
    }

    /// The language the person chose, or the computer's.
    pub fn language(&self) -> Language {
        self.settings().map_or_else(|_| crate::words::system_language(), |s| s.language)
    }
}

/// A poisoned lock means a panic elsewhere; what it guards is replaced whole on each change, so it is still sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Workers are the program the host has for that, or this very executable, started with a hidden argument.
fn preview_options(host: &AppOptions) -> Result<PreviewOptions, Error> {
    let options = match &host.page_worker {
        Some(worker) => PreviewOptions::new(worker),
        None => PreviewOptions::for_this_program().map_err(Error::internal)?,
    };
    Ok(PreviewOptions { library: host.pdfium.clone(), ..options })
}

/// The data folder every host shares: `PARAPHE_DATA`, or the platform's.
///
/// # Errors
/// `storage` when the platform names no home.
pub fn default_data_folder() -> Result<PathBuf, Error> {
    if let Some(folder) = std::env::var_os("PARAPHE_DATA") {
        return Ok(PathBuf::from(folder));
    }
    platform_data_folder()
        .map(|folder| folder.join("paraphe"))
        .ok_or_else(|| Error::new(Code::Storage, "error-no-home"))
}

#[cfg(target_os = "windows")]
fn platform_data_folder() -> Option<PathBuf> {
    std::env::var_os("APPDATA").map(PathBuf::from)
}

#[cfg(target_os = "macos")]
fn platform_data_folder() -> Option<PathBuf> {
    std::env::home_dir().map(|home| home.join("Library/Application Support"))
}

#[cfg(not(any(target_os = "windows", target_os = "macos")))]
fn platform_data_folder() -> Option<PathBuf> {
    std::env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute())
        .or_else(|| std::env::home_dir().map(|home| home.join(".local/share")))
}

/// The sentence for a window that could not open.
pub fn start_failure_sentence(reason: &str) -> String {
    let params = [("reason".to_owned(), reason.to_owned())].into();
    crate::words::sentence(crate::words::system_language(), "command-start-failed", &params)
}
