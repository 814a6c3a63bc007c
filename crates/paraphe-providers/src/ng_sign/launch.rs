//! What is sent: documents, then who signs where.

use paraphe_envelope::{
    Authentication, Delivery, Document, Envelope, Field, Language, PageGeometry, Recipient, Timestamp,
    ViewRect,
};
use serde_json::{Value, json};

use super::config::{Config, Origin, PlacedBy};
use crate::error::{Error, ErrorKind, Result};
use crate::http::file;
use crate::plan::Dispatch;
use crate::texts::{self, PassedText, TextPiece};

/// A simple signature with a time stamp. The other kinds need a device or an identity only the signer has, and are of
/// another tier.
const SIGNATURE_TYPE: &str = "CERTIFIED_TIMESTAMP";

/// The body of `pdfs`: each document in base64, read while it is sent.
pub(super) fn documents(documents: &[&Document]) -> Value {
    let upload = |(index, document): (usize, &&Document)| json!({ "fileName": file_name(document), "fileExtension": "pdf", "fileBase64": file(index) });
    documents.iter().enumerate().map(upload).collect()
}

/// The name without its ending, as the vendor's samples have it.
pub(super) fn file_name(document: &Document) -> &str {
    let name = document.name.trim();
    let at = name.len().saturating_sub(4);
    match name.split_at_checked(at) {
        Some((stem, ending)) if ending.eq_ignore_ascii_case(".pdf") && !stem.is_empty() => stem,
        Some(_) | None => name,
    }
}

/// The body of `launch`. `identifiers` are the service's for the documents, in their order.
///
/// # Errors
/// [`ErrorKind::Unsupported`] for somebody without an e-mail address, or a field on a page that is not there.
pub(super) fn configuration(
    dispatch: &Dispatch<'_>,
    identifiers: &[String],
    config: &Config,
) -> Result<Value> {
    let envelope = dispatch.envelope;
    let options = envelope.options();
    let mut signers = Vec::new();
    for signer in dispatch.groups.iter().flatten() {
        signers.push(signer_configuration(dispatch, signer, identifiers, config)?);
    }
    let observers: Result<Vec<Value>> = dispatch.observers.iter().map(|observer| user(observer)).collect();
    let mut body =
        json!({ "sigConf": signers, "observers": observers?, "lang": language(envelope.language()) });
    // The vendor's own clients send none of these: only what the sender asked for goes out.
    if are_asked_together(dispatch) {
        body["parallelSignatures"] = json!(true);
    }
    if let Some(message) = filled(texts::for_everybody(envelope).text) {
        body["message"] = json!(message);
    }
    if let Some(expires_at) = options.expires_at {
        body["expirationDate"] = json!(moment(expires_at));
    }
    Ok(body)
}

/// The sender's words in NGSign's invitations.
pub(crate) fn passed_texts(envelope: &Envelope) -> Vec<PassedText> {
    texts::invitations(envelope, |words| Some(vec![TextPiece::words(filled(words)?)]))
}

/// The message, as it was written.
fn filled(message: &str) -> Option<&str> {
    Some(message).filter(|message| !message.trim().is_empty())
}

/// Whether the service is told to ask everybody at once. Without the word it asks one after the other, which is what is
/// left where we hand over links: it names only one link at a time.
pub(super) fn are_asked_together(dispatch: &Dispatch<'_>) -> bool {
    let [group] = &dispatch.groups[..] else { return false };
    group.len() > 1 && group.iter().all(|person| person.delivery == Delivery::ProviderMails)
}

fn signer_configuration(
    dispatch: &Dispatch<'_>,
    signer: &Recipient,
    identifiers: &[String],
    config: &Config,
) -> Result<Value> {
    let fields: Vec<&Field> = dispatch.fields().filter(|field| field.recipient == signer.id).collect();
    // Without a place of their own they choose one: the corner of the first page would be nobody's choice.
    let chooses = config.placed_by == PlacedBy::Signer || fields.is_empty();
    let mut places = Vec::new();
    for (document, identifier) in dispatch.documents.iter().zip(identifiers) {
        let mut here = fields.iter().filter(|field| field.document == document.id);
        if chooses {
            if fields.is_empty() || here.next().is_some() {
                places.push(place(document, identifier));
            }
            continue;
        }
        for field in here {
            places.push(placed(document, identifier, field, config.origin)?);
        }
    }
    let mut configuration = json!({
        "signer": user(signer)?,
        "sigType": SIGNATURE_TYPE,
        "mode": mode(signer.delivery),
        "otp": one_time_password(signer.authentication),
        "choosePosition": chooses,
        "docsConfigs": places,
    });
    if let Some(address) = &dispatch.envelope.options().redirect_url {
        // Their spelling.
        configuration["redirectionUrl"] = json!({ "sucessUrl": address });
    }
    Ok(configuration)
}

fn user(person: &Recipient) -> Result<Value> {
    let email = person.email.as_ref().ok_or_else(|| {
        Error::new(ErrorKind::Unsupported, "NGSign needs the e-mail address of everybody")
            .with_context("recipient", &person.id)
            .with_context("missing", "email")
    })?;
    // Empty, not left out, where there is no phone: so the vendor's own client.
    let phone = person.mobile.as_ref().map(|mobile| mobile.as_str()).unwrap_or_default();
    Ok(json!({
        "firstName": person.first_name.trim(),
        "lastName": person.last_name.trim(),
        "email": email.as_str(),
        "phoneNumber": phone,
    }))
}

