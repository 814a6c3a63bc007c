//! `POST /api/secure-downloads`: files under a link whose receivers are told by e-mail.

use paraphe_envelope::{EmailAddress, Language, PhoneNumber, Timestamp};
use serde_json::{Value, json};

use super::api::GesDocs;
use super::wire::{code, logo_part};
use crate::error::{Error, ErrorKind, Result};
use crate::http::{Answer, Method, Part, PartValue, refusal};

const PATH: &str = "/api/secure-downloads";

/// Files to hand over.
#[derive(Clone, Debug)]
pub struct SecureDownload {
    /// The files, at least one.
    pub files: Vec<SharedFile>,
    /// Who may fetch them, at least one.
    pub receivers: Vec<Receiver>,
    /// Who hands them over.
    pub requester: EmailAddress,
    /// Until when they can be fetched.
    pub expires_at: Timestamp,
    /// A picture as a `data:` URI (PNG or JPEG), or an https address.
    pub logo: Option<String>,
    /// How receivers show who they are.
    pub second_factor: SecondFactor,
}

/// One file, where the service finds it. Files of this computer have no documented way there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SharedFile {
    /// Its name as receivers read it.
    pub name: String,
    /// Where the service finds it.
    pub place: FilePlace,
}

/// Where the service finds a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FilePlace {
    /// Put there through the service's own pages.
    Uploaded(String),
    /// A PDF under a public address.
    Url(String),
}

/// Somebody who may fetch the files.
#[derive(Clone, Debug)]
pub struct Receiver {
    /// Where they are told.
    pub email: EmailAddress,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// The language they are addressed in.
    pub language: Language,
    /// Needed for codes by SMS.
    pub mobile: Option<PhoneNumber>,
}

/// How receivers show who they are.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SecondFactor {
    /// By a code sent to the e-mail address.
    #[default]
    Mail,
    /// By a code sent to the mobile phone.
    Sms,
}

/// Where the files are handed over.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SecureLink {
    /// The service's number.
    pub id: String,
    /// The address its receivers were told.
    pub link: String,
}

impl GesDocs {
    /// Hands over files under a link; the service tells the receivers.
    ///
    /// # Errors
    /// As any request that changes something; [`ErrorKind::Unsupported`] for a logo that is neither a picture nor an
    /// https address.
    pub async fn secure_download(&self, download: &SecureDownload) -> Result<SecureLink> {
        // The rule says `YYYY-MM-DD`, every sample has a time: the samples first.
        let with_time = self.config().local(download.expires_at);
        let mut answer = self.post_download(download, &with_time).await?;
        if answer.status == 422 && names_expiry(&answer) {
            let date = self.config().local_date(download.expires_at);
            answer = self.post_download(download, &date).await?;
        }
        if !answer.is_success() {
            return Err(refusal(&answer, None));
        }
        let said: Value = answer.json()?;
        if said["status"] == "error" {
            return Err(refusal(&answer, None));
        }
        link(&said).ok_or_else(|| {
            let error = Error::new(ErrorKind::Malformed, "the answer names no link");
            answer.facts(error).with_retry(answer.effect().lost())
        })
    }

    async fn post_download(&self, download: &SecureDownload, expires_at: &str) -> Result<Answer> {
        let body = body(download, expires_at, &self.config().region);
        let logo = download.logo.as_deref().map(logo_part).transpose()?;
        self.authorised(|| {
            let request = self.http().change(Method::POST, PATH);
            Ok(match &logo {
                None => request.json(&body),
                Some(Part { name, value: PartValue::Text(address) }) => {
                    let mut body = body.clone();
                    body[name] = json!(address);
                    request.json(&body)
                }
                Some(picture) => {
                    let mut parts = Vec::new();
                    flatten(&body, "", &mut parts);
                    parts.push(picture.clone());
                    request.multipart(parts)
                }
            })
        })
        .await
    }
}

