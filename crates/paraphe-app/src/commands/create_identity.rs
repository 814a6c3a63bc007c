//! Makes a signing identity.

use crate::schema::{CreateIdentityRequest, IdentityView};
use crate::{App, Error, blocking, identities};

pub(crate) async fn run(app: &App, request: CreateIdentityRequest) -> Result<IdentityView, Error> {
    let app = app.clone();
    blocking::run(move || identities::create(&app, &request)).await
}
