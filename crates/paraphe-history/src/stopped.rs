//! Requests that were stopped before anything of them had left: the draft is there again, and the list shows nothing else.
//!
//! Nothing that happened is lost: the request with its events stays, and is checked with all others.

use paraphe_envelope::{Draft, Envelope, EnvelopeId};

use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::table::outbox::{DispatchChange, OutboxRow};
use crate::table::{batch, draft, listing, outbox};
use crate::{envelopes, projection};

impl History {
    /// In one transaction: what `decide` says ends a request, the draft is there in its place, and the list shows the draft alone.
    /// A request of a batch stays among those of its batch, which counts it; one that tells of something to remove at its
    /// provider (`tells`) stays as well.
    ///
    /// # Errors
    /// [`HistoryError::EnvelopeMissing`], [`HistoryError::Duplicate`] or [`HistoryError::Transition`]; then nothing is changed.
    pub fn take_up_again<E>(
        &mut self,
        of: &EnvelopeId,
        again: &Draft,
        decide: impl FnOnce(&Envelope, &[OutboxRow]) -> Result<DispatchChange, E>,
        tells: impl FnOnce(&[OutboxRow]) -> bool,
    ) -> Result<Result<(), E>, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            if let Err(reason) = envelopes::change(transaction, of, decide)? {
                return Ok(Err(reason));
            }
            draft::insert(transaction, again)?;
            listing::insert(transaction, &projection::of_draft(again, again.created_at), None)?;
            let is_told = tells(&outbox::of(transaction, of)?);
            if !is_told && batch::of_envelope(transaction, of)?.is_none() {
                listing::delete(transaction, of.as_ref())?;
            }
            Ok(Ok(()))
        })
    }
}
