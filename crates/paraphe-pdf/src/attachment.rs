//! A file inside the document, written in the same update as a signature so that the signature covers it.
//!
//! The file hangs on the signature's appearance (`/AF` of the form, ISO 32000-2, 14.13.6), and a key of ours in the
//! signature dictionary says whose signature it belongs to. What hangs on a new signature's appearance is the one place
//! where every validator we know expects new objects: pyHanko follows `/AP`, `/Lock` and `/SV` of a new field, and takes
//! a file on the widget's own `/AF` for a change of the document. Where nothing is drawn, and in documents that may not
//! hold files, the signature dictionary keeps the bytes themselves. The catalog's list of files (`/Names
//! /EmbeddedFiles`), where viewers look, is touched by the first signature only: after one, a changed list is a change.

use paraphe_envelope::Timestamp;

use crate::date::format_date;
use crate::error::PdfError;
use crate::file::PdfFile;
use crate::form_update;
use crate::incremental::Update;
use crate::object::{Dictionary, Object, ObjectId};
use crate::signature_field::SignatureField;

/// The key in a signature dictionary that names the file made with that signature; "PRPH" is our prefix (annex E).
pub(crate) const SIGNATURE_KEY: &[u8] = b"PRPH_Evidence";

/// Files larger than this are not read back, in bytes.
const LARGEST: usize = 64 * 1024 * 1024;

/// PDF/A-2 allows strings of 32767 bytes (ISO 19005-2, 6.1.13), part 1 twice that.
const LONGEST_STRING: usize = 32_000;

/// A file to be put into the document with a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// Its name.
    pub name: String,
    /// Its media type, e.g. `application/json`.
    pub media_type: String,
    /// What it is, in a few words.
    pub description: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// A file as it was found with a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureAttachment {
    /// The full name of the signature's field.
    pub field: String,
    /// Its name; empty where the signature dictionary keeps the bytes alone.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Whether the document may hold files: PDF/A-1, -2 and -4 without the level F forbid them (ISO 19005-1, 6.1.11;
/// -2, 6.8; -4, 6.9), and a document that claims to be PDF/A must stay it.
fn is_allowed(file: &PdfFile) -> bool {
    match file.archival() {
        None => true,
        Some(archival) => {
            archival.part == 3 || (archival.part == 4 && matches!(archival.level, Some('E' | 'F')))
        }
    }
}

/// A file as it was written with a signature.
#[derive(Debug, Clone)]
pub(crate) struct Attachment {
    /// What the signature dictionary says of it: its specification, or its bytes.
    pub(crate) named: Object,
    /// Its specification, to hang on the signature's appearance.
    pub(crate) hanging: Option<ObjectId>,
}

/// With which kind of signature a file comes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Whether this is the first signature of the document.
    pub(crate) is_first: bool,
    /// Whether the signature has an appearance.
    pub(crate) is_drawn: bool,
}

/// Writes the file where earlier signatures and the kind of document allow it.
///
/// # Errors
/// [`PdfError::Damaged`]: there is no catalog.
pub(crate) fn write(
    file: &PdfFile,
    update: &mut Update<'_>,
    attached: &AttachedFile,
    place: Place,
) -> Result<Attachment, PdfError> {
    if !is_allowed(file) || !(place.is_first || place.is_drawn) {
        return Ok(Attachment { named: bare(&attached.content), hanging: None });
    }
    let specification = add(update, attached);
    if place.is_first {
        list(file, update, &attached.name, specification)?;
    }
    let hanging = place.is_drawn.then_some(specification);
    Ok(Attachment { named: Object::Reference(specification), hanging })
}

/// The bytes in strings short enough for every kind of document.
fn bare(content: &[u8]) -> Object {
    Object::Array(content.chunks(LONGEST_STRING).map(|part| Object::String(part.to_vec())).collect())
}

