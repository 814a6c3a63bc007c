//! What an object is *for*: its roles, found by walking from the trailer (ISO 32000-2, 7.5.5 and 7.7).
//!
//! First the skeleton (catalog, page tree, pages, annotations, form, fields), then everything that hangs on it. The
//! second walk does not enter the skeleton again, so that a link to a page does not make the page "part of a link"; only
//! what is drawn with is followed into it, for a page may draw with whatever a field or the catalog names.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::error::PdfError;
use crate::object::{Dictionary, Object, ObjectId};
use crate::revision::RevisionView;

/// More visits than any document needs.
const MAX_VISITS: usize = 5_000_000;

/// What an object is for. One object may have several roles: a widget is an annotation and a field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectRole {
    /// The interactive form dictionary, or what hangs on entries of it that have no role of their own.
    AcroForm,
    /// Fonts and other resources of the form (`/DR`).
    AcroFormResources,
    /// An annotation on this page, counted from 1.
    Annotation(u32),
    /// The `/Annots` array of this page, counted from 1.
    AnnotationList(u32),
    /// What hangs on an annotation besides its appearance: actions, popups, borders.
    AnnotationEntry,
    /// An appearance stream of an annotation or field, or something it draws with.
    Appearance,
    /// The catalog.
    Catalog,
    /// What hangs on this entry of the catalog (`Names`, `Outlines`, `Perms` …).
    CatalogEntry(String),
    /// The document security store and the validation data in it.
    Dss,
    /// The encryption dictionary.
    Encryption,
    /// A field with this full name, or a widget of it.
    Field(String),
    /// What hangs on a field besides value and appearance: actions, locks, seed values.
    FieldEntry(String),
    /// The `/Fields` array of the form.
    FieldList,
    /// The value of a field that is no signature.
    FieldValue(String),
    /// The document information dictionary.
    Info,
    /// The document's XMP metadata.
    Metadata,
    /// An object stream.
    ObjectStream,
    /// This page, counted from 1.
    Page(u32),
    /// A content stream of a page.
    PageContents,
    /// What hangs on a page besides contents, resources and annotations.
    PageEntry,
    /// Fonts, images, forms and other things pages draw with.
    PageResources,
    /// An inner node of the page tree.
    PageTree,
    /// The signature dictionary that is the value of the field with this full name, or something in it.
    Signature(String),
    /// What hangs on an unknown entry of the trailer.
    TrailerEntry(String),
    /// The XML form.
    Xfa,
    /// A cross-reference stream.
    XrefStream,
}

/// Roles of the wanted objects, by object number. An object without any role is unreachable.
pub(crate) type Roles = HashMap<u32, BTreeSet<ObjectRole>>;

/// Finds the roles of the objects in `wanted` as `view` shows them, and how many visits that took.
///
/// # Errors
/// [`PdfError::Damaged`] if more hangs together in the document than any needs; then nothing is said.
pub(crate) fn roles(view: RevisionView<'_>, wanted: &HashSet<u32>) -> Result<(Roles, usize), PdfError> {
    let mut walk = Walk {
        view,
        wanted,
        roles: Roles::new(),
        skeleton: HashSet::new(),
        sheets: HashSet::new(),
        hanging: Vec::new(),
        visits: 0,
        pages: 0,
    };
    walk.trailer();
    walk.hang();
    match walk.visits {
        visits if visits > MAX_VISITS => Err(PdfError::Damaged { what: "references" }),
        visits => Ok((walk.roles, visits)),
    }
}

struct Walk<'a> {
    view: RevisionView<'a>,
    wanted: &'a HashSet<u32>,
    roles: Roles,
    skeleton: HashSet<u32>,
    /// Pages and nodes of their tree: none of them can be drawn with.
    sheets: HashSet<u32>,
    /// Objects to be walked once the skeleton is known.
    hanging: Vec<(Object, ObjectRole)>,
    visits: usize,
    pages: u32,
}

