//! The movement of a signature, encrypted to a key whose private half is not on this computer: nothing here can open it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem, OpModeS, Serializable as _};
use serde::Serialize;

use super::file::{SCHEMA, SealedBiometrics};
use crate::{Code, Error};

const SCHEME: &str = "HPKE base, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305 (RFC 9180)";

type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;

/// Whether these bytes can be a public key.
pub(crate) fn is_key(key: &[u8; 32]) -> bool {
    // A point of small order would make the secret known to all; sealing to it fails.
    PublicKey::from_bytes(key).is_ok_and(|key| seal_to(&key, b"", b"").is_ok())
}

#[derive(Serialize)]
struct Movement<'a> {
    /// `[x, y, milliseconds, pressure, tilt]`, x and y in 0…1 of the pad.
    points: &'a [[f64; 5]],
}

/// Seals raw points. `bound_to` names envelope and signer: what was sealed for one cannot be shown as another's.
///
/// # Errors
/// `error-evidence-key` when the key is none.
pub(crate) fn seal(key: &[u8; 32], points: &[[f64; 5]], bound_to: &str) -> Result<SealedBiometrics, Error> {
    let refused = || Error::new(Code::Refused, "error-evidence-key");
    let public = PublicKey::from_bytes(key).map_err(|_| refused())?;
    let text = serde_json_canonicalizer::to_vec(&Movement { points }).map_err(Error::internal)?;
    let (encapsulated, ciphertext) = seal_to(&public, &text, bound_to.as_bytes()).map_err(|_| refused())?;
    Ok(SealedBiometrics {
        scheme: SCHEME.to_owned(),
        public_key: key.iter().map(|byte| format!("{byte:02x}")).collect(),
        encapsulated_key: STANDARD.encode(encapsulated),
        ciphertext: STANDARD.encode(ciphertext),
    })
}

fn seal_to(key: &PublicKey, text: &[u8], bound_to: &[u8]) -> Result<(Vec<u8>, Vec<u8>), hpke::HpkeError> {
    let (encapsulated, ciphertext) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        key,
        SCHEMA.as_bytes(),
        text,
        bound_to,
    )?;
    Ok((encapsulated.to_bytes().to_vec(), ciphertext))
}

#[cfg(test)]
mod tests {
    use hpke::OpModeR;

    use super::*;

    #[test]
    fn only_the_private_key_opens_and_only_for_that_signer() {
        let (private, public) = X25519HkdfSha256::gen_keypair();
        let key: [u8; 32] = public.to_bytes().as_slice().try_into().unwrap();
        assert!(is_key(&key));
        let sealed = seal(&key, &[[0.25, 0.5, 12.0, 0.75, 30.0]], "env_1 r1").unwrap();
        let open = |bound_to: &str| {
            let bytes = STANDARD.decode(&sealed.encapsulated_key).unwrap();
            let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&bytes).unwrap();
            hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeR::Base,
                &private,
                &encapsulated,
                SCHEMA.as_bytes(),
                &STANDARD.decode(&sealed.ciphertext).unwrap(),
                bound_to.as_bytes(),
            )
        };
        assert_eq!(open("env_1 r1").unwrap(), br#"{"points":[[0.25,0.5,12,0.75,30]]}"#);
        assert!(open("env_1 r2").is_err(), "another signer's");
    }

    #[test]
    fn a_point_of_small_order_is_no_key() {
        assert!(!is_key(&[0; 32]));
    }
}
