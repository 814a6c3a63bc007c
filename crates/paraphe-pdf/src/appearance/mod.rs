//! What a signature, initials or a filled field look like on the page.
//!
//! An [`Appearance`] is a list of drawn elements at fixed places. It is turned into a form XObject ([`Appearance::to_form`])
//! and into SVG ([`Appearance::to_svg`]) from the same numbers: what the window previews is what the paper shows.
//!
//! Lines and text are drawn in shades of `DeviceGray` without transparency: the one device colour space that PDF/A allows
//! under any output intent, so that signing an archival file does not spoil it. Pictures are calibrated colour, which
//! PDF/A allows everywhere; how their edges become transparent is decided where they are written.

pub mod form;

mod drawing;
mod fit;
mod layout;
mod mark;
mod stroke;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::PdfError;
use crate::picture::Picture;
use crate::text::{FontSet, Line};

pub use mark::{InkPoint, Mark};

/// A line of small text in a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// What the line says, which decides how long it stays when space is short.
    pub kind: LineKind,
    /// The text in its final words and language; empty lines are left out.
    pub text: String,
}

/// What a line of text says. When a box is too small for all of them at 5 points, lines go in this order reversed:
/// the note first, then the place, the reason, the date, the approval, and for whom it is signed. The name never goes: a box too small for it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineKind {
    /// Who signed.
    Name,
    /// For whom, where somebody signs for another.
    OnBehalf,
    /// That it was read and approved.
    Approval,
    /// When.
    Date,
    /// Why.
    Reason,
    /// Where.
    Place,
    /// Anything else.
    Note,
}

/// What is to be shown in a signature box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignatureLook<'a> {
    /// The signer's mark.
    pub mark: &'a Mark,
    /// Lines of text, in the order of reading.
    pub lines: &'a [TextLine],
    /// A logo, shown where it costs no line of text.
    pub logo: Option<&'a Arc<Picture>>,
    /// Width of the box in points, as the page is displayed.
    pub width: f64,
    /// Height of the box in points, as the page is displayed.
    pub height: f64,
}

/// Whether a check box is ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckState {
    /// It is empty.
    Off,
    /// It is ticked.
    On,
}

/// A laid out appearance, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Appearance {
    width: f64,
    height: f64,
    elements: Vec<Element>,
    dropped: Vec<LineKind>,
}

/// One drawn thing; the origin is the lower left corner of the box, y goes up.
#[derive(Debug, Clone, PartialEq)]
enum Element {
    /// A picture that fills a rectangle: left, bottom, width, height.
    Picture { picture: Arc<Picture>, place: [f64; 4] },
    /// Filled closed polygons.
    Ink { outlines: Vec<Vec<[f64; 2]>>, shade: Shade },
    /// Straight lines from point to point, `width` points thick.
    Pen { points: Vec<[f64; 2]>, width: f64, shade: Shade },
    /// A straight hairline.
    Rule { from: [f64; 2], to: [f64; 2], shade: Shade },
    /// A line of text whose baseline starts at (`x`, `y`).
    Text { line: Line, x: f64, y: f64, shade: Shade },
}

/// A grey: 0 is black.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Shade(f64);

const INK: Shade = Shade(0.04);
const PRINT: Shade = Shade(0.2);
const HAIRLINE: Shade = Shade(0.62);
/// Thickness of a rule, in points.
const HAIRLINE_WIDTH: f64 = 0.4;

impl Appearance {
    /// Lays out a signature: the mark with a hairline, the lines of text beneath it or, in flat boxes, beside it.
    ///
    /// Of all arrangements the one is taken that keeps most lines, then the one with the largest mark and text. Text is
    /// between 8 and 5 points; a long line may take two rows. What does not fit at 5 points is dropped in the order of
    /// [`LineKind`] and listed by [`Appearance::dropped`]. A logo takes a column on the side where reading begins, and
    /// is the first to go.
    ///
    /// # Errors
    /// [`PdfError::MissingGlyph`] names the first character that no bundled font can draw, even in a line that would
    /// have been dropped. [`PdfError::BoxTooSmall`] when there is no room for the name at 5 points.
    pub fn for_signature(look: &SignatureLook<'_>) -> Result<Self, PdfError> {
        layout::signature(FontSet::bundled(), look)
    }

    /// Lays out initials: the mark alone, as large as the box (points) allows.
    ///
    /// # Errors
    /// [`PdfError::MissingGlyph`] names the first character that no bundled font can draw;
    /// [`PdfError::BoxTooSmall`] when typed initials could not be read.
    pub fn for_initials(mark: &Mark, width: f64, height: f64) -> Result<Self, PdfError> {
        let look = SignatureLook { mark, lines: &[], logo: None, width, height };
        layout::signature(FontSet::bundled(), &look)
    }

    /// Lays out the text of a filled field (name, date, place, free text) in a box (points): at most 11 points, wrapped
    /// at spaces, smaller until all of it fits, down to 5 points. Nothing is ever left out.
    ///
    /// # Errors
    /// [`PdfError::MissingGlyph`] names the first character that no bundled font can draw;
    /// [`PdfError::BoxTooSmall`] when the text could not be read.
    pub fn for_text(text: &str, width: f64, height: f64) -> Result<Self, PdfError> {
        layout::text_field(FontSet::bundled(), text, width, height)
    }

    /// Lays out a check box (points): a square, and a tick in it where it is ticked. All of it is thin lines, so that what
    /// is printed under it can still be read.
    #[must_use]
    pub fn for_check_box(width: f64, height: f64, state: CheckState) -> Self {
        layout::check_box(width, height, state)
    }

    /// Width and height of the box, in points.
    #[must_use]
    pub fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }

    /// The lines for which the box was too small.
    #[must_use]
    pub fn dropped(&self) -> &[LineKind] {
        &self.dropped
    }
}
