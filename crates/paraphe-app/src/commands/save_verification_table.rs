//! Writes the rows of several verifications as a table.

use std::path::Path;

use crate::headless::Existing;
use crate::schema::{SaveTableRequest, SavedFileView};
use crate::verification::save;
use crate::verification::table::{self, TableFormat};
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: SaveTableRequest) -> Result<SavedFileView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let target = Path::new(&request.path);
        let bytes = table::write(TableFormat::of(target)?, app.language(), &request.rows, app.now());
        let inputs: Vec<&Path> = request.rows.iter().map(|row| Path::new(&row.path)).collect();
        save(&app, &bytes, target, &inputs, Existing::Replaced)
    })
    .await
}
