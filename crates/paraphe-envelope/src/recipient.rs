//! Recipients: people with a part in an envelope.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{EmailAddress, PhoneNumber, RecipientId, RoutingOrder};

/// What part a recipient has.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Says yes or no, without signing.
    Approver,
    /// Gets a copy at the end.
    CarbonCopy,
    /// Signs.
    Signer,
    /// May look.
    Viewer,
}

impl Role {
    /// Whether the envelope waits for this recipient: signers and approvers act, the others are told.
    #[must_use]
    pub fn acts(self) -> bool {
        match self {
            Self::Approver | Self::Signer => true,
            Self::CarbonCopy | Self::Viewer => false,
        }
    }
}

/// How a recipient shows who they are before signing.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Authentication {
    /// Not at all (or by the host's own eyes, in person).
    #[default]
    None,
    /// By a code sent to the e-mail address.
    EmailCode,
    /// By a code sent to the mobile phone.
    SmsCode,
}

/// Who tells the recipient that there is something to sign.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Nobody: they sit in front of this computer.
    InPerson,
    /// We do, by handing out a link.
    Links,
    /// The provider's e-mail does.
    #[default]
    ProviderMails,
}

/// Whether a signer's signature is seen on the pages.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignatureVisibility {
    /// It has no box on any page, because somebody chose so.
    Invisible,
    /// It stands in at least one box.
    #[default]
    Visible,
}

/// A language an envelope or a recipient is addressed in.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Arabic.
    Ar,
    /// English.
    En,
    /// French.
    #[default]
    Fr,
    /// Italian.
    It,
}

impl Language {
    /// The word for it in files and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
            Self::Fr => "fr",
            Self::It => "it",
        }
    }
}

/// A recipient of an envelope: everything said about them has been checked.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct Recipient {
    /// Their identifier within the envelope.
    pub id: RecipientId,
    /// Their part.
    pub role: Role,
    /// First name; may be empty when the last name is not.
    pub first_name: String,
    /// Last name; may be empty when the first name is not.
    pub last_name: String,
    /// E-mail address, if they have one.
    pub email: Option<EmailAddress>,
    /// Mobile phone, if they have one.
    pub mobile: Option<PhoneNumber>,
    /// The language they are addressed in.
    pub language: Language,
    /// How they show who they are.
    pub authentication: Authentication,
    /// When they act; see [`crate::turns`].
    pub routing_order: Option<RoutingOrder>,
    /// Who tells them.
    pub delivery: Delivery,
}

impl Recipient {
    /// First and last name, with one space between when there are both.
    #[must_use]
    pub fn full_name(&self) -> String {
        full_name(&self.first_name, &self.last_name)
    }
}

/// A recipient of a draft: as typed, perhaps not finished.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
pub struct DraftRecipient {
    /// Their identifier within the draft.
    pub id: RecipientId,
    /// Their part.
    pub role: Role,
    /// First name as typed.
    pub first_name: String,
    /// Last name as typed.
    pub last_name: String,
    /// E-mail address as typed; empty when none.
    pub email: String,
    /// Mobile phone as typed; empty when none.
    pub mobile: String,
    /// The language they are addressed in.
    pub language: Language,
    /// How they show who they are.
    pub authentication: Authentication,
    /// When they act, from 1; see [`crate::turns`].
    pub routing_order: Option<u16>,
    /// Who tells them.
    pub delivery: Delivery,
    /// Whether their signature needs a box; only signers have one.
    #[serde(default)]
    pub signature: SignatureVisibility,
}

impl DraftRecipient {
    /// Whether this signer shall sign without any box: chosen by a person, never assumed.
    #[must_use]
    pub fn signs_invisibly(&self) -> bool {
        self.role == Role::Signer && self.signature == SignatureVisibility::Invisible
    }

    /// First and last name, with one space between when there are both.
    #[must_use]
    pub fn full_name(&self) -> String {
        full_name(&self.first_name, &self.last_name)
    }

    /// Whether sending to this recipient is impossible without an e-mail address.
    #[must_use]
    pub fn needs_email(&self) -> bool {
        self.delivery == Delivery::ProviderMails || self.authentication == Authentication::EmailCode
    }

    /// Whether sending to this recipient is impossible without a mobile phone.
    #[must_use]
    pub fn needs_mobile(&self) -> bool {
        self.authentication == Authentication::SmsCode
    }
}

fn full_name(first: &str, last: &str) -> String {
    [first.trim(), last.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_whatever_their_script() {
        assert_eq!(full_name("Łucja", "Đặng-Œuvray"), "Łucja Đặng-Œuvray");
        assert_eq!(full_name(" محمد ", "الطرابلسي"), "محمد الطرابلسي");
        assert_eq!(full_name("", "Zoë"), "Zoë");
        assert_eq!(full_name(" ", ""), "");
    }

    #[test]
    fn a_recipient_of_an_older_version_signs_in_boxes() {
        let written = crate::sample::draft_recipient("alice", Role::Signer);
        let mut json = serde_json::to_value(&written).unwrap();
        assert_eq!(json["signature"], "visible");
        json.as_object_mut().unwrap().remove("signature");
        let read: DraftRecipient = serde_json::from_value(json).unwrap();
        assert_eq!(read, written);
        assert!(!read.signs_invisibly());
        let viewer = DraftRecipient {
            signature: SignatureVisibility::Invisible,
            ..crate::sample::draft_recipient("chloe", Role::Viewer)
        };
        assert!(!viewer.signs_invisibly(), "who does not sign signs nowhere");
    }

    #[test]
    fn words_are_snake_case_in_json() {
        assert_eq!(serde_json::to_string(&Role::CarbonCopy).unwrap(), "\"carbon_copy\"");
        assert_eq!(serde_json::to_string(&Authentication::SmsCode).unwrap(), "\"sms_code\"");
        assert_eq!(serde_json::to_string(&Delivery::ProviderMails).unwrap(), "\"provider_mails\"");
        assert_eq!(serde_json::to_string(&Language::Fr).unwrap(), "\"fr\"");
    }
}
