//! `outbox`: each dispatch, written down before its first byte leaves, so that a crash leaves a question and never a
//! second sending.

use paraphe_envelope::{AuditEvent, EnvelopeId, RecipientId, Timestamp};
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use super::{Cell, duplicate, json, word};
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
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
    },
    Migration {
        version: 2,
        sql: "
ALTER TABLE outbox ADD COLUMN steps TEXT NOT NULL DEFAULT '[]';
ALTER TABLE outbox ADD COLUMN links TEXT NOT NULL DEFAULT '[]';
ALTER TABLE outbox ADD COLUMN checked_at INTEGER;
ALTER TABLE outbox ADD COLUMN next_check_at INTEGER;
ALTER TABLE outbox ADD COLUMN quiet_checks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN trouble TEXT;
UPDATE outbox SET next_check_at = changed_at WHERE state = 'pending';
CREATE INDEX outbox_due ON outbox (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX outbox_account ON outbox (account, state);
CREATE INDEX outbox_remote ON outbox (remote) WHERE remote IS NOT NULL;
",
    },
];

/// How far a dispatch has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DispatchState {
    /// The provider has it.
    Accepted,
    /// It has come to its end at the provider: nothing more to ask or to send.
    Done,
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
    /// What was done on the way, by name, with what came of it (none while the answer is open).
    pub steps: Vec<(String, Option<String>)>,
    /// Links for recipients.
    pub links: Vec<(RecipientId, String)>,
    /// When the provider was last asked.
    pub checked_at: Option<Timestamp>,
    /// When to look after it again; none: not at all.
    pub next_check_at: Option<Timestamp>,
    /// How many times in a row asking has shown nothing new.
    pub quiet_checks: u32,
    /// What went wrong the last time, for the details; never a secret.
    pub trouble: Option<String>,
}

impl OutboxRow {
    /// A dispatch that is written down and has not left.
    #[must_use]
    pub fn pending(key: DispatchKey, turn: u32, provider: &str, account: &str, at: Timestamp) -> Self {
        Self {
            idempotency_key: format!("{}.{}", key.envelope, key.dispatch),
            envelope: key.envelope,
            dispatch: key.dispatch,
            turn,
            provider: provider.to_owned(),
            account: account.to_owned(),
            state: DispatchState::Pending,
            remote: None,
            changed_at: at,
            steps: Vec::new(),
            links: Vec::new(),
            checked_at: None,
            next_check_at: None,
            quiet_checks: 0,
            trouble: None,
        }
    }

    /// Which dispatch it is.
    #[must_use]
    pub fn key(&self) -> DispatchKey {
        DispatchKey { envelope: self.envelope.clone(), dispatch: self.dispatch }
    }
}

/// Which dispatch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DispatchKey {
    /// The envelope it is part of.
    pub envelope: EnvelopeId,
    /// Its number within the envelope, from 1.
    pub dispatch: u32,
}

impl History {
    /// The dispatches of an envelope, in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn dispatches(&self, envelope: &EnvelopeId) -> Result<Vec<OutboxRow>, HistoryError> {
        of(self.connection(), envelope)
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

