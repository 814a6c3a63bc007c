//! What sending a table would come to, row by row. Sends nothing and writes no request down.

use super::table::Row;
use super::{Batch, RowReport, RowsAnswer, SendRows};
use crate::commands::send_envelope;
use crate::envelope_files::FileCheck;
use crate::{App, Error, blocking};

/// Checks a table as [`super::send_rows`] would before it sends. Lines that somebody put right in a window are not looked at:
/// whose they are is sorted when a run begins, and such a row is refused then.
///
/// # Errors
/// A file cannot be read, or the account is not known.
pub async fn check_rows(app: &App, request: SendRows) -> Result<RowsAnswer, Error> {
    let app = app.clone();
    blocking::run(move || {
        let batch = match Batch::read(&app, &request)? {
            Ok(batch) => batch,
            Err(problems) => return Ok(RowsAnswer::Problems(problems)),
        };
        let mut warnings = batch.unused_columns(&app);
        warnings.extend(batch.read_columns(&app));
        let reports = batch.table.rows.iter().map(|row| checked(&app, &batch, row)).collect();
        Ok(RowsAnswer::Rows { reports, warnings })
    })
    .await
}

fn checked(app: &App, batch: &Batch, row: &Row) -> RowReport {
    let failed = |error| RowReport { error: Some(error), ..RowReport::empty(row.number) };
    let known = match batch.as_it_stands(app, row) {
        Ok(known) => known,
        Err(error) => return failed(error),
    };
    if known.envelope.is_some() {
        return RowReport { earlier_run: true, ..known };
    }
    match would_leave(app, batch, row) {
        Ok(Ok(())) => RowReport { status: RowReport::READY.to_owned(), ..known },
        Ok(Err(FileCheck { problems, refusals, .. })) => RowReport { problems, refusals, ..known },
        Err(error) => RowReport { error: Some(error), ..known },
    }
}

/// Whether a row would be sent, or what is wrong with it.
fn would_leave(app: &App, batch: &Batch, row: &Row) -> Result<Result<(), FileCheck>, Error> {
    match batch.prepare(app, row)? {
        Ok(draft) => send_envelope::refuse_locked(app, &draft).map(Ok),
        Err(found) => Ok(Err(found)),
    }
}
