//! From settings to providers: every provider anybody gets hold of is a checked one.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::capability::Capability;
use crate::checked::Checked;
use crate::local::{self, Local, LocalConfig, LocalJournal};
use crate::provider::{Provider, ProviderId};

/// The settings of an account, by provider. Never a secret.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(tag = "provider", rename_all = "snake_case")]
pub enum ProviderConfig {
    /// This computer, face to face.
    Local(LocalConfig),
}

impl ProviderConfig {
    /// Which provider the settings are for.
    #[must_use]
    pub fn provider(&self) -> ProviderId {
        match self {
            Self::Local(_) => ProviderId::Local,
        }
    }
}

/// What providers need of the application.
#[derive(Clone, Debug)]
pub struct ProviderPorts {
    /// What was recorded of the signing done here.
    pub journal: Arc<dyn LocalJournal>,
}

/// The provider with these settings.
#[must_use]
pub fn open(config: &ProviderConfig, ports: &ProviderPorts) -> Arc<dyn Provider> {
    match config {
        ProviderConfig::Local(config) => Arc::new(Checked(Local::new(config, Arc::clone(&ports.journal)))),
    }
}

/// What a provider can do, without an account.
#[must_use]
pub fn capability(provider: ProviderId) -> Capability {
    match provider {
        ProviderId::Local => local::capability(),
    }
}
