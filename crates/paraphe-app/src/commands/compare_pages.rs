//! Whether a page looks as it did when it was signed.

use crate::schema::{ComparePagesRequest, PageComparison};
use crate::verification::changes;
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: ComparePagesRequest) -> Result<PageComparison, Error> {
    let app = app.clone();
    blocking::run(move || changes::compare(&app, &request)).await
}
