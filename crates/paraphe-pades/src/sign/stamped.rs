//! The signatures of a document as far as adding to them needs it: whose certificates they rest on.

use crate::asn1::oid;
use crate::certificate::Certificate;
use crate::validate::cms::SignedData;
use crate::validate::signer;
use crate::validate::timestamp::Token;
use paraphe_envelope::Timestamp;
use paraphe_pdf::{PdfFile, Presence, SignatureField};
use sha1::Digest as _;

/// A signature or document timestamp.
pub(super) struct StampedSignature {
    pub(super) is_document_timestamp: bool,
    /// Whether the signature carries a timestamp of its own.
    pub(super) is_stamped: bool,
    /// The time in its timestamp, or in itself if it is one. Read, not checked.
    pub(super) time: Option<Timestamp>,
    /// The certificates of the signer (or of a document timestamp's authority).
    pub(super) signers: Vec<Certificate>,
    /// Those of the authorities of its timestamps.
    pub(super) stampers: Vec<Certificate>,
    /// Every certificate that came along.
    pub(super) pool: Vec<Certificate>,
    /// /Contents as it stands, padding included.
    contents: Vec<u8>,
}

impl StampedSignature {
    /// All that the document shows, oldest first.
    pub(super) fn read_all(file: &PdfFile) -> Vec<Self> {
        let fields = file.signature_fields();
        let present = fields.into_iter().filter(|field| field.presence == Presence::Present);
        present.map(Self::read).collect()
    }

    fn read(field: SignatureField) -> Self {
        let mut read = Self {
            is_document_timestamp: field.is_document_timestamp,
            is_stamped: false,
            time: None,
            signers: Vec::new(),
            stampers: Vec::new(),
            pool: Vec::new(),
            contents: field.contents,
        };
        // One of a kind we cannot read has nothing we could look up.
        let Ok(signed) = SignedData::parse(&read.contents) else { return read };
        let signer = read.signer_of(&signed);
        read.signers.extend(signer);
        if read.is_document_timestamp {
            read.time = Token::parse(&read.contents).ok().map(|token| token.time);
        }
        let tokens = signed.signer.unsigned_attributes.iter();
        for value in tokens.filter(|one| one.kind == oid::SIGNATURE_TIMESTAMP).flat_map(|one| &one.values) {
            if let Ok(token) = Token::parse(value) {
                read.is_stamped = true;
                read.time = read.time.into_iter().chain([token.time]).min();
                let stamper = read.signer_of(&token.signed);
                read.stampers.extend(stamper);
            }
        }
        read
    }

    /// The signer's certificate; those that came along go to the pool.
    fn signer_of(&mut self, signed: &SignedData) -> Option<Certificate> {
        self.pool.extend(signed.certificates.iter().cloned());
        signer::check(signed, None, &[]).certificate
    }

    /// The key of this signature in /VRI: SHA-1 of /Contents in upper-case hexadecimal digits (ISO 32000-2, 12.8.4.3).
    pub(super) fn store_key(&self) -> String {
        sha1::Sha1::digest(&self.contents).iter().map(|octet| format!("{octet:02X}")).collect()
    }
}
