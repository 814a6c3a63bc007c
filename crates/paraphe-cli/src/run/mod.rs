//! One file per group of commands.

mod account;
mod correct;
mod demo;
mod doubt;
mod envelope;
mod evidence;
mod files;
mod following;
mod identity;
mod input;
mod interruption;
mod opening;
mod rows;
mod sandbox;
mod sign;
mod tags;
mod text_path;
mod trust;
mod verify;
mod verify_folder;
mod verify_lines;
mod verify_opinion;
mod waiting;

use std::path::Path;

use paraphe_app::headless::{self, Existing, envelope_id, reset_host_pin};
use paraphe_app::rows::ChangedRows;
use paraphe_app::{App, Code, Error, call};
use paraphe_envelope::Timestamp;
use serde_json::{Value, json};

use self::input::password;
pub(crate) use self::text_path::TextPath;
use crate::arguments::{Arguments, Command, HistoryCommand, KioskCommand, Verify};
use crate::output::{Answer, Output};

/// Runs one command.
pub(crate) async fn run(arguments: Arguments, output: &Output) -> Result<Answer, Error> {
    let data = arguments.data.clone();
    let open = || opening::open(data.as_deref(), output);
    match arguments.command {
        Command::Accounts(command) => account::run(&open()?, command, output).await,
        Command::Capabilities { provider } => capabilities(&open()?, provider.as_deref(), output).await,
        Command::Check { envelope, account, rows: Some(people), .. } => {
            rows::check(&open()?, envelope, people, account, output).await
        }
        Command::Check { envelope, account, rows: None, password_stdin } => {
            let password = password(password_stdin)?;
            envelope::check(&open()?, envelope, account, password, output).await
        }
        Command::Correct(request) => correct::run(&open()?, request, output).await,
        Command::Demo { out, overwrite } => {
            let existing = if overwrite { Existing::Replaced } else { Existing::Kept };
            demo::demo(out, existing, output).await
        }
        Command::Download { id, to } => following::download(&open()?, &id, to, output).await,
        Command::Evidence(request) => evidence::run(&open()?, request, output).await,
        Command::History(HistoryCommand::Verify) => history_verify(&open()?, output).await,
        Command::Identity(command) => identity::run(&open()?, command, output).await,
        Command::Import { id, file, document, everybody, differing } => {
            let said = json!({ "everybody": everybody, "differing": differing });
            following::import(&open()?, &id, (file, document), said, output).await
        }
        Command::Kiosk(KioskCommand::ResetPin) => reset_pin(&open()?, output).await,
        Command::List { query, status, limit } => {
            envelope::list(&open()?, &query, status.as_deref(), limit, output).await
        }
        Command::Notice(request) => following::notice(&open()?, request, output).await,
        Command::Pages { file, password_stdin } => {
            files::pages(file, password(password_stdin)?, output).await
        }
        Command::Remind { id } => following::remind(&open()?, &id, output).await,
        Command::Render(request) => {
            let opened = opening::open_or_without(data.as_deref(), output)?;
            files::render(&opened.app, request, output).await
        }
        Command::Sandbox { port } => sandbox::run(port, output).await,
        Command::Send { envelope, account, rows: Some(people), send_changed, .. } => {
            let changed = if send_changed { ChangedRows::Sent } else { ChangedRows::Asked };
            rows::send(&open()?, envelope, people, (account, changed), output).await
        }
        Command::Send { envelope, account, wait, rows: None, password_stdin, .. } => {
            let password = password(password_stdin)?;
            envelope::send(&open()?, (envelope, password), account, wait, output).await
        }
        Command::SendAgain { id } => of_envelope(&open()?, "send_again", &id, output).await,
        Command::Settle(request) => following::settle(&open()?, request, output).await,
        Command::Sign(request) => sign::sign(&open()?, *request, output).await,
        Command::Status { id, refresh } => status(&open()?, id.as_deref(), refresh, output).await,
        Command::Tags { file, password_stdin } => tags::tags(file, password(password_stdin)?, output).await,
        Command::Trust(command) => trust::run(&open()?, command, output).await,
        Command::Verify(request) => verify(data.as_deref(), request, output).await,
        Command::Void { id, reason, gone } => {
            let way = if gone { "gone_there" } else { "at_provider" };
            let request = json!({ "envelope": envelope_id(&id)?, "reason": reason, "way": way });
            following::act(&open()?, "void_envelope", request, output).await
        }
    }
}

