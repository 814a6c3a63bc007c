//! Secrets: the operating system's key chain first, a sealed file in the data folder where no key chain answers.
//!
//! Every host shares this code, so that an identity made in the window signs from the command line. The sealed file is
//! encrypted (XChaCha20-Poly1305) under a key that `PARAPHE_KEY_FILE` names or that is made next to it; both files are
//! readable by their owner only.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};

use crate::files::{exclusive, write_private};
use crate::ports::{KeyFileFault, Secret, SecretError, SecretStore};
use crate::schema::SecretStoreKind;

const SERVICE: &str = "paraphe";
const NONCE_BYTES: usize = 24;

/// The operating system's key chain, or the sealed file.
pub struct ChainOrFile {
    file: SealedFile,
    choice: ChainChoice,
    /// Whether the key chain answers; asked when a secret is wanted for the first time, for it may take a while.
    chain: OnceLock<bool>,
}

impl ChainOrFile {
    /// The store of this data folder. Tests and servers go to the file at once ([`ChainChoice::FileOnly`]).
    pub fn open(data: &Path, choice: ChainChoice) -> Self {
        let file = SealedFile::new(data, std::env::var_os("PARAPHE_KEY_FILE").map(PathBuf::from));
        Self { file, choice, chain: OnceLock::new() }
    }

    fn uses_chain(&self) -> bool {
        match self.choice {
            ChainChoice::FileOnly => false,
            ChainChoice::ChainFirst => *self.chain.get_or_init(chain_answers),
        }
    }
}

/// Whether the key chain may be used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ChainChoice {
    /// Key chain where it answers.
    ChainFirst,
    /// Sealed file only.
    FileOnly,
}

fn chain_answers() -> bool {
    let Ok(entry) = keyring::Entry::new(SERVICE, "probe") else { return false };
    matches!(entry.get_secret(), Ok(_) | Err(keyring::Error::NoEntry))
}

impl SecretStore for ChainOrFile {
    fn kind(&self) -> SecretStoreKind {
        if self.uses_chain() { SecretStoreKind::Keychain } else { SecretStoreKind::SealedFile }
    }

    fn secret(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        if self.uses_chain() {
            let entry = keyring::Entry::new(SERVICE, name).map_err(|e| refused(&e))?;
            match entry.get_secret() {
                Ok(bytes) => return Ok(Some(Secret::new(bytes))),
                // Kept in the file while no key chain answered: still ours.
                Err(keyring::Error::NoEntry) => {}
                Err(error) => return Err(refused(&error)),
            }
        }
        self.file.secret(name)
    }

    fn keep(&self, name: &str, secret: &Secret) -> Result<(), SecretError> {
        if !self.uses_chain() {
            return self.file.keep(name, secret);
        }
        let entry = keyring::Entry::new(SERVICE, name).map_err(|e| refused(&e))?;
        entry.set_secret(secret.expose()).map_err(|e| refused(&e))
    }

    fn forget(&self, name: &str) -> Result<(), SecretError> {
        if self.uses_chain() {
            let entry = keyring::Entry::new(SERVICE, name).map_err(|e| refused(&e))?;
            match entry.delete_credential() {
                Ok(()) | Err(keyring::Error::NoEntry) => {}
                Err(error) => return Err(refused(&error)),
            }
        }
        self.file.forget(name)
    }
}

fn refused(error: &impl ToString) -> SecretError {
    SecretError::Unavailable(error.to_string())
}

/// Secrets in one sealed file.
struct SealedFile {
    path: PathBuf,
    key_path: PathBuf,
    /// Whether somebody named the key's file, and has to hear of it by that name.
    key_is_named: bool,
    lock: Mutex<()>,
}

impl SealedFile {
    fn new(data: &Path, key_path: Option<PathBuf>) -> Self {
        let key_is_named = key_path.is_some();
        let key_path = key_path.unwrap_or_else(|| data.join("secrets.key"));
        Self { path: data.join("secrets.sealed"), key_path, key_is_named, lock: Mutex::new(()) }
    }

