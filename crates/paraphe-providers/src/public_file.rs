//! Files anybody may fetch, such as the EU trusted lists. A request for one carries no secret, no name and no document. What comes
//! back is judged by whoever asked: here it is only bounded.

use std::time::Duration;

use paraphe_pades::Unanswered;
use thiserror::Error;

use crate::error::{self, ErrorKind};
use crate::http::{Answer, Http, Limits, Method, Network, Place, unanswered};

const LIMITS: Limits = Limits {
    connect: Duration::from_secs(10),
    // For the file and whatever it takes to get there.
    total: Duration::from_secs(90),
    // The largest trusted list has about 15 MB.
    answer_bytes: 48 * 1024 * 1024,
};
/// Sites move their files; more moves than this lead nowhere.
const MOVES: usize = 3;

/// Why a file did not come.
#[derive(Clone, Debug, Error, Eq, PartialEq)]
pub enum Unfetched {
    /// The address is none that is asked: no web address, or one of this computer.
    #[error("not an https address")]
    Address,
    /// It was not here in time.
    #[error("not here after {seconds} s")]
    Late {
        /// How long was waited.
        seconds: u64,
    },
    /// The site points elsewhere too often, or to where nothing is asked.
    #[error("the site points to {to}")]
    Moved {
        /// The last address it pointed to.
        to: String,
    },
    /// The proxy or the certificates in the settings cannot be used.
    #[error("the network settings are not usable: {detail}")]
    Settings {
        /// What is wrong with them.
        detail: String,
    },
    /// The site answered that it does not have it, or not now.
    #[error("the site answered {status}")]
    Status {
        /// The HTTP status.
        status: u16,
    },
    /// It is larger than any file that is asked for.
    #[error("more than {limit} bytes")]
    TooLarge {
        /// The most that is taken, in bytes.
        limit: usize,
    },
    /// No connection, or it was cut.
    #[error("{detail}")]
    Unreachable {
        /// What the network said.
        detail: String,
    },
    /// The site is not who it should be, as far as its certificate says.
    #[error("{detail}")]
    Untrusted {
        /// What is wrong with its certificate.
        detail: String,
    },
}

/// Public files, over https only: an address that says http is asked over https.
#[derive(Clone, Debug)]
pub struct HttpPublicFiles {
    network: Network,
    limits: Limits,
    /// Whether the first address is on this computer: nothing else may lead there.
    begins_here: bool,
}

impl HttpPublicFiles {
    /// Files that are named beginning with the one at `address`.
    #[must_use]
    pub fn beginning_at(address: &str, network: &Network) -> Self {
        Self::with_limits(address, network, LIMITS)
    }

    fn with_limits(address: &str, network: &Network, limits: Limits) -> Self {
        let begins_here = Place::parse(address).is_some_and(|place| place.is_here());
        Self { network: network.clone(), limits, begins_here }
    }

    /// The file at an address.
    ///
    /// # Errors
    /// [`Unfetched`]. Nothing was changed anywhere: it may be asked for again.
    pub async fn fetch(&self, address: &str) -> Result<Vec<u8>, Unfetched> {
        let late = Unfetched::Late { seconds: self.limits.total.as_secs() };
        tokio::time::timeout(self.limits.total, self.follow(address)).await.unwrap_or(Err(late))
    }

    async fn follow(&self, address: &str) -> Result<Vec<u8>, Unfetched> {
        let place = Place::parse(address).and_then(Place::over_https).filter(|place| self.may_ask(place));
        let mut place = place.ok_or(Unfetched::Address)?;
        for _ in 0..=MOVES {
            let http =
                Http::new(&place.origin, self.limits, &self.network).map_err(|error| self.failed(&error))?;
            let request = http.read(Method::GET, &place.path);
            let answer = request.send_with_redirects().await.map_err(|error| self.failed(&error))?;
            let next = answer.header("location").filter(|_| (300..400).contains(&answer.status));
            let Some(next) = next else { return body(answer) };
            // What was begun over https does not go on without it.
            let moved = place.follow(next).filter(|next| self.may_ask(next));
            place = moved.ok_or_else(|| Unfetched::Moved { to: next.chars().take(200).collect() })?;
        }
        Err(Unfetched::Moved { to: place.origin })
    }

    fn may_ask(&self, place: &Place) -> bool {
        place.keeps_secrets() && (self.begins_here || !place.is_here())
    }

    fn failed(&self, error: &error::Error) -> Unfetched {
        let detail = || error.fact("cause").map_or_else(|| error.to_string(), str::to_owned);
        if error.kind() == ErrorKind::Tls {
            return Unfetched::Untrusted { detail: detail() };
        }
        if error.kind() == ErrorKind::Configuration {
            return Unfetched::Settings { detail: detail() };
        }
        match unanswered(error, self.limits) {
            Unanswered::Late { seconds } => Unfetched::Late { seconds },
            Unanswered::Status { status } => Unfetched::Status { status },
            Unanswered::TooBig { limit } => Unfetched::TooLarge { limit },
            Unanswered::Unreachable { detail } => Unfetched::Unreachable { detail },
        }
    }
}

