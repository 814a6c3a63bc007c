//! What the window needs to start.

use paraphe_history::History;
use serde::{Deserialize, Serialize};

use crate::schema::{AppStateView, Empty, LengthUnit, SettingsView, Theme};
use crate::{App, Error, blocking, proxy, translate, words};

/// The settings as they lie in the history.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct StoredSettings {
    #[serde(flatten)]
    pub(crate) view: SettingsView,
    /// Under which name the secret store keeps who asks the proxy, and with which password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) proxy_secret: Option<String>,
}

const SETTINGS: &str = "settings";

pub(crate) async fn run(app: &App, _: Empty) -> Result<AppStateView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let handed_over = app.kiosk_is_on();
        Ok(AppStateView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            settings: if handed_over { for_signers(app.settings()?) } else { app.settings()? },
            data_folder: if handed_over { String::new() } else { app.data().display().to_string() },
            data_doubt: if handed_over { None } else { app.data_doubt() },
            secret_store: app.secrets().kind(),
            demo: app.demo_view(),
        })
    })
    .await
}

/// What a page needs while a signer has it: language, colours, units. Nothing of this office's network and folders.
fn for_signers(settings: SettingsView) -> SettingsView {
    SettingsView {
        language: settings.language,
        theme: settings.theme,
        unit: settings.unit,
        first_run_done: settings.first_run_done,
        ..defaults()
    }
}

/// The settings a person has, or those of a first start.
pub(crate) fn stored_settings(history: &History) -> Result<SettingsView, Error> {
    stored(history).map(proxy::shown)
}

/// The settings as stored, or those of a first start.
pub(crate) fn stored(history: &History) -> Result<StoredSettings, Error> {
    let stored = history.setting(SETTINGS).map_err(translate::history)?;
    // Settings of an older shape are replaced by the defaults rather than keeping the window shut.
    let known = stored.and_then(|value| serde_json::from_value(value).ok());
    Ok(known.unwrap_or_else(|| StoredSettings { view: defaults(), proxy_secret: None }))
}

/// Stores the settings, in which no secret stands.
pub(crate) fn store_settings(history: &mut History, settings: &StoredSettings) -> Result<(), Error> {
    let value = serde_json::to_value(settings).map_err(Error::internal)?;
    history.set_setting(SETTINGS, &value).map_err(translate::history)
}

fn defaults() -> SettingsView {
    SettingsView {
        language: words::system_language(),
        theme: Theme::System,
        unit: LengthUnit::Millimetre,
        host_name: String::new(),
        first_run_done: false,
        single_key_shortcuts: true,
        notifications: true,
        proxy: None,
        proxy_login: false,
        extra_roots: None,
        signing_level: None,
        timestamp_authority: None,
        without_timestamp: None,
        signing_key: None,
        signing_reason: None,
        signing_place: None,
        evidence_key: None,
        identity_checks: None,
    }
}
