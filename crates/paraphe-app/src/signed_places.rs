//! Where the signatures of a file are seen, and where words are printed: whatever is put over either hides it, and gives who
//! verifies the signatures that are there a reason to doubt.

use paraphe_envelope::ViewRect;
use paraphe_pdf::{PdfFile, Presence};

use crate::schema::SignedPlaceView;

/// Boxes may overlap by this and only touch, in points; the editor remarks no less.
const TOUCH: f64 = 1.0;

/// How much of a line a box must cover before it covers words, in points and as a share; the editor remarks no less.
const WIDTH_OF_WORDS: f64 = 9.0;
const SHARE_OF_LINE: f64 = 0.4;

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

/// Whether a box on this page would stand over printed words. What cannot be read has none.
pub(crate) fn is_over_words(pdf: &PdfFile, page: u32, rect: ViewRect) -> bool {
    let words = pdf.printed_words(page).unwrap_or_default();
    words.into_iter().any(|line| {
        let (width, height) = common(line, rect);
        width > 0.0 && width >= WIDTH_OF_WORDS.min(line.width) && height > line.height * SHARE_OF_LINE
    })
}

/// Whether one of two boxes of a page stands on the other, and does not only touch it.
pub(crate) fn covers(one: ViewRect, other: ViewRect) -> bool {
    let (width, height) = common(one, other);
    width > TOUCH && height > TOUCH
}

/// Width and height of what two boxes have in common; not positive where they have nothing.
fn common(one: ViewRect, other: ViewRect) -> (f64, f64) {
    let shared = |from: f64, size: f64, other_from: f64, other_size: f64| {
        (from + size).min(other_from + other_size) - from.max(other_from)
    };
    (shared(one.x, one.width, other.x, other.width), shared(one.y, one.height, other.y, other.height))
}
