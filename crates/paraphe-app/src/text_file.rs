//! Texts that spreadsheets and mail programs write: UTF-8, UTF-16 with its mark (Excel's « texte Unicode »), and what
//! Windows of Western Europe writes where a file says nothing (Excel's CSV).

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::documents::name_of;
use crate::{Code, Error, files};

/// A list of people is far smaller; photos in visiting cards are what fills files.
const LIMIT_BYTES: u64 = 16 * 1024 * 1024;

/// What Windows-1252 has from 0x80 on, where Latin 1 has control characters. Five of them are nothing.
const WINDOWS: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
    '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// The text of a file.
///
/// # Errors
/// `documentUnreadable`: not there, too large, or no text.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| files::unreadable(path, &error))?;
    let read = file.take(LIMIT_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| files::unreadable(path, &error))?;
    let unreadable = |message| Err(Error::new(Code::DocumentUnreadable, message).with("name", name_of(path)));
    if bytes.len() as u64 > LIMIT_BYTES {
        return unreadable("error-people-too-large");
    }
    decoded(bytes).map_or_else(|| unreadable("error-people-no-text"), Ok)
}

/// The text; none when there are bytes no text has (a spreadsheet's own file, a picture).
fn decoded(bytes: Vec<u8>) -> Option<String> {
    let units = |pair: fn([u8; 2]) -> u16| bytes[2..].chunks_exact(2).map(move |two| pair([two[0], two[1]]));
    let utf16 = match bytes.as_slice() {
        [0xff, 0xfe, ..] => Some(units(u16::from_le_bytes).collect::<Vec<_>>()),
        [0xfe, 0xff, ..] => Some(units(u16::from_be_bytes).collect::<Vec<_>>()),
        _ => None,
    };
    if let Some(units) = utf16 {
        return Some(String::from_utf16_lossy(&units));
    }
    if bytes.starts_with(b"%PDF-") || bytes.contains(&0) {
        return None;
    }
    Some(String::from_utf8(bytes).unwrap_or_else(|error| windows(error.as_bytes())))
}

fn windows(bytes: &[u8]) -> String {
    let character = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    };
    bytes.iter().map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_write_is_read() {
        for bytes in [
            "Zoë Lœuvre — €".as_bytes().to_vec(),
            vec![b'Z', b'o', 0xeb, b' ', b'L', 0x9c, b'u', b'v', b'r', b'e', b' ', 0x97, b' ', 0x80],
            [0xff, 0xfe]
                .into_iter()
                .chain("Zoë Lœuvre — €".encode_utf16().flat_map(u16::to_le_bytes))
                .collect(),
            [0xfe, 0xff]
                .into_iter()
                .chain("Zoë Lœuvre — €".encode_utf16().flat_map(u16::to_be_bytes))
                .collect(),
        ] {
            assert_eq!(decoded(bytes).as_deref(), Some("Zoë Lœuvre — €"));
        }
        assert_eq!(decoded(b"PK\x03\x04\0\0".to_vec()), None);
    }

    #[test]
    fn what_is_no_text_is_told_with_its_name() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("gens.xlsx");
        assert_eq!(read(&path).unwrap_err().code, Code::DocumentUnreadable);
        std::fs::write(&path, b"PK\x03\x04\0\0").unwrap();
        let error = read(&path).unwrap_err();
        assert_eq!(
            (error.message.as_str(), error.params["name"].as_str()),
            ("error-people-no-text", "gens.xlsx")
        );
        // A small PDF need not hold a byte that no text has.
        std::fs::write(&path, b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj").unwrap();
        assert_eq!(read(&path).unwrap_err().message, "error-people-no-text");
        std::fs::write(&path, vec![b'a'; LIMIT_BYTES as usize + 1]).unwrap();
        assert_eq!(read(&path).unwrap_err().message, "error-people-too-large");
    }
}