/// How an envelope stands, or all of them; asked anew where that is wished.
async fn status(app: &App, id: Option<&str>, refresh: bool, output: &Output) -> Result<Answer, Error> {
    match (id, refresh) {
        (Some(id), true) => following::refreshed(app, id, output).await,
        (Some(id), false) => following::status(app, id, output).await,
        (None, _) => {
            if refresh {
                following::refresh_all(app, output).await?;
            }
            envelope::list(app, "", None, 200, output).await
        }
    }
}

/// Judges a file, also where the history cannot be opened; a provider's account is in the history.
async fn verify(data: Option<&Path>, request: Verify, output: &Output) -> Result<Answer, Error> {
    if request.account.is_some() {
        return verify::verify(&opening::open(data, output)?, request, None, output).await;
    }
    let opened = opening::open_or_without(data, output)?;
    verify::verify(&opened.app, request, opened.unread, output).await
}

async fn of_envelope(app: &App, command: &str, id: &str, output: &Output) -> Result<Answer, Error> {
    following::act(app, command, json!({ "envelope": envelope_id(id)? }), output).await
}

async fn capabilities(app: &App, provider: Option<&str>, output: &Output) -> Result<Answer, Error> {
    let answer = call(app, "list_capabilities", json!({})).await?;
    let all = answer["providers"].as_array().cloned().unwrap_or_default();
    let value = match provider {
        None => answer,
        Some(name) => {
            let known: Vec<String> = all.iter().map(|entry| text(&entry["provider"])).collect();
            all.into_iter().find(|entry| entry["provider"] == name.to_lowercase()).ok_or_else(|| {
                Error::new(Code::NotFound, "error-provider-unknown")
                    .with("provider", name)
                    .with("known", known.join(", "))
            })?
        }
    };
    // Data for people, too: there is nothing to say about it in words.
    output.print(&value, |_| vec![format!("{value:#}")]);
    Ok(Answer::Done)
}

async fn reset_pin(app: &App, output: &Output) -> Result<Answer, Error> {
    let (pin_removed, kiosk_ended) = reset_host_pin(app).await?;
    let value = json!({ "pin_removed": pin_removed, "kiosk_ended": kiosk_ended });
    let told = if pin_removed { "command-pin-removed" } else { "command-pin-none" };
    let ended = kiosk_ended.then_some("command-kiosk-ended");
    output.print(&value, |output| {
        [Some(told), ended].into_iter().flatten().map(|id| output.sentence(id, &[])).collect()
    });
    Ok(Answer::Done)
}

async fn history_verify(app: &App, output: &Output) -> Result<Answer, Error> {
    let answer = call(app, "verify_history", json!({})).await?;
    let breaks = answer["breaks"].as_array().cloned().unwrap_or_default();
    output.print(&answer, |output| {
        if breaks.is_empty() {
            let facts = [("envelopes", text(&answer["envelopes"])), ("events", text(&answer["events"]))];
            return vec![output.sentence("command-history-intact", &facts)];
        }
        let mut lines = vec![output.sentence("command-history-broken", &[("n", breaks.len().to_string())])];
        lines.extend(breaks.iter().map(|found| format!("  {}", break_line(output, found))));
        lines.push(output.sentence("command-history-next", &[]));
        lines
    });
    Ok(if breaks.is_empty() { Answer::Done } else { Answer::No })
}

/// One place where the history does not hold, in words; what the check said stands behind.
fn break_line(output: &Output, found: &Value) -> String {
    let facts = [
        ("envelope", text(&found["envelope"])),
        ("event", found["event"].to_string()),
        ("code", text(&found["code"])),
    ];
    format!("{} · {}", output.sentence("command-break", &facts), output.detail(&text(&found["detail"])))
}

/// A JSON value as plain text.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Milliseconds on the wire become RFC 3339 for scripts.
fn rfc3339(value: &Value) -> Value {
    let time = serde_json::from_value::<Timestamp>(value.clone()).ok();
    time.map_or(Value::Null, |time| json!(time.to_rfc3339()))
}

/// A moment on the wire (milliseconds, or RFC 3339) as people of this computer read it; nothing where there is none.
fn local_time(value: &Value) -> Option<String> {
    let parsed = value.as_str().and_then(|text| text.parse().ok());
    let moment = parsed.or_else(|| serde_json::from_value::<Timestamp>(value.clone()).ok());
    moment.map(headless::local_time)
}

/// The day of such a moment.
fn local_day(value: &Value) -> String {
    let time = local_time(value).unwrap_or_default();
    time.split(' ').next().unwrap_or_default().to_owned()
}
