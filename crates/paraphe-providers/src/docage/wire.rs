//! What Docage takes and answers: JSON with names in PascalCase. It is written exactly so and read whatever the case.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::Result;
use crate::http::Answer;
use crate::provider::RemoteState;

/// `POST /Contacts`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct NewContact {
    pub(super) email: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) first_name: String,
    pub(super) last_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mobile: Option<String>,
}

/// `POST /Transactions`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct NewTransaction {
    pub(super) name: String,
    pub(super) is_test: bool,
    /// Days between reminders; 0: none.
    pub(super) reminder: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) maximum_reminders: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) invitation_email_body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) webhook: Option<String>,
    /// By which it is found again: the subject of a mail that is never written, to people who fill in a form.
    pub(super) form_email_subject: String,
}

/// `POST /TransactionMembers`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct NewMember<'a> {
    pub(super) transaction_id: &'a str,
    pub(super) contact_id: &'a str,
    pub(super) friendly_name: &'a str,
    pub(super) member_role: u8,
    pub(super) sign_mode: u8,
    pub(super) notify_invitation: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notify_completion: Option<bool>,
}

/// `POST /SignatureLocations`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct NewLocation<'a> {
    pub(super) transaction_member_id: &'a str,
    pub(super) transaction_file_id: &'a str,
    pub(super) pages: String,
    pub(super) coordinates: &'a str,
}

/// Somebody in the account's address book.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Contact {
    pub(super) id: String,
    members: Map<String, Value>,
}

impl Contact {
    /// The contacts of an answer: one, a list, or nothing.
    pub(super) fn all(value: &Value) -> Vec<Self> {
        match value {
            Value::Array(items) => items.iter().filter_map(Self::read).collect(),
            Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                Self::read(value).into_iter().collect()
            }
        }
    }

    fn read(value: &Value) -> Option<Self> {
        let id = text(value, "Id").filter(|id| is_id(id))?.to_owned();
        Some(Self { id, members: value.as_object()?.clone() })
    }

    fn own(&self, name: &str) -> &str {
        let found = self.members.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.and_then(|(_, value)| value.as_str()).unwrap_or_default().trim()
    }

    /// Whether it is this person: the same mailbox and the same name, upper and lower case aside.
    pub(super) fn is(&self, person: &NewContact) -> bool {
        [("Email", &person.email), ("FirstName", &person.first_name), ("LastName", &person.last_name)]
            .into_iter()
            .all(|(name, wanted)| self.own(name).to_lowercase() == wanted.trim().to_lowercase())
    }

    /// Whether its mobile phone is this one; how it is written does not count.
    pub(super) fn has_mobile(&self, mobile: &str) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        digits(self.own("Mobile")) == digits(mobile)
    }

    /// `PUT /Contacts/{id}`: what it held, with another mobile phone. Nothing says that what is left out stays as it was.
    pub(super) fn with_mobile(&self, mobile: &str) -> Value {
        const NAMES: [&str; 16] = [
            "Email",
            "FirstName",
            "LastName",
            "Phone",
            "Address1",
            "Address2",
            "City",
            "State",
            "ZipCode",
            "Country",
            "Notes",
            "Company",
            "Civility",
            "Job",
            "Gender",
            "Language",
        ];
        let known = |name: &str| {
            let found = self.members.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.clone()).filter(|value| !value.is_null())
        };
        let kept = NAMES.into_iter().filter_map(|name| Some((name.to_owned(), known(name)?)));
        let mobile = ("Mobile".to_owned(), Value::String(mobile.to_owned()));
        Value::Object(kept.chain([mobile]).collect())
    }
}

/// A transaction of the account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) name: String,
    /// None where the list does not say.
    pub(super) mark: Option<String>,
    state: Option<String>,
}

impl Listed {
    pub(super) fn all(value: &Value) -> Vec<Self> {
        value.as_array().into_iter().flatten().filter_map(Self::read).collect()
    }

    pub(super) fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: text(value, "Id").filter(|id| is_id(id))?.to_owned(),
            name: text(value, "Name").unwrap_or_default().to_owned(),
            mark: text(value, "FormEmailSubject").map(str::to_owned),
            state: member(value, "Status").and_then(|word| {
                word.as_str().map(str::to_owned).or_else(|| Some(word.as_u64()?.to_string()))
            }),
        })
    }

    /// Whether nothing says that it is anything but a draft.
    pub(super) fn is_perhaps_draft(&self) -> bool {
        self.state.as_deref().and_then(State::read).is_none_or(|state| state == State::Draft)
    }
}

/// How far a transaction is. Numbers and names are both in use (public client code).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum State {
    Draft,
    Scheduled,
    WaitingInformations,
    Active,
    Validated,
    Signed,
    Expired,
    Refused,
    Aborted,
}

