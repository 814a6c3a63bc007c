//! Adds the timestamp that could not be had when people signed at this computer.

use super::sign_locally::alone;
use crate::evidence::timestamp;
use crate::schema::{EnvelopeRequest, EnvelopeView};
use crate::{App, Error, blocking, view};

pub(crate) async fn run(app: &App, request: EnvelopeRequest) -> Result<EnvelopeView, Error> {
    let app = app.clone();
    blocking::run(move || {
        // Of two at once, the second finds it added.
        let alone = alone();
        timestamp::add(&app, &request.envelope)?;
        drop(alone);
        view::envelope(&app, &request.envelope)
    })
    .await
}
