//! What is to be known of a file before it is signed, while another box or another copy can still be chosen.

use paraphe_envelope::ViewRect;
use paraphe_pdf::PdfFile;
use serde::Serialize;

use super::Place;
use crate::signed_places;

/// What is told before a key is opened and anything is written.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Forewarning {
    /// Fields of signatures that are there and will be under the box of this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<String>,
    /// Whether the box stands over printed words of a file that is signed: whoever verifies the signatures that are there
    /// will doubt them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub covers_text: bool,
    /// Whether the file is damaged and was read all the same.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub repaired: bool,
}

impl Forewarning {
    pub(super) fn of(pdf: &PdfFile, place: &Place, placement: Option<(u32, ViewRect)>) -> Self {
        let covers = match (place, placement) {
            // A field that stood ready has the place its author chose.
            (Place::Field(_) | Place::Invisible, _) | (_, None) => Vec::new(),
            (Place::Box(..), Some((page, rect))) => signed_places::under(pdf, page, rect),
        };
        let is_over_words = |(page, rect)| signed_places::is_over_words(pdf, page, rect);
        let covers_text = !pdf.signature_fields().is_empty() && placement.is_some_and(is_over_words);
        Self { covers, covers_text, repaired: pdf.is_repaired() }
    }

    /// The ids of the sentences that say it; none where nothing has to be known.
    #[must_use]
    pub fn sentences(&self) -> Vec<&'static str> {
        let told = [
            (self.repaired, "finding-repaired"),
            (!self.covers.is_empty(), "note-box-covers-signature"),
            (self.covers_text, "note-box-covers-text"),
        ];
        told.into_iter().filter_map(|(is_so, sentence)| is_so.then_some(sentence)).collect()
    }
}
