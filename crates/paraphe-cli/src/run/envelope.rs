//! `check`, `send` and `list`.

use std::path::PathBuf;
use std::time::Duration;

use paraphe_app::envelope_files::{FileCheck, FileFinding, check_file, store_file};
use paraphe_app::words::in_one_line;
use paraphe_app::{App, Code, Error, call};
use paraphe_envelope::{DraftId, EnvelopeStatus};
use serde_json::{Value, json};

use super::following::{link_lines, missing_link_lines, next_without_asking, not_asked};
use super::interruption::Interruption;
use super::waiting::{self, Waited};
use super::{doubt, local_time, rfc3339, text};
use crate::output::{Answer, Output};

/// Every problem at once.
pub(super) async fn check(
    app: &App,
    file: PathBuf,
    account: String,
    password: Option<String>,
    output: &Output,
) -> Result<Answer, Error> {
    let found = check_file(app, file, account.clone(), password).await?;
    Ok(tell(&found, account, output))
}

/// What a check found.
pub(super) fn tell(found: &FileCheck, account: String, output: &Output) -> Answer {
    output.print(&json!(found), |output| {
        if found.is_clean() {
            let facts = [("n", found.dispatches.to_string()), ("account", account)];
            let clean = output.sentence("command-check-clean", &facts);
            return std::iter::once(clean).chain(found.notes.iter().map(found_line)).collect();
        }
        let count = found.problems.len() + found.refusals.len();
        let mut lines = vec![output.sentence("command-check-problems", &[("n", count.to_string())])];
        let all = found.problems.iter().chain(&found.refusals);
        lines.extend(all.map(found_line));
        lines
    });
    if found.is_clean() { Answer::Done } else { Answer::No }
}

/// One thing that was found, with its place where it has one.
pub(super) fn found_line(found: &FileFinding) -> String {
    if found.path.is_empty() {
        return format!("  {}", found.message);
    }
    format!("  {} — {}", found.path, found.message)
}

/// Sends, and waits where that was asked for.
pub(super) async fn send(
    app: &App,
    (file, password): (PathBuf, Option<String>),
    account: String,
    wait: bool,
    output: &Output,
) -> Result<Answer, Error> {
    let found = check_file(app, file.clone(), account.clone(), password.clone()).await?;
    if !found.is_clean() {
        return Ok(tell(&found, account, output));
    }
    let draft = store(app, (file, password), &account, output).await?;
    let mut interruption = wait.then(Interruption::listen);
    let sending = call(app, "send_envelope", json!({ "draft": draft, "account": account }));
    let sent = match &mut interruption {
        Some(interruption) => interruption.after(sending, output).await,
        None => sending.await,
    };
    let sent = match sent {
        Err(error) => Err(with_way_on(app, error).await),
        sent => sent,
    };
    match &mut interruption {
        Some(interruption) => told_until_final(app, sent, interruption, &account, output).await,
        None => {
            let sent = sent?;
            if sent["status"] == EnvelopeStatus::Sending.as_str() {
                return Err(waits_for(&sent, &account));
            }
            let credits = credits(app, &account).await;
            print(&sent, credits, output);
            Ok(if doubt::is_in_doubt(&sent) { Answer::Uncertain } else { Answer::Done })
        }
    }
}

/// Tells what happens to the envelope until it has ended, or the person stops waiting.
async fn told_until_final(
    app: &App,
    sent: Result<Value, Error>,
    interruption: &mut Interruption,
    account: &str,
    output: &Output,
) -> Result<Answer, Error> {
    let mut told = Told::default();
    match waiting::until_final(app, sent, interruption, |envelope| told.tell(envelope, output)).await? {
        Waited::Ended(envelope) => {
            let credits = credits(app, account).await;
            print(&envelope, credits, output);
            // Whoever waited asked whether everybody signed.
            let is_completed = envelope["status"] == EnvelopeStatus::Completed.as_str();
            Ok(if is_completed { Answer::Done } else { Answer::No })
        }
        Waited::Interrupted(envelope) => {
            print(&envelope, Value::Null, output);
            Ok(Answer::No)
        }
    }
}

