//! One signer in front of this computer.

use paraphe_envelope::{EnvelopeId, Field, FieldId, Language, RecipientId, Sha256Digest};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DocumentView, RecipientView};
use crate::Error;

/// A command about one signer of an envelope.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SignerRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The signer.
    pub recipient: RecipientId,
}

/// What a signer reads, accepts and signs.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SigningView {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// Its title.
    pub title: String,
    /// The signer.
    pub recipient: RecipientView,
    /// Documents as they stand now.
    pub documents: Vec<DocumentView>,
    /// This signer's boxes: signatures first, then initials, then what is written or ticked.
    pub fields: Vec<Field>,
    /// What is written or ticked beside the signature, in the order of the pages.
    pub entries: Vec<EntryView>,
    /// Consent text in the signer's language, with its identification.
    pub consent: ConsentTextView,
    /// The second text, about the movement of the signature; only where reinforced evidence was chosen. Refusing it
    /// hinders nothing.
    pub biometric_consent: Option<ConsentTextView>,
    /// Signers who still follow, in order; empty while the window is handed to a signer.
    pub next: Vec<RecipientView>,
}

/// A box beside the signature, and what is known of its content.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EntryView {
    /// The box.
    pub field: Field,
    /// Whether the signer has to say what goes into it; the rest is written as `text` says.
    pub asked: bool,
    /// What will be written, or what the answer begins with; empty where nothing is known.
    pub text: String,
}

/// What a signer answered for one box.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct BoxAnswer {
    /// The box.
    pub field: FieldId,
    /// What is to be written; nothing for a check box.
    pub text: String,
    /// Whether the box is ticked.
    pub ticked: bool,
}

/// Request of `preview_entries`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PreviewEntriesRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The signer.
    pub recipient: RecipientId,
    /// What the signer answered so far.
    pub answers: Vec<BoxAnswer>,
}

/// Answer of `preview_entries`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PreviewEntriesView {
    /// One drawing per box that is not left empty.
    pub boxes: Vec<BoxPreviewView>,
    /// What keeps a box from being filled, each beside its box.
    pub faults: Vec<EntryFaultView>,
}

/// Why a box cannot be filled like this.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EntryFaultView {
    /// The box.
    pub field: FieldId,
    /// Why.
    pub error: Error,
}

/// The exact text a signer accepts.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct ConsentTextView {
    /// Language of the text.
    pub language: Language,
    /// Version.
    pub version: String,
    /// Full text.
    pub text: String,
    /// SHA-256 of the text in UTF-8: recorded in the audit trail.
    pub sha256: Sha256Digest,
}

/// How the signer signs.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SignatureMark {
    /// Drawn: closed outlines in 0…1 of the pad, y downwards.
    Drawn {
        /// Polygons.
        outlines: Vec<Vec<[f64; 2]>>,
        /// Width of the pad divided by its height.
        aspect: f64,
        /// What drew it: `mouse`, `touch`, `pen` or `unknown`.
        input: String,
    },
    /// Typed name.
    Typed {
        /// The name as typed; it must be the signer's full name.
        name: String,
    },
    /// A cross, drawn by somebody who cannot write, beside the signature of a witness.
    Cross {
        /// Polygons of the cross, as in `drawn`.
        outlines: Vec<Vec<[f64; 2]>>,
        /// Width of the pad divided by its height.
        aspect: f64,
        /// What drew it.
        input: String,
        /// First and last name of the witness.
        witness_name: String,
        /// What the witness drew; none while only the cross is looked at.
        witness: Option<WitnessStroke>,
    },
}

/// What a witness drew.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct WitnessStroke {
    /// Polygons, as in `drawn`.
    pub outlines: Vec<Vec<[f64; 2]>>,
    /// Width of the pad divided by its height.
    pub aspect: f64,
    /// What drew it.
    pub input: String,
}

/// How the mark was made, as far as the window saw it.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct SignatureCapture {
    /// Strokes that remain.
    pub strokes: u32,
    /// Strokes taken back.
    pub undos: u32,
    /// How often all was cleared.
    pub clears: u32,
    /// Milliseconds from the first to the last stroke.
    pub duration_ms: u32,
    /// What drew or wrote it: `pen`, `touch`, `mouse`, `typed` or `unknown`.
    pub input: String,
    /// Whether a pen sent pressure that really varies.
    pub pressure: bool,
    /// Size of the screen, in CSS pixels.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub screen: Option<[u32; 2]>,
    /// Raw points `[x, y, milliseconds, pressure, tilt]`; only with the second consent.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub points: Option<Vec<[f64; 5]>>,
}

/// Request of `preview_signature`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PreviewSignatureRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The signer.
    pub recipient: RecipientId,
    /// How the person signs.
    pub mark: SignatureMark,
}

/// Answer of `preview_signature`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PreviewSignatureView {
    /// One drawing per box.
    pub boxes: Vec<BoxPreviewView>,
}

/// What one box will show.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BoxPreviewView {
    /// The box.
    pub field: FieldId,
    /// Complete SVG document, as large as the box.
    pub svg: String,
}

/// Request of `sign_locally`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SignLocallyRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The signer.
    pub recipient: RecipientId,
    /// The consent as it was shown.
    pub consent: ConsentTextView,
    /// How the person signs.
    pub mark: SignatureMark,
    /// What the signer answered for the boxes that are asked.
    #[serde(default)]
    pub answers: Vec<BoxAnswer>,
    /// How the mark was made.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub capture: Option<SignatureCapture>,
    /// The second text as it was accepted; none when it was not, or not asked.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub biometrics: Option<ConsentTextView>,
}

/// Request of `decline_signing`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct DeclineSigningRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The signer.
    pub recipient: RecipientId,
    /// Why; may be empty.
    pub reason: String,
}
