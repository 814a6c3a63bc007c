//! What a page or an appearance shows, roughly: where each glyph stands, what is painted, where images lie. Nothing is drawn.
//! What could not be read is said to be so: then nobody can say that something new covers nothing.

use super::area::{Area, IDENTITY, times};
use super::colour::{Blend, Colour};
use super::effort::Effort;
use super::form::{Group, bounds_of, group_of, matrix_of, plain, resources_of};
use super::pages::PageToRead;
use super::pen::Pen;
use super::picture::Image;
use super::pile::Layer;
use super::run::State;
use paraphe_pdf::{Dictionary, Object, ObjectId, RevisionView, Stream};
use std::rc::Rc;

/// Content beyond this many bytes is not read.
pub(super) const CONTENT_LIMIT: usize = 16 << 20;
/// Annotations of a page beyond this many are not looked at.
const ANNOTATIONS_LIMIT: usize = 500;

/// A glyph that is shown.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) code: u32,
    /// The letter; `None` if nobody can tell.
    pub(super) letter: Option<char>,
    /// All letters, where it shows several.
    pub(super) several: Option<Rc<str>>,
    pub(super) area: Area,
    /// `None`: nobody can tell.
    pub(super) colour: Option<Colour>,
    pub(super) opacity: f64,
    /// By how many quarters it is turned; `None`: it leans or is seen in a mirror.
    pub(super) turn: Option<u8>,
    /// The share (0…1) of it that lies within what is painted at all.
    pub(super) shown: f64,
    /// The share (0…1) of its area that it may paint: signs and large letters all of it.
    pub(super) strength: f64,
    /// Only for searching and copying, as over a scanned page.
    pub(super) is_invisible: bool,
    /// Squeezed to a hair along its line, or drawn out: another sign may be made of it.
    pub(super) is_distorted: bool,
    /// A tick or a cross of the fonts every viewer has.
    pub(super) is_tick: bool,
    /// How many glyphs of this code stand in a row here.
    pub(super) row: u32,
}

/// How something is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Area,
    Line,
    /// An image or a shading: it may be anything.
    Picture,
}

/// Something that is painted.
#[derive(Debug, Clone)]
pub(super) struct Paint {
    pub(super) kind: Kind,
    pub(super) area: Area,
    /// More than a box, a frame or a line along the edges of the page.
    pub(super) is_shape: bool,
    /// All of its area is painted.
    pub(super) is_box: bool,
    /// Of what is filled, the same for the same outline ([`Part::outline`](super::path::Part::outline)).
    pub(super) outline: Option<u64>,
    /// `None`: nobody can tell.
    pub(super) colour: Option<Colour>,
    pub(super) opacity: f64,
    pub(super) blend: Blend,
    /// Of a line, in points.
    pub(super) thickness: f64,
    /// The places a line goes through.
    pub(super) track: Option<Rc<[(f64, f64)]>>,
    /// Of a picture, where it is an object of its own.
    pub(super) image: Option<Rc<Image>>,
    /// How many glyphs were shown before.
    pub(super) after: usize,
}

impl Paint {
    /// Something on a page that may be a letter drawn of boxes and lines.
    pub(super) fn figure(area: Area) -> Self {
        Self {
            kind: Kind::Area,
            area,
            is_shape: true,
            is_box: false,
            outline: None,
            colour: None,
            opacity: 1.0,
            blend: Blend::Normal,
            thickness: 0.0,
            track: None,
            image: None,
            after: 0,
        }
    }

    /// Whether `other` paints the same and nothing more.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        let what = |paint: &Self| (paint.kind, paint.area.rounded(), paint.colour, paint.blend);
        self.outline.is_some()
            && self.outline == other.outline
            && what(self) == what(other)
            && other.opacity <= self.opacity
    }

    /// Whether nothing can be seen where it lies.
    pub(super) fn is_opaque_box(&self) -> bool {
        self.kind == Kind::Area && self.is_box && self.opacity >= 1.0 && self.blend == Blend::Normal
    }
}

