//! The lines of a batch that have not left never will.

use paraphe_history::BatchState;

use crate::batches::{running, view};
use crate::schema::{BatchView, OneBatchRequest};
use crate::{App, Error};

pub(crate) async fn run(app: &App, request: OneBatchRequest) -> Result<BatchView, Error> {
    running::end(app, &request.batch, BatchState::Stopped).await?;
    view::read(app, request.batch).await
}