/// Stores what is to be sent. A program that was ended while it sent leaves its request waiting or in doubt: whoever sends the
/// file again is told that there are two.
async fn store(
    app: &App,
    (file, password): (PathBuf, Option<String>),
    account: &str,
    output: &Output,
) -> Result<DraftId, Error> {
    // The file was checked; what cannot be read any more is told by storing it.
    let bytes = tokio::fs::read(&file).await.unwrap_or_default();
    let title = serde_json::from_slice::<Value>(&bytes).unwrap_or_default()["title"].clone();
    let request = json!({ "query": "", "filter": "in_progress", "cursor": null, "limit": 200 });
    let found = call(app, "list_history", request).await?;
    let rows = found["rows"].as_array().into_iter().flatten();
    for row in rows.filter(|row| row["title"] == title && row["account"] == account) {
        let told = match serde_json::from_value(row["status"].clone()) {
            Ok(EnvelopeStatus::Sending) => "command-send-waits-already",
            Ok(EnvelopeStatus::Uncertain) => "command-send-doubt-already",
            Ok(_) | Err(_) => continue,
        };
        let facts = [("account", account.to_owned()), ("id", text(&row["envelope"]))];
        output.progress(&output.sentence(told, &facts));
    }
    store_file(app, file, password).await
}

/// What a person who waits has been told already: a link that is known at the end only is known too late.
#[derive(Default)]
struct Told {
    is_sent: bool,
    is_waiting: bool,
    links: Vec<String>,
}

impl Told {
    /// Tells what is new since the last look.
    fn tell(&mut self, envelope: &Value, output: &Output) {
        let waits = envelope["status"] == EnvelopeStatus::Sending.as_str();
        if waits && !self.is_waiting && has_trouble(envelope) {
            self.is_waiting = true;
            let why = waits_for(envelope, &text(&envelope["sent_with"]["account"]));
            output.progress(&output.sentence_of(&why));
            output.progress(&format!("  {}", output.detail(&why.detail)));
            output.progress(&output.sentence("command-wait-tries-again", &[]));
        }
        if !self.is_sent && !waits {
            self.is_sent = true;
            output.announce(&[sent_line(envelope, output)]);
        }
        let new: Vec<String> =
            link_lines(envelope).into_iter().filter(|line| !self.links.contains(line)).collect();
        output.announce(&new);
        self.links.extend(new);
    }
}

fn sent_line(envelope: &Value, output: &Output) -> String {
    let status = output.status(&envelope["status"], &envelope["status_word"]);
    output.sentence("command-sent", &[("id", text(&envelope["id"])), ("status", status)])
}

/// A refusal that was written down with its request says how to send that again: the file would make another one.
async fn with_way_on(app: &App, error: Error) -> Error {
    let Some(id) = error.params.get("envelope").cloned().filter(|_| error.code == Code::Provider) else {
        return error;
    };
    match call(app, "open_envelope", json!({ "envelope": id })).await {
        Ok(envelope) if envelope["status"] == EnvelopeStatus::Failed.as_str() => error.with("again", id),
        Ok(_) | Err(_) => error,
    }
}

/// What comes next for a request that has left: who signs where, and how to learn of it.
fn next(envelope: &Value, output: &Output) -> Option<String> {
    if let Some(next) = doubt::next(envelope, output) {
        return Some(next);
    }
    let status: EnvelopeStatus = serde_json::from_value(envelope["status"].clone()).ok()?;
    if status.is_final() {
        return None;
    }
    let people = envelope["recipients"].as_array().into_iter().flatten();
    let is_here = people.clone().any(|person| person["is_turn"] == true && person["delivery"] == "in_person");
    if !is_here && not_asked(envelope) {
        return Some(next_without_asking(envelope, output));
    }
    let id = if is_here { "command-sent-next-here" } else { "command-sent-next-status" };
    Some(output.sentence(id, &[("id", text(&envelope["id"]))]))
}

