//! `listing`: one row per draft and per envelope, with all the home screen shows of it, so that its first page is one
//! walk along an index. Drafts and envelopes are the truth; a listing row is made anew from them with every change.
//! `listing_count` is kept by triggers, because counting a hundred thousand rows would cost more than showing a page.

use paraphe_envelope::{BatchId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params};

use super::search::{self, SearchWords};
use super::{Cell, batch};
use crate::error::HistoryError;
use crate::migration::Migration;
use crate::people_text;
use crate::projection::Projection;
use crate::query::{Cursor, Folding, HistoryCounts, HistoryFilter, HistoryQuery, HistoryRow, Subject};

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
    version: 1,
    sql: "
CREATE TABLE listing (
    row INTEGER PRIMARY KEY,
    subject TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    people TEXT NOT NULL,
    document_count INTEGER NOT NULL,
    status TEXT NOT NULL,
    status_group TEXT NOT NULL,
    provider TEXT,
    todo_from INTEGER,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX listing_by_change ON listing (changed_at);
CREATE INDEX listing_by_group ON listing (status_group, changed_at);
CREATE INDEX listing_by_status ON listing (status, changed_at);
CREATE INDEX listing_todo ON listing (changed_at) WHERE todo_from IS NOT NULL;
CREATE INDEX listing_todo_later ON listing (todo_from) WHERE todo_from > 0;

CREATE TABLE listing_count (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    completed INTEGER NOT NULL DEFAULT 0,
    declined_or_expired INTEGER NOT NULL DEFAULT 0,
    drafts INTEGER NOT NULL DEFAULT 0,
    in_progress INTEGER NOT NULL DEFAULT 0,
    todo INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO listing_count (one) VALUES (1);
CREATE TRIGGER listing_count_insert AFTER INSERT ON listing BEGIN
    UPDATE listing_count SET
        completed = completed + (NEW.status_group = 'completed'),
        declined_or_expired = declined_or_expired + (NEW.status_group = 'declined_or_expired'),
        drafts = drafts + (NEW.status_group = 'drafts'),
        in_progress = in_progress + (NEW.status_group = 'in_progress'),
        todo = todo + (NEW.todo_from IS 0);
END;
CREATE TRIGGER listing_count_delete AFTER DELETE ON listing BEGIN
    UPDATE listing_count SET
        completed = completed - (OLD.status_group = 'completed'),
        declined_or_expired = declined_or_expired - (OLD.status_group = 'declined_or_expired'),
        drafts = drafts - (OLD.status_group = 'drafts'),
        in_progress = in_progress - (OLD.status_group = 'in_progress'),
        todo = todo - (OLD.todo_from IS 0);
END;
CREATE TRIGGER listing_count_update AFTER UPDATE OF status_group, todo_from ON listing BEGIN
    UPDATE listing_count SET
        completed = completed + (NEW.status_group = 'completed') - (OLD.status_group = 'completed'),
        declined_or_expired = declined_or_expired
            + (NEW.status_group = 'declined_or_expired') - (OLD.status_group = 'declined_or_expired'),
        drafts = drafts + (NEW.status_group = 'drafts') - (OLD.status_group = 'drafts'),
        in_progress = in_progress + (NEW.status_group = 'in_progress') - (OLD.status_group = 'in_progress'),
        todo = todo + (NEW.todo_from IS 0) - (OLD.todo_from IS 0);
END;
",
    },
    Migration {
        version: 6,
        // The requests of a batch are counted as one: by the batch's own row.
        sql: "
ALTER TABLE listing ADD COLUMN batch TEXT;
CREATE INDEX listing_of_batch ON listing (batch, status) WHERE batch IS NOT NULL;
DROP TRIGGER listing_count_insert;
DROP TRIGGER listing_count_delete;
DROP TRIGGER listing_count_update;
CREATE TRIGGER listing_count_insert AFTER INSERT ON listing WHEN NEW.batch IS NULL BEGIN
    UPDATE listing_count SET
        completed = completed + (NEW.status_group = 'completed'),
        declined_or_expired = declined_or_expired + (NEW.status_group = 'declined_or_expired'),
        drafts = drafts + (NEW.status_group = 'drafts'),
        in_progress = in_progress + (NEW.status_group = 'in_progress'),
        todo = todo + (NEW.todo_from IS 0);
END;
CREATE TRIGGER listing_count_delete AFTER DELETE ON listing WHEN OLD.batch IS NULL BEGIN
    UPDATE listing_count SET
        completed = completed - (OLD.status_group = 'completed'),
        declined_or_expired = declined_or_expired - (OLD.status_group = 'declined_or_expired'),
        drafts = drafts - (OLD.status_group = 'drafts'),
        in_progress = in_progress - (OLD.status_group = 'in_progress'),
        todo = todo - (OLD.todo_from IS 0);
END;
CREATE TRIGGER listing_count_update AFTER UPDATE OF status_group, todo_from ON listing WHEN NEW.batch IS NULL BEGIN
    UPDATE listing_count SET
        completed = completed + (NEW.status_group = 'completed') - (OLD.status_group = 'completed'),
        declined_or_expired = declined_or_expired
            + (NEW.status_group = 'declined_or_expired') - (OLD.status_group = 'declined_or_expired'),
        drafts = drafts + (NEW.status_group = 'drafts') - (OLD.status_group = 'drafts'),
        in_progress = in_progress + (NEW.status_group = 'in_progress') - (OLD.status_group = 'in_progress'),
        todo = todo + (NEW.todo_from IS 0) - (OLD.todo_from IS 0);
END;
",
    },
];

