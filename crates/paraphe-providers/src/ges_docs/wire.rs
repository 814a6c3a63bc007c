//! What GesDocs takes and what it answers (<https://gesdocs.fr/fr/docs>).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_envelope::{EmailAddress, Recipient, RecipientId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::error::{Error, ErrorKind, Result};
use crate::http::{Part, PartValue};

/// Names the dispatch in `metadata`.
pub(super) const REQUEST_KEY: &str = "app_request_id";
/// What only the service was told; in `metadata`.
pub(super) const NONCE_KEY: &str = "nonce";

/// One signer as the service wants them: all four are required.
#[derive(Clone, Debug)]
pub(super) struct Signer<'r> {
    pub(super) email: &'r EmailAddress,
    pub(super) first_name: &'r str,
    pub(super) last_name: &'r str,
    pub(super) language: String,
    pub(super) mobile: Option<&'r str>,
}

impl<'r> Signer<'r> {
    /// # Errors
    /// [`ErrorKind::Unsupported`] when something the service requires is not known of the recipient.
    pub(super) fn new(recipient: &'r Recipient, language: String) -> Result<Self> {
        let missing = |what: &'static str| {
            Error::new(ErrorKind::Unsupported, "GesDocs needs more of a signer")
                .with_context("recipient", &recipient.id)
                .with_context("missing", what)
        };
        let text = |text: &'r str, what| {
            Some(text.trim()).filter(|text| !text.is_empty()).ok_or_else(|| missing(what))
        };
        Ok(Self {
            email: recipient.email.as_ref().ok_or_else(|| missing("email"))?,
            first_name: text(&recipient.first_name, "first_name")?,
            last_name: text(&recipient.last_name, "last_name")?,
            language,
            mobile: recipient.mobile.as_ref().map(|mobile| mobile.as_str()),
        })
    }

    /// `signers[i][…]`. `region` and `mobile` are documented for secure downloads and stand in the answer here.
    pub(super) fn parts(&self, index: usize, region: &str) -> Vec<Part> {
        let part = |key: &str, value: &str| Part::text(format!("signers[{index}][{key}]"), value);
        let mut parts = vec![
            part("email", self.email.as_str()),
            part("first_name", self.first_name),
            part("last_name", self.last_name),
            part("language", &self.language),
            part("region", region),
        ];
        parts.extend(self.mobile.map(|mobile| part("mobile", mobile)));
        parts
    }
}

/// A logo as a part: the picture itself from a `data:` URI, or its address.
///
/// # Errors
/// [`ErrorKind::Unsupported`] when it is neither.
pub(super) fn logo_part(logo: &str) -> Result<Part> {
    if logo.starts_with("https://") {
        return Ok(Part::text("logo_url", logo));
    }
    let unusable =
        || Error::new(ErrorKind::Unsupported, "the logo is neither a picture nor an https address");
    let (media_type, data) =
        logo.strip_prefix("data:").and_then(|uri| uri.split_once(";base64,")).ok_or_else(unusable)?;
    let bytes = STANDARD.decode(data.trim()).map_err(|error| unusable().with_source(error))?;
    let (media_type, file_name) = match media_type {
        "image/png" => ("image/png", "logo.png"),
        "image/jpeg" | "image/jpg" => ("image/jpeg", "logo.jpg"),
        _ => return Err(unusable()),
    };
    let value = PartValue::Bytes { file_name: file_name.to_owned(), media_type, bytes };
    Ok(Part { name: "logo".to_owned(), value })
}

/// `metadata` in a form: JSON as text, with the sender's notes, the name of the dispatch and the nonce.
///
/// # Errors
/// [`ErrorKind::Unsupported`] when the sender uses one of our names.
pub(super) fn metadata<'m>(
    notes: impl IntoIterator<Item = (&'m String, &'m String)>,
    request: &str,
    nonce: &str,
) -> Result<String> {
    let mut all = Map::new();
    for (name, value) in notes {
        if name == REQUEST_KEY || name == NONCE_KEY {
            let taken = Error::new(ErrorKind::Unsupported, "this name is used to recognise notices");
            return Err(taken.with_context("metadata", name));
        }
        all.insert(name.clone(), Value::String(value.clone()));
    }
    all.insert(REQUEST_KEY.to_owned(), json!(request));
    all.insert(NONCE_KEY.to_owned(), json!(nonce));
    Ok(Value::Object(all).to_string())
}

