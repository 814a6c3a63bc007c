//! Signing: a session becomes a prepared document (bytes fixed, digest known), the prepared document becomes a signed
//! one. Each step consumes the one before; nothing of the original is ever rewritten.

mod cms;
mod distinguished_name;
mod key;
mod pkcs12;
mod self_made;
mod self_signed;
mod session;
mod signed;

pub use cms::CmsSignature;
pub use key::{SignatureValue, SigningKey, SigningKeyError};
pub use pkcs12::{Pkcs12Error, Pkcs12Key};
pub(crate) use self_made::SELF_MADE_UNIT;
pub use self_made::{IdentityError, SelfMadeIdentity};
pub use session::{PreparedDocument, SignError, SignatureRequest, SigningSession, sign_pdf};
pub use signed::{SignedPdf, WriteError};
