//! Authorities for tests: a timestamping authority, an OCSP responder and revocation lists, and the ways in which their
//! answers can be wrong.

use super::{Issue, critical, extension, key};
use crate::DigestAlgorithm;
use crate::asn1::{element, object_identifier, octet_string, oid, sequence, set_of, tag};
use crate::certificate::Certificate;
use crate::sign::{
    EvidenceSource, SignatureValue, SigningKey, SigningKeyError, TimestampAuthority, Unanswered,
};
use crate::trust::TrustAnchors;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::signature::hazmat::PrehashSigner;
use paraphe_envelope::Timestamp;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The moment in which the tests take place.
pub(crate) fn now() -> Timestamp {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

pub(crate) const ROOT: u8 = 1;
pub(crate) const SIGNER: u8 = 2;
pub(crate) const STAMPER: u8 = 3;
pub(crate) const RESPONDER: u8 = 4;

/// Bits of KeyUsage: digitalSignature and contentCommitment.
const SIGN: u8 = 0b1100_0000;

pub(crate) fn root() -> Certificate {
    Issue::authority("Root", ROOT).issue()
}

pub(crate) fn anchors() -> TrustAnchors {
    let mut anchors = TrustAnchors::empty();
    anchors.add(root().der()).unwrap();
    anchors
}

/// A certificate by the root, with addresses for OCSP and lists as given.
pub(crate) fn issued(name: &str, number: u8, more: Vec<Vec<u8>>) -> Certificate {
    Issue { serial: number, more, usage: Some(SIGN), ..Issue::signer(name, number, "Root", ROOT) }.issue()
}

pub(crate) fn ocsp_at(address: &str) -> Vec<u8> {
    let place = element(0x86, address.as_bytes());
    let access = sequence(&[&sequence(&[&object_identifier(oid::ACCESS_OCSP), &place])]);
    extension(oid::AUTHORITY_INFORMATION_ACCESS, &access)
}

pub(crate) fn list_at(address: &str) -> Vec<u8> {
    let names = element(tag::CONTEXT_0, &element(tag::CONTEXT_0, &element(0x86, address.as_bytes())));
    extension(oid::CRL_DISTRIBUTION_POINTS, &sequence(&[&sequence(&[&names])]))
}

pub(crate) fn purpose(purpose: const_oid::ObjectIdentifier) -> Vec<u8> {
    critical(oid::EXTENDED_KEY_USAGE, &sequence(&[&object_identifier(purpose)]))
}

/// The signer of the tests: OCSP and a list are named.
pub(crate) fn signer_certificate() -> Certificate {
    issued("Signer", SIGNER, vec![ocsp_at("http://ocsp"), list_at("http://list")])
}

pub(crate) fn stamper_certificate() -> Certificate {
    issued("Stamper", STAMPER, vec![purpose(oid::TIME_STAMPING), list_at("http://list")])
}

/// A key with a chain that counts how often it is asked.
pub(crate) struct CountedKey {
    chain: Vec<Vec<u8>>,
    number: u8,
    pub(crate) asked: AtomicUsize,
}

impl CountedKey {
    pub(crate) fn of(certificate: &Certificate, number: u8) -> Self {
        Self { chain: vec![certificate.der().to_vec()], number, asked: AtomicUsize::new(0) }
    }
}

impl SigningKey for CountedKey {
    fn certificate_chain(&self) -> &[Vec<u8>] {
        &self.chain
    }

    fn sign(&self, signed_attributes: &[u8]) -> Result<SignatureValue, SigningKeyError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        Ok(SignatureValue::ecdsa_sha256(signed(self.number, signed_attributes)))
    }
}

fn signed(number: u8, message: &[u8]) -> Vec<u8> {
    let signature: p256::ecdsa::DerSignature = key(number).sign(message);
    signature.as_bytes().to_vec()
}

fn ecdsa() -> Vec<u8> {
    sequence(&[&object_identifier(oid::ECDSA_SHA_256)])
}

