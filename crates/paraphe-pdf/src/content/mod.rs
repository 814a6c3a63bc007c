//! What a page shows, as far as somebody who looks for a place to sign sees it: printed text with its places, drawn
//! rules and small squares. Everything is in points from the top left corner of the page as a person sees it.
//!
//! Content streams come from strangers: how much of them is read is bounded, and what lies beyond is not seen.

mod drawing;
mod font;
mod interpreter;
mod lines;
mod matrix;
mod operators;
mod to_unicode;

use paraphe_envelope::ViewRect;

use crate::error::PdfError;
use crate::file::PdfFile;
use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;

pub(crate) use drawing::{Rule, Ruling};
pub(crate) use lines::{Leader, Placed, PrintedText};

/// Decoded content of one page, its forms not counted, in bytes.
const CONTENT_LIMIT: usize = 16 << 20;
/// Pages inherit their resources from ancestors; a tree deeper than this runs in a circle.
const MAX_DEPTH: usize = 64;

/// How many of each may still be read; shared by all pages of a document.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    pub(crate) operators: usize,
    pub(crate) glyphs: usize,
    pub(crate) forms: usize,
}

impl Budget {
    /// What one page may cost: far more than any page made for people, about a tenth of a second of work.
    pub(crate) const PAGE: Self = Self { operators: 300_000, glyphs: 60_000, forms: 200 };

    /// Whether anything was not read for want of it.
    pub(crate) fn is_spent(&self) -> bool {
        self.operators == 0 || self.glyphs == 0 || self.forms == 0
    }
}

/// What stands on a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageContent {
    /// Width and height of the page as seen.
    pub(crate) size: (f64, f64),
    /// Pieces of text, from the top down.
    pub(crate) texts: Vec<PrintedText>,
    /// Rows of underscores, dots or dashes to write on.
    pub(crate) leaders: Vec<Leader>,
    /// Drawn lines, edges of rectangles included.
    pub(crate) ruling: Ruling,
    /// Drawn squares as small as a letter.
    pub(crate) squares: Vec<ViewRect>,
    /// Not everything was read.
    pub(crate) is_cut: bool,
}

/// Reads a page, counted from 1.
///
/// # Errors
/// [`PdfError::PageMissing`].
pub(crate) fn read_page(file: &PdfFile, number: u32) -> Result<PageContent, PdfError> {
    let page = file.page(number)?;
    let geometry = page.geometry;
    let mut content = PageContent { size: geometry.displayed_size(), ..PageContent::default() };
    let view = file.current();
    let Some(id) = page.id else { return Ok(content) };
    let Object::Dictionary(dictionary) = view.object(id) else { return Ok(content) };
    let resources = inherited(view, &dictionary, b"Resources");
    let bytes = page_bytes(view, &dictionary);
    let mut budget = Budget::PAGE;
    let shown = interpreter::read(view, &bytes, &resources, matrix::of_page(&geometry), &mut budget);
    content.is_cut = budget.is_spent();
    let (texts, leaders) = lines::lines(shown.glyphs);
    content.texts = texts;
    content.leaders = leaders;
    let (ruling, squares) = drawing::sort(&shown.shapes, content.size);
    content.ruling = ruling;
    content.squares = squares;
    Ok(content)
}

fn page_bytes(view: RevisionView<'_>, page: &Dictionary) -> Vec<u8> {
    let contents = view.get(page, b"Contents");
    let parts = contents.as_array().map_or_else(|| vec![contents.clone()], <[Object]>::to_vec);
    let mut bytes = Vec::new();
    for part in &parts {
        let left = CONTENT_LIMIT.saturating_sub(bytes.len());
        let part = view.resolve(part);
        let Some(decoded) = part.as_stream().and_then(|stream| view.decode(stream, left)) else { continue };
        bytes.extend_from_slice(&decoded);
        // Streams are joined as if there were white space between them (ISO 32000-2, 7.8.2).
        bytes.push(b'\n');
    }
    bytes
}

/// The value of a key of the page or of the nearest ancestor that has it.
fn inherited(view: RevisionView<'_>, page: &Dictionary, key: &[u8]) -> Dictionary {
    let mut node = page.clone();
    for _ in 0..MAX_DEPTH {
        if let Some(found) = view.dictionary(&node, key) {
            return found;
        }
        let Some(parent) = view.dictionary(&node, b"Parent") else { break };
        node = parent;
    }
    Dictionary::new()
}
