//! A document made ready for one more signature: everything but the signature itself, appended.

use std::ops::Range;

use paraphe_envelope::{PageRect, Timestamp};

use crate::appearance::Appearance;
use crate::attachment::{self, AttachedFile, Attachment};
use crate::certification::{DocMdp, FieldLock};
use crate::date::format_date;
use crate::error::PdfError;
use crate::field_tree::{self, FieldNode};
use crate::field_writer::{Contents, WidgetWriter, create_field, fill_field, is_drawn};
use crate::file::PdfFile;
use crate::form_boxes::{FormBox, SortedBoxes};
use crate::form_update;
use crate::incremental::Update;
use crate::object::{Dictionary, Object, ObjectId};
use crate::seed::SeedValues;
use crate::signature_field::SignatureField;
use crate::writer::{write_dictionary, write_text};

/// Digits kept free for each number of the byte range.
const NUMBER_WIDTH: usize = 10;

/// The formats we write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SubFilter {
    /// `ETSI.CAdES.detached`: PAdES baseline signatures.
    #[default]
    EtsiCadesDetached,
    /// `ETSI.RFC3161`: a document timestamp.
    EtsiRfc3161,
}

/// What is to be signed where, and what the signature dictionary will say.
#[derive(Debug, Clone)]
pub struct SignatureDictionary<'a> {
    /// The full name of the field: an empty signature field of the document, or a new one; `None` finds a free name.
    pub field_name: Option<String>,
    /// Page (from 1) and box of a new field in the page's own coordinates; `None` signs invisibly.
    pub page: Option<(u32, PageRect)>,
    /// What is drawn in the box.
    pub appearance: Option<&'a Appearance>,
    /// `/Name`
    pub signer_name: Option<String>,
    /// `/Reason`
    pub reason: Option<String>,
    /// `/Location`
    pub location: Option<String>,
    /// `/M`
    pub signing_time: Timestamp,
    /// Bytes reserved for the DER-encoded signature.
    pub contents_capacity: usize,
    /// The format.
    pub sub_filter: SubFilter,
    /// Certifies the document and says what may still be done to it; only for the first signature.
    pub certify: Option<DocMdp>,
    /// `/TU`: what a screen reader says of the field, when it is new.
    pub tooltip: Option<String>,
    /// Marks of this very signature elsewhere in the document: initials on pages. Only where the field is new.
    pub initials: &'a [Initials<'a>],
    /// Boxes of the form that belong to this document's signers: this one's with their contents, those of others empty.
    pub boxes: &'a [FormBox<'a>],
    /// What a new field locks when it is signed; an existing one brings its own lock.
    pub lock: Option<FieldLock>,
    /// A file that goes into the document with the signature and is covered by it.
    pub attachment: Option<&'a AttachedFile>,
}

/// The signer's initials in one place.
#[derive(Debug, Clone, Copy)]
pub struct Initials<'a> {
    /// The page, counted from 1.
    pub page: u32,
    /// The box in the page's own coordinates.
    pub rect: PageRect,
    /// What is drawn in it; the same drawing is written once, however many pages show it.
    pub appearance: &'a Appearance,
}

/// The bytes to append, complete but for the signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedUpdate {
    /// What follows the original's last byte.
    pub tail: Vec<u8>,
    /// The byte range as written, counted from the beginning of the file.
    pub byte_range: [u64; 4],
    /// Where the `/Contents` token, angle brackets included, stands in `tail`.
    pub contents_at: Range<usize>,
    /// The full name of the field that is signed.
    pub field_name: String,
}

