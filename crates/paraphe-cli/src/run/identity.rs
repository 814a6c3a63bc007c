//! `identity create`, `list`, `export` and `inspect`.

use paraphe_app::headless::{list_key_file, list_tokens};
use paraphe_app::{App, Code, Error, Secret, call};
use serde_json::{Value, json};

use super::sign::without_password;
use super::{local_day, password, rfc3339, text};
use crate::arguments::{IdentityCommand, Inspect};
use crate::output::{Answer, Output};

pub(super) async fn run(app: &App, command: IdentityCommand, output: &Output) -> Result<Answer, Error> {
    match command {
        IdentityCommand::Create { name, common_name, organization, algorithm } => {
            let request = json!({
                "name": name, "common_name": common_name, "organization": organization,
                "algorithm": algorithm.as_str(),
            });
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
        IdentityCommand::Inspect(what) => inspect(app, what, output).await?,
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
    identity["certificate"] = certificate_for_scripts(identity["certificate"].take());
    identity
}

fn certificate_for_scripts(mut certificate: Value) -> Value {
    for time in ["not_before", "not_after"] {
        certificate[time] = rfc3339(&certificate[time]);
    }
    certificate
}

/// Tokens are looked at without a PIN: nothing a look could cost.
async fn inspect(app: &App, what: Inspect, output: &Output) -> Result<(), Error> {
    if let Some(path) = what.p12 {
        let secret = password(what.password_stdin)?.unwrap_or_default();
        let keys = list_key_file(app, path, Secret::new(secret.into_bytes())).await;
        let keys = keys.map_err(|error| without_password(error, what.password_stdin))?;
        let keys: Vec<Value> = keys.iter().map(|key| certificate_for_scripts(json!(key))).collect();
        output.print(&json!({ "certificates": keys }), |output| {
            keys.iter().map(|key| certificate_line(output, key)).collect()
        });
    }
    if let Some(module) = what.pkcs11 {
        let mut tokens = json!(list_tokens(app, module).await?);
        for token in tokens.as_array_mut().into_iter().flatten() {
            for certificate in token["certificates"].as_array_mut().into_iter().flatten() {
                *certificate = certificate_for_scripts(certificate.take());
            }
        }
        output.print(&json!({ "tokens": tokens }), |output| token_lines(output, &tokens));
    }
    Ok(())
}

fn token_lines(output: &Output, tokens: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for token in tokens.as_array().into_iter().flatten() {
        let facts = [("label", text(&token["label"])), ("pin", text(&token["pin"]))];
        lines.push(output.sentence("command-token", &facts));
        for certificate in token["certificates"].as_array().into_iter().flatten() {
            lines.push(format!("  {}", certificate_line(output, certificate)));
        }
    }
    if lines.is_empty() { vec![output.sentence("error-token-none", &[])] } else { lines }
}

fn certificate_line(output: &Output, certificate: &Value) -> String {
    let facts = [
        ("name", text(&certificate["name"])),
        ("person", text(&certificate["common_name"])),
        ("issuer", text(&certificate["issuer"])),
        ("until", local_day(&certificate["not_after"])),
        ("key", text(&certificate["key"])),
        ("qualification", text(&certificate["qualification"])),
        ("fitness", text(&certificate["fitness"])),
    ];
    output.sentence("command-certificate", &facts)
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
    let line = |identity: &Value| {
        format!("{} · {}", certificate_line(output, &identity["certificate"]), text(&identity["sha256"]))
    };
    identities.iter().map(line).collect()
}
