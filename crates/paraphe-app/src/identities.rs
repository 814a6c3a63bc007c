//! Self-made signing identities: a certificate anybody may see, and a key sealed at rest.
//!
//! Each is one file in `<data>/identities`: the certificate in clear, the private key encrypted under a key that the
//! secret store holds. The first signature makes the identity named [`DEFAULT`].

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_envelope::Sha256Digest;
use paraphe_pades::{IdentityAlgorithm, IdentityError, SelfMadeIdentity, SignerCertificate};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::data_folder::Part;
use crate::files::{exclusive, storage, write_private};
use crate::ports::Secret;
use crate::schema::{CreateIdentityRequest, IdentityView, SecretStoreKind};
use crate::{App, Code, Error, certificates, files, translate, words};

/// The identity that seals signatures made in the window.
pub(crate) const DEFAULT: &str = "paraphe";
const WRAPPING_KEY: &str = "identity-wrapping-key";

#[derive(Deserialize, Serialize)]
struct StoredIdentity {
    name: String,
    common_name: String,
    certificate_pem: String,
    /// Whether its wrapping key was given to the sealed file. Only then can the file alone say that the key is gone:
    /// otherwise it may wait in a key chain that does not answer today.
    #[serde(default)]
    kept_in_file: bool,
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
    // A file that cannot be read says so when it is used; it does not hide the others.
    Ok(names
        .iter()
        .filter_map(|name| read(app, name).and_then(|stored| shown(app, name, &stored)).ok())
        .collect())
}

/// Opens an identity with its key. Makes nothing: a key that is not there is told.
///
/// # Errors
/// `notFound`, or why the key cannot be opened.
pub(crate) fn open(app: &App, name: &str) -> Result<SelfMadeIdentity, Error> {
    let stored = read(app, name)?;
    let sealed = STANDARD.decode(stored.sealed_key).map_err(|e| damaged(name).detail(e))?;
    let key = wrapping_key(app)?
        .ok_or_else(|| Error::new(Code::Storage, "error-secret-key").detail("the wrapping key is gone"))?;
    SelfMadeIdentity::from_sealed(&sealed, &key).map_err(|e| damaged(name).detail(e))
}

fn read(app: &App, name: &str) -> Result<StoredIdentity, Error> {
    let path = file(app, name)?;
    match fs::read(&path) {
        Ok(text) => serde_json::from_slice(&text).map_err(|e| damaged(name).detail(e)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Error::new(Code::NotFound, "error-identity-missing").with("name", name))
        }
        Err(error) => Err(storage(&path, &error)),
    }
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
    let folder = folder(app);
    files::make_private_folder(&folder)?;
    // Two at once would each make a wrapping key, and one of the identities could never be opened again.
    let alone = exclusive(&folder.join(".lock")).map_err(|e| storage(&folder, &e))?;
    if path.exists() {
        return Err(Error::new(Code::Refused, "error-identity-exists").with("name", &request.name));
    }
    let organization = request.organization.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let identity = SelfMadeIdentity::create_with(request.algorithm, common_name, organization, app.now())
        .map_err(|error| unmakeable(&error))?;
    let sealed = identity.to_sealed(&*wrapping_key_for_new(app)?).map_err(Error::internal)?;
    let stored = StoredIdentity {
        name: request.name.clone(),
        common_name: common_name.to_owned(),
        certificate_pem: identity.certificate_pem(),
        kept_in_file: app.secrets().kind() == SecretStoreKind::SealedFile,
        sealed_key: STANDARD.encode(sealed),
    };
    let text = serde_json::to_vec_pretty(&stored).map_err(Error::internal)?;
    write_private(&path, &text).map_err(|e| storage(&path, &e))?;
    drop(alone);
    shown(app, &request.name, &stored)
}

/// The identity of this computer, made at first use, and made anew when its key is lost for good.
pub(crate) fn default(app: &App) -> Result<SelfMadeIdentity, Error> {
    set_aside_when_lost(app, DEFAULT)?;
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
    let algorithm = IdentityAlgorithm::default();
    let request =
        CreateIdentityRequest { name: DEFAULT.to_owned(), common_name, organization: None, algorithm };
    match create(app, &request) {
        // Another program was faster: theirs is as good.
        Err(error) if error.message != "error-identity-exists" => Err(error),
        Ok(_) | Err(_) => open(app, DEFAULT),
    }
}

