//! `demo`: the whole journey without a display and without a network, with every provider.

use std::path::{Path, PathBuf};

use paraphe_app::headless::{Existing, keep_present, path_text};
use paraphe_app::ports::SystemClock;
use paraphe_app::schema::SentenceView;
use paraphe_app::{App, AppOptions, ChainChoice, ChainOrFile, Code, Error, call};
use paraphe_sandbox::{Sandbox, SandboxOptions, StandInAccount};
use serde_json::{Value, json};

use super::text;
use crate::demo_journey::{DemoStep, Journey, Outcome, Signers};
use crate::output::{Answer, Output};

/// What the signed contract of the account `local` is called.
const SIGNED_HERE: &str = "contrat-signe.pdf";

/// Runs it over data of its own, which go with it: the person's history stays untouched.
pub(super) async fn demo(out: Option<PathBuf>, existing: Existing, output: &Output) -> Result<Answer, Error> {
    let out = match out {
        Some(folder) => folder,
        None => std::env::current_dir().map_err(Error::internal)?.join("paraphe-demo"),
    };
    make_folder(&out)?;
    keep_present(&out.join(SIGNED_HERE), existing)?;
    let data = tempfile::tempdir().map_err(|error| storage(&std::env::temp_dir(), error))?;
    let secrets = ChainOrFile::open(data.path(), ChainChoice::FileOnly);
    let options = AppOptions::headless(data.path().to_path_buf());
    let app = App::open_with(options, Box::new(SystemClock), Box::new(secrets))?;
    let sandbox = Sandbox::start(SandboxOptions::default())
        .await
        .map_err(|error| Error::new(Code::Refused, "error-demo-unavailable").detail(error))?;
    let place = (out.as_path(), existing);
    let mut journeys = vec![here(&app, place, output).await?];
    for account in sandbox.accounts() {
        journeys.push(there(&app, &sandbox, account, place, output).await?);
    }
    sandbox.stop().await;
    let value = json!({ "journeys": journeys });
    output.print(&value, |output| journeys.iter().flat_map(|journey| lines(output, journey)).collect());
    // The demonstration's own identities are vouched for by nobody: "identity to confirm" is the honest best.
    let is_fine = |journey: &Value| {
        let is_intact = matches!(journey["verdict"].as_str(), Some("valid" | "identity_to_confirm"));
        is_intact && journey["status"] == "completed"
    };
    Ok(if journeys.iter().all(is_fine) { Answer::Done } else { Answer::No })
}

/// Where results go, and what becomes of those of an earlier run.
type Place<'a> = (&'a Path, Existing);

/// Two people in front of this computer.
async fn here(app: &App, (out, existing): Place<'_>, output: &Output) -> Result<Value, Error> {
    let folder = out.join("local");
    let journey = Journey { app, account: "local", signers: Signers::Here, out: &folder, existing };
    let outcome = journey.run(|step| watch(output, "local", &step)).await?;
    // Under the name the manual uses, too.
    let signed = out.join(SIGNED_HERE);
    std::fs::copy(&outcome.signed, &signed).map_err(|error| storage(&signed, error))?;
    Ok(told("local", "local", &Outcome { signed, ..outcome }))
}

/// Two people who are asked by a provider.
async fn there(
    app: &App,
    sandbox: &Sandbox,
    account: StandInAccount,
    (out, existing): Place<'_>,
    output: &Output,
) -> Result<Value, Error> {
    let provider = account.provider;
    let name = provider.as_str();
    let settings = json!({
        "provider": name, "base_url": account.base_url, "auth_url": account.auth_url, "user": account.user,
        "auth": account.auth, "test": false, "options": {},
    });
    let saving = json!({ "name": name, "settings": settings, "secret": account.secret, "replaces": null });
    call(app, "save_account", saving).await?;
    let folder = out.join(name);
    let signers = Signers::There(sandbox.control(), provider);
    let journey = Journey { app, account: name, signers, out: &folder, existing };
    let outcome = journey.run(|step| watch(output, name, &step)).await?;
    Ok(told(name, name, &outcome))
}

fn told(provider: &str, account: &str, outcome: &Outcome) -> Value {
    let verification = &outcome.verification;
    json!({
        "provider": provider, "account": account, "envelope": outcome.envelope, "status": outcome.status,
        "files": outcome.files, "signed": path_text(&outcome.signed), "verdict": verification["verdict"],
        "conclusion": verification["report"]["conclusion"], "signatures": verification["report"]["signatures"],
        "sentence": verification["sentence"],
    })
}

fn lines(output: &Output, journey: &Value) -> Vec<String> {
    let params = serde_json::from_value(journey["sentence"]["params"].clone()).unwrap_or_default();
    let sentence = output.tell(&SentenceView { id: text(&journey["sentence"]["id"]), params });
    let facts = [("account", text(&journey["account"])), ("path", text(&journey["signed"]))];
    let mut lines = vec![output.sentence("command-verdict-path", &facts), format!("  {sentence}")];
    if journey["provider"] == "gesdocs" && journey["sentence"]["id"] == "verdict-sentence-covered" {
        // Its tags are letters, and white ones: a later signature over them is told as what it is.
        lines.push(format!("  {}", output.sentence("command-demo-tags", &[])));
    }
    lines
}

fn watch(output: &Output, account: &str, step: &DemoStep) {
    let what = match step {
        DemoStep::Prepared => output.sentence("command-demo-prepare", &[]),
        DemoStep::Adapted => output.sentence("command-demo-adapt", &[]),
        DemoStep::Sent => output.sentence("command-demo-send", &[]),
        DemoStep::Signed { name } => output.sentence("command-demo-sign", &[("name", name.clone())]),
        DemoStep::Fetched { count } => output.sentence("command-demo-fetch", &[("n", count.to_string())]),
        DemoStep::Verified => output.sentence("command-demo-verify", &[]),
    };
    let facts = [("account", account.to_owned()), ("what", what)];
    output.progress(&output.sentence("command-demo-step", &facts));
}

fn make_folder(folder: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(folder).map_err(|error| {
        let is_file = folder.ancestors().any(Path::is_file);
        let message = if is_file { "error-not-a-folder" } else { "error-storage" };
        Error::new(Code::Storage, message).with("path", folder.display()).detail(error)
    })
}

fn storage(path: &Path, error: impl ToString) -> Error {
    Error::new(Code::Storage, "error-storage").with("path", path.display()).detail(error)
}