/// What came of a request; kept whole as the value of its step, so that the links survive a crash.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Created {
    /// The service's numbers for it. The documented answer has one; several are accepted.
    pub(super) ids: Vec<String>,
    /// All signing addresses of the answer.
    pub(super) urls: Vec<String>,
}

impl Created {
    /// From the answer: `data.signature_request` is an object or a list, `data.signature_url` a text, a list, or stands
    /// with each signer; the documented sample shows only one signer. None without a number.
    pub(super) fn read(answer: &Value) -> Option<Self> {
        let data = answer.get("data").unwrap_or(answer);
        let mut ids = Vec::new();
        for request in listed(&data["signature_request"]).chain(listed(&data["signature_requests"])) {
            ids.extend(id_of(request));
        }
        let mut urls = Vec::new();
        collect_urls(data, &mut urls);
        urls.dedup();
        (!ids.is_empty()).then_some(Self { ids, urls })
    }

    /// The link of each signer: by the `email` of the address, else by its position where there are as many addresses as
    /// signers.
    pub(super) fn links(&self, signers: &[&Recipient]) -> Vec<(RecipientId, String)> {
        let of = |recipient: &Recipient, position: usize| {
            let mailbox = recipient.email.as_ref()?;
            let named = |url: &&String| email_in(url).is_some_and(|email| email.is_same_mailbox(mailbox));
            let same =
                signers[..position].iter().filter(|before| before.email.as_ref() == Some(mailbox)).count();
            let mut by_email = self.urls.iter().filter(named);
            let by_position = || {
                let url = self.urls.get(position).filter(|_| self.urls.len() == signers.len());
                url.filter(|url| email_in(url).is_none())
            };
            by_email.nth(same).or_else(by_position).cloned()
        };
        let positions = signers.iter().enumerate();
        positions.filter_map(|(position, signer)| Some((signer.id.clone(), of(signer, position)?))).collect()
    }
}

/// The members of a list, or the one thing that stands in its place.
fn listed(value: &Value) -> impl Iterator<Item = &Value> {
    let (items, single) = match value.as_array() {
        Some(items) => (items.as_slice(), None),
        None => (&[][..], Some(value).filter(|value| !value.is_null())),
    };
    items.iter().chain(single)
}

/// A number, or a text that is one.
pub(super) fn id_of(object: &Value) -> Option<String> {
    let id = object.get("id")?;
    id.as_str()
        .map(str::to_owned)
        .or_else(|| id.as_u64().map(|id| id.to_string()))
        .filter(|id| !id.is_empty())
}

/// Every text under `signature_url` or `signature_urls`, wherever it stands.
fn collect_urls(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_urls(item, found)),
        Value::Object(members) => {
            for (key, member) in members {
                if matches!(key.as_str(), "signature_url" | "signature_urls") {
                    found.extend(listed(member).filter_map(Value::as_str).map(str::to_owned));
                }
                collect_urls(member, found);
            }
        }
        Value::Bool(_) | Value::Null | Value::Number(_) | Value::String(_) => {}
    }
}

fn email_in(url: &str) -> Option<EmailAddress> {
    let url = url::Url::parse(url).ok()?;
    let (_, email) = url.query_pairs().find(|(name, _)| name == "email")?;
    email.parse().ok()
}

/// `credits_left`, beside `data` or in it; a number or a text that is one.
pub(super) fn credits_left(answer: &Value) -> Option<u32> {
    let found = answer.get("credits_left").or_else(|| answer.get("data")?.get("credits_left"))?;
    let number = found.as_u64().or_else(|| found.as_str()?.trim().parse().ok())?;
    u32::try_from(number).ok()
}

/// What `GET /api/meta` lists.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Meta {
    /// IANA names of time zones.
    #[serde(default)]
    pub(super) regions: Vec<String>,
    #[serde(default)]
    languages: Vec<MetaLanguage>,
}

#[derive(Clone, Debug, Deserialize)]
struct MetaLanguage {
    code: String,
}

impl Meta {
    pub(super) fn has_language(&self, code: &str) -> bool {
        self.languages.iter().any(|language| language.code.eq_ignore_ascii_case(code))
    }
}

/// What `POST /api/login` answers.
#[derive(Deserialize)]
pub(super) struct Login {
    pub(super) token: String,
}

#[cfg(test)]
mod tests;