/// Adds the file and gives its specification's object.
fn add(update: &mut Update<'_>, attached: &AttachedFile) -> ObjectId {
    let size = Object::Integer(i64::try_from(attached.content.len()).unwrap_or(i64::MAX));
    let parameters =
        Dictionary::from([(&b"Size"[..], size), (b"ModDate", Object::text(&format_date(attached.made_at)))]);
    let stream = Dictionary::from([
        (&b"Type"[..], Object::name("EmbeddedFile")),
        (b"Subtype", Object::name(&attached.media_type)),
        (b"Params", Object::Dictionary(parameters)),
    ]);
    let stream = update.add_stream(stream, &attached.content);
    let both = [(&b"F"[..], Object::Reference(stream)), (b"UF", Object::Reference(stream))];
    update.add(Object::Dictionary(Dictionary::from([
        (&b"Type"[..], Object::name("Filespec")),
        (b"F", Object::text(&attached.name)),
        (b"UF", Object::text(&attached.name)),
        (b"Desc", Object::text(&attached.description)),
        (b"AFRelationship", Object::name("Supplement")),
        (b"EF", Object::Dictionary(Dictionary::from(both))),
    ])))
}

/// Names the file in the catalog's list, so that every viewer shows it; only before there is any signature.
/// A list that is a tree of several nodes is left as it is: the file hangs on the signature all the same.
fn list(
    file: &PdfFile,
    update: &mut Update<'_>,
    name: &str,
    specification: ObjectId,
) -> Result<(), PdfError> {
    let (catalog_id, mut catalog) = form_update::catalog(file, update)?;
    let view = file.current();
    let mut names = view.dictionary(&catalog, b"Names").unwrap_or_default();
    let mut files = view.dictionary(&names, b"EmbeddedFiles").unwrap_or_default();
    if files.get(b"Kids").is_some() {
        return Ok(());
    }
    let present = view.get(&files, b"Names");
    let mut pairs: Vec<(Object, Object)> = present
        .as_array()
        .unwrap_or_default()
        .chunks_exact(2)
        .map(|pair| (pair[0].clone(), pair[1].clone()))
        .collect();
    pairs.push((Object::text(name), Object::Reference(specification)));
    // Keys stand in the order of their bytes (7.9.6); those behind a reference keep their place.
    pairs.sort_by_key(|(key, _)| view.resolve(key).as_string().map(<[u8]>::to_vec).unwrap_or_default());
    files.replace(b"Names", Object::Array(pairs.into_iter().flat_map(|(key, value)| [key, value]).collect()));
    files.remove(b"Limits");
    // Written anew rather than where they stood: the former objects may be shared.
    let files = update.add(Object::Dictionary(files));
    names.replace(b"EmbeddedFiles", Object::Reference(files));
    catalog.replace(b"Names", Object::Dictionary(names));
    update.put(catalog_id, Object::Dictionary(catalog));
    Ok(())
}

impl PdfFile {
    /// The files that were written with signatures, as the last revision shows them; one that cannot be read is left out.
    #[must_use]
    pub fn signature_attachments(&self) -> Vec<SignatureAttachment> {
        self.present_signatures().iter().filter_map(|signature| self.attachment_of(signature)).collect()
    }

    fn attachment_of(&self, signature: &SignatureField) -> Option<SignatureAttachment> {
        let view = self.current();
        let Object::Dictionary(dictionary) = view.object(signature.value_id?) else { return None };
        let named = view.get(&dictionary, SIGNATURE_KEY);
        let field = signature.name.clone();
        if let Object::Array(parts) = &named {
            let parts: Option<Vec<&[u8]>> = parts.iter().map(Object::as_string).collect();
            let content = parts?.concat();
            return Some(SignatureAttachment { field, name: String::new(), content });
        }
        let specification = named.as_dictionary()?;
        let files = view.dictionary(specification, b"EF")?;
        let stream = files.get(b"F").or_else(|| files.get(b"UF"))?;
        let Object::Stream(stream) = view.resolve(stream) else { return None };
        let content = view.decode(&stream, LARGEST)?;
        let name = view.get(specification, b"UF").as_text().unwrap_or_default();
        Some(SignatureAttachment { field, name, content })
    }
}