/// Everything of a page or an appearance.
#[derive(Debug, Default)]
pub(super) struct Ink {
    pub(super) glyphs: Vec<Glyph>,
    /// Of a page only what may be a letter or a picture of letters.
    pub(super) paints: Vec<Paint>,
    /// Something was not read.
    pub(super) is_cut: bool,
    /// It does not say where it ends, or nobody can tell: some viewers paint it all over the page.
    pub(super) is_boundless: bool,
    /// Anything is painted or shown.
    pub(super) draws: bool,
    /// Fonts whose outlines come with the file or are not known, and where they stand.
    pub(super) brought_fonts: Vec<Option<ObjectId>>,
}

/// A page: its contents, and what lies on it.
#[derive(Debug, Default)]
pub(super) struct PageInk {
    pub(super) contents: Ink,
    pub(super) layers: Vec<Layer>,
}

impl PageInk {
    /// A page nobody could read.
    pub(super) fn unread() -> Self {
        Self { contents: Ink { is_cut: true, ..Ink::default() }, layers: Vec::new() }
    }

    pub(super) fn of(view: RevisionView<'_>, page: &PageToRead, effort: &Effort) -> Self {
        let mut contents = Ink::of_contents(view, page, effort);
        let page = &page.dictionary;
        let annotations = view.get(page, b"Annots");
        let is_unsure = |item: &Object| view.is_unsure(item);
        contents.is_cut |= Self::has_too_many_layers(view, page)
            || page.get(b"Annots").is_some_and(is_unsure)
            || annotations.as_array().unwrap_or_default().iter().any(is_unsure);
        Self { contents, layers: Self::layers_of(view, page, effort) }
    }

    /// Whether not all that lies on the page is looked at.
    pub(super) fn has_too_many_layers(view: RevisionView<'_>, page: &Dictionary) -> bool {
        view.get(page, b"Annots").as_array().unwrap_or_default().len() > ANNOTATIONS_LIMIT
    }

    /// What the annotations of a page show.
    pub(super) fn layers_of(view: RevisionView<'_>, page: &Dictionary, effort: &Effort) -> Vec<Layer> {
        let list = view.get(page, b"Annots");
        let items = list.as_array().unwrap_or_default().iter().take(ANNOTATIONS_LIMIT);
        items
            .filter_map(|item| {
                let annotation = view.resolve(item);
                Layer::of(view, item.as_reference(), annotation.as_dictionary()?, effort)
            })
            .collect()
    }
}

impl Ink {
    fn of_contents(view: RevisionView<'_>, page: &PageToRead, effort: &Effort) -> Self {
        let contents = view.get(&page.dictionary, b"Contents");
        let mut content = Vec::new();
        let said = page.dictionary.get(b"Contents");
        let mut is_cut = page.resources.is_none() || said.is_some_and(|contents| view.is_unsure(contents));
        let single = std::slice::from_ref(&contents);
        for part in contents.as_array().unwrap_or(single) {
            is_cut |= view.is_unsure(part);
            let part = view.resolve(part);
            if part == Object::Null {
                continue;
            }
            let left = CONTENT_LIMIT.saturating_sub(content.len());
            match part.as_stream().and_then(|stream| effort.decode(view, stream, left)) {
                Some(bytes) => {
                    content.extend_from_slice(&bytes);
                    content.push(b'\n');
                }
                None => is_cut = true,
            }
        }
        let mut pen = Pen::for_page(view, effort);
        let nothing = Dictionary::new();
        pen.draw(&content, page.resources.as_ref().unwrap_or(&nothing), State::start(IDENTITY), 0);
        let mut ink = pen.finish();
        ink.is_cut |= is_cut;
        ink
    }

