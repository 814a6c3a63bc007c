//! Whether what stands at a place can be read when things are painted over it: bit by bit of the place, so that several marks
//! one can see through count together, and so do strips that each hide a little.

use super::area::Area;
use super::colour::{Blend, Colour, LEGIBLE};
use super::cover::COVERED_SHARE;
use super::effort::Effort;
use super::ink::{Glyph, Ink, Kind, Paint};
use paraphe_pdf::ObjectId;

/// Bits along each side of a place.
const SIDE: u8 = 8;
/// The steps it takes to look at a place at all, whatever lies there.
pub(super) const PLACE: usize = 16;
/// Behind a letter, more than these may be any colour together.
const LAYERS: u8 = 16;
/// A bit that is painted over by this share is painted over.
const WHOLE: f64 = 0.5;
/// Lines thicker than this, in points, can hide something.
const THICK: f64 = 3.0;
/// Places as large as a digit and as a word, in points, and which share of them may be hidden.
const PLACES: [(f64, f64, f64); 2] = [(6.0, 8.0, 0.9), (18.0, 8.0, 0.6)];
/// The same for a small digit under a tick, which nobody saw when it was signed.
const DIGIT: (f64, f64, f64) = (4.0, 6.0, 0.75);
/// Points: a stroke of a letter this large is as wide as a digit.
const LARGE: f64 = 10.0;

#[derive(Debug, Clone, Copy)]
struct Bit {
    letter: Colour,
    behind: Colour,
    /// The share (0…1) that small things leave free.
    open: f64,
    /// What is behind is anything.
    is_unknown: bool,
    /// The letter and what is behind it under all that is seen through and paints less than half of it.
    strips: (Colour, Colour),
    /// How much one can see through has come to lie behind the letter.
    layers: u8,
}

/// What is made of paints that each do almost nothing: some viewers reckon in 255 steps, and a paint moves a colour by one of them or not
/// at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reckoning {
    /// Each hides as much as in any viewer.
    Most,
    /// Each hides what it does where nothing is rounded: for what may have been hidden before.
    Exact,
}

/// A place, and what becomes of it.
#[derive(Debug)]
pub(super) struct Sight {
    area: Area,
    bits: Vec<Bit>,
    contrast: f64,
    reckoning: Reckoning,
}

impl Sight {
    /// A letter of this colour on the page, in front of what such letters are written on.
    pub(super) fn of_letter(area: Area, colour: Colour, reckoning: Reckoning) -> Self {
        Self { reckoning, ..Self::new(area, colour, colour.likely_background(), LEGIBLE) }
    }

    /// White paper; what has less than this contrast cannot be seen.
    pub(super) fn of_paper(area: Area, contrast: f64) -> Self {
        Self::new(area, Colour::WHITE, Colour::WHITE, contrast)
    }

    fn new(area: Area, letter: Colour, behind: Colour, contrast: f64) -> Self {
        let strips = (letter, behind);
        let bit = Bit { letter, behind, open: 1.0, is_unknown: false, strips, layers: 0 };
        let bits = vec![bit; usize::from(SIDE) * usize::from(SIDE)];
        Self { area, bits, contrast, reckoning: Reckoning::Most }
    }

    /// The bits of the place, and how much (0…1) of each lies in `area`.
    fn bits_in(&mut self, area: Area) -> impl Iterator<Item = (&mut Bit, f64)> {
        self.pieces_in(area).map(|(bit, _, share)| (bit, share))
    }

    fn pieces_in(&mut self, area: Area) -> impl Iterator<Item = (&mut Bit, Area, f64)> {
        let whole = self.area;
        let bits: &mut [Bit] = if whole.meets(area) { &mut self.bits } else { &mut [] };
        let pieces =
            (0..SIDE).flat_map(move |row| (0..SIDE).map(move |column| whole.piece(column, row, SIDE)));
        bits.iter_mut()
            .zip(pieces)
            .map(move |(bit, piece)| (bit, piece, piece.share_in(area)))
            .filter(|(_, _, share)| *share > 0.0)
    }

