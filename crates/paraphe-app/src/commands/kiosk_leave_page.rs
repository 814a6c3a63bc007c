//! The signer has done with the service's page.

use crate::schema::{Empty, KioskView};
use crate::{App, Error, blocking, kiosk};

pub(crate) async fn run(app: &App, _: Empty) -> Result<KioskView, Error> {
    let app = app.clone();
    blocking::run(move || kiosk::page::leave(&app)).await
}
