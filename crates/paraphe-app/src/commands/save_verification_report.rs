//! Writes a verification as a file for people.

use std::path::Path;

use paraphe_pades::ValidationTime;

use super::list_trust::anchors;
use crate::headless::Existing;
use crate::schema::{SaveReportRequest, SavedFileView};
use crate::verification::report::{self, Facts, ReportFormat};
use crate::verification::{judge, save};
use crate::{App, Error, blocking, trust_lists};

pub(crate) async fn run(app: &App, request: SaveReportRequest) -> Result<SavedFileView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let target = Path::new(&request.path);
        let format = ReportFormat::of(target)?;
        let now = app.now();
        let judged = judge(&app, request.target, &anchors(&app)?, ValidationTime(now))?;
        let facts = Facts {
            report: &judged.report,
            origin: judged.origin.as_ref(),
            language: request.language.map_or_else(|| app.language(), Into::into),
            now,
            lists_issued: trust_lists::load(&app).and_then(|lists| lists.issued_at()),
        };
        let bytes = report::write(format, &facts)?;
        save(&app, &bytes, target, &[&judged.path], Existing::Replaced)
    })
    .await
}
