//! The hand behind the scenes: look at what the stand-ins hold, let signers act, let things go wrong.

mod routes;

use std::fmt;

use serde::Serialize;

use crate::envelope::{Envelope, EnvelopeState, Person};
use crate::fault::Fault;
use crate::stand_in::StandIn;
use crate::state::{Recorded, Shared};
use crate::{docage, gesdocs, ngsign, openapi, sigtool};

pub(crate) use routes::routes;

/// Looks behind the stand-ins and moves their signers. A cheap clone.
#[derive(Clone)]
pub struct Control {
    shared: Shared,
}

/// An envelope as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EnvelopeSnapshot {
    /// The id in the service's API.
    pub id: String,
    /// Its title, where the service knows one.
    pub title: String,
    /// `draft`, `out`, `completed`, `declined`, `expired`, `cancelled` or `deleted`.
    pub state: String,
    /// Those who are asked, in order, observers too.
    pub people: Vec<PersonSnapshot>,
    /// How many documents it has.
    pub documents: usize,
    /// How often a person was asked to sign; reminders do not count.
    pub invited: usize,
    /// How often reminders went out.
    pub reminders: usize,
    /// Sent as a test that costs nothing.
    pub test: bool,
}

/// Somebody who is asked, as they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonSnapshot {
    /// First and last name.
    pub name: String,
    /// The e-mail address, or nothing.
    pub email: String,
    /// `waiting`, `invited`, `viewed`, `signed` or `declined`.
    pub state: String,
    /// The address of the signing page.
    pub link: Option<String>,
}

/// A request as it came, for comparing it with the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRecord {
    /// The method, upper case.
    pub method: String,
    /// Path and query, with the service's prefix.
    pub path: String,
    /// Names in lower case, with values.
    pub headers: Vec<(String, String)>,
    /// The body; empty when many large ones came since.
    pub body: Vec<u8>,
}

/// A message a service would post to its caller now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoticeSample {
    /// Further headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The header `Content-Type`.
    pub content_type: String,
}

impl fmt::Debug for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Control").finish_non_exhaustive()
    }
}

impl Control {
    pub(crate) fn new(shared: Shared) -> Self {
        Self { shared }
    }

    /// Every envelope, oldest first, deleted ones too.
    #[must_use]
    pub fn envelopes(&self, provider: StandIn) -> Vec<EnvelopeSnapshot> {
        self.shared.change(|store| store.shelf(provider).all().iter().map(snapshot).collect())
    }

    /// How many sendings reached people, ever; the same one sent twice counts twice.
    #[must_use]
    pub fn creations(&self, provider: StandIn) -> usize {
        self.shared
            .change(|store| store.shelf(provider).all().iter().filter(|envelope| envelope.launched).count())
    }

    /// The requests that came, oldest first: the newest 10,000, bodies up to 64 MiB. The page's own are among them.
    #[must_use]
    pub fn requests(&self, provider: StandIn) -> Vec<RequestRecord> {
        self.shared.change(|store| store.shelf(provider).requests().map(RequestRecord::from).collect())
    }

    /// Somebody opens the documents; false when it is not their turn.
    pub fn view(&self, provider: StandIn, id: &str, email: &str) -> bool {
        self.act(provider, id, email, |envelope, person| envelope.view(person))
    }

    /// Somebody signs; false when it is not their turn or a document takes no signature.
    pub fn sign(&self, provider: StandIn, id: &str, email: &str) -> bool {
        self.act(provider, id, email, |envelope, person| envelope.sign(person).is_ok())
    }

    /// Somebody refuses; false when it is not their turn.
    pub fn decline(&self, provider: StandIn, id: &str, email: &str, reason: &str) -> bool {
        self.act(provider, id, email, |envelope, person| envelope.decline(person, reason))
    }

    /// Time runs out; false unless people are being asked.
    pub fn expire(&self, provider: StandIn, id: &str) -> bool {
        self.shared.change(|store| store.shelf(provider).envelope(id).is_some_and(Envelope::expire))
    }

    /// The next person of the newest envelope that waits for somebody signs; false when none does.
    pub fn sign_next(&self, provider: StandIn) -> bool {
        let Some((id, email)) = self.next(provider) else { return false };
        self.sign(provider, &id, &email)
    }

