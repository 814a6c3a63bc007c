//! Trusted lists signed by keys of the tests, and a site on this computer that publishes them.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, KeyPair, SigningKey as _};
use sha2::{Digest as _, Sha256};

const LIST: &str = "http://uri.etsi.org/02231/v2#";
const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";
const XADES: &str = "http://uri.etsi.org/01903/v1.3.2#";
const SHA_256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/// Somebody who signs lists.
pub(super) struct Signer {
    key: KeyPair,
    certificate: Vec<u8>,
}

impl Signer {
    pub(super) fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::default().self_signed(&key).unwrap().der().to_vec();
        Self { key, certificate }
    }

    /// As lists name who may sign.
    pub(super) fn digest(&self) -> String {
        Sha256::digest(&self.certificate).iter().map(|octet| format!("{octet:02x}")).collect()
    }

    /// A list with an enveloped XAdES signature. Everything is written in its canonical form at once (no empty-element tags,
    /// name spaces where they are used), so that what is digested is the text itself.
    pub(super) fn sign(&self, list: &str) -> Vec<u8> {
        let certificate = STANDARD.encode(&self.certificate);
        let properties = format!(
            "<xades:SignedProperties xmlns:xades=\"{XADES}\" Id=\"p\"><xades:SignedSignatureProperties>\
             <xades:SigningCertificateV2><xades:Cert><xades:CertDigest>\
             <ds:DigestMethod xmlns:ds=\"{SIGNATURE}\" Algorithm=\"{SHA_256}\"></ds:DigestMethod>\
             <ds:DigestValue xmlns:ds=\"{SIGNATURE}\">{}</ds:DigestValue></xades:CertDigest></xades:Cert>\
             </xades:SigningCertificateV2></xades:SignedSignatureProperties></xades:SignedProperties>",
            digest(&self.certificate)
        );
        let whole = reference("URI=\"\"", &[ENVELOPED, EXCLUSIVE], &digest(list.as_bytes()));
        let own = "Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#p\"";
        let own = reference(own, &[EXCLUSIVE], &digest(properties.as_bytes()));
        let info = format!(
            "<ds:SignedInfo xmlns:ds=\"{SIGNATURE}\">\
             <ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"></ds:CanonicalizationMethod>\
             <ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"></ds:SignatureMethod>\
             {whole}{own}</ds:SignedInfo>"
        );
        let value = STANDARD.encode(r_and_s(&self.key.sign(info.as_bytes()).unwrap()));
        let signature = format!(
            "<ds:Signature xmlns:ds=\"{SIGNATURE}\">{info}<ds:SignatureValue>{value}</ds:SignatureValue>\
             <ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>\
             <ds:Object><xades:QualifyingProperties xmlns:xades=\"{XADES}\" Target=\"#s\">{properties}\
             </xades:QualifyingProperties></ds:Object></ds:Signature>"
        );
        let end = list.rfind("</TrustServiceStatusList>").unwrap();
        format!("{}{signature}{}", &list[..end], &list[end..]).into_bytes()
    }
}

fn digest(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}

fn reference(attributes: &str, transforms: &[&str], digest: &str) -> String {
    let transforms: String = transforms
        .iter()
        .map(|transform| format!("<ds:Transform Algorithm=\"{transform}\"></ds:Transform>"))
        .collect();
    format!(
        "<ds:Reference {attributes}><ds:Transforms>{transforms}</ds:Transforms>\
         <ds:DigestMethod Algorithm=\"{SHA_256}\"></ds:DigestMethod><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>"
    )
}

/// XML wants both numbers one behind the other where certificates have them in DER.
fn r_and_s(der: &[u8]) -> Vec<u8> {
    let mut rest = &der[2..];
    let mut pair = Vec::new();
    while let [0x02, length, number @ ..] = rest {
        let (number, after) = number.split_at(usize::from(*length));
        let digits: Vec<u8> = number.iter().copied().skip_while(|octet| *octet == 0).collect();
        pair.extend(vec![0; 32 - digits.len()]);
        pair.extend(digits);
        rest = after;
    }
    pair
}

