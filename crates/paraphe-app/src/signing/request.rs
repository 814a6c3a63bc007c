//! From what is wished to what `paraphe-pades` is asked for: places in the page's own coordinates, boxes as form fields.

use paraphe_envelope::{Field, FieldKind, PageRect, ViewRect};
use paraphe_pades::{LevelOutcome, PadesLevel, SignatureRequest, SigningKey, sign_pdf, sign_with_level};
use paraphe_pdf::appearance::{Appearance, CheckState};
use paraphe_pdf::{BoxContent, FormBox, Initials, PdfFile, TextEntry};

use super::{FilledBox, Signature, Wish};
use crate::entries::Content;
use crate::{Code, Error, translate};

/// The signature, not written yet.
pub(super) fn sign<'a>(
    pdf: &'a PdfFile,
    signature: &Signature<'_>,
    drawing: Option<&Appearance>,
    key: &dyn SigningKey,
    wish: Wish<'_>,
) -> Result<LevelOutcome<'a>, Error> {
    let in_file = |(page, rect)| placed(pdf, page, rect).map(|rect| (page, rect));
    let placement = signature.placement.map(in_file).transpose()?;
    let drawn = initials(pdf, signature)?;
    let initials: Vec<Initials<'_>> = drawn
        .iter()
        .map(|(page, rect, appearance)| Initials { page: *page, rect: *rect, appearance })
        .collect();
    let boxes = signature.boxes.iter().map(|one| form_box(pdf, one)).collect::<Result<Vec<_>, Error>>()?;
    let request = SignatureRequest {
        initials: &initials,
        boxes: &boxes,
        placement,
        appearance: drawing,
        reason: signature.reason.clone(),
        location: signature.location.clone(),
        signer_name: Some(signature.signer_name.clone()),
        certify: signature.certify,
        field_name: wish.field.map(str::to_owned),
        tooltip: Some(signature.tooltip.clone()),
        attachment: signature.attachment,
        ..SignatureRequest::invisible(signature.time)
    };
    match wish.level {
        Some(level) => sign_with_level(pdf, &request, key, level).map_err(translate::level),
        None => {
            let signed = sign_pdf(pdf, request, key).map_err(translate::sign)?;
            Ok(LevelOutcome { signed, reached: PadesLevel::BB, shortfalls: Vec::new(), proven_time: None })
        }
    }
}

/// Whether what is in these boxes becomes a part of the signature's own field, which then has to be a new one.
pub(crate) fn draws_boxes(pdf: &PdfFile, boxes: &[FilledBox<'_>]) -> bool {
    // A box that is not ticked leaves nothing to be drawn.
    let is_drawn =
        |one: &&FilledBox<'_>| !matches!(one.content, None | Some(Content::Check(CheckState::Off)));
    let filled = boxes.iter().filter(is_drawn);
    pdf.draws_boxes(&filled.map(|one| one.field.id.as_str()).collect::<Vec<_>>())
}

fn form_box<'a>(pdf: &PdfFile, one: &'a FilledBox<'a>) -> Result<FormBox<'a>, Error> {
    let Field { id, placement, kind, .. } = one.field;
    let content = match (one.content, kind) {
        (Some(Content::Check(state)), _) => BoxContent::Check(Some(*state)),
        (Some(Content::Text(value, appearance)), _) => {
            BoxContent::Text(Some(TextEntry { value, appearance }))
        }
        (None, FieldKind::Checkbox) => BoxContent::Check(None),
        (None, FieldKind::Place | FieldKind::Text) => BoxContent::Open,
        (None, FieldKind::Date | FieldKind::Initials | FieldKind::Name | FieldKind::Signature) => {
            BoxContent::Text(None)
        }
    };
    Ok(FormBox {
        name: id.as_str(),
        tooltip: &one.tooltip,
        page: placement.page,
        rect: placed(pdf, placement.page, placement.rect)?,
        content,
    })
}

/// Each place for initials with its drawing; places of one size share one.
fn initials(pdf: &PdfFile, signature: &Signature<'_>) -> Result<Vec<(u32, PageRect, Appearance)>, Error> {
    let (places, mark) = signature.initials;
    let one = |(page, rect): &(u32, ViewRect)| {
        Ok((*page, placed(pdf, *page, *rect)?, crate::initials::appearance(mark, *rect)?))
    };
    places.iter().map(one).collect()
}

/// A rectangle as a person sees it in the coordinates of its page; one that sticks out is refused.
fn placed(pdf: &PdfFile, page: u32, rect: ViewRect) -> Result<PageRect, Error> {
    let geometry = pdf.page_geometry(page).map_err(translate::pdf)?;
    let inside = geometry.contains(rect).then(|| geometry.to_page(rect)).flatten();
    inside.ok_or_else(|| Error::new(Code::Refused, "error-box-outside-page").with("page", page))
}
