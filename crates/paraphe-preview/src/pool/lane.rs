//! One worker after another, and one request at a time: sending, waiting, interrupting, replacing.

use crate::error::PreviewError;
use crate::frame::{Frame, FrameError};
use crate::handle::PreviewOptions;
use crate::library;
use crate::message::{Answer, Failure, ImageBytes, RenderFormat, Request};
use crate::process::WorkerProcess;
use crate::queue::{Assignment, JobId, Task};
use crate::request::{RenderedBitmap, RenderedPage};
use crate::ticket::Reply;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// What a lane hears while it works.
#[derive(Debug)]
pub(crate) enum LaneMessage {
    /// The pool is being dropped.
    Close,
    /// A frame from the worker with this number, or the end of its pipe.
    FromWorker(u64, Result<Frame, FrameError>),
    /// The request is withdrawn, or something more urgent waits.
    Interrupt(JobId),
}

/// How a request ended.
pub(super) enum Outcome {
    Answered(Result<Reply, PreviewError>),
    Interrupted,
    /// The request cost the worker.
    WorkerLost(PreviewError),
}

/// One worker's place.
pub(super) struct Lane<'a> {
    options: &'a PreviewOptions,
    sender: Sender<LaneMessage>,
    receiver: Receiver<LaneMessage>,
    worker: Option<WorkerProcess>,
    /// Number of the latest worker, so that a late word from a former one is known as such.
    workers: u64,
    requests: u64,
    warm: bool,
    /// Heard while not waiting for an answer.
    closing: bool,
    interrupt: Option<JobId>,
}

/// Why waiting for a frame ended without one.
enum Silence {
    Closed,
    Interrupted,
    Lost(FrameError),
    TooLate,
}

impl<'a> Lane<'a> {
    pub(super) fn new(
        options: &'a PreviewOptions,
        sender: Sender<LaneMessage>,
        receiver: Receiver<LaneMessage>,
    ) -> Self {
        Self {
            options,
            sender,
            receiver,
            worker: None,
            workers: 0,
            requests: 0,
            warm: false,
            closing: false,
            interrupt: None,
        }
    }

    /// Whether nothing was prepared yet.
    pub(super) fn is_cold(&self) -> bool {
        !self.warm
    }

    /// Starts a worker before it is needed, and lets it prepare; if that fails, the first request tells why.
    pub(super) fn warm_up(&mut self) {
        self.warm = true;
        let started = self.living_worker().map_or_else(|| self.start_worker(), Ok);
        let Ok(mut worker) = started else { return };
        self.requests += 1;
        let _ = worker.send(&Request::WarmUp, self.requests);
        if self.listen(&mut worker, self.requests, START_TIMEOUT, None).is_ok() {
            self.worker = Some(worker);
        }
    }

    /// Does one request.
    pub(super) fn run(&mut self, assignment: &Assignment) -> Outcome {
        let mut worker = match self.living_worker() {
            Some(worker) => worker,
            None => match self.start_worker() {
                Ok(worker) => worker,
                Err(error) => return Outcome::Answered(Err(error)),
            },
        };
        let page = assignment.question.task.page();
        self.requests += 1;
        let request = assignment.question.task.to_request(assignment.document.clone());
        // A worker that cannot be written to says why by what it said last, or by the end of its pipe.
        let _ = worker.send(&request, self.requests);
        match self.listen(&mut worker, self.requests, self.options.timeout, Some(assignment.id)) {
            Ok(answer) => {
                let outcome = understand(answer, assignment.question.task, &worker);
                // A worker that answers something else is not to be trusted with the next request.
                if !matches!(outcome, Outcome::WorkerLost(_)) {
                    self.worker = Some(worker);
                }
                outcome
            }
            Err(Silence::Interrupted | Silence::Closed) => Outcome::Interrupted,
            Err(Silence::TooLate) => Outcome::WorkerLost(PreviewError::TimedOut { page }),
            Err(Silence::Lost(FrameError::Closed | FrameError::Cut | FrameError::Io(_))) => {
                Outcome::WorkerLost(PreviewError::WorkerCrashed { page })
            }
            Err(Silence::Lost(error)) => Outcome::WorkerLost(unavailable(&error)),
        }
    }

    /// The worker, unless it ended while it had nothing to do: that is no fault of the next request.
    fn living_worker(&mut self) -> Option<WorkerProcess> {
        let worker = self.worker.take()?;
        let mut lives = true;
        while let Ok(message) = self.receiver.try_recv() {
            match message {
                LaneMessage::FromWorker(number, _) => lives &= number != worker.number(),
                LaneMessage::Close => self.closing = true,
                LaneMessage::Interrupt(job) => self.interrupt = Some(job),
            }
        }
        lives.then_some(worker)
    }

