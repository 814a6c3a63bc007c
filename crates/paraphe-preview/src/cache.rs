//! Pages that were rendered, as PNG, the least recently used forgotten first.

use crate::queue::Question;
use crate::request::RenderedPage;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Never holds more bytes of PNG than it was made for.
#[derive(Debug)]
pub(crate) struct PageCache {
    limit_bytes: usize,
    bytes: usize,
    pages: HashMap<Question, Entry>,
    by_use: BTreeMap<u64, Question>,
    clock: u64,
}

#[derive(Debug)]
struct Entry {
    page: Arc<RenderedPage>,
    used: u64,
}

impl PageCache {
    /// An empty one that keeps no more than this of pictures.
    pub(crate) fn new(limit_bytes: usize) -> Self {
        Self { limit_bytes, bytes: 0, pages: HashMap::new(), by_use: BTreeMap::new(), clock: 0 }
    }

    pub(crate) fn find(&mut self, question: &Question) -> Option<Arc<RenderedPage>> {
        let entry = self.pages.get_mut(question)?;
        self.clock += 1;
        if let Some(question) = self.by_use.remove(&entry.used) {
            self.by_use.insert(self.clock, question);
        }
        entry.used = self.clock;
        Some(Arc::clone(&entry.page))
    }

    pub(crate) fn keep(&mut self, question: Question, page: Arc<RenderedPage>) {
        let size = page.png.len();
        if size > self.limit_bytes || self.pages.contains_key(&question) {
            return;
        }
        while self.bytes + size > self.limit_bytes {
            let Some((_, oldest)) = self.by_use.pop_first() else { break };
            if let Some(entry) = self.pages.remove(&oldest) {
                self.bytes -= entry.page.png.len();
            }
        }
        self.clock += 1;
        self.bytes += size;
        self.by_use.insert(self.clock, question.clone());
        self.pages.insert(question, Entry { page, used: self.clock });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::tests::question;

    fn page(bytes: usize) -> Arc<RenderedPage> {
        Arc::new(RenderedPage { width: 1, height: 1, png: vec![0; bytes] })
    }

    #[test]
    fn the_least_recently_used_page_goes_first_and_the_limit_holds() {
        let mut cache = PageCache::new(100);
        cache.keep(question(1), page(40));
        cache.keep(question(2), page(40));
        assert!(cache.find(&question(1)).is_some());
        cache.keep(question(3), page(40));
        assert!(cache.find(&question(2)).is_none(), "page 2 was used longest ago");
        assert!(cache.find(&question(1)).is_some() && cache.find(&question(3)).is_some());
        assert_eq!(cache.bytes, 80);
    }

    #[test]
    fn a_page_larger_than_the_whole_cache_is_not_kept_and_pushes_nothing_out() {
        let mut cache = PageCache::new(100);
        cache.keep(question(1), page(60));
        cache.keep(question(2), page(101));
        assert!(cache.find(&question(1)).is_some() && cache.find(&question(2)).is_none());
        cache.keep(question(1), page(60));
        assert_eq!(cache.bytes, 60, "the same page is counted once");
    }
}
