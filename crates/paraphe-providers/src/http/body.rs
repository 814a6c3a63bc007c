//! Bodies. Files are read while they are sent, so that memory does not grow with their size.

use std::collections::VecDeque;
use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures_util::stream;
use serde_json::Value;

use crate::error::{Error, ErrorKind, Result};

/// Read at once: a multiple of three, so that base64 needs no carry.
const CHUNK: usize = 3 * 128 * 1024;

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
    pub(super) async fn put_into(self, request: reqwest::RequestBuilder) -> Result<reqwest::RequestBuilder> {
        match self {
            Self::Empty => Ok(request),
            Self::Bytes { media_type, bytes } => Ok(request.header("content-type", media_type).body(bytes)),
            Self::Multipart(parts) => Ok(request.multipart(form(parts).await?)),
            Self::Pieces(pieces) => {
                let length = length(&pieces).await?;
                let body = reqwest::Body::wrap_stream(chunks(pieces));
                let request = request.header("content-type", "application/json");
                Ok(request.header("content-length", length).body(body))
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

async fn form(parts: Vec<Part>) -> Result<reqwest::multipart::Form> {
    let mut form = reqwest::multipart::Form::new();
    for part in parts {
        let value = match part.value {
            PartValue::Text(text) => reqwest::multipart::Part::text(text),
            PartValue::Bytes { file_name, media_type, bytes } => {
                typed(reqwest::multipart::Part::bytes(bytes), file_name, media_type)?
            }
            PartValue::File { file_name, media_type, path } => {
                // In our own chunks: as a plain file it would be read four kilobytes at a time.
                let pieces = vec![Piece::File(path)];
                let length = length(&pieces).await?;
                let body = reqwest::Body::wrap_stream(chunks(pieces));
                typed(reqwest::multipart::Part::stream_with_length(body, length), file_name, media_type)?
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

async fn length(pieces: &[Piece]) -> Result<u64> {
    let mut total = 0;
    for piece in pieces {
        total += match piece {
            Piece::Text(text) => text.len() as u64,
            Piece::File(path) => tokio::fs::metadata(path).await.map_err(unreadable)?.len(),
            Piece::Base64(path) => {
                let bytes = tokio::fs::metadata(path).await.map_err(unreadable)?.len();
                bytes.div_ceil(3) * 4
            }
        };
    }
    Ok(total)
}

/// How a file's bytes stand in a body.
#[derive(Clone, Copy, Debug)]
enum Coding {
    Base64,
    None,
}

/// A file that is being sent. Reading and coding happen together on a blocking thread: one hop for a chunk.
struct Source {
    file: File,
    coding: Coding,
    /// How many of its bytes are still to come.
    left: u64,
}

impl Source {
    fn open(path: &Path, coding: Coding) -> std::io::Result<Self> {
        let file = File::open(path)?;
        let left = file.metadata()?.len();
        Ok(Self { file, coding, left })
    }

    /// The next chunk, with the source where more is to come.
    fn read(mut self) -> std::io::Result<(Bytes, Option<Self>)> {
        let size = self.left.min(CHUNK as u64);
        // As much as was announced, or an error: a file that has become shorter is none to send.
        let mut buffer = vec![0; usize::try_from(size).map_err(std::io::Error::other)?];
        self.file.read_exact(&mut buffer)?;
        self.left -= size;
        let bytes = match self.coding {
            Coding::Base64 => base64_simd::STANDARD.encode_type::<Vec<u8>>(&buffer),
            Coding::None => buffer,
        };
        Ok((bytes.into(), (self.left > 0).then_some(self)))
    }
}

/// What comes next of a body.
enum Next {
    File(PathBuf, Coding),
    Rest(Source),
    Text(String),
}

/// The bytes of the pieces, a chunk at a time.
fn chunks(pieces: Vec<Piece>) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> + Send + 'static {
    let pieces = pieces.into_iter().map(|piece| match piece {
        Piece::Base64(path) => Next::File(path, Coding::Base64),
        Piece::File(path) => Next::File(path, Coding::None),
        Piece::Text(text) => Next::Text(text),
    });
    let pieces: VecDeque<Next> = pieces.collect();
    stream::try_unfold(pieces, |mut pieces| async move {
        while let Some(next) = pieces.pop_front() {
            let (bytes, rest) = match next {
                Next::Text(text) => (Bytes::from(text), None),
                Next::File(path, coding) => blocking(move || Source::open(&path, coding)?.read()).await?,
                Next::Rest(source) => blocking(move || source.read()).await?,
            };
            if let Some(rest) = rest {
                pieces.push_front(Next::Rest(rest));
            }
            if !bytes.is_empty() {
                return Ok(Some((bytes, pieces)));
            }
        }
        Ok(None)
    })
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> std::io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(std::io::Error::other)?
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

    use super::*;

    async fn text_of(pieces: Vec<Piece>) -> String {
        let chunks: Vec<_> = Box::pin(chunks(pieces)).collect().await;
        let bytes: Vec<u8> = chunks.into_iter().flat_map(|chunk| chunk.unwrap()).collect();
        String::from_utf8(bytes).unwrap()
    }

    #[tokio::test]
    async fn files_stand_in_json_as_base64_whatever_their_length() {
        let folder = tempfile::tempdir().unwrap();
        for size in [0, 1, 2, 3, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 2] {
            let path = folder.path().join("a.pdf");
            let bytes: Vec<u8> = (0..size).map(|n| (n % 251) as u8).collect();
            std::fs::write(&path, &bytes).unwrap();
            let value = json!({ "before": "é", "data": file(0), "more": [file(1)] });
            let pieces = json_with_files(&value, &[path.clone(), path.clone()]).unwrap();
            let expected = length(&pieces).await.unwrap();
            let text = text_of(pieces).await;
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
