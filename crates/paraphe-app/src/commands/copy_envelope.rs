//! A new draft with everything of a request: what was declined or came too late is put right and sent again.

use std::collections::{BTreeMap, BTreeSet};

use paraphe_envelope::{DraftId, Template, TemplateChoice, TemplateId};

use crate::documents::random;
use crate::schema::{DraftView, EnvelopeRequest};
use crate::{App, Error, blocking, translate, view};

pub(crate) async fn run(app: &App, request: EnvelopeRequest) -> Result<DraftView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
        // A template nobody keeps: it knows what of a request can be made again, and that a date is past by then.
        let choice = TemplateChoice {
            id: TemplateId::new(random()?),
            name: String::new(),
            asked_people: BTreeMap::new(),
            asked_documents: BTreeSet::new(),
            created_at: app.now(),
        };
        let template = Template::of_content(envelope.content(), choice);
        let draft = template.draft(DraftId::new(random()?), app.now());
        app.history().insert_draft(&draft).map_err(translate::history)?;
        view::draft(&app, &draft.id)
    })
    .await
}
