//! Where two pictures of a page differ, as a few rectangles.

use paraphe_preview::RenderedBitmap;

use crate::schema::RegionView;

/// Side of the squares compared, in pixels: 2 mm at 100 dpi.
const TILE: u32 = 8;
/// How far a colour may be off, of 255. The same page drawn twice does not differ at all; this is for colour rounding.
const TOLERANCE: u8 = 6;
/// Squares this near to each other are one region: the letters of a word, the words of a line.
const REACH: usize = 2;
/// With more regions than this one rectangle around all says more.
const MOST: usize = 40;

/// The regions in which two pictures of a page differ; empty when they are the same.
pub(crate) fn differing(one: &RenderedBitmap, other: &RenderedBitmap) -> Vec<RegionView> {
    if (one.width, one.height) != (other.width, other.height) || one.format != other.format {
        return vec![RegionView { x: 0.0, y: 0.0, width: 1.0, height: 1.0 }];
    }
    let tiles = Tiles::of(one, other);
    let mut boxes = tiles.boxes();
    if boxes.len() > MOST {
        boxes = boxes.into_iter().reduce(TileBox::around).into_iter().collect();
    }
    boxes.iter().map(|found| found.region(one)).collect()
}

/// Which squares differ.
struct Tiles {
    across: usize,
    down: usize,
    changed: Vec<bool>,
}

impl Tiles {
    fn of(one: &RenderedBitmap, other: &RenderedBitmap) -> Self {
        let (across, down) = (one.width.div_ceil(TILE) as usize, one.height.div_ceil(TILE) as usize);
        let mut changed = vec![false; across * down];
        let pixel = one.format.bytes_per_pixel() as usize;
        let row = one.width as usize * pixel;
        for y in 0..one.height as usize {
            let [first, second] = [one, other].map(|picture| {
                let start = y * picture.stride as usize;
                picture.pixels.get(start..start + row).unwrap_or_default()
            });
            if first == second {
                continue;
            }
            for (x, (a, b)) in first.chunks(pixel).zip(second.chunks(pixel)).enumerate() {
                if a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > TOLERANCE) {
                    changed[y / TILE as usize * across + x / TILE as usize] = true;
                }
            }
        }
        Self { across, down, changed }
    }

    /// Squares that lie near each other, each group in its box.
    fn boxes(mut self) -> Vec<TileBox> {
        let mut boxes = Vec::new();
        for start in 0..self.changed.len() {
            if std::mem::take(&mut self.changed[start]) {
                boxes.push(self.group(start));
            }
        }
        boxes
    }

    /// Takes the squares that are connected with this one out of the map.
    fn group(&mut self, start: usize) -> TileBox {
        let at = |index: usize| TileBox::at(index % self.across, index / self.across);
        let mut found = at(start);
        let mut open = vec![start];
        while let Some(index) = open.pop() {
            let (x, y) = (index % self.across, index / self.across);
            found = found.around(TileBox::at(x, y));
            for near_y in y.saturating_sub(REACH)..(y + REACH + 1).min(self.down) {
                for near_x in x.saturating_sub(REACH)..(x + REACH + 1).min(self.across) {
                    let near = near_y * self.across + near_x;
                    if std::mem::take(&mut self.changed[near]) {
                        open.push(near);
                    }
                }
            }
        }
        found
    }
}

/// A box in squares; the ends belong to it.
#[derive(Clone, Copy)]
struct TileBox {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl TileBox {
    fn at(x: usize, y: usize) -> Self {
        Self { left: x, top: y, right: x, bottom: y }
    }

    fn around(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// In parts of the page.
    fn region(self, page: &RenderedBitmap) -> RegionView {
        // Pictures have a few thousand pixels a side: every number here is exact as a float.
        #[allow(clippy::cast_precision_loss)]
        let part = |tile: usize, whole: u32| {
            ((tile * TILE as usize) as f64).min(f64::from(whole)) / f64::from(whole)
        };
        let (x, y) = (part(self.left, page.width), part(self.top, page.height));
        RegionView {
            x,
            y,
            width: part(self.right + 1, page.width) - x,
            height: part(self.bottom + 1, page.height) - y,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use paraphe_preview::BitmapFormat;

    fn white(width: u32, height: u32) -> RenderedBitmap {
        // Rows longer than their pixels, as a renderer may make them.
        let stride = width * 3 + 5;
        let pixels = vec![255; (stride * height) as usize];
        RenderedBitmap { width, height, stride, format: BitmapFormat::Rgb, pixels }
    }

    fn paint(page: &mut RenderedBitmap, x: u32, y: u32, shade: u8) {
        let start = (y * page.stride + x * 3) as usize;
        page.pixels[start..start + 3].fill(shade);
    }

    fn inside(region: &RegionView, x: f64, y: f64) -> bool {
        (region.x..region.x + region.width).contains(&x) && (region.y..region.y + region.height).contains(&y)
    }

    #[test]
    fn the_same_picture_has_no_region_and_the_filling_of_rows_is_no_picture() {
        let (one, mut other) = (white(83, 117), white(83, 117));
        other.pixels[83 * 3] = 0;
        paint(&mut other, 4, 4, 255 - TOLERANCE);
        assert_eq!(differing(&one, &other), Vec::new());
    }

    #[test]
    fn one_pixel_is_found_where_it_is_also_at_the_edges() {
        for (x, y) in [(0, 0), (82, 116), (40, 60), (82, 0)] {
            let (one, mut other) = (white(83, 117), white(83, 117));
            paint(&mut other, x, y, 0);
            let found = differing(&one, &other);
            assert_eq!(found.len(), 1, "{x} {y}");
            let (x, y) = ((f64::from(x) + 0.5) / 83.0, (f64::from(y) + 0.5) / 117.0);
            assert!(inside(&found[0], x, y), "{found:?}");
            assert!(found[0].x + found[0].width <= 1.0 && found[0].y + found[0].height <= 1.0);
        }
    }

    #[test]
    fn what_lies_together_is_one_region_and_what_lies_apart_is_two() {
        let (one, mut other) = (white(400, 400), white(400, 400));
        for x in (20..120).step_by(15) {
            paint(&mut other, x, 30, 0);
        }
        paint(&mut other, 300, 350, 0);
        let found = differing(&one, &other);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            inside(&found[0], 20.5 / 400.0, 30.5 / 400.0) && inside(&found[0], 110.5 / 400.0, 30.5 / 400.0)
        );
    }

    #[test]
    fn a_page_of_another_shape_differs_as_a_whole() {
        let found = differing(&white(83, 117), &white(117, 83));
        assert_eq!(found, vec![RegionView { x: 0.0, y: 0.0, width: 1.0, height: 1.0 }]);
    }

    #[test]
    fn noise_all_over_is_one_rectangle() {
        let (one, mut other) = (white(800, 800), white(800, 800));
        for x in (4..800).step_by(80) {
            for y in (4..800).step_by(80) {
                paint(&mut other, x, y, 0);
            }
        }
        assert_eq!(differing(&one, &other).len(), 1);
    }
}
