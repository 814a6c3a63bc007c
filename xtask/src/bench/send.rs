//! Sending many envelopes through the stand-ins against posting the same bytes with nothing around it.
//!
//! Two yardsticks. The bare loop makes the same requests with the same bytes to the same stand-in, from memory, and keeps
//! nothing. The other adds what no sending that survives a kill can do without: a commit for the envelope, one before each
//! request, one for the outcome, each at the price of one that changes a single row, measured by itself in the same run. Those
//! that another commit takes to the disk before it matters are counted at the lower price of a commit without flushing.
//!
//! Processor time of our process alone, per envelope; the stand-ins are a process of their own.

use serde_json::Value;

use super::Plan;
use super::figure::Figure;
use super::inputs;
use super::{example, json, number};
use crate::failure::Failure;

/// How many envelopes count.
const MANY: u32 = 1000;
/// By how many megabytes memory may grow between a tenth of them and all.
const GROWTH: f64 = 10.0;

/// `cargo xtask bench send`.
pub(crate) fn measure(plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let envelopes = if plan.quick { 20 } else { MANY };
    let mut bench = example("bench_follow");
    bench.arg("send").arg(inputs::scans(1)?).arg(envelopes.to_string());
    let report = json(&mut bench, "bench_follow")?;
    let services = report.pointer("/services").and_then(Value::as_array);
    let mut figures = Vec::new();
    for service in services.into_iter().flatten() {
        let name = service.pointer("/service").and_then(Value::as_str).unwrap_or("?");
        let what = format!("{envelopes} of 1 MB by {name}, processor time each");
        let bare = (number(service, "/bare_ms")?, "bare reqwest");
        figures.push(Figure::share("send", what, number(service, "/ours_ms")?, bare, 1.5));
        let what = format!("{envelopes} of 1 MB by {name}, against the same and its commits");
        let durable = (number(service, "/bare_with_commits_ms")?, "bare reqwest and durable commits");
        figures.push(Figure::share("send", what, number(service, "/ours_ms")?, durable, 1.5));
        // Where the system does not tell a process's memory there is no such line.
        if let Ok(growth) = number(service, "/growth_megabytes") {
            let what = format!("memory from {} to {envelopes} by {name}", envelopes / 10);
            figures.push(Figure::memory("send", what, growth, GROWTH));
        }
    }
    Ok(figures)
}
