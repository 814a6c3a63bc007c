//! Follows a content stream (ISO 32000-2 §8, 9) and notes what it shows.

mod external;
mod text;

use super::area::{Area, IDENTITY, is_far};
use super::colour::{Colour, is_share};
use super::content::{Operand, operators};
use super::drawn::DrawnGlyphs;
use super::effort::Effort;
use super::figures::Figures;
use super::font::Font;
use super::form::plain;
use super::grammar::{is_for_text, is_painting, is_well_formed, leaves_paths};
use super::graphics;
use super::ground::Grounds;
use super::ink::{CONTENT_LIMIT, Ink, Kind, Paint};
use super::path::{Part, Shape};
use super::run::{Believed, Run, State, Tint};
use paraphe_pdf::{ColourSpace, Dictionary, Object, RevisionView, Stream};
use std::collections::HashMap;
use std::rc::Rc;

/// Things painted by an appearance beyond this many are not kept; a page may have more.
const APPEARANCE_PAINTS_LIMIT: usize = 2_000;
const PAGE_PAINTS_LIMIT: usize = 100_000;
/// How many octets of content are read in a step.
const OCTETS: usize = 2;
/// What it takes to follow an operator.
const OPERATOR: usize = 4;
/// Saved graphics states beyond this many are lost.
const SAVED_LIMIT: usize = 256;

/// Points: a thinner line is no ground for what is drawn on it.
const STROKE: f64 = 3.0;

/// Points: viewers draw nothing narrower, whatever it measures, and each in full.
const PIXEL: f64 = 1.0;

/// Of what the ink is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Appearance,
    Page,
}

pub(super) struct Pen<'a> {
    view: RevisionView<'a>,
    effort: &'a Effort,
    subject: Subject,
    ink: Ink,
    grounds: Grounds,
    figures: Figures,
    forms: usize,
    /// What is drawn is a letter: no letters are drawn in it.
    is_in_letter: bool,
    fonts: HashMap<(usize, Vec<u8>), Rc<Font>>,
}

impl<'a> Pen<'a> {
    pub(super) fn for_page(view: RevisionView<'a>, effort: &'a Effort) -> Self {
        Self::new(view, effort, Subject::Page)
    }

    pub(super) fn for_appearance(view: RevisionView<'a>, effort: &'a Effort) -> Self {
        Self::new(view, effort, Subject::Appearance)
    }

    fn new(view: RevisionView<'a>, effort: &'a Effort, subject: Subject) -> Self {
        let (ink, grounds, figures) = (Ink::default(), Grounds::default(), Figures::default());
        let (is_in_letter, fonts) = (false, HashMap::new());
        Self { view, effort, subject, ink, grounds, figures, forms: 0, is_in_letter, fonts }
    }

    /// Where a drawn letter paints, in the units of its font, piece by piece; `None`: it cannot be told.
    fn pieces(&self, glyphs: &DrawnGlyphs, code: u32) -> Option<Rc<[Area]>> {
        let draw = |procedure: &Stream| {
            let content =
                self.effort.decode(self.view, procedure, CONTENT_LIMIT).filter(|_| !self.is_in_letter)?;
            let mut pen = Pen { is_in_letter: true, ..Pen::for_appearance(self.view, self.effort) };
            pen.draw(&content, &glyphs.resources, State::start(IDENTITY), 0);
            let ink = pen.finish();
            let areas = ink.paints.iter().map(|paint| paint.area);
            let areas = areas.chain(ink.glyphs.iter().map(|glyph| glyph.area)).collect();
            (!ink.is_cut).then_some(areas)
        };
        glyphs.pieces(code, self.effort, draw)
    }

    /// What was drawn.
    pub(super) fn finish(mut self) -> Ink {
        let glyphs = &mut self.ink.glyphs;
        let mut start = 0;
        while start < glyphs.len() {
            let code = glyphs[start].code;
            let row = glyphs[start..].iter().take_while(|glyph| glyph.code == code).count();
            for glyph in &mut glyphs[start..start + row] {
                glyph.row = u32::try_from(row).unwrap_or(u32::MAX);
            }
            start += row;
        }
        match self.figures.areas(self.effort) {
            Some(areas) => self.ink.paints.extend(areas.into_iter().map(Paint::figure)),
            None => self.ink.is_cut = true,
        }
        self.ink
    }

