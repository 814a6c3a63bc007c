//! Follows a content stream (ISO 32000-2 §8, 9) and notes what it shows.

use super::area::{Area, is_widened, quarters, times};
use super::colour::Colour;
use super::content::{Operand, operators};
use super::effort::Effort;
use super::font::Font;
use super::ink::{CONTENT_LIMIT, Glyph, Ink, Kind, Paint, is_isolated, matrix_of, strength};
use super::path::{Part, Shape};
use super::run::{PLAIN_SPACES, Run, State, Tint};
use paraphe_pdf::{Dictionary, Object, RevisionView, Stream};
use std::collections::HashMap;
use std::rc::Rc;

/// Glyphs beyond this many are not kept.
const GLYPHS_LIMIT: usize = 200_000;
/// Things painted by an appearance beyond this many are not kept; a page may have more.
const APPEARANCE_PAINTS_LIMIT: usize = 2_000;
const PAGE_PAINTS_LIMIT: usize = 100_000;
/// How deep forms may stand in forms.
const DEPTH_LIMIT: usize = 8;
/// How many forms are drawn in all; forms that draw forms can multiply.
const FORMS_LIMIT: usize = 500;
/// Saved graphics states beyond this many are lost.
const SAVED_LIMIT: usize = 256;
/// How high a digit is, in ems.
const HEIGHT: f64 = 0.7;

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
        let mut run = Run::new(state, self.forms);
        operators(content, |operator, operands| {
            self.step(&mut run, operator, operands, resources, depth);
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

    fn text(&mut self, run: &mut Run, operator: &[u8], operands: &[Operand], resources: &Dictionary) {
        match (operator, operands) {
            (b"Tf", [Operand::Name(name), Operand::Number(size)]) => {
                run.state.font = Some(self.font(run.form, name, resources));
                run.state.size = *size;
            }
            (b"Tj", [Operand::Text(text)]) => self.show(run, text),
            (b"'", [Operand::Text(text)]) => {
                run.next_line();
                self.show(run, text);
            }
            (b"\"", [Operand::Number(words), Operand::Number(letters), Operand::Text(text)]) => {
                (run.state.between_words, run.state.between_letters) = (*words, *letters);
                run.next_line();
                self.show(run, text);
            }
            (b"TJ", [Operand::Texts(parts)]) => {
                for part in parts {
                    match part {
                        Operand::Text(text) => self.show(run, text),
                        Operand::Number(back) => run.advance(-back / 1000.0 * run.state.size),
                        Operand::Name(_) | Operand::Texts(_) => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn font(&mut self, form: usize, name: &[u8], resources: &Dictionary) -> Rc<Font> {
        let view = self.view;
        let read = || {
            let fonts = view.dictionary(resources, b"Font")?;
            let id = fonts.get(name).and_then(Object::as_reference);
            view.dictionary(&fonts, name).map(|font| Font::read(view, &font, id))
        };
        let known = self.fonts.entry((form, name.to_vec()));
        Rc::clone(known.or_insert_with(|| Rc::new(read().unwrap_or_else(Font::unknown))))
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
            self.picture(Area::UNIT.moved(state.matrix), state);
            return;
        }
        let content = self.view.decode(stream, CONTENT_LIMIT);
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
        let view = self.view;
        let spaces = view.dictionary(resources, b"ColorSpace").unwrap_or_default();
        let space = view.get(&spaces, name);
        let family = space.as_array().and_then(|parts| parts.first()).map(|family| view.resolve(family));
        let family = family.as_ref().or(Some(&space)).and_then(Object::as_name).unwrap_or(name);
        let is_plain_space = PLAIN_SPACES.contains(&family);
        let tint = if operator == b"cs" { &mut run.state.fill } else { &mut run.state.stroke };
        tint.is_plain_space = is_plain_space;
        tint.colour = is_plain_space.then_some(Colour::BLACK);
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
            after: self.ink.glyphs.len(),
        });
    }

    fn show(&mut self, run: &mut Run, text: &[u8]) {
        let font = run.state.font.clone().unwrap_or_else(|| Rc::new(Font::unknown()));
        self.ink.is_cut |= font.is_vague();
        if let Some(id) = font.brought()
            && !self.ink.brought_fonts.contains(&id)
        {
            self.ink.brought_fonts.push(id);
        }
        for code in font.codes(text) {
            if self.ink.glyphs.len() >= GLYPHS_LIMIT {
                self.ink.is_cut = true;
                return;
            }
            self.ink.draws = true;
            let State { size, rise, between_letters, between_words, .. } = run.state;
            let (width, drawn) = (font.width(code) * size, font.drawn_width(code) * size);
            let placed = times(run.text, run.state.matrix);
            let area = Area::around([(0.0, rise), (drawn * run.state.stretch, rise + HEIGHT * size)])
                .map(|area| area.moved(placed));
            if let Some(area) = area.filter(|area| area.share_in(run.state.clip) > 0.0) {
                let mut glyph = self.glyph(&run.state, code, font.letter(code), area);
                if is_widened(placed, run.state.stretch) {
                    glyph.strength = 1.0;
                }
                let turn = quarters(placed).filter(|_| size > 0.0 && run.state.stretch > 0.0);
                let is_tick = font.is_tick(code) && run.state.is_light(area);
                self.ink.glyphs.push(Glyph { turn, several: font.several(code), is_tick, ..glyph });
            }
            let space = if font.is_space(code) { between_words } else { 0.0 };
            run.advance(width + between_letters + space);
        }
        // From here on, letters limit what is painted (ISO 32000-2 §9.3.6).
        run.state.is_uncertain |= run.state.mode >= 4.0;
    }

    fn glyph(&self, state: &State, code: u32, letter: Option<char>, area: Area) -> Glyph {
        let (colour, opacity) = match self.subject {
            Subject::Appearance => state.letters(area.height()),
            Subject::Page => (state.fill.colour.filter(|_| state.fill.opacity >= 0.5), state.fill.opacity),
        };
        let shown = area.share_in(state.clip);
        let outline = if self.subject == Subject::Appearance { state.outline() } else { 0.0 };
        let is_blot = outline > 0.0 && state.is_blot(area.height());
        let strength = if is_blot { 1.0 } else { strength(letter, area, outline) };
        let area = area.inflated(outline / 2.0);
        Glyph {
            code,
            letter,
            several: None,
            area,
            colour,
            opacity,
            turn: None,
            shown,
            strength,
            is_invisible: state.mode == 3.0 || state.mode == 7.0,
            is_tick: false,
            row: 1,
        }
    }
}

fn numbers(operands: &[Operand]) -> Vec<f64> {
    let number = |operand: &Operand| if let Operand::Number(number) = operand { Some(*number) } else { None };
    operands.iter().filter_map(number).collect()
}
