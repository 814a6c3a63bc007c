//! Texts of a content stream: which letters stand where, and how they are painted.

use super::super::area::{Area, Matrix, is_distorted, is_far, is_widened, quarters, times};
use super::super::content::Operand;
use super::super::font::Font;
use super::super::ink::{Glyph, strength};
use super::super::path::{LETTER_HEIGHT, LETTER_WIDTH};
use super::super::run::{Run, State};
use super::{Pen, Subject};
use paraphe_pdf::{Dictionary, Object};
use std::rc::Rc;

/// Glyphs beyond this many are not kept.
const GLYPHS_LIMIT: usize = 200_000;
/// What it takes to place a glyph.
const GLYPH: usize = 4;
/// How high a digit is, in ems.
const HEIGHT: f64 = 0.7;

impl Pen<'_> {
    pub(super) fn text(
        &mut self,
        run: &mut Run,
        operator: &[u8],
        operands: &[Operand],
        resources: &Dictionary,
    ) {
        self.ink.is_cut |= operator != b"Tf" && !run.is_in_text;
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
                        Operand::Name(_) | Operand::Stray | Operand::Texts(_) | Operand::Told => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn font(&mut self, form: usize, name: &[u8], resources: &Dictionary) -> Rc<Font> {
        if let Some(known) = self.fonts.get(&(form, name.to_vec())) {
            return Rc::clone(known);
        }
        let (view, effort) = (self.view, self.effort);
        let listed = self.get(resources, b"Font");
        self.expect_dictionary(&listed);
        let id = listed.as_dictionary().and_then(|listed| listed.get(name)).and_then(Object::as_reference);
        let mut read = || {
            let found = self.get(listed.as_dictionary()?, name);
            self.expect_dictionary(&found);
            Some(Font::read(view, found.as_dictionary()?, id, effort))
        };
        let found = effort.font(view, id, &mut read);
        // Some viewers look among the form's fonts, others take one of their own: that is the same for plain text only.
        let lent = || {
            let form = view.dictionary(&view.catalog(), b"AcroForm")?;
            let fonts = view.dictionary(&view.dictionary(&form, b"DR")?, b"Font")?;
            let font = Font::read(view, &view.dictionary(&fonts, name)?, None, effort);
            font.is_plain_text().then(|| Rc::new(font))
        };
        let font = found.or_else(lent).unwrap_or_else(|| Rc::new(Font::unknown()));
        self.fonts.insert((form, name.to_vec()), Rc::clone(&font));
        font
    }

    fn show(&mut self, run: &mut Run, text: &[u8]) {
        let font = run.state.font.clone().unwrap_or_else(|| Rc::new(Font::unknown()));
        self.ink.is_cut |= font.is_vague() || run.is_place_unclear;
        if let Some(id) = font.brought()
            && !self.ink.brought_fonts.contains(&id)
        {
            self.ink.brought_fonts.push(id);
        }
        for code in font.codes(text) {
            if self.ink.glyphs.len() >= GLYPHS_LIMIT || !self.effort.spend(GLYPH) {
                self.ink.is_cut = true;
                return;
            }
            self.ink.draws = true;
            self.ink.is_cut |= run.is_behind_a_guess;
            run.is_behind_a_guess |= !font.is_width_known(code);
            let placed = times(run.text, run.state.matrix);
            self.ink.is_cut |= is_far(placed);
            let areas = self.areas(&run.state, &font, code, placed);
            let is_single = areas.len() == 1;
            for (place, area) in (1..).zip(areas) {
                // Pieces of one letter are no row of the same sign.
                let code = if is_single { code } else { code | place << 16 };
                self.letter(&run.state, &font, code, placed, area);
            }
            let State { size, between_letters, between_words, .. } = run.state;
            let width = font.width(code) * size;
            let space = if font.is_space(code) { between_words } else { 0.0 };
            run.advance(width + between_letters + space);
        }
        // From here on, letters limit what is painted (ISO 32000-2 §9.3.6).
        run.state.is_uncertain |= run.state.mode >= 4.0;
    }

    /// Where a letter paints: as wide as its font says, or where its own content does.
    fn areas(&mut self, state: &State, font: &Font, code: u32, placed: Matrix) -> Vec<Area> {
        let State { size, rise, stretch, .. } = *state;
        let Some(glyphs) = font.glyphs() else {
            let corners = [(0.0, rise), (font.drawn_width(code) * size * stretch, rise + HEIGHT * size)];
            return Area::around(corners).map(|area| area.moved(placed)).into_iter().collect();
        };
        let Some(pieces) = self.pieces(glyphs, code) else {
            self.cut();
            return Vec::new();
        };
        let onto = times(glyphs.matrix, times([size * stretch, 0.0, 0.0, size, 0.0, rise], placed));
        pieces.iter().map(|piece| piece.moved(onto)).collect()
    }

    fn letter(&mut self, state: &State, font: &Font, code: u32, placed: Matrix, area: Area) {
        if area.share_in(state.clip) <= 0.0 {
            return;
        }
        // What is larger than letters are is a drawing, a part of which may be as much as a letter; through a mask, or filled with a pattern,
        // a sign may say anything.
        let is_varied = self.subject == Subject::Page && (state.fill.is_tiling || state.is_masked);
        let is_large = area.height() >= LETTER_HEIGHT || area.width() >= LETTER_WIDTH;
        if is_large && (font.glyphs().is_some() || is_varied) {
            self.picture(area, state);
            return;
        }
        let mut glyph = self.glyph(state, code, font.letter(code), area);
        if is_widened(placed, state.stretch) {
            glyph.strength = 1.0;
        }
        let turn = quarters(placed).filter(|_| state.size > 0.0 && state.stretch > 0.0);
        let is_tick = font.is_tick(code) && state.is_light(area);
        let is_distorted = is_distorted(placed, state.stretch);
        self.ink.glyphs.push(Glyph { turn, several: font.several(code), is_distorted, is_tick, ..glyph });
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
            is_distorted: false,
            is_tick: false,
            row: 1,
        }
    }
}
