//! What several commands share.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// No parameters, or nothing to say.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, TS)]
pub struct Empty {}
