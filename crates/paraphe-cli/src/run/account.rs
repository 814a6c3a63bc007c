//! `accounts add`, `list`, `test` and `remove`.

use paraphe_app::words::in_unit;
use std::num::NonZeroU16;

use paraphe_app::{App, Code, Error, call};
use serde_json::{Value, json};

use super::{password, text};
use crate::arguments::{AccountsCommand, AddAccount};
use crate::output::{self, Answer, Output};

/// The account that is always there.
const LOCAL: &str = "local";

pub(super) async fn run(app: &App, command: AccountsCommand, output: &Output) -> Result<Answer, Error> {
    match command {
        AccountsCommand::Add(request) => add(app, request, output).await,
        AccountsCommand::List => list(app, output).await,
        AccountsCommand::Remove { name } => remove(app, &name, output).await,
        AccountsCommand::Test { name } => test(app, &name, output).await,
    }
}

async fn add(app: &App, request: AddAccount, output: &Output) -> Result<Answer, Error> {
    let store = call(app, "app_state", json!({})).await?["secret_store"].clone();
    let provider = request.provider.to_lowercase();
    let made = if provider == LOCAL && request.name == LOCAL {
        // Nobody has to be asked to sign here.
        find(app, LOCAL).await?
    } else {
        let secret = password(request.secret_stdin)?;
        let settings = json!({
            "provider": provider, "base_url": request.base_url, "auth_url": request.auth_url,
            "user": request.user, "auth": request.auth.map(|auth| auth.as_str()), "test": request.test,
            "max_document_megabytes": limit_of(app, &request).await,
            "options": request.option.into_iter().collect::<std::collections::BTreeMap<_, _>>(),
        });
        let replaces = request.replace.then_some(&request.name);
        let saving =
            json!({ "name": request.name, "settings": settings, "secret": secret, "replaces": replaces });
        let stored = match request.replace && !request.untried {
            true => tried(app, saving, output).await?,
            false => call(app, "save_account", saving).await?,
        };
        for_scripts(&stored)
    };
    let mut value = made;
    value["store"] = store;
    output.print(&value, |output| {
        if value["provider"] == LOCAL {
            return vec![output.sentence("command-account-local", &[])];
        }
        let store = match value["store"].as_str() {
            Some("keychain") => "command-account-store-keychain",
            _ => "command-account-store-sealed",
        };
        let facts = [("name", text(&value["name"])), ("store", output.sentence(store, &[]))];
        vec![output.sentence("command-account-added", &facts)]
    });
    Ok(Answer::Done)
}

/// An account in the place of another one: what does not work takes the place of nothing that does.
async fn tried(app: &App, saving: Value, output: &Output) -> Result<Value, Error> {
    let name = text(&saving["name"]);
    let found = call(app, "try_account", saving).await?;
    if found["stored"].is_object() {
        return Ok(found["stored"].clone());
    }
    output.progress(&output.sentence("command-account-kept", &[("name", name)]));
    Err(problem(&found["check"]["problem"]))
}

/// The largest document it is given: as was said now, else as for the account in whose place it comes.
async fn limit_of(app: &App, request: &AddAccount) -> Value {
    if let Some(limit) = request.largest {
        return NonZeroU16::new(limit).map_or(Value::Null, |limit| json!(limit));
    }
    let former = if request.replace { find(app, &request.name).await.ok() } else { None };
    former.map(|account| account["max_document_megabytes"].clone()).unwrap_or_default()
}

async fn list(app: &App, output: &Output) -> Result<Answer, Error> {
    let accounts = all(app).await?;
    output.print(&json!({ "accounts": accounts }), |output| {
        let limit = |account: &Value| {
            let limit = account["max_document_megabytes"].as_u64()?;
            let said = output.sentence("account-largest-line", &[("limit", limit.to_string())]);
            Some(format!(" · {said}"))
        };
        let line = |account: &Value| {
            let user = account["user"].as_str().map(|user| format!(" · {user}")).unwrap_or_default();
            let limit = limit(account).unwrap_or_default();
            format!("{} · {}{user}{limit}", text(&account["name"]), text(&account["provider"]))
        };
        accounts.iter().map(line).collect()
    });
    Ok(Answer::Done)
}

async fn remove(app: &App, name: &str, output: &Output) -> Result<Answer, Error> {
    call(app, "remove_account", json!({ "name": name })).await?;
    output.print(&json!({ "removed": name }), |output| {
        vec![output.sentence("command-account-removed", &[("name", name.to_owned())])]
    });
    Ok(Answer::Done)
}

/// One call that changes nothing. That the account cannot be used is the answer, with its reason.
async fn test(app: &App, name: &str, output: &Output) -> Result<Answer, Error> {
    let mut found = call(app, "test_account", json!({ "name": name })).await?;
    let problem: Option<Error> = found["problem"].as_object().map(|_| problem(&found["problem"]));
    if let Some(members) = found.as_object_mut() {
        members.remove("problem");
        members.extend(problem.as_ref().map(|problem| ("error".to_owned(), output.told(problem))));
    }
    output.print(&found, |output| match &problem {
        Some(problem) => vec![output.sentence_of(problem)],
        None => usable(output, name, &found),
    });
    Ok(match problem.as_ref().map(output::exit_code) {
        None => Answer::Done,
        Some(3) => Answer::Refused,
        Some(4) => Answer::Uncertain,
        Some(_) => Answer::No,
    })
}

fn usable(output: &Output, name: &str, found: &Value) -> Vec<String> {
    let mode = if found["test_mode"] == true { "test" } else { "live" };
    let holder = found["account"].as_str().unwrap_or(name).to_owned();
    let mut lines = vec![output.sentence(
        "command-account-usable",
        &[("name", name.to_owned()), ("holder", holder), ("mode", mode.to_owned())],
    )];
    if let Some(credits) = found["credits"].as_u64() {
        lines.push(output.sentence("command-account-credits", &[("n", credits.to_string())]));
    }
    if let Some(seconds) = found["clock_off_seconds"].as_i64() {
        let (unit, wait) = in_unit(seconds.unsigned_abs());
        let facts = [("unit", unit.to_owned()), ("wait", wait.to_string())];
        lines.push(output.sentence("command-clock-off", &facts));
    }
    lines
}

/// An error within an answer.
fn problem(value: &Value) -> Error {
    let code = match value["code"].as_str() {
        Some("provider") => Code::Provider,
        Some("uncertain") => Code::Uncertain,
        Some("storage") => Code::Storage,
        Some("refused") => Code::Refused,
        _ => Code::Internal,
    };
    let mut error = Error::new(code, &text(&value["message"])).detail(text(&value["detail"]));
    for (name, fact) in value["params"].as_object().into_iter().flatten() {
        error = error.with(name, text(fact));
    }
    error
}

async fn all(app: &App) -> Result<Vec<Value>, Error> {
    let answer = call(app, "list_accounts", json!({})).await?;
    Ok(answer["accounts"].as_array().into_iter().flatten().map(for_scripts).collect())
}

async fn find(app: &App, name: &str) -> Result<Value, Error> {
    let found = all(app).await?.into_iter().find(|account| account["name"] == name);
    found.ok_or_else(|| Error::new(Code::NotFound, "error-account-missing").with("account", name))
}

/// Flat, and without the end of the secret that the window shows.
fn for_scripts(account: &Value) -> Value {
    let mut value = account["settings"].clone();
    value["name"] = account["name"].clone();
    value["has_secret"] = account["has_secret"].clone();
    value["open"] = account["open"].clone();
    value
}