    /// One dispatch; none when there is no such.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn dispatch(&self, key: &DispatchKey) -> Result<Option<OutboxRow>, HistoryError> {
        one(self.connection(), key)
    }

    /// The dispatches to look after at this time, the longest due first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn due_dispatches(&self, now: Timestamp, limit: u32) -> Result<Vec<OutboxRow>, HistoryError> {
        let sql = "SELECT outbox.*, envelope.id FROM outbox JOIN envelope ON envelope.row = outbox.envelope
                   WHERE next_check_at <= :now ORDER BY next_check_at LIMIT :limit";
        let mut statement = self.connection().prepare_cached(sql)?;
        read_all(statement.query(named_params! { ":now": now.as_millis(), ":limit": limit })?)
    }

    /// The dispatches to look after only later than this.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn dispatches_due_after(&self, at: Timestamp, limit: u32) -> Result<Vec<OutboxRow>, HistoryError> {
        let sql = "SELECT outbox.*, envelope.id FROM outbox JOIN envelope ON envelope.row = outbox.envelope
                   WHERE next_check_at > :at ORDER BY next_check_at DESC LIMIT :limit";
        let mut statement = self.connection().prepare_cached(sql)?;
        read_all(statement.query(named_params! { ":at": at.as_millis(), ":limit": limit })?)
    }

    /// The dispatch of an account that its provider calls so, the newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn dispatch_of_remote(&self, account: &str, remote: &str) -> Result<Option<OutboxRow>, HistoryError> {
        let sql = "SELECT outbox.*, envelope.id FROM outbox JOIN envelope ON envelope.row = outbox.envelope
                   WHERE remote = :remote AND account = :account ORDER BY outbox.envelope DESC LIMIT 1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let found = read_all(statement.query(named_params! { ":remote": remote, ":account": account })?)?;
        Ok(found.into_iter().next())
    }

    /// The dispatches of an account that are neither done nor refused.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn dispatches_of(&self, account: &str) -> Result<Vec<OutboxRow>, HistoryError> {
        let sql = "SELECT outbox.*, envelope.id FROM outbox JOIN envelope ON envelope.row = outbox.envelope
                   WHERE account = :account AND state IN ('accepted', 'pending', 'uncertain')";
        let mut statement = self.connection().prepare_cached(sql)?;
        read_all(statement.query(named_params! { ":account": account })?)
    }

    /// How many dispatches of an account are neither done nor refused.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open_dispatches(&self, account: &str) -> Result<u32, HistoryError> {
        let sql = "SELECT count(*) FROM outbox
                   WHERE account = :account AND state IN ('accepted', 'pending', 'uncertain')";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.query_row(named_params! { ":account": account }, |row| row.get(0))?)
    }

    /// Writes a dispatch as it now is, without anything having happened to its envelope: a step of its sending, a check
    /// that showed nothing new. Only where it still is what it `was` when it was read: between the two a provider has
    /// been asked, and another program may know more by now.
    ///
    /// # Errors
    /// [`HistoryError::DispatchMoved`] when it is not, or [`HistoryError::EnvelopeMissing`] when there is no such
    /// dispatch; nothing is written then.
    pub fn update_dispatch(
        &mut self,
        was: &OutboxRow,
        row: &OutboxRow,
        how: Keeping,
    ) -> Result<(), HistoryError> {
        self.write(how.durability(), |transaction| match one(transaction, &row.key())? {
            Some(now) if now == *was && is_a_step(was, row) => update_steps(transaction, row),
            Some(now) if now == *was => update(transaction, row),
            Some(_) => Err(HistoryError::DispatchMoved(row.key())),
            None => Err(HistoryError::EnvelopeMissing(row.envelope.clone())),
        })
    }
}

/// What changes of an envelope and its dispatches at once; the default is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DispatchChange {
    /// Dispatches as they are from now on.
    pub rows: Vec<OutboxRow>,
    /// What happened to the envelope.
    pub events: Vec<AuditEvent>,
}

/// How surely a dispatch's state must be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// When a power cut takes it, the dispatch is in doubt: that it began is on the disk. For one of many, where another write
    /// that outlives a power cut follows at once and takes it along.
    Answer,
    /// When a power cut takes it, the provider is asked once more.
    Check,
    /// When a power cut takes it, a draft at the provider that nobody has seen is thrown away and made anew, as it would be
    /// without that.
    Draft,
    /// Before a request that creates something leaves: also through a power cut.
    Step,
}

impl Keeping {
    pub(crate) fn durability(self) -> Durability {
        match self {
            Self::Answer | Self::Check | Self::Draft => Durability::ProcessEnd,
            Self::Step => Durability::PowerCut,
        }
    }
}

/// The dispatches of an envelope, in order.
pub(crate) fn of(connection: &Connection, envelope: &EnvelopeId) -> Result<Vec<OutboxRow>, HistoryError> {
    let sql = "SELECT outbox.*, envelope.id FROM outbox JOIN envelope ON envelope.row = outbox.envelope
               WHERE envelope.id = :id ORDER BY dispatch";
    let mut statement = connection.prepare_cached(sql)?;
    read_all(statement.query(named_params! { ":id": envelope.as_str() })?)
}

