//! What is known about a font: how wide its glyphs are, and which letters they stand for.

use super::drawn::DrawnGlyphs;
use super::effort::Effort;
use super::form::plain;
use super::letter_map::{self, LetterMap};
use super::{letters, standard, widths};
use paraphe_pdf::{Dictionary, Object, ObjectId, RevisionView};
use std::collections::HashMap;
use std::rc::Rc;

/// A map to Unicode beyond this many bytes is not read.
const MAP_LIMIT: usize = 4 << 20;
/// Where a font's outlines are.
const OUTLINES: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
/// What it takes to read a font, its widths and its map left out.
const STEPS: usize = 2_000;
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
    standard: Option<&'static standard::Widths>,
    /// Of codes that are in neither, where the font is one that every viewer has.
    own_widths: HashMap<u32, f64>,
    /// Where its codes begin and end, or its letters, cannot be told.
    is_vague: bool,
    /// Its letters are content of their own.
    drawn: Option<Rc<DrawnGlyphs>>,
    /// Its outlines come with the file and may be anything.
    is_embedded: bool,
    /// So they do, and can be found.
    has_outlines: bool,
    /// The signs every viewer has (ISO 32000-2 §9.6.2.2), at their own codes.
    is_dingbats: bool,
    id: Option<ObjectId>,
}

impl Font {
    /// A font nobody described: viewers look for it elsewhere, or take one of their own.
    pub(super) fn unknown() -> Self {
        Self { width: GUESS, ..Self::default() }
    }

    pub(super) fn read(
        view: RevisionView<'_>,
        font: &Dictionary,
        id: Option<ObjectId>,
        effort: &Effort,
    ) -> Self {
        if !effort.spend(STEPS) {
            return Self { is_vague: true, id, ..Self::unknown() };
        }
        let mut read = match view.get(font, b"Subtype").as_name() {
            Some(b"Type0") => Self::composite(view, font, effort),
            Some(b"Type3") => Self::drawn(view, font, effort),
            Some(_) | None => Self::simple(view, font, effort),
        };
        read.id = id;
        let map = view.get(font, b"ToUnicode");
        let map = map.as_stream().and_then(|map| effort.decode(view, map, MAP_LIMIT));
        // Glyphs that are drawn like pictures are no letters, whatever a map says.
        let is_drawn = view.get(font, b"Subtype").as_name() == Some(b"Type3");
        if let Some(map) = map.filter(|_| !is_drawn) {
            match letter_map::from_map(&map, effort) {
                Some(map) => read.take_map(map),
                None => read.is_vague = true,
            }
        }
        read
    }

    fn simple(view: RevisionView<'_>, font: &Dictionary, effort: &Effort) -> Self {
        let descriptor = view.dictionary(font, b"FontDescriptor").unwrap_or_default();
        let is_embedded = is_embedded(&descriptor);
        let base = view.get(font, b"BaseFont");
        let name = base.as_name().unwrap_or_default();
        let encoding = view.get(font, b"Encoding");
        let base_encoding =
            encoding.as_dictionary().map_or(encoding.clone(), |named| view.get(named, b"BaseEncoding"));
        let widths = widths::listed(view, font, 0.001, effort);
        let differences =
            encoding.as_dictionary().map_or(Object::Null, |named| view.get(named, b"Differences"));
        let names = if differences == Object::Null {
            Some(HashMap::new())
        } else {
            letters::differences(view, &differences)
        };
        let is_told = encoding.as_stream().is_none() && has_plain_descriptor(view, font);
        let is_vague = widths.is_none() || names.is_none() || !is_told;
        let names: HashMap<u32, Option<char>> =
            names.unwrap_or_default().into_iter().map(|(code, name)| (code, letters::named(&name))).collect();
        let has_own_codes = is_embedded && encoding == Object::Null;
        let missing = view.get(&descriptor, b"MissingWidth").as_number();
        // Flag 3: signs of its own; flag 6: Latin letters (ISO 32000-2 table 121). What every viewer has is known.
        let flags = view.get(&descriptor, b"Flags").as_integer().unwrap_or_default();
        let is_of_signs = flags & 4 != 0 && flags & 32 == 0 && standard::alike(name).is_none();
        Self {
            is_dingbats: name == b"ZapfDingbats" && !is_embedded && encoding == Object::Null,
            own_widths: if is_embedded {
                HashMap::new()
            } else {
                own_widths(name, &names, &encoding, base_encoding.as_name())
            },
            meant: names,
            is_plain: !(has_own_codes || letters::is_symbolic(name) || (is_of_signs && !is_embedded)),
            is_latin: base_encoding.as_name() == Some(b"WinAnsiEncoding"),
            is_vague,
            widths: widths.unwrap_or_default(),
            width: missing.filter(|width| *width > 0.0).map_or(GUESS, |width| width / 1000.0),
            standard: standard::alike(name),
            is_embedded,
            ..Self::default()
        }
    }

