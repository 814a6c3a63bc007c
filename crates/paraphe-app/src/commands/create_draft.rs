//! A new draft from files.

use std::path::Path;

use paraphe_envelope::{Document, Draft, DraftId, DraftOperation};

use crate::documents::{self, name_of, random};
use crate::schema::{CreateDraftRequest, FileToImport, ImportView, RejectedFileView};
use crate::{App, Error, blocking, translate, view};

pub(crate) async fn run(app: &App, request: CreateDraftRequest) -> Result<ImportView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (documents, rejected) = take_all(&app, &request.files);
        if documents.is_empty() && !request.files.is_empty() {
            return Ok(ImportView { draft: None, rejected });
        }
        let draft = match untouched(&app, &documents)? {
            Some(draft) => draft,
            None => store_new(&app, documents)?,
        };
        Ok(ImportView { draft: Some(view::draft(&app, &draft)?), rejected })
    })
    .await
}

/// An empty draft that is already there serves for a new empty one: pressing « new » twice leaves no litter.
fn untouched(app: &App, documents: &[Document]) -> Result<Option<DraftId>, Error> {
    if !documents.is_empty() {
        return Ok(None);
    }
    app.history().blank_draft().map_err(translate::history)
}

/// Takes each file; what cannot be taken comes back with its reason.
pub(super) fn take_all(app: &App, files: &[FileToImport]) -> (Vec<Document>, Vec<RejectedFileView>) {
    let mut documents = Vec::new();
    let mut rejected = Vec::new();
    for file in files {
        match documents::take(app, file) {
            Ok(document) => documents.push(document),
            Err(error) => {
                rejected.push(RejectedFileView {
                    path: file.path.clone(),
                    name: name_of(Path::new(&file.path)),
                    error,
                });
            }
        }
    }
    (documents, rejected)
}

/// A new stored draft with these documents, named after the first.
pub(super) fn store_new(app: &App, documents: Vec<Document>) -> Result<DraftId, Error> {
    let id = DraftId::new(random()?);
    let mut draft = Draft::new(id.clone(), app.language(), app.now());
    draft.title = documents.first().map(|document| document.name.clone()).unwrap_or_default();
    draft.documents = documents;
    app.history().insert_draft(&draft).map_err(translate::history)?;
    Ok(id)
}

/// The operation that adds documents at the end of a draft, and names it after the first where it has no name yet.
pub(super) fn adding(draft: &Draft, documents: Vec<Document>) -> DraftOperation {
    let first = draft.documents.len();
    let named = draft.title.trim().is_empty().then(|| documents.first()).flatten();
    let title = named.map(|document| DraftOperation::SetTitle { title: document.name.clone() });
    let added = documents.iter().enumerate().map(|(offset, document)| DraftOperation::AddDocument {
        document: document.clone(),
        index: first + offset,
    });
    DraftOperation::Batch { operations: title.into_iter().chain(added).collect() }
}
