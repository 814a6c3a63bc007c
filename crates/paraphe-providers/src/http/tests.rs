//! Against a server of a few lines that says what it is told to, and notes what it hears.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::Mutex;

use super::*;

/// Answers every request with the same bytes.
pub(crate) struct Echo {
    pub(crate) base: String,
    pub(crate) heard: Arc<Mutex<String>>,
    asked: Arc<AtomicUsize>,
}

impl Echo {
    pub(crate) async fn answering(answer: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (heard, asked) = (Arc::new(Mutex::new(String::new())), Arc::new(AtomicUsize::new(0)));
        let (answer, keep, count) = (answer.to_owned(), Arc::clone(&heard), Arc::clone(&asked));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut bytes = vec![0; 65_536];
                let read = stream.read(&mut bytes).await.unwrap_or(0);
                count.fetch_add(1, Ordering::SeqCst);
                *keep.lock().await = String::from_utf8_lossy(&bytes[..read]).into_owned();
                // Whoever does not listen any more has heard enough.
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        Self { base, heard, asked }
    }

    pub(crate) async fn saying(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        Self::answering(&format!(
            "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}"
        ))
        .await
    }

    fn http(&self) -> Http {
        Http::new(&self.base, Limits::default(), &Network::default()).unwrap()
    }

    async fn get(&self) -> Result<Answer> {
        self.http().read(Method::GET, "/a?key=1").send().await
    }

    async fn post(&self) -> Result<Answer> {
        self.http().change(Method::POST, "/a").json(&json!({})).send().await
    }
}

#[tokio::test]
async fn statuses_mean_what_they_say() {
    use ErrorKind::*;
    for (status, kind, read, change) in [
        ("400 Bad", Refused, Retry::No, Retry::No),
        ("401 No", Credentials, Retry::No, Retry::No),
        ("402 Pay", Credits, Retry::No, Retry::No),
        ("403 No", Credentials, Retry::No, Retry::No),
        ("404 None", NotFound, Retry::No, Retry::No),
        ("407 Proxy", Configuration, Retry::No, Retry::No),
        ("408 Slow", Server, Retry::Later, Retry::Later),
        ("410 Gone", NotFound, Retry::No, Retry::No),
        ("422 Bad", Refused, Retry::No, Retry::No),
        ("429 Slow", RateLimited, Retry::Later, Retry::Later),
        ("500 Oh", Server, Retry::Later, Retry::AfterCheck),
        ("502 Oh", Server, Retry::Later, Retry::AfterCheck),
        ("503 Oh", Server, Retry::Later, Retry::AfterCheck),
    ] {
        let echo = Echo::saying(status, "", "").await;
        for (answer, retry) in [(echo.get().await, read), (echo.post().await, change)] {
            let error = refusal(&answer.unwrap(), None);
            assert_eq!((error.kind(), error.retry()), (kind, retry), "{status}");
        }
    }
}

#[tokio::test]
async fn how_long_to_wait_is_said_in_seconds_or_as_a_moment() {
    let date = "date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    for (headers, seconds) in [
        ("retry-after: 17\r\n".to_owned(), Some(17)),
        (format!("{date}retry-after: Sun, 06 Nov 1994 08:50:37 GMT\r\n"), Some(60)),
        (format!("{date}retry-after: Sun, 06 Nov 1994 08:40:00 GMT\r\n"), Some(0)),
        ("retry-after: soon\r\n".to_owned(), None),
        (String::new(), None),
    ] {
        let echo = Echo::saying("429 Slow", &headers, "").await;
        let error = refusal(&echo.get().await.unwrap(), None);
        assert_eq!(error.retry_after(), seconds.map(Duration::from_secs), "{headers:?}");
    }
    let echo = Echo::saying("503 Later", "retry-after: 1\r\n", "").await;
    assert_eq!(
        refusal(&echo.post().await.unwrap(), None).retry(),
        Retry::Later,
        "said before anything is done"
    );
}

