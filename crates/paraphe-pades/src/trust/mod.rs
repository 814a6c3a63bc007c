//! Where trust comes from: certificates the user has chosen. Nothing is trusted by default.

mod anchors;

pub use anchors::{AnchorError, TrustAnchors};
