//! Templates: found, stored, shown; `file` for those that go from one computer to another.

pub(crate) mod file;

use paraphe_envelope::{Template, TemplateId};
use paraphe_history::TemplateRow;

use crate::schema::{TemplateDocumentView, TemplatePersonView, TemplateView};
use crate::{App, Code, Error, translate};

/// The template of this identifier.
///
/// # Errors
/// `notFound` when there is none.
pub(crate) fn find(app: &App, id: &TemplateId) -> Result<Template, Error> {
    let found = app.history().template(id).map_err(translate::history)?;
    found
        .map(|row| row.template)
        .ok_or_else(|| Error::new(Code::NotFound, "error-template-missing").detail(id))
}

/// Stores a new template.
///
/// # Errors
/// `storage`; `refused` when it does not hold together.
pub(crate) fn store(app: &App, template: &Template) -> Result<TemplateView, Error> {
    if !template.is_consistent() {
        return Err(Error::new(Code::Refused, "error-template-broken").detail("what it names is not in it"));
    }
    app.history().insert_template(template).map_err(translate::history)?;
    Ok(view(TemplateRow { template: template.clone(), uses: 0, used_at: template.created_at }))
}

/// A template as the window shows it.
pub(crate) fn view(row: TemplateRow) -> TemplateView {
    let TemplateRow { template, uses, used_at } = row;
    let people = template.recipients.iter().map(|person| TemplatePersonView {
        recipient: person.id.clone(),
        role: person.role,
        name: person.full_name(),
        asked: template.asked_people.get(&person.id).cloned(),
    });
    let documents = template.documents.iter().map(|document| TemplateDocumentView {
        document: document.id.clone(),
        name: document.name.clone(),
        sha256: document.sha256,
        page_count: document.page_count(),
        asked: template.asked_documents.contains(&document.id),
    });
    TemplateView {
        people: people.collect(),
        documents: documents.collect(),
        boxes: u32::try_from(template.fields.len()).unwrap_or(u32::MAX),
        id: template.id,
        name: template.name,
        title: template.title,
        uses,
        used_at,
    }
}
