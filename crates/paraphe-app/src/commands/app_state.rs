//! What the window needs to start.

use paraphe_history::History;

use crate::schema::{AppStateView, Empty, LengthUnit, SettingsView, Theme};
use crate::{App, Error, blocking, translate, words};

const SETTINGS: &str = "settings";

pub(crate) async fn run(app: &App, _: Empty) -> Result<AppStateView, Error> {
    let app = app.clone();
    // The first page shown should not wait for a process to start.
    app.preview().warm_up();
    blocking::run(move || {
        Ok(AppStateView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            settings: app.settings()?,
            data_folder: app.data().display().to_string(),
            secret_store: app.secrets().kind(),
            demo: app.demo_view(),
        })
    })
    .await
}

/// The settings as stored, or those of a first start.
pub(crate) fn stored_settings(history: &History) -> Result<SettingsView, Error> {
    let stored = history.setting(SETTINGS).map_err(translate::history)?;
    // Settings of an older shape are replaced by the defaults rather than keeping the window shut.
    Ok(stored.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_else(defaults))
}

/// Stores the settings.
pub(crate) fn store_settings(history: &mut History, settings: &SettingsView) -> Result<(), Error> {
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
        extra_roots: None,
    }
}
