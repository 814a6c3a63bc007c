//! A place in the queue, to be exchanged for a result.

use crate::error::PreviewError;
use crate::pool::Shared;
use crate::queue::JobId;
use crate::request::{DocumentProbe, PageText, RenderedBitmap, RenderedPage};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Waker};

/// The right to one result. Wait for it with [`Ticket::wait`] in a thread or with `.await` in a task; dropping it
/// withdraws the request: one that is still queued is forgotten at once, one that is being worked on is interrupted.
#[must_use = "dropping a ticket cancels the request"]
#[derive(Debug)]
pub struct Ticket<T> {
    slot: Arc<Slot>,
    /// The job to withdraw from; none when the result was known at once.
    place: Option<(Weak<Shared>, JobId)>,
    take: fn(Reply) -> Option<T>,
}

impl<T> Ticket<T> {
    pub(crate) fn new(slot: Arc<Slot>, pool: Weak<Shared>, job: JobId, take: fn(Reply) -> Option<T>) -> Self {
        Self { slot, place: Some((pool, job)), take }
    }

    /// A ticket whose result is known.
    pub(crate) fn known(outcome: Result<Reply, PreviewError>, take: fn(Reply) -> Option<T>) -> Self {
        let slot = Slot::default();
        slot.fill(outcome);
        Self { slot: Arc::new(slot), place: None, take }
    }

    /// Waits for the result. It comes at the latest after the time limits of the requests before it.
    pub fn wait(self) -> Result<T, PreviewError> {
        let outcome = self.slot.wait();
        self.unpack(outcome)
    }

    /// Withdraws the request.
    pub fn cancel(self) {
        drop(self);
    }

    fn unpack(&self, outcome: Result<Reply, PreviewError>) -> Result<T, PreviewError> {
        let reply = outcome?;
        (self.take)(reply).ok_or_else(|| PreviewError::WorkerUnavailable {
            detail: "an answer to another question".to_owned(),
        })
    }
}

impl<T> Future for Ticket<T> {
    type Output = Result<T, PreviewError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.slot.poll(context) {
            Poll::Ready(outcome) => Poll::Ready(self.unpack(outcome)),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<T> Drop for Ticket<T> {
    fn drop(&mut self) {
        if let Some((pool, job)) = self.place.take()
            && let Some(pool) = pool.upgrade()
        {
            pool.release(job, &self.slot);
        }
    }
}

/// A result as the pool knows it; shared when several tickets asked the same.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    Bitmap(Arc<RenderedBitmap>),
    Page(Arc<RenderedPage>),
    Probe(Arc<DocumentProbe>),
    Text(Arc<PageText>),
}

impl Reply {
    pub(crate) fn into_bitmap(self) -> Option<RenderedBitmap> {
        match self {
            Self::Bitmap(bitmap) => Some(Arc::unwrap_or_clone(bitmap)),
            Self::Page(_) | Self::Probe(_) | Self::Text(_) => None,
        }
    }

    pub(crate) fn into_page(self) -> Option<RenderedPage> {
        match self {
            Self::Page(page) => Some(Arc::unwrap_or_clone(page)),
            Self::Bitmap(_) | Self::Probe(_) | Self::Text(_) => None,
        }
    }

    pub(crate) fn into_probe(self) -> Option<DocumentProbe> {
        match self {
            Self::Probe(probe) => Some(Arc::unwrap_or_clone(probe)),
            Self::Bitmap(_) | Self::Page(_) | Self::Text(_) => None,
        }
    }

    pub(crate) fn into_text(self) -> Option<PageText> {
        match self {
            Self::Text(text) => Some(Arc::unwrap_or_clone(text)),
            Self::Bitmap(_) | Self::Page(_) | Self::Probe(_) => None,
        }
    }
}

/// Where the pool puts a result and a ticket takes it.
#[derive(Debug, Default)]
pub(crate) struct Slot {
    state: Mutex<SlotState>,
    filled: Condvar,
}

#[derive(Debug, Default)]
struct SlotState {
    outcome: Option<Result<Reply, PreviewError>>,
    waker: Option<Waker>,
}

impl Slot {
    pub(crate) fn fill(&self, outcome: Result<Reply, PreviewError>) {
        let mut state = self.lock();
        state.outcome = Some(outcome);
        let waker = state.waker.take();
        drop(state);
        self.filled.notify_all();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn wait(&self) -> Result<Reply, PreviewError> {
        let mut state = self.lock();
        loop {
            if let Some(outcome) = state.outcome.take() {
                return outcome;
            }
            state = self.filled.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn poll(&self, context: &mut Context<'_>) -> Poll<Result<Reply, PreviewError>> {
        let mut state = self.lock();
        if let Some(outcome) = state.outcome.take() {
            return Poll::Ready(outcome);
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }

    fn lock(&self) -> MutexGuard<'_, SlotState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
