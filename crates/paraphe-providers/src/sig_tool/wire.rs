//! What SigTool answers. Only the answer to a creation is published; the same object is expected wherever one comes.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use paraphe_envelope::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::config::Config;
use crate::error::{Error, ErrorKind, Result, Retry};
use crate::http::{Answer, refusal, said};

/// A signature SigTool has made, as it is kept among the steps.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Created {
    /// What SigTool calls it.
    pub(super) token: String,
    /// Where its person signs; none when neither SigTool nor the account's settings say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sign: Option<String>,
}

impl Created {
    /// From the object `signature` of an answer; none without a token.
    pub(super) fn read(signature: &Value, config: &Config) -> Option<Self> {
        let token = signature.get("token")?.as_str().filter(|token| is_token(token))?;
        let given = signature.get("signUrl").and_then(Value::as_str).filter(|url| is_web_address(url));
        let built = || {
            let client = config.client.as_ref()?;
            Some(format!("{}/sign/{client}/{token}", config.base_url))
        };
        Some(Self { token: token.to_owned(), sign: given.map(str::to_owned).or_else(built) })
    }

    /// As it was kept.
    pub(super) fn kept(value: &str) -> Option<Self> {
        serde_json::from_str(value).ok()
    }

    /// As it is kept.
    pub(super) fn to_keep(&self) -> String {
        serde_json::json!(self).to_string()
    }
}

/// Whether a text can be a token that goes into an address.
pub(super) fn is_token(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn is_web_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http"))
}

/// What is known of a signature.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    /// The object `signature`.
    pub(super) signature: Value,
}

impl Known {
    /// Whether its person has signed.
    pub(super) fn is_signed(&self) -> bool {
        self.signed_at().is_some() || self.signature.get("signed").and_then(Value::as_bool) == Some(true)
    }

    /// When its person has signed; the name of the date is not published, so the likely ones are tried.
    pub(super) fn signed_at(&self) -> Option<SignDate> {
        let date = ["signDate", "signedDate", "signatureDate"].iter().find_map(|name| self.text(name))?;
        Some(SignDate(date.parse().ok()))
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.signature.get("cancelled").and_then(Value::as_bool) == Some(true)
    }

    /// A word for its state, should there be one: none is published.
    pub(super) fn word(&self) -> Option<&str> {
        self.text("status").or_else(|| self.text("state"))
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.signature.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    /// The files it holds, in order; none for one without data.
    pub(super) fn files(&self) -> Vec<Option<Vec<u8>>> {
        let documents = self.signature.get("documents").and_then(Value::as_array);
        let data = |document: &Value| {
            let text = document.get("data")?.as_str()?;
            let text: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
            BASE64.decode(text).ok()
        };
        documents.into_iter().flatten().map(data).collect()
    }
}

/// A date of signing: it is there, whether or not it can be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct SignDate(pub(super) Option<Timestamp>);

/// The object `signature` of an answer: within `{success, signature}`, as published, or by itself.
///
/// # Errors
/// What the answer refuses, or [`ErrorKind::Malformed`].
pub(super) fn signature(answer: &Answer) -> Result<Value> {
    if !answer.is_success() {
        return Err(refused(answer));
    }
    let mut value: Value = answer.json()?;
    if value.get("success").and_then(Value::as_bool) == Some(false) {
        return Err(refused(answer));
    }
    let inner = value.get_mut("signature").map(Value::take);
    let signature = inner.unwrap_or(value);
    if signature.is_object() { Ok(signature) } else { Err(answer.malformed()) }
}

/// What a refusal means. Its shape is not published; a second signature under the same identifier is "an error".
fn refused(answer: &Answer) -> Error {
    if is_duplicate(answer) {
        let error =
            Error::new(ErrorKind::Interrupted, "SigTool has a signature under this identifier already");
        let error = answer.facts(error).with_retry(Retry::AfterCheck);
        return match said(answer) {
            Some(said) => error.with_context("said", said),
            None => error,
        };
    }
    refusal(answer, None)
}

fn is_duplicate(answer: &Answer) -> bool {
    let text = answer.text().to_lowercase();
    let is_named = ["unique-identifier", "unique identifier", "identifiant unique", "duplica", "doublon"];
    answer.status == 409 || answer.status < 500 && is_named.iter().any(|words| text.contains(words))
}

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[cfg(test)]
mod tests {
    use super::*;

