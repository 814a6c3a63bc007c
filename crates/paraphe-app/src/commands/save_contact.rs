//! Corrects a person of the address book, or adds one.

use crate::schema::{SaveContactRequest, SavedContactView};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, request: SaveContactRequest) -> Result<SavedContactView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (contact, problems) = request.contact.tidied();
        if problems.is_empty() {
            let saved = app.history().save_contact(request.former.as_ref(), &contact);
            saved.map_err(translate::history)?;
        }
        Ok(SavedContactView { contact, problems })
    })
    .await
}
