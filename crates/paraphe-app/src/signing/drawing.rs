//! What is seen of a signature: the mark a person made, drawn into its box.

use std::sync::Arc;

use paraphe_envelope::ViewRect;
use paraphe_pdf::appearance::{Appearance, Mark, SignatureLook, TextLine};
use paraphe_pdf::picture::Picture;

use super::Signature;
use crate::schema::SignatureMark;
use crate::{Error, translate};

/// What the person drew or typed, as the appearance knows it.
pub(crate) fn mark(mark: &SignatureMark) -> Mark {
    match mark {
        SignatureMark::Drawn { outlines, aspect, .. } => {
            Mark::Drawn { outlines: outlines.clone(), aspect: *aspect }
        }
        SignatureMark::Typed { name } => Mark::Typed { name: name.trim().to_owned() },
        SignatureMark::Cross { outlines, aspect, witness, .. } => {
            let cross = (outlines.as_slice(), *aspect);
            let witness = witness.as_ref().map(|stroke| (stroke.outlines.as_slice(), stroke.aspect));
            side_by_side(cross, witness)
        }
    }
}

/// A cross on the left, the witness's stroke on the right: two pads of the same height with a gap between.
fn side_by_side(cross: Strokes<'_>, witness: Option<Strokes<'_>>) -> Mark {
    const GAP: f64 = 0.3;
    let Some(witness) = witness else {
        return Mark::Drawn { outlines: cross.0.to_vec(), aspect: cross.1 };
    };
    let whole = cross.1 + GAP + witness.1;
    let moved = |(outlines, aspect): Strokes<'_>, from: f64| -> Vec<Vec<[f64; 2]>> {
        let point = |[x, y]: &[f64; 2]| [(from + x * aspect) / whole, *y];
        outlines.iter().map(|outline| outline.iter().map(point).collect()).collect()
    };
    let mut outlines = moved(cross, 0.0);
    outlines.extend(moved(witness, cross.1 + GAP));
    Mark::Drawn { outlines, aspect: whole }
}

/// Outlines in 0…1 of a pad, and the pad's width divided by its height.
type Strokes<'a> = (&'a [Vec<[f64; 2]>], f64);

/// The drawing of one box: what the preview shows and what the PDF will hold.
pub(crate) fn appearance(
    mark: &Mark,
    lines: &[TextLine],
    logo: Option<&Arc<Picture>>,
    rect: ViewRect,
) -> Result<Appearance, Error> {
    let look = SignatureLook { mark, lines, logo, width: rect.width, height: rect.height };
    Appearance::for_signature(&look).map_err(translate::pdf)
}

/// What is seen of the signature in its box.
pub(super) fn drawing(signature: &Signature<'_>) -> Result<Option<Appearance>, Error> {
    let Signature { placement, mark, lines, logo, .. } = signature;
    placement.map(|(_, rect)| appearance(mark, lines, *logo, rect)).transpose()
}
