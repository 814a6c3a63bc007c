//! The host passes on to the next signer.

use crate::schema::{KioskView, PinRequest};
use crate::{App, Error, blocking, kiosk};

pub(crate) async fn run(app: &App, request: PinRequest) -> Result<KioskView, Error> {
    let app = app.clone();
    blocking::run(move || kiosk::next(&app, &request.pin)).await
}
