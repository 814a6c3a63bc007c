//! Version numbers as tools print them.

use std::fmt;

/// Three numbers, compared in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    pub(crate) major: u32,
    pub(crate) minor: u32,
    pub(crate) patch: u32,
}

impl Version {
    pub(crate) const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self { major, minor, patch }
    }

    /// The first version number in `text`: `rustc 1.95.0 (…)`, `v20.19.4`, `11.6`, `1.97.0-nightly` all count.
    pub(crate) fn find(text: &str) -> Option<Self> {
        text.split(|c: char| c.is_whitespace() || c == '(' || c == ',').find_map(Self::of_word)
    }

    fn of_word(word: &str) -> Option<Self> {
        let word = word.strip_prefix('v').unwrap_or(word);
        let numbers = word.split(['-', '+']).next()?;
        let mut parts = numbers.split('.').map(str::parse::<u32>);
        let major = parts.next()?.ok()?;
        // A lone number ("Copyright 2026") is no version.
        let minor = parts.next()?.ok()?;
        let patch = parts.next().map_or(Some(0), Result::ok)?;
        Some(Self { major, minor, patch })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_print() {
        let cases = [
            ("rustc 1.95.0 (abc 2026-01-01)", Some(Version::new(1, 95, 0))),
            ("rustc 1.98.0-nightly (abc)", Some(Version::new(1, 98, 0))),
            ("v20.19.4\n", Some(Version::new(20, 19, 4))),
            ("11.6", Some(Version::new(11, 6, 0))),
            ("git version 2.39.5 (Apple Git-154)", Some(Version::new(2, 39, 5))),
            ("pdfsig version 22.12.0\nCopyright 2005-2022", Some(Version::new(22, 12, 0))),
            ("Copyright 2026", None),
            ("", None),
            ("v20.x", None),
        ];
        for (text, expected) in cases {
            assert_eq!(Version::find(text), expected, "in {text:?}");
        }
    }

    #[test]
    fn versions_compare_by_number_not_by_letter() {
        assert!(Version::new(20, 9, 0) < Version::new(20, 19, 0), "9 comes before 19");
    }
}
