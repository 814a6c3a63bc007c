//! Excuses new signature fields, and signatures in fields that were empty: the field, its widget, its fresh appearance,
//! its signature dictionary and lock. A field that was signed stays as it was, and a new one brings its own signature
//! instead of borrowing one.

use super::super::area::Area;
use super::super::compare::differs_only_in;
use super::super::ink::Ink;
use super::super::look;
use super::super::overwrite::Strokes;
use super::super::rule::{Doubt, Excuse};
use super::super::step::Step;
use super::annotation::{has_fixed_size, has_other_states};
use crate::validate::report::{ChangeKind, ModificationLevel};
use crate::validate::subject::TIMESTAMP;
use crate::validate::timestamp::Token;
use paraphe_pdf::{
    ChangeKind as ObjectChangeKind, Dictionary, Object, ObjectChange, ObjectRole, RevisionView,
};

/// What a new signature field and its widget may hold. No actions: they run when somebody clicks or looks.
const KEYS: [&[u8]; 27] = [
    b"AP",
    b"AS",
    b"BS",
    b"Border",
    b"C",
    b"Contents",
    b"DA",
    b"DR",
    b"F",
    b"FT",
    b"Ff",
    b"H",
    b"Kids",
    b"Lock",
    b"M",
    b"MK",
    b"NM",
    b"P",
    b"Parent",
    b"Q",
    b"Rect",
    b"SV",
    b"StructParent",
    b"Subtype",
    b"T",
    b"Type",
    b"V",
];
/// Names for people and for export.
const LABELS: [&[u8]; 2] = [b"TM", b"TU"];
/// What signing an empty field may change in the field and its widget.
const SIGNING_CHANGES: [&[u8]; 6] = [b"AP", b"AS", b"F", b"M", b"MK", b"V"];
/// How far /Parent is followed.
const DEPTH_LIMIT: usize = 32;

pub(super) fn excuse(step: &Step<'_>, change: &ObjectChange, role: &ObjectRole) -> Option<Excuse> {
    match (role, change.kind) {
        (ObjectRole::Field(name), ObjectChangeKind::Added) => new_field(step, name, &change.after),
        (ObjectRole::Field(name), ObjectChangeKind::Changed) => signed_field(step, name, change),
        (ObjectRole::Annotation(page), ObjectChangeKind::Added | ObjectChangeKind::Changed) => {
            // A widget of a field has that role, too; an annotation without is no widget of a known field.
            let name = change.roles_after.iter().find_map(field_name)?;
            let excuse = excuse(step, change, &ObjectRole::Field(name.to_owned()))?;
            Some(excuse.doubted(covers(step, *page, change)))
        }
        (ObjectRole::Signature(name), ObjectChangeKind::Added) if !step.was_signed(name) => {
            Some(signature(step.after, change, name))
        }
        (ObjectRole::FieldEntry(name), ObjectChangeKind::Added) if !step.was_signed(name) => {
            Some(Excuse::container())
        }
        (ObjectRole::Appearance, ObjectChangeKind::Added) => Some(Excuse::container()),
        _ => None,
    }
}

fn field_name(role: &ObjectRole) -> Option<&str> {
    if let ObjectRole::Field(name) = role { Some(name) } else { None }
}

/// A signature that appears over text (the "sneaky signature" of Rohlmann et al., 2021), whether its field is new or waited
/// there. A line of dots to sign on is no text that could be hidden so.
fn covers(step: &Step<'_>, page: u32, change: &ObjectChange) -> Option<Doubt> {
    let widget = change.after.as_dictionary()?;
    let Some(area) = Area::of(step.after, widget).filter(|area| !area.is_empty()) else {
        // In a rectangle without extent some viewers draw a look as large as it is.
        return shows(step, widget).then_some(Doubt::Covers(page));
    };
    let former = change.before.as_dictionary();
    // What was drawn before was seen by who signed before.
    let is_as_before = former.is_some_and(|former| {
        LOOKS.iter().all(|key| former.get(key) == widget.get(key))
            && visibility(step.before, former) == visibility(step.after, widget)
    });
    if is_as_before {
        return None;
    }
    let under = step.under(page, area, Some(change.id));
    let is_shown = shows(step, widget);
    let ink = step.ink(step.after, widget).filter(|_| is_shown);
    let was_shown = |former: &&Dictionary| visibility(step.before, former) & HIDDEN == 0;
    let former = former.filter(was_shown).and_then(|former| step.ink(step.before, former));
    let nothing = Ink::default();
    let is_revealed = former
        .is_some_and(|former| step.is_revealed(&former, ink.as_ref().unwrap_or(&nothing), area, &under));
    if is_revealed || !is_shown {
        return is_revealed.then_some(Doubt::Covers(page));
    }
    step.note(page, area);
    let leaves_pictures = |ink: &Ink| step.is_see_through(ink, area) && !step.is_on_a_picture(ink, &under);
    let adds_to_words = |ink: &Ink| step.adds_to_words(page, ink, area, Some(change.id), Strokes::All);
    let hides = under.has_text()
        || Ink::has_unclear_look(step.after, widget)
        || ink.as_ref().is_some_and(|ink| ink.is_boundless)
        || has_fixed_size(step.after, widget)
        || has_other_states(step.after, widget)
        || (under.is_unclear && !ink.as_ref().is_some_and(leaves_pictures))
        || ink.as_ref().is_some_and(adds_to_words);
    hides.then_some(Doubt::Covers(page))
}

