//! What it costs to follow many open envelopes up when nothing changes: an hour of the program's schedule, its clock turned,
//! as a share of one core over that hour.

use serde_json::Value;

use super::Plan;
use super::figure::{Bound, Figure};
use super::inputs;
use super::{example, json, number};
use crate::failure::Failure;

/// Percent of a core.
const SHARE: f64 = 1.0;

/// `cargo xtask bench poll`.
pub(crate) fn measure(plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let envelopes = if plan.quick { 200 } else { 10_000 };
    let mut bench = example("bench_follow");
    bench.arg("poll").arg(inputs::book(1)?).arg(envelopes.to_string());
    let report = json(&mut bench, "bench_follow")?;
    let hours = report.pointer("/hours").and_then(Value::as_array);
    hours.into_iter().flatten().map(|hour| figure(hour, envelopes)).collect()
}

fn figure(hour: &Value, envelopes: u32) -> Result<Figure, Failure> {
    let name = hour.pointer("/name").and_then(Value::as_str).unwrap_or("?");
    let (checks, seconds) = (number(hour, "/checks")?, number(hour, "/cpu_seconds")?);
    Ok(Figure {
        bench: "poll",
        what: format!("{envelopes} open, {name}: {checks} looks in an hour"),
        ours: format!("{seconds:.1} s"),
        theirs: "one core for an hour".to_owned(),
        value: number(hour, "/core_percent")?,
        unit: "%",
        bound: Bound::AtMost(SHARE),
    })
}
