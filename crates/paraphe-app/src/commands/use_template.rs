//! A new draft from a template: the people and the files of this time in their places.

use paraphe_envelope::{Document, Draft, DraftId, DraftOperation, TemplateId};

use crate::documents::{random, take};
use crate::replacement::replacing;
use crate::schema::{DraftView, UseTemplateRequest};
use crate::{App, Error, blocking, template_accounts, templates, translate, view};

pub(crate) async fn run(app: &App, request: UseTemplateRequest) -> Result<DraftView, Error> {
    let (mut draft, files) = {
        let (app, request) = (app.clone(), request.clone());
        blocking::run(move || filled(&app, &request)).await?
    };
    for (former, new) in files {
        // A file is known to people by its own name, not by that of the template's example.
        let renamed = DraftOperation::RenameDocument { document: former.id.clone(), name: new.name.clone() };
        for operation in [replacing(app, &draft, &former, new).await?, renamed] {
            draft.apply(operation).map_err(Error::internal)?;
        }
    }
    let app = app.clone();
    blocking::run(move || {
        app.history().insert_draft(&draft).map_err(translate::history)?;
        // The draft is there: what only makes the next one easier takes it back no more.
        if let Err(error) = remember(&app, &draft, &request.template) {
            tracing::warn!(%error, "the use of a template could not be noted");
        }
        view::draft(&app, &draft.id)
    })
    .await
}

/// When the template was used last, and for which draft.
fn remember(app: &App, draft: &Draft, template: &TemplateId) -> Result<(), Error> {
    app.history().note_template_use(template, draft.created_at).map_err(translate::history)?;
    template_accounts::belongs(app, &draft.id, template)
}

/// The draft with the people of this time, and the files still to be put into it.
fn filled(app: &App, request: &UseTemplateRequest) -> Result<(Draft, Vec<Replacement>), Error> {
    let template = templates::find(app, &request.template)?;
    let mut draft = template.draft(DraftId::new(random()?), app.now());
    if !request.title.trim().is_empty() {
        request.title.trim().clone_into(&mut draft.title);
    }
    for person in &mut draft.recipients {
        if let Some(contact) = request.people.get(&person.id) {
            person.fill(contact);
        }
    }
    let files = taken(app, &draft, request)?;
    Ok((draft, files))
}

/// A document and the one that comes in its place.
type Replacement = (Document, Document);

/// The files of this time, each with the document in whose place it comes. All are taken before anything is made of them.
fn taken(app: &App, draft: &Draft, request: &UseTemplateRequest) -> Result<Vec<Replacement>, Error> {
    let mut taken = Vec::new();
    for document in &draft.documents {
        if let Some(file) = request.documents.get(&document.id) {
            taken.push((document.clone(), take(app, file)?));
        }
    }
    Ok(taken)
}
