//! What a signature will look like in each of the signer's boxes.

use super::begin_signing::boxes;
use super::sign_locally::{lines, witness};
use super::signer;
use crate::schema::{BoxPreviewView, PreviewSignatureRequest, PreviewSignatureView};
use crate::{App, Error, blocking, initials, look, signing, translate};

pub(crate) async fn run(app: &App, request: PreviewSignatureRequest) -> Result<PreviewSignatureView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
        let person = signer(&envelope, &request.recipient)?;
        let mark = signing::mark(&request.mark);
        let lines = lines(person, witness(&request.mark), app.now());
        let logo = look::logo_of(envelope.options());
        let boxes = boxes(&envelope, person)
            .into_iter()
            .map(|field| {
                let drawing = signing::appearance(&mark, &lines, logo.as_ref(), field.placement.rect)?;
                Ok(BoxPreviewView { field: field.id, svg: drawing.to_svg() })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let small = initials::mark(&request.mark);
        let initials = initials::places(&envelope, person).into_iter().map(|field| {
            let svg = initials::appearance(&small, field.placement.rect)?.to_svg();
            Ok(BoxPreviewView { field: field.id, svg })
        });
        let initials = initials.collect::<Result<Vec<_>, Error>>()?;
        Ok(PreviewSignatureView { boxes: [boxes, initials].concat() })
    })
    .await
}
