//! Batches: many requests from one table, each line sent once.

use paraphe_envelope::{BatchId, DraftId, Envelope, EnvelopeId, EnvelopeStatus, Timestamp};
use rusqlite::Connection;

use crate::envelopes;
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::projection;
use crate::table::batch::{self, BatchCounts, BatchLine, BatchRow, BatchState};
use crate::table::outbox::{self, OutboxRow};
use crate::table::{draft, listing};

impl History {
    /// In one transaction: the draft goes, the batch made from it comes with its lines, none of them sent.
    ///
    /// # Errors
    /// [`HistoryError::DraftMissing`] (it has been sent already, perhaps by another window) or
    /// [`HistoryError::Duplicate`]; then nothing is changed.
    pub fn insert_batch(
        &mut self,
        from: &DraftId,
        new: &BatchRow,
        lines: &[BatchLine],
    ) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let stored = draft::read(transaction, from)?;
            draft::remove(transaction, stored.row)?;
            listing::delete(transaction, from.as_ref())?;
            batch::insert(transaction, new)?;
            lines.iter().try_for_each(|line| batch::insert_line(transaction, &new.id, line))?;
            let counts = batch::counts(transaction, &new.id)?;
            listing::insert(transaction, &projection::of_batch(new, &counts, None), None)
        })
    }

    /// A batch.
    ///
    /// # Errors
    /// [`HistoryError::BatchMissing`].
    pub fn batch(&self, id: &BatchId) -> Result<BatchRow, HistoryError> {
        batch::read(self.connection(), id)
    }

    /// The lines of a batch, in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn batch_lines(&self, id: &BatchId) -> Result<Vec<BatchLine>, HistoryError> {
        batch::lines(self.connection(), id)
    }

    /// One line of a batch; none when it has no such line.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn batch_line(&self, id: &BatchId, number: u32) -> Result<Option<BatchLine>, HistoryError> {
        batch::one_line(self.connection(), id, number)
    }

    /// How the lines of a batch stand.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn batch_counts(&self, id: &BatchId) -> Result<BatchCounts, HistoryError> {
        batch::counts(self.connection(), id)
    }

    /// The envelopes of a batch and how far each has come.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn batch_statuses(&self, id: &BatchId) -> Result<Vec<(EnvelopeId, EnvelopeStatus)>, HistoryError> {
        batch::envelopes_of(self.connection(), id)
    }

    /// The batch an envelope belongs to; none for one that was sent alone.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn batch_of(&self, id: &EnvelopeId) -> Result<Option<BatchId>, HistoryError> {
        batch::of_envelope(self.connection(), id)
    }

    /// In one transaction: the envelope a line has become, its dispatches, and that it is this line's. This is what must be
    /// done before the first byte leaves the computer.
    ///
    /// # Errors
    /// [`HistoryError::Duplicate`] when the line has been sent already; then nothing is changed.
    pub fn send_line(
        &mut self,
        (id, number): (&BatchId, u32),
        new: &Envelope,
        dispatches: &[OutboxRow],
    ) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            if batch::read(transaction, id)?.state != BatchState::Running {
                return Err(HistoryError::BatchHeld(id.clone()));
            }
            batch::link(transaction, id, number, new.id())?;
            envelopes::insert(transaction, new, Some(id))?;
            outbox::insert_all(transaction, dispatches)?;
            refresh(transaction, id)
        })
    }

    /// Writes what stands in a line that has not left, and what keeps it from leaving. Gives whether it had not left.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_line(
        &mut self,
        id: &BatchId,
        line: &BatchLine,
        at: Timestamp,
    ) -> Result<bool, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let is_written = batch::rewrite(transaction, id, line)?;
            let known = batch::read(transaction, id)?;
            batch::set_state(transaction, id, (known.state, known.trouble.as_deref()), at)?;
            refresh(transaction, id)?;
            Ok(is_written)
        })
    }

    /// Writes how far the sending of a batch has come, and what concerns all its lines.
    ///
    /// # Errors
    /// [`HistoryError::BatchMissing`].
    pub fn set_batch_state(
        &mut self,
        id: &BatchId,
        state: BatchState,
        trouble: Option<&str>,
        at: Timestamp,
    ) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            batch::set_state(transaction, id, (state, trouble), at)?;
            refresh(transaction, id)
        })
    }
}

/// Makes the line of a batch on the home screen anew.
pub(crate) fn refresh(connection: &Connection, id: &BatchId) -> Result<(), HistoryError> {
    let (row, counts) = (batch::read(connection, id)?, batch::counts(connection, id)?);
    let newest = batch::newest_of(connection, id)?;
    listing::update(connection, &projection::of_batch(&row, &counts, newest)).map(drop)
}
