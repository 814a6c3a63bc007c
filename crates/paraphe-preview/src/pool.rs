//! The workers' side that never crashes: one queue, one thread per worker, the cache and what is known to crash.

mod lane;

use crate::cache::PageCache;
use crate::error::PreviewError;
use crate::handle::PreviewOptions;
use crate::message::WireDocument;
pub(crate) use crate::pool::lane::LaneMessage;
use crate::pool::lane::{Lane, Outcome};
use crate::queue::{Assignment, JobId, Question, Queue};
use crate::request::Urgency;
use crate::ticket::{Reply, Slot, Ticket};
use std::collections::HashMap;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

/// The threads; dropping it ends them and their workers.
#[derive(Debug)]
pub(crate) struct Pool {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

/// What the threads and the tickets share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) options: PreviewOptions,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    queue: Queue,
    cache: PageCache,
    /// How often a question cost a worker, and the error it ended with.
    losses: HashMap<Question, (u32, PreviewError)>,
    lanes: Vec<Sender<LaneMessage>>,
    idle: usize,
    warming: bool,
    closed: bool,
}

/// What a lane does next.
enum Turn {
    Close,
    Warm,
    Work(Assignment),
}

impl Pool {
    pub(crate) fn start(options: PreviewOptions) -> Self {
        let workers = options.workers.max(1);
        let cache = PageCache::new(options.cache_bytes);
        let state = State {
            queue: Queue::default(),
            cache,
            losses: HashMap::new(),
            lanes: Vec::new(),
            idle: 0,
            warming: false,
            closed: false,
        };
        let shared = Arc::new(Shared { options, state: Mutex::new(state), changed: Condvar::new() });
        let mut threads = Vec::new();
        for number in 0..workers {
            let (sender, receiver) = mpsc::channel();
            let (pool, own) = (Arc::clone(&shared), sender.clone());
            let name = format!("preview-{number}");
            let spawned = thread::Builder::new().name(name).spawn(move || pool.serve(number, own, receiver));
            if let Ok(thread) = spawned {
                threads.push(thread);
            }
            shared.lock().lanes.push(sender);
        }
        if threads.is_empty() {
            shared.close();
        }
        Self { shared, threads }
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shared.close();
        for thread in self.threads.drain(..) {
            // A lane has no way to panic; if one did, its worker died with its pipes.
            let _ = thread.join();
        }
    }
}

impl Shared {
    /// A ticket for a question, from the cache when it can be.
    pub(crate) fn ask<T>(
        self: &Arc<Self>,
        question: Question,
        document: WireDocument,
        urgency: Urgency,
        take: fn(Reply) -> Option<T>,
    ) -> Ticket<T> {
        let mut state = self.lock();
        if state.closed {
            return Ticket::known(Err(PreviewError::Cancelled), take);
        }
        if let Some(page) = state.cache.find(&question) {
            return Ticket::known(Ok(Reply::Page(page)), take);
        }
        if let Some((losses, error)) = state.losses.get(&question)
            && *losses >= LOSSES_ALLOWED
        {
            return Ticket::known(Err(error.clone()), take);
        }
        let slot = Arc::new(Slot::default());
        let job = state.queue.push(question, document, urgency, Arc::clone(&slot));
        if state.idle == 0
            && let Some((job, lane)) = state.queue.preempt()
        {
            state.interrupt(lane, job);
        }
        drop(state);
        self.changed.notify_one();
        Ticket::new(slot, Arc::downgrade(self), job, take)
    }

    /// Lets every lane that has no worker start one.
    pub(crate) fn warm_up(&self) {
        self.lock().warming = true;
        self.changed.notify_all();
    }

    /// A ticket was dropped.
    pub(crate) fn release(&self, job: JobId, slot: &Arc<Slot>) {
        let mut state = self.lock();
        if let Some(lane) = state.queue.release(job, slot) {
            state.interrupt(lane, job);
        }
    }

    fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        let waiting = state.queue.drain();
        for lane in &state.lanes {
            // A lane that is gone needs no message.
            let _ = lane.send(LaneMessage::Close);
        }
        drop(state);
        self.changed.notify_all();
        waiting.iter().for_each(|slot| slot.fill(Err(PreviewError::Cancelled)));
    }

    /// The life of one lane's thread.
    fn serve(&self, number: usize, sender: Sender<LaneMessage>, receiver: mpsc::Receiver<LaneMessage>) {
        let mut lane = Lane::new(&self.options, sender, receiver);
        loop {
            match self.next_turn(number, &lane) {
                Turn::Close => return,
                Turn::Warm => lane.warm_up(),
                Turn::Work(assignment) => {
                    let outcome = lane.run(&assignment);
                    self.settle(assignment, outcome);
                }
            }
        }
    }

    fn next_turn(&self, number: usize, lane: &Lane<'_>) -> Turn {
        let mut state = self.lock();
        loop {
            if state.closed {
                return Turn::Close;
            }
            if let Some(assignment) = state.queue.assign(number) {
                return Turn::Work(assignment);
            }
            if state.warming && lane.is_cold() {
                return Turn::Warm;
            }
            state.idle += 1;
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.idle -= 1;
        }
    }

    fn settle(&self, assignment: Assignment, outcome: Outcome) {
        let mut state = self.lock();
        let result = match outcome {
            Outcome::Interrupted => {
                state.queue.put_back(assignment.id);
                drop(state);
                self.changed.notify_one();
                return;
            }
            Outcome::Answered(result) => result,
            Outcome::WorkerLost(error) => {
                state.remember_loss(&assignment.question, &error);
                Err(error)
            }
        };
        if let Ok(Reply::Page(page)) = &result {
            let page = Arc::clone(page);
            state.cache.keep(assignment.question, page);
        }
        let mut waiters = state.queue.finish(assignment.id);
        drop(state);
        // The last one gets the result itself, so that pixels wanted once are not copied.
        let last = waiters.pop();
        waiters.iter().for_each(|slot| slot.fill(result.clone()));
        if let Some(last) = last {
            last.fill(result);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn interrupt(&self, lane: usize, job: JobId) {
        if let Some(lane) = self.lanes.get(lane) {
            // A lane that is gone has nothing to interrupt.
            let _ = lane.send(LaneMessage::Interrupt(job));
        }
    }

    fn remember_loss(&mut self, question: &Question, error: &PreviewError) {
        if self.losses.len() >= LOSSES_REMEMBERED {
            self.losses.clear();
        }
        let loss = self.losses.entry(question.clone()).or_insert((0, error.clone()));
        *loss = (loss.0 + 1, error.clone());
    }
}

/// After so many lost workers a page at one width is not tried again.
const LOSSES_ALLOWED: u32 = 2;
const LOSSES_REMEMBERED: usize = 4096;
