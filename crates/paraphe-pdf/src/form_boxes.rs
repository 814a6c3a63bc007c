//! Boxes that are filled beside a signature: name, date, place, texts and check boxes, as fields of the form.
//!
//! The first signature of a document makes the fields of all its signers, empty but for its own: whoever signs later only
//! fills in what is there, which every signature permits unless it says otherwise, while a new field is a change no validator
//! excuses (ISO 32000-2, 12.8.2.2). Where a document was signed before, fields cannot be added any more; what is written
//! then is a further place of the signature itself, like initials.
//!
//! The fields are read-only from the start, so that no viewer offers to change what is part of an agreement.

use paraphe_envelope::{PageRect, Rotation};

use crate::appearance::form::{AppearanceForm, EmbeddedFont};
use crate::appearance::{Appearance, CheckState};
use crate::appearance_writer::{FormExtras, add_font, add_form};
use crate::error::PdfError;
use crate::field_tree::FieldNode;
use crate::field_writer::{WidgetWriter, normal_appearance};
use crate::file::PdfFile;
use crate::form_update;
use crate::incremental::Update;
use crate::object::{Dictionary, Object, ObjectId};
use crate::prepare::Initials;
use crate::revision::RevisionView;
use crate::signature_field::SignatureField;
use crate::text::{PreparedFonts, Scripts};

/// One box.
#[derive(Debug, Clone, Copy)]
pub struct FormBox<'a> {
    /// The field's name: nobody else's, without a dot.
    pub name: &'a str,
    /// What a screen reader says of it.
    pub tooltip: &'a str,
    /// The page, counted from 1.
    pub page: u32,
    /// The box in the page's own coordinates.
    pub rect: PageRect,
    /// What is written in it.
    pub content: BoxContent<'a>,
}

/// What is written in a box; none: somebody else will.
#[derive(Debug, Clone, Copy)]
pub enum BoxContent<'a> {
    /// A check box.
    Check(Option<CheckState>),
    /// A text; where it is still to be written, it has the letters of the box's own words, such as a name.
    Text(Option<TextEntry<'a>>),
    /// A text that somebody else will write, in letters nobody knows yet.
    Open,
}

/// A text with its look.
#[derive(Debug, Clone, Copy)]
pub struct TextEntry<'a> {
    /// The text, as programs read it.
    pub value: &'a str,
    /// The same text as people see it.
    pub appearance: &'a Appearance,
}

impl BoxContent<'_> {
    fn is_given(&self) -> bool {
        matches!(self, Self::Check(Some(_)) | Self::Text(Some(_)))
    }
}

/// Ff bits 1 and 13.
const READ_ONLY: i64 = 1;
const MULTILINE: i64 = 1 << 12;
/// The state of a ticked box.
const ON: &str = "Yes";
const OFF: &str = "Off";
/// What the prepared fonts are called among the form's, in their order.
const FONT_NAMES: [&str; 2] = ["ParapheSans", "ParapheArabic"];
/// How viewers would set a text that they drew anew.
const DEFAULT_APPEARANCE: &str = "/ParapheSans 0 Tf 0.2 g";
/// A font program is not read further.
const PROGRAM_LIMIT: usize = 1 << 20;

impl PdfFile {
    /// Whether what is written in boxes of these names becomes a place of the signature, because the document can take no
    /// more fields and has none for them. Then the signature needs a field of its own.
    #[must_use]
    pub fn draws_boxes(&self, names: &[&str]) -> bool {
        if takes_fields(self) {
            return false;
        }
        let fields = crate::field_tree::fields(self.current());
        names.iter().any(|name| !fields.iter().any(|field| field.name == *name))
    }

    /// Whether this text can be filled into the field of this name without a font of its own, which would make validators
    /// doubt the signatures that are there. So it is where there is no such field yet: then it comes with its fonts.
    #[must_use]
    pub fn has_letters_for(&self, name: &str, appearance: &Appearance) -> bool {
        let is_there = || crate::field_tree::fields(self.current()).iter().any(|field| field.name == name);
        let has_fonts =
            || Fonts::of(self).is_some_and(|fonts| appearance.to_prepared_form(fonts.prepared).is_some());
        self.present_signatures().is_empty() || !is_there() || has_fonts()
    }
}

