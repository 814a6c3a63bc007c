//! `verify --account`: what a provider says of the file, beside our own verdict.

use paraphe_app::headless::ask_provider;
use paraphe_app::schema::OpinionView;
use paraphe_app::{App, Error};
use paraphe_envelope::Timestamp;

use crate::arguments::Verify;
use crate::output::Output;

/// The provider's answer; none when nobody wanted it asked.
pub(super) async fn opinion(
    app: &App,
    request: &Verify,
    at: Option<Timestamp>,
    output: &Output,
) -> Result<Option<OpinionView>, Error> {
    let Some(account) = &request.account else { return Ok(None) };
    let leaving =
        || output.progress(&output.sentence("command-opinion-asking", &[("account", account.clone())]));
    ask_provider(app, request.file.clone(), account, request.certificate.clone(), at, leaving).await.map(Some)
}

/// The answer in lines for a person.
pub(super) fn lines(output: &Output, view: &OpinionView) -> Vec<String> {
    let holds = match view.opinion.holds {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unsaid",
    };
    let said = [("account", view.account.clone()), ("holds", holds.to_owned())];
    let mut lines = vec![String::new(), output.sentence("command-opinion", &said)];
    lines.extend(view.opinion.message.iter().map(|message| format!("  {message}")));
    for signature in &view.opinion.signatures {
        let integrity = signature.integrity.map_or("unsaid", |whole| if whole { "yes" } else { "no" });
        let facts = [
            ("name", signature.signer.clone().unwrap_or_default()),
            ("integrity", integrity.to_owned()),
            ("certificate", signature.certificate.as_deref().unwrap_or("unsaid").to_lowercase()),
        ];
        lines.push(format!("  {}", output.sentence("command-opinion-signature", &facts)));
    }
    lines.extend(view.opinion.notes.iter().map(|note| format!("  - {note}")));
    lines.extend(view.opinion.compared.iter().map(|(name, value)| format!("  {name}: {value}")));
    lines
}
