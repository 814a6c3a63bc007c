//! The process that owns pdfium: reads requests, answers them one after another, and ends with its parent.

mod documents;
mod forms;
mod image;
mod limits;
mod pdfium;
mod surface;
mod text;
mod warm;

use crate::frame::{FrameError, REQUEST_LIMITS, read_frame, write_frame, write_parts};
use crate::message::{Answer, Failure, ImageBytes, RenderFormat, Request, WireDocument, image_head};
use crate::worker::documents::Documents;
use crate::worker::image::Canvas;
use crate::worker::pdfium::{Interrupt, Library};
use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use zeroize::Zeroize;

/// To be called first in `main`: when this process was started as a preview worker, does that work and returns the code
/// to exit with; otherwise returns `None` at once and the program goes on as what it is.
pub fn run_worker_if_asked() -> Option<i32> {
    let asked = std::env::args_os().nth(1).is_some_and(|argument| argument == HIDDEN_ARGUMENT);
    asked.then(|| match run() {
        Ok(()) => 0,
        Err(_) => 1,
    })
}

fn run() -> io::Result<()> {
    let mut answers = take_stdout()?;
    let Ok(hello) = read_frame(&mut io::stdin().lock(), REQUEST_LIMITS) else { return Ok(()) };
    let Ok(Request::Hello { library, memory_limit_bytes, surface_bytes }) = Request::from_frame(&hello)
    else {
        return Ok(());
    };
    let canvas = Canvas::new(surface::take(surface_bytes));
    limits::apply(memory_limit_bytes, &answers);
    let library = match Library::load(&library) {
        Ok(library) => library,
        Err(detail) => return say(&mut answers, hello.id, Answer::Refused { detail }),
    };
    say(&mut answers, hello.id, Answer::Ready)?;

    let cancelled = Arc::new(AtomicU64::new(0));
    let requests = listen(Arc::clone(&cancelled))?;
    let mut worker = Worker { documents: Documents::new(library), canvas, answers, cancelled };
    while let Ok((id, request)) = requests.recv() {
        worker.answer(id, request)?;
    }
    Ok(())
}

struct Worker {
    documents: Documents,
    canvas: Canvas,
    answers: File,
    /// The highest number that was cancelled; numbers grow.
    cancelled: Arc<AtomicU64>,
}

/// Why there is no answer to send.
enum Stop {
    Failed(Failure),
    Interrupted,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Worker {
    fn answer(&mut self, id: u64, request: Request) -> io::Result<()> {
        let answer = match request {
            Request::Cancel | Request::Hello { .. } => return Ok(()),
            Request::WarmUp => {
                self.warm_up();
                Ok(Answer::Ready)
            }
            Request::Probe { document } => self.documents.open(&document).map(|d| Answer::Probe(d.probe())),
            Request::Text { document, page } => self
                .documents
                .open(&document)
                .and_then(|document| text::extract(document.page(page)?))
                .map(Answer::Text),
            Request::Render { document, page, width_px, format } => {
                return match self.render(id, &document, page, width_px, format) {
                    Ok(()) => self.send_image(id, format),
                    Err(Stop::Failed(failure)) => say(&mut self.answers, id, Answer::Failed(failure)),
                    Err(Stop::Interrupted) => say(&mut self.answers, id, Answer::Interrupted),
                };
            }
        };
        say(&mut self.answers, id, answer.unwrap_or_else(Answer::Failed))
    }

    fn render(
        &mut self,
        id: u64,
        document: &WireDocument,
        page: u32,
        width_px: u32,
        format: RenderFormat,
    ) -> Result<(), Stop> {
        let interrupt = Interrupt { current: id, cancelled: &self.cancelled };
        let page = self.documents.open(document)?.page(page)?;
        if interrupt.is_due() {
            return Err(Stop::Interrupted);
        }
        self.canvas.draw(page, width_px, format, &interrupt)
    }

    fn send_image(&mut self, id: u64, format: RenderFormat) -> io::Result<()> {
        let (width, height, stride) = self.canvas.size();
        match self.canvas.bytes(format) {
            Some(bytes) => {
                let (kind, head) = image_head(width, height, stride, format);
                write_parts(&mut self.answers, kind, id, &head, bytes)?;
                self.answers.flush()
            }
            None => {
                let bytes = ImageBytes::OnSurface;
                say(&mut self.answers, id, Answer::Image { width, height, stride, format, bytes })
            }
        }
    }
}

fn say(answers: &mut File, id: u64, answer: Answer) -> io::Result<()> {
    write_frame(answers, &answer.into_frame(id))?;
    answers.flush()
}

/// Reads requests in a thread, so that a cancellation is heard in the middle of a page and the end of the parent at any
/// time. Nothing here is worth keeping: when the pipe ends, so does the process.
fn listen(cancelled: Arc<AtomicU64>) -> io::Result<Receiver<(u64, Request)>> {
    let (sender, requests) = mpsc::channel();
    thread::Builder::new().name("requests".to_owned()).spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            match read_request(&mut input) {
                Ok((id, Request::Cancel)) => {
                    cancelled.fetch_max(id, Ordering::Relaxed);
                }
                Ok(request) => {
                    if sender.send(request).is_err() {
                        std::process::exit(0);
                    }
                }
                Err(_) => std::process::exit(0),
            }
        }
    })?;
    Ok(requests)
}

fn read_request(input: &mut impl io::Read) -> Result<(u64, Request), FrameError> {
    let mut frame = read_frame(input, REQUEST_LIMITS)?;
    let request = Request::from_frame(&frame).map_err(|_| FrameError::NotAFrame);
    // It may hold a password.
    frame.head.zeroize();
    Ok((frame.id, request?))
}

/// The pipe for answers, unbuffered and out of reach of anything that prints.
#[cfg(unix)]
fn take_stdout() -> io::Result<File> {
    use std::os::fd::AsFd;
    let answers = io::stdout().as_fd().try_clone_to_owned()?;
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(answers.into())
}

/// The pipe for answers, unbuffered.
#[cfg(windows)]
fn take_stdout() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
}

/// Not shown by any `--help`.
pub(crate) const HIDDEN_ARGUMENT: &str = "--paraphe-preview-worker";