impl State {
    /// In the order of their numbers.
    const ALL: [(Self, &'static str); 9] = [
        (Self::Draft, "Draft"),
        (Self::Scheduled, "Scheduled"),
        (Self::WaitingInformations, "WaitingInformations"),
        (Self::Active, "Active"),
        (Self::Validated, "Validated"),
        (Self::Signed, "Signed"),
        (Self::Expired, "Expired"),
        (Self::Refused, "Refused"),
        (Self::Aborted, "Aborted"),
    ];

    /// The state of this name or number; none when nobody knows it.
    pub(super) fn read(word: &str) -> Option<Self> {
        let named = Self::ALL.iter().find(|(_, name)| name.eq_ignore_ascii_case(word));
        let numbered = || Self::ALL.get(word.parse::<usize>().ok()?);
        named.or_else(numbered).map(|(state, _)| *state)
    }

    pub(super) fn remote(self) -> RemoteState {
        match self {
            Self::Draft => RemoteState::NotLaunched,
            Self::Scheduled | Self::WaitingInformations => RemoteState::Sent,
            Self::Active | Self::Validated => RemoteState::InProgress,
            Self::Signed => RemoteState::Completed,
            Self::Expired => RemoteState::Expired,
            Self::Refused => RemoteState::Declined,
            Self::Aborted => RemoteState::Voided,
        }
    }
}

/// The word for a state: `"Active"`, `Active` or `3`.
///
/// # Errors
/// [`crate::ErrorKind::Malformed`] when the answer is no word.
pub(super) fn status_word(answer: &Answer) -> Result<String> {
    let text = answer.text();
    let text = text.trim();
    let is_word = !text.is_empty() && text.chars().all(char::is_alphanumeric);
    match serde_json::from_str(text) {
        Ok(Value::String(word)) => Ok(word),
        Ok(Value::Number(number)) => Ok(number.to_string()),
        Ok(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) => Err(answer.malformed()),
        Err(_) if is_word => Ok(text.to_owned()),
        Err(_) => Err(answer.malformed()),
    }
}

/// The identifier of something new: a JSON text by itself, an object with `Id`, or plain text.
///
/// # Errors
/// [`crate::ErrorKind::Malformed`] when there is none; something has been created nevertheless.
pub(super) fn new_id(answer: &Answer) -> Result<String> {
    let text = answer.text();
    let found = match serde_json::from_str::<Value>(&text) {
        Ok(Value::String(id)) => Some(id),
        Ok(value) => self::text(&value, "Id").map(str::to_owned),
        Err(_) => Some(text.trim().to_owned()),
    };
    found.filter(|id| is_id(id)).ok_or_else(|| answer.malformed())
}

/// Whether a text can be an identifier that goes into an address.
pub(super) fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A member of an object, upper and lower case aside.
pub(super) fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    value.as_object()?.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// A text member of an object, upper and lower case aside.
pub(super) fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    member(value, name)?.as_str()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn alice() -> NewContact {
        NewContact {
            email: "a@ex.fr".to_owned(),
            first_name: "Alice".to_owned(),
            last_name: "Dupont".to_owned(),
            mobile: None,
        }
    }

    #[test]
    fn states_have_names_and_numbers() {
        for (number, (state, name)) in State::ALL.into_iter().enumerate() {
            for word in [name.to_owned(), name.to_uppercase(), number.to_string()] {
                assert_eq!(State::read(&word), Some(state), "{word}");
            }
        }
        for word in ["", "Teleported", "9", "-1", "100"] {
            assert_eq!(State::read(word), None, "{word}");
        }
    }

    #[test]
    fn contacts_come_alone_or_in_a_list_whatever_the_case_of_names() {
        let one = json!({ "id": "c-1", "email": "A@ex.fr", "firstName": "ALICE", "lastName": " Dupont" });
        for answer in [one.clone(), json!([one])] {
            let found = Contact::all(&answer);
            assert_eq!(found.len(), 1);
            assert!(found[0].is(&alice()));
        }
        assert_eq!(Contact::all(&json!(null)), []);
        assert_eq!(Contact::all(&json!({ "Id": "../Transactions" })), []);
        let bob = NewContact { first_name: "Bob".to_owned(), ..alice() };
        assert!(!Contact::all(&one)[0].is(&bob), "a shared mailbox does not make one person of two");
    }

    #[test]
    fn another_mobile_phone_leaves_the_rest_of_a_contact() {
        let known = json!({
            "Id": "c-1", "Email": "a@ex.fr", "LastName": "Dupont", "Company": "Ex", "Phone": null, "Mobile": "06 12",
            "Language": 1, "IsSomethingElse": true,
        });
        let contact = &Contact::all(&known)[0];
        assert!(contact.has_mobile("0612") && !contact.has_mobile("+33612345678"));
        let expect = json!({
            "Email": "a@ex.fr", "LastName": "Dupont", "Company": "Ex", "Language": 1, "Mobile": "+33612345678",
        });
        assert_eq!(contact.with_mobile("+33612345678"), expect);
    }

    #[test]
    fn an_identifier_never_leads_elsewhere() {
        for good in ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "42"] {
            assert!(is_id(good));
        }
        for bad in ["", "a/b", "a?b", "..", "a b", "\"3f25", "<html>"] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
