//! What `POST /api/signature-requests` takes, and what is wrong with it.

use axum::body::Bytes;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use paraphe_envelope::PageRect;
use paraphe_pdf::PdfFile;
use serde_json::Value;

use super::submission::{Problems, Submission, is_image};
use super::tags::{Tag, tags};
use super::wire::{REGION, Refusal};
use crate::envelope::{Corner, Place};

/// Languages the documentation names in its sample of `/api/meta`.
pub(super) const LANGUAGES: [(&str, &str); 2] = [("fr", "Français"), ("en", "English")];
/// The service gives a signature a size of its own, not published. Points.
const SIGNATURE_SIZE: [f64; 2] = [160.0, 50.0];

/// A request that holds.
pub(super) struct NewRequest {
    pub(super) signers: Vec<NewSigner>,
    pub(super) expires: Timestamp,
    pub(super) requester: String,
    pub(super) pdf: Bytes,
    pub(super) has_logo: bool,
    pub(super) color: Option<String>,
    pub(super) metadata: Value,
}

/// One person who shall sign.
pub(super) struct NewSigner {
    pub(super) email: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) language: String,
    pub(super) mobile: Option<String>,
    pub(super) region: String,
    pub(super) places: Vec<Place>,
}

/// Reads and checks a submission; its addresses are followed.
///
/// # Errors
/// [`Refusal`] with every field that is missing or malformed.
pub(super) async fn read(submission: &Submission) -> Result<NewRequest, Refusal> {
    let pdf = submission.file_or_url("pdf").await?;
    let logo = submission.file_or_url("logo").await?;
    let fields = &submission.fields;
    let mut problems = Problems::default();
    let mut signers = signers(fields, &mut problems);
    let region = signers.first().map_or(REGION, |signer| signer.region.as_str());
    let expires = expiration(fields, region, &mut problems);
    let requester = problems.email(fields, "demandeur_email", "demandeur_email");
    let color = color(fields, &mut problems);
    let metadata = metadata(fields, &mut problems);
    if logo.as_ref().is_some_and(|logo| !is_image(logo)) {
        problems.note("logo", "The logo field must be an image.");
    }
    let document = pdf.as_ref().and_then(|pdf| PdfFile::parse(pdf.to_vec(), None).ok());
    match (&pdf, &document) {
        (None, _) => problems.note("pdf", "The pdf field is required."),
        (Some(_), None) => problems.note("pdf", "The pdf field must be a PDF that can be read."),
        (Some(_), Some(document)) => place_tags(document, &mut signers, &mut problems),
    }
    problems.into_result()?;
    let (Some(expires), Some(pdf)) = (expires, pdf) else { return Err(Refusal::Missing) };
    Ok(NewRequest { signers, expires, requester, pdf, has_logo: logo.is_some(), color, metadata })
}

fn signers(fields: &Value, problems: &mut Problems) -> Vec<NewSigner> {
    let Some(list) = fields["signers"].as_array().filter(|list| !list.is_empty()) else {
        problems.note("signers", "The signers field is required.");
        return Vec::new();
    };
    list.iter().enumerate().map(|(index, signer)| read_signer(index, signer, problems)).collect()
}

fn read_signer(index: usize, signer: &Value, problems: &mut Problems) -> NewSigner {
    let field = |key: &str| format!("signers.{index}.{key}");
    let language = signer["language"].as_str().unwrap_or("fr").to_owned();
    if !LANGUAGES.iter().any(|(code, _)| *code == language) {
        problems.note(field("language"), "The selected language is invalid.");
    }
    let region = signer["region"].as_str().unwrap_or(REGION).to_owned();
    if TimeZone::get(&region).is_err() {
        problems.note(field("region"), "The selected region is invalid.");
    }
    NewSigner {
        email: problems.email(signer, "email", &field("email")),
        first_name: problems.required(signer, "first_name", &field("first_name")),
        last_name: problems.required(signer, "last_name", &field("last_name")),
        language,
        mobile: signer["mobile"].as_str().map(str::to_owned),
        region,
        places: Vec::new(),
    }
}

/// `YYYY-MM-DDTHH:mm:ss` is the rule, `YYYY-MM-DDTHH:mm` stands in every sample; neither names a zone.
fn expiration(fields: &Value, region: &str, problems: &mut Problems) -> Option<Timestamp> {
    let text = problems.required(fields, "expires_at", "expires_at");
    if text.is_empty() {
        return None;
    }
    let local =
        ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"].iter().find_map(|form| DateTime::strptime(form, &text).ok());
    let zone = TimeZone::get(region).unwrap_or(TimeZone::UTC);
    match local.and_then(|local| zone.to_timestamp(local).ok()) {
        Some(at) if at > Timestamp::now() => return Some(at),
        Some(_) => problems.note("expires_at", "The expires_at field must be a date in the future."),
        None => problems.note("expires_at", "The expires_at field must match YYYY-MM-DDTHH:mm:ss."),
    }
    None
}

fn color(fields: &Value, problems: &mut Problems) -> Option<String> {
    let color = fields["color"].as_str()?;
    let digits = color.strip_prefix('#').unwrap_or_default();
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        problems.note("color", "The color field must be a hexadecimal colour.");
    }
    Some(color.to_owned())
}

/// An object; in a form, JSON text of one.
fn metadata(fields: &Value, problems: &mut Problems) -> Value {
    let given = &fields["metadata"];
    let parsed = match given.as_str() {
        Some(text) => serde_json::from_str(text).unwrap_or(Value::Bool(false)),
        None => given.clone(),
    };
    if !parsed.is_null() && !parsed.is_object() {
        problems.note("metadata", "The metadata field must be an object.");
    }
    parsed
}

/// Gives each signer the places of their own tags, then of the common ones. A tag for a signer beyond the list is
/// refused: what the service does with one is not documented, and nobody could ever sign there.
fn place_tags(pdf: &PdfFile, signers: &mut [NewSigner], problems: &mut Problems) {
    let tags = tags(pdf);
    for tag in &tags {
        match tag.signer {
            Some(number) if number > signers.len() => problems.note(
                "pdf",
                format!("The tag <@signature{number}@> names signer {number}, there are {}.", signers.len()),
            ),
            Some(number) => signers[number - 1].places.extend(place(pdf, tag)),
            None => {}
        }
    }
    for tag in tags.iter().filter(|tag| tag.signer.is_none()) {
        for signer in signers.iter_mut() {
            signer.places.extend(place(pdf, tag));
        }
    }
}

/// A box whose lower left corner is where the tag begins, as the page is displayed.
fn place(pdf: &PdfFile, tag: &Tag) -> Option<Place> {
    let geometry = pdf.page_geometry(tag.run.page).ok()?;
    let [x, y] = [tag.run.x, tag.run.y];
    let start = geometry.to_view(PageRect::from_corners([x, y, x + 1.0, y + 1.0])?);
    let [width, height] = SIGNATURE_SIZE;
    let top = start.y + start.height - height;
    Some(Place {
        document: 0,
        page: tag.run.page,
        corner: Corner::TopLeft,
        x: start.x,
        y: top,
        width,
        height,
    })
}
