//! What rules ask of a step: what lay where, what covers it, what a field shows, what is new.

use super::super::area::Area;
use super::super::colour::Colour;
use super::super::cover::Under;
use super::super::ink::{Glyph, Ink, PageInk};
use super::super::look::{Fields, Look};
use super::super::overwrite::{Strokes, is_revealed, is_written_over};
use super::super::picture::is_on_a_picture;
use super::super::{appearances, fields, pages, rules};
use super::Step;
use paraphe_pdf::{Dictionary, Object, ObjectId, RevisionView, Stream};
use std::rc::Rc;

impl Step<'_> {
    /// The widgets that showed this stream before, if they are of fillable fields and nothing else shows it.
    pub(in super::super) fn fillable_owners(&self, stream: ObjectId) -> Option<&[appearances::Owner]> {
        let find = || appearances::of_fillable_only(self.pdf, self.before, rules::is_fillable);
        self.fillable_appearances.get_or_init(find).get(&stream).map(Vec::as_slice)
    }

    /// What lay under this area of a page before, what the annotation `except` showed left out.
    pub(in super::super) fn under(&self, page: u32, area: Area, except: Option<ObjectId>) -> Under {
        Under::of(self.before, &self.page_ink(page), area, except, self.effort)
    }

    /// Whether a new look within `area` makes another number or word of one that was there, what the annotation `except` showed
    /// left out.
    pub(in super::super) fn adds_to_words(
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
    pub(in super::super) fn is_on_a_picture(&self, ink: &Ink, under: &Under) -> bool {
        is_on_a_picture(self.before, ink, under, self.effort)
    }

    /// Whether a letter of this colour under `ink` can still be read.
    pub(in super::super) fn leaves_legible(&self, ink: &Ink, letter: Area, colour: Option<Colour>) -> bool {
        ink.leaves_legible(letter, colour, self.effort)
    }

    /// Whether a new look, or none, shows what the former one hid.
    pub(in super::super) fn is_revealed(
        &self,
        former: &Ink,
        present: &Ink,
        area: Area,
        under: &Under,
    ) -> bool {
        is_revealed(former, present, area, under, self.effort)
    }

    /// Whether these letters are written over others.
    pub(in super::super) fn is_written_over(&self, glyphs: &[&Glyph], under: &Under) -> bool {
        is_written_over(glyphs, under, self.effort)
    }

    /// What a page showed before.
    pub(super) fn page_ink(&self, page: u32) -> Rc<PageInk> {
        Rc::clone(self.pages_ink.borrow_mut().entry(page).or_insert_with(|| {
            let read = pages::read(self.pdf, self.before, page);
            Rc::new(read.map_or_else(PageInk::unread, |page| PageInk::of(self.before, &page, self.effort)))
        }))
    }

    /// Whether what lies under a new look within `area` can be seen through it.
    pub(in super::super) fn is_see_through(&self, ink: &Ink, area: Area) -> bool {
        ink.is_see_through(area, self.effort, |font| self.is_new(font))
    }

    /// Whether a new look within `area` is a tick that leaves what lies under it to be seen.
    pub(in super::super) fn is_tick(&self, ink: &Ink, area: Area) -> bool {
        ink.is_tick(area, self.effort)
    }

    /// What an annotation shows, on its page.
    pub(in super::super) fn ink(&self, view: RevisionView<'_>, annotation: &Dictionary) -> Option<Ink> {
        Ink::of_annotation(view, annotation, self.effort)
    }

    /// What a field shows, compared with its value.
    pub(in super::super) fn look(&self, field: &Dictionary, is_redrawn: bool) -> Look {
        let fields = Fields { view: self.after, effort: self.effort, is_new: &|font| self.is_new(font) };
        fields.look(field, is_redrawn)
    }

    /// Whether a widget that was drawn anew, its value being the same, is spelled as it was before, or as its value is.
    pub(in super::super) fn is_spelled_alike(&self, before: &Dictionary, after: &Dictionary) -> bool {
        let is_new = |font| self.is_new(font);
        let fields = |view| Fields { view, effort: self.effort, is_new: &is_new };
        fields(self.after).is_spelled_alike(after, &fields(self.before), before)
    }

    /// Whether the form has viewers draw its fields anew: some do.
    pub(in super::super) fn draws_fields_anew(&self) -> bool {
        *self.draws_anew.get_or_init(|| draws_fields_anew(self.after))
    }

    /// Whether it did so before.
    pub(in super::super) fn drew_fields_anew(&self) -> bool {
        draws_fields_anew(self.before)
    }

    /// The name of something that viewers draw by what the form says.
    pub(in super::super) fn drawn_by_form(&self) -> Option<String> {
        rules::drawn_by_form(self, self.pdf)
    }

    /// Whether so many annotations can still be looked at.
    pub(in super::super) fn can_look_at(&self, annotations: usize) -> bool {
        const STEPS: usize = 100;
        self.effort.spend(annotations.saturating_mul(STEPS))
    }

    /// Whether so many steps more can be taken.
    pub(in super::super) fn can_take(&self, steps: usize) -> bool {
        self.effort.spend(steps)
    }

    /// Whether a widget has a look that draws a tick and nothing else.
    pub(in super::super) fn is_only_a_tick(&self, widget: &Dictionary) -> bool {
        let look = Ink::look_of(self.after, widget);
        look.is_some_and(|look| !Ink::draws_more_than_a_tick(self.after, &look, self.effort))
    }

    /// Whether an appearance draws anything.
    pub(in super::super) fn draws(&self, form: &Stream) -> bool {
        Ink::draws_anything(self.after, form, self.effort)
    }

    /// Whether an object came, or became another, since the document was signed first. What is believed because it was signed must
    /// not come in an update of its own.
    pub(in super::super) fn is_new(&self, id: ObjectId) -> bool {
        !self.signed.has_same(self.after, id)
    }

    /// Whether the form has other letters for its fields than when the document was signed first.
    pub(in super::super) fn has_new_defaults(&self) -> bool {
        let form = |view: RevisionView<'_>| view.dictionary(&view.catalog(), b"AcroForm").unwrap_or_default();
        let (signed, now) = (form(self.signed), form(self.after));
        [&b"DA"[..], b"DR"].iter().any(|key| self.signed.get(&signed, key) != self.after.get(&now, key))
    }

    /// Whether nobody had signed yet. Such a step is explained for whoever knows the document as it was before.
    pub(in super::super) fn is_unsigned(&self) -> bool {
        self.signed_before.is_empty()
    }

    /// Whether this step added the object.
    pub(in super::super) fn has_added(&self, id: ObjectId) -> bool {
        self.added.contains(&id)
    }

    /// Whether this is a reference to an object that this step added.
    pub(in super::super) fn is_added(&self, object: &Object) -> bool {
        object.as_reference().is_some_and(|id| self.has_added(id))
    }

    /// Whether several fields have this object for their value, or that cannot be told.
    pub(in super::super) fn is_shared_value(&self, value: ObjectId) -> bool {
        let shared = self.shared_values.get_or_init(|| fields::shared_values(self.after));
        shared.as_ref().is_none_or(|shared| shared.contains(&value))
    }

    /// Whether the field with this full name was signed already.
    pub(in super::super) fn was_signed(&self, name: &str) -> bool {
        self.signed_before.contains(name)
    }

    /// Whether the form had a root field with this partial name already.
    pub(in super::super) fn had_root_field(&self, name: &str) -> bool {
        self.root_names_before.contains(name)
    }
}

fn draws_fields_anew(view: RevisionView<'_>) -> bool {
    let form = view.dictionary(&view.catalog(), b"AcroForm").unwrap_or_default();
    !matches!(view.get(&form, b"NeedAppearances"), Object::Boolean(false) | Object::Null)
}
