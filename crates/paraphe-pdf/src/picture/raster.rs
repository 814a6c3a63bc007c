//! Pixels in memory.

/// Red, green, blue and opacity.
pub(super) type Pixel = [u8; 4];

/// Rows of pixels from the top.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Raster {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<Pixel>,
}

/// Less than this much opacity shows nothing on paper.
const SEEN_FROM: u8 = 24;

impl Raster {
    /// Averages blocks so that no side is longer than `longest`. `at` answers the pixel in column and row of the source.
    pub(super) fn shrink(
        (width, height): (usize, usize),
        longest: usize,
        at: impl Fn(usize, usize) -> Pixel,
    ) -> Self {
        let block = width.max(height).div_ceil(longest).max(1);
        let (columns, rows) = (width.div_ceil(block), height.div_ceil(block));
        let mut pixels = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let across = column * block..(column * block + block).min(width);
                let down = row * block..(row * block + block).min(height);
                pixels.push(average(
                    down.flat_map(|y| across.clone().map(move |x| (x, y))).map(|(x, y)| at(x, y)),
                ));
            }
        }
        Self { width: columns, height: rows, pixels }
    }

    /// The same with no side longer than this many pixels; as it is where none was.
    pub(super) fn shrunk_to(self, longest: usize) -> Self {
        if self.width.max(self.height) <= longest {
            return self;
        }
        Self::shrink((self.width, self.height), longest, |x, y| self.pixels[y * self.width + x])
    }

    /// Turned and mirrored as an EXIF orientation (1 to 8) says; anything else leaves it as it is.
    pub(super) fn oriented(self, orientation: u16) -> Self {
        let (width, height) = (self.width, self.height);
        let (new_width, new_height) =
            if (5..=8).contains(&orientation) { (height, width) } else { (width, height) };
        if !(2..=8).contains(&orientation) {
            return self;
        }
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..new_height {
            for x in 0..new_width {
                // Where the pixel to be shown at (x, y) is stored (EXIF 2.3, 4.6.4.A).
                let (column, row) = match orientation {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, height - 1 - x),
                    7 => (width - 1 - y, height - 1 - x),
                    _ => (width - 1 - y, x),
                };
                pixels.push(self.pixels[row * width + column]);
            }
        }
        Self { width: new_width, height: new_height, pixels }
    }

    /// Whether somebody took the background away already: a good part shows nothing, and something is left.
    pub(super) fn is_cut_out(&self) -> bool {
        let clear = self.pixels.iter().filter(|pixel| pixel[3] < SEEN_FROM).count();
        clear * 20 > self.pixels.len() && clear < self.pixels.len()
    }

    /// The smallest part that holds everything to be seen; `None` if there is nothing.
    pub(super) fn cropped_to_ink(&self) -> Option<Self> {
        let seen = |x: usize, y: usize| self.pixels[y * self.width + x][3] >= SEEN_FROM;
        let is_row = |y: &usize| (0..self.width).any(|x| seen(x, *y));
        let top = (0..self.height).find(is_row)?;
        let bottom = (0..self.height).rev().find(is_row)?;
        let is_column = |x: &usize| (top..=bottom).any(|y| seen(*x, y));
        let left = (0..self.width).find(is_column)?;
        let right = (0..self.width).rev().find(is_column)?;
        let rows = (top..=bottom).map(|y| &self.pixels[y * self.width + left..=y * self.width + right]);
        let pixels = rows.flatten().copied().collect();
        Some(Self { width: right - left + 1, height: bottom - top + 1, pixels })
    }
}

/// The mean of a block: colours count as much as they are seen.
fn average(block: impl Iterator<Item = Pixel>) -> Pixel {
    let (mut sums, mut opacity, mut count) = ([0u64; 3], 0u64, 0u64);
    for [red, green, blue, alpha] in block {
        let weight = u64::from(alpha);
        for (sum, channel) in sums.iter_mut().zip([red, green, blue]) {
            *sum += u64::from(channel) * weight;
        }
        opacity += weight;
        count += 1;
    }
    let part =
        |sum: u64, of: u64| u8::try_from((sum + of / 2).checked_div(of).unwrap_or(0)).unwrap_or(u8::MAX);
    let [red, green, blue] = sums.map(|sum| part(sum, opacity));
    [red, green, blue, part(opacity, count)]
}
