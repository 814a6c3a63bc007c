//! What NGSign answers: wrapped or bare, numbers or texts.

use paraphe_envelope::{EmailAddress, Recipient, RecipientId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, ErrorKind, Result};
use crate::http::{Answer, refusal};
use crate::provider::{PersonAct, PersonProgress, RemoteState};

/// The object of an answer. Older servers answer it bare, current ones as `{object, message, errorCode}`; an `errorCode`
/// comes with HTTP 200 too.
///
/// # Errors
/// What the service refused; [`ErrorKind::Malformed`] when it is no JSON.
pub(super) fn object(answer: &Answer) -> Result<Value> {
    let said: Option<Value> = serde_json::from_slice(&answer.body).ok();
    if let Some(code) = said.as_ref().and_then(error_code) {
        return Err(coded(answer, code, said.as_ref().and_then(|said| said["message"].as_str())));
    }
    if !answer.is_success() {
        return Err(refusal(answer, None));
    }
    let mut object: Value = answer.json()?;
    Ok(match object.get_mut("object") {
        Some(inner) => inner.take(),
        None => object,
    })
}

fn error_code(said: &Value) -> Option<i64> {
    let code = said.get("errorCode")?;
    let code = code.as_i64().or_else(|| code.as_str()?.trim().parse().ok())?;
    (code != 0).then_some(code)
}

/// The numbers come from the vendor's manual of another API on the same server, and from client code.
fn coded(answer: &Answer, code: i64, said: Option<&str>) -> Error {
    let kind = match code {
        102 | 262 => ErrorKind::NotFound,
        105 => ErrorKind::Ended,
        _ => ErrorKind::Refused,
    };
    let message = match kind {
        ErrorKind::Ended => "it is signed already",
        ErrorKind::NotFound => "the provider does not know it",
        ErrorKind::Configuration
        | ErrorKind::Credentials
        | ErrorKind::Credits
        | ErrorKind::Interrupted
        | ErrorKind::Journal
        | ErrorKind::Malformed
        | ErrorKind::NotReady
        | ErrorKind::RateLimited
        | ErrorKind::Redirected
        | ErrorKind::Refused
        | ErrorKind::Server
        | ErrorKind::Tls
        | ErrorKind::Unreachable
        | ErrorKind::Unsupported => "the provider refused",
    };
    let error = answer.facts(Error::new(kind, message)).with_context("code", code);
    match said.map(str::trim).filter(|said| !said.is_empty()) {
        Some(said) => error.with_context("said", said.chars().take(500).collect::<String>()),
        None => error,
    }
}

/// `NGTransaction`, as far as it is read.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Transaction {
    pub(super) uuid: String,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    signing_time: Value,
    #[serde(default)]
    next_signer: Option<String>,
    #[serde(default)]
    signers: Option<Vec<Signer>>,
    #[serde(default)]
    pdfs: Option<Vec<Pdf>>,
    #[serde(default)]
    creator: Option<User>,
}

/// `NGUser`, as far as it is read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct User {
    email: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    tokens_number: Option<i64>,
    org_tokens_number: Option<i64>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Signer {
    #[serde(default)]
    signer: User,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    signing_time: Value,
}

#[derive(Clone, Debug, Deserialize)]
struct Pdf {
    identifier: String,
    #[serde(default)]
    name: Option<String>,
}

/// What came of the upload; kept as the value of its step.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Created {
    /// The transaction. Whoever knows it can read it: it is never shown.
    pub(super) uuid: String,
    /// The service's names for the documents, in their order.
    pub(super) pdfs: Vec<String>,
}

impl Transaction {
    /// # Errors
    /// [`ErrorKind::Malformed`] when the answer holds none.
    pub(super) fn read(answer: &Answer) -> Result<Self> {
        let read = serde_json::from_value::<Self>(object(answer)?).ok();
        let read = read.filter(|transaction| is_plain(&transaction.uuid));
        read.ok_or_else(|| {
            let error = Error::new(ErrorKind::Malformed, "the answer holds no transaction");
            answer.facts(error).with_retry(answer.effect().lost())
        })
    }

    /// Which of its documents is which of ours: by name, the first not taken yet; none when one is missing.
    pub(super) fn created(&self, names: &[&str]) -> Option<Created> {
        let mut left: Vec<&Pdf> =
            self.pdfs.iter().flatten().filter(|pdf| is_plain(&pdf.identifier)).collect();
        if left.len() != names.len() {
            return None;
        }
        let mut pdfs = Vec::new();
        for name in names {
            let at = left.iter().position(|pdf| pdf.name.as_deref() == Some(name)).unwrap_or(0);
            pdfs.push(left.remove(at).identifier.clone());
        }
        Some(Created { uuid: self.uuid.clone(), pdfs })
    }

    /// The service's own word for the state.
    pub(super) fn word(&self) -> Option<&str> {
        self.status.as_deref()
    }

