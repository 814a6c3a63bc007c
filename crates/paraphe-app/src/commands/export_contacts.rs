//! Writes people of the address book into a file: to take along, or for the person themselves who asks what is known of them.

use std::path::Path;

use paraphe_envelope::Sha256Digest;

use crate::schema::{ExportContactsRequest, SavedFileView};
use crate::{App, Error, blocking, contacts, files};

pub(crate) async fn run(app: &App, request: ExportContactsRequest) -> Result<SavedFileView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let target = Path::new(&request.path);
        let bytes = contacts::written(&app, target, request.contact)?;
        files::write_new(target, &bytes)?;
        Ok(SavedFileView { sha256: Sha256Digest::of(&bytes), path: request.path })
    })
    .await
}
