//! Streams that hold the same content and are compressed by one program and not by another.

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;

use crate::object::{Dictionary, Object, Stream};
use crate::revision::RevisionView;

/// More is not unpacked.
const LIMIT: usize = 16 << 20;
/// How much is made room for at once.
const ROOM: usize = 1 << 16;
/// So much more work it is than reading, and however little there is, for many may be compared again and again.
const WEIGHT: usize = 4;
/// What says how a stream is packed, and how long it is then.
const PACKING: [&[u8]; 2] = [b"Filter", b"Length"];
/// What would have to be known beside it.
const TOLD: [&[u8]; 5] = [b"DP", b"DecodeParms", b"F", b"FDecodeParms", b"FFilter"];

/// Whether two streams say the same of themselves, packing apart, and every viewer unpacks the same from them.
pub(crate) fn hold_the_same(
    before: RevisionView<'_>,
    former: &Stream,
    after: RevisionView<'_>,
    present: &Stream,
) -> bool {
    let said = |stream: &Stream| {
        let mut dictionary = stream.dictionary.clone();
        PACKING.iter().for_each(|key| dictionary.remove(key));
        dictionary
    };
    let is_alike = former.dictionary.repeated_key().is_none()
        && present.dictionary.repeated_key().is_none()
        && said(former) == said(present);
    is_alike && content(before, former).is_some_and(|held| content(after, present) == Some(held))
}

/// What a stream holds, if there is one way only to find its end and to unpack it.
fn content(view: RevisionView<'_>, stream: &Stream) -> Option<Vec<u8>> {
    let raw = view.raw(stream);
    let length = view.get(&stream.dictionary, b"Length");
    let is_measured = matches!(length, Object::Integer(length) if usize::try_from(length) == Ok(raw.len()));
    let is_told = TOLD.iter().any(|key| stream.dictionary.get(key).is_some());
    if !is_measured || is_told || !is_bounded(view.store().bytes(), stream) {
        return None;
    }
    let held = if is_deflated(&stream.dictionary)? { inflated(raw) } else { Some(raw.to_vec()) };
    held.filter(|held| view.store().spend(WEIGHT * held.len().max(ROOM)))
}

/// Whether it begins behind the end of a line, and ends where the word for it stands first.
fn is_bounded(bytes: &[u8], stream: &Stream) -> bool {
    let (Some(head), Some(tail)) = (bytes.get(..stream.data.start), bytes.get(stream.data.end..)) else {
        return false;
    };
    let tail = tail.strip_prefix(b"\r").unwrap_or(tail);
    let tail = tail.strip_prefix(b"\n").unwrap_or(tail);
    let word = &b"endstream"[..];
    (head.ends_with(b"stream\n") || head.ends_with(b"stream\r\n"))
        && tail.starts_with(word)
        && memmem::find(&bytes[stream.data.clone()], word).is_none()
}

/// Whether it is packed by FlateDecode, or not at all; `None`: in another way.
fn is_deflated(dictionary: &Dictionary) -> Option<bool> {
    let Some(filter) = dictionary.get(b"Filter").filter(|filter| **filter != Object::Null) else {
        return Some(false);
    };
    let single = std::slice::from_ref(filter);
    let [filter] = filter.as_array().unwrap_or(single) else { return None };
    (filter.as_name() == Some(b"FlateDecode")).then_some(true)
}

/// All of it, from the first byte to the last, with a sum that fits: of anything else some viewers show what they could unpack.
fn inflated(raw: &[u8]) -> Option<Vec<u8>> {
    let (mut inflate, mut content) = (Decompress::new(true), Vec::new());
    loop {
        content.reserve(ROOM);
        let read = usize::try_from(inflate.total_in()).ok()?;
        let (from, written) = (raw.get(read..)?, content.len());
        let status = inflate.decompress_vec(from, &mut content, FlushDecompress::Finish).ok()?;
        let all = usize::try_from(inflate.total_in()).ok()?;
        match status {
            Status::StreamEnd => return (all == raw.len()).then_some(content),
            Status::BufError | Status::Ok => {}
        }
        if content.len() > LIMIT || (content.len() == written && all == read) {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn deflated(content: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_is_packed_completely_is_unpacked() {
        let content: Vec<u8> = (0..300_000_u32).map(|number| (number / 7).to_le_bytes()[0]).collect();
        assert_eq!(inflated(&deflated(&content)), Some(content));
        assert_eq!(inflated(&deflated(b"")).as_deref(), Some(&b""[..]));
    }

    #[test]
    fn what_is_damaged_or_followed_by_something_is_not() {
        let whole = deflated(b"BT (The price is 1,000 euros.) Tj ET");
        let with = |place: usize, octet: u8| {
            let mut other = whole.clone();
            other[place] ^= octet;
            other
        };
        let sum = whole.len() - 1;
        assert_eq!(inflated(&with(sum, 1)), None, "another sum");
        assert_eq!(inflated(&whole[..sum]), None, "cut off");
        assert_eq!(inflated(&[&whole[..], b"\n"].concat()), None, "something behind it");
        assert_eq!(inflated(&with(0, 0x0F)), None, "no such packing");
        assert_eq!(inflated(b""), None);
    }
}