#[tokio::test]
async fn what_a_provider_says_is_carried_along_and_pages_are_not() {
    for (body, said) in [
        (r#"{"message":"no such thing"}"#, Some("no such thing")),
        (r#"{"errors":{"email":["is missing","is wrong"]}}"#, Some("email: is missing; email: is wrong")),
        (r#"{"errors":[{"field":"name","message":"is missing"}]}"#, Some("name; is missing")),
        (r#""just a text""#, Some("just a text")),
        ("plain words", Some("plain words")),
        ("<html><body>Bienvenue</body></html>", None),
        ("{}", None),
        ("", None),
    ] {
        let echo = Echo::saying("400 Bad", "", body).await;
        let error = refusal(&echo.get().await.unwrap(), None);
        assert_eq!(error.fact("said"), said, "{body}");
        assert_eq!(error.fact("request"), Some("GET /a"), "without the query");
    }
}

#[tokio::test]
async fn the_beginning_of_a_page_is_quoted_and_json_is_not() {
    let page = Echo::saying("200 OK", "", "<html>  <h1>Connexion\n au réseau").await;
    let error = page.get().await.unwrap().json::<Value>().unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Malformed, Retry::Later));
    assert_eq!(error.fact("found"), Some("<html> <h1>Connexion au réseau"));

    let cut = Echo::saying("200 OK", "", r#"{"token":"very-secret","#).await;
    let error = cut.post().await.unwrap().json::<Value>().unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Malformed, Retry::AfterCheck));
    assert!(!format!("{error:?}").contains("very-secret"), "{error:?}");
    let wrong = Echo::saying("200 OK", "", r#"{"token":"very-secret"}"#).await;
    let answer = wrong.get().await.unwrap();
    let error = answer.json::<std::collections::BTreeMap<String, u32>>().unwrap_err();
    assert!(!format!("{error:?}{answer:?}").contains("very-secret"), "{error:?}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let aim = Echo::saying("200 OK", "", "{}").await;
    let echo = Echo::saying("302 Found", &format!("location: {}/there?k=1\r\n", aim.base), "").await;
    let token = Secret::new("very-secret");
    let error = echo.http().read(Method::GET, "/a").bearer(&token).send().await.unwrap_err();
    assert_eq!((error.kind(), error.fact("to")), (ErrorKind::Redirected, Some("127.0.0.1")));
    assert_eq!(aim.asked.load(Ordering::SeqCst), 0);
    let answer = echo.http().read(Method::GET, "/a").send_with_redirects().await.unwrap();
    assert_eq!(answer.status, 302);
}

#[tokio::test]
async fn an_answer_is_read_up_to_a_limit() {
    let echo = Echo::saying("200 OK", "", &"x".repeat(2000)).await;
    let limits = Limits { answer_bytes: 1000, ..Limits::default() };
    let http = Http::new(&echo.base, limits, &Network::default()).unwrap();
    let error = http.read(Method::GET, "/a").send().await.unwrap_err();
    assert_eq!((error.kind(), error.fact("limit")), (ErrorKind::Malformed, Some("1000")));
}

#[tokio::test]
async fn a_cut_connection_leaves_doubt_only_about_changes() {
    for answer in ["", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"a\":"] {
        let echo = Echo::answering(answer).await;
        let error = echo.get().await.unwrap_err();
        assert_eq!((error.kind(), error.retry()), (ErrorKind::Unreachable, Retry::Later), "{answer:?}");
        let error = echo.post().await.unwrap_err();
        assert_eq!((error.kind(), error.retry()), (ErrorKind::Interrupted, Retry::AfterCheck), "{answer:?}");
    }
}

#[tokio::test]
async fn what_never_left_may_be_sent_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let http = Http::new(&base, Limits::default(), &Network::default()).unwrap();
    let error = http.change(Method::POST, "/a").send().await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Unreachable, Retry::Later));
    assert!(!error.to_string().contains(&base), "no address: {error}");
}

/// The server takes the connection and never says a word of TLS: whoever gives up then has sent nothing. That only the
/// connection's own limit can tell: by the limit of the answer the request may have left.
#[tokio::test(start_paused = true)]
async fn a_connection_that_never_stands_ends_by_its_own_limit_and_leaves_no_doubt() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap());
    let usual = Limits::default();
    for (connect, kind, retry) in [
        (usual.connect, ErrorKind::Unreachable, Retry::Later),
        (usual.total * 2, ErrorKind::Interrupted, Retry::AfterCheck),
    ] {
        let http = Http::new(&base, Limits { connect, ..usual }, &Network::default()).unwrap();
        // The clock stands while anything goes on, and jumps to the next limit when nothing does.
        let begun = tokio::time::Instant::now();
        let error = http.change(Method::POST, "/a").json(&json!({})).send().await.unwrap_err();
        assert_eq!((error.kind(), error.retry()), (kind, retry), "{error}");
        assert_eq!(begun.elapsed() < usual.total, connect < usual.total, "{:?}", begun.elapsed());
    }
    drop(listener);
}

