//! Revocation data over HTTP: OCSP (RFC 6960, appendix A) and what certificates point to (lists, issuers' certificates).
//! The addresses stand in certificates, so they are anybody's; nothing secret goes there.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use paraphe_pades::{EvidenceSource, Unanswered};
use tokio::runtime::Handle;

use crate::http::{Answer, Http, Limits, Method, Network, Place, unanswered};

const LIMITS: Limits = Limits {
    connect: Duration::from_secs(10),
    total: Duration::from_secs(45),
    // Lists of large authorities take some MiB.
    answer_bytes: 32 * 1024 * 1024,
};
/// Lists are moved between hosts; more moves than this lead nowhere.
const MOVES: usize = 3;

/// OCSP responders and lists, by the addresses in certificates.
#[derive(Debug)]
pub struct HttpEvidenceSource {
    network: Network,
    runtime: Handle,
    /// One client per host: a chain asks the same one several times.
    hosts: Mutex<HashMap<String, Http>>,
}

impl HttpEvidenceSource {
    /// A source that reaches the network like this. Its answers are waited for on `runtime`, so it must be asked on a
    /// thread that may block.
    #[must_use]
    pub fn new(network: &Network, runtime: Handle) -> Self {
        Self { network: network.clone(), runtime, hosts: Mutex::default() }
    }

    fn host(&self, place: &Place) -> Result<Http, Unanswered> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(http) = hosts.get(&place.origin) {
            return Ok(http.clone());
        }
        let made = Http::new(&place.origin, LIMITS, &self.network);
        let http = made.map_err(|error| unanswered(&error, LIMITS))?;
        hosts.insert(place.origin.clone(), http.clone());
        Ok(http)
    }

    async fn post(&self, address: &str, question: &[u8]) -> Result<Vec<u8>, Unanswered> {
        let place = Place::parse(address).ok_or_else(no_address)?;
        let request = self.host(&place)?;
        let request = request
            .read(Method::POST, &place.path)
            .bytes("application/ocsp-request", question.to_vec())
            .header("accept", "application/ocsp-response");
        let answer = request.send_with_redirects().await.map_err(|error| unanswered(&error, LIMITS))?;
        body(answer)
    }

    async fn get(&self, address: &str) -> Result<Vec<u8>, Unanswered> {
        let mut place = Place::parse(address).ok_or_else(no_address)?;
        for _ in 0..=MOVES {
            let http = self.host(&place)?;
            let request = http.read(Method::GET, &place.path);
            let answer = request.send_with_redirects().await.map_err(|error| unanswered(&error, LIMITS))?;
            let next = answer.header("location").filter(|_| (300..400).contains(&answer.status));
            match next.and_then(|next| place.follow(next)) {
                Some(next) => place = next,
                None => return body(answer),
            }
        }
        Err(Unanswered::Unreachable { detail: format!("moved more than {MOVES} times") })
    }
}

impl EvidenceSource for HttpEvidenceSource {
    fn ask(&self, address: &str, question: &[u8]) -> Result<Vec<u8>, Unanswered> {
        self.runtime.block_on(self.post(address, question))
    }

    fn fetch(&self, address: &str) -> Result<Vec<u8>, Unanswered> {
        self.runtime.block_on(self.get(address))
    }
}

fn no_address() -> Unanswered {
    Unanswered::Unreachable { detail: "no http or https address".to_owned() }
}

fn body(answer: Answer) -> Result<Vec<u8>, Unanswered> {
    match answer.status {
        200 => Ok(answer.body),
        status => Err(Unanswered::Status { status }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::tests::Echo;

    #[tokio::test(flavor = "multi_thread")]
    async fn responders_are_asked_and_lists_fetched() {
        let echo = Echo::saying("200 OK", "", "answer").await;
        let source = HttpEvidenceSource::new(&Network::default(), Handle::current());
        let base = echo.base.clone();
        let (asked, fetched) = tokio::task::spawn_blocking(move || {
            (source.ask(&format!("{base}/ocsp"), b"question"), source.fetch(&format!("{base}/ca.crl")))
        })
        .await
        .unwrap();
        assert_eq!((asked, fetched), (Ok(b"answer".to_vec()), Ok(b"answer".to_vec())));
        assert!(echo.heard.lock().await.starts_with("GET /ca.crl HTTP/1.1"));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_list_that_moved_is_found_and_a_circle_ends() {
        let there = Echo::saying("200 OK", "", "list").await;
        let here = Echo::saying("301 Moved", &format!("location: {}/new.crl\r\n", there.base), "").await;
        let circle = Echo::saying("302 Found", "location: /again\r\n", "").await;
        let source = HttpEvidenceSource::new(&Network::default(), Handle::current());
        let (here, circle) = (format!("{}/a.crl", here.base), format!("{}/b.crl", circle.base));
        let (moved, round, other) = tokio::task::spawn_blocking(move || {
            (source.fetch(&here), source.fetch(&circle), source.fetch("ldap://ca.example/list"))
        })
        .await
        .unwrap();
        assert_eq!(moved, Ok(b"list".to_vec()));
        assert!(matches!(round, Err(Unanswered::Unreachable { .. })), "{round:?}");
        assert!(matches!(other, Err(Unanswered::Unreachable { .. })), "{other:?}");
    }
}
