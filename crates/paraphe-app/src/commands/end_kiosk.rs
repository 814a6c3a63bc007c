//! The host takes the window back; files the operating system handed over in the meantime are shown now.

use crate::schema::{AppEvent, KioskView, PinRequest};
use crate::{App, Error, blocking, kiosk};

pub(crate) async fn run(app: &App, request: PinRequest) -> Result<KioskView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let view = kiosk::end(&app, &request.pin)?;
        app.emit(AppEvent::KioskChanged { on: false });
        Ok(view)
    })
    .await
}
