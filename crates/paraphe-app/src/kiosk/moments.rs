//! The times of a signing in progress. In memory only: what is not finished leaves nothing behind.

use std::sync::{Mutex, MutexGuard, PoisonError};

use paraphe_envelope::{DocumentId, EnvelopeId, RecipientId, Timestamp};

use crate::schema::{NoteSigningRequest, SigningMoment};

/// One page shown for the first time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PageShown {
    pub(crate) document: DocumentId,
    /// From 1.
    pub(crate) page: u32,
    pub(crate) at: Timestamp,
}

/// What is known of the signing in progress.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Noted {
    envelope: Option<EnvelopeId>,
    recipient: Option<RecipientId>,
    pub(crate) opened: Option<Timestamp>,
    pub(crate) pages: Vec<PageShown>,
    pub(crate) consented: Option<Timestamp>,
    pub(crate) first_stroke: Option<Timestamp>,
    pub(crate) last_stroke: Option<Timestamp>,
    pub(crate) confirmed: Option<Timestamp>,
}

/// The one signing this program can have in progress.
#[derive(Debug, Default)]
pub(crate) struct Moments(Mutex<Noted>);

/// More pages than any document we open: a page that notes forever does not fill the memory.
const MOST_PAGES: usize = 100_000;

impl Moments {
    /// A new signing: the former one is forgotten.
    pub(crate) fn begin(&self, envelope: EnvelopeId, recipient: Option<RecipientId>) {
        *self.lock() = Noted { envelope: Some(envelope), recipient, ..Noted::default() };
    }

    /// Begins unless this very signing is in progress.
    pub(crate) fn continue_or_begin(&self, envelope: &EnvelopeId, recipient: &RecipientId) {
        if !self.lock().is_of(envelope, recipient) {
            self.begin(envelope.clone(), Some(recipient.clone()));
        }
    }

    pub(crate) fn forget(&self) {
        *self.lock() = Noted::default();
    }

    /// Notes a step. Opening and showing count the first time, what the signer does counts the last time; a new first
    /// stroke begins the drawing anew.
    pub(crate) fn note(&self, request: &NoteSigningRequest, at: Timestamp) {
        let mut noted = self.lock();
        match request.step {
            SigningMoment::Opened => {
                noted.opened.get_or_insert(at);
            }
            SigningMoment::PageShown => {
                if let (Some(document), Some(page)) = (&request.document, request.page) {
                    noted.show(document, page, at);
                }
            }
            SigningMoment::Consented => noted.consented = Some(at),
            SigningMoment::FirstStroke => {
                noted.first_stroke = Some(at);
                noted.last_stroke = None;
            }
            SigningMoment::LastStroke => noted.last_stroke = Some(at),
            SigningMoment::Confirmed => noted.confirmed = Some(at),
        }
    }

    /// What was noted of this signing; nothing when another is in progress.
    pub(crate) fn of(&self, envelope: &EnvelopeId, recipient: &RecipientId) -> Noted {
        let noted = self.lock();
        if noted.is_of(envelope, recipient) { noted.clone() } else { Noted::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Noted {
    fn is_of(&self, envelope: &EnvelopeId, recipient: &RecipientId) -> bool {
        self.envelope.as_ref() == Some(envelope) && self.recipient.as_ref() == Some(recipient)
    }

    fn show(&mut self, document: &DocumentId, page: u32, at: Timestamp) {
        let is_known = self.pages.iter().any(|shown| shown.document == *document && shown.page == page);
        if !is_known && self.pages.len() < MOST_PAGES {
            self.pages.push(PageShown { document: document.clone(), page, at });
        }
    }
}