impl PreparedUpdate {
    /// The bytes to be digested, in order: the original, and what is appended before and behind the signature.
    #[must_use]
    pub fn digest_input<'s>(&'s self, original: &'s [u8]) -> [&'s [u8]; 3] {
        [original, &self.tail[..self.contents_at.start], &self.tail[self.contents_at.end..]]
    }

    /// The bytes to append, with the DER-encoded signature in place.
    ///
    /// # Errors
    /// [`PdfError::PlaceholderTooSmall`].
    pub fn fill_contents(&self, cms_der: &[u8]) -> Result<Vec<u8>, PdfError> {
        let reserved = (self.contents_at.len() - 2) / 2;
        if cms_der.len() > reserved {
            return Err(PdfError::PlaceholderTooSmall { needed: cms_der.len(), reserved });
        }
        let mut hexadecimal = Vec::with_capacity(cms_der.len() * 2 + 2);
        crate::writer::write_hexadecimal(&mut hexadecimal, cms_der);
        // Without the closing bracket: zeros follow, then the bracket that is there.
        let digits = &hexadecimal[..hexadecimal.len() - 1];
        let mut tail = self.tail.clone();
        tail[self.contents_at.start..][..digits.len()].copy_from_slice(digits);
        Ok(tail)
    }
}

/// Appends field, widget, appearance and an empty signature dictionary to `file`.
///
/// # Errors
/// [`PdfError::CertifiedLocked`], [`PdfError::CertifyNotFirst`], [`PdfError::AllFieldsLocked`],
/// [`PdfError::FieldLocked`], [`PdfError::FieldTaken`] for what earlier signatures forbid; [`PdfError::OwnerForbids`] for what
/// the owner of an encrypted file forbids; [`PdfError::PageMissing`] for a box; [`PdfError::SeedUnmet`] and
/// [`PdfError::InitialsOnExistingField`] for what a field wants; [`PdfError::PageMissing`]; [`PdfError::RepairedAndSigned`];
/// [`PdfError::EncryptedNotSignable`]; [`PdfError::TooLarge`]; [`PdfError::Damaged`].
pub fn prepare_signature(
    file: &PdfFile,
    request: &SignatureDictionary<'_>,
) -> Result<PreparedUpdate, PdfError> {
    let earlier = file.present_signatures();
    let fields = field_tree::fields(file.current());
    let boxes = SortedBoxes::of(file, &fields, request.boxes)?;
    let name = form_update::field_name(&fields, request.field_name.as_deref());
    let target = fields.iter().find(|field| field.name == name);
    let initials = boxes.with_drawn(request.initials, target);
    let request = &SignatureDictionary { initials: &initials, ..request.clone() };
    check_permitted(file, &earlier, request, &name, target)?;
    boxes.check_locks(&earlier)?;

    let mut update = Update::new(file);
    let signature_id = update.reserve();
    let place = attachment::Place { is_first: earlier.is_empty(), is_drawn: is_drawn(file, target, request) };
    let attached = request.attachment.map(|attached| attachment::write(file, &mut update, attached, place));
    let attached = attached.transpose()?;
    let contents = Contents {
        signature: signature_id,
        attached: attached.as_ref().and_then(|attached| attached.hanging),
        is_first: earlier.is_empty(),
    };
    let mut writer = WidgetWriter::new(file, contents);
    let lock = write_field(&mut update, &mut writer, (&name, target), contents, request)?;
    boxes.write(&mut update, &mut writer)?;
    writer.finish(&mut update);
    if request.certify.is_some() {
        form_update::set_certification(file, &mut update, signature_id)?;
    }
    let placeholder = Placeholder::write(&update, signature_id, request, (lock.as_ref(), attached));
    update.put_finished(signature_id, placeholder.body.clone());
    let seed = format!("{name} {}", request.signing_time.as_millis());
    let tail = update.finish(seed.as_bytes())?;
    let body = tail.body(signature_id).ok_or(PdfError::Damaged { what: "signature dictionary" })?;
    Ok(placeholder.settle(file.bytes().len(), tail.bytes, body.start, name))
}

/// Fills the field that is there, or makes a new one; gives the lock that its signature brings.
fn write_field(
    update: &mut Update<'_>,
    writer: &mut WidgetWriter,
    (name, target): (&str, Option<&FieldNode>),
    contents: Contents,
    request: &SignatureDictionary<'_>,
) -> Result<Option<FieldLock>, PdfError> {
    let Some(field) = target else {
        create_field(update, writer, name, contents, request)?;
        return Ok(request.lock.clone());
    };
    fill_field(update, field, contents, request)?;
    let view = update.file().current();
    let lock = view.dictionary(&field.dictionary, b"Lock");
    Ok(lock.and_then(|lock| FieldLock::read(view, &lock)))
}

