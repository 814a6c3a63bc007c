//! Key files made for one test: kinds of key, and ways in which a certificate can be unfit to sign.

use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKeyChain};
use rcgen::{
    CertificateParams, CustomExtension, DnType, KeyPair, KeyUsagePurpose, SignatureAlgorithm, date_time_ymd,
};

/// The password of every key file made here.
pub(crate) const PASSWORD: &str = "paraphe";

/// A key with its self-signed certificate; change what the test is about.
pub(crate) struct MadeKey {
    pub(crate) name: &'static str,
    pub(crate) algorithm: &'static SignatureAlgorithm,
    pub(crate) years: (i32, i32),
    pub(crate) usages: Vec<KeyUsagePurpose>,
    pub(crate) extensions: Vec<CustomExtension>,
}

impl MadeKey {
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            algorithm: &rcgen::PKCS_ECDSA_P256_SHA256,
            years: (2020, 2060),
            usages: vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment],
            extensions: Vec::new(),
        }
    }

    fn chain(&self, id: u8) -> PrivateKeyChain {
        let key = KeyPair::generate_for(self.algorithm).expect("a key");
        let mut wanted = CertificateParams::new(Vec::<String>::new()).expect("parameters");
        wanted.distinguished_name = rcgen::DistinguishedName::new();
        wanted.distinguished_name.push(DnType::CommonName, self.name);
        wanted.not_before = date_time_ymd(self.years.0, 1, 1);
        wanted.not_after = date_time_ymd(self.years.1, 1, 1);
        wanted.key_usages = self.usages.clone();
        wanted.custom_extensions = self.extensions.clone();
        let certificate = wanted.self_signed(&key).expect("a certificate");
        let certificate = Certificate::from_der(certificate.der()).expect("a certificate");
        PrivateKeyChain::new(key.serialize_der(), [id], [certificate])
    }
}

/// A key file with these keys, each under its name.
pub(crate) fn key_file(keys: &[MadeKey]) -> Vec<u8> {
    let mut store = KeyStore::new();
    for (key, id) in keys.iter().zip(1..) {
        store.add_entry(key.name, KeyStoreEntry::PrivateKeyChain(key.chain(id)));
    }
    store.writer(PASSWORD).encryption_iterations(100).mac_iterations(100).write().expect("a key file")
}

/// QCStatements of a certificate that calls itself qualified, with its key in a device.
pub(crate) fn qualified_on_device() -> CustomExtension {
    // SEQUENCE { SEQUENCE { id-etsi-qcs-QcCompliance }, SEQUENCE { id-etsi-qcs-QcSSCD } }
    let statement = |last: u8| [0x30, 0x08, 0x06, 0x06, 0x04, 0x00, 0x8E, 0x46, 0x01, last];
    let content = [&[0x30, 0x14][..], &statement(1), &statement(4)].concat();
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 3], content)
}
