//! Sending many, against posting the same bytes.

use std::path::Path;
use std::time::Duration;

use paraphe_envelope::EnvelopeId;
use serde_json::{Value, json};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

use crate::Outcome;
use crate::bare::{BareLoop, HANDED_OUT};
use crate::costs;
use crate::meter::{cpu, megabytes, millis};
use crate::office::Office;
use crate::stand_ins::StandIns;

/// How many of ours go before as many bare ones, in turns.
const TURN: usize = 20;

/// A service, and how many commits of a sending must outlive a power cut: of its first step, with which the envelope goes to
/// the disk, and of each step that reaches people or keeps the draft's name. The others outlive the program.
#[derive(Clone, Copy)]
struct Service {
    name: &'static str,
    durable: usize,
}

/// Docage: six requests and a multipart file; Openapi: one request with the file in base64.
const SERVICES: [Service; 2] =
    [Service { name: "docage", durable: 3 }, Service { name: "openapi", durable: 1 }];

pub(crate) async fn run(pdf: &Path, envelopes: usize) -> Outcome<Value> {
    let mut services = Vec::new();
    for service in SERVICES {
        let mut stand_ins = StandIns::start()?;
        services.push(measure(&mut stand_ins, service, pdf, envelopes).await?);
    }
    Ok(json!({ "services": services }))
}

async fn measure(
    stand_ins: &mut StandIns,
    Service { name: service, durable }: Service,
    pdf: &Path,
    envelopes: usize,
) -> Outcome<Value> {
    let envelopes = envelopes.div_ceil(TURN) * TURN;
    let office = Office::open(stand_ins.account(service)?).await?;
    let bare = record(stand_ins, &office, pdf).await?;
    let mut turns = Turns::new(&bare, envelopes);
    let sent = office.send(pdf, envelopes, |count| turns.after(count)).await?;
    if let Some(error) = turns.error {
        return Err(error.into());
    }
    let (requests, bytes) = bare.size();
    let creations = stand_ins.ask("creations", service)?;
    let nowhere = format!("{}/nowhere", address(stand_ins, service)?);
    let last = sent.last().ok_or("an envelope")?;
    let costs = costs::measure(&office, last, pdf, &nowhere).await?;
    // One for the envelope, one before each request, one for the outcome: what makes a sending safe to kill.
    let commits = requests + 2;
    let cost = |name: &str| costs[name].as_f64().ok_or("a cost");
    let outlive_power = cost("commit_that_survives_a_power_cut")? * durable as f64;
    let outlive_program = cost("commit_that_survives_the_program")? * (commits - durable) as f64;
    let bare_ms = millis(turns.bare) / envelopes as f64;
    let durable_ms = bare_ms + outlive_power + outlive_program;
    Ok(json!({
        "service": service, "envelopes": envelopes, "requests_each": requests, "bytes_each": bytes,
        "ours_ms": millis(turns.ours) / envelopes as f64,
        "bare_ms": bare_ms, "commits_each": commits, "durable": durable, "bare_with_commits_ms": durable_ms,
        "ratio_with_commits": millis(turns.ours) / envelopes as f64 / durable_ms,
        "ratio": turns.ours.as_secs_f64() / turns.bare.as_secs_f64(),
        "early": turns.early.0, "early_megabytes": turns.early.1, "late_megabytes": turns.late,
        "growth_megabytes": turns.late.zip(turns.early.1).map(|(late, early)| late - early),
        "creations": creations, "costs_ms": costs,
    }))
}

/// A first sending warms up (a contact, a token); the second is what is posted again.
pub(crate) async fn record(stand_ins: &mut StandIns, office: &Office, pdf: &Path) -> Outcome<BareLoop> {
    let service = office.account.as_str();
    office.send(pdf, 1, |_| ()).await?;
    let before = stand_ins.ask("requests", service)?.as_array().map_or(0, Vec::len);
    // Two rows are another table than one; what is recorded is the last.
    let sent = office.send(pdf, 2, |_| ()).await?;
    let all = stand_ins.ask("requests", service)?;
    let all = all.as_array().ok_or("requests")?;
    let each = (all.len() - before) / 2;
    let requests = &all[all.len() - each..];
    let ids = handed_out(office, sent.last().ok_or("an envelope")?)?;
    let address = address(stand_ins, service)?;
    let origin = address.strip_suffix(&format!("/{service}")).ok_or("a service's address")?;
    let bare = BareLoop::new(origin, requests, &ids)?;
    bare.post().await?;
    Ok(bare)
}

fn address<'s>(stand_ins: &'s StandIns, service: &str) -> Outcome<&'s str> {
    stand_ins.account(service)?["settings"]["base_url"].as_str().ok_or_else(|| "an address".into())
}

fn handed_out(office: &Office, envelope: &EnvelopeId) -> Outcome<Vec<String>> {
    let rows = office.history()?.dispatches(envelope)?;
    let steps = &rows.first().ok_or("a dispatch")?.steps;
    let value = |wanted: &str| steps.iter().find(|(name, _)| name == wanted)?.1.clone();
    Ok(HANDED_OUT.iter().filter_map(|(_, step)| value(step)).collect())
}

/// Ours and the bare ones in turns, so that both meet the same machine.
struct Turns<'b> {
    bare_loop: &'b BareLoop,
    envelopes: usize,
    since: Duration,
    ours: Duration,
    bare: Duration,
    early: (usize, Option<f64>),
    late: Option<f64>,
    error: Option<String>,
}

impl<'b> Turns<'b> {
    fn new(bare_loop: &'b BareLoop, envelopes: usize) -> Self {
        let (ours, bare) = (Duration::ZERO, Duration::ZERO);
        let early = ((envelopes / 10).max(TURN), None);
        Self { bare_loop, envelopes, since: cpu(), ours, bare, early, late: None, error: None }
    }

    fn after(&mut self, count: usize) {
        if count == self.early.0 {
            self.early.1 = megabytes();
        }
        if count == self.envelopes {
            self.late = megabytes();
        }
        if !count.is_multiple_of(TURN) {
            return;
        }
        let now = cpu();
        self.ours += now.saturating_sub(self.since);
        let posted = block_in_place(|| Handle::current().block_on(self.post()));
        self.since = cpu();
        self.bare += self.since.saturating_sub(now);
        self.error = self.error.take().or(posted.err().map(|error| error.to_string()));
    }

    async fn post(&self) -> Outcome<()> {
        for _ in 0..TURN {
            self.bare_loop.post().await?;
        }
        Ok(())
    }
}
