//! What `verify` says to a person: the verdict, then who signed, when, what came later, and what to do.

use paraphe_app::headless::{VerdictWords, verdict_title};
use paraphe_app::schema::{SentenceView, SignatureView, Verdict};
use paraphe_app::words::in_one_line;
use serde_json::Value;

use super::text;
use crate::output::Output;

/// The lines about a report, which is given as data, too; `own` is the identity of this computer that signed, if one did.
pub(super) fn lines(output: &Output, report: &Value, words: &VerdictWords, own: Option<&str>) -> Vec<String> {
    let mut lines =
        vec![output.sentence(title(&report["verdict"], &words.sentence), &[]), output.tell(&words.sentence)];
    lines.extend(words.unfinished.iter().map(|note| output.tell(note)));
    let facts = report["signatures"].as_array().into_iter().flatten();
    for ((facts, view), number) in facts.zip(&words.signatures).zip(1..) {
        lines.push(String::new());
        lines.extend(signature(output, facts, view, number));
    }
    lines.push(String::new());
    lines.push(output.sentence("command-verify-next", &[]));
    lines.extend(words.advice.iter().map(|advice| format!("  - {}", output.tell(advice))));
    if let Some(name) = own {
        let export = output.sentence("command-own-identity", &[("name", name.to_owned())]);
        lines.push(format!("  - {export}"));
    }
    lines
}

/// The id of the title over a verdict, in the report's word for it or the window's.
pub(super) fn title(verdict: &Value, sentence: &SentenceView) -> &'static str {
    let verdict = match verdict.as_str() {
        Some("valid") => Verdict::Valid,
        Some("broken") => Verdict::Broken,
        Some("none" | "no_signature") => Verdict::NoSignature,
        _ => Verdict::IdentityToConfirm,
    };
    verdict_title(verdict, sentence)
}

fn signature(output: &Output, facts: &Value, view: &SignatureView, number: u32) -> Vec<String> {
    let about = [
        ("n", number.to_string()),
        ("kind", text(&facts["kind"])),
        ("name", view.signer.clone()),
        ("page", view.page.unwrap_or(0).to_string()),
        ("field", in_one_line(&text(&facts["field"]))),
    ];
    let mut lines = vec![output.sentence("command-signature-line", &about)];
    for answer in &view.answers {
        let said = [("question", answer.question.clone()), ("text", output.tell(&answer.sentence))];
        lines.push(format!("  {}", output.sentence("command-answer", &said)));
    }
    if facts["kind"] == "certification" {
        let permits = [("permits", facts["permits"].as_str().unwrap_or_default().to_owned())];
        lines.push(format!("  {}", output.sentence("command-certifies", &permits)));
    }
    let findings = facts["findings"].as_array().into_iter().flatten();
    // What only informs is in the answers already.
    let grave = findings.filter(|finding| finding["severity"] != "info");
    lines.extend(grave.map(|finding| format!("  - {}", text(&finding["message"]))));
    if view.verdict == Verdict::IdentityToConfirm
        && let Some(sha256) = &view.certificate_sha256
    {
        lines
            .push(format!("  {}", output.sentence("command-fingerprint", &[("sha256", sha256.to_string())])));
    }
    let sub = facts["sub_indication"].as_str().map(|sub| format!(", {sub}")).unwrap_or_default();
    let codes = [("indication", text(&facts["indication"])), ("sub", sub)];
    lines.push(format!("  {}", output.sentence("command-signature-codes", &codes)));
    lines
}
