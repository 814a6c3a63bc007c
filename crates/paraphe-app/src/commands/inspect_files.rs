//! Pre-flight of dropped files.

use std::path::Path;

use paraphe_pdf::PdfFile;

use crate::documents::{DocumentFacts, name_of};
use crate::schema::{FileInspectionView, InspectFilesRequest, InspectFilesView};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(_: &App, request: InspectFilesRequest) -> Result<InspectFilesView, Error> {
    blocking::run(move || {
        Ok(InspectFilesView { files: request.paths.iter().map(|path| inspect(path)).collect() })
    })
    .await
}

fn inspect(path: &str) -> FileInspectionView {
    let name = name_of(Path::new(path));
    let byte_size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    let facts =
        PdfFile::open(Path::new(path), None).map_err(translate::pdf).and_then(|pdf| DocumentFacts::of(&pdf));
    let (page_count, signatures, findings, problem) = match facts {
        Ok(facts) => (u32::try_from(facts.pages.len()).ok(), facts.signatures, facts.findings, None),
        Err(error) => (None, 0, Vec::new(), Some(error.with("name", &name))),
    };
    FileInspectionView { path: path.to_owned(), name, byte_size, page_count, signatures, findings, problem }
}
