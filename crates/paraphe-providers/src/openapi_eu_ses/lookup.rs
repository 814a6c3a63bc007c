//! Looking for a sending whose answer never came. The service knows no keys, so the dispatch is recognised by its mark
//! ([`super::request::mark`]) in the options that come back; only what is certain is answered.

use paraphe_envelope::Timestamp;

use super::api::{Openapi, SIGNATURE, refused, sent};
use super::request::{MARK_DOMAIN, mark};
use super::wire::{self, Signature};
use crate::error::{ErrorKind, Result};
use crate::http::Method;
use crate::plan::Dispatch;
use crate::provider::{Found, IdempotencyKey};
use crate::steps::{Steps, value_of};

/// What is remembered of the provider's clock when a sending began, in ms since 1970.
pub(super) const ASKED_AT: &str = "asked_at";

/// So many at a time: the most a list gives.
const PAGE: usize = 100;

/// So many pages are read before giving up.
const PAGES: usize = 50;

/// So many signatures of the right time are looked at before giving up.
const CANDIDATES: usize = 200;

/// What the provider's own clocks may differ among themselves, in ms.
const SKEW: i64 = 600_000;

/// After this long, in ms, nothing of a request that was cut can still be under way: as long as we wait for an answer,
/// and as much again.
const SETTLED: i64 = 240_000;

/// What one signature is to a dispatch.
enum Kinship {
    Ours,
    Other,
    Unclear,
}

impl Openapi {
    /// Looks through the list.
    pub(super) async fn look_up(
        &self,
        dispatch: &Dispatch<'_>,
        key: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Found> {
        let asked_at = value_of(&steps.known(), ASKED_AT).and_then(|text| text.parse::<i64>().ok());
        let Some(candidates) = self.candidates(asked_at).await? else { return Ok(Found::Unknown) };
        let listed_at = self.clock.now();
        let mut is_unclear = false;
        for candidate in candidates {
            let signature = match self.detail(&candidate.id).await {
                Ok(signature) => signature,
                // Deleted since; it may have been ours.
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    is_unclear = true;
                    continue;
                }
                Err(error) => return Err(error),
            };
            match kinship(&signature, dispatch, key) {
                Kinship::Ours => {
                    steps.finish(SIGNATURE, &signature.id).await?;
                    return Ok(Found::Accepted(sent(dispatch, &signature)));
                }
                Kinship::Other => {}
                Kinship::Unclear => is_unclear = true,
            }
        }
        if is_unclear || !is_settled(asked_at, listed_at) {
            return Ok(Found::Unknown);
        }
        steps.forget(SIGNATURE).await?;
        Ok(Found::Absent)
    }

    /// The signatures of the list that are of the time of the request; none where there are too many to look at.
    async fn candidates(&self, asked_at: Option<i64>) -> Result<Option<Vec<Signature>>> {
        let mut candidates = Vec::new();
        for number in 0..PAGES {
            let page = self.page(number * PAGE).await?;
            let is_last = page.len() < PAGE;
            candidates.extend(page.into_iter().filter(|signature| is_of_time(signature, asked_at)));
            if is_last {
                return Ok(Some(candidates));
            }
            if candidates.len() > CANDIDATES {
                break;
            }
        }
        Ok(None)
    }

    async fn page(&self, skip: usize) -> Result<Vec<Signature>> {
        let path = format!("/signatures?skip={skip}&limit={PAGE}");
        let answer = self.answer(|| Ok(self.read(Method::GET, &path))).await?;
        // Documented: 404 is the empty list.
        if answer.status == 404 {
            return Ok(Vec::new());
        }
        if !answer.is_success() {
            return Err(refused(&answer));
        }
        Signature::read_all(&wire::unwrapped(answer.json()?)).ok_or_else(|| answer.malformed())
    }
}

/// Whether a signature can have come of a sending that began at this time. The list filters by qualified types only, so
/// the type is looked at here.
fn is_of_time(signature: &Signature, asked_at: Option<i64>) -> bool {
    let is_simple = signature.certificate_type.as_deref().is_none_or(|word| word == "EU-SES");
    let is_recent = match (signature.created_at, asked_at) {
        (Some(created), Some(asked)) => created.as_millis() >= asked - SKEW,
        (Some(_) | None, _) => true,
    };
    is_simple && is_recent
}

fn kinship(signature: &Signature, dispatch: &Dispatch<'_>, key: &IdempotencyKey) -> Kinship {
    let mark = mark(key);
    let mut marks =
        signature.iframe_ancestors.iter().flatten().filter(|one| one.ends_with(MARK_DOMAIN)).peekable();
    if marks.peek().is_some() {
        return if marks.any(|one| *one == mark) { Kinship::Ours } else { Kinship::Other };
    }
    // A service that no longer tells what it was asked: other people are certain, the same people are not.
    let people: Vec<_> = dispatch.groups.iter().flatten().collect();
    let are_the_same = signature.signers.len() == people.len()
        && people.iter().enumerate().all(|(place, person)| signature.signer_of(person, place).is_some());
    if are_the_same { Kinship::Unclear } else { Kinship::Other }
}

fn is_settled(asked_at: Option<i64>, listed_at: Option<Timestamp>) -> bool {
    let (Some(asked), Some(listed)) = (asked_at, listed_at) else { return false };
    listed.as_millis() - asked >= SETTLED
}
