//! `identity create`, `list` and `export`.

use paraphe_app::{App, Code, Error, call};
use serde_json::{Value, json};

use super::{rfc3339, text};
use crate::arguments::IdentityCommand;
use crate::output::{Answer, Output};

pub(super) async fn run(app: &App, command: IdentityCommand, output: &Output) -> Result<Answer, Error> {
    match command {
        IdentityCommand::Create { name, common_name, organization } => {
            let request = json!({ "name": name, "common_name": common_name, "organization": organization });
            let made = for_scripts(call(app, "create_identity", request).await?);
            output.print(&made, |output| vec![created(output, &made)]);
        }
        IdentityCommand::Export { name } => {
            let found =
                all(app).await?.into_iter().find(|identity| identity["name"] == name.as_str()).ok_or_else(
                    || Error::new(Code::NotFound, "error-identity-missing").with("name", &name),
                )?;
            output.print(&found, |_| vec![text(&found["certificate_pem"]).trim_end().to_owned()]);
        }
        IdentityCommand::List => {
            let identities = all(app).await?;
            output.print(&json!({ "identities": identities }), |output| list(output, &identities));
        }
    }
    Ok(Answer::Done)
}

async fn all(app: &App) -> Result<Vec<Value>, Error> {
    let answer = call(app, "list_identities", json!({})).await?;
    let identities = answer["identities"].as_array().cloned().unwrap_or_default();
    Ok(identities.into_iter().map(for_scripts).collect())
}

fn for_scripts(mut identity: Value) -> Value {
    identity["not_after"] = rfc3339(&identity["not_after"]);
    identity
}

fn created(output: &Output, made: &Value) -> String {
    let store = match made["store"].as_str() {
        Some("keychain") => "command-store-keychain",
        _ => "command-store-sealed",
    };
    let facts = [
        ("name", text(&made["name"])),
        ("store", output.sentence(store, &[])),
        ("sha256", text(&made["sha256"])),
    ];
    output.sentence("command-identity-created", &facts)
}

fn list(output: &Output, identities: &[Value]) -> Vec<String> {
    if identities.is_empty() {
        return vec![output.sentence("command-identity-none", &[])];
    }
    let line =
        |i: &Value| format!("{} · {} · {}", text(&i["name"]), text(&i["common_name"]), text(&i["sha256"]));
    identities.iter().map(line).collect()
}
