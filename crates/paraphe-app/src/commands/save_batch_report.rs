//! Writes what became of each line of a batch as a table.

use std::path::Path;

use crate::batches::{report, view};
use crate::headless::Existing;
use crate::schema::{SaveBatchReportRequest, SavedFileView};
use crate::verification::save;
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: SaveBatchReportRequest) -> Result<SavedFileView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let bytes = report::csv(app.language(), &view::batch(&app, &request.batch)?);
        save(&app, bytes.as_bytes(), Path::new(&request.path), &[], Existing::Replaced)
    })
    .await
}
