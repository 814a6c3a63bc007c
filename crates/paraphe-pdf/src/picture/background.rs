//! Taking the paper away from under a signature.
//!
//! Light falls unevenly on paper, so there is no one threshold: the colour of the paper is measured in small cells and
//! carried smoothly from cell to cell, and what differs from *its own* paper is ink. A difference in any one channel
//! counts: blue ink is nearly as bright as paper in blue, and quite dark in red.

use super::PictureError;
use super::raster::{Pixel, Raster};

/// Cells along the longest side.
const CELLS: usize = 40;
/// A cell is no smaller, in pixels.
const SMALLEST_CELL: usize = 8;
/// The brightness that this part of a cell does not exceed is its paper: ink and letters cover less than the rest.
const PAPER_PART: f64 = 0.8;
/// No ink is paler than this, in 255ths of its paper.
const PALEST: f64 = 28.0;
/// Somewhere a stroke is more opaque than this.
const FAINTEST_STROKE: u8 = 140;
/// A piece is small when the largest one has this many times its pixels.
const SMALL_PART: usize = 30;
/// What lies in this part of the picture around its border lies along it.
const RIM: usize = 8;
/// So much of a piece lies there where it is the edge of the sheet, in hundredths.
const MOSTLY: usize = 70;
/// What takes this part of the border itself is the table under the sheet, in hundredths.
const TABLE: usize = 20;
/// Ink covers no more than this part of a photo of a signature; otherwise it is the photo of something else.
const MOST_INK: f64 = 0.4;

/// The ink with the colours it would have on white, transparent elsewhere, cropped; `None` if there is no ink.
///
/// # Errors
/// [`PictureError::NoSignatureFound`] when there is no plain background.
pub(super) fn remove(raster: &Raster) -> Result<Option<Raster>, PictureError> {
    let paper = Paper::measure(raster);
    let contrast: Vec<u8> = (0..raster.pixels.len()).map(|at| paper.contrast(raster, at)).collect();
    let (from, full) = levels(&contrast);
    let mut opacity: Vec<u8> = contrast.iter().map(|&value| opacity(f64::from(value), from, full)).collect();
    drop_specks(&mut opacity, raster.width, raster.height);
    let inked = opacity.iter().filter(|opacity| **opacity > 0).count();
    if inked as f64 > MOST_INK * opacity.len() as f64 {
        return Err(PictureError::NoSignatureFound);
    }
    let pixels = opacity.iter().enumerate().map(|(at, &opacity)| paper.ink(raster, at, opacity)).collect();
    Ok(Raster { pixels, ..*raster }.cropped_to_ink())
}

/// The colour of the paper in each cell.
struct Paper {
    cell: usize,
    columns: usize,
    rows: usize,
    colours: Vec<[f64; 3]>,
}

