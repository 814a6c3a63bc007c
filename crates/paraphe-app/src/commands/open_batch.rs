//! A batch with its lines.

use crate::batches::view;
use crate::schema::{BatchView, OneBatchRequest};
use crate::{App, Error};

pub(crate) async fn run(app: &App, request: OneBatchRequest) -> Result<BatchView, Error> {
    view::read(app, request.batch).await
}
