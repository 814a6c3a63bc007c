//! Validates one PDF of several.

use paraphe_pades::ValidationTime;

use super::list_trust::anchors;
use crate::schema::{PdfPlaceView, VerifiedRow, VerifyRowRequest};
use crate::verification::many;
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: VerifyRowRequest) -> Result<VerifiedRow, Error> {
    let app = app.clone();
    blocking::run(move || {
        let place = PdfPlaceView { path: request.path, name: request.name };
        let (row, _) = many::row(&app, place, None, &anchors(&app)?, ValidationTime(app.now()));
        Ok(row)
    })
    .await
}
