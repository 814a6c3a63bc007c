//! What an image shows, coarsely: enough to tell blank paper from paper that is printed on.

use crate::object::Stream;
use crate::raster::Raster;
use crate::revision::RevisionView;

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

/// What a part of an image shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// White, or nearly: on white paper nobody sees where such an image ends.
    White,
    /// One colour, whichever it is.
    Even,
    /// Something.
    Mixed,
}

impl Samples {
    /// No more cells are kept along a side: one for each point of a page of A3. What is drawn larger is not read, for a cell would
    /// be larger than a stroke.
    pub const MOST_CELLS: usize = 1_200;

    /// The image in so many cells, or one for each pixel where it has fewer. `afford` is asked for each octet and pixel before it is
    /// worked on. `None`: what it shows cannot be told: it is masked, damaged, too large, of a kind that is not read here, or its
    /// colours are of a kind of their own.
    #[must_use]
    pub fn read(
        view: RevisionView<'_>,
        image: &Stream,
        columns: usize,
        rows: usize,
        afford: &dyn Fn(usize) -> bool,
    ) -> Option<Self> {
        let others: [&[u8]; 5] = [b"SMask", b"Mask", b"Alternates", b"OPI", b"SMaskInData"];
        let is_odd = others.iter().any(|key| image.dictionary.get(key).is_some());
        if is_odd || columns.max(rows) > Self::MOST_CELLS {
            return None;
        }
        let raster = Raster::read(view, image, afford)?;
        let limited = |cells: usize, pixels: usize| cells.clamp(1, pixels);
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
        if raster.is_inverted {
            means.iter_mut().for_each(|mean| *mean = u8::MAX - *mean);
        }
        let mut samples = Self { columns, rows, channels, means, is_line: vec![false; columns * rows] };
        samples.find_lines();
        samples
    }

    /// What this part of the image shows, long thin lines left out. The part is given by its left, bottom, right and top, from 0 to 1
    /// as the image is drawn into a square (ISO 32000-2, 8.9.5.1).
    #[must_use]
    pub fn shown_in(&self, part: [f64; 4]) -> Shown {
        let ([first, last], [upper, lower]) = self.cells(part);
        let cells =
            (upper..=lower).flat_map(|row| (first..=last).map(move |column| row * self.columns + column));
        let (mut least, mut most) = ([u8::MAX; 4], [u8::MIN; 4]);
        for at in cells.filter(|at| !self.is_line[*at]) {
            for (channel, mean) in self.means[at * self.channels..][..self.channels].iter().enumerate() {
                least[channel] = least[channel].min(*mean);
                most[channel] = most[channel].max(*mean);
            }
        }
        // Of inks two make one colour darker together.
        let is_of_inks = self.channels == 4;
        let grain = if is_of_inks { GRAIN / 2 } else { GRAIN };
        let is_even = least.iter().zip(most).all(|(least, most)| most.saturating_sub(*least) <= grain);
        let is_white = !is_of_inks && least.iter().all(|least| *least >= u8::MAX - GRAIN);
        match (is_even, is_white) {
            (false, _) => Shown::Mixed,
            (true, false) => Shown::Even,
            (true, true) => Shown::White,
        }
    }

    /// How many cells there are to look at in this part.
    #[must_use]
    pub fn count_in(&self, part: [f64; 4]) -> usize {
        let ([first, last], [upper, lower]) = self.cells(part);
        (last + 1).saturating_sub(first) * (lower + 1).saturating_sub(upper)
    }

    /// The first and the last column, and the first and the last row, of a part.
    fn cells(&self, [left, bottom, right, top]: [f64; 4]) -> ([usize; 2], [usize; 2]) {
        let cell =
            |share: f64, cells: usize| ((share.clamp(0.0, 1.0) * cells as f64) as usize).min(cells - 1);
        let columns = [left, right].map(|share| cell(share, self.columns));
        (columns, [1.0 - top, 1.0 - bottom].map(|share| cell(share, self.rows)))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raster: &Raster) -> Samples {
        Samples::of(raster, 100.min(raster.width), 100.min(raster.height))
    }

    /// White, with what `is_dark` says in black.
    fn drawn(is_dark: impl Fn(usize, usize) -> bool) -> Samples {
        let bytes = (0..10_000).map(|at| if is_dark(at % 100, at / 100) { 0 } else { 250 }).collect();
        read(&Raster::grey(100, 100, bytes))
    }

    const ALL: [f64; 4] = [0.0, 0.0, 1.0, 1.0];

    #[test]
    fn paper_is_white_and_letters_are_not() {
        assert_eq!(drawn(|_, _| false).shown_in(ALL), Shown::White);
        let letter = drawn(|x, y| x == 20 && (30..38).contains(&y));
        assert_eq!(letter.shown_in(ALL), Shown::Mixed);
        assert_eq!(letter.shown_in([0.15, 0.6, 0.25, 0.75]), Shown::Mixed, "rows count from the top");
        assert_eq!(letter.shown_in([0.5, 0.6, 0.9, 0.75]), Shown::White, "elsewhere");
        assert_eq!(letter.shown_in([0.15, 0.1, 0.25, 0.4]), Shown::White, "elsewhere");
    }

    #[test]
    fn lines_to_write_on_are_none_of_what_is_written() {
        let is_blank = |is_dark: &dyn Fn(usize, usize) -> bool| drawn(is_dark).shown_in(ALL) == Shown::White;
        assert!(is_blank(&|_, y| y == 50), "a line");
        assert!(is_blank(&|x, y| y == 50 && x % 4 == 0), "a line of dots");
        assert!(is_blank(&|x, _| x == 50), "the edge of a box");
        assert!(!is_blank(&|x, y| y == 50 && x < 15), "a dash");
        assert!(!is_blank(&|_, y| (50..58).contains(&y)), "a bar");
        assert!(!is_blank(&|x, y| y == 50 || (x == 20 && (42..50).contains(&y))), "a letter on a line");
    }

    #[test]
    fn a_speck_is_no_letter() {
        let bytes = (0..160_000).map(|at| if at == 80_200 { 0 } else { 250 }).collect();
        assert_eq!(read(&Raster::grey(400, 400, bytes)).shown_in(ALL), Shown::White);
    }

    #[test]
    fn one_dark_colour_is_even_and_not_white() {
        let shown = |raster: &Raster| read(raster).shown_in(ALL);
        assert_eq!(shown(&Raster::grey(1, 1, vec![0])), Shown::Even);
        assert_eq!(shown(&Raster::grey(1, 1, vec![180])), Shown::Even, "grey stands out from paper");
        let mut turned = Raster::grey(1, 1, vec![0]);
        turned.is_inverted = true;
        assert_eq!(shown(&turned), Shown::White);
    }

    #[test]
    fn inks_count_together() {
        let shown = |inks: [u8; 8]| read(&Raster::of_inks(2, 1, inks.to_vec())).shown_in(ALL);
        assert_eq!(shown([0, 0, 0, 0, 20, 0, 0, 20]), Shown::Even);
        assert_eq!(shown([0, 0, 0, 0, 40, 0, 0, 40]), Shown::Mixed);
    }

    #[test]
    fn what_is_looked_at_is_counted() {
        let paper = drawn(|_, _| false);
        assert_eq!((paper.count_in(ALL), paper.count_in([0.5, 0.5, 0.5, 0.5])), (10_000, 1));
        assert_eq!(paper.count_in([-9.0, -9.0, 9.0, 0.095]), 1_000);
    }
}
