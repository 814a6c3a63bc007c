//! Pictures in appearances: the photo of a signature with its paper taken away, and logos.
//!
//! A picture comes from a person's disk or camera: everything about it is checked before it is decoded, and what is kept
//! is small enough for every page of a long document.

mod background;
mod decode;
mod exif;
mod raster;
#[cfg(test)]
mod tests;

use std::fmt;

use raster::Raster;

/// The largest picture taken, in bytes.
pub const LARGEST_BYTES: usize = 20 << 20;
/// The largest picture taken, in pixels: more than the cameras of telephones give.
pub const MOST_PIXELS: u64 = 50_000_000;
/// Longest side of the photo of a signature that is looked at, in pixels.
const PHOTO_SIDE: usize = 2400;
/// Longest side of a picture that goes into a document, in pixels: 300 per inch at 10 centimetres.
const KEPT_SIDE: usize = 1200;

/// A picture ready to be drawn: sRGB with 8 bits per channel, upright, cropped to what can be seen.
#[derive(Clone, PartialEq)]
pub struct Picture {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
    alpha: Option<Vec<u8>>,
}

/// Why a picture cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// It begins as a PNG or JPEG file and cannot be decoded.
    #[error("the picture is damaged")]
    Damaged,
    /// The bytes are neither PNG nor JPEG.
    #[error("neither a PNG nor a JPEG file")]
    NotAPicture,
    /// There is no ink on paper: the picture is empty, or it shows no plain background at all.
    #[error("no signature on a plain background is found")]
    NoSignatureFound,
    /// The file is larger than what is taken.
    #[error("{bytes} bytes, at most {limit}")]
    TooLarge {
        /// Size of the file, in bytes.
        bytes: usize,
        /// The largest size taken, in bytes.
        limit: usize,
    },
    /// The picture has more pixels than what is taken.
    #[error("{width} × {height} pixels, at most {limit}")]
    TooManyPixels {
        /// Width in pixels.
        width: usize,
        /// Height in pixels.
        height: usize,
        /// The largest number of pixels taken.
        limit: u64,
    },
}

impl Picture {
    /// Takes the photo or scan of a signature (PNG or JPEG): turned as the camera says, the paper taken away, cropped to
    /// the ink. A picture that is transparent already keeps its own transparency.
    ///
    /// # Errors
    /// [`PictureError`].
    pub fn of_signature(bytes: &[u8]) -> Result<Self, PictureError> {
        let raster = decode::decode(bytes, PHOTO_SIDE)?;
        let cut = if raster.is_cut_out() { raster.cropped_to_ink() } else { background::remove(&raster)? };
        let kept = cut.filter(|raster| raster.width > 0).ok_or(PictureError::NoSignatureFound)?;
        Ok(Self::from_raster(kept.shrunk_to(KEPT_SIDE)))
    }

    /// Takes a logo (PNG or JPEG) as it is, turned as the camera says.
    ///
    /// # Errors
    /// [`PictureError`].
    pub fn of_logo(bytes: &[u8]) -> Result<Self, PictureError> {
        Ok(Self::from_raster(decode::decode(bytes, KEPT_SIDE)?))
    }

    fn from_raster(raster: Raster) -> Self {
        let rgb = raster.pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
        let is_solid = raster.pixels.iter().all(|pixel| pixel[3] == u8::MAX);
        let alpha = (!is_solid).then(|| raster.pixels.iter().map(|pixel| pixel[3]).collect());
        Self { width: raster.width, height: raster.height, rgb, alpha }
    }

    /// Width and height in pixels; neither is zero.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// Width divided by height.
    #[must_use]
    pub fn aspect(&self) -> f64 {
        self.width as f64 / self.height as f64
    }

    /// Red, green and blue of each pixel, row by row from the top.
    pub(crate) fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// How opaque each pixel is; `None` if all are entirely.
    pub(crate) fn alpha(&self) -> Option<&[u8]> {
        self.alpha.as_deref()
    }

    /// The picture as a PNG file, for previews.
    #[must_use]
    pub fn to_png(&self) -> Vec<u8> {
        let pixels: Vec<u8> = match &self.alpha {
            None => self.rgb.clone(),
            Some(alpha) => {
                let colours = self.rgb.as_chunks::<3>().0;
                colours
                    .iter()
                    .zip(alpha)
                    .flat_map(|([red, green, blue], alpha)| [*red, *green, *blue, *alpha])
                    .collect()
            }
        };
        let side = |length: usize| u32::try_from(length).expect("a kept picture is small");
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, side(self.width), side(self.height));
        encoder.set_color(if self.alpha.is_some() { png::ColorType::Rgba } else { png::ColorType::Rgb });
        encoder.set_depth(png::BitDepth::Eight);
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&pixels))
            .expect("encoding as many pixels as announced into memory cannot fail");
        out
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Pixels in a log would be a person's signature.
        write!(formatter, "Picture({} × {})", self.width, self.height)
    }
}