/// `YYYYMMDDhhmmssZ`.
pub(crate) fn generalized(at: Timestamp) -> Vec<u8> {
    let text: String = at.to_rfc3339().chars().filter(|c| c.is_ascii_digit()).take(14).collect();
    element(tag::GENERALIZED_TIME, format!("{text}Z").as_bytes())
}

pub(crate) fn later(at: Timestamp, hours: i64) -> Timestamp {
    Timestamp::from_millis(at.as_millis() + hours * 3_600_000)
}

/// What is wrong with a timestamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Twist {
    None,
    /// So many bytes of unsigned attributes.
    Big(usize),
    /// This instead of any answer.
    Instead(Vec<u8>),
    ForgedSignature,
    OtherCertificateBound,
    OtherImprint,
    OtherNonce,
    /// PKIStatusInfo, encoded.
    Refusing(Vec<u8>),
    Unanswered(Unanswered),
    /// Everything over SHA-1.
    Weak,
}

/// A timestamping authority.
pub(crate) struct Stamper {
    pub(crate) certificate: Certificate,
    pub(crate) number: u8,
    pub(crate) time: Timestamp,
    /// What is wrong with the first answers, and with all behind them.
    pub(crate) twists: Mutex<Vec<Twist>>,
}

impl Stamper {
    pub(crate) fn good() -> Self {
        Self::twisted(&[Twist::None])
    }

    /// Answers in this order; the last one for ever.
    pub(crate) fn twisted(twists: &[Twist]) -> Self {
        Self {
            certificate: stamper_certificate(),
            number: STAMPER,
            time: now(),
            twists: Mutex::new(twists.to_vec()),
        }
    }

    fn token(&self, question: &[u8], twist: &Twist) -> Vec<u8> {
        let mut fields = crate::asn1::Reader::new(question).expect(tag::SEQUENCE).unwrap().reader();
        fields.expect(tag::INTEGER).unwrap();
        let mut imprint = fields.expect(tag::SEQUENCE).unwrap().raw.to_vec();
        // An authority that knows one policy only, whatever is asked for.
        fields.optional(tag::OBJECT_IDENTIFIER).unwrap();
        let mut nonce = fields.expect(tag::INTEGER).unwrap().raw.to_vec();
        let last = |bytes: &mut Vec<u8>| *bytes.last_mut().unwrap() ^= 1;
        if *twist == Twist::OtherImprint {
            last(&mut imprint);
        }
        if *twist == Twist::OtherNonce {
            last(&mut nonce);
        }
        let own_policy = object_identifier(const_oid::ObjectIdentifier::new_unwrap("1.2.3.4"));
        let info = sequence(&[
            &[tag::INTEGER, 1, 1],
            &own_policy,
            &imprint,
            &[tag::INTEGER, 1, 7],
            &generalized(self.time),
            &sequence(&[&[tag::INTEGER, 1, 1]]),
            &nonce,
        ]);
        self.signed_data(&info, twist)
    }

