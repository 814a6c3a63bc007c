//! Places to sign, found in a document: its empty signature fields, tags that services read, labels like « Signature »
//! with a line, a box or room beside or below them.
//!
//! Everything is a proposal for a person to accept. Nothing leaves the computer, and the document is only read.
//!
//! ```no_run
//! use paraphe_pdf::PdfFile;
//!
//! # fn main() -> Result<(), paraphe_pdf::PdfError> {
//! let found = PdfFile::open("contrat.pdf".as_ref(), None)?.detect_places();
//! for place in &found.places {
//!     println!("page {}: {:?} because of {:?}", place.page, place.kind, place.clue);
//! }
//! # Ok(())
//! # }
//! ```

mod fold;
mod labels;
mod rules;
mod sheet;
mod tags;
mod vocabulary;
mod words;

use paraphe_envelope::{FieldKind, ViewRect};
use serde::Serialize;
use ts_rs::TS;

use crate::content;
use crate::file::PdfFile;
use sheet::Sheet;

/// Longer documents are read at both ends: signatures stand there. Pages.
const MOST_PAGES: usize = 300;
/// Pages from the beginning, where the document has more than are read.
const FIRST_PAGES: usize = 50;
/// Proposals beyond this many help nobody.
const MOST_PLACES: usize = 500;
/// Two places are one when they share this part of the smaller.
const SHARED: f64 = 0.25;

/// Why a place is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Clue {
    /// An empty signature field of the document.
    FormField,
    /// A tag in the text, as GesDocs, DocuSeal or Documenso read them.
    TextTag,
    /// A line to write on with a label.
    LabelledRule,
    /// A frame or a cell of a table with a label.
    LabelledFrame,
    /// A label with room beside or below it.
    Label,
    /// A line to write on, on a page where people sign.
    Rule,
    /// A small square with text beside it.
    Square,
}

/// A proposed box.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Place {
    /// What for.
    pub kind: FieldKind,
    /// The page, from 1.
    pub page: u32,
    /// The box, in points from the top left corner of the page as a person sees it; always within the page.
    pub rect: ViewRect,
    /// Why here.
    pub clue: Clue,
    /// How sure this is, from 0 to 1.
    pub confidence: f64,
    /// The tag, the label or the name of the field.
    pub text: Option<String>,
    /// The number of the signer a tag is for.
    pub signer: Option<u32>,
    /// Who is to sign, in the document's words.
    pub role: Option<String>,
}

/// A line printed to write on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct PrintedRule {
    /// The page, from 1.
    pub page: u32,
    /// Its left end, in points from the left edge of the page as seen.
    pub left: f64,
    /// Its right end.
    pub right: f64,
    /// How far below the upper edge it runs.
    pub y: f64,
}

/// All that was found in a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Detection {
    /// Proposed boxes, page by page and from the top down; no two for one place.
    pub places: Vec<Place>,
    /// Lines to write on.
    pub rules: Vec<PrintedRule>,
    /// How many pages were read.
    pub pages_read: usize,
    /// Pages of which only a part was read: their content is larger than any made for people.
    pub pages_cut: Vec<u32>,
}

impl PdfFile {
    /// Looks for places to sign. What one page may cost is bounded; of documents of more than 300 pages the first 50 and
    /// the last 250 are read.
    #[must_use]
    pub fn detect_places(&self) -> Detection {
        let mut found = Detection::default();
        let (fields, signed) = (self.form_places(), self.signed_places());
        for page in pages_to_read(self.page_count()) {
            let Ok(content) = content::read_page(self, page) else { continue };
            found.pages_read += 1;
            if content.is_cut {
                found.pages_cut.push(page);
            }
            let sheet = Sheet::new(page, &content);
            found.rules.extend(sheet.printed_rules());
            let mut places: Vec<Place> = fields.iter().filter(|place| place.page == page).cloned().collect();
            places.extend(sheet.tag_places());
            places.extend(labels::places(&sheet));
            let more = rules::places(&sheet, &places);
            places.extend(more);
            let taken =
                |place: &Place| signed.iter().any(|one| one.0 == page && is_taken(&place.rect, &one.1));
            found.places.extend(distinct(places).into_iter().filter(|place| !taken(place)));
        }
        found.places.truncate(MOST_PLACES);
        number_roles(&mut found.places);
        found
    }

