//! Follows a content stream (ISO 32000-2 §8, 9) and notes what it shows.

mod text;

use super::area::{Area, times};
use super::content::{Operand, operators};
use super::effort::Effort;
use super::font::Font;
use super::grammar::is_well_formed;
use super::ink::{CONTENT_LIMIT, Ink, Kind, Paint, is_isolated, matrix_of};
use super::path::{Part, Shape};
use super::picture::Image;
use super::run::{Believed, Run, State, Tint};
use super::space::Space;
use paraphe_pdf::{Dictionary, Object, RevisionView, Stream};
use std::collections::HashMap;
use std::rc::Rc;

/// Things painted by an appearance beyond this many are not kept; a page may have more.
const APPEARANCE_PAINTS_LIMIT: usize = 2_000;
const PAGE_PAINTS_LIMIT: usize = 100_000;
/// How deep forms may stand in forms.
const DEPTH_LIMIT: usize = 8;
/// How many forms are drawn in all; forms that draw forms can multiply.
const FORMS_LIMIT: usize = 500;
/// Saved graphics states beyond this many are lost.
const SAVED_LIMIT: usize = 256;

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
    forms: usize,
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
        Self { view, effort, subject, ink: Ink::default(), forms: 0, fonts: HashMap::new() }
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
        self.ink
    }

    pub(super) fn draw(&mut self, content: &[u8], resources: &Dictionary, state: State, depth: usize) {
        if !self.effort.spend(content.len() / 4) {
            self.ink.is_cut = true;
            return;
        }
        let devices = Space::of_devices(self.view, resources);
        let believed = match self.subject {
            Subject::Appearance => Believed::Plain,
            Subject::Page => Believed::Profiled,
        };
        let mut run = Run::new(state, self.forms, devices, believed);
        if believed == Believed::Plain && devices != Space::Plain {
            (run.state.fill.colour, run.state.stroke.colour) = (None, None);
        }
        operators(content, |operator, operands| {
            if is_well_formed(operator, operands) {
                self.step(&mut run, operator, operands, resources, depth);
            } else {
                (self.ink.is_cut, self.ink.draws) = (true, true);
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
        match (operator, operands) {
            (b"Do", [Operand::Name(name)]) => self.external(name, resources, &run.state, depth),
            (b"BI", _) => self.picture(Area::UNIT.moved(run.state.matrix), &run.state),
            (b"sh", _) => self.picture(run.state.clip, &run.state),
            (b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"h", _) => {
                run.path.step(operator, &numbers(operands), run.state.matrix);
            }
            (b"W" | b"W*", _) => run.clips = true,
            (b"BDC", [Operand::Name(tag), ..]) => {
                self.may_be_hidden(tag == b"OC");
            }
            (b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"n", _) => {
                self.paint(run, operator);
            }
            (b"gs", [Operand::Name(name)]) => self.take_state(run, name, resources),
            (b"scn" | b"SCN", [.., Operand::Name(name)]) => {
                let patterns = self.view.dictionary(resources, b"Pattern").unwrap_or_default();
                let tint = if operator == b"scn" { &mut run.state.fill } else { &mut run.state.stroke };
                *tint = tint.with_pattern(self.view, &self.view.get(&patterns, name));
            }
            (b"cs" | b"CS", [Operand::Name(name)]) => self.take_space(run, operator, name, resources),
            (b"Tf" | b"Tj" | b"TJ" | b"'" | b"\"", _) => self.text(run, operator, operands, resources),
            (b"q", _) => {
                self.ink.is_cut |= run.saved.len() >= SAVED_LIMIT;
                run.saved.push(run.state.clone());
            }
            (b"Q", _) => run.state = run.saved.pop().unwrap_or_else(|| run.state.clone()),
            _ => run.step(operator, &numbers(operands)),
        }
    }

    fn external(&mut self, name: &[u8], resources: &Dictionary, state: &State, depth: usize) {
        let objects = self.view.dictionary(resources, b"XObject").unwrap_or_default();
        let object = self.view.get(&objects, name);
        let Some(stream) = object.as_stream() else {
            // For what an appearance does not bring, some viewers look among what the page draws with.
            self.may_be_hidden(object == Object::Null);
            return;
        };
        if self.may_be_hidden(stream.dictionary.get(b"OC").is_some()) {
            return;
        }
        if self.view.get(&stream.dictionary, b"Subtype").as_name() != Some(b"Form") {
            let image = Rc::new(Image::new(stream, state.matrix));
            let drawn = self.ink.paints.len();
            self.picture(Area::UNIT.moved(state.matrix), state);
            self.ink.paints.iter_mut().skip(drawn).for_each(|paint| paint.image = Some(Rc::clone(&image)));
            return;
        }
        // It may stand for a page of another file (ISO 32000-2 §8.10.4).
        let is_own = stream.dictionary.get(b"Ref").is_none();
        let content = self.view.decode(stream, CONTENT_LIMIT).filter(|_| is_own);
        match content.filter(|_| depth < DEPTH_LIMIT && self.forms < FORMS_LIMIT) {
            Some(content) => self.form(stream, &content, resources, state, depth),
            None => (self.ink.is_cut, self.ink.draws) = (true, true),
        }
    }

    /// What belongs to a layer may be shown and hidden again without a change to the file. (On a page it counts as shown.)
    fn may_be_hidden(&mut self, is_on_layer: bool) -> bool {
        let may_be = is_on_layer && self.subject == Subject::Appearance;
        if may_be {
            (self.ink.is_cut, self.ink.draws) = (true, true);
        }
        may_be
    }

    fn form(&mut self, stream: &Stream, content: &[u8], resources: &Dictionary, state: &State, depth: usize) {
        self.forms += 1;
        let mut inner = state.clone();
        inner.matrix = times(matrix_of(self.view, &stream.dictionary), state.matrix);
        if let Some(bounds) = Area::from_array(self.view, &self.view.get(&stream.dictionary, b"BBox")) {
            inner.clip = inner.clip.within(bounds.moved(inner.matrix));
        }
        let is_group = self.view.dictionary(&stream.dictionary, b"Group").is_some();
        inner.enter(is_group, is_isolated(self.view, &stream.dictionary));
        let own = self.view.dictionary(&stream.dictionary, b"Resources");
        self.draw(content, own.as_ref().unwrap_or(resources), inner, depth + 1);
    }

    fn take_state(&mut self, run: &mut Run, name: &[u8], resources: &Dictionary) {
        let view = self.view;
        let states = view.dictionary(resources, b"ExtGState").unwrap_or_default();
        let Some(named) = view.dictionary(&states, name) else { return };
        let state = &mut run.state;
        state.take(view, &named);
        if let Some([font, size]) = view.get(&named, b"Font").as_array() {
            let id = font.as_reference();
            let font = view.resolve(font);
            let font = font.as_dictionary().map(|font| Font::read(view, font, id));
            state.font = font.map(Rc::new);
            state.size = view.resolve(size).as_number().unwrap_or(state.size);
        }
    }

    fn take_space(&mut self, run: &mut Run, operator: &[u8], name: &[u8], resources: &Dictionary) {
        let space = Space::named(self.view, resources, name);
        let colour = run.believed.colour(space, &[0.0]);
        let tint = if operator == b"cs" { &mut run.state.fill } else { &mut run.state.stroke };
        (tint.space, tint.colour) = (space, colour);
    }

    fn picture(&mut self, area: Area, state: &State) {
        self.add(Kind::Picture, area, Shape::UNKNOWN, state.fill, state);
    }

    /// Ends the path: it is filled, stroked, made the limit of what follows, or forgotten.
    fn paint(&mut self, run: &mut Run, operator: &[u8]) {
        if matches!(operator, b"s" | b"b" | b"b*") {
            run.path.step(b"h", &[], run.state.matrix);
        }
        let path = std::mem::take(&mut run.path);
        self.ink.is_cut |= path.is_cut;
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
        if self.subject == Subject::Page && state.fill.is_tiling {
            self.picture(part.area, state);
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
        if self.subject == Subject::Page {
            if state.stroke.is_tiling {
                self.picture(part.area.inflated(state.thickness() / 2.0), state);
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
