//! The host takes the window back; files the operating system handed over in the meantime are shown now.

use crate::schema::{AppEvent, EndKioskRequest, KioskView};
use crate::{App, Error, blocking, kiosk};

pub(crate) async fn run(app: &App, request: EndKioskRequest) -> Result<KioskView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let view = kiosk::end(&app, request.pin.as_ref())?;
        app.emit(AppEvent::KioskChanged { on: false });
        Ok(view)
    })
    .await
}
