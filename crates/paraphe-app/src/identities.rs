//! Self-made signing identities: a certificate anybody may see, and a key sealed at rest.
//!
//! Each is one file in `<data>/identities`: the certificate in clear, the private key encrypted under a key that the
//! secret store holds. The first signature makes the identity named [`DEFAULT`].

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_pades::SelfMadeIdentity;
use serde::{Deserialize, Serialize};

use crate::files::{storage, write_private};
use crate::ports::Secret;
use crate::schema::{CreateIdentityRequest, IdentityView};
use crate::{App, Code, Error, translate, words};

/// The identity that seals signatures made in the window.
pub(crate) const DEFAULT: &str = "paraphe";
const WRAPPING_KEY: &str = "identity-wrapping-key";

#[derive(Deserialize, Serialize)]
struct StoredIdentity {
    name: String,
    common_name: String,
    certificate_pem: String,
    sealed_key: String,
}

/// All identities, by name.
pub(crate) fn list(app: &App) -> Result<Vec<IdentityView>, Error> {
    let folder = folder(app);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(storage(&folder, &error)),
    };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".json").map(str::to_owned))
        .collect();
    names.sort();
    names.iter().map(|name| open(app, name).and_then(|identity| view(app, name, &identity))).collect()
}

/// Opens an identity with its key.
///
/// # Errors
/// `notFound`, or why the key cannot be opened.
pub(crate) fn open(app: &App, name: &str) -> Result<SelfMadeIdentity, Error> {
    let path = file(app, name)?;
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::new(Code::NotFound, "error-identity-missing").with("name", name));
        }
        Err(error) => return Err(storage(&path, &error)),
    };
    let stored: StoredIdentity = serde_json::from_slice(&text).map_err(|e| damaged(name).detail(e))?;
    let sealed = STANDARD.decode(stored.sealed_key).map_err(|e| damaged(name).detail(e))?;
    SelfMadeIdentity::from_sealed(&sealed, &wrapping_key(app)?).map_err(|e| damaged(name).detail(e))
}

/// Makes an identity.
///
/// # Errors
/// `refused` when the name is taken or the common name is empty.
pub(crate) fn create(app: &App, request: &CreateIdentityRequest) -> Result<IdentityView, Error> {
    let path = file(app, &request.name)?;
    let common_name = request.common_name.trim();
    if common_name.is_empty() {
        return Err(Error::new(Code::Refused, "error-identity-name-empty"));
    }
    if path.exists() {
        return Err(Error::new(Code::Refused, "error-identity-exists").with("name", &request.name));
    }
    let organization = request.organization.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let identity = SelfMadeIdentity::create(common_name, organization, app.now()).map_err(Error::internal)?;
    let sealed = identity.to_sealed(&wrapping_key(app)?).map_err(Error::internal)?;
    let stored = StoredIdentity {
        name: request.name.clone(),
        common_name: common_name.to_owned(),
        certificate_pem: identity.certificate_pem(),
        sealed_key: STANDARD.encode(sealed),
    };
    let folder = folder(app);
    fs::create_dir_all(&folder).map_err(|e| storage(&folder, &e))?;
    let text = serde_json::to_vec_pretty(&stored).map_err(Error::internal)?;
    write_private(&path, &text).map_err(|e| storage(&path, &e))?;
    view(app, &request.name, &identity)
}

/// The identity of this computer, made at first use.
pub(crate) fn default(app: &App) -> Result<SelfMadeIdentity, Error> {
    match open(app, DEFAULT) {
        Err(error) if error.code == Code::NotFound => {}
        answered => return answered,
    }
    let settings = app.settings()?;
    let host = match settings.host_name.is_empty() {
        true => words::plain(settings.language, "identity-host-unnamed"),
        false => settings.host_name,
    };
    let facts = [("host".to_owned(), host)].into();
    let common_name = without_isolates(&words::sentence(settings.language, "identity-common-name", &facts));
    create(app, &CreateIdentityRequest { name: DEFAULT.to_owned(), common_name, organization: None })?;
    open(app, DEFAULT)
}

/// Certificates and PDF dictionaries hold plain names: the invisible isolation marks Fluent adds stay out.
pub(crate) fn without_isolates(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

fn view(app: &App, name: &str, identity: &SelfMadeIdentity) -> Result<IdentityView, Error> {
    Ok(IdentityView {
        name: name.to_owned(),
        common_name: identity.common_name().to_owned(),
        sha256: identity.fingerprint(),
        not_after: identity.not_after(),
        store: app.secrets().kind(),
        certificate_pem: identity.certificate_pem(),
    })
}

fn wrapping_key(app: &App) -> Result<[u8; 32], Error> {
    if let Some(secret) = app.secrets().secret(WRAPPING_KEY).map_err(|e| translate::secret(&e))? {
        return secret.expose().try_into().map_err(|_| Error::internal("wrapping key of the wrong length"));
    }
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(Error::internal)?;
    app.secrets().keep(WRAPPING_KEY, &Secret::new(key.to_vec())).map_err(|e| translate::secret(&e))?;
    Ok(key)
}

fn damaged(name: &str) -> Error {
    Error::new(Code::Refused, "error-identity-unreadable").with("name", name)
}

fn folder(app: &App) -> PathBuf {
    app.data().join("identities")
}

/// Names are file names: letters, digits, `-`, `_` and `.` inside.
fn file(app: &App, name: &str) -> Result<PathBuf, Error> {
    let good = !name.is_empty()
        && name.len() <= 64
        && !name.starts_with('.')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    match good {
        true => Ok(folder(app).join(format!("{name}.json"))),
        false => Err(Error::new(Code::Refused, "error-identity-name").with("name", name)),
    }
}