/// The list of a country.
pub(super) fn country(territory: &str, number: u32) -> String {
    list(territory, number, "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric", "", "")
}

/// The list of lists, with the addresses of its pivots; itself and countries with who may sign.
pub(super) fn top(number: u32, pivots: &[String], named: &[(&str, String, &Signer)]) -> String {
    let pivots: String = pivots.iter().map(|pivot| format!("<URI xml:lang=\"en\">{pivot}</URI>")).collect();
    let pointers: String =
        named.iter().map(|(territory, address, signer)| pointer(territory, address, signer)).collect();
    let pivots = format!("<SchemeInformationURI>{pivots}</SchemeInformationURI>");
    let pointers = format!("<PointersToOtherTSL>{pointers}</PointersToOtherTSL>");
    list("EU", number, LISTS, &pivots, &pointers)
}

const LISTS: &str = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists";

fn list(territory: &str, number: u32, kind: &str, pivots: &str, pointers: &str) -> String {
    format!(
        "<TrustServiceStatusList xmlns=\"{LIST}\"><SchemeInformation>\
         <TSLSequenceNumber>{number}</TSLSequenceNumber><TSLType>{kind}</TSLType>\
         <SchemeTerritory>{territory}</SchemeTerritory>{pivots}{pointers}\
         <ListIssueDateTime>2026-01-02T03:04:05Z</ListIssueDateTime>\
         <NextUpdate><dateTime>2090-01-01T00:00:00Z</dateTime></NextUpdate>\
         </SchemeInformation></TrustServiceStatusList>"
    )
}

fn pointer(territory: &str, address: &str, signer: &Signer) -> String {
    let kind =
        if territory == "EU" { LISTS } else { "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric" };
    let certificate = STANDARD.encode(&signer.certificate);
    format!(
        "<OtherTSLPointer><ServiceDigitalIdentities><ServiceDigitalIdentity><DigitalId>\
         <X509Certificate>{certificate}</X509Certificate></DigitalId></ServiceDigitalIdentity></ServiceDigitalIdentities>\
         <TSLLocation>{address}</TSLLocation><AdditionalInformation>\
         <OtherInformation><TSLType>{kind}</TSLType></OtherInformation>\
         <OtherInformation><SchemeTerritory>{territory}</SchemeTerritory></OtherInformation>\
         </AdditionalInformation></OtherTSLPointer>"
    )
}

/// A site on this computer: what it answers, by path.
pub(super) struct Site {
    base: String,
    answers: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    pub(super) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let site = Self { base, answers: Arc::default(), asked: Arc::default() };
        let (answers, asked) = (Arc::clone(&site.answers), Arc::clone(&site.asked));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let mut bytes = [0; 4096];
                let read = stream.read(&mut bytes).unwrap_or(0);
                let request = String::from_utf8_lossy(&bytes[..read]).into_owned();
                let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                let missing = b"HTTP/1.1 404 None\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_vec();
                let answer = answers.lock().unwrap().get(&path).cloned().unwrap_or(missing);
                asked.lock().unwrap().push(path);
                // Whoever does not listen any more has heard enough.
                let _ = stream.write_all(&answer);
            }
        });
        site
    }

    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    pub(super) fn publish(&self, path: &str, bytes: &[u8]) {
        self.say(path, "200 OK", "", bytes);
    }

    pub(super) fn say(&self, path: &str, status: &str, headers: &str, body: &[u8]) {
        let length = body.len();
        let head =
            format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n");
        let answer = [head.as_bytes(), body].concat();
        self.answers.lock().unwrap().insert(path.to_owned(), answer);
    }

    /// What it was asked for since the last question, sorted.
    pub(super) fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.sort();
        asked
    }
}
