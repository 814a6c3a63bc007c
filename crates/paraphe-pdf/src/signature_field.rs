//! The signatures of a file: every one it has or ever had, each with the exact place of its `/Contents`.

use std::collections::HashSet;
use std::ops::Range;

use paraphe_envelope::{PageRect, Timestamp};

use crate::byte_range::{self, Coverage};
use crate::certification::{self, DocMdp, FieldLock};
use crate::date::parse_date;
use crate::field_tree::{self, FieldNode};
use crate::file::PdfFile;
use crate::lost;
use crate::object::{Dictionary, Object, ObjectId};
use crate::orphan;
use crate::page;
use crate::revision::RevisionView;
use crate::seed::SeedValues;
use crate::xref::Location;

/// Signatures beyond this many are not listed.
const MAX_SIGNATURES: usize = 10_000;
/// The flags of a widget nobody sees: hidden, or not shown on a screen (ISO 32000-2, table 167).
const UNSEEN: i64 = (1 << 1) | (1 << 5);

/// Where a signature dictionary stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// In the file, but no form field of any revision leads to it.
    Orphaned,
    /// The value of a form field of the present document.
    Present,
    /// The value of a form field of an earlier revision only: removed or replaced since.
    Removed,
}

/// A filled signature field and its signature dictionary (ISO 32000-2, 12.7.5.5 and 12.8.1), whatever its format.
#[derive(Debug, Clone, PartialEq)]
pub struct SignatureField {
    /// The full name of the field; empty for an orphaned dictionary.
    pub name: String,
    /// Whether the document still shows this signature.
    pub presence: Presence,
    /// The revision that wrote the signature dictionary, as an index into [`PdfFile::revisions`].
    pub revision: usize,
    /// The object of the field.
    pub field_id: Option<ObjectId>,
    /// The object of the signature dictionary; `None` if it stands directly in the field.
    pub value_id: Option<ObjectId>,
    /// `/ByteRange` if it is four whole numbers, zeros otherwise.
    pub byte_range: [i64; 4],
    /// `/ByteRange` as it is written.
    pub byte_range_numbers: Vec<i64>,
    /// What the byte range covers.
    pub coverage: Coverage,
    /// Where the `/Contents` token of this very dictionary stands in the file, delimiters included; empty if there is
    /// none.
    pub contents_span: Range<usize>,
    /// The decoded `/Contents`, padding included.
    pub contents: Vec<u8>,
    /// `/Type` is `/DocTimeStamp`.
    pub is_document_timestamp: bool,
    /// `/SubFilter`, empty if missing.
    pub sub_filter: String,
    /// `/Filter`, empty if missing.
    pub filter: String,
    /// `/Cert`: the certificates of the old `adbe.x509.rsa_sha1` format, outside `/Contents`.
    pub certificates: Vec<Vec<u8>>,
    /// `/Name`
    pub signer_name: Option<String>,
    /// `/Reason`
    pub reason: Option<String>,
    /// `/Location`
    pub location: Option<String>,
    /// `/ContactInfo`
    pub contact: Option<String>,
    /// `/M`, which the signer's computer claims.
    pub claimed_time: Option<Timestamp>,
    /// What later changes the signature permits, if it says so.
    pub doc_mdp: Option<DocMdp>,
    /// The fields this signature locks.
    pub field_lock: Option<FieldLock>,
    /// The fields its field asks to be locked, where the signature does not repeat it.
    pub asked_lock: Option<FieldLock>,
    /// The catalog's `/Perms` names this signature as the document's certification.
    pub is_certification: bool,
    /// The page of the first widget, counted from 1.
    pub page: Option<u32>,
    /// The rectangle of the first widget, if it has an area.
    pub rect: Option<PageRect>,
    /// A key is given twice in the signature dictionary: readers may disagree about it.
    pub repeats_a_key: bool,
}

/// A signature field that waits for its signature.
#[derive(Debug, Clone, PartialEq)]
pub struct EmptySignatureField {
    /// The full name of the field.
    pub name: String,
    /// The object of the field.
    pub field_id: Option<ObjectId>,
    /// The page of the first widget, counted from 1.
    pub page: Option<u32>,
    /// The rectangle of the first widget, if it has an area.
    pub rect: Option<PageRect>,
    /// What signing it will lock.
    pub lock: Option<FieldLock>,
    /// What it demands of its signature.
    pub seed: SeedValues,
}

impl PdfFile {
    /// Every signature the file has or had: of present fields, of fields removed or replaced by a later revision, and
    /// dictionaries no field leads to. In the order of revisions, then of bytes.
    #[must_use]
    pub fn signature_fields(&self) -> Vec<SignatureField> {
        let mut known = HashSet::new();
        let mut signatures = Vec::new();
        for index in (0..self.revisions().len()).rev() {
            signatures.extend(self.signatures_of(index, &mut known));
            signatures.truncate(MAX_SIGNATURES);
        }
        for (view, id) in orphan::dictionaries(self, &signatures) {
            if let Object::Dictionary(dictionary) = view.object(id) {
                signatures.push(self.describe(view, dictionary, Some(id), Presence::Orphaned));
            }
        }
        signatures.sort_by_key(|signature| (signature.revision, signature.contents_span.start));
        signatures
    }

