//! What will be written in a signer's boxes beside the signature.

use super::signer;
use crate::schema::{BoxPreviewView, PreviewEntriesRequest, PreviewEntriesView};
use crate::{App, Error, blocking, entries, translate};

pub(crate) async fn run(app: &App, request: PreviewEntriesRequest) -> Result<PreviewEntriesView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
        let person = signer(&envelope, &request.recipient)?;
        let mut view = PreviewEntriesView { boxes: Vec::new(), faults: Vec::new() };
        for field in entries::places(&envelope, person) {
            let entry = entries::entry(field.clone(), person, &request.answers, app.now());
            let entry = entry.and_then(|entry| {
                entries::refuse_strange_letters(&app, &envelope, person, &entry).map(|()| entry)
            });
            match entry {
                Ok(entry) => {
                    let drawn = entry.to_svg().map(|svg| BoxPreviewView { field: field.id, svg });
                    view.boxes.extend(drawn);
                }
                Err(error) => view.faults.push(crate::schema::EntryFaultView { field: field.id, error }),
            }
        }
        Ok(view)
    })
    .await
}