    fn start_worker(&mut self) -> Result<WorkerProcess, PreviewError> {
        let library = library::find(&self.options.executable, self.options.library.as_deref())?;
        self.workers += 1;
        let mut worker = WorkerProcess::start(&self.options.executable, self.workers, &self.sender)
            .map_err(|error| unavailable(&error))?;
        let hello = Request::Hello {
            library: library.clone(),
            memory_limit_bytes: self.options.memory_limit_bytes,
            surface_bytes: worker.surface_bytes(),
        };
        let _ = worker.send(&hello, HELLO_ID);
        let frame =
            self.listen(&mut worker, HELLO_ID, START_TIMEOUT, None).map_err(|silence| match silence {
                Silence::Closed | Silence::Interrupted => PreviewError::Cancelled,
                Silence::Lost(error) => unavailable(&error),
                Silence::TooLate => unavailable(&"no answer after the start"),
            })?;
        match Answer::from_frame(frame) {
            Ok(Answer::Ready) => Ok(worker),
            Ok(Answer::Refused { detail }) => Err(PreviewError::LibraryUnusable { path: library, detail }),
            Ok(
                Answer::Failed(_)
                | Answer::Image { .. }
                | Answer::Interrupted
                | Answer::Probe(_)
                | Answer::Text(_),
            ) => Err(unavailable(&"a first word that is not a greeting")),
            Err(error) => Err(unavailable(&error)),
        }
    }

    /// Waits for the worker's answer to one request.
    fn listen(
        &mut self,
        worker: &mut WorkerProcess,
        request: u64,
        timeout: Duration,
        job: Option<JobId>,
    ) -> Result<Frame, Silence> {
        let mut deadline = Instant::now() + timeout;
        let mut interrupted = false;
        loop {
            if self.closing {
                return Err(Silence::Closed);
            }
            if job.is_some() && self.interrupt.take() == job {
                interrupted = true;
                deadline = deadline.min(Instant::now() + INTERRUPT_GRACE);
                let _ = worker.send(&Request::Cancel, request);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match self.receiver.recv_timeout(left) {
                Ok(LaneMessage::FromWorker(number, _)) if number != worker.number() => {}
                Ok(LaneMessage::FromWorker(_, Ok(frame))) if frame.id == request => return Ok(frame),
                Ok(LaneMessage::FromWorker(_, Ok(_))) => return Err(Silence::Lost(FrameError::NotAFrame)),
                Ok(LaneMessage::FromWorker(_, Err(error))) => return Err(Silence::Lost(error)),
                Ok(LaneMessage::Interrupt(job)) => self.interrupt = Some(job),
                Ok(LaneMessage::Close) => self.closing = true,
                Err(RecvTimeoutError::Timeout) if interrupted => return Err(Silence::Interrupted),
                Err(RecvTimeoutError::Timeout) => return Err(Silence::TooLate),
                Err(RecvTimeoutError::Disconnected) => return Err(Silence::Closed),
            }
        }
    }
}

/// What a frame means as an answer to this task.
fn understand(frame: Frame, task: Task, worker: &WorkerProcess) -> Outcome {
    match Answer::from_frame(frame) {
        Ok(Answer::Interrupted) => Outcome::Interrupted,
        Ok(Answer::Failed(failure)) => Outcome::Answered(Err(failure.into_error(task.page()))),
        Ok(answer) => match to_reply(answer, task, worker) {
            Ok(reply) => Outcome::Answered(Ok(reply)),
            Err(detail) => Outcome::WorkerLost(unavailable(&detail)),
        },
        Err(error) => Outcome::WorkerLost(unavailable(&error)),
    }
}

fn to_reply(answer: Answer, task: Task, worker: &WorkerProcess) -> Result<Reply, String> {
    match (answer, task) {
        (Answer::Image { width, height, stride, format, bytes }, Task::Render { format: wanted, .. })
            if format == wanted =>
        {
            let bytes = match bytes {
                ImageBytes::Here(bytes) => bytes,
                ImageBytes::OnSurface => worker
                    .read_surface(stride as usize * height as usize)
                    .map_err(|error| error.to_string())?,
            };
            Ok(match format {
                RenderFormat::Png => Reply::Page(Arc::new(RenderedPage { width, height, png: bytes })),
                RenderFormat::Bitmap(format) => {
                    Reply::Bitmap(Arc::new(RenderedBitmap { width, height, stride, format, pixels: bytes }))
                }
            })
        }
        (Answer::Probe(probe), Task::Probe) => Ok(Reply::Probe(Arc::new(probe))),
        (Answer::Text(text), Task::Text { .. }) => Ok(Reply::Text(Arc::new(text))),
        _ => Err("an answer to another question".to_owned()),
    }
}

impl Failure {
    fn into_error(self, page: u32) -> PreviewError {
        match self {
            Self::PageMissing { page_count } => PreviewError::PageMissing { page, page_count },
            Self::PasswordNeeded => PreviewError::PasswordNeeded,
            Self::PasswordWrong => PreviewError::PasswordWrong,
            Self::Unreadable(reason) => PreviewError::Unreadable { reason },
        }
    }
}

fn unavailable(error: &impl ToString) -> PreviewError {
    PreviewError::WorkerUnavailable { detail: error.to_string() }
}

/// A worker loads a library of 8 MB; on a cold disk with a virus scanner that takes a while.
const START_TIMEOUT: Duration = Duration::from_secs(20);
/// How long a withdrawn request may go on before its worker is replaced: pdfium looks up between the objects of a page.
const INTERRUPT_GRACE: Duration = Duration::from_secs(1);
const HELLO_ID: u64 = 0;
