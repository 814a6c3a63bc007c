//! People of the address book for what has been typed. Nothing leaves this computer.

use crate::schema::{ContactsView, SuggestContactsRequest};
use crate::{App, Error, blocking, translate};

/// As many as can be looked over at a glance.
const SUGGESTIONS: usize = 8;

pub(crate) async fn run(app: &App, request: SuggestContactsRequest) -> Result<ContactsView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let found = app.history().contacts(&request.text, SUGGESTIONS).map_err(translate::history)?;
        Ok(ContactsView { contacts: found.into_iter().map(|row| row.contact).collect() })
    })
    .await
}
