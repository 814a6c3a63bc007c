//! A page's characters, grouped into words and lines where a person sees them.

use crate::error::UnreadableReason;
use crate::message::Failure;
use crate::request::{PageText, TextRun, TextWord};
use crate::worker::pdfium::{Page, PageBox};
use paraphe_envelope::ViewRect;

/// The text of a page.
pub(super) fn extract(page: Page<'_>) -> Result<PageText, Failure> {
    let unreadable = Failure::Unreadable(UnreadableReason::Page);
    let page_box = page.page_box().ok_or(unreadable)?;
    let text = page.text().ok_or(unreadable)?;
    let mut lines = Lines::default();
    let mut high = None;
    for index in 0..text.count().min(CHARACTERS_PER_PAGE) {
        let code = text.code(index);
        // pdfium gives what is outside the basic plane as two halves where `wchar_t` has 16 bits.
        if (0xD800..0xDC00).contains(&code) {
            high = Some(code);
            continue;
        }
        let code = match high.take() {
            Some(high) if (0xDC00..0xE000).contains(&code) => {
                0x1_0000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            }
            Some(_) | None => code,
        };
        let mark = Mark::of(code);
        let place = match mark {
            Mark::Character(_) => text.loose_box(index).map(|rect| page_box.to_view(rect)),
            Mark::Hyphen | Mark::LineEnd | Mark::Nothing | Mark::Space => None,
        };
        lines.add(mark, place);
    }
    Ok(PageText { runs: lines.finish() })
}

impl PageBox {
    /// From user space (left, bottom, right, top) to the page as displayed.
    fn to_view(self, [left, bottom, right, top]: [f64; 4]) -> Extent {
        let (x0, x1) = (left.min(right), left.max(right));
        let (y0, y1) = (bottom.min(top), bottom.max(top));
        let [left, top, right, bottom] = match self.turns {
            1 => [y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left],
            2 => [self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom],
            3 => [self.top - y1, self.right - x1, self.top - y0, self.right - x0],
            _ => [x0 - self.left, self.top - y1, x1 - self.left, self.top - y0],
        };
        Extent { left, top, right, bottom }
    }
}

/// What a character does to the text.
#[derive(Clone, Copy)]
enum Mark {
    Character(char),
    /// At the end of a line, in the middle of a word; pdfium writes U+0002 and goes on with the next line.
    Hyphen,
    LineEnd,
    /// No character, or one pdfium cannot name: nothing a screen reader could say.
    Nothing,
    Space,
}

impl Mark {
    fn of(code: u32) -> Self {
        match char::from_u32(code) {
            Some('\n' | '\r') => Self::LineEnd,
            Some('\u{2}') => Self::Hyphen,
            Some(character) if character.is_whitespace() => Self::Space,
            Some(character) if character.is_control() || matches!(character, '\u{FFFE}' | '\u{FFFF}') => {
                Self::Nothing
            }
            Some(character) => Self::Character(character),
            None => Self::Nothing,
        }
    }
}

/// A rectangle while it grows, in points of the displayed page, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Extent {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Extent {
    fn around(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The empty space between two, along the axis where it is widest; negative when they overlap.
    fn gap(self, other: Self) -> f64 {
        let across = (other.left - self.right).max(self.left - other.right);
        let down = (other.top - self.bottom).max(self.top - other.bottom);
        across.max(down)
    }

    fn longer_side(self) -> f64 {
        (self.right - self.left).max(self.bottom - self.top)
    }

    fn to_rect(self) -> ViewRect {
        ViewRect { x: self.left, y: self.top, width: self.right - self.left, height: self.bottom - self.top }
    }
}

/// Builds words and runs from characters in reading order.
#[derive(Default)]
struct Lines {
    runs: Vec<TextRun>,
    words: Vec<(String, Extent)>,
    word: String,
    place: Option<Extent>,
    /// Place of the character before, and of the largest of the run: the size of the writing.
    before: Option<Extent>,
    size: f64,
}

impl Lines {
    fn add(&mut self, mark: Mark, place: Option<Extent>) {
        match mark {
            Mark::Character(character) => self.character(character, place),
            Mark::Hyphen => {
                self.word.push('-');
                self.end_run();
            }
            Mark::LineEnd => self.end_run(),
            Mark::Nothing => {}
            Mark::Space => self.end_word(),
        }
    }

