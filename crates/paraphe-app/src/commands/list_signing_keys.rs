//! The certificates of a key file or of the tokens that are there.

use crate::schema::{SigningKeyRequest, SigningKeysView};
use crate::{App, Error, blocking, signing_keys};

pub(crate) async fn run(app: &App, request: SigningKeyRequest) -> Result<SigningKeysView, Error> {
    let app = app.clone();
    blocking::run(move || signing_keys::list(&app, &request)).await
}
