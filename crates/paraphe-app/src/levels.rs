//! Levels beyond B-B: who is asked for timestamps and about revocation, and whom to trust for it.

use std::path::PathBuf;

use paraphe_envelope::Timestamp;
use paraphe_pades::{
    EvidenceFault, Fallback, LevelRequest, Missing, PadesLevel, Shortfall, TimestampAuthority,
    TimestampError, TrustAnchors, Unanswered,
};
use paraphe_providers::{BEYOND, HttpEvidenceSource, HttpTimestampAuthority};
use tokio::runtime::Handle;

use crate::commands::list_trust;
use crate::data_folder::Part;
use crate::schema::SignatureLevel;
use crate::{App, Code, Error, accounts, files, headless};

/// What a person wants of a signature's level.
#[derive(Clone, Debug, Default)]
pub struct LevelWish {
    /// The level; the settings' own where there is none.
    pub level: Option<SignatureLevel>,
    /// Address of the timestamping authority; the settings' own where there is none. Without a level it means B-T at least.
    pub authority: Option<String>,
    /// Whether less than the wished level is taken.
    pub lower: LowerLevel,
    /// Certificates to trust besides the person's own, for authority and chain: files or folders.
    pub trust: Vec<PathBuf>,
}

impl LevelWish {
    /// The level of a signature, where the settings have this one. Whoever names an authority wants its timestamp.
    fn level_beside(&self, usual: Option<SignatureLevel>) -> SignatureLevel {
        let is_named = self.authority.as_deref().is_some_and(|address| !address.is_empty());
        let least = if is_named { SignatureLevel::BT } else { SignatureLevel::BB };
        self.level.unwrap_or_else(|| usual.unwrap_or_default().max(least))
    }
}

/// Whether less than the wished level is taken.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum LowerLevel {
    /// The person has agreed to it.
    Accepted,
    /// Then nothing is signed.
    #[default]
    Refused,
}

/// Everything a level needs of the network.
pub(crate) struct Network {
    wished: PadesLevel,
    authority: Option<HttpTimestampAuthority>,
    evidence: HttpEvidenceSource,
    anchors: TrustAnchors,
    fallback: Fallback,
    scratch: PathBuf,
}

impl Network {
    /// What a signature at the wished level needs; none for B-B, which asks nobody. Called on a thread of the runtime that
    /// may block.
    ///
    /// # Errors
    /// No authority is named, its address is none, a certificate cannot be read.
    pub(crate) fn for_signing(app: &App, wish: &LevelWish) -> Result<Option<Self>, Error> {
        let wished = match wish.level_beside(app.settings()?.signing_level) {
            SignatureLevel::BB => return Ok(None),
            SignatureLevel::BT => PadesLevel::BT,
            SignatureLevel::BLt => PadesLevel::BLT,
            SignatureLevel::BLta => PadesLevel::BLTA,
        };
        Self::open(app, wish, wished).map(Some)
    }

    /// What adding to a signed file needs: whoever agrees to a lower level still wants something added.
    ///
    /// # Errors
    /// As [`for_signing`](Self::for_signing).
    pub(crate) fn for_extending(app: &App, wish: &LevelWish) -> Result<Self, Error> {
        let wished = match wish.level {
            Some(SignatureLevel::BLt) => PadesLevel::BLT,
            Some(SignatureLevel::BB | SignatureLevel::BLta | SignatureLevel::BT) | None => PadesLevel::BLTA,
        };
        let nobody = || Error::new(Code::Refused, "error-extend-no-authority");
        match Self::open(app, wish, wished) {
            Ok(network) if network.authority.is_none() => Err(nobody()),
            Err(error) if error.message == "error-timestamp-no-authority" => Err(nobody()),
            opened => opened,
        }
    }

    fn open(app: &App, wish: &LevelWish, wished: PadesLevel) -> Result<Self, Error> {
        let (network, runtime) = (accounts::network(app)?, Handle::current());
        let address = wish.authority.clone().or(app.settings()?.timestamp_authority);
        let authority = match address.filter(|address| !address.is_empty()) {
            Some(address) => Some(authority(&address, &network, runtime.clone())?),
            None if wish.lower == LowerLevel::Accepted => None,
            None => return Err(Error::new(Code::Refused, "error-timestamp-no-authority")),
        };
        let mut anchors = list_trust::anchors(app)?;
        for path in &wish.trust {
            headless::add_anchors(&mut anchors, path)?;
        }
        let scratch = app.part(Part::Scratch);
        files::make_private_folder(&scratch)?;
        Ok(Self {
            wished,
            authority,
            evidence: HttpEvidenceSource::new(&network, runtime),
            anchors,
            fallback: match wish.lower {
                LowerLevel::Accepted => Fallback::Accept,
                LowerLevel::Refused => Fallback::Refuse,
            },
            scratch,
        })
    }

