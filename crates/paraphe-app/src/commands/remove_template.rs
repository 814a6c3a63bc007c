//! Removes a template. Requests made from it stay.

use crate::schema::{Empty, TemplateRequest};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, request: TemplateRequest) -> Result<Empty, Error> {
    let app = app.clone();
    blocking::run(move || {
        app.history().remove_template(&request.template).map_err(translate::history)?;
        Ok(Empty {})
    })
    .await
}
