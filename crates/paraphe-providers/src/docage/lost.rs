//! The draft whose creation was never answered: found again by a mark that no other sending has, or told of.
//!
//! A name and a message do not make a draft ours: of a batch, or of an office that shares an account, another may be in the
//! making that looks the same. Nothing without the mark is used or deleted.

use paraphe_envelope::Timestamp;

use super::api::Docage;
use super::sending::TRANSACTION;
use super::wire::{Listed, State};
use crate::error::{Error, ErrorKind, Result, Retry};
use crate::plan::Dispatch;
use crate::provider::IdempotencyKey;
use crate::steps::{LEFT_BEHIND, Steps};

/// How many drafts of the same name are looked into.
const MOST: usize = 20;

/// The mark of a sending.
pub(super) fn mark(key: &IdempotencyKey) -> String {
    format!("Paraphe {key}")
}

/// What a draft that may be lost is known by.
pub(super) struct Sought<'e> {
    name: &'e str,
    mark: String,
}

impl<'e> Sought<'e> {
    pub(super) fn new(dispatch: &Dispatch<'e>, key: &IdempotencyKey) -> Self {
        Self { name: dispatch.envelope.title(), mark: mark(key) }
    }
}

impl Docage {
    /// A draft whose creation was never answered: the one that is there is gone on with; where none is found, that one may
    /// still be there is written down.
    pub(super) async fn settle_creation(&self, sought: &Sought<'_>, steps: &dyn Steps) -> Result<()> {
        let (drafts, at) = match self.drafts(sought).await {
            Ok(found) => found,
            Err(error) if error.retry() == Retry::Later || error.kind() == ErrorKind::Credentials => {
                return Err(error);
            }
            Err(_) => (Vec::new(), None),
        };
        let mut drafts = drafts.into_iter();
        let Some(draft) = drafts.next() else { return leave_behind(steps, at).await };
        for other in drafts {
            self.delete_draft(&other).await?;
        }
        steps.finish(TRANSACTION, &draft).await
    }

    /// The drafts that carry the mark, and what Docage's clock showed.
    async fn drafts(&self, sought: &Sought<'_>) -> Result<(Vec<String>, Option<Timestamp>)> {
        let (all, at) = self.client.transactions().await?;
        let is_alike = |one: &&Listed| one.name == sought.name && one.is_perhaps_draft();
        let mut found = Vec::new();
        for one in all.iter().filter(is_alike).take(MOST) {
            // A list may say less of each than is known of one.
            let mark = match &one.mark {
                Some(mark) => Some(mark.clone()),
                None => self.client.transaction(&one.id).await?.and_then(|whole| whole.mark),
            };
            let is_ours = mark.as_deref() == Some(&sought.mark);
            if is_ours && State::read(&self.client.status(&one.id).await?) == Some(State::Draft) {
                found.push(one.id.clone());
            }
        }
        Ok((found, at))
    }

    pub(super) async fn delete_draft(&self, transaction: &str) -> Result<()> {
        let gone = |error: Error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) };
        match self.client.status(transaction).await {
            Err(error) => gone(error),
            Ok(word) if State::read(&word) == Some(State::Draft) => {
                self.client.delete_transaction(transaction).await.or_else(gone)
            }
            Ok(word) => Err(Error::new(ErrorKind::Interrupted, "the draft has become something else")
                .with_retry(Retry::AfterCheck)
                .with_context("remote", transaction)
                .with_context("word", word)),
        }
    }
}

/// Whether a draft may have been created without an answer.
pub(super) fn is_creation_open(steps: &dyn Steps) -> bool {
    steps.known().iter().any(|step| step.name == TRANSACTION && step.value.is_none())
}

/// Writes down that a draft may have stayed, and that it is made anew.
pub(super) async fn leave_behind(steps: &dyn Steps, at: Option<Timestamp>) -> Result<()> {
    let at = at.map(Timestamp::to_rfc3339).unwrap_or_default();
    steps.finish(LEFT_BEHIND, &at).await?;
    steps.forget(TRANSACTION).await
}
