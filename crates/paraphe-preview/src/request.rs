//! What can be asked about a page, and what comes back.

use crate::document::PreviewDocument;
use paraphe_envelope::ViewRect;

/// How soon an image is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// On screen now: before everything else, the newest request first.
    Visible,
    /// Next to what is on screen, the newest request first.
    Nearby,
    /// A small image of a list, in the order of asking.
    Thumbnail,
}

/// One page as an image.
#[derive(Clone, Debug)]
pub struct RenderRequest {
    /// The document.
    pub document: PreviewDocument,
    /// The page, from 1.
    pub page: u32,
    /// Width of the image in pixels; its height follows from the page as displayed. More than [`MAX_PIXELS`] or
    /// [`MAX_SIDE_PX`] give the largest image that is allowed.
    pub width_px: u32,
    /// How soon it is wanted.
    pub urgency: Urgency,
}

/// A page as a PNG file: RGB or grey, no alpha.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedPage {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The PNG file.
    pub png: Vec<u8>,
}

/// A page as pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedBitmap {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Bytes from one row to the next.
    pub stride: u32,
    /// What the bytes of a pixel are.
    pub format: BitmapFormat,
    /// `stride × height` bytes, top row first.
    pub pixels: Vec<u8>,
}

/// The bytes of a pixel, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BitmapFormat {
    /// Blue, green, red.
    Bgr,
    /// Blue, green, red, 255.
    Bgra,
    /// Red, green, blue.
    Rgb,
}

impl BitmapFormat {
    /// Bytes of one pixel.
    pub fn bytes_per_pixel(self) -> u32 {
        match self {
            Self::Bgr | Self::Rgb => 3,
            Self::Bgra => 4,
        }
    }
}

/// How many pages a document has, and how large the first are.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentProbe {
    /// Number of pages.
    pub page_count: u32,
    /// Sizes of the first pages, at most [`PROBED_PAGES`]. A page that cannot be read ends the list.
    pub sizes: Vec<PageSize>,
}

/// A page's size as displayed, in points of 1/72 inch before the page's `UserUnit`, which pdfium does not read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageSize {
    /// Points from left to right.
    pub width: f64,
    /// Points from top to bottom.
    pub height: f64,
}

/// The text of one page in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct PageText {
    /// Lines, or parts of a line separated by a wide gap.
    pub runs: Vec<TextRun>,
}

/// Words of one line that stand next to each other.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// The words with one space between them, in logical order (Arabic is read from its right).
    pub text: String,
    /// Around all of them, points from the top left of the page as displayed.
    pub rect: ViewRect,
    /// The words.
    pub words: Vec<TextWord>,
}

/// One word.
#[derive(Clone, Debug, PartialEq)]
pub struct TextWord {
    /// Its characters in logical order.
    pub text: String,
    /// Around its characters from ascender to descender, points from the top left of the page as displayed.
    pub rect: ViewRect,
}

impl PageText {
    /// The same text on a page with this `UserUnit`: pdfium gives positions before it, a [`ViewRect`] is after it.
    #[must_use]
    pub fn with_user_unit(mut self, user_unit: f64) -> Self {
        let scale = |rect: &mut ViewRect| {
            *rect = ViewRect {
                x: rect.x * user_unit,
                y: rect.y * user_unit,
                width: rect.width * user_unit,
                height: rect.height * user_unit,
            };
        };
        for run in &mut self.runs {
            scale(&mut run.rect);
            run.words.iter_mut().for_each(|word| scale(&mut word.rect));
        }
        self
    }
}

/// Most pixels of one image. At 64 million an RGB image is 192 MB while it is made.
pub const MAX_PIXELS: u64 = 64_000_000;
/// Most pixels along one side of an image; beyond, browsers refuse the image.
pub const MAX_SIDE_PX: u32 = 16_384;
/// Most page sizes in a [`DocumentProbe`].
pub const PROBED_PAGES: u32 = 64;