pub(crate) fn insert(
    connection: &Connection,
    projection: &Projection,
    batch: Option<&BatchId>,
) -> Result<(), HistoryError> {
    let sql = "INSERT INTO listing (subject, title, people, document_count, status, status_group, provider, todo_from,
               created_at, changed_at, batch) VALUES (:subject, :title, :people, :document_count, :status, :status_group,
               :provider, :todo_from, :created_at, :changed_at, :batch) RETURNING row";
    let batch = batch.map(BatchId::as_str);
    let row = write(connection, sql, projection, &[(":batch", &batch)])?;
    row.map_or(Ok(()), |row| search::insert(connection, row, &projection.words))
}

/// Writes all but the words; gives the row, none where the list shows nothing of it.
pub(crate) fn update(connection: &Connection, projection: &Projection) -> Result<Option<i64>, HistoryError> {
    let sql = "UPDATE listing SET title = :title, people = :people, document_count = :document_count, status = :status,
               status_group = :status_group, provider = :provider, todo_from = :todo_from, created_at = :created_at,
               changed_at = :changed_at WHERE subject = :subject RETURNING row";
    write(connection, sql, projection, &[])
}

/// Something has happened at this time that changes nothing else of a row.
pub(crate) fn touch(connection: &Connection, subject: &str, at: Timestamp) -> Result<(), HistoryError> {
    let sql = "UPDATE listing SET changed_at = max(changed_at, :at) WHERE subject = :subject";
    connection.prepare_cached(sql)?.execute(named_params! { ":at": at.as_millis(), ":subject": subject })?;
    Ok(())
}

/// Writes what a row can be found by.
pub(crate) fn update_words(
    connection: &Connection,
    row: i64,
    words: &SearchWords,
) -> Result<(), HistoryError> {
    search::delete(connection, row)?;
    search::insert(connection, row, words)
}

pub(crate) fn delete(connection: &Connection, subject: &str) -> Result<(), HistoryError> {
    let mut statement =
        connection.prepare_cached("DELETE FROM listing WHERE subject = :subject RETURNING row")?;
    let row = statement.query_row(named_params! { ":subject": subject }, |row| row.get(0)).optional()?;
    row.map_or(Ok(()), |row| search::delete(connection, row))
}

