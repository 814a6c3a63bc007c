//! `sandbox`: the five stand-ins on loopback, until stopped.

use std::collections::BTreeMap;

use paraphe_app::{Code, Error};
use paraphe_sandbox::{Sandbox, SandboxOptions, StandIn, StandInAccount};
use serde_json::{Value, json};

use super::interruption::Interruption;
use crate::output::{Answer, Output};

pub(super) async fn run(port: u16, output: &Output) -> Result<Answer, Error> {
    let mut interruption = Interruption::listen();
    let options = SandboxOptions { port, ..SandboxOptions::default() };
    let sandbox = Sandbox::start(options)
        .await
        .map_err(|error| Error::new(Code::Refused, "error-sandbox-port").with("port", port).detail(error))?;
    let value = facts(&sandbox);
    // Data for people, too: it is there to be copied.
    output.print(&value, |_| vec![format!("{value:#}")]);
    output.progress(&output.sentence("command-sandbox", &[]));
    interruption.heard().await;
    sandbox.stop().await;
    Ok(Answer::Done)
}

/// Addresses, and an account at each that is ready: its secret opens nothing but the stand-in.
fn facts(sandbox: &Sandbox) -> Value {
    let account = |account: StandInAccount| {
        json!({
            "provider": account.provider, "base_url": account.base_url, "auth_url": account.auth_url,
            "user": account.user, "auth": account.auth, "secret": account.secret,
        })
    };
    let urls: BTreeMap<_, _> =
        StandIn::ALL.into_iter().map(|provider| (provider.as_str(), sandbox.base_url(provider))).collect();
    let control = sandbox.base_url(StandIn::Docage).replace(StandIn::Docage.as_str(), "control");
    let accounts: Vec<Value> = sandbox.accounts().into_iter().map(account).collect();
    json!({ "base_urls": urls, "control": control, "accounts": accounts })
}
