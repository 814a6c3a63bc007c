//! Bodies, with files in them.

use std::collections::VecDeque;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream;
use serde_json::Value;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::{block_in_place, spawn_blocking};

use super::content::{Coding, Content, KEPT, Recent, Source};
use crate::error::{Error, ErrorKind, Result};

/// One part of a `multipart/form-data` body.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The name of the field.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: PartValue,
}

/// The value of a part.
#[derive(Clone, Debug)]
pub(crate) enum PartValue {
    /// A file in memory.
    Bytes {
        /// Its name.
        file_name: String,
        /// Its media type.
        media_type: &'static str,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// A file on the disk.
    File {
        /// Its name.
        file_name: String,
        /// Its media type.
        media_type: &'static str,
        /// Where it is.
        path: PathBuf,
    },
    /// A text.
    Text(String),
}

impl Part {
    /// A text field.
    pub(crate) fn text(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: PartValue::Text(value.into()) }
    }

    /// A PDF on the disk.
    pub(crate) fn pdf(name: impl Into<String>, file_name: impl Into<String>, path: &Path) -> Self {
        let (file_name, path) = (file_name.into(), path.to_owned());
        Self { name: name.into(), value: PartValue::File { file_name, media_type: "application/pdf", path } }
    }
}

/// A piece of a body that is put together while it is sent.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// The file's bytes in base64.
    Base64(PathBuf),
    /// The file's bytes.
    File(PathBuf),
    /// As it stands.
    Text(String),
}

pub(super) enum Payload {
    Bytes { media_type: &'static str, bytes: Vec<u8> },
    Empty,
    Multipart(Vec<Part>),
    Pieces(Vec<Piece>),
}

/// Only the kind: passwords travel in bodies.
impl fmt::Debug for Payload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Bytes { media_type, .. } => media_type,
            Self::Empty => "nothing",
            Self::Multipart(_) => "multipart/form-data",
            Self::Pieces(_) => "application/json with files",
        })
    }
}

impl Payload {
    pub(super) async fn put_into(
        self,
        request: reqwest::RequestBuilder,
        recent: &Arc<Recent>,
    ) -> Result<reqwest::RequestBuilder> {
        match self {
            Self::Empty => Ok(request),
            Self::Bytes { media_type, bytes } => Ok(request.header("content-type", media_type).body(bytes)),
            Self::Multipart(parts) => Ok(request.multipart(form(parts, recent).await?)),
            Self::Pieces(pieces) => {
                let opened = Opened::new(pieces, recent).await?;
                let request = request.header("content-type", "application/json");
                Ok(request.header("content-length", opened.length).body(opened.body()))
            }
        }
    }
}

/// A JSON text with files in it: the string `file(n)` in `value` (see [`file`]) stands for the bytes of `files[n]` in
/// base64.
///
/// # Errors
/// [`ErrorKind::Configuration`] when a file is not named exactly once: a title may happen to hold the same words.
pub(crate) fn json_with_files(value: &Value, files: &[PathBuf]) -> Result<Vec<Piece>> {
    let mut rest = value.to_string();
    let mut pieces = Vec::new();
    for (index, path) in files.iter().enumerate() {
        let marker = file(index);
        let escaped = Value::String(marker).to_string();
        let escaped = escaped.trim_matches('"');
        if rest.matches(escaped).count() != 1 {
            return Err(Error::new(ErrorKind::Configuration, "a file must be named once in a request"));
        }
        let Some((before, after)) = rest.split_once(escaped) else { continue };
        pieces.push(Piece::Text(before.to_owned()));
        pieces.push(Piece::Base64(path.clone()));
        rest = after.to_owned();
    }
    pieces.push(Piece::Text(rest));
    Ok(pieces)
}

/// What stands in a JSON value for the file of this number; files are named in their order.
pub(crate) fn file(index: usize) -> String {
    format!("\u{0}file {index}\u{0}")
}

async fn form(parts: Vec<Part>, recent: &Arc<Recent>) -> Result<reqwest::multipart::Form> {
    let mut form = reqwest::multipart::Form::new();
    for part in parts {
        let value = match part.value {
            PartValue::Text(text) => reqwest::multipart::Part::text(text),
            PartValue::Bytes { file_name, media_type, bytes } => {
                typed(reqwest::multipart::Part::bytes(bytes), file_name, media_type)?
            }
            PartValue::File { file_name, media_type, path } => {
                // In our own chunks: as a plain file it would be read four kilobytes at a time.
                let opened = Opened::new(vec![Piece::File(path)], recent).await?;
                let length = opened.length;
                let body = reqwest::multipart::Part::stream_with_length(opened.body(), length);
                typed(body, file_name, media_type)?
            }
        };
        form = form.part(part.name, value);
    }
    Ok(form)
}

