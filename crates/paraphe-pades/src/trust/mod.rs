//! Where trust comes from: certificates the user has chosen, and the trusted lists the user has brought. Nothing is trusted
//! by default.

mod anchors;
mod listed;
mod qualified;
mod vouched;

pub use anchors::{AnchorError, TrustAnchors};
pub use listed::{
    Criterion, ListSummary, ListedService, Qualifier, QualifierRule, ServiceKind, ServicePeriod,
    ServiceStatus, ServiceUse, TrustSnapshot,
};
pub use qualified::{QualifiedFor, Standing};
pub(crate) use vouched::Vouched;
