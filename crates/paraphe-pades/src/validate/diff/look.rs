//! Whether a form field shows what it says: its appearance against its value.

use super::area::Area;
use super::effort::Effort;
use super::ink::{Ink, Kind, Paint};
use super::list_box::Choice;
use super::seen::visible_text;
use super::spelling::{Number, amount, differs_in_blanks, is_exact, is_same};
use paraphe_pdf::{Dictionary, Object, ObjectId, RevisionView};

/// How far /Parent is followed.
pub(super) const DEPTH_LIMIT: usize = 32;
/// Ff bit 14: the value is not to be seen.
const PASSWORD: i64 = 1 << 13;

/// Ff bit 18: a choice that shows what is chosen and no list.
const COMBO: i64 = 1 << 17;

/// Ff bit 26: viewers that draw the field anew take its rich text.
const RICH_TEXT: i64 = 1 << 25;

/// What a field shows, compared with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    Same,
    /// It cannot be told: no text field, a font without letters, a picture, a format of its own.
    Unknown,
    Different,
}

/// Compares fields with what they show.
pub(super) struct Fields<'a> {
    pub(super) view: RevisionView<'a>,
    pub(super) effort: &'a Effort,
    /// Whether a font came with the change itself.
    pub(super) is_new: &'a dyn Fn(ObjectId) -> bool,
}

impl Fields<'_> {
    /// Compares every appearance of this field or widget with the field's value. `is_redrawn`: its appearances are new.
    pub(super) fn look(&self, field: &Dictionary, is_redrawn: bool) -> Look {
        let view = self.view;
        let said = inherited(view, field, b"Ff");
        let flags = if let Object::Integer(flags) = said { flags } else { 0 };
        if !matches!(said, Object::Integer(_) | Object::Null) {
            return Look::Unknown;
        }
        let kind = inherited(view, field, b"FT");
        let is_text = match kind.as_name() {
            Some(b"Btn") if !is_redrawn => return self.button(field),
            Some(b"Tx") => true,
            Some(b"Ch") if flags & COMBO == 0 => return self.list(field),
            Some(b"Ch") => true,
            Some(_) | None => false,
        };
        if !is_text || flags & PASSWORD != 0 {
            return Look::Unknown;
        }
        let value = inherited(view, field, b"V").as_text().unwrap_or_default();
        if flags & RICH_TEXT != 0 && !says_in_rich_text(view, field, &value) {
            return Look::Unknown;
        }
        let value = displayed(view, field, &value).unwrap_or(value);
        let formats =
            inherited(view, field, b"AA").as_dictionary().is_some_and(|actions| actions.get(b"F").is_some());
        let widgets = [field.clone()].into_iter().chain(self.kids(field));
        let looks = widgets.filter_map(|widget| self.shown(&widget, &value, formats));
        looks.max().unwrap_or(Look::Same)
    }

    /// A list shows all that can be chosen, and what is.
    fn list(&self, field: &Dictionary) -> Look {
        let Some(choice) = Choice::of(self.view, field) else { return Look::Unknown };
        let look = |widget: Dictionary| {
            let ink = Ink::of_annotation(self.view, &widget, self.effort)?;
            let rect = Area::of(self.view, &widget)?;
            let is_unclear = ink.is_cut || ink.brings_a_font(self.is_new);
            Some(if is_unclear { Look::Unknown } else { choice.look(&ink, rect, self.effort) })
        };
        let widgets = [field.clone()].into_iter().chain(self.kids(field));
        widgets.filter_map(look).max().unwrap_or(Look::Same)
    }

    fn kids(&self, field: &Dictionary) -> Vec<Dictionary> {
        let kids = self.view.get(field, b"Kids");
        let kids = kids.as_array().unwrap_or_default().iter();
        kids.filter_map(|kid| self.view.resolve(kid).as_dictionary().cloned()).collect()
    }

    /// Check boxes and radio buttons show the state that their value names, where they have it, or off. One that names none is off for
    /// some viewers.
    fn button(&self, field: &Dictionary) -> Look {
        let view = self.view;
        let value = inherited(view, field, b"V");
        let value = value.as_name().unwrap_or(b"Off");
        let kids = self.kids(field);
        let is_widget = |widget: &&Dictionary| widget.get(b"AP").is_some() || widget.get(b"AS").is_some();
        let widgets: Vec<&Dictionary> = [field].into_iter().chain(&kids).filter(is_widget).collect();
        let named = |widget: &Dictionary| view.get(widget, b"AS").as_name().unwrap_or(b"Off").to_vec();
        let has_state = |widget: &Dictionary| {
            let looks = view.dictionary(widget, b"AP").unwrap_or_default();
            let normal = view.dictionary(&looks, b"N").unwrap_or_default();
            normal.get(value).is_some()
        };
        let fits = |widget: &&Dictionary| {
            let state = named(widget);
            state == value || (state == b"Off" && !has_state(widget))
        };
        let is_among_others = field.get(b"Parent").is_some() && field.get(b"T").is_none();
        let shows_it =
            widgets.is_empty() || value == b"Off" || widgets.iter().any(|widget| named(widget) == value);
        let is_same = widgets.iter().all(fits) && (shows_it || is_among_others);
        if is_same { Look::Same } else { Look::Different }
    }

    /// Whether a widget that was drawn anew, its value being the same, is spelled as it was `before`, or as its value is. What cannot be
    /// read is compared elsewhere.
    pub(super) fn is_spelled_alike(
        &self,
        field: &Dictionary,
        before: &Fields<'_>,
        former: &Dictionary,
    ) -> bool {
        let Some(shown) = self.text(field) else { return true };
        let value = inherited(self.view, field, b"V").as_text().unwrap_or_default();
        let value = displayed(self.view, field, &value).unwrap_or(value);
        let was = before.text(former);
        was.is_none() || was.is_some_and(|was| is_exact(&shown, &was)) || is_exact(&shown, &value)
    }

    fn text(&self, widget: &Dictionary) -> Option<String> {
        let ink = Ink::of_annotation(self.view, widget, self.effort).filter(|ink| !ink.is_cut)?;
        visible_text(&ink, self.effort)
    }

    /// `None`: the widget has no appearance; viewers draw the value.
    fn shown(&self, widget: &Dictionary, value: &str, formats: bool) -> Option<Look> {
        let ink = Ink::of_annotation(self.view, widget, self.effort)?;
        if ink.paints.iter().any(|paint| paint.kind == Kind::Picture) {
            return Some(Look::Different);
        }
        // Shapes may be drawn letters; a font that comes with the appearance may show others than it says.
        let rect = Area::of(self.view, widget)?;
        let is_drawn = ink.paints.iter().any(|paint| !belongs_to_field(paint, rect));
        if ink.is_cut || is_drawn || ink.brings_a_font(self.is_new) {
            return Some(Look::Unknown);
        }
        let Some(text) = visible_text(&ink, self.effort) else { return Some(Look::Unknown) };
        Some(compared(&text, value, formats))
    }
}

