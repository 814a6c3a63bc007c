//! Encrypted files: the standard security handler (ISO 32000-2, 7.6), by lopdf's key derivation and ciphers.

use std::fmt;

use aes::cipher::{BlockDecrypt, KeyInit};
use aes::{Aes256, Block};
use lopdf::encryption::{
    DecryptionError, EncryptionState, PasswordAlgorithm, decrypt_object, encrypt_object,
};

use crate::error::PdfError;
use crate::filter;
use crate::object::{Dictionary, Object, ObjectId};

/// The key of an opened encrypted file. `Debug` shows none of it.
#[derive(Clone)]
pub(crate) struct Security {
    state: EncryptionState,
    /// The object that is the `/Encrypt` dictionary; its own strings are not encrypted.
    dictionary_id: Option<ObjectId>,
    rights: Rights,
    /// The password opens the file with a key that need not be everybody's: it is the owner's and the user's and gives each another, or
    /// `/Perms` does not hold for it.
    is_key_in_doubt: bool,
}

/// What whoever opened the file may do with it (ISO 32000-2, table 22).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rights {
    /// The owner, for whom there are no restrictions.
    All,
    /// Everybody else: the bits of `/P`, and whether the handler is old enough not to know bit 9.
    Restricted { bits: u32, is_oldest: bool },
}

impl Rights {
    fn of_user(encrypt: &Dictionary) -> Self {
        let number = |key: &[u8]| encrypt.get(key).and_then(Object::as_integer);
        // The number is signed in most files and unsigned in some; the bits are the same.
        let bits = number(b"P").map_or(u32::MAX, |value| (value & i64::from(u32::MAX)) as u32);
        Self::Restricted { bits, is_oldest: number(b"R") == Some(2) }
    }

    fn allows_filling(self) -> bool {
        match self {
            Self::All => true,
            Self::Restricted { bits, is_oldest } => bits & bit(6) != 0 || (!is_oldest && bits & bit(9) != 0),
        }
    }

    fn allows_new_fields(self) -> bool {
        match self {
            Self::All => true,
            Self::Restricted { bits, .. } => bits & bit(4) != 0 && bits & bit(6) != 0,
        }
    }
}

/// Bits are counted from 1.
const fn bit(number: u32) -> u32 {
    1 << (number - 1)
}

impl fmt::Debug for Security {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Security").field("dictionary_id", &self.dictionary_id).finish_non_exhaustive()
    }
}

/// Which way a string or stream is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Decrypt,
    Encrypt,
}

impl Security {
    /// Opens the file with `password`, or with the empty one if none is given.
    ///
    /// # Errors
    /// [`PdfError::PasswordNeeded`], [`PdfError::PasswordWrong`], [`PdfError::EncryptionUnsupported`].
    pub(crate) fn open(
        encrypt: &Dictionary,
        dictionary_id: Option<ObjectId>,
        file_id: Option<&Object>,
        password: Option<&str>,
    ) -> Result<Self, PdfError> {
        let handler = encrypt.get(b"Filter").and_then(Object::as_name).unwrap_or(b"?");
        let unsupported =
            || PdfError::EncryptionUnsupported { handler: String::from_utf8_lossy(handler).into_owned() };
        if handler != b"Standard" {
            return Err(unsupported());
        }
        let document = stand_in_document(encrypt, file_id).ok_or_else(unsupported)?;
        let algorithm = PasswordAlgorithm::try_from(&document).map_err(|_| unsupported())?;
        let given = password.unwrap_or_default();
        let wrong = || if password.is_some() { PdfError::PasswordWrong } else { PdfError::PasswordNeeded };
        let sanitized = algorithm.sanitize_password(given).map_err(|_| wrong())?;
        if algorithm.authenticate_user_password(&document, &sanitized).is_err()
            && algorithm.authenticate_owner_password(&document, &sanitized).is_err()
        {
            // A file that opens without a password ignores a needless one, as viewers do.
            let empty_opens = algorithm.authenticate_user_password(&document, b"").is_ok();
            if password.is_some() && empty_opens {
                return Self::open(encrypt, dictionary_id, file_id, None);
            }
            return Err(wrong());
        }
        let is_owner = algorithm.authenticate_owner_password(&document, &sanitized).is_ok();
        let rights = if is_owner { Rights::All } else { Rights::of_user(encrypt) };
        match EncryptionState::decode(&document, &sanitized) {
            Ok(state) => {
                let is_key_in_doubt = is_recent(encrypt)
                    && (!holds_for_permissions(encrypt, &algorithm, &document, &sanitized)
                        || (is_owner && has_users_key_besides(encrypt, &algorithm, &document, &sanitized)));
                Ok(Self { state, dictionary_id, rights, is_key_in_doubt })
            }
            Err(lopdf::Error::Decryption(DecryptionError::IncorrectPassword)) => Err(wrong()),
            Err(_) => Err(unsupported()),
        }
    }

