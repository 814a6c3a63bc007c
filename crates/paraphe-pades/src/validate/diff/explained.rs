//! What became of a step: what was excused, as what, and what nothing excuses.

use super::rule::{Doubt, Excuse};
use crate::validate::report::{ChangeKind, ModificationLevel};
use std::collections::{BTreeMap, BTreeSet};

/// How many unexplained objects are named; the number of all stands in the group.
const NAMED_LIMIT: usize = 20;

/// The explanation of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Explained {
    pub(super) level: ModificationLevel,
    pub(super) groups: BTreeMap<(ChangeKind, Option<String>), u32>,
    pub(super) pages: BTreeSet<u32>,
    pub(super) fields: BTreeSet<String>,
    pub(super) unexplained: Vec<String>,
    /// Pages that gained annotations.
    pub(super) annotated: BTreeSet<u32>,
    /// Pages on which something new lies over text.
    pub(super) covering: BTreeSet<u32>,
    /// Fields that show something else than their value.
    pub(super) differing: BTreeSet<String>,
}

impl Explained {
    pub(super) fn nothing() -> Self {
        Self {
            level: ModificationLevel::None,
            groups: BTreeMap::new(),
            pages: BTreeSet::new(),
            fields: BTreeSet::new(),
            unexplained: Vec::new(),
            annotated: BTreeSet::new(),
            covering: BTreeSet::new(),
            differing: BTreeSet::new(),
        }
    }

    /// For revisions that could not be compared.
    pub(super) fn nothing_understood() -> Self {
        let mut explained = Self::nothing();
        explained.fail("revision".to_owned());
        explained
    }

    pub(super) fn accept(&mut self, excuse: Excuse) {
        self.level = self.level.max(excuse.level);
        for doubt in &excuse.doubts {
            match doubt {
                Doubt::Covers(page) => {
                    self.covering.insert(*page);
                }
                Doubt::Differs(field) => {
                    self.differing.insert(field.clone());
                }
            }
        }
        if matches!(excuse.kind, ChangeKind::FormField | ChangeKind::Signature) {
            self.fields.extend(excuse.fields);
        }
        *self.groups.entry((excuse.kind, excuse.field)).or_default() += 1;
    }

    pub(super) fn fail(&mut self, what: String) {
        self.level = ModificationLevel::Other;
        *self.groups.entry((ChangeKind::Unexplained, None)).or_default() += 1;
        if self.unexplained.len() < NAMED_LIMIT {
            self.unexplained.push(what);
        }
    }
}
