//! Drafts, requests and batches that were dated by a clock ahead of the time: without this they would stand on top of the list until that date.
//!
//! Only their place in the list is changed, never what is written of them. Whether the present clock is the one that is wrong
//! nobody here knows, so it is remembered which ones were given a place; theirs is their own again when its time has come.

use paraphe_envelope::{BatchId, DraftId, EnvelopeId, Timestamp};
use rusqlite::{Connection, named_params};

use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::table::{batch, draft, draft_operation, json, setting};
use crate::{batches, envelopes, projection};

/// The rows that have a place that is not their own.
const PLACED: &str = "listing.misdated";
/// How far clocks may differ (ms).
const AHEAD: i64 = 3_600_000;
/// How many are looked at in one go.
const AT_ONCE: u32 = 200;

impl History {
    /// Gives rows that are dated later than now a place among the others: that of the last thing that is not.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn place_misdated(&mut self, now: Timestamp) -> Result<(), HistoryError> {
        if misdated(self.connection(), now)?.is_empty() {
            return Ok(());
        }
        self.write(Durability::ProcessEnd, |transaction| {
            for subject in misdated(transaction, now)? {
                place(transaction, &subject, now)?;
            }
            Ok(())
        })
    }
}

/// The rows whose place is not the right one for a clock that shows this.
fn misdated(connection: &Connection, now: Timestamp) -> Result<Vec<String>, HistoryError> {
    let mut found = rows_after(connection, latest(now), AT_ONCE)?;
    for subject in placed(connection)? {
        let is_due = |own: Timestamp| own <= latest(now);
        if !found.contains(&subject) && own(connection, &subject)?.is_none_or(is_due) {
            found.push(subject);
        }
    }
    Ok(found)
}

fn place(connection: &Connection, subject: &str, now: Timestamp) -> Result<(), HistoryError> {
    let mut placed = placed(connection)?;
    placed.retain(|other| other != subject);
    // What is gone has no place.
    if let Some(own) = own(connection, subject)? {
        let at = if own <= latest(now) {
            own
        } else {
            placed.push(subject.to_owned());
            last_until(connection, subject, now)?.unwrap_or(now)
        };
        move_to(connection, subject, at)?;
    }
    setting::set(connection, PLACED, &json(&placed))
}

/// When a row says that something last happened; none for what is gone.
fn own(connection: &Connection, subject: &str) -> Result<Option<Timestamp>, HistoryError> {
    let found = if let Ok(id) = subject.parse::<EnvelopeId>() {
        envelopes::read(connection, &id).map(|stored| projection::changed_at(&stored))
    } else if let Ok(id) = subject.parse::<DraftId>() {
        draft::read(connection, &id).map(|stored| stored.changed_at)
    } else if let Ok(id) = subject.parse::<BatchId>() {
        batches::projection(connection, &id).map(|row| row.changed_at)
    } else {
        return Ok(None);
    };
    match found {
        Ok(at) => Ok(Some(at)),
        Err(
            HistoryError::EnvelopeMissing(_) | HistoryError::DraftMissing(_) | HistoryError::BatchMissing(_),
        ) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The last thing that happened to it and is not dated later than now.
fn last_until(
    connection: &Connection,
    subject: &str,
    now: Timestamp,
) -> Result<Option<Timestamp>, HistoryError> {
    let mut known = if let Ok(id) = subject.parse::<EnvelopeId>() {
        envelopes::read(connection, &id)?.events().iter().map(|event| event.at).collect()
    } else if let Ok(id) = subject.parse::<DraftId>() {
        let stored = draft::read(connection, &id)?;
        let changed = draft_operation::last_until(connection, stored.row, now)?;
        [Some(stored.draft.created_at), changed].into_iter().flatten().collect()
    } else if let Ok(id) = subject.parse::<BatchId>() {
        let begun = batch::read(connection, &id)?.created_at;
        [Some(begun), batch::last_until(connection, &id, now)?].into_iter().flatten().collect()
    } else {
        Vec::new()
    };
    known.retain(|at| *at <= now);
    Ok(known.into_iter().max())
}

fn latest(now: Timestamp) -> Timestamp {
    Timestamp::from_millis(now.as_millis().saturating_add(AHEAD))
}

fn placed(connection: &Connection) -> Result<Vec<String>, HistoryError> {
    let text = setting::read(connection, PLACED)?;
    // What cannot be read is as if nobody had a place that is not theirs.
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// The rows that are dated later than this, the latest first.
fn rows_after(connection: &Connection, at: Timestamp, limit: u32) -> Result<Vec<String>, HistoryError> {
    let sql = "SELECT subject FROM listing WHERE changed_at > :at ORDER BY changed_at DESC LIMIT :limit";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement
        .query_map(named_params! { ":at": at.as_millis(), ":limit": limit }, |row| row.get::<_, String>(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts a row where one that was changed at this time stands.
fn move_to(connection: &Connection, subject: &str, at: Timestamp) -> Result<(), HistoryError> {
    let sql = "UPDATE listing SET changed_at = :at WHERE subject = :subject";
    connection.prepare_cached(sql)?.execute(named_params! { ":at": at.as_millis(), ":subject": subject })?;
    Ok(())
}
