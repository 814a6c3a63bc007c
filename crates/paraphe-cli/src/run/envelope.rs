//! `check`, `send`, `status` and `list`.

use std::path::PathBuf;
use std::time::Duration;

use paraphe_app::envelope_files::{FileCheck, check_file, store_file};
use paraphe_app::headless::envelope_id;
use paraphe_app::{App, Error, call};
use paraphe_envelope::EnvelopeStatus;
use serde_json::{Value, json};

use super::{rfc3339, text};
use crate::output::{Answer, Output};

/// How often a waiting command looks. Only this computer's own history is asked.
const LOOK_EVERY: Duration = Duration::from_millis(500);

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

fn tell(found: &FileCheck, account: String, output: &Output) -> Answer {
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
    let mut sent = call(app, "send_envelope", json!({ "draft": draft, "account": account })).await?;
    while wait && !is_final(&sent) {
        tokio::time::sleep(LOOK_EVERY).await;
        sent = call(app, "open_envelope", json!({ "envelope": sent["id"] })).await?;
    }
    let value = json!({
        "envelope": sent["id"], "status": sent["status"], "dispatches": sent["dispatches"], "credits": null,
    });
    output.print(&value, |output| {
        vec![output.sentence("command-sent", &[("id", text(&sent["id"])), ("status", text(&sent["status"]))])]
    });
    // Whoever waited asked whether everybody signed.
    let completed = sent["status"] == EnvelopeStatus::Completed.as_str();
    Ok(if wait && !completed { Answer::No } else { Answer::Done })
}

fn is_final(envelope: &Value) -> bool {
    let status: Option<EnvelopeStatus> = serde_json::from_value(envelope["status"].clone()).ok();
    status.is_none_or(EnvelopeStatus::is_final)
}

/// One envelope.
pub(super) async fn status(app: &App, id: &str, output: &Output) -> Result<Answer, Error> {
    let found = call(app, "open_envelope", json!({ "envelope": envelope_id(id)? })).await?;
    let recipients: Vec<_> = found["recipients"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|person| {
            let name = format!("{} {}", text(&person["first_name"]), text(&person["last_name"]));
            json!({ "id": person["id"], "name": name.trim(), "status": person["status"], "at": rfc3339(&person["at"]) })
        })
        .collect();
    let events: Vec<_> = found["events"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|event| json!({ "at": rfc3339(&event["at"]), "type": event["kind"], "facts": event["facts"] }))
        .collect();
    let value = json!({
        "envelope": found["id"], "title": found["title"], "status": found["status"],
        "recipients": recipients, "events": events,
    });
    output.print(&value, |_| {
        let mut lines = vec![format!("{} · {}", text(&value["title"]), text(&value["status"]))];
        lines.extend(recipients.iter().map(|p| format!("  {} · {}", text(&p["name"]), text(&p["status"]))));
        lines
    });
    Ok(Answer::Done)
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
        rows.extend(found.iter().map(row).filter(|row| status.is_none_or(|status| row["status"] == status)));
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
            format!("{} · {} · {}", text(&row["envelope"]), text(&row["status"]), text(&row["title"]))
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
        "envelope": id, "title": row["title"], "status": status, "recipients": people,
        "documents": row["documents"], "changed_at": rfc3339(&row["changed_at"]),
    })
}