impl Walk<'_> {
    fn note(&mut self, value: &Object, role: &ObjectRole) {
        if let Object::Reference((number, _)) = value
            && self.wanted.contains(number)
        {
            self.roles.entry(*number).or_default().insert(role.clone());
        }
    }

    /// Enters a node of the skeleton; `None` if it was entered before or is no dictionary.
    fn enter(&mut self, node: &Object, role: &ObjectRole) -> Option<Dictionary> {
        self.note(node, role);
        self.visits += 1;
        if self.visits > MAX_VISITS {
            return None;
        }
        if let Object::Reference((number, _)) = node {
            if !self.skeleton.insert(*number) {
                return None;
            }
            if matches!(role, ObjectRole::Page(_) | ObjectRole::PageTree) {
                self.sheets.insert(*number);
            }
        }
        let found = self.view.resolve(node).as_dictionary().cloned();
        if found.is_none() {
            // It may be found by viewers that do not look at generations: then what hangs on it does so there.
            self.later(node, role.clone());
        }
        found
    }

    fn later(&mut self, value: &Object, role: ObjectRole) {
        self.hanging.push((value.clone(), role));
    }

    fn trailer(&mut self) {
        for entry in self.view.trailer().iter() {
            match entry.key.as_slice() {
                b"Root" => self.catalog(&entry.value),
                b"Info" => self.later(&entry.value, ObjectRole::Info),
                b"Encrypt" => self.later(&entry.value, ObjectRole::Encryption),
                b"Prev" | b"Size" | b"XRefStm" | b"Length" => {}
                key => self.later(&entry.value, ObjectRole::TrailerEntry(text(key))),
            }
        }
    }

    fn catalog(&mut self, node: &Object) {
        let Some(catalog) = self.enter(node, &ObjectRole::Catalog) else { return };
        // The form first: a widget met as an annotation must already be known as a field.
        if let Some(form) = catalog.get(b"AcroForm") {
            self.form(form);
        }
        if let Some(pages) = catalog.get(b"Pages") {
            self.page_tree(pages);
        }
        for entry in catalog.iter() {
            match entry.key.as_slice() {
                b"AcroForm" | b"Pages" => {}
                b"DSS" => self.later(&entry.value, ObjectRole::Dss),
                b"Metadata" => self.later(&entry.value, ObjectRole::Metadata),
                key => self.later(&entry.value, ObjectRole::CatalogEntry(text(key))),
            }
        }
    }

    fn form(&mut self, node: &Object) {
        let Some(form) = self.enter(node, &ObjectRole::AcroForm) else { return };
        for entry in form.iter() {
            match entry.key.as_slice() {
                b"Fields" => {
                    self.note(&entry.value, &ObjectRole::FieldList);
                    let fields = self.view.resolve(&entry.value);
                    for field in fields.as_array().unwrap_or_default() {
                        self.fields(field);
                    }
                }
                b"DR" => self.later(&entry.value, ObjectRole::AcroFormResources),
                b"XFA" => self.later(&entry.value, ObjectRole::Xfa),
                _ => self.later(&entry.value, ObjectRole::AcroForm),
            }
        }
    }

    /// A root field with all its descendants. Without recursion: depth is up to the file.
    fn fields(&mut self, root: &Object) {
        let mut waiting = vec![(root.clone(), String::new(), false)];
        while let Some((node, parent, parent_signs)) = waiting.pop() {
            let partial = self
                .view
                .resolve(&node)
                .as_dictionary()
                .and_then(|field| self.view.get(field, b"T").as_text());
            let name = match partial {
                Some(partial) if parent.is_empty() => partial,
                Some(partial) => format!("{parent}.{partial}"),
                None => parent,
            };
            let Some(field) = self.enter(&node, &ObjectRole::Field(name.clone())) else { continue };
            let kind = self.view.get(&field, b"FT");
            let signs = kind.as_name().map_or(parent_signs, |kind| kind == b"Sig");
            for entry in field.iter() {
                match entry.key.as_slice() {
                    b"Kids" => {
                        self.note(&entry.value, &ObjectRole::Field(name.clone()));
                        let kids = self.view.resolve(&entry.value);
                        let kids = kids.as_array().unwrap_or_default();
                        waiting.extend(kids.iter().map(|kid| (kid.clone(), name.clone(), signs)));
                    }
                    b"Parent" | b"P" => {}
                    b"AP" => self.later(&entry.value, ObjectRole::Appearance),
                    b"V" if signs => self.later(&entry.value, ObjectRole::Signature(name.clone())),
                    b"V" | b"RV" => self.later(&entry.value, ObjectRole::FieldValue(name.clone())),
                    _ => self.later(&entry.value, ObjectRole::FieldEntry(name.clone())),
                }
            }
        }
    }

    fn page_tree(&mut self, root: &Object) {
        let mut waiting = vec![root.clone()];
        while let Some(node) = waiting.pop() {
            let resolved = self.view.resolve(&node);
            let Some(dictionary) = resolved.as_dictionary() else {
                self.note(&node, &ObjectRole::PageTree);
                self.later(&node, ObjectRole::PageTree);
                continue;
            };
            if dictionary.get(b"Kids").is_none() || dictionary.is_type(b"Page") {
                self.page(&node);
                continue;
            }
            let Some(tree) = self.enter(&node, &ObjectRole::PageTree) else { continue };
            for entry in tree.iter() {
                match entry.key.as_slice() {
                    b"Kids" => {
                        self.note(&entry.value, &ObjectRole::PageTree);
                        let kids = self.view.resolve(&entry.value);
                        waiting.extend(kids.as_array().unwrap_or_default().iter().rev().cloned());
                    }
                    b"Parent" => {}
                    b"Resources" => self.later(&entry.value, ObjectRole::PageResources),
                    _ => self.later(&entry.value, ObjectRole::PageTree),
                }
            }
        }
    }

    fn page(&mut self, node: &Object) {
        self.pages = self.pages.saturating_add(1);
        let number = self.pages;
        let Some(page) = self.enter(node, &ObjectRole::Page(number)) else { return };
        for entry in page.iter() {
            match entry.key.as_slice() {
                b"Annots" => self.annotations(&entry.value, number),
                b"Contents" => self.later(&entry.value, ObjectRole::PageContents),
                b"Parent" => {}
                b"Resources" => self.later(&entry.value, ObjectRole::PageResources),
                _ => self.later(&entry.value, ObjectRole::PageEntry),
            }
        }
    }

    fn annotations(&mut self, list: &Object, page: u32) {
        self.note(list, &ObjectRole::AnnotationList(page));
        let annotations = self.view.resolve(list);
        if annotations == Object::Null {
            self.later(list, ObjectRole::AnnotationEntry);
        }
        for annotation in annotations.as_array().unwrap_or_default() {
            // A widget that is a field was entered by the form; it is noted as an annotation all the same.
            let Some(dictionary) = self.enter(annotation, &ObjectRole::Annotation(page)) else { continue };
            for entry in dictionary.iter() {
                match entry.key.as_slice() {
                    b"P" | b"Parent" => {}
                    b"AP" => self.later(&entry.value, ObjectRole::Appearance),
                    _ => self.later(&entry.value, ObjectRole::AnnotationEntry),
                }
            }
        }
    }

    /// Walks everything that hangs on the skeleton.
    fn hang(&mut self) {
        let mut visited: HashSet<(u32, ObjectRole)> = HashSet::new();
        while let Some((value, role)) = self.hanging.pop() {
            match value {
                Object::Reference(id) => self.follow(id, role, &mut visited),
                Object::Array(items) => {
                    self.hanging.extend(items.into_iter().map(|item| (item, role.clone())))
                }
                Object::Dictionary(dictionary) => self.hang_entries(&dictionary, &role),
                Object::Stream(stream) => self.hang_entries(&stream.dictionary, &role),
                Object::Boolean(_)
                | Object::Integer(_)
                | Object::Name(_)
                | Object::Null
                | Object::Real(_)
                | Object::String(_) => {}
            }
        }
    }

    fn follow(&mut self, id: ObjectId, role: ObjectRole, visited: &mut HashSet<(u32, ObjectRole)>) {
        let closed = if is_drawn_with(&role) { &self.sheets } else { &self.skeleton };
        if closed.contains(&id.0) || self.visits > MAX_VISITS {
            return;
        }
        self.note(&Object::Reference(id), &role);
        if visited.insert((id.0, role.clone())) {
            self.visits += 1;
            let mut found = self.view.object(id);
            if found == Object::Null {
                // Many viewers do not look at generations.
                found = self.view.object_of_number(id.0).unwrap_or(Object::Null);
            }
            self.hanging.push((found, role));
        }
    }

    fn hang_entries(&mut self, dictionary: &Dictionary, role: &ObjectRole) {
        let leads_on = |object: &Object| {
            matches!(
                object,
                Object::Reference(_) | Object::Array(_) | Object::Dictionary(_) | Object::Stream(_)
            )
        };
        for entry in dictionary.iter().filter(|entry| leads_on(&entry.value)) {
            self.hanging.push((entry.value.clone(), role.clone()));
        }
    }
}

/// Whether what has this role is drawn, or drawn with, or says which layers are.
fn is_drawn_with(role: &ObjectRole) -> bool {
    let is_drawn = matches!(
        role,
        ObjectRole::AcroFormResources
            | ObjectRole::Appearance
            | ObjectRole::PageContents
            | ObjectRole::PageResources
    );
    is_drawn || matches!(role, ObjectRole::CatalogEntry(key) if key == "OCProperties")
}

fn text(key: &[u8]) -> String {
    String::from_utf8_lossy(key).into_owned()
}
