//! A page's text as the blob of a frame.

use super::field::{Fields, Writer};
use crate::request::{PageText, TextRun, TextWord};
use paraphe_envelope::ViewRect;

pub(super) fn to_bytes(text: &PageText) -> Vec<u8> {
    let mut out = Writer::default();
    for run in &text.runs {
        out.bytes(run.text.as_bytes());
        write_rect(&mut out, run.rect);
        out.u32(u32::try_from(run.words.len()).unwrap_or(u32::MAX));
        for word in &run.words {
            out.bytes(word.text.as_bytes());
            write_rect(&mut out, word.rect);
        }
    }
    out.into_bytes()
}

pub(super) fn from_bytes(bytes: &[u8]) -> Option<PageText> {
    let mut fields = Fields::new(bytes);
    let mut runs = Vec::new();
    while !fields.is_at_end() {
        let (text, rect) = (fields.string()?, read_rect(&mut fields)?);
        let count = fields.u32()? as usize;
        // A word takes at least its length and its rectangle: a larger count is a lie and must not reserve memory.
        if count > fields.rest() / WORD_AT_LEAST {
            return None;
        }
        let mut words = Vec::with_capacity(count);
        for _ in 0..count {
            words.push(TextWord { text: fields.string()?, rect: read_rect(&mut fields)? });
        }
        runs.push(TextRun { text, rect, words });
    }
    Some(PageText { runs })
}

fn write_rect(out: &mut Writer, rect: ViewRect) {
    [rect.x, rect.y, rect.width, rect.height].into_iter().for_each(|value| out.f64(value));
}

fn read_rect(fields: &mut Fields<'_>) -> Option<ViewRect> {
    Some(ViewRect { x: fields.f64()?, y: fields.f64()?, width: fields.f64()?, height: fields.f64()? })
}

const WORD_AT_LEAST: usize = 4 + 4 * 8;
