//! Where the data of a picture within content ends (ISO 32000-2 §8.9.7).

use super::content::is_space;

/// Behind `ID`: where the `EI` ends that stands between white space. Some viewers reckon where the picture ends and some look for the
/// `EI`; `None`: another could be meant, up to the next picture, and nobody can say what belongs to the picture and what is drawn.
pub(super) fn end(content: &[u8], from: usize) -> Option<usize> {
    let is_space_at = |at: usize| content.get(at).is_some_and(|octet| is_space(*octet));
    let is_ended_at = |at: usize| at >= content.len() || is_space_at(at);
    let is_word_at = |at: usize, word: &[u8]| content[at..].starts_with(word) && is_ended_at(at + 2);
    let at = (from..content.len()).find(|at| is_word_at(*at, b"EI"))?;
    let is_apart = |at: usize| at.checked_sub(1).is_some_and(is_space_at);
    if !is_apart(at) {
        return None;
    }
    let behind = at + 2;
    let is_end = |at: &usize| is_word_at(*at, b"EI") || is_word_at(*at, b"ID");
    let next = (behind..content.len()).filter(|at| is_apart(*at)).find(is_end);
    let is_other = next.is_some_and(|at| is_word_at(at, b"EI"));
    (!is_other).then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_ends_where_all_viewers_end_it() {
        for (content, expected) in [
            (&b"x EI Q"[..], Some(4)),
            (b"x EI", Some(4)),
            (b"\x01EIx(\x02 EI Q", Some(9)),
            (b"x EI q BI ID y EI Q", Some(4)),
            (b"x EI f EI Q", None),
            (b"xEI f Q", None),
            (b"x", None),
            (b"", None),
        ] {
            assert_eq!(end(content, 0), expected, "{content:?}");
        }
    }
}
