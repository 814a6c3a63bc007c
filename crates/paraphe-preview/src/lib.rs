//! Page previews: bitmaps, text and sizes of PDF pages, made by pdfium in worker processes.
//!
//! pdfium is a large C++ program that reads files from strangers. It therefore never runs in the process that has the
//! window, the history or a key: it runs in a few *workers*. A worker is any executable whose `main` begins with
//! [`run_worker_if_asked`], started with a hidden argument and spoken to in frames over two pipes. A file that crashes
//! pdfium, or keeps it busy for ever, costs the page that was asked for ([`PreviewError::WorkerCrashed`],
//! [`PreviewError::TimedOut`]); the worker is replaced and everything else goes on.
//!
//! This crate never writes a file, never opens a socket and never changes a document. It is the only owner of
//! `pdfium-render`. Everything is synchronous; a [`Ticket`] can be waited for by a thread or awaited by a task.
//!
//! What bounds a worker: a time limit per request everywhere; a limit on memory by `RLIMIT_DATA` on Linux (the bitmap
//! being drawn is not in it, it has a fixed room of its own). macOS knows that limit but does not apply it to mapped
//! memory, Windows has no such limit per process without a job object: there, what holds is the limit on the pixels of
//! an image and the time limit.

mod cache;
mod document;
mod error;
mod frame;
#[doc(hidden)]
pub mod fuzzing;
mod handle;
mod library;
mod message;
mod pool;
mod process;
mod queue;
mod request;
mod surface;
mod ticket;
mod worker;

pub use crate::document::{Password, PreviewDocument};
pub use crate::error::{PreviewError, UnreadableReason};
pub use crate::handle::{PreviewHandle, PreviewOptions};
pub use crate::request::{
    BitmapFormat, DocumentProbe, MAX_PIXELS, MAX_SIDE_PX, PROBED_PAGES, PageSize, PageText, RenderRequest,
    RenderedBitmap, RenderedPage, TextRun, TextWord, Urgency,
};
pub use crate::ticket::Ticket;
pub use crate::worker::run_worker_if_asked;