/// What a widget's look hangs on.
const LOOKS: [&[u8]; 3] = [b"AP", b"AS", b"MK"];

/// /F bit 2.
const HIDDEN: i64 = 2;

/// What of its flags decides whether and where a widget is seen, on a screen and on paper: hidden, printed, printed only, of
/// fixed size, always upright.
fn visibility(view: RevisionView<'_>, widget: &Dictionary) -> i64 {
    flags(view, widget) & (HIDDEN | 4 | 8 | 16 | 32)
}

/// Of anything but a whole number of 32 bits each viewer makes something else: then nothing is hidden.
fn flags(view: RevisionView<'_>, widget: &Dictionary) -> i64 {
    let Object::Integer(flags) = view.get(widget, b"F") else { return 0 };
    i32::try_from(flags).map_or(0, i64::from)
}

/// Whether the widget shows anything: its appearance, or what viewers draw for it: a background, a border, a caption.
fn shows(step: &Step<'_>, widget: &Dictionary) -> bool {
    let drawn = step.after.dictionary(widget, b"MK").unwrap_or_default();
    let is_drawn = drawn.iter().any(|entry| {
        entry.key != b"R"
            && !matches!(step.after.resolve(&entry.value), Object::Array(items) if items.is_empty())
    });
    flags(step.after, widget) & HIDDEN == 0 && (is_drawn || draws(step, widget))
}

/// Whether the widget's appearance draws anything.
fn draws(step: &Step<'_>, widget: &Dictionary) -> bool {
    let Object::Dictionary(appearance) = step.after.get(widget, b"AP") else {
        // Some viewers stop at what is no dictionary, and show nothing of the page.
        return widget.get(b"AP").is_some_and(|said| *said != Object::Null);
    };
    appearance.iter().any(|entry| {
        let look = step.after.resolve(&entry.value);
        if let Object::Stream(form) = &look {
            return step.draws(form);
        }
        // One of several states may draw whatever it likes; and what is said to be there and cannot be read may be there for
        // other viewers.
        look.as_dictionary().map_or(entry.value != Object::Null, |states| !states.is_empty())
    })
}

fn new_field(step: &Step<'_>, name: &str, object: &Object) -> Option<Excuse> {
    let field = object.as_dictionary()?;
    let known = |key: &[u8]| KEYS.contains(&key) || LABELS.contains(&key);
    let is_known = field.repeated_key().is_none() && field.iter().all(|entry| known(&entry.key));
    // Viewers draw other annotations by their kind, whatever field they say they are.
    let is_widget = match field.get(b"Subtype") {
        Some(kind) => kind.as_name() == Some(b"Widget"),
        None => field.get(b"Rect").is_none() && field.get(b"AP").is_none(),
    };
    let is_taken = field.get(b"Parent").is_none() && step.had_root_field(name);
    let is_own_name = !(step.was_signed(name) || is_taken);
    let kids = step.after.get(field, b"Kids");
    let kids_are_new = kids.as_array().unwrap_or_default().iter().all(|kid| step.is_added(kid));
    // What a widget without a name says for itself is listed by nobody.
    let is_listed = field.get(b"V").is_none_or(|value| named(step, field).get(b"V") == Some(value));
    let is_fitting = is_listed && is_signature(step.after, field) && value_is_new(step, field);
    // What looks signed is signed.
    let looks_signed = !is_signed(step, field) && draws(step, field);
    if is_known && is_widget && is_own_name && kids_are_new && is_fitting && !looks_signed {
        Some(level(step, field).for_field(name))
    } else {
        None
    }
}

