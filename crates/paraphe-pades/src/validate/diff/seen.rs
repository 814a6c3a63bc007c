//! What a person reads of a look: the letters that can be seen, in the order in which they stand.

use super::area::Area;
use super::colour::{Colour, LEGIBLE};
use super::effort::Effort;
use super::ink::{Glyph, Ink, Kind, Paint};
use super::sight::Sight;
use super::spelling::{is_mark, is_right_to_left};
use super::together::stand_together;

/// Points: letters less high, or less wide, are not seen.
const LOWEST: f64 = 2.0;
const NARROWEST: f64 = 0.3;
/// Points: letters less high some people cannot read. Those of a size of 4 points are a little higher.
const READABLE: f64 = 2.7;
/// Letters with less contrast cannot be seen at all; some people see those that are less than legible.
const SEEN: f64 = 1.5;
/// The share of a letter that may be missing, and what is all of it.
const MISSING: f64 = 0.3;
const ALL: f64 = 0.9;

/// Whether a letter is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Yes,
    No,
    /// A part of it, or nobody can tell.
    Unknown,
}

/// What can be read; `None` if some of it is no letters, is half hidden, or stands in another order than it was written.
pub(super) fn visible_text(ink: &Ink, effort: &Effort) -> Option<String> {
    let mut text = String::new();
    for (_, glyph) in visible(ink, effort)? {
        match &glyph.several {
            Some(letters) => text.push_str(letters),
            None => text.push(glyph.letter?),
        }
    }
    Some(text)
}

/// The same letter by letter, each with its place among all: those that are seen, and blanks.
pub(super) fn visible<'i>(ink: &'i Ink, effort: &Effort) -> Option<Vec<(usize, &'i Glyph)>> {
    let (mut seen, mut is_turned_round) = (Vec::new(), false);
    for (place, glyph) in ink.glyphs.iter().enumerate() {
        if !effort.spend(ink.steps_at(glyph.area)) {
            return None;
        }
        let is_seen = is_blank(glyph) || {
            match seen_by_all(ink, place, glyph) {
                Seen::Yes => true,
                Seen::No => false,
                Seen::Unknown => return None,
            }
        };
        if is_seen {
            let letters = glyph.several.iter().flat_map(|several| several.chars()).chain(glyph.letter);
            is_turned_round |= letters.into_iter().any(is_right_to_left);
            seen.push((place, glyph));
        }
    }
    let letters: Vec<&Glyph> =
        seen.iter().map(|(_, glyph)| *glyph).filter(|glyph| !is_blank(glyph)).collect();
    let turn = letters.first().and_then(|glyph| glyph.turn).unwrap_or_default();
    let upright = |area: Area| (0..turn).fold(area, |area, _| area.turned());
    let placed: Vec<_> = seen.iter().map(|(_, glyph)| (glyph.letter, upright(glyph.area))).collect();
    (stands_in_order(&letters, is_turned_round) && stand_together(&placed)).then_some(seen)
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.letter.is_some_and(char::is_whitespace)
}

/// Whether everybody sees a letter.
fn seen_by_all(ink: &Ink, place: usize, glyph: &Glyph) -> Seen {
    let is_large = glyph.area.width().max(glyph.area.height()) >= READABLE;
    match seen(ink, place, glyph, LEGIBLE) {
        Seen::Yes if is_large => Seen::Yes,
        Seen::Yes | Seen::Unknown => Seen::Unknown,
        Seen::No if seen(ink, place, glyph, SEEN) == Seen::No => Seen::No,
        Seen::No => Seen::Unknown,
    }
}

