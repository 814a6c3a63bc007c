//! The host unlocks.

use crate::schema::{KioskView, PinRequest};
use crate::{App, Error, blocking, kiosk};

pub(crate) async fn run(app: &App, request: PinRequest) -> Result<KioskView, Error> {
    let app = app.clone();
    blocking::run(move || kiosk::unlock(&app, &request.pin)).await
}
