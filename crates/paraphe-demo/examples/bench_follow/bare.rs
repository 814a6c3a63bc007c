//! The yardstick: the requests of one sending, as the stand-in received them, posted again and again by plain reqwest.
//! Bodies come from memory. Only the ids a service hands out on the way are put in anew, or it would refuse them.

use bytes::Bytes;
use futures_util::stream;
use reqwest::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Body, Client, Method};
use serde_json::Value;

use crate::Outcome;

/// Requests that answer an id the following ones name, with the step in which the program keeps it.
pub(crate) const HANDED_OUT: [(&str, &str); 4] = [
    ("/docage/Transactions", "transaction"),
    ("/docage/TransactionFiles", "file.1"),
    ("/docage/TransactionMembers", "member.1"),
    ("/docage/SignatureLocations", "location.1"),
];

/// Below this a body is copied together; above, its pieces are handed on as they are.
const SMALL: usize = 16 * 1024;

/// The requests of one sending.
pub(crate) struct BareLoop {
    client: Client,
    requests: Vec<Recorded>,
}

struct Recorded {
    method: Method,
    url: Vec<Piece>,
    headers: HeaderMap,
    body: Vec<Piece>,
    /// Whether it answers the next id.
    hands_out: bool,
}

enum Piece {
    /// The id handed out as the nth.
    Id(usize),
    Same(Bytes),
}

impl BareLoop {
    /// From the requests of one sending, and the ids that were handed out in it, in their order.
    pub(crate) fn new(origin: &str, requests: &[Value], ids: &[String]) -> Outcome<Self> {
        let requests = requests.iter().map(|request| Recorded::new(origin, request, ids));
        let client = Client::builder().no_proxy().build()?;
        Ok(Self { client, requests: requests.collect::<Outcome<_>>()? })
    }

    /// How many requests one sending has, and how many bytes they carry.
    pub(crate) fn size(&self) -> (usize, usize) {
        let same = |piece: &Piece| if let Piece::Same(bytes) = piece { bytes.len() } else { 0 };
        let bytes = self.requests.iter().flat_map(|request| request.body.iter().map(same)).sum();
        (self.requests.len(), bytes)
    }

    /// Posts them; gives the ids that were handed out.
    pub(crate) async fn post(&self) -> Outcome<Vec<String>> {
        let mut ids = Vec::new();
        for request in &self.requests {
            let url = String::from_utf8(joined(&request.url, &ids))?;
            let mut sending =
                self.client.request(request.method.clone(), url).headers(request.headers.clone());
            if !request.body.is_empty() {
                sending = with_body(sending, &request.body, &ids);
            }
            let response = sending.send().await?;
            let status = response.status();
            let answer = response.bytes().await?;
            if !status.is_success() {
                return Err(format!("{status}: {}", String::from_utf8_lossy(&answer)).into());
            }
            if request.hands_out {
                ids.push(serde_json::from_slice(&answer)?);
            }
        }
        Ok(ids)
    }
}

impl Recorded {
    fn new(origin: &str, request: &Value, ids: &[String]) -> Outcome<Self> {
        use base64::Engine as _;
        let text = |name: &str| request[name].as_str().ok_or("a text");
        let (method, path) = (text("method")?, text("path")?);
        let body = base64::engine::general_purpose::STANDARD.decode(text("body")?)?;
        let mut headers = HeaderMap::new();
        for pair in request["headers"].as_array().into_iter().flatten() {
            let (name, value) = (pair[0].as_str().ok_or("a name")?, pair[1].as_str().ok_or("a value")?);
            // These are the client's own to say.
            if !["host", "content-length", "connection", "transfer-encoding"].contains(&name) {
                headers.insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
            }
        }
        let hands_out = method == "POST" && HANDED_OUT.iter().any(|(known, _)| *known == path);
        let url = pieces(format!("{origin}{path}").into_bytes(), ids);
        Ok(Self { method: method.parse()?, url, headers, body: pieces(body, ids), hands_out })
    }
}

fn with_body(request: reqwest::RequestBuilder, body: &[Piece], ids: &[String]) -> reqwest::RequestBuilder {
    if let [Piece::Same(bytes)] = body {
        return request.body(bytes.clone());
    }
    let chunks = body.iter().map(|piece| bytes_of(piece, ids)).collect::<Vec<_>>();
    let length: usize = chunks.iter().map(Bytes::len).sum();
    if length < SMALL {
        return request.body(joined(body, ids));
    }
    let chunks = stream::iter(chunks.into_iter().map(Ok::<_, std::io::Error>));
    request.header(CONTENT_LENGTH, length).body(Body::wrap_stream(chunks))
}

fn bytes_of(piece: &Piece, ids: &[String]) -> Bytes {
    match piece {
        Piece::Same(bytes) => bytes.clone(),
        Piece::Id(number) => ids.get(*number).cloned().unwrap_or_default().into(),
    }
}

fn joined(pieces: &[Piece], ids: &[String]) -> Vec<u8> {
    pieces.iter().flat_map(|piece| bytes_of(piece, ids)).collect()
}

/// Parts bytes where one of the ids stands. Only the beginning of a large body is searched: ids come before the file.
fn pieces(bytes: Vec<u8>, ids: &[String]) -> Vec<Piece> {
    let bytes = Bytes::from(bytes);
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < bytes.len().min(SMALL) {
        let found = ids.iter().position(|id| bytes[at..].starts_with(id.as_bytes()));
        let Some(number) = found else {
            at += 1;
            continue;
        };
        pieces.push(Piece::Same(bytes.slice(from..at)));
        pieces.push(Piece::Id(number));
        at += ids[number].len();
        from = at;
    }
    if from < bytes.len() {
        pieces.push(Piece::Same(bytes.slice(from..)));
    }
    pieces
}
