//! `check`, `send` and `list`.

use std::path::PathBuf;

use paraphe_app::envelope_files::{FileCheck, check_file, store_file};
use paraphe_app::{App, Code, Error, call};
use paraphe_envelope::EnvelopeStatus;
use serde_json::{Value, json};

use super::following::link_lines;
use super::waiting::{self, Waited};
use super::{local_time, rfc3339, text};
use crate::output::{Answer, Output};

/// Every problem at once.
pub(super) async fn check(
    app: &App,
    file: PathBuf,
    account: String,
    output: &Output,
) -> Result<Answer, Error> {
    let found = check_file(app, file, account.clone()).await?;
    Ok(tell(&found, account, output))
}

/// What a check found.
pub(super) fn tell(found: &FileCheck, account: String, output: &Output) -> Answer {
    output.print(&json!(found), |output| {
        if found.is_clean() {
            let facts = [("n", found.dispatches.to_string()), ("account", account)];
            return vec![output.sentence("command-check-clean", &facts)];
        }
        let count = found.problems.len() + found.refusals.len();
        let mut lines = vec![output.sentence("command-check-problems", &[("n", count.to_string())])];
        let all = found.problems.iter().chain(&found.refusals);
        lines.extend(all.map(|one| format!("  {} — {}", one.path, one.message)));
        lines
    });
    if found.is_clean() { Answer::Done } else { Answer::No }
}

/// Sends, and waits where that was asked for.
pub(super) async fn send(
    app: &App,
    file: PathBuf,
    account: String,
    wait: bool,
    output: &Output,
) -> Result<Answer, Error> {
    let found = check_file(app, file.clone(), account.clone()).await?;
    if !found.is_clean() {
        return Ok(tell(&found, account, output));
    }
    let draft = store_file(app, file).await?;
    let sent = call(app, "send_envelope", json!({ "draft": draft, "account": account })).await;
    if !wait {
        let sent = sent?;
        if sent["status"] == EnvelopeStatus::Sending.as_str() {
            return Err(waits(&sent, &account));
        }
        let credits = credits(app, &account).await;
        print(&sent, credits, output);
        return Ok(Answer::Done);
    }
    let mut told = Told::default();
    match waiting::until_final(app, sent, |envelope| told.tell(envelope, output)).await? {
        Waited::Ended(envelope) => {
            let credits = credits(app, &account).await;
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

/// What a person who waits has been told already: a link that is known at the end only is known too late.
#[derive(Default)]
struct Told {
    is_sent: bool,
    links: Vec<String>,
}

impl Told {
    /// Tells what is new since the last look.
    fn tell(&mut self, envelope: &Value, output: &Output) {
        if !self.is_sent && envelope["status"] != EnvelopeStatus::Sending.as_str() {
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
    let status = output.word("status", &envelope["status"]);
    output.sentence("command-sent", &[("id", text(&envelope["id"])), ("status", status)])
}

/// The provider could not be reached: nothing is lost, and nothing has left.
fn waits(envelope: &Value, account: &str) -> Error {
    let troubles = envelope["dispatches"].as_array().into_iter().flatten();
    let trouble = troubles.filter_map(|dispatch| dispatch["trouble"].as_str()).next().unwrap_or_default();
    Error::new(Code::Provider, "error-sending-waits")
        .with("account", account)
        .with("envelope", text(&envelope["id"]))
        .detail(trouble)
}

fn print(envelope: &Value, credits: Value, output: &Output) {
    let dispatch = |one: &Value| json!({ "remote": one["remote"], "links": one["links"] });
    let dispatches: Vec<Value> =
        envelope["dispatches"].as_array().into_iter().flatten().map(dispatch).collect();
    let value = json!({
        "envelope": envelope["id"], "status": envelope["status"], "dispatches": dispatches, "credits": credits,
    });
    output.print(&value, |output| {
        let mut lines = vec![sent_line(envelope, output)];
        lines.extend(link_lines(envelope));
        lines
    });
}

/// What the provider says the account can still pay for; nothing where it does not count, or cannot be asked now. The
/// sending is done: nothing that goes wrong here may look as if it were not.
async fn credits(app: &App, account: &str) -> Value {
    match call(app, "test_account", json!({ "name": account })).await {
        Ok(found) => found["credits"].clone(),
        Err(_) => Value::Null,
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
                .iter()
                .map(row)
                .filter(|row| status.is_none_or(|status| row["status"] == status.to_lowercase())),
        );
        if rows.len() >= most || answer["next_cursor"].is_null() {
            break;
        }
        let mut next = request.clone();
        next["cursor"] = answer["next_cursor"].clone();
        answer = call(app, "list_history", next).await?;
    }
    rows.truncate(most);
    output.print(&json!({ "envelopes": rows }), |output| {
        if rows.is_empty() {
            let everything = query.is_empty() && status.is_none();
            let id = if everything { "command-list-empty" } else { "command-list-nothing-found" };
            return vec![output.sentence(id, &[])];
        }
        let line = |row: &Value| {
            let status = output.word("status", &row["status"]);
            let day = local_time(&row["changed_at"]);
            let account = row["account"].as_str().map(str::to_owned);
            let more =
                [day, account].into_iter().flatten().map(|one| format!(" · {one}")).collect::<String>();
            format!("{} · {status}{more} · {}", text(&row["envelope"]), text(&row["title"]))
        };
        rows.iter().map(line).collect()
    });
    Ok(Answer::Done)
}

fn row(row: &Value) -> Value {
    let id = if row["envelope"].is_null() { &row["draft"] } else { &row["envelope"] };
    let status = if row["status"].is_null() { json!("draft") } else { row["status"].clone() };
    let people: Vec<_> = row["people"].as_array().into_iter().flatten().map(|p| p["name"].clone()).collect();
    json!({
        "envelope": id, "title": row["title"], "status": status, "account": row["account"], "recipients": people,
        "documents": row["documents"], "changed_at": rfc3339(&row["changed_at"]),
    })
}