    pub(super) fn draw(&mut self, content: &[u8], resources: &Dictionary, state: State, depth: usize) {
        if !self.effort.spend(content.len() / OCTETS) {
            self.cut();
            return;
        }
        let devices = ColourSpace::of_devices(self.view, resources);
        let believed = match self.subject {
            Subject::Appearance => Believed::Plain,
            Subject::Page => Believed::Profiled,
        };
        let mut run = Run::new(state, self.forms, devices, believed);
        if believed == Believed::Plain && devices != ColourSpace::Plain {
            (run.state.fill.colour, run.state.stroke.colour) = (None, None);
        }
        operators(content, |operator, operands| {
            if is_well_formed(operator, operands) && self.effort.spend(OPERATOR) {
                self.step(&mut run, operator, operands, resources, depth);
            } else {
                self.cut();
            }
            !self.ink.is_cut
        });
    }

    fn step(
        &mut self,
        run: &mut Run,
        operator: &[u8],
        operands: &[Operand],
        resources: &Dictionary,
        depth: usize,
    ) {
        let is_misplaced = (run.is_overdrawn && is_painting(operator))
            || (run.is_in_text && !is_for_text(operator))
            || (operator == b"ET" && !run.is_in_text);
        if is_misplaced && self.subject == Subject::Appearance {
            self.cut();
        }
        run.path.is_disturbed |= !run.path.parts.is_empty() && !leaves_paths(operator);
        match (operator, operands) {
            (b"Do", [Operand::Name(name)]) => self.external(name, resources, run, depth),
            (b"BI", _) => self.picture(Area::UNIT.moved(run.state.matrix), &run.state),
            (b"sh", _) => self.picture(run.state.clip, &run.state),
            (b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"h", _) => {
                // The next letter stands at its end, in some viewers.
                run.is_behind_a_guess |= run.is_in_text;
                run.path.step(operator, &numbers(operands), run.state.matrix);
            }
            (b"W" | b"W*", _) => run.clips = true,
            (b"d", [Operand::Texts(dashes), _]) => run.state.dash(&numbers(dashes)),
            (b"BDC", [Operand::Name(tag), ..]) => {
                self.may_be_hidden(tag == b"OC");
            }
            (b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"n", _) => {
                self.paint(run, operator);
            }
            (b"gs", [Operand::Name(name)]) => self.take_state(run, name, resources, depth),
            (b"scn" | b"SCN", [.., Operand::Name(name)]) => {
                let pattern = self.named(resources, b"Pattern", name);
                let tint = if operator == b"scn" { &mut run.state.fill } else { &mut run.state.stroke };
                *tint = tint.with_pattern(self.view, &pattern);
            }
            (b"cs" | b"CS", [Operand::Name(name)]) => self.take_space(run, operator, name, resources),
            (b"Tf" | b"Tj" | b"TJ" | b"'" | b"\"", _) => self.text(run, operator, operands, resources),
            (b"q", _) => {
                self.ink.is_cut |= run.saved.len() >= SAVED_LIMIT;
                run.save();
            }
            (b"Q", _) => run.restore(),
            _ => {
                run.step(operator, &numbers(operands));
                if is_far(run.state.matrix) {
                    self.cut();
                }
            }
        }
    }

    /// What an entry says. Where other viewers may find what is not found here, it cannot be told what is shown.
    fn get(&mut self, dictionary: &Dictionary, key: &[u8]) -> Object {
        if dictionary.get(key).is_some_and(|value| self.view.is_unsure(value)) {
            self.cut();
        }
        let value = self.view.get(dictionary, key);
        if !self.effort.spend_on(&value) {
            self.cut();
        }
        value
    }