    /// The bits of the place, and how much (0…1) of each is painted.
    fn painted<'s>(&'s mut self, paint: &'s Paint) -> impl Iterator<Item = (&'s mut Bit, f64)> {
        self.pieces_in(paint.area).map(|(bit, piece, share)| (bit, share.min(paint.share_of(piece))))
    }

    /// Something comes to lie behind the letter that will be written.
    pub(super) fn lay(&mut self, paint: &Paint) {
        for (bit, share) in self.painted(paint).filter(|(_, share)| *share >= WHOLE) {
            match paint.colour.filter(|_| paint.kind != Kind::Picture) {
                Some(colour) => {
                    bit.behind = bit.behind.under(colour, paint.blend, paint.opacity);
                    bit.is_unknown &= paint.is_seen_through() || share < 1.0;
                    bit.layers = if paint.is_seen_through() { bit.layers.saturating_add(1) } else { 0 };
                    bit.is_unknown |= bit.layers > LAYERS;
                }
                None => bit.is_unknown = true,
            }
        }
    }

    /// The letter is written on what lies there.
    pub(super) fn write(&mut self, colour: Colour, opacity: f64) {
        for bit in &mut self.bits {
            bit.letter = bit.behind.under(colour, Blend::Normal, opacity);
            bit.strips = (bit.letter, bit.behind);
        }
    }

    /// Something is painted over it.
    pub(super) fn paint(&mut self, paint: &Paint) {
        let (contrast, reckoning) = (self.contrast, self.reckoning);
        for (bit, share) in self.painted(paint) {
            let Some(colour) = paint.colour.filter(|_| paint.kind != Kind::Picture) else {
                bit.open = (bit.open - share).max(0.0);
                continue;
            };
            let over = |below: Colour| match reckoning {
                Reckoning::Most => below.under_in_steps(colour, paint.blend, paint.opacity),
                Reckoning::Exact => below.under(colour, paint.blend, paint.opacity),
            };
            let (letter, behind) = (over(bit.letter), over(bit.behind));
            if share >= WHOLE {
                (bit.letter, bit.behind) = (letter, behind);
                continue;
            }
            if reckoning == Reckoning::Most && paint.is_seen_through() {
                // All of them together, as if each lay over all of it, thinner.
                let thin = paint.opacity * share;
                let over = |below: Colour| below.under_in_steps(colour, paint.blend, thin);
                bit.strips = (over(bit.strips.0), over(bit.strips.1));
            }
            if letter.contrast(behind) < contrast || bit.strips.0.contrast(bit.strips.1) < contrast {
                // Lines stand beside each other: what one leaves free, the next may take.
                bit.open = (bit.open - share).max(0.0);
            }
        }
    }

    /// A letter is shown over it.
    pub(super) fn overwrite(&mut self, glyph: &Glyph) {
        if glyph.is_invisible {
            return;
        }
        // Dark letters are written between what is there; pale ones rub out just what has their own form.
        let strength = if glyph.colour.is_none_or(Colour::is_pale) { 1.0 } else { glyph.strength };
        for (bit, share) in self.bits_in(glyph.area) {
            // As with lines: the strokes of one letter stand where another leaves the place free.
            bit.open = (bit.open - share * strength).max(0.0);
        }
    }

    /// Everything of `ink` is painted over it.
    pub(super) fn cover(&mut self, ink: &Ink) {
        ink.paints.iter().for_each(|paint| self.paint(paint));
        ink.glyphs.iter().for_each(|glyph| self.overwrite(glyph));
    }

    /// The share (0…1) that cannot be read.
    pub(super) fn hidden(&self) -> f64 {
        let mut known: Option<(Colour, Colour, bool)> = None;
        let hidden = |bit: &Bit| {
            let is_legible = match known {
                Some((letter, behind, is_legible)) if letter == bit.letter && behind == bit.behind => {
                    is_legible
                }
                Some(_) | None => bit.letter.contrast(bit.behind) >= self.contrast,
            };
            known = Some((bit.letter, bit.behind, is_legible));
            if is_legible { 1.0 - bit.open } else { 1.0 }
        };
        self.mean(self.bits.iter().map(hidden).sum())
    }

    /// The share (0…1) of which nobody knows what is behind it.
    pub(super) fn unknown(&self) -> f64 {
        self.mean(self.bits.iter().map(|bit| f64::from(u8::from(bit.is_unknown))).sum())
    }

    fn mean(&self, sum: f64) -> f64 {
        sum / f64::from(SIDE) / f64::from(SIDE)
    }
}

/// Places within `area` that are as large as a digit or a word, and which share of each may be hidden. They overlap, so that
/// nothing escapes between two.
pub(super) fn places(area: Area) -> impl Iterator<Item = (Area, f64)> {
    PLACES
        .into_iter()
        .flat_map(move |(wide, high, limit)| area.tiles(wide, high).map(move |place| (place, limit)))
}

/// How much of a place is hidden by all of these.
pub(super) fn hidden_by<'i>(
    place: Area,
    inks: impl IntoIterator<Item = &'i Ink>,
    reckoning: Reckoning,
) -> f64 {
    let mut sight = Sight::of_letter(place, Colour::BLACK, reckoning);
    inks.into_iter().for_each(|ink| sight.cover(ink));
    sight.hidden()
}

impl Paint {
    fn is_seen_through(&self) -> bool {
        self.opacity < 1.0 || self.blend != Blend::Normal
    }

    /// Whether it is a line or a curve that goes past this place.
    pub(super) fn misses(&self, place: Area) -> bool {
        let is_followed = self.kind == Kind::Line && self.track.is_some();
        !self.area.meets(place) || (is_followed && self.share_of(place) <= 0.0)
    }

    /// How much (0…1) of a bit within its area is painted: a line or a curve leaves free what it does not go through.
    fn share_of(&self, bit: Area) -> f64 {
        let Some(track) = self.track.as_ref().filter(|_| self.kind == Kind::Line) else { return 1.0 };
        let shares = track.windows(2).map(|ends| bit.share_in_line(ends[0], ends[1], self.thickness));
        shares.fold(0.0, f64::max)
    }
}

