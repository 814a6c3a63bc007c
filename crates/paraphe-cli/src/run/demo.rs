//! `demo`: the whole journey without a display.

use std::path::PathBuf;

use paraphe_app::{App, AppOptions, Code, Error, words};
use paraphe_sandbox::{DemoStep, STEPS, run_demo};
use serde_json::json;

use super::text;
use crate::output::{Answer, Output, plain};

/// Runs it in a data folder of its own beside the result, so that the person's history stays untouched.
pub(super) async fn demo(out: Option<PathBuf>, output: &Output) -> Result<Answer, Error> {
    let out = match out {
        Some(folder) => folder,
        None => std::env::current_dir().map_err(Error::internal)?.join("paraphe-demo"),
    };
    let data = out.join("data");
    std::fs::create_dir_all(&data).map_err(|error| {
        Error::new(Code::Storage, "error-storage").with("path", data.display()).detail(error)
    })?;
    let app = App::open(AppOptions::headless(data))?;
    let mut number = 0;
    let outcome = run_demo(&app, &out, |step| {
        number += 1;
        let what = said(output, &step);
        let facts = [("step", number.to_string()), ("total", STEPS.to_string()), ("what", what)];
        output.progress(&output.sentence("command-demo-step", &facts));
    })
    .await?;
    let verification = &outcome.verification;
    let value = json!({
        "envelope": outcome.envelope, "signed": outcome.signed,
        "verdict": verification["verdict"], "conclusion": verification["report"]["conclusion"],
        "signatures": verification["report"]["signatures"],
    });
    output.print(&value, |output| {
        let facts = serde_json::from_value(verification["sentence"]["params"].clone()).unwrap_or_default();
        let sentence = words::sentence(output.language(), &text(&verification["sentence"]["id"]), &facts);
        vec![
            output.sentence("command-verdict-path", &[("path", outcome.signed.display().to_string())]),
            plain(&sentence),
        ]
    });
    // The demonstration's own identity is vouched for by nobody: "identity to confirm" is the honest best.
    let intact = matches!(verification["verdict"].as_str(), Some("valid" | "identity_to_confirm"));
    Ok(if intact { Answer::Done } else { Answer::No })
}

fn said(output: &Output, step: &DemoStep) -> String {
    match step {
        DemoStep::Prepared => output.sentence("command-demo-prepare", &[]),
        DemoStep::Sent => output.sentence("command-demo-send", &[]),
        DemoStep::Signed { name } => output.sentence("command-demo-sign", &[("name", name.clone())]),
        DemoStep::Verified => output.sentence("command-demo-verify", &[]),
    }
}
