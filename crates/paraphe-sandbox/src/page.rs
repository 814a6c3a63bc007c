//! The signing page people see behind every link a stand-in hands out.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};

use crate::envelope::{Envelope, EnvelopeState, Person, PersonState};
use crate::signing::SigningFailure;
use crate::stand_in::StandIn;
use crate::state::Shared;

const FRAME: &str = include_str!("page.html");

pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/{person}", get(open))
        .route("/{person}/document/{number}", get(document))
        .route("/{person}/sign", post(sign))
        .route("/{person}/decline", post(decline))
}

async fn open(State(shared): State<Shared>, Path(person): Path<String>) -> Response {
    show(&shared, &person)
}

/// The page for the person with this id; opening it counts as viewing. 404 when nobody is asked under this id.
pub(crate) fn show(shared: &Shared, person: &str) -> Response {
    let page = with_envelope(shared, person, |envelope| {
        envelope.view(person);
        envelope.person(person).map(|found| render(envelope, found))
    });
    match page.flatten() {
        Some(page) => Html(page).into_response(),
        None => (StatusCode::NOT_FOUND, Html(unknown())).into_response(),
    }
}

async fn document(State(shared): State<Shared>, Path((person, number)): Path<(String, usize)>) -> Response {
    let bytes = with_envelope(&shared, &person, |envelope| {
        envelope.documents.get(number).map(|document| document.bytes.clone())
    });
    match bytes.flatten() {
        Some(bytes) => ([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn sign(State(shared): State<Shared>, Path(person): Path<String>) -> Response {
    let (at, who) = (shared.clone(), person.clone());
    // A signature is work for a processor, not for the thread that serves connections.
    let work = move || with_envelope(&at, &who, |envelope| envelope.sign(&who));
    match tokio::task::spawn_blocking(work).await.ok().flatten() {
        Some(Err(SigningFailure::NotSignable(why))) => {
            let said =
                format!("<p role=\"status\">Ce document ne peut pas être signé ici : {}.</p>", escaped(&why));
            (StatusCode::CONFLICT, Html(frame("Signature impossible", "–", "–", &said))).into_response()
        }
        outcome => after(&shared, &person, matches!(outcome, Some(Ok(())))),
    }
}

async fn decline(State(shared): State<Shared>, Path(person): Path<String>, body: Bytes) -> Response {
    let reason = form(&body).into_iter().find(|(name, _)| name == "reason").map(|(_, value)| value);
    let done = with_envelope(&shared, &person, |envelope| {
        envelope.decline(&person, reason.as_deref().unwrap_or_default())
    });
    after(&shared, &person, done == Some(true))
}

/// The page again; 409 when it was not their turn.
fn after(shared: &Shared, person: &str, done: bool) -> Response {
    let mut response = show(shared, person);
    if !done && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    response
}

fn with_envelope<T>(shared: &Shared, person: &str, work: impl FnOnce(&mut Envelope) -> T) -> Option<T> {
    shared.change(|store| {
        let holder =
            StandIn::ALL.into_iter().find(|provider| store.shelf(*provider).by_person(person).is_some())?;
        store.shelf(holder).by_person(person).map(work)
    })
}

fn render(envelope: &Envelope, person: &Person) -> String {
    let title = if envelope.title.is_empty() { "Demande de signature" } else { &envelope.title };
    frame(title, envelope.provider.as_str(), &person.full_name(), &body(envelope, person))
}

fn unknown() -> String {
    frame("Lien inconnu", "–", "–", "<p role=\"status\">Ce lien n’ouvre aucune demande.</p>")
}

/// `body` is HTML, the others are text.
fn frame(title: &str, provider: &str, person: &str, body: &str) -> String {
    FRAME
        .replace("{title}", &escaped(title))
        .replace("{provider}", &escaped(provider))
        .replace("{person}", &escaped(person))
        .replace("{body}", body)
}

fn body(envelope: &Envelope, person: &Person) -> String {
    let said = |text: &str| format!("<p role=\"status\">{text}</p>{}", documents(envelope, person));
    match (envelope.state, person.state) {
        (_, PersonState::Signed) => said("Vous avez signé."),
        (_, PersonState::Declined) if envelope.provider.tells_refusals() => {
            said("Vous avez refusé de signer.")
        }
        (_, PersonState::Declined) => said(
            "Vous avez refusé de signer. Ce service ne le dit pas à l’expéditeur : chez lui, la demande reste ouverte.",
        ),
        (EnvelopeState::Out, PersonState::Invited | PersonState::Viewed) => {
            format!("{}{}", documents(envelope, person), forms(&person.id))
        }
        (EnvelopeState::Out, PersonState::Waiting) => said("Ce n’est pas encore votre tour."),
        (EnvelopeState::Draft, _) => said("Cette demande n’est pas encore envoyée."),
        (EnvelopeState::Completed, _) => said("Tout le monde a signé."),
        (EnvelopeState::Declined, _) => said("Un signataire a refusé : la demande est close."),
        (EnvelopeState::Expired, _) => said("Le délai est passé."),
        (EnvelopeState::Cancelled | EnvelopeState::Deleted, _) => said("La demande a été annulée."),
    }
}

fn documents(envelope: &Envelope, person: &Person) -> String {
    let item = |(number, document): (usize, &crate::envelope::Document)| {
        let address = format!("/page/{}/document/{number}", escaped(&person.id));
        format!("<li><a href=\"{address}\">{}</a></li>", escaped(&document.name))
    };
    let items: String = envelope.documents.iter().enumerate().map(item).collect();
    format!("<h2>Documents</h2><ul>{items}</ul>")
}

fn forms(person: &str) -> String {
    let person = escaped(person);
    format!(
        "<form method=\"post\" action=\"/page/{person}/sign\"><button class=\"main\">Signer</button></form>\
         <form method=\"post\" action=\"/page/{person}/decline\"><label for=\"reason\">Motif du refus (facultatif)</label>\
         <input id=\"reason\" name=\"reason\" autocomplete=\"off\"><button class=\"other\">Refuser</button></form>"
    )
}

/// Text made harmless in HTML, in elements and in attributes.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Keeps a title such as "{body}" from being taken for a place of the frame.
            '{' => escaped.push_str("&#123;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The fields of a form, decoded.
pub(crate) fn form(body: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(body);
    text.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

/// `application/x-www-form-urlencoded`: `+` is a space, `%XX` a byte.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let hex = |digits: &[u8]| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
        match (first, behind.get(..2).and_then(hex)) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &behind[2..];
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            (other, _) => bytes.push(other),
        }
        rest = behind;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
