//! What a list (ISO 32000-2 §12.7.5.4, no combo box) shows: its options, one in each row, and a bar behind each that is chosen. Anything
//! that could mark another row than the chosen ones leaves it open what was chosen.

use super::area::Area;
use super::colour::{Blend, Colour};
use super::effort::Effort;
use super::ink::{Glyph, Ink, Kind, Paint};
use super::look::{Look, inherited};
use super::seen::visible;
use super::spelling::is_exact;
use paraphe_pdf::{Dictionary, Object, RevisionView};
use std::collections::BTreeSet;
use std::slice::from_ref;

/// What lies across a list takes up so much of it.
const ACROSS: f64 = 0.8;
/// Points: a border is no further from the edge.
const EDGE: f64 = 4.0;
/// A bar of less contrast to the ground is not seen as one.
const MARKED: f64 = 1.2;
/// The share of a row that a bar behind it takes up, and what it may take of the next one.
const BEHIND: f64 = 0.8;
const TOUCHED: f64 = 0.25;
/// Options beyond this many are not looked at.
const OPTIONS_LIMIT: usize = 1_000;

/// The options of a list, as they are shown, and the places of those that are chosen.
pub(super) struct Choice {
    shown: Vec<String>,
    chosen: BTreeSet<usize>,
}

impl Choice {
    /// `None`: nobody can tell, for what is chosen is no option or several, or stands at other places than the file says.
    pub(super) fn of(view: RevisionView<'_>, field: &Dictionary) -> Option<Self> {
        let options = inherited(view, field, b"Opt");
        let options = options.as_array().filter(|options| options.len() <= OPTIONS_LIMIT)?;
        let (mut kept, mut shown) = (Vec::new(), Vec::new());
        for option in options {
            let option = view.resolve(option);
            let [key, text] = match option.as_array() {
                Some([key, text]) => [view.resolve(key), view.resolve(text)],
                Some(_) => return None,
                None => [option.clone(), option],
            };
            kept.push(key.as_text()?);
            shown.push(text.as_text()?);
        }
        let place = |value: &Object| {
            let value = view.resolve(value).as_text()?;
            let mut places =
                kept.iter().enumerate().filter(|(_, key)| **key == value).map(|(place, _)| place);
            places.next().filter(|_| places.next().is_none())
        };
        let value = inherited(view, field, b"V");
        let values = if value == Object::Null {
            &[][..]
        } else {
            value.as_array().unwrap_or_else(|| from_ref(&value))
        };
        let chosen: BTreeSet<usize> = values.iter().map(place).collect::<Option<_>>()?;
        let places = inherited(view, field, b"I");
        let is_there = |(said, place): (&Object, &usize)| matches!(view.resolve(said), Object::Integer(said) if usize::try_from(said) == Ok(*place));
        let agrees = places
            .as_array()
            .is_some_and(|places| places.len() == chosen.len() && places.iter().zip(&chosen).all(is_there));
        (places == Object::Null || agrees).then_some(Self { shown, chosen })
    }

    /// Whether a look within `rect` shows these options and marks those that are chosen.
    pub(super) fn look(&self, ink: &Ink, rect: Area, effort: &Effort) -> Look {
        let marked =
            rows(ink, effort).and_then(|rows| Some((self.first_row(&rows)?, marked(ink, rect, &rows)?)));
        match marked {
            Some((first, rows)) => {
                let marked: BTreeSet<usize> = rows.into_iter().map(|row| first + row).collect();
                match marked == self.chosen {
                    true => Look::Same,
                    // Some programs mark nothing: then people see no choice where programs read one.
                    false if marked.is_empty() => Look::Unknown,
                    false => Look::Different,
                }
            }
            None => Look::Unknown,
        }
    }

    /// The place of the option that the first row shows; `None` if the rows are not options, one after the other, or stand in several places.
    fn first_row(&self, rows: &[Row<'_>]) -> Option<usize> {
        let is_there = |from: &usize| {
            let options = self.shown.get(*from..).unwrap_or_default();
            options.len() >= rows.len()
                && rows.iter().zip(options).all(|(row, option)| is_exact(&row.text, option))
        };
        let mut places = (0..self.shown.len()).filter(is_there);
        places.next().filter(|_| !rows.is_empty() && places.next().is_none())
    }
}

/// A row of letters.
struct Row<'i> {
    text: String,
    area: Area,
    letters: Vec<&'i Glyph>,
    /// How many glyphs are shown before it.
    after: usize,
}

