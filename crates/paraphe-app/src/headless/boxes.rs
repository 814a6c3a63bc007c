//! What is written or ticked beside a signature on a file: places instead of the boxes of a request.

use paraphe_envelope::{
    Authentication, Delivery, DocumentId, Field, FieldId, FieldKind, Placement, Recipient, RecipientId, Role,
    Timestamp, ViewRect,
};

use crate::documents::random;
use crate::entries::{self, Entry};
use crate::schema::BoxAnswer;
use crate::signing::FilledBox;
use crate::{App, Code, Error};

/// A place beside the signature with what goes there.
#[derive(Clone, Debug)]
pub struct FileBox {
    /// The page, from 1.
    pub page: u32,
    /// `x, y, width, height` in points from the top left of the page as seen.
    pub rect: [f64; 4],
    /// What goes there.
    pub content: FileEntry,
}

/// What goes into a place beside a signature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FileEntry {
    /// A text.
    Text(String),
    /// A ticked box.
    Tick,
}

/// Boxes with their drawings, as a signature takes them.
pub(super) struct Boxes(Vec<(Entry, String)>);

impl Boxes {
    /// The boxes of whoever signs as `name`.
    ///
    /// # Errors
    /// A text that is empty, too long for its box, or has a letter no font has.
    pub(super) fn of(app: &App, boxes: &[FileBox], name: &str, at: Timestamp) -> Result<Self, Error> {
        let person = signer(app, name)?;
        let document = DocumentId::new(random()?);
        let one = |wanted: &FileBox| {
            let [x, y, width, height] = wanted.rect;
            let placement = Placement { page: wanted.page, rect: ViewRect { x, y, width, height } };
            let (kind, text) = match &wanted.content {
                FileEntry::Text(text) => (FieldKind::Text, text.clone()),
                FileEntry::Tick => (FieldKind::Checkbox, String::new()),
            };
            if kind == FieldKind::Text && text.trim().is_empty() {
                return Err(Error::new(Code::Refused, "error-write-empty").with("page", wanted.page));
            }
            let id = FieldId::new(random()?);
            let field = Field::new(id.clone(), person.id.clone(), document.clone(), kind, placement);
            let tooltip = entries::tooltip(&field, &person);
            let answer = BoxAnswer { field: id, text, ticked: kind == FieldKind::Checkbox };
            Ok((entries::entry(field, &person, &[answer], at)?, tooltip))
        };
        boxes.iter().map(one).collect::<Result<_, _>>().map(Self)
    }

    pub(super) fn filled(&self) -> Vec<FilledBox<'_>> {
        let filled = self.0.iter().map(|(entry, tooltip)| FilledBox {
            field: &entry.field,
            tooltip: tooltip.clone(),
            content: entry.content.as_ref(),
        });
        filled.collect()
    }
}

/// Whoever signs, as somebody of a request: a file on its own knows nothing but the name in the certificate.
fn signer(app: &App, name: &str) -> Result<Recipient, Error> {
    Ok(Recipient {
        id: RecipientId::new(random()?),
        role: Role::Signer,
        first_name: String::new(),
        last_name: name.to_owned(),
        email: None,
        mobile: None,
        language: app.language(),
        authentication: Authentication::None,
        routing_order: None,
        delivery: Delivery::InPerson,
    })
}
