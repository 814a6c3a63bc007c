//! Which envelope was made of a row: found again by the next run, with this table or with one that was put right.

use std::collections::BTreeMap;

use paraphe_envelope::{
    BatchId, BatchPattern, Document, Each, Envelope, EnvelopeId, EnvelopeStatus, Sha256Digest,
};
use paraphe_history::{BatchLine, HistoryError};
use serde::Serialize;

use super::Batch;
use super::identity::{Begun, Identities, Identity};
use super::table::{Row, Table};
use crate::schema::SentenceView;
use crate::{App, Error, translate};

impl Batch {
    /// Under each of which the envelopes of a person are noted.
    fn keys(&self, identity: &Identity) -> Vec<String> {
        identity.people.iter().map(|person| format!("{}.person.{person}", self.name)).collect()
    }

    fn identity(&self, row: &Row) -> Result<&Identity, Error> {
        self.identities.get(row).ok_or_else(|| Error::internal("a row without an identity"))
    }

    /// What was begun for the person of a row.
    fn begun(&self, app: &App, row: &Row) -> Result<Vec<Begun>, Error> {
        let noted = self.keys(self.identity(row)?).into_iter().map(|key| read(app, key));
        Ok(noted.collect::<Result<Vec<_>, _>>()?.into_iter().flat_map(|(_, begun)| begun).collect())
    }

    /// What any envelope file asked the person of a row to sign in these same documents.
    fn of_documents(&self, app: &App, identity: &Identity) -> Result<Vec<Begun>, Error> {
        let noted = document_keys(&self.documents, identity).into_iter().map(|key| read(app, key));
        Ok(noted.collect::<Result<Vec<_>, _>>()?.into_iter().flat_map(|(_, begun)| begun).collect())
    }

    /// What earlier versions noted under the number of a row of just these two files. Read once for all of them: no version
    /// that still runs writes it.
    pub(super) fn noted_by_number(app: &App, both: &str) -> Result<BTreeMap<u64, Begun>, Error> {
        let noted = app.history().settings_below(&format!("{both}.")).map_err(translate::history)?;
        Ok(noted.into_iter().filter_map(|(number, begun)| Some((number.parse().ok()?, begun))).collect())
    }

    /// What is to be noted when an envelope is made of a row.
    pub(super) fn to_note(&self, row: &Row, id: &EnvelopeId) -> Result<Vec<(String, Begun)>, Error> {
        let identity = self.identity(row)?;
        let begun = Begun { envelope: id.clone(), saying: identity.saying.clone() };
        let keys = self.keys(identity).into_iter().chain(document_keys(&self.documents, identity));
        Ok(keys.map(|key| (key, begun.clone())).collect())
    }

    /// Remembers what a window sent of a batch an earlier run made.
    ///
    /// # Errors
    /// The history cannot be read or written.
    pub(super) fn adopt(&self, app: &App, id: &BatchId, pattern: &BatchPattern) -> Result<(), Error> {
        let lines = app.history().batch_lines(id).map_err(translate::history)?;
        let sent: Vec<(u64, EnvelopeId)> =
            lines.iter().filter_map(|line| Some((u64::from(line.number), line.envelope.clone()?))).collect();
        let identities = line_identities(pattern, &lines);
        for (number, envelope) in sent {
            let Some(identity) = identities.of_number(number) else { continue };
            let begun = Begun { envelope, saying: identity.saying.clone() };
            // The documents as they were sent: the files of today may be others.
            let of_documents = document_keys(&pattern.draft.documents, identity);
            for key in self.keys(identity).into_iter().chain(of_documents) {
                let (key, noted) = read(app, key)?;
                // Each key by itself: what stopped the program may have left it under some of them only.
                if noted.iter().any(|one| one.envelope == begun.envelope) {
                    continue;
                }
                app.history().append_to_setting(&key, &begun).map_err(translate::history)?;
            }
        }
        Ok(())
    }

    /// The envelope that was made of a row, whenever that was.
    pub(super) fn envelope_of(&self, app: &App, row: &Row) -> Result<Option<Envelope>, Error> {
        let identity = self.identity(row)?;
        let numbered = self.numbered.get(&row.number).cloned();
        let said = self.begun(app, row)?.into_iter().filter(|begun| begun.saying == identity.saying);
        for begun in said.chain(numbered) {
            if let Some(envelope) = stored(app, &begun.envelope)? {
                return Ok(Some(envelope));
            }
        }
        Ok(None)
    }

