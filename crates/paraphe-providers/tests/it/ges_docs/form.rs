//! A request as it arrived, read apart: the form's parts, and the tags in its documents.

use paraphe_envelope::PageRect;
use paraphe_pdf::{Object, PdfFile};
use paraphe_sandbox::RequestRecord;
use serde_json::Value;

use crate::support::header;

/// The parts of a form in their order: name, whether it is a file, bytes.
pub(super) fn parts(request: &RequestRecord) -> Vec<(String, bool, Vec<u8>)> {
    let boundary = header(request, "content-type").unwrap().split("boundary=").nth(1).unwrap();
    let boundary = format!("--{boundary}");
    let mut found = Vec::new();
    let mut rest = request.body.as_slice();
    while let Some(at) = position(rest, boundary.as_bytes()) {
        let part = &rest[..at];
        rest = &rest[at + boundary.len()..];
        let Some(gap) = position(part, b"\r\n\r\n") else { continue };
        let head = String::from_utf8(part[..gap].to_vec()).unwrap();
        let name = head.split("name=\"").nth(1).unwrap().split('"').next().unwrap();
        let body = &part[gap + 4..part.len() - 2];
        found.push((name.to_owned(), head.contains("filename=\""), body.to_vec()));
    }
    found
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// The texts of a form, `metadata` left out: it holds a random number.
pub(super) fn texts(request: &RequestRecord) -> Vec<(String, String)> {
    let texts = parts(request).into_iter().filter(|(name, is_file, _)| !is_file && name != "metadata");
    texts.map(|(name, _, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

pub(super) fn text<'t>(texts: &'t [(String, String)], name: &str) -> Option<&'t str> {
    texts.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

pub(super) fn file(request: &RequestRecord, name: &str) -> Vec<u8> {
    let mut files = parts(request).into_iter().filter(|(key, is_file, _)| *is_file && key == name);
    files.next().expect("there is such a file").2
}

pub(super) fn metadata(request: &RequestRecord) -> Value {
    let text = parts(request).into_iter().find(|(name, _, _)| name == "metadata").unwrap().2;
    serde_json::from_slice(&text).unwrap()
}

/// Every tag: the text and where a person would see it begin, page and points from the top left.
pub(super) fn tags(pdf: &PdfFile) -> Vec<(String, u32, f64, f64)> {
    let view = pdf.current();
    let mut found = Vec::new();
    for number in 1..=pdf.page_count() {
        let page = view.object(pdf.page_id(number).unwrap());
        let contents = view.get(page.as_dictionary().unwrap(), b"Contents");
        let streams = contents.as_array().map_or_else(|| vec![contents.clone()], <[Object]>::to_vec);
        for stream in streams {
            let Object::Stream(stream) = view.resolve(&stream) else { continue };
            let text = String::from_utf8(view.decode(&stream, 1 << 20).unwrap()).unwrap();
            for line in text.lines().filter(|line| line.contains("<@")) {
                let tag = line.split(['(', ')']).nth(1).unwrap().to_owned();
                let words: Vec<&str> = line.split(' ').collect();
                let at = words.iter().position(|word| *word == "Tm").unwrap();
                let [x, y]: [f64; 2] = [words[at - 2].parse().unwrap(), words[at - 1].parse().unwrap()];
                let dot = PageRect::from_corners([x, y, x + 0.001, y + 0.001]).unwrap();
                let seen = pdf.page_geometry(number).unwrap().to_view(dot);
                found.push((tag, number, seen.x, seen.y));
            }
        }
    }
    found
}