    fn character(&mut self, character: char, place: Option<Extent>) {
        if let (Some(before), Some(place)) = (self.before, place)
            && before.gap(place) > self.size * WIDE_GAP
        {
            self.end_run();
        }
        self.word.push(character);
        if let Some(place) = place {
            self.place = Some(self.place.map_or(place, |known| known.around(place)));
            self.size = self.size.max(place.longer_side());
            self.before = Some(place);
        }
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        // A word without a place cannot be shown anywhere.
        if let Some(place) = self.place.take()
            && !word.is_empty()
        {
            self.words.push((word, place));
        }
    }

    fn end_run(&mut self) {
        self.end_word();
        self.before = None;
        self.size = 0.0;
        let words = std::mem::take(&mut self.words);
        let Some(place) = words.iter().map(|(_, place)| *place).reduce(Extent::around) else { return };
        let text = words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
        let words = words.into_iter().map(|(text, place)| TextWord { text, rect: place.to_rect() }).collect();
        self.runs.push(TextRun { text, rect: place.to_rect(), words });
    }

    fn finish(mut self) -> Vec<TextRun> {
        self.end_run();
        self.runs
    }
}

/// Of the writing's size. Words of justified text stand up to one apart, columns and labels of a form farther.
const WIDE_GAP: f64 = 1.5;
/// A page of a book has three thousand.
const CHARACTERS_PER_PAGE: i32 = 400_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[(&str, f64, f64)]) -> Vec<TextRun> {
        let mut lines = Lines::default();
        for (characters, x, y) in text {
            for (index, character) in characters.chars().enumerate() {
                let left = x + 6.0 * index as f64;
                let place = Extent { left, top: *y, right: left + 6.0, bottom: y + 12.0 };
                let mark = Mark::of(character.into());
                lines.add(mark, matches!(mark, Mark::Character(_)).then_some(place));
            }
        }
        lines.finish()
    }

    #[test]
    fn words_of_a_line_are_one_run_and_lines_are_apart() {
        let runs = lines(&[("Le contrat\r\n", 50.0, 100.0), ("est signé", 50.0, 116.0)]);
        let texts: Vec<_> = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(texts, ["Le contrat", "est signé"]);
        assert_eq!(runs[0].words.len(), 2);
        assert_eq!(runs[0].words[1].rect, ViewRect { x: 68.0, y: 100.0, width: 42.0, height: 12.0 });
        assert_eq!(runs[0].rect, ViewRect { x: 50.0, y: 100.0, width: 60.0, height: 12.0 });
    }

    #[test]
    fn a_wide_gap_makes_two_runs_of_a_line_and_a_narrow_one_does_not() {
        let runs = lines(&[("Nom ", 50.0, 100.0), ("Date", 200.0, 100.0)]);
        assert_eq!(runs.len(), 2, "columns are not one line");
        let runs = lines(&[("Nom ", 50.0, 100.0), ("Date", 80.0, 100.0)]);
        assert_eq!(runs.len(), 1);
    }

    #[test]
    fn right_to_left_words_stay_in_logical_order() {
        let runs = lines(&[("ب", 80.0, 100.0), ("ا", 74.0, 100.0), (" ", 0.0, 0.0), ("ت", 62.0, 100.0)]);
        assert_eq!(runs.len(), 1);
        assert_eq!(runs[0].text, "با ت");
        assert_eq!(runs[0].words[0].rect.x, 74.0);
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_line_ends_the_run() {
        let runs = lines(&[("docu\u{2}", 50.0, 100.0), ("ment", 50.0, 116.0)]);
        let texts: Vec<_> = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(texts, ["docu-", "ment"]);
    }

    #[test]
    fn characters_without_a_name_or_a_place_are_left_out() {
        assert!(lines(&[("\u{0}\u{FFFE}", 0.0, 0.0)]).is_empty());
        let mut unplaced = Lines::default();
        unplaced.add(Mark::Character('a'), None);
        assert!(unplaced.finish().is_empty());
    }

    #[test]
    fn the_four_rotations_put_the_lower_left_corner_where_a_person_sees_it() {
        // A page of 200 × 100 whose box starts at (10, 20); a mark of 4 × 2 in its lower left corner.
        let mark = [10.0, 20.0, 14.0, 22.0];
        let seen = |turns| {
            let page = PageBox { left: 10.0, bottom: 20.0, right: 210.0, top: 120.0, turns };
            page.to_view(mark)
        };
        assert_eq!(seen(0), Extent { left: 0.0, top: 98.0, right: 4.0, bottom: 100.0 });
        assert_eq!(seen(1), Extent { left: 0.0, top: 0.0, right: 2.0, bottom: 4.0 });
        assert_eq!(seen(2), Extent { left: 196.0, top: 0.0, right: 200.0, bottom: 2.0 });
        assert_eq!(seen(3), Extent { left: 98.0, top: 196.0, right: 100.0, bottom: 200.0 });
    }
}
