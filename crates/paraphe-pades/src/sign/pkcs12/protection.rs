//! How key files are protected: PBES2 (RFC 8018), the older schemes of PKCS#12 (RFC 7292), and the MAC over the whole.

use super::Pkcs12Error;
use crate::algorithm::{DigestAlgorithm, digest_algorithm};
use crate::asn1::{Element, ReadError, tag};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipher, BlockDecryptMut, KeyInit, KeyIvInit};
use const_oid::ObjectIdentifier as Oid;
use hmac::{Hmac, Mac};
use p256::elliptic_curve::zeroize::{Zeroize as _, Zeroizing};
use std::cell::Cell;

const PBE_SHA_3DES: Oid = Oid::new_unwrap("1.2.840.113549.1.12.1.3");
const PBE_SHA_RC2_128: Oid = Oid::new_unwrap("1.2.840.113549.1.12.1.5");
const PBE_SHA_RC2_40: Oid = Oid::new_unwrap("1.2.840.113549.1.12.1.6");
const PBES2: Oid = Oid::new_unwrap("1.2.840.113549.1.5.13");
const PBKDF2: Oid = Oid::new_unwrap("1.2.840.113549.1.5.12");
const HMAC_SHA_1: Oid = Oid::new_unwrap("1.2.840.113549.2.7");
const HMAC_SHA_224: Oid = Oid::new_unwrap("1.2.840.113549.2.8");
const HMAC_SHA_256: Oid = Oid::new_unwrap("1.2.840.113549.2.9");
const HMAC_SHA_384: Oid = Oid::new_unwrap("1.2.840.113549.2.10");
const HMAC_SHA_512: Oid = Oid::new_unwrap("1.2.840.113549.2.11");
const AES_128_CBC: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.1.2");
const AES_192_CBC: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.1.22");
const AES_256_CBC: Oid = Oid::new_unwrap("2.16.840.1.101.3.4.1.42");
const DES_EDE3_CBC: Oid = Oid::new_unwrap("1.2.840.113549.3.7");

/// More rounds are no protection but an attack: a minute and more of computing. For a whole file, however many parts it
/// has; a key of several blocks takes its rounds for each of them.
const ROUND_LIMIT: u32 = 10_000_000;
/// Salts and key lengths of real files are far below.
const LENGTH_LIMIT: usize = 1024;

/// What a key derived by PKCS#12 is for (RFC 7292 §B.3).
#[derive(Clone, Copy)]
enum Purpose {
    Key = 1,
    Vector = 2,
    Mac = 3,
}

/// A password in the two forms that key files want.
pub(super) struct Password {
    utf8: Zeroizing<Vec<u8>>,
    /// UTF-16, big end first, with the zero at its end.
    bmp: Zeroizing<Vec<u8>>,
    /// What is left of the rounds that one file may ask for.
    rounds: Cell<u32>,
}

impl Password {
    pub(super) fn new(text: &str) -> Self {
        // Room for all of it: a vector that grows leaves copies behind.
        let mut bmp = Zeroizing::new(Vec::with_capacity(2 * text.len() + 2));
        bmp.extend(text.encode_utf16().chain([0]).flat_map(u16::to_be_bytes));
        Self { utf8: Zeroizing::new(text.as_bytes().to_vec()), bmp, rounds: Cell::new(ROUND_LIMIT) }
    }

    /// Takes the rounds of a derivation from what the file may still ask for.
    fn spend(&self, iterations: u32, length: usize, block: usize) -> Result<(), Pkcs12Error> {
        let blocks = u32::try_from(length.div_ceil(block)).unwrap_or(u32::MAX);
        let left = self.rounds.get().checked_sub(iterations.saturating_mul(blocks)).ok_or_else(too_long)?;
        self.rounds.set(left);
        Ok(())
    }

    /// Some programs write an empty password without the zero (RFC 7292 §B.1 leaves it open).
    pub(super) fn without_zero(&self) -> Option<Self> {
        self.utf8.is_empty().then(|| Self {
            utf8: self.utf8.clone(),
            bmp: Zeroizing::default(),
            rounds: self.rounds.clone(),
        })
    }

