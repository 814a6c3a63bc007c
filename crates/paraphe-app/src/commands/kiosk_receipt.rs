//! Whoever has just signed says how they wish to be handed their copy.

use crate::schema::{KioskReceiptRequest, KioskView};
use crate::{App, Error, blocking, kiosk};

pub(crate) async fn run(app: &App, request: KioskReceiptRequest) -> Result<KioskView, Error> {
    let app = app.clone();
    blocking::run(move || kiosk::receipt(&app, request)).await
}