#[tokio::test]
async fn secrets_travel_in_headers_and_stay_out_of_sight() {
    let echo = Echo::saying("200 OK", "", "{}").await;
    let http = echo.http();
    let token = Secret::new(" very-secret\n");
    let request =
        http.change(Method::POST, "/a").basic("moi@exemple.fr", &token).json(&json!({ "p": "very-secret" }));
    assert!(!format!("{request:?}").contains("very-secret"), "{request:?}");
    request.send().await.unwrap();
    let expect = STANDARD.encode("moi@exemple.fr:very-secret");
    assert!(echo.heard.lock().await.contains(&format!("authorization: Basic {expect}\r\n")), "trimmed");
}

#[tokio::test]
async fn a_key_that_fits_no_header_is_said_to_be_the_reason() {
    let echo = Echo::saying("200 OK", "", "{}").await;
    let error =
        echo.http().read(Method::GET, "/a").bearer(&Secret::new("two\nlines")).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let error = echo.http().read(Method::GET, "/a").header("accept", "\n").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(echo.asked.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn an_address_with_a_secret_has_another_name_in_errors() {
    let echo = Echo::saying("500 Oh", "", "").await;
    let request = echo.http();
    let answer = request.read(Method::PATCH, "/tokens/very-secret").called("/tokens/…").send().await.unwrap();
    assert_eq!(refusal(&answer, None).fact("request"), Some("PATCH /tokens/…"));
}

#[tokio::test]
async fn queries_and_forms_are_escaped() {
    let echo = Echo::saying("200 OK", "", "{}").await;
    let http = echo.http();
    let request = http.read(Method::GET, "/a?b=1").query(&[("q", "é & co")]);
    request.send().await.unwrap();
    assert!(echo.heard.lock().await.starts_with("GET /a?b=1&q=%C3%A9+%26+co HTTP/1.1\r\n"));
    http.change(Method::POST, "/a").form(&[("p", "a=b")]).send().await.unwrap();
    assert!(echo.heard.lock().await.ends_with("\r\n\r\np=a%3Db"));
}

#[tokio::test]
async fn a_body_with_a_file_says_its_length() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, b"%PDF-").unwrap();
    let echo = Echo::saying("200 OK", "", "{}").await;
    let http = echo.http();
    let request = http.change(Method::POST, "/a").json_with_files(&json!({ "data": file(0) }), &[path]);
    request.unwrap().send().await.unwrap();
    let heard = echo.heard.lock().await.clone();
    assert!(
        heard.contains("content-length: 19\r\n") && heard.contains("content-type: application/json\r\n"),
        "{heard}"
    );
}

#[test]
fn a_pdf_may_begin_a_little_later() {
    assert!(is_pdf(b"%PDF-1.7"));
    assert!(is_pdf(&[b"\n".repeat(1000).as_slice(), b"%PDF-1.7"].concat()));
    assert!(!is_pdf(&[b"\n".repeat(1024).as_slice(), b"%PDF-1.7"].concat()));
    assert!(!is_pdf(b"This is not the document.") && !is_pdf(b""));
}

#[test]
fn what_stays_on_this_computer_goes_by_no_proxy() {
    for (base, is_here) in [
        ("http://127.0.0.1:1/docage", true),
        ("http://localhost:1", true),
        ("http://[::1]:1", true),
        ("https://api.docage.com", false),
        ("https://127.0.0.1.example", false),
    ] {
        assert_eq!(is_this_computer(base), is_here, "{base}");
    }
}

#[test]
fn what_is_not_to_leave_this_computer_is_asked_nowhere_else() {
    let here = Network { reach: Reach::ThisComputer, ..Network::default() };
    let made = |base| Http::new(base, Limits::default(), &here);
    for base in ["https://api.docage.com", "http://192.168.1.2:8080", "https://127.0.0.1.example"] {
        let error = made(base).unwrap_err();
        assert_eq!((error.kind(), error.fact(BEYOND)), (ErrorKind::Configuration, Some(base)));
    }
    assert!(made("http://127.0.0.1:1/docage").is_ok());
    assert!(Http::new("https://api.docage.com", Limits::default(), &Network::default()).is_ok());
}

#[test]
fn network_settings_that_make_no_sense_are_said_so() {
    for network in [
        Network { proxy: Some(Secret::new("::")), ..Network::default() },
        Network {
            extra_roots: vec![b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----".to_vec()],
            ..Network::default()
        },
    ] {
        let error = Http::new("https://a.example", Limits::default(), &network).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{network:?}");
    }
}