/// Painted, large enough, in another colour than what is behind it by this contrast, and under nothing.
fn seen(ink: &Ink, place: usize, glyph: &Glyph, contrast: f64) -> Seen {
    let (wide, high) = (glyph.area.width(), glyph.area.height());
    if glyph.is_invisible || wide.max(high) < LOWEST {
        return Seen::No;
    }
    if glyph.is_distorted {
        return Seen::Unknown;
    }
    if is_mark_glyph(glyph) {
        return if stands_over_a_letter(ink, glyph) { Seen::No } else { Seen::Unknown };
    }
    // Only a mark has no width of its own; of anything else the font may only say so.
    if wide.min(high) < NARROWEST {
        return Seen::Unknown;
    }
    let Some(colour) = glyph.colour else { return Seen::Unknown };
    let mut sight = Sight::of_paper(glyph.area, contrast);
    let (behind, over): (Vec<&Paint>, Vec<&Paint>) = ink
        .paints
        .iter()
        .filter(|paint| paint.area.meets(glyph.area))
        .partition(|paint| paint.after <= place);
    // Of the frame of a field only the extent is known.
    let is_odd = |paint: &&Paint| paint.kind == Kind::Area && !paint.is_box;
    let is_like_it = |ground: Colour| ground.contrast(colour) < contrast;
    if over.iter().any(is_odd)
        || behind.iter().filter(|paint| is_odd(paint)).any(|paint| paint.colour.is_none_or(is_like_it))
    {
        return Seen::Unknown;
    }
    behind.iter().filter(|paint| !is_odd(paint)).for_each(|paint| sight.lay(paint));
    sight.write(colour, glyph.opacity);
    over.iter().for_each(|paint| sight.paint(paint));
    let later = ink.glyphs.iter().skip(place + 1);
    later.filter(|other| other.area.meets(glyph.area)).for_each(|other| sight.overwrite(other));
    match (sight.hidden().max(1.0 - glyph.shown), sight.unknown()) {
        (hidden, _) if hidden >= ALL => Seen::No,
        (hidden, unknown) if hidden >= MISSING || unknown >= MISSING => Seen::Unknown,
        _ => Seen::Yes,
    }
}

/// Whether a glyph shows one mark or several and nothing else.
fn is_mark_glyph(glyph: &Glyph) -> bool {
    match &glyph.several {
        Some(letters) => letters.chars().all(is_mark),
        None => glyph.letter.is_some_and(is_mark),
    }
}

/// Whether a mark stands where marks do. Elsewhere, and beside a digit, what its font calls a mark may be another digit.
fn stands_over_a_letter(ink: &Ink, mark: &Glyph) -> bool {
    let Some(turn) = mark.turn else { return false };
    let upright = |area: Area| (0..turn).fold(area, |area, _| area.turned());
    let own = upright(mark.area);
    let is_base = |glyph: &&Glyph| {
        let is_wide = glyph.area.width().min(glyph.area.height()) >= NARROWEST;
        is_wide && !is_mark_glyph(glyph) && !glyph.letter.is_some_and(char::is_whitespace)
    };
    let bases = ink.glyphs.iter().filter(is_base);
    let nearest = bases
        .filter_map(|base| Some((own.mark_distance(upright(base.area))?, base)))
        .min_by(|(one, _), (other, _)| one.total_cmp(other));
    nearest.is_some_and(|(_, base)| base.letter.is_some_and(char::is_alphabetic))
}

