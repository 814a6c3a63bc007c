//! A table of people, as it was pasted or stands in a file.

use crate::batches::sheet;
use crate::schema::{ReadTableRequest, TableView};
use crate::{App, Error, blocking};

pub(crate) async fn run(_: &App, request: ReadTableRequest) -> Result<TableView, Error> {
    blocking::run(move || sheet::read(&request)).await
}
