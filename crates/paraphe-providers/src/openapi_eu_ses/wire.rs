//! What Openapi answers, read leniently: answers come bare (as its OpenAPI file says) or wrapped in `data` (as its
//! servers do), numbers come as texts, texts as nothing.

use paraphe_envelope::{Recipient, Timestamp};
use serde_json::Value;

use crate::provider::RemoteState;

/// The object itself, whether it comes bare or as `{data, message, success, error}`.
pub(super) fn unwrapped(mut answer: Value) -> Value {
    match answer.get_mut("data") {
        Some(data) if !data.is_null() => data.take(),
        Some(_) | None => answer,
    }
}

/// A moment: RFC 3339, with a space instead of the `T` as signatures have it, or seconds since 1970.
pub(super) fn moment(value: &Value) -> Option<Timestamp> {
    if let Some(seconds) = value.as_i64() {
        return Some(Timestamp::from_millis(seconds.checked_mul(1000)?));
    }
    let at: jiff::Timestamp = value.as_str()?.trim().parse().ok()?;
    Some(Timestamp::from_millis(at.as_millisecond()))
}

/// One segment of a path.
pub(super) fn segment(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// A signature: what this service calls a dispatch.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Signature {
    pub(super) id: String,
    /// Its word for the state.
    pub(super) state: String,
    pub(super) created_at: Option<Timestamp>,
    pub(super) updated_at: Option<Timestamp>,
    /// What went wrong, in its words.
    pub(super) error_message: Option<String>,
    /// `EU-SES` for ours; the same account may hold qualified signatures.
    pub(super) certificate_type: Option<String>,
    pub(super) signers: Vec<Signer>,
    /// Who may show the signing page in a frame, as it was asked for.
    pub(super) iframe_ancestors: Option<Vec<String>>,
}

/// One signer of a signature.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Signer {
    pub(super) name: String,
    pub(super) surname: String,
    pub(super) email: Option<String>,
    pub(super) state: String,
    /// The link to the signing page.
    pub(super) url: Option<String>,
}

impl Signature {
    /// From an answer that is already unwrapped; none without an id.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let id = text(value, "id")?;
        let signers = value.get("signers").and_then(Value::as_array).into_iter().flatten();
        let ancestors = value.pointer("/options/ui/iframeAncestors").and_then(Value::as_array);
        Some(Self {
            id,
            state: text(value, "state").unwrap_or_default(),
            created_at: value.get("createdAt").and_then(moment),
            updated_at: value.get("updatedAt").and_then(moment),
            error_message: text(value, "errorMessage"),
            certificate_type: text(value, "certificateType"),
            signers: signers.map(Signer::read).collect(),
            iframe_ancestors: ancestors
                .map(|all| all.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()),
        })
    }

    /// All of a list, those without an id left out.
    pub(super) fn read_all(value: &Value) -> Option<Vec<Self>> {
        Some(value.as_array()?.iter().filter_map(Self::read).collect())
    }

    /// What its word means; none for a word nobody knows.
    pub(super) fn remote_state(&self) -> Option<RemoteState> {
        match self.state.as_str() {
            "WAIT_VALIDATION" => Some(RemoteState::Sent),
            // The plural is in no documentation and comes from real servers (public client code).
            "WAIT_SIGN" | "WAIT_SIGNER" | "WAIT_SIGNERS" => {
                let has_begun = self.signers.iter().any(Signer::has_signed);
                Some(if has_begun { RemoteState::InProgress } else { RemoteState::Sent })
            }
            "DONE" => Some(RemoteState::Completed),
            "ERROR" => Some(RemoteState::Failed),
            _ => None,
        }
    }

    /// The signer who is this person: the one in their place if that fits, else the first who fits.
    pub(super) fn signer_of(&self, person: &Recipient, place: usize) -> Option<&Signer> {
        let in_place = self.signers.get(place).filter(|signer| signer.is(person));
        in_place.or_else(|| self.signers.iter().find(|signer| signer.is(person)))
    }
}

impl Signer {
    fn read(value: &Value) -> Self {
        Self {
            name: text(value, "name").unwrap_or_default(),
            surname: text(value, "surname").unwrap_or_default(),
            email: text(value, "email"),
            state: text(value, "state").unwrap_or_default(),
            url: text(value, "url"),
        }
    }

    /// Only `NEW` is documented; `DONE` is seen in public client code.
    pub(super) fn has_signed(&self) -> bool {
        self.state == "DONE"
    }

    fn is(&self, person: &Recipient) -> bool {
        let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
        match (&self.email, &person.email) {
            (Some(email), Some(known)) => same(email, known.as_str()),
            (Some(_) | None, _) => same(&format!("{} {}", self.name, self.surname), &person.full_name()),
        }
    }
}

/// What a token can be good for (`UserScope`).
#[derive(Debug, PartialEq)]
pub(super) struct Scope {
    /// `METHOD:host/path`.
    pub(super) text: String,
    /// Whether this account may ask for it.
    pub(super) enabled: bool,
}

/// The scopes of a list.
pub(super) fn scopes(value: &Value) -> Vec<Scope> {
    let read = |scope: &Value| {
        let enabled = scope.get("enabled").and_then(Value::as_bool).unwrap_or(true);
        Some(Scope { text: text(scope, "scope")?, enabled })
    };
    value.as_array().into_iter().flatten().filter_map(read).collect()
}

/// A number, whether it comes as one or as a text.
pub(super) fn number(value: &Value, name: &str) -> Option<f64> {
    let value = value.get(name)?;
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// A text that is not empty.
pub(super) fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests;
