//! What GesDocs posts to the account's webhook at each important change. It is not signed: a notice is believed only when
//! it carries the nonce that went out in `metadata` and stands nowhere else.

use paraphe_envelope::{EmailAddress, Recipient, RecipientId, Timestamp};
use serde_json::Value;

use super::config::Config;
use super::tags::signers;
use super::wire::{NONCE_KEY, REQUEST_KEY, credits_left, id_of};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::Dispatch;
use crate::provider::{Notice, NoticeSubject, PersonAct, PersonProgress, Progress, RemoteId, RemoteState};
use crate::steps::{Step, value_of};

/// The addresses of the files, under these names among the steps.
pub(super) const DOCUMENT_STEP: &str = "file.document";
pub(super) const CERTIFICATE_STEP: &str = "file.certificate";
pub(super) const AUDIT_STEP: &str = "file.audit";
/// Who is known to have signed: a notice that comes late, or tells of one signer only, takes nothing back.
const SIGNED_STEP: &str = "signed.";

/// A notice, read but not believed.
#[derive(Clone, Debug)]
pub(super) struct Told {
    data: Value,
    metadata: Value,
    credits: Option<u32>,
}

/// What a word of the service says about a person or the whole. Only `en_attente`, `signe`, `signed` and `pending` are
/// documented; the others are the obvious forms.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Word {
    Expired,
    Pending,
    Refused,
    Signed,
}

impl Told {
    /// # Errors
    /// [`ErrorKind::Malformed`] when it is no notice of this service.
    pub(super) fn read(notice: &Notice) -> Result<Self> {
        let malformed = || Error::new(ErrorKind::Malformed, "this is no notice of GesDocs");
        let body: Value =
            serde_json::from_slice(&notice.body).map_err(|error| malformed().with_source(error))?;
        let data = body.get("data").filter(|data| data.is_object()).cloned().ok_or_else(malformed)?;
        // An object here, a text in the form it was sent in: both are accepted.
        let metadata = match data.get("metadata") {
            Some(Value::String(text)) => serde_json::from_str(text).unwrap_or(Value::Null),
            Some(other) => other.clone(),
            None => Value::Null,
        };
        let told = Self { credits: credits_left(&body), data, metadata };
        if told.id().is_none() && told.metadata.get(REQUEST_KEY).is_none() {
            return Err(malformed());
        }
        Ok(told)
    }

    /// Which dispatch it is about.
    ///
    /// # Errors
    /// [`ErrorKind::Malformed`] when it names none.
    pub(super) fn subject(&self) -> Result<NoticeSubject> {
        let key = self.metadata.get(REQUEST_KEY).and_then(Value::as_str).and_then(|key| key.parse().ok());
        let remote = || self.id().map(|id| NoticeSubject::Remote(RemoteId(id)));
        key.map(NoticeSubject::Key)
            .or_else(remote)
            .ok_or_else(|| Error::new(ErrorKind::Malformed, "the notice names no request"))
    }

    /// The service's number of the request.
    pub(super) fn id(&self) -> Option<String> {
        id_of(&self.data)
    }

    /// Whether it carries what only the service was told.
    pub(super) fn carries(&self, nonce: &str) -> bool {
        self.metadata.get(NONCE_KEY).and_then(Value::as_str) == Some(nonce)
    }

    /// What it says, added to what was known.
    pub(super) fn progress(&self, dispatch: &Dispatch<'_>, known: &[Step], config: &Config) -> Progress {
        let signers = signers(dispatch);
        let people = self.people(&signers, config);
        let mut progress = Progress {
            remember: self.remembered(&people),
            credits: self.credits,
            word: self.word().map(str::to_owned),
            ..Progress::default()
        };
        let has_signed = |signer: &&&Recipient| {
            value_of(known, &format!("{SIGNED_STEP}{}", signer.id)).is_some()
                || people.iter().any(|told| told.recipient == signer.id && told.act == PersonAct::Signed)
        };
        let signed = signers.iter().filter(has_signed).count();
        let is_refused = people.iter().any(|told| matches!(told.act, PersonAct::Declined { .. }));
        progress.state = match self.word().and_then(word) {
            _ if is_refused => Some(RemoteState::Declined),
            // `signe` is already said while another signer is pending: only the signers themselves count.
            _ if signed == signers.len() => Some(RemoteState::Completed),
            Some(Word::Refused) => Some(RemoteState::Declined),
            Some(Word::Expired) => Some(RemoteState::Expired),
            _ if signed > 0 => Some(RemoteState::InProgress),
            Some(Word::Pending) => Some(RemoteState::Sent),
            Some(Word::Signed) | None => None,
        };
        if progress.state == Some(RemoteState::Completed) {
            progress.at = people
                .iter()
                .filter_map(|told| told.at)
                .max()
                .or_else(|| self.moment("date_signature", config));
        }
        progress.people = people;
        progress
    }

