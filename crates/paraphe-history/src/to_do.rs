//! What makes a request something to do whatever became of it: a correction that is not through, copies that somebody wishes.

use paraphe_envelope::{Envelope, EnvelopeId};
use rusqlite::Connection;
use serde::Serialize;

use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::projection::{self, Projection};
use crate::table::{json, listing, setting};
use crate::{corrections, envelopes};

/// Before the id of a request with which something is left to be done.
const LEFT: &str = "to_do.left.";

/// What is left to be done with a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// Something, which a setting says.
    Something,
}

impl History {
    /// Sets a setting, and whether it leaves something to be done with a request: that is on the home screen until then.
    ///
    /// # Errors
    /// [`HistoryError::EnvelopeMissing`], or the file cannot be written.
    pub fn set_left<T: Serialize>(
        &mut self,
        (key, value): (&str, &T),
        (of, left): (&EnvelopeId, Left),
    ) -> Result<(), HistoryError> {
        let value = json(value);
        self.write(Durability::PowerCut, |transaction| {
            setting::set(transaction, key, &value)?;
            match left {
                Left::Nothing => setting::remove(transaction, &mark(of))?,
                Left::Something => setting::set(transaction, &mark(of), &json(&true))?,
            }
            list(transaction, of)
        })
    }
}

/// An envelope's line on the home screen.
pub(crate) fn projection(connection: &Connection, stored: &Envelope) -> Result<Projection, HistoryError> {
    let mut projection = projection::of_envelope(stored);
    let is_left = setting::read(connection, &mark(stored.id()))?.is_some();
    if is_left || corrections::is_intended(connection, stored.id())? {
        projection.todo_from = Some(projection::NOW);
    }
    Ok(projection)
}

/// Writes the line anew.
pub(crate) fn list(connection: &Connection, of: &EnvelopeId) -> Result<(), HistoryError> {
    let stored = envelopes::read(connection, of)?;
    listing::update(connection, &projection(connection, &stored)?).map(drop)
}

fn mark(of: &EnvelopeId) -> String {
    format!("{LEFT}{of}")
}
