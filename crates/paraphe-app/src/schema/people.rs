//! The address book, and people who come from elsewhere.

use paraphe_envelope::{Contact, PersonLine};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Request of `suggest_contacts`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SuggestContactsRequest {
    /// What has been typed of a name or an address; nothing typed answers those used last.
    pub text: String,
}

/// People of the address book.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ContactsView {
    /// The last used first.
    pub contacts: Vec<Contact>,
}

/// Request of `forget_contact`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ForgetContactRequest {
    /// Whom, by name and address.
    pub contact: Contact,
}

/// Where people are read from.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum PeopleSource {
    /// A CSV file, a text or visiting cards.
    File {
        /// Its absolute path.
        path: String,
    },
    /// What was pasted.
    Text {
        /// The text.
        text: String,
    },
}

/// Request of `read_people`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReadPeopleRequest {
    /// Where from.
    pub source: PeopleSource,
}

/// What was understood; nothing has been added anywhere.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PeopleView {
    /// One per line, row or card.
    pub people: Vec<PersonLine>,
}
