use super::*;
use crate::document::PreviewDocument;

fn wire() -> WireDocument {
    let document = PreviewDocument::new(env!("CARGO_MANIFEST_DIR").to_owned() + "/Cargo.toml");
    let key = DocumentKey::of(&document).unwrap();
    WireDocument { path: document.path, version: key.version(), password: None }
}

/// A question about a page of this crate's manifest, which is not asked of anybody.
pub(crate) fn question(page: u32) -> Question {
    let document = PreviewDocument::new(wire().path);
    let task = Task::Render { page, width_px: 100, format: RenderFormat::Png };
    Question { document: DocumentKey::of(&document).unwrap(), task }
}

fn push(queue: &mut Queue, page: u32, urgency: Urgency) -> (JobId, Arc<Slot>) {
    let slot = Arc::new(Slot::default());
    (queue.push(question(page), wire(), urgency, Arc::clone(&slot)), slot)
}

fn order(queue: &mut Queue) -> Vec<u32> {
    std::iter::from_fn(|| queue.assign(0)).map(|assignment| assignment.question.task.page()).collect()
}

#[test]
fn newest_visible_first_then_newest_nearby_then_thumbnails_in_order() {
    let mut queue = Queue::default();
    for (page, urgency) in [
        (1, Urgency::Thumbnail),
        (2, Urgency::Thumbnail),
        (3, Urgency::Nearby),
        (4, Urgency::Visible),
        (5, Urgency::Nearby),
        (6, Urgency::Visible),
    ] {
        push(&mut queue, page, urgency);
    }
    assert_eq!(order(&mut queue), [6, 4, 5, 3, 1, 2]);
}

#[test]
fn an_equal_question_is_asked_once_and_becomes_as_urgent_as_the_most_urgent() {
    let mut queue = Queue::default();
    let (first, _) = push(&mut queue, 1, Urgency::Thumbnail);
    push(&mut queue, 2, Urgency::Nearby);
    let (again, _) = push(&mut queue, 1, Urgency::Visible);
    assert_eq!(first, again);
    assert_eq!(order(&mut queue), [1, 2]);
    assert_eq!(queue.finish(first).len(), 2, "both get the result");
}

#[test]
fn a_queued_request_nobody_waits_for_is_forgotten_at_once() {
    let mut queue = Queue::default();
    let (job, slot) = push(&mut queue, 1, Urgency::Visible);
    let (_, second) = push(&mut queue, 1, Urgency::Visible);
    assert_eq!(queue.release(job, &slot), None);
    assert_eq!(queue.jobs.len(), 1, "one still waits");
    assert_eq!(queue.release(job, &second), None, "no lane works on it");
    assert!(order(&mut queue).is_empty());
    assert!(queue.jobs.is_empty() && queue.by_question.is_empty());
}

#[test]
fn a_running_request_nobody_waits_for_is_interrupted_once() {
    let mut queue = Queue::default();
    let (job, slot) = push(&mut queue, 1, Urgency::Visible);
    queue.assign(7).unwrap();
    assert_eq!(queue.release(job, &slot), Some(7));
    assert_eq!(queue.release(job, &slot), None);
    queue.put_back(job);
    assert!(queue.jobs.is_empty());
}

#[test]
fn whoever_asks_again_for_an_interrupted_page_gets_it() {
    let mut queue = Queue::default();
    let (job, slot) = push(&mut queue, 1, Urgency::Thumbnail);
    queue.assign(0).unwrap();
    queue.release(job, &slot);
    push(&mut queue, 1, Urgency::Visible);
    queue.put_back(job);
    assert_eq!(order(&mut queue), [1]);
}

#[test]
fn something_visible_interrupts_the_least_urgent_work_and_only_as_much_as_is_needed() {
    let mut queue = Queue::default();
    let (thumbnail, _) = push(&mut queue, 1, Urgency::Thumbnail);
    push(&mut queue, 2, Urgency::Nearby);
    queue.assign(0).unwrap();
    queue.assign(1).unwrap();
    push(&mut queue, 3, Urgency::Nearby);
    assert_eq!(queue.preempt(), None, "nothing visible waits");
    push(&mut queue, 4, Urgency::Visible);
    assert_eq!(queue.preempt(), Some((thumbnail, 1)));
    assert_eq!(queue.preempt(), None, "one lane is being freed already");
    queue.put_back(thumbnail);
    assert_eq!(order(&mut queue), [4, 3, 1]);
}

#[test]
fn visible_work_is_never_interrupted_for_more_of_it() {
    let mut queue = Queue::default();
    push(&mut queue, 1, Urgency::Visible);
    queue.assign(0).unwrap();
    push(&mut queue, 2, Urgency::Visible);
    assert_eq!(queue.preempt(), None);
}

#[test]
fn at_the_end_everybody_is_told() {
    let mut queue = Queue::default();
    push(&mut queue, 1, Urgency::Visible);
    push(&mut queue, 2, Urgency::Visible);
    queue.assign(0).unwrap();
    assert_eq!(queue.drain().len(), 2);
    assert!(order(&mut queue).is_empty());
}
