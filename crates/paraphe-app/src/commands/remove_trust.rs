//! Stops trusting a certificate.

use super::list_trust;
use crate::schema::{RemoveTrustRequest, TrustView};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, request: RemoveTrustRequest) -> Result<TrustView, Error> {
    let app = app.clone();
    blocking::run(move || {
        app.history().remove_trust_anchor(&request.sha256).map_err(translate::history)?;
        list_trust::view(&app)
    })
    .await
}
