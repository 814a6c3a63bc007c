//! Excuses new comments: notes, marks on text, texts and drawings beside it. What lies over text of the signed version is not
//! excused (the "evil annotation" of Rohlmann et al., 2021), but for marks one can see through. An annotation that was there
//! stays as it was, and none brings an action, a layer or a file.

use super::super::area::Area;
use super::super::colour::Colour;
use super::super::cover::{COVERED_SHARE, Letter, Under};
use super::super::ink::Ink;
use super::super::mark::Mark;
use super::super::overwrite::Strokes;
use super::super::pile::TOUCHED_SHARE;
use super::super::rule::{Doubt, Excuse};
use super::super::step::Step;
use super::entries::are_as_defined;
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{
    ChangeKind as ObjectChangeKind, Dictionary, Object, ObjectChange, ObjectRole, RevisionView,
};

/// Numbers of strokes beyond this many are not looked at.
const POINTS_LIMIT: usize = 10_000;

/// What a comment may hold (ISO 32000-2 §12.5.2, 12.5.6.2 and the kinds below).
const KEYS: [&[u8]; 46] = [
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
    // What pypdf calls it.
    b"Flags",
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

/// A new comment on this page.
pub(super) fn comment(step: &Step<'_>, page: u32, annotation: &Dictionary) -> Option<Excuse> {
    let view = step.after;
    let is_known = annotation.repeated_key().is_none()
        && annotation.iter().all(|entry| KEYS.contains(&entry.key.as_slice()));
    let kind = kind(view, annotation).filter(|_| is_known)?;
    let excuse = Excuse::new(ModificationLevel::Annotations, ChangeKind::Annotation);
    let appearance = step.ink(view, annotation);
    // Some viewers draw the look of a window, too, where it has one.
    let kind = match kind {
        Kind::Window if appearance.as_ref().is_some_and(|ink| ink.draws) => Kind::Drawing,
        Kind::Window => return Some(excuse),
        Kind::Drawing | Kind::Icon | Kind::Mark => kind,
    };
    let is_free_text = view.get(annotation, b"Subtype").as_name() == Some(b"FreeText");
    let comment = Comment {
        kind,
        rect: Area::of(view, annotation)?,
        mark: Mark::of(view, annotation),
        appearance,
        is_free_text,
        follows_points: kind == Kind::Drawing && (annotation.get(b"CL").is_some() || !is_free_text),
    };
    // What some viewers take for a look and others for none may be drawn anywhere.
    let is_none_or_unclear = comment.appearance.is_none() || Ink::has_unclear_look(view, annotation);
    if comment.follows_points && annotation.get(b"AP").is_some() && is_none_or_unclear {
        return None;
    }
    let marked = comment.marked(view, annotation);
    marked.iter().for_each(|area| step.note(page, *area));
    let hides = comment.hides(step, page, &marked)?;
    let is_doubtful = hides || comment.is_unsure(step, page, annotation);
    Some(excuse.doubted(is_doubtful.then_some(Doubt::Covers(page))))
}

/// A comment that one can see.
struct Comment {
    kind: Kind,
    rect: Area,
    mark: Option<Mark>,
    appearance: Option<Ink>,
    is_free_text: bool,
    /// Without a look it goes where its points say, not where its rectangle does.
    follows_points: bool,
}

impl Comment {
    /// Where it is seen.
    fn marked(&self, view: RevisionView<'_>, annotation: &Dictionary) -> Vec<Area> {
        match (self.kind, &self.mark) {
            (Kind::Icon, _) => vec![self.rect.with_icon()],
            // The look lies in the rectangle.
            (Kind::Mark, Some(mark)) => {
                mark.areas().chain(self.appearance.is_some().then_some(self.rect)).collect()
            }
            (Kind::Drawing, _) if self.appearance.is_none() => {
                [self.rect].into_iter().chain(strokes(view, annotation)).collect()
            }
            (Kind::Drawing | Kind::Mark | Kind::Window, _) => vec![self.rect],
        }
    }

    /// Whether it is made of thin lines through which everything is seen, like a frame around a word.
    fn is_light(&self, step: &Step<'_>) -> bool {
        let is_light = |ink: &Ink| ink.glyphs.is_empty() && step.is_see_through(ink, self.rect);
        self.appearance.as_ref().is_some_and(is_light)
    }

    /// Whether each letter is left free: a stroke through a one makes a seven of it.
    fn misses(&self, under: &Under) -> bool {
        let paints = || self.appearance.iter().flat_map(|ink| &ink.paints);
        under.letters.iter().all(|letter| paints().all(|paint| paint.misses(letter.area)))
    }

    /// Whether it hides something where it is seen; `None`: as no comment does.
    fn hides(&self, step: &Step<'_>, page: u32, marked: &[Area]) -> Option<bool> {
        let drawn_anew = |mark: &&Mark| self.appearance.is_none() || mark.is_drawn_anew();
        let anew = self.mark.as_ref().filter(drawn_anew).map(Mark::ink);
        let looks: Vec<&Ink> = self.appearance.iter().chain(&anew).collect();
        // Where its letters stand, viewers that cannot read the font may see otherwise.
        let brings_a_font = looks.iter().any(|ink| ink.brings_a_font(|font| step.is_new(font)));
        let is_light = self.kind == Kind::Drawing && self.is_light(step);
        let mut hides = false;
        for under in marked.iter().map(|area| step.under(page, *area, None)) {
            hides |= match self.kind {
                Kind::Mark if brings_a_font => touches(&under) || under.is_unclear,
                Kind::Mark => !looks.iter().all(|ink| leaves_legible(step, ink, marked, &under)),
                Kind::Icon => touches(&under) || under.is_unclear,
                Kind::Drawing if is_light => under.is_unclear || !self.misses(&under),
                Kind::Drawing if under.leaders.max(under.most()) >= COVERED_SHARE => return None,
                Kind::Drawing | Kind::Window => touches(&under) || under.is_unclear,
            };
        }
        Some(hides)
    }

    /// Whether viewers may show it otherwise, or elsewhere, or it makes other words of those beside it.
    fn is_unsure(&self, step: &Step<'_>, page: u32, annotation: &Dictionary) -> bool {
        let view = step.after;
        // Viewers write the text themselves where it has no look.
        let unread = Ink { is_cut: true, ..Ink::default() };
        let written = self.appearance.as_ref().or(self.is_free_text.then_some(&unread));
        let strokes = if self.kind == Kind::Mark { Strokes::Upright } else { Strokes::All };
        let is_flat = self.rect.is_empty() && Ink::has_normal_look(view, annotation);
        has_other_states(view, annotation)
            || !are_as_defined(view, annotation)
            || Ink::has_unclear_look(view, annotation)
            || self.appearance.as_ref().is_some_and(|ink| ink.is_boundless)
            || is_flat
            || (self.follows_points && self.appearance.is_none())
            || self.mark.as_ref().is_some_and(|mark| !mark.is_measured())
            || (self.kind == Kind::Drawing && has_fixed_size(view, annotation))
            || written.is_some_and(|ink| step.adds_to_words(page, ink, self.rect, None, strokes))
    }
}

fn touches(under: &Under) -> bool {
    under.leaders.max(under.most()) >= TOUCHED_SHARE
}

/// Whether it keeps its size when the page is made smaller, or stays upright when it is turned: then it comes to lie elsewhere.
pub(super) fn has_fixed_size(view: RevisionView<'_>, annotation: &Dictionary) -> bool {
    const NO_ZOOM: i64 = 8;
    const NO_ROTATE: i64 = 16;
    let said = view.get(annotation, b"F");
    // Of anything but a whole number each viewer makes something else.
    if let Object::Integer(flags) = said { flags & (NO_ZOOM | NO_ROTATE) != 0 } else { said != Object::Null }
}

/// Whether the annotation looks different when somebody points at it.
pub(super) fn has_other_states(view: RevisionView<'_>, annotation: &Dictionary) -> bool {
    let appearance = view.dictionary(annotation, b"AP").unwrap_or_default();
    let normal = appearance.get(b"N");
    let others = appearance.iter().filter(|entry| entry.key != b"N" && normal != Some(&entry.value));
    others.into_iter().any(|entry| view.resolve(&entry.value) != Object::Null)
}

/// Whether what lies under a mark that looks like this can still be read.
fn leaves_legible(step: &Step<'_>, ink: &Ink, marked: &[Area], under: &Under) -> bool {
    let legible = |letter: &Letter| step.leaves_legible(ink, letter.area, letter.colour);
    let on_picture = |area: &Area| step.leaves_legible(ink, *area, Some(Colour::BLACK));
    under.letters.iter().all(legible) && (!under.is_unclear || marked.iter().all(on_picture))
}

/// Where a note or a drawing lies, all of which may hide something.
pub(in super::super) fn block(view: RevisionView<'_>, annotation: &Dictionary) -> Option<Area> {
    let rect = Area::of(view, annotation)?;
    match kind(view, annotation)? {
        Kind::Drawing => Some(rect),
        Kind::Icon => Some(rect.with_icon()),
        Kind::Mark | Kind::Window => None,
    }
}

/// Whether viewers write or draw it as they like, for want of a look.
pub(in super::super) fn is_drawn_by_viewer(view: RevisionView<'_>, annotation: &Dictionary) -> bool {
    !Ink::has_normal_look(view, annotation) && kind(view, annotation) == Some(Kind::Drawing)
}

/// Where the strokes of a note without a look go, whatever its rectangle says.
pub(in super::super) fn strokes(view: RevisionView<'_>, annotation: &Dictionary) -> Option<Area> {
    const THICK: f64 = 12.0;
    if !is_drawn_by_viewer(view, annotation) {
        return None;
    }
    let lists = [b"CL".as_slice(), b"InkList", b"L", b"Vertices"].map(|key| view.get(annotation, key));
    let lines = lists.iter().flat_map(|list| list.as_array().unwrap_or_default());
    let lines: Vec<Object> = lines.take(POINTS_LIMIT).map(|item| view.resolve(item)).collect();
    let inner = lines.iter().flat_map(|line| line.as_array().unwrap_or_default());
    let inner = inner.take(POINTS_LIMIT).map(|item| view.resolve(item));
    let numbers: Vec<f64> = lines.iter().cloned().chain(inner).filter_map(|item| item.as_number()).collect();
    let points = numbers.chunks_exact(2).map(|point| (point[0], point[1]));
    Area::around(points).map(|area| area.inflated(THICK))
}