    fn named(&mut self, resources: &Dictionary, kind: &[u8], name: &[u8]) -> Object {
        let listed = self.get(resources, kind);
        self.expect_dictionary(&listed);
        listed.as_dictionary().map_or(Object::Null, |listed| self.get(listed, name))
    }

    /// Of a stream where a dictionary belongs each viewer makes something else.
    fn expect_dictionary(&mut self, object: &Object) {
        if self.subject == Subject::Appearance && object.as_stream().is_some() {
            self.cut();
        }
    }

    /// What belongs to a layer may be shown and hidden again without a change to the file. (On a page it counts as shown.)
    fn may_be_hidden(&mut self, is_on_layer: bool) -> bool {
        let may_be = is_on_layer && self.subject == Subject::Appearance;
        if may_be {
            self.cut();
        }
        may_be
    }

    /// From here on it cannot be told what is shown.
    fn cut(&mut self) {
        (self.ink.is_cut, self.ink.draws) = (true, true);
    }

    fn take_state(&mut self, run: &mut Run, name: &[u8], resources: &Dictionary, depth: usize) {
        let view = self.view;
        let found = self.named(resources, b"ExtGState", name);
        let Some(named) = found.as_dictionary() else {
            // For what an appearance or a form does not bring, some viewers look among what the page draws with.
            if depth > 0 || self.subject == Subject::Appearance {
                self.cut();
            }
            return;
        };
        let is_as_defined = plain(&found).is_some() && graphics::is_as_defined(view, named);
        if self.subject == Subject::Appearance && !is_as_defined {
            self.cut();
        }
        let state = &mut run.state;
        state.take(view, named);
        if ![state.fill.opacity, state.stroke.opacity].into_iter().all(is_share) {
            (self.ink.is_cut, self.ink.draws) = (true, true);
        }
        if let Some([font, size]) = view.get(named, b"Font").as_array() {
            let id = font.as_reference();
            let font = view.resolve(font);
            let read = || font.as_dictionary().map(|font| Font::read(view, font, id, self.effort));
            state.font = self.effort.font(view, id, read);
            state.size = view.resolve(size).as_number().unwrap_or(state.size);
        }
    }

    fn take_space(&mut self, run: &mut Run, operator: &[u8], name: &[u8], resources: &Dictionary) {
        self.named(resources, b"ColorSpace", name);
        let (space, components) = ColourSpace::named(self.view, resources, name);
        let colour = run.believed.colour(space, &[0.0]);
        let tint = if operator == b"cs" { &mut run.state.fill } else { &mut run.state.stroke };
        (tint.space, tint.components, tint.colour) = (space, components.unwrap_or_default(), colour);
    }

    fn picture(&mut self, area: Area, state: &State) {
        self.grounds.add(area.within(state.clip), None);
        self.add(Kind::Picture, area, Shape::UNKNOWN, state.fill, state);
    }

