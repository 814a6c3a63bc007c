//! Drafts: every operation is one transaction that writes the operation, its inverse and the draft as it now stands.

use paraphe_envelope::{Draft, DraftId, DraftOperation, Timestamp};
use rusqlite::Connection;

use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::projection;
use crate::table::draft::StoredDraft;
use crate::table::draft_operation::{StoredOperation, UndoDepth, Undone};
use crate::table::{draft, draft_operation, listing};

/// Operations of one draft that can be undone, at most.
pub const UNDO_LIMIT: u32 = 200;

/// Operations with the same merge key are one to undo when they follow each other within this time (ms).
pub const MERGE_WITHIN_MILLIS: i64 = 600;

/// A draft after something was done to it.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftStep {
    /// The draft as it now stands, and as it is stored.
    pub draft: Draft,
    /// What was done to it to come here: for undo, the inverse of the operation taken back.
    pub applied: DraftOperation,
    /// How many operations can now be undone and redone.
    pub depth: UndoDepth,
}

impl History {
    /// Stores a new draft. One in which nothing was done yet is in no list: see [`History::blank_draft`].
    ///
    /// # Errors
    /// [`HistoryError::Duplicate`] when its id is known.
    pub fn insert_draft(&mut self, new: &Draft) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            draft::insert(transaction, new)?;
            if is_blank(new) {
                return Ok(());
            }
            listing::insert(transaction, &projection::of_draft(new, new.created_at), None)
        })
    }

    /// A draft as it stands.
    ///
    /// # Errors
    /// [`HistoryError::DraftMissing`] when there is none, or it was deleted.
    pub fn draft(&self, id: &DraftId) -> Result<Draft, HistoryError> {
        Ok(draft::read(self.connection(), id)?.draft)
    }

    /// All drafts, the last changed first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>, HistoryError> {
        draft::ids(self.connection())?.iter().map(|id| self.draft(id)).collect()
    }

    /// A draft with nothing in it, to begin with instead of another one; the list shows it once there is something.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn blank_draft(&self) -> Result<Option<DraftId>, HistoryError> {
        Ok(self.drafts()?.into_iter().find(is_blank).map(|draft| draft.id))
    }

    /// How many operations on a draft can be undone and redone.
    ///
    /// # Errors
    /// [`HistoryError::DraftMissing`].
    pub fn undo_depth(&self, id: &DraftId) -> Result<UndoDepth, HistoryError> {
        let stored = draft::read(self.connection(), id)?;
        draft_operation::depth(self.connection(), stored.row)
    }

    /// Applies an operation to a draft and stores it with its inverse. Operations with the same `merge_key` that follow
    /// each other within [`MERGE_WITHIN_MILLIS`] become one to undo; what had been undone can no longer be redone.
    ///
    /// # Errors
    /// [`HistoryError::DraftMissing`], or [`HistoryError::Operation`] when it does not fit the draft; then nothing changes.
    pub fn apply_operation(
        &mut self,
        id: &DraftId,
        operation: DraftOperation,
        merge_key: Option<&str>,
        at: Timestamp,
    ) -> Result<DraftStep, HistoryError> {
        self.write(Durability::ProcessEnd, |transaction| {
            let before = draft::read(transaction, id)?;
            let mut changed = before.draft.clone();
            let inverse = changed.apply(operation.clone())?;
            let step = NewOperation { operation: operation.clone(), inverse, merge_key, at };
            record(transaction, before.row, step)?;
            settle(transaction, &before, changed, operation, at)
        })
    }

    /// Takes the last operation back; none when there is nothing to undo.
    ///
    /// # Errors
    /// [`HistoryError::DraftMissing`].
    pub fn undo(&mut self, id: &DraftId, at: Timestamp) -> Result<Option<DraftStep>, HistoryError> {
        self.write(Durability::ProcessEnd, |transaction| {
            let before = draft::read(transaction, id)?;
            let Some(last) = draft_operation::last_done(transaction, before.row)? else { return Ok(None) };
            let mut changed = before.draft.clone();
            changed.apply(last.inverse.clone())?;
            draft_operation::mark(transaction, before.row, last.seq, Undone::Yes)?;
            settle(transaction, &before, changed, last.inverse, at).map(Some)
        })
    }

    /// Does the operation again that was last undone; none when there is nothing to redo.
    ///
    /// # Errors
    /// [`HistoryError::DraftMissing`].
    pub fn redo(&mut self, id: &DraftId, at: Timestamp) -> Result<Option<DraftStep>, HistoryError> {
        self.write(Durability::ProcessEnd, |transaction| {
            let before = draft::read(transaction, id)?;
            let Some(next) = draft_operation::first_undone(transaction, before.row)? else { return Ok(None) };
            let mut changed = before.draft.clone();
            changed.apply(next.operation.clone())?;
            draft_operation::mark(transaction, before.row, next.seq, Undone::No)?;
            settle(transaction, &before, changed, next.operation, at).map(Some)
        })
    }

    /// Removes a draft with all its operations, for good.
    ///
    /// # Errors
    /// [`HistoryError::DraftMissing`].
    pub fn purge_draft(&mut self, id: &DraftId) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let stored = draft::read(transaction, id)?;
            draft::remove(transaction, stored.row)?;
            listing::delete(transaction, id.as_ref())
        })
    }

    /// Every draft's id, the last changed first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn draft_ids(&self) -> Result<Vec<DraftId>, HistoryError> {
        draft::ids(self.connection())
    }
}