/// The rows from top to bottom; `None` if some letter is not to be read, or stands upright.
fn rows<'i>(ink: &'i Ink, effort: &Effort) -> Option<Vec<Row<'i>>> {
    let mut rows: Vec<Row<'i>> = Vec::new();
    for (place, glyph) in visible(ink, effort)? {
        let letters = glyph.several.as_deref().map(str::to_owned).or(glyph.letter.map(String::from))?;
        let is_beside = |row: &&mut Row<'_>| row.area.sides()[1] == glyph.area.sides()[1];
        match rows.last_mut().filter(is_beside) {
            Some(row) => {
                row.text.push_str(&letters);
                row.area = row.area.and(glyph.area);
                row.letters.push(glyph);
            }
            None => rows.push(Row { text: letters, area: glyph.area, letters: vec![glyph], after: place }),
        }
        if glyph.turn != Some(0) {
            return None;
        }
    }
    Some(rows)
}

/// Which rows have a bar behind them; `None` if anything else sets one row apart.
fn marked(ink: &Ink, rect: Area, rows: &[Row<'_>]) -> Option<BTreeSet<usize>> {
    let (mut ground, mut marked) = (Colour::WHITE, BTreeSet::new());
    for paint in &ink.paints {
        match paint.kind {
            Kind::Line if is_border(paint, rect) => {}
            Kind::Area if is_plain_box(paint) => {
                let colour = paint.colour?;
                if paint.area.height() >= ACROSS * rect.height() {
                    // What is laid over a bar takes it away.
                    (ground, marked) = (colour, BTreeSet::new());
                } else {
                    marked.extend(rows_on(paint, colour, ground, rect, rows)?);
                }
            }
            Kind::Area | Kind::Line | Kind::Picture => return None,
        }
    }
    let others = rows.iter().enumerate().filter(|(row, _)| !marked.contains(row)).map(|(_, row)| row);
    let is_even = are_even(others.flat_map(|row| &row.letters))
        && are_as_high(rows.iter().flat_map(|row| &row.letters));
    is_even.then_some(marked)
}

/// The rows on a bar, if it is one and each other row stands beside it.
fn rows_on(
    bar: &Paint,
    colour: Colour,
    ground: Colour,
    rect: Area,
    rows: &[Row<'_>],
) -> Option<BTreeSet<usize>> {
    let share = |row: &Row<'_>| row.area.share_in(bar.area);
    let on_it: BTreeSet<usize> =
        rows.iter().enumerate().filter(|(_, row)| share(row) >= BEHIND).map(|(place, _)| place).collect();
    let are_apart = rows.iter().all(|row| share(row) >= BEHIND || share(row) <= TOUCHED);
    let is_behind = on_it.iter().all(|row| bar.after <= rows[*row].after);
    let is_bar = bar.area.width() >= ACROSS * rect.width() && colour.contrast(ground) >= MARKED;
    (is_bar && are_apart && is_behind && !on_it.is_empty()).then_some(on_it)
}

fn is_plain_box(paint: &Paint) -> bool {
    paint.is_box && !paint.is_shape && paint.opacity >= 1.0 && paint.blend == Blend::Normal
}

/// Whether it lies along an edge.
fn is_border(paint: &Paint, rect: Area) -> bool {
    let (line, edge) = (paint.area.sides(), rect.sides());
    let lies_at =
        |side: usize| [line[side % 2], line[side % 2 + 2]].iter().all(|end| (end - edge[side]).abs() <= EDGE);
    !paint.is_shape && (0..4).any(lies_at)
}

fn are_even<'i>(letters: impl Iterator<Item = &'i &'i Glyph>) -> bool {
    let mut colours = letters.map(|letter| letter.colour);
    colours.next().is_none_or(|first| first.is_some() && colours.all(|colour| colour == first))
}

fn are_as_high<'i>(letters: impl Iterator<Item = &'i &'i Glyph>) -> bool {
    const ABOUT: f64 = 0.1;
    let mut heights = letters.map(|letter| letter.area.height());
    heights.next().is_none_or(|first| heights.all(|height| (height - first).abs() <= ABOUT))
}
