//! One step from a revision to the next, and its explanation.

use super::area::Area;
use super::colour::Colour;
use super::cover::Under;
use super::effort::Effort;
use super::ink::{Glyph, Ink, PageInk};
use super::look::{Fields, Look};
use super::overwrite::{Strokes, is_revealed, is_written_over};
use super::picture::is_on_a_picture;
use super::pile::Piles;
use super::rule::{Doubt, Excuse};
use super::{appearances, fields, pages, rules};
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{
    ChangeKind as ObjectChangeKind, Dictionary, Object, ObjectChange, ObjectId, ObjectRole, PdfFile,
    RevisionDiff, RevisionView, Stream,
};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// How many unexplained objects are named; the number of all stands in the group.
const NAMED_LIMIT: usize = 20;

/// Two neighbouring revisions and what differs.
pub(super) struct Step<'a> {
    pub(super) before: RevisionView<'a>,
    pub(super) after: RevisionView<'a>,
    pdf: &'a PdfFile,
    diff: RevisionDiff,
    added: BTreeSet<ObjectId>,
    signed_before: BTreeSet<&'a str>,
    root_names_before: BTreeSet<String>,
    reachable: OnceCell<Option<HashSet<u32>>>,
    draws_anew: OnceCell<bool>,
    shared_values: OnceCell<Option<HashSet<ObjectId>>>,
    fillable_appearances: OnceCell<appearances::Owners>,
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
    fn nothing() -> Self {
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

    fn accept(&mut self, excuse: Excuse) {
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

    fn fail(&mut self, what: String) {
        self.level = ModificationLevel::Other;
        *self.groups.entry((ChangeKind::Unexplained, None)).or_default() += 1;
        if self.unexplained.len() < NAMED_LIMIT {
            self.unexplained.push(what);
        }
    }
}

impl<'a> Step<'a> {
    pub(super) fn new(
        pdf: &'a PdfFile,
        older: usize,
        signed_before: BTreeSet<&'a str>,
        effort: &'a Effort,
    ) -> Option<Self> {
        let (before, after) = (pdf.revision(older)?, pdf.revision(older + 1)?);
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
            pdf,
            diff,
            added,
            signed_before,
            root_names_before,
            reachable: OnceCell::new(),
            draws_anew: OnceCell::new(),
            shared_values: OnceCell::new(),
            fillable_appearances: OnceCell::new(),
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
            match rules::excuse_trailer(entry) {
                Some(excuse) => explained.accept(excuse),
                None => explained.fail(format!("trailer /{}", entry.key)),
            }
        }
        for change in &self.diff.changes {
            match self.excuse(change) {
                Some(excuse) => {
                    if excuse.kind == ChangeKind::Annotation {
                        explained.annotated.extend(pages::touched(self.pdf, self.after, change));
                    }
                    explained.accept(excuse);
                }
                None => {
                    explained.fail(format!("{} {} R", change.id.0, change.id.1));
                    explained.pages.extend(pages::touched(self.pdf, self.after, change));
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

    /// The weightiest of the excuses for all roles of a change; `None` if one role has no excuse or nothing leads to it.
    fn excuse(&self, change: &ObjectChange) -> Option<Excuse> {
        // The object cannot be read: what it is cannot be known. (A signature may have been made to vanish like that.)
        if change.kind != ObjectChangeKind::Freed && change.after == Object::Null {
            return None;
        }
        // Of two entries of one name viewers take the first or the last. (What is no part of a page is not shown.)
        let is_shown = |role: &ObjectRole| {
            !matches!(
                role,
                ObjectRole::Dss | ObjectRole::Info | ObjectRole::Metadata | ObjectRole::TrailerEntry(_)
            )
        };
        if change.roles_after.iter().any(is_shown) && change.after.says_twice() {
            return None;
        }
        if is_stream_for_dictionary(change) {
            return None;
        }
        // Nothing led to it, and it was there: what only some viewers were led to may not become something else, whatever leads to it now.
        if change.kind == ObjectChangeKind::Changed && change.roles_before.is_empty() {
            return None;
        }
        // Something waited for this object: a reference left open in the signed document, to be filled later. (LibreOffice
        // leaves such references in trailer entries of its own, which show nothing.)
        let shows_nothing = |role: &ObjectRole| matches!(role, ObjectRole::TrailerEntry(_));
        if change.kind == ObjectChangeKind::Added && !change.roles_before.iter().all(shows_nothing) {
            return None;
        }
        if self.is_left_behind(change) {
            return Some(Excuse::container());
        }
        let roles = change.roles_before.iter().chain(&change.roles_after);
        let roles: BTreeSet<&ObjectRole> = roles.filter(|role| !shows_nothing(role)).collect();
        let mut weightiest: Option<Excuse> = None;
        let (mut doubts, mut fields) = (Vec::new(), BTreeSet::new());
        for role in roles {
            let mut excuse = rules::ALL.iter().find_map(|rule| rule(self, change, role))?;
            doubts.append(&mut excuse.doubts);
            fields.append(&mut excuse.fields);
            let is_weightier = weightiest.as_ref().is_none_or(|other| {
                excuse.level > other.level || (excuse.level == other.level && other.field.is_none())
            });
            if is_weightier {
                weightiest = Some(excuse);
            }
        }
        weightiest.map(|excuse| Excuse { doubts, fields, ..excuse })
    }

    /// Whether nothing leads to this new object, before or after. Some programs leave objects behind that nothing refers to;
    /// they show nothing, and nothing can be waiting for them, because then something would refer to them. Nobody has a reason
    /// to write one anew.
    fn is_left_behind(&self, change: &ObjectChange) -> bool {
        let reachable = || self.reachable.get_or_init(|| self.after.reachable().ok()).as_ref();
        change.roles_before.is_empty()
            && change.roles_after.is_empty()
            && change.kind == ObjectChangeKind::Added
            && reachable().is_some_and(|reachable| !reachable.contains(&change.id.0))
    }

    /// The widgets that showed this stream before, if they are of fillable fields and nothing else shows it.
    pub(super) fn fillable_owners(&self, stream: ObjectId) -> Option<&[appearances::Owner]> {
        let find = || appearances::of_fillable_only(self.pdf, self.before, rules::is_fillable);
        self.fillable_appearances.get_or_init(find).get(&stream).map(Vec::as_slice)
    }

    /// What lay under this area of a page before, what the annotation `except` showed left out.
    pub(super) fn under(&self, page: u32, area: Area, except: Option<ObjectId>) -> Under {
        Under::of(self.before, &self.page_ink(page), area, except, self.effort)
    }

    /// Whether a new look within `area` makes another number or word of one that was there, what the annotation `except` showed
    /// left out.
    pub(super) fn adds_to_words(
        &self,
        page: u32,
        ink: &Ink,
        area: Area,
        except: Option<ObjectId>,
        strokes: Strokes,
    ) -> bool {
        ink.adds_to_words(&self.page_ink(page), area, except, strokes, self.effort)
    }

    /// Whether what is written or drawn lies on words of an image, on drawn letters, or on what nobody could read.
    pub(super) fn is_on_a_picture(&self, ink: &Ink, under: &Under) -> bool {
        is_on_a_picture(self.before, ink, under, self.effort)
    }

    /// Whether a letter of this colour under `ink` can still be read.
    pub(super) fn leaves_legible(&self, ink: &Ink, letter: Area, colour: Option<Colour>) -> bool {
        ink.leaves_legible(letter, colour, self.effort)
    }

    /// Whether a new look, or none, shows what the former one hid.
    pub(super) fn is_revealed(&self, former: &Ink, present: &Ink, area: Area, under: &Under) -> bool {
        is_revealed(former, present, area, under, self.effort)
    }

    /// Whether these letters are written over others.
    pub(super) fn is_written_over(&self, glyphs: &[&Glyph], under: &Under) -> bool {
        is_written_over(glyphs, under, self.effort)
    }

    /// What a page showed before.
    fn page_ink(&self, page: u32) -> Rc<PageInk> {
        Rc::clone(self.pages_ink.borrow_mut().entry(page).or_insert_with(|| {
            let read = pages::read(self.pdf, self.before, page);
            Rc::new(read.map_or_else(PageInk::unread, |page| PageInk::of(self.before, &page, self.effort)))
        }))
    }

    /// Whether what lies under a new look within `area` can be seen through it.
    pub(super) fn is_see_through(&self, ink: &Ink, area: Area) -> bool {
        ink.is_see_through(area, self.effort, |font| self.has_added(font))
    }

    /// Whether a new look within `area` is a tick that leaves what lies under it to be seen.
    pub(super) fn is_tick(&self, ink: &Ink, area: Area) -> bool {
        ink.is_tick(area, self.effort)
    }

    /// What an annotation shows, on its page.
    pub(super) fn ink(&self, view: RevisionView<'_>, annotation: &Dictionary) -> Option<Ink> {
        Ink::of_annotation(view, annotation, self.effort)
    }

    /// What a field shows, compared with its value.
    pub(super) fn look(&self, field: &Dictionary, is_redrawn: bool) -> Look {
        let fields = Fields { view: self.after, effort: self.effort, is_new: &|font| self.has_added(font) };
        fields.look(field, is_redrawn)
    }

    /// Whether a widget that was drawn anew, its value being the same, is spelled as it was before, or as its value is.
    pub(super) fn is_spelled_alike(&self, before: &Dictionary, after: &Dictionary) -> bool {
        let is_new = |font| self.has_added(font);
        let fields = |view| Fields { view, effort: self.effort, is_new: &is_new };
        fields(self.after).is_spelled_alike(after, &fields(self.before), before)
    }

    /// Whether the form has viewers draw its fields anew: some do.
    pub(super) fn draws_fields_anew(&self) -> bool {
        *self.draws_anew.get_or_init(|| {
            let form = self.after.dictionary(&self.after.catalog(), b"AcroForm").unwrap_or_default();
            !matches!(self.after.get(&form, b"NeedAppearances"), Object::Boolean(false) | Object::Null)
        })
    }

    /// Whether a widget has a look that draws a tick and nothing else.
    pub(super) fn is_only_a_tick(&self, widget: &Dictionary) -> bool {
        let look = Ink::look_of(self.after, widget);
        look.is_some_and(|look| !Ink::draws_more_than_a_tick(self.after, &look, self.effort))
    }

    /// Whether an appearance draws anything.
    pub(super) fn draws(&self, form: &Stream) -> bool {
        Ink::draws_anything(self.after, form, self.effort)
    }

    /// Whether this step added the object.
    pub(super) fn has_added(&self, id: ObjectId) -> bool {
        self.added.contains(&id)
    }

    /// Whether this is a reference to an object that this step added.
    pub(super) fn is_added(&self, object: &Object) -> bool {
        object.as_reference().is_some_and(|id| self.has_added(id))
    }

    /// Whether several fields have this object for their value, or that cannot be told.
    pub(super) fn is_shared_value(&self, value: ObjectId) -> bool {
        let shared = self.shared_values.get_or_init(|| fields::shared_values(self.after));
        shared.as_ref().is_none_or(|shared| shared.contains(&value))
    }

    /// Whether the field with this full name was signed already.
    pub(super) fn was_signed(&self, name: &str) -> bool {
        self.signed_before.contains(name)
    }

    /// Whether the form had a root field with this partial name already.
    pub(super) fn had_root_field(&self, name: &str) -> bool {
        self.root_names_before.contains(name)
    }
}

fn root_names(view: RevisionView<'_>) -> BTreeSet<String> {
    let Some(form) = view.dictionary(&view.catalog(), b"AcroForm") else { return BTreeSet::new() };
    let fields = view.get(&form, b"Fields");
    let fields = fields.as_array().unwrap_or_default().iter();
    fields.filter_map(|field| view.get(view.resolve(field).as_dictionary()?, b"T").as_text()).collect()
}

/// Whether this passes for a field, a mark, a page or the catalog and is a stream: then it is drawn by something else as well.
fn is_stream_for_dictionary(change: &ObjectChange) -> bool {
    let is_dictionary = |role: &ObjectRole| {
        matches!(
            role,
            ObjectRole::Annotation(_)
                | ObjectRole::Catalog
                | ObjectRole::Field(_)
                | ObjectRole::Page(_)
                | ObjectRole::PageTree
        )
    };
    let is_stream = change.before.as_stream().is_some() || change.after.as_stream().is_some();
    is_stream && change.roles_before.iter().chain(&change.roles_after).any(is_dictionary)
}
