//! How wide letters are, as fonts list it (ISO 32000-2 §9.2.4, 9.7.4.3). What is no list of numbers, or says two things of one
//! letter, each viewer reads in its own way: then everything that follows on the line may stand elsewhere.

use super::effort::Effort;
use paraphe_pdf::{Dictionary, Object, RevisionView};
use std::collections::HashMap;

/// Codes of one octet: more entries are of nothing.
const CODES: usize = 256;
/// More entries of `/W` are not read.
const LIMIT: usize = 70_000;

/// What it takes to read an entry and to keep it.
const STEPS: usize = 8;

/// Codes, first and last, that are equally wide, in ems.
pub(super) type Range = (u32, u32, f64);

/// `/Widths` from `/FirstChar` to `/LastChar`, if there are any; `None`: it cannot be told.
pub(super) fn listed(
    view: RevisionView<'_>,
    font: &Dictionary,
    scale: f64,
    effort: &Effort,
) -> Option<HashMap<u32, f64>> {
    let widths = view.get(font, b"Widths");
    if widths == Object::Null {
        return Some(HashMap::new());
    }
    let code = |key| code(&view.get(font, key)).filter(|code| (..CODES).contains(&(*code as usize)));
    let codes = code(b"FirstChar")?..=code(b"LastChar")?;
    let width = |(code, listed): (u32, &Object)| Some((code, width(&view.resolve(listed))? * scale));
    let widths = widths.as_array().filter(|widths| effort.spend(widths.len()))?;
    codes.zip(widths.iter().take(CODES)).map(width).collect()
}

/// `/W`: `c [w1 … wn]` or `first last w`, in order of the codes; `None`: it cannot be told.
pub(super) fn ranged(view: RevisionView<'_>, list: &Object, effort: &Effort) -> Option<Vec<Range>> {
    let items = if *list == Object::Null { &[] } else { list.as_array()? };
    let size = |item: &Object| item.as_array().map_or(1, <[Object]>::len);
    let all: usize = items.iter().map(size).sum();
    if !effort.spend(all.saturating_mul(STEPS)) {
        return None;
    }
    let items: Vec<Object> = items.iter().take(LIMIT + 1).map(|item| view.resolve(item)).collect();
    let (mut ranges, mut rest) = (Vec::new(), items.as_slice());
    while let [first, tail @ ..] = rest {
        let first = code(first)?;
        rest = match tail {
            [Object::Array(widths), tail @ ..] => {
                for (code, listed) in (first..).zip(widths) {
                    ranges.push((code, code, width(&view.resolve(listed))? / 1000.0));
                }
                tail
            }
            [last, all, tail @ ..] => {
                ranges.push((first, code(last)?, width(all)? / 1000.0));
                tail
            }
            _ => return None,
        };
        if ranges.len() > LIMIT {
            return None;
        }
    }
    in_order(ranges)
}

/// A whole number, and written as one: of others some viewers take none.
fn code(item: &Object) -> Option<u32> {
    if let Object::Integer(code) = item { u32::try_from(*code).ok() } else { None }
}

/// As it is listed; larger numbers some viewers cannot hold.
pub(super) fn width(item: &Object) -> Option<f64> {
    const LARGEST: f64 = 30_000.0;
    item.as_number().filter(|width| width.abs() <= LARGEST)
}

/// Ranges that do not meet, in order; `None`: a code is in two that differ.
fn in_order(mut ranges: Vec<Range>) -> Option<Vec<Range>> {
    ranges.retain(|(first, last, _)| first <= last);
    ranges.sort_by_key(|(first, last, _)| (*first, *last));
    let mut kept: Vec<Range> = Vec::with_capacity(ranges.len());
    for (first, last, width) in ranges {
        match kept.last_mut().filter(|before| before.1 >= first) {
            Some(before) if before.2 == width => before.1 = before.1.max(last),
            Some(_) => return None,
            None => kept.push((first, last, width)),
        }
    }
    Some(kept)
}

/// The width of a code among ranges that are in order.
pub(super) fn find(ranges: &[Range], code: u32) -> Option<f64> {
    let behind = ranges.partition_point(|(first, ..)| *first <= code);
    let (_, last, width) = ranges.get(behind.checked_sub(1)?)?;
    (code <= *last).then_some(*width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_found_by_code() {
        let ranges = in_order(vec![(7, 9, 0.5), (3, 3, 1.0), (8, 12, 0.5), (4, 2, 9.0)]).unwrap();
        assert_eq!(ranges, [(3, 3, 1.0), (7, 12, 0.5)]);
        assert_eq!(
            [2, 3, 4, 7, 12, 13].map(|code| find(&ranges, code)),
            [None, Some(1.0), None, Some(0.5), Some(0.5), None]
        );
    }

    #[test]
    fn two_widths_of_one_code_are_none() {
        assert!(in_order(vec![(3, 3, 0.0), (3, 3, 20.0)]).is_none());
        assert!(in_order(vec![(5, 5, 0.0), (3, 9, 20.0)]).is_none());
        assert!(in_order(vec![(3, 3, 0.5), (3, 3, 0.5), (4, 4, 0.6)]).is_some());
    }
}
