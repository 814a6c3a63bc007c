//! The field of a signature and its widgets, as they are added or filled.

use std::collections::HashMap;

use paraphe_envelope::{PageRect, Rotation};

use crate::appearance::Appearance;
use crate::appearance_writer::{FormExtras, add_form, numbers};
use crate::error::PdfError;
use crate::field_tree::FieldNode;
use crate::file::PdfFile;
use crate::form_update;
use crate::incremental::Update;
use crate::object::{Dictionary, Object, ObjectId};
use crate::prepare::SignatureDictionary;
use crate::struct_tree::StructTree;

/// Annotation flags Print (3) and Locked (8).
const PRINT_AND_LOCKED: i64 = 4 | 128;
/// Annotation flags Invisible (1), Hidden (2) and NoView (6), which would keep a signature from being seen.
const UNSEEN: i64 = 1 | 2 | 32;

/// What a field points at once it is signed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Contents {
    /// The signature dictionary.
    pub(crate) signature: ObjectId,
    /// The specification of a file that comes with it and belongs to its appearance.
    pub(crate) attached: Option<ObjectId>,
    /// Whether this is the first signature of the document.
    pub(crate) is_first: bool,
}

/// Whether signing draws something: on the document's own field, or in one of the places of a new one.
pub(crate) fn is_drawn(file: &PdfFile, field: Option<&FieldNode>, request: &SignatureDictionary<'_>) -> bool {
    match field {
        Some(field) => {
            let has_widget = matches!(field.widgets.first(), Some((Some(_), _)));
            has_widget && request.appearance.is_some() && file.place(file.current(), field).1.is_some()
        }
        None => places(request).iter().any(|place| place.appearance.is_some() && place.rect.is_some()),
    }
}

/// Signs a field the document has: `/V` on the field, `/AP` on its widget.
pub(crate) fn fill_field(
    update: &mut Update<'_>,
    field: &FieldNode,
    contents: Contents,
    request: &SignatureDictionary<'_>,
) -> Result<(), PdfError> {
    let file = update.file();
    let field_id = field.id.ok_or(PdfError::FieldTaken { name: field.name.clone() })?;
    let mut dictionary = field.dictionary.clone();
    dictionary.replace(b"V", Object::Reference(contents.signature));
    update.put(field_id, Object::Dictionary(dictionary));
    let view = file.current();
    if let Some((Some(widget_id), _)) = field.widgets.first()
        && let Object::Dictionary(mut widget) = update.object(*widget_id)
    {
        let flags = view.get(&widget, b"F").as_integer().unwrap_or_default();
        widget.replace(b"F", Object::Integer((flags | PRINT_AND_LOCKED) & !UNSEEN));
        if let (Some(appearance), (page, Some(_))) = (request.appearance, file.place(view, field)) {
            let page = page.and_then(|page| file.page_geometry(page).ok());
            let rotation = page.map_or(Rotation::None, |geometry| geometry.rotation());
            let extras = FormExtras { attached: contents.attached, ..FormExtras::default() };
            let form = add_form(update, &appearance.to_form(), rotation, extras);
            widget.replace(b"AP", normal_appearance(Object::Reference(form)));
            widget.remove(b"AS");
        }
        update.put(*widget_id, Object::Dictionary(widget));
    }
    form_update::set_signature_flags(file, update, None)
}

/// Adds a new field: its own widget where it has one place, a field with kids where initials stand on other pages.
pub(crate) fn create_field(
    update: &mut Update<'_>,
    writer: &mut WidgetWriter,
    name: &str,
    contents: Contents,
    request: &SignatureDictionary<'_>,
) -> Result<(), PdfError> {
    let file = update.file();
    let mut field = Dictionary::from([
        (&b"FT"[..], Object::name("Sig")),
        (b"T", Object::text(name)),
        (b"V", Object::Reference(contents.signature)),
    ]);
    if let Some(tooltip) = &request.tooltip {
        field.set(b"TU", Object::text(tooltip));
    }
    if let Some(lock) = &request.lock {
        let mut entries = Dictionary::from([(&b"Type"[..], Object::name("SigFieldLock"))]);
        lock.write(&mut entries);
        let lock = update.add(Object::Dictionary(entries));
        field.set(b"Lock", Object::Reference(lock));
    }
    let places = places(request);
    let field_id = if let [place] = places[..] {
        writer.write(update, place, field)?
    } else {
        let field_id = update.reserve();
        let mut kids = Vec::with_capacity(places.len());
        for place in places {
            // Poppler reads /FT and /V from the widget and calls the field unsigned where they are only inherited.
            let parent = Dictionary::from([
                (&b"Parent"[..], Object::Reference(field_id)),
                (b"FT", Object::name("Sig")),
                (b"V", Object::Reference(contents.signature)),
            ]);
            kids.push(Object::Reference(writer.write(update, place, parent)?));
        }
        field.set(b"Kids", Object::Array(kids));
        update.put(field_id, Object::Dictionary(field));
        field_id
    };
    form_update::set_signature_flags(file, update, Some(field_id))
}

