//! What each row of a table would become. Sends nothing.

use crate::batches::{self, check::Judge};
use crate::schema::{BatchCheckView, BatchRequest};
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: BatchRequest) -> Result<BatchCheckView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (pattern, account) = batches::pattern(&app, &request)?;
        Judge::new(&app, &pattern, &account)?.all(&request.rows)
    })
    .await
}
