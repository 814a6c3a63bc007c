//! Brings a file to the schema this program knows: all of it or nothing.
//!
//! Each table declares its own migrations; `PRAGMA user_version` holds the number of the last one that ran. A file with
//! a higher number was written by a newer program and is refused before anything is touched.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::HistoryError;
use crate::table;

/// One step of the schema, declared beside the table it belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Migration {
    /// The schema number the file has once this step and all others of the same number have run.
    pub(crate) version: u32,
    /// What runs.
    pub(crate) sql: &'static str,
}

/// The schema number this program writes.
pub(crate) fn known_version() -> u32 {
    steps().iter().map(|step| step.version).max().unwrap_or(0)
}

/// The number in the file; refuses a newer one.
pub(crate) fn check_version(connection: &Connection) -> Result<u32, HistoryError> {
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = known_version();
    if found > known { Err(HistoryError::NewerVersion { found, known }) } else { Ok(found) }
}

/// Runs what the file lacks, in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), HistoryError> {
    run(connection, &steps())
}

fn run(connection: &mut Connection, steps: &[Migration]) -> Result<(), HistoryError> {
    let target = steps.iter().map(|step| step.version).max().unwrap_or(0);
    if connection.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0))? == target {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again under the lock: another process may have migrated the file in the meantime.
    let found: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for version in found + 1..=target {
        for step in steps.iter().filter(|step| step.version == version) {
            transaction.execute_batch(step.sql)?;
        }
    }
    transaction.pragma_update(None, "user_version", target.max(found))?;
    transaction.commit()?;
    Ok(())
}

/// In the order of the tables, which is the order of their foreign keys.
fn steps() -> Vec<Migration> {
    table::MIGRATIONS.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Migration = Migration { version: 1, sql: "CREATE TABLE a (x); INSERT INTO a VALUES (1);" };
    const SECOND: Migration = Migration { version: 2, sql: "ALTER TABLE a ADD COLUMN y;" };
    const BROKEN: Migration = Migration { version: 3, sql: "DROP TABLE a; CREATE TABLE nonsense (;" };

    fn version(connection: &Connection) -> u32 {
        connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn runs_only_what_is_missing() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &[FIRST]).unwrap();
        run(&mut connection, &[FIRST, SECOND]).unwrap();
        run(&mut connection, &[FIRST, SECOND]).unwrap();
        let rows: u32 =
            connection.query_row("SELECT count(*) FROM a WHERE y IS NULL", [], |row| row.get(0)).unwrap();
        assert_eq!((version(&connection), rows), (2, 1), "a step that has run must not run again");
    }

    #[test]
    fn a_failing_step_undoes_the_ones_before_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &[FIRST]).unwrap();
        run(&mut connection, &[FIRST, SECOND, BROKEN]).unwrap_err();
        assert_eq!(version(&connection), 1);
        let columns: u32 = connection
            .query_row("SELECT count(*) FROM pragma_table_info('a')", [], |row| row.get(0))
            .unwrap();
        assert_eq!(columns, 1, "the second step must be undone with the third, and the table still be there");
    }

    #[test]
    fn the_tables_together_make_a_valid_schema() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!(version(&connection), known_version());
        let broken: u32 = connection
            .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(broken, 0);
    }
}
