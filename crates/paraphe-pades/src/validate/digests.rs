//! Digests over byte ranges, reading the file once per digest algorithm however many signatures it has: one digest
//! runs over the file, and each signature takes a copy of it where its own hole begins. The SHA-256 of the whole file
//! comes out of the same pass.

use crate::algorithm::{DigestAlgorithm, RunningDigest};
use sha2::Sha256;
use std::collections::{BTreeMap, BTreeSet};

/// The two covered pieces of a file: from the start to the hole, and from behind the hole to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Range {
    pub(crate) hole_start: usize,
    pub(crate) hole_end: usize,
    pub(crate) end: usize,
}

/// What stands behind the holes of all signatures together may be this many times the file. In honest files it is little
/// more than the last updates; a file of ten thousand signatures, each over all the rest, would never end.
const BUDGET_FACTOR: usize = 64;

/// Every digest that validation needs of one file.
pub(crate) struct Digests {
    whole: [u8; 32],
    /// Of the file up to each of the wanted places, by the place.
    beginnings: Vec<(usize, [u8; 32])>,
    ranges: BTreeMap<(DigestAlgorithm, Range), Vec<u8>>,
}

impl Digests {
    /// Computes the digests of these ranges, the SHA-256 of all `bytes` and of what stands before each of `places`, going on
    /// from that of their `beginning` where no range has its hole there. Ranges beyond a budget are left out, and places
    /// within the beginning.
    ///
    /// Invariants kept by the caller: `hole_start <= hole_end <= end <= bytes.len()`; the beginning is no longer than `bytes`;
    /// the places rise.
    pub(crate) fn compute(
        bytes: &[u8],
        (known, beginning): (usize, Sha256),
        wanted: &BTreeSet<(DigestAlgorithm, Range)>,
        places: &[usize],
    ) -> Self {
        let mut beginnings = Vec::new();
        let mut ranges = BTreeMap::new();
        let mut whole = [0; 32];
        let mut budget = bytes.len().saturating_mul(BUDGET_FACTOR);
        let algorithms: BTreeSet<_> =
            wanted.iter().map(|(algorithm, _)| *algorithm).chain([DigestAlgorithm::Sha256]).collect();
        for algorithm in algorithms {
            let mut ranges_of = wanted.iter().filter(|(of, _)| *of == algorithm).peekable();
            let first = ranges_of.peek().map_or(bytes.len(), |(_, range)| range.hole_start);
            let (mut at, mut running) = if algorithm == DigestAlgorithm::Sha256 && known <= first {
                (known, RunningDigest::Sha256(beginning.clone()))
            } else {
                (0, RunningDigest::new(algorithm))
            };
            let is_whole = algorithm == DigestAlgorithm::Sha256;
            let begun = at;
            let mut places = places.iter().copied().filter(|place| is_whole && *place >= begun).peekable();
            let mut read_to = |running: &mut RunningDigest, mut at: usize, to: usize| {
                while let Some(place) = places.next_if(|place| *place <= to) {
                    running.update(&bytes[at..place]);
                    at = place;
                    beginnings.push((place, fixed(&running.clone().finish())));
                }
                running.update(&bytes[at..to]);
                to
            };
            for &(_, range) in ranges_of {
                at = read_to(&mut running, at, range.hole_start);
                let Some(left) = budget.checked_sub(range.end - range.hole_end) else { continue };
                budget = left;
                let mut own = running.clone();
                own.update(&bytes[range.hole_end..range.end]);
                ranges.insert((algorithm, range), own.finish());
            }
            if is_whole {
                read_to(&mut running, at, bytes.len());
                whole = fixed(&running.finish());
            }
        }
        Self { whole, beginnings, ranges }
    }

    /// The SHA-256 of what stands before each of the wanted places.
    pub(crate) fn beginnings(&self) -> impl Iterator<Item = (usize, [u8; 32])> {
        self.beginnings.iter().copied()
    }

    pub(crate) fn whole_file(&self) -> [u8; 32] {
        self.whole
    }

