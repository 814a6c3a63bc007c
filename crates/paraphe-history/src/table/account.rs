//! `account`: accounts at providers, without their secrets.

use paraphe_envelope::Timestamp;
use rusqlite::{OptionalExtension, Row, named_params};

use super::{Cell, duplicate};
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 2,
    sql: "
CREATE TABLE account (
    name TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL UNIQUE,
    settings TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
",
}];

/// An account at a provider.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountRow {
    /// Its name; unique.
    pub name: String,
    /// Under which name the key chain keeps its secret; stays the same when the account gets another name.
    pub secret: String,
    /// Its settings, as JSON; never a secret.
    pub settings: serde_json::Value,
    /// When it was added.
    pub created_at: Timestamp,
}

impl History {
    /// All accounts by name.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn accounts(&self) -> Result<Vec<AccountRow>, HistoryError> {
        let mut statement = self.connection().prepare_cached("SELECT * FROM account ORDER BY name")?;
        let mut rows = statement.query([])?;
        let mut accounts = Vec::new();
        while let Some(row) = rows.next()? {
            accounts.push(read(row)?);
        }
        Ok(accounts)
    }

    /// The account of this name; none when there is none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn account(&self, name: &str) -> Result<Option<AccountRow>, HistoryError> {
        let mut statement = self.connection().prepare_cached("SELECT * FROM account WHERE name = :name")?;
        let mut rows = statement.query(named_params! { ":name": name })?;
        rows.next()?.map(read).transpose()
    }

    /// The account of a service that a request was last written down for, signed here aside; none among the newest dispatches.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn last_service_account(&self) -> Result<Option<String>, HistoryError> {
        // The newest only: somebody who signs here all year long is not kept waiting for an older one.
        let sql = "SELECT account FROM (SELECT account, provider, envelope, dispatch FROM outbox
                   ORDER BY envelope DESC, dispatch DESC LIMIT 500)
                   WHERE provider <> 'local' ORDER BY envelope DESC, dispatch DESC LIMIT 1";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?)
    }

    /// Adds an account.
    ///
    /// # Errors
    /// [`HistoryError::Duplicate`] when there is one of this name.
    pub fn insert_account(&mut self, account: &AccountRow) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let sql = "INSERT INTO account VALUES (:name, :secret, :settings, :created_at)";
            transaction
                .prepare_cached(sql)?
                .execute(named_params! {
                    ":name": account.name,
                    ":secret": account.secret,
                    ":settings": account.settings.to_string(),
                    ":created_at": account.created_at.as_millis(),
                })
                .map_err(|error| duplicate(error, &account.name))?;
            Ok(())
        })
    }

    /// Changes the name and the settings of an account; its dispatches follow the name.
    ///
    /// # Errors
    /// [`HistoryError::Duplicate`] when there is another one of the new name.
    pub fn change_account(&mut self, former: &str, account: &AccountRow) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let sql = "UPDATE account SET name = :name, settings = :settings WHERE name = :former";
            transaction
                .prepare_cached(sql)?
                .execute(named_params! {
                    ":name": account.name,
                    ":settings": account.settings.to_string(),
                    ":former": former,
                })
                .map_err(|error| duplicate(error, &account.name))?;
            let sql = "UPDATE outbox SET account = :name WHERE account = :former";
            transaction
                .prepare_cached(sql)?
                .execute(named_params! { ":name": account.name, ":former": former })?;
            Ok(())
        })
    }

    /// Forgets an account; gives whether it was there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn remove_account(&mut self, name: &str) -> Result<bool, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let mut statement = transaction.prepare_cached("DELETE FROM account WHERE name = :name")?;
            Ok(statement.execute(named_params! { ":name": name })? > 0)
        })
    }
}

fn read(row: &Row<'_>) -> Result<AccountRow, HistoryError> {
    let cell = |column| Cell::new(row, "account", column);
    Ok(AccountRow {
        name: cell("name").value()?,
        secret: cell("secret").value()?,
        settings: cell("settings").json()?,
        created_at: Timestamp::from_millis(cell("created_at").value()?),
    })
}