fn body(download: &SecureDownload, expires_at: &str, region: &str) -> Value {
    let file = |file: &SharedFile| match &file.place {
        FilePlace::Uploaded(path) => json!({ "name": file.name, "path": path }),
        FilePlace::Url(url) => json!({ "name": file.name, "url": url }),
    };
    let receiver = |person: &Receiver| {
        let mut receiver = json!({
            "email": person.email.as_str(),
            "first_name": person.first_name,
            "last_name": person.last_name,
            "language": code(person.language),
            "region": region,
        });
        if let Some(mobile) = &person.mobile {
            receiver["mobile"] = json!(mobile.as_str());
        }
        receiver
    };
    json!({
        "files": download.files.iter().map(file).collect::<Vec<_>>(),
        "signers": download.receivers.iter().map(receiver).collect::<Vec<_>>(),
        "demandeur_email": download.requester.as_str(),
        "expires_at": expires_at,
        // `mail`, not `email`.
        "twofa_type": match download.second_factor {
            SecondFactor::Mail => "mail",
            SecondFactor::Sms => "sms",
        },
    })
}

/// The same as fields of a form: `files[0][name]`.
fn flatten(value: &Value, name: &str, parts: &mut Vec<Part>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let name = if name.is_empty() { key.clone() } else { format!("{name}[{key}]") };
                flatten(member, &name, parts);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                flatten(item, &format!("{name}[{index}]"), parts);
            }
        }
        Value::String(text) => parts.push(Part::text(name, text)),
        Value::Bool(_) | Value::Null | Value::Number(_) => parts.push(Part::text(name, value.to_string())),
    }
}

/// Whether a refusal is about the date: `field`, or a key of `errors`.
fn names_expiry(answer: &Answer) -> bool {
    let said: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    said["field"] == "expires_at" || said["errors"].get("expires_at").is_some()
}

fn link(answer: &Value) -> Option<SecureLink> {
    let data = answer.get("data")?;
    let id = &data["secure_download_id"];
    let id = id.as_str().map(str::to_owned).or_else(|| id.as_u64().map(|id| id.to_string()))?;
    Some(SecureLink { id, link: data["link"].as_str()?.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_sample_is_what_is_written_and_read() {
        let download = SecureDownload {
            files: vec![
                SharedFile {
                    name: "Document.pdf".to_owned(),
                    place: FilePlace::Url("https://example.com/file.pdf".to_owned()),
                },
                SharedFile {
                    name: "Autre.pdf".to_owned(),
                    place: FilePlace::Uploaded("secure_downloads/abc123_Autre.pdf".to_owned()),
                },
            ],
            receivers: vec![Receiver {
                email: "john@example.com".parse().unwrap(),
                first_name: "John".to_owned(),
                last_name: "Doe".to_owned(),
                language: Language::En,
                mobile: None,
            }],
            requester: "alice@example.com".parse().unwrap(),
            expires_at: Timestamp::from_millis(0),
            logo: None,
            second_factor: SecondFactor::Mail,
        };
        let body = body(&download, "2025-06-01T12:00:00", "Europe/Paris");
        let expected = json!({
            "files": [
                { "name": "Document.pdf", "url": "https://example.com/file.pdf" },
                { "name": "Autre.pdf", "path": "secure_downloads/abc123_Autre.pdf" }
            ],
            "signers": [{
                "email": "john@example.com", "first_name": "John", "last_name": "Doe", "language": "en",
                "region": "Europe/Paris"
            }],
            "demandeur_email": "alice@example.com",
            "expires_at": "2025-06-01T12:00:00",
            "twofa_type": "mail",
        });
        assert_eq!(body, expected);
        let mut parts = Vec::new();
        flatten(&body, "", &mut parts);
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        assert!(names.contains(&"files[0][name]") && names.contains(&"signers[0][last_name]"), "{names:?}");

        let answer = json!({
            "status": "success",
            "message": "Lien envoyé aux destinataires.",
            "data": {
                "secure_download_id": 123, "token": "...", "expires_at": "2025-06-01T12:00:00",
                "link": "https://gesdocs.fr/secure-downloads/123"
            }
        });
        let expected =
            SecureLink { id: "123".to_owned(), link: "https://gesdocs.fr/secure-downloads/123".to_owned() };
        assert_eq!(link(&answer), Some(expected));
    }
}
