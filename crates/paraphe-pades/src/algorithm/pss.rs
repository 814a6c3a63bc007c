//! RSASSA-PSS whose mask is made with another digest than the message's (RFC 8017 §8.1.2, §9.1.2): allowed, met in the
//! field, and not computed by the library. Only public values are handled here.

use super::DigestAlgorithm;
use rsa::BoxedUint;
use rsa::traits::PublicKeyParts;

/// The algorithm's parameters (RFC 4055 §3.1).
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameters {
    pub(super) digest: DigestAlgorithm,
    pub(super) mask_digest: DigestAlgorithm,
    /// In octets.
    pub(super) salt_length: usize,
}

/// Whether `signature` is one over `message_digest`.
pub(super) fn verifies(
    key: &rsa::RsaPublicKey,
    parameters: Parameters,
    message_digest: &[u8],
    signature: &[u8],
) -> bool {
    let bits = key.n().bits() as usize;
    let Ok(number) = BoxedUint::from_be_slice(signature, key.n().bits_precision()) else { return false };
    if signature.len() != key.size() || number >= *key.n().as_ref() {
        return false;
    }
    let Ok(encoded) = rsa::hazmat::rsa_encrypt(key, &number) else { return false };
    let encoded = encoded.to_be_bytes();
    let encoded_bits = bits.saturating_sub(1);
    let length = encoded_bits.div_ceil(8);
    // Leading octets beyond the encoded message must be zero.
    let Some(split) = encoded.len().checked_sub(length) else { return false };
    let (lead, encoded) = encoded.split_at(split);
    lead.iter().all(|octet| *octet == 0)
        && is_encoding(encoded, encoded_bits, parameters, message_digest).unwrap_or(false)
}

fn is_encoding(encoded: &[u8], bits: usize, parameters: Parameters, message_digest: &[u8]) -> Option<bool> {
    let hash_length = message_digest.len();
    let (body, trailer) = encoded.split_at_checked(encoded.len().checked_sub(1)?)?;
    let (masked, hash) = body.split_at_checked(body.len().checked_sub(hash_length)?)?;
    let zeros = masked.len().checked_sub(parameters.salt_length + 1)?;
    let unused = 8 * encoded.len() - bits;
    let keep = 0xFFu8.checked_shr(u32::try_from(unused).ok()?)?;
    if trailer != [0xBC] || masked.first()? & !keep != 0 {
        return Some(false);
    }
    let mut block: Vec<u8> = masked
        .iter()
        .zip(mask(hash, masked.len(), parameters.mask_digest))
        .map(|(one, other)| one ^ other)
        .collect();
    *block.first_mut()? &= keep;
    let (padding, salt) = block.split_at_checked(zeros + 1)?;
    let (one, padding) = padding.split_last()?;
    let salted = [&[0; 8], message_digest, salt].concat();
    Some(*one == 1 && padding.iter().all(|octet| *octet == 0) && parameters.digest.digest(&salted) == hash)
}

/// MGF1.
fn mask(seed: &[u8], length: usize, digest: DigestAlgorithm) -> Vec<u8> {
    let mut mask = Vec::with_capacity(length + 64);
    let mut counter = 0u32;
    while mask.len() < length {
        mask.extend(digest.digest(&[seed, &counter.to_be_bytes()].concat()));
        counter += 1;
    }
    mask.truncate(length);
    mask
}

#[cfg(test)]
mod tests {
    use super::*;
    use rsa::traits::SignatureScheme as _;

    #[test]
    fn agrees_with_the_library_where_both_can_tell() {
        let mut random = rsa::rand_core::UnwrapErr(getrandom::SysRng);
        let key = rsa::RsaPrivateKey::new(&mut random, 1024).unwrap();
        let digest = DigestAlgorithm::Sha256.digest(b"message");
        let signature =
            rsa::Pss::<sha2::Sha256>::new_with_salt(20).sign(Some(&mut random), &key, &digest).unwrap();
        let parameters = Parameters {
            digest: DigestAlgorithm::Sha256,
            mask_digest: DigestAlgorithm::Sha256,
            salt_length: 20,
        };
        let public = key.to_public_key();
        assert!(verifies(&public, parameters, &digest, &signature));
        assert!(!verifies(&public, parameters, &DigestAlgorithm::Sha256.digest(b"other"), &signature));
        let other_mask = Parameters { mask_digest: DigestAlgorithm::Sha1, ..parameters };
        assert!(!verifies(&public, other_mask, &digest, &signature));
        let other_salt = Parameters { salt_length: 21, ..parameters };
        assert!(!verifies(&public, other_salt, &digest, &signature));
        for length in [0, 1, signature.len() - 1] {
            assert!(!verifies(&public, parameters, &digest, &signature[..length]));
        }
    }
}
