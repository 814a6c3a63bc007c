//! Validates one PDF of several.

use paraphe_pades::ValidationTime;

use super::list_trust::anchors;
use crate::schema::{VerifiedRow, VerifyRowRequest};
use crate::verification::many::{self, PdfPlace};
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: VerifyRowRequest) -> Result<VerifiedRow, Error> {
    let app = app.clone();
    blocking::run(move || {
        let place = PdfPlace { path: request.path.into(), name: request.name };
        let (row, _) = many::row(&app, place, None, &anchors(&app)?, ValidationTime(app.now()));
        Ok(row)
    })
    .await
}
