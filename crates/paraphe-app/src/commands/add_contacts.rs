//! Puts people into the address book: those a person took from a list.

use paraphe_envelope::{Contact, PersonProblem};

use crate::schema::{AddContactsRequest, AddedContactsView};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, request: AddContactsRequest) -> Result<AddedContactsView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let contacts: Vec<Contact> = request.contacts.into_iter().filter_map(kept).collect();
        let added = app.history().add_contacts(&contacts).map_err(translate::history)?;
        let count = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
        Ok(AddedContactsView { added: count(added), known: count(contacts.len() - added) })
    })
    .await
}

/// What of a person can be kept: the list has said before what is wrong with the rest.
fn kept(contact: Contact) -> Option<Contact> {
    let (mut contact, problems) = contact.tidied();
    for problem in problems {
        match problem {
            PersonProblem::EmailInvalid { .. } => contact.email.clear(),
            PersonProblem::PhoneInvalid { .. } => contact.mobile.clear(),
            PersonProblem::EmailMissing
            | PersonProblem::LanguageUnknown { .. }
            | PersonProblem::NameMissing
            | PersonProblem::NothingFound => {}
        }
    }
    let is_somebody =
        !(contact.first_name.is_empty() && contact.last_name.is_empty() && contact.email.is_empty());
    is_somebody.then_some(contact)
}