/// One page, and where the next one begins if there is one.
pub(crate) fn page(
    connection: &Connection,
    query: &HistoryQuery,
    expression: Option<&str>,
) -> Result<(Vec<HistoryRow>, Option<Cursor>), HistoryError> {
    let cursor = query.cursor.unwrap_or(Cursor::START);
    let now = query.now.as_millis();
    let status = exact_status(query.filter);
    // One row more than wanted tells whether there is a next page.
    let limit = i64::from(query.limit) + 1;
    let mut parameters: Vec<(&str, &dyn ToSql)> = vec![(":row", &cursor.row), (":limit", &limit)];
    if let Some(status) = &status {
        parameters.push((":status", status));
    }
    if query.filter == HistoryFilter::Todo {
        parameters.push((":now", &now));
    }
    match &expression {
        Some(expression) => parameters.push((":expression", expression)),
        None => parameters.push((":changed_at", &cursor.changed_at)),
    }
    let mut statement =
        connection.prepare_cached(page_sql(query.filter, query.folding, expression.is_some()))?;
    let mut rows = statement.query(parameters.as_slice())?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let mut page = Vec::with_capacity(limit.min(PAGE_IS_SMALL));
    let mut last = None;
    while let Some(row) = rows.next()? {
        if page.len() == limit {
            return Ok((page, last));
        }
        let (place, mut found) = read(row, query.now)?;
        if let Subject::Batch(id) = &found.subject {
            found.standing = Some((batch::read(connection, id)?.state, batch::counts(connection, id)?));
        }
        page.push(found);
        last = Some(place);
    }
    Ok((page, None))
}

fn exact_status(filter: HistoryFilter) -> Option<&'static str> {
    match filter {
        HistoryFilter::Status(status) => Some(status.as_str()),
        HistoryFilter::All
        | HistoryFilter::Completed
        | HistoryFilter::DeclinedOrExpired
        | HistoryFilter::Drafts
        | HistoryFilter::InProgress
        | HistoryFilter::Todo => None,
    }
}

pub(crate) fn counts(connection: &Connection, now: Timestamp) -> Result<HistoryCounts, HistoryError> {
    let sql = "SELECT completed, declined_or_expired, drafts, in_progress,
               todo + (SELECT count(*) FROM listing WHERE todo_from > 0 AND todo_from <= ?1) FROM listing_count";
    let mut statement = connection.prepare_cached(sql)?;
    let mut counts = statement.query_row([now.as_millis()], |row| {
        Ok(HistoryCounts {
            all: 0,
            completed: row.get(0)?,
            declined_or_expired: row.get(1)?,
            drafts: row.get(2)?,
            in_progress: row.get(3)?,
            todo: row.get(4)?,
        })
    })?;
    counts.all = counts.completed + counts.declined_or_expired + counts.drafts + counts.in_progress;
    Ok(counts)
}

fn write(
    connection: &Connection,
    sql: &str,
    projection: &Projection,
    more: &[(&str, &dyn ToSql)],
) -> Result<Option<i64>, HistoryError> {
    let people = people_text::write(&projection.people);
    let (created_at, changed_at) = (projection.created_at.as_millis(), projection.changed_at.as_millis());
    let parameters: &[(&str, &dyn ToSql)] = named_params! {
        ":subject": projection.subject,
        ":title": projection.title,
        ":people": people,
        ":document_count": projection.document_count,
        ":status": projection.status,
        ":status_group": projection.status_group,
        ":provider": projection.provider,
        ":todo_from": projection.todo_from,
        ":created_at": created_at,
        ":changed_at": changed_at,
    };
    let parameters = [parameters, more].concat();
    Ok(connection.prepare_cached(sql)?.query_row(parameters.as_slice(), |row| row.get(0)).optional()?)
}

/// Each combination is one walk: along an index of the listing, or down the row numbers the search index yields.
fn page_sql(filter: HistoryFilter, folding: Folding, is_search: bool) -> &'static str {
    macro_rules! page {
        ($condition:literal) => {
            page!("", $condition)
        };
        ($folding:literal, $index:literal, $condition:literal) => {
            concat!(
                "SELECT row, subject, title, people, document_count, status, provider, todo_from, created_at,
                 changed_at, batch FROM listing ",
                $index,
                " WHERE (changed_at, row) < (:changed_at, :row) ",
                $folding,
                $condition,
                " ORDER BY changed_at DESC, row DESC LIMIT :limit"
            )
        };
        ($index:literal, $condition:literal) => {
            if is_search {
                concat!(
                    "SELECT listing.row, subject, listing.title, listing.people, document_count, status, provider,
                     todo_from, created_at, changed_at, batch FROM search CROSS JOIN listing ON listing.row = search.rowid
                     WHERE search MATCH :expression AND search.rowid < :row ",
                    $condition,
                    " ORDER BY search.rowid DESC LIMIT :limit"
                )
            } else {
                match folding {
                    Folding::Batches => page!("AND batch IS NULL ", $index, $condition),
                    Folding::Requests => page!("AND status <> 'batch' ", $index, $condition),
                }
            }
        };
    }
    match filter {
        HistoryFilter::All => page!(""),
        HistoryFilter::Completed => page!("AND status_group = 'completed'"),
        HistoryFilter::DeclinedOrExpired => page!("AND status_group = 'declined_or_expired'"),
        HistoryFilter::Drafts => page!("AND status_group = 'drafts'"),
        HistoryFilter::InProgress => page!("AND status_group = 'in_progress'"),
        HistoryFilter::Status(_) => page!("AND status = :status"),
        // Left to itself SQLite takes the index of all rows, and looks through a hundred thousand for the few to do.
        HistoryFilter::Todo => {
            page!("INDEXED BY listing_todo", "AND todo_from IS NOT NULL AND todo_from <= :now")
        }
    }
}

