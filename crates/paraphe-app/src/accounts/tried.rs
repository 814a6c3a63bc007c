//! An account as it would be: asked before anything of it is stored, so that a wrong key takes nothing away.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use paraphe_envelope::EnvelopeId;
use paraphe_providers::{
    Error as ProviderError, Keys, Patience, Provider, ProviderPorts, Secret as ProviderSecret, open,
};

use super::{Account, network, unusable};
use crate::journal::Journal;
use crate::{App, Error, documents};

/// The provider behind an account with this secret. What it hands out in exchange is forgotten with it.
///
/// # Errors
/// As [`super::provider`].
pub(crate) fn provider(
    app: &App,
    account: &Account,
    secret: ProviderSecret,
) -> Result<Arc<dyn Provider>, Error> {
    let ports = ProviderPorts {
        journal: Arc::new(Journal::new(app, EnvelopeId::new(documents::random()?))),
        keys: Arc::new(TriedKeys { secret, session: Mutex::default() }),
        network: network(app)?,
        patience: Patience::default(),
    };
    open(&account.settings, &ports).map_err(|error| unusable(&account.name, &error))
}

/// A secret that is stored nowhere yet.
#[derive(Debug)]
struct TriedKeys {
    secret: ProviderSecret,
    session: Mutex<Option<ProviderSecret>>,
}

impl TriedKeys {
    fn held(&self) -> MutexGuard<'_, Option<ProviderSecret>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Keys for TriedKeys {
    async fn secret(&self) -> Result<ProviderSecret, ProviderError> {
        Ok(self.secret.clone())
    }

    async fn session(&self) -> Result<Option<ProviderSecret>, ProviderError> {
        Ok(self.held().clone())
    }

    async fn session_anew(&self) -> Result<Option<ProviderSecret>, ProviderError> {
        Ok(self.held().clone())
    }

    async fn keep_session(&self, session: Option<&ProviderSecret>) -> Result<(), ProviderError> {
        *self.held() = session.cloned();
        Ok(())
    }
}
