//! Initials on pages: further places of a person's signature in a document, with its mark and no words.
//!
//! Invariant: a document in which somebody has only initials is signed as well; the first of them is the signature's place.

use paraphe_envelope::{Document, DocumentId, Envelope, Field, FieldKind, Recipient, ViewRect};
use paraphe_pdf::PdfFile;
use paraphe_pdf::appearance::Mark;

use crate::schema::SignatureMark;
use crate::{Error, signing, translate};

/// The boxes for one person's initials, in the order of documents and pages.
pub(crate) fn places(envelope: &Envelope, person: &Recipient) -> Vec<Field> {
    let mut fields: Vec<_> = envelope
        .fields()
        .iter()
        .filter(|field| field.recipient == person.id && field.kind == FieldKind::Initials)
        .cloned()
        .collect();
    let order = |id: &DocumentId| envelope.documents().iter().position(|document| document.id == *id);
    fields.sort_by_key(|field| (order(&field.document), field.placement.page));
    fields
}

/// What is drawn as initials: the same strokes, or the first letters of a typed name.
pub(crate) fn mark(mark: &SignatureMark) -> Mark {
    match mark {
        SignatureMark::Typed { name } => Mark::Typed { name: letters(name) },
        // Of a cross, the witness signs once; the cross alone stands for the person on the pages.
        SignatureMark::Cross { outlines, aspect, .. } | SignatureMark::Drawn { outlines, aspect, .. } => {
            Mark::Drawn { outlines: outlines.clone(), aspect: *aspect }
        }
    }
}

/// « Anne-Marie d’Été » → « A. M. D. »; scripts without capitals keep their letters.
fn letters(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty());
    let initial = |word: &str| -> Option<String> {
        let first = word.chars().find(|c| c.is_alphabetic())?;
        Some(format!("{}.", first.to_uppercase()))
    };
    let initials: Vec<String> = words.filter_map(initial).collect();
    if initials.is_empty() { name.trim().to_owned() } else { initials.join(" ") }
}

/// What one person signs in one document: boxes for signatures, each a signature of its own, and initials that go with the
/// first. Without either it is a signature that is shown nowhere.
pub(crate) struct Part<'a> {
    pub(crate) signatures: Vec<&'a Field>,
    pub(crate) initials: Vec<(u32, ViewRect)>,
}

impl<'a> Part<'a> {
    /// A signature in the file alone.
    pub(crate) const fn invisible() -> Self {
        Self { signatures: Vec::new(), initials: Vec::new() }
    }

    /// None where this person has no box in the document.
    pub(crate) fn of(document: &Document, boxes: &'a [Field], initials: &'a [Field]) -> Option<Self> {
        let of = |fields: &'a [Field]| fields.iter().filter(|field| field.document == document.id);
        let mut signatures: Vec<&Field> = of(boxes).collect();
        let mut rest: Vec<&Field> = of(initials).collect();
        if signatures.is_empty() && !rest.is_empty() {
            signatures.push(rest.remove(0));
        }
        let initials = rest.iter().map(|field| (field.placement.page, field.placement.rect)).collect();
        (!signatures.is_empty()).then_some(Self { signatures, initials })
    }
}

/// How far a box may lie from an empty field to be meant as that field, in points.
const SAME_PLACE: f64 = 1.5;

/// The empty signature field of the document that a box lies on: it is filled, so that the author's own field holds the
/// signature with the name and the lock they gave it.
///
/// # Errors
/// The page of a field cannot be read.
pub(crate) fn existing_field(pdf: &PdfFile, page: u32, rect: ViewRect) -> Result<Option<String>, Error> {
    for field in pdf.empty_signature_fields() {
        let (Some(at), Some(own)) = (field.page, field.rect) else { continue };
        if at != page {
            continue;
        }
        let seen = pdf.page_geometry(at).map_err(translate::pdf)?.to_view(own);
        let apart = [seen.x - rect.x, seen.y - rect.y, seen.width - rect.width, seen.height - rect.height];
        if apart.iter().all(|distance| distance.abs() <= SAME_PLACE) {
            return Ok(Some(field.name));
        }
    }
    Ok(None)
}

/// The drawing of one box of initials.
///
/// # Errors
/// They cannot be drawn so small, or not with our fonts.
pub(crate) fn appearance(mark: &Mark, rect: ViewRect) -> Result<paraphe_pdf::appearance::Appearance, Error> {
    signing::appearance(mark, &[], None, rect)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_name_is_shortened_as_its_owner_would() {
        for (name, expected) in [
            ("Anne-Marie d’Été", "A. M. D."),
            (" Łucja  Đặng-Œuvray ", "Ł. Đ. Œ."),
            ("محمد الطرابلسي", "م. ا."),
            ("42", "42"),
        ] {
            assert_eq!(letters(name), expected, "{name}");
        }
    }
}
