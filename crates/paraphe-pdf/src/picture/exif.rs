//! The one thing a camera says that matters here: which way up it was held.

/// Entries of the first directory that are looked at.
const MOST_ENTRIES: usize = 256;
/// The tag of the orientation (EXIF 2.3, 4.6.4.A).
const ORIENTATION: u16 = 0x0112;

/// The orientation in an EXIF block, 1 to 8; 1 (upright) if it says none.
pub(super) fn orientation(block: &[u8]) -> u16 {
    // In a JPEG file the block begins with a name, in a PNG file at once.
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    read(block).filter(|found| (1..=8).contains(found)).unwrap_or(1)
}

fn read(block: &[u8]) -> Option<u16> {
    let is_big = match block.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = block.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let long = |at: usize| -> Option<u32> {
        let bytes: [u8; 4] = block.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if is_big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let count = usize::from(short(directory)?).min(MOST_ENTRIES);
    let entries = (0..count).filter_map(|index| directory.checked_add(2 + 12 * index));
    entries.into_iter().find(|at| short(*at) == Some(ORIENTATION)).and_then(|at| short(at + 8))
}