fn check_permitted(
    file: &PdfFile,
    earlier: &[SignatureField],
    request: &SignatureDictionary<'_>,
    name: &str,
    target: Option<&FieldNode>,
) -> Result<(), PdfError> {
    if let Some((page, _)) = request.page {
        file.page(page)?;
    }
    if file.is_repaired() && !earlier.is_empty() {
        return Err(PdfError::RepairedAndSigned);
    }
    // A document timestamp is validation data, which even /P 1 permits (ISO 32000-2, table 257).
    let is_approval = request.sub_filter == SubFilter::EtsiCadesDetached;
    if is_approval && earlier.iter().any(|signature| signature.doc_mdp == Some(DocMdp::NoChanges)) {
        return Err(PdfError::CertifiedLocked);
    }
    if request.certify.is_some() && !earlier.is_empty() {
        return Err(PdfError::CertifyNotFirst);
    }
    if is_approval {
        check_locks(earlier, name)?;
    }
    let view = file.current();
    let is_taken = |field: &FieldNode| {
        let value = field.value.as_ref().map_or(Object::Null, |value| view.resolve(value));
        field.kind.as_deref() != Some(b"Sig") || field.id.is_none() || !matches!(value, Object::Null)
    };
    if target.is_some_and(is_taken) {
        return Err(PdfError::FieldTaken { name: name.to_owned() });
    }
    if is_approval { check_wishes(file, request, name, target) } else { Ok(()) }
}

/// A field of any other name would not help where nearly all are locked.
fn check_locks(earlier: &[SignatureField], name: &str) -> Result<(), PdfError> {
    let locks = earlier.iter().filter_map(|signature| signature.field_lock.as_ref());
    let mut locks = locks.filter(|lock| lock.locks(name)).peekable();
    if locks.peek().is_none() {
        return Ok(());
    }
    let name = name.to_owned();
    match locks.all(|lock| matches!(lock, FieldLock::Include(_))) {
        true => Err(PdfError::FieldLocked { name }),
        false => Err(PdfError::AllFieldsLocked { name }),
    }
}

/// What the owner of the file and the field itself have to say about an approval.
fn check_wishes(
    file: &PdfFile,
    request: &SignatureDictionary<'_>,
    name: &str,
    target: Option<&FieldNode>,
) -> Result<(), PdfError> {
    let allows = |security: &crate::security::Security| match target {
        Some(_) => security.allows_filling(),
        None => security.allows_new_fields(),
    };
    if !file.store().security.as_ref().is_none_or(allows) {
        return Err(PdfError::OwnerForbids);
    }
    for initials in request.initials {
        file.page(initials.page)?;
    }
    let Some(field) = target else { return Ok(()) };
    if !request.initials.is_empty() {
        return Err(PdfError::InitialsOnExistingField { name: name.to_owned() });
    }
    let seed = SeedValues::read(file.current(), &field.dictionary);
    match seed.unmet(request.reason.as_deref(), request.certify) {
        Some(demand) => Err(PdfError::SeedUnmet { name: name.to_owned(), demand }),
        None => Ok(()),
    }
}

/// The signature dictionary in PDF syntax, with the two places that are filled later.
struct Placeholder {
    body: Vec<u8>,
    /// Where the second number of the byte range begins in `body`.
    numbers_at: usize,
    contents_at: Range<usize>,
}

impl Placeholder {
    fn write(
        update: &Update<'_>,
        id: ObjectId,
        request: &SignatureDictionary<'_>,
        (lock, attached): (Option<&FieldLock>, Option<Attachment>),
    ) -> Self {
        let mut entries = entries(request, lock, update.file().current().catalog_id());
        if let Some(attached) = attached {
            entries.set(attachment::SIGNATURE_KEY, attached.named);
        }
        let entries = Object::Dictionary(entries);
        let mut body = Vec::new();
        if let Object::Dictionary(entries) = update.encrypted(id, entries) {
            write_dictionary(&mut body, &entries);
        }
        body.truncate(body.len() - b">>".len());
        body.extend_from_slice(b"/ByteRange [0 ");
        let numbers_at = body.len();
        body.extend(std::iter::repeat_n(b' ', 3 * (NUMBER_WIDTH + 1)));
        body.extend_from_slice(b"]/Contents ");
        let contents_start = body.len();
        body.push(b'<');
        body.extend(std::iter::repeat_n(b'0', request.contents_capacity * 2));
        body.push(b'>');
        let contents_at = contents_start..body.len();
        body.extend_from_slice(b">>");
        Self { body, numbers_at, contents_at }
    }

