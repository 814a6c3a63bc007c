//! The people of the demonstration: here they draw a flourish, at a stand-in they press its button.

use paraphe_app::{App, Error, call};
use paraphe_sandbox::{Control, StandIn};
use serde_json::{Value, json};

use super::journey::{list, missing, text};
use super::pen::flourish;

/// Who signs, and where.
#[derive(Clone, Debug)]
pub(crate) enum Signers {
    /// In front of this computer.
    Here,
    /// On the pages of a stand-in.
    There(Control, StandIn),
}

impl Signers {
    /// Everybody who can sign now does; the names of those who did.
    pub(super) async fn sign(&self, app: &App, envelope: &Value) -> Result<Vec<String>, Error> {
        match self {
            Self::Here => here(app, envelope).await,
            Self::There(control, provider) => {
                let (control, provider) = (control.clone(), *provider);
                // A signature is work for a processor, not for the thread that waits.
                tokio::task::spawn_blocking(move || there(&control, provider)).await.map_err(Error::internal)
            }
        }
    }

    /// What the provider would tell by itself, where it cannot be asked.
    pub(super) fn notice(&self, remote: &str) -> Option<(Vec<(String, String)>, String)> {
        let Self::There(control, provider) = self else { return None };
        let notice = control.notice(*provider, remote)?;
        Some((notice.headers, String::from_utf8(notice.body).ok()?))
    }
}

async fn here(app: &App, envelope: &Value) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    let id = text(envelope, "id")?;
    for recipient in list(envelope, "recipients")? {
        let name = format!("{} {}", text(&recipient, "first_name")?, text(&recipient, "last_name")?);
        let who = json!({ "envelope": id, "recipient": recipient["id"] });
        let session = call(app, "begin_signing", who).await?;
        let mark = json!({ "type": "drawn", "outlines": flourish(&name), "aspect": 3.0, "input": "unknown" });
        let consent = session.get("consent").ok_or_else(|| missing("consent"))?;
        let request =
            json!({ "envelope": id, "recipient": recipient["id"], "consent": consent, "mark": mark });
        call(app, "sign_locally", request).await?;
        names.push(name);
    }
    Ok(names)
}

fn there(control: &Control, provider: StandIn) -> Vec<String> {
    let signed = || -> Vec<String> {
        let newest = control.envelopes(provider).pop();
        let people = newest.into_iter().flat_map(|envelope| envelope.people);
        people.filter(|person| person.state == "signed").map(|person| person.name).collect()
    };
    let before = signed();
    while control.sign_next(provider) {}
    signed().into_iter().filter(|name| !before.contains(name)).collect()
}
