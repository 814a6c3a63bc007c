//! A timestamping authority over HTTP (RFC 3161 §3.4).

use std::time::Duration;

use paraphe_pades::{TimestampAuthority, Unanswered};
use tokio::runtime::Handle;

use crate::error::{Error, ErrorKind, Result};
use crate::http::{Http, Limits, Method, Network, Place, unanswered};
use crate::secret::Secret;

const LIMITS: Limits = Limits {
    connect: Duration::from_secs(10),
    total: Duration::from_secs(30),
    // Twice what is taken as a token: the error should say that it was too big, not that it was cut.
    answer_bytes: 512 * 1024,
};

/// A timestamping authority at an address.
#[derive(Debug)]
pub struct HttpTimestampAuthority {
    http: Http,
    path: String,
    credentials: Option<(String, Secret)>,
    limits: Limits,
    runtime: Handle,
}

impl HttpTimestampAuthority {
    /// The authority at `address` (http or https), asked with these credentials (user and password) if it wants some. Its
    /// answers are waited for on `runtime`, so it must be asked on a thread that may block.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] when address, proxy or certificates are not usable, or a password would leave this
    /// computer over plain http.
    pub fn new(
        address: &str,
        credentials: Option<(String, Secret)>,
        network: &Network,
        runtime: Handle,
    ) -> Result<Self> {
        Self::with_limits(address, credentials, network, runtime, LIMITS)
    }

    fn with_limits(
        address: &str,
        credentials: Option<(String, Secret)>,
        network: &Network,
        runtime: Handle,
        limits: Limits,
    ) -> Result<Self> {
        let place = Place::parse(address)
            .ok_or_else(|| Error::new(ErrorKind::Configuration, "no http or https address"))?;
        if credentials.is_some() && !place.keeps_secrets() {
            return Err(Error::new(ErrorKind::Configuration, "a password must not travel over plain http"));
        }
        let http = Http::new(&place.origin, limits, network)?;
        Ok(Self { http, path: place.path, credentials, limits, runtime })
    }

    async fn answer(&self, question: &[u8]) -> std::result::Result<Vec<u8>, Unanswered> {
        let mut request = self
            .http
            .read(Method::POST, &self.path)
            .bytes("application/timestamp-query", question.to_vec())
            .header("accept", "application/timestamp-reply");
        if let Some((user, password)) = &self.credentials {
            request = request.basic(user, password);
        }
        let answer = request.send_with_redirects().await.map_err(|error| unanswered(&error, self.limits))?;
        match answer.status {
            200 => Ok(answer.body),
            status => Err(Unanswered::Status { status }),
        }
    }
}

impl TimestampAuthority for HttpTimestampAuthority {
    fn ask(&self, question: &[u8]) -> std::result::Result<Vec<u8>, Unanswered> {
        self.runtime.block_on(self.answer(question))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::tests::Echo;

    async fn ask(echo: &Echo) -> std::result::Result<Vec<u8>, Unanswered> {
        let (address, runtime) = (format!("{}/tsa?x=1", echo.base), Handle::current());
        let credentials = Some(("user".to_owned(), Secret::new("password".to_owned())));
        let authority =
            HttpTimestampAuthority::new(&address, credentials, &Network::default(), runtime).unwrap();
        tokio::task::spawn_blocking(move || authority.ask(b"question")).await.unwrap()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_question_is_posted_and_the_answer_comes_back_whole() {
        let echo = Echo::saying("200 OK", "content-type: text/plain\r\n", "answer").await;
        assert_eq!(ask(&echo).await, Ok(b"answer".to_vec()));
        let heard = echo.heard.lock().await.to_lowercase();
        assert!(heard.starts_with("post /tsa?x=1 http/1.1"), "{heard}");
        assert!(heard.contains("content-type: application/timestamp-query"), "{heard}");
        assert!(heard.contains("authorization: basic dxnlcjpwyxnzd29yza=="), "{heard}");
        assert!(heard.ends_with("question"), "{heard}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_no_answer_says_what_it_is() {
        let echo = Echo::saying("503 Busy", "", "").await;
        assert_eq!(ask(&echo).await, Err(Unanswered::Status { status: 503 }));
        let echo = Echo::saying("302 Found", "location: http://elsewhere.invalid/\r\n", "").await;
        assert_eq!(ask(&echo).await, Err(Unanswered::Status { status: 302 }), "a password goes nowhere else");
        let echo = Echo::saying("200 OK", "", &"x".repeat(LIMITS.answer_bytes + 1)).await;
        assert_eq!(ask(&echo).await, Err(Unanswered::TooBig { limit: LIMITS.answer_bytes }));
        let nobody = "http://127.0.0.1:9/";
        let authority =
            HttpTimestampAuthority::new(nobody, None, &Network::default(), Handle::current()).unwrap();
        let answer = tokio::task::spawn_blocking(move || authority.ask(b"question")).await.unwrap();
        assert!(matches!(answer, Err(Unanswered::Unreachable { .. })), "{answer:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn an_authority_that_never_answers_is_late() {
        // The connection stands, and nobody reads from it.
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let limits = Limits { total: Duration::from_secs(1), ..LIMITS };
        let network = Network::default();
        let authority =
            HttpTimestampAuthority::with_limits(&address, None, &network, Handle::current(), limits).unwrap();
        let answer = tokio::task::spawn_blocking(move || authority.ask(b"question")).await.unwrap();
        assert_eq!(answer, Err(Unanswered::Late { seconds: 1 }));
    }

    #[tokio::test]
    async fn addresses_that_cannot_be_asked_are_refused_at_once() {
        for (address, secret, usable) in [
            ("https://tsa.example/", true, true),
            ("http://tsa.example/", false, true),
            ("http://tsa.example/", true, false),
            ("http://127.0.0.1:1/", true, true),
            ("ftp://tsa.example/", false, false),
            ("tsa.example", false, false),
        ] {
            let credentials = secret.then(|| ("user".to_owned(), Secret::new("password".to_owned())));
            let made =
                HttpTimestampAuthority::new(address, credentials, &Network::default(), Handle::current());
            assert_eq!(made.is_ok(), usable, "{address} with secret {secret}");
        }
    }
}
