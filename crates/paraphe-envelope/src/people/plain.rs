//! One form for comparing what people write: no case, no accents of Latin letters, no apostrophes of three kinds.

/// The text in lower case without the accents of Latin letters, marks on other scripts and invisible characters; white
/// space in one form.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'đ' | 'ð' | 'ď' => folded.push('d'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => folded.push('e'),
            'ğ' => folded.push('g'),
            'ì'..='ï' | 'ī' | 'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => folded.push('o'),
            'ř' => folded.push('r'),
            'ś' | 'ş' | 'š' | 'ș' => folded.push('s'),
            'ţ' | 'ț' | 'ť' => folded.push('t'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            '’' | 'ʼ' | '`' => folded.push('\''),
            // Combining marks, Arabic vowel signs, marks that only steer the direction of writing.
            '\u{300}'..='\u{36f}'
            | '\u{64b}'..='\u{65f}'
            | '\u{640}'
            | '\u{200b}'..='\u{200f}'
            | '\u{feff}' => {}
            other => folded.push(other),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_leave_out_does_not_count() {
        assert_eq!(plain("  Hélène\u{a0} D’AUBIGNÉ "), "helene d'aubigne");
        assert_eq!(plain("e\u{301}le\u{300}ve"), "eleve");
        assert_eq!(plain("مُحَمَّد"), "محمد");
        assert_eq!(plain("Đặng-Œuvray"), "dặng-oeuvray");
    }
}
