//! What is known about a font: how wide its glyphs are, and which letters they stand for.

use super::drawn::DrawnGlyphs;
use super::letters::{self, LetterMap};
use super::widths;
use paraphe_pdf::{Dictionary, Object, ObjectId, RevisionView};
use std::collections::HashMap;
use std::rc::Rc;

/// A map to Unicode beyond this many bytes is not read.
const MAP_LIMIT: usize = 4 << 20;
/// In ems: what a glyph takes where nothing says it.
const GUESS: f64 = 0.5;

#[derive(Debug, Clone, Default)]
pub(super) struct Font {
    is_composite: bool,
    /// What single codes stand for, where they do not stand for themselves; `None`: nobody can tell.
    meant: HashMap<u32, Option<char>>,
    /// Of these, what shows several letters.
    several: HashMap<u32, Rc<str>>,
    /// Codes that are not in `meant` are those of Latin text; else nobody can tell.
    is_plain: bool,
    /// Codes above ASCII are those of WinAnsiEncoding.
    is_latin: bool,
    widths: HashMap<u32, f64>,
    wide_ranges: Vec<widths::Range>,
    /// Of what is in neither.
    width: f64,
    standard: Option<fn(u32) -> f64>,
    /// Where its codes begin and end, or its letters, cannot be told.
    is_vague: bool,
    /// Its letters are content of their own.
    drawn: Option<Rc<DrawnGlyphs>>,
    /// Its outlines come with the file and may be anything.
    is_embedded: bool,
    /// The signs every viewer has (ISO 32000-2 §9.6.2.2), at their own codes.
    is_dingbats: bool,
    id: Option<ObjectId>,
}

impl Font {
    /// A font nobody described: viewers look for it elsewhere, or take one of their own.
    pub(super) fn unknown() -> Self {
        Self { width: GUESS, ..Self::default() }
    }

    pub(super) fn read(view: RevisionView<'_>, font: &Dictionary, id: Option<ObjectId>) -> Self {
        let mut read = match view.get(font, b"Subtype").as_name() {
            Some(b"Type0") => Self::composite(view, font),
            Some(b"Type3") => Self::drawn(view, font),
            Some(_) | None => Self::simple(view, font),
        };
        read.id = id;
        let map = view.get(font, b"ToUnicode");
        let map = map.as_stream().and_then(|map| view.decode(map, MAP_LIMIT));
        // Glyphs that are drawn like pictures are no letters, whatever a map says.
        let is_drawn = view.get(font, b"Subtype").as_name() == Some(b"Type3");
        if let Some(map) = map.filter(|_| !is_drawn) {
            read.take_map(letters::from_map(&map));
        }
        read
    }

    fn simple(view: RevisionView<'_>, font: &Dictionary) -> Self {
        let descriptor = view.dictionary(font, b"FontDescriptor").unwrap_or_default();
        let is_embedded = is_embedded(&descriptor);
        let base = view.get(font, b"BaseFont");
        let name = base.as_name().unwrap_or_default();
        let encoding = view.get(font, b"Encoding");
        let base_encoding =
            encoding.as_dictionary().map_or(encoding.clone(), |named| view.get(named, b"BaseEncoding"));
        let widths = widths::listed(view, font, 0.001);
        let differences =
            encoding.as_dictionary().map_or(Object::Null, |named| view.get(named, b"Differences"));
        let names = if differences == Object::Null {
            Some(HashMap::new())
        } else {
            letters::differences(view, &differences)
        };
        let is_vague = widths.is_none() || names.is_none();
        let names = names.unwrap_or_default().into_iter();
        let has_own_codes = is_embedded && encoding == Object::Null;
        let missing = view.get(&descriptor, b"MissingWidth").as_number();
        // Flag 3: signs of its own; flag 6: Latin letters (ISO 32000-2 table 121). What every viewer has is known.
        let flags = view.get(&descriptor, b"Flags").as_integer().unwrap_or_default();
        let is_of_signs = flags & 4 != 0 && flags & 32 == 0 && letters::standard_widths(name).is_none();
        Self {
            is_dingbats: name == b"ZapfDingbats" && !is_embedded && encoding == Object::Null,
            meant: names.map(|(code, name)| (code, letters::named(&name))).collect(),
            is_plain: !(has_own_codes || letters::is_symbolic(name) || (is_of_signs && !is_embedded)),
            is_latin: base_encoding.as_name() == Some(b"WinAnsiEncoding"),
            is_vague,
            widths: widths.unwrap_or_default(),
            width: missing.filter(|width| *width > 0.0).map_or(GUESS, |width| width / 1000.0),
            standard: letters::standard_widths(name),
            is_embedded,
            ..Self::default()
        }
    }

    /// A font whose glyphs are content streams.
    fn drawn(view: RevisionView<'_>, font: &Dictionary) -> Self {
        let drawn = DrawnGlyphs::read(view, font).map(Rc::new);
        let scale = drawn.as_ref().map_or(0.001, |glyphs| glyphs.matrix[0]);
        let widths = widths::listed(view, font, scale);
        Self {
            is_vague: drawn.is_none() || widths.is_none(),
            drawn,
            widths: widths.unwrap_or_default(),
            width: GUESS,
            is_embedded: true,
            ..Self::default()
        }
    }

