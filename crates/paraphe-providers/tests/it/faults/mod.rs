//! What goes wrong, over all five services: each situation means the same whoever it happens to.

mod killed;
mod reading;
mod sending;
mod transport;

use paraphe_envelope::Envelope;
use paraphe_providers::{Dispatch, MemorySteps, ProviderId};
use paraphe_sandbox::{Fault, FaultKind};

use crate::support::{Request, Stage, first_dispatch, send};

/// One test per service for each situation, so that a failure says whose it is.
macro_rules! over_all_services {
    ($($situation:ident),+ $(,)?) => {$(
        mod $situation {
            use paraphe_providers::ProviderId;

            #[tokio::test]
            async fn docage() {
                super::$situation(ProviderId::Docage).await;
            }

            #[tokio::test]
            async fn ges_docs() {
                super::$situation(ProviderId::GesDocs).await;
            }

            #[tokio::test]
            async fn ng_sign() {
                super::$situation(ProviderId::NgSign).await;
            }

            #[tokio::test]
            async fn openapi() {
                super::$situation(ProviderId::Openapi).await;
            }

            #[tokio::test]
            async fn sig_tool() {
                super::$situation(ProviderId::SigTool).await;
            }
        }
    )+};
}
use over_all_services;

/// Somewhere nothing listens; the stand-ins are called by their number.
const ELSEWHERE: &str = "http://localhost:9/elsewhere";

impl Stage {
    /// Lets so many requests pass and then this happen, once.
    fn after(&self, skip: usize, kind: FaultKind) {
        self.fault(skip, 1, kind);
    }

    /// Lets this happen to every request from now on.
    fn always(&self, kind: FaultKind) {
        self.fault(0, 1000, kind);
    }

    fn fault(&self, skip: usize, times: usize, kind: FaultKind) {
        let (provider, path_contains, method) = (self.stand_in(), String::new(), None);
        self.control.fault(Fault { provider, path_contains, method, skip, times, kind });
    }
}

fn status(status: u16, retry_after_seconds: Option<u64>) -> FaultKind {
    FaultKind::Status { status, retry_after_seconds, body: String::new() }
}

/// A document for one person.
fn request(stage: &Stage) -> Request {
    stage.request().signer("Alice")
}

fn dispatch<'e>(stage: &Stage, envelope: &'e Envelope) -> Dispatch<'e> {
    first_dispatch(envelope, &*stage.provider)
}

/// How many requests a sending takes when nothing goes wrong.
async fn requests_of_a_sending(provider: ProviderId) -> usize {
    let stage = Stage::new(provider).await;
    let request = request(&stage);
    let envelope = request.envelope();
    let dispatch = dispatch(&stage, &envelope);
    send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await.unwrap();
    stage.requests().len()
}
