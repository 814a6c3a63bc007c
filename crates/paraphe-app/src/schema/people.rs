//! The address book, and people who come from elsewhere.

use paraphe_envelope::{Contact, PersonLine, PersonProblem, Timestamp};
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

/// Request of `list_contacts`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ListContactsRequest {
    /// Words of a name or an address, or digits of a number; nothing lists everybody.
    pub text: String,
}

/// A person of the address book, and how they came to be there.
#[derive(Clone, Debug, Serialize, TS)]
pub struct KnownContact {
    /// Who they are.
    pub contact: Contact,
    /// In how many requests they were.
    pub uses: u32,
    /// When they last were in one.
    pub used_at: Option<Timestamp>,
}

/// The address book.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AddressBookView {
    /// Those that were found, by name; at most 500.
    pub contacts: Vec<KnownContact>,
    /// How many were found.
    pub found: u32,
    /// How many there are.
    pub total: u32,
}

/// Request of `save_contact`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveContactRequest {
    /// Whom it corrects, by name and address; none for somebody new.
    pub former: Option<Contact>,
    /// As they are to be known.
    pub contact: Contact,
}

/// Answer of `save_contact`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SavedContactView {
    /// As they are known now, or as they were understood.
    pub contact: Contact,
    /// Everything that is wrong; where there is something, nothing was stored.
    pub problems: Vec<PersonProblem>,
}

/// Request of `add_contacts`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct AddContactsRequest {
    /// People, as `read_people` understood them.
    pub contacts: Vec<Contact>,
}

/// Answer of `add_contacts`.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct AddedContactsView {
    /// Who was not known.
    pub added: u32,
    /// Who was known, and is kept with what is new of them.
    pub known: u32,
}

/// Request of `export_contacts`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ExportContactsRequest {
    /// The person; everybody where there is none.
    pub contact: Option<Contact>,
    /// Absolute path of the new file; its ending says which kind: `.csv` or `.vcf`.
    pub path: String,
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
