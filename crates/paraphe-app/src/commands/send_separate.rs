//! The draft becomes a batch of one request for each document, and they begin to leave.

use crate::batches::{self, running, separate};
use crate::schema::{BatchView, SendEnvelopeRequest};
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: SendEnvelopeRequest) -> Result<BatchView, Error> {
    let id = {
        let app = app.clone();
        blocking::run(move || separate::store(&app, &request)).await?
    };
    running::start(app, &id, running::Which::Unsent).await?;
    batches::view::read(app, id).await
}
