//! Stores the settings.

use paraphe_envelope::Language;

use crate::kiosk::identity_checks;
use crate::schema::SettingsView;
use crate::{App, Error, blocking, evidence, levels, proxy};

pub(crate) async fn run(app: &App, mut settings: SettingsView) -> Result<SettingsView, Error> {
    // The window speaks French and English; signers may read their consent in two more languages.
    if matches!(settings.language, Language::Ar | Language::It) {
        settings.language = Language::En;
    }
    settings.host_name = settings.host_name.trim().to_owned();
    for text in [
        &mut settings.timestamp_authority,
        &mut settings.signing_reason,
        &mut settings.signing_place,
        &mut settings.evidence_key,
    ] {
        *text = text.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    }
    if let Some(address) = &settings.timestamp_authority {
        levels::check_address(address)?;
    }
    if let Some(key) = &settings.evidence_key {
        evidence::parse_key(key)?;
    }
    settings.identity_checks = settings.identity_checks.take().map(identity_checks::tidy).transpose()?;
    let app = app.clone();
    blocking::run(move || {
        if let Some(address) = settings.timestamp_authority.as_deref().filter(|_| app.demo().is_demo) {
            levels::check_reach(&app, address)?;
        }
        proxy::store(&app, settings)?;
        app.settings()
    })
    .await
}
