//! Frames on a pipe: a header of 20 bytes, a small *head* with numbers and a *blob* with pixels, a PNG or text.
//!
//! | bytes | what |
//! |---|---|
//! | 0–1 | `PV` |
//! | 2 | version of the protocol |
//! | 3 | kind |
//! | 4–11 | number of the request, little endian |
//! | 12–15 | length of the head |
//! | 16–19 | length of the blob |
//!
//! The blob is apart so that pixels go into their final place without a copy. Nothing is allocated for a length until
//! the length is within its limit.

use std::io::{self, Read, Write};

/// One message in transit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) kind: u8,
    pub(crate) id: u64,
    pub(crate) head: Vec<u8>,
    pub(crate) blob: Vec<u8>,
}

/// The longest frame a reader accepts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FrameLimits {
    pub(crate) head: u32,
    pub(crate) blob: u32,
}

/// Why no frame could be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FrameError {
    #[error("the other side closed the pipe")]
    Closed,
    #[error("the pipe ended in the middle of a frame")]
    Cut,
    #[error("not a frame")]
    NotAFrame,
    #[error("{bytes} bytes, at most {limit} are allowed")]
    TooLong { bytes: u32, limit: u32 },
    #[error("protocol version {found}, this program speaks {VERSION}")]
    Version { found: u8 },
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes one frame; the caller flushes.
pub(crate) fn write_frame(out: &mut impl Write, frame: &Frame) -> io::Result<()> {
    write_parts(out, frame.kind, frame.id, &frame.head, &frame.blob)
}

/// Writes one frame whose blob is borrowed.
pub(crate) fn write_parts(
    out: &mut impl Write,
    kind: u8,
    id: u64,
    head: &[u8],
    blob: &[u8],
) -> io::Result<()> {
    let too_long = |_| io::Error::from(io::ErrorKind::InvalidInput);
    let head_length = u32::try_from(head.len()).map_err(too_long)?;
    let blob_length = u32::try_from(blob.len()).map_err(too_long)?;
    let mut start = Vec::with_capacity(HEADER + head.len());
    start.extend_from_slice(&MAGIC);
    start.extend_from_slice(&[VERSION, kind]);
    start.extend_from_slice(&id.to_le_bytes());
    start.extend_from_slice(&head_length.to_le_bytes());
    start.extend_from_slice(&blob_length.to_le_bytes());
    start.extend_from_slice(head);
    out.write_all(&start)?;
    out.write_all(blob)
}

/// Reads one frame, waiting for it.
pub(crate) fn read_frame(input: &mut impl Read, limits: FrameLimits) -> Result<Frame, FrameError> {
    let mut header = Vec::with_capacity(HEADER);
    input.by_ref().take(HEADER as u64).read_to_end(&mut header)?;
    if header.is_empty() {
        return Err(FrameError::Closed);
    }
    let Ok(header) = <[u8; HEADER]>::try_from(header) else { return Err(FrameError::Cut) };
    let [m0, m1, version, kind, i0, i1, i2, i3, i4, i5, i6, i7, h0, h1, h2, h3, b0, b1, b2, b3] = header;
    if [m0, m1] != MAGIC {
        return Err(FrameError::NotAFrame);
    }
    if version != VERSION {
        return Err(FrameError::Version { found: version });
    }
    Ok(Frame {
        kind,
        id: u64::from_le_bytes([i0, i1, i2, i3, i4, i5, i6, i7]),
        head: read_part(input, u32::from_le_bytes([h0, h1, h2, h3]), limits.head)?,
        blob: read_part(input, u32::from_le_bytes([b0, b1, b2, b3]), limits.blob)?,
    })
}

fn read_part(input: &mut impl Read, length: u32, limit: u32) -> Result<Vec<u8>, FrameError> {
    if length > limit {
        return Err(FrameError::TooLong { bytes: length, limit });
    }
    // Reserved but not written: pages of memory that never arrive cost nothing where nobody counts them. Windows does, and
    // what it cannot give costs the frame.
    let mut part = Vec::new();
    part.try_reserve_exact(length as usize).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    input.by_ref().take(u64::from(length)).read_to_end(&mut part)?;
    if part.len() == length as usize { Ok(part) } else { Err(FrameError::Cut) }
}

/// What the program that asks accepts from a worker.
pub(crate) const ANSWER_LIMITS: FrameLimits = FrameLimits { head: 64 * 1024, blob: 320 * 1024 * 1024 };
/// What a worker accepts from the program that asks: a path, a password and numbers.
pub(crate) const REQUEST_LIMITS: FrameLimits = FrameLimits { head: 60 * 1024, blob: 0 };
/// Raised with every change of a frame or a message.
pub(crate) const VERSION: u8 = 1;
const MAGIC: [u8; 2] = *b"PV";
const HEADER: usize = 20;