fn one(connection: &Connection, key: &DispatchKey) -> Result<Option<OutboxRow>, HistoryError> {
    let sql = "SELECT outbox.*, envelope.id FROM outbox JOIN envelope ON envelope.row = outbox.envelope
               WHERE envelope.id = :id AND dispatch = :dispatch";
    let mut statement = connection.prepare_cached(sql)?;
    let parameters = named_params! { ":id": key.envelope.as_str(), ":dispatch": key.dispatch };
    Ok(read_all(statement.query(parameters)?)?.into_iter().next())
}

/// Everything of a dispatch that can change; a remote id once known is kept.
pub(crate) fn update(connection: &Connection, row: &OutboxRow) -> Result<(), HistoryError> {
    let sql =
        "UPDATE outbox SET state = :state, remote = coalesce(:remote, remote), changed_at = :changed_at,
                   steps = :steps, links = :links, checked_at = :checked_at, next_check_at = :next_check_at,
                   quiet_checks = :quiet_checks, trouble = :trouble
               WHERE envelope = (SELECT row FROM envelope WHERE id = :id) AND dispatch = :dispatch";
    let changed = connection.prepare_cached(sql)?.execute(named_params! {
        ":state": word(&row.state),
        ":remote": row.remote,
        ":changed_at": row.changed_at.as_millis(),
        ":steps": json(&row.steps),
        ":links": json(&row.links),
        ":checked_at": row.checked_at.map(Timestamp::as_millis),
        ":next_check_at": row.next_check_at.map(Timestamp::as_millis),
        ":quiet_checks": row.quiet_checks,
        ":trouble": row.trouble,
        ":id": row.envelope.to_string(),
        ":dispatch": row.dispatch,
    })?;
    if changed == 0 { Err(HistoryError::EnvelopeMissing(row.envelope.clone())) } else { Ok(()) }
}

/// Whether nothing but the steps has changed: most writes of a sending are these.
fn is_a_step(was: &OutboxRow, row: &OutboxRow) -> bool {
    *row == OutboxRow { steps: row.steps.clone(), ..was.clone() }
}

/// As [`update`], of the steps alone: an index whose column is named is written anew even where its value stays, and a step
/// would cost four pages of the log instead of one.
fn update_steps(connection: &Connection, row: &OutboxRow) -> Result<(), HistoryError> {
    let sql = "UPDATE outbox SET steps = :steps
               WHERE envelope = (SELECT row FROM envelope WHERE id = :id) AND dispatch = :dispatch";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":steps": json(&row.steps),
        ":id": row.envelope.as_str(),
        ":dispatch": row.dispatch,
    })?;
    Ok(())
}

pub(crate) fn insert_all(connection: &Connection, rows: &[OutboxRow]) -> Result<(), HistoryError> {
    let sql =
        "INSERT INTO outbox VALUES ((SELECT row FROM envelope WHERE id = :id), :dispatch, :turn, :provider,
               :account, :idempotency_key, :state, :remote, :changed_at, :steps, :links, :checked_at,
               :next_check_at, :quiet_checks, :trouble)";
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
                ":steps": json(&row.steps),
                ":links": json(&row.links),
                ":checked_at": row.checked_at.map(Timestamp::as_millis),
                ":next_check_at": row.next_check_at.map(Timestamp::as_millis),
                ":quiet_checks": row.quiet_checks,
                ":trouble": row.trouble,
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
        steps: cell("steps").json()?,
        links: cell("links").json()?,
        checked_at: cell("checked_at").value::<Option<i64>>()?.map(Timestamp::from_millis),
        next_check_at: cell("next_check_at").value::<Option<i64>>()?.map(Timestamp::from_millis),
        quiet_checks: cell("quiet_checks").value()?,
        trouble: cell("trouble").value()?,
    })
}
