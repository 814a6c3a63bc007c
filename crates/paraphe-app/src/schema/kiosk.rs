//! Face to face: the whole window is handed to one signer after the other.

use paraphe_envelope::{DocumentId, EnvelopeId, Language, RecipientId, Sha256Digest};
use paraphe_providers::ProviderId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroize as _;

use super::{ReceiptQuestionView, ReceiptWishView, SignatureLevel};

/// Six digits. Its debug text is `***`; it is wiped from memory when dropped.
#[derive(Clone, Deserialize, Eq, PartialEq, TS)]
pub struct HostPin(pub String);

impl std::fmt::Debug for HostPin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl Drop for HostPin {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Request of `set_host_pin`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SetHostPinRequest {
    /// The PIN until now; none when there is none yet.
    pub old_pin: Option<HostPin>,
    /// The new one: six digits.
    pub pin: HostPin,
}

/// A command the host confirms with the PIN.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PinRequest {
    /// The host's PIN.
    pub pin: HostPin,
}

/// Request of `end_kiosk`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct EndKioskRequest {
    /// The host's PIN; none at the end, where the PIN that led there has given the device back.
    pub pin: Option<HostPin>,
}

/// How the host made sure of who signs.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IdentityCheckKind {
    /// An identity document was seen; never copied.
    DocumentSeen,
    /// The host knows the person.
    KnownPersonally,
    /// Nothing was checked.
    #[default]
    NotChecked,
    /// Something else, in words of the organisation's own.
    Other,
}

/// One way to make sure of who signs, as the organisation lists them for the host.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct IdentityCheckChoice {
    /// How.
    pub kind: IdentityCheckKind,
    /// The organisation's words, with `other` only.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub label: Option<String>,
}

/// What the host checked of one signer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct IdentityCheck {
    /// The signer.
    pub recipient: RecipientId,
    /// How.
    pub kind: IdentityCheckKind,
    /// The organisation's words, with `other` only.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub label: Option<String>,
    /// The last four letters or digits of the document's number, at most; no more is kept of it.
    pub last4: Option<String>,
}

/// How much the evidence file holds.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceLevel {
    /// No biometric data.
    #[default]
    Standard,
    /// The movement of the signature too, encrypted to a key that is not on this computer, if the signer agrees.
    Reinforced,
}

/// Request of `begin_kiosk`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct BeginKioskRequest {
    /// The envelope to be signed here.
    pub envelope: EnvelopeId,
    /// The host, as signers read it and the evidence names it.
    pub host_name: String,
    /// What was checked, by signer; a signer left out counts as not checked.
    pub checks: Vec<IdentityCheck>,
    /// How much is kept.
    pub evidence: EvidenceLevel,
    /// The level of the signatures; the settings' own where there is none.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub level: Option<SignatureLevel>,
    /// The link of one signer, whose service's page is handed over; none where signatures are made on this computer.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub link: Option<String>,
}

/// Where the mode stands.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KioskPhase {
    /// Not on.
    #[default]
    Off,
    /// The signer's name is shown; nothing of the documents yet.
    HandOver,
    /// The signer reads, consents, signs; here or on a service's page.
    Signing,
    /// Signed or refused; waiting for the host.
    Return,
    /// Idle, left, or interrupted: nothing is shown without the PIN.
    Locked,
    /// Nobody is left to sign; the host saves or prints for those who want it.
    Receipt,
}

/// The signer in front of the computer.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct KioskSignerView {
    /// Who.
    pub recipient: RecipientId,
    /// First and last name.
    pub name: String,
    /// The language chosen at hand-over, or the one they are addressed in.
    pub language: Language,
}

/// A file of the receipt.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct ReceiptDocumentView {
    /// Its id, for `save_document`.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
    /// The digest of the signed file.
    pub sha256: Sha256Digest,
}

/// A readable evidence sheet, for `save_artifact`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct ReceiptSheetView {
    /// Its file name.
    pub name: String,
    /// Its digest.
    pub sha256: Sha256Digest,
}

/// What can be handed out at the end.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct ReceiptView {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// Its documents, each as it stands now.
    pub documents: Vec<ReceiptDocumentView>,
    /// The evidence sheets of those who signed.
    pub sheets: Vec<ReceiptSheetView>,
    /// How those who signed wish to be handed their copy.
    pub wishes: Vec<ReceiptWishView>,
    /// Who refused.
    pub refusal: Option<KioskRefusalView>,
}

/// Who refused to sign, and why.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct KioskRefusalView {
    /// Their name.
    pub name: String,
    /// What they said; empty where they said nothing.
    pub reason: String,
}

/// The service's page that is handed over.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct KioskPageView {
    /// Whose page it is.
    pub provider: ProviderId,
    /// The host it is at.
    pub host: String,
    /// Another host it wished to lead to, and was not let.
    pub kept_from: Option<String>,
}

/// Answer of every command of the mode.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct KioskView {
    /// Where it stands.
    pub phase: KioskPhase,
    /// The envelope; none while off.
    pub envelope: Option<EnvelopeId>,
    /// Its title; empty while off.
    pub title: String,
    /// The host; empty while off.
    pub host_name: String,
    /// Whose turn it is; none when nobody is left.
    pub signer: Option<KioskSignerView>,
    /// How many signers follow after this one.
    pub waiting: u32,
    /// How many have signed.
    pub done: u32,
    /// Seconds without a sign of life until the question.
    pub idle_seconds: u32,
    /// Seconds from the question to the lock.
    pub warning_seconds: u32,
    /// Seconds until the PIN may be tried again; 0 when it may be now.
    pub pin_wait_seconds: u32,
    /// Whether the host has a PIN.
    pub pin_set: bool,
    /// Whether the settings hold a key for reinforced evidence.
    pub reinforced_available: bool,
    /// How much is kept.
    pub evidence: EvidenceLevel,
    /// What whoever has just signed is asked; only in the phase `return`, and until they have answered.
    pub receipt_question: Option<ReceiptQuestionView>,
    /// What can be handed out; only in the phase `receipt`.
    pub receipt: Option<ReceiptView>,
    /// The service's page that is signed on; none where signatures are made on this computer.
    pub page: Option<KioskPageView>,
}

/// Request of `kiosk_start`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct KioskStartRequest {
    /// The language the signer chose.
    pub language: Language,
}

/// A step of a signing whose time is recorded.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SigningMoment {
    /// The documents were opened.
    Opened,
    /// A page was shown for the first time.
    PageShown,
    /// The box under the consent text was ticked.
    Consented,
    /// The first stroke or letter.
    FirstStroke,
    /// The last one.
    LastStroke,
    /// "Sign for good" was pressed.
    Confirmed,
}

/// Request of `note_signing`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct NoteSigningRequest {
    /// What happened, now by the program's clock.
    pub step: SigningMoment,
    /// The document of a page that was shown.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub document: Option<DocumentId>,
    /// The page that was shown, from 1.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub page: Option<u32>,
}
