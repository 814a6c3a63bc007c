//! One envelope with its people, documents and audit trail.

use crate::schema::{EnvelopeRequest, EnvelopeView};
use crate::{App, Error, blocking, view};

pub(crate) async fn run(app: &App, request: EnvelopeRequest) -> Result<EnvelopeView, Error> {
    let app = app.clone();
    blocking::run(move || view::envelope(&app, &request.envelope)).await
}
