//! The PDFs among files and in folders.

use crate::schema::{ListPdfsRequest, PdfListView, PdfPlaceView};
use crate::verification::many;
use crate::{App, Error, blocking};

pub(crate) async fn run(_: &App, request: ListPdfsRequest) -> Result<PdfListView, Error> {
    blocking::run(move || {
        let paths: Vec<_> = request.paths.into_iter().map(Into::into).collect();
        let many::Found { files, cut, too_deep } = many::find(&paths)?;
        let too_deep = too_deep.iter().map(|folder| folder.display().to_string()).collect();
        let shown =
            |place: many::PdfPlace| PdfPlaceView { path: place.path.display().to_string(), name: place.name };
        Ok(PdfListView { files: files.into_iter().map(shown).collect(), cut, too_deep })
    })
    .await
}
