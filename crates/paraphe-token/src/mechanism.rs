//! How a key on a token signs: which mechanism, over what, and what comes out.

use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};
use cryptoki::mechanism::rsa::{PkcsMgfType, PkcsPssParams};
use cryptoki::mechanism::{Mechanism, MechanismType};
use cryptoki::types::Ulong;
use paraphe_pades::{DigestAlgorithm, KeyKind, RsaPadding, SignatureValue};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::TokenError;

/// The salt of RSASSA-PSS signatures, in octets: as long as the digest.
const PSS_SALT_OCTETS: usize = 32;

/// DER of `DigestInfo` for SHA-256 up to the digest (RFC 8017 §9.2, note 1).
const SHA_256_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// Whether the key asks for the PIN before each signature (CKA_ALWAYS_AUTHENTICATE).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Authentication {
    Once,
    EachTime,
}

/// A way of signing that key and token know.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Way {
    /// ECDSA over a digest computed here.
    Ecdsa(DigestAlgorithm),
    /// ECDSA, digested by the token.
    EcdsaDigesting(DigestAlgorithm),
    Ed25519,
    /// PKCS#1 v1.5 over a DigestInfo made here.
    RsaPkcs1,
    /// PKCS#1 v1.5 with SHA-256, digested by the token.
    RsaPkcs1Digesting,
    /// PSS over a SHA-256 digest computed here.
    RsaPss,
    /// PSS with SHA-256, digested by the token.
    RsaPssDigesting,
}

impl Way {
    /// The best way that the token has. Where the PIN is asked before each signature, the token has to digest: only
    /// then can it be asked between the beginning and the end of one signature.
    pub(crate) fn choose(
        kind: KeyKind,
        padding: RsaPadding,
        authentication: Authentication,
        known: &[MechanismType],
    ) -> Result<Self, TokenError> {
        let digest = digest_for(kind);
        let candidates: &[Self] = match (kind, padding) {
            (KeyKind::Ed25519, _) => &[Self::Ed25519],
            (KeyKind::P256 | KeyKind::P384 | KeyKind::P521, _) => {
                &[Self::Ecdsa(digest), Self::EcdsaDigesting(digest)]
            }
            (KeyKind::Rsa { .. }, RsaPadding::Pkcs1) => &[Self::RsaPkcs1Digesting, Self::RsaPkcs1],
            (KeyKind::Rsa { .. }, RsaPadding::Pss) | (KeyKind::RsaPss { .. }, _) => {
                &[Self::RsaPssDigesting, Self::RsaPss]
            }
            (KeyKind::Other, _) => &[],
        };
        let fits = |way: &Self| {
            known.contains(&way.mechanism().mechanism_type())
                && (authentication == Authentication::Once || way.is_digesting())
        };
        let missing =
            || TokenError::MechanismMissing { detail: format!("{kind}, {padding:?}, {authentication:?}") };
        candidates.iter().copied().find(fits).ok_or_else(missing)
    }

    fn is_digesting(self) -> bool {
        matches!(self, Self::EcdsaDigesting(_) | Self::RsaPkcs1Digesting | Self::RsaPssDigesting)
    }