    /// How many signatures the file had that cannot be read any more: it is damaged, and only words of them are left. To be asked
    /// where [`Self::signature_fields`] finds none of a person.
    #[must_use]
    pub fn count_lost_signatures(&self) -> usize {
        lost::count(self)
    }

    /// The signatures the present document shows; cheaper than searching all the file has.
    pub(crate) fn present_signatures(&self) -> Vec<SignatureField> {
        self.signatures_of(self.revisions().len() - 1, &mut HashSet::new())
    }

    /// The signatures that revision `index` shows and `known` does not name yet, by where their dictionaries stand.
    fn signatures_of(&self, index: usize, known: &mut HashSet<(ObjectId, Location)>) -> Vec<SignatureField> {
        let is_current = index + 1 == self.revisions().len();
        let presence = if is_current { Presence::Present } else { Presence::Removed };
        let view = RevisionView::new(self.store(), self.revisions()[index].section);
        let mut found = Vec::new();
        // Two fields of one revision may share a signature; both are listed.
        let mut seen = Vec::new();
        for field in field_tree::fields(view) {
            let location = self.value_location(view, &field);
            if location.is_some_and(|location| !known.contains(&location)) {
                seen.extend(location);
                found.extend(self.read_signature(view, &field, presence));
            }
        }
        known.extend(seen);
        found
    }

    /// The signature fields of the present document that hold no signature yet.
    #[must_use]
    pub fn empty_signature_fields(&self) -> Vec<EmptySignatureField> {
        let view = self.current();
        field_tree::fields(view)
            .into_iter()
            .filter(|field| is_empty(view, field))
            .map(|field| {
                let (page, rect) = self.place(view, &field);
                let lock = view.dictionary(&field.dictionary, b"Lock");
                let lock = lock.and_then(|lock| FieldLock::read(view, &lock));
                let seed = SeedValues::read(view, &field.dictionary);
                EmptySignatureField { name: field.name, field_id: field.id, page, rect, lock, seed }
            })
            .collect()
    }

    /// How many signature fields of the present document hold no signature yet and have a place one can see: people may
    /// still be asked to sign there. Cheaper than [`Self::empty_signature_fields`], for no page is looked for.
    #[must_use]
    pub fn count_unsigned_places(&self) -> usize {
        let view = self.current();
        let is_seen = |widget: &Dictionary| {
            let rect = page::rectangle(view, widget, b"Rect").and_then(PageRect::from_corners);
            let flags = view.get(widget, b"F").as_integer().unwrap_or_default();
            rect.is_some() && flags & UNSEEN == 0
        };
        let fields = field_tree::fields(view).into_iter().filter(|field| is_empty(view, field));
        fields.filter(|field| field.widgets.iter().any(|(_, widget)| is_seen(widget))).count()
    }

    /// Where the object that holds the signature dictionary stands: the same place is the same signature.
    fn value_location(&self, view: RevisionView<'_>, field: &FieldNode) -> Option<(ObjectId, Location)> {
        let holder = field.value.as_ref()?.as_reference().or(field.value_holder)?;
        let row = self.store().xref.locate(holder.0, view.section())?;
        Some((holder, row.location))
    }

    /// Whether the cross-reference knows a place for what this refers to.
    fn is_in_use(&self, view: RevisionView<'_>, value: &Object) -> bool {
        let row = value.as_reference().and_then(|id| self.store().xref.locate(id.0, view.section()));
        row.is_some_and(|row| !matches!(row.location, Location::Free))
    }

    fn read_signature(
        &self,
        view: RevisionView<'_>,
        field: &FieldNode,
        presence: Presence,
    ) -> Option<SignatureField> {
        if field.kind.as_deref() != Some(b"Sig") {
            return None;
        }
        let value = field.value.as_ref()?;
        let dictionary = match view.resolve(value) {
            Object::Dictionary(dictionary) => dictionary,
            // The cross-reference says that it is there, and nothing can be read: a signature that cannot be checked is not
            // a field without one.
            Object::Null if self.is_in_use(view, value) => Dictionary::new(),
            Object::Array(_)
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Name(_)
            | Object::Null
            | Object::Real(_)
            | Object::Reference(_)
            | Object::Stream(_)
            | Object::String(_) => return None,
        };
        let mut signature = self.describe(view, dictionary, value.as_reference(), presence);
        if let (None, Some(holder)) = (signature.value_id, field.value_holder) {
            signature.revision = self.revision_of(view, holder);
        }
        signature.name.clone_from(&field.name);
        signature.field_id = field.id;
        if let Some(lock) = view.dictionary(&field.dictionary, b"Lock") {
            // Since PDF 2.0 the lock of an approval signature's field may restrict the whole document (table 237).
            signature.doc_mdp = signature.doc_mdp.or_else(|| DocMdp::read(view, &lock));
            // What it locks, the signature takes over (12.8.2.4); of one that did not nobody can tell whether the signer knew.
            let is_silent = signature.field_lock.is_none();
            signature.asked_lock = is_silent.then(|| FieldLock::read(view, &lock)).flatten();
        }
        (signature.page, signature.rect) = self.place(view, field);
        Some(signature)
    }

