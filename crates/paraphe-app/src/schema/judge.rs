//! What a provider thinks of a signed PDF.

use paraphe_providers::{Opinion, ProviderId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::VerifyTarget;

/// Request of `judge_document`.
#[derive(Clone, Deserialize, TS)]
pub struct JudgeDocumentRequest {
    /// The signed PDF; it is sent to the provider.
    pub target: VerifyTarget,
    /// The account to ask with.
    pub account: String,
    /// Absolute path of the PDF certificate the provider made, where it compares with that.
    pub certificate: Option<String>,
}

/// Answer of `judge_document`: the provider's words, beside our own verdict.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpinionView {
    /// The account asked with.
    pub account: String,
    /// Whose words they are.
    pub provider: ProviderId,
    /// What it says.
    pub opinion: Opinion,
}
