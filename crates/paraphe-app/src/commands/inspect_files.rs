//! Pre-flight of dropped files.

use std::path::Path;

use paraphe_pdf::PdfFile;

use crate::documents::{DocumentFacts, FileStamp, name_of};
use crate::read_ahead::Budget;
use crate::schema::{FileInspectionView, InspectFilesRequest, InspectFilesView};
use crate::{App, Error, blocking, read_ahead, translate};

pub(crate) async fn run(app: &App, request: InspectFilesRequest) -> Result<InspectFilesView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let mut budget = Budget::default();
        let files = request.paths.iter().map(|path| inspect(&app, path, &mut budget)).collect();
        Ok(InspectFilesView { files })
    })
    .await
}

fn inspect(app: &App, asked: &str, budget: &mut Budget) -> FileInspectionView {
    let path = Path::new(asked);
    let name = name_of(path);
    let stamp = FileStamp::of(path);
    let mut view = FileInspectionView {
        path: asked.to_owned(),
        byte_size: stamp.as_ref().map_or(0, |stamp| stamp.length),
        page_count: None,
        signatures: 0,
        findings: Vec::new(),
        first_page: None,
        problem: None,
        name,
    };
    let read = PdfFile::open(path, None)
        .map_err(translate::pdf)
        .and_then(|pdf| DocumentFacts::of(&pdf).map(|facts| (pdf, facts)));
    match read {
        Ok((pdf, facts)) => {
            view.page_count = u32::try_from(facts.pages.len()).ok();
            view.signatures = facts.signatures;
            view.findings = facts.findings.clone();
            view.first_page =
                stamp.and_then(|stamp| read_ahead::keep(app, path, stamp, (&pdf, facts), budget));
        }
        Err(error) => view.problem = Some(error.with("name", &view.name)),
    }
    view
}
