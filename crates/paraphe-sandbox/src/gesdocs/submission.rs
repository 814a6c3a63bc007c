//! A body as GesDocs takes it: JSON, or a form whose names have brackets and which may carry files.

use axum::body::Bytes;
use axum::http::HeaderMap;
use serde_json::Value;

use super::form::nested;
use super::wire::Refusal;
use crate::fetch::fetch;
use crate::reading::{Part, content_type, file_part, json, parts};

/// What was sent, however it was written.
pub(super) struct Submission {
    pub(super) fields: Value,
    files: Vec<Part>,
}

impl Submission {
    /// # Errors
    /// [`Refusal::ContentType`] for a body that is neither JSON nor a form, or not what it says it is.
    pub(super) async fn read(headers: &HeaderMap, body: Bytes) -> Result<Self, Refusal> {
        match content_type(headers).as_str() {
            "application/json" => {
                let fields = json(&body).filter(Value::is_object).ok_or(Refusal::ContentType)?;
                Ok(Self { fields, files: Vec::new() })
            }
            "multipart/form-data" => {
                let parts = parts(headers, body).await.ok_or(Refusal::ContentType)?;
                let (files, texts): (Vec<_>, Vec<_>) =
                    parts.into_iter().partition(|part| part.file_name.is_some());
                let texts: Vec<_> = texts.iter().map(|part| (part.name.as_str(), part.text())).collect();
                let fields = nested(texts.iter().map(|(name, text)| (*name, text.as_str())));
                Ok(Self { fields, files })
            }
            _ => Err(Refusal::ContentType),
        }
    }

    /// The file `name`; without it what the address in `name_url` leads to. A file has priority (documented).
    ///
    /// # Errors
    /// [`Refusal::Field`] when nothing is found under the address.
    pub(super) async fn file_or_url(&self, name: &str) -> Result<Option<Bytes>, Refusal> {
        if let Some(file) = self.file(name) {
            return Ok(Some(file.clone()));
        }
        let field = format!("{name}_url");
        let Some(url) = self.fields[&field].as_str() else { return Ok(None) };
        let message = if name == "logo" {
            "Impossible de télécharger le logo depuis l'URL fournie."
        } else {
            "Impossible de télécharger le fichier depuis l'URL fournie."
        };
        let fetched = fetch(url).await.map_err(|_| Refusal::Field { field, message })?;
        Ok(Some(Bytes::from(fetched)))
    }

    /// The uploaded file `name`.
    pub(super) fn file(&self, name: &str) -> Option<&Bytes> {
        file_part(&self.files, name).map(|part| &part.bytes)
    }
}

/// Collects what is wrong with fields, so that the answer names all of it.
#[derive(Default)]
pub(super) struct Problems(Vec<(String, String)>);

impl Problems {
    pub(super) fn note(&mut self, field: impl Into<String>, text: impl Into<String>) {
        self.0.push((field.into(), text.into()));
    }

    /// The text under `key` of `object`; noted under `field` when it is missing or empty.
    pub(super) fn required(&mut self, object: &Value, key: &str, field: &str) -> String {
        let text = object[key].as_str().map(str::trim).unwrap_or_default();
        if text.is_empty() {
            self.note(field, format!("The {field} field is required."));
        }
        text.to_owned()
    }

    /// The same for an e-mail address.
    pub(super) fn email(&mut self, object: &Value, key: &str, field: &str) -> String {
        let email = self.required(object, key, field);
        let halves = email.split_once('@');
        if !email.is_empty() && halves.is_none_or(|(user, host)| user.is_empty() || !host.contains('.')) {
            self.note(field, format!("The {field} field must be a valid email address."));
        }
        email
    }

    /// # Errors
    /// [`Refusal::Invalid`] when anything was noted.
    pub(super) fn into_result(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.0)) }
    }
}

/// Whether these bytes begin as one of the images the documentation names: PNG, JPG, GIF, WEBP.
pub(super) fn is_image(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n")
        || bytes.starts_with(b"\xFF\xD8\xFF")
        || bytes.starts_with(b"GIF8")
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
}
