//! The demonstration: the same program over data of its own, with accounts at stand-ins on this computer. Nothing leaves.

use std::collections::HashMap;
use std::fs;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use paraphe_envelope::EnvelopeId;
use paraphe_providers::AccountSettings;

use crate::ports::SystemClock;
use crate::schema::{
    AppEvent, DemoView, ImportNoticeRequest, NoticeSource, SaveAccountRequest, SettingsView,
};
use crate::{App, AppOptions, ChainChoice, ChainOrFile, Code, Error, documents, files};

/// How often the demonstration hears messages.
const HEAR: Duration = Duration::from_secs(2);

/// What plays the providers. A host that has it gives it in [`AppOptions::demo`].
#[async_trait]
pub trait DemoStage: Send + Sync {
    /// Starts the stand-ins.
    ///
    /// # Errors
    /// They cannot be started.
    async fn start(&self) -> Result<Running, Error>;
}

/// Stand-ins that run for as long as this value lives.
pub struct Running {
    /// An account at each.
    pub accounts: Vec<DemoAccount>,
    /// Brings what they would send to an address on the web; they run for as long as it lives.
    pub relay: Arc<dyn Relay>,
}

/// Brings the messages of stand-ins that cannot be asked: what a relay on the web does for a real service.
pub trait Relay: Send + Sync {
    /// What they have to say now, by account; the same again until it changes.
    fn notices(&self) -> Vec<RelayedNotice>;
}

/// A message of a stand-in.
#[derive(Clone, Debug)]
pub struct RelayedNotice {
    /// The name of the account it is for.
    pub account: String,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// Its text.
    pub text: String,
}

/// An account at a stand-in.
#[derive(Clone)]
pub struct DemoAccount {
    /// Its name.
    pub name: String,
    /// Its settings.
    pub settings: AccountSettings,
    /// Its secret; worth nothing.
    pub secret: String,
}

/// The demonstration as it runs.
struct Show {
    app: App,
    follow_up: tokio::task::JoinHandle<()>,
}

impl Drop for Show {
    fn drop(&mut self) {
        self.follow_up.abort();
    }
}

/// What an application knows of the demonstration.
#[derive(Default)]
pub(crate) struct Demo {
    pub(crate) stage: Option<Arc<dyn DemoStage>>,
    /// Whether this application is the demonstration itself.
    pub(crate) is_demo: bool,
    show: Mutex<Option<Show>>,
}

impl Demo {
    pub(crate) fn new(stage: Option<Arc<dyn DemoStage>>, is_demo: bool) -> Self {
        Self { stage, is_demo, show: Mutex::default() }
    }

    fn app(&self) -> Option<App> {
        self.show.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|show| show.app.clone())
    }

    fn set(&self, show: Option<Show>) {
        let former = std::mem::replace(&mut *self.show.lock().unwrap_or_else(PoisonError::into_inner), show);
        drop(former);
    }
}

impl App {
    /// The program whose data is shown: the demonstration's while it runs, this one otherwise.
    #[must_use]
    pub fn shown(&self) -> Self {
        self.demo().app().unwrap_or_else(|| self.clone())
    }

    pub(crate) fn demo_view(&self) -> DemoView {
        DemoView {
            active: self.demo().is_demo,
            available: self.demo().is_demo || self.demo().stage.is_some(),
        }
    }

    /// Starts the demonstration, or gives the one that runs.
    pub(crate) async fn start_demo(&self) -> Result<Self, Error> {
        if let Some(running) = self.demo().app() {
            return Ok(running);
        }
        let stage = self.demo().stage.clone();
        let stage = stage.ok_or_else(|| Error::new(Code::Refused, "error-demo-unavailable"))?;
        let running = stage.start().await?;
        let app = self.open_demo()?;
        crate::commands::save_settings::run(&app, without_authority(self.settings()?)).await?;
        for account in running.accounts {
            let request = SaveAccountRequest {
                name: account.name,
                settings: account.settings,
                secret: Some(account.secret),
                replaces: None,
            };
            crate::commands::save_account::run(&app, request).await?;
        }
        let follow_up = tokio::spawn(follow_up(app.clone(), running.relay));
        self.demo().set(Some(Show { app: app.clone(), follow_up }));
        Ok(app)
    }

    pub(crate) fn stop_demo(&self) {
        self.demo().set(None);
    }

    /// Data of its own, new each time: the stand-ins remember nothing either.
    fn open_demo(&self) -> Result<Self, Error> {
        let all = self.data().join("demo");
        // What the last demonstration left; on some systems it may still be in use, and goes the next time.
        let _ = fs::remove_dir_all(&all);
        let name: String = documents::random()?.iter().map(|byte| format!("{byte:02x}")).collect();
        let data = all.join(name);
        files::make_private_folder(&data)?;
        let secrets = ChainOrFile::open(&data, ChainChoice::FileOnly);
        let options = AppOptions { data, is_demo: true, ..self.options_for_demo() };
        Self::open_with(options, Box::new(SystemClock), Box::new(secrets))
    }
}

/// Settings by which a signature asks nobody for a timestamp: nothing leaves.
fn without_authority(settings: SettingsView) -> SettingsView {
    SettingsView { signing_level: None, timestamp_authority: None, ..settings }
}

/// Follows up as always, and hears the messages of those that cannot be asked.
async fn follow_up(app: App, relay: Arc<dyn Relay>) {
    let hearing = async {
        let mut heard: HashMap<EnvelopeId, usize> = HashMap::new();
        loop {
            tokio::time::sleep(HEAR).await;
            for notice in relay.notices() {
                let source = NoticeSource::Text { text: notice.text };
                let request =
                    ImportNoticeRequest { account: notice.account, source, headers: notice.headers };
                // What is about a request that is over, or not yet recorded as sent, is heard again or not needed.
                let Ok(view) = crate::commands::import_notice::run(&app, request).await else { continue };
                if heard.insert(view.id, view.events.len()) != Some(view.events.len()) {
                    app.emit(AppEvent::Changed { tags: ["history", "envelope"].map(str::to_owned).into() });
                }
            }
        }
    };
    tokio::join!(app.clone().follow_up(), hearing);
}

/// Runs a command where it belongs: on the data that is shown, or, for what concerns the program itself, on the program.
pub(crate) fn target(app: &App, command: &str) -> App {
    match command {
        "enter_demo" | "leave_demo" | "take_opened_files" => app.clone(),
        _ => app.shown(),
    }
}
