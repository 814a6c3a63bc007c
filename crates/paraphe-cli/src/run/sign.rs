//! `sign`: appends a PAdES signature.

use std::path::Path;

use paraphe_app::headless::{FileMark, KeySource, SignFile, sign_file};
use paraphe_app::{App, Code, Error, Secret};
use serde::Deserialize;
use serde_json::json;

use super::password;
use crate::arguments::{Certify, Level, Sign};
use crate::output::{Answer, Output};

#[derive(Deserialize)]
struct InkFile {
    strokes: Vec<Vec<Vec<f64>>>,
}

pub(super) async fn sign(app: &App, request: Sign, output: &Output) -> Result<Answer, Error> {
    let Level::BB = request.level;
    let mark = match (&request.ink, &request.text) {
        (Some(path), _) => FileMark::Ink(strokes(path)?),
        (None, Some(name)) => FileMark::Text(name.clone()),
        (None, None) => FileMark::None,
    };
    let key = match (request.identity, request.p12) {
        (Some(name), _) => KeySource::Identity(name),
        (None, Some(path)) => {
            let secret = password(request.password_stdin)?.unwrap_or_default();
            KeySource::KeyFile { path, password: Secret::new(secret.into_bytes()) }
        }
        // clap's group makes one of the two mandatory.
        (None, None) => return Err(Error::internal("no key")),
    };
    let mut wanted = SignFile {
        file: request.file,
        out: request.out,
        key,
        placement: request.page.zip(request.rect),
        mark,
        reason: request.reason,
        location: request.location,
        certify: request.certify.map(permission),
        password: None,
    };
    let mut outcome = sign_file(app, wanted.clone()).await;
    if request.password_stdin && outcome.as_ref().is_err_and(|error| error.code == Code::PasswordNeeded) {
        wanted.password = password(true)?;
        outcome = sign_file(app, wanted).await;
    }
    let signed = outcome?;
    output.print(&json!(signed), |output| {
        vec![output.sentence("command-signed", &[("path", signed.file.display().to_string())])]
    });
    Ok(Answer::Done)
}

fn permission(certify: Certify) -> u8 {
    match certify {
        Certify::NoChanges => 1,
        Certify::FormFilling => 2,
        Certify::Annotations => 3,
    }
}

fn strokes(path: &Path) -> Result<Vec<Vec<Vec<f64>>>, Error> {
    let unusable = |detail: String| {
        Error::new(Code::DocumentUnreadable, "error-ink-file").with("path", path.display()).detail(detail)
    };
    let text = std::fs::read_to_string(path).map_err(|error| unusable(error.to_string()))?;
    let ink: InkFile = serde_json::from_str(&text).map_err(|error| unusable(error.to_string()))?;
    let sound =
        |point: &Vec<f64>| matches!(point.len(), 2 | 3) && point.iter().all(|number| number.is_finite());
    if ink.strokes.iter().any(|stroke| !stroke.is_empty()) && ink.strokes.iter().flatten().all(sound) {
        return Ok(ink.strokes);
    }
    Err(unusable("every point is [x, y] or [x, y, pressure]".to_owned()))
}