impl Paper {
    fn measure(raster: &Raster) -> Self {
        let cell = raster.width.max(raster.height).div_ceil(CELLS).max(SMALLEST_CELL);
        let (columns, rows) = (raster.width.div_ceil(cell), raster.height.div_ceil(cell));
        let mut measured = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                measured.push(colour_of_cell(raster, column * cell, row * cell, cell));
            }
        }
        let paper = Self { cell, columns, rows, colours: measured };
        // A cell full of ink takes the paper of its neighbours; then the steps between cells are made smooth.
        paper.combined(|values| values.fold(0.0, f64::max)).combined(|values| {
            let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
            sum / count
        })
    }

    /// Each cell from itself and its neighbours, channel by channel.
    fn combined(&self, combine: impl Fn(&mut dyn Iterator<Item = f64>) -> f64) -> Self {
        let mut colours = Vec::with_capacity(self.colours.len());
        for row in 0..self.rows {
            for column in 0..self.columns {
                let near = |at: usize, most: usize| at.saturating_sub(1)..(at + 2).min(most);
                colours.push([0, 1, 2].map(|channel| {
                    let cells = near(row, self.rows)
                        .flat_map(|y| near(column, self.columns).map(move |x| y * self.columns + x));
                    combine(&mut cells.map(|cell| self.colours[cell][channel]))
                }));
            }
        }
        Self { colours, ..*self }
    }

    /// The paper under a pixel, between the middles of the cells around it.
    fn under(&self, x: usize, y: usize) -> [f64; 3] {
        let place = |at: usize, most: usize| {
            let place = (at as f64 + 0.5) / self.cell as f64 - 0.5;
            let place = place.clamp(0.0, (most - 1) as f64);
            (place.floor() as usize, (place.floor() as usize + 1).min(most - 1), place.fract())
        };
        let (left, right, across) = place(x, self.columns);
        let (top, bottom, down) = place(y, self.rows);
        [0, 1, 2].map(|channel| {
            let at = |column: usize, row: usize| self.colours[row * self.columns + column][channel];
            let between = |a: f64, b: f64, part: f64| a + (b - a) * part;
            between(
                between(at(left, top), at(right, top), across),
                between(at(left, bottom), at(right, bottom), across),
                down,
            )
        })
    }

    /// How much darker than its paper a pixel is in the channel where it is darkest, in 255ths.
    fn contrast(&self, raster: &Raster, at: usize) -> u8 {
        let paper = self.under(at % raster.width, at / raster.width);
        let pixel = raster.pixels[at];
        let darker =
            (0..3).map(|channel| (paper[channel] - f64::from(pixel[channel])) / paper[channel].max(1.0));
        // The cast cannot lose anything after the clamp.
        (darker.fold(0.0, f64::max).clamp(0.0, 1.0) * 255.0) as u8
    }

    /// The ink alone: what is seen is ink over paper.
    fn ink(&self, raster: &Raster, at: usize, opacity: u8) -> Pixel {
        if opacity == 0 {
            return [0; 4];
        }
        let paper = self.under(at % raster.width, at / raster.width);
        let part = f64::from(opacity) / 255.0;
        let channel = |channel: usize| {
            let seen = f64::from(raster.pixels[at][channel]) / paper[channel].max(1.0);
            (((seen - (1.0 - part)) / part).clamp(0.0, 1.0) * 255.0) as u8
        };
        [channel(0), channel(1), channel(2), opacity]
    }
}

fn colour_of_cell(raster: &Raster, left: usize, top: usize, cell: usize) -> [f64; 3] {
    let mut counts = [[0u32; 256]; 3];
    let mut count = 0u32;
    for y in top..(top + cell).min(raster.height) {
        for x in left..(left + cell).min(raster.width) {
            for (channel, counts) in counts.iter_mut().enumerate() {
                counts[usize::from(raster.pixels[y * raster.width + x][channel])] += 1;
            }
            count += 1;
        }
    }
    let wanted = f64::from(count) * PAPER_PART;
    counts.map(|counts| {
        let mut below = 0.0;
        let reached = counts.iter().position(|&count| {
            below += f64::from(count);
            below >= wanted
        });
        reached.unwrap_or(255) as f64
    })
}

/// The contrast from which a pixel is ink, and from which it is entirely.
fn levels(contrast: &[u8]) -> (f64, f64) {
    let mut counts = [0usize; 256];
    contrast.iter().for_each(|&value| counts[usize::from(value)] += 1);
    let value_at = |rank: usize, from: usize| {
        let mut below = 0;
        (from..256).find(|&value| {
            below += counts[value];
            below > rank
        })
    };
    // Most of the picture is paper: half of all pixels tell how uneven it is, the quarter above that how noisy.
    let median = value_at(contrast.len() / 2, 0).unwrap_or(0) as f64;
    let upper = value_at(contrast.len() * 3 / 4, 0).unwrap_or(0) as f64;
    let from = (median + 5.0 * (upper - median)).clamp(PALEST, 160.0);
    let first = from as usize;
    let inked: usize = counts[first..].iter().sum();
    let darkest = value_at(inked * 9 / 10, first).unwrap_or(255) as f64;
    // What is far paler than the ink is printed lines, or the other side of the sheet showing through.
    ((from * 0.75).max(darkest * 0.3), (darkest * 0.7).max(from * 1.25))
}

fn opacity(contrast: f64, from: f64, full: f64) -> u8 {
    let part = ((contrast - from) / (full - from)).clamp(0.0, 1.0);
    (part * 255.0) as u8
}

