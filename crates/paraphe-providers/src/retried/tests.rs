//! In a time of its own that passes as soon as everybody waits: no test here takes any.

use std::sync::Mutex;

use paraphe_envelope::{
    Authentication, Delivery, Document, DocumentId, Envelope, EnvelopeContent, EnvelopeId, EnvelopeOptions,
    Language, Recipient, Role, Sha256Digest, Timestamp,
};
use tokio::time::Instant;

use super::*;
use crate::provider::{IdempotencyKey, RemoteId};
use crate::steps::MemorySteps;

/// A provider that says what it is told to, one answer after the other, and notes when it is asked what.
#[derive(Debug)]
struct Told {
    answers: Mutex<Vec<Result<()>>>,
    asked: Mutex<Vec<(&'static str, Instant)>>,
    capability: Capability,
}

impl Told {
    fn new(answers: Vec<Result<()>>) -> Self {
        let capability = crate::local::capability();
        Self { answers: Mutex::new(answers), asked: Mutex::default(), capability }
    }

    fn answer(&self, operation: &'static str) -> Result<()> {
        self.asked.lock().unwrap().push((operation, Instant::now()));
        self.answers.lock().unwrap().remove(0)
    }
}

#[async_trait]
impl Provider for Told {
    fn id(&self) -> ProviderId {
        ProviderId::Local
    }

    fn capability(&self) -> &Capability {
        &self.capability
    }

    async fn check_account(&self) -> Result<Account> {
        self.answer("check_account")?;
        Ok(Account { holder: None, credits: None, mode: crate::AccountMode::Test, server_time: None })
    }

    async fn send(
        &self,
        _: &Dispatch<'_>,
        _: &dyn Documents,
        _: &IdempotencyKey,
        _: &dyn Steps,
    ) -> Result<Sent> {
        self.answer("send")?;
        Ok(Sent { remote: RemoteId("r".to_owned()), links: Vec::new() })
    }

    async fn find(&self, _: &Dispatch<'_>, _: &IdempotencyKey, _: &dyn Steps) -> Result<Found> {
        self.answer("find")?;
        Ok(Found::Unknown)
    }

    async fn discard(&self, _: &Dispatch<'_>, _: &IdempotencyKey, _: &dyn Steps) -> Result<()> {
        self.answer("discard")
    }

    async fn progress(&self, _: &SentDispatch<'_>) -> Result<Progress> {
        self.answer("progress")?;
        Ok(Progress::default())
    }

    fn notice_subject(&self, _: &Notice) -> Result<NoticeSubject> {
        self.answer("notice_subject")?;
        Ok(NoticeSubject::Remote(RemoteId("r".to_owned())))
    }

    async fn read_notice(&self, _: &Notice, _: &SentDispatch<'_>) -> Result<Progress> {
        self.answer("read_notice")?;
        Ok(Progress::default())
    }

    async fn download(&self, _: &SentDispatch<'_>, _: Artifact) -> Result<Vec<Download>> {
        self.answer("download")?;
        Ok(Vec::new())
    }

    async fn remind(&self, _: &SentDispatch<'_>) -> Result<()> {
        self.answer("remind")
    }

    async fn void(&self, _: &SentDispatch<'_>, _: &str) -> Result<()> {
        self.answer("void")
    }

