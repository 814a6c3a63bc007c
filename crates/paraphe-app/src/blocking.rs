//! The only bridge from async to blocking work: files, SQLite, cryptography, pdfium tickets.

use crate::Error;

/// Runs blocking work off the async threads. A panic inside becomes an `internal` error, never a dead window.
///
/// # Errors
/// What the work answers, or `internal`.
pub(crate) async fn run<T, F>(work: F) -> Result<T, Error>
where
    F: FnOnce() -> Result<T, Error> + Send + 'static,
    T: Send + 'static,
{
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(Error::internal(error)))
}
