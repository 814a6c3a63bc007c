//! What the single things a sending is made of cost, each by itself: for seeing where the time goes. In ms of processor time.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;

use futures_util::stream;
use paraphe_app::{ChainChoice, ChainOrFile, SecretStore as _};
use paraphe_envelope::EnvelopeId;
use paraphe_history::{History, HistoryError, Keeping, OutboxRow};
use reqwest::{Body, Client};
use serde_json::{Value, json};
use tokio::fs::File;
use tokio::io::AsyncReadExt as _;

use crate::Outcome;
use crate::meter::{cpu, millis};
use crate::office::Office;

const OFTEN: u32 = 200;
const BODIES: u32 = 40;
const CHUNK: usize = 192 * 1024;

pub(crate) async fn measure(office: &Office, envelope: &EnvelopeId, pdf: &Path, url: &str) -> Outcome<Value> {
    let mut history = office.history()?;
    let row = history.dispatches(envelope)?.into_iter().next().ok_or("a dispatch")?;
    let secrets = ChainOrFile::open(office.app.data(), ChainChoice::FileOnly);
    let secret = history.account(&office.account)?.ok_or("an account")?.secret;
    let client = Client::builder().no_proxy().build()?;
    let bytes = bytes::Bytes::from(std::fs::read(pdf)?);
    let mut bodies = [0.0; 3];
    for (which, body_ms) in bodies.iter_mut().enumerate() {
        let before = cpu();
        for _ in 0..BODIES {
            let body = match which {
                0 => Body::from(bytes.clone()),
                1 => Body::from(File::open(pdf).await?),
                _ => Body::wrap_stream(stream::try_unfold(File::open(pdf).await?, |mut file| async {
                    let mut chunk = vec![0; CHUNK];
                    let read = file.read(&mut chunk).await?;
                    chunk.truncate(read);
                    Ok::<_, std::io::Error>((read > 0).then_some((chunk, file)))
                })),
            };
            // The stand-in reads all of it before it finds that nobody is there.
            client.post(url).body(body).send().await?.bytes().await?;
        }
        *body_ms = millis(cpu() - before) / f64::from(BODIES);
    }
    let before = cpu();
    for _ in 0..OFTEN {
        tokio::task::spawn_blocking(|| ()).await?;
    }
    let hop = millis(cpu() - before) / f64::from(OFTEN);
    Ok(json!({
        "commit_that_survives_a_power_cut": each(commits(&mut history, &row, Keeping::Step))?,
        "commit_that_survives_the_program": each(commits(&mut history, &row, Keeping::Check))?,
        "reading_an_envelope": each(|| history.envelope(envelope))?,
        "reading_a_dispatch": each(|| history.dispatches(envelope))?,
        "reading_a_secret": each(|| secrets.secret(&secret))?,
        "hop_to_a_blocking_thread": hop,
        "body_from_memory": bodies[0],
        "body_from_file_by_reqwest": bodies[1],
        "body_from_file_in_chunks": bodies[2],
    }))
}

/// Commits that each change the row: SQLite writes nothing for one that leaves every byte as it was.
fn commits<'h>(
    history: &'h mut History,
    row: &'h OutboxRow,
    how: Keeping,
) -> impl FnMut() -> Result<(), HistoryError> + 'h {
    let mut changed = row.clone();
    changed.steps.push(("cost".to_owned(), None));
    let mut is_changed = false;
    move || {
        let (was, now) = if is_changed { (&changed, row) } else { (row, &changed) };
        is_changed = !is_changed;
        history.update_dispatch(was, now, how)
    }
}

fn each<T, E: Into<Box<dyn Error>>>(mut work: impl FnMut() -> Result<T, E>) -> Outcome<f64> {
    let before = cpu();
    for _ in 0..OFTEN {
        black_box(work().map_err(Into::into)?);
    }
    Ok(millis(cpu() - before) / f64::from(OFTEN))
}
