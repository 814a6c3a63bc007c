//! What lies on a page in layers, and what they hide together. Each mark may leave a word legible and all of them none of it,
//! whether they come at once or one after the other.

use super::area::Area;
use super::cover::{COVERED_SHARE, is_text};
use super::effort::Effort;
use super::ink::{Glyph, Ink, PageInk};
use super::mark::Mark;
use super::rules;
use super::sight::{PLACE, Reckoning, Sight, hidden_by, places};
use paraphe_pdf::{Dictionary, ObjectId, RevisionView};

/// Several notes, each over a little of a letter, may hide it together.
pub(super) const TOUCHED_SHARE: f64 = 0.1;

/// Whose look a layer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Maker {
    /// The file brings it.
    File,
    /// The viewer draws it as it likes.
    Viewer,
}

/// What one annotation shows.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) id: Option<ObjectId>,
    pub(super) rect: Area,
    /// It is a note or a drawing, which counts with all of its rectangle.
    is_block: bool,
    maker: Maker,
    pub(super) ink: Ink,
    /// What some viewers draw in its place.
    anew: Option<Ink>,
}

impl Layer {
    /// `None`: nothing of it is seen on the page, or nobody can tell.
    pub(super) fn of(
        view: RevisionView<'_>,
        id: Option<ObjectId>,
        annotation: &Dictionary,
        effort: &Effort,
    ) -> Option<Self> {
        let own = Ink::of_annotation(view, annotation, effort);
        if let Some(layer) = Self::anywhere(view, id, annotation, own.as_ref(), effort) {
            return Some(layer);
        }
        let (rect, is_block) = match rules::block(view, annotation) {
            Some(block) => (block, true),
            None => (Area::of(view, annotation)?, false),
        };
        // What viewers write of a value, of a text or of a drawing themselves stands somewhere in its rectangle, or where its points are.
        let own = own.or_else(|| {
            let is_cut = rules::is_written_by_viewer(view, annotation)
                || rules::is_captioned(view, annotation)
                || rules::is_drawn_by_viewer(view, annotation);
            is_cut.then(unread)
        });
        let strokes = rules::strokes(view, annotation);
        let (rect, is_block) =
            (strokes.map_or(rect, |strokes| rect.and(strokes)), is_block && strokes.is_none());
        let maker = if own.is_some() { Maker::File } else { Maker::Viewer };
        let mark = Mark::of(view, annotation);
        let anew = mark.as_ref().filter(|mark| mark.is_drawn_anew() && own.is_some()).map(Mark::ink);
        let ink = own.or_else(|| mark.as_ref().map(Mark::ink));
        let ink = if is_block { Some(ink.unwrap_or_default()) } else { ink };
        let paints = ink.iter().chain(&anew).flat_map(|ink| &ink.paints);
        let rect = paints.map(|paint| paint.area).fold(rect, Area::and);
        ink.map(|ink| Self { id, rect, is_block, maker, ink, anew })
    }

    /// In a rectangle without extent some viewers draw a look as large as it is, and one without a box anywhere. (A tick is no text.)
    fn anywhere(
        view: RevisionView<'_>,
        id: Option<ObjectId>,
        annotation: &Dictionary,
        own: Option<&Ink>,
        effort: &Effort,
    ) -> Option<Self> {
        let is_flat = || Area::of(view, annotation).is_some_and(Area::is_empty);
        let look = Ink::look_of(view, annotation)?;
        let is_unbound = own.map_or_else(is_flat, |own| own.is_boundless);
        let holds_text = is_unbound && Ink::draws_more_than_a_tick(view, &look, effort);
        let (rect, is_block, maker, anew) = (Area::EVERYTHING, false, Maker::File, None);
        holds_text.then(|| Self { id, rect, is_block, maker, ink: unread(), anew })
    }

    /// Whether the file itself says what is seen.
    pub(super) fn is_drawn(&self) -> bool {
        self.maker == Maker::File
    }

    fn seen(&self, eyes: Eyes) -> &Ink {
        self.anew.as_ref().filter(|_| eyes == Eyes::Anew).unwrap_or(&self.ink)
    }

    /// What is seen whichever viewer shows it: of what viewers draw as they like, nothing.
    fn surely_seen(&self, eyes: Eyes) -> Option<&Ink> {
        let is_sure = self.is_drawn() && (self.anew.is_none() || eyes == Eyes::AsSaid);
        is_sure.then_some(&self.ink)
    }
}

