//! How far a dispatch has come, step by step: what a provider creates on the way to a sent dispatch is written down before
//! each request and before the next one, so that a crash leaves a question about one step and never a second one of it.

use std::future::Future;
use std::sync::Mutex;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result, Retry};

/// A step of a dispatch: about when something that nobody was asked about may have stayed at the provider, by the provider's
/// clock, or nothing where it does not say. A person can remove it.
pub const LEFT_BEHIND: &str = "left.behind";

/// One step of a dispatch.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Step {
    /// Its name, unique within the dispatch: `transaction`, `file.1`.
    pub name: String,
    /// What came of it, usually the provider's identifier; none while the answer is open.
    pub value: Option<String>,
}

/// What the note that a step begins has to outlive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outlives {
    /// The program's end, however sudden. For a step about which a power cut that takes the note leaves no other question
    /// than one that does not: it belongs to a draft that nobody has seen, and that is thrown away and made anew in both
    /// cases.
    Program,
    /// A power cut as well: the step reaches people or costs money, or what was noted before it is lost without it.
    PowerCut,
}

/// Where a provider writes down how far a dispatch has come. The application implements it over its outbox: each change
/// is on the disk when it returns, but for what is only noted, and for what need not outlive a power cut.
#[async_trait]
pub trait Steps: Send + Sync {
    /// The steps written down so far, in order.
    fn known(&self) -> Vec<Step>;

    /// Before a request that creates something.
    async fn begin(&self, name: &str, outlives: Outlives) -> Result<()>;

    /// After it, with what came of it. Also for a step that was never begun: something worth remembering.
    async fn finish(&self, name: &str, value: &str) -> Result<()>;

    /// The same for a step after which nothing is asked before the next one begins or the sending ends: it is on the disk
    /// with that. One write instead of two for each request.
    fn note(&self, name: &str, value: &str);

    /// The step has certainly not happened, or was undone.
    async fn forget(&self, name: &str) -> Result<()>;
}

/// What came of a step; none when it was not taken, or its answer is open.
pub fn value_of(steps: &[Step], name: &str) -> Option<String> {
    steps.iter().find(|step| step.name == name)?.value.clone()
}

/// Refuses to throw away what a step may have asked people for.
pub(crate) fn refuse_asked(steps: &[Step], asking: &str) -> Result<()> {
    match steps.iter().any(|step| step.name == asking) {
        true => Err(Error::new(ErrorKind::Interrupted, "people may have been asked")
            .with_retry(Retry::AfterCheck)
            .with_context("step", asking)),
        false => Ok(()),
    }
}

/// The first step that was begun and whose answer never came.
pub(crate) fn open_step(steps: &[Step]) -> Option<&Step> {
    steps.iter().find(|step| step.value.is_none())
}

/// Takes a step once: what came of it before is the answer; otherwise it is written down, made, and its value noted. The
/// next request must be that of another step.
///
/// # Errors
/// [`ErrorKind::Interrupted`] with [`Retry::AfterCheck`] when it was begun before and never answered; otherwise what
/// `make` says. A step that certainly did not happen is forgotten, so that it can be taken again.
pub async fn once<F>(steps: &dyn Steps, name: &str, make: F) -> Result<String>
where
    F: Future<Output = Result<String>> + Send,
{
    once_lasting(steps, name, Outlives::PowerCut, make).await
}

