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
