//! One person's details put right in a request that is out: it is taken back, and the same one leaves again.

use paraphe_envelope::{EnvelopeId, RecipientId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EnvelopeView, ProblemView, RefusalView};

/// What is known of a person, as it is typed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct PersonDetails {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address; may be empty.
    pub email: String,
    /// Mobile number; may be empty.
    pub mobile: String,
}

/// Request of `correct_person`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CorrectPersonRequest {
    /// The envelope that is out.
    pub envelope: EnvelopeId,
    /// Whose details are wrong.
    pub recipient: RecipientId,
    /// The right ones.
    pub details: PersonDetails,
    /// Why it is taken back, for its people and for the audit trail.
    pub reason: String,
}

/// Answer of `correct_person`.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CorrectPersonView {
    /// The corrected one could not leave: nothing was taken back.
    Kept {
        /// What has to be put right first.
        problems: Vec<ProblemView>,
        /// What the account's provider cannot do.
        refusals: Vec<RefusalView>,
    },
    /// It was taken back, and the corrected one took its place.
    Replaced {
        /// The new envelope.
        envelope: Box<EnvelopeView>,
    },
}

/// A correction that was begun and is not through.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CorrectionView {
    /// Whose details are put right.
    pub recipient: RecipientId,
    /// The right ones.
    pub details: PersonDetails,
    /// Whether the request is known to be taken back, and only the corrected one has not left.
    pub taken_back: bool,
}

/// Request of `settle_correction`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SettleCorrectionRequest {
    /// The envelope that was to be taken back.
    pub envelope: EnvelopeId,
    /// What becomes of the correction.
    pub answer: CorrectionAnswer,
}

/// What becomes of a correction that is not through.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, TS)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionAnswer {
    /// It is given up: nothing more is taken back, and nothing is sent.
    GiveUp,
    /// It goes on: the request is taken back, where it is not, and the corrected one leaves.
    GoOn,
    /// The person has looked at the provider: it is taken back there.
    TakenBack,
}
