//! What an image shows, coarsely: enough to tell blank paper from paper that is printed on.

use std::borrow::Cow;
use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

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
/// Of 255: what differs by less is the grain of paper, or the trace of its being compressed.
const GRAIN: u8 = 45;
/// Cells: lines that are printed to write on are longer, thinner, and have no larger gaps.
const LINE: usize = 24;
const THIN: usize = 3;
const GAP: usize = 4;

/// An image in cells, each the mean of what is in it.
#[derive(Debug)]
pub struct Samples {
    columns: usize,
    rows: usize,
    channels: usize,
    means: Vec<u8>,
    /// The cell is part of a long thin line.
    is_line: Vec<bool>,
}

/// An image as it is decoded.
struct Raster {
    width: usize,
    height: usize,
    channels: usize,
    kind: Kind,
    bytes: Vec<u8>,
}

/// How colours stand in the bytes.
enum Kind {
    /// This many bits for each, rows padded to octets.
    Plain(usize),
    /// Numbers of this many bits, of colours in a list.
    Listed(usize, Vec<u8>),
}

impl Samples {
    /// No more cells are kept along a side: one for each point of a page of A3.
    pub const MOST_CELLS: usize = 1_200;

    /// How many pixels an image says it has; 0 if it does not say.
    #[must_use]
    pub fn pixels(view: RevisionView<'_>, image: &Stream) -> usize {
        let side = |key| side(view, &image.dictionary, key).unwrap_or(0);
        side(b"Width").saturating_mul(side(b"Height"))
    }

    /// The image in so many cells, or one for each pixel where it has fewer. `None`: what it shows cannot be told: it is masked,
    /// damaged, too large, of a kind that is not read here, or its colours are of a kind of their own.
    #[must_use]
    pub fn read(view: RevisionView<'_>, image: &Stream, columns: usize, rows: usize) -> Option<Self> {
        let others: [&[u8]; 5] = [b"SMask", b"Mask", b"Alternates", b"OPI", b"SMaskInData"];
        if others.iter().any(|key| image.dictionary.get(key).is_some()) {
            return None;
        }
        let raster = Raster::read(view, image)?;
        let limited = |cells: usize, pixels: usize| cells.clamp(1, Self::MOST_CELLS).min(pixels);
        Some(Self::of(&raster, limited(columns, raster.width), limited(rows, raster.height)))
    }

    fn of(raster: &Raster, columns: usize, rows: usize) -> Self {
        let channels = raster.channels;
        let mut means = vec![0; columns * rows * channels];
        let mut sums = vec![0_u64; columns * channels];
        // Where each column begins, and the last one ends.
        let starts: Vec<usize> =
            (0..=columns).map(|column| (column * raster.width).div_ceil(columns)).collect();
        let (mut row, mut lines) = (0, 0);
        for y in 0..raster.height {
            lines += 1;
            let line = raster.line(y);
            for (sums, ends) in sums.chunks_exact_mut(channels).zip(starts.windows(2)) {
                for pixel in line[ends[0] * channels..ends[1] * channels].chunks_exact(channels) {
                    sums.iter_mut().zip(pixel).for_each(|(sum, sample)| *sum += u64::from(*sample));
                }
            }
            if (y + 1) * rows / raster.height > row {
                let out = &mut means[row * columns * channels..][..columns * channels];
                for (place, (out, sum)) in out.iter_mut().zip(&mut sums).enumerate() {
                    let ends = &starts[place / channels..];
                    let count = u64::try_from((ends[1] - ends[0]) * lines).unwrap_or(u64::MAX);
                    *out = u8::try_from(*sum / count.max(1)).unwrap_or(u8::MAX);
                    *sum = 0;
                }
                (row, lines) = (row + 1, 0);
            }
        }
        let mut samples = Self { columns, rows, channels, means, is_line: vec![false; columns * rows] };
        samples.find_lines();
        samples
    }

