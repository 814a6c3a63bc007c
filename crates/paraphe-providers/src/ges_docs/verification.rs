//! `POST /api/verify-document`: whether the service recognises a signed document and its certificate.

use serde_json::Value;

use super::api::GesDocs;
use crate::error::{Error, ErrorKind, Result};
use crate::http::{Method, Part, refusal};
use crate::opinion::{Judged, Opinion};

impl GesDocs {
    /// Asks whether a signed document and the certificate PDF of GesDocs are authentic.
    ///
    /// # Errors
    /// As any request; a document that is not authentic is an answer, not an error.
    pub(super) async fn opinion(&self, judged: &Judged<'_>) -> Result<Opinion> {
        let certificate = judged
            .certificate
            .ok_or_else(|| Error::new(ErrorKind::Unsupported, "it compares with its certificate"))?;
        let parts = vec![
            Part::pdf("document", "document.pdf", judged.document),
            Part::pdf("certificate", "certificate.pdf", certificate),
        ];
        let answer = self
            .authorised(|| {
                Ok(self.http().read(Method::POST, "/api/verify-document").multipart(parts.clone()))
            })
            .await?;
        // Which status goes with `valid: false` is not documented: the body is read before the status.
        if let Some(opinion) = serde_json::from_slice(&answer.body).ok().as_ref().and_then(read) {
            return Ok(opinion);
        }
        if answer.is_success() {
            let error = Error::new(ErrorKind::Malformed, "the answer is not what was expected");
            return Err(answer.facts(error).with_retry(answer.effect().lost()));
        }
        Err(refusal(&answer, None))
    }
}

/// Names the two documents, their dates and the identifier: `hash_from_cert`, `hash_of_doc`, `uuid_from_cert`,
/// `date_from_cert`, `date_in_db`.
fn read(answer: &Value) -> Option<Opinion> {
    let holds = Some(answer.get("valid")?.as_bool()?);
    let message = answer.get("message").and_then(Value::as_str).map(str::to_owned);
    let compared = answer.get("debug").and_then(Value::as_object).map(|debug| {
        let texts = debug.iter().filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
        texts.collect()
    });
    Some(Opinion { holds, message, compared: compared.unwrap_or_default(), ..Opinion::default() })
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
            let opinion = read(&serde_json::from_str(&text).unwrap()).unwrap();
            assert_eq!((opinion.holds, opinion.message.as_deref()), (Some(valid), Some(message)));
            assert_eq!(opinion.compared.len(), 5);
        }
        assert_eq!(read(&serde_json::json!({"status": "error", "message": "no"})), None);
    }
}
