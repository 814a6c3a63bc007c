//! No further line of a batch leaves until it is gone on with.

use paraphe_history::BatchState;

use crate::batches::{running, view};
use crate::schema::{BatchView, OneBatchRequest};
use crate::{App, Error};

pub(crate) async fn run(app: &App, request: OneBatchRequest) -> Result<BatchView, Error> {
    running::end(app, &request.batch, BatchState::Paused).await?;
    view::read(app, request.batch).await
}