    /// Fills in the byte range, now that the places are known.
    fn settle(
        self,
        original: usize,
        mut tail: Vec<u8>,
        body_at: usize,
        field_name: String,
    ) -> PreparedUpdate {
        let contents_at = body_at + self.contents_at.start..body_at + self.contents_at.end;
        let gap = original + contents_at.start..original + contents_at.end;
        let end = original + tail.len();
        let byte_range = [0, gap.start as u64, gap.end as u64, (end - gap.end) as u64];
        let mut text = Vec::new();
        for number in &byte_range[1..] {
            write_text(&mut text, format_args!("{number:<NUMBER_WIDTH$} "));
        }
        tail[body_at + self.numbers_at..][..text.len()].copy_from_slice(&text);
        PreparedUpdate { tail, byte_range, contents_at, field_name }
    }
}

/// The entries of the signature dictionary but `/ByteRange` and `/Contents`.
fn entries(
    request: &SignatureDictionary<'_>,
    lock: Option<&FieldLock>,
    catalog: Option<ObjectId>,
) -> Dictionary {
    let (kind, sub_filter) = match request.sub_filter {
        SubFilter::EtsiCadesDetached => ("Sig", "ETSI.CAdES.detached"),
        SubFilter::EtsiRfc3161 => ("DocTimeStamp", "ETSI.RFC3161"),
    };
    let mut entries = Dictionary::from([
        (&b"Type"[..], Object::name(kind)),
        (b"Filter", Object::name("Adobe.PPKLite")),
        (b"SubFilter", Object::name(sub_filter)),
    ]);
    if request.sub_filter == SubFilter::EtsiRfc3161 {
        // The time is in the token; names and reasons have no place in a timestamp (12.8.5).
        return entries;
    }
    entries.set(b"M", Object::text(&format_date(request.signing_time)));
    for (key, value) in
        [(&b"Name"[..], &request.signer_name), (b"Reason", &request.reason), (b"Location", &request.location)]
    {
        if let Some(value) = value {
            entries.set(key, Object::text(value));
        }
    }
    let references = references(request.certify, lock, catalog);
    if !references.is_empty() {
        entries.set(b"Reference", Object::Array(references));
    }
    entries
}

/// What the signature looks after, beyond its bytes: the whole document, or the fields its lock names (12.8.2).
fn references(certify: Option<DocMdp>, lock: Option<&FieldLock>, catalog: Option<ObjectId>) -> Vec<Object> {
    let mut references = Vec::new();
    if let Some(permission) = certify {
        let parameters = Dictionary::from([(&b"P"[..], Object::Integer(permission.permission()))]);
        references.push(Object::Dictionary(reference("DocMDP", parameters)));
    }
    if let Some(lock) = lock {
        let mut parameters = Dictionary::new();
        lock.write(&mut parameters);
        let mut reference = reference("FieldMDP", parameters);
        // Unlike with DocMDP, the object to be looked after must be named (table 255).
        if let Some(catalog) = catalog {
            reference.set(b"Data", Object::Reference(catalog));
        }
        references.push(Object::Dictionary(reference));
    }
    references
}

/// A signature reference dictionary (table 255).
fn reference(method: &str, mut parameters: Dictionary) -> Dictionary {
    parameters.set(b"Type", Object::name("TransformParams"));
    parameters.set(b"V", Object::name("1.2"));
    Dictionary::from([
        (&b"Type"[..], Object::name("SigRef")),
        (b"TransformMethod", Object::name(method)),
        (b"TransformParams", Object::Dictionary(parameters)),
    ])
}