/// Certificates and PDF dictionaries hold plain names: the invisible isolation marks Fluent adds stay out.
pub(crate) fn without_isolates(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

/// Renames the file of an identity that nobody can open any more: its certificate still names who sealed what.
fn set_aside_when_lost(app: &App, name: &str) -> Result<(), Error> {
    if !is_lost(app, name)? {
        return Ok(());
    }
    let folder = folder(app);
    let alone = exclusive(&folder.join(".lock")).map_err(|e| storage(&folder, &e))?;
    // Another process may just have done the same, and made the new one.
    if is_lost(app, name)? {
        let lost = folder.join(format!("{name}.{}.lost", app.now().as_millis()));
        fs::rename(file(app, name)?, &lost).map_err(|e| storage(&lost, &e))?;
    }
    drop(alone);
    Ok(())
}

/// Whether the place that held the wrapping key has answered, and holds it no more.
fn is_lost(app: &App, name: &str) -> Result<bool, Error> {
    let stored = match read(app, name) {
        Err(error) if error.code == Code::NotFound => return Ok(false),
        stored => stored?,
    };
    let asked = match app.secrets().kind() {
        // The file is asked as well.
        SecretStoreKind::Keychain => true,
        SecretStoreKind::SealedFile => stored.kept_in_file,
    };
    Ok(asked && wrapping_key(app)?.is_none())
}

/// A name that no certificate carries is the person's to change.
fn unmakeable(error: &IdentityError) -> Error {
    match error {
        IdentityError::NameTooLong { limit, .. } => {
            Error::new(Code::Refused, "error-identity-name-long").with("limit", limit)
        }
        IdentityError::NameHasControlCharacter { .. } => {
            Error::new(Code::Refused, "error-identity-name-control")
        }
        IdentityError::NameEmpty => Error::new(Code::Refused, "error-identity-name-empty"),
        IdentityError::Damaged
        | IdentityError::NoRandomness
        | IdentityError::TimeOutOfRange
        | IdentityError::WrongWrappingKey => Error::internal(error),
    }
}

/// What anybody may see of an identity, from its certificate alone.
fn shown(app: &App, name: &str, stored: &StoredIdentity) -> Result<IdentityView, Error> {
    let der = certificate(&stored.certificate_pem).ok_or_else(|| damaged(name))?;
    let certificate = SignerCertificate::from_der(&der).map_err(|e| damaged(name).detail(e))?;
    Ok(IdentityView {
        name: name.to_owned(),
        common_name: stored.common_name.clone(),
        sha256: Sha256Digest::of(&der),
        not_after: certificate.not_after(),
        store: app.secrets().kind(),
        certificate_pem: stored.certificate_pem.clone(),
        certificate: certificates::view(name, &certificate, app.now()),
    })
}

/// The certificate itself (DER) in our own PEM text (RFC 7468).
fn certificate(pem: &str) -> Option<Vec<u8>> {
    let (_, body) = pem.split_once("-----BEGIN CERTIFICATE-----")?;
    let (body, _) = body.split_once("-----END CERTIFICATE-----")?;
    let base64: String = body.split_ascii_whitespace().collect();
    STANDARD.decode(base64).ok()
}

fn wrapping_key(app: &App) -> Result<Option<Zeroizing<[u8; 32]>>, Error> {
    let kept = app.secrets().secret(WRAPPING_KEY).map_err(|e| translate::secret(&e))?;
    let whole = |secret: Secret| {
        let key = secret.expose().try_into().map(Zeroizing::new);
        key.map_err(|_| Error::internal("wrapping key of the wrong length"))
    };
    kept.map(whole).transpose()
}

/// The key all identities are sealed with, made with the first one.
fn wrapping_key_for_new(app: &App) -> Result<Zeroizing<[u8; 32]>, Error> {
    if let Some(key) = wrapping_key(app)? {
        return Ok(key);
    }
    let mut key = Zeroizing::new([0; 32]);
    getrandom::fill(key.as_mut_slice()).map_err(Error::internal)?;
    app.secrets().keep(WRAPPING_KEY, &Secret::new(key.to_vec())).map_err(|e| translate::secret(&e))?;
    Ok(key)
}

fn damaged(name: &str) -> Error {
    Error::new(Code::Refused, "error-identity-unreadable").with("name", name)
}

fn folder(app: &App) -> PathBuf {
    app.part(Part::Identities)
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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::AppOptions;
    use crate::ports::{SecretError, SecretStore, SystemClock};

    /// A store that can lose its key, or not answer.
    #[derive(Clone)]
    struct Pocket {
        kind: SecretStoreKind,
        holds: Arc<Mutex<Result<Option<Secret>, ()>>>,
    }

    impl SecretStore for Pocket {
        fn kind(&self) -> SecretStoreKind {
            self.kind
        }

        fn secret(&self, _: &str) -> Result<Option<Secret>, SecretError> {
            self.holds.lock().unwrap().clone().map_err(|()| SecretError::Unavailable(String::new()))
        }

        fn keep(&self, _: &str, secret: &Secret) -> Result<(), SecretError> {
            *self.holds.lock().unwrap() = Ok(Some(secret.clone()));
            Ok(())
        }

        fn forget(&self, _: &str) -> Result<(), SecretError> {
            *self.holds.lock().unwrap() = Ok(None);
            Ok(())
        }
    }

    fn app(data: &std::path::Path, pocket: &Pocket) -> App {
        let options = AppOptions::headless(data.to_owned());
        App::open_with(options, Box::new(SystemClock), Box::new(pocket.clone())).unwrap()
    }

    fn pocket(kind: SecretStoreKind) -> Pocket {
        Pocket { kind, holds: Arc::new(Mutex::new(Ok(None))) }
    }

    fn set_aside(data: &std::path::Path) -> usize {
        let entries = fs::read_dir(data.join("identities")).unwrap();
        entries.filter(|entry| entry.as_ref().unwrap().path().extension() == Some("lost".as_ref())).count()
    }

    #[test]
    fn a_lost_key_makes_a_new_identity_and_keeps_the_old_certificate() {
        let folder = tempfile::tempdir().unwrap();
        let pocket = pocket(SecretStoreKind::SealedFile);
        let app = app(folder.path(), &pocket);
        let first = default(&app).unwrap().fingerprint();
        assert_eq!(default(&app).unwrap().fingerprint(), first);
        *pocket.holds.lock().unwrap() = Ok(None);
        assert_eq!(open(&app, DEFAULT).unwrap_err().message, "error-secret-key");
        assert_eq!(*pocket.holds.lock().unwrap(), Ok(None), "opening must make no key");
        let second = default(&app).unwrap().fingerprint();
        assert_ne!(second, first);
        assert_eq!(set_aside(folder.path()), 1);
        assert_eq!(list(&app).unwrap().len(), 1);
    }

    #[test]
    fn a_store_that_does_not_answer_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let chain = pocket(SecretStoreKind::Keychain);
        let first = default(&app(folder.path(), &chain)).unwrap().fingerprint();
        let key = chain.holds.lock().unwrap().clone();
        *chain.holds.lock().unwrap() = Err(());
        let silent = app(folder.path(), &chain);
        assert_eq!(default(&silent).unwrap_err().message, "error-secret-store");
        // No key chain today: the sealed file cannot know what the chain holds.
        let file = pocket(SecretStoreKind::SealedFile);
        assert_eq!(default(&app(folder.path(), &file)).unwrap_err().message, "error-secret-key");
        assert_eq!(set_aside(folder.path()), 0);
        *chain.holds.lock().unwrap() = key;
        assert_eq!(default(&silent).unwrap().fingerprint(), first);
    }

    #[test]
    fn the_list_needs_no_key_and_a_broken_file_hides_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let pocket = pocket(SecretStoreKind::SealedFile);
        let app = app(folder.path(), &pocket);
        let made = default(&app).unwrap();
        fs::write(folder.path().join("identities/broken.json"), b"{").unwrap();
        *pocket.holds.lock().unwrap() = Err(());
        let shown = list(&app).unwrap();
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].sha256, made.fingerprint());
        assert_eq!(shown[0].not_after, made.not_after());
    }
}
