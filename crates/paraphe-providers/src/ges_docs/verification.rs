//! `POST /api/verify-document`: whether the service recognises a signed document and its certificate.

use std::path::Path;

use serde_json::Value;

use super::api::GesDocs;
use crate::error::{Error, ErrorKind, Result};
use crate::http::{Method, Part, refusal};

/// What the service says of a document and its certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verification {
    /// Whether they are authentic and belong together.
    pub valid: bool,
    /// The service's own sentence; its language is the service's choice.
    pub message: String,
    /// What it compared, by the service's names: `hash_from_cert`, `hash_of_doc`, `uuid_from_cert`, `date_from_cert`,
    /// `date_in_db`.
    pub compared: Vec<(String, String)>,
}

impl GesDocs {
    /// Asks whether a signed document and the certificate PDF of GesDocs are authentic.
    ///
    /// # Errors
    /// As any request; a document that is not authentic is an answer, not an error.
    pub async fn verify_document(&self, signed: &Path, certificate: &Path) -> Result<Verification> {
        let parts = vec![
            Part::pdf("document", "document.pdf", signed),
            Part::pdf("certificate", "certificate.pdf", certificate),
        ];
        let answer = self
            .authorised(|| {
                Ok(self.http().read(Method::POST, "/api/verify-document").multipart(parts.clone()))
            })
            .await?;
        // Which status goes with `valid: false` is not documented: the body is read before the status.
        if let Some(verification) =
            serde_json::from_slice(&answer.body).ok().as_ref().and_then(Verification::read)
        {
            return Ok(verification);
        }
        if answer.is_success() {
            let error = Error::new(ErrorKind::Malformed, "the answer is not what was expected");
            return Err(answer.facts(error).with_retry(answer.effect().lost()));
        }
        Err(refusal(&answer, None))
    }
}

impl Verification {
    fn read(answer: &Value) -> Option<Self> {
        let valid = answer.get("valid")?.as_bool()?;
        let message = answer.get("message").and_then(Value::as_str).unwrap_or_default().to_owned();
        let compared = answer.get("debug").and_then(Value::as_object).map(|debug| {
            let texts =
                debug.iter().filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
            texts.collect()
        });
        Some(Self { valid, message, compared: compared.unwrap_or_default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_answers_are_read() {
        let debug = r#""debug": {"hash_from_cert": "...", "hash_of_doc": "...", "uuid_from_cert": "...",
            "date_from_cert": "03/05/2025 20:01:09", "date_in_db": "03/05/2025 20:01:09"}"#;
        for (valid, message) in [
            (true, "Signature valid and authentic."),
            (false, "The document hash does not match the certificate hash."),
        ] {
            let text = format!(r#"{{"valid": {valid}, "message": "{message}", {debug}}}"#);
            let read = Verification::read(&serde_json::from_str(&text).unwrap()).unwrap();
            assert_eq!((read.valid, read.message.as_str(), read.compared.len()), (valid, message, 5));
        }
        assert_eq!(Verification::read(&serde_json::json!({"status": "error", "message": "no"})), None);
    }
}