    /// Whether this password made the MAC (the content of MacData) over `content`.
    pub(super) fn has_made(&self, mac: Element<'_>, content: &[u8]) -> Result<bool, Pkcs12Error> {
        let mut fields = mac.reader();
        let mut stated = fields.expect(tag::SEQUENCE)?.reader();
        let algorithm = digest_algorithm(stated.expect(tag::SEQUENCE)?)
            .map_err(|error| Pkcs12Error::Unsupported { detail: error.to_string() })?;
        let expected = stated.expect(tag::OCTET_STRING)?.value;
        let salt = fields.expect(tag::OCTET_STRING)?.value;
        let iterations = fields.optional(tag::INTEGER)?.map_or(Ok(1), iteration_count)?;
        let length = algorithm.digest(b"").len();
        let key = self.derive(algorithm, Purpose::Mac, salt, iterations, length)?;
        Ok(match algorithm {
            DigestAlgorithm::Sha1 => is_mac::<Hmac<sha1::Sha1>>(&key, content, expected),
            DigestAlgorithm::Sha224 => is_mac::<Hmac<sha2::Sha224>>(&key, content, expected),
            DigestAlgorithm::Sha256 => is_mac::<Hmac<sha2::Sha256>>(&key, content, expected),
            DigestAlgorithm::Sha384 => is_mac::<Hmac<sha2::Sha384>>(&key, content, expected),
            DigestAlgorithm::Sha512 => is_mac::<Hmac<sha2::Sha512>>(&key, content, expected),
        })
    }

