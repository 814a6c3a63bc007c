//! The shape of a rule.

use super::step::Step;
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{ObjectChange, ObjectRole};
use std::collections::BTreeSet;

/// Looks at one changed object in one of its roles and excuses it there or stays silent. An object is excused only when
/// it is in *every* role it has: a font that is also a page's content is a page's content.
pub(super) type DiffRule = fn(&Step<'_>, &ObjectChange, &ObjectRole) -> Option<Excuse>;

/// Why a change is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excuse {
    pub(super) level: ModificationLevel,
    pub(super) kind: ChangeKind,
    pub(super) field: Option<String>,
    /// All fields it fills in or signs, by each of their names: a lock may forbid one of them.
    pub(super) fields: BTreeSet<String>,
    /// Why it may mislead all the same.
    pub(super) doubts: Vec<Doubt>,
}

/// Why a permitted change may mislead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It lies over text of this page.
    Covers(u32),
    /// A field shows something else than its value.
    Differs(String),
}

impl Excuse {
    /// A change that only makes room for others, which carry their own level.
    pub(super) fn container() -> Self {
        Self {
            level: ModificationLevel::LtaUpdates,
            kind: ChangeKind::FileStructure,
            field: None,
            fields: BTreeSet::new(),
            doubts: Vec::new(),
        }
    }

    pub(super) fn new(level: ModificationLevel, kind: ChangeKind) -> Self {
        Self { level, kind, ..Self::container() }
    }

    pub(super) fn doubted(mut self, doubt: Option<Doubt>) -> Self {
        self.doubts.extend(doubt);
        self
    }

    /// Together with another, whose kind it takes.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.doubts.extend(other.doubts);
        self.fields.extend(other.fields);
        Self { level: self.level.max(other.level), kind: other.kind, ..self }
    }

    pub(super) fn for_field(mut self, name: &str) -> Self {
        self.field = Some(name.to_owned());
        self.touching(name)
    }

    pub(super) fn touching(mut self, name: &str) -> Self {
        self.fields.insert(name.to_owned());
        self
    }
}
