//! What every stand-in remembers of a request for signatures, whatever its vendor calls it, and how it moves on.

use std::time::Instant;

use axum::body::Bytes;
use jiff::Timestamp;
use serde_json::Value;

use crate::signing::{self, SigningFailure};
use crate::stand_in::StandIn;

/// One request for signatures.
#[derive(Clone, Debug)]
pub(crate) struct Envelope {
    pub(crate) provider: StandIn,
    /// What the vendor's API calls it.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) state: EnvelopeState,
    pub(crate) documents: Vec<Document>,
    pub(crate) people: Vec<Person>,
    /// Whether people sign one after the other, in the order of `people`.
    pub(crate) ordered: bool,
    /// Sent as a test that costs nothing.
    pub(crate) test: bool,
    /// Whether it ever reached people; stays true.
    pub(crate) launched: bool,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
    pub(crate) expires: Option<Timestamp>,
    /// How often somebody was reminded.
    pub(crate) reminders: usize,
    pub(crate) events: Vec<Event>,
    /// What only this vendor says.
    pub(crate) own: Value,
}

/// Where an envelope stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EnvelopeState {
    Draft,
    Out,
    Completed,
    Declined,
    Expired,
    Cancelled,
    /// Its documents are gone.
    Deleted,
}

impl EnvelopeState {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Out => "out",
            Self::Completed => "completed",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
            Self::Deleted => "deleted",
        }
    }
}

/// One document; `bytes` are those of the newest signature.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
    /// Whether it is to be signed or only to be read.
    pub(crate) to_sign: bool,
    /// What only this vendor says.
    pub(crate) own: Value,
}

/// Somebody who is asked.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// Key of the signing page: unguessable and unique among all stand-ins.
    pub(crate) id: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) email: String,
    pub(crate) phone: Option<String>,
    /// Whether a signature is wanted; otherwise the person only watches.
    pub(crate) signs: bool,
    /// Whether the service writes to the person; without it, somebody else hands over the link.
    pub(crate) notified: bool,
    pub(crate) state: PersonState,
    /// Where the vendor's signing page for this person opens.
    pub(crate) link: Option<String>,
    pub(crate) places: Vec<Place>,
    /// How often the service wrote to the person to have them sign, reminders not counted.
    pub(crate) invited: usize,
    pub(crate) signed_at: Option<Timestamp>,
    pub(crate) reason: Option<String>,
    /// When the present state began.
    pub(crate) since: Instant,
    /// What only this vendor says.
    pub(crate) own: Value,
}

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PersonState {
    Waiting,
    Invited,
    Viewed,
    Signed,
    Declined,
}

impl PersonState {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Invited => "invited",
            Self::Viewed => "viewed",
            Self::Signed => "signed",
            Self::Declined => "declined",
        }
    }
}

/// A box on a page as it is displayed, in points.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    /// Index in the envelope's documents.
    pub(crate) document: usize,
    /// Counted from 1.
    pub(crate) page: u32,
    pub(crate) corner: Corner,
    /// From the left edge to the box.
    pub(crate) x: f64,
    /// From the corner's edge to the box's edge on that side.
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// From which corner of the page a vendor counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Corner {
    TopLeft,
    BottomLeft,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) at: Timestamp,
    /// `launched`, `viewed`, `signed`, `declined`, `expired`, `cancelled`, `deleted`, `reminded`, `completed`.
    pub(crate) kind: &'static str,
    /// The person's id.
    pub(crate) person: Option<String>,
}

impl Person {
    /// Somebody who is to sign and has not been asked yet. `id`: see [`crate::reading::random_id`].
    pub(crate) fn new(id: String, first_name: &str, last_name: &str, email: &str) -> Self {
        Self {
            id,
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            email: email.to_owned(),
            phone: None,
            signs: true,
            notified: true,
            state: PersonState::Waiting,
            link: None,
            places: Vec::new(),
            invited: 0,
            signed_at: None,
            reason: None,
            since: Instant::now(),
            own: Value::Null,
        }
    }

    pub(crate) fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }

    fn enter(&mut self, state: PersonState) {
        self.state = state;
        self.since = Instant::now();
    }

    fn is_asked(&self) -> bool {
        self.signs && matches!(self.state, PersonState::Invited | PersonState::Viewed)
    }
}

impl Envelope {
    /// An empty draft.
    pub(crate) fn new(provider: StandIn, id: String, title: &str) -> Self {
        let now = Timestamp::now();
        Self {
            provider,
            id,
            title: title.to_owned(),
            state: EnvelopeState::Draft,
            documents: Vec::new(),
            people: Vec::new(),
            ordered: false,
            test: false,
            launched: false,
            created: now,
            updated: now,
            expires: None,
            reminders: 0,
            events: Vec::new(),
            own: Value::Null,
        }
    }