    /// Whether the password may open something else than another password, or than the same one as somebody else's.
    pub(crate) fn is_key_in_doubt(&self) -> bool {
        self.is_key_in_doubt
    }

    /// Whether existing fields, signature fields among them, may be filled in.
    pub(crate) fn allows_filling(&self) -> bool {
        self.rights.allows_filling()
    }

    /// Whether fields may be added.
    pub(crate) fn allows_new_fields(&self) -> bool {
        self.rights.allows_new_fields()
    }

    /// Decrypts every string of `object`, which is or belongs to the indirect object `id`.
    pub(crate) fn decrypt_strings(&self, id: ObjectId, object: &mut Object) {
        if self.dictionary_id != Some(id) {
            self.turn_strings(id, object, Direction::Decrypt);
        }
    }

    /// Encrypts every string of `object`, which will be the indirect object `id`.
    pub(crate) fn encrypt_strings(&self, id: ObjectId, object: &mut Object) {
        self.turn_strings(id, object, Direction::Encrypt);
    }

    /// Decrypts the raw bytes of the stream `id`; `None` if they are not what the cipher wants.
    pub(crate) fn decrypt_stream(
        &self,
        id: ObjectId,
        dictionary: &Dictionary,
        raw: &[u8],
    ) -> Option<Vec<u8>> {
        self.turn_stream(id, dictionary, raw, Direction::Decrypt)
    }

    /// Encrypts the bytes of the new stream `id`; `None` if the cipher fails.
    pub(crate) fn encrypt_stream(
        &self,
        id: ObjectId,
        dictionary: &Dictionary,
        raw: &[u8],
    ) -> Option<Vec<u8>> {
        self.turn_stream(id, dictionary, raw, Direction::Encrypt)
    }

    fn turn_stream(
        &self,
        id: ObjectId,
        dictionary: &Dictionary,
        raw: &[u8],
        direction: Direction,
    ) -> Option<Vec<u8>> {
        let mut stream = lopdf::Object::Stream(lopdf::Stream::new(crypt_entries(dictionary), raw.to_vec()));
        match direction {
            Direction::Decrypt => decrypt_object(&self.state, id, &mut stream).ok()?,
            Direction::Encrypt => encrypt_object(&self.state, id, &mut stream).ok()?,
        }
        stream.as_stream().ok().map(|stream| stream.content.clone())
    }

    fn turn_strings(&self, id: ObjectId, object: &mut Object, direction: Direction) {
        match object {
            Object::Array(items) => items.iter_mut().for_each(|item| self.turn_strings(id, item, direction)),
            Object::Dictionary(dictionary) => self.turn_dictionary(id, dictionary, direction),
            Object::Stream(stream) => {
                if !stream.dictionary.is_type(b"XRef") {
                    self.turn_dictionary(id, &mut stream.dictionary, direction);
                }
            }
            Object::String(bytes) => {
                let mut string = lopdf::Object::String(std::mem::take(bytes), lopdf::StringFormat::Literal);
                let turned = match direction {
                    Direction::Decrypt => decrypt_object(&self.state, id, &mut string),
                    Direction::Encrypt => encrypt_object(&self.state, id, &mut string),
                };
                // A string the cipher refuses stays as it is: the damage is its own.
                drop(turned);
                *bytes = string.as_str().map(<[u8]>::to_vec).unwrap_or_default();
            }
            Object::Boolean(_)
            | Object::Integer(_)
            | Object::Name(_)
            | Object::Null
            | Object::Real(_)
            | Object::Reference(_) => {}
        }
    }

