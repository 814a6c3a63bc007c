//! How a file that came back and the document that was sent belong together. That it begins with the same bytes is what no copy can
//! feign, and says nothing of what it shows: what was appended is explained by the rules for what may follow a signature.

use paraphe_envelope::{Document, Envelope, Sha256Digest};
use paraphe_pades::{ModificationLevel, Since, ValidationReport, since};
use paraphe_pdf::PdfFile;

use super::changes;
use crate::schema::{ComparePagesRequest, PageComparison, RegionView};
use crate::{App, documents};

/// Drawn beyond its box is what lies this far around it, in points: the edge of a stroke.
const AROUND: f64 = 8.0;
/// With more pages than this the first say enough.
const TOLD: usize = 10;

/// How a file and the document that was sent belong together.
pub(crate) enum Kinship {
    /// It begins with its bytes, and all that follows is signatures, filled-in fields, notes and proofs.
    Continued(Since),
    /// It begins with its bytes, and nothing explains all that follows.
    Changed,
    /// Its bytes are others.
    Rewritten,
}

/// How this file and what has one of these digests belong together.
pub(crate) fn kinship(pdf: &PdfFile, report: &ValidationReport, sent: &[Sha256Digest]) -> Kinship {
    let begins = report.earlier.iter().rev().find(|(_, digest)| sent.contains(digest));
    begins.map_or(Kinship::Rewritten, |(length, _)| made_of(pdf, *length))
}

/// The same of a file that begins with so many of its bytes.
pub(crate) fn made_of(pdf: &PdfFile, length: usize) -> Kinship {
    let made = since(pdf, length);
    if made.modifications == ModificationLevel::Other { Kinship::Changed } else { Kinship::Continued(made) }
}

/// What the pages of a file show, beside what was sent.
pub(crate) enum Shown {
    /// The same, but for what stands in the boxes of the request.
    Same,
    /// Something else on these pages, or none there.
    Differing(Vec<u32>),
    /// Nobody can tell: a page cannot be drawn.
    Unknown,
}

/// Compares the pages of a file that [`documents::locate`] finds with those of a document of the envelope as it is known here.
pub(crate) fn shown(app: &App, envelope: &Envelope, document: &Document, came: Sha256Digest) -> Shown {
    let sent = envelope.current_digest(document);
    let Ok(facts) = documents::facts(app, &came) else { return Shown::Unknown };
    let pages = u32::try_from(facts.pages.len().max(document.pages.len())).unwrap_or(u32::MAX);
    let mut differing = Vec::new();
    for page in 1..=pages {
        let boxes = boxes(envelope, document, page);
        match changes::compare(app, &ComparePagesRequest { signed: sent, present: came, page }) {
            Ok(PageComparison::Identical) => {}
            Ok(PageComparison::Changed { regions }) => {
                let is_signed = |region: &RegionView| boxes.iter().any(|field| lies_in(region, field));
                if !regions.iter().all(is_signed) {
                    differing.push(page);
                }
            }
            Ok(PageComparison::Added | PageComparison::Removed) => differing.push(page),
            Err(_) => return Shown::Unknown,
        }
        if differing.len() == TOLD {
            break;
        }
    }
    if differing.is_empty() { Shown::Same } else { Shown::Differing(differing) }
}

/// The boxes on a page, in parts of it.
fn boxes(envelope: &Envelope, document: &Document, page: u32) -> Vec<RegionView> {
    let index = (page as usize).saturating_sub(1);
    let Some(size) = document.pages.get(index).map(paraphe_envelope::PageGeometry::displayed_size) else {
        return Vec::new();
    };
    let on_page = envelope
        .fields()
        .iter()
        .filter(|field| field.document == document.id && field.placement.page == page);
    on_page
        .map(|field| {
            let rect = field.placement.rect;
            RegionView {
                x: (rect.x - AROUND) / size.0,
                y: (rect.y - AROUND) / size.1,
                width: (rect.width + 2.0 * AROUND) / size.0,
                height: (rect.height + 2.0 * AROUND) / size.1,
            }
        })
        .collect()
}

fn lies_in(region: &RegionView, field: &RegionView) -> bool {
    region.x >= field.x
        && region.y >= field.y
        && region.x + region.width <= field.x + field.width
        && region.y + region.height <= field.y + field.height
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_its_box_is_not_in_it() {
        let place = |x, y, width, height| RegionView { x, y, width, height };
        let field = place(0.5, 0.8, 0.3, 0.1);
        assert!(lies_in(&place(0.5, 0.8, 0.3, 0.1), &field) && lies_in(&place(0.6, 0.85, 0.1, 0.01), &field));
        for outside in [place(0.4, 0.8, 0.2, 0.05), place(0.6, 0.85, 0.3, 0.01), place(0.6, 0.7, 0.1, 0.15)] {
            assert!(!lies_in(&outside, &field), "{outside:?}");
        }
    }
}