    pub(crate) fn of(&self, algorithm: DigestAlgorithm, range: Range) -> Option<&[u8]> {
        self.ranges.get(&(algorithm, range)).map(Vec::as_slice)
    }
}

fn fixed(digest: &[u8]) -> [u8; 32] {
    let mut fixed = [0; 32];
    fixed.copy_from_slice(digest);
    fixed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::sha256;
    use sha2::Digest as _;

    #[test]
    fn a_file_that_asks_for_too_much_is_not_computed_to_the_end() {
        let bytes = vec![0; 1000];
        let wanted: BTreeSet<_> = (0..500)
            .map(|start| {
                (DigestAlgorithm::Sha256, Range { hole_start: start, hole_end: start + 1, end: 1000 })
            })
            .collect();
        let digests = Digests::compute(&bytes, Default::default(), &wanted, &[]);
        let computed =
            wanted.iter().filter(|(algorithm, range)| digests.of(*algorithm, *range).is_some()).count();
        assert!((64..100).contains(&computed), "{computed} of 500");
        assert_eq!(digests.whole_file(), sha256(&bytes));
    }

    #[test]
    fn overlapping_ranges_get_the_digests_of_their_own_bytes() {
        let bytes: Vec<u8> = (0..=255).collect();
        let first = Range { hole_start: 10, hole_end: 20, end: 30 };
        let second = Range { hole_start: 40, hole_end: 60, end: 256 };
        let same_hole_longer = Range { hole_start: 10, hole_end: 20, end: 256 };
        let wanted = [first, second, same_hole_longer].map(|range| (DigestAlgorithm::Sha256, range)).into();
        let digests = Digests::compute(&bytes, Default::default(), &wanted, &[]);
        for range in [first, second, same_hole_longer] {
            let expected = sha256(&[&bytes[..range.hole_start], &bytes[range.hole_end..range.end]].concat());
            assert_eq!(digests.of(DigestAlgorithm::Sha256, range), Some(expected.as_slice()), "{range:?}");
        }
        assert_eq!(digests.whole_file(), sha256(&bytes), "the whole file comes out of the same pass");
    }

    #[test]
    fn what_stands_before_a_place_comes_out_of_the_same_pass() {
        let bytes: Vec<u8> = (0..=255).collect();
        let range = Range { hole_start: 40, hole_end: 60, end: 200 };
        for algorithm in [DigestAlgorithm::Sha256, DigestAlgorithm::Sha512] {
            let wanted = [(algorithm, range)].into();
            let places = [0, 10, 40, 41, 60, 255, 256];
            let digests = Digests::compute(&bytes, Default::default(), &wanted, &places);
            let expected: Vec<_> = places.iter().map(|place| (*place, sha256(&bytes[..*place]))).collect();
            assert_eq!(digests.beginnings().collect::<Vec<_>>(), expected);
            let covered = [&bytes[..40], &bytes[60..200]].concat();
            assert_eq!(digests.of(algorithm, range), Some(algorithm.digest(&covered).as_slice()));
            assert_eq!(digests.whole_file(), sha256(&bytes));
        }
    }

    #[test]
    fn a_known_beginning_saves_reading_it_unless_a_hole_is_there() {
        let bytes: Vec<u8> = (0..=255).collect();
        let behind = Range { hole_start: 100, hole_end: 120, end: 256 };
        let within = Range { hole_start: 99, hole_end: 120, end: 256 };
        // Of other bytes: what is computed shows whether it was gone on from.
        let other = vec![7; 100];
        for (ranges, begun_with) in [(vec![behind], &other[..]), (vec![within, behind], &bytes[..100])] {
            let wanted = ranges.iter().map(|range| (DigestAlgorithm::Sha256, *range)).collect();
            let digests = Digests::compute(&bytes, (100, Sha256::new_with_prefix(&other)), &wanted, &[]);
            let expected = sha256(&[begun_with, &bytes[120..]].concat());
            assert_eq!(digests.of(DigestAlgorithm::Sha256, behind), Some(expected.as_slice()));
            assert_eq!(digests.whole_file(), sha256(&[begun_with, &bytes[100..]].concat()));
        }
    }
}
