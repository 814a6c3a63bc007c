//! What each provider can do.

use paraphe_providers::{ProviderId, capability};

use crate::schema::{CapabilitiesView, Empty, ProviderView};
use crate::{App, Error};

pub(crate) async fn run(_: &App, _: Empty) -> Result<CapabilitiesView, Error> {
    let providers = ProviderId::ALL
        .into_iter()
        .map(|id| ProviderView { provider: id.to_string(), capability: capability(id) })
        .collect();
    Ok(CapabilitiesView { providers })
}