    pub(crate) fn mechanism(self) -> Mechanism<'static> {
        let pss = PkcsPssParams {
            hash_alg: MechanismType::SHA256,
            mgf: PkcsMgfType::MGF1_SHA256,
            s_len: Ulong::try_from(PSS_SALT_OCTETS).expect("32 fits into every integer"),
        };
        match self {
            Self::Ecdsa(_) => Mechanism::Ecdsa,
            Self::EcdsaDigesting(DigestAlgorithm::Sha384) => Mechanism::EcdsaSha384,
            Self::EcdsaDigesting(DigestAlgorithm::Sha512) => Mechanism::EcdsaSha512,
            Self::EcdsaDigesting(
                DigestAlgorithm::Sha1 | DigestAlgorithm::Sha224 | DigestAlgorithm::Sha256,
            ) => Mechanism::EcdsaSha256,
            Self::Ed25519 => Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Pure)),
            Self::RsaPkcs1 => Mechanism::RsaPkcs,
            Self::RsaPkcs1Digesting => Mechanism::Sha256RsaPkcs,
            Self::RsaPss => Mechanism::RsaPkcsPss(pss),
            Self::RsaPssDigesting => Mechanism::Sha256RsaPkcsPss(pss),
        }
    }

    /// What the token is given for these signed attributes.
    pub(crate) fn input(self, attributes: &[u8]) -> Vec<u8> {
        match self {
            Self::Ecdsa(digest) => digested(digest, attributes),
            Self::RsaPkcs1 => [&SHA_256_INFO[..], &Sha256::digest(attributes)].concat(),
            Self::RsaPss => Sha256::digest(attributes).to_vec(),
            Self::EcdsaDigesting(_) | Self::Ed25519 | Self::RsaPkcs1Digesting | Self::RsaPssDigesting => {
                attributes.to_vec()
            }
        }
    }

    /// What came out, as CMS wants it.
    pub(crate) fn value(self, signature: Vec<u8>) -> SignatureValue {
        match self {
            Self::Ecdsa(digest) | Self::EcdsaDigesting(digest) => {
                SignatureValue::ecdsa_from_pair(digest, &signature)
            }
            Self::Ed25519 => SignatureValue::ed25519(signature),
            Self::RsaPkcs1 | Self::RsaPkcs1Digesting => {
                SignatureValue::rsa_pkcs1(DigestAlgorithm::Sha256, signature)
            }
            Self::RsaPss | Self::RsaPssDigesting => {
                SignatureValue::rsa_pss(DigestAlgorithm::Sha256, PSS_SALT_OCTETS, signature)
            }
        }
    }
}

/// The digest that fits the key: as strong as its curve.
pub(crate) fn digest_for(kind: KeyKind) -> DigestAlgorithm {
    match kind {
        KeyKind::Other | KeyKind::P256 | KeyKind::Rsa { .. } | KeyKind::RsaPss { .. } => {
            DigestAlgorithm::Sha256
        }
        KeyKind::P384 => DigestAlgorithm::Sha384,
        KeyKind::Ed25519 | KeyKind::P521 => DigestAlgorithm::Sha512,
    }
}

fn digested(digest: DigestAlgorithm, message: &[u8]) -> Vec<u8> {
    match digest {
        DigestAlgorithm::Sha384 => Sha384::digest(message).to_vec(),
        DigestAlgorithm::Sha512 => Sha512::digest(message).to_vec(),
        DigestAlgorithm::Sha1 | DigestAlgorithm::Sha224 | DigestAlgorithm::Sha256 => {
            Sha256::digest(message).to_vec()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSA: KeyKind = KeyKind::Rsa { bits: 3072 };

    #[test]
    fn the_way_is_one_that_the_token_has() {
        let choose = |kind, padding, authentication, known: &[MechanismType]| {
            Way::choose(kind, padding, authentication, known).ok()
        };
        let (once, each) = (Authentication::Once, Authentication::EachTime);
        let plain = [MechanismType::RSA_PKCS, MechanismType::ECDSA];
        assert_eq!(choose(RSA, RsaPadding::Pkcs1, once, &plain), Some(Way::RsaPkcs1));
        assert_eq!(choose(RSA, RsaPadding::Pss, once, &plain), None);
        assert_eq!(
            choose(KeyKind::P384, RsaPadding::Pkcs1, once, &plain),
            Some(Way::Ecdsa(DigestAlgorithm::Sha384))
        );
        assert_eq!(choose(RSA, RsaPadding::Pkcs1, each, &plain), None, "it cannot be asked in between");
        let all = [MechanismType::RSA_PKCS, MechanismType::SHA256_RSA_PKCS];
        assert_eq!(choose(RSA, RsaPadding::Pkcs1, each, &all), Some(Way::RsaPkcs1Digesting));
        assert_eq!(choose(KeyKind::Other, RsaPadding::Pkcs1, once, &all), None);
    }
}