    /// The empty signature fields that are seen.
    fn form_places(&self) -> Vec<Place> {
        let fields = self.empty_signature_fields();
        let place = |field: crate::EmptySignatureField| {
            let (page, rect) = (field.page?, field.rect?);
            let geometry = self.page_geometry(page).ok()?;
            let rect = sheet::within(geometry.to_view(rect), geometry.displayed_size())?;
            Some(Place {
                kind: FieldKind::Signature,
                page,
                rect,
                clue: Clue::FormField,
                confidence: 1.0,
                text: Some(field.name),
                signer: None,
                role: None,
            })
        };
        fields.into_iter().filter_map(place).collect()
    }

    /// Where signatures stand already.
    fn signed_places(&self) -> Vec<(u32, ViewRect)> {
        let place = |field: crate::SignatureField| {
            let (page, rect) = (field.page?, field.rect?);
            let geometry = self.page_geometry(page).ok()?;
            Some((page, sheet::within(geometry.to_view(rect), geometry.displayed_size())?))
        };
        self.present_signatures().into_iter().filter_map(place).collect()
    }
}

fn pages_to_read(count: u32) -> Vec<u32> {
    let all: Vec<u32> = (1..=count).collect();
    if all.len() <= MOST_PAGES {
        return all;
    }
    let last = all.len() - (MOST_PAGES - FIRST_PAGES);
    [&all[..FIRST_PAGES], &all[last..]].concat()
}

/// The best of those that mean the same place; what the others know about the signer is kept.
fn distinct(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.clue.cmp(&b.clue)));
    let mut kept: Vec<Place> = Vec::new();
    for place in places {
        match kept.iter_mut().find(|other| is_same(other, &place)) {
            Some(other) => {
                other.role = other.role.take().or(place.role);
                other.signer = other.signer.or(place.signer);
            }
            None => kept.push(place),
        }
    }
    kept.sort_by(|a, b| a.rect.y.total_cmp(&b.rect.y).then(a.rect.x.total_cmp(&b.rect.x)));
    kept
}

fn is_same(one: &Place, other: &Place) -> bool {
    common(&one.rect, &other.rect) >= SHARED
}

/// Whether somebody has signed there: a box beside the line it is meant for takes the line, too.
fn is_taken(place: &ViewRect, signature: &ViewRect) -> bool {
    common(place, signature) >= SHARED
}

/// What two boxes share, as a part of the smaller.
fn common(a: &ViewRect, b: &ViewRect) -> f64 {
    let width = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
    let height = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
    let smaller = (a.width * a.height).min(b.width * b.height);
    if width > 0.0 && height > 0.0 && smaller > 0.0 { width * height / smaller } else { 0.0 }
}

/// Roles of tags without a number get one in the order they appear in, as the services that read them have it.
fn number_roles(places: &mut [Place]) {
    let tags = places.iter().filter(|place| place.clue == Clue::TextTag && place.signer.is_none());
    let mut roles: Vec<String> = Vec::new();
    for role in tags.filter_map(|place| place.role.clone()) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    for place in places.iter_mut().filter(|place| place.clue == Clue::TextTag && place.signer.is_none()) {
        let at = place.role.as_ref().and_then(|role| roles.iter().position(|known| known == role));
        place.signer = at.and_then(|at| u32::try_from(at + 1).ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_documents_are_read_at_both_ends() {
        assert_eq!(pages_to_read(3), [1, 2, 3]);
        let pages = pages_to_read(1000);
        assert_eq!((pages.len(), pages[49], pages[50], pages[299]), (300, 50, 751, 1000));
    }

    #[test]
    fn one_place_is_proposed_once_and_knows_what_all_clues_say() {
        let place = |x: f64, confidence: f64, role: Option<&str>| Place {
            kind: FieldKind::Signature,
            page: 1,
            rect: ViewRect { x, y: 100.0, width: 100.0, height: 40.0 },
            clue: Clue::Label,
            confidence,
            text: None,
            signer: None,
            role: role.map(str::to_owned),
        };
        let kept =
            distinct(vec![place(10.0, 0.5, Some("client")), place(20.0, 0.9, None), place(300.0, 0.2, None)]);
        assert_eq!(kept.len(), 2);
        assert_eq!((kept[0].rect.x, kept[0].role.as_deref()), (20.0, Some("client")));
    }
}