    async fn judge(&self, _: &Judged<'_>) -> Result<Opinion> {
        self.answer("judge").map(|_| Opinion::default())
    }
}

/// Nobody reads a document here.
struct NoDocuments;

#[async_trait]
impl Documents for NoDocuments {
    async fn file(&self, _: &DocumentId) -> Result<std::path::PathBuf> {
        Err(Error::new(ErrorKind::Journal, "there is none"))
    }
}

/// One document, one person.
fn envelope() -> Envelope {
    let document = Document {
        id: DocumentId::new([1; 16]),
        name: "a.pdf".to_owned(),
        sha256: Sha256Digest::of(b""),
        byte_size: 1,
        pages: Vec::new(),
    };
    let person = Recipient {
        id: "r1".parse().unwrap(),
        role: Role::Signer,
        first_name: "Karim".to_owned(),
        last_name: "Ben Salah".to_owned(),
        email: None,
        mobile: None,
        language: Language::Fr,
        authentication: Authentication::None,
        routing_order: None,
        delivery: Delivery::InPerson,
    };
    Envelope::new(EnvelopeContent {
        id: EnvelopeId::new([9; 16]),
        title: "Contrat".to_owned(),
        message: String::new(),
        language: Language::Fr,
        documents: vec![document],
        recipients: vec![person],
        fields: Vec::new(),
        options: EnvelopeOptions::default(),
        created_at: Timestamp::from_millis(0),
    })
}

fn error(kind: ErrorKind, retry: Retry, wait: Option<u64>) -> Result<()> {
    Err(Error::new(kind, "no").with_retry(retry).with_retry_after(wait.map(Duration::from_secs)))
}

fn later() -> Result<()> {
    error(ErrorKind::Server, Retry::Later, None)
}

/// Asks once, with the usual patience. What came of it, and after how many seconds the provider was asked each time.
async fn asked(answers: Vec<Result<()>>) -> (Option<ErrorKind>, Vec<u64>) {
    let (begun, retried) = (Instant::now(), Retried::new(Told::new(answers), Patience::default()));
    let outcome = retried.check_account().await.err().map(|error| error.kind());
    let asked = retried.provider.asked.lock().unwrap();
    (outcome, asked.iter().map(|(_, at)| at.duration_since(begun).as_secs()).collect())
}

#[tokio::test(start_paused = true)]
async fn what_may_be_repeated_is_repeated_with_longer_and_longer_waits() {
    assert_eq!(asked(vec![Ok(())]).await, (None, vec![0]));
    assert_eq!(asked(vec![later(), later(), Ok(())]).await, (None, vec![0, 1, 3]));
    let three = vec![later(), later(), later(), Ok(())];
    assert_eq!(asked(three).await, (Some(ErrorKind::Server), vec![0, 1, 3]), "three tries are enough");
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_asks_to_wait_is_waited_for_unless_that_is_too_long() {
    let slow = |seconds| error(ErrorKind::RateLimited, Retry::Later, Some(seconds));
    assert_eq!(asked(vec![slow(7), Ok(())]).await, (None, vec![0, 7]));
    assert_eq!(asked(vec![slow(20), Ok(())]).await, (None, vec![0, 20]));
    assert_eq!(asked(vec![slow(21), Ok(())]).await, (Some(ErrorKind::RateLimited), vec![0]));
}

#[tokio::test(start_paused = true)]
async fn what_may_have_happened_is_never_repeated() {
    let doubt = error(ErrorKind::Interrupted, Retry::AfterCheck, None);
    assert_eq!(asked(vec![doubt, Ok(())]).await, (Some(ErrorKind::Interrupted), vec![0]));
    let no = error(ErrorKind::Refused, Retry::No, None);
    assert_eq!(asked(vec![no, Ok(())]).await, (Some(ErrorKind::Refused), vec![0]));
    let doubt = error(ErrorKind::Interrupted, Retry::AfterCheck, Some(1));
    assert_eq!(asked(vec![doubt, Ok(())]).await.1, [0], "a wait is no permission");
}

#[tokio::test(start_paused = true)]
async fn without_a_network_nobody_waits() {
    let none = error(ErrorKind::Unreachable, Retry::Later, None);
    assert_eq!(asked(vec![none, Ok(())]).await, (Some(ErrorKind::Unreachable), vec![0]));
}

#[tokio::test(start_paused = true)]
async fn asking_sending_and_fetching_are_repeated_reminding_and_taking_back_are_not() {
    let envelope = envelope();
    let dispatch = crate::plan(&envelope, &crate::local::capability()).unwrap().remove(0);
    let key = IdempotencyKey { envelope: envelope.id().clone(), dispatch: 1 };
    let sent =
        SentDispatch { dispatch, remote: RemoteId("r".to_owned()), steps: Vec::new(), key: key.clone() };
    let (notice, steps) = (Notice { headers: Vec::new(), body: Vec::new() }, MemorySteps::default());
    let told = || Retried::new(Told::new(vec![later(), Ok(())]), Patience::default());
    let times = |retried: &Retried<Told>| retried.provider.asked.lock().unwrap().len();

    let retried = told();
    retried.send(&sent.dispatch, &NoDocuments, &key, &steps).await.unwrap();
    assert_eq!(times(&retried), 2);
    let retried = told();
    retried.find(&sent.dispatch, &key, &steps).await.unwrap();
    assert_eq!(times(&retried), 2);
    let retried = told();
    retried.progress(&sent).await.unwrap();
    assert_eq!(times(&retried), 2);
    let retried = told();
    retried.read_notice(&notice, &sent).await.unwrap();
    assert_eq!(times(&retried), 2);
    let retried = told();
    retried.download(&sent, Artifact::SignedDocuments).await.unwrap();
    assert_eq!(times(&retried), 2);

    let retried = told();
    retried.remind(&sent).await.unwrap_err();
    assert_eq!(times(&retried), 1, "a reminder may be a request that reminds each time it is seen");
    let retried = told();
    retried.void(&sent, "erreur").await.unwrap_err();
    assert_eq!(times(&retried), 1);
    let retried = told();
    retried.notice_subject(&notice).unwrap_err();
    assert_eq!(times(&retried), 1);
}