    /// Decrypts what was encrypted as this AlgorithmIdentifier says. Padding that makes no sense is a wrong password.
    pub(super) fn decrypt(
        &self,
        scheme: Element<'_>,
        data: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error> {
        let mut fields = scheme.reader();
        let algorithm = fields.object_identifier()?;
        let parameters = fields.expect(tag::SEQUENCE)?;
        match algorithm {
            PBES2 => self.decrypt_pbes2(parameters, data),
            PBE_SHA_3DES => self.decrypt_old::<des::TdesEde3>(parameters, data, 24),
            PBE_SHA_RC2_128 => self.decrypt_old::<rc2::Rc2>(parameters, data, 16),
            PBE_SHA_RC2_40 => self.decrypt_old::<rc2::Rc2>(parameters, data, 5),
            other => Err(Pkcs12Error::Unsupported { detail: format!("protection {other}") }),
        }
    }

    fn decrypt_old<C>(
        &self,
        parameters: Element<'_>,
        data: &[u8],
        key_length: usize,
    ) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error>
    where
        C: BlockCipher + BlockDecryptMut + KeyInit,
    {
        const BLOCK: usize = 8;
        let mut fields = parameters.reader();
        let salt = fields.expect(tag::OCTET_STRING)?.value;
        let iterations = iteration_count(fields.expect(tag::INTEGER)?)?;
        let key = self.derive(DigestAlgorithm::Sha1, Purpose::Key, salt, iterations, key_length)?;
        let vector = self.derive(DigestAlgorithm::Sha1, Purpose::Vector, salt, iterations, BLOCK)?;
        decrypt_cbc::<C>(&key, &vector, data)
    }

    fn decrypt_pbes2(&self, parameters: Element<'_>, data: &[u8]) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error> {
        let mut fields = parameters.reader();
        let mut derivation = fields.expect(tag::SEQUENCE)?.reader();
        let mut encryption = fields.expect(tag::SEQUENCE)?.reader();
        let cipher = encryption.object_identifier()?;
        let vector = encryption.expect(tag::OCTET_STRING)?.value;
        let unsupported = |what: Oid| Pkcs12Error::Unsupported { detail: format!("protection {what}") };
        match derivation.object_identifier()? {
            PBKDF2 => {}
            other => return Err(unsupported(other)),
        }
        let length = match cipher {
            AES_128_CBC => 16,
            AES_192_CBC | DES_EDE3_CBC => 24,
            AES_256_CBC => 32,
            other => return Err(unsupported(other)),
        };
        let key = self.pbkdf2(derivation.expect(tag::SEQUENCE)?, length)?;
        match cipher {
            AES_128_CBC => decrypt_cbc::<aes::Aes128>(&key, vector, data),
            AES_192_CBC => decrypt_cbc::<aes::Aes192>(&key, vector, data),
            AES_256_CBC => decrypt_cbc::<aes::Aes256>(&key, vector, data),
            _ => decrypt_cbc::<des::TdesEde3>(&key, vector, data),
        }
    }

    /// PBKDF2 with these parameters (RFC 8018 §A.2).
    fn pbkdf2(&self, parameters: Element<'_>, length: usize) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error> {
        let mut fields = parameters.reader();
        let salt = fields.expect(tag::OCTET_STRING)?.value;
        let iterations = iteration_count(fields.expect(tag::INTEGER)?)?;
        fields.optional(tag::INTEGER)?; // keyLength: the cipher says it too
        let function = match fields.optional(tag::SEQUENCE)? {
            None => HMAC_SHA_1,
            Some(identifier) => identifier.reader().object_identifier()?,
        };
        let (stretch, block): (Stretch, usize) = match function {
            HMAC_SHA_1 => (stretch::<Hmac<sha1::Sha1>>, 20),
            HMAC_SHA_224 => (stretch::<Hmac<sha2::Sha224>>, 28),
            HMAC_SHA_256 => (stretch::<Hmac<sha2::Sha256>>, 32),
            HMAC_SHA_384 => (stretch::<Hmac<sha2::Sha384>>, 48),
            HMAC_SHA_512 => (stretch::<Hmac<sha2::Sha512>>, 64),
            other => return Err(Pkcs12Error::Unsupported { detail: format!("protection {other}") }),
        };
        self.spend(iterations, length, block)?;
        stretch(&self.utf8, salt, iterations, length)
    }

    /// The derivation of PKCS#12 (RFC 7292 §B.2).
    fn derive(
        &self,
        algorithm: DigestAlgorithm,
        purpose: Purpose,
        salt: &[u8],
        iterations: u32,
        length: usize,
    ) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error> {
        if salt.len() > LENGTH_LIMIT || self.bmp.len() > LENGTH_LIMIT * 8 {
            return Err(Pkcs12Error::Unsupported { detail: "salt or password of this length".to_owned() });
        }
        let block = match algorithm {
            DigestAlgorithm::Sha1 | DigestAlgorithm::Sha224 | DigestAlgorithm::Sha256 => 64,
            DigestAlgorithm::Sha384 | DigestAlgorithm::Sha512 => 128,
        };
        let digest = algorithm.digest(b"").len();
        self.spend(iterations, length, digest)?;
        let whole = |bytes: &[u8]| block * bytes.len().div_ceil(block);
        // The diversifier before what is hashed, in one buffer: nothing of the password is copied.
        let mut input = Zeroizing::new(Vec::with_capacity(block + whole(salt) + whole(&self.bmp)));
        input.resize(block, purpose as u8);
        input.extend(salt.iter().copied().cycle().take(whole(salt)));
        input.extend(self.bmp.iter().copied().cycle().take(whole(&self.bmp)));
        let mut key = Zeroizing::new(Vec::with_capacity(length + digest));
        loop {
            let mut round = Zeroizing::new(algorithm.digest(&input));
            for _ in 1..iterations {
                round = Zeroizing::new(algorithm.digest(&round));
            }
            key.extend_from_slice(&round);
            if key.len() >= length {
                key.truncate(length);
                return Ok(key);
            }
            let mut step = Zeroizing::new(vec![0; block]);
            step.iter_mut().zip(round.iter().cycle()).for_each(|(to, from)| *to = *from);
            input.chunks_exact_mut(block).skip(1).for_each(|number| add_and_one(number, &step));
        }
    }
}

/// `number + step + 1`, as numbers with their big end first, what runs over left out.
fn add_and_one(number: &mut [u8], step: &[u8]) {
    let mut carry = 1;
    for (digit, addend) in number.iter_mut().zip(step).rev() {
        let sum = u16::from(*digit) + u16::from(*addend) + carry;
        *digit = (sum & 0xFF) as u8;
        carry = sum >> 8;
    }
}

fn iteration_count(integer: Element<'_>) -> Result<u32, Pkcs12Error> {
    let count = match integer.value {
        [first, ..] if *first >= 0x80 => None,
        octets if octets.len() <= 5 => {
            let value = octets.iter().fold(0u64, |value, octet| value << 8 | u64::from(*octet));
            u32::try_from(value).ok()
        }
        _ => None,
    };
    count.filter(|count| (1..=ROUND_LIMIT).contains(count)).ok_or_else(too_long)
}

fn too_long() -> Pkcs12Error {
    Pkcs12Error::Unsupported { detail: "iteration count".to_owned() }
}

fn is_mac<M: Mac + hmac::KeyInit>(key: &[u8], content: &[u8], expected: &[u8]) -> bool {
    <M as hmac::KeyInit>::new_from_slice(key).is_ok_and(|mut mac| {
        mac.update(content);
        mac.verify_slice(expected).is_ok()
    })
}

/// A way to stretch a password: password, salt, iterations, length.
type Stretch = fn(&[u8], &[u8], u32, usize) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error>;

/// PBKDF2 (RFC 8018 §5.2).
fn stretch<M: Mac + hmac::KeyInit + Clone>(
    password: &[u8],
    salt: &[u8],
    iterations: u32,
    length: usize,
) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error> {
    let unusable = |_| Pkcs12Error::Unsupported { detail: "salt or password of this length".to_owned() };
    let keyed = <M as hmac::KeyInit>::new_from_slice(password).map_err(unusable)?;
    let mut key = Zeroizing::new(Vec::with_capacity(length + 64));
    for number in 1u32.. {
        let mut first = keyed.clone();
        first.update(salt);
        first.update(&number.to_be_bytes());
        let mut round = first.finalize().into_bytes();
        let mut block = round.clone();
        for _ in 1..iterations {
            let mut next = keyed.clone();
            next.update(&round);
            round = next.finalize().into_bytes();
            block.iter_mut().zip(&round).for_each(|(sum, octet)| *sum ^= octet);
        }
        key.extend_from_slice(&block);
        block.as_mut_slice().zeroize();
        round.as_mut_slice().zeroize();
        if key.len() >= length {
            break;
        }
    }
    key.truncate(length);
    Ok(key)
}

fn decrypt_cbc<C>(key: &[u8], vector: &[u8], data: &[u8]) -> Result<Zeroizing<Vec<u8>>, Pkcs12Error>
where
    C: BlockCipher + BlockDecryptMut + KeyInit,
{
    let cipher = cbc::Decryptor::<C>::new_from_slices(key, vector)
        .map_err(|_| Pkcs12Error::Damaged { detail: "initialisation vector".to_owned() })?;
    cipher.decrypt_padded_vec_mut::<Pkcs7>(data).map(Zeroizing::new).map_err(|_| Pkcs12Error::WrongPassword)
}

impl From<ReadError> for Pkcs12Error {
    fn from(error: ReadError) -> Self {
        Self::Damaged { detail: error.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::Reader;

    /// RFC 6070, cases 1 to 4 without the one that takes minutes.
    #[test]
    fn pbkdf2_agrees_with_its_test_vectors() {
        let stretched = |password: &str, salt: &str, iterations, length| -> String {
            let key = stretch::<Hmac<sha1::Sha1>>(password.as_bytes(), salt.as_bytes(), iterations, length);
            key.unwrap().iter().map(|octet| format!("{octet:02x}")).collect()
        };
        assert_eq!(stretched("password", "salt", 1, 20), "0c60c80f961f0e71f3a9b524af6012062fe037a6");
        assert_eq!(stretched("password", "salt", 4096, 20), "4b007901b765489abead49d926f721d065a429c1");
        assert_eq!(
            stretched("passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096, 25),
            "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"
        );
    }

    #[test]
    fn numbers_of_rounds_that_would_take_all_day_are_refused() {
        let count = |octets: &[u8]| {
            let element = [&[tag::INTEGER, octets.len() as u8], octets].concat();
            iteration_count(Reader::new(&element).expect(tag::INTEGER).unwrap()).ok()
        };
        assert_eq!(count(&[0x08, 0x00]), Some(2048));
        assert_eq!(count(&[0x7F, 0xFF, 0xFF, 0xFF]), None);
        assert_eq!(count(&[0x00]), None);
        assert_eq!(count(&[0xFF]), None, "a negative number");
    }

    /// Each part of a file is within the limit; all of them together would take all day.
    #[test]
    fn the_rounds_of_all_parts_of_a_file_count_together() {
        let password = Password::new("secret");
        let half = ROUND_LIMIT / 2;
        assert_eq!(password.spend(half, 32, 32), Ok(()));
        assert_eq!(password.without_zero().map(|other| other.rounds.get()), None, "not an empty one");
        assert_eq!(password.spend(half + 1, 32, 32), Err(too_long()));
        assert_eq!(password.spend(half / 2 + 1, 32, 20), Err(too_long()), "two blocks, twice the rounds");
        assert_eq!(password.spend(half, 32, 64), Ok(()));
        assert_eq!(password.spend(1, 32, 32), Err(too_long()));
        let empty = Password::new("");
        assert_eq!(empty.spend(half, 32, 32), Ok(()));
        let other = empty.without_zero().unwrap();
        assert_eq!(other.spend(half + 1, 32, 32), Err(too_long()), "the other form spends from the same");
    }
}
