//! `POST /EU-SES`.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use paraphe_pdf::PdfFile;
use serde_json::{Value, json};

use super::authorised;
use super::request::{self, DocumentSource, NewSignature, NewSigner};
use super::token::new_id;
use super::wire::{self, Refusal};
use crate::envelope::{Corner, Document, Envelope, Person, Place};
use crate::fetch::fetch;
use crate::reading::{base64, random_id};
use crate::stand_in::StandIn;
use crate::state::{Shared, Store};

/// Cents per signer without a subscription, from the product page.
const PRICE: i64 = 30;
/// The size of the stamp is not documented; this is the default of the vendor's qualified signatures. Points.
const STAMP: [f64; 2] = [164.0, 45.0];
const BAD_DOCUMENT: u16 = 600;

pub(super) async fn create(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    authorised(&shared, &headers, &Method::POST, "EU-SES")?;
    let (new, document) = read(wire::checked_type(&headers, &body)?).await?;
    shared.change(|store| launch(&shared, store, new, document))
}

async fn read(body: &[u8]) -> Result<(NewSignature, Bytes), Refusal> {
    let new = request::read(body)?;
    let bad = |what: &str| Refusal::unprocessable(BAD_DOCUMENT, format!("inputDocuments: {what}"));
    let document = match &new.document {
        DocumentSource::Base64(payload) => base64(payload).ok_or_else(|| bad("payload is not base64"))?,
        DocumentSource::Remote(url) => {
            Bytes::from(fetch(url).await.map_err(|_| bad("url cannot be downloaded"))?)
        }
    };
    let pdf = PdfFile::parse(document.to_vec(), None).map_err(|_| bad("not a PDF"))?;
    let last = pdf.page_count();
    let mut places = new.signers.iter().flat_map(|signer| &signer.places);
    if places.any(|place| place.page > last) {
        return Err(Refusal::unprocessable(
            BAD_DOCUMENT,
            format!("signature: the document has {last} pages"),
        ));
    }
    Ok((new, document))
}

fn launch(
    shared: &Shared,
    store: &mut Store,
    new: NewSignature,
    document: Bytes,
) -> Result<Response, Refusal> {
    let price = PRICE * i64::try_from(new.signers.len()).unwrap_or(i64::MAX / PRICE);
    if store.openapi.credit < price {
        return Err(Refusal::new(StatusCode::PAYMENT_REQUIRED, wire::UNNUMBERED, "Insufficient credit"));
    }
    store.openapi.credit -= price;
    let shelf = store.shelf(StandIn::Openapi);
    let mut envelope = Envelope::new(StandIn::Openapi, new_id(), "");
    envelope.own = json!({ "options": new.options, "callback": new.callback });
    envelope.people = new.signers.into_iter().map(|signer| person(shared, signer)).collect();
    envelope.documents.push(Document {
        id: new_id(),
        name: format!("{}.pdf", envelope.id),
        own: wire::file(&document, None),
        bytes: shelf.keep(document),
        to_sign: true,
    });
    envelope.launch();
    let mut signature = wire::signature(shelf.add(envelope));
    // The document is still being looked at when the answer goes out.
    signature["state"] = json!("WAIT_VALIDATION");
    Ok(Json(wire::wrapped("Created", signature)).into_response())
}

fn person(shared: &Shared, signer: NewSigner) -> Person {
    let email = signer.email.as_deref().unwrap_or_default();
    let mut person = Person::new(random_id(), &signer.name, &signer.surname, email);
    let signatures: Vec<Value> = signer
        .places
        .iter()
        .map(|place| json!({ "page": place.page, "x": place.x, "y": place.y, "name": place.name }))
        .collect();
    let ways: Vec<&str> = signer.authentication.iter().map(|way| way.as_str()).collect();
    person.own = json!({
        "authentication": ways,
        "language": signer.language,
        "message": signer.message,
        "signatures": signatures,
    });
    person.phone = signer.mobile;
    person.places = signer
        .places
        .iter()
        .map(|place| Place {
            document: 0,
            page: place.page,
            corner: Corner::TopLeft,
            // Whole numbers up to 100,000.
            x: place.x as f64,
            y: place.y as f64,
            width: STAMP[0],
            height: STAMP[1],
        })
        .collect();
    person.link = Some(format!("{}/sign/{}", shared.base(StandIn::Openapi), person.id));
    person
}
