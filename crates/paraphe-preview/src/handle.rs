//! What the rest of the application holds.

use crate::document::{DocumentKey, PreviewDocument};
use crate::message::{RenderFormat, WireDocument};
use crate::pool::Pool;
use crate::queue::{Question, Task};
use crate::request::{
    BitmapFormat, DocumentProbe, PageText, RenderRequest, RenderedBitmap, RenderedPage, Urgency,
};
use crate::ticket::{Reply, Ticket};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How workers are started and what bounds them.
#[derive(Clone, Debug)]
pub struct PreviewOptions {
    /// The program to start as a worker: one whose `main` begins with [`crate::run_worker_if_asked`].
    pub executable: PathBuf,
    /// The pdfium library, or a folder with it (or with a folder `pdfium` with it), looked at after the places where an
    /// installed program has it.
    pub library: Option<PathBuf>,
    /// How many workers there are at most; at least one.
    pub workers: usize,
    /// The longest time one request may take in a worker.
    pub timeout: Duration,
    /// The most memory a worker may use of its own, where the system can limit it (see the crate's documentation).
    pub memory_limit_bytes: u64,
    /// The most bytes of PNG kept for asking again.
    pub cache_bytes: usize,
}

impl PreviewOptions {
    /// Two workers of this program, 20 seconds, 1 GiB for each, 16 MiB of cache.
    pub fn new(executable: impl Into<PathBuf>) -> Self {
        Self {
            executable: executable.into(),
            library: None,
            workers: 2,
            timeout: Duration::from_secs(20),
            memory_limit_bytes: 1 << 30,
            cache_bytes: 16 << 20,
        }
    }

    /// The same with the program that is running. Fails when the system does not say which that is.
    pub fn for_this_program() -> io::Result<Self> {
        std::env::current_exe().map(Self::new)
    }
}

/// Asks for previews; cheap to clone. When the last clone is dropped, what is still wanted ends as
/// [`crate::PreviewError::Cancelled`] and the workers end.
#[derive(Clone, Debug)]
pub struct PreviewHandle {
    pool: Arc<Pool>,
}

impl PreviewHandle {
    /// Starts the threads. Workers are started when first needed, or by [`PreviewHandle::warm_up`].
    pub fn start(options: PreviewOptions) -> Self {
        Self { pool: Arc::new(Pool::start(options)) }
    }

    /// Starts the workers now, in the background, so that the first page does not wait for them.
    pub fn warm_up(&self) {
        self.pool.shared().warm_up();
    }

    /// A page as PNG. Asked again, it comes from memory as long as the file is the same.
    pub fn render(&self, request: RenderRequest) -> Ticket<RenderedPage> {
        let task = Task::Render { page: request.page, width_px: request.width_px, format: RenderFormat::Png };
        self.ask(&request.document, task, request.urgency, Reply::into_page)
    }

    /// A page as pixels; not kept.
    pub fn render_bitmap(&self, request: RenderRequest, format: BitmapFormat) -> Ticket<RenderedBitmap> {
        let format = RenderFormat::Bitmap(format);
        let task = Task::Render { page: request.page, width_px: request.width_px, format };
        self.ask(&request.document, task, request.urgency, Reply::into_bitmap)
    }

    /// The text of a page (from 1) with its place on the page as displayed, before its `UserUnit`
    /// ([`PageText::with_user_unit`]). As urgent as [`Urgency::Nearby`].
    pub fn text(&self, document: &PreviewDocument, page: u32) -> Ticket<PageText> {
        self.ask(document, Task::Text { page }, Urgency::Nearby, Reply::into_text)
    }

    /// Page count and first sizes, without reading more of the file than that needs. As urgent as [`Urgency::Visible`].
    pub fn probe(&self, document: &PreviewDocument) -> Ticket<DocumentProbe> {
        self.ask(document, Task::Probe, Urgency::Visible, Reply::into_probe)
    }

    fn ask<T>(
        &self,
        document: &PreviewDocument,
        task: Task,
        urgency: Urgency,
        take: fn(Reply) -> Option<T>,
    ) -> Ticket<T> {
        match DocumentKey::of(document) {
            Ok(key) => {
                let wire = WireDocument {
                    path: document.path.clone(),
                    version: key.version(),
                    password: document.password.clone(),
                };
                self.pool.shared().ask(Question { document: key, task }, wire, urgency, take)
            }
            Err(error) => Ticket::known(Err(error), take),
        }
    }
}