    pub(crate) fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    pub(crate) fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// Sends the draft to people; false when it is none or nobody is to sign anything.
    pub(crate) fn launch(&mut self) -> bool {
        let complete = self.people.iter().any(|person| person.signs)
            && self.documents.iter().any(|document| document.to_sign);
        if self.state != EnvelopeState::Draft || !complete {
            return false;
        }
        self.state = EnvelopeState::Out;
        self.launched = true;
        self.note("launched", None);
        self.invite();
        true
    }

    /// Asks those whose turn has come.
    fn invite(&mut self) {
        let ordered = self.ordered;
        let open =
            self.people.iter_mut().filter(|person| person.signs && person.state != PersonState::Signed);
        for person in open.take(if ordered { 1 } else { usize::MAX }) {
            if person.state == PersonState::Waiting {
                person.enter(PersonState::Invited);
                person.invited += usize::from(person.notified);
            }
        }
    }

    /// Those who can sign now, in order.
    pub(crate) fn asked(&self) -> impl Iterator<Item = &Person> {
        let open = self.state == EnvelopeState::Out;
        self.people.iter().filter(move |person| open && person.is_asked())
    }

    fn asked_index(&self, id: &str) -> Option<usize> {
        let index = self.people.iter().position(|person| person.id == id)?;
        (self.state == EnvelopeState::Out && self.people[index].is_asked()).then_some(index)
    }

    /// The person opens the documents; false when it is not their turn.
    pub(crate) fn view(&mut self, person: &str) -> bool {
        let Some(index) = self.asked_index(person) else { return false };
        if self.people[index].state == PersonState::Invited {
            self.people[index].enter(PersonState::Viewed);
            self.note("viewed", Some(person));
        }
        true
    }

    /// The person really signs every document meant for them.
    ///
    /// # Errors
    /// When it is not their turn or a document takes no signature; nothing has changed then.
    pub(crate) fn sign(&mut self, person: &str) -> Result<(), SigningFailure> {
        let index = self.asked_index(person).ok_or(SigningFailure::NotTheirTurn)?;
        self.view(person);
        let now = Timestamp::now();
        let signed = signing::signed_documents(&self.documents, &self.people[index], now)?;
        for (document, bytes) in signed {
            self.documents[document].bytes = bytes;
        }
        self.people[index].enter(PersonState::Signed);
        self.people[index].signed_at = Some(now);
        self.note("signed", Some(person));
        if self.people.iter().all(|person| !person.signs || person.state == PersonState::Signed) {
            self.state = EnvelopeState::Completed;
            self.note("completed", None);
        } else {
            self.invite();
        }
        Ok(())
    }

    /// The person refuses, which ends it for everybody; false when it is not their turn.
    pub(crate) fn decline(&mut self, person: &str, reason: &str) -> bool {
        let Some(index) = self.asked_index(person) else { return false };
        self.people[index].enter(PersonState::Declined);
        self.people[index].reason = Some(reason.to_owned());
        self.end(EnvelopeState::Declined, "declined", Some(person))
    }

    /// Time runs out; false unless people are being asked.
    pub(crate) fn expire(&mut self) -> bool {
        self.state == EnvelopeState::Out && self.end(EnvelopeState::Expired, "expired", None)
    }

    /// The sender withdraws it; false unless it is a draft or people are being asked.
    pub(crate) fn cancel(&mut self) -> bool {
        matches!(self.state, EnvelopeState::Draft | EnvelopeState::Out)
            && self.end(EnvelopeState::Cancelled, "cancelled", None)
    }

    /// Destroys it with its documents.
    pub(crate) fn delete(&mut self) {
        for document in &mut self.documents {
            document.bytes = Bytes::new();
        }
        self.end(EnvelopeState::Deleted, "deleted", None);
    }

    /// Reminds those who can sign now; false when nobody can.
    pub(crate) fn remind(&mut self) -> bool {
        let someone = self.asked().next().is_some();
        if someone {
            self.reminders += 1;
            self.note("reminded", None);
        }
        someone
    }

    /// Expires when its time is up.
    pub(crate) fn settle(&mut self) {
        if self.expires.is_some_and(|end| end <= Timestamp::now()) {
            self.expire();
        }
    }

    fn end(&mut self, state: EnvelopeState, kind: &'static str, person: Option<&str>) -> bool {
        self.state = state;
        self.note(kind, person);
        true
    }

    fn note(&mut self, kind: &'static str, person: Option<&str>) {
        self.updated = Timestamp::now();
        self.events.push(Event { at: self.updated, kind, person: person.map(str::to_owned) });
    }
}
