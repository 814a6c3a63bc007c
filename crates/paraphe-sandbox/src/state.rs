//! What all stand-ins share: one store behind one lock, the faults to come, and where the server answers.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use tokio::sync::Notify;

use crate::envelope::{Envelope, EnvelopeState};
use crate::fault::FaultQueue;
use crate::server::Habits;
use crate::stand_in::StandIn;
use crate::{docage, gesdocs, ngsign, openapi, sigtool};

/// How many requests per service are remembered.
const REMEMBERED_REQUESTS: usize = 10_000;
/// How many bytes of bodies per service are remembered; older bodies are forgotten first, their heads stay.
const REMEMBERED_BODIES: usize = 64 * 1024 * 1024;
/// How many of the newest documents are compared with one that comes in.
const COMPARED_DOCUMENTS: usize = 8;

/// What every route takes as its state; a cheap clone.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Inner>);

struct Inner {
    store: Mutex<Store>,
    faults: Mutex<FaultQueue>,
    habits: Habits,
    port: u16,
    release: Arc<Notify>,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("port", &self.0.port).finish_non_exhaustive()
    }
}

impl Shared {
    pub(crate) fn new(port: u16, habits: Habits) -> Self {
        let (store, faults, release) = (Mutex::default(), Mutex::default(), Arc::default());
        Self(Arc::new(Inner { store, faults, habits, port, release }))
    }

    /// Looks at the store or changes it, alone. Not to be called within itself.
    pub(crate) fn change<T>(&self, work: impl FnOnce(&mut Store) -> T) -> T {
        work(&mut self.0.store.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, FaultQueue> {
        self.0.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What lets held work happen.
    pub(crate) fn release(&self) -> &Arc<Notify> {
        &self.0.release
    }

    pub(crate) fn habits(&self) -> &Habits {
        &self.0.habits
    }

    /// `http://127.0.0.1:PORT`.
    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.0.port)
    }

    /// `http://127.0.0.1:PORT/<service>`.
    pub(crate) fn base(&self, provider: StandIn) -> String {
        format!("{}/{}", self.origin(), provider.as_str())
    }

    pub(crate) fn is_own_host(&self, host: &str) -> bool {
        let port = self.0.port;
        host == format!("127.0.0.1:{port}") || host == format!("localhost:{port}")
    }
}

/// Everything the stand-ins remember.
#[derive(Default)]
pub(crate) struct Store {
    shelves: HashMap<StandIn, Shelf>,
    /// What Docage alone knows.
    pub(crate) docage: docage::Own,
    /// What GesDocs alone knows.
    pub(crate) gesdocs: gesdocs::Own,
    /// What NGSign alone knows.
    pub(crate) ngsign: ngsign::Own,
    /// What Openapi alone knows.
    pub(crate) openapi: openapi::Own,
    /// What SigTool alone knows.
    pub(crate) sigtool: sigtool::Own,
}

impl Store {
    /// The envelopes and requests of one service.
    pub(crate) fn shelf(&mut self, provider: StandIn) -> &mut Shelf {
        self.shelves.entry(provider).or_default()
    }
}

/// The envelopes and requests of one service.
#[derive(Default)]
pub(crate) struct Shelf {
    envelopes: Vec<Envelope>,
    by_id: HashMap<String, usize>,
    requests: VecDeque<Recorded>,
    /// Bytes of remembered bodies.
    remembered: usize,
    newest_documents: VecDeque<Bytes>,
    /// How often a caller was left without an answer.
    pub(crate) silences: usize,
    /// How much of what was held has been done since.
    pub(crate) late_works: usize,
}

impl Shelf {
    /// Takes a new envelope; its id must be new.
    pub(crate) fn add(&mut self, envelope: Envelope) -> &mut Envelope {
        let at = self.envelopes.len();
        self.by_id.insert(envelope.id.clone(), at);
        self.envelopes.push(envelope);
        &mut self.envelopes[at]
    }

    /// The envelope with this id unless it was deleted; one whose time is up expires now.
    pub(crate) fn envelope(&mut self, id: &str) -> Option<&mut Envelope> {
        let envelope = &mut self.envelopes[*self.by_id.get(id)?];
        envelope.settle();
        (envelope.state != EnvelopeState::Deleted).then_some(envelope)
    }

    /// The envelope that this person is asked to sign, unless it was deleted.
    pub(crate) fn by_person(&mut self, person: &str) -> Option<&mut Envelope> {
        let mut envelopes = self.envelopes.iter_mut().rev();
        let envelope = envelopes.find(|envelope| envelope.person(person).is_some())?;
        envelope.settle();
        (envelope.state != EnvelopeState::Deleted).then_some(envelope)
    }

    /// All envelopes, deleted ones too, oldest first.
    pub(crate) fn all(&mut self) -> &mut [Envelope] {
        self.envelopes.iter_mut().for_each(Envelope::settle);
        &mut self.envelopes
    }

    /// The same bytes; when they came lately already, the copy that is there.
    pub(crate) fn keep(&mut self, document: Bytes) -> Bytes {
        if let Some(known) = self.newest_documents.iter().find(|known| **known == document) {
            return known.clone();
        }
        if self.newest_documents.len() == COMPARED_DOCUMENTS {
            self.newest_documents.pop_front();
        }
        // A part of a request would hold the whole request in memory.
        let own = Bytes::copy_from_slice(&document);
        self.newest_documents.push_back(own.clone());
        own
    }

    pub(crate) fn record(&mut self, request: Recorded) {
        self.remembered += request.body.len();
        self.requests.push_back(request);
        while self.requests.len() > REMEMBERED_REQUESTS {
            self.remembered -= self.requests.pop_front().map_or(0, |oldest| oldest.body.len());
        }
        let mut oldest = self.requests.iter_mut();
        while self.remembered > REMEMBERED_BODIES {
            let Some(request) = oldest.next() else { break };
            self.remembered -= std::mem::take(&mut request.body).len();
        }
    }

    pub(crate) fn requests(&self) -> impl Iterator<Item = &Recorded> {
        self.requests.iter()
    }
}

/// A request as it came.
pub(crate) struct Recorded {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
}