/// Whether somebody reads the letters in the order in which they were written: all of them turned the same way, and
/// right-to-left text from either side.
fn stands_in_order(glyphs: &[&Glyph], is_turned_round: bool) -> bool {
    let turn = glyphs.first().map_or(Some(0), |glyph| glyph.turn);
    let Some(turn) = turn.filter(|turn| glyphs.iter().all(|glyph| glyph.turn == Some(*turn))) else {
        return false;
    };
    let upright = |area: Area| (0..turn).fold(area, |area, _| area.turned());
    let upright: Vec<Area> = glyphs.iter().map(|glyph| upright(glyph.area)).collect();
    let mirrored: Vec<Area> = upright.iter().map(|area| area.mirrored()).collect();
    let in_order = |areas: &[Area]| areas.windows(2).all(|pair| pair[1].is_read_after(pair[0]));
    in_order(&upright) || (is_turned_round && in_order(&mirrored))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(letters: &[(char, f64, f64)]) -> Ink {
        let area = |x: f64, y: f64| Area::around([(x, y), (x + 6.0, y + 8.0)]).unwrap();
        let glyph = |(letter, x, y): &(char, f64, f64)| Glyph::plain(Some(*letter), area(*x, *y));
        Ink { glyphs: letters.iter().map(glyph).collect(), ..Ink::default() }
    }

    fn grey(shade: f64) -> Option<Colour> {
        Colour::from_components(&[shade])
    }

    fn read(change: impl Fn(&mut Ink)) -> Option<String> {
        let mut ink = ink(&[('1', 0.0, 0.0), ('9', 7.0, 0.0)]);
        change(&mut ink);
        visible_text(&ink, &Effort::new())
    }

    #[test]
    fn letters_are_read_that_can_be_seen() {
        assert_eq!(read(|_| ()).as_deref(), Some("19"));
        assert_eq!(read(|ink| ink.glyphs[0].is_invisible = true).as_deref(), Some("9"));
        assert_eq!(read(|ink| ink.glyphs[0].opacity = 0.05).as_deref(), Some("9"), "transparent");
        assert_eq!(read(|ink| ink.glyphs[0].shown = 0.05).as_deref(), Some("9"), "a thin clip");
        assert_eq!(read(|ink| ink.glyphs[0].shown = 0.5), None, "half of it");
        assert_eq!(read(|ink| ink.glyphs[0].colour = None), None);
        assert_eq!(read(|ink| ink.glyphs[0].colour = grey(0.75)), None, "seen by some");
        assert_eq!(read(|ink| ink.glyphs[0].colour = grey(0.95)).as_deref(), Some("9"), "seen by nobody");
        let small = [('1', 0.0, 0.0), ('9', 2.0, 0.0)];
        let high = |high: f64| {
            let mut ink = ink(&small);
            for glyph in &mut ink.glyphs {
                let [left, ..] = glyph.area.sides();
                glyph.area = Area::around([(left, 0.0), (left + 1.5, high)]).unwrap();
            }
            visible_text(&ink, &Effort::new())
        };
        assert_eq!(high(2.8).as_deref(), Some("19"), "4 points");
        assert_eq!(high(2.2), None, "3.1 points");
    }

    #[test]
    fn marks_are_seen_over_letters_only() {
        let with_mark = |letter: char, x: f64| {
            let mut ink = ink(&[(letter, 0.0, 0.0), ('\u{301}', x, 0.0)]);
            ink.glyphs[1].area = Area::around([(x, 0.0), (x, 8.0)]).unwrap();
            visible_text(&ink, &Effort::new())
        };
        assert_eq!(with_mark('e', 6.0).as_deref(), Some("e"), "drawn to the left of where it stands");
        assert_eq!(with_mark('e', 3.0).as_deref(), Some("e"));
        assert_eq!(with_mark('e', 12.0), None, "beside the letter");
        assert_eq!(with_mark('ب', 0.0).as_deref(), Some("ب"));
        assert_eq!(with_mark('1', 6.0), None, "it may be another digit");
        let mut vowels = ink(&[('ب', 0.0, 0.0), ('\u{651}', 2.0, 3.0)]);
        vowels.glyphs[1].several = Some("\u{651}\u{64E}".into());
        vowels.glyphs[1].area = Area::around([(2.0, 3.0), (2.0, 11.0)]).unwrap();
        assert_eq!(visible_text(&vowels, &Effort::new()).as_deref(), Some("ب"), "two marks in one");
        assert_eq!(
            read(|ink| ink.glyphs[1].letter = Some('\u{64E}')),
            None,
            "as wide as a digit, beside one"
        );
    }

    #[test]
    fn letters_are_read_in_the_order_in_which_they_stand() {
        let text = |letters: &[(char, f64, f64)]| visible_text(&ink(letters), &Effort::new());
        assert_eq!(text(&[('1', 7.0, 0.0), ('9', 0.0, 0.0)]), None, "19 that looks like 91");
        assert_eq!(text(&[('1', 50.0, 14.0), ('9', 0.0, 0.0)]).as_deref(), Some("19"), "two lines");
        let upwards = [('1', 0.0, 0.0), ('9', 0.0, 7.0)];
        assert_eq!(text(&upwards), None);
        let mut turned = ink(&upwards);
        turned.glyphs.iter_mut().for_each(|glyph| glyph.turn = Some(1));
        assert_eq!(visible_text(&turned, &Effort::new()).as_deref(), Some("19"), "upwards");
        assert_eq!(text(&[('א', 7.0, 0.0), ('ב', 0.0, 0.0)]).as_deref(), Some("אב"));
    }
}
