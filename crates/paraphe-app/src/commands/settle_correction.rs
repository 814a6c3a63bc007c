//! Says what becomes of a correction that is not through.

use crate::schema::{EnvelopeView, SettleCorrectionRequest};
use crate::{App, Error, corrections};

pub(crate) async fn run(app: &App, request: SettleCorrectionRequest) -> Result<EnvelopeView, Error> {
    corrections::settle(app, &request.envelope, request.answer).await
}
