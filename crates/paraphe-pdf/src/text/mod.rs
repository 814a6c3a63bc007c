//! Setting a line of text: bundled fonts, shaping, bidirectional order, subset embedding.
//!
//! What is laid out here is drawn twice from the same numbers, as PDF text and as SVG outlines, so that the window
//! shows what the paper will. A character for which no bundled font has a glyph is refused by name
//! ([`PdfError::MissingGlyph`](crate::PdfError::MissingGlyph)); a box is never drawn in its place.
//!
//! ```
//! use paraphe_pdf::text::{FontSet, TextEmbedding, Typeface};
//!
//! # fn main() -> Result<(), paraphe_pdf::PdfError> {
//! let fonts = FontSet::bundled();
//! let line = fonts.layout_line("Reçu — إيصال", 12.0, Typeface::Sans)?;
//! let mut embedding = TextEmbedding::new(fonts);
//! let mut content = Vec::new();
//! embedding.show(&mut content, &line, 72.0, 700.0); // BT … ET, baseline starting at (72, 700)
//! let embedded = embedding.finish(); // one subset per font used
//! assert_eq!(embedded.len(), 2);
//! # Ok(())
//! # }
//! ```

mod embedding;
mod font;
mod itemize;
mod line;
mod number;
mod outline;
mod prepared;
mod writer;

pub use embedding::TextEmbedding;
pub use font::{FontId, FontSet, Typeface};
pub use line::{Glyph, Line, LineDirection, Run, layout_line};
pub use outline::line_path;

pub(crate) use prepared::{PreparedFonts, Scripts};

pub(crate) use number::{push_number, push_numbers};
pub(crate) use outline::to_cubic;
