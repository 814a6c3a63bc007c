//! `sign`: appends a PAdES signature, or gives those that are there more.

use std::path::Path;

use paraphe_app::headless::{
    Addition, Doubted, Existing, ExtendFile, FileBox, FileEntry, FileMark, Forewarning, KeySource, LastTry,
    LevelWish, LowerLevel, PadesLevel, Place, RsaPadding, SignFile, SignatureLevel, SignedFile, TokenSource,
    extend_file, read_small, sign_file_telling,
};
use paraphe_app::{App, Code, Error, Secret};
use serde::Deserialize;
use serde_json::json;

use super::{password, rfc3339};
use crate::arguments::{Certify, Level, Padding, Sign, Spot, TokenArguments};
use crate::output::{Answer, Output};

#[derive(Deserialize)]
struct InkFile {
    strokes: Vec<Vec<Vec<f64>>>,
}

pub(super) async fn sign(app: &App, request: Sign, output: &Output) -> Result<Answer, Error> {
    let (level, asks) = (level_wish(&request), asks_for_more(&request));
    let existing = if request.overwrite { Existing::Replaced } else { Existing::Kept };
    let added = addition(&request);
    let signed = match added {
        Some(addition) => {
            let Sign { file, out, password_stdin, .. } = request;
            let wanted = ExtendFile { file, out, existing, addition, password: None, level };
            extended(app, wanted, password_stdin).await?
        }
        None => {
            let mark = mark(&request)?;
            let key = key(&request)?;
            let wanted = SignFile {
                place: place(&request),
                boxes: boxes(&request),
                file: request.file,
                out: request.out,
                existing,
                key,
                mark,
                reason: request.reason,
                location: request.location,
                on_behalf_of: request.on_behalf_of,
                approved: request.approved,
                certify: request.certify.map(permission),
                password: None,
                level,
            };
            let asked = request.password_stdin;
            once(app, wanted, asked, output).await.map_err(|error| without_password(error, asked))?
        }
    };
    told(output, &signed, added);
    if asks && signed.level == PadesLevel::BB && signed.lower_because.is_empty() {
        output.progress(&output.sentence("command-signed-nothing-asked", &[]));
    }
    Ok(Answer::Done)
}

/// The file with more; a password is asked for only where it needs one.
async fn extended(app: &App, mut wanted: ExtendFile, password_stdin: bool) -> Result<SignedFile, Error> {
    let outcome = extend_file(app, wanted.clone()).await;
    if !(password_stdin && needs_password(&outcome)) {
        return outcome;
    }
    wanted.password = password(true)?;
    extend_file(app, wanted).await
}

/// That a key file does not open without a password is no wrong password: none was given.
pub(super) fn without_password(error: Error, asked: bool) -> Error {
    if asked || error.message != "error-key-file-password" {
        return error;
    }
    Error { message: "error-key-file-asks".to_owned(), ..error }
}

/// The PDF's password is read when it turns out to be needed: that is found out before the key is opened, so that no PIN
/// is presented twice.
async fn once(
    app: &App,
    mut wanted: SignFile,
    password_stdin: bool,
    output: &Output,
) -> Result<SignedFile, Error> {
    let output = *output;
    // In the words of `check`, while another box or another copy can still be chosen.
    let tell = move |told: &Forewarning| {
        told.sentences().into_iter().for_each(|sentence| output.progress(&output.sentence(sentence, &[])));
    };
    let outcome = sign_file_telling(app, wanted.clone(), tell).await;
    if !password_stdin || !needs_password(&outcome) {
        return outcome;
    }
    wanted.password = password(true)?;
    sign_file_telling(app, wanted, tell).await
}

fn needs_password(outcome: &Result<SignedFile, Error>) -> bool {
    outcome.as_ref().is_err_and(|error| error.code == Code::PasswordNeeded)
}

fn told(output: &Output, signed: &SignedFile, added: Option<Addition>) {
    let said = match added {
        None => "command-signed",
        Some(Addition::Renewal) => "command-renewed",
        Some(Addition::Timestamp) => "command-stamped",
    };
    let mut value = json!(signed);
    value["proven_time"] = rfc3339(&value["proven_time"]);
    value["lower_because"] = signed.lower_because.iter().map(|reason| output.told(reason)).collect();
    output.print(&value, |output| {
        let path = signed.file.display().to_string();
        let level = value["level"].as_str().unwrap_or_default().to_owned();
        let mut lines = vec![output.sentence(said, &[("path", path), ("level", level)])];
        if !signed.visible && added.is_none() {
            lines.push(output.sentence("command-signed-invisible", &[]));
        }
        lines.extend(advice(output, signed));
        let doubted =
            |one: &Doubted| output.sentence("command-signed-doubted", &[("name", one.name.clone())]);
        lines.extend(signed.doubts.iter().map(doubted));
        for reason in &signed.lower_because {
            let reason = output.sentence_of(reason);
            lines.push(output.sentence("command-signed-lower", &[("reason", reason)]));
        }
        lines
    });
}