    /// Whether one colour fills this part of the image, but for long thin lines. The part is given by its left, bottom, right and
    /// top, from 0 to 1 as the image is drawn into a square (ISO 32000-2, 8.9.5.1).
    #[must_use]
    pub fn is_even(&self, [left, bottom, right, top]: [f64; 4]) -> bool {
        let cell =
            |share: f64, cells: usize| ((share.clamp(0.0, 1.0) * cells as f64) as usize).min(cells - 1);
        let (first, last) = (cell(left, self.columns), cell(right, self.columns));
        let (upper, lower) = (cell(1.0 - top, self.rows), cell(1.0 - bottom, self.rows));
        let cells =
            (upper..=lower).flat_map(|row| (first..=last).map(move |column| row * self.columns + column));
        let (mut least, mut most) = ([u8::MAX; 4], [u8::MIN; 4]);
        for at in cells.filter(|at| !self.is_line[*at]) {
            for (channel, mean) in self.means[at * self.channels..][..self.channels].iter().enumerate() {
                least[channel] = least[channel].min(*mean);
                most[channel] = most[channel].max(*mean);
            }
        }
        least.iter().zip(most).all(|(least, most)| most.saturating_sub(*least) <= GRAIN)
    }

    /// Finds the lines that are printed to write on, and the edges of boxes: long, thin, and lighter on both sides.
    fn find_lines(&mut self) {
        let (columns, rows) = (self.columns, self.rows);
        for row in 0..rows {
            self.find_in(columns, |along| (along, row), |(x, y), by| Some((x, y.checked_add_signed(by)?)));
        }
        for column in 0..columns {
            self.find_in(rows, |along| (column, along), |(x, y), by| Some((x.checked_add_signed(by)?, y)));
        }
    }

    fn find_in(
        &mut self,
        length: usize,
        place: impl Fn(usize) -> (usize, usize),
        beside: impl Fn((usize, usize), isize) -> Option<(usize, usize)>,
    ) {
        let thin = isize::try_from(THIN).unwrap_or(1);
        let lighter = |samples: &Self, at: (usize, usize), by: isize| {
            let own = samples.brightness(at);
            let other = beside(at, by).and_then(|at| samples.brightness(at));
            own.zip(other).is_some_and(|(own, other)| own + u32::from(GRAIN) < other)
        };
        let is_dark = |samples: &Self, along: usize| {
            [-thin, thin].into_iter().all(|by| lighter(samples, place(along), by))
        };
        let mut run: Option<(usize, usize)> = None;
        for along in 0..=length {
            if along < length && is_dark(self, along) {
                run = Some((run.map_or(along, |(first, _)| first), along));
            } else if let Some((first, last)) = run
                && (along == length || along - last > GAP)
            {
                if last - first >= LINE {
                    (first..=last).map(&place).for_each(|(x, y)| self.is_line[y * self.columns + x] = true);
                }
                run = None;
            }
        }
    }

    /// The mean of a cell's channels; `None` outside.
    fn brightness(&self, (x, y): (usize, usize)) -> Option<u32> {
        if x >= self.columns || y >= self.rows {
            return None;
        }
        let cell = &self.means[(y * self.columns + x) * self.channels..][..self.channels];
        let sum: u32 = cell.iter().map(|mean| u32::from(*mean)).sum();
        sum.checked_div(u32::try_from(self.channels).ok()?)
    }
}

impl Raster {
    fn read(view: RevisionView<'_>, image: &Stream) -> Option<Self> {
        let filter = view.get(&image.dictionary, b"Filter");
        let filters: Vec<Object> = match filter.as_array() {
            Some(filters) => filters.iter().map(|filter| view.resolve(filter)).collect(),
            None => (filter != Object::Null).then_some(filter).into_iter().collect(),
        };
        match filters.split_last() {
            Some((last, rest)) if matches!(last.as_name(), Some(b"DCT" | b"DCTDecode")) => {
                Self::jpeg(&decoded_by(view, image, rest)?)
            }
            Some(_) | None => Self::plain(view, image),
        }
    }

