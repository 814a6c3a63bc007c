//! The documents of an envelope: one PDF each, known by the digest of its bytes. The bytes themselves are elsewhere.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DocumentId, PageGeometry, Sha256Digest};

/// One PDF of a draft or an envelope.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
pub struct Document {
    /// Its identifier within the draft or envelope.
    pub id: DocumentId,
    /// Its name as people read it; any script.
    pub name: String,
    /// The digest of the original bytes, before anybody signed.
    pub sha256: Sha256Digest,
    /// The size of the original in bytes.
    #[ts(type = "number")]
    pub byte_size: u64,
    /// The geometry of each page, in order.
    pub pages: Vec<PageGeometry>,
}

impl Document {
    /// The number of pages.
    #[must_use]
    pub fn page_count(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }

    /// The geometry of a page, counted from 1; `None` when there is no such page.
    #[must_use]
    pub fn page(&self, page: u32) -> Option<&PageGeometry> {
        self.pages.get(usize::try_from(page.checked_sub(1)?).ok()?)
    }
}
