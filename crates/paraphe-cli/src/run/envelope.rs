//! `check`, `send`, `status` and `list`.

use std::path::PathBuf;
use std::time::Duration;

use paraphe_app::headless::{FileCheck, check_file, envelope_id, problem_sentences, store_file};
use paraphe_app::schema::CheckView;
use paraphe_app::{App, Code, Error, call};
use paraphe_envelope::{EnvelopeFileProblem, EnvelopeStatus};
use serde_json::{Value, json};

use super::text;
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
    let value = match check_file(app, file, account.clone()).await? {
        FileCheck::File(problems) => {
            json!({ "problems": file_problems(&problems), "refusals": [], "dispatches": 0 })
        }
        FileCheck::Draft(view) => draft_check(app, &view),
    };
    let count = size(&value["problems"]) + size(&value["refusals"]);
    output.print(&value, |output| {
        if count == 0 {
            let facts = [("n", text(&value["dispatches"])), ("account", account)];
            return vec![output.sentence("command-check-clean", &facts)];
        }
        let mut lines = vec![output.sentence("command-check-problems", &[("n", count.to_string())])];
        for key in ["problems", "refusals"] {
            let found = value[key].as_array().into_iter().flatten();
            lines.extend(found.map(|p| format!("  {} — {}", text(&p["path"]), text(&p["message"]))));
        }
        lines
    });
    Ok(if count == 0 { Answer::Done } else { Answer::No })
}

fn file_problems(problems: &[EnvelopeFileProblem]) -> Vec<Value> {
    let one =
        |p: &EnvelopeFileProblem| json!({ "code": p.code(), "path": p.path(), "message": p.to_string() });
    problems.iter().map(one).collect()
}

fn draft_check(app: &App, view: &CheckView) -> Value {
    let problems: Vec<_> = problem_sentences(app, &view.problems)
        .into_iter()
        .map(|(code, path, message)| json!({ "code": code, "path": path, "message": message }))
        .collect();
    let refusals: Vec<_> = view
        .refusals
        .iter()
        .map(|refusal| json!({ "code": refusal.code, "path": "", "message": refusal.code, "params": refusal.params }))
        .collect();
    json!({ "problems": problems, "refusals": refusals, "dispatches": view.dispatches })
}

fn size(value: &Value) -> usize {
    value.as_array().map_or(0, Vec::len)
}

/// Sends, and waits where that was asked for.
pub(super) async fn send(
    app: &App,
    file: PathBuf,
    account: String,
    wait: bool,
    output: &Output,
) -> Result<Answer, Error> {
    if check_or_print(app, &file, &account, output).await? == Answer::No {
        return Ok(Answer::No);
    }
    let Ok(draft) = store_file(app, file).await? else {
        // The same file was good a moment ago.
        return Err(Error::new(Code::DocumentUnreadable, "error-changed-meanwhile"));
    };
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
    Ok(Answer::Done)
}

async fn check_or_print(
    app: &App,
    file: &std::path::Path,
    account: &str,
    output: &Output,
) -> Result<Answer, Error> {
    let clean = match check_file(app, file.to_owned(), account.to_owned()).await? {
        FileCheck::File(problems) => problems.is_empty(),
        FileCheck::Draft(view) => view.problems.is_empty() && view.refusals.is_empty(),
    };
    if clean {
        return Ok(Answer::Done);
    }
    check(app, file.to_owned(), account.to_owned(), output).await
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

/// Milliseconds on the wire become RFC 3339 for scripts.
fn rfc3339(value: &Value) -> Value {
    let time = serde_json::from_value::<paraphe_envelope::Timestamp>(value.clone()).ok();
    time.map_or(Value::Null, |time| json!(time.to_rfc3339()))
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
            return vec![output.sentence("command-list-empty", &[])];
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
