//! Takes a person out of the address book.

use crate::schema::{Empty, ForgetContactRequest};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, request: ForgetContactRequest) -> Result<Empty, Error> {
    let app = app.clone();
    blocking::run(move || {
        app.history().forget_contact(&request.contact).map_err(translate::history)?;
        Ok(Empty {})
    })
    .await
}