fn place(document: &Document, identifier: &str) -> Value {
    json!({ "identifier": identifier, "documentName": file_name(document), "documentExtension": "pdf" })
}

fn placed(document: &Document, identifier: &str, field: &Field, origin: Origin) -> Result<Value> {
    let page = field.placement.page;
    let geometry = document.page(page).ok_or_else(|| {
        let error = Error::new(ErrorKind::Unsupported, "there is no such page");
        error.with_context("field", &field.id).with_context("page", page)
    })?;
    let (x, y) = axes(field.placement.rect, geometry, origin);
    let mut place = place(document, identifier);
    place["page"] = json!(page);
    place["xAxis"] = json!(x);
    place["yAxis"] = json!(y);
    Ok(place)
}

/// The corner of a box in points of the page as it is seen: its lower left one counted from the bottom, or its upper left
/// one counted from the top. To the hundredth; never off the page.
pub(super) fn axes(rect: ViewRect, page: &PageGeometry, origin: Origin) -> (f64, f64) {
    let (width, height) = page.displayed_size();
    let y = match origin {
        Origin::BottomLeft => height - (rect.y + rect.height),
        Origin::TopLeft => rect.y,
    };
    let kept = |value: f64, largest: f64| (value.min(largest).max(0.0) * 100.0).round() / 100.0;
    (kept(rect.x, width), kept(y, height))
}

/// `BY_MAIL` stands in all examples and clients, `BY_EMAIL` only in the tables of the documentation.
fn mode(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::InPerson => "FACE_TO_FACE",
        Delivery::Links => "BY_LINK",
        Delivery::ProviderMails => "BY_MAIL",
    }
}

fn one_time_password(authentication: Authentication) -> &'static str {
    match authentication {
        Authentication::EmailCode => "EMAIL",
        Authentication::None => "NONE",
        Authentication::SmsCode => "OTP",
    }
}

/// The documentation knows two languages; the others become French, its first.
fn language(language: Language) -> &'static str {
    match language {
        Language::En => "en",
        Language::Ar | Language::Fr | Language::It => "fr",
    }
}

/// ISO 8601 with an offset in numbers.
fn moment(at: Timestamp) -> String {
    at.to_rfc3339().replace('Z', "+00:00")
}

#[cfg(test)]
mod tests {
    use super::*;
    use paraphe_envelope::{DocumentId, Rotation, Sha256Digest};

    const BOX: ViewRect = ViewRect { x: 100.0, y: 600.0, width: 150.0, height: 60.0 };

    fn page(media: [f64; 4], crop: Option<[f64; 4]>, rotation: Rotation) -> PageGeometry {
        PageGeometry::new(media, crop, rotation, 1.0).unwrap()
    }

    #[test]
    fn boxes_are_counted_on_the_page_as_it_is_seen() {
        let a4 = page([0.0, 0.0, 595.28, 841.89], None, Rotation::None);
        assert_eq!(axes(BOX, &a4, Origin::BottomLeft), (100.0, 181.89));
        assert_eq!(axes(BOX, &a4, Origin::TopLeft), (100.0, 600.0));
        let low = ViewRect { y: 500.0, ..BOX };
        let letter = page([0.0, 0.0, 792.0, 612.0], None, Rotation::None);
        assert_eq!(axes(low, &letter, Origin::BottomLeft), (100.0, 52.0));
        let turned = page([0.0, 0.0, 595.28, 841.89], None, Rotation::Clockwise90);
        assert_eq!(axes(low, &turned, Origin::BottomLeft), (100.0, 35.28), "595.28 high as it is seen");
        let cropped = page([-100.0, -50.0, 500.0, 800.0], Some([0.0, 0.0, 400.0, 700.0]), Rotation::None);
        assert_eq!(axes(BOX, &cropped, Origin::BottomLeft), (100.0, 40.0));
    }

    #[test]
    fn half_a_point_beyond_the_edge_is_the_edge() {
        let a4 = page([0.0, 0.0, 595.28, 841.89], None, Rotation::None);
        let over = ViewRect { x: -0.4, y: 782.2, width: 150.0, height: 60.0 };
        assert_eq!(axes(over, &a4, Origin::BottomLeft), (0.0, 0.0));
        assert_eq!(axes(ViewRect { y: -0.3, ..over }, &a4, Origin::TopLeft), (0.0, 0.0));
    }

    #[test]
    fn a_name_loses_its_ending_and_nothing_else() {
        let document = |name: &str| Document {
            id: DocumentId::new([1; 16]),
            name: name.to_owned(),
            sha256: Sha256Digest::of(b""),
            byte_size: 0,
            pages: Vec::new(),
        };
        for (name, expected) in [
            ("contrat.pdf", "contrat"),
            ("Contrat.PDF", "Contrat"),
            ("été", "été"),
            (".pdf", ".pdf"),
            ("éé.pdf", "éé"),
        ] {
            assert_eq!(file_name(&document(name)), expected);
        }
    }

    #[test]
    fn an_end_is_iso_8601_with_an_offset() {
        assert_eq!(moment(Timestamp::from_millis(1_769_900_340_000)), "2026-01-31T22:59:00+00:00");
    }
}
