//! Fonts that are put into a document before it is known what will be written with them.
//!
//! Whoever fills in a field after a signature should bring no font: nobody can tell what the glyphs of a new one look like, and
//! validators say so. So the first signature brings fonts that are wide enough for most of what will be written, and later
//! ones find them by their bytes. The same program always cuts the same subset.

use std::sync::OnceLock;

use super::embedding::TextEmbedding;
use super::font::{FontId, FontSet, Typeface};
use crate::appearance::form::EmbeddedFont;

/// Which letters will be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scripts {
    /// Latin, Greek and Cyrillic.
    European,
    /// These, and Arabic.
    WithArabic,
}

impl Scripts {
    /// The larger set first: a document that has it has the other as well.
    pub(crate) const ALL: [Self; 2] = [Self::WithArabic, Self::European];

    /// What these texts need.
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let is_arabic = |letter: char| ('\u{600}'..='\u{6ff}').contains(&letter);
        if texts.into_iter().any(|text| text.contains(is_arabic)) { Self::WithArabic } else { Self::European }
    }
}

/// Subsets with all letters of some scripts.
#[derive(Debug)]
pub(crate) struct PreparedFonts {
    /// What a form that uses them begins with.
    pub(crate) embedding: TextEmbedding<'static>,
    /// The subsets, in the order of their resource names.
    pub(crate) fonts: Vec<EmbeddedFont>,
}

impl PreparedFonts {
    /// The fonts for these scripts; cut at the first call, then shared.
    pub(crate) fn of(scripts: Scripts) -> &'static Self {
        static CUT: [OnceLock<PreparedFonts>; 2] = [const { OnceLock::new() }; 2];
        let place = match scripts {
            Scripts::European => 0,
            Scripts::WithArabic => 1,
        };
        CUT[place].get_or_init(|| Self::cut(scripts))
    }

    fn cut(scripts: Scripts) -> Self {
        let fonts = FontSet::bundled();
        let mut embedding = TextEmbedding::for_fields(fonts);
        let mut lines = european_lines(fonts);
        if scripts == Scripts::WithArabic {
            lines.extend(arabic_lines());
        }
        for text in lines {
            // Only letters the bundled fonts have are in these lines; a test below looks at each.
            if let Ok(line) = fonts.layout_line(&text, 10.0, Typeface::Sans) {
                embedding.show(&mut Vec::new(), &line, 0.0, 0.0);
            }
        }
        let fonts = embedding.clone().finish();
        Self { embedding, fonts }
    }
}

/// First and last character of what is written in Europe, Vietnam and the Maghreb in Latin letters, in Greek and in Cyrillic,
/// with punctuation and signs of currency.
const EUROPEAN: [(char, char); 13] = [
    (' ', '~'),
    ('\u{a0}', '\u{ac}'),
    ('\u{ae}', '\u{24f}'),
    ('\u{259}', '\u{25b}'),
    ('\u{263}', '\u{263}'),
    ('\u{386}', '\u{3ce}'),
    ('\u{400}', '\u{4ff}'),
    ('\u{1e00}', '\u{1ef9}'),
    ('\u{2010}', '\u{2027}'),
    ('\u{202f}', '\u{203a}'),
    ('\u{20ac}', '\u{20ac}'),
    ('\u{2116}', '\u{2122}'),
    ('\u{2212}', '\u{2212}'),
];
/// A line longer than this costs more to shape than two.
const LETTERS_PER_LINE: usize = 48;

fn european_lines(fonts: &FontSet) -> Vec<String> {
    let face = &fonts.font(FontId::NotoSans).face;
    let all = EUROPEAN.iter().flat_map(|(first, last)| *first..=*last);
    let drawn: Vec<char> = all.filter(|letter| face.glyph_index(*letter).is_some()).collect();
    let lines = drawn.chunks(LETTERS_PER_LINE).map(|letters| letters.iter().collect());
    // Letters that are drawn together.
    lines.chain(["ff fi fl ffi ffl".to_owned()]).collect()
}

/// Letters that join the one before and the one behind.
const JOINING: &str = "بتثجحخسشصضطظعغفقكلمنهيئپچڤکگی";
/// Letters that join only the one before.
const ENDING: &str = "اأإآٱدذرزژوؤةى";