    /// What an annotation shows, on its page (ISO 32000-2 §12.5.5). `None`: it has no appearance.
    pub(super) fn of_annotation(
        view: RevisionView<'_>,
        annotation: &Dictionary,
        effort: &Effort,
    ) -> Option<Self> {
        let rect = Area::of(view, annotation).filter(|rect| !rect.is_empty())?;
        let unread = Self { is_cut: true, draws: true, ..Self::default() };
        let form = match Self::form_of(view, annotation) {
            FormOf::Nothing => return None,
            FormOf::Unclear => return Some(unread),
            FormOf::Stream(form) => form,
        };
        let stream = &form;
        // It may be shown and hidden again without a change to the file, or stand for a page of another one.
        if [&b"OC"[..], b"Ref"].iter().any(|key| stream.dictionary.get(key).is_some()) {
            return Some(unread);
        }
        let placed = matrix_of(view, &stream.dictionary).zip(bounds_of(view, &stream.dictionary).flatten());
        let onto = placed.and_then(|(matrix, bounds)| Some((matrix, bounds.moved(matrix).onto(rect)?)));
        let Some((matrix, onto)) = onto else {
            // Nobody can say where a look without extent is drawn, but one that draws nothing shows nothing.
            let draws = Self::draws_anything(view, stream, effort);
            return Some(if draws { Self { is_boundless: true, ..unread } } else { Self::default() });
        };
        let content = effort.decode(view, stream, CONTENT_LIMIT).zip(group_of(view, &stream.dictionary));
        let resources = resources_of(view, &stream.dictionary);
        let Some(((content, group), resources)) = content.zip(resources) else { return Some(unread) };
        let mut start = State::start(times(matrix, onto));
        start.clip = rect;
        start.is_grouped = group == Group::Apart;
        let mut pen = Pen::for_appearance(view, effort);
        pen.draw(&content, &resources.unwrap_or_default(), start, 0);
        Some(pen.finish())
    }

    /// Whether the file says what an annotation looks like, or says it so that viewers may find different looks. Otherwise they draw it
    /// themselves: an /AP without a normal look is none.
    pub(super) fn has_normal_look(view: RevisionView<'_>, annotation: &Dictionary) -> bool {
        !matches!(Self::form_of(view, annotation), FormOf::Nothing)
    }

    /// Whether viewers may find different looks, and some of them none.
    pub(super) fn has_unclear_look(view: RevisionView<'_>, annotation: &Dictionary) -> bool {
        matches!(Self::form_of(view, annotation), FormOf::Unclear)
    }

    /// The form an annotation shows, if it is clear which.
    pub(super) fn look_of(view: RevisionView<'_>, annotation: &Dictionary) -> Option<Stream> {
        if let FormOf::Stream(form) = Self::form_of(view, annotation) { Some(form) } else { None }
    }

    fn form_of(view: RevisionView<'_>, annotation: &Dictionary) -> FormOf {
        // A reference that leads nowhere may lead somewhere for viewers that do not look at generations.
        let step = |from: &Dictionary, key: &[u8]| {
            let value = view.get(from, key);
            let is_said = || from.get(key).is_some_and(|value| *value != Object::Null);
            match value == Object::Null {
                true if is_said() => Err(FormOf::Unclear),
                true => Err(FormOf::Nothing),
                false => Ok(value),
            }
        };
        let normal = step(annotation, b"AP")
            .and_then(|looks| plain(&looks).map_or(Err(FormOf::Unclear), |looks| step(looks, b"N")));
        let form = normal.and_then(|normal| match plain(&normal) {
            Some(states) => match view.get(annotation, b"AS").as_name() {
                Some(state) => step(states, state),
                // For want of a name some viewers take the state that the value names, or the one called /Off.
                None if states.is_empty() => Err(FormOf::Nothing),
                None => Err(FormOf::Unclear),
            },
            None => Ok(normal),
        });
        match form {
            Ok(form) => form.as_stream().map_or(FormOf::Unclear, |stream| FormOf::Stream(stream.clone())),
            Err(other) => other,
        }
    }

