//! What was changed after a signature, and whether anything explains it. Reject by default: each rule of [`rules`] names
//! what it excuses, and what no rule excuses is [`ModificationLevel::Other`].
//!
//! Each step from one revision to the next is explained once; a signature is followed by all steps after its own
//! revision. A change that is taken back later is still a change.

mod appearances;
mod area;
mod at_signing;
mod colour;
mod compare;
mod content;
mod cover;
mod drawn;
mod effort;
mod explained;
mod fields;
mod figures;
mod font;
mod form;
mod grammar;
mod graphics;
mod ground;
mod ink;
mod inline_image;
mod join;
mod letter_map;
mod letters;
mod list_box;
mod look;
mod mark;
mod overwrite;
mod pages;
mod path;
mod pen;
mod picture;
mod pile;
mod rule;
mod rules;
mod run;
mod seen;
mod sight;
mod spelling;
mod standard;
mod step;
mod together;
mod values;
mod widths;

pub(super) use at_signing::fields_that_show_something_else;

use super::judgement::Appearances;
use super::report::{ChangeKind, LaterChange, ModificationLevel};
use effort::Effort;
use explained::Explained;
use paraphe_pdf::{Extent, PdfFile, SignatureField};
use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, BTreeSet};
use step::Step;

/// More updates after a signature are not looked into, and so not excused.
const STEPS_LIMIT: usize = 1_000;
/// Behind more bytes than this, be they blank, some viewers do not find the end of the document and look for objects instead.
const TAIL_LIMIT: usize = 900;
/// Nor are those that come when this many objects were visited: each update is compared with all of the document.
const VISITS_LIMIT: usize = 5_000_000;

/// Everything that follows one signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Changes {
    pub(super) level: ModificationLevel,
    pub(super) groups: Vec<LaterChange>,
    pub(super) pages: BTreeSet<u32>,
    /// Fields filled or signed later; what a lock may forbid.
    pub(super) fields: BTreeSet<String>,
    /// Objects (`12 0 R`) no rule explains.
    pub(super) unexplained: Vec<String>,
    pub(super) bytes_after_end: BytesAfterEnd,
    /// Pages that gained annotations.
    pub(super) annotated: BTreeSet<u32>,
    /// Pages on which something new lies over text.
    pub(super) covering: BTreeSet<u32>,
    /// Fields that show something else than their value.
    pub(super) differing: BTreeSet<String>,
    /// Fields that said something when it was signed, and say something else now.
    pub(super) replaced: BTreeSet<String>,
}

/// Whether bytes stand behind the last `%%EOF` that a viewer repairing the file could take for content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BytesAfterEnd {
    No,
    Yes,
}

/// The history of a file, each step explained when first asked for.
pub(super) struct History<'a> {
    pdf: &'a PdfFile,
    /// Names of the fields signed in each revision.
    signed: BTreeMap<usize, BTreeSet<String>>,
    /// The revision from which on nothing new is believed: that of the first signature, or the one somebody knows.
    first: usize,
    steps: Vec<OnceCell<Explained>>,
    effort: Effort,
    visits: Cell<usize>,
}

