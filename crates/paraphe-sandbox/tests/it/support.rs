//! Raw requests over a plain socket: nothing between the test and the bytes.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_envelope::Timestamp;
use paraphe_pades::{SignatureReport, TrustAnchors, ValidationTime, validate};
use paraphe_pdf::PdfFile;
use paraphe_sandbox::{Control, Sandbox, SandboxOptions, StandIn};
use serde_json::Value;
use tokio::runtime::Runtime;

/// Two pages of A4, a contract.
pub(crate) const CONTRACT: &[u8] = include_bytes!("../../../../tests/fixtures/samples/contrat.pdf");

pub(crate) struct Started {
    runtime: Runtime,
    sandbox: Option<Sandbox>,
    host: String,
}

pub(crate) fn start() -> Started {
    start_with(SandboxOptions::default())
}

pub(crate) fn start_with(options: SandboxOptions) -> Started {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let sandbox = runtime.block_on(Sandbox::start(options)).unwrap();
    let base = sandbox.base_url(StandIn::Docage);
    let host = base.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
    Started { runtime, sandbox: Some(sandbox), host }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Started {
    pub(crate) fn sandbox(&self) -> &Sandbox {
        self.sandbox.as_ref().unwrap()
    }

    pub(crate) fn control(&self) -> Control {
        self.sandbox().control()
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Sends one request and reads until the server closes; `None` when it closes without a complete answer.
    pub(crate) fn try_ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            head += &format!("Host: {}\r\n", self.host);
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut bytes = Vec::new();
        // A cut connection may end in an error as well as in silence.
        let _ = stream.read_to_end(&mut bytes);
        Answer::parse(&bytes)
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let answer = self.try_ask(method, path, headers, body);
        answer.unwrap_or_else(|| panic!("{method} {path} got no complete answer"))
    }

    /// Stops as a program would, and says where it was.
    pub(crate) fn stop(mut self) -> String {
        self.runtime.block_on(self.sandbox.take().unwrap().stop());
        self.host.clone()
    }
}

impl Answer {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let answer = Self { status, headers, body: bytes[end + 4..].to_vec() };
        let length = answer.header("content-length").map_or(0, |length| length.parse().unwrap());
        (answer.body.len() == length).then_some(answer)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        let read = serde_json::from_slice(&self.body);
        read.unwrap_or_else(|error| {
            panic!("{error}: {} {:?}", self.status, String::from_utf8_lossy(&self.body))
        })
    }
}

pub(crate) fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

/// Content type and body of a form with text fields and files (name, file name, bytes).
pub(crate) fn multipart(fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--limit\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(head.as_bytes());
    }
    for (name, file, bytes) in files {
        let head = format!(
            "--limit\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--limit--\r\n");
    ("multipart/form-data; boundary=limit".to_owned(), body)
}

/// The signatures of a PDF, each of them computed and found intact.
pub(crate) fn intact_signatures(pdf: &[u8]) -> Vec<SignatureReport> {
    let pdf = PdfFile::parse(pdf.to_vec(), None).unwrap();
    // Any moment within the identities' validity does: integrity is what is asked.
    let at = ValidationTime(Timestamp::from_millis(1_900_000_000_000));
    let report = validate(&pdf, &TrustAnchors::empty(), at);
    for signature in &report.signatures {
        let integrity = signature.integrity;
        assert!(integrity.byte_range_ok && integrity.digest_ok == Some(true), "{signature:?}");
        assert_eq!(integrity.signature_ok, Some(true), "{signature:?}");
    }
    report.signatures
}
