//! The draft becomes a batch, and its lines begin to leave.

use crate::batches::{self, running};
use crate::schema::{BatchRequest, BatchView};
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: BatchRequest) -> Result<BatchView, Error> {
    let id = {
        let app = app.clone();
        blocking::run(move || batches::store(&app, &request)).await?
    };
    running::start(app, &id, running::Which::Unsent).await?;
    batches::view::read(app, id).await
}
