//! From a picture to an image XObject (ISO 32000-2, 8.9.5).

use crate::incremental::Update;
use crate::object::{Dictionary, Object, ObjectId};
use crate::picture::Picture;

/// How much finer than the picture the mask with hard edges is.
const FINER: usize = 2;

/// Adds the picture to `update`. Where the file forbids transparency its edges become hard: a mask of one bit, which is
/// no transparency (8.9.6.3). So the page under a signature is never hidden by a white box.
pub(crate) fn add_picture(update: &mut Update<'_>, picture: &Picture) -> ObjectId {
    let (width, height) = picture.size();
    let mut entries = entries(width, height, 8);
    entries.set(b"ColorSpace", colour_space());
    if let Some(alpha) = picture.alpha() {
        if update.file().allows_transparency() {
            let mut mask = self::entries(width, height, 8);
            mask.set(b"ColorSpace", Object::name("DeviceGray"));
            entries.set(b"SMask", Object::Reference(update.add_stream(mask, alpha)));
        } else {
            let (rows, bits) = hard_edges(alpha, width, height);
            let mut mask = self::entries(width * FINER, rows, 1);
            mask.set(b"ImageMask", Object::Boolean(true));
            entries.set(b"Mask", Object::Reference(update.add_stream(mask, &bits)));
        }
    }
    update.add_stream(entries, picture.rgb())
}

fn entries(width: usize, height: usize, bits: i64) -> Dictionary {
    let length = |pixels: usize| Object::Integer(i64::try_from(pixels).unwrap_or(i64::MAX));
    Dictionary::from([
        (&b"Type"[..], Object::name("XObject")),
        (b"Subtype", Object::name("Image")),
        (b"Width", length(width)),
        (b"Height", length(height)),
        (b"BitsPerComponent", Object::Integer(bits)),
    ])
}

/// sRGB as a calibrated space (8.6.5.3): PDF/A allows it whatever the output intent, and no profile need be embedded.
fn colour_space() -> Object {
    let numbers = |values: &[f64]| Object::Array(values.iter().map(|value| Object::real(*value)).collect());
    let matrix = [0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505];
    let entries = Dictionary::from([
        (&b"WhitePoint"[..], numbers(&[0.9505, 1.0, 1.089])),
        (b"Gamma", numbers(&[2.2, 2.2, 2.2])),
        (b"Matrix", numbers(&matrix)),
    ]);
    Object::Array(vec![Object::name("CalRGB"), Object::Dictionary(entries)])
}

/// Rows of bits, 1 where nothing is painted; opacity is taken between the middles of pixels and cut at the half.
fn hard_edges(alpha: &[u8], width: usize, height: usize) -> (usize, Vec<u8>) {
    let opacity = |x: usize, y: usize| u32::from(alpha[y.min(height - 1) * width + x.min(width - 1)]);
    let mut bits = Vec::new();
    for row in 0..height * FINER {
        let mut line = vec![0u8; (width * FINER).div_ceil(8)];
        for column in 0..width * FINER {
            // Three quarters from the nearest pixel, one quarter from the one on this side of it, in each direction.
            let near = |at: usize| {
                (at / FINER, (at / FINER + at % FINER).saturating_sub(usize::from(at.is_multiple_of(FINER))))
            };
            let ((x, beside), (y, below)) = (near(column), near(row));
            let sum =
                9 * opacity(x, y) + 3 * opacity(beside, y) + 3 * opacity(x, below) + opacity(beside, below);
            if sum < 16 * 128 {
                line[column / 8] |= 0x80 >> (column % 8);
            }
        }
        bits.extend_from_slice(&line);
    }
    (height * FINER, bits)
}
