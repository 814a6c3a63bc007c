//! The signer begins, in the language they chose.

use crate::schema::{KioskStartRequest, KioskView};
use crate::{App, Error, blocking, kiosk};

pub(crate) async fn run(app: &App, request: KioskStartRequest) -> Result<KioskView, Error> {
    let app = app.clone();
    blocking::run(move || kiosk::start(&app, request.language)).await
}
