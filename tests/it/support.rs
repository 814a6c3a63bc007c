//! What the tests across crates share: an application in a temporary folder, a clock that stands, a key store in memory.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use paraphe_app::ports::{Clock, Secret, SecretError, SecretStore};
use paraphe_app::schema::SecretStoreKind;
use paraphe_app::{App, AppOptions, Error, Notification, Notifier, call};
use paraphe_envelope::Timestamp;
use serde_json::Value;

/// The repository's folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the repository is there")
}

/// A sample document.
pub(crate) fn sample(name: &str) -> PathBuf {
    root().join("tests/fixtures/samples").join(name)
}

/// 2026-11-22 10:00 UTC.
const NOW: i64 = 1_795_341_600_000;

/// A clock that stands until a test turns it.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub(crate) fn millis(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn forward(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_millis()).expect("a short time"), Ordering::Relaxed);
    }
}

impl TestClock {
    /// Somebody sets a clock right that was ahead.
    pub(crate) fn back(&self, by: Duration) {
        self.0.fetch_sub(i64::try_from(by.as_millis()).expect("a time"), Ordering::Relaxed);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.millis())
    }
}

#[derive(Clone, Default)]
struct MemorySecrets(Arc<Mutex<HashMap<String, Secret>>>);

impl SecretStore for MemorySecrets {
    fn kind(&self) -> SecretStoreKind {
        SecretStoreKind::SealedFile
    }

    fn secret(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        Ok(self.0.lock().expect("not poisoned").get(name).cloned())
    }

    fn keep(&self, name: &str, secret: &Secret) -> Result<(), SecretError> {
        self.0.lock().expect("not poisoned").insert(name.to_owned(), secret.clone());
        Ok(())
    }

    fn forget(&self, name: &str) -> Result<(), SecretError> {
        self.0.lock().expect("not poisoned").remove(name);
        Ok(())
    }
}

/// Notifications as they would have popped up.
#[derive(Default)]
pub(crate) struct HeardNotifications(Mutex<Vec<Notification>>);

impl HeardNotifications {
    pub(crate) fn titles(&self) -> Vec<String> {
        self.0.lock().expect("not poisoned").iter().map(|n| n.title.clone()).collect()
    }
}

impl Notifier for HeardNotifications {
    fn notify(&self, notification: Notification) {
        self.0.lock().expect("not poisoned").push(notification);
    }
}

fn open(
    folder: &tempfile::TempDir,
    heard: &Arc<HeardNotifications>,
    clock: &TestClock,
    secrets: &MemorySecrets,
) -> App {
    let options = AppOptions { notifier: heard.clone(), ..AppOptions::headless(folder.path().join("data")) };
    App::open_with(options, Box::new(clock.clone()), Box::new(secrets.clone())).expect("the program opens")
}

/// Signs a file with an identity made for it.
pub(crate) fn sign_file(source: &Path, target: &Path) {
    let pdf = paraphe_pdf::PdfFile::open(source, None).expect("a document");
    let at = Timestamp::from_millis(NOW);
    let identity = paraphe_pades::SelfMadeIdentity::create("Service", None, at).expect("an identity");
    let request = paraphe_pades::SignatureRequest::invisible(at);
    paraphe_pades::sign_pdf(&pdf, request, &identity).expect("signed").write_to(target).expect("written");
}

/// The program in a temporary folder.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) heard: Arc<HeardNotifications>,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) clock: TestClock,
    secrets: MemorySecrets,
}

impl TestApp {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let heard = Arc::new(HeardNotifications::default());
        let (clock, secrets) = (TestClock(Arc::new(AtomicI64::new(NOW))), MemorySecrets::default());
        let app = open(&folder, &heard, &clock, &secrets);
        Self { app, heard, folder, clock, secrets }
    }

    /// A program that can show the demonstration, on the clock of the computer.
    pub(crate) fn with_demo() -> Self {
        let (folder, heard) =
            (tempfile::tempdir().expect("a temporary folder"), Arc::new(HeardNotifications::default()));
        let (clock, secrets) = (TestClock(Arc::new(AtomicI64::new(NOW))), MemorySecrets::default());
        let options = AppOptions {
            notifier: heard.clone(),
            demo: Some(paraphe_demo::stage()),
            ..AppOptions::headless(folder.path().join("data"))
        };
        let app =
            App::open_with(options, Box::new(clock.clone()), Box::new(secrets.clone())).expect("it opens");
        Self { app, heard, folder, clock, secrets }
    }

    /// Another program over the same data.
    pub(crate) fn second(&self) -> App {
        open(&self.folder, &self.heard, &self.clock, &self.secrets)
    }

    /// A window started again over the same data, as after a crash.
    pub(crate) fn restarted(&self) -> App {
        let options = AppOptions {
            notifier: self.heard.clone(),
            has_window: true,
            ..AppOptions::headless(self.folder.path().join("data"))
        };
        App::open_with(options, Box::new(self.clock.clone()), Box::new(self.secrets.clone()))
            .expect("the program opens")
    }

    /// Runs a command that must succeed.
    pub(crate) async fn ok(&self, command: &str, params: Value) -> Value {
        self.call(command, params).await.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    pub(crate) async fn call(&self, command: &str, params: Value) -> Result<Value, Error> {
        call(&self.app, command, params).await
    }

    /// Where a test may write.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
