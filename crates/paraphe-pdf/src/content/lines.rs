//! Glyphs put together: pieces of text a person reads as one, and rows of characters to write on.

use paraphe_envelope::ViewRect;

use super::interpreter::Glyph;

/// Glyphs are of one line when their baselines differ by less than this, in parts of the size.
const SAME_LINE: f64 = 0.3;
/// A gap as wide as this, in parts of the size, begins another piece of text.
const COLUMN: f64 = 1.8;
/// A gap as wide as this is a space between words.
const WORD: f64 = 0.16;
/// How far letters reach above and below the baseline, in parts of the size.
const ASCENT: f64 = 0.75;
const DESCENT: f64 = 0.22;
/// The shortest row of characters to write on, in points.
const SHORTEST_LEADER: f64 = 24.0;

/// A character and from where to where it reaches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Placed {
    pub(crate) character: char,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

/// A piece of text on one line, in reading order; points of the displayed page, y downwards.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PrintedText {
    pub(crate) characters: Vec<Placed>,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) baseline: f64,
    pub(crate) size: f64,
    pub(crate) is_rtl: bool,
}

impl PrintedText {
    pub(crate) fn text(&self) -> String {
        self.characters.iter().map(|placed| placed.character).collect()
    }

    pub(crate) fn top(&self) -> f64 {
        self.baseline - ASCENT * self.size
    }

    pub(crate) fn bottom(&self) -> f64 {
        self.baseline + DESCENT * self.size
    }

    pub(crate) fn rect(&self) -> ViewRect {
        let (width, height) = (self.right - self.left, self.bottom() - self.top());
        ViewRect { x: self.left, y: self.top(), width, height }
    }
}

/// A row of underscores, dots or dashes; points of the displayed page, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Leader {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) baseline: f64,
    pub(crate) size: f64,
}

/// Pieces of text and rows to write on, from the top down.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> (Vec<PrintedText>, Vec<Leader>) {
    glyphs.retain(|glyph| !glyph.text.is_empty());
    glyphs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut texts = Vec::new();
    let mut leaders = Vec::new();
    let mut rest = glyphs.as_slice();
    while let Some(first) = rest.first() {
        let reach = first.baseline + (SAME_LINE * first.size).max(1.0);
        let length = rest.iter().take_while(|glyph| glyph.baseline <= reach).count();
        let (line, tail) = rest.split_at(length);
        rest = tail;
        let mut line: Vec<&Glyph> = line.iter().collect();
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
        for piece in pieces(&line) {
            put(&piece, &mut texts, &mut leaders);
        }
    }
    (texts, leaders)
}

/// Cuts a line where a gap is too wide for a space. Words spread by many spaces are apart: spaces are nothing that is seen.
fn pieces<'g>(line: &[&'g Glyph]) -> Vec<Vec<&'g Glyph>> {
    let mut pieces: Vec<Vec<&Glyph>> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for &glyph in line {
        if is_space(glyph) {
            // Kept within a piece, for fonts whose space is narrow.
            if let Some(piece) = pieces.last_mut() {
                piece.push(glyph);
            }
            continue;
        }
        let gap = glyph.left - end;
        match pieces.last_mut() {
            Some(piece) if gap < COLUMN * glyph.size => {
                let twin = piece.last().is_some_and(|last| {
                    last.text == glyph.text && (glyph.left - last.left).abs() < 0.15 * glyph.size
                });
                // Letters drawn twice to look bold.
                if !twin {
                    piece.push(glyph);
                }
            }
            Some(_) | None => pieces.push(vec![glyph]),
        }
        end = end.max(glyph.right);
    }
    pieces
}

fn is_space(glyph: &Glyph) -> bool {
    glyph.text.chars().all(char::is_whitespace)
}

fn is_leader(glyph: &Glyph) -> bool {
    glyph.text.chars().all(|c| matches!(c, '_' | '.' | '…' | '‗' | '·' | '─' | '━' | '﹍' | '-' | '‐'))
}

/// Splits a piece into text and rows to write on.
fn put(piece: &[&Glyph], texts: &mut Vec<PrintedText>, leaders: &mut Vec<Leader>) {
    let mut words: Vec<&Glyph> = Vec::new();
    let mut rest = piece;
    while let Some(first) = rest.first() {
        // Dots may have spaces between them.
        let alike = |glyph: &&&Glyph| is_leader(first) && (glyph.text == first.text || is_space(glyph));
        let length = rest.iter().take_while(alike).count();
        let end = rest[..length].iter().rfind(|glyph| !is_space(glyph));
        let width = end.map_or(0.0, |last| last.right - first.left);
        let is_row = match first.text.as_str() {
            "_" | "…" | "‗" | "─" | "━" | "﹍" => width >= SHORTEST_LEADER,
            // A few dots or dashes are punctuation.
            _ => width >= SHORTEST_LEADER && length >= 8,
        };
        if length > 0 && is_row {
            texts.extend(text(&words));
            words.clear();
            let (left, right) = (first.left, first.left + width);
            leaders.push(Leader { left, right, baseline: first.baseline, size: first.size });
            rest = &rest[length..];
        } else {
            words.extend(&rest[..length.max(1)]);
            rest = &rest[length.max(1)..];
        }
    }
    texts.extend(text(&words));
}