    fn signed_data(&self, info: &[u8], twist: &Twist) -> Vec<u8> {
        let attribute = |kind, value: &[u8]| sequence(&[&object_identifier(kind), &element(tag::SET, value)]);
        let algorithm = if *twist == Twist::Weak { DigestAlgorithm::Sha1 } else { DigestAlgorithm::Sha256 };
        let (digest_kind, signature_kind) = match algorithm {
            DigestAlgorithm::Sha1 => (oid::SHA_1, oid::ECDSA_SHA_1),
            DigestAlgorithm::Sha224
            | DigestAlgorithm::Sha256
            | DigestAlgorithm::Sha384
            | DigestAlgorithm::Sha512 => (oid::SHA_256, oid::ECDSA_SHA_256),
        };
        let digest_identifier = sequence(&[&object_identifier(digest_kind)]);
        let is_other = *twist == Twist::OtherCertificateBound;
        let bound = if is_other { [0; 32] } else { self.certificate.digest() };
        let binding = sequence(&[&sequence(&[&sequence(&[&octet_string(&bound)])])]);
        let attributes = set_of(
            tag::SET,
            vec![
                attribute(oid::CONTENT_TYPE, &object_identifier(oid::TST_INFO)),
                attribute(oid::MESSAGE_DIGEST, &octet_string(&algorithm.digest(info))),
                attribute(oid::SIGNING_CERTIFICATE_V2, &binding),
            ],
        );
        let maker = if *twist == Twist::ForgedSignature { SIGNER } else { self.number };
        let signature: p256::ecdsa::DerSignature =
            key(maker).sign_prehash(&algorithm.digest(&attributes)).unwrap();
        let mut implicit = attributes;
        implicit[0] = tag::CONTEXT_0;
        let padding = if let Twist::Big(size) = twist {
            let kind = const_oid::ObjectIdentifier::new_unwrap("1.2.3.5");
            element(tag::CONTEXT_1, &attribute(kind, &octet_string(&vec![7; *size])))
        } else {
            Vec::new()
        };
        let serial = element(tag::INTEGER, self.certificate.serial());
        let signer = sequence(&[
            &[tag::INTEGER, 1, 1],
            &sequence(&[self.certificate.issuer(), &serial]),
            &digest_identifier,
            &implicit,
            &sequence(&[&object_identifier(signature_kind)]),
            &octet_string(signature.as_bytes()),
            &padding,
        ]);
        let content = element(tag::CONTEXT_0, &octet_string(info));
        let data = sequence(&[
            &[tag::INTEGER, 1, 3],
            &element(tag::SET, &digest_identifier),
            &sequence(&[&object_identifier(oid::TST_INFO), &content]),
            &set_of(tag::CONTEXT_0, vec![self.certificate.der().to_vec()]),
            &element(tag::SET, &signer),
        ]);
        sequence(&[&object_identifier(oid::SIGNED_DATA), &element(tag::CONTEXT_0, &data)])
    }
}

impl TimestampAuthority for Stamper {
    fn ask(&self, question: &[u8]) -> Result<Vec<u8>, Unanswered> {
        let mut twists = self.twists.lock().unwrap();
        let twist = if twists.len() > 1 { twists.remove(0) } else { twists[0].clone() };
        match &twist {
            Twist::Unanswered(why) => Err(why.clone()),
            Twist::Instead(bytes) => Ok(bytes.clone()),
            Twist::Refusing(status) => Ok(sequence(&[status])),
            Twist::None
            | Twist::Big(_)
            | Twist::ForgedSignature
            | Twist::OtherCertificateBound
            | Twist::OtherImprint
            | Twist::OtherNonce
            | Twist::Weak => {
                Ok(sequence(&[&sequence(&[&[tag::INTEGER, 1, 0]]), &self.token(question, &twist)]))
            }
        }
    }
}

/// An OCSP response to be made; change what the test is about.
pub(crate) struct Answering {
    /// certStatus, encoded.
    pub(crate) status: Vec<u8>,
    pub(crate) this_update: Timestamp,
    pub(crate) next_update: Option<Timestamp>,
    /// Who signs: a name and key, and the certificate sent along.
    pub(crate) responder: Certificate,
    pub(crate) number: u8,
    /// The certificate it is about.
    pub(crate) about: Certificate,
}

pub(crate) fn good() -> Vec<u8> {
    vec![0x80, 0]
}

pub(crate) fn revoked(since: Timestamp) -> Vec<u8> {
    let reason = element(tag::CONTEXT_0, &[tag::ENUMERATED, 1, 1]);
    element(0xA1, &[generalized(since), reason].concat())
}

