//! From settings to providers: every provider anybody gets hold of is a checked one.

use std::sync::Arc;

use paraphe_envelope::Envelope;

use crate::account::{AccountForm, AccountSettings, SettingsProblem};
use crate::capability::Capability;
use crate::checked::Checked;
use crate::docage::{self, Docage};
use crate::error::Error;
use crate::ges_docs::{self, GesDocs};
use crate::http::Network;
use crate::local::{self, Local, LocalJournal};
use crate::logged::Logged;
use crate::ng_sign::{self, NgSign};
use crate::openapi_eu_ses::{self, Openapi};
use crate::provider::{Provider, ProviderId};
use crate::retried::{Patience, Retried};
use crate::secret::Keys;
use crate::sig_tool::{self, SigTool};
use crate::texts::PassedText;

/// What providers need of the application.
#[derive(Clone, Debug)]
pub struct ProviderPorts {
    /// What was recorded of the signing done here.
    pub journal: Arc<dyn LocalJournal>,
    /// The account's secret.
    pub keys: Arc<dyn Keys>,
    /// How the computer reaches the network.
    pub network: Network,
    /// How long to go on trying what is safe to try again.
    pub patience: Patience,
}

/// Why a provider cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The network settings of the computer are not usable.
    #[error(transparent)]
    Network(#[from] Error),
    /// The settings of the account are not usable.
    #[error(transparent)]
    Settings(#[from] SettingsProblem),
}

/// The provider with these settings.
///
/// # Errors
/// What cannot be used of the settings, the account's or the network's.
pub fn open(settings: &AccountSettings, ports: &ProviderPorts) -> Result<Arc<dyn Provider>, OpenError> {
    Ok(match settings.provider {
        ProviderId::Docage => layered(Docage::new(settings, ports)?, ports),
        ProviderId::GesDocs => layered(GesDocs::new(settings, ports)?, ports),
        ProviderId::Local => layered(Local::new(Arc::clone(&ports.journal)), ports),
        ProviderId::NgSign => layered(NgSign::new(settings, ports)?, ports),
        ProviderId::Openapi => layered(Openapi::new(settings, ports)?, ports),
        ProviderId::SigTool => layered(SigTool::new(settings, ports)?, ports),
    })
}

/// First the check, then the repeating, then the log: what is refused is not repeated, and each try is written down.
fn layered(provider: impl Provider + 'static, ports: &ProviderPorts) -> Arc<dyn Provider> {
    Arc::new(Checked(Retried::new(Logged(provider), ports.patience)))
}

/// What a provider can do, without an account.
#[must_use]
pub fn capability(provider: ProviderId) -> Capability {
    match provider {
        ProviderId::Docage => docage::capability(),
        ProviderId::GesDocs => ges_docs::capability(),
        ProviderId::Local => local::capability(),
        ProviderId::NgSign => ng_sign::capability(),
        ProviderId::Openapi => openapi_eu_ses::capability(),
        ProviderId::SigTool => sig_tool::capability(),
    }
}

/// What a provider can do for what is to be sent with this account: its own limit, or the office's where that is lower. What
/// is out already was sent under the limit of its day, and is followed with [`Provider::capability`], which knows of none.
#[must_use]
pub fn account_capability(settings: &AccountSettings) -> Capability {
    const MEGABYTE: u32 = 1_000_000;
    let usual = capability(settings.provider);
    let set = settings.max_document_megabytes.map(|limit| u32::from(limit.get()).saturating_mul(MEGABYTE));
    let max_document_bytes = set.into_iter().chain(usual.max_document_bytes).min();
    Capability { max_document_bytes, ..usual }
}

/// The sender's words a provider hands on to each person, exactly as they go over the wire; empty where it writes only its
/// own, or where there are none.
#[must_use]
pub fn passed_texts(envelope: &Envelope, provider: ProviderId) -> Vec<PassedText> {
    match provider {
        ProviderId::Docage => docage::passed_texts(envelope),
        ProviderId::NgSign => ng_sign::passed_texts(envelope),
        ProviderId::Openapi => openapi_eu_ses::passed_texts(envelope),
        ProviderId::GesDocs | ProviderId::Local | ProviderId::SigTool => Vec::new(),
    }
}

/// What an account of a provider needs.
#[must_use]
pub fn form(provider: ProviderId) -> AccountForm {
    match provider {
        ProviderId::Docage => docage::form(),
        ProviderId::GesDocs => ges_docs::form(),
        ProviderId::Local => local::form(),
        ProviderId::NgSign => ng_sign::form(),
        ProviderId::Openapi => openapi_eu_ses::form(),
        ProviderId::SigTool => sig_tool::form(),
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use super::*;

    #[test]
    fn the_limit_of_an_account_is_the_offices() {
        let with = |megabytes| {
            let max_document_megabytes = NonZeroU16::new(megabytes);
            let settings =
                AccountSettings { max_document_megabytes, ..AccountSettings::new(ProviderId::Docage) };
            account_capability(&settings)
        };
        assert_eq!(with(0), capability(ProviderId::Docage), "none is known");
        assert_eq!(with(10).max_document_bytes, Some(10_000_000));
        assert_eq!(with(u16::MAX).max_document_bytes, Some(u32::MAX), "as far as it can be said");
    }

    #[test]
    fn an_account_saved_before_there_was_a_limit_has_none() {
        let settings = AccountSettings::new(ProviderId::NgSign);
        let mut older = serde_json::to_value(&settings).unwrap();
        older.as_object_mut().unwrap().remove("max_document_megabytes").unwrap();
        assert_eq!(serde_json::from_value::<AccountSettings>(older).unwrap(), settings);
    }
}
