//! `POST /api/secure-downloads`: a link under which people fetch files.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse as _, Response};
use jiff::civil::{Date, DateTime};
use serde_json::{Value, json};

use super::signed_in;
use super::submission::{Problems, Submission, is_image};
use super::wire::Refusal;
use crate::fetch::fetch;
use crate::page::escaped;
use crate::reading::{is_pdf, random_id};
use crate::stand_in::StandIn;
use crate::state::Shared;

pub(super) async fn create(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    signed_in(&shared, &headers)?;
    let submission = Submission::read(&headers, body).await?;
    check(&submission).await?;
    Ok(Json(keep(&shared, submission.fields)).into_response())
}

async fn check(submission: &Submission) -> Result<(), Refusal> {
    let fields = &submission.fields;
    let mut problems = Problems::default();
    problems.email(fields, "demandeur_email", "demandeur_email");
    check_people(fields, &mut problems);
    check_date(fields, &mut problems);
    if !matches!(fields["twofa_type"].as_str(), None | Some("mail" | "sms")) {
        problems.note("twofa_type", "The selected twofa_type is invalid.");
    }
    let files = fields["files"].as_array().cloned().unwrap_or_default();
    if files.is_empty() {
        problems.note("files", "The files field is required.");
    }
    for (index, file) in files.iter().enumerate() {
        problems.required(file, "name", &format!("files.{index}.name"));
    }
    problems.into_result()?;
    for (index, file) in files.iter().enumerate() {
        check_file(index, file).await?;
    }
    match submission.file_or_url("logo").await? {
        Some(logo) if !is_image(&logo) => Err(Refusal::Field {
            field: "logo_url".to_owned(),
            message: "Le fichier à l'URL fournie n'est pas une image valide.",
        }),
        Some(_) | None => Ok(()),
    }
}

fn check_people(fields: &Value, problems: &mut Problems) {
    let people = fields["signers"].as_array().cloned().unwrap_or_default();
    if people.is_empty() {
        problems.note("signers", "The signers field is required.");
    }
    for (index, person) in people.iter().enumerate() {
        let field = |key: &str| format!("signers.{index}.{key}");
        problems.email(person, "email", &field("email"));
        problems.required(person, "first_name", &field("first_name"));
        problems.required(person, "last_name", &field("last_name"));
        if fields["twofa_type"] == "sms" {
            problems.required(person, "mobile", &field("mobile"));
        }
    }
}

/// The rule says `YYYY-MM-DD`; every sample has a time as well.
fn check_date(fields: &Value, problems: &mut Problems) {
    let text = problems.required(fields, "expires_at", "expires_at");
    let fits =
        DateTime::strptime("%Y-%m-%dT%H:%M:%S", &text).is_ok() || Date::strptime("%Y-%m-%d", &text).is_ok();
    if !text.is_empty() && !fits {
        problems.note("expires_at", "The expires_at field must be a date.");
    }
}

async fn check_file(index: usize, file: &Value) -> Result<(), Refusal> {
    if file["path"].is_string() {
        // How a file gets there is not documented, so nothing ever is there.
        let field = format!("files.{index}.path");
        return Err(Refusal::Field { field, message: "Le fichier n'existe pas." });
    }
    let field = format!("files.{index}.url");
    let unreachable = "Impossible de télécharger le fichier depuis l'URL fournie.";
    let fetched = match file["url"].as_str() {
        Some(url) => fetch(url).await.ok(),
        None => None,
    };
    match fetched {
        Some(bytes) if is_pdf(&bytes) => Ok(()),
        Some(_) => {
            Err(Refusal::Field { field, message: "Le fichier à l'URL fournie n'est pas un PDF valide." })
        }
        None => Err(Refusal::Field { field, message: unreachable }),
    }
}

fn keep(shared: &Shared, fields: Value) -> Value {
    let base = shared.base(StandIn::GesDocs);
    shared.change(|store| {
        let number = store.gesdocs.next_number();
        let answer = json!({
            "status": "success",
            "message": "Lien envoyé aux destinataires.",
            "data": {
                "secure_download_id": number,
                "token": random_id(),
                "expires_at": fields["expires_at"],
                "link": format!("{base}/secure-downloads/{number}"),
            },
        });
        store.gesdocs.downloads.push(json!({ "number": number, "files": fields["files"] }));
        answer
    })
}

/// The page behind the link: it names the files. What the real one asks for is not documented.
pub(super) async fn open(State(shared): State<Shared>, Path(number): Path<u64>) -> Result<Response, Refusal> {
    let found = shared.change(|store| {
        store.gesdocs.downloads.iter().find(|download| download["number"] == number).cloned()
    });
    let download = found.ok_or(Refusal::Missing)?;
    let files = download["files"].as_array().cloned().unwrap_or_default();
    let names: String = files
        .iter()
        .map(|file| format!("<li>{}</li>", escaped(file["name"].as_str().unwrap_or_default())))
        .collect();
    let head =
        "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Bac à sable</title></head>";
    let page = format!("{head}<body><h1>Fichiers partagés (bac à sable)</h1><ul>{names}</ul></body></html>");
    Ok(Html(page).into_response())
}