    fn jpeg(bytes: &[u8]) -> Option<Self> {
        let options = DecoderOptions::default().set_max_width(LONGEST_SIDE).set_max_height(LONGEST_SIDE);
        let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
        decoder.decode_headers().ok()?;
        let (width, height) = decoder.dimensions()?;
        let inner = decoder.input_colorspace()?;
        let is_of_inks = matches!(inner, ColorSpace::CMYK | ColorSpace::YCCK);
        let (out, channels) = if matches!(inner, ColorSpace::Luma) {
            (ColorSpace::Luma, 1)
        } else if is_of_inks {
            (ColorSpace::CMYK, 4)
        } else {
            (ColorSpace::RGB, 3)
        };
        check(width, height)?;
        decoder.set_options(options.jpeg_set_out_colorspace(out));
        let bytes = decoder.decode().ok()?;
        let is_whole = bytes.len() >= width * height * channels;
        is_whole.then_some(Self { width, height, channels, kind: Kind::Plain(8), bytes })
    }

    fn plain(view: RevisionView<'_>, image: &Stream) -> Option<Self> {
        let dictionary = &image.dictionary;
        let (width, height) = (side(view, dictionary, b"Width")?, side(view, dictionary, b"Height")?);
        check(width, height)?;
        let is_stencil = view.get(dictionary, b"ImageMask").as_boolean() == Some(true);
        let bits = if is_stencil { 1 } else { side(view, dictionary, b"BitsPerComponent")? };
        let space = view.get(dictionary, b"ColorSpace");
        let listed = if is_stencil { None } else { Self::list(view, &space) };
        let own = if is_stencil {
            1
        } else {
            listed.as_ref().map_or_else(|| channels(view, &space), |_| Some(1))?
        };
        let known_bits = matches!(bits, 1 | 2 | 4 | 8) || (bits == 16 && listed.is_none());
        if !known_bits || !is_plainly_decoded(view, dictionary, listed.is_some()) {
            return None;
        }
        let stride = (width * own * bits).div_ceil(8);
        let bytes = view.decode(image, stride.checked_mul(height)?.checked_add(SLACK)?)?;
        if bytes.len() < stride * height {
            return None;
        }
        let (channels, kind) = match listed {
            Some((channels, colours)) => (channels, Kind::Listed(bits, colours)),
            None => (own, Kind::Plain(bits)),
        };
        Some(Self { width, height, channels, kind, bytes })
    }

    /// The channels and the colours of a list of colours (ISO 32000-2, 8.6.6.3).
    fn list(view: RevisionView<'_>, space: &Object) -> Option<(usize, Vec<u8>)> {
        let [family, base, _, colours] = space.as_array()? else { return None };
        if !matches!(view.resolve(family).as_name(), Some(b"I" | b"Indexed")) {
            return None;
        }
        let channels = channels(view, &view.resolve(base))?;
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

    /// The samples of a row, pixel by pixel.
    fn line(&self, y: usize) -> Cow<'_, [u8]> {
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
                let most = (1_u32 << bits) - 1;
                u8::try_from(u32::from(number(*bits, channel)) * 255 / most).unwrap_or(u8::MAX)
            }
            Kind::Listed(bits, colours) => {
                let at = usize::from(number(*bits, 0)) * self.channels + channel;
                colours.get(at).copied().unwrap_or_default()
            }
        }
    }
}

fn check(width: usize, height: usize) -> Option<()> {
    let is_fit = width > 0
        && height > 0
        && width.max(height) <= LONGEST_SIDE
        && width.checked_mul(height).is_some_and(|pixels| pixels <= MOST_PIXELS);
    is_fit.then_some(())
}

fn side(view: RevisionView<'_>, image: &Dictionary, key: &[u8]) -> Option<usize> {
    usize::try_from(view.get(image, key).as_integer()?).ok()
}

/// How many numbers make a colour; `None` for spaces in which near numbers may be far colours.
fn channels(view: RevisionView<'_>, space: &Object) -> Option<usize> {
    let family = space.as_array().and_then(|parts| parts.first()).map(|family| view.resolve(family));
    match family.as_ref().unwrap_or(space).as_name()? {
        b"CalGray" | b"DeviceGray" | b"G" => Some(1),
        b"CalRGB" | b"DeviceRGB" | b"RGB" => Some(3),
        b"CMYK" | b"DeviceCMYK" => Some(4),
        b"ICCBased" => {
            let profile = view.resolve(space.as_array()?.get(1)?);
            let channels = side(view, &profile.as_stream()?.dictionary, b"N")?;
            matches!(channels, 1 | 3 | 4).then_some(channels)
        }
        _ => None,
    }
}

