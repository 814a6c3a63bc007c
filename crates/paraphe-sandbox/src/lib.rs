//! Stand-ins for five signature services: stateful servers on loopback, written from the vendors' documentation, with
//! signers who view, sign (a really signed PDF), decline or let time run out, and with faults on demand. Nothing leaves
//! this computer and nothing signed here is worth anything.
//!
//! # How a stand-in is written
//!
//! A folder per service with `routes() -> Router<Shared>` (mounted under `/<service>`, with its own `.fallback` for the
//! vendor's 404), `account(base) -> StandInAccount`, `notice(&Shared, &Envelope) -> Option<NoticeSample>` and a struct
//! `Own: Default` for what is no envelope (contacts, tokens), found at `store.<service>`.
//!
//! - Take `State(shared): State<Shared>`; `shared.change(|store| …)` locks, everything inside is synchronous. Never
//!   await or call `shared.change` again inside.
//! - `store.shelf(StandIn::X)` holds that service's envelopes: `add`, `envelope(id)` (`None` once deleted; settles
//!   expiry), `by_person(id)`, `keep(bytes)` (the same document twice is stored once). Fill an
//!   `Envelope` with people, documents and places, then `launch()`; `cancel`, `delete`, `remind`
//!   and the rest move it on. What only your vendor says goes into `own` (JSON) of the envelope, person or document.
//! - A person's `id` is the key of the signing page: let your vendor-like link answer `page::show(&shared, &id)`.
//! - `reading` has `json`, `parts` (multipart), `bearer`, `basic`, `content_type`: they answer facts, you answer the
//!   vendor's error. `evidence::pdf` is a proof file.
//! - Do not care for recording and faults: one layer (`gate`) in front of all routes does it, by service and path.

mod connection;
mod control;
mod docage;
mod envelope;
mod evidence;
mod fault;
mod fetch;
mod gate;
mod gesdocs;
mod ngsign;
mod openapi;
mod page;
mod query;
mod reading;
mod server;
mod sheet;
mod signing;
mod sigtool;
mod stand_in;
mod state;
mod timetable;

pub use control::{Control, EnvelopeSnapshot, NoticeSample, PersonSnapshot, RequestRecord};
pub use fault::{Fault, FaultKind};
pub use server::{Habits, Sandbox, SandboxOptions};
pub use stand_in::{StandIn, StandInAccount};
pub use timetable::Timetable;
