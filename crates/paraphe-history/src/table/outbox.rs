//! `outbox`: each dispatch, written down before its first byte leaves, so that a crash leaves a question and never a
//! second sending.

use paraphe_envelope::{EnvelopeId, Timestamp};
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use super::{Cell, duplicate, word};
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE outbox (
    envelope INTEGER NOT NULL REFERENCES envelope (row),
    dispatch INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    provider TEXT NOT NULL,
    account TEXT NOT NULL,
    idempotency_key TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    remote TEXT,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (envelope, dispatch)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_unsettled ON outbox (state) WHERE state IN ('pending', 'uncertain');
",
}];

/// How far a dispatch has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DispatchState {
    /// The provider has it.
    Accepted,
    /// Written down; the request may or may not have left.
    Pending,
    /// The provider refused it; nobody was asked.
    Refused,
    /// The request left and no answer came: ask the provider before sending again.
    Uncertain,
}

/// One dispatch of an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// The envelope it is part of.
    pub envelope: EnvelopeId,
    /// Its number within the envelope, from 1.
    pub dispatch: u32,
    /// Dispatches of one turn may be out together, from 1.
    pub turn: u32,
    /// The provider's id.
    pub provider: String,
    /// The name of the account it is sent with.
    pub account: String,
    /// What makes sending it twice the same as sending it once; unique in the history.
    pub idempotency_key: String,
    /// How far it has come.
    pub state: DispatchState,
    /// The provider's identifier, once known.
    pub remote: Option<String>,
    /// When the state last changed.
    pub changed_at: Timestamp,
}

impl History {
    /// The dispatches of an envelope, in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn dispatches(&self, envelope: &EnvelopeId) -> Result<Vec<OutboxRow>, HistoryError> {
        let sql = "SELECT outbox.*, envelope.id FROM outbox JOIN envelope ON envelope.row = outbox.envelope
                   WHERE envelope.id = :id ORDER BY dispatch";
        let mut statement = self.connection().prepare_cached(sql)?;
        read_all(statement.query(named_params! { ":id": envelope.to_string() })?)
    }

    /// The dispatches whose fate is open: what the program must look after when it starts.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn unsettled_dispatches(&self) -> Result<Vec<OutboxRow>, HistoryError> {
        let sql = "SELECT outbox.*, envelope.id FROM outbox JOIN envelope ON envelope.row = outbox.envelope
                   WHERE state IN ('pending', 'uncertain') ORDER BY outbox.envelope, dispatch";
        let mut statement = self.connection().prepare_cached(sql)?;
        read_all(statement.query([])?)
    }

    /// Adds dispatches of an envelope that is there already (a later turn).
    ///
    /// # Errors
    /// [`HistoryError::Duplicate`] for a known idempotency key or number; then none of them is written.
    pub fn insert_dispatches(&mut self, rows: &[OutboxRow]) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| insert_all(transaction, rows))
    }

    /// Records how far a dispatch has come; a remote id once known is kept.
    ///
    /// # Errors
    /// [`HistoryError::EnvelopeMissing`] when there is no such dispatch.
    pub fn set_dispatch_state(
        &mut self,
        envelope: &EnvelopeId,
        dispatch: u32,
        state: DispatchState,
        remote: Option<&str>,
        at: Timestamp,
    ) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            set_state(transaction, envelope, dispatch, state, remote, at)
        })
    }
}

pub(crate) fn set_state(
    connection: &Connection,
    envelope: &EnvelopeId,
    dispatch: u32,
    state: DispatchState,
    remote: Option<&str>,
    at: Timestamp,
) -> Result<(), HistoryError> {
    let sql = "UPDATE outbox SET state = :state, remote = coalesce(:remote, remote), changed_at = :at
               WHERE envelope = (SELECT row FROM envelope WHERE id = :id) AND dispatch = :dispatch";
    let changed = connection.prepare_cached(sql)?.execute(named_params! {
        ":state": word(&state),
        ":remote": remote,
        ":at": at.as_millis(),
        ":id": envelope.to_string(),
        ":dispatch": dispatch,
    })?;
    if changed == 0 { Err(HistoryError::EnvelopeMissing(envelope.clone())) } else { Ok(()) }
}

pub(crate) fn insert_all(connection: &Connection, rows: &[OutboxRow]) -> Result<(), HistoryError> {
    let sql =
        "INSERT INTO outbox VALUES ((SELECT row FROM envelope WHERE id = :id), :dispatch, :turn, :provider,
               :account, :idempotency_key, :state, :remote, :changed_at)";
    let mut statement = connection.prepare_cached(sql)?;
    for row in rows {
        statement
            .execute(named_params! {
                ":id": row.envelope.to_string(),
                ":dispatch": row.dispatch,
                ":turn": row.turn,
                ":provider": row.provider,
                ":account": row.account,
                ":idempotency_key": row.idempotency_key,
                ":state": word(&row.state),
                ":remote": row.remote,
                ":changed_at": row.changed_at.as_millis(),
            })
            .map_err(|error| duplicate(error, &row.idempotency_key))?;
    }
    Ok(())
}

fn read_all(mut rows: rusqlite::Rows<'_>) -> Result<Vec<OutboxRow>, HistoryError> {
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?);
    }
    Ok(all)
}

fn read(row: &Row<'_>) -> Result<OutboxRow, HistoryError> {
    let cell = |column| Cell::new(row, "outbox", column);
    Ok(OutboxRow {
        envelope: cell("id").parse()?,
        dispatch: cell("dispatch").value()?,
        turn: cell("turn").value()?,
        provider: cell("provider").value()?,
        account: cell("account").value()?,
        idempotency_key: cell("idempotency_key").value()?,
        state: cell("state").word()?,
        remote: cell("remote").value()?,
        changed_at: Timestamp::from_millis(cell("changed_at").value()?),
    })
}
