//! A page as pixels and as PNG, in memory that is used again for the next page.

use crate::error::UnreadableReason;
use crate::message::{Failure, RenderFormat};
use crate::request::{BitmapFormat, MAX_PIXELS, MAX_SIDE_PX, PageSize};
use crate::worker::Stop;
use crate::worker::pdfium::{Interrupt, Page, Pixels};
use memmap2::MmapMut;

/// The image drawn last.
pub(super) struct Canvas {
    width: u32,
    height: u32,
    stride: u32,
    pixels: Vec<u8>,
    png: Vec<u8>,
    /// Memory the parent reads: bitmaps are drawn there and need not be sent.
    surface: Option<MmapMut>,
}

impl Canvas {
    pub(super) fn new(surface: Option<MmapMut>) -> Self {
        Self { width: 0, height: 0, stride: 0, pixels: Vec::new(), png: Vec::new(), surface }
    }

    /// Draws a page at this width.
    pub(super) fn draw(
        &mut self,
        page: Page<'_>,
        width_px: u32,
        format: RenderFormat,
        interrupt: &Interrupt<'_>,
    ) -> Result<(), Stop> {
        let (width, height) = image_size(width_px, page.size()).ok_or(UNREADABLE)?;
        let pixel_format = match format {
            RenderFormat::Bitmap(format) => format,
            RenderFormat::Png => BitmapFormat::Rgb,
        };
        self.width = width;
        self.height = height;
        self.stride = width * pixel_format.bytes_per_pixel();
        let count = self.stride as usize * height as usize;
        let bytes = match (format, &mut self.surface) {
            (RenderFormat::Bitmap(_), Some(surface)) => surface.get_mut(..count).ok_or(UNREADABLE)?,
            (RenderFormat::Bitmap(_) | RenderFormat::Png, _) => {
                self.fit(count);
                &mut self.pixels
            }
        };
        page.draw(&mut Pixels { bytes, width, height, format: pixel_format }, interrupt)?;
        match format {
            RenderFormat::Bitmap(_) => Ok(()),
            RenderFormat::Png => self.encode().map_err(|_| UNREADABLE.into()),
        }
    }

    /// Width, height and bytes per row.
    pub(super) fn size(&self) -> (u32, u32, u32) {
        (self.width, self.height, self.stride)
    }

    /// The image in the format it was drawn for; none when it is on the surface.
    pub(super) fn bytes(&self, format: RenderFormat) -> Option<&[u8]> {
        match format {
            RenderFormat::Bitmap(_) if self.surface.is_some() => None,
            RenderFormat::Bitmap(_) => Some(&self.pixels),
            RenderFormat::Png => Some(&self.png),
        }
    }

    /// Gives the memory of the last image back.
    pub(super) fn forget(&mut self) {
        self.pixels = Vec::new();
        self.png = Vec::new();
    }

    /// Memory for this many bytes. One very large page is not paid for by all that follow.
    fn fit(&mut self, bytes: usize) {
        if self.pixels.capacity() > KEPT_BYTES && bytes <= KEPT_BYTES {
            self.forget();
        }
        self.pixels.resize(bytes, 0);
    }

    fn encode(&mut self) -> Result<(), png::EncodingError> {
        let grey = take_grey(&mut self.pixels);
        self.png.clear();
        let mut encoder = png::Encoder::new(&mut self.png, self.width, self.height);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_color(if grey { png::ColorType::Grayscale } else { png::ColorType::Rgb });
        encoder.set_compression(png::Compression::Fastest);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()
    }
}

/// Most pages are black on white: one byte per pixel instead of three is a third of the work here and in the window.
fn take_grey(pixels: &mut Vec<u8>) -> bool {
    let (rgb, _) = pixels.as_chunks::<3>();
    // In stretches without an early exit, which the compiler turns into vector instructions.
    let is_grey = |stretch: &[[u8; 3]]| stretch.iter().fold(0, |odd, [r, g, b]| odd | (r ^ g) | (g ^ b)) == 0;
    if !rgb.chunks(4096).all(is_grey) {
        return false;
    }
    let count = rgb.len();
    for index in 0..count {
        pixels[index] = pixels[index * 3];
    }
    pixels.truncate(count);
    true
}

/// Pixels for a page shown at a width, within the limits; `None` for a page without a size.
fn image_size(width_px: u32, page: PageSize) -> Option<(u32, u32)> {
    let ratio = page.height / page.width;
    if !ratio.is_finite() || ratio <= 0.0 {
        return None;
    }
    let side = f64::from(MAX_SIDE_PX);
    let width = f64::from(width_px).clamp(1.0, side);
    let shrink = (side / (width * ratio)).min((MAX_PIXELS as f64 / (width * width * ratio)).sqrt()).min(1.0);
    let width = (width * shrink).floor().max(1.0);
    let height = (width * ratio).round().clamp(1.0, side);
    Some((width as u32, height as u32))
}

const UNREADABLE: Failure = Failure::Unreadable(UnreadableReason::Page);
const KEPT_BYTES: usize = 64 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width_px: u32, width: f64, height: f64) -> Option<(u32, u32)> {
        image_size(width_px, PageSize { width, height })
    }

    #[test]
    fn the_height_follows_from_the_page() {
        assert_eq!(size(1240, 595.0, 842.0), Some((1240, 1755)));
        assert_eq!(size(0, 595.0, 842.0), Some((1, 1)), "no width is the smallest image");
    }

    #[test]
    fn no_page_makes_an_image_beyond_the_limits() {
        for (width_px, width, height) in
            [(u32::MAX, 595.0, 842.0), (20_000, 842.0, 595.0), (1000, 1.0, 14_400.0), (16_384, 14_400.0, 1.0)]
        {
            let (w, h) = size(width_px, width, height).unwrap();
            assert!(w >= 1 && h >= 1 && w <= MAX_SIDE_PX && h <= MAX_SIDE_PX, "{w} × {h}");
            assert!(u64::from(w) * u64::from(h) <= MAX_PIXELS + u64::from(w), "{w} × {h}");
        }
    }

    #[test]
    fn a_page_without_a_size_has_no_image() {
        assert_eq!(size(100, 0.0, 10.0), None);
        assert_eq!(size(100, 10.0, 0.0), None);
        assert_eq!(size(100, f64::NAN, 10.0), None);
    }

    #[test]
    fn only_a_wholly_grey_image_becomes_grey() {
        let mut grey = vec![9, 9, 9, 200, 200, 200];
        assert!(take_grey(&mut grey));
        assert_eq!(grey, [9, 200]);
        let mut coloured = vec![9, 9, 9, 200, 200, 201];
        assert!(!take_grey(&mut coloured));
        assert_eq!(coloured, [9, 9, 9, 200, 200, 201]);
    }
}
