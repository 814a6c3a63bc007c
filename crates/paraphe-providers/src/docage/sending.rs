//! From a dispatch to a launched transaction, step by step.
//!
//! Nobody is asked before the last step. So whatever is found half-made without an answer is thrown away with its draft
//! and made again; only about the draft itself and the launch Docage is asked. Two notes must outlive a power cut as well: that the first
//! file is on its way, with which the draft's identifier is kept, and that the launch is. Losing any other leads to the same
//! draft being thrown away.

use super::api::Docage;
use super::lost::{self, Sought};
use super::prepared::{Person, Prepared};
use super::wire::{NewLocation, NewMember, State};
use crate::error::{Error, ErrorKind, Result, Retry};
use crate::plan::Dispatch;
use crate::provider::{Documents, Found, IdempotencyKey, RemoteId, Sent};
use crate::steps::{LEFT_BEHIND, Outlives, Steps, once, once_lasting, open_step, refuse_asked, value_of};

impl Docage {
    pub(super) async fn send_prepared(
        &self,
        dispatch: &Dispatch<'_>,
        key: &IdempotencyKey,
        documents: &dyn Documents,
        steps: &dyn Steps,
    ) -> Result<Sent> {
        let prepared = Prepared::new(dispatch, key, &self.config)?;
        match self.settle(&Sought::new(dispatch, key), steps).await {
            // A list that is out of order keeps nothing here for good.
            Err(error) if error.kind() == ErrorKind::Server && lost::is_creation_open(steps) => {
                lost::leave_behind(steps, None).await?;
            }
            settled => settled?,
        }
        let made = self.make(&prepared, documents, steps).await;
        match made {
            Err(error) if error.retry() == Retry::No => {
                // The refusal is what matters; a draft that cannot be deleted now is named, and deleted by the next try.
                match self.discard(steps).await {
                    Ok(()) => Err(error),
                    Err(_) => Err(left_behind(error, steps)),
                }
            }
            made => made,
        }
    }

