//! One step from a revision to the next, and its explanation.

mod questions;
mod weighing;

use super::area::Area;
use super::cover::Under;
use super::effort::Effort;
use super::explained::Explained;
use super::ink::PageInk;
use super::pile::Piles;
use super::{appearances, pages, rules};
use crate::validate::report::ChangeKind;
use paraphe_pdf::{
    ChangeKind as ObjectChangeKind, ObjectChange, ObjectId, ObjectRole, PdfFile, RevisionDiff, RevisionView,
};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// Two neighbouring revisions and what differs.
pub(super) struct Step<'a> {
    pub(super) before: RevisionView<'a>,
    pub(super) after: RevisionView<'a>,
    /// The document as it was signed first.
    signed: RevisionView<'a>,
    pdf: &'a PdfFile,
    diff: RevisionDiff,
    added: BTreeSet<ObjectId>,
    signed_before: BTreeSet<&'a str>,
    root_names_before: BTreeSet<String>,
    reachable: OnceCell<Option<HashSet<u32>>>,
    draws_anew: OnceCell<bool>,
    shared_values: OnceCell<Option<HashSet<ObjectId>>>,
    fillable_appearances: OnceCell<appearances::Owners>,
    shown_on: OnceCell<pages::ShownOn>,
    pages_ink: RefCell<HashMap<u32, Rc<PageInk>>>,
    /// Where something new is seen, by page.
    shown: RefCell<BTreeMap<u32, Vec<Shown>>>,
    effort: &'a Effort,
}

/// Where something new is seen on a page.
#[derive(Debug, Clone, Copy)]
struct Shown {
    area: Area,
    /// A tick, which alone hides nothing.
    is_tick: bool,
}

impl<'a> Step<'a> {
    pub(super) fn new(
        pdf: &'a PdfFile,
        (signed, older): (usize, usize),
        signed_before: BTreeSet<&'a str>,
        effort: &'a Effort,
    ) -> Option<Self> {
        let (before, after) = (pdf.revision(older)?, pdf.revision(older + 1)?);
        let signed = pdf.revision(signed.min(older))?;
        let diff = pdf.diff(older, older + 1).ok()?;
        let added = diff
            .changes
            .iter()
            .filter(|change| change.kind == ObjectChangeKind::Added)
            .map(|change| change.id);
        let added: BTreeSet<ObjectId> = added.collect();
        let root_names_before = if added.is_empty() { BTreeSet::new() } else { root_names(before) };
        Some(Self {
            before,
            after,
            signed,
            pdf,
            diff,
            added,
            signed_before,
            root_names_before,
            reachable: OnceCell::new(),
            draws_anew: OnceCell::new(),
            shared_values: OnceCell::new(),
            fillable_appearances: OnceCell::new(),
            shown_on: OnceCell::new(),
            pages_ink: RefCell::new(HashMap::new()),
            shown: RefCell::new(BTreeMap::new()),
            effort,
        })
    }

    /// How many objects were visited.
    pub(super) fn visits(&self) -> usize {
        // A look at all of them that led nowhere took longer than one that did.
        const IN_VAIN: usize = 1_000_000;
        let reached = self.reachable.get().map(|reached| reached.as_ref().map_or(IN_VAIN, HashSet::len));
        self.diff.visits + reached.unwrap_or_default()
    }

    pub(super) fn explain(&self) -> Explained {
        let mut explained = Explained::nothing();
        // What some viewers take from it is not what was compared.
        if !self.pdf.is_plain_update(self.diff.newer) {
            explained.fail("update".to_owned());
        }
        for entry in &self.diff.trailer {
            match rules::excuse_trailer(self, entry) {
                Some(excuse) => explained.accept(excuse),
                None => explained.fail(format!("trailer /{}", entry.key)),
            }
        }
        for change in &self.diff.changes {
            match self.excuse(change) {
                Some(excuse) => {
                    if excuse.kind == ChangeKind::Annotation {
                        explained.annotated.extend(self.touched(change));
                    }
                    explained.accept(excuse);
                }
                None => {
                    explained.fail(format!("{} {} R", change.id.0, change.id.1));
                    explained.pages.extend(self.touched(change));
                }
            }
        }
        explained.covering.extend(self.rewritten());
        let shown = self.shown.take();
        explained
            .covering
            .extend(shown.iter().filter(|(page, shown)| self.hides(**page, shown)).map(|(page, _)| page));
        explained
    }

    fn touched(&self, change: &ObjectChange) -> BTreeSet<u32> {
        let shown_on = || Rc::clone(self.shown_on.get_or_init(|| pages::shown_on(self.pdf, self.after)));
        pages::touched(change, shown_on)
    }

    /// Pages on which viewers write another value than before over something.
    fn rewritten(&self) -> BTreeSet<u32> {
        let is_of_field =
            |role: &ObjectRole| matches!(role, ObjectRole::Field(_) | ObjectRole::FieldValue(_));
        let is_touched = self.diff.changes.iter().any(|change| change.roles_after.iter().any(is_of_field));
        if is_touched { rules::rewritten(self, self.pdf) } else { BTreeSet::new() }
    }

    /// Whether what lies on a page now hides something together, of which each part alone may hide nothing.
    fn hides(&self, page: u32, shown: &[Shown]) -> bool {
        let Some(dictionary) = self.pdf.page_id(page).map(|id| self.after.object(id)) else { return false };
        let Some(dictionary) = dictionary.as_dictionary() else { return false };
        if PageInk::has_too_many_layers(self.after, dictionary) {
            return true;
        }
        let (before, after) = (self.page_ink(page), PageInk::layers_of(self.after, dictionary, self.effort));
        let piles = Piles { before: &before, after: &after, effort: self.effort };
        // A tick is judged once more only where something else lies on it.
        let is_alone =
            |area: Area| after.iter().filter(|layer| !layer.rect.within(area).is_empty()).count() < 2;
        let counts = |shown: &&Shown| !(shown.is_tick && is_alone(shown.area));
        let areas: Vec<Area> = shown.iter().filter(counts).map(|shown| shown.area).collect();
        piles.hide_more(&areas, |area| Under::of(self.before, &before, area, None, self.effort).is_unclear)
    }

    /// Something new is seen here.
    pub(super) fn note(&self, page: u32, area: Area) {
        self.shown.borrow_mut().entry(page).or_default().push(Shown { area, is_tick: false });
    }

    /// A tick is seen here.
    pub(super) fn note_tick(&self, page: u32, area: Area) {
        self.shown.borrow_mut().entry(page).or_default().push(Shown { area, is_tick: true });
    }
}

fn root_names(view: RevisionView<'_>) -> BTreeSet<String> {
    let Some(form) = view.dictionary(&view.catalog(), b"AcroForm") else { return BTreeSet::new() };
    let fields = view.get(&form, b"Fields");
    let fields = fields.as_array().unwrap_or_default().iter();
    fields.filter_map(|field| view.get(view.resolve(field).as_dictionary()?, b"T").as_text()).collect()
}
