//! The program over a folder of its own, with one account and a clock that can be turned.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use paraphe_app::rows::{ChangedRows, RowReport, RowsAnswer, RowsStep, SendRows, send_rows};
use paraphe_app::{App, AppOptions, ChainChoice, ChainOrFile, Clock, call};
use paraphe_envelope::{EnvelopeId, Timestamp};
use paraphe_history::History;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::Outcome;

/// A clock that stands until it is turned.
#[derive(Clone)]
pub(crate) struct TurnedClock(Arc<AtomicI64>);

impl TurnedClock {
    fn at_the_present() -> Outcome<Self> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH)?;
        Ok(Self(Arc::new(AtomicI64::new(i64::try_from(since.as_millis())?))))
    }

    pub(crate) fn forward(&self, by: Duration) -> Outcome<()> {
        self.0.fetch_add(i64::try_from(by.as_millis())?, Ordering::Relaxed);
        Ok(())
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::Relaxed))
    }
}

pub(crate) struct Office {
    pub(crate) app: App,
    pub(crate) clock: TurnedClock,
    pub(crate) account: String,
    folder: TempDir,
}

impl Office {
    /// Secrets are in the sealed file: a key chain would do its part in another process.
    pub(crate) async fn open(account: &Value) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let clock = TurnedClock::at_the_present()?;
        let data = folder.path().join("data");
        let secrets = ChainOrFile::open(&data, ChainChoice::FileOnly);
        let app = App::open_with(AppOptions::headless(data), Box::new(clock.clone()), Box::new(secrets))?;
        call(&app, "save_account", account.clone()).await?;
        let account = account["name"].as_str().ok_or("a name")?.to_owned();
        Ok(Self { app, clock, account, folder })
    }

    /// The same history once more, beside the program.
    pub(crate) fn history(&self) -> Outcome<History> {
        Ok(History::open(self.app.data())?)
    }

    /// Sends a document to that many people, as `paraphe send --rows` does. After each, `tell` hears its number.
    pub(crate) async fn send(
        &self,
        pdf: &Path,
        people: usize,
        mut tell: impl FnMut(usize) + Send,
    ) -> Outcome<Vec<EnvelopeId>> {
        let request = SendRows {
            envelope: self.envelope_file(pdf)?,
            people: self.table(people)?,
            account: self.account.clone(),
            changed: ChangedRows::default(),
        };
        let (_never, stop) = watch::channel(false);
        let mut count = 0;
        let answer = send_rows(&self.app, request, stop, |step| {
            if matches!(step, RowsStep::Row(_)) {
                count += 1;
                tell(count);
            }
        });
        match answer.await? {
            RowsAnswer::Problems(problems) => Err(format!("it cannot be sent: {problems:?}").into()),
            RowsAnswer::Rows { reports, .. } => reports.into_iter().map(sent).collect(),
        }
    }

    fn envelope_file(&self, pdf: &Path) -> Outcome<PathBuf> {
        std::fs::copy(pdf, self.folder.path().join("document.pdf"))?;
        let delivery = if self.account == "openapi" { "links" } else { "provider_mails" };
        let person = json!({
            "id": "r1", "role": "signer", "first_name": "Zoé", "last_name": "Dupont", "email": "zoe@example.fr",
            "language": "fr", "authentication": "email_code", "delivery": delivery,
        });
        let rect = json!({ "x": 100, "y": 600, "width": 150, "height": 60 });
        let file = json!({
            "title": "Contrat {{numero}}", "message": "", "language": "fr",
            "documents": [{ "path": "document.pdf" }],
            "recipients": [person],
            "fields": [{ "recipient": "r1", "document": 0, "page": 1, "kind": "signature", "rect": rect }],
        });
        let path = self.folder.path().join("envelope.json");
        std::fs::write(&path, file.to_string())?;
        Ok(path)
    }

    fn table(&self, people: usize) -> Outcome<PathBuf> {
        let mut table = "numero\n".to_owned();
        for number in 0..people {
            table.push_str(&format!("{people}/{number}\n"));
        }
        let path = self.folder.path().join("people.csv");
        std::fs::write(&path, table)?;
        Ok(path)
    }
}

fn sent(report: RowReport) -> Outcome<EnvelopeId> {
    match report {
        RowReport { status, envelope: Some(envelope), error: None, .. } if status == "sent" => Ok(envelope),
        other => Err(format!("a row was not sent: {other:?}").into()),
    }
}
