//! Encrypted files: read with the password, signed without revealing or garbling anything.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::encryption::crypt_filters::{Aes128CryptFilter, Aes256CryptFilter, CryptFilter};
use lopdf::{EncryptionState, EncryptionVersion, Permissions};
use paraphe_pdf::{Extent, Finding, PdfError, PdfFile, prepare_signature};

use crate::support::{assert_qpdf_finds_nothing, filled, inherited, request};

/// A document with a title in `/Info`, encrypted with AES-256, AES-128 or RC4.
pub(crate) fn encrypted(kind: &str, user: &str) -> Vec<u8> {
    encrypted_with(kind, user, Permissions::all())
}

/// The same for the user password `user` with nothing but these bits of `/P`.
pub(crate) fn restricted(kind: &str, bits: u64) -> Vec<u8> {
    encrypted_with(kind, "user", Permissions::from_bits_truncate(bits))
}

fn encrypted_with(kind: &str, user: &str, permissions: Permissions) -> Vec<u8> {
    let mut builder = inherited(2);
    builder.trailer("/ID [<0123> <4567>] /Info 9 0 R").add(9, "<</Title (Bail)>>");
    let mut document = lopdf::Document::load_mem(&builder.build()).unwrap();
    let filters = |filter: Arc<dyn CryptFilter>| BTreeMap::from([(b"StdCF".to_vec(), filter)]);
    let name = b"StdCF".to_vec();
    let copy = document.clone();
    let version = match kind {
        "AES-256" => EncryptionVersion::V5 {
            encrypt_metadata: true,
            crypt_filters: filters(Arc::new(Aes256CryptFilter)),
            file_encryption_key: &[7; 32],
            stream_filter: name.clone(),
            string_filter: name,
            owner_password: "owner",
            user_password: user,
            permissions,
        },
        "AES-128" => EncryptionVersion::V4 {
            document: &copy,
            encrypt_metadata: true,
            crypt_filters: filters(Arc::new(Aes128CryptFilter)),
            stream_filter: name.clone(),
            string_filter: name,
            owner_password: "owner",
            user_password: user,
            permissions,
        },
        _ => EncryptionVersion::V2 {
            document: &copy,
            owner_password: "owner",
            user_password: user,
            key_length: 128,
            permissions,
        },
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn title(file: &PdfFile) -> Option<String> {
    let view = file.current();
    let info = view.dictionary(view.trailer(), b"Info")?;
    view.get(&info, b"Title").as_text()
}

#[test]
fn the_password_is_asked_for_checked_and_used() {
    for kind in ["AES-256", "AES-128", "RC4"] {
        let bytes = encrypted(kind, "sésame");
        let open = |password| PdfFile::parse(bytes.clone(), password);
        assert!(matches!(open(None), Err(PdfError::PasswordNeeded)), "{kind}");
        assert!(matches!(open(Some("wrong")), Err(PdfError::PasswordWrong)), "{kind}");
        for password in ["sésame", "owner"] {
            let file = open(Some(password)).unwrap_or_else(|error| panic!("{kind} {password}: {error:?}"));
            assert!(file.is_encrypted());
            assert_eq!(title(&file).as_deref(), Some("Bail"), "{kind}");
            assert!(file.findings().contains(&Finding::Encrypted));
        }
    }
}

#[test]
fn a_file_that_opens_for_everybody_needs_no_password() {
    for kind in ["AES-256", "AES-128", "RC4"] {
        let bytes = encrypted(kind, "");
        assert_eq!(title(&PdfFile::parse(bytes.clone(), None).unwrap()).as_deref(), Some("Bail"), "{kind}");
        assert!(PdfFile::parse(bytes, Some("needless")).is_ok(), "{kind}");
    }
}

#[test]
fn an_encrypted_file_can_be_signed_twice() {
    for kind in ["AES-256", "AES-128", "RC4"] {
        let mut bytes = encrypted(kind, "secret");
        for round in 1..=2 {
            let file = PdfFile::parse(bytes.clone(), Some("secret")).unwrap();
            let prepared = prepare_signature(&file, &request()).unwrap();
            let text = String::from_utf8_lossy(&prepared.tail).into_owned();
            assert!(!text.contains("/M (D:"), "{kind}: strings of the signature are encrypted");
            bytes = filled(&bytes, &prepared);
            let file = PdfFile::parse(bytes.clone(), Some("secret")).unwrap();
            let signatures = file.signature_fields();
            assert_eq!(signatures.len(), round, "{kind}");
            let last = signatures.last().unwrap();
            assert_eq!(last.reason.as_deref(), Some("Lu et approuvé"), "{kind}");
            assert_eq!(last.contents[..4], [0x30, 0x02, 0x05, 0x00], "{kind}: /Contents is not encrypted");
            assert_eq!(last.coverage.extent, Extent::WholeFile, "{kind}");
            assert_eq!(title(&file).as_deref(), Some("Bail"), "{kind}");
            assert_qpdf_finds_nothing(&bytes, Some("secret"), kind);
        }
    }
}

#[test]
fn an_unknown_security_handler_is_named() {
    let mut builder = inherited(1);
    builder.trailer("/ID [<01> <02>] /Encrypt <</Filter /Adobe.PubSec /V 4>>");
    let refused = PdfFile::parse(builder.build(), None);
    assert!(matches!(refused, Err(PdfError::EncryptionUnsupported { handler }) if handler == "Adobe.PubSec"));
}