/// The provider could not be reached: nothing is lost, and nothing has left.
fn waits_for(envelope: &Value, account: &str) -> Error {
    Error::new(Code::Provider, "error-sending-waits")
        .with("account", account)
        .with("envelope", text(&envelope["id"]))
        .detail(troubles(envelope).next().unwrap_or_default())
}

fn has_trouble(envelope: &Value) -> bool {
    troubles(envelope).next().is_some()
}

fn troubles(envelope: &Value) -> impl Iterator<Item = &str> {
    let dispatches = envelope["dispatches"].as_array().into_iter().flatten();
    dispatches.filter_map(|dispatch| dispatch["trouble"].as_str())
}

fn print(envelope: &Value, credits: Value, output: &Output) {
    let dispatch = |one: &Value| json!({ "remote": one["remote"], "links": one["links"] });
    let dispatches: Vec<Value> =
        envelope["dispatches"].as_array().into_iter().flatten().map(dispatch).collect();
    let mut value = json!({
        "envelope": envelope["id"], "status": envelope["status"], "dispatches": dispatches, "credits": credits,
    });
    let next = next(envelope, output);
    if let Some(next) = &next {
        value["next"] = json!(next);
    }
    output.print(&value, |output| {
        let mut lines = vec![sent_line(envelope, output)];
        lines.extend(link_lines(envelope));
        lines.extend(missing_link_lines(envelope, output));
        lines.extend(doubt::check(envelope, output));
        lines.extend(next);
        lines
    });
}

/// How long the answer about a sending waits for what the account can still pay for: it must be told before somebody who
/// waits for it gives up.
const CREDITS_PATIENCE: Duration = Duration::from_secs(3);

/// What the provider says the account can still pay for; nothing where it does not count, or does not say it now. The
/// sending is done: nothing that goes wrong here may look as if it were not.
async fn credits(app: &App, account: &str) -> Value {
    let asking = call(app, "test_account", json!({ "name": account }));
    match tokio::time::timeout(CREDITS_PATIENCE, asking).await {
        Ok(Ok(found)) => found["credits"].clone(),
        Ok(Err(_)) | Err(_) => Value::Null,
    }
}

/// The history.
pub(super) async fn list(
    app: &App,
    query: &str,
    status: Option<&str>,
    limit: u32,
    output: &Output,
) -> Result<Answer, Error> {
    let request = json!({ "query": query, "filter": "all", "cursor": null, "limit": 200 });
    let mut answer = call(app, "list_history", request.clone()).await?;
    let mut rows = Vec::new();
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    loop {
        let found = answer["rows"].as_array().cloned().unwrap_or_default();
        rows.extend(
            found
                .into_iter()
                .filter(|row| status.is_none_or(|status| status_of(row) == status.to_lowercase())),
        );
        if rows.len() >= most || answer["next_cursor"].is_null() {
            break;
        }
        let mut next = request.clone();
        next["cursor"] = answer["next_cursor"].clone();
        answer = call(app, "list_history", next).await?;
    }
    rows.truncate(most);
    let mut batches = batches_of(app, &rows).await?;
    if query.is_empty() && status.is_none() {
        let unsent = unsent_batches(app, &batches).await?;
        batches.extend(batches_of(app, &unsent[..unsent.len().min(most - rows.len())]).await?);
    }
    let mut value = json!({ "envelopes": rows.iter().map(row).collect::<Vec<_>>() });
    if !batches.is_empty() {
        value["batches"] = batches.iter().map(batch).collect();
    }
    output.print(&value, |output| {
        if rows.is_empty() && batches.is_empty() {
            let everything = query.is_empty() && status.is_none();
            let id = if everything { "command-list-empty" } else { "command-list-nothing-found" };
            return vec![output.sentence(id, &[])];
        }
        list_lines(&rows, &batches, output)
    });
    Ok(Answer::Done)
}

