//! What stands in a key file: keys and certificates in bags, bags in safes, safes under protections (RFC 7292).

use super::Pkcs12Error;
use super::protection::Password;
use crate::asn1::{Element, Reader, oid, tag, to_der};
use const_oid::ObjectIdentifier as Oid;
use p256::elliptic_curve::zeroize::{Zeroize as _, Zeroizing};
use std::borrow::Cow;
use std::ops::Deref;

const ENCRYPTED_DATA: Oid = Oid::new_unwrap("1.2.840.113549.1.7.6");
const KEY_BAG: Oid = Oid::new_unwrap("1.2.840.113549.1.12.10.1.1");
const SHROUDED_KEY_BAG: Oid = Oid::new_unwrap("1.2.840.113549.1.12.10.1.2");
const CERTIFICATE_BAG: Oid = Oid::new_unwrap("1.2.840.113549.1.12.10.1.3");
const SAFE_CONTENTS_BAG: Oid = Oid::new_unwrap("1.2.840.113549.1.12.10.1.6");
const X509_CERTIFICATE: Oid = Oid::new_unwrap("1.2.840.113549.1.9.22.1");
const FRIENDLY_NAME: Oid = Oid::new_unwrap("1.2.840.113549.1.9.20");
const LOCAL_KEY_ID: Oid = Oid::new_unwrap("1.2.840.113549.1.9.21");

/// Safes in safes: no real file has any.
const DEPTH_LIMIT: usize = 4;
/// Keys and certificates in one file.
const BAG_LIMIT: usize = 1000;

/// A private key (PKCS#8) as it stands in the file.
pub(super) struct KeyBag {
    pub(super) pkcs8: Zeroizing<Vec<u8>>,
    pub(super) label: Label,
}

/// A certificate (DER) as it stands in the file.
pub(super) struct CertificateBag {
    pub(super) der: Vec<u8>,
    pub(super) label: Label,
}

/// What bags are called by.
#[derive(Default)]
pub(super) struct Label {
    pub(super) name: Option<String>,
    pub(super) key_id: Option<Vec<u8>>,
}

/// All keys and certificates of a file, in its order.
#[derive(Default)]
pub(super) struct Container {
    pub(super) keys: Vec<KeyBag>,
    pub(super) certificates: Vec<CertificateBag>,
}

impl Container {
    /// Opens a file. A password that is not its own is told from a file that is no key file.
    pub(super) fn open(bytes: &[u8], password: &str) -> Result<Self, Pkcs12Error> {
        // Browsers write indefinite lengths.
        let der = definite(bytes)?;
        let mut outer = Reader::new(&der);
        let mut file = outer.expect(tag::SEQUENCE)?.reader();
        if file.expect(tag::INTEGER)?.value != [3] {
            return Err(Pkcs12Error::Unsupported { detail: "version".to_owned() });
        }
        let content = Zeroizing::new(data(file.expect(tag::SEQUENCE)?)?);
        let password = match file.optional(tag::SEQUENCE)? {
            None => Password::new(password),
            Some(mac) => right_one(Password::new(password), mac, &content)?,
        };
        let safes = definite(&content)?;
        let mut container = Self::default();
        for safe in Reader::new(&safes).expect(tag::SEQUENCE)?.reader().all()? {
            let content = match safe.reader().object_identifier()? {
                oid::DATA => Zeroizing::new(data(safe)?),
                ENCRYPTED_DATA => decrypted(safe, &password)?,
                other => return Err(Pkcs12Error::Unsupported { detail: format!("safe {other}") }),
            };
            container.take_safe(&content, &password, DEPTH_LIMIT)?;
        }
        Ok(container)
    }

