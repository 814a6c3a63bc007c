//! Which request is next: pure, no threads and no processes.

use crate::document::DocumentKey;
use crate::message::{RenderFormat, Request, WireDocument};
use crate::request::Urgency;
use crate::ticket::Slot;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A request, for as long as somebody waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct JobId(u64);

/// What is asked of which state of which file. Equal questions are answered once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Question {
    pub(crate) document: DocumentKey,
    pub(crate) task: Task,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Task {
    Probe,
    Render { page: u32, width_px: u32, format: RenderFormat },
    Text { page: u32 },
}

impl Task {
    /// The page to name in an error; 0 for the whole document.
    pub(crate) fn page(self) -> u32 {
        match self {
            Self::Probe => 0,
            Self::Render { page, .. } | Self::Text { page } => page,
        }
    }

    /// The request to a worker.
    pub(crate) fn to_request(self, document: WireDocument) -> Request {
        match self {
            Self::Probe => Request::Probe { document },
            Self::Render { page, width_px, format } => Request::Render { document, page, width_px, format },
            Self::Text { page } => Request::Text { document, page },
        }
    }
}

/// A request for a worker to do now.
#[derive(Clone, Debug)]
pub(crate) struct Assignment {
    pub(crate) id: JobId,
    pub(crate) question: Question,
    pub(crate) document: WireDocument,
}

/// Requests that wait and requests that are worked on.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    jobs: HashMap<JobId, Job>,
    waiting: BTreeMap<Rank, JobId>,
    by_question: HashMap<Question, JobId>,
    last: u64,
}

#[derive(Debug)]
struct Job {
    assignment: Assignment,
    rank: Rank,
    waiters: Vec<Arc<Slot>>,
    /// The lane that works on it.
    lane: Option<usize>,
    interrupted: bool,
}

/// Smallest first: class, then order within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(Urgency, i64);

impl Queue {
    /// Adds somebody who waits; an equal question that is known already becomes at least this urgent.
    pub(crate) fn push(
        &mut self,
        question: Question,
        document: WireDocument,
        urgency: Urgency,
        slot: Arc<Slot>,
    ) -> JobId {
        self.last += 1;
        let rank = Rank::new(urgency, self.last);
        if let Some(id) = self.by_question.get(&question).copied()
            && let Some(job) = self.jobs.get_mut(&id)
        {
            job.waiters.push(slot);
            if rank < job.rank {
                if job.lane.is_none() {
                    self.waiting.remove(&job.rank);
                    self.waiting.insert(rank, id);
                }
                job.rank = rank;
            }
            return id;
        }
        let id = JobId(self.last);
        self.by_question.insert(question.clone(), id);
        self.waiting.insert(rank, id);
        let assignment = Assignment { id, question, document };
        self.jobs.insert(id, Job { assignment, rank, waiters: vec![slot], lane: None, interrupted: false });
        id
    }

    /// Gives the most urgent request to a lane.
    pub(crate) fn assign(&mut self, lane: usize) -> Option<Assignment> {
        let (_, id) = self.waiting.pop_first()?;
        let job = self.jobs.get_mut(&id)?;
        job.lane = Some(lane);
        job.interrupted = false;
        Some(job.assignment.clone())
    }

    /// Takes a finished request away; gives those who wait for it.
    pub(crate) fn finish(&mut self, id: JobId) -> Vec<Arc<Slot>> {
        let Some(job) = self.jobs.remove(&id) else { return Vec::new() };
        self.by_question.remove(&job.assignment.question);
        self.waiting.remove(&job.rank);
        job.waiters
    }

    /// Puts an interrupted request back, unless nobody waits for it any more.
    pub(crate) fn put_back(&mut self, id: JobId) {
        let Some(job) = self.jobs.get_mut(&id) else { return };
        if job.waiters.is_empty() {
            self.finish(id);
        } else {
            job.lane = None;
            self.waiting.insert(job.rank, id);
        }
    }

    /// Somebody no longer waits. A request nobody waits for is forgotten; when it is being worked on, the lane to
    /// interrupt is returned.
    pub(crate) fn release(&mut self, id: JobId, slot: &Arc<Slot>) -> Option<usize> {
        let job = self.jobs.get_mut(&id)?;
        job.waiters.retain(|waiter| !Arc::ptr_eq(waiter, slot));
        if !job.waiters.is_empty() {
            return None;
        }
        match job.lane {
            None => {
                self.finish(id);
                None
            }
            Some(_) if job.interrupted => None,
            Some(lane) => {
                job.interrupted = true;
                Some(lane)
            }
        }
    }

    /// When every lane is busy and something visible waits: the least urgent request being worked on, to interrupt.
    pub(crate) fn preempt(&mut self) -> Option<(JobId, usize)> {
        let visible = self.waiting.keys().take_while(|rank| rank.0 == Urgency::Visible).count();
        let running = self.jobs.values_mut().filter(|job| job.lane.is_some());
        let (mut stopping, mut least): (usize, Option<&mut Job>) = (0, None);
        for job in running {
            if job.interrupted {
                stopping += 1;
            } else if job.rank.0 != Urgency::Visible && least.as_ref().is_none_or(|l| l.rank < job.rank) {
                least = Some(job);
            }
        }
        if visible <= stopping {
            return None;
        }
        let job = least?;
        job.interrupted = true;
        job.lane.map(|lane| (job.assignment.id, lane))
    }

    /// Forgets everything; gives all who wait.
    pub(crate) fn drain(&mut self) -> Vec<Arc<Slot>> {
        self.waiting.clear();
        self.by_question.clear();
        self.jobs.drain().flat_map(|(_, job)| job.waiters).collect()
    }
}

impl Rank {
    fn new(urgency: Urgency, number: u64) -> Self {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        match urgency {
            Urgency::Visible | Urgency::Nearby => Self(urgency, -number),
            Urgency::Thumbnail => Self(urgency, number),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
