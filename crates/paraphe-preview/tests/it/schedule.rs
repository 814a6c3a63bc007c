//! Order, cancelling and ending, with real workers.

use crate::support::{Folder, PageSpec, endless, options, pixel, pool, request};
use paraphe_preview::{BitmapFormat, PreviewError, PreviewHandle, PreviewOptions, RenderRequest, Urgency};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

fn alone() -> PreviewOptions {
    PreviewOptions { workers: 1, timeout: Duration::from_secs(60), ..options() }
}

#[test]
fn a_cancelled_page_frees_its_worker_without_waiting_for_its_end() {
    let folder = Folder::new();
    let path = folder.write("endless.pdf", &endless());
    let pool = PreviewHandle::start(alone());
    let endless = pool.render(request(&path, 1, 800));
    // Long enough to be at work, not so long that the time limit could be what ends it.
    thread::sleep(Duration::from_millis(300));
    endless.cancel();
    let page = pool.render(request(&path, 2, 100)).wait().unwrap();
    assert_eq!(pixel(&page.png, 50, 50), [0, 0, 255]);
}

#[test]
fn something_visible_does_not_wait_for_a_thumbnail() {
    let folder = Folder::new();
    let path = folder.write("endless.pdf", &endless());
    let pool = PreviewHandle::start(alone());
    let thumbnail = pool.render(RenderRequest { urgency: Urgency::Thumbnail, ..request(&path, 1, 100) });
    thread::sleep(Duration::from_millis(300));
    let page = pool.render(request(&path, 2, 100)).wait().unwrap();
    assert_eq!(pixel(&page.png, 50, 50), [0, 0, 255]);
    thumbnail.cancel();
}

#[test]
fn many_requests_and_cancellations_leave_every_ticket_with_an_end() {
    let folder = Folder::new();
    let pages: Vec<_> = (0..40).map(|n| PageSpec::a4(format!("1 0 0 rg 0 0 {} 842 re f", 10 * n))).collect();
    let path = folder.pdf("many.pdf", &pages);
    let pool = pool();
    let urgencies = [Urgency::Visible, Urgency::Nearby, Urgency::Thumbnail];
    let mut kept = Vec::new();
    for round in 0..3_u32 {
        for page in 1..=40 {
            let urgency = urgencies[((page + round) % 3) as usize];
            let ticket = pool.render(RenderRequest { urgency, ..request(&path, page, 200) });
            if (page + round) % 2 == 0 { kept.push((page, ticket)) } else { ticket.cancel() }
        }
    }
    for (page, ticket) in kept {
        let found = ticket.wait().unwrap();
        let right = (page as usize - 1) * 10 * 200 / 595;
        if right > 2 {
            assert_eq!(pixel(&found.png, right - 2, 100), [255, 0, 0], "page {page}");
        }
        assert_eq!(pixel(&found.png, right + 2, 100), [255, 255, 255], "page {page}");
    }
}

#[test]
fn dropping_the_last_handle_ends_what_is_wanted() {
    let folder = Folder::new();
    let path = folder.write("endless.pdf", &endless());
    let pool = PreviewHandle::start(alone());
    let running = pool.render(request(&path, 1, 800));
    let queued = pool.render_bitmap(request(&path, 1, 800), BitmapFormat::Bgr);
    let clone = pool.clone();
    drop(pool);
    let waiting = thread::spawn(move || running.wait());
    thread::sleep(Duration::from_millis(200));
    drop(clone);
    assert_eq!(waiting.join().unwrap(), Err(PreviewError::Cancelled));
    assert_eq!(queued.wait(), Err(PreviewError::Cancelled));
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

#[test]
fn a_ticket_can_be_awaited() {
    let folder = Folder::new();
    let path = folder.pdf("red.pdf", &[PageSpec::a4("1 0 0 rg 0 0 595 842 re f")]);
    let pool = pool();
    let mut ticket = pin!(pool.render(request(&path, 1, 60)));
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let page = loop {
        match ticket.as_mut().poll(&mut context) {
            Poll::Ready(page) => break page.unwrap(),
            Poll::Pending => thread::park(),
        }
    };
    assert_eq!(pixel(&page.png, 30, 30), [255, 0, 0]);
}

#[test]
fn workers_can_be_started_before_they_are_needed() {
    let folder = Folder::new();
    let path = folder.pdf("red.pdf", &[PageSpec::a4("1 0 0 rg 0 0 595 842 re f")]);
    let pool = pool();
    pool.warm_up();
    let pages: Vec<_> = (50..60).map(|width| pool.render(request(&path, 1, width))).collect();
    for page in pages {
        assert_eq!(pixel(&page.wait().unwrap().png, 20, 20), [255, 0, 0]);
    }
}