/// Whether numbers stand for colours as they do without a /Decode, or the other way round.
fn is_plainly_decoded(view: RevisionView<'_>, image: &Dictionary, is_listed: bool) -> bool {
    let decode = view.get(image, b"Decode");
    let Some(pairs) = decode.as_array() else { return decode == Object::Null };
    let numbers: Vec<f64> = pairs.iter().filter_map(|number| view.resolve(number).as_number()).collect();
    let is_plain = |pair: &[f64]| pair == [0.0, 1.0] || pair == [1.0, 0.0];
    !is_listed && numbers.len() == pairs.len() && numbers.chunks(2).all(is_plain)
}

/// The data of a stream with only these of its filters undone.
fn decoded_by(view: RevisionView<'_>, image: &Stream, filters: &[Object]) -> Option<Vec<u8>> {
    let mut inner = image.clone();
    let parameters = view.get(&inner.dictionary, b"DecodeParms");
    for key in [&b"Filter"[..], b"DecodeParms", b"F", b"DP"] {
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
mod tests {
    use super::*;

    /// White, with what `is_dark` says in black.
    fn drawn(is_dark: impl Fn(usize, usize) -> bool) -> Samples {
        let bytes = (0..10_000).map(|at| if is_dark(at % 100, at / 100) { 0 } else { 250 }).collect();
        let raster = Raster { width: 100, height: 100, channels: 1, kind: Kind::Plain(8), bytes };
        Samples::of(&raster, 100, 100)
    }

    const ALL: [f64; 4] = [0.0, 0.0, 1.0, 1.0];

    #[test]
    fn paper_is_even_and_letters_are_not() {
        assert!(drawn(|_, _| false).is_even(ALL));
        let letter = drawn(|x, y| x == 20 && (30..38).contains(&y));
        assert!(!letter.is_even(ALL));
        assert!(!letter.is_even([0.15, 0.6, 0.25, 0.75]), "rows count from the top");
        assert!(letter.is_even([0.5, 0.6, 0.9, 0.75]) && letter.is_even([0.15, 0.1, 0.25, 0.4]), "elsewhere");
    }

    #[test]
    fn lines_to_write_on_are_none_of_what_is_written() {
        assert!(drawn(|_, y| y == 50).is_even(ALL), "a line");
        assert!(drawn(|x, y| y == 50 && x % 4 == 0).is_even(ALL), "a line of dots");
        assert!(drawn(|x, _| x == 50).is_even(ALL), "the edge of a box");
        assert!(!drawn(|x, y| y == 50 && x < 15).is_even(ALL), "a dash");
        assert!(!drawn(|_, y| (50..58).contains(&y)).is_even(ALL), "a bar");
        assert!(
            !drawn(|x, y| y == 50 || (x == 20 && (42..50).contains(&y))).is_even(ALL),
            "a letter on a line"
        );
    }

    #[test]
    fn a_speck_is_no_letter() {
        let bytes = (0..160_000).map(|at| if at == 80_200 { 0 } else { 250 }).collect();
        let raster = Raster { width: 400, height: 400, channels: 1, kind: Kind::Plain(8), bytes };
        assert!(Samples::of(&raster, 100, 100).is_even(ALL));
    }

    #[test]
    fn bits_and_lists_of_colours_are_read() {
        let bits = Raster { width: 4, height: 2, channels: 1, kind: Kind::Plain(1), bytes: vec![0x50, 0xF0] };
        let row = |raster: &Raster, y: usize| (0..4).map(|x| raster.sample(x, y, 0)).collect::<Vec<_>>();
        assert_eq!((row(&bits, 0), row(&bits, 1)), (vec![0, 255, 0, 255], vec![255; 4]));
        let listed = Kind::Listed(2, vec![10, 20, 30, 40]);
        let listed = Raster { width: 4, height: 1, channels: 1, kind: listed, bytes: vec![0b0001_1011] };
        assert_eq!(row(&listed, 0), [10, 20, 30, 40]);
    }
}