    fn take_safe(&mut self, content: &[u8], password: &Password, depth: usize) -> Result<(), Pkcs12Error> {
        let too_much = || Pkcs12Error::Unsupported { detail: "so many keys and certificates".to_owned() };
        let depth = depth.checked_sub(1).ok_or_else(too_much)?;
        let content = definite(content)?;
        for bag in Reader::new(&content).expect(tag::SEQUENCE)?.reader().all()? {
            if self.keys.len() + self.certificates.len() >= BAG_LIMIT {
                return Err(too_much());
            }
            let mut fields = bag.reader();
            let kind = fields.object_identifier()?;
            let value = fields.expect(tag::CONTEXT_0)?;
            let label = fields.optional(tag::SET)?.map_or_else(|| Ok(Label::default()), label)?;
            match kind {
                KEY_BAG => self.keys.push(KeyBag { pkcs8: Zeroizing::new(value.value.to_vec()), label }),
                SHROUDED_KEY_BAG => {
                    let mut shroud = value.reader().expect(tag::SEQUENCE)?.reader();
                    let scheme = shroud.expect(tag::SEQUENCE)?;
                    let pkcs8 = password.decrypt(scheme, shroud.expect(tag::OCTET_STRING)?.value)?;
                    self.keys.push(KeyBag { pkcs8, label });
                }
                CERTIFICATE_BAG => {
                    let mut certificate = value.reader().expect(tag::SEQUENCE)?.reader();
                    if certificate.object_identifier()? == X509_CERTIFICATE {
                        let wrapped = certificate.expect(tag::CONTEXT_0)?;
                        let der = wrapped.reader().expect(tag::OCTET_STRING)?.value.to_vec();
                        self.certificates.push(CertificateBag { der, label });
                    }
                }
                SAFE_CONTENTS_BAG => self.take_safe(value.value, password, depth)?,
                // Revocation lists and secrets sign nothing.
                _ => {}
            }
        }
        Ok(())
    }
}

/// Octets that may hold a private key: wiped where they are a copy.
struct Definite<'a>(Cow<'a, [u8]>);

impl Deref for Definite<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Definite<'_> {
    fn drop(&mut self) {
        if let Cow::Owned(copy) = &mut self.0 {
            copy.zeroize();
        }
    }
}

/// Definite lengths and whole strings, wherever the file has others.
fn definite(bytes: &[u8]) -> Result<Definite<'_>, Pkcs12Error> {
    let normalised = to_der(bytes).map_err(|error| Pkcs12Error::Damaged { detail: error.to_string() })?;
    Ok(Definite(normalised.der))
}

/// The form of the password that made the MAC.
fn right_one(password: Password, mac: Element<'_>, content: &[u8]) -> Result<Password, Pkcs12Error> {
    if password.has_made(mac, content)? {
        return Ok(password);
    }
    match password.without_zero() {
        Some(other) if other.has_made(mac, content)? => Ok(other),
        Some(_) | None => Err(Pkcs12Error::WrongPassword),
    }
}

/// The octets of a ContentInfo of type data.
fn data(info: Element<'_>) -> Result<Vec<u8>, Pkcs12Error> {
    let mut fields = info.reader();
    match fields.object_identifier()? {
        oid::DATA => Ok(fields.expect(tag::CONTEXT_0)?.reader().expect(tag::OCTET_STRING)?.value.to_vec()),
        other => Err(Pkcs12Error::Unsupported { detail: format!("content {other}") }),
    }
}

/// The plain octets of a ContentInfo of type encryptedData.
fn decrypted(info: Element<'_>, password: &Password) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error> {
    let mut fields = info.reader();
    fields.object_identifier()?;
    let mut encrypted = fields.expect(tag::CONTEXT_0)?.reader().expect(tag::SEQUENCE)?.reader();
    encrypted.expect(tag::INTEGER)?;
    let mut content = encrypted.expect(tag::SEQUENCE)?.reader();
    content.object_identifier()?;
    let scheme = content.expect(tag::SEQUENCE)?;
    let Some(octets) = content.next()? else { return Ok(Zeroizing::default()) };
    match octets.tag {
        tag::CONTEXT_0_PRIMITIVE => password.decrypt(scheme, octets.value),
        // In pieces, as files with indefinite lengths have it.
        tag::CONTEXT_0 => {
            let pieces = octets.reader().all()?;
            let whole: Vec<u8> = pieces.iter().flat_map(|piece| piece.value).copied().collect();
            password.decrypt(scheme, &whole)
        }
        _ => Err(Pkcs12Error::Damaged { detail: "encrypted content".to_owned() }),
    }
}

fn label(attributes: Element<'_>) -> Result<Label, Pkcs12Error> {
    let mut label = Label::default();
    for attribute in attributes.reader().all()? {
        let mut fields = attribute.reader();
        let kind = fields.object_identifier()?;
        let Some(value) = fields.expect(tag::SET)?.reader().next()? else { continue };
        match kind {
            FRIENDLY_NAME => {
                let (pairs, _) = value.value.as_chunks::<2>();
                let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
                label.name = Some(String::from_utf16_lossy(&units)).filter(|name| !name.is_empty());
            }
            LOCAL_KEY_ID => label.key_id = Some(value.value.to_vec()),
            _ => {}
        }
    }
    Ok(label)
}
