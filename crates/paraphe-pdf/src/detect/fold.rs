//! Letters as they are compared: without case, accents, vowel signs and the shapes Arabic letters take.

/// The text in lower case, its spaces single, without what one writer sets and another leaves out.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            // Tatweel, vowel signs, marks of direction.
            '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0300}'..='\u{036F}' | '\u{200B}'..='\u{200F}' => {}
            character if character.is_whitespace() || character == '\u{202F}' => {
                if !folded.ends_with(' ') && !folded.is_empty() {
                    folded.push(' ');
                }
            }
            'œ' => folded.push_str("oe"),
            'ﬁ' => folded.push_str("fi"),
            'ﬀ' => folded.push_str("ff"),
            '\u{FEF5}'..='\u{FEFC}' => folded.push_str("لا"),
            character => folded.push(plain(character)),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn plain(character: char) -> char {
    match character {
        'à' | 'á' | 'â' | 'ä' | 'ã' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        '’' | 'ʼ' | '`' => '\'',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' | 'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '،' => ',',
        '\u{FE80}'..='\u{FEF4}' => plain(base(character)),
        other => other,
    }
}

/// The letter of a presentation form: each letter's shapes stand together (Unicode, Arabic Presentation Forms-B).
fn base(shape: char) -> char {
    const FIRST: &[(u32, char)] = &[
        (0xFE80, 'ء'),
        (0xFE81, 'آ'),
        (0xFE83, 'أ'),
        (0xFE85, 'ؤ'),
        (0xFE87, 'إ'),
        (0xFE89, 'ئ'),
        (0xFE8D, 'ا'),
        (0xFE8F, 'ب'),
        (0xFE93, 'ة'),
        (0xFE95, 'ت'),
        (0xFE99, 'ث'),
        (0xFE9D, 'ج'),
        (0xFEA1, 'ح'),
        (0xFEA5, 'خ'),
        (0xFEA9, 'د'),
        (0xFEAB, 'ذ'),
        (0xFEAD, 'ر'),
        (0xFEAF, 'ز'),
        (0xFEB1, 'س'),
        (0xFEB5, 'ش'),
        (0xFEB9, 'ص'),
        (0xFEBD, 'ض'),
        (0xFEC1, 'ط'),
        (0xFEC5, 'ظ'),
        (0xFEC9, 'ع'),
        (0xFECD, 'غ'),
        (0xFED1, 'ف'),
        (0xFED5, 'ق'),
        (0xFED9, 'ك'),
        (0xFEDD, 'ل'),
        (0xFEE1, 'م'),
        (0xFEE5, 'ن'),
        (0xFEE9, 'ه'),
        (0xFEED, 'و'),
        (0xFEEF, 'ى'),
        (0xFEF1, 'ي'),
    ];
    let code = u32::from(shape);
    FIRST.iter().rev().find(|(first, _)| *first <= code).map_or(shape, |(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_does_not_matter() {
        assert_eq!(fold("  Lu et\u{a0}APPROUVÉ "), "lu et approuve");
        assert_eq!(fold("l’acquéreur"), "l'acquereur");
        assert_eq!(fold("الإِمضـاء"), "الامضاء");
        // The same word in presentation forms.
        assert_eq!(fold("\u{FE97}\u{FEEE}\u{FED7}\u{FEF4}\u{FEC9}"), "توقيع");
    }
}