    /// How far it has come; none for a word nobody knows.
    pub(super) fn state(&self) -> Option<RemoteState> {
        let is_begun = self.signers.iter().flatten().any(Signer::has_signed);
        match self.status.as_deref()?.to_ascii_uppercase().as_str() {
            "CREATED" => Some(RemoteState::NotLaunched),
            "CONFIGURED" | "SIGNATURE_LAUNCHED" if is_begun => Some(RemoteState::InProgress),
            "CONFIGURED" | "SIGNATURE_LAUNCHED" => Some(RemoteState::Sent),
            "SIGNED" | "COMPLETED" | "FINISHED" | "VALIDATED" | "DONE" => Some(RemoteState::Completed),
            "REFUSED" | "REJECTED" => Some(RemoteState::Declined),
            "CANCELED" | "CANCELLED" => Some(RemoteState::Voided),
            "EXPIRED" => Some(RemoteState::Expired),
            _ => None,
        }
    }

    /// When the last signature was made.
    pub(super) fn signed_at(&self) -> Option<Timestamp> {
        moment(&self.signing_time)
    }

    /// What opens the signing page for the person whose turn it is.
    pub(super) fn next_signer(&self) -> Option<&str> {
        let is_open = matches!(self.state(), Some(RemoteState::InProgress | RemoteState::Sent));
        self.next_signer.as_deref().filter(|next| is_open && is_plain(next))
    }

    /// Whose turn it is: the first who has not signed, in the service's order. None when nobody can be recognised.
    pub(super) fn whose_turn(&self, people: &[&Recipient]) -> Option<RecipientId> {
        self.next_signer()?;
        let recognised = self.recognised(people);
        let next = recognised.into_iter().find(|(_, signer)| !signer.has_signed());
        next.map(|(recipient, _)| recipient)
    }

    /// What its people did; those of `asked` who have done nothing yet were asked.
    pub(super) fn people(&self, people: &[&Recipient], asked: &[RecipientId]) -> Vec<PersonProgress> {
        let act = |(recipient, signer): (RecipientId, &Signer)| {
            let act = match signer.act() {
                None if asked.contains(&recipient) => PersonAct::Invited,
                act => act?,
            };
            Some(PersonProgress { recipient, act, at: moment(&signer.signing_time) })
        };
        self.recognised(people).into_iter().filter_map(act).collect()
    }

    /// Its signers with the recipients they are, by mailbox; of several with one mailbox, the first not taken yet.
    fn recognised(&self, people: &[&Recipient]) -> Vec<(RecipientId, &Signer)> {
        let mut left = people.to_vec();
        let mut found = Vec::new();
        for signer in self.signers.iter().flatten() {
            let email = signer.signer.email.as_deref().and_then(|email| email.parse::<EmailAddress>().ok());
            let is_theirs = |person: &&Recipient| {
                person
                    .email
                    .as_ref()
                    .zip(email.as_ref())
                    .is_some_and(|(ours, theirs)| ours.is_same_mailbox(theirs))
            };
            if let Some(at) = left.iter().position(is_theirs) {
                found.push((left.remove(at).id.clone(), signer));
            }
        }
        found
    }

    /// What the account can still pay for.
    pub(super) fn credits(&self) -> Option<u32> {
        self.creator.as_ref().and_then(User::credits)
    }
}

impl Signer {
    fn has_signed(&self) -> bool {
        self.act() == Some(PersonAct::Signed)
    }

    fn act(&self) -> Option<PersonAct> {
        match self.status.as_deref()?.to_ascii_uppercase().as_str() {
            "SIGNED" => Some(PersonAct::Signed),
            "REFUSED" | "REJECTED" => Some(PersonAct::Declined { reason: String::new() }),
            _ => None,
        }
    }
}

impl User {
    /// Their name, else their address.
    pub(super) fn holder(&self) -> Option<String> {
        let parts = [self.first_name.as_deref(), self.last_name.as_deref()];
        let name: Vec<&str> =
            parts.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty()).collect();
        Some(name.join(" ")).filter(|name| !name.is_empty()).or_else(|| self.email.clone())
    }

    /// The larger of the user's own tokens and the organisation's: whether one contains the other is not said, and
    /// promising too much would be worse.
    pub(super) fn credits(&self) -> Option<u32> {
        let counted = self.tokens_number.into_iter().chain(self.org_tokens_number);
        counted.filter_map(|tokens| u32::try_from(tokens).ok()).max()
    }
}

/// Milliseconds since 1970 as a number or a text, or ISO 8601.
fn moment(value: &Value) -> Option<Timestamp> {
    if let Some(millis) = value.as_i64() {
        return Some(Timestamp::from_millis(millis));
    }
    let text = value.as_str()?.trim();
    text.parse().map(Timestamp::from_millis).ok().or_else(|| text.parse().ok())
}

/// Whether an identifier can stand in an address as it is.
fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests;