/// A piece of text; one that is mostly written from right to left is turned round, for it is drawn as it is seen.
fn text(glyphs: &[&Glyph]) -> Option<PrintedText> {
    let start = glyphs.iter().position(|glyph| !is_space(glyph))?;
    let end = glyphs.iter().rposition(|glyph| !is_space(glyph))?;
    let glyphs = &glyphs[start..=end];
    let (first, last) = (glyphs.first()?, glyphs.last()?);
    let letters = |test: fn(char) -> bool| {
        glyphs.iter().flat_map(|glyph| glyph.text.chars()).filter(|&character| test(character)).count()
    };
    let is_rtl = letters(is_rtl) > letters(|character| character.is_alphabetic() && !self::is_rtl(character));
    let mut ordered: Vec<&Glyph> = glyphs.to_vec();
    if is_rtl {
        ordered.reverse();
    }
    let mut characters: Vec<Placed> = Vec::new();
    let mut former: Option<&Glyph> = None;
    for glyph in ordered {
        let gap = former.map_or(0.0, |former| (glyph.left - former.right).max(former.left - glyph.right));
        let is_apart = is_space(glyph) || gap > WORD * glyph.size;
        if is_apart && characters.last().is_some_and(|placed| placed.character != ' ') {
            characters.push(Placed { character: ' ', left: glyph.left, right: glyph.left });
        }
        if !is_space(glyph) {
            let placed = |character| Placed { character, left: glyph.left, right: glyph.right };
            characters.extend(glyph.text.chars().map(placed));
        }
        former = Some(glyph);
    }
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let right = glyphs.iter().map(|glyph| glyph.right).fold(last.right, f64::max);
    Some(PrintedText { characters, left: first.left, right, baseline: first.baseline, size, is_rtl })
}

/// Hebrew and Arabic, presentation forms included.
fn is_rtl(character: char) -> bool {
    matches!(character, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters five points wide, a size of ten, from `left` on.
    fn set(text: &str, left: f64, baseline: f64) -> Vec<Glyph> {
        let glyph = |(at, character): (usize, char)| {
            let left = left + 5.0 * at as f64;
            Glyph { text: character.to_string(), left, right: left + 5.0, baseline, size: 10.0 }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn read(glyphs: Vec<Glyph>) -> (Vec<String>, Vec<Leader>) {
        let (texts, leaders) = lines(glyphs);
        (texts.iter().map(PrintedText::text).collect(), leaders)
    }

    #[test]
    fn columns_are_apart_and_words_are_not() {
        let (texts, _) = read([set("Le client", 10.0, 50.0), set("Le bailleur", 200.0, 50.4)].concat());
        assert_eq!(texts, ["Le client", "Le bailleur"]);
    }

    #[test]
    fn rows_to_write_on_are_no_text() {
        let (texts, leaders) = read(set("Date : __________ Nom ..........", 10.0, 50.0));
        assert_eq!(texts, ["Date :", "Nom"]);
        assert_eq!(leaders.len(), 2);
        assert_eq!((leaders[0].left, leaders[0].right), (45.0, 95.0));
        let (texts, leaders) = read(set("Etc... et -- a_b", 10.0, 50.0));
        assert_eq!((texts.len(), leaders.len()), (1, 0));
    }

    #[test]
    fn arabic_is_read_as_it_is_meant() {
        // Drawn from left to right, as it is seen.
        let (texts, _) = read(set("عيقوتلا", 10.0, 50.0));
        assert_eq!(texts, ["التوقيع"]);
    }

    #[test]
    fn a_narrow_space_is_a_space() {
        let mut glyphs = set("a b", 10.0, 50.0);
        glyphs[1].right = glyphs[1].left + 1.0;
        glyphs[2].left = glyphs[1].right;
        assert_eq!(read(glyphs).0, ["a b"]);
    }

    #[test]
    fn letters_drawn_twice_are_read_once() {
        let (texts, _) = read([set("Signature", 10.0, 50.0), set("Signature", 10.3, 50.0)].concat());
        assert_eq!(texts, ["Signature"]);
    }
}