    fn turn_dictionary(&self, id: ObjectId, dictionary: &mut Dictionary, direction: Direction) {
        // The /Contents of a signature is never encrypted (7.6.2).
        let is_signature = is_signature(dictionary);
        for entry in dictionary.iter_mut().filter(|entry| !(is_signature && entry.key == b"Contents")) {
            self.turn_strings(id, &mut entry.value, direction);
        }
    }
}

fn is_signature(dictionary: &Dictionary) -> bool {
    dictionary.is_type(b"Sig")
        || dictionary.is_type(b"DocTimeStamp")
        || (dictionary.get(b"ByteRange").is_some() && dictionary.get(b"Contents").is_some())
}

/// The entries lopdf looks at to choose the crypt filter of a stream. It leaves alone what calls itself a cross-reference
/// stream; here the caller knows which streams are some.
fn crypt_entries(dictionary: &Dictionary) -> lopdf::Dictionary {
    let mut entries = lopdf::Dictionary::new();
    let keys: &[&str] = match dictionary.is_type(b"XRef") {
        true => &["Filter", "DecodeParms"],
        false => &["Type", "Filter", "DecodeParms"],
    };
    for key in keys {
        if let Some(value) = dictionary.get(key.as_bytes()).and_then(filter::to_lopdf) {
            entries.set(*key, value);
        }
    }
    entries
}

/// Whether owner and user have keys of their own. Up to revision 4 the owner's password leads to the user's, and there is one key.
fn is_recent(encrypt: &Dictionary) -> bool {
    encrypt.get(b"R").and_then(Object::as_integer).is_some_and(|revision| revision >= 5)
}

/// Whether `/Perms`, decrypted by the key this password gives, says what `/P` does (ISO 32000-2, 7.6.4.4.12). It is there once, so that
/// it holds for one key.
fn holds_for_permissions(
    encrypt: &Dictionary,
    algorithm: &PasswordAlgorithm,
    document: &lopdf::Document,
    password: &[u8],
) -> bool {
    let read = || {
        let key = algorithm.compute_file_encryption_key(document, password).ok()?;
        let cipher = Aes256::new_from_slice(&key).ok()?;
        let mut block = *Block::from_slice(encrypt.get(b"Perms")?.as_string()?.get(..16)?);
        cipher.decrypt_block(&mut block);
        let told = i64::from(i32::from_le_bytes(block[..4].try_into().ok()?));
        // The number is signed in most files and unsigned in some; the bits are the same.
        let bits = |number: i64| number & i64::from(u32::MAX);
        let said = encrypt.get(b"P")?.as_integer()?;
        Some(&block[9..12] == b"adb" && bits(told) == bits(said))
    };
    read().unwrap_or(false)
}

/// Whether the owner's password also is the user's and gives another key as that.
fn has_users_key_besides(
    encrypt: &Dictionary,
    algorithm: &PasswordAlgorithm,
    document: &lopdf::Document,
    password: &[u8],
) -> bool {
    if algorithm.authenticate_user_password(document, password).is_err() {
        return false;
    }
    // Without its owner the same file is opened as its user does.
    let mut ownerless = encrypt.clone();
    if let Some(Object::String(owner)) = encrypt.get(b"O") {
        let other = owner.iter().map(|byte| !byte).collect();
        ownerless.replace(b"O", Object::String(other));
    }
    let users = stand_in_document(&ownerless, None).and_then(|document| {
        let algorithm = PasswordAlgorithm::try_from(&document).ok()?;
        algorithm.compute_file_encryption_key(&document, password).ok()
    });
    users.is_none() || users != algorithm.compute_file_encryption_key(document, password).ok()
}

/// lopdf derives keys from a whole document; it only looks at the trailer and the encryption dictionary.
fn stand_in_document(encrypt: &Dictionary, file_id: Option<&Object>) -> Option<lopdf::Document> {
    let mut document = lopdf::Document::new();
    document.objects.insert((1, 0), lopdf::Object::Dictionary(filter::dictionary_to_lopdf(encrypt)?));
    document.trailer.set("Encrypt", lopdf::Object::Reference((1, 0)));
    if let Some(id) = file_id.and_then(filter::to_lopdf) {
        document.trailer.set("ID", id);
    }
    Some(document)
}