    /// Lets something go wrong, after what was queued before.
    pub fn fault(&self, fault: Fault) {
        self.shared.faults().push(fault);
    }

    /// How often a caller has been left without an answer ([`FaultKind::Silence`](crate::FaultKind::Silence)): when it counts,
    /// the work before the silence is done.
    #[must_use]
    pub fn silences(&self, provider: StandIn) -> usize {
        self.shared.change(|store| store.shelf(provider).silences)
    }

    /// Lets all held work ([`FaultKind::Held`](crate::FaultKind::Held)) happen.
    pub fn release(&self) {
        self.shared.release().notify_waiters();
    }

    /// How often held work has been done.
    #[must_use]
    pub fn late_works(&self, provider: StandIn) -> usize {
        self.shared.change(|store| store.shelf(provider).late_works)
    }

    /// Nothing goes wrong any more.
    pub fn clear_faults(&self) {
        self.shared.faults().clear();
    }

    /// What this service would post to its caller now; `None` where it posts nothing in this state, or never.
    #[must_use]
    pub fn notice(&self, provider: StandIn, id: &str) -> Option<NoticeSample> {
        let envelope = self.shared.change(|store| store.shelf(provider).envelope(id).cloned())?;
        match provider {
            StandIn::Docage => docage::notice(&self.shared, &envelope),
            StandIn::GesDocs => gesdocs::notice(&self.shared, &envelope),
            StandIn::NgSign => ngsign::notice(&self.shared, &envelope),
            StandIn::Openapi => openapi::notice(&self.shared, &envelope),
            StandIn::SigTool => sigtool::notice(&self.shared, &envelope),
        }
    }

    /// The newest envelope that waits for somebody, and the e-mail address of the first person it waits for.
    fn next(&self, provider: StandIn) -> Option<(String, String)> {
        self.next_of(provider, None)
    }

    /// The same, of one envelope when its id is given.
    fn next_of(&self, provider: StandIn, id: Option<&str>) -> Option<(String, String)> {
        self.shared.change(|store| {
            let envelopes = store.shelf(provider).all().iter().rev();
            envelopes.filter(|envelope| id.is_none_or(|id| id == envelope.id)).find_map(|envelope| {
                let person = envelope.asked().next()?;
                Some((envelope.id.clone(), person.email.clone()))
            })
        })
    }

    /// The first person with this address whose turn it is does something.
    fn act(
        &self,
        provider: StandIn,
        id: &str,
        email: &str,
        deed: impl FnOnce(&mut Envelope, &str) -> bool,
    ) -> bool {
        self.shared.change(|store| {
            let Some(envelope) = store.shelf(provider).envelope(id) else { return false };
            let mut asked = envelope.asked();
            let person = asked.find(|person| person.email.eq_ignore_ascii_case(email));
            let Some(person) = person.map(|person| person.id.clone()) else { return false };
            drop(asked);
            deed(envelope, &person)
        })
    }
}

fn snapshot(envelope: &Envelope) -> EnvelopeSnapshot {
    let documents = if envelope.state == EnvelopeState::Deleted { 0 } else { envelope.documents.len() };
    EnvelopeSnapshot {
        id: envelope.id.clone(),
        title: envelope.title.clone(),
        state: envelope.state.as_str().to_owned(),
        people: envelope.people.iter().map(PersonSnapshot::from).collect(),
        documents,
        invited: envelope.people.iter().map(|person| person.invited).sum(),
        reminders: envelope.reminders,
        test: envelope.test,
    }
}

impl From<&Person> for PersonSnapshot {
    fn from(person: &Person) -> Self {
        Self {
            name: person.full_name(),
            email: person.email.clone(),
            state: person.state.as_str().to_owned(),
            link: person.link.clone(),
        }
    }
}

impl From<&Recorded> for RequestRecord {
    fn from(request: &Recorded) -> Self {
        Self {
            method: request.method.clone(),
            path: request.path.clone(),
            headers: request.headers.clone(),
            body: request.body.to_vec(),
        }
    }
}