fn body(answer: Answer) -> Result<Vec<u8>, Unfetched> {
    match answer.status {
        200 => Ok(answer.body),
        status => Err(Unfetched::Status { status }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::tests::Echo;

    async fn fetch(echo: &Echo) -> Result<Vec<u8>, Unfetched> {
        let address = format!("{}/liste.xml", echo.base);
        HttpPublicFiles::beginning_at(&address, &Network::default()).fetch(&address).await
    }

    #[tokio::test]
    async fn a_file_comes_whole_and_nothing_goes_along() {
        let echo = Echo::saying("200 OK", "", "<list/>").await;
        assert_eq!(fetch(&echo).await, Ok(b"<list/>".to_vec()));
        let heard = echo.heard.lock().await.to_lowercase();
        assert!(heard.starts_with("get /liste.xml http/1.1"), "{heard}");
        assert!(!heard.contains("cookie") && !heard.contains("authorization"), "{heard}");
        assert!(!heard.contains("referer") && heard.ends_with("\r\n\r\n"), "{heard}");
    }

    #[tokio::test]
    async fn what_is_no_file_says_why() {
        let echo = Echo::saying("404 None", "", "").await;
        assert_eq!(fetch(&echo).await, Err(Unfetched::Status { status: 404 }));
        let echo = Echo::saying("204 Nothing", "", "").await;
        assert_eq!(fetch(&echo).await, Err(Unfetched::Status { status: 204 }));
        let cut = Echo::answering("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n<list").await;
        assert!(matches!(fetch(&cut).await, Err(Unfetched::Unreachable { .. })));
        let nobody = "http://127.0.0.1:9/";
        let files = HttpPublicFiles::beginning_at(nobody, &Network::default());
        assert!(matches!(files.fetch(nobody).await, Err(Unfetched::Unreachable { .. })));
    }

    #[tokio::test]
    async fn a_file_larger_than_any_is_not_read_to_its_end() {
        let echo = Echo::saying("200 OK", "", &"x".repeat(2_000)).await;
        let address = format!("{}/liste.xml", echo.base);
        let limits = Limits { answer_bytes: 1_000, ..LIMITS };
        let files = HttpPublicFiles::with_limits(&address, &Network::default(), limits);
        assert_eq!(files.fetch(&address).await, Err(Unfetched::TooLarge { limit: 1_000 }));
    }

    #[tokio::test]
    async fn a_site_that_never_answers_is_late() {
        // The connection stands, and nobody reads from it.
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let limits = Limits { total: Duration::from_secs(1), ..LIMITS };
        let files = HttpPublicFiles::with_limits(&address, &Network::default(), limits);
        assert_eq!(files.fetch(&address).await, Err(Unfetched::Late { seconds: 1 }));
    }

    #[tokio::test]
    async fn a_file_that_moved_is_found_and_a_circle_ends() {
        let there = Echo::saying("200 OK", "", "<list/>").await;
        let here = Echo::saying("301 Moved", &format!("location: {}/neu.xml\r\n", there.base), "").await;
        assert_eq!(fetch(&here).await, Ok(b"<list/>".to_vec()));
        let circle = Echo::saying("302 Found", "location: /encore\r\n", "").await;
        assert_eq!(fetch(&circle).await, Err(Unfetched::Moved { to: circle.base.clone() }));
        for elsewhere in ["http://listes.invalid/a.xml", "ftp://listes.invalid/a.xml", "file:///etc/hosts"] {
            let leaving = Echo::saying("302 Found", &format!("location: {elsewhere}\r\n"), "").await;
            assert_eq!(fetch(&leaving).await, Err(Unfetched::Moved { to: elsewhere.to_owned() }));
        }
    }

    #[tokio::test]
    async fn nothing_on_the_web_leads_to_this_computer() {
        let echo = Echo::saying("200 OK", "", "secret").await;
        let files = HttpPublicFiles::beginning_at("https://listes.example/a.xml", &Network::default());
        assert_eq!(files.fetch(&echo.base).await, Err(Unfetched::Address));
        for address in ["ftp://listes.example/a.xml", "listes.example", "https://a:b@listes.example/a.xml"] {
            assert_eq!(files.fetch(address).await, Err(Unfetched::Address), "{address}");
        }
        assert_eq!(*echo.heard.lock().await, "");
    }

    #[test]
    fn an_address_without_encryption_is_asked_with_it() {
        let asked =
            |address: &str| Place::parse(address).and_then(Place::over_https).map(|place| place.origin);
        assert_eq!(asked("http://listes.example/a.xml").as_deref(), Some("https://listes.example"));
        assert_eq!(asked("https://listes.example:8443/a").as_deref(), Some("https://listes.example:8443"));
        assert_eq!(asked("http://127.0.0.1:80/a").as_deref(), Some("http://127.0.0.1"));
    }
}