/// A background, a border or a line between places for letters: it goes from one side of the field to the other.
fn belongs_to_field(paint: &Paint, rect: Area) -> bool {
    const ACROSS: f64 = 0.8;
    !paint.is_shape
        && (paint.area.width() >= ACROSS * rect.width() || paint.area.height() >= ACROSS * rect.height())
}

fn compared(text: &str, value: &str, formats: bool) -> Look {
    if is_same(text, value) {
        return Look::Same;
    }
    match (formats, amount(text, Number::Shown), amount(value, Number::Kept)) {
        (true, Some(shown), Some(kept)) if shown == kept => Look::Same,
        (true, _, _) => Look::Unknown,
        (false, _, _) if differs_in_blanks(text, value) => Look::Unknown,
        (false, _, _) => Look::Different,
    }
}

/// Whether the rich text (ISO 32000-2 §12.7.4.4) of a field, where it has any, says what its value does.
fn says_in_rich_text(view: RevisionView<'_>, field: &Dictionary, value: &str) -> bool {
    const LIMIT: usize = 1 << 20;
    let rich = inherited(view, field, b"RV");
    let text = match rich.as_stream() {
        Some(stream) => view.decode(stream, LIMIT).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        None if rich == Object::Null => return true,
        None => rich.as_text(),
    };
    text.is_some_and(|text| is_same(&without_tags(&text), value))
}

/// The text between the tags.
fn without_tags(rich: &str) -> String {
    let parts = rich.split('<').enumerate().filter_map(|(place, part)| match place {
        0 => Some(part),
        _ => part.split_once('>').map(|(_, text)| text),
    });
    let text = parts.collect::<Vec<_>>().concat();
    let named =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#13;", "\n"), ("&amp;", "&")];
    named.into_iter().fold(text, |text, (name, sign)| text.replace(name, sign))
}

/// What a choice shows for the value that is kept.
fn displayed(view: RevisionView<'_>, field: &Dictionary, value: &str) -> Option<String> {
    let options = inherited(view, field, b"Opt");
    options.as_array()?.iter().find_map(|option| {
        let option = view.resolve(option);
        let [kept, shown] = option.as_array()? else { return None };
        (view.resolve(kept).as_text()? == value).then(|| view.resolve(shown).as_text())?
    })
}

/// A value of a field, its own or inherited.
pub(super) fn inherited(view: RevisionView<'_>, field: &Dictionary, key: &[u8]) -> Object {
    let mut field = field.clone();
    for _ in 0..DEPTH_LIMIT {
        let value = view.get(&field, key);
        if value != Object::Null {
            return value;
        }
        match view.dictionary(&field, b"Parent") {
            Some(parent) => field = parent,
            None => return Object::Null,
        }
    }
    Object::Null
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rich_text_is_read_without_its_tags() {
        assert_eq!(without_tags("<body><p>Dupont &amp; <b>fils</b></p></body>"), "Dupont & fils");
        assert_eq!(without_tags("1 &lt; 2"), "1 < 2");
    }

    #[test]
    fn what_is_shown_is_the_value_or_not() {
        let cases = [
            ("Claire Martin", "claire\nmartin", false, Look::Same),
            ("1 000 euros", "1000 euros", false, Look::Same),
            ("1000", "10.00", false, Look::Different),
            ("1000", "-1000", false, Look::Different),
            ("Karim", "Claire", false, Look::Different),
            ("1/2", "12", false, Look::Different),
            ("10:30", "1030", false, Look::Different),
            ("10’30", "10'30", false, Look::Same),
            ("5 %", "5", false, Look::Different),
            ("100 €", "100 $", false, Look::Different),
            ("le 5.", "le 5", false, Look::Same),
            ("12 50", "1250", false, Look::Unknown),
            ("1 000,00 €", "1000", true, Look::Same),
            ("1,234.50", "1234.5", true, Look::Same),
            ("100,000", "1000", true, Look::Unknown),
            ("1,500", "1.500", true, Look::Unknown),
            ("125", "0.125", true, Look::Unknown),
            ("(12.00)", "12", true, Look::Unknown),
            ("12 %", "0.12", true, Look::Unknown),
            ("3 mars 2026", "03/03/2026", true, Look::Unknown),
        ];
        for (shown, value, formats, expected) in cases {
            assert_eq!(compared(shown, value, formats), expected, "{shown} for {value}");
        }
    }
}
