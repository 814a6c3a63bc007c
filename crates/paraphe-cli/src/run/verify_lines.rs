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
    let answers: Vec<String> = view.answers.iter().map(|answer| output.tell(&answer.sentence)).collect();
    for (answer, text) in view.answers.iter().zip(&answers) {
        let said = [("question", answer.question.clone()), ("text", text.clone())];
        lines.push(format!("  {}", output.sentence("command-answer", &said)));
    }
    if facts["kind"] == "certification" {
        let permits = [("permits", facts["permits"].as_str().unwrap_or_default().to_owned())];
        lines.push(format!("  {}", output.sentence("command-certifies", &permits)));
    }
    let findings = facts["findings"].as_array().into_iter().flatten();
    // What only informs is in the answers already, and so is what one of them says in the same words.
    let grave =
        findings.filter(|finding| finding["severity"] != "info").map(|finding| text(&finding["message"]));
    let told_anew = grave.filter(|finding| !answers.iter().any(|answer| says(answer, finding)));
    lines.extend(told_anew.map(|finding| format!("  - {finding}")));
    if view.verdict == Verdict::IdentityToConfirm
        && let Some(sha256) = &view.certificate_sha256
    {
        let sha256 = [("sha256", in_groups(&sha256.to_string()))];
        lines.push(format!("  {}", output.sentence("command-fingerprint", &sha256)));
    }
    let sub = facts["sub_indication"].as_str().map(|sub| format!(", {sub}")).unwrap_or_default();
    let codes = [("indication", text(&facts["indication"])), ("sub", sub)];
    lines.push(format!("  {}", output.sentence("command-signature-codes", &codes)));
    lines
}

/// Whether a sentence says all of another, be it in the midst of it.
fn says(sentence: &str, other: &str) -> bool {
    let plain = |text: &str| text.trim_end_matches('.').to_lowercase();
    plain(sentence).contains(&plain(other))
}

/// By four, as the window shows it, to be read out.
fn in_groups(digits: &str) -> String {
    digits
        .as_bytes()
        .chunks(4)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_written_by_four() {
        assert_eq!(in_groups("0123456789ab"), "0123 4567 89ab");
    }

    #[test]
    fn what_an_answer_says_is_not_said_again() {
        let answer = "Non établi : aucune chaîne ne mène à un certificat que vous reconnaissez.";
        assert!(says(answer, "Aucune chaîne ne mène à un certificat que vous reconnaissez."));
        assert!(!says(answer, "Le certificat a expiré."));
    }
}
