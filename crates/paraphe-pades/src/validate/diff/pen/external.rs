//! What stands in objects of its own: images, and forms with content of theirs (ISO 32000-2 §8.9, 8.10).

use super::super::area::{Area, is_far, times};
use super::super::colour::Blend;
use super::super::form::{Group, bounds_of, group_of, matrix_of, resources_of};
use super::super::ink::CONTENT_LIMIT;
use super::super::picture::{Behind, Image};
use super::super::run::{Run, State};
use super::{Pen, Subject};
use paraphe_pdf::{Dictionary, Object, Stream};
use std::rc::Rc;

/// How deep forms may stand in forms.
const DEPTH_LIMIT: usize = 8;
/// How many forms are drawn in all; forms that draw forms can multiply.
const FORMS_LIMIT: usize = 500;

impl Pen<'_> {
    pub(super) fn external(&mut self, name: &[u8], resources: &Dictionary, run: &Run, depth: usize) {
        let state = &run.state;
        let object = self.named(resources, b"XObject", name);
        let Some(stream) = object.as_stream() else {
            // For what an appearance does not bring, some viewers look among what the page draws with.
            self.may_be_hidden(object == Object::Null);
            return;
        };
        if self.may_be_hidden(stream.dictionary.get(b"OC").is_some()) {
            return;
        }
        let kind = self.view.get(&stream.dictionary, b"Subtype");
        if kind.as_name() == Some(b"Image") {
            let image = self.image(stream, run);
            let drawn = self.ink.paints.len();
            self.picture(Area::UNIT.moved(state.matrix), state);
            self.ink.paints.iter_mut().skip(drawn).for_each(|paint| paint.image.clone_from(&image));
            return;
        }
        // It may stand for a page of another file (ISO 32000-2 §8.10.4), or be no form.
        let is_own = stream.dictionary.get(b"Ref").is_none() && kind.as_name() == Some(b"Form");
        let content = self.effort.decode(self.view, stream, CONTENT_LIMIT).filter(|_| is_own);
        match content.filter(|_| depth < DEPTH_LIMIT && self.forms < FORMS_LIMIT) {
            Some(content) => self.form(stream, &content, resources, state, depth),
            None => self.cut(),
        }
    }

    /// `None`: what is seen there is not what the image shows: only a part of it, through an odd clip or a mask, in other colours, or a
    /// pattern through its holes.
    fn image(&self, stream: &Stream, run: &Run) -> Option<Rc<Image>> {
        let state = &run.state;
        let is_stencil = self.view.get(&stream.dictionary, b"ImageMask").as_boolean() == Some(true);
        let is_patterned = is_stencil && state.fill.colour.is_none();
        let is_mixed = state.blend == Blend::Other;
        if state.is_uncertain || state.is_masked || is_patterned || is_mixed || !run.devices.suits_images() {
            return None;
        }
        let area = Area::UNIT.moved(state.matrix).within(state.clip);
        let is_on_paper = self.subject == Subject::Page && !self.grounds.may_lie_under(area, self.effort);
        let behind = if is_on_paper { Behind::Paper } else { Behind::Anything };
        Some(Rc::new(Image::new(stream, state.matrix, behind)))
    }

    fn form(&mut self, stream: &Stream, content: &[u8], resources: &Dictionary, state: &State, depth: usize) {
        self.forms += 1;
        let placed = matrix_of(self.view, &stream.dictionary).zip(bounds_of(self.view, &stream.dictionary));
        let Some((matrix, bounds)) = placed.filter(|(matrix, _)| !is_far(times(*matrix, state.matrix)))
        else {
            self.cut();
            return;
        };
        let mut inner = state.clone();
        inner.matrix = times(matrix, state.matrix);
        if let Some(bounds) = bounds {
            inner.clip = inner.clip.within(bounds.moved(inner.matrix));
        }
        let group = group_of(self.view, &stream.dictionary);
        // Some viewers paint nothing of a form without a box.
        let own = resources_of(self.view, &stream.dictionary);
        let is_unclear = bounds.is_none() || group.is_none() || own.is_none();
        if is_unclear && self.subject == Subject::Appearance {
            self.cut();
            return;
        }
        inner.enter(group.unwrap_or(Group::Joined));
        self.get(&stream.dictionary, b"Resources");
        self.draw(content, own.flatten().as_ref().unwrap_or(resources), inner, depth + 1);
    }
}
