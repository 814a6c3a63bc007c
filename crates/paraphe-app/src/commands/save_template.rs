//! A template of a draft, or of what was sent.

use paraphe_envelope::{Template, TemplateChoice, TemplateId};

use crate::documents::random;
use crate::schema::{SaveTemplateRequest, TemplateSource, TemplateView};
use crate::{App, Code, Error, blocking, templates, translate};

pub(crate) async fn run(app: &App, request: SaveTemplateRequest) -> Result<TemplateView, Error> {
    let app = app.clone();
    blocking::run(move || {
        if request.name.trim().is_empty() {
            return Err(Error::new(Code::Refused, "error-template-nameless"));
        }
        let choice = TemplateChoice {
            id: TemplateId::new(random()?),
            name: request.name,
            asked_people: request.asked_people,
            asked_documents: request.asked_documents,
            created_at: app.now(),
        };
        let template = {
            let history = app.history();
            match request.source {
                TemplateSource::Draft { draft } => {
                    Template::of_draft(history.draft(&draft).map_err(translate::history)?, choice)
                }
                TemplateSource::Envelope { envelope } => Template::of_content(
                    history.envelope(&envelope).map_err(translate::history)?.content(),
                    choice,
                ),
            }
        };
        templates::store(&app, &template)
    })
    .await
}
