//! Goes on with the lines of a batch that have not left.

use crate::batches::{running, view};
use crate::schema::{BatchView, OneBatchRequest};
use crate::{App, Error};

pub(crate) async fn run(app: &App, request: OneBatchRequest) -> Result<BatchView, Error> {
    running::start(app, &request.batch, running::Which::Unsent).await?;
    view::read(app, request.batch).await
}
