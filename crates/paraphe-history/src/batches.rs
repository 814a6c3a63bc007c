//! Batches: many requests from one table, each line sent once.

use paraphe_envelope::{BatchId, DraftId, Envelope, EnvelopeId, EnvelopeStatus, Timestamp};
use rusqlite::Connection;
use serde::Serialize;

use crate::envelopes;
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::projection::{self, Projection};
use crate::table::batch::{self, BatchCounts, BatchEnvelope, BatchLine, BatchRow, BatchState, Counted};
use crate::table::outbox::{self, OutboxRow};
use crate::table::{draft, json, listing, setting};

/// What the lines of a batch that have not left become.
#[derive(Clone, Debug)]
pub struct UnsentLines {
    /// The batch.
    pub batch: BatchId,
    /// All its lines that have not left from then on.
    pub lines: Vec<BatchLine>,
    /// How its sending stands then; none where that stays as it is.
    pub state: Option<BatchState>,
}

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
            insert(transaction, new, lines)
        })
    }

    /// In one transaction: a batch that never was a draft comes with its lines, none of them sent; those that other batches had
    /// of them are no longer theirs; and a setting by which whoever made it finds it again.
    ///
    /// # Errors
    /// [`HistoryError::Duplicate`], or as [`Self::replace_unsent_lines`]; then nothing is changed.
    pub fn insert_new_batch<T: Serialize>(
        &mut self,
        new: &BatchRow,
        lines: &[BatchLine],
        others: &[UnsentLines],
        (key, note): (&str, &T),
    ) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            setting::set(transaction, key, &json(note))?;
            insert(transaction, new, lines)?;
            others.iter().try_for_each(|one| replace_unsent(transaction, one, new.created_at))
        })
    }

    /// In one transaction: the lines of batches that have not left are others now, and a setting says so. Those that have left
    /// stay; a line may not have the number of one of them.
    ///
    /// # Errors
    /// [`HistoryError::BatchMissing`], or two lines have one number; then nothing is changed.
    pub fn replace_unsent_lines<T: Serialize>(
        &mut self,
        changed: &[UnsentLines],
        (key, note): (&str, &T),
        at: Timestamp,
    ) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            setting::set(transaction, key, &json(note))?;
            changed.iter().try_for_each(|one| replace_unsent(transaction, one, at))
        })
    }

    /// Removes a batch of which nothing has left, for good. Gives whether it was one.
    ///
    /// # Errors
    /// [`HistoryError::BatchMissing`].
    pub fn purge_batch(&mut self, id: &BatchId) -> Result<bool, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            batch::read(transaction, id)?;
            if batch::has_left(transaction, id)? {
                return Ok(false);
            }
            batch::remove(transaction, id)?;
            listing::delete(transaction, id.as_ref())?;
            Ok(true)
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

    /// The envelopes of a batch, how far each has come, and each of its people.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn batch_envelopes(&self, id: &BatchId) -> Result<Vec<BatchEnvelope>, HistoryError> {
        batch::envelopes_of(self.connection(), id)
    }

    /// The batch an envelope belongs to; none for one that was sent alone.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn batch_of(&self, id: &EnvelopeId) -> Result<Option<BatchId>, HistoryError> {
        Ok(self.batch_line_of(id)?.map(|(batch, _)| batch))
    }

    /// The same with the number of its line.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn batch_line_of(&self, id: &EnvelopeId) -> Result<Option<(BatchId, u32)>, HistoryError> {
        batch::of_envelope(self.connection(), id)
    }

    /// In one transaction: the envelope a line has become, its dispatches, and that it is this line's. This is what must be
    /// done before the first byte leaves the computer.
    ///
    /// # Errors
    /// [`HistoryError::Duplicate`] when the line has been sent already; then nothing is changed.
    pub fn send_line(
        &mut self,
        line: (&BatchId, u32),
        new: &Envelope,
        dispatches: &[OutboxRow],
    ) -> Result<(), HistoryError> {
        self.send_noted_line::<()>(line, new, dispatches, &[])
    }

    /// The same with an entry in each of these settings, which are lists: by them the envelope is found again.
    ///
    /// # Errors
    /// As [`Self::send_line`]. It is kept as surely as by [`Self::send_new`].
    pub fn send_noted_line<T: Serialize>(
        &mut self,
        (id, number): (&BatchId, u32),
        new: &Envelope,
        dispatches: &[OutboxRow],
        notes: &[(String, T)],
    ) -> Result<(), HistoryError> {
        self.write(Durability::ProcessEnd, |transaction| {
            for (key, entry) in notes {
                setting::append(transaction, key, entry)?;
            }
            if batch::read(transaction, id)?.state != BatchState::Running {
                return Err(HistoryError::BatchHeld(id.clone()));
            }
            let line = batch::one_line(transaction, id, number)?;
            batch::link(transaction, id, number, new.id())?;
            envelopes::insert(transaction, new, Some(id))?;
            outbox::insert_all(transaction, dispatches)?;
            // One that waits less, one that is open more: that changes nothing of what the home screen says of the batch.
            let was_waiting = line.is_some_and(|line| line.trouble.is_none());
            if was_waiting && Counted::of(new.status()) == Counted::Open {
                return listing::touch(transaction, id.as_ref(), projection::changed_at(new));
            }
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

fn insert(connection: &Connection, new: &BatchRow, lines: &[BatchLine]) -> Result<(), HistoryError> {
    batch::insert(connection, new)?;
    lines.iter().try_for_each(|line| batch::insert_line(connection, &new.id, line))?;
    let counts = batch::counts(connection, &new.id)?;
    listing::insert(connection, &projection::of_batch(new, &counts, None), None)
}

fn replace_unsent(connection: &Connection, one: &UnsentLines, at: Timestamp) -> Result<(), HistoryError> {
    let UnsentLines { batch: id, lines, state } = one;
    let known = batch::read(connection, id)?;
    batch::remove_unsent(connection, id)?;
    lines.iter().try_for_each(|line| batch::insert_line(connection, id, line))?;
    let state = state.map_or((known.state, known.trouble.as_deref()), |state| (state, None));
    batch::set_state(connection, id, state, at)?;
    refresh(connection, id)
}

/// After something has happened to an envelope of a batch. Lines are counted anew only where it is counted as something else
/// from now on: a thousand of them take longer to count than one takes to be sent.
pub(crate) fn follow(
    connection: &Connection,
    id: &BatchId,
    before: EnvelopeStatus,
    after: &Envelope,
) -> Result<(), HistoryError> {
    if Counted::of(before) == Counted::of(after.status()) {
        return listing::touch(connection, id.as_ref(), projection::changed_at(after));
    }
    refresh(connection, id)
}

/// Makes the line of a batch on the home screen anew.
pub(crate) fn refresh(connection: &Connection, id: &BatchId) -> Result<(), HistoryError> {
    listing::update(connection, &projection(connection, id)?).map(drop)
}

pub(crate) fn projection(connection: &Connection, id: &BatchId) -> Result<Projection, HistoryError> {
    let (row, counts) = (batch::read(connection, id)?, batch::counts(connection, id)?);
    let newest = batch::newest_of(connection, id)?;
    Ok(projection::of_batch(&row, &counts, newest))
}
