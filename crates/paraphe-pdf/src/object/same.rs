//! When two objects are the same for every viewer.

use super::{Dictionary, Entry, Object};

/// Lists of measures: programs that write them again write `595` for `595.0`, and no viewer makes a difference.
const MEASURES: [&[u8]; 14] = [
    b"ArtBox",
    b"BBox",
    b"BC",
    b"BG",
    b"BleedBox",
    b"C",
    b"CropBox",
    b"IC",
    b"Matrix",
    b"MediaBox",
    b"QuadPoints",
    b"RD",
    b"Rect",
    b"TrimBox",
];

impl Entry {
    fn is_same(&self, other: &Self) -> bool {
        let is_measured = || MEASURES.contains(&self.key.as_slice());
        self.key == other.key
            && (self.value == other.value || (is_measured() && are_same_measures(&self.value, &other.value)))
    }
}

fn are_same_measures(one: &Object, other: &Object) -> bool {
    let (Some(one), Some(other)) = (one.as_array(), other.as_array()) else { return false };
    let is_same =
        |(one, other): (&Object, &Object)| one.as_number().is_some() && one.as_number() == other.as_number();
    one.len() == other.len() && one.iter().zip(other).all(is_same)
}

impl PartialEq for Dictionary {
    /// Equal if both have the same keys with the same values; order, position and entries that say `null` do not matter. Of two
    /// entries of one name some viewers take the one and some the other: then only the same order is equal.
    fn eq(&self, other: &Self) -> bool {
        let is_same = |one: &[&Entry], other: &[&Entry]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.is_same(other))
        };
        let in_order = |dictionary| Self::iter(dictionary).collect::<Vec<_>>();
        if is_same(&in_order(self), &in_order(other)) {
            return true;
        }
        self.sorted().zip(other.sorted()).is_some_and(|(one, other)| is_same(&one, &other))
    }
}

impl Dictionary {
    /// What is said, by key; `None` if a key is given twice.
    fn sorted(&self) -> Option<Vec<&Entry>> {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by(|one, other| one.key.cmp(&other.key));
        let is_twice = entries.windows(2).any(|pair| pair[0].key == pair[1].key);
        entries.retain(|entry| entry.value != Object::Null);
        (!is_twice).then_some(entries)
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        match self {
            Self::Array(items) => other.as_array() == Some(items),
            Self::Boolean(value) => other.as_boolean() == Some(*value),
            Self::Dictionary(dictionary) => matches!(other, Self::Dictionary(that) if that == dictionary),
            Self::Integer(value) => matches!(other, Self::Integer(that) if that == value),
            Self::Real(text) => {
                let is_same = || self.as_number().is_some() && self.as_number() == other.as_number();
                matches!(other, Self::Real(that) if that == text || is_same())
            }
            Self::Name(name) => other.as_name() == Some(name),
            Self::Null => matches!(other, Self::Null),
            Self::Reference(id) => other.as_reference() == Some(*id),
            Self::Stream(stream) => other.as_stream() == Some(stream),
            Self::String(bytes) => other.as_string() == Some(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lexer::Lexer;

    fn are_same(one: &str, other: &str) -> bool {
        let read = |text: &str| Lexer::at(text.as_bytes(), 0).object().unwrap();
        read(one) == read(other)
    }

    #[test]
    fn what_every_viewer_takes_for_the_same_is() {
        for (one, other) in [
            ("<< /A 1 /B [2 3] >>", "<< /B [2 3] /A 1 >>"),
            ("<< /A 1 >>", "<< /A 1 /B null >>"),
            ("<< /A 1.50 >>", "<< /A 1.5 >>"),
            ("<< /Rect [0 0 595 842] >>", "<< /Rect [0 0 595.0 842.00] >>"),
            ("<< /A 1 /A 2 >>", "<< /A 1 /A 2 >>"),
            ("(ab)", "<6162>"),
        ] {
            assert!(are_same(one, other) && are_same(other, one), "{one} {other}");
        }
    }

    #[test]
    fn what_some_viewer_takes_otherwise_is_not() {
        for (one, other) in [
            ("<< /F 2 >>", "<< /F 2.0 >>"),
            ("2", "2.0"),
            ("<< /Widths [2] >>", "<< /Widths [2.0] >>"),
            ("<< /Rect [0 0 1 1] >>", "<< /Rect [0 0 1] >>"),
            ("<< /A 1 >>", "<< /A 2 /A 1 >>"),
            ("<< /A 1 /A 2 >>", "<< /A 2 /A 1 >>"),
            ("<< /A 1 >>", "<< /A null /A 1 >>"),
            ("<< /A << /B 1 >> >>", "<< /A << /B 2 /B 1 >> >>"),
        ] {
            assert!(!are_same(one, other) && !are_same(other, one), "{one} {other}");
        }
    }
}
