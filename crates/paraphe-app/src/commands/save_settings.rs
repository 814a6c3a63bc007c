//! Stores the settings.

use paraphe_envelope::Language;

use crate::schema::SettingsView;
use crate::{App, Error, blocking};

use super::app_state;

pub(crate) async fn run(app: &App, mut settings: SettingsView) -> Result<SettingsView, Error> {
    // The window speaks French and English; signers may read their consent in two more languages.
    if matches!(settings.language, Language::Ar | Language::It) {
        settings.language = Language::En;
    }
    settings.host_name = settings.host_name.trim().to_owned();
    let app = app.clone();
    blocking::run(move || {
        app_state::store_settings(&mut app.history(), &settings)?;
        app.settings()
    })
    .await
}
