//! From the bytes of a file to upright pixels.

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::raster::Raster;
use super::{LARGEST_BYTES, MOST_PIXELS, PictureError, exif};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";
/// No side of a picture is longer, in pixels.
const LONGEST_SIDE: usize = 30_000;

/// The picture upright, no side longer than `longest`. The kind is read off the bytes; a name can say anything.
pub(super) fn decode(bytes: &[u8], longest: usize) -> Result<Raster, PictureError> {
    if bytes.len() > LARGEST_BYTES {
        return Err(PictureError::TooLarge { bytes: bytes.len(), limit: LARGEST_BYTES });
    }
    if bytes.starts_with(PNG) {
        decode_png(bytes, longest)
    } else if bytes.starts_with(JPEG) {
        decode_jpeg(bytes, longest)
    } else {
        Err(PictureError::NotAPicture)
    }
}

fn check(width: usize, height: usize) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged);
    }
    if width as u64 * height as u64 > MOST_PIXELS || width.max(height) > LONGEST_SIDE {
        return Err(PictureError::TooManyPixels { width, height, limit: MOST_PIXELS });
    }
    Ok(())
}

fn decode_png(bytes: &[u8], longest: usize) -> Result<Raster, PictureError> {
    let damaged = |_| PictureError::Damaged;
    let limits = png::Limits { bytes: LARGEST_BYTES * 4 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    // Palettes, 16 bits and grey all come out as 8 bits, grey or colour, with or without opacity.
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(damaged)?;
    let info = reader.info();
    let (width, height) = (info.width as usize, info.height as usize);
    check(width, height)?;
    let before = info.exif_metadata.as_ref().map(|block| exif::orientation(block));
    let size = reader.output_buffer_size().ok_or(PictureError::Damaged)?;
    let mut samples = vec![0; size];
    let frame = reader.next_frame(&mut samples).map_err(damaged)?;
    let stride = frame.line_size;
    let kind = frame.color_type;
    let at = |x: usize, y: usize| {
        let row = &samples[y * stride..];
        match kind {
            png::ColorType::Grayscale => [row[x], row[x], row[x], u8::MAX],
            png::ColorType::GrayscaleAlpha => [row[2 * x], row[2 * x], row[2 * x], row[2 * x + 1]],
            png::ColorType::Rgb | png::ColorType::Indexed => {
                [row[3 * x], row[3 * x + 1], row[3 * x + 2], u8::MAX]
            }
            png::ColorType::Rgba => [row[4 * x], row[4 * x + 1], row[4 * x + 2], row[4 * x + 3]],
        }
    };
    let orientation = before.unwrap_or(1);
    Ok(Raster::shrink((width, height), longest, at).oriented(orientation))
}

fn decode_jpeg(bytes: &[u8], longest: usize) -> Result<Raster, PictureError> {
    let options = DecoderOptions::default()
        .set_max_width(LONGEST_SIDE)
        .set_max_height(LONGEST_SIDE)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| PictureError::Damaged)?;
    let info = decoder.info().ok_or(PictureError::Damaged)?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    check(width, height)?;
    let orientation = decoder.exif().map_or(1, |block| exif::orientation(block));
    let samples = decoder.decode().map_err(|_| PictureError::Damaged)?;
    if samples.len() < width * height * 3 {
        return Err(PictureError::Damaged);
    }
    let at = |x: usize, y: usize| {
        let start = (y * width + x) * 3;
        [samples[start], samples[start + 1], samples[start + 2], u8::MAX]
    };
    Ok(Raster::shrink((width, height), longest, at).oriented(orientation))
}
