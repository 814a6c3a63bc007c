//! A template of a draft, of a batch, or of what was sent.

use paraphe_envelope::{Template, TemplateChoice, TemplateId};

use crate::documents::random;
use crate::schema::{SaveTemplateRequest, TemplateSource, TemplateView};
use crate::{App, Code, Error, batches, blocking, template_accounts, templates, translate};

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
        let template = match &request.source {
            TemplateSource::Batch { batch } => {
                Template::of_draft(batches::find(&app, batch)?.pattern.draft, choice)
            }
            TemplateSource::Draft { draft } => {
                let draft = app.history().draft(draft).map_err(translate::history)?;
                Template::of_draft(draft, choice)
            }
            TemplateSource::Envelope { envelope } => {
                let envelope = app.history().envelope(envelope).map_err(translate::history)?;
                Template::of_content(envelope.content(), choice)
            }
        };
        let view = templates::store(&app, &template)?;
        note_account(&app, &template, &request.source)?;
        Ok(view)
    })
    .await
}

/// What it was made of was sent with an account, or will be: the next request begins there.
fn note_account(app: &App, template: &Template, source: &TemplateSource) -> Result<(), Error> {
    let account = match source {
        TemplateSource::Batch { batch } => Some(batches::find(app, batch)?.row.account),
        TemplateSource::Draft { draft } => return template_accounts::belongs(app, draft, &template.id),
        TemplateSource::Envelope { envelope } => {
            let rows = app.history().dispatches(envelope).map_err(translate::history)?;
            rows.into_iter().next().map(|row| row.account)
        }
    };
    account.map_or(Ok(()), |account| template_accounts::sent_before(app, &template.id, &account))
}
