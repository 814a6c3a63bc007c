//! The samples of an image, by the filter they are kept with. What a viewer may show otherwise is not read at all: then
//! nobody says that the image is blank there.

mod fax;
mod jbig2;

use std::borrow::Cow;
use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::colour_space::ColourSpace;
use crate::object::{Dictionary, Object, Stream};
use crate::revision::RevisionView;

/// Images with more pixels are not read: a page of A4 with 600 per inch has as many.
const MOST_PIXELS: usize = 36_000_000;
/// Nor are those with a longer side.
const LONGEST_SIDE: usize = 30_000;
/// Encoded images beyond this many bytes are not read.
const MOST_BYTES: usize = 64 << 20;
/// Data behind the last row.
const SLACK: usize = 1 << 16;

/// An image as it is decoded; width and height in pixels.
pub(crate) struct Raster {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// How many numbers make a colour: grey, RGB or CMYK.
    pub(crate) channels: usize,
    /// Large numbers stand for dark colours.
    pub(crate) is_inverted: bool,
    kind: Kind,
    bytes: Vec<u8>,
}

/// How colours stand in the bytes.
#[derive(Debug, Clone, PartialEq)]
enum Kind {
    /// This many bits for each, rows padded to octets.
    Plain(usize),
    /// Numbers of this many bits, of colours in a list.
    Listed(usize, Vec<u8>),
}

/// The sides of an image, within the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    width: usize,
    height: usize,
}

/// The filter that makes samples of the data of an image, the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codec {
    Fax,
    Jbig2,
    Jpeg,
    /// The samples themselves, perhaps compressed as any data is.
    Plain,
}

/// What an image says of its numbers.
struct Colours {
    channels: usize,
    is_inverted: bool,
    kind: Kind,
}

impl Raster {
    /// `afford` is asked for each octet and each pixel before it is worked on. `None`: it cannot be told what the image shows.
    pub(crate) fn read(
        view: RevisionView<'_>,
        image: &Stream,
        afford: &dyn Fn(usize) -> bool,
    ) -> Option<Self> {
        let dictionary = &image.dictionary;
        let size = Size::of(view, dictionary)?;
        let filters = filters(view, dictionary);
        let (codec, before) = match filters.split_last() {
            Some((last, before)) => (Codec::named(last), before),
            None => (Codec::Plain, &filters[..]),
        };
        let colours = Colours::of(view, dictionary, codec)?;
        if !afford(size.width * size.height) {
            return None;
        }
        let whole = colours.stride(size.width) * size.height;
        let bytes = if codec == Codec::Plain {
            view.decode(image, whole.checked_add(SLACK)?)?
        } else {
            let encoded = decoded_by(view, image, before)?;
            let parameters = parameters(view, dictionary, filters.len())?;
            if !afford(encoded.len()) {
                return None;
            }
            match codec {
                Codec::Fax => fax::decode(view, &parameters, &encoded, size)?,
                Codec::Jbig2 => jbig2::decode(&parameters, &encoded, size)?,
                Codec::Jpeg => jpeg(view, &parameters, &encoded, size, colours.channels)?,
                Codec::Plain => encoded,
            }
        };
        let Size { width, height } = size;
        let Colours { channels, is_inverted, kind } = colours;
        (bytes.len() >= whole).then_some(Self { width, height, channels, is_inverted, kind, bytes })
    }

    /// The samples of a row, pixel by pixel.
    pub(crate) fn line(&self, y: usize) -> Cow<'_, [u8]> {
        let long = self.width * self.channels;
        match self.kind {
            Kind::Plain(8) => Cow::Borrowed(&self.bytes[y * long..][..long]),
            Kind::Listed(..) | Kind::Plain(_) => {
                let pixel = |x: usize| (0..self.channels).map(move |channel| self.sample(x, y, channel));
                Cow::Owned((0..self.width).flat_map(pixel).collect())
            }
        }
    }

    fn sample(&self, x: usize, y: usize, channel: usize) -> u8 {
        let own = if matches!(self.kind, Kind::Plain(_)) { self.channels } else { 1 };
        let number = |bits: usize, channel: usize| {
            let stride = (self.width * own * bits).div_ceil(8);
            let at = (x * own + channel) * bits;
            let octet = self.bytes[y * stride + at / 8];
            match bits {
                8 | 16 => octet,
                _ => (octet >> (8 - bits - at % 8)) & ((1 << bits) - 1),
            }
        };
        match &self.kind {
            Kind::Plain(bits @ (8 | 16)) => number(*bits, channel),
            Kind::Plain(bits) => {
                let most = (1_u32 << *bits) - 1;
                u8::try_from(u32::from(number(*bits, channel)) * 255 / most).unwrap_or(u8::MAX)
            }
            Kind::Listed(bits, colours) => {
                let at = usize::from(number(*bits, 0)) * self.channels + channel;
                colours.get(at).copied().unwrap_or_default()
            }
        }
    }
}

