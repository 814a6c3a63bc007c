//! What may be wrong although nothing forbids it: an address that looks mistyped, a number without its country, the same
//! person twice. A hint never keeps anything from being sent.

mod email;
mod phone;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Draft, DraftRecipient, EmailAddress, PhoneNumber, RecipientId, plain};

pub use email::email_suggestion;
pub use phone::phone_suggestion;

/// Something a person may want to look at again.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum DraftHint {
    /// The e-mail address looks mistyped.
    EmailTypo {
        /// The recipient.
        recipient: RecipientId,
        /// What was probably meant.
        suggestion: EmailAddress,
    },
    /// The phone number lacks its country code.
    PhoneForm {
        /// The recipient.
        recipient: RecipientId,
        /// The number in international form.
        suggestion: PhoneNumber,
    },
    /// Numbers of this country have another length.
    PhoneUnlikely {
        /// The recipient.
        recipient: RecipientId,
    },
    /// Two recipients have the same name.
    SamePerson {
        /// The later of the two.
        recipient: RecipientId,
        /// The earlier of the two.
        other: RecipientId,
    },
    /// Two recipients have the same phone: a code sent there tells nobody apart.
    SamePhone {
        /// The later of the two.
        recipient: RecipientId,
        /// The earlier of the two.
        other: RecipientId,
    },
}

impl Draft {
    /// What may be wrong with the recipients although nothing forbids it, in their order.
    #[must_use]
    pub fn hints(&self) -> Vec<DraftHint> {
        let mut hints = Vec::new();
        for (at, person) in self.recipients.iter().enumerate() {
            let recipient = || person.id.clone();
            if let Some(suggestion) = email_suggestion(&person.email) {
                hints.push(DraftHint::EmailTypo { recipient: recipient(), suggestion });
            }
            match person.mobile.parse::<PhoneNumber>() {
                Ok(number) if !phone::is_likely(&number) => {
                    hints.push(DraftHint::PhoneUnlikely { recipient: recipient() });
                }
                Ok(_) => {}
                Err(_) => {
                    if let Some(suggestion) = phone_suggestion(&person.mobile) {
                        hints.push(DraftHint::PhoneForm { recipient: recipient(), suggestion });
                    }
                }
            }
            let earlier = &self.recipients[..at];
            if let Some(other) = earlier.iter().find(|other| is_same_person(other, person)) {
                hints.push(DraftHint::SamePerson { recipient: recipient(), other: other.id.clone() });
            }
            if let Some(other) = earlier.iter().find(|other| is_same_phone(other, person)) {
                hints.push(DraftHint::SamePhone { recipient: recipient(), other: other.id.clone() });
            }
        }
        hints
    }
}

/// The same name in the same part. Who has the same address as well is told about by the problems.
fn is_same_person(one: &DraftRecipient, other: &DraftRecipient) -> bool {
    let name = plain(&one.full_name());
    one.role == other.role && !name.is_empty() && name == plain(&other.full_name())
}

fn is_same_phone(one: &DraftRecipient, other: &DraftRecipient) -> bool {
    let number = |person: &DraftRecipient| person.mobile.parse::<PhoneNumber>().ok();
    number(one).is_some_and(|found| number(other) == Some(found))
}

#[cfg(test)]
mod tests;
