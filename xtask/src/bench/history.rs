//! The home screen over 100,000 envelopes against the bare SQL statements.

use super::Plan;
use super::figure::Figure;
use super::{example, json, number};
use crate::failure::Failure;

/// `cargo xtask bench history`.
pub(crate) fn measure(plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let envelopes = if plan.quick { "5000" } else { "100000" };
    let report = json(example("bench_history").arg(envelopes), "bench_history")?;
    let questions = report.pointer("/questions").and_then(|questions| questions.as_array());
    questions
        .into_iter()
        .flatten()
        .map(|question| {
            let name =
                question.pointer("/name").and_then(|name| name.as_str()).unwrap_or("?").replace('_', " ");
            let bare = (number(question, "/bare_ms")?, "bare SQL");
            Ok(Figure::share("history", name, number(question, "/list_ms")?, bare, 1.5))
        })
        .collect()
}