    /// A font whose glyphs are content streams.
    fn drawn(view: RevisionView<'_>, font: &Dictionary, effort: &Effort) -> Self {
        let drawn = DrawnGlyphs::read(view, font).map(Rc::new);
        let scale = drawn.as_ref().map_or(0.001, |glyphs| glyphs.matrix[0]);
        let widths = widths::listed(view, font, scale, effort);
        Self {
            is_vague: drawn.is_none() || widths.is_none(),
            drawn,
            widths: widths.unwrap_or_default(),
            width: GUESS,
            is_embedded: true,
            ..Self::default()
        }
    }

    fn composite(view: RevisionView<'_>, font: &Dictionary, effort: &Effort) -> Self {
        let descendants = view.get(font, b"DescendantFonts");
        let descendant = descendants.as_array().and_then(|fonts| fonts.first());
        let descendant = descendant.and_then(|font| plain(&view.resolve(font)).cloned());
        let descendant = descendant.unwrap_or_default();
        let default = view.get(&descendant, b"DW");
        let listed = || widths::width(&default).filter(|_| matches!(default, Object::Integer(_)));
        let default = if default == Object::Null { Some(1000.0) } else { listed() };
        let ranges = widths::ranged(view, &view.get(&descendant, b"W"), effort);
        let descriptor = view.dictionary(&descendant, b"FontDescriptor").unwrap_or_default();
        let has_outlines = OUTLINES.iter().any(|key| view.get(&descriptor, key).as_stream().is_some());
        // Other maps have codes of one to four bytes, or set text from top to bottom.
        let is_of_pairs = view.get(font, b"Encoding").as_name() == Some(b"Identity-H");
        Self {
            is_composite: true,
            is_vague: !(is_of_pairs && has_plain_descriptor(view, &descendant))
                || default.is_none()
                || ranges.is_none(),
            width: default.unwrap_or(1000.0) / 1000.0,
            wide_ranges: ranges.unwrap_or_default(),
            is_embedded: is_embedded(&descriptor),
            has_outlines,
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
        let standard = || self.standard.map(|widths| standard::about(widths, code));
        let own = || self.own_widths.get(&code).copied();
        self.widths.get(&code).copied().or_else(in_range).or_else(own).or_else(standard).unwrap_or(self.width)
    }

    /// Whether all viewers go on at the same place behind a glyph. For what a font does not say, each asks another font; and some do
    /// not believe a composite one whose glyphs they have to find elsewhere.
    pub(super) fn is_width_known(&self, code: u32) -> bool {
        let is_listed = self.widths.contains_key(&code) || self.own_widths.contains_key(&code);
        if self.is_composite { self.has_outlines } else { is_listed }
    }

    /// In ems, what a glyph takes of the page: viewers draw a standard font as it is, whatever the file says of its widths.
    pub(super) fn drawn_width(&self, code: u32) -> f64 {
        let (said, standard) = (self.width(code), self.standard.filter(|_| !self.is_embedded));
        match standard.map(|widths| standard::about(widths, code)) {
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

/// The widths of the codes of a font every viewer has; of signs only at their own codes.
fn own_widths(
    font: &[u8],
    differences: &HashMap<u32, Option<char>>,
    encoding: &Object,
    base: Option<&[u8]>,
) -> HashMap<u32, f64> {
    let Some(widths) = standard::widths(font) else { return HashMap::new() };
    let is_of_signs = letters::is_symbolic(font);
    let letter = |code: u32| match (differences.get(&code), base) {
        (Some(letter), _) => *letter,
        (None, Some(b"WinAnsiEncoding")) => letters::latin(code),
        // The quotes of StandardEncoding (ISO 32000-2 annex D).
        (None, None) if code == 0x27 => Some('’'),
        (None, None) if code == 0x60 => Some('‘'),
        (None, _) => char::from_u32(code).filter(char::is_ascii),
    };
    let place = |code: u32| if is_of_signs { Some(code) } else { standard::code_of(letter(code)?) };
    let width = |code: u32| Some((code, standard::of_code(widths, place(code)?)?));
    let is_known = !is_of_signs || *encoding == Object::Null;
    (32..256).filter(|_| is_known).filter_map(width).collect()
}

/// Whether what describes a font is a dictionary, where there is anything.
fn has_plain_descriptor(view: RevisionView<'_>, font: &Dictionary) -> bool {
    view.get(font, b"FontDescriptor").as_stream().is_none()
}

fn is_embedded(descriptor: &Dictionary) -> bool {
    OUTLINES.iter().any(|key| descriptor.get(key).is_some())
}
