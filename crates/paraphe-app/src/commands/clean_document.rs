//! A damaged document written anew before anybody signs it: its boxes are kept, and it is one step to undo.

use paraphe_envelope::{Document, DraftOperation};
use paraphe_pdf::PdfFile;

use super::apply_operation::apply;
use crate::documents::{self, take};
use crate::schema::{CleanDocumentRequest, DraftView, FileToImport};
use crate::scratch::Scratch;
use crate::{App, Code, Error, blocking, translate, view};

pub(crate) async fn run(app: &App, request: CleanDocumentRequest) -> Result<DraftView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let former = app
            .history()
            .draft(&request.draft)
            .map_err(translate::history)?
            .document(&request.document)
            .cloned()
            .ok_or_else(|| Error::new(Code::NotFound, "error-document-missing").detail(&request.document))?;
        let operation = cleaned(&former, written_anew(&app, &former)?)?;
        apply(&app, &request.draft, operation, None)?;
        view::draft(&app, &request.draft)
    })
    .await
}

/// The copy, taken into the vault as any file is.
fn written_anew(app: &App, former: &Document) -> Result<Document, Error> {
    let (path, password) = documents::locate(app, &former.sha256)?;
    let pdf = PdfFile::open(&path, password.as_deref()).map_err(translate::pdf)?;
    if pdf.is_encrypted() {
        return Err(Error::new(Code::Refused, "error-clean-protected").with("name", &former.name));
    }
    let scratch = Scratch::new(app)?;
    let copy = scratch.file("clean.pdf");
    pdf.clean_copy(&copy).map_err(translate::pdf)?;
    take(app, &FileToImport { path: copy.display().to_string(), password: None })
}

/// The same objects on the same pages: the boxes stand where they stood.
fn cleaned(former: &Document, clean: Document) -> Result<DraftOperation, Error> {
    if clean.pages != former.pages {
        return Err(Error::new(Code::Refused, "error-clean-differs").with("name", &former.name));
    }
    let document = Document { id: former.id.clone(), name: former.name.clone(), ..clean };
    Ok(DraftOperation::ReplaceDocument { document })
}
