//! Stops a request before anything of it has left: it is a draft again. What has left in the meantime is refused.

use paraphe_envelope::{DraftId, Envelope, TemplateId};
use paraphe_history::OutboxRow;

use super::copy_envelope::copied;
use crate::documents::random;
use crate::schema::{DraftView, EnvelopeAction, EnvelopeRequest};
use crate::{App, Error, actions, blocking, corrections, taking_back, translate, view};

pub(crate) async fn run(app: &App, request: EnvelopeRequest) -> Result<DraftView, Error> {
    let id = request.envelope;
    let lease = taking_back::hold(app, &id).await?;
    taking_back::refuse(app, &id).await?;
    taking_back::refuse_sent(app, &id).await?;
    corrections::forget(app, &id).await?;
    let app = app.clone();
    blocking::run(move || {
        let now = app.now();
        let envelope = app.history().envelope(&id).map_err(translate::history)?;
        let ids = (TemplateId::new(random()?), DraftId::new(random()?));
        let draft = copied(envelope.content(), ids, now);
        let decide = |envelope: &Envelope, rows: &[OutboxRow]| taking_back::taken(envelope, rows, "", now);
        let tells = |rows: &[OutboxRow]| rows.iter().any(|row| actions::left_behind(row).is_some());
        let stopped = app.history().take_up_again(&id, &draft, decide, tells).map_err(translate::history)?;
        drop(lease);
        match stopped {
            Ok(()) => view::draft(&app, &draft.id),
            Err(taking_back::Ended) => Err(actions::refusal(&app, &id, EnvelopeAction::Void)?),
        }
    })
    .await
}