impl Ink {
    /// Whether what lies under it can be seen: only text and thin lines are drawn, nowhere close together, in fonts every
    /// viewer has or that were there before.
    pub(super) fn is_see_through(
        &self,
        rect: Area,
        effort: &Effort,
        is_new: impl Fn(ObjectId) -> bool,
    ) -> bool {
        self.is_thin()
            && !self.brings_a_font(is_new)
            && !self.may_blot()
            && self.leaves_every_place(rect, effort)
    }

    /// Whether it is a tick or a cross that leaves what is under it to be seen: thin lines, letters, or the signs every viewer
    /// has for that, nowhere so close together that a digit could be hidden.
    pub(super) fn is_tick(&self, rect: Area, effort: &Effort) -> bool {
        let light = self.with_signs_as_drawn();
        let is_solid = |glyph: &Glyph| {
            let is_large = !glyph.is_tick && glyph.area.width().max(glyph.area.height()) >= LARGE;
            !glyph.is_invisible && (glyph.strength >= 1.0 || is_large)
        };
        let (wide, high, limit) = DIGIT;
        let leaves = |place: Area| {
            effort.spend(PLACE + light.steps_at(place)) && hidden_by(place, [&light], Reckoning::Most) < limit
        };
        self.is_thin()
            && self.brought_fonts.is_empty()
            && !light.glyphs.iter().any(is_solid)
            && rect.fits_a_page()
            && rect.tiles(wide, high).all(leaves)
            && light.leaves_every_place(rect, effort)
    }

    /// The same with what ticks of the standard fonts really paint of their area, and bold letters at most: of some nearly all
    /// is a bar.
    fn with_signs_as_drawn(&self) -> Self {
        const PAINTED: f64 = 0.45;
        const BARS: &str = "Iil|!¦";
        let drawn = |glyph: &Glyph| {
            let more = if glyph.letter.is_some_and(|letter| BARS.contains(letter)) { 0.35 } else { 0.2 };
            let strength = if glyph.is_tick { PAINTED } else { (glyph.strength + more).min(1.0) };
            Glyph { strength, ..glyph.clone() }
        };
        let glyphs = self.glyphs.iter().map(drawn).collect();
        let (paints, brought_fonts) = (self.paints.clone(), self.brought_fonts.clone());
        Self { glyphs, paints, brought_fonts, ..*self }
    }

    /// What it takes to look at a place under it: a line that goes through it is followed, row of bits by row of bits.
    pub(super) fn steps_at(&self, place: Area) -> usize {
        let bits = usize::from(SIDE) * usize::from(SIDE);
        let steps = |paint: &Paint| match &paint.track {
            _ if !paint.area.meets(place) => 1,
            Some(track) => bits.max(track.len() * usize::from(SIDE)),
            None => bits,
        };
        self.glyphs.len() + self.paints.iter().map(steps).sum::<usize>()
    }

    /// Whether a font of the file's own shows signs nobody knows, or pale ones: its outlines may be larger than it says.
    fn may_blot(&self) -> bool {
        let is_odd = |glyph: &Glyph| glyph.letter.is_none() || glyph.colour.is_none_or(Colour::is_pale);
        !self.brought_fonts.is_empty() && self.glyphs.iter().any(|glyph| !glyph.is_invisible && is_odd(glyph))
    }

    /// Only text and thin lines are drawn.
    fn is_thin(&self) -> bool {
        let is_thin = |paint: &Paint| paint.kind == Kind::Line && paint.thickness <= THICK;
        !self.is_cut && self.paints.iter().all(is_thin)
    }

    fn leaves_every_place(&self, rect: Area, effort: &Effort) -> bool {
        let leaves = |(place, limit): (Area, f64)| {
            effort.spend(PLACE + self.steps_at(place)) && hidden_by(place, [self], Reckoning::Most) < limit
        };
        let is_empty = self.paints.is_empty() && self.glyphs.is_empty();
        is_empty || (rect.fits_a_page() && places(rect).all(leaves))
    }

    /// Whether a letter of this colour under all this can still be read. Too much to look at: nobody can tell.
    pub(super) fn leaves_legible(&self, area: Area, colour: Option<Colour>, effort: &Effort) -> bool {
        if !effort.spend(PLACE + self.steps_at(area)) {
            return false;
        }
        let lies_over = |paint: &&Paint| area.share_in(paint.area) > 0.0;
        let may_be_anything = |paint: &Paint| paint.kind == Kind::Picture || paint.colour.is_none();
        if self.is_cut || !self.glyphs.is_empty() || self.paints.iter().filter(lies_over).any(may_be_anything)
        {
            return false;
        }
        colour.is_some_and(|colour| {
            let mut sight = Sight::of_letter(area, colour, Reckoning::Most);
            sight.cover(self);
            sight.hidden() < COVERED_SHARE
        })
    }
}

#[cfg(test)]
mod tests;
