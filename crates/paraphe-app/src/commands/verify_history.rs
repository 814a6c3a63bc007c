//! Checks every audit trail's chain, and that every document is still what was recorded: those of drafts, the originals
//! of envelopes, and each version anybody signed.

use std::collections::{BTreeMap, BTreeSet};

use paraphe_envelope::Sha256Digest;
use paraphe_history::{ChainBreak, ChainBreakKind, History, HistoryError, Vault};

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
            Err(error) => found.broken(&owner, &error),
        }
        match history.envelope(&id) {
            Ok(envelope) => {
                found.events += envelope.events().len();
                let current = envelope.documents().iter().map(|document| envelope.current_digest(document));
                found.documents.extend(current.map(|digest| (owner.clone(), digest)));
            }
            Err(error) => found.broken(&owner, &error),
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
            Err(error) => found.broken(id.as_ref(), &error),
        }
    }
    Ok(found)
}

impl Found {
    fn broken(&mut self, owner: &str, what: &impl ToString) {
        self.breaks.push(HistoryBreakView { envelope: owner.to_owned(), event: 0, detail: what.to_string() });
    }

    /// Reads each file once, whoever shares it.
    fn check_documents(&mut self, vault: &Vault) {
        let mut answers: BTreeMap<Sha256Digest, Option<String>> = BTreeMap::new();
        for (owner, digest) in std::mem::take(&mut self.documents) {
            let answer = answers
                .entry(digest)
                .or_insert_with(|| vault.open_verified(&digest).err().map(|error| error.to_string()));
            if let Some(detail) = answer.clone() {
                self.broken(&owner, &detail);
            }
        }
    }
}

fn chain_break(found: &ChainBreak) -> HistoryBreakView {
    let event = match found.kind {
        ChainBreakKind::ContentChanged | ChainBreakKind::EndChanged => 0,
        ChainBreakKind::EventChanged { seq }
        | ChainBreakKind::EventMissing { seq }
        | ChainBreakKind::EventUnknown { seq } => seq,
    };
    HistoryBreakView { envelope: found.envelope.to_string(), event, detail: format!("{:?}", found.kind) }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