impl Size {
    fn of(view: RevisionView<'_>, image: &Dictionary) -> Option<Self> {
        let (width, height) = (side(view, image, b"Width")?, side(view, image, b"Height")?);
        let is_fit = width > 0
            && height > 0
            && width.max(height) <= LONGEST_SIDE
            && width.checked_mul(height).is_some_and(|pixels| pixels <= MOST_PIXELS);
        is_fit.then_some(Self { width, height })
    }
}

impl Codec {
    fn named(filter: &Object) -> Self {
        match filter.as_name() {
            Some(b"CCF" | b"CCITTFaxDecode") => Self::Fax,
            Some(b"DCT" | b"DCTDecode") => Self::Jpeg,
            Some(b"JBIG2Decode") => Self::Jbig2,
            // What is none of these is undone as any data is, or not at all.
            Some(_) | None => Self::Plain,
        }
    }
}

impl Colours {
    fn of(view: RevisionView<'_>, image: &Dictionary, codec: Codec) -> Option<Self> {
        let is_stencil = view.get(image, b"ImageMask").as_boolean() == Some(true);
        let said = side(view, image, b"BitsPerComponent");
        let bits = match codec {
            Codec::Fax | Codec::Jbig2 => 1,
            Codec::Jpeg => 8,
            Codec::Plain if is_stencil => 1,
            Codec::Plain => said?,
        };
        if said.is_some_and(|said| said != bits) || (is_stencil && codec == Codec::Jpeg) {
            return None;
        }
        let space = view.get(image, b"ColorSpace");
        let listed = if is_stencil { None } else { list(view, &space) };
        let (channels, kind) = match listed {
            Some((channels, colours)) if matches!(bits, 1 | 2 | 4 | 8) && codec != Codec::Jpeg => {
                (channels, Kind::Listed(bits, colours))
            }
            None if matches!(bits, 1 | 2 | 4 | 8 | 16) => {
                let channels = if is_stencil { 1 } else { ColourSpace::channels(view, &space)? };
                (channels, Kind::Plain(bits))
            }
            Some(_) | None => return None,
        };
        let is_inverted = is_inverted(view, image, channels, &kind)?;
        Some(Self { channels, is_inverted, kind })
    }

    /// The octets of a row.
    fn stride(&self, width: usize) -> usize {
        match self.kind {
            Kind::Plain(bits) => (width * self.channels * bits).div_ceil(8),
            Kind::Listed(bits, _) => (width * bits).div_ceil(8),
        }
    }
}

/// The channels and the colours of a list of colours (ISO 32000-2, 8.6.6.3).
fn list(view: RevisionView<'_>, space: &Object) -> Option<(usize, Vec<u8>)> {
    let [family, base, _, colours] = space.as_array()? else { return None };
    if !matches!(view.resolve(family).as_name(), Some(b"I" | b"Indexed")) {
        return None;
    }
    let channels = ColourSpace::channels(view, &view.resolve(base))?;
    let colours = match view.resolve(colours) {
        Object::String(bytes) => bytes,
        Object::Stream(stream) => view.decode(&stream, SLACK)?,
        Object::Array(_)
        | Object::Boolean(_)
        | Object::Dictionary(_)
        | Object::Integer(_)
        | Object::Name(_)
        | Object::Null
        | Object::Real(_)
        | Object::Reference(_) => return None,
    };
    Some((channels, colours))
}

/// Whether numbers stand for colours the other way round than they do without a /Decode; `None` if in a way of their own.
fn is_inverted(view: RevisionView<'_>, image: &Dictionary, channels: usize, kind: &Kind) -> Option<bool> {
    let decode = view.get(image, b"Decode");
    if decode == Object::Null {
        return Some(false);
    }
    let pairs = decode.as_array()?;
    let numbers: Vec<f64> = pairs.iter().filter_map(|number| view.resolve(number).as_number()).collect();
    match kind {
        Kind::Plain(_) if pairs.len() == 2 * channels => {
            let all = |pair: [f64; 2]| numbers == pair.repeat(channels);
            if all([0.0, 1.0]) { Some(false) } else { all([1.0, 0.0]).then_some(true) }
        }
        Kind::Listed(bits, _) => {
            let most = f64::from((1_u32 << *bits) - 1);
            (numbers == [0.0, most] && pairs.len() == 2).then_some(false)
        }
        Kind::Plain(_) => None,
    }
}

