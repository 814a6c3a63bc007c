//! The settings of the local provider: there are none, and a file that gives it some is refused.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The settings of the local provider.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LocalConfig {}
