//! Counting tests in what test programs print.

use std::collections::BTreeSet;
use std::fmt;

/// How many tests a step ran.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tests {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) skipped: u32,
}

impl Tests {
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Adds up the `test result: ok. 3 passed; 0 failed; 1 ignored; …` lines of cargo. A test that says `skipped: its name: …`
    /// (`tests/needs.rs`), however often, has not passed, whatever the harness says.
    pub(crate) fn of_cargo(output: &str) -> Self {
        let mut tests = Self::default();
        let skipped: BTreeSet<&str> = output.lines().filter_map(skipped_test).collect();
        for line in output.lines() {
            if let Some(result) = line.trim_start().strip_prefix("test result:") {
                tests.passed += number_before(result, "passed");
                tests.failed += number_before(result, "failed");
                tests.skipped += number_before(result, "ignored");
            }
        }
        let skipped = u32::try_from(skipped.len()).unwrap_or(u32::MAX);
        tests.passed = tests.passed.saturating_sub(skipped);
        tests.skipped += skipped;
        tests
    }

    /// Reads Vitest's `Tests  12 passed | 1 skipped (13)`.
    pub(crate) fn of_vitest(output: &str) -> Self {
        let line = output
            .lines()
            .map(plain)
            .find(|line| line.trim_start().starts_with("Tests "))
            .unwrap_or_default();
        Self::of_words(&line)
    }

    /// Reads the last `N passed, N failed, N skipped` line of a script of ours.
    pub(crate) fn of_script(output: &str) -> Option<Self> {
        let line = output
            .lines()
            .rev()
            .map(plain)
            .find(|line| line.contains(" passed, ") && line.contains(" failed"))?;
        Some(Self::of_words(&line))
    }

    fn of_words(line: &str) -> Self {
        Self {
            passed: number_before(line, "passed"),
            failed: number_before(line, "failed"),
            skipped: number_before(line, "skipped"),
        }
    }
}

impl fmt::Display for Tests {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.passed, if self.passed == 1 { "test" } else { "tests" })?;
        if self.failed > 0 {
            write!(f, ", {} failed", self.failed)?;
        }
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// The test that a line says was skipped.
fn skipped_test(line: &str) -> Option<&str> {
    Some(line.strip_prefix("skipped: ")?.split_once(": ")?.0)
}

/// The number that stands right before `word`, or 0.
fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line.split_whitespace().collect();
    words
        .windows(2)
        .find(|pair| pair[1].trim_end_matches([',', ';', '.', '|']) == word)
        .and_then(|pair| pair[0].trim_start_matches(['(', '|']).parse().ok())
        .unwrap_or(0)
}

/// The line without terminal colours.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(character) = rest.next() {
        if character == '\x1b' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_s_results_add_up() {
        let output = "running 3 tests\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                      test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured\n";
        assert_eq!(Tests::of_cargo(output), Tests { passed: 5, failed: 1, skipped: 1 });
    }

    #[test]
    fn what_a_test_could_not_look_at_has_not_passed() {
        let output = "running 3 tests\nskipped: keys::a_full_disk: no right\nskipped: keys::a_full_disk: no right\n\
                      skipped: corpus::read: nothing there\ntest keys::a_full_disk ... ok\n\
                      test result: ok. 3 passed; 0 failed; 0 ignored\n";
        assert_eq!(Tests::of_cargo(output), Tests { passed: 1, failed: 0, skipped: 2 });
    }

    #[test]
    fn vitest_s_line_is_read_through_its_colours() {
        let output = " \x1b[2m Test Files \x1b[22m \x1b[1m\x1b[32m4 passed\x1b[39m\x1b[22m (4)\n\
                      \x1b[2m      Tests \x1b[22m \x1b[1m\x1b[32m12 passed\x1b[39m | 2 skipped (14)\n";
        assert_eq!(Tests::of_vitest(output), Tests { passed: 12, failed: 0, skipped: 2 });
    }

    #[test]
    fn a_script_s_last_line_counts() {
        let output = "1 passed, 0 failed\nmore\n7 passed, 1 failed, 2 skipped\n";
        assert_eq!(Tests::of_script(output), Some(Tests { passed: 7, failed: 1, skipped: 2 }));
        assert_eq!(Tests::of_script("nothing"), None);
    }
}