fn read(row: &Row<'_>, now: Timestamp) -> Result<(Cursor, HistoryRow), HistoryError> {
    let cell = |index| Cell::at(row, "listing", &COLUMNS, index);
    let (subject, people, status) = (cell(1), cell(3), cell(5));
    let subject = match status.text()? {
        "draft" => Subject::Draft(subject.parse()?),
        BATCH => Subject::Batch(subject.parse()?),
        _ => Subject::Envelope(subject.parse()?, status.word()?),
    };
    let todo_from: Option<i64> = cell(7).value()?;
    let cursor = Cursor { row: cell(0).value()?, changed_at: cell(9).value()? };
    let found = HistoryRow {
        subject,
        title: cell(2).value()?,
        people: people_text::read(people.text()?)
            .ok_or_else(|| people.unreadable(&"not a list of people"))?,
        document_count: cell(4).value()?,
        provider: cell(6).value()?,
        standing: None,
        batch: cell(10).parse_some()?,
        is_todo: todo_from.is_some_and(|from| from <= now.as_millis()),
        created_at: Timestamp::from_millis(cell(8).value()?),
        changed_at: Timestamp::from_millis(cursor.changed_at),
    };
    Ok((cursor, found))
}

/// The status of the row of a batch.
const BATCH: &str = "batch";

/// What a page reads of each row, in the order of its statement.
const COLUMNS: [&str; 11] = [
    "row",
    "subject",
    "title",
    "people",
    "document_count",
    "status",
    "provider",
    "todo_from",
    "created_at",
    "changed_at",
    "batch",
];

/// Rows for which room is made beforehand; larger pages grow as they are read.
const PAGE_IS_SMALL: usize = 1_000;

#[cfg(test)]
mod tests {
    use paraphe_envelope::EnvelopeStatus;

    use super::*;
    use crate::history::History;

    /// How SQLite goes about a page, line by line.
    fn plan(filter: HistoryFilter, is_search: bool) -> String {
        let history = History::in_memory().unwrap();
        let sql = format!("EXPLAIN QUERY PLAN {}", page_sql(filter, Folding::Batches, is_search));
        let mut statement = history.connection().prepare(&sql).unwrap();
        let mut rows = statement.raw_query();
        let mut lines = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            lines.push(row.get::<_, String>("detail").unwrap());
        }
        lines.join("; ")
    }

    #[test]
    fn every_page_is_one_walk_along_an_index_without_sorting() {
        let check = |filter, index: &str| {
            let plan = plan(filter, false);
            assert!(plan.contains(&format!("USING INDEX {index} ")), "{filter:?}: {plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{filter:?} must not be sorted: {plan}");
        };
        check(HistoryFilter::All, "listing_by_change");
        check(HistoryFilter::Completed, "listing_by_group");
        check(HistoryFilter::DeclinedOrExpired, "listing_by_group");
        check(HistoryFilter::Drafts, "listing_by_group");
        check(HistoryFilter::InProgress, "listing_by_group");
        check(HistoryFilter::Status(EnvelopeStatus::Sent), "listing_by_status");
        check(HistoryFilter::Todo, "listing_todo");
    }

    #[test]
    fn every_search_goes_down_the_row_numbers_without_sorting() {
        for filter in [HistoryFilter::All, HistoryFilter::Drafts, HistoryFilter::Todo] {
            let plan = plan(filter, true);
            assert!(plan.contains("SCAN search VIRTUAL TABLE"), "{plan}");
            assert!(plan.contains("SEARCH listing USING INTEGER PRIMARY KEY"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
    }
}