    fn composite(view: RevisionView<'_>, font: &Dictionary) -> Self {
        let descendants = view.get(font, b"DescendantFonts");
        let descendant = descendants.as_array().and_then(|fonts| fonts.first());
        let descendant = descendant.and_then(|font| view.resolve(font).as_dictionary().cloned());
        let descendant = descendant.unwrap_or_default();
        let default = view.get(&descendant, b"DW");
        let default = if default == Object::Null { Some(1000.0) } else { default.as_number() };
        let ranges = widths::ranged(view, &view.get(&descendant, b"W"));
        // Other maps have codes of one to four bytes, or set text from top to bottom.
        let is_of_pairs = view.get(font, b"Encoding").as_name() == Some(b"Identity-H");
        Self {
            is_composite: true,
            is_vague: !is_of_pairs || default.is_none() || ranges.is_none(),
            width: default.unwrap_or(1000.0) / 1000.0,
            wide_ranges: ranges.unwrap_or_default(),
            is_embedded: is_embedded(&view.dictionary(&descendant, b"FontDescriptor").unwrap_or_default()),
            ..Self::default()
        }
    }

    /// A map to Unicode says what is not known otherwise; where it contradicts, nobody can tell.
    fn take_map(&mut self, map: LetterMap) {
        for (code, letters) in map.several {
            let first = letters.chars().next().filter(|_| self.letter(code).is_none());
            if first.is_some() {
                self.several.insert(code, letters);
            }
            self.meant.insert(code, first);
        }
        for (code, letter) in map.single {
            let is_blank = |letter: char| letter.is_whitespace();
            let agreed = match self.letter(code) {
                None => Some(letter),
                Some(other) if other == letter || (is_blank(other) && is_blank(letter)) => Some(letter),
                Some(_) => None,
            };
            self.meant.insert(code, agreed);
        }
    }

    /// The codes of a text.
    pub(super) fn codes(&self, text: &[u8]) -> Vec<u32> {
        if !self.is_composite {
            return text.iter().map(|octet| u32::from(*octet)).collect();
        }
        let code = |pair: &[u8]| pair.iter().fold(0, |code, octet| code << 8 | u32::from(*octet));
        text.chunks(2).map(code).collect()
    }

    /// In ems.
    pub(super) fn width(&self, code: u32) -> f64 {
        let in_range = || widths::find(&self.wide_ranges, code);
        let standard = || self.standard.map(|widths| widths(code));
        self.widths.get(&code).copied().or_else(in_range).or_else(standard).unwrap_or(self.width)
    }

    /// In ems, what a glyph takes of the page: viewers draw a standard font as it is, whatever the file says of its widths.
    pub(super) fn drawn_width(&self, code: u32) -> f64 {
        let (said, standard) = (self.width(code), self.standard.filter(|_| !self.is_embedded));
        match standard.map(|widths| widths(code)) {
            Some(own) if said < own / 2.0 => own,
            Some(_) | None => said,
        }
    }

    /// Whether a code shows one of the ticks and crosses every viewer has, which leave much of their area free.
    pub(super) fn is_tick(&self, code: u32) -> bool {
        const TICKS: std::ops::RangeInclusive<u32> = 0x33..=0x38;
        self.is_dingbats && TICKS.contains(&code)
    }

    /// The letter a code stands for; `None` if nobody can tell.
    pub(super) fn letter(&self, code: u32) -> Option<char> {
        match self.meant.get(&code) {
            Some(letter) => *letter,
            None if !self.is_plain || self.is_composite => None,
            None if code < 0x80 => char::from_u32(code),
            None => self.is_latin.then(|| letters::latin(code))?,
        }
    }

    /// All letters of a code that stands for several.
    pub(super) fn several(&self, code: u32) -> Option<Rc<str>> {
        self.several.get(&code).cloned()
    }

    /// Whether a code is the space that /Tw widens (ISO 32000-2 §9.3.3).
    pub(super) fn is_space(&self, code: u32) -> bool {
        !self.is_composite && code == 32
    }

    pub(super) fn is_vague(&self) -> bool {
        self.is_vague
    }

    pub(super) fn glyphs(&self) -> Option<&DrawnGlyphs> {
        self.drawn.as_deref()
    }

    /// Whether each code shows the letter it is the code of, in a font every viewer has.
    pub(super) fn is_plain_text(&self) -> bool {
        self.is_plain && self.meant.is_empty() && self.brought().is_none()
    }

    /// Where a font stands whose glyphs nobody knows; `None` if every viewer has them. Those of a composite font go by their
    /// numbers in some font of that name, which may show others than its map to Unicode says.
    pub(super) fn brought(&self) -> Option<Option<ObjectId>> {
        (self.is_embedded || self.is_composite).then_some(self.id)
    }
}

fn is_embedded(descriptor: &Dictionary) -> bool {
    [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.get(key).is_some())
}
