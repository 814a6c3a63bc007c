//! Closes the key that was opened for signing.

use crate::schema::{Empty, SigningKeyView};
use crate::{App, Error, blocking, signing_keys};

pub(crate) async fn run(app: &App, _: Empty) -> Result<SigningKeyView, Error> {
    let app = app.clone();
    blocking::run(move || signing_keys::close(&app)).await
}
