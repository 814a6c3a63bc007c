//! What keeps an envelope file from nothing and is to be known before it leaves.

use std::collections::BTreeMap;

use paraphe_envelope::{Document, Draft, Field, FieldKind, Placement};
use paraphe_pdf::PdfFile;
use paraphe_providers::{Boxless, capability};

use crate::accounts::Account;
use crate::envelope_files::{FileFinding, finding_said};
use crate::signed_places::{self, covers};
use crate::{App, documents};

/// Whose signature stands in no box, and which boxes stand on others, on a signature that is in the document, or on its
/// words where it is signed.
pub(crate) fn of(app: &App, draft: &Draft, account: &Account) -> Vec<FileFinding> {
    let mut notes = boxless(app, draft, account);
    notes.extend(overlaps(app, draft));
    notes.extend(over_signatures(app, draft));
    notes.extend(over_words(app, draft));
    notes
}

/// Whose signature is seen in no box, and what becomes of it with this account.
fn boxless(app: &App, draft: &Draft, account: &Account) -> Vec<FileFinding> {
    let how = match capability(account.provider()).boxless {
        Boxless::AddedPage | Boxless::AddedPageForAll => "added_page",
        Boxless::SignerPlaces => "signer_places",
        Boxless::Invisible | Boxless::Refused => "invisible",
    };
    let facts = BTreeMap::from([("how".to_owned(), how.to_owned())]);
    let people = draft.recipients.iter().enumerate().filter(|(_, person)| person.signs_invisibly());
    let places = people.map(|(at, _)| format!("recipients[{at}].signature"));
    places.map(|place| note(app, "note-boxless", "boxless", place, &facts)).collect()
}

/// Boxes that stand on an earlier one: what the second signer leaves covers what the first one left.
fn overlaps(app: &App, draft: &Draft) -> Vec<FileFinding> {
    let mut notes = Vec::new();
    for (at, field) in draft.fields.iter().enumerate() {
        let Some(under) = draft.fields[..at].iter().position(|other| overlap(other, field)) else { continue };
        let facts = BTreeMap::from([("other".to_owned(), format!("fields[{under}]"))]);
        notes.push(note(app, "note-box-covers-box", "box_covers_box", format!("fields[{at}].rect"), &facts));
    }
    notes
}

/// Boxes that stand on a signature the document brings: it would be hidden, and doubted by whoever verifies it.
fn over_signatures(app: &App, draft: &Draft) -> Vec<FileFinding> {
    let is_over = |field: &Field| {
        let document = draft.documents.iter().find(|document| document.id == field.document);
        let facts = document.and_then(|document| documents::facts(app, &document.sha256).ok());
        let Some(facts) = facts else { return false };
        let mut here = facts.signed_places.iter().filter(|place| place.page == field.placement.page);
        here.any(|place| covers(place.rect, field.placement.rect))
    };
    let over = draft.fields.iter().enumerate().filter(|(_, field)| is_over(field));
    let places = over.map(|(at, _)| format!("fields[{at}].rect"));
    let told =
        |place| note(app, "note-box-covers-signature", "box_covers_signature", place, &BTreeMap::new());
    places.map(told).collect()
}

/// Boxes that stand over printed words of a document that is signed: whoever verifies what is there would doubt it.
fn over_words(app: &App, draft: &Draft) -> Vec<FileFinding> {
    let mut notes = Vec::new();
    for document in &draft.documents {
        let Some(pdf) = signed(app, document) else { continue };
        let here = draft.fields.iter().enumerate().filter(|(_, field)| field.document == document.id);
        for (at, field) in here {
            let Placement { page, rect } = field.placement;
            // A tick leaves what it stands on to be read.
            if field.kind != FieldKind::Checkbox && signed_places::is_over_words(&pdf, page, rect) {
                let place = format!("fields[{at}].rect");
                notes.push(note(app, "note-box-covers-text", "box_covers_text", place, &BTreeMap::new()));
            }
        }
    }
    notes
}

/// The document, if somebody has signed it.
fn signed(app: &App, document: &Document) -> Option<PdfFile> {
    documents::facts(app, &document.sha256).ok().filter(|facts| facts.is_signed())?;
    let (path, password) = documents::locate(app, &document.sha256).ok()?;
    PdfFile::open(&path, password.as_deref()).ok()
}

fn note(app: &App, id: &str, code: &str, path: String, facts: &BTreeMap<String, String>) -> FileFinding {
    finding_said(app, id.to_owned(), code.to_owned(), path, facts)
}

fn overlap(one: &Field, other: &Field) -> bool {
    one.document == other.document
        && one.placement.page == other.placement.page
        && covers(one.placement.rect, other.placement.rect)
}
