//! Sends again the requests of a batch that their provider refused: only because a person says so.

use crate::batches::{running, view};
use crate::schema::{BatchView, OneBatchRequest};
use crate::{App, Error};

pub(crate) async fn run(app: &App, request: OneBatchRequest) -> Result<BatchView, Error> {
    running::start(app, &request.batch, running::Which::Refused).await?;
    view::read(app, request.batch).await
}