    /// The level at this moment.
    pub(crate) fn request(&self, now: Timestamp) -> LevelRequest<'_> {
        LevelRequest {
            wished: self.wished,
            authority: self.authority.as_ref().map(|one| -> &dyn TimestampAuthority { one }),
            policy: None,
            revocation: Some(&self.evidence),
            anchors: &self.anchors,
            now,
            fallback: self.fallback,
            scratch: &self.scratch,
        }
    }
}

/// Whether nobody answered, and nothing else is wrong: no network, or one that is too slow. Whoever answers wrongly, says no
/// or is not trusted has answered.
pub(crate) fn is_unanswered(shortfall: &Shortfall) -> bool {
    match shortfall {
        Shortfall::DocumentTimestamp(error) | Shortfall::SignatureTimestamp(error) => {
            matches!(error, TimestampError::Late { .. } | TimestampError::Unreachable { .. })
        }
        Shortfall::EvidenceMissing(missing) => missing.iter().all(|one| match &one.what {
            Missing::Revocation { tried } => tried.iter().all(|(_, fault)| is_silence(fault)),
            Missing::Issuer { .. } | Missing::NoAddress => false,
        }),
        Shortfall::NoAuthority | Shortfall::NoEvidenceSource => false,
    }
}

fn is_silence(fault: &EvidenceFault) -> bool {
    matches!(fault, EvidenceFault::Unanswered(Unanswered::Late { .. } | Unanswered::Unreachable { .. }))
}

fn authority(
    address: &str,
    network: &paraphe_providers::Network,
    runtime: Handle,
) -> Result<HttpTimestampAuthority, Error> {
    HttpTimestampAuthority::new(address, None, network, runtime).map_err(|error| {
        let id =
            if error.fact(BEYOND).is_some() { "error-timestamp-demo" } else { "error-timestamp-address" };
        Error::new(Code::Refused, id).with("address", address).detail(error)
    })
}

/// Whether this program may ask there at all: from the demonstration nothing leaves this computer.
///
/// # Errors
/// `refused`. Called on a thread of the runtime that may block.
pub(crate) fn check_reach(app: &App, address: &str) -> Result<(), Error> {
    authority(address, &accounts::network(app)?, Handle::current()).map(drop)
}

/// Whether this is an address a timestamping authority can have: checked where it is set, before anything is signed.
///
/// # Errors
/// `refused`.
pub(crate) fn check_address(address: &str) -> Result<(), Error> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let good = rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // A name or a password in an address ends up in logs.
        !host.is_empty()
            && !host.contains('@')
            && !address.chars().any(|c| c.is_whitespace() || c.is_control())
    });
    if good {
        Ok(())
    } else {
        Err(Error::new(Code::Refused, "error-timestamp-address").with("address", address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_names_an_authority_wants_a_timestamp() {
        use SignatureLevel::{BB, BLt, BT};
        let wish = |level, authority: Option<&str>| LevelWish {
            level,
            authority: authority.map(str::to_owned),
            ..LevelWish::default()
        };
        let tsa = Some("http://tsa.example/");
        for (level, authority, usual, wished) in [
            (None, None, None, BB),
            (None, None, Some(BLt), BLt),
            (None, Some(""), None, BB),
            (None, tsa, None, BT),
            (None, tsa, Some(BB), BT),
            (None, tsa, Some(BLt), BLt),
            (Some(BB), tsa, Some(BLt), BB),
        ] {
            assert_eq!(
                wish(level, authority).level_beside(usual),
                wished,
                "{level:?} {authority:?} {usual:?}"
            );
        }
    }

    #[test]
    fn only_silence_counts_as_no_network() {
        let stamp = Shortfall::SignatureTimestamp;
        let detail = || "connection refused".to_owned();
        assert!(is_unanswered(&stamp(TimestampError::Unreachable { detail: detail() })));
        assert!(is_unanswered(&Shortfall::DocumentTimestamp(TimestampError::Late { seconds: 20 })));
        for answered in [
            TimestampError::BadSignature,
            TimestampError::NotATimestamp { detail: detail() },
            TimestampError::TooBig { limit: 1 },
            TimestampError::Untrusted { authority: String::new(), issuer: None },
            TimestampError::WrongImprint,
            TimestampError::WrongNonce,
        ] {
            assert!(!is_unanswered(&stamp(answered.clone())), "{answered}");
        }
        let missing = |what| {
            Shortfall::EvidenceMissing(vec![paraphe_pades::MissingEvidence {
                name: String::new(),
                serial: String::new(),
                what,
            }])
        };
        let tried = |fault: Unanswered| Missing::Revocation { tried: vec![(String::new(), fault.into())] };
        assert!(is_unanswered(&missing(tried(Unanswered::Late { seconds: 20 }))));
        assert!(!is_unanswered(&missing(tried(Unanswered::Status { status: 404 }))));
        assert!(!is_unanswered(&missing(Missing::NoAddress)));
        assert!(!is_unanswered(&Shortfall::NoAuthority));
    }
}
