//! What keeps an envelope file from nothing and is to be known before it leaves.

use std::collections::BTreeMap;

use paraphe_envelope::{Draft, Field};
use paraphe_providers::{Boxless, capability};

use crate::App;
use crate::accounts::Account;
use crate::envelope_files::{FileFinding, finding_said};

/// Boxes may overlap by this and only touch, in points; the editor remarks no less.
const TOUCH: f64 = 1.0;

/// Whose signature stands in no box, and which boxes stand on others.
pub(crate) fn of(app: &App, draft: &Draft, account: &Account) -> Vec<FileFinding> {
    let mut notes = boxless(app, draft, account);
    notes.extend(overlaps(app, draft));
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

fn note(app: &App, id: &str, code: &str, path: String, facts: &BTreeMap<String, String>) -> FileFinding {
    finding_said(app, id.to_owned(), code.to_owned(), path, facts)
}

fn overlap(one: &Field, other: &Field) -> bool {
    let common = |from: f64, size: f64, other_from: f64, other_size: f64| {
        (from + size).min(other_from + other_size) - from.max(other_from)
    };
    let (a, b) = (one.placement.rect, other.placement.rect);
    one.document == other.document
        && one.placement.page == other.placement.page
        && common(a.x, a.width, b.x, b.width) > TOUCH
        && common(a.y, a.height, b.y, b.height) > TOUCH
}