fn unread() -> Ink {
    Ink { is_cut: true, draws: true, ..Ink::default() }
}

/// With which viewer somebody looks at the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Eyes {
    /// One that shows what the file says.
    AsSaid,
    /// One that draws some of it itself.
    Anew,
}

impl Eyes {
    /// Those that see different things.
    fn all<'l>(mut layers: impl Iterator<Item = &'l Layer>) -> &'static [Self] {
        if layers.any(|layer| layer.anew.is_some()) { &[Self::AsSaid, Self::Anew] } else { &[Self::AsSaid] }
    }
}

/// A letter, and what shows it: a layer, or the page.
#[derive(Debug, Clone, Copy)]
struct Letter<'i> {
    glyph: &'i Glyph,
    on: Option<ObjectId>,
}

/// A page before and after a step.
#[derive(Debug)]
pub(super) struct Piles<'i> {
    pub(super) before: &'i PageInk,
    pub(super) after: &'i [Layer],
    pub(super) effort: &'i Effort,
}

impl Piles<'_> {
    /// Whether something in one of these areas could be read before and cannot be now. Too much to look at: it may be so.
    pub(super) fn hide_more(&self, areas: &[Area], is_unclear: impl Fn(Area) -> bool) -> bool {
        let layers = self.before.layers.iter().map(|layer| layer.ink.glyphs.len()).sum::<usize>();
        let glyphs = self.before.contents.glyphs.len() + layers;
        // Of the places on a picture, what lies there alone was judged alone.
        let is_pile = self.after.len() > 1;
        !self.effort.spend(glyphs.saturating_mul(areas.len()) / 4)
            || self.letters(areas).any(|letter| self.hides(letter))
            || (is_pile && areas.iter().any(|area| is_unclear(*area) && self.hides_a_place(*area)))
    }

    fn letters<'a>(&'a self, areas: &'a [Area]) -> impl Iterator<Item = Letter<'a>> {
        let layers = self.before.layers.iter().filter(|layer| layer.id.is_some());
        let layers = layers.map(|layer| (layer.id, &layer.ink));
        let inks = [(None, &self.before.contents)].into_iter().chain(layers);
        inks.flat_map(move |(on, ink)| {
            let is_there = |glyph: &Glyph| areas.iter().any(|area| glyph.area.share_in(*area) > 0.0);
            let glyphs = ink.glyphs.iter().enumerate().filter(move |(_, glyph)| is_there(glyph));
            glyphs
                .filter(|(place, _)| is_text(ink, *place, self.effort))
                .map(move |(_, glyph)| Letter { glyph, on })
        })
    }

    fn hides(&self, letter: Letter<'_>) -> bool {
        let (before, after) = (over(&self.before.layers, letter), over(self.after, letter));
        let share = |layers: &[&Layer]| touched(layers, letter.glyph.area);
        // Notes and drawings hide with all of their rectangle, whatever is in it.
        if share(&before) < TOUCHED_SHARE && share(&after) >= TOUCHED_SHARE {
            return true;
        }
        // Of letters whose colour nobody knows nothing can be said here.
        let Some(colour) = letter.glyph.colour else { return false };
        let hidden = |inks: &[&Ink], reckoning: Reckoning| {
            let mut sight = Sight::of_letter(letter.glyph.area, colour, reckoning);
            inks.iter().for_each(|ink| sight.cover(ink));
            sight.hidden()
        };
        Eyes::all(before.iter().chain(&after).copied()).iter().any(|eyes| {
            let (before, after) = inks(&before, &after, *eyes);
            let marks = |ink: &&Ink| ink.steps_at(letter.glyph.area) + 1;
            !self.effort.spend(before.iter().chain(&after).map(marks).sum())
                || (hidden(&after, Reckoning::Most) >= COVERED_SHARE
                    && hidden(&before, Reckoning::Exact) < COVERED_SHARE)
        })
    }

    /// On a picture or an outline any place may be a letter.
    fn hides_a_place(&self, area: Area) -> bool {
        if !area.fits_a_page() {
            return true;
        }
        let (before, after) = (around(&self.before.layers, area), around(self.after, area));
        Eyes::all(before.iter().chain(&after).copied()).iter().any(|eyes| {
            let (before, after) = inks(&before, &after, *eyes);
            places(area).any(|(place, limit)| {
                let marks = before.iter().chain(&after).map(|ink| ink.steps_at(place)).sum::<usize>();
                let hidden =
                    |inks: &[&Ink], reckoning: Reckoning| hidden_by(place, inks.iter().copied(), reckoning);
                !self.effort.spend(PLACE + marks)
                    || (hidden(&after, Reckoning::Most) >= limit && hidden(&before, Reckoning::Exact) < limit)
            })
        })
    }
}

