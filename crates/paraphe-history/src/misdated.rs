//! Requests that were dated by a clock ahead of the time: without this they would stand on top of the list until that date.
//!
//! Only their place in the list is changed, never what is written of them. Whether the present clock is the one that is wrong
//! nobody here knows, so it is remembered which ones were given a place; theirs is their own again when its time has come.

use paraphe_envelope::{Envelope, EnvelopeId, Timestamp};
use rusqlite::{Connection, named_params};

use crate::envelopes;
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::projection;
use crate::table::{Cell, json, setting};

/// The requests that have a place that is not their own.
const PLACED: &str = "listing.misdated";
/// How far clocks may differ (ms).
const AHEAD: i64 = 3_600_000;
/// How many are looked at in one go.
const AT_ONCE: u32 = 200;

impl History {
    /// Gives requests that are dated later than now a place among the others: that of the last thing that is not.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn place_misdated(&mut self, now: Timestamp) -> Result<(), HistoryError> {
        if misdated(self.connection(), now)?.is_empty() {
            return Ok(());
        }
        self.write(Durability::ProcessEnd, |transaction| {
            for id in misdated(transaction, now)? {
                place(transaction, &id, now)?;
            }
            Ok(())
        })
    }
}

/// Those whose place is not the right one for a clock that shows this.
fn misdated(connection: &Connection, now: Timestamp) -> Result<Vec<EnvelopeId>, HistoryError> {
    let mut found = envelopes_after(connection, latest(now), AT_ONCE)?;
    for id in placed(connection)? {
        if !found.contains(&id) && own(&envelopes::read(connection, &id)?) <= latest(now) {
            found.push(id);
        }
    }
    Ok(found)
}

fn place(connection: &Connection, id: &EnvelopeId, now: Timestamp) -> Result<(), HistoryError> {
    let stored = envelopes::read(connection, id)?;
    let mut placed = placed(connection)?;
    placed.retain(|other| other != id);
    let at = if own(&stored) <= latest(now) {
        own(&stored)
    } else {
        placed.push(id.clone());
        let events = stored.events().iter().map(|event| event.at);
        events.filter(|at| *at <= now).max().unwrap_or(now)
    };
    move_to(connection, id.as_str(), at)?;
    setting::set(connection, PLACED, &json(&placed))
}

fn own(stored: &Envelope) -> Timestamp {
    projection::changed_at(stored)
}

fn latest(now: Timestamp) -> Timestamp {
    Timestamp::from_millis(now.as_millis().saturating_add(AHEAD))
}

fn placed(connection: &Connection) -> Result<Vec<EnvelopeId>, HistoryError> {
    let text = setting::read(connection, PLACED)?;
    // What cannot be read is as if nobody had a place that is not theirs.
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// The envelopes that are dated later than this, the latest first.
fn envelopes_after(
    connection: &Connection,
    at: Timestamp,
    limit: u32,
) -> Result<Vec<EnvelopeId>, HistoryError> {
    let sql = "SELECT subject FROM listing WHERE changed_at > :at AND status NOT IN ('batch', 'draft')
               ORDER BY changed_at DESC LIMIT :limit";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":at": at.as_millis(), ":limit": limit })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Cell::at(row, "listing", &["subject"], 0).parse()?);
    }
    Ok(found)
}

/// Puts a row where one that was changed at this time stands.
fn move_to(connection: &Connection, subject: &str, at: Timestamp) -> Result<(), HistoryError> {
    let sql = "UPDATE listing SET changed_at = :at WHERE subject = :subject";
    connection.prepare_cached(sql)?.execute(named_params! { ":at": at.as_millis(), ":subject": subject })?;
    Ok(())
}