/// Whether fields may be added: nobody has signed, the owner permits it, and no viewer draws the form by rules of its own.
fn takes_fields(file: &PdfFile) -> bool {
    let view = file.current();
    let form = view.dictionary(&view.catalog(), b"AcroForm").unwrap_or_default();
    let is_drawn_anew = view.get(&form, b"NeedAppearances").as_boolean() == Some(true);
    let security = file.store().security.as_ref();
    file.present_signatures().is_empty()
        && security.is_none_or(crate::security::Security::allows_new_fields)
        && !is_drawn_anew
        && form.get(b"XFA").is_none()
}

/// Boxes by what becomes of them.
pub(crate) struct SortedBoxes<'a> {
    created: Vec<&'a FormBox<'a>>,
    filled: Vec<(&'a FormBox<'a>, FieldNode)>,
    drawn: Vec<(u32, PageRect, Appearance)>,
    /// Boxes that were left unticked: drawn where there is a place for them.
    unticked: Vec<(u32, PageRect, Appearance)>,
}

impl<'a> SortedBoxes<'a> {
    /// # Errors
    /// [`PdfError::PageMissing`]; [`PdfError::FieldTaken`] for a field that has a text already.
    pub(crate) fn of(
        file: &PdfFile,
        fields: &[FieldNode],
        boxes: &'a [FormBox<'a>],
    ) -> Result<Self, PdfError> {
        let mut sorted =
            Self { created: Vec::new(), filled: Vec::new(), drawn: Vec::new(), unticked: Vec::new() };
        if boxes.is_empty() {
            return Ok(sorted);
        }
        let takes_fields = takes_fields(file);
        for one in boxes {
            let field = fields.iter().find(|field| field.name == one.name && field.id.is_some());
            match (field, one.content.is_given()) {
                (Some(field), true) => {
                    if !matches!(one.content, BoxContent::Check(_)) && field.value.is_some() {
                        return Err(PdfError::FieldTaken { name: field.name.clone() });
                    }
                    sorted.filled.push((one, field.clone()));
                }
                (None, _) if takes_fields => {
                    file.page(one.page)?;
                    sorted.created.push(one);
                }
                (None, true) => {
                    let is_unticked = matches!(one.content, BoxContent::Check(Some(CheckState::Off)));
                    let kind = if is_unticked { &mut sorted.unticked } else { &mut sorted.drawn };
                    kind.push((one.page, one.rect, look(file, one)?));
                }
                (Some(_) | None, false) => {}
            }
        }
        // In the order in which one goes from field to field.
        sorted.created.sort_by(|a, b| {
            let top = |one: &FormBox<'_>| -one.rect.to_array()[3];
            a.page.cmp(&b.page).then(top(a).total_cmp(&top(b)))
        });
        Ok(sorted)
    }

    /// The places of the signature, with what is drawn because it cannot be a field. A field that is there has no place for
    /// more: what was left empty is not drawn then.
    pub(crate) fn with_drawn<'s>(
        &'s self,
        initials: &[Initials<'s>],
        target: Option<&FieldNode>,
    ) -> Vec<Initials<'s>> {
        let drawn = self.drawn.iter().chain(self.unticked.iter().filter(|_| target.is_none()));
        let drawn = drawn.map(|(page, rect, appearance)| Initials { page: *page, rect: *rect, appearance });
        initials.iter().copied().chain(drawn).collect()
    }

    /// # Errors
    /// [`PdfError::FieldLocked`] for what an earlier signature locked.
    pub(crate) fn check_locks(&self, earlier: &[SignatureField]) -> Result<(), PdfError> {
        let locks = || earlier.iter().filter_map(|signature| signature.field_lock.as_ref());
        match self.filled.iter().find(|(one, _)| locks().any(|lock| lock.locks(one.name))) {
            Some((one, _)) => Err(PdfError::FieldLocked { name: one.name.to_owned() }),
            None => Ok(()),
        }
    }

    /// Makes the new fields and fills in those that are there.
    pub(crate) fn write(&self, update: &mut Update<'_>, writer: &mut WidgetWriter) -> Result<(), PdfError> {
        let file = update.file();
        if !self.created.is_empty() {
            let fonts = self.new_fonts(update);
            let mut ids = Vec::with_capacity(self.created.len());
            for one in &self.created {
                let field = new_field(update, one, &fonts)?;
                ids.push(writer.hang(update, one.page, Some(one.rect), field)?);
            }
            let named: Vec<_> = FONT_NAMES.into_iter().zip(fonts.ids.iter().map(|(_, id)| *id)).collect();
            form_update::add_fields(file, update, &ids, &named)?;
        }
        if !self.filled.is_empty() {
            let fonts = Fonts::of(file);
            for (one, field) in &self.filled {
                fill(update, one, field, fonts.as_ref())?;
            }
        }
        Ok(())
    }

    /// Fonts wide enough for what will be written; none where there are only check boxes.
    fn new_fonts(&self, update: &mut Update<'_>) -> Fonts {
        let texts = || self.created.iter().filter(|one| !matches!(one.content, BoxContent::Check(_)));
        let words = texts().flat_map(|one| {
            let entry = if let BoxContent::Text(Some(entry)) = one.content { entry.value } else { "" };
            [one.tooltip, entry]
        });
        // Whoever writes later cannot bring letters: nobody could tell what the glyphs of a new font show.
        let is_open = texts().any(|one| matches!(one.content, BoxContent::Open));
        let prepared = PreparedFonts::of(if is_open { Scripts::WithArabic } else { Scripts::of(words) });
        let mut add = |font: &EmbeddedFont| (font.resource_name.clone(), add_font(update, font));
        let ids =
            if texts().next().is_some() { prepared.fonts.iter().map(&mut add).collect() } else { Vec::new() };
        Fonts { prepared, ids }
    }
}

