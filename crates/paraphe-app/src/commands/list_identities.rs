//! The self-made signing identities.

use crate::schema::{Empty, IdentitiesView};
use crate::{App, Error, blocking, identities};

pub(crate) async fn run(app: &App, _: Empty) -> Result<IdentitiesView, Error> {
    let app = app.clone();
    blocking::run(move || Ok(IdentitiesView { identities: identities::list(&app)? })).await
}
