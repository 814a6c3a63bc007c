//! The query of a list.

use crate::page;

/// `skip` and `limit`: from 0, at most 100.
pub(super) struct Paging {
    skip: usize,
    limit: usize,
}

impl Paging {
    /// What the query says; values that do not fit count as missing.
    pub(super) fn read(query: Option<&str>) -> Self {
        let number = |name: &str| value(query, name).and_then(|text| text.parse().ok());
        let limit = number("limit").filter(|limit| (1..=100).contains(limit)).unwrap_or(100);
        Self { skip: number("skip").unwrap_or(0), limit }
    }

    pub(super) fn page<T>(&self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip(self.skip).take(self.limit).collect()
    }
}

/// The value of one name in the query.
pub(super) fn value(query: Option<&str>, name: &str) -> Option<String> {
    let fields = page::form(query?.as_bytes());
    fields.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}
