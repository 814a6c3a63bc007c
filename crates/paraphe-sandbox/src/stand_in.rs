//! Which services are stood in for, and the accounts that are ready there.

use serde::{Deserialize, Serialize};

/// A service that is stood in for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StandIn {
    /// Docage.
    Docage,
    /// GesDocs.
    GesDocs,
    /// NGSign.
    NgSign,
    /// Openapi EU-SES.
    Openapi,
    /// SigTool.
    SigTool,
}

impl StandIn {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Docage, Self::GesDocs, Self::NgSign, Self::Openapi, Self::SigTool];

    /// The name in addresses and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Docage => "docage",
            Self::GesDocs => "gesdocs",
            Self::NgSign => "ngsign",
            Self::Openapi => "openapi",
            Self::SigTool => "sigtool",
        }
    }

    /// Whether the service tells anybody that a signer refused: no page of the other vendors has a word for it.
    pub(crate) fn tells_refusals(self) -> bool {
        match self {
            Self::Docage | Self::NgSign => true,
            Self::GesDocs | Self::Openapi | Self::SigTool => false,
        }
    }

    /// The service with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.as_str() == name)
    }

    /// Whose request this is, and the path without the service's own prefix.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        Self::from_name(path.strip_prefix('/')?.split('/').next()?)
    }
}

/// An account that is ready at a stand-in. Its secret opens nothing but the stand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandInAccount {
    /// The service.
    pub provider: StandIn,
    /// Where it answers, as a person would type it into the account's settings.
    pub base_url: String,
    /// Where tokens are handed out, if that is another host.
    pub auth_url: Option<String>,
    /// The user's e-mail address, where the service asks for one.
    pub user: Option<String>,
    /// Token, API key or password.
    pub secret: String,
    /// What the secret is: `token`, `password` or `api-key`.
    pub auth: &'static str,
}