fn signed_field(step: &Step<'_>, name: &str, change: &ObjectChange) -> Option<Excuse> {
    let (before, after) = (change.before.as_dictionary()?, change.after.as_dictionary()?);
    let was_empty = !step.was_signed(name) && step.before.get(before, b"V") == Object::Null;
    let is_signature = is_signature(step.before, before) && is_signature(step.after, after);
    let looks_signed = !is_signed(step, after) && before.get(b"AP") != after.get(b"AP");
    if was_empty
        && is_signature
        && !looks_signed
        && differs_only_in(before, after, &SIGNING_CHANGES)
        && value_is_new(step, after)
    {
        Some(level(step, after).for_field(name))
    } else {
        None
    }
}

/// A widget without a name says nothing itself: its field is signed, or not.
fn is_signed(step: &Step<'_>, field: &Dictionary) -> bool {
    look::inherited(step.after, &named(step, field), b"V").as_dictionary().is_some()
}

/// The field itself, or the one with a name that this is a widget of.
fn named(step: &Step<'_>, field: &Dictionary) -> Dictionary {
    let mut field = field.clone();
    for _ in 0..DEPTH_LIMIT {
        match step.after.dictionary(&field, b"Parent").filter(|_| field.get(b"T").is_none()) {
            Some(parent) => field = parent,
            None => break,
        }
    }
    field
}

/// A signature stands in the field itself or in an object of this very update that is no other field's, and is one.
fn value_is_new(step: &Step<'_>, field: &Dictionary) -> bool {
    match field.get(b"V") {
        None | Some(Object::Dictionary(_) | Object::Null) => true,
        Some(value) => {
            let is_own = value.as_reference().is_some_and(|value| !step.is_shared_value(value));
            is_own && step.is_added(value) && step.after.resolve(value).as_dictionary().is_some()
        }
    }
}

/// /FT /Sig, own or inherited.
fn is_signature(view: RevisionView<'_>, field: &Dictionary) -> bool {
    let mut field = field.clone();
    for _ in 0..DEPTH_LIMIT {
        if let Some(kind) = view.get(&field, b"FT").as_name() {
            return kind == b"Sig";
        }
        match view.dictionary(&field, b"Parent") {
            Some(parent) => field = parent,
            None => return false,
        }
    }
    false
}

/// A document timestamp that shows nothing is a proof for later checks; anything else is a signature.
fn level(step: &Step<'_>, field: &Dictionary) -> Excuse {
    let value = step.after.get(field, b"V");
    let is_timestamp = value.as_dictionary().is_some_and(|value| is_timestamp(step.after, value));
    if is_timestamp && shows_nothing(step.after, field) && !shows(step, field) {
        Excuse::new(ModificationLevel::LtaUpdates, ChangeKind::DocumentTimestamp)
    } else {
        Excuse::new(ModificationLevel::FormFilling, ChangeKind::Signature)
    }
}

/// The widget has no area.
fn shows_nothing(view: RevisionView<'_>, field: &Dictionary) -> bool {
    let rect = view.get(field, b"Rect");
    let numbers: Vec<f64> = rect
        .as_array()
        .unwrap_or_default()
        .iter()
        .filter_map(|number| view.resolve(number).as_number())
        .collect();
    match numbers.as_slice() {
        [left, bottom, right, top] => left == right || bottom == top,
        // Without a rectangle, nothing is drawn; the widgets then are kids, judged like fields.
        _ => field.get(b"Rect").is_none(),
    }
}

/// Whether this holds a timestamp. What only calls itself one may be a signature of anybody.
fn is_timestamp(view: RevisionView<'_>, value: &Dictionary) -> bool {
    let contents = view.get(value, b"Contents");
    value.is_type(b"DocTimeStamp")
        && view.get(value, b"SubFilter").as_name() == Some(TIMESTAMP.as_bytes())
        && contents.as_string().is_some_and(|contents| Token::parse(contents).is_ok())
}

fn signature(view: RevisionView<'_>, change: &ObjectChange, name: &str) -> Excuse {
    let is_timestamp = change.after.as_dictionary().is_some_and(|value| is_timestamp(view, value));
    let kind = if is_timestamp { ChangeKind::DocumentTimestamp } else { ChangeKind::Signature };
    Excuse::new(ModificationLevel::LtaUpdates, kind).for_field(name)
}
