//! A sending in doubt: what to look at on the provider's site, and how to say what was seen.

use paraphe_app::words::in_one_line;
use paraphe_envelope::EnvelopeStatus;
use serde_json::Value;

use super::text;
use crate::output::Output;

/// Whether nobody knows if an envelope's request arrived.
pub(super) fn is_in_doubt(found: &Value) -> bool {
    found["status"] == EnvelopeStatus::Uncertain.as_str()
}

/// What to look at, where something is in doubt.
pub(super) fn check(found: &Value, output: &Output) -> Option<String> {
    let provider = found["sent_with"]["provider"].as_str().filter(|_| is_in_doubt(found))?;
    let title = in_one_line(&text(&found["title"]));
    let check = output.sentence(&format!("uncertain-check-{provider}"), &[("title", title)]);
    Some(output.sentence("command-doubt-check", &[("check", check)]))
}

/// How to say what was seen, where something is in doubt.
pub(super) fn next(found: &Value, output: &Output) -> Option<String> {
    let id = is_in_doubt(found).then(|| text(&found["id"]))?;
    Some(output.sentence("command-doubt-next", &[("id", id)]))
}
