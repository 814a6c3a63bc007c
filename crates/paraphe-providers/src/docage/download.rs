//! What a download is: a client of 2020 decodes base64, the vendor's page promises documents in the plural. So the bytes
//! are looked at: a PDF, a ZIP of some, base64 of either, or JSON that holds such texts.

use std::io::{Cursor, Read as _};

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;
use zip::ZipArchive;

use super::wire;
use crate::http::is_pdf;

/// A PDF of a download.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Pdf {
    /// What it is called, where the download says.
    pub(super) name: Option<String>,
    pub(super) bytes: Vec<u8>,
}

/// The PDFs of a download in its order; none when it holds none, or when one of them is not whole.
pub(super) fn pdfs(bytes: &[u8]) -> Vec<Pdf> {
    let mut found = Vec::new();
    match look(bytes, None, DEPTH, &mut found) {
        Ok(()) => found,
        Err(Broken) => Vec::new(),
    }
}

/// A part of the download ends too early: nothing of it is taken, so that nobody misses what was behind.
struct Broken;

fn look(bytes: &[u8], name: Option<&str>, depth: u8, found: &mut Vec<Pdf>) -> Result<(), Broken> {
    let Some(depth) = depth.checked_sub(1) else { return Ok(()) };
    // A ZIP first: it may hold a PDF as it is, within the first bytes.
    if bytes.starts_with(b"PK\x03\x04") {
        return look_into_zip(bytes, depth, found);
    }
    if is_pdf(bytes) {
        found.push(Pdf { name: name.map(str::to_owned), bytes: bytes.to_vec() });
        return if is_whole(bytes) { Ok(()) } else { Err(Broken) };
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let text = text.trim();
    if text.starts_with(['"', '[', '{']) {
        let value = serde_json::from_str(text).map_err(|_| Broken)?;
        return look_into_json(&value, name, depth, found);
    }
    match decoded(text) {
        Some(bytes) => look(&bytes, name, depth, found),
        None => Ok(()),
    }
}

fn look_into_zip(bytes: &[u8], depth: u8, found: &mut Vec<Pdf>) -> Result<(), Broken> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Broken)?;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| Broken)?;
        let path = entry.name().map_err(|_| Broken)?.into_owned();
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let mut bytes = Vec::new();
        // A few kilobytes can unfold to any size: what is larger than any answer may be is cut, and then not whole.
        entry.take(LARGEST).read_to_end(&mut bytes).map_err(|_| Broken)?;
        look(&bytes, Some(name), depth, found)?;
    }
    Ok(())
}

fn look_into_json(value: &Value, name: Option<&str>, depth: u8, found: &mut Vec<Pdf>) -> Result<(), Broken> {
    match value {
        Value::String(text) => match decoded(text) {
            Some(bytes) => look(&bytes, name, depth, found),
            None => Ok(()),
        },
        Value::Array(items) => items.iter().try_for_each(|item| look_into_json(item, name, depth, found)),
        Value::Object(members) => {
            let own = ["FileName", "Name", "FriendlyName"].iter().find_map(|key| wire::text(value, key));
            members.values().try_for_each(|item| look_into_json(item, own.or(name), depth, found))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// Base64 with or without padding, line breaks or `data:…;base64,` in front.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    let text = match text.strip_prefix("data:") {
        Some(rest) => rest.split_once(";base64,")?.1,
        None => text,
    };
    let text: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    BASE64.decode(text).ok().filter(|bytes| !bytes.is_empty())
}

/// Whether the end of a PDF is there: half a base64 text decodes as well as a whole one.
fn is_whole(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    tail.windows(5).any(|window| window == b"%%EOF")
}

/// A ZIP within base64 within JSON, and one to spare.
const DEPTH: u8 = 5;
/// The size above which an entry of a ZIP is cut, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use base64::engine::general_purpose::STANDARD;
    use serde_json::json;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    const ONE: &[u8] = b"%PDF-1.7\none\n%%EOF\n";
    const TWO: &[u8] = b"%PDF-1.7\ntwo\n%%EOF\n";

    fn zip(method: CompressionMethod) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(method);
        for (name, bytes) in [("signed/one.pdf", ONE), ("two.pdf", TWO), ("readme.txt", b"hello".as_slice())]
        {
            writer.start_file(name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn check(download: &[u8], expect: &[(Option<&str>, &[u8])]) {
        let found = pdfs(download);
        let found: Vec<_> = found.iter().map(|pdf| (pdf.name.as_deref(), pdf.bytes.as_slice())).collect();
        assert_eq!(found, expect, "{:?}", String::from_utf8_lossy(&download[..download.len().min(60)]));
    }

    #[test]
    fn one_document_however_it_is_wrapped() {
        let text = STANDARD.encode(ONE);
        check(ONE, &[(None, ONE)]);
        check(text.as_bytes(), &[(None, ONE)]);
        check(format!("\"{text}\"").as_bytes(), &[(None, ONE)]);
        check(format!("{}\r\n{}\r\n", &text[..8], &text[8..]).as_bytes(), &[(None, ONE)]);
        check(text.trim_end_matches('=').as_bytes(), &[(None, ONE)]);
        check(format!("data:application/pdf;base64,{text}").as_bytes(), &[(None, ONE)]);
    }

    #[test]
    fn several_documents() {
        let (one, two) = (STANDARD.encode(ONE), STANDARD.encode(TWO));
        check(json!([one, two]).to_string().as_bytes(), &[(None, ONE), (None, TWO)]);
        let named =
            json!([{ "Content": one, "FileName": "one.pdf", "Id": "abcd" }, { "Content": two, "Type": 0 }]);
        check(named.to_string().as_bytes(), &[(Some("one.pdf"), ONE), (None, TWO)]);
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            let zip = zip(method);
            let expect = [(Some("one.pdf"), ONE), (Some("two.pdf"), TWO)];
            check(&zip, &expect);
            check(STANDARD.encode(&zip).as_bytes(), &expect);
        }
    }

    #[test]
    fn what_is_none_or_not_whole_is_not_taken() {
        let text = STANDARD.encode(ONE);
        let zip = zip(CompressionMethod::Deflated);
        let second_is_cut = json!([text, STANDARD.encode(&TWO[..12])]).to_string();
        let broken: [&[u8]; 9] = [
            second_is_cut.as_bytes(),
            b"",
            b"This is not the document.",
            b"<html>",
            &ONE[..10],
            &text.as_bytes()[..16],
            &text.as_bytes()[..15],
            b"{\"error\": \"no\"}",
            &zip[..zip.len() - 30],
        ];
        for download in broken {
            check(download, &[]);
        }
    }
}
