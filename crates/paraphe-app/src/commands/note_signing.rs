//! Notes the time of a step of the signing in progress.

use crate::schema::{Empty, NoteSigningRequest};
use crate::{App, Error};

pub(crate) async fn run(app: &App, request: NoteSigningRequest) -> Result<Empty, Error> {
    app.moments().note(&request, app.now());
    Ok(Empty {})
}
