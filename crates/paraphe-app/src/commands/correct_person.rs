//! One person's details put right in a request that is out: it is taken back, and the same one leaves again.

use crate::schema::{CorrectPersonRequest, CorrectPersonView};
use crate::{App, Error, corrections};

pub(crate) async fn run(app: &App, request: CorrectPersonRequest) -> Result<CorrectPersonView, Error> {
    corrections::correct(app, request).await
}
