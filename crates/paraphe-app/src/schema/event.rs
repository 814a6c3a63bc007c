//! What the program tells the window without being asked.

use paraphe_envelope::{BatchId, EnvelopeId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the program tells the window without being asked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AppEvent {
    /// Cached answers with these tags are stale.
    Changed {
        /// Tags, see the command list.
        tags: Vec<String>,
    },
    /// Files were dropped on the window or opened with the program.
    FilesDropped {
        /// Absolute paths.
        paths: Vec<String>,
    },
    /// Files hang over the window (true), or left it (false).
    FilesHovering {
        /// Whether they are over it.
        over: bool,
    },
    /// The face-to-face mode began, ended or moved on.
    KioskChanged {
        /// Whether the window belongs to a signer now.
        on: bool,
    },
    /// Whoever holds the device does something on a service's page: somebody is there.
    SignerIsThere,
    /// The notification of a batch was clicked: show it.
    OpenBatch {
        /// The batch.
        batch: BatchId,
    },
    /// A notification was clicked: show this envelope.
    OpenEnvelope {
        /// The envelope.
        envelope: EnvelopeId,
    },
}