impl<'a> History<'a> {
    pub(super) fn new<'s>(pdf: &'a PdfFile, signatures: impl Iterator<Item = &'s SignatureField>) -> Self {
        let mut signed: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for field in signatures {
            signed.entry(field.revision).or_default().insert(field.name.clone());
        }
        let steps = pdf.revisions().len().saturating_sub(1);
        let steps = (0..steps).map(|_| OnceCell::new()).collect();
        let first = signed.keys().next().copied().unwrap_or_default();
        Self { pdf, signed, first, steps, effort: Effort::new(), visits: Cell::new(0) }
    }

    /// The same for whoever knows this revision, signed or not.
    pub(super) fn from(self, revision: usize) -> Self {
        Self { first: self.first.min(revision), ..self }
    }

    /// What was changed after this signature.
    pub(super) fn changes_after(&self, field: &SignatureField) -> Changes {
        match field.coverage.extent {
            Extent::WholeFile => Changes::none(),
            Extent::WholeRevision { revision } => self.changes_since(revision),
            Extent::Malformed | Extent::Partial => {
                Changes { level: ModificationLevel::Other, ..Changes::none() }
            }
        }
    }

    /// What was changed after this revision.
    pub(super) fn changes_since(&self, revision: usize) -> Changes {
        let mut changes = Changes::none();
        if self.steps.len() - revision.min(self.steps.len()) > STEPS_LIMIT {
            changes.add(&Explained::nothing_understood());
            return changes;
        }
        for older in revision..self.steps.len() {
            changes.add(self.steps[older].get_or_init(|| self.explain(older)));
        }
        changes.replaced = self.replaced_since(revision, &changes);
        if self.has_bytes_after_end() {
            changes.level = ModificationLevel::Other;
            changes.bytes_after_end = BytesAfterEnd::Yes;
        }
        changes
    }

    fn replaced_since(&self, revision: usize, changes: &Changes) -> BTreeSet<String> {
        let filled: BTreeSet<&str> = changes.fields_of(ChangeKind::FormField).into_iter().collect();
        let (signed, now) = (self.pdf.revision(revision), self.pdf.revision(self.steps.len()));
        match (signed, now) {
            (Some(signed), Some(now)) if !filled.is_empty() => {
                values::replaced(signed, now, &filled, &self.effort)
            }
            _ => BTreeSet::new(),
        }
    }

    fn explain(&self, older: usize) -> Explained {
        let signed_before: BTreeSet<&str> =
            self.signed.range(..=older).flat_map(|(_, names)| names).map(String::as_str).collect();
        let is_left = self.visits.get() <= VISITS_LIMIT;
        let revisions = (self.first, older);
        let step = is_left.then(|| Step::new(self.pdf, revisions, signed_before, &self.effort)).flatten();
        let explained = step.as_ref().map_or_else(Explained::nothing_understood, Step::explain);
        // One that could not be compared took as long as any may.
        let visits = step.map_or(VISITS_LIMIT + 1, |step| step.visits());
        self.visits.set(self.visits.get().saturating_add(visits));
        explained
    }

    fn has_bytes_after_end(&self) -> bool {
        let bytes = self.pdf.bytes();
        let tail = &bytes[bytes.len() - self.pdf.bytes_after_last_revision().min(bytes.len())..];
        tail.len() > TAIL_LIMIT || !tail.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0)
    }
}

impl Changes {
    fn none() -> Self {
        Self {
            level: ModificationLevel::None,
            groups: Vec::new(),
            pages: BTreeSet::new(),
            fields: BTreeSet::new(),
            unexplained: Vec::new(),
            bytes_after_end: BytesAfterEnd::No,
            annotated: BTreeSet::new(),
            covering: BTreeSet::new(),
            differing: BTreeSet::new(),
            replaced: BTreeSet::new(),
        }
    }

    fn add(&mut self, step: &Explained) {
        self.level = self.level.max(step.level);
        self.pages.extend(&step.pages);
        self.fields.extend(step.fields.iter().cloned());
        self.unexplained.extend(step.unexplained.iter().cloned());
        self.annotated.extend(&step.annotated);
        self.covering.extend(&step.covering);
        self.differing.extend(step.differing.iter().cloned());
        for ((what, field), objects) in &step.groups {
            let same = |group: &&mut LaterChange| group.what == *what && group.field == *field;
            match self.groups.iter_mut().find(same) {
                Some(group) => group.objects = group.objects.saturating_add(*objects),
                None => {
                    self.groups.push(LaterChange { what: *what, field: field.clone(), objects: *objects });
                }
            }
        }
    }

    /// Whether what was permitted may mislead.
    pub(super) fn appearances(&self) -> Appearances {
        if self.covering.is_empty() && self.differing.is_empty() && self.replaced.is_empty() {
            Appearances::Plain
        } else {
            Appearances::Doubtful
        }
    }

    /// Names of the fields in groups of this kind.
    pub(super) fn fields_of(&self, kind: ChangeKind) -> Vec<&str> {
        self.groups
            .iter()
            .filter(|group| group.what == kind)
            .filter_map(|group| group.field.as_deref())
            .collect()
    }

    pub(super) fn has(&self, kind: ChangeKind) -> bool {
        self.groups.iter().any(|group| group.what == kind)
    }
}