    /// Ends the path: it is filled, stroked, made the limit of what follows, or forgotten.
    fn paint(&mut self, run: &mut Run, operator: &[u8]) {
        if matches!(operator, b"s" | b"b" | b"b*") {
            run.path.step(b"h", &[], run.state.matrix);
        }
        let mut path = std::mem::take(&mut run.path);
        // One that is neither painted nor limits anything is nothing.
        let is_used = operator != b"n" || run.clips;
        self.ink.is_cut |= path.is_cut || (path.is_disturbed && is_used);
        // What limits what follows stays as it is.
        if operator == b"f*" && !run.clips && self.subject == Subject::Appearance {
            path = path.into_sides();
        }
        let state = &run.state;
        for part in &path.parts {
            if !matches!(operator, b"S" | b"s" | b"n") {
                self.fill(part, state);
            }
            if matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") {
                self.stroke(part, state);
            }
        }
        if std::mem::take(&mut run.clips) {
            // Through anything but one box it cannot be told what is seen.
            run.state.is_uncertain |= !matches!(path.parts.as_slice(), [part] if part.is_box());
            if let Some(area) = path.area() {
                run.state.clip = run.state.clip.within(area);
            }
        }
    }

    fn fill(&mut self, part: &Part, state: &State) {
        self.ink.draws = true;
        self.grounds.add(part.area.within(state.clip), state.fill.colour);
        let is_dark = !state.fill.colour.is_some_and(Colour::is_pale);
        // Through a mask a box may say anything, as in a pattern.
        if self.subject == Subject::Page && (state.fill.is_tiling || state.is_masked) {
            self.picture(part.area, state);
        } else if self.subject == Subject::Page && part.is_plain && is_dark {
            self.figures.fill(part, state.clip, !(state.is_uncertain || state.is_masked));
        } else if self.subject == Subject::Appearance || part.is_like_a_letter() {
            let is_shape = !part.is_plain && !part.is_frame();
            // Through an odd clip or a mask it may be less.
            let is_whole = !(state.is_uncertain || state.is_masked);
            let outline = is_whole.then(|| part.outline());
            let shape = Shape { is_shape, is_box: is_whole && part.is_box(), outline };
            self.add(Kind::Area, part.area, shape, state.fill, state);
        }
    }

    fn stroke(&mut self, part: &Part, state: &State) {
        self.ink.draws = true;
        if state.thickness() > STROKE {
            let area = part.area.inflated(state.thickness() / 2.0);
            self.grounds.add(area.within(state.clip), state.stroke.colour);
        }
        if self.subject == Subject::Page {
            if state.stroke.is_tiling {
                self.picture(part.area.inflated(state.thickness() / 2.0), state);
            } else if part.is_plain && !state.stroke.colour.is_some_and(Colour::is_pale) {
                self.figures.stroke(part, state.thickness(), state.clip);
            } else if part.is_like_a_letter() {
                self.add(Kind::Line, part.area, Shape::UNKNOWN, state.stroke, state);
            }
            return;
        }
        let shape = Shape { is_shape: !part.is_plain, is_box: part.is_plain, outline: None };
        for line in &part.lines {
            match line.track() {
                Some(track) => self.line(line.area, &track, shape, state),
                // It may be anywhere.
                None => self.ink.is_cut = true,
            }
        }
        for spike in state.join.spikes(part, state.thickness(), state.matrix) {
            if let Some(area) = Area::around(spike) {
                self.line(area, &spike.into(), Shape::UNKNOWN, state);
            }
        }
    }

    fn line(&mut self, area: Area, track: &Rc<[(f64, f64)]>, shape: Shape, state: &State) {
        let drawn = self.ink.paints.len();
        self.add(Kind::Line, area.inflated(state.thickness() / 2.0), shape, state.stroke, state);
        self.ink.paints.iter_mut().skip(drawn).for_each(|paint| paint.track = Some(Rc::clone(track)));
    }

    fn add(&mut self, kind: Kind, area: Area, shape: Shape, tint: Tint, state: &State) {
        self.ink.draws = true;
        let area = area.within(state.clip);
        if area.width() < 0.0 || area.height() < 0.0 {
            return;
        }
        // In a letter, units are those of its font.
        let is_to_scale = self.subject == Subject::Appearance && !self.is_in_letter;
        let area = if is_to_scale { area.at_least(PIXEL) } else { area };
        let limit = match self.subject {
            Subject::Appearance => APPEARANCE_PAINTS_LIMIT,
            Subject::Page => PAGE_PAINTS_LIMIT,
        };
        if self.ink.paints.len() >= limit {
            self.ink.is_cut = true;
            return;
        }
        self.ink.paints.push(Paint {
            kind,
            area,
            is_shape: shape.is_shape,
            is_box: shape.is_box,
            outline: shape.outline,
            colour: tint.colour,
            opacity: tint.opacity * state.veil,
            blend: state.blend,
            thickness: state.thickness(),
            track: None,
            image: None,
            after: self.ink.glyphs.len(),
        });
    }
}

fn numbers(operands: &[Operand]) -> Vec<f64> {
    let number = |operand: &Operand| if let Operand::Number(number) = operand { Some(*number) } else { None };
    operands.iter().filter_map(number).collect()
}
