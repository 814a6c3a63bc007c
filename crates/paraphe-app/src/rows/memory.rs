//! Which envelope was made of a row: found again by the next run, with this table or with one that was put right.

use paraphe_envelope::{BatchId, BatchPattern, Envelope, EnvelopeId, EnvelopeStatus, Sha256Digest};
use paraphe_history::{BatchLine, HistoryError};

use super::Batch;
use super::identity::{Begun, Identities, Identity};
use super::table::{Row, Table};
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
        let noted = self.noted(app, row)?;
        Ok(noted.into_iter().flat_map(|(_, begun)| begun).collect())
    }

    /// The same, under each key it is noted with.
    fn noted(&self, app: &App, row: &Row) -> Result<Vec<(String, Vec<Begun>)>, Error> {
        self.noted_of(app, self.identity(row)?)
    }

    fn noted_of(&self, app: &App, identity: &Identity) -> Result<Vec<(String, Vec<Begun>)>, Error> {
        self.keys(identity).into_iter().map(|key| read(app, key)).collect()
    }

    /// What any envelope file asked the person of a row to sign in these same documents, under each key it is noted with.
    fn of_documents(&self, app: &App, identity: &Identity) -> Result<Vec<(String, Vec<Begun>)>, Error> {
        let digests: String = self.documents.iter().map(|document| document.sha256.to_string()).collect();
        let documents = Sha256Digest::of(digests.as_bytes());
        let keys = identity.people.iter().map(|person| format!("rows.documents.{documents}.person.{person}"));
        keys.map(|key| read(app, key)).collect()
    }

    /// What is to be noted when an envelope is made of a row.
    pub(super) fn to_note(
        &self,
        app: &App,
        row: &Row,
        id: &EnvelopeId,
    ) -> Result<Vec<(String, Vec<Begun>)>, Error> {
        let saying = &self.identity(row)?.saying;
        let mut noted = self.noted(app, row)?;
        for (_, begun) in &mut noted {
            begun.retain(|one| one.saying != *saying);
            begun.push(Begun { envelope: id.clone(), saying: saying.clone() });
        }
        let mut of_documents = self.of_documents(app, self.identity(row)?)?;
        for (_, begun) in &mut of_documents {
            begun.push(Begun { envelope: id.clone(), saying: saying.clone() });
        }
        noted.extend(of_documents);
        Ok(noted)
    }

    /// Remembers what a window sent of a batch an earlier run made.
    ///
    /// # Errors
    /// The history cannot be read or written.
    pub(super) fn adopt(&self, app: &App, id: &BatchId, pattern: &BatchPattern) -> Result<(), Error> {
        let stored = app.history().batch_lines(id).map_err(translate::history)?;
        let sent: Vec<(u64, EnvelopeId)> =
            stored.iter().filter_map(|line| Some((u64::from(line.number), line.envelope.clone()?))).collect();
        let identities = line_identities(pattern, &stored);
        for (number, envelope) in sent {
            let Some(identity) = identities.of_number(number) else { continue };
            let noted = self.noted_of(app, identity)?.into_iter().chain(self.of_documents(app, identity)?);
            for (key, mut begun) in noted {
                // Each key by itself: what stopped the program may have left it under some of them only.
                if begun.iter().any(|one| one.envelope == envelope) {
                    continue;
                }
                begun.push(Begun { envelope: envelope.clone(), saying: identity.saying.clone() });
                app.history().set_setting(&key, &begun).map_err(translate::history)?;
            }
        }
        Ok(())
    }

    /// The envelope that was made of a row, whenever that was.
    pub(super) fn envelope_of(&self, app: &App, row: &Row) -> Result<Option<Envelope>, Error> {
        let identity = self.identity(row)?;
        let said = self.begun(app, row)?.into_iter().find(|begun| begun.saying == identity.saying);
        let begun = match said {
            Some(begun) => Some(begun),
            None => {
                let numbered = format!("{}.{}", self.both, row.number);
                app.history().setting::<Begun>(&numbered).map_err(translate::history)?
            }
        };
        begun.map_or(Ok(None), |begun| stored(app, &begun.envelope))
    }

    /// The envelope that asked the person of a row before and still asks for a signature, or has it: of a row that is not in
    /// the table any more, or of another envelope file about the same documents (a word of its title was changed).
    pub(super) fn sent_before(&self, app: &App, row: &Row) -> Result<Option<Envelope>, Error> {
        let own = self.begun(app, row)?;
        let of_documents = self.of_documents(app, self.identity(row)?)?;
        let elsewhere = of_documents.into_iter().flat_map(|(_, begun)| begun);
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

/// An envelope that was noted. Where it is not there, an earlier version noted it first and stopped: nothing has left.
fn stored(app: &App, id: &EnvelopeId) -> Result<Option<Envelope>, Error> {
    match app.history().envelope(id) {
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
