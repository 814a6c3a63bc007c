//! What the tests across crates share: an application in a temporary folder, a clock that stands, a key store in memory.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use paraphe_app::ports::{Clock, Secret, SecretError, SecretStore};
use paraphe_app::schema::SecretStoreKind;
use paraphe_app::{App, AppOptions, Error, NoEvents, Notification, Notifier, call};
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

struct StandingClock;

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(NOW)
    }
}

#[derive(Default)]
struct MemorySecrets(Mutex<HashMap<String, Secret>>);

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

/// The program in a temporary folder.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) heard: Arc<HeardNotifications>,
    pub(crate) folder: tempfile::TempDir,
}

impl TestApp {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let heard = Arc::new(HeardNotifications::default());
        let options = AppOptions {
            data: folder.path().join("data"),
            pdfium: None,
            notifier: heard.clone(),
            events: Arc::new(NoEvents),
        };
        let app = App::open_with(options, Box::new(StandingClock), Box::<MemorySecrets>::default())
            .expect("the program opens");
        Self { app, heard, folder }
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
