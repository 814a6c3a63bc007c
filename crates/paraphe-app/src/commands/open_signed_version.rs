//! Makes the signed version of a document ready to be looked at.

use crate::schema::{SignedVersionRequest, SignedVersionView};
use crate::verification::changes;
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: SignedVersionRequest) -> Result<SignedVersionView, Error> {
    let app = app.clone();
    blocking::run(move || changes::open_signed(&app, request)).await
}
