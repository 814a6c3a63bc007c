//! The text-showing operators of one run.

use std::fmt::Write as _;

use super::line::Glyph;
use super::number::{push_number, push_numbers};

/// Writes glyphs as `TJ` arrays, correcting the pen where shaping wants another place than the widths give.
pub(super) struct GlyphWriter<'a> {
    out: &'a mut String,
    pen: f64,
    rise: f64,
    state: Writing,
    size: f64,
}

/// What has been opened and not closed.
#[derive(Clone, Copy, PartialEq)]
enum Writing {
    Array,
    Nothing,
    String,
}

impl<'a> GlyphWriter<'a> {
    /// Selects the font and sets the pen to `origin`, which is `pen` points from the start of the line.
    pub(super) fn begin(out: &'a mut String, font: &str, size: f64, origin: [f64; 2], pen: f64) -> Self {
        write!(out, "/{font} ").expect("writing to a string cannot fail");
        push_number(out, size);
        out.push_str(" Tf 1 0 0 1 ");
        push_numbers(out, &origin);
        out.push_str(" Tm\n");
        Self { out, pen, rise: 0.0, state: Writing::Nothing, size }
    }

    /// Shows one glyph at its place in the line; `width` is its advance in thousandths of the font size (9.2.4).
    pub(super) fn glyph(&mut self, code: u16, glyph: &Glyph, width: f64) {
        if (glyph.y - self.rise).abs() > 0.000_5 {
            self.turn_to(Writing::Nothing);
            self.rise = glyph.y;
            push_number(self.out, self.rise);
            self.out.push_str(" Ts\n");
        }
        let correction = ((self.pen - glyph.x) * 1000.0 / self.size).round();
        if correction != 0.0 {
            self.turn_to(Writing::Array);
            push_number(self.out, correction);
            self.pen -= correction * self.size / 1000.0;
        }
        self.turn_to(Writing::String);
        write!(self.out, "{code:04X}").expect("writing to a string cannot fail");
        self.pen += width * self.size / 1000.0;
    }

    pub(super) fn begin_actual_text(&mut self, text: &str) {
        self.turn_to(Writing::Nothing);
        self.out.push_str("/Span<</ActualText<FEFF");
        push_utf16(self.out, text);
        self.out.push_str(">>>BDC\n");
    }

    pub(super) fn end_actual_text(&mut self) {
        self.turn_to(Writing::Nothing);
        self.out.push_str("EMC\n");
    }

    pub(super) fn finish(mut self) {
        self.turn_to(Writing::Nothing);
        if self.rise != 0.0 {
            self.out.push_str("0 Ts\n");
        }
    }

    fn turn_to(&mut self, state: Writing) {
        self.out.push_str(match (self.state, state) {
            (Writing::Array, Writing::Nothing) => "]TJ\n",
            (Writing::Array, Writing::String) => "<",
            (Writing::Nothing, Writing::Array) => "[",
            (Writing::Nothing, Writing::String) => "[<",
            (Writing::String, Writing::Array) => ">",
            (Writing::String, Writing::Nothing) => ">]TJ\n",
            (Writing::Array, Writing::Array)
            | (Writing::Nothing, Writing::Nothing)
            | (Writing::String, Writing::String) => "",
        });
        self.state = state;
    }
}

/// Appends what shows one glyph of the font in use at a place of its own.
pub(super) fn push_glyph(out: &mut String, code: u16, origin: [f64; 2]) {
    out.push_str("1 0 0 1 ");
    push_numbers(out, &origin);
    writeln!(out, " Tm <{code:04X}> Tj").expect("writing to a string cannot fail");
}

/// Appends `text` as the hexadecimal digits of its UTF-16 (big endian).
pub(super) fn push_utf16(out: &mut String, text: &str) {
    for unit in text.encode_utf16() {
        write!(out, "{unit:04X}").expect("writing to a string cannot fail");
    }
}