/// As [`once`], where the note that it begins need perhaps not outlive a power cut.
///
/// # Errors
/// As [`once`].
pub(crate) async fn once_lasting<F>(
    steps: &dyn Steps,
    name: &str,
    outlives: Outlives,
    make: F,
) -> Result<String>
where
    F: Future<Output = Result<String>> + Send,
{
    let known = steps.known();
    match known.iter().find(|step| step.name == name) {
        Some(Step { value: Some(value), .. }) => return Ok(value.clone()),
        Some(Step { value: None, .. }) => {
            return Err(Error::new(ErrorKind::Interrupted, "an earlier answer never came")
                .with_retry(Retry::AfterCheck)
                .with_context("step", name));
        }
        None => {}
    }
    // Nothing has left yet.
    steps.begin(name, outlives).await.map_err(|error| error.with_retry(Retry::Later))?;
    match make.await {
        Ok(value) => {
            // What follows a step is another one or the end: either writes this down before anything else leaves.
            steps.note(name, &value);
            Ok(value)
        }
        Err(error) => {
            match error.retry() {
                Retry::AfterCheck => {}
                Retry::Later | Retry::No => steps.forget(name).await?,
            }
            Err(error.with_context("step", name))
        }
    }
}

/// Steps kept in memory: for sending that needs no tomorrow, and for tests.
#[derive(Debug, Default)]
pub struct MemorySteps(Mutex<Vec<Step>>);

impl MemorySteps {
    /// With these steps written down already.
    #[must_use]
    pub fn new(known: Vec<Step>) -> Self {
        Self(Mutex::new(known))
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Step>)) {
        change(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }
}

#[async_trait]
impl Steps for MemorySteps {
    fn known(&self) -> Vec<Step> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    async fn begin(&self, name: &str, _: Outlives) -> Result<()> {
        self.change(|steps| begin(steps, name));
        Ok(())
    }

    async fn finish(&self, name: &str, value: &str) -> Result<()> {
        self.change(|steps| finish(steps, name, value));
        Ok(())
    }

    fn note(&self, name: &str, value: &str) {
        self.change(|steps| finish(steps, name, value));
    }

    async fn forget(&self, name: &str) -> Result<()> {
        self.change(|steps| forget(steps, name));
        Ok(())
    }
}

/// Notes that a step has begun.
pub fn begin(steps: &mut Vec<Step>, name: &str) {
    if !steps.iter().any(|step| step.name == name) {
        steps.push(Step { name: name.to_owned(), value: None });
    }
}

/// Notes what came of a step.
pub fn finish(steps: &mut Vec<Step>, name: &str, value: &str) {
    begin(steps, name);
    for step in steps.iter_mut().filter(|step| step.name == name) {
        step.value = Some(value.to_owned());
    }
}

/// Notes that a step has not happened.
pub fn forget(steps: &mut Vec<Step>, name: &str) {
    steps.retain(|step| step.name != name);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(retry: Retry) -> Error {
        Error::new(ErrorKind::Refused, "no").with_retry(retry)
    }

    #[tokio::test]
    async fn a_step_is_taken_once() {
        let steps = MemorySteps::default();
        let made = once(&steps, "file.1", async { Ok("id".to_owned()) }).await;
        assert_eq!(made.unwrap(), "id");
        let again = once(&steps, "file.1", async { Err(refused(Retry::No)) }).await;
        assert_eq!(again.unwrap(), "id", "what came of it before is the answer");
    }

    #[tokio::test]
    async fn a_step_without_an_answer_is_never_repeated() {
        let steps = MemorySteps::default();
        let lost = once(&steps, "launch", async { Err(refused(Retry::AfterCheck)) }).await.unwrap_err();
        assert_eq!(lost.retry(), Retry::AfterCheck);
        let again = once(&steps, "launch", async { Ok("twice".to_owned()) }).await.unwrap_err();
        assert_eq!((again.kind(), again.retry()), (ErrorKind::Interrupted, Retry::AfterCheck));
        assert_eq!(open_step(&steps.known()).map(|step| step.name.as_str()), Some("launch"));
    }

    #[tokio::test]
    async fn a_step_that_certainly_did_not_happen_can_be_taken_again() {
        let steps = MemorySteps::default();
        for retry in [Retry::No, Retry::Later] {
            once(&steps, "file.1", async { Err(refused(retry)) }).await.unwrap_err();
            assert_eq!(steps.known(), []);
        }
        assert_eq!(once(&steps, "file.1", async { Ok("id".to_owned()) }).await.unwrap(), "id");
    }
}
