//! The only bridge from async to blocking work: files, SQLite, cryptography, pdfium tickets.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::block_in_place;

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

/// The same for work so small that handing it to another thread and waking up again costs more than the work: a question to
/// the history, one row written to it. It is done right here, where the runtime has other threads for what else goes on.
///
/// # Errors
/// As [`run`].
pub(crate) async fn brief<T, F>(work: F) -> Result<T, Error>
where
    F: FnOnce() -> Result<T, Error> + Send + 'static,
    T: Send + 'static,
{
    if Handle::current().runtime_flavor() != RuntimeFlavor::MultiThread {
        return run(work).await;
    }
    catch_unwind(AssertUnwindSafe(|| block_in_place(work)))
        .unwrap_or_else(|_| Err(Error::internal("small work has panicked")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    async fn panics() -> Result<(), Error> {
        brief(|| panic!("on purpose")).await
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn small_work_is_done_here_and_a_panic_in_it_is_an_error() {
        let here = std::thread::current().id();
        let there = brief(move || Ok(std::thread::current().id() == here)).await;
        assert!(there.unwrap());
        assert_eq!(panics().await.unwrap_err().code, Code::Internal);
        let spawned = tokio::spawn(panics());
        assert_eq!(spawned.await.unwrap().unwrap_err().code, Code::Internal);
    }

    #[tokio::test]
    async fn a_runtime_of_one_thread_is_not_held_up() {
        let here = std::thread::current().id();
        let there = brief(move || Ok(std::thread::current().id() == here)).await;
        assert!(!there.unwrap());
        assert_eq!(panics().await.unwrap_err().code, Code::Internal);
    }
}
