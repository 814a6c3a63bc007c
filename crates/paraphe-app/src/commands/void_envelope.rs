//! The sender takes an envelope back.

use paraphe_envelope::AuditEventKind;

use super::record;
use crate::schema::{EnvelopeView, VoidEnvelopeRequest};
use crate::{App, Error, blocking, translate, view};

pub(crate) async fn run(app: &App, request: VoidEnvelopeRequest) -> Result<EnvelopeView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let mut envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
        record(&app, &mut envelope, AuditEventKind::Voided { reason: request.reason })?;
        view::envelope(&app, &request.envelope)
    })
    .await
}