/// A place of the signature.
#[derive(Clone, Copy)]
struct Place<'a> {
    page: u32,
    rect: Option<PageRect>,
    appearance: Option<&'a Appearance>,
}

/// Every place, the signature's own first. Signature fields that are not to be seen have a rectangle without area
/// (12.7.5.5); they hang on page 1.
fn places<'a>(request: &SignatureDictionary<'a>) -> Vec<Place<'a>> {
    let own =
        request.page.map(|(page, rect)| Place { page, rect: Some(rect), appearance: request.appearance });
    let initials = request.initials.iter().map(|initials| Place {
        page: initials.page,
        rect: Some(initials.rect),
        appearance: Some(initials.appearance),
    });
    let mut places: Vec<Place<'a>> = own.into_iter().chain(initials).collect();
    if places.is_empty() {
        places.push(Place { page: 1, rect: None, appearance: None });
    }
    places
}

/// Writes widgets; what looks the same is written once. Finished once, after the last one: they share the structure tree.
pub(crate) struct WidgetWriter {
    forms: HashMap<(*const Appearance, Rotation), ObjectId>,
    tree: Option<StructTree>,
    /// Goes with the first form that is drawn.
    attached: Option<ObjectId>,
    /// PDF/A-1 wants an appearance even of what is not seen (ISO 19005-1, 6.9).
    must_have_appearance: bool,
}

impl WidgetWriter {
    pub(crate) fn new(file: &PdfFile, contents: Contents) -> Self {
        let Contents { attached, is_first, .. } = contents;
        let tree = if is_first { StructTree::open(file) } else { None };
        let must_have_appearance = is_first && file.archival().is_some_and(|archival| archival.part == 1);
        Self { forms: HashMap::new(), tree, attached, must_have_appearance }
    }

    /// Adds the widget with the entries of `field` and hangs it on its page.
    fn write(
        &mut self,
        update: &mut Update<'_>,
        place: Place<'_>,
        mut field: Dictionary,
    ) -> Result<ObjectId, PdfError> {
        let rotation = update.file().page(place.page)?.geometry.rotation();
        if let Some(form) = self.form(update, &place, rotation) {
            field.set(b"AP", normal_appearance(Object::Reference(form)));
        }
        self.hang(update, place.page, place.rect, field)
    }

    /// The same for a field that brings its appearance.
    pub(crate) fn hang(
        &mut self,
        update: &mut Update<'_>,
        page: u32,
        rect: Option<PageRect>,
        field: Dictionary,
    ) -> Result<ObjectId, PdfError> {
        let file = update.file();
        let page_id = file.page(page)?.id.ok_or(PdfError::Damaged { what: "page tree" })?;
        let widget_id = update.reserve();
        let rect = rect.map_or([0.0; 4], |rect| rect.to_array());
        let mut widget =
            Dictionary::from([(&b"Type"[..], Object::name("Annot")), (b"Subtype", Object::name("Widget"))]);
        for entry in field.iter() {
            widget.set(&entry.key, entry.value.clone());
        }
        widget.set(b"F", Object::Integer(PRINT_AND_LOCKED));
        widget.set(b"P", Object::Reference(page_id));
        widget.set(b"Rect", numbers(&rect));
        if let Some(tree) = &mut self.tree {
            widget.set(b"StructParent", Object::Integer(tree.add(update, widget_id, page_id)));
            set_tab_order(update, page_id);
        }
        update.put(widget_id, Object::Dictionary(widget));
        form_update::add_annotation(file, update, page_id, widget_id)?;
        Ok(widget_id)
    }

    fn form(&mut self, update: &mut Update<'_>, place: &Place<'_>, rotation: Rotation) -> Option<ObjectId> {
        let Some((appearance, _)) = place.appearance.zip(place.rect) else {
            let empty = crate::appearance::form::AppearanceForm::default();
            return self
                .must_have_appearance
                .then(|| add_form(update, &empty, rotation, FormExtras::default()));
        };
        let key = (std::ptr::from_ref(appearance), rotation);
        let attached = &mut self.attached;
        let add = || {
            let extras = FormExtras { attached: attached.take(), ..FormExtras::default() };
            add_form(update, &appearance.to_form(), rotation, extras)
        };
        Some(*self.forms.entry(key).or_insert_with(add))
    }

    pub(crate) fn finish(self, update: &mut Update<'_>) {
        if let Some(tree) = self.tree {
            tree.finish(update);
        }
    }
}

/// Who goes from field to field with a key goes in the order of the structure (PDF/UA-1, 7.18.3).
fn set_tab_order(update: &mut Update<'_>, page_id: ObjectId) {
    if let Object::Dictionary(mut page) = update.object(page_id)
        && page.get(b"Tabs").is_none()
    {
        page.set(b"Tabs", Object::name("S"));
        update.put(page_id, Object::Dictionary(page));
    }
}

/// `/AP` that shows this: a form, or one for each state.
pub(crate) fn normal_appearance(shown: Object) -> Object {
    Object::Dictionary(Dictionary::from([(&b"N"[..], shown)]))
}
