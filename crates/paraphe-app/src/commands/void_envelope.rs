//! The sender takes an envelope back: at the provider first, then here.

use crate::schema::{EnvelopeView, VoidEnvelopeRequest};
use crate::{App, Error, blocking, corrections, taking_back, view};

pub(crate) async fn run(app: &App, request: VoidEnvelopeRequest) -> Result<EnvelopeView, Error> {
    let VoidEnvelopeRequest { envelope, reason } = request;
    let lease = taking_back::hold(app, &envelope).await?;
    taking_back::refuse(app, &envelope).await?;
    // Whoever takes it back for good wants nothing in its place.
    corrections::forget(app, &envelope).await?;
    taking_back::at_provider(app, &envelope, &reason).await.map_err(|failed| failed.error)?;
    let app = app.clone();
    blocking::run(move || {
        taking_back::record(&app, &envelope, &reason)?;
        drop(lease);
        view::envelope(&app, &envelope)
    })
    .await
}
