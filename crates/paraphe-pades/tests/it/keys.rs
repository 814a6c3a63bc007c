//! Identities made here and key files: what they sign validates; what cannot be used is said in facts.

use crate::made::{document, identity, now, parse};
use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKeyChain};
use p256::pkcs8::EncodePrivateKey;
use paraphe_pades::{
    Conclusion, IdentityAlgorithm, IdentityError, Pkcs12Error, Pkcs12Key, SelfMadeIdentity, SignatureRequest,
    SigningKey, TrustAnchors, ValidationTime, sign_pdf, validate,
};

#[test]
fn a_sealed_identity_opens_with_its_key_only() {
    let alice = identity("Alice");
    let sealed = alice.to_sealed(&[1; 32]).unwrap();
    let opened = SelfMadeIdentity::from_sealed(&sealed, &[1; 32]).unwrap();
    assert_eq!(opened.certificate_der(), alice.certificate_der());
    assert_eq!(opened.common_name(), "Alice");
    let wrong = SelfMadeIdentity::from_sealed(&sealed, &[2; 32]).err();
    assert_eq!(wrong, Some(IdentityError::WrongWrappingKey));
    for at in [8, 40, sealed.len() - 1] {
        let mut altered = sealed.clone();
        altered[at] ^= 1;
        let error = SelfMadeIdentity::from_sealed(&altered, &[1; 32]).err();
        assert_eq!(error, Some(IdentityError::WrongWrappingKey), "byte {at}");
    }
    assert_eq!(SelfMadeIdentity::from_sealed(b"", &[1; 32]).err(), Some(IdentityError::Damaged));
    assert_ne!(sealed, alice.to_sealed(&[1; 32]).unwrap(), "a nonce is never used twice");
}

#[test]
fn no_secret_shows_in_debug_output() {
    let alice = identity("Alice");
    assert_eq!(format!("{alice:?}"), r#"SelfMadeIdentity { common_name: "Alice", key: "<redacted>" }"#);
}

#[test]
fn names_a_certificate_cannot_carry_are_refused() {
    let create = |name: &str| SelfMadeIdentity::create(name, None, now()).err();
    assert_eq!(create("  "), Some(IdentityError::NameEmpty));
    assert_eq!(create(&"x".repeat(65)), Some(IdentityError::NameTooLong { length: 65, limit: 64 }));
    assert_eq!(create("a\u{7}b"), Some(IdentityError::NameHasControlCharacter { character: '\u{7}' }));
    assert_eq!(identity("عائشة بن علي").common_name(), "عائشة بن علي");
}

fn key_file(entries: &[(&str, u8)], password: &str) -> Vec<u8> {
    let mut store = KeyStore::new();
    for (alias, number) in entries {
        let identity = identity(alias);
        // The certificate is the identity's, the key another one: only `Pkcs12Key` notices.
        let mut scalar = [0; 32];
        scalar[31] = *number;
        let key = p256::SecretKey::from_slice(&scalar).unwrap().to_pkcs8_der().unwrap();
        let certificate = Certificate::from_der(identity.certificate_der()).unwrap();
        let chain = PrivateKeyChain::new(key.as_bytes(), [*number], [certificate]);
        store.add_entry(alias, KeyStoreEntry::PrivateKeyChain(chain));
    }
    store.writer(password).encryption_iterations(100).mac_iterations(100).write().unwrap()
}

#[test]
fn key_files_that_cannot_be_used_say_why() {
    let open = |bytes: &[u8], password: &str| Pkcs12Key::open(bytes, password).err();
    assert_eq!(open(&key_file(&[("a", 1)], "good"), "bad"), Some(Pkcs12Error::WrongPassword));
    assert_eq!(open(&key_file(&[], "good"), "good"), Some(Pkcs12Error::NoKey));
    assert_eq!(
        open(&key_file(&[("a", 1), ("b", 2)], "good"), "good"),
        Some(Pkcs12Error::SeveralKeys { names: vec!["a".to_owned(), "b".to_owned()] })
    );
    assert_eq!(open(&key_file(&[("a", 1)], "good"), "good"), Some(Pkcs12Error::CertificateMismatch));
    assert!(matches!(open(b"not a key file", "good"), Some(Pkcs12Error::Damaged { .. })));
    let cut = &key_file(&[("a", 1)], "good")[..100];
    assert!(matches!(open(cut, "good"), Some(Pkcs12Error::Damaged { .. })));
}

#[test]
fn of_several_keys_one_is_opened_by_its_name_alone() {
    let file = key_file(&[("a", 1), ("b", 2)], "good");
    let named = |name: &str| Pkcs12Key::open_named(&file, "good", name).err();
    let names = vec!["a".to_owned(), "b".to_owned()];
    assert_eq!(named("c"), Some(Pkcs12Error::KeyMissing { wanted: "c".to_owned(), names }));
    assert_eq!(named("b"), Some(Pkcs12Error::CertificateMismatch), "that one was looked at, and no other");
    let listed = Pkcs12Key::list(&file, "good").unwrap();
    assert_eq!(listed.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn an_rsa_identity_is_sealed_and_signs_what_validates() {
    let made = SelfMadeIdentity::create_with(IdentityAlgorithm::Rsa3072, "Zoé", None, now()).unwrap();
    let sealed = made.to_sealed(&[1; 32]).unwrap();
    assert_eq!(SelfMadeIdentity::from_sealed(&sealed, &[2; 32]).err(), Some(IdentityError::WrongWrappingKey));
    let mut renamed = sealed.clone();
    renamed[7] = 1; // the form of P-256 keys: the form is sealed as well
    assert_eq!(
        SelfMadeIdentity::from_sealed(&renamed, &[1; 32]).err(),
        Some(IdentityError::WrongWrappingKey)
    );
    let opened = SelfMadeIdentity::from_sealed(&sealed, &[1; 32]).unwrap();
    assert_eq!(opened.certificate_der(), made.certificate_der());
    let pdf = parse(&document());
    let signed = sign_pdf(&pdf, SignatureRequest::invisible(now()), &opened).unwrap();
    let mut trust = TrustAnchors::empty();
    trust.add(opened.certificate_der()).unwrap();
    let report = validate(&parse(&signed.to_bytes()), &trust, ValidationTime(now()));
    assert_eq!(report.conclusion, Conclusion::TotalPassed, "{report:#?}");
}

#[test]
fn key_files_of_every_kind_sign_what_validates() {
    for (name, bytes) in [
        ("RSA 2048", include_bytes!("../fixtures/rsa2048.p12").as_slice()),
        ("RSA 2048, old protection", include_bytes!("../fixtures/rsa2048-legacy.p12")),
        ("P-256", include_bytes!("../fixtures/p256.p12")),
        ("P-384", include_bytes!("../fixtures/p384.p12")),
        ("P-521", include_bytes!("../fixtures/p521.p12")),
    ] {
        let key = Pkcs12Key::open(bytes, "test").unwrap_or_else(|error| panic!("{name}: {error}"));
        let pdf = parse(&document());
        let then = "2027-01-01T00:00:00Z".parse().unwrap(); // when all of them are valid
        let signed = sign_pdf(&pdf, SignatureRequest::invisible(then), &key).unwrap();
        let mut trust = TrustAnchors::empty();
        trust.add(&key.certificate_chain()[0]).unwrap();
        let report = validate(&parse(&signed.to_bytes()), &trust, ValidationTime(then));
        assert_eq!(report.conclusion, Conclusion::TotalPassed, "{name}: {report:#?}");
    }
}
