//! Checks every audit trail's chain, and that every document is still what was recorded: those of drafts, the originals
//! of envelopes, and each version anybody signed.

use std::collections::{BTreeMap, BTreeSet};

use paraphe_envelope::Sha256Digest;
use paraphe_history::{ChainBreak, ChainBreakKind, History, HistoryError, Vault, VaultError};

use crate::schema::{Empty, HistoryBreakView, HistoryCheckView};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, _: Empty) -> Result<HistoryCheckView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (mut found, vault) = {
            let history = app.history();
            (read(&history).map_err(translate::history)?, history.vault().clone())
        };
        found.check_documents(&vault);
        Ok(HistoryCheckView {
            envelopes: count(found.envelopes),
            events: count(found.events),
            breaks: found.breaks,
        })
    })
    .await
}

/// What there is to check, and what already failed while reading it.
#[derive(Default)]
struct Found {
    envelopes: usize,
    events: usize,
    breaks: Vec<HistoryBreakView>,
    /// Whose document, and the bytes it must have.
    documents: BTreeSet<(String, Sha256Digest)>,
}

/// One that cannot be read is a break of its own, and does not hide the others.
fn read(history: &History) -> Result<Found, HistoryError> {
    let mut found = Found::default();
    for id in history.envelope_ids()? {
        found.envelopes += 1;
        let owner = id.to_string();
        match history.verify(&id) {
            Ok(chain) => found.breaks.extend(chain.as_ref().map(chain_break)),
            Err(error) => found.broken(&owner, UNREADABLE, &error),
        }
        match history.envelope(&id) {
            Ok(envelope) => {
                found.events += envelope.events().len();
                let current = envelope.documents().iter().map(|document| envelope.current_digest(document));
                found.documents.extend(current.map(|digest| (owner.clone(), digest)));
            }
            Err(error) => found.broken(&owner, UNREADABLE, &error),
        }
    }
    let versions = history.document_versions()?;
    found.documents.extend(versions.into_iter().map(|(id, digest)| (id.to_string(), digest)));
    for id in history.draft_ids()? {
        match history.draft(&id) {
            Ok(draft) => {
                let documents = draft.documents.iter();
                found.documents.extend(documents.map(|document| (id.to_string(), document.sha256)));
            }
            Err(error) => found.broken(id.as_ref(), UNREADABLE, &error),
        }
    }
    Ok(found)
}

impl Found {
    fn broken(&mut self, owner: &str, code: &str, what: &impl ToString) {
        let (envelope, code) = (owner.to_owned(), code.to_owned());
        self.breaks.push(HistoryBreakView { envelope, event: 0, code, detail: what.to_string() });
    }

    /// Reads each file once, whoever shares it.
    fn check_documents(&mut self, vault: &Vault) {
        let mut answers: BTreeMap<Sha256Digest, Option<(&str, String)>> = BTreeMap::new();
        for (owner, digest) in std::mem::take(&mut self.documents) {
            let answer = answers.entry(digest).or_insert_with(|| {
                vault.open_verified(&digest).err().map(|error| (of_document(&error), error.to_string()))
            });
            if let Some((code, detail)) = answer.clone() {
                self.broken(&owner, code, &detail);
            }
        }
    }
}

/// The word for a record that cannot be read.
const UNREADABLE: &str = "unreadable";

fn of_document(error: &VaultError) -> &'static str {
    match error {
        VaultError::Damaged { .. } => "document_changed",
        VaultError::Missing { .. } => "document_missing",
        VaultError::DiskFull { .. }
        | VaultError::Io { .. }
        | VaultError::PermissionDenied { .. }
        | VaultError::SourceIsFolder { .. }
        | VaultError::SourceMissing { .. }
        | VaultError::SourceUnreadable { .. } => UNREADABLE,
    }
}

fn chain_break(found: &ChainBreak) -> HistoryBreakView {
    let (code, event) = match found.kind {
        ChainBreakKind::ContentChanged => ("content_changed", 0),
        ChainBreakKind::EndChanged => ("end_changed", 0),
        ChainBreakKind::EventChanged { seq } => ("event_changed", seq),
        ChainBreakKind::EventMissing { seq } => ("event_missing", seq),
        ChainBreakKind::EventUnknown { seq } => ("event_unknown", seq),
    };
    let (envelope, detail) = (found.envelope.to_string(), format!("{:?}", found.kind));
    HistoryBreakView { envelope, event, code: code.to_owned(), detail }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
