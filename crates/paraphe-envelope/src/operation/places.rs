//! Places found in the documents that a person does not want. Only what says so is kept: what is found is looked for anew.

use super::DraftOperation;
use crate::{Draft, PlaceId};

impl Draft {
    /// What was refused before stays so when this is taken back.
    pub(super) fn refuse_places(&mut self, mut places: Vec<PlaceId>) -> DraftOperation {
        places.retain(|place| self.refused_places.insert(place.clone()));
        DraftOperation::ProposePlaces { places }
    }

    pub(super) fn propose_places(&mut self, mut places: Vec<PlaceId>) -> DraftOperation {
        places.retain(|place| self.refused_places.remove(place));
        DraftOperation::RefusePlaces { places }
    }
}
