//! What can go wrong on demand, and the queue that says when.

use std::collections::VecDeque;

use axum::http::{Method, Uri};
use serde::{Deserialize, Serialize};

use crate::stand_in::StandIn;

/// Something that shall go wrong.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// At which service.
    pub provider: StandIn,
    /// Only where path and query hold this; empty: anywhere.
    #[serde(default)]
    pub path_contains: String,
    /// Only with this method.
    #[serde(default)]
    pub method: Option<String>,
    /// How many matching requests pass unharmed first.
    #[serde(default)]
    pub skip: usize,
    /// How many are hit then.
    #[serde(default = "once")]
    pub times: usize,
    /// What happens.
    pub kind: FaultKind,
}

fn once() -> usize {
    1
}

/// What goes wrong.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FaultKind {
    /// Nothing is done; this answer comes instead.
    Status {
        /// The HTTP status.
        status: u16,
        /// The header `Retry-After`, in seconds.
        #[serde(default)]
        retry_after_seconds: Option<u64>,
        /// The body, said to be JSON when it starts like JSON.
        #[serde(default)]
        body: String,
    },
    /// Nothing is done; a web page with status 200 comes instead, as from a hotel's network.
    Html,
    /// The work is done; half of the answer comes.
    TruncatedJson,
    /// A download answers bytes that are no PDF, under the name of one.
    NotPdf,
    /// Nothing is done and the connection is closed without an answer.
    DropBefore,
    /// The work is done and the connection is closed without an answer.
    DropAfter,
    /// The work starts late.
    Delay {
        /// By how many milliseconds.
        millis: u64,
    },
    /// No answer comes for as long as the caller waits. [`Control::silences`](crate::Control::silences) counts how often that
    /// has begun.
    Silence {
        /// Whether the work is done before.
        works: bool,
    },
    /// The work is done when [`Control::release`](crate::Control::release) says so, even if the caller is gone by then; the
    /// beginning counts among the silences.
    Held,
    /// Nothing is done; 307 leads elsewhere.
    RedirectTo {
        /// The address in `Location`.
        url: String,
    },
    /// The work is done; every word for a state in the answer is one that nobody knows.
    UnknownState,
    /// The work is done; the header `Date` is off.
    ClockOff {
        /// By how many seconds; positive: the server is ahead.
        seconds: i64,
    },
}

/// Faults to come, in order.
#[derive(Debug, Default)]
pub(crate) struct FaultQueue(VecDeque<Fault>);

impl FaultQueue {
    pub(crate) fn push(&mut self, fault: Fault) {
        self.0.push_back(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// What this request suffers: the first fault in the queue that is due for it.
    pub(crate) fn due(&mut self, provider: StandIn, method: &Method, uri: &Uri) -> Option<FaultKind> {
        let path = uri.path_and_query().map_or(uri.path(), |both| both.as_str());
        let mut due = None;
        for fault in self.0.iter_mut().filter(|fault| fault.matches(provider, method, path)) {
            if fault.skip > 0 {
                fault.skip -= 1;
            } else if fault.times > 0 {
                fault.times -= 1;
                due = Some(fault.kind.clone());
                break;
            }
        }
        self.0.retain(|fault| fault.times > 0);
        due
    }
}

impl Fault {
    fn matches(&self, provider: StandIn, method: &Method, path: &str) -> bool {
        self.provider == provider
            && path.contains(&self.path_contains)
            && self.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method.as_str()))
    }
}