    /// Those of whom it says that they did something.
    fn people(&self, signers: &[&Recipient], config: &Config) -> Vec<PersonProgress> {
        let listed = self.data.get("signataires").and_then(Value::as_array).cloned().unwrap_or_default();
        if listed.is_empty() {
            return self.only_signer(signers, config);
        }
        let mut told = Vec::new();
        let mut taken: Vec<RecipientId> = Vec::new();
        for entry in &listed {
            let Some(signer) = whose(entry, signers, &taken) else { continue };
            taken.push(signer.clone());
            let word = entry.get("statut").and_then(Value::as_str).and_then(word);
            let at = entry.get("date_signature").and_then(Value::as_str).and_then(|text| config.moment(text));
            told.extend(act(word).map(|act| PersonProgress { recipient: signer, act, at }));
        }
        told
    }

    /// Without a list, what is said of the whole is said of the one signer there is.
    fn only_signer(&self, signers: &[&Recipient], config: &Config) -> Vec<PersonProgress> {
        let [signer] = signers else { return Vec::new() };
        let at = self.moment("date_signature", config);
        let act = act(self.word().and_then(word));
        act.map(|act| PersonProgress { recipient: signer.id.clone(), act, at }).into_iter().collect()
    }

    fn remembered(&self, people: &[PersonProgress]) -> Vec<(String, String)> {
        let mut remember = Vec::new();
        for (key, step) in [
            ("document_signe", DOCUMENT_STEP),
            ("certificat_pdf", CERTIFICATE_STEP),
            ("certificat_json", AUDIT_STEP),
        ] {
            let file = self.data.get(key);
            let url = file.and_then(|file| file.get("url").unwrap_or(file).as_str());
            remember.extend(url.map(|url| (step.to_owned(), url.to_owned())));
        }
        let signed = people.iter().filter(|told| told.act == PersonAct::Signed);
        remember.extend(signed.map(|told| {
            let at = told.at.map(Timestamp::to_rfc3339).unwrap_or_default();
            (format!("{SIGNED_STEP}{}", told.recipient), at)
        }));
        remember
    }

    fn word(&self) -> Option<&str> {
        self.data.get("statut").and_then(Value::as_str)
    }

    fn moment(&self, key: &str, config: &Config) -> Option<Timestamp> {
        self.data.get(key).and_then(Value::as_str).and_then(|text| config.moment(text))
    }
}

/// The signer an entry is about, by the mailbox; of several with one mailbox, the first not named yet.
fn whose(entry: &Value, signers: &[&Recipient], taken: &[RecipientId]) -> Option<RecipientId> {
    let email: EmailAddress = entry.get("email")?.as_str()?.parse().ok()?;
    let mut same = signers.iter().filter(|signer| {
        signer.email.as_ref().is_some_and(|mailbox| mailbox.is_same_mailbox(&email))
            && !taken.contains(&signer.id)
    });
    same.next().map(|signer| signer.id.clone())
}

fn act(word: Option<Word>) -> Option<PersonAct> {
    match word? {
        Word::Refused => Some(PersonAct::Declined { reason: String::new() }),
        Word::Signed => Some(PersonAct::Signed),
        Word::Expired | Word::Pending => None,
    }
}

fn word(text: &str) -> Option<Word> {
    match text.to_lowercase().as_str() {
        "en_attente" | "pending" => Some(Word::Pending),
        "signe" | "signé" | "signed" => Some(Word::Signed),
        "refuse" | "refusé" | "refused" | "declined" => Some(Word::Refused),
        "expire" | "expiré" | "expired" => Some(Word::Expired),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