/// Fonts that the document has.
struct Fonts {
    prepared: &'static PreparedFonts,
    ids: Vec<(String, ObjectId)>,
}

impl Fonts {
    /// Those an earlier signature of ours brought, to the last byte.
    fn of(file: &PdfFile) -> Option<Self> {
        let view = file.current();
        let form = view.dictionary(&view.catalog(), b"AcroForm")?;
        let fonts = view.dictionary(&view.dictionary(&form, b"DR")?, b"Font")?;
        Scripts::ALL.into_iter().find_map(|scripts| {
            let prepared = PreparedFonts::of(scripts);
            let known = |(font, name): (&EmbeddedFont, &str)| {
                let id = fonts.get(name.as_bytes())?.as_reference()?;
                is_same(view, id, font).then(|| (font.resource_name.clone(), id))
            };
            let ids = prepared.fonts.iter().zip(FONT_NAMES).map(known).collect::<Option<Vec<_>>>()?;
            Some(Self { prepared, ids })
        })
    }
}

fn is_same(view: RevisionView<'_>, id: ObjectId, font: &EmbeddedFont) -> bool {
    let program = || {
        let composite = view.object(id);
        let descendants = view.get(composite.as_dictionary()?, b"DescendantFonts");
        let descendant = view.resolve(descendants.as_array()?.first()?);
        let descriptor = view.dictionary(descendant.as_dictionary()?, b"FontDescriptor")?;
        let file = view.get(&descriptor, b"FontFile2");
        view.decode(file.as_stream()?, PROGRAM_LIMIT)
    };
    program().is_some_and(|program| program == font.program)
}

/// A text as a form: with the fonts that are there, or with those it needs beyond them.
fn text_form(
    update: &mut Update<'_>,
    appearance: &Appearance,
    rotation: Rotation,
    fonts: Option<&Fonts>,
) -> ObjectId {
    let prepared = fonts.and_then(|fonts| Some((appearance.to_prepared_form(fonts.prepared)?, &fonts.ids)));
    match prepared {
        Some((form, ids)) => {
            add_form(update, &form, rotation, FormExtras { fonts: ids, ..FormExtras::default() })
        }
        None => add_form(update, &appearance.to_form(), rotation, FormExtras::default()),
    }
}