/// What somebody may want to do again with a larger box: the original is as it was.
fn advice(output: &Output, signed: &SignedFile) -> Option<String> {
    let word = |kind: &&str| output.sentence(&format!("signed-line-{}", kind.replace('_', "-")), &[]);
    let left_out: Vec<String> = signed.left_out.iter().map(word).collect();
    let lines = left_out.join(", ");
    (!lines.is_empty()).then(|| output.sentence("command-signed-left-out", &[("lines", lines)]))
}

fn addition(request: &Sign) -> Option<Addition> {
    match (request.renew, request.timestamp) {
        (true, _) => Some(Addition::Renewal),
        (false, true) => Some(Addition::Timestamp),
        (false, false) => None,
    }
}

fn place(request: &Sign) -> Place {
    match (&request.field, request.page.zip(request.rect)) {
        (Some(name), _) => Place::Field(name.clone()),
        (None, Some((page, rect))) => Place::Box(page, rect),
        (None, None) => Place::Invisible,
    }
}

/// Texts in their order, then ticks.
fn boxes(request: &Sign) -> Vec<FileBox> {
    let one = |Spot { page, rect }: &Spot, content| FileBox { page: *page, rect: *rect, content };
    let written = request.write.iter().map(|it| one(&it.spot, FileEntry::Text(it.text.clone())));
    written.chain(request.tick.iter().map(|spot| one(spot, FileEntry::Tick))).collect()
}

fn mark(request: &Sign) -> Result<FileMark, Error> {
    Ok(match (&request.image, &request.ink, &request.text) {
        (Some(path), _, _) => FileMark::Image(path.clone()),
        (None, Some(path), _) => FileMark::Ink(strokes(path)?),
        (None, None, Some(name)) => FileMark::Text(name.clone()),
        (None, None, None) => FileMark::None,
    })
}

fn key(request: &Sign) -> Result<KeySource, Error> {
    let padding = match request.rsa_padding {
        Padding::Pkcs1 => RsaPadding::Pkcs1,
        Padding::Pss => RsaPadding::Pss,
    };
    match (&request.identity, &request.p12, &request.token.pkcs11) {
        (Some(name), _, _) => Ok(KeySource::Identity(name.clone())),
        (None, Some(path), _) => {
            let secret = password(request.password_stdin)?.unwrap_or_default();
            let (path, name) = (path.clone(), request.key.clone());
            Ok(KeySource::KeyFile { path, password: Secret::new(secret.into_bytes()), name, padding })
        }
        (None, None, Some(module)) => token(&request.token, module, padding).map(KeySource::Token),
        // clap's group makes one of them mandatory.
        (None, None, None) => Err(Error::internal("no key")),
    }
}

fn token(arguments: &TokenArguments, module: &Path, padding: RsaPadding) -> Result<TokenSource, Error> {
    let pin = match arguments.pin_stdin {
        true => Some(Secret::new(password(true)?.unwrap_or_default().into_bytes())),
        false => None,
    };
    Ok(TokenSource {
        module: module.to_owned(),
        token: arguments.token.clone(),
        certificate: arguments.certificate.clone(),
        pin,
        last_try: if arguments.last_try { LastTry::Agreed } else { LastTry::Refused },
        padding,
    })
}

/// Whether something was given that serves a higher level only, and none was named.
fn asks_for_more(request: &Sign) -> bool {
    request.level.is_none() && (request.accept_lower_level || !request.trust.is_empty())
}

fn level_wish(request: &Sign) -> LevelWish {
    LevelWish {
        level: request.level.map(|level| match level {
            Level::BB => SignatureLevel::BB,
            Level::BT => SignatureLevel::BT,
            Level::BLt => SignatureLevel::BLt,
            Level::BLta => SignatureLevel::BLta,
        }),
        authority: request.tsa.clone(),
        lower: if request.accept_lower_level { LowerLevel::Accepted } else { LowerLevel::Refused },
        trust: request.trust.clone(),
    }
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
    let text = read_small(path).map_err(|error| unusable(error.detail))?;
    let ink: InkFile = serde_json::from_slice(&text).map_err(|error| unusable(error.to_string()))?;
    let sound =
        |point: &Vec<f64>| matches!(point.len(), 2 | 3) && point.iter().all(|number| number.is_finite());
    if ink.strokes.iter().any(|stroke| !stroke.is_empty()) && ink.strokes.iter().flatten().all(sound) {
        return Ok(ink.strokes);
    }
    Err(unusable("every point is [x, y] or [x, y, pressure]".to_owned()))
}
