//! What accompanies the documents of a dispatch that is done, and was not to be had at its end: some services destroy it later.

use paraphe_history::OutboxRow;
use paraphe_providers::{Error as ProviderError, ErrorKind};

use super::schedule::{later, pace, wait_to_send};
use super::write;
use crate::outbox::Known;
use crate::{App, Error, results};

/// How often it is asked for: for about two days.
const TRIES: u32 = 100;

/// A dispatch with something missing: when to ask again, and why it was not there.
pub(super) fn waits(app: &App, row: OutboxRow, missing: &ProviderError) -> OutboxRow {
    let tries = row.quiet_checks.saturating_add(1);
    let wait = pace(app, wait_to_send(missing, row.quiet_checks));
    let next_check_at = (tries < TRIES).then(|| later(app.now(), wait));
    let mut row = OutboxRow { next_check_at, quiet_checks: tries, ..row };
    results::note_missing(&mut row, Some(&missing.to_string()));
    row
}

/// Asks for it again.
///
/// # Errors
/// The history cannot be read or written.
pub(super) async fn fetch(app: &App, row: OutboxRow) -> Result<(), Error> {
    // An account may be removed once its requests are over.
    let Ok(Some(known)) = Known::read(app, row.key()).await else {
        return write(app, row, |row| OutboxRow { next_check_at: None, ..row }).await.map(drop);
    };
    let missing = match results::fetch(app, &known).await {
        Ok(missing) => missing,
        Err((error, Some(_))) => Some(ProviderError::new(ErrorKind::NotReady, error.detail)),
        Err((error, None)) => return Err(error),
    };
    let change = |mut row: OutboxRow| match &missing {
        Some(missing) => waits(app, row, missing),
        None => {
            results::note_missing(&mut row, None);
            OutboxRow { next_check_at: None, ..row }
        }
    };
    write(app, known.row, change).await.map(drop)
}

#[cfg(test)]
mod tests {
    use paraphe_providers::Retry;

    use super::*;
    use crate::outbox::tests::Scene;

    #[test]
    fn what_never_comes_is_asked_for_less_often_and_given_up_at_some_point() {
        let scene = Scene::new();
        let busy = ProviderError::new(ErrorKind::Server, "out of order").with_retry(Retry::Later);
        let (mut row, mut pauses) = (scene.now(), Vec::new());
        for _ in 0..TRIES {
            row = waits(&scene.app, row, &busy);
            pauses.extend(row.next_check_at.map(|at| at.as_millis() - scene.app.now().as_millis()));
        }
        assert_eq!((row.next_check_at, results::missing(&row)), (None, Some("out of order")));
        assert_eq!(row.steps.len(), 1, "it is noted once");
        let days = pauses.iter().sum::<i64>() / 86_400_000;
        assert!((1..=3).contains(&days), "{days}");
        assert!(pauses.first() < pauses.last(), "{pauses:?}");
    }
}
