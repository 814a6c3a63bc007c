//! Opens the key that signs next.

use crate::schema::{SigningKeyRequest, SigningKeyView};
use crate::{App, Error, blocking, signing_keys};

pub(crate) async fn run(app: &App, request: SigningKeyRequest) -> Result<SigningKeyView, Error> {
    let app = app.clone();
    blocking::run(move || signing_keys::open(&app, &request)).await
}
