//! Excuses new comments: notes, marks on text, texts and drawings beside it. What lies over text of the signed version is not
//! excused (the "evil annotation" of Rohlmann et al., 2021), but for marks one can see through. An annotation that was there
//! stays as it was, and none brings an action, a layer or a file.

use super::super::ink::{Area, Ink};
use super::super::rule::{Doubt, Excuse};
use super::super::step::Step;
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{
    ChangeKind as ObjectChangeKind, Dictionary, Object, ObjectChange, ObjectRole, RevisionView,
};

/// What a comment may hold (ISO 32000-2 §12.5.2, 12.5.6.2 and the kinds below).
const KEYS: [&[u8]; 45] = [
    b"AP",
    b"AS",
    b"BE",
    b"BS",
    b"Border",
    b"C",
    b"CA",
    b"CL",
    b"Cap",
    b"Contents",
    b"CreationDate",
    b"DA",
    b"DS",
    b"F",
    b"IC",
    b"IRT",
    b"IT",
    b"InkList",
    b"L",
    b"LE",
    b"LL",
    b"LLE",
    b"M",
    b"Measure",
    b"NM",
    b"Name",
    b"Open",
    b"P",
    b"Parent",
    b"Popup",
    b"Q",
    b"QuadPoints",
    b"RC",
    b"RD",
    b"RT",
    b"Rect",
    b"Rotate",
    b"State",
    b"StateModel",
    b"StructParent",
    b"Subj",
    b"Subtype",
    b"T",
    b"Type",
    b"Vertices",
];

/// Kinds of comments, by how they can hide what is under them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An icon: small, but it may stand on a figure.
    Icon,
    /// Highlighted, underlined, struck out: meant to lie on text.
    Mark,
    /// Texts, stamps, drawings.
    Drawing,
    /// A window of the viewer, no part of the page.
    Window,
}

fn kind(view: RevisionView<'_>, annotation: &Dictionary) -> Option<Kind> {
    match view.get(annotation, b"Subtype").as_name()? {
        b"Text" => Some(Kind::Icon),
        b"Highlight" | b"Squiggly" | b"StrikeOut" | b"Underline" => Some(Kind::Mark),
        b"Popup" => Some(Kind::Window),
        b"Caret" | b"Circle" | b"FreeText" | b"Ink" | b"Line" | b"PolyLine" | b"Polygon" | b"Square"
        | b"Stamp" => Some(Kind::Drawing),
        _ => None,
    }
}

pub(super) fn excuse(step: &Step<'_>, change: &ObjectChange, role: &ObjectRole) -> Option<Excuse> {
    match (role, change.kind) {
        (ObjectRole::Annotation(page), ObjectChangeKind::Added) => {
            comment(step, *page, change.after.as_dictionary()?)
        }
        // Borders, rich text, windows of comments; what is there already has its own and keeps it.
        (ObjectRole::AnnotationEntry, ObjectChangeKind::Added) => Some(Excuse::container()),
        _ => None,
    }
}

fn comment(step: &Step<'_>, page: u32, annotation: &Dictionary) -> Option<Excuse> {
    let view = step.after;
    let is_known = annotation.repeated_key().is_none()
        && annotation.iter().all(|entry| KEYS.contains(&entry.key.as_slice()));
    let kind = kind(view, annotation).filter(|_| is_known)?;
    let excuse = Excuse::new(ModificationLevel::Annotations, ChangeKind::Annotation);
    if kind == Kind::Window {
        return Some(excuse);
    }
    let appearance = appearance(view, annotation);
    // Without an appearance a drawing goes where its points say, not where its rectangle does.
    let is_free_text = view.get(annotation, b"Subtype").as_name() == Some(b"FreeText");
    let leads_out = annotation.get(b"CL").is_some() || !is_free_text;
    if kind == Kind::Drawing && appearance == Object::Null && leads_out {
        return None;
    }
    let covered = step.covered(page, Area::of(view, annotation)?);
    match kind {
        _ if covered.is_empty() => Some(excuse),
        Kind::Mark if is_see_through(view, &appearance) => Some(excuse),
        Kind::Icon | Kind::Mark => Some(excuse.doubted(Some(Doubt::Covers(page)))),
        Kind::Drawing | Kind::Window => None,
    }
}

/// The normal appearance.
fn appearance(view: RevisionView<'_>, annotation: &Dictionary) -> Object {
    view.dictionary(annotation, b"AP").map_or(Object::Null, |appearance| view.get(&appearance, b"N"))
}

/// Whether one can read what lies under a mark: the viewer draws it itself, or it is drawn in lines, or so that both colours
/// mix; and it says nothing.
fn is_see_through(view: RevisionView<'_>, appearance: &Object) -> bool {
    if *appearance == Object::Null {
        return true;
    }
    let Some(ink) = Ink::of_form(view, appearance) else { return false };
    let says_something = ink.has_text() || ink.has_pictures();
    !says_something && (!ink.has_fills() || mixes(view, appearance, 0))
}

/// Whether a form, or one it draws, sets a mixing of colours.
fn mixes(view: RevisionView<'_>, form: &Object, depth: usize) -> bool {
    const DEPTH_LIMIT: usize = 4;
    let Some(stream) = form.as_stream().filter(|_| depth < DEPTH_LIMIT) else { return false };
    let resources = view.dictionary(&stream.dictionary, b"Resources").unwrap_or_default();
    let states = view.dictionary(&resources, b"ExtGState").unwrap_or_default();
    let mixing = states.iter().any(|entry| {
        let state = view.resolve(&entry.value);
        let state = state.as_dictionary().map(|state| {
            let mode = view.get(state, b"BM");
            let opacity = view.get(state, b"ca").as_number().unwrap_or(1.0);
            matches!(mode.as_name(), Some(b"Darken" | b"Multiply")) || opacity <= 0.7
        });
        state.unwrap_or(false)
    });
    let forms = view.dictionary(&resources, b"XObject").unwrap_or_default();
    mixing || forms.iter().any(|entry| mixes(view, &view.resolve(&entry.value), depth + 1))
}