/// An operation that has just been applied.
struct NewOperation<'k> {
    operation: DraftOperation,
    inverse: DraftOperation,
    merge_key: Option<&'k str>,
    at: Timestamp,
}

fn record(connection: &Connection, draft: i64, new: NewOperation<'_>) -> Result<(), HistoryError> {
    let depth = draft_operation::depth(connection, draft)?;
    draft_operation::forget_undone(connection, draft)?;
    let last = draft_operation::last_done(connection, draft)?;
    let stored = match last {
        // After an undo the same key begins anew: the person has looked at the result in between.
        Some(last) if depth.redo == 0 && follows(&last, &new) => merged(last, new),
        last => StoredOperation {
            seq: last.map_or(0, |last| last.seq) + 1,
            operation: new.operation,
            inverse: new.inverse,
            merge_key: new.merge_key.map(str::to_owned),
            at: new.at,
        },
    };
    draft_operation::put(connection, draft, &stored)?;
    draft_operation::forget_up_to(connection, draft, stored.seq - i64::from(UNDO_LIMIT))
}

fn follows(last: &StoredOperation, new: &NewOperation<'_>) -> bool {
    let elapsed = new.at.as_millis().saturating_sub(last.at.as_millis());
    new.merge_key.is_some()
        && last.merge_key.as_deref() == new.merge_key
        && (0..=MERGE_WITHIN_MILLIS).contains(&elapsed)
}

fn merged(last: StoredOperation, new: NewOperation<'_>) -> StoredOperation {
    let (operation, inverse) = if supersedes(&new.operation, &last.operation) {
        (new.operation, last.inverse)
    } else {
        (batch([last.operation, new.operation]), batch([new.inverse, last.inverse]))
    };
    StoredOperation { seq: last.seq, operation, inverse, merge_key: last.merge_key, at: new.at }
}

/// Whether the newer operation alone gives the same draft as both, so that a hundred moves of a box are one.
fn supersedes(newer: &DraftOperation, older: &DraftOperation) -> bool {
    match (newer, older) {
        (DraftOperation::SetTitle { .. }, DraftOperation::SetTitle { .. })
        | (DraftOperation::SetMessage { .. }, DraftOperation::SetMessage { .. }) => true,
        (
            DraftOperation::PlaceField { field: newer, .. },
            DraftOperation::PlaceField { field: older, .. },
        )
        | (
            DraftOperation::AssignField { field: newer, .. },
            DraftOperation::AssignField { field: older, .. },
        ) => newer == older,
        (
            DraftOperation::DescribeField { field: newer, .. },
            DraftOperation::DescribeField { field: older, .. },
        ) => newer == older,
        (
            DraftOperation::RenameDocument { document: newer, .. },
            DraftOperation::RenameDocument { document: older, .. },
        ) => newer == older,
        (
            DraftOperation::UpdateRecipient { recipient: newer },
            DraftOperation::UpdateRecipient { recipient: older },
        ) => newer.id == older.id,
        _ => false,
    }
}

/// One batch of two operations, flat even when they are batches already.
fn batch(parts: [DraftOperation; 2]) -> DraftOperation {
    let mut operations = Vec::new();
    for part in parts {
        if let DraftOperation::Batch { operations: inner } = part {
            operations.extend(inner);
        } else {
            operations.push(part);
        }
    }
    DraftOperation::Batch { operations }
}

fn settle(
    connection: &Connection,
    before: &StoredDraft,
    changed: Draft,
    applied: DraftOperation,
    at: Timestamp,
) -> Result<DraftStep, HistoryError> {
    draft::update(connection, before, &changed, at)?;
    list(connection, before, &changed, at)?;
    let depth = draft_operation::depth(connection, before.row)?;
    Ok(DraftStep { draft: changed, applied, depth })
}

/// Writes the row of a changed draft.
fn list(
    connection: &Connection,
    before: &StoredDraft,
    changed: &Draft,
    at: Timestamp,
) -> Result<(), HistoryError> {
    let projection = projection::of_draft(changed, at);
    if is_blank(&before.draft) || is_blank(changed) {
        listing::delete(connection, &projection.subject)?;
        return if is_blank(changed) { Ok(()) } else { listing::insert(connection, &projection, None) };
    }
    let Some(row) = listing::update(connection, &projection)? else { return Ok(()) };
    // Moving a box, the most frequent operation, leaves the search index alone.
    if projection::of_draft(&before.draft, before.changed_at).words != projection.words {
        listing::update_words(connection, row, &projection.words)?;
    }
    Ok(())
}

/// Whether nothing is in it that somebody would miss.
fn is_blank(draft: &Draft) -> bool {
    draft.documents.is_empty()
        && draft.recipients.is_empty()
        && draft.title.trim().is_empty()
        && draft.message.trim().is_empty()
}