/// The entries of a new field.
fn new_field(update: &mut Update<'_>, one: &FormBox<'_>, fonts: &Fonts) -> Result<Dictionary, PdfError> {
    let geometry = update.file().page_geometry(one.page)?;
    let (rotation, seen) = (geometry.rotation(), geometry.to_view(one.rect));
    let mut field =
        Dictionary::from([(&b"T"[..], Object::text(one.name)), (b"TU", Object::text(one.tooltip))]);
    match one.content {
        BoxContent::Open | BoxContent::Text(_) => {
            field.set(b"FT", Object::name("Tx"));
            field.set(b"Ff", Object::Integer(READ_ONLY | MULTILINE));
            field.set(b"DA", Object::text(DEFAULT_APPEARANCE));
            let shown = if let BoxContent::Text(Some(entry)) = one.content {
                field.set(b"V", Object::text(entry.value));
                text_form(update, entry.appearance, rotation, Some(fonts))
            } else {
                // As large as the box: a form without an area is one that nobody can place.
                let empty = AppearanceForm { bbox: (seen.width, seen.height), ..AppearanceForm::default() };
                add_form(update, &empty, rotation, FormExtras::default())
            };
            field.set(b"AP", normal_appearance(Object::Reference(shown)));
        }
        BoxContent::Check(state) => {
            field.set(b"FT", Object::name("Btn"));
            field.set(b"Ff", Object::Integer(READ_ONLY));
            let mut states = Dictionary::new();
            for (name, state) in [(ON, CheckState::On), (OFF, CheckState::Off)] {
                let form = check_look(update.file(), one, state)?.to_form();
                let form = add_form(update, &form, rotation, FormExtras::default());
                states.set(name.as_bytes(), Object::Reference(form));
            }
            field.set(b"AP", normal_appearance(Object::Dictionary(states)));
            set_state(&mut field, state.unwrap_or(CheckState::Off));
        }
    }
    Ok(field)
}

fn set_state(field: &mut Dictionary, state: CheckState) {
    let name = match state {
        CheckState::Off => OFF,
        CheckState::On => ON,
    };
    field.replace(b"V", Object::name(name));
    field.replace(b"AS", Object::name(name));
}

/// Fills in a field that is there; a box that stays empty stays as it was.
fn fill(
    update: &mut Update<'_>,
    one: &FormBox<'_>,
    field: &FieldNode,
    fonts: Option<&Fonts>,
) -> Result<(), PdfError> {
    let id = field.id.ok_or_else(|| PdfError::FieldTaken { name: field.name.clone() })?;
    let mut entries = field.dictionary.clone();
    match one.content {
        BoxContent::Text(Some(entry)) => {
            let rotation = update.file().page_geometry(one.page)?.rotation();
            let form = text_form(update, entry.appearance, rotation, fonts);
            entries.replace(b"V", Object::text(entry.value));
            entries.replace(b"AP", normal_appearance(Object::Reference(form)));
        }
        BoxContent::Check(Some(CheckState::On)) => set_state(&mut entries, CheckState::On),
        BoxContent::Check(Some(CheckState::Off) | None) | BoxContent::Open | BoxContent::Text(None) => {
            return Ok(());
        }
    }
    update.put(id, Object::Dictionary(entries));
    Ok(())
}

/// What a filled box looks like.
fn look(file: &PdfFile, one: &FormBox<'_>) -> Result<Appearance, PdfError> {
    match one.content {
        BoxContent::Text(Some(entry)) => Ok(entry.appearance.clone()),
        BoxContent::Open | BoxContent::Text(None) => Appearance::for_text("", 1.0, 1.0),
        BoxContent::Check(state) => check_look(file, one, state.unwrap_or(CheckState::Off)),
    }
}

fn check_look(file: &PdfFile, one: &FormBox<'_>, state: CheckState) -> Result<Appearance, PdfError> {
    let seen = file.page_geometry(one.page)?.to_view(one.rect);
    Ok(Appearance::for_check_box(seen.width, seen.height, state))
}
