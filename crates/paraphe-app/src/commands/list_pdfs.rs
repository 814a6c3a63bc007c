//! The PDFs among files and in folders.

use crate::schema::{ListPdfsRequest, PdfListView};
use crate::verification::many;
use crate::{App, Error, blocking};

pub(crate) async fn run(_: &App, request: ListPdfsRequest) -> Result<PdfListView, Error> {
    blocking::run(move || {
        let paths: Vec<_> = request.paths.into_iter().map(Into::into).collect();
        let many::Found { files, cut } = many::find(&paths)?;
        Ok(PdfListView { files, cut })
    })
    .await
}