impl Answering {
    pub(crate) fn about(certificate: &Certificate) -> Self {
        Self {
            status: good(),
            this_update: later(now(), -1),
            next_update: Some(later(now(), 1)),
            responder: root(),
            number: ROOT,
            about: certificate.clone(),
        }
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        let question = crate::revocation::ocsp::request(&self.about, &root());
        // OCSPRequest > TBSRequest > requestList > Request > CertID
        let mut inner = crate::asn1::Reader::new(&question);
        let mut certificate_id = Vec::new();
        for _ in 0..5 {
            let found = inner.expect(tag::SEQUENCE).unwrap();
            certificate_id = found.raw.to_vec();
            inner = found.reader();
        }
        let next = self.next_update.map_or_else(Vec::new, |at| element(tag::CONTEXT_0, &generalized(at)));
        let single = sequence(&[&certificate_id, &self.status, &generalized(self.this_update), &next]);
        let data = sequence(&[
            &element(tag::CONTEXT_1, self.responder.subject_der()),
            &generalized(self.this_update),
            &sequence(&[&single]),
        ]);
        let bits = [&[0][..], &signed(self.number, &data)].concat();
        let certificates = element(tag::CONTEXT_0, &sequence(&[self.responder.der()]));
        let basic = sequence(&[&data, &ecdsa(), &element(tag::BIT_STRING, &bits), &certificates]);
        let bytes = sequence(&[&object_identifier(oid::OCSP_BASIC), &octet_string(&basic)]);
        sequence(&[&[tag::ENUMERATED, 1, 0], &element(tag::CONTEXT_0, &bytes)])
    }
}

/// A revocation list to be made; change what the test is about.
pub(crate) struct Listing {
    pub(crate) issuer: &'static str,
    pub(crate) number: u8,
    pub(crate) this_update: Timestamp,
    pub(crate) next_update: Option<Timestamp>,
    /// Serial numbers and since when.
    pub(crate) revoked: Vec<(u8, Timestamp)>,
    /// Encoded extensions.
    pub(crate) extensions: Vec<Vec<u8>>,
}

impl Listing {
    pub(crate) fn empty() -> Self {
        Self {
            issuer: "Root",
            number: ROOT,
            this_update: later(now(), -1),
            next_update: Some(later(now(), 1)),
            revoked: Vec::new(),
            extensions: Vec::new(),
        }
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        let entries: Vec<u8> = self
            .revoked
            .iter()
            .flat_map(|(serial, since)| sequence(&[&[tag::INTEGER, 1, *serial], &generalized(*since)]))
            .collect();
        let entries = if entries.is_empty() { entries } else { sequence(&[&entries]) };
        let next = self.next_update.map_or_else(Vec::new, generalized);
        let extensions = if self.extensions.is_empty() {
            Vec::new()
        } else {
            element(tag::CONTEXT_0, &sequence(&[&self.extensions.concat()]))
        };
        let list = sequence(&[
            &[tag::INTEGER, 1, 1],
            &ecdsa(),
            &super::name(self.issuer),
            &generalized(self.this_update),
            &next,
            &entries,
            &extensions,
        ]);
        let bits = [&[0][..], &signed(self.number, &list)].concat();
        sequence(&[&list, &ecdsa(), &element(tag::BIT_STRING, &bits)])
    }
}

/// What stands at addresses. Anything else is not there.
#[derive(Default)]
pub(crate) struct Places {
    places: Vec<(&'static str, Vec<u8>)>,
    pub(crate) asked: Mutex<Vec<String>>,
}

impl Places {
    pub(crate) fn holding(places: &[(&'static str, Vec<u8>)]) -> Self {
        Self { places: places.to_vec(), asked: Mutex::default() }
    }

    /// A good answer for the signer and an empty list.
    pub(crate) fn good() -> Self {
        Self::holding(&[
            ("http://ocsp", Answering::about(&signer_certificate()).der()),
            ("http://list", Listing::empty().der()),
        ])
    }

    fn find(&self, address: &str) -> Result<Vec<u8>, Unanswered> {
        self.asked.lock().unwrap().push(address.to_owned());
        let found = self.places.iter().find(|(place, _)| *place == address);
        found.map(|(_, bytes)| bytes.clone()).ok_or(Unanswered::Status { status: 404 })
    }
}

impl EvidenceSource for Places {
    fn ask(&self, address: &str, _: &[u8]) -> Result<Vec<u8>, Unanswered> {
        self.find(address)
    }

    fn fetch(&self, address: &str) -> Result<Vec<u8>, Unanswered> {
        self.find(address)
    }
}
