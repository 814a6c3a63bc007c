//! Signers who act by themselves, for the demonstration.

use std::time::{Duration, Instant};

use crate::envelope::{Envelope, PersonState};
use crate::stand_in::StandIn;
use crate::state::Shared;

/// When signers act by themselves: everybody who is asked opens the documents, then signs; where a service asks one
/// after the other, so do they.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timetable {
    /// From being asked to opening the documents.
    pub view_after: Duration,
    /// From opening the documents to signing them.
    pub sign_after: Duration,
}

/// How often the stand-ins look whether somebody's time has come.
const TICK: Duration = Duration::from_millis(100);

/// Lets signers act until the server stops.
pub(crate) async fn run(shared: Shared, timetable: Timetable) {
    loop {
        tokio::time::sleep(TICK).await;
        shared.change(|store| {
            for provider in StandIn::ALL {
                store.shelf(provider).all().iter_mut().for_each(|envelope| act(envelope, timetable));
            }
        });
    }
}

fn act(envelope: &mut Envelope, timetable: Timetable) {
    let now = Instant::now();
    let due = envelope.asked().find(|person| {
        let after = match person.state {
            PersonState::Viewed => timetable.sign_after,
            PersonState::Waiting | PersonState::Invited | PersonState::Signed | PersonState::Declined => {
                timetable.view_after
            }
        };
        now.duration_since(person.since) >= after
    });
    let Some((person, state)) = due.map(|person| (person.id.clone(), person.state)) else { return };
    if state == PersonState::Viewed {
        // A document nobody can sign stays open, as it would with people.
        let _ = envelope.sign(&person);
    } else {
        envelope.view(&person);
    }
}
