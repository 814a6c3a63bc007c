//! Documents named by address. The services fetch them from the web; a stand-in fetches from this computer alone.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Longer answers are no document anybody signs.
const LARGEST: u64 = 64 << 20;
const PATIENCE: Duration = Duration::from_secs(10);

/// Why nothing was fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotFetched {
    /// The address leads off this computer, or is none.
    Elsewhere,
    /// Nobody answers there, or not with a document.
    Unreachable,
}

/// What `http://127.0.0.1…`, `http://localhost…` or `http://[::1]…` answers with status 200.
///
/// # Errors
/// [`NotFetched`]: every other address is refused without a look at it, for nothing leaves this computer.
pub(crate) async fn fetch(url: &str) -> Result<Vec<u8>, NotFetched> {
    let (authority, path) = local_parts(url).ok_or(NotFetched::Elsewhere)?;
    let answer = tokio::time::timeout(PATIENCE, exchange(&authority, &path)).await;
    let answer = answer.ok().and_then(Result::ok).ok_or(NotFetched::Unreachable)?;
    let head = answer.windows(4).position(|window| window == b"\r\n\r\n").ok_or(NotFetched::Unreachable)?;
    let status = answer.split(|&byte| byte == b' ').nth(1);
    if status == Some(b"200") { Ok(answer[head + 4..].to_vec()) } else { Err(NotFetched::Unreachable) }
}

/// Where to connect and what to ask for there.
fn local_parts(url: &str) -> Option<(String, String)> {
    let rest = url.strip_prefix("http://")?;
    let (authority, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
        Some(_) | None => (authority, 80u16),
    };
    let printable = path.bytes().all(|byte| byte.is_ascii_graphic());
    (printable && ["127.0.0.1", "localhost", "[::1]"].contains(&host))
        .then(|| (format!("{host}:{port}"), path.to_owned()))
}

/// HTTP/1.0, so that the answer is neither chunked nor followed by another.
async fn exchange(authority: &str, path: &str) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(authority).await?;
    let request = format!("GET {path} HTTP/1.0\r\nHost: {authority}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(LARGEST).read_to_end(&mut answer).await?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::local_parts;

    #[test]
    fn only_addresses_on_this_computer_are_followed() {
        let parts = |authority: &str, path: &str| Some((authority.to_owned(), path.to_owned()));
        assert_eq!(local_parts("http://127.0.0.1:8080/a?b"), parts("127.0.0.1:8080", "/a?b"));
        assert_eq!(local_parts("http://[::1]/x"), parts("[::1]:80", "/x"));
        assert_eq!(local_parts("http://localhost"), parts("localhost:80", "/"));
        for elsewhere in [
            "https://127.0.0.1/",
            "http://example.com/a.pdf",
            "http://127.0.0.1@example.com/",
            "http://localhost.example.com/",
            "http://127.0.0.1/a\r\nHost: b",
        ] {
            assert_eq!(local_parts(elsewhere), None, "{elsewhere}");
        }
    }
}
