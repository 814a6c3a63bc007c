//! Changes to catalog, form and page that a new signature needs, each in the one object that holds the thing:
//! `/AcroForm`, `/Fields` and `/Annots` may stand directly or behind a reference.

use crate::error::PdfError;
use crate::field_tree::FieldNode;
use crate::file::PdfFile;
use crate::incremental::Update;
use crate::object::{Dictionary, Object, ObjectId};

/// SignaturesExist and AppendOnly (table 225).
const SIGNATURE_FLAGS: i64 = 3;

/// The wanted name if it can be one, or a free one.
pub(crate) fn field_name(fields: &[FieldNode], wanted: Option<&str>) -> String {
    if let Some(wanted) = wanted.filter(|wanted| !wanted.is_empty()) {
        if fields.iter().any(|field| field.name == wanted) {
            return wanted.to_owned();
        }
        // A partial name has no dots (12.7.4.2).
        let clean = wanted.replace('.', "_");
        if fields.iter().any(|field| field.name == clean) || is_free(fields, &clean) {
            return clean;
        }
    }
    let numbered = (1u32..).map(|number| format!("Signature{number}"));
    numbered.into_iter().find(|name| is_free(fields, name)).expect("there are more numbers than fields")
}

/// Neither a field nor a group of fields has this name.
fn is_free(fields: &[FieldNode], name: &str) -> bool {
    !fields.iter().any(|field| {
        field.name.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// Appends `annotation` to the page's `/Annots`.
pub(crate) fn add_annotation(
    file: &PdfFile,
    update: &mut Update<'_>,
    page_id: ObjectId,
    annotation: ObjectId,
) -> Result<(), PdfError> {
    let Object::Dictionary(mut page) = update.object(page_id) else {
        return Err(PdfError::Damaged { what: "page" });
    };
    if append_reference(file, update, &mut page, b"Annots", annotation) {
        update.put(page_id, Object::Dictionary(page));
    }
    Ok(())
}

/// Appends a reference to the array under `key`. Returns whether `dictionary` itself was changed; an array behind a
/// reference is rewritten where it stands.
fn append_reference(
    file: &PdfFile,
    update: &mut Update<'_>,
    dictionary: &mut Dictionary,
    key: &[u8],
    added: ObjectId,
) -> bool {
    let present = dictionary.get(key).cloned();
    if let Some(Object::Reference(array_id)) = present
        && let Object::Array(mut items) = update.object(array_id)
    {
        items.push(Object::Reference(added));
        update.put(array_id, Object::Array(items));
        return false;
    }
    let mut items = match present.map(|value| file.current().resolve(&value)) {
        Some(Object::Array(items)) => items,
        _ => Vec::new(),
    };
    items.push(Object::Reference(added));
    dictionary.replace(key, Object::Array(items));
    true
}

/// Sets `/SigFlags` and adds `field`, if it is new, to `/Fields`; creates the form if there is none.
pub(crate) fn set_signature_flags(
    file: &PdfFile,
    update: &mut Update<'_>,
    field: Option<ObjectId>,
) -> Result<(), PdfError> {
    let mut form = Form::of(file, update)?;
    let flags = file.current().get(&form.entries, b"SigFlags").as_integer().unwrap_or_default();
    let mut is_changed = form.is_new || flags & SIGNATURE_FLAGS != SIGNATURE_FLAGS;
    if let Some(field) = field {
        is_changed |= append_reference(file, update, &mut form.entries, b"Fields", field);
    }
    if !is_changed {
        return Ok(());
    }
    form.entries.replace(b"SigFlags", Object::Integer(flags | SIGNATURE_FLAGS));
    form.put(file, update)
}

/// Adds `fields` to `/Fields`, and `fonts` by their names to what the form offers for texts (`/DR`). Only before the first
/// signature: such a change is none that a validator excuses later.
pub(crate) fn add_fields(
    file: &PdfFile,
    update: &mut Update<'_>,
    fields: &[ObjectId],
    fonts: &[(&str, ObjectId)],
) -> Result<(), PdfError> {
    let mut form = Form::of(file, update)?;
    for field in fields {
        append_reference(file, update, &mut form.entries, b"Fields", *field);
    }
    let view = file.current();
    let mut resources = view.dictionary(&form.entries, b"DR").unwrap_or_default();
    let mut known = view.dictionary(&resources, b"Font").unwrap_or_default();
    for (name, id) in fonts {
        known.replace(name.as_bytes(), Object::Reference(*id));
    }
    if !fonts.is_empty() {
        resources.replace(b"Font", Object::Dictionary(known));
        form.entries.replace(b"DR", Object::Dictionary(resources));
    }
    form.put(file, update)
}

/// The form as the update leaves it, and where it stands.
struct Form {
    entries: Dictionary,
    /// None where it stands in the catalog itself.
    id: Option<ObjectId>,
    is_new: bool,
}

impl Form {
    fn of(file: &PdfFile, update: &Update<'_>) -> Result<Self, PdfError> {
        let (_, catalog) = catalog(file, update)?;
        let present = catalog.get(b"AcroForm").cloned();
        let id = present.as_ref().and_then(Object::as_reference);
        let former = match (present, id) {
            (_, Some(id)) => update.object(id).as_dictionary().cloned(),
            (Some(Object::Dictionary(form)), None) => Some(form),
            (_, None) => None,
        };
        Ok(Self { is_new: former.is_none(), entries: former.unwrap_or_default(), id })
    }

    fn put(self, file: &PdfFile, update: &mut Update<'_>) -> Result<(), PdfError> {
        let entries = Object::Dictionary(self.entries);
        if let (Some(id), false) = (self.id, self.is_new) {
            update.put(id, entries);
            return Ok(());
        }
        let (catalog_id, mut catalog) = catalog(file, update)?;
        let value = if self.is_new { Object::Reference(update.add(entries)) } else { entries };
        catalog.replace(b"AcroForm", value);
        update.put(catalog_id, Object::Dictionary(catalog));
        Ok(())
    }
}

/// Names `signature` in the catalog as the document's certification.
pub(crate) fn set_certification(
    file: &PdfFile,
    update: &mut Update<'_>,
    signature: ObjectId,
) -> Result<(), PdfError> {
    let (catalog_id, mut catalog) = catalog(file, update)?;
    let permissions_id = catalog.get(b"Perms").and_then(Object::as_reference);
    let mut permissions = file.current().dictionary(&catalog, b"Perms").unwrap_or_default();
    permissions.replace(b"DocMDP", Object::Reference(signature));
    match permissions_id {
        Some(id) => update.put(id, Object::Dictionary(permissions)),
        None => {
            catalog.replace(b"Perms", Object::Dictionary(permissions));
            update.put(catalog_id, Object::Dictionary(catalog));
        }
    }
    Ok(())
}

/// The catalog as the update leaves it.
pub(crate) fn catalog(file: &PdfFile, update: &Update<'_>) -> Result<(ObjectId, Dictionary), PdfError> {
    let id = file.current().catalog_id().ok_or(PdfError::Damaged { what: "catalog" })?;
    let catalog = update.object(id).as_dictionary().cloned();
    catalog.map(|catalog| (id, catalog)).ok_or(PdfError::Damaged { what: "catalog" })
}