/// What hid something for sure, and what may hide it now.
fn inks<'l>(before: &[&'l Layer], after: &[&'l Layer], eyes: Eyes) -> (Vec<&'l Ink>, Vec<&'l Ink>) {
    (
        before.iter().filter_map(|layer| layer.surely_seen(eyes)).collect(),
        after.iter().map(|layer| layer.seen(eyes)).collect(),
    )
}

fn around(layers: &[Layer], area: Area) -> Vec<&Layer> {
    layers.iter().filter(|layer| layer.rect.meets(area)).collect()
}

/// The layers a letter may lie under: all but the one that shows it.
fn over<'l>(layers: &'l [Layer], letter: Letter<'_>) -> Vec<&'l Layer> {
    let is_over = |layer: &&Layer| letter.on.is_none() || layer.id != letter.on;
    layers.iter().filter(is_over).filter(|layer| letter.glyph.area.share_in(layer.rect) > 0.0).collect()
}

/// How much of a letter several notes touch that each hardly touch it.
fn touched(layers: &[&Layer], letter: Area) -> f64 {
    let blocks = layers.iter().filter(|layer| layer.is_block);
    let shares: Vec<f64> = blocks.map(|layer| letter.share_in(layer.rect)).collect();
    if shares.iter().any(|share| *share >= TOUCHED_SHARE) { 0.0 } else { shares.iter().sum() }
}

#[cfg(test)]
mod tests {
    use super::super::colour::{Blend, Colour};
    use super::super::ink::{Kind, Paint};
    use super::*;

    fn place(x: f64, y: f64, wide: f64, high: f64) -> Area {
        Area::around([(x, y), (x + wide, y + high)]).unwrap()
    }

    fn pale(number: u32, area: Area) -> Layer {
        let paint = Paint {
            kind: Kind::Area,
            area,
            is_shape: false,
            is_box: true,
            outline: None,
            colour: Some(Colour::WHITE),
            opacity: 0.4,
            blend: Blend::Normal,
            thickness: 0.0,
            track: None,
            image: None,
            after: 0,
        };
        let ink = Ink { paints: vec![paint], ..Ink::default() };
        Layer { id: Some((number, 0)), rect: area, is_block: false, maker: Maker::File, ink, anew: None }
    }

    fn page(layers: Vec<Layer>) -> PageInk {
        let glyph = Glyph::plain(Some('9'), place(10.0, 10.0, 6.0, 8.0));
        PageInk { contents: Ink { glyphs: vec![glyph], ..Ink::default() }, layers }
    }

    fn hide(before: Vec<Layer>, after: &[Layer], is_unclear: bool) -> bool {
        let (before, effort) = (page(before), Effort::new());
        let piles = Piles { before: &before, after, effort: &effort };
        piles.hide_more(&[place(0.0, 0.0, 40.0, 40.0)], |_| is_unclear)
    }

    #[test]
    fn the_mark_that_makes_a_letter_illegible_is_found() {
        let over = |number: u32| pale(number, place(8.0, 8.0, 20.0, 12.0));
        let beside = |number: u32| pale(number, place(60.0, 8.0, 20.0, 12.0));
        let all = |count: u32| (0..count).map(over).collect::<Vec<_>>();
        assert!(!hide(Vec::new(), &[over(1), beside(2)], false), "one alone");
        assert!(hide(Vec::new(), &all(5), false), "five at once");
        assert!(hide(all(1), &all(5), false), "some of them later");
        assert!(!hide(all(5), &all(6), false), "what was hidden already is not hidden anew");
        assert!(hide(Vec::new(), &all(5), true));
    }

    #[test]
    fn notes_that_each_touch_a_letter_hide_it_together() {
        let note = |number: u32, x: f64| Layer {
            is_block: true,
            ink: Ink::default(),
            ..pale(number, place(x, 8.0, 0.5, 12.0))
        };
        assert!(!hide(Vec::new(), &[note(1, 10.0), note(2, 40.0)], false));
        assert!(hide(Vec::new(), &[note(1, 10.0), note(2, 11.0)], false));
    }
}
