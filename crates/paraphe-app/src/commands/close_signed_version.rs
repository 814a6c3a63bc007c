//! Forgets the signed version.

use crate::schema::Empty;
use crate::verification::changes;
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, _: Empty) -> Result<Empty, Error> {
    let app = app.clone();
    blocking::run(move || {
        changes::forget(&app);
        Ok(Empty {})
    })
    .await
}