/// The batches some of these rows belong to, in the order of the rows.
async fn batches_of(app: &App, rows: &[Value]) -> Result<Vec<Value>, Error> {
    let mut found: Vec<Value> = Vec::new();
    for id in rows.iter().map(|row| &row["batch"]).filter(|id| !id.is_null()) {
        if !found.iter().any(|batch| batch["id"] == *id) {
            found.push(call(app, "open_batch", json!({ "batch": id })).await?);
        }
    }
    Ok(found)
}

/// The rows of batches of which none of these is told: nothing of them has left, most often.
async fn unsent_batches(app: &App, told: &[Value]) -> Result<Vec<Value>, Error> {
    let request =
        json!({ "query": "", "filter": "in_progress", "folding": "batches", "cursor": null, "limit": 200 });
    let answer = call(app, "list_history", request).await?;
    let rows = answer["rows"].as_array().cloned().unwrap_or_default();
    let is_new =
        |row: &Value| row["standing"].is_object() && told.iter().all(|one| one["id"] != row["batch"]);
    Ok(rows.into_iter().filter(is_new).collect())
}

fn batch(batch: &Value) -> Value {
    json!({
        "batch": batch["id"], "title": batch["title"], "account": batch["account"],
        "progress": batch["progress"], "counts": batch["counts"],
    })
}

/// A line per row; the rows of a batch stand together under a line of its own.
fn list_lines(rows: &[Value], batches: &[Value], output: &Output) -> Vec<String> {
    let mut lines = Vec::new();
    let mut told = Vec::new();
    for row in rows {
        let Some(batch) = batches.iter().find(|batch| batch["id"] == row["batch"]) else {
            lines.push(list_line(row, output));
            continue;
        };
        if told.contains(&&batch["id"]) {
            continue;
        }
        told.push(&batch["id"]);
        lines.push(batch_line(batch, output));
        let of_batch = rows.iter().filter(|one| one["batch"] == row["batch"]);
        lines.extend(of_batch.map(|one| format!("  {}", list_line(one, output))));
    }
    let unsent = batches.iter().filter(|batch| !told.contains(&&batch["id"]));
    lines.extend(unsent.map(|batch| batch_line(batch, output)));
    lines
}

fn batch_line(batch: &Value, output: &Output) -> String {
    let facts = [
        ("title", in_one_line(&text(&batch["title"]))),
        ("account", text(&batch["account"])),
        ("n", text(&batch["counts"]["lines"])),
        ("completed", text(&batch["counts"]["completed"])),
        ("unsent", (count(&batch["counts"]["waiting"]) + count(&batch["counts"]["to_correct"])).to_string()),
    ];
    output.sentence("command-list-batch", &facts)
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or_default()
}

fn list_line(row: &Value, output: &Output) -> String {
    let status = output.status(&status_of(row), &row["status_word"]);
    let day = local_time(&row["changed_at"]);
    let account = row["account"].as_str().map(str::to_owned);
    let more = [day, account].into_iter().flatten().map(|one| format!(" · {one}")).collect::<String>();
    format!("{} · {status}{more} · {}", text(id_of(row)), in_one_line(&text(&row["title"])))
}

fn id_of(row: &Value) -> &Value {
    if row["envelope"].is_null() { &row["draft"] } else { &row["envelope"] }
}

fn status_of(row: &Value) -> Value {
    if row["status"].is_null() { json!("draft") } else { row["status"].clone() }
}

/// A row as scripts read it.
fn row(row: &Value) -> Value {
    let people: Vec<_> = row["people"].as_array().into_iter().flatten().map(|p| p["name"].clone()).collect();
    let mut told = json!({
        "envelope": id_of(row), "title": row["title"], "status": status_of(row), "account": row["account"], "recipients": people,
        "documents": row["documents"], "changed_at": rfc3339(&row["changed_at"]),
    });
    if !row["batch"].is_null() {
        told["batch"] = row["batch"].clone();
    }
    told
}
