//! Deletes a batch of which nothing has left, for good. What its requests would have been goes with it.

use crate::batches::running;
use crate::schema::{Empty, OneBatchRequest};
use crate::{App, Code, Error, blocking, translate};

pub(crate) async fn run(app: &App, request: OneBatchRequest) -> Result<Empty, Error> {
    // Whoever keeps holding it sends it, and its next line may be leaving; a sending that has just ended lets go in a moment.
    let lease = running::take(app, &request.batch).await?;
    let history = app.clone();
    let purge = move || history.history().purge_batch(&request.batch).map_err(translate::history);
    let is_gone = blocking::run(purge).await?;
    drop(lease);
    if !is_gone {
        return Err(Error::new(Code::Refused, "error-batch-has-requests"));
    }
    let clearing = app.clone();
    tokio::spawn(async move { clearing.remove_unneeded().await });
    Ok(Empty {})
}
