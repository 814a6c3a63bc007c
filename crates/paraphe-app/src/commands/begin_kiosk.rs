//! Hands the whole window to the signers of an envelope.

use crate::schema::{BeginKioskRequest, KioskView};
use crate::{App, Error, blocking, kiosk};

pub(crate) async fn run(app: &App, request: BeginKioskRequest) -> Result<KioskView, Error> {
    let app = app.clone();
    blocking::run(move || kiosk::begin(&app, request)).await
}
