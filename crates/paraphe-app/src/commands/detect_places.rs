//! Places to sign in a document.

use paraphe_pdf::{Detection, PdfFile};

use crate::schema::DetectPlacesRequest;
use crate::{App, Error, blocking, documents, translate};

pub(crate) async fn run(app: &App, request: DetectPlacesRequest) -> Result<Detection, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (path, password) = documents::locate(&app, &request.sha256)?;
        let pdf = PdfFile::open(&path, password.as_deref()).map_err(translate::pdf)?;
        Ok(pdf.detect_places())
    })
    .await
}
