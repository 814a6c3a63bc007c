//! What a `/ByteRange` covers (ISO 32000-2, 12.8.1). Facts only: whether uncovered bytes are legitimate is judged by
//! others.

use std::ops::Range;

use crate::file::PdfFile;

/// How far the signed bytes reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The numbers are not a signed range of this file: wrong count, negative, overlapping, beyond the end, or not
    /// beginning at byte 0.
    Malformed,
    /// The range ends somewhere inside a revision, or skips bytes that are no signature.
    Partial,
    /// Everything up to the end of the file, but for one end-of-line behind the last `%%EOF`.
    WholeFile,
    /// Everything up to the end of revision `revision`; later revisions were appended.
    WholeRevision {
        /// Index into [`PdfFile::revisions`].
        revision: usize,
    },
}

/// The facts about a byte range, each on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// The first range begins at byte 0.
    pub starts_at_zero: bool,
    /// Four non-negative numbers, in order, without overlap, inside the file.
    pub is_ordered: bool,
    /// The gap is exactly the `/Contents` token, delimiters included, of the very dictionary the range stands in.
    pub gap_is_contents: bool,
    /// The first byte behind the signed ones; 0 if the numbers are unusable.
    pub end: usize,
    /// How far the range reaches.
    pub extent: Extent,
    /// Bytes of the file behind the signed ones.
    pub bytes_after: usize,
}

/// The two ranges, if the numbers are usable for a file of `length` bytes.
#[must_use]
fn signed_ranges(numbers: &[i64], length: usize) -> Option<[Range<usize>; 2]> {
    let whole: Vec<usize> =
        numbers.iter().map(|&number| usize::try_from(number).ok()).collect::<Option<_>>()?;
    let [first, first_length, second, second_length] = whole[..] else { return None };
    let first_end = first.checked_add(first_length)?;
    let second_end = second.checked_add(second_length)?;
    (first_end <= second && second_end <= length).then_some([first..first_end, second..second_end])
}

/// Compares the numbers with the file and with where `/Contents` really stands.
pub(crate) fn coverage(file: &PdfFile, numbers: &[i64], contents: &Range<usize>) -> Coverage {
    let length = file.bytes().len();
    let Some([first, second]) = signed_ranges(numbers, length) else {
        return Coverage {
            starts_at_zero: numbers.first() == Some(&0),
            is_ordered: false,
            gap_is_contents: false,
            end: 0,
            extent: Extent::Malformed,
            bytes_after: length,
        };
    };
    let gap_is_contents = !contents.is_empty() && first.end == contents.start && second.start == contents.end;
    let end = second.end;
    let extent = if first.start != 0 {
        Extent::Malformed
    } else if gap_is_contents {
        extent(file, end)
    } else {
        Extent::Partial
    };
    Coverage {
        starts_at_zero: first.start == 0,
        is_ordered: true,
        gap_is_contents,
        end,
        extent,
        bytes_after: length - end,
    }
}

fn extent(file: &PdfFile, end: usize) -> Extent {
    let revisions = file.revisions();
    if end == file.bytes().len() && revisions.last().is_some_and(|last| last.end_of_marker <= end) {
        return Extent::WholeFile;
    }
    let reached =
        revisions.iter().position(|revision| (revision.end_of_marker..=revision.end).contains(&end));
    match reached {
        Some(revision) if revision + 1 == revisions.len() && file.bytes_after_last_revision() == 0 => {
            Extent::WholeFile
        }
        Some(revision) => Extent::WholeRevision { revision },
        None => Extent::Partial,
    }
}

impl PdfFile {
    /// Bytes behind the last `%%EOF` and its end-of-line: they belong to no revision.
    #[must_use]
    pub fn bytes_after_last_revision(&self) -> usize {
        let end = self.revisions().last().map_or(0, |last| last.end);
        self.bytes().len().saturating_sub(end)
    }
}