    /// What became of a sending that was cut.
    pub(super) async fn look_for(
        &self,
        dispatch: &Dispatch<'_>,
        key: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Found> {
        let known = steps.known();
        let Some(launch) = known.iter().find(|step| step.name == LAUNCH) else {
            // Nobody was asked. What was half made is thrown away while it is known: which step was cut is forgotten with this
            // answer, and what goes on with the draft would add its file or its person a second time.
            self.settle(&Sought::new(dispatch, key), steps).await?;
            return Ok(Found::Absent);
        };
        let Some(transaction) = value_of(&known, TRANSACTION) else { return Ok(Found::Unknown) };
        let is_launched = match launch.value {
            Some(_) => Some(true),
            None => self.settle_launch(&transaction, steps).await?,
        };
        match is_launched {
            None => Ok(Found::Unknown),
            Some(false) => Ok(Found::Absent),
            Some(true) => {
                let prepared = Prepared::new(dispatch, key, &self.config)?;
                Ok(Found::Accepted(self.sent(transaction, &prepared, steps)))
            }
        }
    }

    async fn make(
        &self,
        prepared: &Prepared<'_>,
        documents: &dyn Documents,
        steps: &dyn Steps,
    ) -> Result<Sent> {
        let mut contacts = Vec::new();
        for (person, n) in prepared.people.iter().zip(1..) {
            contacts.push(in_draft(steps, &format!("contact.{n}"), self.contact(person)).await?);
        }
        let transaction = self.client.create_transaction(&prepared.transaction);
        let transaction = in_draft(steps, TRANSACTION, transaction).await?;
        let mut files = Vec::new();
        for (file, n) in prepared.files.iter().zip(1..) {
            let add = async {
                let path = documents.file(&file.document.id).await?;
                self.client.add_file(&transaction, file, &path).await
            };
            // The first keeps the draft's identifier.
            let outlives = if n == 1 { Outlives::PowerCut } else { Outlives::Program };
            files.push(once_lasting(steps, &format!("file.{n}"), outlives, add).await?);
        }
        let members = self.add_members(&transaction, prepared, &contacts, steps).await?;
        for (place, n) in prepared.places.iter().zip(1..) {
            let location = NewLocation {
                transaction_member_id: &members[place.person],
                transaction_file_id: &files[place.file],
                pages: place.page.to_string(),
                coordinates: &place.coordinates,
            };
            in_draft(steps, &format!("location.{n}"), self.client.add_location(&location)).await?;
        }
        let launch = async { self.client.launch(&transaction).await.map(|()| LAUNCHED.to_owned()) };
        once(steps, LAUNCH, launch).await?;
        Ok(self.sent(transaction, prepared, steps))
    }

    async fn add_members(
        &self,
        transaction: &str,
        prepared: &Prepared<'_>,
        contacts: &[String],
        steps: &dyn Steps,
    ) -> Result<Vec<String>> {
        let mut members = Vec::new();
        for ((person, contact), n) in prepared.people.iter().zip(contacts).zip(1..) {
            let member = NewMember {
                transaction_id: transaction,
                contact_id: contact,
                friendly_name: &person.friendly_name,
                member_role: person.role,
                sign_mode: person.sign_mode,
                notify_invitation: person.notify_invitation,
                notify_completion: person.notify_completion,
            };
            members.push(in_draft(steps, &member_step(n), self.client.add_member(&member)).await?);
        }
        Ok(members)
    }

    /// The contact of a person: the one with this address and this name, or a new one. Somebody else with the same address
    /// is left alone: a transaction that is out may be theirs. Another mobile phone is written into the contact only when
    /// the code goes there.
    async fn contact(&self, person: &Person<'_>) -> Result<String> {
        let wanted = &person.contact;
        let mut known = self.client.contacts_by_email(&wanted.email).await?;
        if !known.is_empty() && !known.iter().any(|contact| contact.is(wanted)) {
            known = self.client.contacts().await?;
        }
        let Some(contact) = known.iter().find(|contact| contact.is(wanted)) else {
            return self.client.create_contact(wanted).await;
        };
        match &wanted.mobile {
            Some(mobile) if person.needs_mobile() && !contact.has_mobile(mobile) => {
                self.client.update_contact(&contact.id, &contact.with_mobile(mobile)).await?;
            }
            Some(_) | None => {}
        }
        Ok(contact.id.clone())
    }

    /// Answers the question an earlier try has left open, if any.
    async fn settle(&self, sought: &Sought<'_>, steps: &dyn Steps) -> Result<()> {
        let known = steps.known();
        let Some(open) = open_step(&known) else { return Ok(()) };
        match open.name.as_str() {
            LAUNCH => {}
            TRANSACTION => return self.settle_creation(sought, steps).await,
            _ => return self.discard(steps).await,
        }
        let is_launched = match value_of(&known, TRANSACTION) {
            Some(transaction) => self.settle_launch(&transaction, steps).await?,
            None => None,
        };
        match is_launched {
            Some(_) => Ok(()),
            None => Err(Error::new(ErrorKind::Interrupted, "whether it was launched cannot be told")
                .with_retry(Retry::AfterCheck)
                .with_context("step", LAUNCH)),
        }
    }

    /// Whether an open launch has happened, and writes it down; none when Docage's word does not say. A second launch of a
    /// draft is the same transaction's: nobody is asked by two.
    async fn settle_launch(&self, transaction: &str, steps: &dyn Steps) -> Result<Option<bool>> {
        let word = match self.client.status(transaction).await {
            Ok(word) => word,
            // Deleted by somebody at Docage: before or after it was launched, nobody knows.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        match State::read(&word) {
            None => Ok(None),
            Some(State::Draft) => {
                steps.forget(LAUNCH).await?;
                Ok(Some(false))
            }
            Some(
                State::Scheduled
                | State::WaitingInformations
                | State::Active
                | State::Validated
                | State::Signed
                | State::Expired
                | State::Refused
                | State::Aborted,
            ) => {
                steps.finish(LAUNCH, LAUNCHED).await?;
                Ok(Some(true))
            }
        }
    }

    /// Throws the draft away and forgets what it was made of. The contacts stay at Docage and are looked up again: one that
    /// was remembered may be what was refused. Nothing that may have been launched, here or by hand at Docage, is ever
    /// thrown away.
    async fn discard(&self, steps: &dyn Steps) -> Result<()> {
        let known = steps.known();
        if known.iter().any(|step| step.name == LAUNCH) {
            return Ok(());
        }
        if let Some(transaction) = value_of(&known, TRANSACTION) {
            self.delete_draft(&transaction).await?;
        }
        for step in known.iter().filter(|step| step.name != LEFT_BEHIND) {
            steps.forget(&step.name).await?;
        }
        Ok(())
    }

    /// Throws away what was half made of a sending that is given up.
    pub(super) async fn give_up(&self, sought: &Sought<'_>, steps: &dyn Steps) -> Result<()> {
        refuse_asked(&steps.known(), LAUNCH)?;
        if lost::is_creation_open(steps) {
            self.settle_creation(sought, steps).await?;
        }
        self.discard(steps).await
    }

    fn sent(&self, transaction: String, prepared: &Prepared<'_>, steps: &dyn Steps) -> Sent {
        let known = steps.known();
        let people = prepared.people.iter().zip(1..);
        // Who gets an invitation needs no link from us; who only gets a copy has nothing to open.
        let handed = people.filter(|(person, _)| !person.notify_invitation && person.recipient.role.acts());
        let links = handed.filter_map(|(person, n)| {
            let member = value_of(&known, &member_step(n))?;
            Some((person.recipient.id.clone(), self.config.sign_link(&member)))
        });
        Sent { links: links.collect(), remote: RemoteId(transaction) }
    }
}

/// A step of a draft nobody has seen yet.
async fn in_draft(
    steps: &dyn Steps,
    name: &str,
    make: impl Future<Output = Result<String>> + Send,
) -> Result<String> {
    once_lasting(steps, name, Outlives::Program, make).await
}

fn left_behind(error: Error, steps: &dyn Steps) -> Error {
    match value_of(&steps.known(), TRANSACTION) {
        Some(transaction) => error.with_context("left_behind", transaction),
        None => error,
    }
}

fn member_step(number: usize) -> String {
    format!("member.{number}")
}

pub(super) const TRANSACTION: &str = "transaction";
const LAUNCH: &str = "launch";
const LAUNCHED: &str = "launched";
