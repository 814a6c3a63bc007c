//! The address book as a list.

use crate::schema::{AddressBookView, ListContactsRequest};
use crate::{App, Error, blocking, contacts};

pub(crate) async fn run(app: &App, request: ListContactsRequest) -> Result<AddressBookView, Error> {
    let app = app.clone();
    blocking::run(move || contacts::list(&app, &request.text)).await
}