    /// The answer on <https://www.sigtool.com/documentation/signature/add>, with the closing braces the page lacks.
    const DOCUMENTED: &str = r#"{
        "success": true,
        "signature": {
            "cancelled": false,
            "description": "Contrat à signer",
            "token": "rKQ9qljTcXdynOzxBCnzfi3cWuqNDQl0",
            "creationDate": "2025-12-12T07:54:20+01:00",
            "allowedMethods": "email,touch",
            "signatoryName": "Pascal Dupont",
            "signatoryCompany": null,
            "signatoryEmail": "pascal.dupont@laposte.fr",
            "signatoryMobile": "+336123456789",
            "notificationUrl": "https://erp.client.org/sigtool/document-signed,mailto:notification@client.org",
            "redirectionUrl": null,
            "resourceUrl": "https://www.sigtool.com/api/signatures/rKQ9qljTcXdynOzxBCnzfi3cWuqNDQl0",
            "signUrl": "https://www.sigtool.com/sign/identifiantclient/rKQ9qljTcXdynOzxBCnzfi3cWuqNDQl0"
        }
    }"#;

    fn config(client: Option<&str>) -> Config {
        Config { base_url: "https://www.sigtool.com".to_owned(), client: client.map(str::to_owned) }
    }

    #[test]
    fn the_documented_answer_is_read() {
        let mut value: Value = serde_json::from_str(DOCUMENTED).unwrap();
        let signature = value["signature"].take();
        let created = Created::read(&signature, &config(None)).unwrap();
        let sign = "https://www.sigtool.com/sign/identifiantclient/rKQ9qljTcXdynOzxBCnzfi3cWuqNDQl0";
        assert_eq!(created.token, "rKQ9qljTcXdynOzxBCnzfi3cWuqNDQl0");
        assert_eq!(created.sign.as_deref(), Some(sign));
        assert_eq!(Created::kept(&created.to_keep()).as_ref(), Some(&created));
        let known = Known { signature };
        assert!(!known.is_signed() && !known.is_cancelled());
        assert_eq!((known.word(), known.files()), (None, Vec::new()));
    }

    #[test]
    fn a_missing_link_is_built_where_the_accounts_name_is_known() {
        let signature = serde_json::json!({ "token": "abc", "signUrl": "javascript:alert(1)" });
        let built = Created::read(&signature, &config(Some("me"))).unwrap().sign;
        assert_eq!(built.as_deref(), Some("https://www.sigtool.com/sign/me/abc"));
        assert_eq!(Created::read(&signature, &config(None)).unwrap().sign, None);
        assert_eq!(Created::read(&serde_json::json!({ "token": "../x" }), &config(None)), None);
    }

    #[test]
    fn a_signed_one_shows_its_date_under_one_of_several_names() {
        for name in ["signDate", "signedDate", "signatureDate"] {
            let known = Known { signature: serde_json::json!({ name: "2024-12-23T20:13:40+01:00" }) };
            let at = "2024-12-23T19:13:40Z".parse().ok();
            assert_eq!((known.is_signed(), known.signed_at()), (true, Some(SignDate(at))));
        }
        for open in [serde_json::json!({ "signDate": null }), serde_json::json!({ "signed": false })] {
            assert!(!Known { signature: open }.is_signed());
        }
        assert!(Known { signature: serde_json::json!({ "signed": true }) }.is_signed());
    }
}