fn typed(
    part: reqwest::multipart::Part,
    file_name: String,
    media_type: &str,
) -> Result<reqwest::multipart::Part> {
    part.file_name(file_name)
        .mime_str(media_type)
        .map_err(|error| Error::new(ErrorKind::Configuration, "no such media type").with_source(error))
}

/// A body whose files are open.
struct Opened {
    /// How long it is, in bytes.
    length: u64,
    parts: VecDeque<Content>,
}

impl Opened {
    /// Opens its files, and reads the small ones. Where they are kept this is a look at them, for which waking another thread
    /// would cost more: it is done right here, the runtime's other work having moved over to its other threads.
    async fn new(pieces: Vec<Piece>, recent: &Arc<Recent>) -> Result<Self> {
        if Handle::current().runtime_flavor() == RuntimeFlavor::MultiThread {
            return block_in_place(|| Self::open(pieces, recent)).map_err(unreadable);
        }
        let recent = Arc::clone(recent);
        blocking(move || Self::open(pieces, &recent)).await.map_err(unreadable)
    }

    fn open(pieces: Vec<Piece>, recent: &Recent) -> std::io::Result<Self> {
        let (mut length, mut room) = (0, KEPT);
        let mut parts = VecDeque::new();
        for piece in pieces {
            let (part, size) = match piece {
                Piece::Base64(path) => recent.open(&path, Coding::Base64, room)?,
                Piece::File(path) => recent.open(&path, Coding::None, room)?,
                Piece::Text(text) => {
                    let size = text.len() as u64;
                    (Content::Small(text.into()), size)
                }
            };
            length += size;
            room = room.saturating_sub(size);
            parts.push_back(part);
        }
        Ok(Self { length, parts })
    }

    fn body(self) -> reqwest::Body {
        reqwest::Body::wrap_stream(chunks(self.parts))
    }
}

/// The bytes of a body, a chunk at a time.
fn chunks(
    parts: VecDeque<Content>,
) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> + Send + 'static {
    stream::try_unfold(parts, |mut parts| async move {
        while let Some(next) = parts.pop_front() {
            let (bytes, rest) = match next {
                Content::Small(bytes) => (bytes, None),
                Content::Large(source) => blocking(move || Source::read(source)).await?,
            };
            if let Some(rest) = rest {
                parts.push_front(Content::Large(rest));
            }
            if !bytes.is_empty() {
                return Ok(Some((bytes, parts)));
            }
        }
        Ok(None)
    })
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> std::io::Result<T> {
    spawn_blocking(work).await.map_err(std::io::Error::other)?
}

fn unreadable(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Journal, "a document cannot be read").with_source(error)
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use futures_util::StreamExt as _;
    use serde_json::json;

    use super::super::content::CHUNK;
    use super::*;

    async fn text_of(opened: Opened) -> String {
        let chunks: Vec<_> = Box::pin(chunks(opened.parts)).collect().await;
        let bytes: Vec<u8> = chunks.into_iter().flat_map(|chunk| chunk.unwrap()).collect();
        String::from_utf8(bytes).unwrap()
    }

    #[tokio::test]
    async fn files_stand_in_json_as_base64_whatever_their_length() {
        let folder = tempfile::tempdir().unwrap();
        let recent = Arc::new(Recent::default());
        // Two of the last but one are small together no more, and of the last none is.
        let kept = usize::try_from(KEPT).unwrap();
        for size in [0, 1, 2, 3, CHUNK - 1, CHUNK, CHUNK + 1, kept / 2, kept + CHUNK] {
            let path = folder.path().join("a.pdf");
            let bytes: Vec<u8> = (0..size).map(|n| (n % 251) as u8).collect();
            std::fs::write(&path, &bytes).unwrap();
            let value = json!({ "before": "é", "data": file(0), "more": [file(1)] });
            let pieces = json_with_files(&value, &[path.clone(), path.clone()]).unwrap();
            let opened = Opened::new(pieces, &recent).await.unwrap();
            let expected = opened.length;
            let text = text_of(opened).await;
            assert_eq!(text.len() as u64, expected);
            let read: Value = serde_json::from_str(&text).unwrap();
            for data in [&read["data"], &read["more"][0]] {
                assert_eq!(STANDARD.decode(data.as_str().unwrap()).unwrap(), bytes, "{size} bytes");
            }
        }
    }

    #[test]
    fn a_title_cannot_pass_for_a_file() {
        let value = json!({ "title": file(0), "data": file(0) });
        assert!(json_with_files(&value, &[PathBuf::from("a.pdf")]).is_err());
    }
}