    fn describe(
        &self,
        view: RevisionView<'_>,
        dictionary: Dictionary,
        value_id: Option<ObjectId>,
        presence: Presence,
    ) -> SignatureField {
        let text = |key: &[u8]| view.get(&dictionary, key).as_text();
        let name = |key: &[u8]| {
            let value = view.get(&dictionary, key);
            value.as_name().map(|name| String::from_utf8_lossy(name).into_owned()).unwrap_or_default()
        };
        let contents_span = dictionary.entry(b"Contents").map_or(0..0, |entry| entry.span.clone());
        let numbers = byte_range_numbers(view, &dictionary);
        let (doc_mdp, field_lock) = certification::transforms(view, &dictionary);
        let permissions = view.dictionary(&view.catalog(), b"Perms").unwrap_or_default();
        let certification = permissions.get(b"DocMDP").and_then(Object::as_reference);
        let is_certification = value_id.is_some() && certification == value_id;
        // A certification that does not say what it permits permits what one usually does (table 257).
        let doc_mdp = doc_mdp.or(is_certification.then_some(DocMdp::FillAndSign));
        SignatureField {
            name: String::new(),
            presence,
            revision: value_id.map_or(0, |id| self.revision_of(view, id)),
            field_id: None,
            value_id,
            byte_range: numbers.as_slice().try_into().unwrap_or_default(),
            coverage: byte_range::coverage(self, &numbers, &contents_span),
            byte_range_numbers: numbers,
            contents_span,
            contents: view.get(&dictionary, b"Contents").as_string().map(<[u8]>::to_vec).unwrap_or_default(),
            is_document_timestamp: dictionary.is_type(b"DocTimeStamp"),
            sub_filter: name(b"SubFilter"),
            filter: name(b"Filter"),
            certificates: certificates(view, &dictionary),
            signer_name: text(b"Name"),
            reason: text(b"Reason"),
            location: text(b"Location"),
            contact: text(b"ContactInfo"),
            claimed_time: text(b"M").as_deref().and_then(parse_date),
            doc_mdp,
            field_lock,
            asked_lock: None,
            is_certification,
            page: None,
            rect: None,
            repeats_a_key: dictionary.repeated_key().is_some(),
        }
    }

    /// The revision that wrote the object `id` as `view` sees it.
    pub(crate) fn revision_of(&self, view: RevisionView<'_>, id: ObjectId) -> usize {
        let section = self.store().xref.locate(id.0, view.section()).map_or(0, |row| row.section);
        self.revisions().iter().position(|revision| section <= revision.section).unwrap_or_default()
    }

    /// Page and rectangle of a field's first widget.
    pub(crate) fn place(&self, view: RevisionView<'_>, field: &FieldNode) -> (Option<u32>, Option<PageRect>) {
        let Some((id, widget)) = field.widgets.first() else { return (None, None) };
        let rect = page::rectangle(view, widget, b"Rect").and_then(PageRect::from_corners);
        let named = widget.get(b"P").and_then(Object::as_reference);
        let by_name = named.and_then(|page| self.page_number(page));
        (by_name.or_else(|| self.page_with_annotation(view, (*id)?)), rect)
    }

    /// The number of a page by its object, counted from 1.
    #[must_use]
    fn page_number(&self, id: ObjectId) -> Option<u32> {
        let index = self.page_list().iter().position(|page| page.id == Some(id))?;
        u32::try_from(index + 1).ok()
    }

    fn page_with_annotation(&self, view: RevisionView<'_>, annotation: ObjectId) -> Option<u32> {
        let index = self.page_list().iter().position(|page| {
            let Some(Object::Dictionary(page)) = page.id.map(|id| view.object(id)) else { return false };
            let annotations = view.get(&page, b"Annots");
            annotations.as_array().unwrap_or_default().contains(&Object::Reference(annotation))
        })?;
        u32::try_from(index + 1).ok()
    }
}

/// A signature field without a signature.
fn is_empty(view: RevisionView<'_>, field: &FieldNode) -> bool {
    let value = field.value.as_ref().map_or(Object::Null, |value| view.resolve(value));
    field.kind.as_deref() == Some(b"Sig") && !matches!(value, Object::Dictionary(_))
}

/// Whole numbers only: a reader that rounds a fraction would hash other bytes than we do.
fn byte_range_numbers(view: RevisionView<'_>, dictionary: &Dictionary) -> Vec<i64> {
    let value = view.get(dictionary, b"ByteRange");
    let items = value.as_array().unwrap_or_default();
    let numbers: Option<Vec<i64>> = items.iter().map(|item| view.resolve(item).as_integer()).collect();
    numbers.unwrap_or_default()
}

fn certificates(view: RevisionView<'_>, dictionary: &Dictionary) -> Vec<Vec<u8>> {
    let value = view.get(dictionary, b"Cert");
    let items = value.as_array().unwrap_or(std::slice::from_ref(&value));
    items.iter().filter_map(|item| view.resolve(item).as_string().map(<[u8]>::to_vec)).collect()
}
