//! Where the signatures of a file are seen: whatever is put over one hides it, and gives who verifies it a reason to doubt.

use paraphe_envelope::ViewRect;
use paraphe_pdf::{PdfFile, Presence};

use crate::schema::SignedPlaceView;

/// Boxes may overlap by this and only touch, in points; the editor remarks no less.
const TOUCH: f64 = 1.0;

/// The places, each with the name of its field. A timestamp is no signature that is seen.
pub(crate) fn of(pdf: &PdfFile) -> Vec<(String, SignedPlaceView)> {
    let present = pdf.signature_fields().into_iter().filter(|one| one.presence == Presence::Present);
    present
        .filter_map(|one| {
            let (page, rect) = one.page.zip(one.rect)?;
            let rect = pdf.page_geometry(page).ok()?.to_view(rect);
            Some((one.name, SignedPlaceView { page, rect }))
        })
        .collect()
}

/// The fields of the signatures that a box on this page would stand on.
pub(crate) fn under(pdf: &PdfFile, page: u32, rect: ViewRect) -> Vec<String> {
    let places = of(pdf).into_iter().filter(|(_, place)| place.page == page && covers(place.rect, rect));
    places.map(|(name, _)| name).collect()
}

/// Whether one of two boxes of a page stands on the other, and does not only touch it.
pub(crate) fn covers(one: ViewRect, other: ViewRect) -> bool {
    let common = |from: f64, size: f64, other_from: f64, other_size: f64| {
        (from + size).min(other_from + other_size) - from.max(other_from)
    };
    common(one.x, one.width, other.x, other.width) > TOUCH
        && common(one.y, one.height, other.y, other.height) > TOUCH
}
