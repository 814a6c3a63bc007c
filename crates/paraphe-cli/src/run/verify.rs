//! `verify`: exit code 0 only when every signature passed.

use paraphe_app::headless::{VerifyFile, verify_file};
use paraphe_app::{App, Code, Error};
use serde_json::{Value, json};

use super::{password, text};
use crate::arguments::Verify;
use crate::output::{Answer, Output, plain};

pub(super) async fn verify(app: &App, request: Verify, output: &Output) -> Result<Answer, Error> {
    let at = request
        .at
        .map(|text| text.parse().map_err(|_| Error::new(Code::NotFound, "error-time").with("time", text)))
        .transpose()?;
    let password = password(request.password_stdin)?;
    let report =
        verify_file(app, VerifyFile { file: request.file, trust: request.trust, at, password }).await?;
    let mut value = json!(report);
    for finding in value["signatures"].as_array_mut().into_iter().flatten().flat_map(findings) {
        finding["message"] = json!(plain(&text(&finding["message"])));
    }
    let passed = value["conclusion"] == "TOTAL_PASSED";
    output.print(&value, |output| lines(output, &value));
    Ok(if passed { Answer::Done } else { Answer::No })
}

fn findings(signature: &mut Value) -> impl Iterator<Item = &mut Value> {
    signature["findings"].as_array_mut().into_iter().flatten()
}

fn lines(output: &Output, report: &Value) -> Vec<String> {
    let title = match report["verdict"].as_str() {
        Some("valid") => "verdict-valid",
        Some("broken") => "verdict-broken",
        Some("none") => "verdict-none",
        _ => "verdict-identity",
    };
    let mut lines = vec![format!("{} ({})", output.sentence(title, &[]), text(&report["conclusion"]))];
    if report["verdict"] == "none" {
        lines.push(output.sentence("verdict-sentence-none", &[]));
    }
    for (signature, number) in report["signatures"].as_array().into_iter().flatten().zip(1..) {
        let sub = signature["sub_indication"].as_str().map(|sub| format!(", {sub}")).unwrap_or_default();
        let facts = [
            ("n", number.to_string()),
            ("field", text(&signature["field"])),
            ("indication", text(&signature["indication"])),
            ("sub", sub),
        ];
        lines.push(output.sentence("command-signature-line", &facts));
        let listed = &signature["signer"]["listed"];
        if listed["relied_on"] == true {
            let facts = ["provider", "territory"].map(|name| (name, text(&listed[name])));
            let id =
                if signature["signer"]["qualified"] == true { "command-qualified" } else { "command-listed" };
            lines.push(format!("  - {}", output.sentence(id, &facts)));
        }
        let findings = signature["findings"].as_array().into_iter().flatten();
        lines.extend(findings.map(|finding| format!("  - {}", text(&finding["message"]))));
    }
    lines
}