    /// Whether a form draws anything. One that cannot be read may.
    pub(super) fn draws_anything(view: RevisionView<'_>, form: &Stream, effort: &Effort) -> bool {
        Self::in_itself(view, form, effort).is_none_or(|ink| ink.draws || ink.is_cut)
    }

    /// Whether a form draws more than a tick.
    pub(super) fn draws_more_than_a_tick(view: RevisionView<'_>, form: &Stream, effort: &Effort) -> bool {
        let is_tick =
            |ink: &Self| !ink.is_cut && ink.paints.is_empty() && ink.glyphs.iter().all(|glyph| glyph.is_tick);
        Self::in_itself(view, form, effort).is_none_or(|ink| !is_tick(&ink))
    }

    /// What a form draws, wherever it is shown; `None`: it cannot be read.
    fn in_itself(view: RevisionView<'_>, form: &Stream, effort: &Effort) -> Option<Self> {
        let content = effort.decode(view, form, CONTENT_LIMIT)?;
        let resources = resources_of(view, &form.dictionary)?.unwrap_or_default();
        let mut pen = Pen::for_appearance(view, effort);
        pen.draw(&content, &resources, State::start(IDENTITY), 0);
        Some(pen.finish())
    }

    /// Whether text is in a font of the file's own that is new: such a font can draw anything in the place of letters.
    pub(super) fn brings_a_font(&self, is_new: impl Fn(ObjectId) -> bool) -> bool {
        self.brought_fonts.iter().any(|id| id.is_none_or(&is_new))
    }
}

/// What an annotation says it looks like.
enum FormOf {
    Nothing,
    /// Viewers may find different ones.
    Unclear,
    Stream(Stream),
}

/// How much of its area a glyph may paint, with an outline this thick (points). Signs may be solid; the strokes of letters this
/// large hide others.
pub(super) fn strength(letter: Option<char>, area: Area, outline: f64) -> f64 {
    const OF_LETTERS: f64 = 0.25;
    const LARGE: f64 = 24.0;
    const SOLID: &str = "•■●▪█▬◆";
    // A stem is about an eighth as thick as letters are high, and an outline makes it thicker by its own thickness.
    const OF_OUTLINE: f64 = 3.0;
    let is_letter = letter.is_some_and(|letter| !SOLID.contains(letter));
    if !is_letter || area.width().max(area.height()) >= LARGE {
        return 1.0;
    }
    let outlined = if outline > 0.0 { OF_OUTLINE * outline / area.height() } else { 0.0 };
    (OF_LETTERS + outlined).min(1.0)
}

#[cfg(test)]
impl Paint {
    /// A black line that takes up this area.
    pub(super) fn line_in(area: Area) -> Self {
        Self {
            kind: Kind::Line,
            area,
            is_shape: false,
            is_box: true,
            outline: None,
            colour: Some(Colour::BLACK),
            opacity: 1.0,
            blend: Blend::Normal,
            thickness: 1.0,
            track: None,
            image: None,
            after: 0,
        }
    }
}

#[cfg(test)]
impl Glyph {
    /// A letter as plain text has it.
    pub(super) fn plain(letter: Option<char>, area: Area) -> Self {
        Self {
            code: letter.map_or(1, u32::from),
            letter,
            several: None,
            area,
            colour: Some(Colour::BLACK),
            opacity: 1.0,
            turn: Some(0),
            shown: 1.0,
            strength: 0.25,
            is_invisible: false,
            is_distorted: false,
            is_tick: false,
            row: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_makes_letters_stronger() {
        let area = Area::around([(0.0, 0.0), (6.0, 9.0)]).unwrap();
        assert_eq!(strength(Some('I'), area, 0.0), 0.25);
        assert!((strength(Some('I'), area, 0.9) - 0.55).abs() < 1e-9);
        assert_eq!([strength(Some('I'), area, 9.0), strength(None, area, 0.0)], [1.0, 1.0]);
    }
}
