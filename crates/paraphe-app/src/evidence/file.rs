//! `preuve.json`: what is known of one signature made at this computer. Canonical JSON (RFC 8785), so that its digest can
//! be computed again by anybody. `docs/evidence.schema.json` describes it; a change here is a new version there.

use paraphe_envelope::{DocumentId, EnvelopeId, Language, RecipientId, Sha256Digest};
use serde::{Deserialize, Serialize};

use crate::schema::{EvidenceLevel, IdentityCheckKind};

/// Name and version of the format.
pub(crate) const SCHEMA: &str = "paraphe-evidence/1";
/// What the signature is, in law: never more than this is claimed (eIDAS, articles 3(10) and 25).
pub(crate) const LABEL: &str = "simple_electronic_signature_collected_face_to_face";
/// The same of a signature nobody was present at.
pub(crate) const LABEL_ALONE: &str = "simple_electronic_signature_made_alone";

/// The evidence file.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceFile {
    pub(crate) schema: String,
    pub(crate) label: String,
    pub(crate) level: EvidenceLevel,
    pub(crate) envelope: EvidenceEnvelope,
    pub(crate) documents: Vec<EvidenceDocument>,
    pub(crate) signer: EvidenceSigner,
    pub(crate) host: EvidenceHost,
    pub(crate) consent: EvidenceConsent,
    pub(crate) biometric_consent: Option<EvidenceConsent>,
    pub(crate) times: EvidenceTimes,
    pub(crate) clock: EvidenceClock,
    pub(crate) timestamp: TimestampState,
    pub(crate) signature: EvidenceSignature,
    pub(crate) biometrics: Option<SealedBiometrics>,
    pub(crate) device: EvidenceDevice,
    pub(crate) network: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceEnvelope {
    pub(crate) id: EnvelopeId,
    pub(crate) title: String,
}

/// A document as it was before this signature.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceDocument {
    pub(crate) id: DocumentId,
    pub(crate) name: String,
    pub(crate) sha256_before: Sha256Digest,
    pub(crate) page_count: u32,
    /// Where the signature is seen; empty where it is in the file alone.
    pub(crate) boxes: Vec<EvidenceBox>,
}

/// A box, in points of the page as displayed, from its top left corner.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceBox {
    pub(crate) page: u32,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// The signer as declared.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceSigner {
    pub(crate) recipient: RecipientId,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) email: Option<String>,
}

/// Who handed the computer over, and what they checked.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceHost {
    pub(crate) name: String,
    pub(crate) identity_check: IdentityCheckKind,
    /// In the organisation's words, where the check is none of the known ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) identity_check_label: Option<String>,
    pub(crate) identity_document_last4: Option<String>,
    /// Whether the window belonged to the signer alone.
    pub(crate) exclusive_window: bool,
}

/// A text that was accepted.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceConsent {
    pub(crate) text: String,
    pub(crate) language: Language,
    pub(crate) version: String,
    pub(crate) sha256: Sha256Digest,
    pub(crate) accepted_at: Option<Moment>,
}

/// A time, twice: UTC, and as the computer's zone has it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Moment {
    pub(crate) utc: String,
    pub(crate) local: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceTimes {
    pub(crate) opened: Option<Moment>,
    pub(crate) pages_shown: Vec<EvidencePage>,
    pub(crate) first_stroke: Option<Moment>,
    pub(crate) last_stroke: Option<Moment>,
    pub(crate) confirmed: Option<Moment>,
    /// The time the signature itself claims.
    pub(crate) signed: Moment,
}

/// A page shown for the first time.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidencePage {
    pub(crate) document: DocumentId,
    /// From 1.
    pub(crate) page: u32,
    pub(crate) at: Moment,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceClock {
    pub(crate) source: String,
    /// Seconds between this computer's clock and a time server's; none where nobody asked.
    pub(crate) skew_seconds: Option<f64>,
}

/// What is known of a timestamp by somebody else when this file is made.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TimestampState {
    /// One is wished and is put over the finished document as soon as there is a connection: it proves that the document
    /// existed then, not when it was signed.
    AddedLater,
    /// None is wished.
    None,
    /// The signature itself holds one.
    WithSignature,
}

/// How it was signed.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceSignature {
    pub(crate) method: SignatureMethod,
    /// `pen`, `touch`, `mouse`, `typed` or `unknown`.
    pub(crate) input: String,
    pub(crate) pressure_available: bool,
    pub(crate) stroke_count: Option<u32>,
    pub(crate) duration_ms: Option<u32>,
    pub(crate) undo_count: Option<u32>,
    pub(crate) clear_count: Option<u32>,
    pub(crate) typed_name: Option<String>,
    pub(crate) outlines: Option<EvidenceOutlines>,
    pub(crate) witness: Option<EvidenceWitness>,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SignatureMethod {
    CrossWithWitness,
    Drawn,
    Typed,
}

/// Closed polygons in 0…1 of the pad, and the pad's width divided by its height.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceOutlines {
    pub(crate) aspect: f64,
    pub(crate) polygons: Vec<Vec<[f64; 2]>>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceWitness {
    pub(crate) name: String,
    pub(crate) input: String,
    pub(crate) outlines: EvidenceOutlines,
}

/// The movement of the signature, readable with the organisation's private key only.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SealedBiometrics {
    /// HPKE (RFC 9180), base mode, and its three algorithms.
    pub(crate) scheme: String,
    /// The public key it is sealed to, hexadecimal.
    pub(crate) public_key: String,
    /// Base64.
    pub(crate) encapsulated_key: String,
    /// Base64.
    pub(crate) ciphertext: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceDevice {
    pub(crate) os: String,
    pub(crate) app_version: String,
    /// CSS pixels, width and height.
    pub(crate) screen: Option<[u32; 2]>,
    /// A random number made once for this data folder; no serial number.
    pub(crate) install_id: String,
}

impl EvidenceFile {
    /// The bytes of the file: canonical JSON.
    pub(crate) fn to_canonical(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json_canonicalizer::to_vec(self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    fn canonical(value: &Value) -> String {
        String::from_utf8(serde_json_canonicalizer::to_vec(value).unwrap()).unwrap()
    }

    /// RFC 8785, 3.2.2 and 3.2.3: the example of serialization and the one of sorting.
    #[test]
    fn the_examples_of_the_standard_come_out_as_it_says() {
        let source = r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        let expected = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
        assert_eq!(canonical(&serde_json::from_str(source).unwrap()), expected);
        let unsorted = json!({
            "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis",
        });
        let order = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"];
        let text = canonical(&unsorted);
        let places: Vec<_> = order.iter().map(|word| text.find(word).unwrap()).collect();
        assert!(places.is_sorted(), "by UTF-16 code units: {text}");
    }

    /// RFC 8785, appendix B.
    #[test]
    fn numbers_are_written_as_the_standard_does() {
        for (bits, expected) in [
            (0x0000_0000_0000_0000_u64, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5556, "333333333.3333334"),
        ] {
            assert_eq!(canonical(&json!(f64::from_bits(bits))), expected, "{bits:016x}");
        }
    }
}