    fn secret(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        let guard = self.lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let found = self.read()?.remove(name);
        drop(guard);
        let Some(text) = found else { return Ok(None) };
        STANDARD.decode(text).map(|bytes| Some(Secret::new(bytes))).map_err(|e| refused(&e))
    }

    fn forget(&self, name: &str) -> Result<(), SecretError> {
        if !self.path.exists() {
            return Ok(());
        }
        let guard = self.lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let alone = exclusive(&self.path.with_extension("lock")).map_err(|e| refused(&e))?;
        let mut all = self.read()?;
        let written = if all.remove(name).is_some() { self.write(&all) } else { Ok(()) };
        drop((alone, guard));
        written
    }

    fn keep(&self, name: &str, secret: &Secret) -> Result<(), SecretError> {
        let guard = self.lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // The window and a command may keep secrets at the same time: what one adds must not undo the other.
        let alone = exclusive(&self.path.with_extension("lock")).map_err(|e| refused(&e))?;
        let mut all = self.read()?;
        all.insert(name.to_owned(), STANDARD.encode(secret.expose()));
        let written = self.write(&all);
        drop((alone, guard));
        written
    }

    fn read(&self) -> Result<BTreeMap<String, String>, SecretError> {
        let sealed = match fs::read(&self.path) {
            Ok(sealed) => sealed,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(error) => return Err(refused(&error)),
        };
        let (nonce, body) = sealed.split_at_checked(NONCE_BYTES).ok_or(SecretError::WrongKey)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| SecretError::WrongKey)?;
        let opened = self.cipher()?.decrypt(&XNonce::from(nonce), body);
        let plain = opened.map_err(|_| self.wrong_key(KeyFileFault::OtherKey))?;
        serde_json::from_slice(&plain).map_err(|e| refused(&e))
    }

    fn write(&self, all: &BTreeMap<String, String>) -> Result<(), SecretError> {
        let plain = serde_json::to_vec(all).map_err(|e| refused(&e))?;
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce).map_err(|e| refused(&e))?;
        let body = self
            .cipher()?
            .encrypt(&XNonce::from(nonce), plain.as_slice())
            .map_err(|_| SecretError::Unavailable("sealing failed".to_owned()))?;
        write_private(&self.path, &[nonce.as_slice(), &body].concat()).map_err(|e| refused(&e))
    }

    fn cipher(&self) -> Result<XChaCha20Poly1305, SecretError> {
        let key = match fs::read(&self.key_path) {
            Ok(text) => {
                STANDARD.decode(text.trim_ascii()).map_err(|_| self.wrong_key(KeyFileFault::NoKey))?
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => self.make_key()?,
            Err(error) => return Err(self.unusable_key(&error)),
        };
        XChaCha20Poly1305::new_from_slice(&key).map_err(|_| self.wrong_key(KeyFileFault::NoKey))
    }

    fn make_key(&self) -> Result<Vec<u8>, SecretError> {
        if self.path.exists() {
            // A new key would make the existing secrets unreadable for good.
            return Err(self.wrong_key(KeyFileFault::Missing));
        }
        let mut key = vec![0; 32];
        getrandom::fill(&mut key).map_err(|e| refused(&e))?;
        let written = write_private(&self.key_path, STANDARD.encode(&key).as_bytes());
        written.map_err(|error| self.unusable_key(&error))?;
        Ok(key)
    }

    /// What is wrong with a file somebody named is told with its name; of ours nobody knows the name.
    fn wrong_key(&self, fault: KeyFileFault) -> SecretError {
        if self.key_is_named { self.of_key_file(fault) } else { SecretError::WrongKey }
    }

    fn unusable_key(&self, error: &std::io::Error) -> SecretError {
        if self.key_is_named { self.of_key_file(KeyFileFault::Unusable) } else { refused(error) }
    }

    fn of_key_file(&self, fault: KeyFileFault) -> SecretError {
        SecretError::KeyFile { path: self.key_path.clone(), fault }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(folder: &Path) -> ChainOrFile {
        ChainOrFile::open(folder, ChainChoice::FileOnly)
    }

    #[test]
    fn a_secret_survives_reopening_and_is_not_in_clear() {
        let folder = tempfile::tempdir().unwrap();
        store(folder.path()).keep("a", &Secret::new(b"clear words".to_vec())).unwrap();
        let found = store(folder.path()).secret("a").unwrap();
        assert_eq!(found, Some(Secret::new(b"clear words".to_vec())));
        let sealed = fs::read(folder.path().join("secrets.sealed")).unwrap();
        assert!(!sealed.windows(5).any(|w| w == b"clear"), "the file must not hold the secret in clear");
    }

    #[test]
    fn what_is_forgotten_is_gone_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        store(folder.path()).forget("a").unwrap();
        store(folder.path()).keep("a", &Secret::new(vec![1])).unwrap();
        store(folder.path()).keep("b", &Secret::new(vec![2])).unwrap();
        store(folder.path()).forget("a").unwrap();
        assert_eq!(store(folder.path()).secret("a").unwrap(), None);
        assert_eq!(store(folder.path()).secret("b").unwrap(), Some(Secret::new(vec![2])));
    }

    #[test]
    fn secrets_kept_at_the_same_time_are_all_there() {
        let folder = tempfile::tempdir().unwrap();
        // A store of its own each, as in processes of their own.
        std::thread::scope(|scope| {
            for number in 0..8_u8 {
                let folder = folder.path();
                scope.spawn(move || {
                    store(folder).keep(&number.to_string(), &Secret::new(vec![number])).unwrap()
                });
            }
        });
        for number in 0..8_u8 {
            let found = store(folder.path()).secret(&number.to_string()).unwrap();
            assert_eq!(found, Some(Secret::new(vec![number])));
        }
    }

    #[test]
    fn a_lost_key_is_said_and_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        store(folder.path()).keep("a", &Secret::new(vec![1])).unwrap();
        fs::remove_file(folder.path().join("secrets.key")).unwrap();
        assert!(matches!(store(folder.path()).secret("a"), Err(SecretError::WrongKey)));
        assert!(!folder.path().join("secrets.key").exists(), "no new key may hide the loss");
    }

    #[test]
    fn a_key_file_somebody_named_is_told_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let named = |name: &str| SealedFile::new(folder.path(), Some(folder.path().join(name)));
        let fault_of = |name: &str| match named(name).secret("a") {
            Err(SecretError::KeyFile { path, fault }) => {
                assert_eq!(path, folder.path().join(name));
                fault
            }
            other => panic!("{other:?}"),
        };
        named("good").keep("a", &Secret::new(vec![1])).unwrap();
        assert_eq!(named("good").secret("a").unwrap(), Some(Secret::new(vec![1])));
        assert_eq!(fault_of("absent"), KeyFileFault::Missing);
        fs::write(folder.path().join("text"), "zz}}").unwrap();
        assert_eq!(fault_of("text"), KeyFileFault::NoKey);
        fs::write(folder.path().join("short"), "AAAA").unwrap();
        assert_eq!(fault_of("short"), KeyFileFault::NoKey);
        fs::write(folder.path().join("other"), STANDARD.encode([7; 32])).unwrap();
        assert_eq!(fault_of("other"), KeyFileFault::OtherKey);
        fs::create_dir(folder.path().join("folder")).unwrap();
        assert_eq!(fault_of("folder"), KeyFileFault::Unusable);
        assert!(!folder.path().join("absent").exists(), "no new key may hide the loss");
    }

    #[test]
    fn debug_shows_no_secret() {
        assert_eq!(format!("{:?}", Secret::new(b"password".to_vec())), "***");
    }

    #[cfg(unix)]
    #[test]
    fn files_are_readable_by_their_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        store(folder.path()).keep("a", &Secret::new(vec![1])).unwrap();
        for name in ["secrets.sealed", "secrets.key"] {
            let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }
}