    /// The envelope that asked the person of a row before and still asks for a signature, or has it: of a row that is not in
    /// the table any more, or of another envelope file about the same documents (a word of its title was changed).
    pub(super) fn sent_before(&self, app: &App, row: &Row) -> Result<Option<Envelope>, Error> {
        let own = self.begun(app, row)?;
        let elsewhere = self.of_documents(app, self.identity(row)?)?.into_iter();
        let elsewhere = elsewhere.filter(|begun| own.iter().all(|one| one.envelope != begun.envelope));
        let gone = own.iter().filter(|begun| !self.identities.has(&begun.saying)).cloned();
        for begun in gone.chain(elsewhere) {
            let found = stored(app, &begun.envelope)?;
            if let Some(envelope) = found.filter(|envelope| still_counts(envelope.status())) {
                return Ok(Some(envelope));
            }
        }
        Ok(None)
    }
}

/// What documents are known by, in whichever envelope file: their digests, in order.
pub(super) fn documents_name(documents: &[Document]) -> String {
    let digests: String = documents.iter().map(|document| document.sha256.to_string()).collect();
    format!("rows.documents.{}", Sha256Digest::of(digests.as_bytes()))
}

/// Under each of which it is noted what a person was asked to sign in these documents.
fn document_keys(documents: &[Document], identity: &Identity) -> Vec<String> {
    let name = documents_name(documents);
    identity.people.iter().map(|person| format!("{name}.person.{person}")).collect()
}

/// What is to be noted when a window makes an envelope of a line: no table asks its person again for the same documents.
pub(crate) fn notes_of_line(
    pattern: &BatchPattern,
    line: &BatchLine,
    id: &EnvelopeId,
) -> Vec<(String, impl Serialize + use<>)> {
    let identities = line_identities(pattern, std::slice::from_ref(line));
    let identity = identities.of_number(u64::from(line.number));
    // A request for each document comes of no table.
    let Some(identity) = identity.filter(|_| pattern.each == Each::Person) else { return Vec::new() };
    let begun = Begun { envelope: id.clone(), saying: identity.saying.clone() };
    let keys = document_keys(&pattern.draft.documents, identity).into_iter();
    keys.map(|key| (key, begun.clone())).collect()
}

/// Whether what kept a line from leaving still does as long as nothing else is written into it. Only a run can tell: what it
/// found is not in the line.
///
/// # Errors
/// The history cannot be read.
pub(crate) fn still_holds(app: &App, sentence: &SentenceView) -> Result<bool, Error> {
    match sentence.id.as_str() {
        "problem-line-repeats" => Ok(true),
        "problem-line-sent-before" | "problem-line-signed-before" => {
            let found = sentence.params.get("found").and_then(|id| id.parse::<EnvelopeId>().ok());
            let Some(found) = found else { return Ok(true) };
            Ok(stored(app, &found)?.is_some_and(|envelope| still_counts(envelope.status())))
        }
        _ => Ok(false),
    }
}

/// What is noted under a key.
fn read(app: &App, key: String) -> Result<(String, Vec<Begun>), Error> {
    let found = app.history().setting::<Vec<Begun>>(&key).map_err(translate::history)?;
    Ok((key, found.unwrap_or_default()))
}

/// The identities of the lines of a batch, by their numbers.
pub(super) fn line_identities(pattern: &BatchPattern, lines: &[BatchLine]) -> Identities {
    let row = |line: &BatchLine| Row { number: u64::from(line.number), cells: line.cells.clone() };
    let (headers, columns) = (pattern.headers.clone(), pattern.columns.clone());
    let table = Table { headers, columns, rows: lines.iter().map(row).collect() };
    Identities::of(&table, &Table::used(&pattern.draft))
}

/// An envelope that was noted, or the one that took its place when a person's details were put right. Where it is not there,
/// an earlier version noted it first and stopped: nothing has left.
fn stored(app: &App, id: &EnvelopeId) -> Result<Option<Envelope>, Error> {
    let history = app.history();
    let mut last = id.clone();
    while let Some(next) = history.replacement(&last).map_err(translate::history)? {
        last = next;
    }
    match history.envelope(&last) {
        Ok(envelope) => Ok(Some(envelope)),
        Err(HistoryError::EnvelopeMissing(_)) => Ok(None),
        Err(error) => Err(translate::history(error)),
    }
}

/// Whether an envelope still asks for a signature, or has it: whoever was sent it would be asked twice.
fn still_counts(status: EnvelopeStatus) -> bool {
    match status {
        EnvelopeStatus::Completed
        | EnvelopeStatus::InProgress
        | EnvelopeStatus::Sending
        | EnvelopeStatus::Sent
        | EnvelopeStatus::Uncertain => true,
        EnvelopeStatus::Declined
        | EnvelopeStatus::Expired
        | EnvelopeStatus::Failed
        | EnvelopeStatus::Voided => false,
    }
}