/// Takes away what is too small to be a stroke, the edges of the sheet (long pieces that lie along the border), and small
/// things that lie apart from the signature.
fn drop_specks(opacity: &mut [u8], width: usize, height: usize) {
    let smallest = (width.max(height).pow(2) / 400_000).max(4);
    let mut visited = vec![false; opacity.len()];
    let mut strokes = Vec::new();
    let mut dropped = Vec::new();
    for start in 0..opacity.len() {
        if visited[start] || opacity[start] == 0 {
            continue;
        }
        let piece = Piece::collect(opacity, &mut visited, start, (width, height));
        let peak = piece.members.iter().map(|&at| opacity[at]).max().unwrap_or(0);
        let is_stroke =
            piece.members.len() >= smallest && peak >= FAINTEST_STROKE && !piece.is_edge(width, height);
        if is_stroke { strokes.push(piece) } else { dropped.push(piece) }
    }
    let largest = strokes.iter().map(|piece| piece.members.len()).max().unwrap_or(0);
    let (main, small): (Vec<Piece>, Vec<Piece>) =
        strokes.into_iter().partition(|piece| piece.members.len() * SMALL_PART >= largest);
    let around = main
        .iter()
        .map(|piece| piece.bounds)
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
    if let Some([left, top, right, bottom]) = around {
        let reach = (right - left).max(bottom - top) / 4;
        let is_near = |piece: &Piece| {
            let [x0, y0, x1, y1] = piece.bounds;
            x1 + reach >= left && x0 <= right + reach && y1 + reach >= top && y0 <= bottom + reach
        };
        dropped.extend(small.into_iter().filter(|piece| !is_near(piece)));
    }
    for piece in dropped {
        piece.members.iter().for_each(|&at| opacity[at] = 0);
    }
}

/// Neighbouring pixels with ink.
struct Piece {
    members: Vec<usize>,
    /// Left, top, right, bottom.
    bounds: [usize; 4],
}

impl Piece {
    fn collect(opacity: &[u8], visited: &mut [bool], start: usize, (width, height): (usize, usize)) -> Self {
        let mut piece = Self { members: Vec::new(), bounds: [usize::MAX, usize::MAX, 0, 0] };
        let mut waiting = vec![start];
        visited[start] = true;
        while let Some(at) = waiting.pop() {
            let (x, y) = (at % width, at / width);
            piece.members.push(at);
            let [left, top, right, bottom] = piece.bounds;
            piece.bounds = [left.min(x), top.min(y), right.max(x), bottom.max(y)];
            for row in y.saturating_sub(1)..(y + 2).min(height) {
                for column in x.saturating_sub(1)..(x + 2).min(width) {
                    let next = row * width + column;
                    if !visited[next] && opacity[next] > 0 {
                        visited[next] = true;
                        waiting.push(next);
                    }
                }
            }
        }
        piece
    }

    /// Whether it is the edge of the sheet or the table under it: long, at the border, and along it. A signature that was
    /// cut out closely reaches the border as well, and goes its own way.
    fn is_edge(&self, width: usize, height: usize) -> bool {
        let [left, top, right, bottom] = self.bounds;
        let touches = left == 0 || top == 0 || right + 1 == width || bottom + 1 == height;
        let is_long = (right - left) * 10 > width * 6 || (bottom - top) * 10 > height * 6;
        if !touches || !is_long {
            return false;
        }
        let is_thin = (right - left) * RIM < width || (bottom - top) * RIM < height;
        let count = |is_in: &dyn Fn(usize, usize) -> bool| {
            self.members.iter().filter(|at| is_in(**at % width, **at / width)).count()
        };
        let on_border = count(&|x, y| x == 0 || y == 0 || x + 1 == width || y + 1 == height) * 100
            > TABLE * 2 * (width + height);
        let in_rim = |at: usize, length: usize| at * RIM < length || (length - 1 - at) * RIM < length;
        let along = count(&|x, y| in_rim(x, width) || in_rim(y, height)) * 100 > MOSTLY * self.members.len();
        is_thin || on_border || along
    }
}