/// What stands over and under letters: vowels, their absence, and letters that are doubled, with a vowel or without.
const MARKS: [&str; 17] = [
    "\u{64b}",
    "\u{64c}",
    "\u{64d}",
    "\u{64e}",
    "\u{64f}",
    "\u{650}",
    "\u{651}",
    "\u{652}",
    "\u{670}",
    "\u{651}\u{64b}",
    "\u{651}\u{64c}",
    "\u{651}\u{64d}",
    "\u{651}\u{64e}",
    "\u{651}\u{64f}",
    "\u{651}\u{650}",
    "\u{651}\u{670}",
    "\u{653}",
];

/// Each letter beside each other one, at the beginning, in the middle and at the end of a word: neighbours change their shape
/// or become one glyph.
fn arabic_lines() -> Vec<String> {
    let pairs = |first: char| -> String {
        let all = JOINING.chars().chain(ENDING.chars());
        all.map(|second| format!("{first}{second} ب{first}{second} {first}{second}ب ب{first}{second}ب "))
            .collect()
    };
    let alone: String = JOINING.chars().chain(ENDING.chars()).map(|letter| format!("{letter} ")).collect();
    let rest =
        [alone, "ء ـ ٠١٢٣٤٥٦٧٨٩ ، ؛ ؟ ٪".to_owned(), "ب 0123456789 . , : / - ( ) « » ! \" ' ب".to_owned()];
    let marked = |mark: &&str| -> String {
        let all = JOINING.chars().chain(ENDING.chars());
        all.map(|letter| format!("{letter}{mark} ب{letter}{mark}ب ل{mark}{letter}{mark} ")).collect()
    };
    let marked = MARKS.iter().map(marked);
    JOINING.chars().chain(ENDING.chars()).map(pairs).chain(rest).chain(marked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appearance::Appearance;

    fn fits(scripts: Scripts, text: &str) -> bool {
        let drawing = Appearance::for_text(text, 400.0, 20.0).unwrap();
        drawing.to_prepared_form(PreparedFonts::of(scripts)).is_some()
    }

    #[test]
    fn every_line_can_be_drawn() {
        let fonts = FontSet::bundled();
        for line in european_lines(fonts).into_iter().chain(arabic_lines()) {
            assert!(fonts.layout_line(&line, 10.0, Typeface::Sans).is_ok(), "{line}");
        }
    }

    #[test]
    fn what_people_write_needs_no_other_font() {
        for text in [
            "Fait à Saint-Étienne, le 22/11/2026",
            "Łucja Đặng-Œuvray",
            "IBAN FR76 3000 6000 0112 3456 7890 189 — 1 250,00 €",
            "Νίκος Παπαδόπουλος",
            "Юлия Щёголева",
            "office@example.fr (affiche)",
            "Hồ Chí Minh, Nguyễn Thị Hường, Ưu",
            "Əliyev, Aɛraba, Ɣerdaya, Tizi Wezzu, Ḥṣen",
            "Қазақстан, Ӑлтӑр",
        ] {
            assert!(fits(Scripts::European, text), "{text}");
            assert!(fits(Scripts::WithArabic, text), "{text}");
        }
        for text in [
            "محمد الطرابلسي",
            "تونس في 22/11/2026",
            "قرئ وصودق عليه",
            "حرّر بتونس",
            "شارع الحبيب بورقيبة عدد ٤٢",
        ]
        .into_iter()
        .chain(["ابن خلدون", "سعيد بن علي المنستيري", "يحيى هيثم", "فاطمة الزهراء نجاة"])
        .chain(["مُحَمَّدٌ", "حُرِّرَ بِتُونُسَ فِي", "قُرِئَ وَصُودِقَ عَلَيْهِ", "هٰذا", "لِلّٰه", "إِلَى الْأَبَدِ"])
        {
            assert!(fits(Scripts::WithArabic, text), "{text}");
        }
        assert!(!fits(Scripts::European, "محمد"), "no letter without a font");
    }

    #[test]
    fn the_same_letters_are_cut_again_to_the_same_bytes() {
        for scripts in Scripts::ALL {
            let (one, other) = (PreparedFonts::of(scripts), PreparedFonts::cut(scripts));
            assert_eq!(one.fonts, other.fonts);
            let bytes: usize = one.fonts.iter().map(|font| font.program.len()).sum();
            assert!(bytes < 250_000, "{scripts:?}: {bytes} bytes");
        }
        assert_eq!(Scripts::of(["Date — Alice"]), Scripts::European);
        assert_eq!(Scripts::of(["Date", "محمد"]), Scripts::WithArabic);
    }
}
