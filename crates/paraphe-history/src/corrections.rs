//! Corrections: a request that is out is taken back, and the same one leaves again with one person's details put right.
//!
//! What is intended is noted before anything is taken back. That the former request is taken back, that the new one is
//! there and due, and that nothing is intended any more, is one transaction: no crash leaves both requests or neither.

use paraphe_envelope::{Envelope, EnvelopeId};
use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::envelopes;
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::table::outbox::{DispatchChange, OutboxRow};
use crate::table::{json, outbox, setting};
use crate::to_do::list;

/// Before the id of a request that is to be taken back: what is intended.
const INTENDED: &str = "correction.intended.";
/// Before the id of a request that was taken back: the one that took its place.
const REPLACED: &str = "correction.replaced.";

impl History {
    /// Notes what is intended with a request, before anything is asked of anybody; the request is something to do until then.
    ///
    /// # Errors
    /// [`HistoryError::EnvelopeMissing`], or the file cannot be written.
    pub fn intend_correction<T: Serialize>(
        &mut self,
        of: &EnvelopeId,
        intended: &T,
    ) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            setting::set(transaction, &key(INTENDED, of), &json(intended))?;
            list(transaction, of)
        })
    }

    /// Nothing is intended with a request any more.
    ///
    /// # Errors
    /// As [`Self::intend_correction`].
    pub fn forget_correction(&mut self, of: &EnvelopeId) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            setting::remove(transaction, &key(INTENDED, of))?;
            list(transaction, of)
        })
    }

    /// What is intended with a request; none where nothing is.
    ///
    /// # Errors
    /// The note does not fit `T`, or the file cannot be read.
    pub fn correction<T: DeserializeOwned>(&self, of: &EnvelopeId) -> Result<Option<T>, HistoryError> {
        self.setting(&key(INTENDED, of))
    }

    /// Everything that is intended, with the request each is about.
    ///
    /// # Errors
    /// As [`Self::correction`].
    pub fn corrections<T: DeserializeOwned>(&self) -> Result<Vec<(EnvelopeId, T)>, HistoryError> {
        let noted: Vec<(String, T)> = self.settings_below(INTENDED)?;
        // A key that names no envelope is nobody's.
        Ok(noted.into_iter().filter_map(|(id, intended)| Some((id.parse().ok()?, intended))).collect())
    }

    /// The request that took the place of one that was taken back.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn replacement(&self, of: &EnvelopeId) -> Result<Option<EnvelopeId>, HistoryError> {
        self.setting(&key(REPLACED, of))
    }

    /// In one transaction: what `decide` says becomes of a request and its dispatches as they stand, the one that takes its place
    /// comes with its dispatches, and nothing is intended any more. Gives whether that was so: false, and nothing is changed,
    /// where nothing was intended any more. `decide` may say something else instead; then nothing is changed either.
    ///
    /// # Errors
    /// [`HistoryError::EnvelopeMissing`], [`HistoryError::Duplicate`] or [`HistoryError::Transition`].
    pub fn replace_envelope<E>(
        &mut self,
        of: &EnvelopeId,
        (new, dispatches): (&Envelope, &[OutboxRow]),
        decide: impl FnOnce(&Envelope, &[OutboxRow]) -> Result<DispatchChange, E>,
    ) -> Result<Result<bool, E>, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            if !is_intended(transaction, of)? {
                return Ok(Ok(false));
            }
            if let Err(reason) = envelopes::change(transaction, of, decide)? {
                return Ok(Err(reason));
            }
            setting::remove(transaction, &key(INTENDED, of))?;
            setting::set(transaction, &key(REPLACED, of), &json(new.id()))?;
            list(transaction, of)?;
            envelopes::insert(transaction, new, None)?;
            outbox::insert_all(transaction, dispatches)?;
            Ok(Ok(true))
        })
    }
}

/// Whether a correction of a request is not through.
pub(crate) fn is_intended(connection: &Connection, of: &EnvelopeId) -> Result<bool, HistoryError> {
    Ok(setting::read(connection, &key(INTENDED, of))?.is_some())
}

fn key(prefix: &str, of: &EnvelopeId) -> String {
    format!("{prefix}{of}")
}
