//! Sets the host's PIN.

use crate::kiosk::{self, pin};
use crate::schema::{KioskView, SetHostPinRequest};
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: SetHostPinRequest) -> Result<KioskView, Error> {
    let app = app.clone();
    blocking::run(move || {
        pin::set(&app, request.old_pin.as_ref(), &request.pin)?;
        kiosk::view(&app)
    })
    .await
}
