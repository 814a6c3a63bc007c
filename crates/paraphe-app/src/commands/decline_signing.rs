//! The signer refuses, here on this computer.

use paraphe_envelope::AuditEventKind;

use super::{record, signer};
use crate::schema::{DeclineSigningRequest, EnvelopeView};
use crate::{App, Error, blocking, kiosk, notification, translate, view};

pub(crate) async fn run(app: &App, request: DeclineSigningRequest) -> Result<EnvelopeView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let mut envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
        let person = signer(&envelope, &request.recipient)?.clone();
        let event = AuditEventKind::Declined {
            recipient: request.recipient,
            reason: request.reason.trim().to_owned(),
        };
        record(&app, &mut envelope, event)?;
        kiosk::finish_signing(&app)?;
        if !app.kiosk_is_on() {
            // Opened for this signing; whoever holds a kiosk opened it for all of them.
            app.close_signing_key();
        }
        notification::declined(&app, &envelope, &person);
        view::envelope(&app, &request.envelope)
    })
    .await
}
