//! `evidence`: writes the evidence of an envelope, or checks a file that somebody brings.

use paraphe_app::headless::{CheckedEvidence, envelope_id, export_evidence, path_text, verify_evidence};
use paraphe_app::{App, Error};
use serde_json::json;

use super::{password, text};
use crate::arguments::Evidence;
use crate::output::{Answer, Output};

pub(super) async fn run(app: &App, request: Evidence, output: &Output) -> Result<Answer, Error> {
    if let Some(file) = request.verify {
        let password = password(request.password_stdin)?;
        return Ok(told(&verify_evidence(app, file, password, request.trust).await?, output));
    }
    // The command line asks for both where nothing is verified.
    let (id, out) = (request.id.unwrap_or_default(), request.out.unwrap_or_default());
    let files = export_evidence(app, envelope_id(&id)?, out).await?;
    let files: Vec<String> = files.iter().map(|path| path_text(path)).collect();
    output.print(&json!({ "envelope": id, "files": files }), |_| files.clone());
    Ok(Answer::Done)
}

/// Exit code 0 only when nothing is wrong with any of them, and somebody known stands behind each.
fn told(checked: &[CheckedEvidence], output: &Output) -> Answer {
    let ok = checked.iter().all(CheckedEvidence::is_good);
    let value = json!({ "ok": ok, "evidence": checked });
    output.print(&value, |output| {
        let mut lines = Vec::new();
        for evidence in value["evidence"].as_array().into_iter().flatten() {
            let faults = evidence["faults"].as_array().cloned().unwrap_or_default();
            let id = match (faults.is_empty(), text(&evidence["vouched_by"]).as_str()) {
                (false, _) => "command-evidence-bad",
                (true, "nobody") => "command-evidence-intact",
                (true, _) => "command-evidence-good",
            };
            let signer = evidence["name"].as_str().unwrap_or("?").to_owned();
            let facts = [("signer", signer), ("sha256", text(&evidence["sha256"]))];
            lines.push(output.sentence(id, &facts));
            let sentence = |fault| {
                format!(
                    "  - {}",
                    output.sentence(&format!("evidence-fault-{}", text(fault).replace('_', "-")), &[])
                )
            };
            lines.extend(faults.iter().map(sentence));
        }
        if checked.iter().any(|one| one.field.is_some() && one.faults.is_empty() && !one.is_good()) {
            lines.push(output.sentence("command-evidence-trust", &[]));
        }
        lines
    });
    if ok { Answer::Done } else { Answer::No }
}