/// The samples of a JPEG that says of itself what its dictionary says, in colours all viewers take for the same.
fn jpeg(
    view: RevisionView<'_>,
    parameters: &Dictionary,
    encoded: &[u8],
    size: Size,
    channels: usize,
) -> Option<Vec<u8>> {
    let options = DecoderOptions::default()
        .set_max_width(LONGEST_SIDE)
        .set_max_height(LONGEST_SIDE)
        .set_strict_mode(true);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(encoded), options);
    decoder.decode_headers().ok()?;
    let (width, height) = decoder.dimensions()?;
    // Whether three numbers are RGB, viewers find by one mark or another: that is not read.
    let known = [
        (ColorSpace::Luma, ColorSpace::Luma, 1),
        (ColorSpace::YCbCr, ColorSpace::RGB, 3),
        (ColorSpace::CMYK, ColorSpace::CMYK, 4),
        (ColorSpace::YCCK, ColorSpace::CMYK, 4),
    ];
    let inner = decoder.input_colorspace()?;
    let (_, out, own) = known.into_iter().find(|(space, ..)| *space == inner)?;
    let is_transformed_oddly = own != 1 && view.get(parameters, b"ColorTransform") != Object::Null;
    if (Size { width, height }) != size || own != channels || is_transformed_oddly {
        return None;
    }
    decoder.set_options(options.jpeg_set_out_colorspace(out));
    decoder.decode().ok()
}

fn side(view: RevisionView<'_>, image: &Dictionary, key: &[u8]) -> Option<usize> {
    usize::try_from(view.get(image, key).as_integer()?).ok()
}

fn filters(view: RevisionView<'_>, image: &Dictionary) -> Vec<Object> {
    let filter = view.get(image, b"Filter");
    match filter.as_array() {
        Some(filters) => filters.iter().map(|filter| view.resolve(filter)).collect(),
        None => (filter != Object::Null).then_some(filter).into_iter().collect(),
    }
}

/// What the last of so many filters is told; `None` if it is no dictionary.
fn parameters(view: RevisionView<'_>, image: &Dictionary, filters: usize) -> Option<Dictionary> {
    let all = view.get(image, b"DecodeParms");
    let is_list = view.get(image, b"Filter").as_array().is_some();
    let last = match all.as_array() {
        Some(all) if is_list && all.len() == filters => view.resolve(all.last()?),
        None if !is_list || all == Object::Null => all,
        // Some viewers tell each filter the same, and some none.
        Some(_) | None => return None,
    };
    if last == Object::Null { Some(Dictionary::new()) } else { last.as_dictionary().cloned() }
}

/// The data of a stream with only these of its filters undone.
fn decoded_by(view: RevisionView<'_>, image: &Stream, filters: &[Object]) -> Option<Vec<u8>> {
    let mut inner = image.clone();
    let parameters = view.get(&inner.dictionary, b"DecodeParms");
    for key in [&b"Filter"[..], b"DecodeParms"] {
        inner.dictionary.remove(key);
    }
    if !filters.is_empty() {
        inner.dictionary.set(b"Filter", Object::Array(filters.to_vec()));
        if let Some(all) = parameters.as_array() {
            let kept = all.iter().take(filters.len()).map(|one| view.resolve(one)).collect();
            inner.dictionary.set(b"DecodeParms", Object::Array(kept));
        }
    }
    view.decode(&inner, MOST_BYTES)
}

#[cfg(test)]
impl Raster {
    /// An image of grey.
    pub(crate) fn grey(width: usize, height: usize, bytes: Vec<u8>) -> Self {
        Self { width, height, channels: 1, is_inverted: false, kind: Kind::Plain(8), bytes }
    }

    /// An image of CMYK.
    pub(crate) fn of_inks(width: usize, height: usize, bytes: Vec<u8>) -> Self {
        Self { channels: 4, ..Self::grey(width, height, bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_and_lists_of_colours_are_read() {
        let row = |raster: &Raster, y: usize| (0..4).map(|x| raster.sample(x, y, 0)).collect::<Vec<_>>();
        let bits = Raster { kind: Kind::Plain(1), ..Raster::grey(4, 2, vec![0x50, 0xF0]) };
        assert_eq!((row(&bits, 0), row(&bits, 1)), (vec![0, 255, 0, 255], vec![255; 4]));
        let listed = Kind::Listed(2, vec![10, 20, 30, 40]);
        let listed = Raster { kind: listed, ..Raster::grey(4, 1, vec![0b0001_1011]) };
        assert_eq!(row(&listed, 0), [10, 20, 30, 40]);
    }
}
